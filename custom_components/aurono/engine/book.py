"""The books of one strategy in one mode: capital, position, cost and open orders (SEMANTICS sections 5 and 7)."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from operator import attrgetter
from typing import Concatenate, Self

from .numbers import HUNDRED, ZERO, exactly, quotient_half_even
from .open_book import OpenBook, check_books, order_in, reserved_by
from .order import Order
from .reason import Side
from .records import maker
from .strategy import StartingPosition
from .timeframe import MINUTE

BREAKER_FAILURES = 3
BREAKER_PAUSE = 15 * MINUTE


@dataclass(frozen=True, slots=True)
class Book:
    """What a strategy owns, owes itself and has tied up.

    ``allocated`` is net (deposits added, withdrawals taken off); ``free``, ``cost``, ``realized`` and ``fees`` are
    quote, ``position`` is base and includes what open sells hold. ``last_buy`` and ``last_sell`` are the latest trade
    times of their side as the cooldown counts them, in whatever order the fills were booked. ``failures`` are exchange
    failures in a row, the latest at ``last_failure``.
    """

    allocated: Decimal
    free: Decimal
    position: Decimal = ZERO
    cost: Decimal = ZERO
    realized: Decimal = ZERO
    fees: Decimal = ZERO
    trades: int = 0
    orders: tuple[Order, ...] = ()
    last_buy: int | None = None
    last_sell: int | None = None
    failures: int = 0
    last_failure: int | None = None

    def __post_init__(self) -> None:
        check_books(self.position, self.cost, self.orders)

    @classmethod
    def opened(cls, allocated: Decimal, starting: StartingPosition | None) -> Self:
        """The books at their start; a starting position is bookkeeping only."""
        if starting is None:
            return cls(allocated=allocated, free=allocated)
        return cls(allocated=allocated, free=allocated, position=starting.amount, cost=starting.cost)

    @property
    def reserved(self) -> Decimal:
        """Quote held back by open buys."""
        return reserved_by(Side.BUY, self.orders)

    @property
    def reserved_position(self) -> Decimal:
        """Base held back by open sells."""
        return reserved_by(Side.SELL, self.orders)

    @property
    @exactly
    def free_position(self) -> Decimal:
        """Base that a sell may take."""
        return self.position - self.reserved_position

    @property
    def average_cost(self) -> Decimal | None:
        """Cost per coin, rounded half-even to 12 decimals to be shown; None without a position."""
        return quotient_half_even(self.cost, self.position) if self.position else None

    @exactly
    def value(self, price: Decimal) -> Decimal:
        """Free and reserved capital and the position at this price; a reserved position counts once."""
        return self.free + self.reserved + self.position * price

    @exactly
    def unrealized(self, price: Decimal) -> Decimal:
        """What the position is worth at this price beyond its cost."""
        return self.position * price - self.cost

    @exactly
    def profit(self, price: Decimal) -> Decimal:
        """Realized and unrealized together."""
        return self.realized + self.unrealized(price)

    @exactly
    def profit_percent(self, price: Decimal) -> Decimal | None:
        """Profit in percent of the net allocated capital, 12 decimals half-even; None without capital."""
        return quotient_half_even(self.profit(price) * HUNDRED, self.allocated) if self.allocated > 0 else None

    @property
    def breaker_open_until(self) -> int | None:
        """End of the pause after three failures in a row, when one attempt is made; None while the count is lower."""
        if self.failures < BREAKER_FAILURES or self.last_failure is None:
            return None
        return self.last_failure + BREAKER_PAUSE

    def order(self, order_id: str) -> Order:
        """The open order with this id; raises LedgerError where there is none."""
        return order_in(self.orders, order_id)

    def reopened(self) -> OpenBook:
        """The books to enter events in; these stay as they are."""
        return OpenBook(*_VALUES_OF(self))

    @staticmethod
    def of(open_book: OpenBook) -> Book:
        """The books as they stand; raises LedgerError if they cannot be."""
        book: Book = _MAKE(*_VALUES_OF(open_book))
        return book

    @exactly
    def after[**P](self, entry: Callable[Concatenate[OpenBook, P], None], *args: P.args, **kwargs: P.kwargs) -> Book:
        """The books after one entry, as in ``book.after(OpenBook.plan, order)``; raises LedgerError."""
        open_book = self.reopened()
        entry(open_book, *args, **kwargs)
        return Book.of(open_book)


_MAKE = maker(Book)
_VALUES_OF = attrgetter(*[field.name for field in fields(Book)])
