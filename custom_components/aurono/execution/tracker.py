"""Orders from plan to end: placed once, looked up until proven, their fills booked (SEMANTICS section 6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..engine.events import Event, OrderEnded, OrderFill, OrderOpened, OrderUnknown
from ..engine.numbers import ZERO, exactly
from ..engine.order import Fill, Order, OrderStatus
from ..engine.portfolio import StrategyState
from ..engine.strategy import BookKind
from ..engine.timeframe import DAY, HOUR
from ..exchange.protocol import (
    Accepted,
    Ambiguous,
    Exchange,
    Failure,
    NotFound,
    OrderReport,
    OrderRequest,
    Placement,
    Refused,
)
from .ends import NEVER_ARRIVED
from .ledger import Ledger
from .market_watch import MarketWatch

UNANSWERED_AFTER = HOUR
"""How long an exchange that answers may say nothing of an order that can be understood."""
UNENDED_AFTER = DAY
"""How long an order may go on after its life is over: in a market that is halted it cannot be cancelled."""


def request_of(order: Order) -> OrderRequest:
    """The order as the exchange is told of it."""
    return OrderRequest(order.id, order.pair, order.side, order.amount, order.limit, order.exchange_order)


@dataclass(frozen=True, slots=True)
class _End:
    """An end that a look-up showed, with the trades it showed, and when by our steady clock."""

    status: OrderStatus
    trades: frozenset[str]
    time: int


def _key_refusal(placement: Placement) -> str | None:
    return placement.detail if isinstance(placement, Refused) and placement.for_its_key else None


@exactly
def _filled_by(fills: Mapping[str, Fill]) -> Decimal:
    return sum((fill.amount for fill in fills.values()), ZERO)


@exactly
def _is_more_than_ordered(order: Order, fresh: Mapping[str, Fill]) -> bool:
    """Whether these fills, added to those booked, cannot all be of this order: the exchange contradicts itself."""
    return order.filled + _filled_by(fresh) > order.amount


class OrderTracker:
    """Follows the orders of one account. ``venues`` says which exchange the orders of each kind of book are on."""

    def __init__(self, ledger: Ledger, venues: Mapping[BookKind, Exchange], watch: MarketWatch) -> None:
        self._ledger = ledger
        self._venues = venues
        self._watch = watch
        self._denied: dict[str, int] = {}
        self._vanished: set[str] = set()
        self._answered: set[str] = set()
        self._silent_since: dict[str, int] = {}
        self._unwanted: set[str] = set()
        self._settling: set[str] = set()
        self._ends: dict[str, _End] = {}
        self.key_refused: str | None = None
        """What the exchange said of the key when it refused the last order with real money for it; else None."""

    async def place(self, strategy: str, book: BookKind, order_id: str) -> None:
        """Send a planned order, once. Whatever comes back is recorded; a lost answer leaves the order unknown."""
        order = self._order(strategy, book, order_id)
        placement = await self._venues[book].place(request_of(order))
        now = self._watch.now()
        if book is BookKind.LIVE:
            self.key_refused = _key_refusal(placement)
        match placement:
            case Accepted(exchange_order):
                await self._ledger.record(OrderOpened(now, strategy, book, order_id, exchange_order))
                await self.follow(strategy, book, order_id)
            case Refused(detail, failure):
                self._watch.forget_markets()
                ended = OrderEnded(now, strategy, book, order_id, OrderStatus.REJECTED, detail, failure)
                await self._ledger.record(ended)
            case Ambiguous(detail):
                await self._ledger.record(OrderUnknown(now, strategy, book, order_id, detail))

    async def drop(self, strategy: str, book: BookKind, order_id: str, why: str) -> None:
        """End a planned order instead of sending it."""
        ended = OrderEnded(self._watch.now(), strategy, book, order_id, OrderStatus.REJECTED, why)
        await self._ledger.record(ended)

    async def follow_all(self, state: StrategyState) -> None:
        """Look at every order of a strategy that has not ended."""
        for kind, book in state.books.items():
            for order in book.orders:
                await self.follow(state.id, kind, order.id)

    async def follow(self, strategy: str, book: BookKind, order_id: str) -> bool:
        """Look at one order, cancel it when its life is over, record what changed; tells whether it was answered."""
        order = self._order(strategy, book, order_id)
        unwanted = order_id in self._unwanted or self._ledger.portfolio.cancels_orders
        over = self._watch.now() >= order.life_ends and order.exchange_order is not None
        return await self._look(strategy, book, order, cancel=unwanted or over, expires=over and not unwanted)

    async def cancel(self, strategy: str, book: BookKind, order_id: str) -> bool:
        """Cancel an order before its time; its end is recorded once it is proven. Tells whether it was answered.

        One that was answered and is still open is cancelled again at every look.
        """
        answered = await self._look(strategy, book, self._order(strategy, book, order_id), cancel=True, expires=False)
        if answered and self._is_open(strategy, book, order_id):
            self._unwanted.add(order_id)
        return answered

    async def cancel_all(self, state: StrategyState) -> None:
        """Cancel the open orders of a strategy; what the exchange does not answer now is tried again at every look."""
        for kind, book in state.books.items():
            for order in book.orders:
                self._unwanted.add(order.id)
                await self.cancel(state.id, kind, order.id)

    def is_answered_for(self, order: Order) -> bool:
        """Whether the exchange was asked about an order since the start, and answered when it was last asked."""
        return order.id in self._answered

    def has_vanished(self, order: Order) -> bool:
        """Whether the exchange acknowledged an order and now denies it, or contradicts what it said of its fills."""
        return order.id in self._vanished

    def is_settling(self, order: Order) -> bool:
        """Whether more of an order had filled when last looked at than the exchange has settled, and so is booked."""
        return order.id in self._settling

    def is_unsettled(self, order: Order) -> bool:
        """Whether an order has waited longer for a usable answer, or for its end, than any trouble that passes."""
        now = self._watch.steady()
        is_silent = now > self._silent_since.get(order.id, now) + UNANSWERED_AFTER
        return is_silent or self._watch.now() > order.life_ends + UNENDED_AFTER

    async def _look(self, strategy: str, book: BookKind, order: Order, *, cancel: bool, expires: bool) -> bool:
        venue = self._venues[book]
        answer = await (venue.cancel if cancel else venue.order)(request_of(order))
        match answer:
            case OrderReport():
                self._denied.pop(order.id, None)
                self._vanished.discard(order.id)
                (self._settling.add if answer.unsettled else self._settling.discard)(order.id)
                await self._book_report(strategy, book, order, answer, over=expires)
            case NotFound():
                await self._not_there(strategy, book, order, venue)
            case Failure():
                # Asked again at the next look; until then everything stays reserved.
                self._answered.discard(order.id)
                self._silent_since.setdefault(order.id, self._watch.steady())
                return False
        self._answered.add(order.id)
        self._silent_since.pop(order.id, None)
        self._forget_ended(strategy, book, order.id)
        return True

    def _forget_ended(self, strategy: str, book: BookKind, order_id: str) -> None:
        if self._is_open(strategy, book, order_id):
            return
        for remembered in (self._answered, self._vanished, self._unwanted, self._settling):
            remembered.discard(order_id)
        for noted in (self._denied, self._silent_since):
            noted.pop(order_id, None)
        self._ends.pop(order_id, None)

    async def _book_report(
        self, strategy: str, book: BookKind, order: Order, report: OrderReport, *, over: bool
    ) -> None:
        fills = {fill.trade: fill for fill in report.fills}
        fresh = {trade: fill for trade, fill in fills.items() if trade not in order.trades}
        if not (fresh or order.exchange_order is None or report.status.is_final):
            return
        now = self._watch.now()
        step: list[Event] = []
        if order.exchange_order is None:
            step.append(OrderOpened(now, strategy, book, order.id, report.exchange_order))
        if fresh and _is_more_than_ordered(order, fresh):
            self._vanished.add(order.id)
            return
        step += [OrderFill(now, strategy, book, order.id, fill) for fill in fresh.values()]
        if report.status.is_final and self._is_proven(order, report.status, fills, self._venues[book].proof_delay):
            # Cancelled by us because its life was over: that end is called expired.
            expired = over and report.status is OrderStatus.CANCELLED
            status = OrderStatus.EXPIRED if expired else report.status
            step.append(OrderEnded(now, strategy, book, order.id, status, report.detail))
        if step:
            await self._ledger.record(*step)

    def _is_proven(self, order: Order, status: OrderStatus, fills: Mapping[str, Fill], delay: int) -> bool:
        """Whether an end can be believed: all of it filled, or a later look shows the same end and the same fills.

        A look-up may be answered from a copy that lags behind, and a fill may still be on its way when the order is
        cancelled: its money stays reserved until that can no longer be.
        """
        if status is OrderStatus.FILLED and _filled_by(fills) == order.amount:
            return True
        seen = _End(status, frozenset(fills), self._watch.steady())
        first = self._ends.setdefault(order.id, seen)
        if (first.status, first.trades) != (seen.status, seen.trades):
            first = self._ends[order.id] = seen
        if seen.time < first.time + delay:
            return False
        if set(order.trades) <= set(fills):
            return True
        # An answer that lags behind would have caught up: this exchange denies trades that it once showed.
        self._vanished.add(order.id)
        return False

    async def _not_there(self, strategy: str, book: BookKind, order: Order, venue: Exchange) -> None:
        """Two denials far enough apart disprove an order that was never acknowledged.

        The time counts from the first denial, which came after the request was given up: between the plan and the
        request a slow disk may have taken any time. An order that was acknowledged does not vanish: what became of it
        is a question for its owner.
        """
        now = self._watch.steady()
        if now <= self._denied.setdefault(order.id, now) + venue.proof_delay:
            return
        if order.exchange_order is not None:
            self._vanished.add(order.id)
        else:
            now = self._watch.now()
            ended = OrderEnded(now, strategy, book, order.id, OrderStatus.REJECTED, NEVER_ARRIVED)
            await self._ledger.record(ended)

    def _is_open(self, strategy: str, book: BookKind, order_id: str) -> bool:
        orders = self._ledger.portfolio.strategy(strategy).require_book(book).orders
        return order_id in [order.id for order in orders]

    def _order(self, strategy: str, book: BookKind, order_id: str) -> Order:
        return self._ledger.portfolio.strategy(strategy).require_book(book).order(order_id)
