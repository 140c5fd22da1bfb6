"""Recent candles of any timeframe, derived where the exchange does not serve it (SEMANTICS section 1)."""

from ..engine.candle import Candle, derive_candles, longest_source
from ..engine.market import Pair
from ..engine.timeframe import Timeframe
from .protocol import Failure, FailureKind, MarketData


async def recent_candles(
    source: MarketData, pair: Pair, timeframe: Timeframe, *, until: int, count: int
) -> tuple[Candle, ...] | Failure:
    """The newest ``count`` candles with an open time ≤ ``until``, rising; fewer only where the history ends."""
    native = longest_source(timeframe, source.timeframes)
    if native is None:
        return Failure(FailureKind.REFUSED, f"no candles from which {timeframe} could be derived")
    if native is timeframe:
        return await source.candles(pair, timeframe, until=until, count=count)
    parts_each = timeframe.length // native.length
    last_part = until + timeframe.length - native.length
    parts = await source.candles(pair, native, until=last_part, count=(count + 1) * parts_each)
    return parts if isinstance(parts, Failure) else derive_candles(parts, native, timeframe)[-count:]
