"""Time as the trader sees it: steady, in UTC milliseconds."""

import time
from typing import Protocol


class Clock(Protocol):
    """A steady estimate of the time; the difference to the exchange's clock is measured by ``MarketWatch``."""

    def now(self) -> int:
        """UTC milliseconds; never goes back."""
        ...


class SystemClock:
    """The wall clock read once, carried on by the monotonic clock: setting the clock moves no candle close."""

    def __init__(self) -> None:
        self._wall_at_start = time.time_ns()
        self._monotonic_at_start = time.monotonic_ns()

    def now(self) -> int:
        """UTC milliseconds since the epoch."""
        return (self._wall_at_start + time.monotonic_ns() - self._monotonic_at_start) // 1_000_000
