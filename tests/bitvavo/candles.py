"""Where the server's candles come from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from custom_components.aurono.engine.market import Pair

INTERVALS: Mapping[str, int] = {
    "1m": 60_000,
    "5m": 300_000,
    "15m": 900_000,
    "30m": 1_800_000,
    "1h": 3_600_000,
    "2h": 7_200_000,
    "4h": 14_400_000,
    "6h": 21_600_000,
    "8h": 28_800_000,
    "12h": 43_200_000,
    "1d": 86_400_000,
}
"""Bitvavo's names of the lengths of candles, in milliseconds."""

type Row = tuple[int, str, str, str, str, str]
"""Open time (ms), open, high, low, close, volume."""


class CandleSource(Protocol):
    """Whatever knows a market's past."""

    def rows(self, pair: Pair, interval: str, start: int, end: int) -> Sequence[Row]:
        """Candles with start ≤ open time ≤ end, rising; intervals without a trade have none."""
        ...


@dataclass
class CandleTable:
    """Candles written down by a test."""

    _rows: dict[tuple[Pair, str], dict[int, Row]] = field(default_factory=dict)

    def write(self, pair: Pair, interval: str, rows: Iterable[Row]) -> None:
        """Add candles, or replace those of the same open time."""
        self._rows.setdefault((pair, interval), {}).update({row[0]: row for row in rows})

    def rows(self, pair: Pair, interval: str, start: int, end: int) -> Sequence[Row]:
        """Candles with start ≤ open time ≤ end, rising."""
        table = self._rows.get((pair, interval), {})
        return [table[open_time] for open_time in sorted(table) if start <= open_time <= end]
