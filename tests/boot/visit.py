"""A Home Assistant that is started, entered as its owner, and left."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from script.lib.demo import Login, enter
from script.lib.hub import HASS, HubFolder, HubProcess, running_hub
from script.lib.hub_client import HubClient, HubConnection

LOGIN = Login("owner", "a password of the owner")


@dataclass(frozen=True, slots=True)
class House:
    """A hub's folder, its port, and the command that starts Home Assistant in it."""

    folder: HubFolder
    port: int
    command: tuple[str | Path, ...] = (HASS,)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"


@asynccontextmanager
async def visit(house: House) -> AsyncIterator[tuple[HubProcess, HubClient, HubConnection]]:
    """Home Assistant, started and entered; in the end it stops as it should, unless the visitor killed it."""
    async with running_hub(house.folder, house.command) as hub, aiohttp.ClientSession() as session:
        client = HubClient(session, house.address)
        await enter(client, hub, LOGIN)
        async with client.connect() as connection:
            await connection.wait_until_started()
            yield hub, client, connection
        if hub.running:
            assert await hub.stop() == 0
