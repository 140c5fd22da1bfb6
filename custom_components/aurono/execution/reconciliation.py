"""The books against the exchange: proven at the start, looked at again and again, never adjusted silently.

After a start nothing is known of what happened meanwhile, so live strategies wait until the exchange has answered for
every open order, listed its orders and shown its balances. Where the journal itself is older than what was last
written (a restored backup), orders of ours that it does not know are found by their ids, which follow from what an
order is, and are written down as what they were.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from uuid import UUID

from ..engine.errors import LedgerError
from ..engine.evaluation import Numbers
from ..engine.events import (
    BookOpened,
    CapitalDeposited,
    CapitalWithdrawn,
    DifferenceWrittenOff,
    Evaluated,
    Event,
    OrderOpened,
    OrderPlanned,
    PositionAdopted,
)
from ..engine.liquidity import Liquidity, liquidity
from ..engine.market import MarketRules
from ..engine.numbers import exactly
from ..engine.order import client_order_id
from ..engine.portfolio import StrategyState
from ..engine.pricing import buy_reservation
from ..engine.reason import Reason, Side
from ..engine.strategy import BookKind, Mode
from ..engine.timeframe import DAY, MINUTE, Timeframe
from ..exchange.protocol import Balance, Exchange, Failure, FailureKind, ListedOrder
from .ledger import Ledger
from .log import RECONCILE
from .market_watch import MarketWatch
from .preflight import total_of
from .tracker import OrderTracker

LOOK_INTERVAL = 15 * MINUTE
"""Market milliseconds between two comparisons of books and exchange."""
_LATER_VERSIONS = 20
"""How many versions a strategy may have gone through in the time that a restored journal does not know."""
_IDS_AT_ONCE = 500
"""After so many ids whoever else is waiting gets a turn."""
_OUR_UUIDS = 5
"""The version of the UUIDs that are our ids."""
_DECLARATIONS = (BookOpened, CapitalDeposited, CapitalWithdrawn, PositionAdopted, DifferenceWrittenOff)
"""What changes the books without the exchange: the two are compared at the next wake."""


class _Intent(NamedTuple):
    """What an order of ours must have been, by its id."""

    strategy: str
    version: int
    timeframe: Timeframe
    candle: int
    side: Side

    @property
    def close_time(self) -> int:
        return self.candle + self.timeframe.length


class Reconciler:
    """Compares the live books of one account with its exchange."""

    def __init__(
        self, ledger: Ledger, exchange: Exchange, tracker: OrderTracker, watch: MarketWatch, *, restored: bool
    ) -> None:
        self._ledger = ledger
        self._exchange = exchange
        self._tracker = tracker
        self._watch = watch
        # In the order in which they were added.
        self._unrecovered = dict.fromkeys(ledger.portfolio.strategies) if restored else {}
        self._proven = not restored and not self._live_states()
        self._looked_at: int | None = None
        self._strange: tuple[ListedOrder, ...] = ()
        self._suspected: frozenset[str] = frozenset()
        # Strategies with orders that were found to be none of theirs.
        self._not_theirs: set[tuple[str, str]] = set()
        self.shortages: tuple[Liquidity, ...] = ()
        """Where the exchange holds less than the live books say."""
        self._balances: tuple[Liquidity, ...] = ()
        self.failure: Failure | None = None
        """Why the last comparison came to nothing; None after one that did."""
        self.unreadable: dict[str, str] = {}
        ledger.subscribe(self._on_event)

    @property
    def is_proven(self) -> bool:
        """Whether the exchange has answered for everything that the live books say."""
        return self._proven

    @property
    def has_seen_all(self) -> bool:
        """Whether the live books are proven and the last comparison left nothing that another must confirm."""
        return self._proven and self._suspected <= {line.currency for line in self.shortages}

    def holds_back(self, state: StrategyState) -> bool:
        """Whether a strategy waits for the proof of the live books; paper waits for nothing."""
        return state.mode is Mode.LIVE and not self._proven

    @property
    def liquidity(self) -> tuple[Liquidity, ...]:
        """Every currency of the live books at the last comparison that counted; empty without live books."""
        return self._balances if self._live_states() else ()

    @property
    def foreign(self) -> tuple[ListedOrder, ...]:
        """Open orders on the exchange that were none of ours when last listed, and are none now."""
        return self._not_ours(self._strange)

    def _not_ours(self, listed: Iterable[ListedOrder]) -> tuple[ListedOrder, ...]:
        orders = [order for state in self._live_states() for order in state.require_book(BookKind.LIVE).orders]
        ours = {order.id for order in orders} | {order.exchange_order for order in orders}
        return tuple(order for order in listed if not ours & {order.client_order, order.exchange_order} - {None})

    async def prove(self) -> None:
        """Try once to have the exchange answer for everything; what it did not answer is asked again next time.

        Comes after a look at every open order.
        """
        for strategy_id in tuple(self._unrecovered):
            await self._recover(strategy_id)
        states = self._live_states()
        orders = [order for state in states for order in state.require_book(BookKind.LIVE).orders]
        if self._unrecovered or not all(self._tracker.is_answered_for(order) for order in orders):
            return
        self._proven = not states or await self.look()
        if self._proven:
            RECONCILE.info("The exchange has answered for everything in the live books; live strategies go on")

    async def recheck(self) -> None:
        """Compare books and exchange once more, or go on proving them."""
        await (self.look() if self._proven else self.prove())

    def declare_recovered(self, strategy_id: str) -> None:
        """Take the owner's word that nothing of a strategy is missing; the live books are still proven."""
        self._is_recovered(strategy_id)

    async def look_if_due(self) -> None:
        """Compare books and exchange if the last comparison is a while ago."""
        due = self._looked_at is None or self._watch.now() - self._looked_at >= LOOK_INTERVAL
        if due and self._live_states():
            await self.look()

    async def look(self) -> bool:
        """Compare open orders and balances with the books; tells whether the exchange showed both."""
        found: list[ListedOrder] = []
        for pair in sorted({state.parameters.pair for state in self._live_states()}):
            market = await self._watch.market(pair)
            listed = await self._exchange.orders(pair, since=self._watch.now())
            failures = [answer for answer in (market, listed) if isinstance(answer, Failure)]
            self.failure = next((each for each in failures if each.kind is not FailureKind.NO_SUCH_MARKET), None)
            if self.failure is not None:
                return False
            found += [] if isinstance(listed, Failure) else [order for order in listed if order.is_open]
        balances = await self._exchange.balances()
        self.failure = balances if isinstance(balances, Failure) else None
        if isinstance(balances, Failure):
            return False
        foreign, self._strange = len(self._strange), self._not_ours(found)
        if len(self._strange) > foreign:
            RECONCILE.warning("The exchange lists %d open orders that are not ours", len(self._strange))
        self._looked_at = self._watch.now()
        self._compare(balances)
        return True

    @exactly
    def _compare(self, balances: Mapping[str, Balance]) -> None:
        """Tell what is short. While an order is open a fill may be on its way to the books, so two looks must agree."""
        portfolio = self._ledger.portfolio
        held = {currency: total_of(balances, currency) for currency in balances}
        lines = liquidity(portfolio, held)
        short = tuple(line for line in lines if line.gap)
        busy = any(state.require_book(BookKind.LIVE).orders for state in self._live_states())
        before = frozenset(each.currency for each in self.shortages)
        self.shortages = tuple(each for each in short if not busy or each.currency in self._suspected)
        missing = frozenset(each.currency for each in self.shortages)
        if missing != before:
            if missing:
                RECONCILE.warning("The exchange holds less than the live books say: %s", ", ".join(sorted(missing)))
            else:
                RECONCILE.info("The exchange holds again what the live books say")
        else:
            RECONCILE.debug("Compared %d currencies with the exchange", len(lines))
        self._suspected = frozenset(each.currency for each in short)
        if len(self.shortages) < len(short):
            self._looked_at = None
        else:
            self._balances = lines

    def _on_event(self, event: Event) -> None:
        if isinstance(event, _DECLARATIONS) and event.book is BookKind.LIVE:
            self._looked_at = None

    def _live_states(self) -> list[StrategyState]:
        return [state for state in self._ledger.portfolio.strategies.values() if BookKind.LIVE in state.books]

    # -- after a restored backup -------------------------------------------------------------------------------------

    async def _recover(self, strategy_id: str) -> None:
        """Write down the orders of a strategy that a restored journal does not know.

        An order was only ever placed when none of its strategy was open, so each waits for the end of the one before.
        """
        state = self._ledger.portfolio.strategies.get(strategy_id)
        if state is None:
            self._is_recovered(strategy_id)
            return
        pair, known_until = state.parameters.pair, await self._known_until(strategy_id)
        market = await self._watch.market(pair)
        listed = await self._exchange.orders(pair, since=known_until - DAY)
        failures = {answer.kind for answer in (market, listed) if isinstance(answer, Failure)}
        if FailureKind.NO_SUCH_MARKET in failures:
            book = state.books.get(BookKind.LIVE)
            if book is None or not (book.position or book.orders):
                self._is_recovered(strategy_id)
            else:
                self.unreadable[strategy_id] = FailureKind.NO_SUCH_MARKET.value
            return
        if isinstance(market, Failure) or isinstance(listed, Failure):
            return
        known = await self._ledger.planned_since(strategy_id, BookKind.LIVE, known_until - 2 * DAY)
        fresh = [order for order in listed if order.client_order not in known]
        unknown = await self._unknown(state, fresh, known_until)
        for intent, order in sorted(unknown, key=lambda pair: (pair[0].close_time, pair[1].created)):
            if self._has_open_orders(strategy_id):
                return
            try:
                await self._write_down(self._ledger.portfolio.strategy(strategy_id), intent, order, market.rules)
            except LedgerError as error:
                self.unreadable[strategy_id] = str(error)
                return
        self._is_recovered(strategy_id)

    async def _known_until(self, strategy_id: str) -> int:
        """Up to which close (ms) the journal knows every live order: that of the last decision with real money.

        What happened on paper says nothing of that. Where there was no such decision, it is when the strategy began.
        """
        live, added = frozenset({"evaluated", "order_planned"}), frozenset({"strategy_added"})
        last = await self._ledger.newest(strategy_id, live, BookKind.LIVE)
        if isinstance(last, Evaluated):
            return last.close_time
        if isinstance(last, OrderPlanned):
            return last.candle_close
        first = await self._ledger.newest(strategy_id, added)
        return 0 if first is None else first.time

    def is_recovering(self, strategy_id: str) -> bool:
        """Whether the exchange may still have orders of a strategy that a restored journal lacks."""
        return strategy_id in self._unrecovered

    def _is_recovered(self, strategy_id: str) -> None:
        del self._unrecovered[strategy_id]
        self.unreadable.pop(strategy_id, None)

    def _has_open_orders(self, strategy_id: str) -> bool:
        book = self._ledger.portfolio.strategy(strategy_id).books.get(BookKind.LIVE)
        return book is not None and bool(book.orders)

    async def _unknown(
        self, state: StrategyState, listed: Iterable[ListedOrder], known_until: int
    ) -> list[tuple[_Intent, ListedOrder]]:
        """Those of these orders that a strategy placed after its journal ends, each with what it is."""
        found: list[tuple[_Intent, ListedOrder]] = []
        others: dict[str, ListedOrder] = {}
        for order in listed:
            client_order = order.client_order
            if client_order is None or not _may_be_ours(client_order) or (state.id, client_order) in self._not_theirs:
                continue
            if intent := self._intent_of(state, order, client_order, known_until):
                found.append((intent, order))
            elif any(self._intent_of(other, order, client_order, 0) for other in self._others_than(state)):
                self._not_theirs.add((state.id, client_order))
            else:
                others[client_order] = order
        if others:
            # Whatever it was that made an order leave late, it is ours: it is looked for among all candles since.
            newest = max(order.created for order in others.values()) + MINUTE
            for tried, intent in enumerate(_intents(state, known_until, newest), 1):
                if tried % _IDS_AT_ONCE == 0:
                    await asyncio.sleep(0)
                client_order = _id_of(self._ledger.account, intent)
                if client_order in others and intent.close_time <= others[client_order].created + MINUTE:
                    found.append((intent, others.pop(client_order)))
            self._not_theirs |= {(state.id, client_order) for client_order in others}
        return found

    def _others_than(self, state: StrategyState) -> list[StrategyState]:
        return [other for other in self._ledger.portfolio.strategies.values() if other.id != state.id]

    def _intent_of(
        self, state: StrategyState, order: ListedOrder, client_order: str, known_until: int
    ) -> _Intent | None:
        """What a listed order is if the strategy placed it after its journal ends, shortly after a candle closed."""
        for timeframe in Timeframe:
            # The exchange's clock may be a little behind what we took it for.
            for candle in {timeframe.last_closed(order.created), timeframe.last_closed(order.created + MINUTE)}:
                if candle + timeframe.length > known_until:
                    for intent in _intents_of(state, timeframe, candle):
                        if _id_of(self._ledger.account, intent) == client_order:
                            return intent
        return None

    async def _write_down(self, state: StrategyState, intent: _Intent, order: ListedOrder, rules: MarketRules) -> None:
        """Record the decision and the order as they must have been, then what the exchange says became of it."""
        client_order = _id_of(self._ledger.account, intent)
        if order.limit is None or order.amount is None:
            raise LedgerError(f"order {client_order} is listed without its limit or amount")
        buying = intent.side is Side.BUY
        reserved = buy_reservation(rules, order.amount, order.limit) if buying else order.amount
        step: list[Event] = []
        if BookKind.LIVE not in state.books:
            # It went live after the backup was made: from its allocated capital, as every strategy does.
            rule = state.parameters
            step.append(
                BookOpened(order.created, state.id, BookKind.LIVE, rule.allocated_capital, rule.starting_position)
            )
        if intent.close_time > state.evaluated_until:
            step.append(
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
                )
            )
        planned = OrderPlanned(
            time=order.created,
            strategy=state.id,
            book=BookKind.LIVE,
            order=client_order,
            version=intent.version,
            candle_close=intent.close_time,
            pair=state.parameters.pair,
            side=intent.side,
            limit=order.limit,
            amount=order.amount,
            reserved=reserved,
            life_ends=order.created + state.parameters.order_life,
        )
        opened = OrderOpened(order.created, state.id, BookKind.LIVE, client_order, order.exchange_order)
        await self._ledger.record(*step, planned, opened)
        await self._tracker.follow(state.id, BookKind.LIVE, client_order)


def _id_of(account: str, intent: _Intent) -> str:
    return client_order_id(account, intent.strategy, intent.version, BookKind.LIVE, intent.candle, intent.side)


def _intents_of(state: StrategyState, timeframe: Timeframe, candle: int) -> Iterator[_Intent]:
    """Every order that a candle can have led to."""
    # From the first version on: a revision since the restore may already have made its own version.
    for version in range(1, state.version + _LATER_VERSIONS + 1):
        for side in Side:
            yield _Intent(state.id, version, timeframe, candle, side)


def _intents(state: StrategyState, after: int, until: int) -> Iterator[_Intent]:
    """Every order that the candles can have led to which closed after one moment and by the other.

    An id does not tell the timeframe, as a version has only one: the one that is known comes first.
    """
    for timeframe in sorted(Timeframe, key=lambda frame: frame is not state.parameters.timeframe):
        candle = timeframe.last_closed(until)
        while candle + timeframe.length > after:
            yield from _intents_of(state, timeframe, candle)
            candle -= timeframe.length


def _may_be_ours(client_order: str) -> bool:
    """Whether an id has the form of ours: a name that follows from what an order is."""
    try:
        return UUID(client_order).version == _OUR_UUIDS
    except ValueError:
        return False
