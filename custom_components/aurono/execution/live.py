"""The desk for real money: going live, stopping, and a way out of every state that needs a person.

Nothing here edits anything: each decision of the owner is one more event.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from enum import StrEnum

from ..engine.errors import LedgerError
from ..engine.events import (
    BookOpened,
    DifferenceWrittenOff,
    Event,
    ModeChanged,
    OrderEnded,
    OrderOpened,
    PositionAdopted,
    TradingResumed,
    TradingStopped,
)
from ..engine.numbers import ZERO
from ..engine.order import Order, OrderStatus
from ..engine.portfolio import StrategyState
from ..engine.strategy import BookKind, Mode, RuleStrategy, StartingPosition
from ..exchange.protocol import Exchange, Failure, ListedOrder
from .brake import Brake
from .ends import DECLARED_ABSENT, DELISTED
from .errors import TradingError, TradingProblem
from .ledger import Ledger
from .linking import can_be, orders_around
from .log import RECONCILE
from .market_watch import MarketWatch
from .preflight import PreflightPoint, preflight, revision_preflight
from .questions import QUESTION_AFTER, Question, open_questions
from .reconciliation import Reconciler
from .tracker import OrderTracker


class AccountStatus(StrEnum):
    """Whether an account trades real money."""

    RECOVERING = "recovering"
    RUNNING = "running"
    STOPPED = "stopped"


class LiveDesk:
    """What concerns real money in one account. Shares the trader's lock, so that nothing happens at the same time."""

    def __init__(
        self,
        ledger: Ledger,
        exchange: Exchange,
        tracker: OrderTracker,
        watch: MarketWatch,
        lock: asyncio.Lock,
        brake: Brake,
        *,
        restored: bool,
    ) -> None:
        self._ledger = ledger
        self._exchange = exchange
        self._tracker = tracker
        self._watch = watch
        self._lock = lock
        self._brake = brake
        self.reconciler = Reconciler(ledger, exchange, tracker, watch, restored=restored)

    @property
    def status(self) -> AccountStatus:
        """Whether the account trades."""
        if self._ledger.portfolio.stopped:
            return AccountStatus.STOPPED
        return AccountStatus.RUNNING if self.reconciler.is_proven else AccountStatus.RECOVERING

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything that needs a person now."""
        return tuple(open_questions(self._ledger.portfolio, self._tracker, self._watch, self.reconciler))

    @property
    def key_refused(self) -> str | None:
        """What the exchange said of the key when it refused the last order with real money for it; else None."""
        return self._tracker.key_refused

    # -- going live and stopping -------------------------------------------------------------------------------------

    async def preflight(self, strategy_id: str, *, confirmed: bool) -> tuple[PreflightPoint, ...]:
        """Check whether a strategy may trade real money; changes nothing."""
        async with self._lock:
            return await self._preflight(self._strategy(strategy_id), confirmed=confirmed)

    async def go_live(self, strategy_id: str, *, confirmed: bool) -> tuple[PreflightPoint, ...]:
        """Let a strategy trade real money if every point of the pre-flight holds; else it stays as it was."""
        async with self._lock:
            state = self._strategy(strategy_id)
            confirmed = confirmed or BookKind.LIVE in state.books
            points = await self._preflight(state, confirmed=confirmed)
            if all(point.passed for point in points) and state.mode is not Mode.LIVE:
                now, parameters = self._watch.now(), state.parameters
                step: list[Event] = [ModeChanged(now, strategy_id, Mode.LIVE)]
                if BookKind.LIVE not in state.books:
                    capital, position = parameters.allocated_capital, parameters.starting_position
                    step.append(BookOpened(now, strategy_id, BookKind.LIVE, capital, position))
                await self._ledger.record(*step)
            return points

    async def check_revision(self, strategy_id: str, parameters: RuleStrategy) -> tuple[PreflightPoint, ...]:
        """The points of the pre-flight that would no longer hold for a live strategy with these parameters."""
        async with self._lock:
            state = self._strategy(strategy_id)
            if state.mode is not Mode.LIVE or parameters == state.parameters:
                return ()
            points = await revision_preflight(self._exchange, self._watch, self._ledger.portfolio, state, parameters)
            return tuple(point for point in points if not point.passed)

    async def _preflight(self, state: StrategyState, *, confirmed: bool) -> tuple[PreflightPoint, ...]:
        ready = self._ledger.halted is None and self.status is AccountStatus.RUNNING
        return await preflight(
            self._exchange, self._watch, self._ledger.portfolio, state, account_ready=ready, confirmed=confirmed
        )

    async def stop(self, *, cancel_orders: bool) -> None:
        """Stop all trading of the account; open orders are cancelled or go on to their end, as chosen."""
        with self._brake.held():
            async with self._lock:
                portfolio = self._ledger.portfolio
                if not portfolio.stopped or (cancel_orders and not portfolio.cancels_orders):
                    await self._ledger.record(TradingStopped(self._watch.now(), cancel_orders=cancel_orders))
                if cancel_orders:
                    await self._cancel_all()

    async def resume(self) -> None:
        """Let the account trade again, from the next candles on."""
        async with self._lock:
            if self._ledger.portfolio.stopped:
                await self._ledger.record(TradingResumed(self._watch.now()))

    async def cancel_order(self, strategy_id: str, order_id: str) -> None:
        """Cancel one open order. Raises TradingError if there is none of this id or the exchange did not answer."""
        async with self._lock:
            kind, order = self._open_order(strategy_id, order_id)
            if not await self._tracker.cancel(strategy_id, kind, order.id):
                raise TradingError(TradingProblem.EXCHANGE_SILENT, order=order_id)

    async def cancel_all(self) -> int:
        """Cancel every open order of the account; returns how many were open."""
        async with self._lock:
            return await self._cancel_all()

    async def _cancel_all(self) -> int:
        """What goes wrong with one strategy keeps no other order from being cancelled."""
        states = tuple(self._ledger.portfolio.strategies.values())
        trouble: TradingError | None = None
        for state in states:
            try:
                with self._told(state.name):
                    await self._tracker.cancel_all(state)
            except TradingError as error:
                trouble = error
        if trouble is not None:
            raise trouble
        return sum(len(book.orders) for state in states for book in state.books.values())

    # -- answers to questions ----------------------------------------------------------------------------------------

    async def candidates(self, strategy_id: str, order_id: str) -> tuple[ListedOrder, ...]:
        """The orders on the exchange that an order can be whose fate is open.

        Raises TradingError if there is no such order or the exchange does not answer.
        """
        _, order = self._open_order(strategy_id, order_id)
        return await can_be(self._ledger, order, await self._listed_around(order))

    async def link_order(self, strategy_id: str, order_id: str, exchange_order: str) -> None:
        """Declare that an order whose fate is open is this one on the exchange; the exchange must show an equal one."""
        async with self._lock:
            order = self._questioned_order(strategy_id, order_id)
            if order.exchange_order is not None and not self._tracker.has_vanished(order):
                raise TradingError(TradingProblem.ORDER_PROVEN, order=order_id)
            listed = await self._listed_around(order)
            if exchange_order not in {known.exchange_order for known in listed}:
                raise TradingError(TradingProblem.ORDER_NOT_FOUND, order=exchange_order)
            possible = await can_be(self._ledger, order, listed)
            if exchange_order not in {known.exchange_order for known in possible}:
                raise TradingError(TradingProblem.ORDER_DIFFERS, order=exchange_order)
            now = self._watch.now()
            await self._ledger.record(OrderOpened(now, strategy_id, BookKind.LIVE, order_id, exchange_order))
            await self._tracker.follow(strategy_id, BookKind.LIVE, order_id)

    async def declare_never_arrived(self, strategy_id: str, order_id: str) -> None:
        """Declare that an order whose fate is open is not on the exchange; what was booked of it stays.

        The exchange is asked once more. If it shows the order after all there is nothing to declare; if it denies it
        and that is proof, the order has ended already; if it says nothing at all, this is not the time to declare.
        """
        async with self._lock:
            order = self._questioned_order(strategy_id, order_id)
            unsettled = order.exchange_order is not None and not self._tracker.has_vanished(order)
            if not await self._tracker.follow(strategy_id, BookKind.LIVE, order_id) or unsettled:
                await self._expect_unlisted(order, may_have_ended=unsettled)
            if not self._is_open(strategy_id, order_id):
                return
            order = self._questioned_order(strategy_id, order_id)
            status = OrderStatus.REJECTED if order.exchange_order is None else OrderStatus.CANCELLED
            now = self._watch.now()
            await self._ledger.record(OrderEnded(now, strategy_id, BookKind.LIVE, order_id, status, DECLARED_ABSENT))

    async def adopt_position(self, strategy_id: str, amount: Decimal, average_price: Decimal, note: str = "") -> None:
        """Declare that coins belong to a live strategy; bookkeeping only."""
        async with self._lock:
            self._with_live_books(strategy_id)
            if amount <= 0 or average_price <= 0:
                raise TradingError(TradingProblem.AMOUNT_NOT_POSITIVE, amount=min(amount, average_price))
            position = StartingPosition(amount, average_price)
            await self._ledger.record(PositionAdopted(self._watch.now(), strategy_id, BookKind.LIVE, position, note))

    async def write_off(self, strategy_id: str, base: Decimal, quote: Decimal, note: str = "") -> None:
        """Declare that coins or free capital of a live strategy are not there; they become a realized loss."""
        async with self._lock:
            state = self._with_live_books(strategy_id)
            if min(base, quote) < 0 or not (base or quote):
                raise TradingError(TradingProblem.AMOUNT_NOT_POSITIVE, amount=min(base, quote))
            now = self._watch.now()
            try:
                await self._ledger.record(DifferenceWrittenOff(now, strategy_id, BookKind.LIVE, base, quote, note))
            except LedgerError:
                book = state.require_book(BookKind.LIVE)
                raise TradingError(
                    TradingProblem.DIFFERENCE_TOO_LARGE, position=book.free_position, available=book.free
                ) from None

    async def retire_market(self, strategy_id: str) -> None:
        """End what a delisted market left open: its orders, its position (written off), and the strategy's trading."""
        async with self._lock:
            state = self._with_live_books(strategy_id)
            await self._watch.market(state.parameters.pair)  # which is read anew where it was not listed
            if not self._watch.is_gone(state.parameters.pair):
                raise TradingError(TradingProblem.MARKET_STILL_LISTED, pair=str(state.parameters.pair))
            for order in state.require_book(BookKind.LIVE).orders:
                # What filled before the end of the market is booked if the exchange still says so.
                await self._tracker.cancel(strategy_id, BookKind.LIVE, order.id)
            state = self._with_live_books(strategy_id)
            now, book = self._watch.now(), state.require_book(BookKind.LIVE)
            step: list[Event] = [
                OrderEnded(now, strategy_id, BookKind.LIVE, order.id, OrderStatus.CANCELLED, DELISTED)
                for order in book.orders
            ]
            if book.position:
                step.append(DifferenceWrittenOff(now, strategy_id, BookKind.LIVE, book.position, ZERO, DELISTED))
            if state.mode is not Mode.PAUSED:
                step.append(ModeChanged(now, strategy_id, Mode.PAUSED))
            if step:
                await self._ledger.record(*step)

    async def recheck(self) -> None:
        """Compare books and exchange now: the owner did something about a question at the exchange."""
        async with self._lock:
            for state in tuple(self._ledger.portfolio.strategies.values()):
                # What filled is booked first, so that no gap is seen where money only has not been written down yet.
                with self._told(state.name):
                    await self._tracker.follow_all(state)
            with self._told("the account"):
                await self.reconciler.recheck()

    @contextmanager
    def _told(self, whose: str) -> Iterator[None]:
        """Log books that do not add up, so that they keep nothing else from going on."""
        try:
            yield
        except LedgerError:
            RECONCILE.exception("What the exchange says of the orders of %s does not add up", whose)

    async def declare_accounted_for(self, strategy_id: str) -> None:
        """Declare that a restored journal misses nothing of a strategy; only where that could not be found out.

        As after a pause, the candles up to now are nobody's: one of them may have led to an order that is not known.
        """
        async with self._lock:
            state = self._strategy(strategy_id)
            if strategy_id not in self.reconciler.recovery.unreadable:
                raise TradingError(TradingProblem.HISTORY_READABLE, strategy=state.name)
            if state.mode is not Mode.PAUSED:
                now = self._watch.now()
                await self._ledger.record(
                    ModeChanged(now, strategy_id, Mode.PAUSED), ModeChanged(now, strategy_id, state.mode)
                )
            self.reconciler.recovery.declare_over(strategy_id)

    # -- looking things up -------------------------------------------------------------------------------------------

    def _strategy(self, strategy_id: str) -> StrategyState:
        state = self._ledger.portfolio.strategies.get(strategy_id)
        if state is None:
            raise TradingError(TradingProblem.STRATEGY_UNKNOWN, strategy=strategy_id)
        return state

    def _with_live_books(self, strategy_id: str) -> StrategyState:
        state = self._strategy(strategy_id)
        if BookKind.LIVE not in state.books:
            raise TradingError(TradingProblem.NO_LIVE_BOOKS, strategy=state.name)
        return state

    def _open_order(self, strategy_id: str, order_id: str) -> tuple[BookKind, Order]:
        for kind, book in self._strategy(strategy_id).books.items():
            for order in book.orders:
                if order.id == order_id:
                    return kind, order
        raise TradingError(TradingProblem.ORDER_NOT_OPEN, order=order_id)

    def _questioned_order(self, strategy_id: str, order_id: str) -> Order:
        """An order whose fate is open; raises TradingError for one that the exchange answers for or may yet do."""
        kind, order = self._open_order(strategy_id, order_id)
        tracker = self._tracker
        in_doubt = order.exchange_order is None or tracker.has_vanished(order) or tracker.is_unsettled(order)
        if kind is not BookKind.LIVE or not in_doubt:
            raise TradingError(TradingProblem.ORDER_PROVEN, order=order_id)
        if self._watch.now() <= order.submitted_at + QUESTION_AFTER:
            raise TradingError(TradingProblem.ORDER_ON_ITS_WAY, order=order_id)
        return order

    async def _expect_unlisted(self, order: Order, *, may_have_ended: bool) -> None:
        listed = await self._listed_around(order)
        names = {order.id, order.exchange_order} - {None}
        known = [each for each in listed if names & {each.client_order, each.exchange_order}]
        if any(each.is_open or not may_have_ended for each in known):
            raise TradingError(TradingProblem.ORDER_PROVEN, order=order.id)

    async def _listed_around(self, order: Order) -> tuple[ListedOrder, ...]:
        listed = await orders_around(self._exchange, order)
        if isinstance(listed, Failure):
            raise TradingError(TradingProblem.EXCHANGE_SILENT, order=order.id)
        return listed

    def _is_open(self, strategy_id: str, order_id: str) -> bool:
        book = self._with_live_books(strategy_id).require_book(BookKind.LIVE)
        return any(order.id == order_id for order in book.orders)
