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
from .numbers import ZERO, exactly
from .order import Fill
from .reason import Side

type Movement = CapitalDeposited | CapitalWithdrawn | PositionAdopted | DifferenceWrittenOff
"""What moves the value of books without a trade."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Books reduced to what their value depends on: the rest moves between free and reserved, or cost and profit.

    ``cash`` is free and reserved capital, ``position`` base, ``basis`` realized profit less the cost of the position:
    what trades brought in, less what they and coins owned before cost.
    """

    cash: Decimal
    position: Decimal
    basis: Decimal

    @classmethod
    @exactly
    def opened(cls, event: BookOpened) -> Self:
        """Books at their start."""
        owned = event.starting_position
        if owned is None:
            return cls(event.allocated, ZERO, ZERO)
        return cls(event.allocated, owned.amount, -owned.cost)

    @exactly
    def moved(self, event: Movement) -> Self:
        """After capital or coins came or went."""
        cash, position, basis = self.cash, self.position, self.basis
        match event:
            case CapitalDeposited():
                return type(self)(cash + event.amount, position, basis)
            case CapitalWithdrawn():
                return type(self)(cash - event.amount, position, basis)
            case PositionAdopted():
                return type(self)(cash, position + event.position.amount, basis - event.position.cost)
            case DifferenceWrittenOff():
                # The cost of what is written off becomes a realized loss, which leaves their difference as it is.
                return type(self)(cash - event.quote, position - event.base, basis - event.quote)
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
        return type(self)(self.cash + money, self.position + coins, self.basis + money)

    @exactly
    def value(self, price: Decimal) -> Decimal:
        """As ``Book.value``."""
        return self.cash + self.position * price

    @exactly
    def profit(self, price: Decimal) -> Decimal:
        """As ``Book.profit``."""
        return self.basis + self.position * price


def thinned(count: int, most: int) -> range | tuple[int, ...]:
    """Which of so many points to show where at most ``most`` (2 or more) may be: evenly, the first and last among them.

    Rising numbers from 0. Raises ValueError for a ``most`` below 2.
    """
    if most < 2:
        raise ValueError(f"a curve has at least two points, not {most}")
    if count <= most:
        return range(count)
    return tuple(index * (count - 1) // (most - 1) for index in range(most))
