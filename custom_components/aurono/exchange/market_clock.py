"""The clock of the demo market: real time, or a time-lapse that catches up with it."""

from collections.abc import Callable
import time

_MICROSECONDS = 1_000
"""In a millisecond: so fine is what it counts in, so that nothing is lost however often it is asked."""

_CAUGHT_UP = 1_000
"""Milliseconds behind the present that are none."""


def _wall() -> int:
    return time.time_ns() // 1_000_000


class MarketClock:
    """Market time in UTC milliseconds, running ``speed`` times as fast as real time.

    It starts at ``start`` and runs until it has caught up with the present, from where it goes on at real speed. With
    speed 1 it is the present from the beginning. It never goes back. Elapsed time is measured on the monotonic clock;
    the wall clock only says what the present is: set forward, it gives the time-lapse more to run through; set back
    behind the market's time, it leaves the market going on at real speed.

    To go on after a restart, make it anew with the last market time as ``start``: the market stood still meanwhile.
    """

    def __init__(
        self,
        speed: int,
        start: int,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], int] = _wall,
    ) -> None:
        """Start the clock; ``monotonic`` is in seconds, ``wall`` in UTC milliseconds.

        Raises ValueError for a speed below 1.
        """
        if speed < 1:
            raise ValueError(f"a market clock cannot run at {speed} times real time")
        self._speed = speed
        self._monotonic = monotonic
        self._wall = wall
        self._hold: int | None = None
        self._anchor = start * _MICROSECONDS
        self._anchored_at = self._ticks()

    @property
    def speed(self) -> int:
        """Market seconds in a real second while the market is behind the present."""
        return self._speed

    @property
    def pace(self) -> int:
        """Market seconds in a real second now: 1 once the present is caught up with, but for what a hold costs."""
        return self._speed if self._wall() - self.now() > _CAUGHT_UP else 1

    def now(self) -> int:
        """The market's time, UTC milliseconds."""
        ticks, present = self._ticks(), self._wall() * _MICROSECONDS
        elapsed = max(0, ticks - self._anchored_at)
        lapsed = self._anchor + elapsed * self._speed
        if self._anchor > present:
            reached = self._anchor + elapsed
        elif self._speed == 1:
            reached = present
        else:
            reached = min(lapsed, present)
        if self._hold is not None:
            reached = min(reached, max(self._hold, self._anchor))
        self._anchor, self._anchored_at = reached, ticks
        return reached // _MICROSECONDS

    def readings(self) -> tuple[int, int, int]:
        """The market's time, and real milliseconds of the steady clock for both: a time-lapse makes no answer slow."""
        now, steady = self.now(), self._ticks() // _MICROSECONDS
        return now, steady, steady

    def hold_at(self, moment: int | None) -> None:
        """Let market time stand still at this moment until the hold is moved on; None lets it run.

        Whoever works through the market's closes holds at the next one: a slow machine then slows the time-lapse down
        instead of missing closes. A hold in the past stops the market where it is. Real time cannot be held.
        """
        if self._speed > 1:
            self.now()
            self._hold = None if moment is None else moment * _MICROSECONDS

    def real_delay(self, moment: int) -> float:
        """Seconds until market time is this moment if nothing holds it; 0 once it is. Never too short."""
        now = self.now()
        behind = moment - now
        if behind <= 0:
            return 0.0
        lapse = -(-behind // self._speed)
        # Up to the present at the pace of the time-lapse, from there on at real pace: whichever takes longer.
        return (max(lapse, moment - self._wall()) if now <= self._wall() else behind) / 1_000

    def _ticks(self) -> int:
        return round(self._monotonic() * 1_000 * _MICROSECONDS)
