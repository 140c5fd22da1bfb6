"""How long Home Assistant's event loop stands still while a strategy is simulated over years of archived prices.

The action runs a simulation in a process of its own; for comparison, the same is done in a thread. Measured is the
longest time between two turns of the loop; what the machine itself adds is seen while there is nothing to do. Bar, over
five years of hours: a fifth of what it is in a thread at most.
"""

import asyncio
from collections.abc import Awaitable
from decimal import Decimal
import os
from pathlib import Path
import pickle
import random
import sys
import tempfile
import time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._measure import REPOSITORY, arguments, finish, open_package

open_package()

from custom_components.aurono.engine.candle import Candle  # noqa: E402
from custom_components.aurono.engine.market import MarketRules, Pair, Tick  # noqa: E402
from custom_components.aurono.engine.strategy import RuleStrategy  # noqa: E402
from custom_components.aurono.engine.timeframe import HOUR, Timeframe  # noqa: E402
from custom_components.aurono.engine.validation import parse_strategy  # noqa: E402
from custom_components.aurono.lab.inquiry import Inquiry, answer  # noqa: E402
from custom_components.aurono.store.archive import Archive, Series, Source, Span  # noqa: E402

BAR = 0.2
START = 1_600_000_000_000 // HOUR * HOUR
SERIES = Series("bitvavo", Pair("SOL", "EUR"), Timeframe.H1)
RULES = MarketRules(
    SERIES.pair,
    Tick(Decimal("0.01")),
    Decimal("1e-8"),
    Decimal(0),
    Decimal(5),
    Decimal("0.01"),
    Decimal("0.0025"),
    Decimal("0.0015"),
)
RULE = {
    "pair": "SOL/EUR",
    "timeframe": "1h",
    "buy_trigger": "-1",
    "sell_trigger": "1",
    "buy_amount": "20",
    "sell_amount": "20",
    "allocated_capital": "2000",
}


def fill_archive(path: Path, count: int) -> None:
    draw, price, candles = random.Random(1), 100.0, []
    for number in range(count):
        opened, price = price, max(1.0, price * (1 + draw.gauss(0, 0.008)))
        first, last = Decimal(f"{opened:.2f}"), Decimal(f"{price:.2f}")
        candles.append(Candle(START + number * HOUR, first, max(first, last), min(first, last), last, Decimal(1)))
    archive = Archive.open(path)
    span = Span(START, START + count * HOUR)
    archive.store(SERIES, Source.EXCHANGE, span, candles, now=span.end)
    archive.close()


async def in_a_process(inquiry: Inquiry) -> object:
    standalone = REPOSITORY / "custom_components" / "aurono" / "standalone.py"
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        str(standalone),
        "lab.inquiry",
        stdin=pipe,
        stdout=pipe,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    written, _ = await process.communicate(pickle.dumps(inquiry))
    return pickle.loads(written)


async def longest_block(work: Awaitable[object]) -> float:
    """The longest time (ms) between two turns of the loop while something is under way."""
    longest, over = 0.0, asyncio.Event()

    async def turn() -> None:
        nonlocal longest
        last = time.perf_counter()
        while not over.is_set():
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now

    turning = asyncio.create_task(turn())
    await work
    over.set()
    await turning
    return longest * 1000


async def measure(inquiry: Inquiry) -> float:
    idle = await longest_block(asyncio.sleep(5))
    process = await longest_block(in_a_process(inquiry))
    thread = await longest_block(asyncio.to_thread(answer, inquiry))
    print(f"nothing to do   {idle:8.1f} ms\nin a process    {process:8.1f} ms\nin a thread     {thread:8.1f} ms")
    return process / thread


def main() -> None:
    options = arguments(__doc__, events=43_800)
    strategy = parse_strategy(RULE)
    assert isinstance(strategy, RuleStrategy)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder, "candles.db")
        fill_archive(path, options.events)
        span = Span(START, START + options.events * HOUR)
        # Another process has the archive open, as Home Assistant does.
        archive = Archive.open(path)
        ratio = asyncio.run(measure(Inquiry(path, SERIES, span, strategy, RULES, Decimal(0))))
        archive.close()
    finish({f"{ratio:.2f} of it in a thread, at most {BAR}": ratio <= BAR}, check=options.check)


if __name__ == "__main__":
    main()
