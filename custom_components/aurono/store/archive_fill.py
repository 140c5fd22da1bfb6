"""Filling the candle archive from an exchange, a page at a time.

Each page is kept with the span it answers for in one step, so a fill that was cancelled or killed goes on where it was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ..engine.candle import Candle
from ..engine.market import Pair
from ..engine.timeframe import Timeframe
from .archive import Series, Source, Span
from .archive_worker import ArchiveWorker

PAGE = 1_000
"""Candles asked for at once."""


class CandleSource[F](Protocol):
    """The part of ``exchange.protocol.MarketData`` that is needed; ``F`` is what it answers instead where it failed."""

    @property
    def timeframes(self) -> frozenset[Timeframe]:
        """The candle lengths it serves itself."""
        ...

    @property
    def candle_delay(self) -> int:
        """Milliseconds after a close before the candle can be expected to be there."""
        ...

    async def time(self) -> int | F:
        """The exchange's clock, UTC ms."""
        ...

    async def candles(self, pair: Pair, timeframe: Timeframe, *, until: int, count: int) -> tuple[Candle, ...] | F:
        """The newest ``count`` candles with an open time ≤ ``until``, rising; fewer where the history begins."""
        ...


@dataclass(frozen=True, slots=True)
class FillProgress:
    """How far a fill is, in places for candles, holes included."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class FillResult[F]:
    """How a fill ended: all of it, or as far as it came before the exchange failed."""

    progress: FillProgress
    failure: F | None


async def fill[F](
    archive: ArchiveWorker,
    market: CandleSource[F],
    series: Series,
    span: Span,
    progress: Callable[[FillProgress], None] | None = None,
    *,
    again: bool = False,
) -> FillResult[F]:
    """Ask the exchange for what it has not answered yet of a span, the newest first; ``again`` asks for all of it.

    A candle is asked for once it can be expected to be there, so that a late one is not taken for a hole. Raises
    ValueError for a timeframe that the exchange does not serve, and as the archive does.
    """
    if series.timeframe not in market.timeframes:
        raise ValueError(f"{series.exchange} serves no {series.timeframe} candles")
    now = await market.time()
    if not isinstance(now, int):
        return FillResult(FillProgress(0, 0), now)
    length = series.timeframe.length
    wanted = _closed_part(series.timeframe, span, now - market.candle_delay)
    gaps = () if wanted is None else (wanted,) if again else await archive.unknown(series, wanted, Source.EXCHANGE)
    so_far = FillProgress(0, sum(gap.end - gap.start for gap in gaps) // length)
    for gap in reversed(gaps):
        end = gap.end
        while end > gap.start:
            count = min(PAGE, (end - gap.start) // length)
            page = await market.candles(series.pair, series.timeframe, until=end - length, count=count)
            if not isinstance(page, tuple):
                return FillResult(so_far, page)
            # A full page answers down to its first candle, a shorter one says that there are none before it.
            start = gap.start if len(page) < count else max(gap.start, page[0].open_time)
            rows = [candle for candle in page if candle.open_time >= start]
            await archive.store(series, Source.EXCHANGE, Span(start, end), rows, now=now)
            so_far = FillProgress(so_far.done + (end - start) // length, so_far.total)
            if progress is not None:
                progress(so_far)
            end = start
    return FillResult(so_far, None)


def _closed_part(timeframe: Timeframe, span: Span, now: int) -> Span | None:
    """The whole candles in a span that are closed."""
    first = timeframe.open_at(span.start)
    start = first if first == span.start else first + timeframe.length
    end = timeframe.open_at(min(span.end, now))
    return Span(start, end) if start < end else None
