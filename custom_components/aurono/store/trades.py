"""Booked fills with their orders, and what each sell realized."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
import sqlite3

from ..engine.book import Book
from ..engine.errors import LedgerError
from ..engine.events import DifferenceWrittenOff, OrderFill
from ..engine.numbers import exactly
from ..engine.order import Fill, Order
from ..engine.portfolio import EMPTY, Portfolio, apply
from ..engine.reason import Side
from ..engine.strategy import BookKind
from .codec import EventCodec
from .errors import CodecError, JournalDamaged
from .journal_schema import BEYOND_EVALUATIONS, EVALUATED
from .queries import check_limit
from .replay import streams_of

_ROWS = (
    f"SELECT position, stream, record FROM events INDEXED BY {BEYOND_EVALUATIONS}"  # noqa: S608 - constants
    f" WHERE kind <> '{EVALUATED}' AND position > ? ORDER BY position"
)


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

    def matches(self, trade: Trade) -> bool:
        """Whether a trade passes every filter."""
        return (
            (self.strategy is None or trade.strategy == self.strategy)
            and (self.book is None or trade.book is self.book)
            and (self.since is None or trade.fill.time >= self.since)
            and (self.until is None or trade.fill.time < self.until)
            and (self.before is None or trade.position < self.before)
        )


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
class TradePage:
    """Trades, the last booked first, and where the next page goes on; None on the last."""

    trades: tuple[Trade, ...]
    next: int | None


class TradeLog:
    """The trades of one account, folded out of the few events that change books; grows with the journal."""

    def __init__(self, account: str, codec: EventCodec) -> None:
        self._streams = frozenset(streams_of(account))
        self._codec = codec
        self._position = 0
        self._portfolio: Portfolio = EMPTY
        self._trades: list[Trade] = []
        self._losses: list[Loss] = []

    def follow(self, connection: sqlite3.Connection) -> None:
        """Take in what was booked since the last call; raises JournalDamaged."""
        for position, stream, record in connection.execute(_ROWS, (self._position,)):
            if stream in self._streams:
                self._follow(position, record)
            self._position = position

    def every(self, query: TradeQuery) -> tuple[Trade, ...]:
        """All trades that were taken in and match, the first booked first, however many the query asks for."""
        return tuple(filter(query.matches, self._trades))

    def losses(self, query: TradeQuery) -> tuple[Loss, ...]:
        """What was written off, as far as it was taken in, in the books and the time that the query asks for."""
        return tuple(
            loss
            for loss in self._losses
            if query.strategy in {None, loss.strategy}
            and query.book in {None, loss.book}
            and (query.since is None or loss.time >= query.since)
            and (query.until is None or loss.time < query.until)
        )

    def page(self, connection: sqlite3.Connection, query: TradeQuery) -> TradePage:
        """One page of trades, those included that were booked since the last call; raises JournalDamaged."""
        self.follow(connection)
        matching = (trade for trade in reversed(self._trades) if query.matches(trade))
        found = tuple(islice(matching, query.limit + 1))
        trades = found[: query.limit]
        return TradePage(trades, trades[-1].position if len(found) > query.limit else None)

    def _follow(self, position: int, record: str) -> None:
        try:
            event = self._codec.decode_event(record)
            before = self._portfolio
            self._portfolio = apply(before, event)
            if isinstance(event, OrderFill):
                self._trades.append(_trade(position, event, before, self._portfolio))
            elif isinstance(event, DifferenceWrittenOff):
                books = (
                    portfolio.strategy(event.strategy).require_book(event.book)
                    for portfolio in (self._portfolio, before)
                )
                self._losses.append(Loss(event.time, event.strategy, event.book, _realized(*books)))
        except (CodecError, LedgerError) as error:
            raise JournalDamaged(str(error), position) from error


@exactly
def _realized(before: Book, after: Book) -> Decimal:
    return after.realized - before.realized


def _trade(position: int, event: OrderFill, before: Portfolio, after: Portfolio) -> Trade:
    state = before.strategy(event.strategy)
    order = state.require_book(event.book).order(event.order)
    realized = None
    if order.side is Side.SELL:
        realized = _realized(state.require_book(event.book), after.strategy(event.strategy).require_book(event.book))
    return Trade(position, event.strategy, state.name, event.book, order, event.fill, realized)
