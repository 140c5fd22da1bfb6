"""The lengths of candles and their grid in UTC (SEMANTICS sections 1 and 4).

All times are UTC milliseconds. A candle is named by its open time; its close time is open time + length.
"""

from enum import StrEnum
from typing import Self

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY


class Timeframe(StrEnum):
    """Length of a candle."""

    H1 = "1h", HOUR
    H4 = "4h", 4 * HOUR
    D1 = "1d", DAY
    W1 = "1w", WEEK, 4 * DAY
    """1970-01-01 was a Thursday; weeks start on Monday 00:00 UTC."""

    length: int
    """Milliseconds from a candle's open to its close."""
    _first: int

    def __new__(cls, text: str, length: int = 0, first: int = 0) -> Self:
        """``first`` is when (ms) the first candle of this length opened; a text alone finds the member of that name."""
        frame = str.__new__(cls, text)
        frame._value_ = text
        frame.length = length
        frame._first = first
        return frame

    @property
    def grace(self) -> int:
        """Milliseconds after the close in which an evaluation may still start: length / 12, at most an hour."""
        return min(self.length // 12, HOUR)

    def open_at(self, time: int) -> int:
        """Open time of the candle that contains this moment."""
        return time - (time - self._first) % self.length

    def last_closed(self, time: int) -> int:
        """Open time of the last candle that is closed at this moment (its close time ≤ ``time``)."""
        return self.open_at(time) - self.length

    def next_close(self, time: int) -> int:
        """The first close time after this moment."""
        return self.open_at(time) + self.length

    def is_aligned(self, time: int) -> bool:
        """Whether a candle of this length can open at this moment."""
        return self.open_at(time) == time
