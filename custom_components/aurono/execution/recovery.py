"""The orders that a restored journal does not know: found on the exchange by their ids, and written down.

The id of an order follows from what it is, so that what the exchange lists under one of ours tells which decision of
which strategy placed it.
"""

import asyncio
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from ..engine.errors import LedgerError
from ..engine.evaluation import Numbers
from ..engine.events import BookOpened, Evaluated, Event, OrderOpened, OrderPlanned
from ..engine.market import MarketRules
from ..engine.order import client_order_id
from ..engine.portfolio import StrategyState
from ..engine.pricing import buy_reservation
from ..engine.reason import Reason, Side
from ..engine.strategy import BookKind
from ..engine.timeframe import DAY, MINUTE, Timeframe
from ..exchange.protocol import Exchange, Failure, FailureKind, ListedOrder
from .ledger import Ledger
from .market_watch import MarketWatch
from .tracker import OrderTracker

_LATER_VERSIONS = 20
"""How many versions a strategy may have gone through in the time that a restored journal does not know."""
_IDS_AT_ONCE = 500
"""After so many ids whoever else is waiting gets a turn."""
_OUR_UUIDS = 5
"""The version of the UUIDs that are our ids."""


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


class Recovery:
    """Completes the books of one account after its journal was put back, strategy by strategy."""

    def __init__(
        self, ledger: Ledger, exchange: Exchange, tracker: OrderTracker, watch: MarketWatch, *, restored: bool
    ) -> None:
        self._ledger = ledger
        self._exchange = exchange
        self._tracker = tracker
        self._watch = watch
        # In the order in which they were added.
        self._incomplete = dict.fromkeys(ledger.portfolio.strategies) if restored else {}
        # Strategies with orders that were found to be none of theirs.
        self._not_theirs: set[tuple[str, str]] = set()
        self.unreadable: dict[str, str] = {}
        """Strategies of which it cannot be found out what is missing, each with why."""

    @property
    def is_over(self) -> bool:
        """Whether nothing is missing any more."""
        return not self._incomplete

    def is_recovering(self, strategy_id: str) -> bool:
        """Whether the exchange may still have orders of a strategy that the journal lacks."""
        return strategy_id in self._incomplete

    def declare_over(self, strategy_id: str) -> None:
        """Take it that nothing of a strategy is missing."""
        del self._incomplete[strategy_id]
        self.unreadable.pop(strategy_id, None)

    async def go_on(self) -> None:
        """Write down what can be found out now; what the exchange did not answer is asked again next time."""
        for strategy_id in tuple(self._incomplete):
            await self._recover(strategy_id)

    async def _recover(self, strategy_id: str) -> None:
        """Write down the orders of a strategy that a restored journal does not know.

        An order was only ever placed when none of its strategy was open, so each waits for the end of the one before.
        """
        state = self._ledger.portfolio.strategies.get(strategy_id)
        if state is None:
            self.declare_over(strategy_id)
            return
        pair, known_until = state.parameters.pair, await self._known_until(strategy_id)
        market = await self._watch.market(pair)
        listed = await self._exchange.orders(pair, since=known_until - DAY)
        failures = {answer.kind for answer in (market, listed) if isinstance(answer, Failure)}
        if FailureKind.NO_SUCH_MARKET in failures:
            book = state.books.get(BookKind.LIVE)
            if book is None or not (book.position or book.orders):
                self.declare_over(strategy_id)
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
        self.declare_over(strategy_id)

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
        for timeframe in _frames_of(state):
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


def _frames_of(state: StrategyState) -> list[Timeframe]:
    """All timeframes that a strategy can have had, the one that is known first: it is mostly right."""
    return sorted(Timeframe, key=lambda frame: frame is not state.parameters.timeframe)


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
    for timeframe in _frames_of(state):
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
