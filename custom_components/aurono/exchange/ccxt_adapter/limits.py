"""Keeps us inside an exchange's limit on requests, so that it never bans the key or the address of the home."""

from collections.abc import Callable
from dataclasses import dataclass
import time

RESERVE = 50
"""Points kept back for orders: below them nothing else is sent until the exchange gives new ones."""

_LONGEST_HOLD = 3600.0
"""Seconds. A ban of Bitvavo lasts a minute or a quarter of an hour; what says more is a clock gone wrong."""


@dataclass(frozen=True, slots=True)
class Points:
    """What an answer said about the limit: points left, and the exchange's time (ms) of the next refill."""

    remaining: int
    reset_at: int


class Budget:
    """The points of one key, or of one address for requests without a key.

    Waiting is measured on the monotonic clock from the moment of the answer: a jump of the wall clock changes nothing.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._remaining: int | None = None
        self._until = 0.0
        self._reset_at = 0
        self._banned = False

    def observe(self, points: Points, now: int) -> None:
        """Take note of what an answer said; ``now`` is the exchange's time (ms) when it answered."""
        if not self._banned or self._is_over:
            self._banned = False
            self._remaining = points.remaining
            self._hold_until(points.reset_at, now)

    def ban(self, until: int, now: int) -> None:
        """The exchange refuses everything until then (its time, ms)."""
        self._banned = True
        self._hold_until(until, now)

    def retry_at(self, cost: int, *, essential: bool) -> int | None:
        """When to ask again (the exchange's time, ms) if a request must wait; None if it may be sent now."""
        if self._is_over:
            return None
        if self._banned:
            return self._reset_at
        reserve = 0 if essential else RESERVE
        scarce = self._remaining is not None and self._remaining - cost < reserve
        return self._reset_at if scarce else None

    @property
    def _is_over(self) -> bool:
        return self._monotonic() >= self._until

    def _hold_until(self, moment: int, now: int) -> None:
        self._reset_at = moment
        self._until = self._monotonic() + min(max(0.0, (moment - now) / 1000), _LONGEST_HOLD)
