"""A venue that does what a test tells it, and a house whose Bitvavo it is."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from script.lib.hub import HASS, ROOT, HubFolder, free_port
from tests.boot.conftest import LAUNCHER
from tests.boot.visit import House

from .remote import RemoteVenue, running_venue


@pytest.fixture
async def venue(socket_enabled: None) -> AsyncIterator[RemoteVenue]:
    async with running_venue() as venue:
        yield venue


@pytest.fixture
def house(tmp_path: Path, venue: RemoteVenue) -> House:
    if not HASS.exists():
        pytest.skip(f"{HASS.relative_to(ROOT)} does not exist: script/setup makes it")
    house = House(HubFolder(tmp_path / "hub"), free_port(), (HASS.with_name("python"), LAUNCHER, venue.url))
    house.folder.prepare(house.port)
    return house
