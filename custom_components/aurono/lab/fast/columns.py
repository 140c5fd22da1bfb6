"""Candles as columns: exact whole numbers for the kernel, floats for finding the candles that it must see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ...engine.candle import Candle
from ...engine.strategy import Reference
from .scale import decimals_for

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]
type Flags = NDArray[np.bool_]
type Places = NDArray[np.intp]

NOT_RISING = "the candles of a simulation must rise in time"

_LARGEST = 2**62
"""Whole numbers up to this are kept in 64 bits, with room for a sum of two."""

_FLOAT_EXACT = 2**53
_POWER_EXACT = 10**22
"""The largest powers of 2 and 10 up to which whole numbers, or powers, are doubles without rounding."""


@dataclass(frozen=True, slots=True)
class Column:
    """Exact whole numbers, one per candle: in 64 bits where all of them fit, Python's own where not."""

    values: Sequence[int]
    array: Ints | None

    @classmethod
    def of(cls, numbers: Sequence[int] | Ints) -> Self:
        """A column of these numbers."""
        if not isinstance(numbers, np.ndarray):
            if numbers and not -_LARGEST < min(numbers) <= max(numbers) < _LARGEST:
                return cls(numbers, None)
            numbers = np.array(numbers, dtype=np.int64)
        array = np.ascontiguousarray(numbers, dtype=np.int64)
        # A memoryview hands out Python's own integers, and needs no copy.
        return cls(memoryview(array), array)

    def at(self, places: Places) -> list[int]:
        """The numbers at these places."""
        if self.array is not None:
            numbers: list[int] = self.array[places].tolist()
            return numbers
        return [self.values[place] for place in places.tolist()]

    def divided(self, divisor: int) -> Floats:
        """The doubles nearest to number / divisor; the divisor is a power of ten."""
        array = self.array
        if array is not None and divisor <= _POWER_EXACT and (np.abs(array) <= _FLOAT_EXACT).all():
            return array / float(divisor)
        return np.array([value / divisor for value in self.values], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Measured:
    """Which candles can be evaluated against a reference, and by what factor each moved.

    ``factor`` is close / reference as a double, NaN where there is none: the candle before is missing, or a candle that
    counts is invalid.
    """

    factor: Floats
    missing: Flags
    invalid: Flags
    missing_count: int
    invalid_count: int


class Table:
    """Candles of one length (ms) in rising order. Prices are whole numbers of 10^-decimals."""

    def __init__(
        self,
        length: int,
        decimals: int,
        *,
        time: Sequence[int] | Ints,
        opened: Sequence[int] | Ints,
        high: Sequence[int] | Ints,
        low: Sequence[int] | Ints,
        close: Sequence[int] | Ints,
        parts_valid: Flags | None = None,
    ) -> None:
        """Take the columns as they are; ``time`` is the open time (ms). Raises ValueError unless times rise."""
        self.length = length
        self.decimals = decimals
        self.time, self.open, self.high = Column.of(time), Column.of(opened), Column.of(high)
        self.low, self.close = Column.of(low), Column.of(close)
        if not _rises(self.time):
            raise ValueError(NOT_RISING)
        self.valid = self._valid() if parts_valid is None else self._valid() & parts_valid
        self.found: tuple[object, object] | None = None
        """What ``prefilter`` last looked for, and found."""
        self._measured: dict[Reference, Measured] = {}

    def __len__(self) -> int:
        return len(self.time.values)

    def measured(self, reference: Reference) -> Measured:
        """The moves against this reference, computed once."""
        if reference not in self._measured:
            self._measured[reference] = self._measure(reference)
        return self._measured[reference]

    @cached_property
    def closes(self) -> Floats:
        """Each close as the nearest double."""
        return self.close.divided(10**self.decimals)

    @cached_property
    def valid_closes(self) -> Floats:
        """The closes of the valid candles, which are what indicators see."""
        return self.closes[self.valid]

    @cached_property
    def valid_places(self) -> Ints:
        """For each candle, how many valid ones there are up to and including it."""
        return np.cumsum(self.valid, dtype=np.int64)

    def _measure(self, reference: Reference) -> Measured:
        missing, invalid = np.zeros(len(self), dtype=np.bool_), ~self.valid
        if reference is Reference.OPEN:
            measured_from = self.open.divided(10**self.decimals)
        else:
            measured_from = np.empty(len(self), dtype=np.float64)
            measured_from[1:] = self.closes[:-1]
            missing = ~self._follows()
            invalid[1:] |= ~self.valid[:-1]
            invalid &= ~missing
        measurable = ~(missing | invalid)
        factor = np.full(len(self), np.nan)
        np.divide(self.closes, measured_from, out=factor, where=measurable)
        return Measured(factor, missing, invalid, int(missing.sum()), int(invalid.sum()))

    def _follows(self) -> Flags:
        """Whether the candle just before is there."""
        follows = np.zeros(len(self), dtype=np.bool_)
        if self.time.array is not None:
            follows[1:] = np.diff(self.time.array) == self.length
        else:
            times = self.time.values
            follows[1:] = [times[place] - times[place - 1] == self.length for place in range(1, len(times))]
        return follows

    def _valid(self) -> Flags:
        opened, high, low, close = self.open.array, self.high.array, self.low.array, self.close.array
        if opened is None or high is None or low is None or close is None:
            prices = zip(self.open.values, self.high.values, self.low.values, self.close.values, strict=True)
            return np.array([0 < lo <= op <= hi and 0 < lo <= cl <= hi for op, hi, lo, cl in prices], dtype=np.bool_)
        return (low > 0) & (low <= opened) & (opened <= high) & (low <= close) & (close <= high)


def prepare(candles: Iterable[Candle], length: int) -> Table:
    """Columns of candles of this length (ms) in rising order; raises ValueError unless they rise.

    The prices have at most the digits that ``numbers.parse_decimal`` reads.
    """
    rows = tuple(candles)
    ratios = [[price.as_integer_ratio() for price in (row.open, row.high, row.low, row.close)] for row in rows]
    denominators = {denominator for row in ratios for _, denominator in row}
    decimals = max(map(decimals_for, denominators), default=0)
    multiplier = {denominator: 10**decimals // denominator for denominator in denominators}
    opened, high, low, close = ([row[column][0] * multiplier[row[column][1]] for row in ratios] for column in range(4))
    parts_valid = None
    if not all(row.parts_valid for row in rows):
        parts_valid = np.array([row.parts_valid for row in rows], dtype=np.bool_)
    time = [row.open_time for row in rows]
    return Table(length, decimals, time=time, opened=opened, high=high, low=low, close=close, parts_valid=parts_valid)


def _rises(time: Column) -> bool:
    if time.array is not None:
        return bool((np.diff(time.array) > 0).all())
    return all(time.values[place - 1] < time.values[place] for place in range(1, len(time.values)))
