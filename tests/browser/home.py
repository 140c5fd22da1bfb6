"""The hub that the browser tests look at: a demo account whose strategies trade, its owner, and a guest."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from enum import Enum
from pathlib import Path
from typing import Self

import aiohttp

from script.lib.demo import STRATEGIES, Login, add_demo_account, add_strategy
from script.lib.hub import HubFolder, free_port
from script.lib.hub_client import HubClient, HubConnection
from tests.boot.visit import House, visit

GUEST = Login("guest", "a password of the guest")


class Who(Enum):
    """Whose window it is."""

    OWNER = "owner"
    GUEST = "guest"
    """Somebody of the household who is no administrator."""


class Home:
    """A running hub; it can be stopped and started while somebody looks at it."""

    def __init__(self, folder: Path) -> None:
        self.house = House(HubFolder(folder), free_port())
        self.house.folder.prepare(self.house.port)
        self.account = ""
        self.strategies: dict[str, str] = {}
        self.tokens: dict[Who, Mapping[str, object]] = {}
        self._running = AsyncExitStack()
        self.client: HubClient
        self.connection: HubConnection

    async def start(self) -> None:
        """Start Home Assistant, or start it again."""
        _, self.client, self.connection = await self._running.enter_async_context(visit(self.house))

    async def stop(self) -> None:
        """Stop Home Assistant as its user would."""
        await self._running.aclose()

    async def furnish(self) -> Self:
        """Let the guest in, and set up the account with its strategies."""
        self.tokens[Who.OWNER] = self.client.browser_tokens
        self.tokens[Who.GUEST] = await self._invite(GUEST)
        await self.trade()
        return self

    async def trade(self) -> None:
        """Set up the demo account with its strategies."""
        self.account = await add_demo_account(self.client, speed=3600)
        for strategy in STRATEGIES:
            self.strategies[strategy.name] = await add_strategy(self.client, self.connection, self.account, strategy)

    async def leave_trading(self) -> None:
        """Remove the account."""
        await self.client.delete(f"/api/config/config_entries/entry/{self.account}")
        self.strategies.clear()

    @asynccontextmanager
    async def guest(self) -> AsyncIterator[HubConnection]:
        """What the guest's browser could ask, past the panel."""
        async with aiohttp.ClientSession() as session:
            client = HubClient(session, self.house.address)
            await client.log_in(GUEST.username, GUEST.password)
            async with client.connect() as connection:
                yield connection

    async def _invite(self, login: Login) -> Mapping[str, object]:
        made = await self.connection.ask("config/auth/create", name=login.username, group_ids=["system-users"])
        await self.connection.ask(
            "config/auth_provider/homeassistant/create",
            user_id=made["user"]["id"],
            username=login.username,
            password=login.password,
        )
        async with aiohttp.ClientSession() as session:
            guest = HubClient(session, self.house.address)
            await guest.log_in(login.username, login.password)
            return guest.browser_tokens
