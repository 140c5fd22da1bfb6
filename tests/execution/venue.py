"""An exchange whose matching engine is the truth, with a line to it that a test can cut.

venue = Venue(now=T0)
venue.open_market(rules); venue.deposit("EUR", "200"); venue.trade(SOL_EUR, "116")
venue.placing = [Line.DEAF]
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from typing import override

from custom_components.aurono.engine.market import MarketRules, Pair
from custom_components.aurono.engine.numbers import ZERO, exactly
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.timeframe import SECOND
from custom_components.aurono.exchange.matching import MatchingEngine
from custom_components.aurono.exchange.protocol import (
    Accepted,
    Ambiguous,
    Balance,
    Failure,
    ListedOrder,
    MarketStatus,
    NotFound,
    OrderReport,
    OrderRequest,
    Placement,
    Refused,
    Verification,
)
from custom_components.aurono.exchange.venue import Refusal, RefusalCode, VenueOrder
from tests.exchange.scripted_market import NO_ANSWER, ScriptedMarket

OWNER = "owner"


class Line(Enum):
    """What the line does with a placement or a cancellation."""

    LOST = auto()
    """The request never arrives."""
    DEAF = auto()
    """It arrives, the answer is lost."""
    BUSY = auto()
    """The venue fails before it looks at the order: refused, but not judged."""
    LATE = auto()
    """It arrives after the answer was given up, though before it is too old to be taken."""
    RACED = auto()
    """A fill comes first."""


@dataclass
class Venue(ScriptedMarket):
    """One account at a matching engine. ``placing`` and ``cancelling`` are the fates of the next requests.

    ``on_mutation`` is called before and after every request that changes something, with its name and "before" or
    "after"; a cancellation that nothing is open for counts too.
    """

    placing: list[Line | None] = field(default_factory=list)
    cancelling: list[Line | None] = field(default_factory=list)
    verification: Verification | Failure = field(default_factory=lambda: Verification(0, None, None))
    hidden: set[str] = field(default_factory=set)
    """Client order ids that no look-up and no list shows."""
    proof_delay: int = 20 * SECOND
    on_mutation: Callable[[str, str, OrderRequest], None] | None = None
    sent: Counter[str] = field(default_factory=Counter)
    """Placements that left the trader, by client order id."""
    arrived: Counter[str] = field(default_factory=Counter)
    """Orders that the venue took, by client order id."""
    in_flight: list[tuple[int, OrderRequest]] = field(default_factory=list)
    engine: MatchingEngine = field(default_factory=lambda: MatchingEngine("venue"))

    def open_market(self, rules: MarketRules, status: MarketStatus = MarketStatus.TRADING) -> None:
        """List a market, or list it anew."""
        self.list(rules, status)
        self.engine.set_rules(rules)
        self.engine.set_status(rules.pair, status)

    def deposit(self, currency: str, amount: str) -> None:
        self.engine.deposit(OWNER, currency, Decimal(amount))

    def withdraw(self, currency: str, amount: str) -> None:
        assert self.engine.withdraw(OWNER, currency, Decimal(amount)) is None

    def trade(self, pair: Pair, price: str, amount: str | None = None) -> None:
        """A public trade, which fills what rests at or beyond it."""
        self.tickers[pair] = Decimal(price)
        self.engine.trade(pair, Decimal(price), None if amount is None else Decimal(amount), self.now)

    def by_hand(self, pair: Pair, side: Side, amount: str, limit: str, *, client_order: str = "") -> VenueOrder:
        """An order that we did not place."""
        request = OrderRequest(client_order, pair, side, Decimal(amount), Decimal(limit))
        order = self.engine.place(OWNER, request, self.now)
        assert isinstance(order, VenueOrder), order
        return order

    @exactly
    def total(self, currency: str) -> Decimal:
        held = self.engine.balances(OWNER).get(currency)
        return ZERO if held is None else held.available + held.in_orders

    @override
    async def time(self) -> int | Failure:
        self._arrivals()
        return await super().time()

    async def verify(self) -> Verification | Failure:
        return self._failure_of("verify") or self.verification

    async def balances(self) -> Mapping[str, Balance] | Failure:
        return self._failure_of("balances") or self.engine.balances(OWNER)

    async def place(self, request: OrderRequest) -> Placement:
        fate = self.placing.pop(0) if self.placing else None
        self._mutates("place", "before", request)
        self.sent[request.client_order] += 1
        match fate:
            case Line.LOST:
                return Ambiguous("the request was lost")
            case Line.BUSY:
                return Refused("rate limit", failure=True)
            case Line.LATE:
                self.send_late(request)
                return Ambiguous("the request is late")
            case _:
                pass
        taken = self._take(request)
        self._mutates("place", "after", request)
        if isinstance(taken, Refusal):
            return Refused(taken.detail, failure=False)
        return Ambiguous("the answer was lost") if fate is Line.DEAF else Accepted(taken.id)

    def send_late(self, request: OrderRequest) -> None:
        """Let a placement arrive half the proof delay later."""
        self.in_flight.append((self.now + self.proof_delay // 2, request))

    def _arrivals(self) -> None:
        for due, request in tuple(self.in_flight):
            if due <= self.now:
                self.in_flight.remove((due, request))
                self._take(request)

    def _take(self, request: OrderRequest) -> VenueOrder | Refusal:
        taken = self.engine.place(OWNER, request, self.now)
        if isinstance(taken, VenueOrder):
            self.arrived[request.client_order] += 1
        return taken

    async def order(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        if failure := self._failure_of("order") or self._unless_listed(request.pair):
            return failure
        return self._look_up(request)

    async def cancel(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        fate = self.cancelling.pop(0) if self.cancelling else None
        if failure := self._failure_of("cancel") or self._unless_listed(request.pair):
            return failure
        self._mutates("cancel", "before", request)
        found = self._find(request)
        if fate is Line.RACED and found is not None and found.is_open:
            self.engine.fill(found.id, found.remaining / 2, self.now)
        if fate is not Line.LOST and found is not None:
            self.engine.cancel(OWNER, request.pair, self.now, order_id=found.id)
        self._mutates("cancel", "after", request)
        return NO_ANSWER if fate in {Line.LOST, Line.DEAF} else self._look_up(request)

    async def orders(self, pair: Pair, *, since: int) -> tuple[ListedOrder, ...] | Failure:
        if failure := self._failure_of("orders") or self._unless_listed(pair):
            return failure
        known = self.engine.orders(OWNER, pair)
        return tuple(
            ListedOrder(o.id, o.client_order, o.pair, o.side, o.limit, o.amount, o.filled, o.is_open, o.created)
            for o in known
            if (o.is_open or o.created >= since) and o.client_order not in self.hidden
        )

    async def close(self) -> None:
        return

    def _mutates(self, what: str, when: str, request: OrderRequest) -> None:
        if self.on_mutation is not None:
            self.on_mutation(what, when, request)

    def _find(self, request: OrderRequest) -> VenueOrder | None:
        if request.client_order in self.hidden:
            return None
        found = self.engine.order(OWNER, request.pair, client_order=request.client_order)
        if isinstance(found, Refusal) and request.exchange_order is not None:
            found = self.engine.order(OWNER, request.pair, order_id=request.exchange_order)
        assert isinstance(found, VenueOrder) or found.code is RefusalCode.NO_SUCH_ORDER
        return found if isinstance(found, VenueOrder) else None

    def _look_up(self, request: OrderRequest) -> OrderReport | NotFound:
        found = self._find(request)
        if found is None:
            return NotFound()
        fills = tuple(trade.fill for trade in found.trades if trade.settled)
        if unsettled := found.filled - sum((fill.amount for fill in fills), ZERO):
            return OrderReport(found.id, OrderStatus.OPEN, fills, unsettled=unsettled)
        status = OrderStatus.FILLED if not found.remaining else found.status
        return OrderReport(found.id, status, fills, found.restatement or "")
