"""A Home Assistant that is started, entered as its owner, and left."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from script.lib.demo import Login, enter
from script.lib.hub import HubProcess, running_hub
from script.lib.hub_client import HubClient, HubConnection

from .conftest import House

LOGIN = Login("owner", "a password of the owner")


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
