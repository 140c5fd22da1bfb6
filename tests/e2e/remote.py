"""The venue's process, as a test talks to it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
import json
import os
import sys
from typing import Any

from script.lib.hub import ROOT


@dataclass(frozen=True, slots=True)
class Look:
    """What the venue holds, and what it was asked: ``requests`` by route, ``refused`` how many came during a ban."""

    time: int
    orders: list[dict[str, Any]]
    balances: Mapping[str, Decimal]
    requests: Mapping[str, int]
    is_banned: bool
    refused: int

    def orders_of(self, coin: str) -> list[dict[str, Any]]:
        """The orders of a market, oldest first."""
        return [order for order in self.orders if order["market"] == f"{coin}/EUR"]


class RemoteVenue:
    """Tells the process what happens, one thing after the other, whoever asks."""

    def __init__(self, process: asyncio.subprocess.Process, address: Mapping[str, str]) -> None:
        self._process = process
        self._talking = asyncio.Lock()
        self.url = address["url"]
        self.key = {name: address[name] for name in ("api_key", "api_secret")}

    async def tell(self, command: str, **arguments: object) -> Any:
        """Have something happen; returns once it has, with what there is to say about it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        async with self._talking:
            self._process.stdin.write(json.dumps({"do": command, **arguments}).encode() + b"\n")
            answer = await self._process.stdout.readline()
        assert answer, f"the venue ended at {command}; its own words are above"
        return json.loads(answer)["done"]

    async def look(self) -> Look:
        """What it holds now."""
        seen = await self.tell("look")
        seen["balances"] = {currency: Decimal(amount) for currency, amount in seen["balances"].items()}
        return Look(**seen)


@asynccontextmanager
async def running_venue() -> AsyncIterator[RemoteVenue]:
    """A venue in a process of its own, which ends with the test."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.e2e"),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**22,
        env={name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV_"))},
    )
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        async with asyncio.timeout(60):
            address = json.loads(await process.stdout.readline())
        yield RemoteVenue(process, address)
    finally:
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()
