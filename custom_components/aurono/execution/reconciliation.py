"""The books against the exchange: proven at the start, looked at again and again, never adjusted silently.

After a start nothing is known of what happened meanwhile, so live strategies wait until the exchange has answered for
every open order, listed its orders and shown its balances. Where the journal itself is older than what was last
written (a restored backup), orders of ours that it does not know are found by their ids, which follow from what an
order is, and are written down as what they were.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..engine.errors import LedgerError
from ..engine.evaluation import Numbers
from ..engine.events import Evaluated, OrderOpened, OrderPlanned
from ..engine.market import MarketRules
from ..engine.numbers import exactly
from ..engine.order import client_order_id
from ..engine.portfolio import StrategyState
from ..engine.pricing import buy_reservation
from ..engine.reason import Reason, Side
from ..engine.strategy import BookKind
from ..engine.timeframe import DAY, MINUTE, Timeframe
from ..exchange.protocol import Balance, Exchange, Failure, FailureKind, ListedOrder
from .ledger import Ledger
from .market_watch import MarketWatch
from .preflight import expected_balances, total_of
from .tracker import OrderTracker

LOOK_INTERVAL = 15 * MINUTE
"""Market milliseconds between two comparisons of books and exchange."""
_LATER_VERSIONS = 20
"""How many versions a strategy may have gone through in the time that a restored journal does not know."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """The exchange holds less of a currency than the live books say."""

    currency: str
    expected: Decimal
    actual: Decimal

    @property
    @exactly
    def gap(self) -> Decimal:
        """How much is missing."""
        return self.expected - self.actual


@dataclass(frozen=True, slots=True)
class _Intent:
    """What an order of ours must have been, by its id."""

    strategy: str
    version: int
    timeframe: Timeframe
    candle: int
    side: Side


class Reconciler:
    """Compares the live books of one account with its exchange."""

    def __init__(
        self, ledger: Ledger, exchange: Exchange, tracker: OrderTracker, watch: MarketWatch, *, restored: bool
    ) -> None:
        self._ledger = ledger
        self._exchange = exchange
        self._tracker = tracker
        self._watch = watch
        self._restored = restored
        self._proven = False
        self._looked_at: int | None = None
        self.foreign: tuple[ListedOrder, ...] = ()
        self.shortages: tuple[Shortage, ...] = ()
        self.unreadable: Mapping[str, str] = {}

    @property
    def is_proven(self) -> bool:
        """Whether the exchange has answered for everything that the live books say."""
        return self._proven or not self._live_states()

    async def prove(self) -> None:
        """Try once to have the exchange answer for everything; what it did not answer is asked again next time.

        Comes after a look at every open order.
        """
        states = self._live_states()
        orders = [order for state in states for order in state.require_book(BookKind.LIVE).orders]
        if not all(self._tracker.is_answered_for(order) for order in orders):
            return
        if self._restored and not await self._recover_orders(states):
            return
        if await self.look():
            self._proven = not self.unreadable

    async def look_if_due(self) -> None:
        """Compare books and exchange if the last comparison is a while ago."""
        due = self._looked_at is None or self._watch.now() - self._looked_at >= LOOK_INTERVAL
        if due and self._live_states():
            await self.look()

    async def look(self) -> bool:
        """Compare open orders and balances with the books; tells whether the exchange showed both."""
        foreign: list[ListedOrder] = []
        ours = {order.id for state in self._live_states() for order in state.require_book(BookKind.LIVE).orders}
        for pair in sorted({state.parameters.pair for state in self._live_states()}):
            listed = await self._exchange.orders(pair, since=self._watch.now())
            if isinstance(listed, Failure):
                if listed.kind is FailureKind.NO_SUCH_MARKET:
                    continue
                return False
            foreign += [order for order in listed if order.is_open and order.client_order not in ours]
        balances = await self._exchange.balances()
        if isinstance(balances, Failure):
            return False
        self.foreign = tuple(foreign)
        self.shortages = tuple(_shortages(expected_balances(self._ledger.portfolio), balances))
        self._looked_at = self._watch.now()
        return True

    def _live_states(self) -> list[StrategyState]:
        return [state for state in self._ledger.portfolio.strategies.values() if BookKind.LIVE in state.books]

    async def _recover_orders(self, states: list[StrategyState]) -> bool:
        """Write down the orders that a restored journal does not know; tells whether the exchange listed its orders."""
        unreadable: dict[str, str] = {}
        for state in states:
            market = await self._watch.market(state.parameters.pair)
            listed = await self._exchange.orders(state.parameters.pair, since=state.evaluated_until - DAY)
            if isinstance(market, Failure) or isinstance(listed, Failure):
                gone = isinstance(market, Failure) and market.kind is FailureKind.NO_SUCH_MARKET
                if not gone:
                    return False
                unreadable[state.id] = "no_such_market"
                continue
            intents = dict(self._possible_intents(state))
            found = [(intents[order.client_order], order) for order in listed if order.client_order in intents]
            for intent, order in sorted(found, key=lambda pair: pair[0].candle):
                try:
                    await self._write_down(state, intent, order, market.rules)
                except LedgerError as error:
                    unreadable[state.id] = str(error)
                    break
        self.unreadable = unreadable
        self._restored = bool(unreadable)
        return True

    def _possible_intents(self, state: StrategyState) -> Iterator[tuple[str, _Intent]]:
        """Every order that the strategy can have placed since its journal ends, by client order id."""
        now = self._watch.now()
        for timeframe in Timeframe:
            close_time = timeframe.next_close(state.evaluated_until)
            while close_time <= now:
                candle = close_time - timeframe.length
                for version in range(state.version, state.version + _LATER_VERSIONS + 1):
                    for side in Side:
                        intent = _Intent(state.id, version, timeframe, candle, side)
                        yield _id_of(self._ledger.account, intent), intent
                close_time += timeframe.length

    async def _write_down(self, state: StrategyState, intent: _Intent, order: ListedOrder, rules: MarketRules) -> None:
        """Record the decision and the order as they must have been, then what the exchange says became of it."""
        client_order = _id_of(self._ledger.account, intent)
        if order.limit is None or order.amount is None:
            raise LedgerError(f"order {client_order} is listed without its limit or amount")
        buying = intent.side is Side.BUY
        reserved = buy_reservation(rules, order.amount, order.limit) if buying else order.amount
        candle_close = intent.candle + intent.timeframe.length
        await self._ledger.record(
            Evaluated(
                time=order.created,
                strategy=state.id,
                book=BookKind.LIVE,
                version=intent.version,
                timeframe=intent.timeframe,
                candle=intent.candle,
                reason=Reason.BUY if buying else Reason.SELL,
                numbers=Numbers(limit=order.limit, amount=order.amount, reserved=reserved),
                detail="recovered",
            ),
            OrderPlanned(
                time=order.created,
                strategy=state.id,
                book=BookKind.LIVE,
                order=client_order,
                version=intent.version,
                candle_close=candle_close,
                pair=state.parameters.pair,
                side=intent.side,
                limit=order.limit,
                amount=order.amount,
                reserved=reserved,
                life_ends=order.created + state.parameters.order_life,
            ),
            OrderOpened(order.created, state.id, BookKind.LIVE, client_order, order.exchange_order),
        )
        await self._tracker.follow(state.id, BookKind.LIVE, client_order)


def _id_of(account: str, intent: _Intent) -> str:
    return client_order_id(account, intent.strategy, intent.version, BookKind.LIVE, intent.candle, intent.side)


def _shortages(expected: Mapping[str, Decimal], balances: Mapping[str, Balance]) -> Iterator[Shortage]:
    for currency in sorted(expected):
        actual = total_of(balances, currency)
        if actual < expected[currency]:
            yield Shortage(currency, expected[currency], actual)
