"""What `script/run` does: a hub that is set up like its owner would, and told about until the first trades."""

import argparse
import asyncio
from collections.abc import Mapping
from contextlib import suppress
import json
from pathlib import Path
import secrets
import signal
import sys
import time
from typing import Any

import aiohttp

from .dashboard import add_dashboard
from .demo import (
    ACCOUNT,
    STRATEGIES,
    Login,
    MarketInThePresent,
    add_demo_account,
    add_strategy,
    change_speed,
    enter,
)
from .hub import HOST, RESTART_REQUESTED, ROOT, HubError, HubFolder, HubProcess, check_port, running_hub
from .hub_client import HubClient, HubConnection, HubRefused

MAX_SPEED = 3600
WATCHED_FOR = 300
"""Seconds in which first trades are told on the terminal."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class DemoFolder:
    """What the demo remembers beside the hub's own files, readable by its owner alone: the login, and what is set up.

    What its user removes later is not added again.
    """

    def __init__(self, folder: HubFolder) -> None:
        self._file = folder.path / "demo.json"
        if self._file.exists():
            self._content: dict[str, Any] = json.loads(self._file.read_text())
        else:
            self._file.touch(mode=0o600)
            self._keep({"username": "aurono", "password": secrets.token_urlsafe(6), "complete": False})

    @property
    def login(self) -> Login:
        """The hub's user; the password is made up per hub."""
        return Login(self._content["username"], self._content["password"])

    @property
    def complete(self) -> bool:
        """Whether account and strategies were all added once."""
        return bool(self._content["complete"])

    def completed(self) -> None:
        """Remember that they were."""
        self._keep(self._content | {"complete": True})

    def _keep(self, content: dict[str, Any]) -> None:
        self._content = content
        self._file.write_text(json.dumps(content))


def sentence(trade: Mapping[str, Any]) -> str:
    """A trade as it is told."""
    verb = "bought" if trade["side"] == "buy" else "sold"
    base, quote = trade["market"].split("/")
    return f"“{trade['name']}” {verb} {trade['amount']} {base} at {trade['price']} {quote}, on paper"


class Story:
    """What is told on the terminal, from the start to the first trade of each strategy."""

    def __init__(self, options: argparse.Namespace, folder: HubFolder) -> None:
        self._options = options
        self._folder = folder
        self._address = f"http://{HOST}:{options.port}"
        self._started = time.monotonic()

    async def tell(self, hub: HubProcess) -> None:
        """Set up what is missing, then tell of the first trades and fall silent.

        Raises:
            HubError: Home Assistant ended.
            HubRefused: it cannot be set up.
        """
        demo = DemoFolder(self._folder)
        say(f"Starting Home Assistant in {self._folder.path} …")
        async with aiohttp.ClientSession() as session:
            client = HubClient(session, self._address)
            await enter(client, hub, demo.login)
            async with client.connect() as connection:
                await connection.wait_until_started()
                account = await self._set_up(client, connection, demo)
                say(f"""
  Address    {self._address}
  User       {demo.login.username}
  Password   {demo.login.password}

Ctrl-C stops it; the next start goes on where it was.""")
                if self._options.speed == 1:
                    say("In real time the first trade may take hours.")
                # Its user may restart it, or take the strategies away.
                with suppress(aiohttp.ClientError, ConnectionError, HubRefused):
                    await self._tell_first_trades(connection, account)

    async def _set_up(self, client: HubClient, connection: HubConnection, demo: DemoFolder) -> str | None:
        account = next((entry["entry_id"] for entry in await connection.accounts() if entry["title"] == ACCOUNT), None)
        if not demo.complete:
            account = account or await add_demo_account(client, self._options.speed or MAX_SPEED)
            there = await connection.strategies(account)
            for strategy in STRATEGIES:
                if strategy.name not in there:
                    await add_strategy(client, connection, account, strategy)
            await add_dashboard(connection, account)
            demo.completed()
        elif self._options.speed is not None:
            if account is None:
                raise HubRefused(f"There is no account {ACCOUNT} any more, so no market to run faster or slower.")
            try:
                await change_speed(client, account, self._options.speed)
            except MarketInThePresent as trouble:
                say(str(trouble))
        return account

    async def _tell_first_trades(self, connection: HubConnection, account: str | None) -> None:
        """Tell of the first trade of each strategy that has none yet, as long as somebody may be watching."""
        if account is None:
            return
        waiting = {
            strategy
            for strategy in (await connection.strategies(account)).values()
            if not await _last_trade(connection, account, strategy)
        }
        until = time.monotonic() + WATCHED_FOR
        while waiting and time.monotonic() < until:
            for strategy in tuple(waiting):
                if trade := await _last_trade(connection, account, strategy):
                    waiting.discard(strategy)
                    say(f"{time.monotonic() - self._started:.0f} s after the start {sentence(trade)}")
            await asyncio.sleep(1)


