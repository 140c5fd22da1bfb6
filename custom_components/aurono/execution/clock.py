"""Time as the trader sees it: steady, in UTC milliseconds."""

from collections.abc import Callable
from functools import partial
import time
from typing import Protocol


class Clock(Protocol):
    """A steady estimate of the time; the difference to the exchange's clock is measured by ``MarketWatch``."""

    def now(self) -> int:
        """UTC milliseconds; never goes back."""
        ...

    def readings(self) -> tuple[int, int, int]:
        """``now``, and what the steady and the wall clock of the machine show (ms), all at one moment.

        One of these two may miss what the other saw: time in which the machine slept.
        """
        ...


def _steady_clock() -> Callable[[], int]:
    """A clock (ns) that nobody sets; one that goes on while the machine sleeps, where there is such a one."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return partial(time.clock_gettime_ns, time.CLOCK_BOOTTIME)
    return time.monotonic_ns


class SystemClock:
    """The wall clock read once, carried on by a clock that nobody sets: setting the time moves no candle close."""

    def __init__(self) -> None:
        self._steady = _steady_clock()
        # What the wall clock showed when the steady one was at 0.
        self._wall_at_zero = time.time_ns() - self._steady()

    def now(self) -> int:
        """UTC milliseconds since the epoch."""
        return (self._wall_at_zero + self._steady()) // 1_000_000

    def readings(self) -> tuple[int, int, int]:
        """The time, which is that of the steady clock, and the wall clock."""
        now = (self._wall_at_zero + self._steady()) // 1_000_000
        return now, now, time.time_ns() // 1_000_000
