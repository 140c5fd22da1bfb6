"""What books are worth over time: how each event leaves them standing, and which of many points to show."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from .book import Book
from .numbers import exactly


@dataclass(frozen=True, slots=True)
class Standing:
    """Books reduced to what their value depends on.

    ``cash`` is free and reserved capital, ``position`` base, ``basis`` realized profit less the cost of the position.
    """

    cash: Decimal
    position: Decimal
    basis: Decimal

    @classmethod
    @exactly
    def of(cls, book: Book) -> Self:
        """How these books stand."""
        return cls(book.free + book.reserved, book.position, book.realized - book.cost)

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
