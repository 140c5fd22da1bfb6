"""A candle, and longer candles derived from shorter ones (SEMANTICS section 1)."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from .numbers import ZERO, exactly
from .records import maker
from .timeframe import Timeframe

_OPEN_TIME = attrgetter("open_time")


@dataclass(frozen=True, slots=True)
class Candle:
    """What an exchange reports for one interval, as it stands: a candle may be invalid, which an evaluation then says.

    ``open_time`` is in UTC milliseconds, prices in quote per base, volume in base. ``parts_valid`` is false for a
    derived candle of which a part was invalid.
    """

    open_time: int
    open: Decimal
    high: Decimal
    low: Decimal
    close: Decimal
    volume: Decimal = ZERO
    parts_valid: bool = True

    @property
    def is_valid(self) -> bool:
        """All prices above 0, and the body inside the range."""
        return (
            self.parts_valid
            # What is not below a low above 0 is above 0 too.
            and ZERO < self.low <= self.open <= self.high
            and self.low <= self.close <= self.high
        )


_MAKE = maker(Candle)


def find_candle(candles: Sequence[Candle], open_time: int) -> Candle | None:
    """The candle with exactly this open time; never its neighbour, because exchanges leave holes.

    Looked for from the newest on, which is the last one and mostly the one that is wanted.
    """
    for candle in reversed(candles):
        if candle.open_time == open_time:
            return candle
    return None


@exactly
def derive_candles(candles: Sequence[Candle], source: Timeframe, target: Timeframe) -> tuple[Candle, ...]:
    """Build the candles of a longer timeframe from those of a shorter one, given in rising order.

    A candle with missing parts is built from the parts present, one without any does not exist, an invalid part makes
    it invalid. The first and the last are used only if the window, from the first row's open to the last row's close,
    holds them whole. Raises ValueError if the target is not a longer multiple of the source.
    """
    if target.length <= source.length or target.length % source.length:
        raise ValueError(f"{target} candles cannot be derived from {source} candles")
    if not candles:
        return ()
    window_start, window_end = candles[0].open_time, candles[-1].open_time + source.length
    derived: list[Candle] = []
    first = 0
    while first < len(candles):
        open_time = target.open_at(candles[first].open_time)
        close_time = open_time + target.length
        after = bisect_left(candles, close_time, first, key=_OPEN_TIME)
        if open_time >= window_start and close_time <= window_end:
            derived.append(_merge(open_time, candles[first:after]))
        first = after
    return tuple(derived)


def _merge(open_time: int, parts: Sequence[Candle]) -> Candle:
    merged: Candle = _MAKE(
        open_time,
        parts[0].open,
        max([part.high for part in parts]),
        min([part.low for part in parts]),
        parts[-1].close,
        sum([part.volume for part in parts], ZERO),
        False not in [part.is_valid for part in parts],
    )
    return merged


def longest_source(target: Timeframe, offered: Collection[Timeframe]) -> Timeframe | None:
    """The timeframe to read for ``target``: itself where the exchange offers it, else the longest that divides it.

    Weekly candles are always derived from daily ones, or from what those are derived from: exchanges disagree on the
    day a week starts. None if nothing offered will do.
    """
    if target in offered and target is not Timeframe.W1:
        return target
    lengths = [frame for frame in offered if target.length % frame.length == 0 and frame is not Timeframe.W1]
    return max(lengths, key=lambda frame: frame.length, default=None)
