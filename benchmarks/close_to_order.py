"""From the close of a candle to the order in the hands of the HTTP client, with 20 live strategies due together.

The real trader, journal (on disk) and ccxt adapter against our Bitvavo server in a process of its own. What the
exchange takes to answer is left out: the time between handing a request to the HTTP client and its answer does not
count, except that of the order itself, which ends the measurement. So what remains is what this machine does.

What blocks the event loop is told apart from Python's garbage collections: a full one goes through every object of the
process, most of them Home Assistant's, begins wherever an object is made and says nothing about what it interrupts. Nor
does the time count in which the loop could run but other programs, the server among them, had the processor; Linux
counts it for each thread. What the loop waits for within this process, a thread that holds the interpreter, does count.
"""

import argparse
import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
import gc
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized
import os
from pathlib import Path
import sys
from tempfile import TemporaryDirectory
import time
from types import SimpleNamespace

import aiohttp

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._measure import finish
from custom_components.aurono.engine.events import BookOpened, StrategyAdded
from custom_components.aurono.engine.strategy import BookKind, Mode, RuleStrategy
from custom_components.aurono.engine.timeframe import HOUR, MINUTE, SECOND
from custom_components.aurono.engine.validation import parse_strategy
from custom_components.aurono.execution.ledger import Ledger
from custom_components.aurono.execution.trader import Trader
from custom_components.aurono.store.worker import JournalWorker
from tests.bitvavo.bench import OWNER, SOL_EUR, connect_to, venue
from tests.bitvavo.candles import CandleTable
from tests.bitvavo.keys import ApiKey
from tests.bitvavo.points import Points
from tests.bitvavo.server import serve

STRATEGIES = 20
START = 1_767_571_200_000
P99_MILLISECONDS = 250.0
BLOCK_MILLISECONDS = 20.0


@dataclass
class HandClock:
    """The market's time as it was set last (UTC ms), for the trader and for the signatures."""

    value: int

    def now(self) -> int:
        """UTC ms."""
        return self.value

    def readings(self) -> tuple[int, int, int]:
        """The same for both clocks of a machine that never sleeps."""
        return self.value, self.value, self.value


def run_server(now: Synchronized[int], port: Synchronized[int], rounds: int) -> None:
    """Serve candles that all fell by 3.5 % and closed below the market price, so that every order rests and expires."""

    async def serve_for_ever() -> None:
        engine, candles = venue(), CandleTable()
        engine.deposit(OWNER, "EUR", Decimal(10_000_000))
        row = ("120", "121", "115", "115.80", "10")
        candles.write(SOL_EUR, "1h", [(START + hour * HOUR, *row) for hour in range(5 * rounds + 5)])
        server = serve(engine, candles, lambda: now.value)
        server.add_key(ApiKey.of(OWNER))
        server.venue.clock = lambda: now.value
        server.points = Points(limit=10**9)
        async with server.running():
            port.value = int(server.url.rpartition(":")[2])
            await asyncio.Event().wait()

    with suppress(KeyboardInterrupt):
        asyncio.run(serve_for_ever())


class Stopwatch:
    """Wall time less the time that requests were under way, and the moments at which orders were handed over."""

    def __init__(self) -> None:
        self.waited = 0.0
        self.orders: list[float] = []
        self._asked = 0.0
        self._began = 0.0

    def trace(self) -> aiohttp.TraceConfig:
        """Listens to the HTTP client."""
        config = aiohttp.TraceConfig()
        config.on_request_start.append(self._start)
        config.on_response_chunk_received.append(self._end)
        return config

    def restart(self) -> None:
        """A candle closes now."""
        self.waited, self.orders, self._began = 0.0, [], time.perf_counter()

    async def _start(self, _: object, __: object, request: aiohttp.TraceRequestStartParams) -> None:
        self._asked = time.perf_counter()
        if request.method == "POST":
            self.orders.append((self._asked - self._began - self.waited) * 1000)

    async def _end(self, *_: object) -> None:
        now = time.perf_counter()
        self.waited += now - self._asked
        self._asked = now


class RunnableClock:
    """Seconds of wall time, less those in which this thread could run but had no processor."""

    def __init__(self) -> None:
        self._statistics = os.open("/proc/thread-self/schedstat", os.O_RDONLY)

    def now(self) -> float:
        """Seconds since any moment."""
        _, waited_ns, _ = os.pread(self._statistics, 100, 0).split()
        return time.perf_counter() - int(waited_ns) / 1e9

    def close(self) -> None:
        """Read no more."""
        os.close(self._statistics)


