"""Booked fills with their orders, and what each sell realized."""

from dataclasses import dataclass
from decimal import Decimal

from ..engine.order import Fill, Order, OrderStatus
from ..engine.reason import Side
from ..engine.strategy import BookKind
from .queries import check_limit


@dataclass(frozen=True, slots=True)
class TradeQuery:
    """Which fills of an account; filters and paging as in ``EventQuery``, the time being the trade's own."""

    account: str
    strategy: str | None = None
    book: BookKind | None = None
    since: int | None = None
    until: int | None = None
    before: int | None = None
    limit: int = 100

    def __post_init__(self) -> None:
        check_limit(self.limit)

    def is_about(self, strategy: str, book: BookKind) -> bool:
        """Whether it asks for the trades of these books."""
        return self.strategy in {None, strategy} and self.book in {None, book}

    def includes(self, time: int) -> bool:
        """Whether a time lies between ``since`` and ``until``."""
        return (self.since is None or time >= self.since) and (self.until is None or time < self.until)


@dataclass(frozen=True, slots=True)
class Trade:
    """One fill as it was booked.

    ``order`` is the order as it stood before the fill; ``realized`` is quote received − cost of what was sold, None for
    a buy. ``name`` is what the strategy was called then.
    """

    position: int
    strategy: str
    name: str
    book: BookKind
    order: Order
    fill: Fill
    realized: Decimal | None


@dataclass(frozen=True, slots=True)
class Loss:
    """What a write-off took from realized profit (quote, above 0), when it was booked (ms)."""

    time: int
    strategy: str
    book: BookKind
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Unfilled:
    """An order that ended (ms) without a trade: ``status`` is its end, ``detail`` says why in the journal's words."""

    time: int
    strategy: str
    book: BookKind
    side: Side
    status: OrderStatus
    detail: str


@dataclass(frozen=True, slots=True)
class TradePage:
    """Trades, the last booked first, and where the next page goes on; None on the last."""

    trades: tuple[Trade, ...]
    next: int | None
