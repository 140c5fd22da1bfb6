"""The trader of one account: wakes, follows its orders, evaluates what closed, and writes down everything."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..engine.errors import LedgerError
from ..engine.events import (
    BookOpened,
    CapitalDeposited,
    CapitalWithdrawn,
    Evaluated,
    Event,
    ModeChanged,
    OrderPlanned,
    StrategyAdded,
    StrategyRemoved,
    StrategyRevised,
)
from ..engine.market import Pair
from ..engine.numbers import exactly
from ..engine.order import Order, client_order_id
from ..engine.portfolio import Portfolio, StrategyState
from ..engine.reason import Reason
from ..engine.strategy import BookKind, Mode, RuleStrategy
from ..engine.timeframe import MINUTE, SECOND
from ..exchange.paper import PaperExchange
from ..exchange.protocol import Exchange, Failure, Market
from .brake import Brake
from .clock import Clock
from .errors import TradingError, TradingProblem
from .evaluator import Evaluator, Outcome, retry_at
from .ledger import Ledger
from .live import LiveDesk
from .log import DECISION, RECONCILE
from .market_watch import Connection, MarketWatch, Price
from .tracker import OrderTracker, request_of

_LOOK_FOR_UNKNOWN = 10 * SECOND
"""How soon an order that was never acknowledged is looked for again."""


@dataclass(frozen=True, slots=True)
class _Retry:
    """A candle that could not be evaluated yet: its close, how often it was looked at, when to look again."""

    close_time: int
    looks: int
    at: int


class Trader:
    """One account: its strategies, evaluated one at a time.

    ``poll_interval`` is the longest sleep in market milliseconds: open orders and prices are looked at that often.
    Clock, exchange and journal come in through the constructor; the trader starts no thread and no task.
    """

    def __init__(
        self,
        ledger: Ledger,
        exchange: Exchange,
        clock: Clock,
        *,
        poll_interval: int = MINUTE,
        restored: bool = False,
    ) -> None:
        """Take up an account where its journal left it.

        ``restored``: the journal is older than what was last written, so the exchange may hold orders that it does not
        know.
        """
        self._ledger = ledger
        self._exchange = exchange
        self._poll_interval = poll_interval
        self._watch = MarketWatch(exchange, clock)
        self._evaluator = Evaluator(exchange, self._watch)
        paper = PaperExchange(exchange)
        self._tracker = OrderTracker(ledger, {BookKind.SHADOW: paper, BookKind.LIVE: exchange}, self._watch)
        self._retries: dict[str, _Retry] = {}
        self._stuck: dict[str, str] = {}
        self._leaving: set[str] = set()
        self._broken: list[Exception] = []
        self._lock = asyncio.Lock()
        self._brake = Brake()
        self.live = LiveDesk(ledger, exchange, self._tracker, self._watch, self._lock, self._brake, restored=restored)
        for order, exchange_order in _resting_on_paper(ledger.portfolio):
            paper.adopt(request_of(order), exchange_order)

    @property
    def portfolio(self) -> Portfolio:
        """What the committed events add up to."""
        return self._ledger.portfolio

    @property
    def connection(self) -> Connection:
        """Whether the exchange answers."""
        return self._watch.connection

    @property
    def prices(self) -> Mapping[Pair, Price]:
        """The last traded prices that were seen."""
        return self._watch.prices

    def market(self, pair: Pair) -> Market | None:
        """A market as it was last read, without asking the exchange; None before that, or where it is not listed."""
        return self._watch.last_read(pair)

    async def markets(self, *, older_than: int) -> Mapping[Pair, Market] | Failure:
        """All markets of the exchange, read again if that was before this moment (ms)."""
        return await self._watch.markets(older_than=older_than)

    @property
    def halted(self) -> str | None:
        """Why the journal takes no more events, so that nothing is traded; None while it does."""
        return self._ledger.halted

    @property
    def stuck(self) -> Mapping[str, str]:
        """Strategies not traded until the next start because their books did not add up, and why."""
        return self._stuck

    def now(self) -> int:
        """The exchange's clock (ms), as last measured."""
        return self._watch.now()

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Hear of every event after it was committed, in order; returns what ends it."""
        return self._ledger.subscribe(listener)

    # -- the wheel ---------------------------------------------------------------------------------------------------

    async def wake(self) -> int:
        """Do everything that is due; returns the exchange time (ms) at which there will be more to do.

        What nobody foresaw with one strategy is raised once all the others had their turn.
        """
        async with self._lock:
            self._broken.clear()
            answered = await self._watch.contact()
            if self.halted is not None or not self._watch.knows_the_time:
                return self._watch.now() + self._poll_interval
            if answered:
                # A strategy that is stuck decides nothing more, but its open orders are still followed to their end.
                await self._for_each(self._tracker.follow_all, _has_orders)
                await self._reconcile()
                if self._leaving:
                    await self._for_each(self._remove, self._may_go)
            await self._for_each(self._evaluate_if_due, self._may_be_due)
            pairs = (state.parameters.pair for state in self.portfolio.strategies.values())
            if self.connection.connected:
                await self._watch.refresh_prices(pairs, older_than=self._watch.now() - self._poll_interval // 2)
            if self._broken:
                raise self._broken[0]
            return self._next_wake()

    async def _for_each(
        self, step: Callable[[StrategyState], Awaitable[None]], asks: Callable[[StrategyState], bool]
    ) -> None:
        """Take a step for each strategy that asks for it when its turn comes."""
        for state in tuple(self.portfolio.strategies.values()):
            if asks(state):
                await self._contained(state, step)

    async def _reconcile(self) -> None:
        """Prove the live books against the exchange after a start, and compare the two now and then."""
        reconciler = self.live.reconciler
        try:
            await (reconciler.look_if_due() if reconciler.is_proven else reconciler.prove())
        except LedgerError, TradingError:
            RECONCILE.exception("The live books could not be compared with the exchange; live strategies wait")
        except Exception as error:  # noqa: BLE001 - raised again at the end of the wake
            self._broken.append(error)

    async def _contained(self, state: StrategyState, step: Callable[[StrategyState], Awaitable[None]]) -> None:
        """Take a step for one strategy; what goes wrong stays with it, unless the journal itself failed."""
        if self._ledger.halted is not None:
            return
        try:
            await step(state)
        except LedgerError as error:
            if state.id not in self._stuck:
                DECISION.exception(
                    "Strategy %s is not traded until the next start: its books do not add up", state.name
                )
            self._stuck[state.id] = str(error)
        except TradingError:
            DECISION.exception("The journal took nothing from strategy %s, so nothing was traded for it", state.name)
        except Exception as error:  # noqa: BLE001 - raised again at the end of the wake
            self._broken.append(error)

    def _may_be_due(self, state: StrategyState) -> bool:
        """Whether a candle has closed that has no outcome yet, as far as the clock is still good for saying so."""
        if not self._is_watched(state) or state.id in self._stuck:
            return False
        if self.live.reconciler.holds_back(state) or self._brake.stops(state.id):
            return False
        return self._watch.is_time_old or self._is_due(state, self._watch.now())

    def _is_due(self, state: StrategyState, now: int) -> bool:
        frame = state.parameters.timeframe
        close_time = frame.last_closed(now) + frame.length
        return self.portfolio.watched_until(state.id) < close_time <= now - self._exchange.candle_delay

    async def _evaluate_if_due(self, state: StrategyState) -> None:
        """Evaluate the last closed candle if it has no outcome yet."""
        # What came before in this wake may have taken long: hours, if the machine slept.
        if self._watch.is_time_old:
            await self._watch.contact()
        now = self._watch.now()
        if not self._is_due(state, now):
            return
        frame = state.parameters.timeframe
        candle = frame.last_closed(now)
        close_time = candle + frame.length
        first_close = frame.next_close(self.portfolio.watched_until(state.id))
        if missed := (close_time - first_close) // frame.length:
            last_missed = candle - frame.length
            await self._ledger.record(self._evaluated(state, last_missed, Outcome(Reason.MISSED_OFFLINE), count=missed))
        deadline = close_time + frame.grace
        if now > deadline:
            await self._ledger.record(self._evaluated(state, candle, Outcome(Reason.TOO_LATE)))
            return
        retry = self._retries.get(state.id)
        looks = retry.looks if retry is not None and retry.close_time == close_time else 0
        if retry is not None and looks and now < retry.at:
            return
        outcome = await self._outcome(state, candle)
        again = retry_at(outcome, looks=looks + 1, now=self._watch.now(), deadline=deadline)
        if again is not None:
            self._retries[state.id] = _Retry(close_time, looks + 1, again)
            return
        self._retries.pop(state.id, None)
        if outcome.plan is not None and self._brake.stops(state.id):
            # Its owner is stopping it; if that comes to nothing, the candle is evaluated at the next wake.
            return
        if outcome.plan is not None and self._watch.latest() > deadline:
            # The exchange took so long to answer that the signal is stale.
            outcome = Outcome(Reason.TOO_LATE, outcome.numbers)
        await self._conclude(state, candle, outcome)

    async def _outcome(self, state: StrategyState, candle: int) -> Outcome:
        """Evaluate a candle, but only at a time that the exchange confirmed, and an order at one it confirms anew.

        A clock that runs fast would decide on a candle that still runs, a machine that slept on one long past.
        """
        if not self._watch.is_time_confirmed:
            return Outcome(Reason.EXCHANGE_UNREACHABLE)
        outcome = await self._evaluator.evaluate(state, candle, self.portfolio)
        if outcome.plan is not None and not await self._watch.contact():
            return Outcome(Reason.EXCHANGE_UNREACHABLE, outcome.numbers)
        return outcome

    async def _conclude(self, state: StrategyState, candle: int, outcome: Outcome) -> None:
        """Write the outcome down, together with the order that it places, before anything is sent.

        A disk may be slow, and a machine may sleep at any moment: past the grace nothing leaves any more.
        """
        evaluated = self._evaluated(state, candle, outcome)
        plan = outcome.plan
        if plan is None:
            await self._ledger.record(evaluated)
            return
        order = client_order_id(self._ledger.account, state.id, state.version, state.active_book, candle, plan.side)
        planned = OrderPlanned(
            time=evaluated.time,
            strategy=state.id,
            book=state.active_book,
            order=order,
            version=state.version,
            candle_close=evaluated.close_time,
            pair=state.parameters.pair,
            side=plan.side,
            limit=plan.limit,
            amount=plan.amount,
            reserved=plan.reserved,
            life_ends=evaluated.time + state.parameters.order_life,
        )
        await self._ledger.record(evaluated, planned)
        if self._watch.latest() > evaluated.close_time + evaluated.timeframe.grace:
            await self._tracker.drop(state.id, state.active_book, order, "the time of its candle was over")
        elif self._brake.stops(state.id):
            await self._tracker.drop(state.id, state.active_book, order, "its owner stopped it")
        else:
            await self._tracker.place(state.id, state.active_book, order)

    def _evaluated(self, state: StrategyState, candle: int, outcome: Outcome, *, count: int = 1) -> Evaluated:
        return Evaluated(
            time=self._watch.now(),
            strategy=state.id,
            book=state.active_book,
            version=state.version,
            timeframe=state.parameters.timeframe,
            candle=candle,
            reason=outcome.reason,
            numbers=outcome.numbers,
            count=count,
            detail=outcome.detail,
        )

    def next_evaluation(self, strategy_id: str) -> int | None:
        """Close time of the next candle to be evaluated; None while nothing will be."""
        state = self.portfolio.strategies.get(strategy_id)
        return None if state is None else self._next_evaluation(state, self._watch.now())

    def _next_evaluation(self, state: StrategyState, now: int) -> int | None:
        if not self._is_watched(state) or state.id in self._stuck or self._ledger.halted is not None:
            return None
        frame = state.parameters.timeframe
        last_close = frame.last_closed(now) + frame.length
        return max(frame.next_close(self._ledger.portfolio.watched_until(state.id)), last_close)

    def _is_watched(self, state: StrategyState) -> bool:
        return state.mode is not Mode.PAUSED and not self._ledger.portfolio.stopped

    def _next_wake(self) -> int:
        now, portfolio = self._watch.now(), self.portfolio
        times = [now + self._poll_interval]
        if any(order.exchange_order is None for order in portfolio.open_orders):
            times.append(now + _LOOK_FOR_UNKNOWN)
        for state in portfolio.strategies.values():
            if self.live.reconciler.holds_back(state):
                continue
            if (close_time := self._next_evaluation(state, now)) is not None:
                retry = self._retries.get(state.id)
                waits = retry is not None and retry.close_time == close_time
                times.append(retry.at if retry is not None and waits else close_time + self._exchange.candle_delay)
        return max(min(times), now + SECOND)

    # -- what the owner changes --------------------------------------------------------------------------------------

    async def add_strategy(self, strategy_id: str, name: str, parameters: RuleStrategy) -> None:
        """Start a strategy in shadow mode with its capital and starting position on paper."""
        async with self._lock:
            now = await self._time_of_change()
            await self._ledger.record(
                StrategyAdded(now, strategy_id, name, Mode.SHADOW, parameters),
                _opening(now, strategy_id, BookKind.SHADOW, parameters),
            )

    async def revise_strategy(self, strategy_id: str, name: str, parameters: RuleStrategy) -> None:
        """Make a new version of a strategy; changed capital is paid into or out of its books.

        Raises TradingError if the pair changed or more capital would go than is free.
        """
        async with self._lock:
            state = self._strategy(strategy_id)
            if parameters.pair != state.parameters.pair:
                raise TradingError(TradingProblem.PAIR_FIXED, pair=str(state.parameters.pair))
            now = await self._time_of_change()
            step: list[Event] = [StrategyRevised(now, strategy_id, name, state.version + 1, parameters)]
            change = _growth(state.parameters.allocated_capital, parameters.allocated_capital)
            if change:
                step += [_capital_change(now, state, kind, change) for kind in state.books]
            await self._ledger.record(*step)

    async def set_mode(self, strategy_id: str, mode: Mode) -> None:
        """Pause a strategy or let it go on in shadow. Raises TradingError for live, which takes a pre-flight first."""
        with self._brake.held(strategy_id):
            async with self._lock:
                state = self._strategy(strategy_id)
                if mode is Mode.LIVE:
                    raise TradingError(TradingProblem.LIVE_NEEDS_PREFLIGHT)
                if mode is not state.mode:
                    await self._ledger.record(ModeChanged(await self._time_of_change(), strategy_id, mode))

    async def remove_strategy(self, strategy_id: str) -> None:
        """Cancel what is open and end the strategy; its history stays in the journal.

        While the end of a live order is not proven the strategy is only paused, so that no fill of it is lost; it goes
        with its last order. After a start that came in between it must be asked for again.
        """
        with self._brake.held(strategy_id):
            async with self._lock:
                await self._tracker.cancel_all(self._strategy(strategy_id))
                state = self._strategy(strategy_id)
                if self._must_stay(state):
                    if state.mode is not Mode.PAUSED:
                        await self._ledger.record(ModeChanged(await self._time_of_change(), strategy_id, Mode.PAUSED))
                    self._leaving.add(strategy_id)
                else:
                    await self._remove(state)

    def _may_go(self, state: StrategyState) -> bool:
        return state.id in self._leaving and not self._must_stay(state)

    def _must_stay(self, state: StrategyState) -> bool:
        """Whether an order of the strategy is open, or a restored journal may lack one."""
        return _has_live_orders(state) or self.live.reconciler.recovery.is_recovering(state.id)

    async def _remove(self, state: StrategyState) -> None:
        await self._ledger.record(StrategyRemoved(await self._time_of_change(), state.id))
        self._leaving.discard(state.id)
        self._retries.pop(state.id, None)
        self._stuck.pop(state.id, None)

    async def deposit(self, strategy_id: str, amount: Decimal) -> None:
        """Add capital to the active books."""
        await self._change_capital(strategy_id, amount, paid_in=True)

    async def withdraw(self, strategy_id: str, amount: Decimal) -> None:
        """Take free capital out of the active books. Raises TradingError if that much is not free."""
        await self._change_capital(strategy_id, amount, paid_in=False)

    async def _change_capital(self, strategy_id: str, amount: Decimal, *, paid_in: bool) -> None:
        async with self._lock:
            state = self._strategy(strategy_id)
            if amount <= 0:
                raise TradingError(TradingProblem.AMOUNT_NOT_POSITIVE, amount=amount)
            change = amount if paid_in else amount.copy_negate()
            now = await self._time_of_change()
            await self._ledger.record(_capital_change(now, state, state.active_book, change))

    def _strategy(self, strategy_id: str) -> StrategyState:
        state = self.portfolio.strategies.get(strategy_id)
        if state is None:
            raise TradingError(TradingProblem.STRATEGY_UNKNOWN, strategy=strategy_id)
        return state

    async def _time_of_change(self) -> int:
        """The exchange's time if it can be had; what was known of it otherwise."""
        if not self._watch.knows_the_time:
            await self._watch.contact()
        return self._watch.now()


