"""Filling asks for what is unknown, page by page, and goes on where it was."""

import asyncio
from collections.abc import AsyncIterator, Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.timeframe import DAY, HOUR, Timeframe
from custom_components.aurono.exchange.protocol import Failure, FailureKind, MarketData
from custom_components.aurono.store import archive_fill
from custom_components.aurono.store.archive import Series, Source, Span
from custom_components.aurono.store.archive_fill import FillProgress, FillResult, fill
from custom_components.aurono.store.archive_worker import ArchiveWorker

START = 1_704_067_200_000
SOL = Series("bitvavo", Pair("SOL", "EUR"), Timeframe.H1)
DOWN = Failure(FailureKind.UNREACHABLE, "no answer")


def span(first: int, end: int) -> Span:
    return Span(START + first * HOUR, START + end * HOUR)


class Market:
    """Serves hourly candles at the numbers in ``there``, and writes down what it was asked for."""

    timeframes = frozenset({Timeframe.H1})
    candle_delay = 5_000

    def __init__(self, there: set[int], hours: int = 1_000) -> None:
        self.there = there
        self.now = START + hours * HOUR + self.candle_delay
        self.asked: list[tuple[int, int]] = []
        self.fails_after: int | None = None
        self.before_answer: Callable[[], None] = lambda: None

    async def time(self) -> int | Failure:
        return DOWN if self.fails_after == -1 else self.now

    async def candles(
        self, pair: Pair, timeframe: Timeframe, *, until: int, count: int
    ) -> tuple[Candle, ...] | Failure:
        assert (pair, timeframe) == (SOL.pair, SOL.timeframe)
        last = (until - START) // HOUR
        self.asked.append((last, count))
        if self.fails_after is not None and len(self.asked) > self.fails_after:
            return DOWN
        self.before_answer()
        await asyncio.sleep(0)
        numbers = sorted(number for number in self.there if number <= last)[-count:]
        price = Decimal(100)
        return tuple(Candle(START + number * HOUR, price, price, price, price) for number in numbers)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[ArchiveWorker]:
    worker = await ArchiveWorker.open(tmp_path / "candles.db")
    yield worker
    await worker.close()


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_fill, "PAGE", 4)


async def run(archive: ArchiveWorker, market: Market, asked: Span, **options: Any) -> FillResult[Failure]:
    return await fill(archive, cast("MarketData", market), SOL, asked, **options)


