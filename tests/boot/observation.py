"""What can be seen of Aurono from outside a running Home Assistant, and what its log complains about."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
import re
from typing import Any

from script.lib.hub_client import HubConnection, State

PATIENCE = 180.0
"""Seconds that a slow machine may take for what takes a fast one a few."""

_COMPLAINT = re.compile(
    r" (ERROR|CRITICAL) \(|^Traceback|Detected blocking call|Unclosed|never awaited|non-daemonic"
    r"|still running after| WARNING \([^)]*\) \[custom_components\.aurono"
)

_PAGE_LEFT = re.compile(
    r"^[^\n]*(?:Task exception was never retrieved|ClientConnectionResetError exception in shielded future)[^\n]*\n"
    r"(?:(?!\d{4}-\d\d-\d\d )[^\n]*\n)*?"
    r"[^\n]*ClientConnectionResetError: (?:Cannot write to closing transport|Connection lost)\n",
    re.MULTILINE,
)
"""What aiohttp says when a browser leaves while it is written to, also as the hub stops: nothing of ours is wrong."""


async def eventually[T](look: Callable[[], Awaitable[T]], what: str) -> T:
    """Look until there is something to see, and return it; fails, saying what was missing, when patience ends."""
    looks = 0
    try:
        async with asyncio.timeout(PATIENCE):
            while not (seen := await look()):
                looks += 1
                await asyncio.sleep(0.2)
            return seen
    except TimeoutError:
        # Few looks: an answer did not come. Many: they all said no.
        raise AssertionError(f"never seen in {looks} looks: {what}") from None


async def all_pages(connection: HubConnection, action: str, account: str) -> list[dict[str, Any]]:
    """All that get_events or get_trades has of an account, the oldest first."""
    key = action.removeprefix("get_")
    found: list[dict[str, Any]] = []
    page = await connection.act(action, config_entry_id=account, limit=50)
    found += page[key]
    while page["next_cursor"] is not None:
        page = await connection.act(action, config_entry_id=account, limit=50, cursor=page["next_cursor"])
        found += page[key]
    return found[::-1]


async def journal_is_sound(connection: HubConnection, account: str) -> None:
    """The hash chain and the fold of the whole journal hold."""
    known = len(await all_pages(connection, "get_events", account))
    report = await connection.act("verify_journal", config_entry_id=account)
    assert (report["ok"], report["problems"]) == (True, [])
    assert report["events"] >= known


async def repairs(connection: HubConnection) -> list[dict[str, Any]]:
    """What Aurono asks to be repaired."""
    issues = (await connection.ask("repairs/list_issues"))["issues"]
    return [issue for issue in issues if issue["domain"] == "aurono"]


async def strategy_states(connection: HubConnection, account: str, strategy: str) -> dict[str, State]:
    """The states of a strategy's entities, by translation key."""
    states = await connection.states()
    entities = await connection.entities(account, strategy)
    return {key: states[entity] for key, entity in entities.items() if entity in states}


def shown(states: dict[str, State], *but: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """State and attributes of entities, without those named."""
    return {key: (state["state"], state["attributes"]) for key, state in states.items() if key not in but}


def complaints(log: Path, expected: Iterable[str] = ()) -> list[str]:
    """The lines of a log that should not be there."""
    lines = _PAGE_LEFT.sub("", log.read_text(errors="replace")).splitlines()
    return [line for line in lines if _COMPLAINT.search(line) and not any(words in line for words in expected)]


def files_holding(folder: Path, secret: str) -> list[Path]:
    """The files below a folder that hold this text, in the clear."""
    wanted = secret.encode()
    return [path for path in folder.rglob("*") if path.is_file() and wanted in path.read_bytes()]
