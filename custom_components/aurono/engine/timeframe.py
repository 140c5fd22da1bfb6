"""The lengths of candles and their grid in UTC (SEMANTICS sections 1 and 4).

All times are UTC milliseconds. A candle is named by its open time; its close time is open time + length.
"""

from enum import StrEnum

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY

_FIRST_MONDAY = 4 * DAY
"""1970-01-01 was a Thursday; weeks start on Monday 00:00 UTC."""


class Timeframe(StrEnum):
    """Length of a candle."""

    H1 = "1h"
    H4 = "4h"
    D1 = "1d"
    W1 = "1w"

    @property
    def length(self) -> int:
        """Milliseconds from a candle's open to its close."""
        return _LENGTHS[self]

    @property
    def grace(self) -> int:
        """Milliseconds after the close in which an evaluation may still start: length / 12, at most an hour."""
        return min(self.length // 12, HOUR)

    def open_at(self, time: int) -> int:
        """Open time of the candle that contains this moment."""
        offset = _FIRST_MONDAY if self is Timeframe.W1 else 0
        return time - (time - offset) % self.length

    def last_closed(self, time: int) -> int:
        """Open time of the last candle that is closed at this moment (its close time ≤ ``time``)."""
        return self.open_at(time) - self.length

    def next_close(self, time: int) -> int:
        """The first close time after this moment."""
        return self.open_at(time) + self.length

    def is_aligned(self, time: int) -> bool:
        """Whether a candle of this length can open at this moment."""
        return self.open_at(time) == time


_LENGTHS = {Timeframe.H1: HOUR, Timeframe.H4: 4 * HOUR, Timeframe.D1: DAY, Timeframe.W1: WEEK}
