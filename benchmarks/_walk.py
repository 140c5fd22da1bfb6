"""The candles that the lab's speed is measured on: a seeded random walk of minutes, and the hours that they add up to.

Five years without a hole: 2,628,000 minutes, 43,800 hours, of which the closes move by 0.80 % (one sigma). Prices are
whole cents. Imported by both environments, so it knows nothing but numpy.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

type Ints = NDArray[np.int64]

MINUTES = 2_628_000
SEED = 7
HOURLY_SIGMA = 0.008
START = 1_577_836_800_000
"""2020-01-01, 00:00 UTC."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Candles of one length (ms) in columns; prices are cents."""

    length: int
    opened: Ints
    high: Ints
    low: Ints
    close: Ints

    @property
    def time(self) -> Ints:
        """The open times (ms)."""
        return START + self.length * np.arange(len(self.close), dtype=np.int64)

    def save(self, path: Path) -> None:
        """Write the columns for the other environment."""
        np.savez(path, length=self.length, opened=self.opened, high=self.high, low=self.low, close=self.close)

    @classmethod
    def load(cls, path: Path) -> Walk:
        """Read them back."""
        with np.load(path) as saved:
            return cls(int(saved["length"]), *(saved[name] for name in ("opened", "high", "low", "close")))


def minutes() -> Walk:
    """The walk."""
    random = np.random.default_rng(SEED)
    sigma = HOURLY_SIGMA / 60**0.5
    close = _cents(10_000 * np.exp(np.cumsum(random.normal(0, sigma, MINUTES))))
    opened = np.concatenate([[np.int64(10_000)], close[:-1]])
    above, below = (_cents(np.abs(random.normal(0, sigma / 2, MINUTES)) * close) for _ in range(2))
    high, low = np.maximum(opened, close) + above, np.maximum(np.minimum(opened, close) - below, 1)
    return Walk(60_000, opened, high, low, close)


def hours(walk: Walk) -> Walk:
    """The same walk by the hour."""
    opened, high, low, close = (column.reshape(-1, 60) for column in (walk.opened, walk.high, walk.low, walk.close))
    return Walk(3_600_000, opened[:, 0].copy(), high.max(axis=1), low.min(axis=1), close[:, -1].copy())


def _cents(prices: NDArray[np.float64]) -> Ints:
    return np.rint(prices).astype(np.int64)