class LongestBlock:
    """How long the event loop was not able to run anything else, at most, and the longest collection (milliseconds).

    ``longest_with_others`` is the longest with what other programs took of it.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self.longest_with_others = 0.0
        self.longest_collection = 0.0
        self._clock = RunnableClock()
        self._collected = 0.0
        self._collected_with_others = 0.0
        self._collecting = (0.0, 0.0)

    async def watch(self) -> None:
        """Run until cancelled."""
        gc.callbacks.append(self._on_collection)
        try:
            while True:
                began, ours = time.perf_counter(), self._clock.now()
                collected, collected_with_others = self._collected, self._collected_with_others
                await asyncio.sleep(0.001)
                passed = self._clock.now() - ours - 0.001 - (self._collected - collected)
                self.longest = max(self.longest, passed * 1000)
                passed = time.perf_counter() - began - 0.001 - (self._collected_with_others - collected_with_others)
                self.longest_with_others = max(self.longest_with_others, passed * 1000)
        finally:
            gc.callbacks.remove(self._on_collection)
            self._clock.close()

    def forget(self) -> None:
        """What blocked so far belongs to the start."""
        self.longest = self.longest_with_others = 0.0

    def _on_collection(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._collecting = time.perf_counter(), self._clock.now()
            return
        took = time.perf_counter() - self._collecting[0]
        self._collected += self._clock.now() - self._collecting[1]
        self._collected_with_others += took
        self.longest_collection = max(self.longest_collection, took * 1000)


def rule() -> RuleStrategy:
    """Buys 20 EUR of every candle that fell by 2.5 %; an order lives for an hour."""
    raw = {"pair": "SOL/EUR", "timeframe": "1h", "buy_trigger": "-2.5", "sell_trigger": "50", "buy_amount": "20"}
    parsed = parse_strategy(raw | {"sell_amount": "0", "allocated_capital": "100000", "order_timeout": "1"})
    assert isinstance(parsed, RuleStrategy)
    return parsed


async def measure(
    folder: Path, port: int, rounds: int, set_time: Callable[[int], None]
) -> tuple[list[float], LongestBlock]:
    """Time of the last order of each round in milliseconds, and what blocked the loop."""
    watch, blocks = Stopwatch(), LongestBlock()
    clock = HandClock(START + MINUTE)

    def move_to(moment: int) -> None:
        clock.value = moment
        set_time(moment)

    move_to(START + MINUTE)
    server = SimpleNamespace(url=f"http://127.0.0.1:{port}")
    async with aiohttp.ClientSession(trace_configs=[watch.trace()]) as session:
        exchange = await connect_to(server, session, ApiKey.of(OWNER))  # type: ignore[arg-type]
        library = vars(vars(exchange)["_client"])["_ccxt"]
        library.milliseconds = clock.now  # requests are signed with the market's time
        worker = await JournalWorker.open(folder / "journal.db")
        ledger = await Ledger.load("account", worker)
        trader = Trader(ledger, exchange, clock)
        for number in range(STRATEGIES):
            name = f"s{number:02}"
            opened = BookOpened(clock.value, name, BookKind.LIVE, Decimal(100_000), None)
            await ledger.record(StrategyAdded(clock.value, name, name, Mode.LIVE, rule()), opened)
        await trader.wake()
        last: list[float] = []
        watcher = asyncio.create_task(blocks.watch())
        for number in range(rounds):
            close = START + (1 + 5 * number) * HOUR
            move_to(close + exchange.candle_delay)
            watch.restart()
            if number == 0:
                blocks.forget()
            await trader.wake()
            assert len(watch.orders) == STRATEGIES, f"{len(watch.orders)} orders in round {number}"
            last.append(watch.orders[-1])
            await settle(trader, move_to, close)
        watcher.cancel()
        await worker.close()
        await exchange.close()
    return last, blocks


async def settle(trader: Trader, move_to: Callable[[int], None], close: int) -> None:
    """Let the orders' life end and be proven before the next round; what that takes is not measured."""
    for later in (HOUR + MINUTE, HOUR + 2 * MINUTE, 2 * HOUR + 30 * MINUTE):
        move_to(close + later)
        await trader.wake()
        move_to(close + later + 30 * SECOND)
        await trader.wake()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit with an error where a bar is missed")
    parser.add_argument("--rounds", type=int, default=200, help="candles that close (default: %(default)s)")
    options = parser.parse_args()
    context = get_context("spawn")
    now, port = context.Value("q", START), context.Value("q", 0)
    server = context.Process(target=run_server, args=(now, port, options.rounds), daemon=True)
    server.start()
    while not port.value:
        time.sleep(0.05)

    def set_time(moment: int) -> None:
        now.value = moment

    with TemporaryDirectory() as folder:
        last, blocks = asyncio.run(measure(Path(folder), port.value, options.rounds, set_time))
    server.terminate()
    ordered = sorted(last)
    p50, p99 = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"{STRATEGIES} strategies, {options.rounds} closes: last order handed over after {p50:.0f} ms (median), ")
    print(
        f"{p99:.0f} ms (p99), {ordered[-1]:.0f} ms (longest); longest block of the event loop {blocks.longest:.1f} ms"
    )
    print(
        f"beside garbage collections, of which the longest took {blocks.longest_collection:.1f} ms, "
        f"and beside what other programs took; {blocks.longest_with_others:.1f} ms with that"
    )
    bars = {
        f"p99 of the last order <= {P99_MILLISECONDS:.0f} ms": p99 <= P99_MILLISECONDS,
        f"longest block of the event loop <= {BLOCK_MILLISECONDS:.0f} ms": blocks.longest <= BLOCK_MILLISECONDS,
    }
    finish(bars, check=options.check)


if __name__ == "__main__":
    main()