async def numbers(archive: ArchiveWorker) -> set[int]:
    return {(candle.open_time - START) // HOUR for candle in await archive.candles(SOL, span(0, 2_000))}


async def test_given_an_empty_archive_when_filled_then_it_is_asked_for_in_pages_newest_first(
    archive: ArchiveWorker,
) -> None:
    market = Market(set(range(20)))
    seen: list[FillProgress] = []

    result = await run(archive, market, span(2, 12), progress=seen.append)

    assert result == FillResult(FillProgress(10, 10), None)
    assert market.asked == [(11, 4), (7, 4), (3, 2)]
    assert seen == [FillProgress(4, 10), FillProgress(8, 10), FillProgress(10, 10)]
    assert await numbers(archive) == set(range(2, 12))
    assert await archive.coverage(SOL) == (span(2, 12),)


async def test_given_holes_when_filled_then_they_are_known_as_holes(archive: ArchiveWorker) -> None:
    market = Market({0, 1, 2, 8, 9, 11})

    await run(archive, market, span(3, 12))

    assert await numbers(archive) == {8, 9, 11}
    assert await archive.holes(SOL, span(0, 12)) == (span(3, 8), span(10, 11))
    assert await archive.unknown(SOL, span(0, 12)) == (span(0, 3),)


async def test_given_a_history_that_begins_later_when_filled_then_what_is_before_is_known_to_be_nothing(
    archive: ArchiveWorker,
) -> None:
    market = Market(set(range(10, 20)))

    await run(archive, market, span(0, 20))

    assert await archive.coverage(SOL) == (span(0, 20),)
    assert await archive.holes(SOL, span(0, 20)) == (span(0, 10),)
    assert market.asked == [(19, 4), (15, 4), (11, 4)]


async def test_given_what_is_known_already_when_filled_then_only_the_rest_is_asked_for(archive: ArchiveWorker) -> None:
    market = Market(set(range(20)))
    await run(archive, market, span(5, 8))
    market.asked.clear()

    result = await run(archive, market, span(3, 10))

    assert result.progress == FillProgress(4, 4)
    assert market.asked == [(9, 2), (4, 2)]
    market.asked.clear()
    await run(archive, market, span(3, 10))
    assert market.asked == []


async def test_given_it_is_asked_again_when_filled_then_all_of_it_is_fetched_anew(archive: ArchiveWorker) -> None:
    market = Market({0, 2})
    await run(archive, market, span(0, 3))
    market.there.add(1)
    market.asked.clear()

    await run(archive, market, span(0, 3), again=True)

    assert market.asked == [(2, 3)]
    assert await numbers(archive) == {0, 1, 2}


async def test_given_an_import_when_filled_then_the_exchange_is_asked_all_the_same(archive: ArchiveWorker) -> None:
    price = Decimal(7)
    imported = [Candle(START + number * HOUR, price, price, price, price) for number in range(6)]
    await archive.store(SOL, Source.IMPORT, span(0, 6), imported, now=START + DAY)

    await run(archive, Market({0, 1, 2, 4}), span(0, 6))

    rows = await archive.rows(SOL, span(0, 6))
    assert [(int(row.candle.close), row.source.value) for row in rows] == [
        (100, "exchange"),
        (100, "exchange"),
        (100, "exchange"),
        (7, "import"),
        (100, "exchange"),
        (7, "import"),
    ]


async def test_given_a_candle_that_is_open_or_may_still_be_on_its_way_when_filled_then_it_is_not_asked_for(
    archive: ArchiveWorker,
) -> None:
    market = Market(set(range(20)), hours=10)
    await run(archive, market, span(8, 15))
    assert await archive.coverage(SOL) == (span(8, 10),)

    market.now = START + 11 * HOUR + market.candle_delay - 1
    await run(archive, market, span(8, 15))
    assert await archive.coverage(SOL) == (span(8, 10),)

    market.now += 1
    await run(archive, market, span(8, 15))
    assert await archive.coverage(SOL) == (span(8, 11),)


@pytest.mark.parametrize("asked", [span(12, 14), Span(START + 1, START + HOUR), Span(START - DAY, START - DAY + 1)])
async def test_given_no_whole_closed_candle_in_the_span_when_filled_then_nothing_is_asked_for(
    asked: Span, archive: ArchiveWorker
) -> None:
    market = Market(set(range(20)), hours=10)

    assert await run(archive, market, asked) == FillResult(FillProgress(0, 0), None)
    assert market.asked == []


async def test_given_a_span_off_the_grid_when_filled_then_the_whole_candles_in_it_are(archive: ArchiveWorker) -> None:
    await run(archive, Market(set(range(20))), Span(START + 1, START + 5 * HOUR - 1))

    assert await archive.coverage(SOL) == (span(1, 4),)


async def test_given_the_exchange_fails_when_filling_then_what_came_before_stays_and_the_next_fill_goes_on(
    archive: ArchiveWorker,
) -> None:
    market = Market(set(range(20)))
    market.fails_after = 2

    result = await run(archive, market, span(0, 16))
    assert result == FillResult(FillProgress(8, 16), DOWN)
    assert await archive.coverage(SOL) == (span(8, 16),)

    market.fails_after = -1
    assert await run(archive, market, span(0, 16)) == FillResult(FillProgress(0, 0), DOWN)

    market.fails_after = None
    market.asked.clear()
    assert (await run(archive, market, span(0, 16))).failure is None
    assert market.asked == [(7, 4), (3, 4)]
    assert await numbers(archive) == set(range(16))


async def test_given_a_fill_is_cancelled_when_it_is_started_again_then_it_goes_on_where_it_was(
    archive: ArchiveWorker,
) -> None:
    market = Market(set(range(20)))
    filling = asyncio.create_task(run(archive, market, span(0, 16)))

    def cancel_at_the_third() -> None:
        if len(market.asked) == 3:
            filling.cancel()

    market.before_answer = cancel_at_the_third
    with pytest.raises(asyncio.CancelledError):
        await filling

    assert await archive.coverage(SOL) == (span(8, 16),)
    await run(archive, market, span(0, 16))
    assert await numbers(archive) == set(range(16))


async def test_given_a_timeframe_that_is_not_served_when_filled_then_it_is_refused(archive: ArchiveWorker) -> None:
    daily = Series("bitvavo", SOL.pair, Timeframe.D1)

    with pytest.raises(ValueError, match="serves no 1d candles"):
        await fill(archive, cast("MarketData", Market(set())), daily, span(0, 48))


@settings(max_examples=25, deadline=None)
@given(
    there=st.sets(st.integers(0, 40)),
    parts=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), min_size=1, max_size=4),
    fails=st.none() | st.integers(0, 4),
)
def test_given_any_market_and_any_fills_when_done_then_every_place_asked_for_is_a_candle_or_a_hole(
    tmp_path_factory: pytest.TempPathFactory, there: set[int], parts: list[tuple[int, int]], fails: int | None
) -> None:
    async def scenario() -> None:
        archive = await ArchiveWorker.open(tmp_path_factory.mktemp("fill") / "candles.db")
        market = Market(there)
        market.fails_after = fails
        for first, length in parts:
            await run(archive, market, span(first, first + length))
        market.fails_after = None
        for first, length in parts:
            result = await run(archive, market, span(first, first + length))
            assert result.failure is None
        wanted = {number for first, length in parts for number in range(first, first + length)}
        assert await numbers(archive) == there & wanted
        holes = await archive.holes(SOL, span(0, 80))
        assert {
            (time - START) // HOUR for hole in holes for time in range(hole.start, hole.end, HOUR)
        } == wanted - there
        await archive.close()

    asyncio.run(scenario())
