"""What books are worth over time: how each event leaves them standing, and which of many points to show."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self, assert_never

from .events import (
    BookOpened,
    CapitalDeposited,
    CapitalWithdrawn,
    DifferenceWrittenOff,
    OrderFill,
    PositionAdopted,
)
from .market import Pair
from .numbers import HUNDRED, ONE, ZERO, exactly, quotient_half_even
from .order import Fill
from .reason import Side

_SCALE_DECIMALS = 30

type Movement = CapitalDeposited | CapitalWithdrawn | PositionAdopted | DifferenceWrittenOff
"""What moves the value of books without a trade."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Books reduced to what their value depends on: the rest moves between free and reserved, or cost and profit.

    ``cash`` is free and reserved capital, ``position`` base, ``basis`` realized profit less the cost of the position:
    what trades brought in, less what they and coins owned before cost. ``allocated`` is the net allocated capital.
    """

    cash: Decimal
    position: Decimal
    basis: Decimal
    allocated: Decimal

    @classmethod
    @exactly
    def opened(cls, event: BookOpened) -> Self:
        """Books at their start."""
        owned = event.starting_position
        if owned is None:
            return cls(event.allocated, ZERO, ZERO, event.allocated)
        return cls(event.allocated, owned.amount, -owned.cost, event.allocated)

    @exactly
    def moved(self, event: Movement) -> Self:
        """After capital or coins came or went."""
        cash, position, basis, allocated = self.cash, self.position, self.basis, self.allocated
        match event:
            case CapitalDeposited():
                return type(self)(cash + event.amount, position, basis, allocated + event.amount)
            case CapitalWithdrawn():
                return type(self)(cash - event.amount, position, basis, allocated - event.amount)
            case PositionAdopted():
                return type(self)(cash, position + event.position.amount, basis - event.position.cost, allocated)
            case DifferenceWrittenOff():
                # The cost of what is written off becomes a realized loss, which leaves their difference as it is.
                return type(self)(cash - event.quote, position - event.base, basis - event.quote, allocated)
            case _:
                assert_never(event)

    @exactly
    def traded(self, event: OrderFill, side: Side, pair: Pair) -> Self:
        """After a fill of an order of this side."""
        fill: Fill = event.fill
        fee = fill.fee_in(pair.base)
        if side is Side.BUY:
            money, coins = -fill.paid(pair), fill.amount - fee
        else:
            money, coins = fill.received(pair), -fill.amount - fee
        return type(self)(self.cash + money, self.position + coins, self.basis + money, self.allocated)

    @property
    @exactly
    def invested(self) -> Decimal:
        """What came in less what was taken out again, coins at their cost: value and profit differ by it."""
        return self.cash - self.basis

    @exactly
    def value(self, price: Decimal) -> Decimal:
        """As ``Book.value``."""
        return self.cash + self.position * price

    @exactly
    def profit(self, price: Decimal) -> Decimal:
        """As ``Book.profit``."""
        return self.basis + self.position * price


class Drawdown:
    """How deep a value ever fell below the highest value before it, in percent of that.

    What came in or went out is no gain or loss: from then on the values count in proportion, as those of shares do.
    """

    def __init__(self) -> None:
        self._scale = ONE
        self._highest = ZERO
        self._lost = ZERO
        self._of = ONE

    @exactly
    def note(self, value: Decimal) -> None:
        """The value at the next moment."""
        value *= self._scale
        if value > self._highest:
            self._highest = value
        elif (self._highest - value) * self._of > self._lost * self._highest:
            self._lost, self._of = self._highest - value, self._highest

    @exactly
    def moved(self, before: Decimal, after: Decimal) -> None:
        """The value changed because capital or coins came or went, not by what they are worth."""
        if before > 0 and after > 0:
            self._scale = quotient_half_even(self._scale * before, after, _SCALE_DECIMALS)
        else:
            # Nothing was left, or nothing was there: what comes next is measured by itself.
            self._scale, self._highest = ONE, ZERO

    @property
    @exactly
    def percent(self) -> Decimal:
        """The deepest fall so far; 12 decimals, half-even, and 0 if there was none."""
        return quotient_half_even(self._lost * HUNDRED, self._of)


def thinned(count: int, most: int) -> range | tuple[int, ...]:
    """Which of so many points to show where at most ``most`` (2 or more) may be: evenly, the first and last among them.

    Rising numbers from 0. Raises ValueError for a ``most`` below 2.
    """
    if most < 2:
        raise ValueError(f"a curve has at least two points, not {most}")
    if count <= most:
        return range(count)
    return tuple(index * (count - 1) // (most - 1) for index in range(most))
