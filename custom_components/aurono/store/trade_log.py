"""The trades of an account as the journal tells them, what was written off and what came to nothing: followed once."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
import sqlite3

from ..engine.book import Book
from ..engine.errors import LedgerError
from ..engine.events import DifferenceWrittenOff, OrderEnded, OrderFill
from ..engine.numbers import exactly
from ..engine.order import OrderStatus
from ..engine.performance import Booked
from ..engine.portfolio import EMPTY, Portfolio, apply
from ..engine.reason import Side
from .codec import EventCodec
from .errors import CodecError, JournalDamaged
from .journal_schema import BEYOND_EVALUATIONS, EVALUATED
from .packed import PackedTrades
from .replay import streams_of
from .trades import Loss, Trade, TradePage, TradeQuery, Unfilled

_ROWS = (
    f"SELECT position, stream, record FROM events INDEXED BY {BEYOND_EVALUATIONS}"  # noqa: S608 - constants
    f" WHERE kind <> '{EVALUATED}' AND position > ? ORDER BY position"
)


class TradeLog:
    """The trades of one account, folded out of the few events that change books; grows with the journal."""

    def __init__(self, account: str, codec: EventCodec) -> None:
        self._streams = frozenset(streams_of(account))
        self._codec = codec
        self._position = 0
        self._portfolio: Portfolio = EMPTY
        self._trades = PackedTrades()
        self._losses: list[Loss] = []
        self._unfilled: list[Unfilled] = []

    def follow(self, connection: sqlite3.Connection) -> None:
        """Take in what was booked since the last call; raises JournalDamaged."""
        for position, stream, record in connection.execute(_ROWS, (self._position,)):
            if stream in self._streams:
                self._follow(position, record)
            self._position = position

    def every(self, query: TradeQuery) -> tuple[Trade, ...]:
        """All trades that were taken in and match, the first booked first, however many the query asks for."""
        return tuple(map(self._trades.trade, self._trades.matching(query)))

    def booked(self, query: TradeQuery) -> Iterator[tuple[str, Booked]]:
        """The same as far as statistics need them, each after the currency that it was paid in."""
        return map(self._trades.booked, self._trades.matching(query))

    def losses(self, query: TradeQuery) -> tuple[Loss, ...]:
        """What was written off, as far as it was taken in, in the books and the time that the query asks for."""
        return tuple(
            loss for loss in self._losses if query.is_about(loss.strategy, loss.book) and query.includes(loss.time)
        )

    def unfilled(self, query: TradeQuery) -> tuple[Unfilled, ...]:
        """The orders that ended without a trade, as far as they were taken in, in the books and time of the query."""
        return tuple(
            order
            for order in self._unfilled
            if query.is_about(order.strategy, order.book) and query.includes(order.time)
        )

    def page(self, connection: sqlite3.Connection, query: TradeQuery) -> TradePage:
        """One page of trades, those included that were booked since the last call; raises JournalDamaged."""
        self.follow(connection)
        found = tuple(islice(self._trades.matching(query, newest_first=True), query.limit + 1))
        trades = tuple(map(self._trades.trade, found[: query.limit]))
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
            elif isinstance(event, OrderEnded):
                order = before.strategy(event.strategy).require_book(event.book).order(event.order)
                if not order.filled and event.status is not OrderStatus.FILLED:
                    self._unfilled.append(
                        Unfilled(event.time, event.strategy, event.book, order.side, event.status, event.detail)
                    )
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
