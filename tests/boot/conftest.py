"""What the boot test starts beside Home Assistant: a server in Bitvavo's dialect, in a process of its own."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
import json
import os
from pathlib import Path
import sys

import pytest

from script.lib.hub import HASS, ROOT, HubFolder, free_port

from .visit import House

LAUNCHER = Path(__file__).with_name("launch.py")


@dataclass(frozen=True, slots=True)
class Bitvavo:
    """Where the server listens, and a key that it accepts."""

    url: str
    api_key: str
    api_secret: str


@pytest.fixture
async def bitvavo(socket_enabled: None) -> AsyncIterator[Bitvavo]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bitvavo", "--port", "0"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV_"))},
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(60):
            address = json.loads(await process.stdout.readline())
        yield Bitvavo(**address)
    finally:
        process.terminate()
        await process.wait()


@pytest.fixture
def house(tmp_path: Path, bitvavo: Bitvavo) -> House:
    if not HASS.exists():
        pytest.skip(f"{HASS.relative_to(ROOT)} does not exist: script/setup makes it")
    house = House(HubFolder(tmp_path / "hub"), free_port(), (HASS.with_name("python"), LAUNCHER, bitvavo.url))
    house.folder.prepare(house.port)
    return house
