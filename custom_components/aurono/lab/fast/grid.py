"""Rounding to the price step in whole numbers: what ``MarketRules.price_grid`` does in decimals."""

from collections.abc import Callable

from ...engine.market import PriceGrid, SignificantDigits, Tick
from .scale import decimals_of, power, reduced, scaled

type Scaled = Callable[[int], int]
"""From a whole number of the table to a price times a fixed factor, rounded to the price step."""


class Grid:
    """Prices as whole numbers of 10^-decimals, fine enough for every price that can come up."""

    def __init__(self, grid: PriceGrid, table_decimals: int, factor_decimals: int) -> None:
        """For prices of the table times factors of so many decimals (a percent's two not counted).

        The smallest price is one unit of the table times the smallest factor; its last significant digit must fit.
        """
        self._grid = grid
        if isinstance(grid, Tick):
            step_decimals = decimals_of(grid.step)
            self._step = scaled(grid.step, step_decimals)
            self._step_power = power(step_decimals)
            self.decimals = max(table_decimals, step_decimals)
            self._unit = self._step * power(self.decimals - step_decimals)
        else:
            self.decimals = table_decimals + factor_decimals + 2 + grid.digits

    def down_by(self, numerator: int, denominator: int) -> Scaled:
        """Rounds number × numerator / denominator down."""
        grid = self._grid
        if isinstance(grid, SignificantDigits):
            return lambda number: self._significant(grid.digits, number * numerator, denominator, up=False)
        above, below = reduced(numerator * self._step_power, denominator * self._step)
        unit = self._unit
        return lambda number: number * above // below * unit

    def up_by(self, numerator: int, denominator: int) -> Scaled:
        """Rounds number × numerator / denominator up."""
        grid = self._grid
        if isinstance(grid, SignificantDigits):
            return lambda number: self._significant(grid.digits, number * numerator, denominator, up=True)
        above, below = reduced(numerator * self._step_power, denominator * self._step)
        unit = self._unit
        return lambda number: -(-number * above // below) * unit

    def up(self, numerator: int, denominator: int) -> int:
        """Rounds the fraction, above 0, up."""
        return self.up_by(1, denominator)(numerator)

    def _significant(self, digits: int, numerator: int, denominator: int, *, up: bool) -> int:
        magnitude = len(str(numerator)) - len(str(denominator))
        if (
            numerator < denominator * power(magnitude)
            if magnitude >= 0
            else numerator * power(-magnitude) < denominator
        ):
            magnitude -= 1
        exponent = magnitude - digits + 1
        if exponent < 0:
            numerator *= power(-exponent)
        else:
            denominator *= power(exponent)
        whole = -(-numerator // denominator) if up else numerator // denominator
        return whole * power(exponent + self.decimals)