def _resting_on_paper(portfolio: Portfolio) -> list[tuple[Order, str]]:
    return [
        (order, order.exchange_order)
        for state in portfolio.strategies.values()
        if (book := state.books.get(BookKind.SHADOW)) is not None
        for order in book.orders
        if order.exchange_order is not None
    ]


def _has_orders(state: StrategyState) -> bool:
    return any(book.orders for book in state.books.values())


def _has_live_orders(state: StrategyState) -> bool:
    return BookKind.LIVE in state.books and bool(state.books[BookKind.LIVE].orders)


def _opening(time: int, strategy_id: str, kind: BookKind, parameters: RuleStrategy) -> BookOpened:
    return BookOpened(time, strategy_id, kind, parameters.allocated_capital, parameters.starting_position)


@exactly
def _growth(before: Decimal, after: Decimal) -> Decimal:
    return after - before


def _capital_change(time: int, state: StrategyState, kind: BookKind, change: Decimal) -> Event:
    """The event that pays capital in (above 0) or out. Raises TradingError if more would go than is free."""
    if change > 0:
        return CapitalDeposited(time, state.id, kind, change)
    amount, free = change.copy_abs(), state.require_book(kind).free
    if amount > free:
        raise TradingError(TradingProblem.CAPITAL_NOT_FREE, amount=amount, available=free)
    return CapitalWithdrawn(time, state.id, kind, amount)
