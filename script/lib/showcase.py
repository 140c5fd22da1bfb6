"""The demo with three months behind it, the same ones each time: for the pictures of the README, and for measuring."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import json
from pathlib import Path
from typing import Any

import aiohttp

from .demo import ACCOUNT, STRATEGIES, Login, add_strategy, change_speed, enter
from .hub import HubFolder, free_port, running_hub
from .hub_client import HubClient, HubConnection

SEED = 27
"""Whose market ends about where it began, for each of the three coins."""
START = datetime(2026, 6, 1, tzinfo=UTC)
END = datetime(2026, 8, 28, 12, 30, tzinfo=UTC)
_STANDING = 2
"""Market seconds in a second while nothing should happen: 1 would be the present."""
_RUSHING = 36_000
_WALKING = 3600
_LOGIN = Login("robin", "a password for pictures")
_ENTRY_ID = "01K0AURON0SH0WCASE00000000"


@dataclass(frozen=True, slots=True)
class Showcase:
    """A running hub with the demo in it."""

    address: str
    tokens: Mapping[str, object]
    account: str
    strategies: Mapping[str, str]
    connection: HubConnection


@asynccontextmanager
async def showcase(folder: HubFolder) -> AsyncIterator[Showcase]:
    """Hold the demo's market at END; in a new folder it is set up first and runs there from START.

    Raises:
        HubError, HubRefused: the hub cannot be started or set up.
    """
    port = free_port()
    if folder.is_new:
        await _live_through(folder, port)
    folder.prepare(port)
    async with _visit(folder, port) as (client, connection):
        strategies = await connection.strategies(_ENTRY_ID)
        address = f"http://127.0.0.1:{port}"
        yield Showcase(address, client.browser_tokens, _ENTRY_ID, strategies, connection)


async def _live_through(folder: HubFolder, port: int) -> None:
    folder.prepare(port)
    _write_account(folder)
    async with _visit(folder, port) as (client, connection):
        # All of them are there before the first candle closes.
        for strategy in STRATEGIES:
            await add_strategy(client, connection, _ENTRY_ID, strategy)
    _change_pace(folder, _RUSHING)
    async with _visit(folder, port) as (client, connection):
        await _wait_until(connection, END - timedelta(days=1))
        # Through its last day it goes slowly enough to be stopped in time.
        await _slow_down(client, connection, _WALKING)
        await _wait_until(connection, END)
        await _slow_down(client, connection, _STANDING)


@asynccontextmanager
async def _visit(folder: HubFolder, port: int) -> AsyncIterator[tuple[HubClient, HubConnection]]:
    async with running_hub(folder) as hub, aiohttp.ClientSession() as session:
        client = HubClient(session, f"http://127.0.0.1:{port}")
        await enter(client, hub, _LOGIN)
        async with client.connect() as connection:
            await connection.wait_until_started()
            yield client, connection


async def _wait_until(connection: HubConnection, moment: datetime) -> None:
    """Wait until the strategies have decided on the last candle that closed before."""
    before = moment.timestamp() * 1000
    while True:
        page = await connection.act("get_events", config_entry_id=_ENTRY_ID, limit=1)
        if page["events"] and datetime.fromisoformat(page["events"][0]["time"]).timestamp() * 1000 >= before:
            return
        await asyncio.sleep(0.1)


async def _slow_down(client: HubClient, connection: HubConnection, speed: int) -> None:
    await change_speed(client, _ENTRY_ID, speed)
    # The account is loaded anew.
    while [entry["state"] for entry in await connection.accounts()] != ["loaded"]:  # noqa: ASYNC110 - only asking tells
        await asyncio.sleep(0.1)


def _write_account(folder: HubFolder) -> None:
    """Home Assistant's own store of accounts, with this one in it; it completes the first version of the store."""
    data = {"exchange": "demo", "seed": SEED, "speed": _STANDING, "started_at": int(START.timestamp() * 1000)}
    entry = {"entry_id": _ENTRY_ID, "version": 1, "domain": "aurono", "title": ACCOUNT, "data": data, "source": "user"}
    store = {"version": 1, "minor_version": 1, "key": "core.config_entries", "data": {"entries": [entry]}}
    _store(folder).write_text(json.dumps(store))


def _change_pace(folder: HubFolder, speed: int) -> None:
    """Let the market run faster than the form offers."""
    store: dict[str, Any] = json.loads(_store(folder).read_text())
    (entry,) = (entry for entry in store["data"]["entries"] if entry["entry_id"] == _ENTRY_ID)
    entry["data"]["speed"] = speed
    _store(folder).write_text(json.dumps(store))


def _store(folder: HubFolder) -> Path:
    return folder.path / ".storage" / "core.config_entries"