async def _last_trade(connection: HubConnection, account: str, strategy: str) -> Mapping[str, Any] | None:
    page = await connection.act("get_trades", config_entry_id=account, strategy=strategy, limit=1)
    trades: list[Mapping[str, Any]] = page["trades"]
    return trades[0] if trades else None


def say(text: str) -> None:
    """Tell the person at the terminal, at once."""
    print(text, flush=True)


async def run(options: argparse.Namespace) -> None:
    """Run the hub until it is asked to stop.

    Raises:
        HubError, HubRefused: it cannot be started or set up, or it ended by itself.
    """
    stop = asyncio.Event()
    for name in SIGNALS:
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    folder = HubFolder(options.dir.resolve())
    folder.check_free()
    if options.fresh:
        folder.clear()
    check_port(options.port)
    folder.prepare(options.port)
    story = Story(options, folder)
    while await _run_once(folder, story, stop) == RESTART_REQUESTED:
        say("Home Assistant restarts, as its user asked.")


async def _run_once(folder: HubFolder, story: Story, stop: asyncio.Event) -> int:
    """Run Home Assistant until it ends or is asked to; returns its exit code."""
    async with running_hub(folder) as hub:
        telling = asyncio.create_task(story.tell(hub))
        ended, asked = asyncio.create_task(hub.wait()), asyncio.create_task(stop.wait())
        try:
            waiting: set[asyncio.Task[Any]] = {telling, ended, asked}
            while not (ended.done() or asked.done()):
                done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                if telling in done:
                    telling.result()
            if asked.done():
                say("Stopping Home Assistant …")
                return await hub.stop()
            if ended.result() not in {0, RESTART_REQUESTED}:
                raise hub.ended()
            return ended.result()
        finally:
            for task in (telling, ended, asked):
                task.cancel()


def main() -> int:
    """Understand the command line, run the hub, and say plainly what went wrong."""
    options = _parser().parse_args()
    try:
        asyncio.run(run(options))
    except (HubError, HubRefused, TimeoutError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="script/run", description="Start a Home Assistant with Aurono and three strategies that trade on paper."
    )
    parser.add_argument("--port", type=_port, default=8123, help="where it listens on this machine (default 8123)")
    parser.add_argument("--dir", type=Path, default=ROOT / ".hub", help="its folder (default .hub)")
    parser.add_argument(
        "--speed",
        type=_speed,
        help=f"market seconds in a second; {MAX_SPEED}, the default, is an hour per second, 1 is real time",
    )
    parser.add_argument("--fresh", action="store_true", help="delete the folder and begin anew")
    return parser


def _port(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")


def _speed(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= MAX_SPEED:
        return int(text)
    raise argparse.ArgumentTypeError(f"a speed is a number from 1 (real time) to {MAX_SPEED} (an hour per second)")


if __name__ == "__main__":
    sys.exit(main())
