"""The trader of one account: wakes, follows its orders, evaluates what closed, and writes down everything."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from decimal import Decimal

from ..engine.errors import LedgerError
from ..engine.events import (
    BookOpened,
    CapitalDeposited,
    CapitalWithdrawn,
    Event,
    ModeChanged,
    StrategyAdded,
    StrategyRemoved,
    StrategyRevised,
)
from ..engine.market import Pair
from ..engine.numbers import exactly
from ..engine.order import Order
from ..engine.portfolio import Portfolio, StrategyState
from ..engine.strategy import BookKind, Mode, RuleStrategy
from ..engine.timeframe import MINUTE, SECOND
from ..exchange.paper import PaperExchange
from ..exchange.protocol import Exchange, Failure, Market
from .brake import Brake
from .clock import Clock
from .closes import Closes
from .errors import TradingError, TradingProblem
from .ledger import Ledger
from .live import LiveDesk
from .log import DECISION, RECONCILE
from .market_watch import Connection, MarketWatch, Price
from .tracker import OrderTracker, request_of

_LOOK_FOR_UNKNOWN = 10 * SECOND
"""How soon an order that was never acknowledged is looked for again."""


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
        self._poll_interval = poll_interval
        self._watch = MarketWatch(exchange, clock)
        paper = PaperExchange(exchange)
        self._tracker = OrderTracker(ledger, {BookKind.SHADOW: paper, BookKind.LIVE: exchange}, self._watch)
        self._stuck: dict[str, str] = {}
        self._leaving: set[str] = set()
        self._broken: list[Exception] = []
        self._lock = asyncio.Lock()
        self._brake = Brake()
        self._closes = Closes(ledger, exchange, self._watch, self._tracker, self._brake)
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

    async def idle(self) -> None:
        """Wait until everything that was begun is done, a wake or what an owner asked for."""
        async with self._lock:
            pass

    def close(self) -> None:
        """Record nothing any more; what an owner asked for and had no turn yet is refused."""
        self._ledger.close()

    # -- the wheel ---------------------------------------------------------------------------------------------------

    async def wake(self) -> int:
        """Do everything that is due; returns the exchange time (ms) at which there will be more to do.

        What nobody foresaw with one strategy is raised once all the others had their turn.
        """
        async with self._lock:
            self._broken.clear()
            answered = await self._watch.contact()
            if self._ledger.halted is not None or not self._watch.knows_the_time:
                return self._watch.now() + self._poll_interval
            if answered:
                # A strategy that is stuck decides nothing more, but its open orders are still followed to their end.
                if self._ledger.agenda.has_orders:
                    await self._for_each(self._tracker.follow_all, _has_orders)
                if self.live.reconciler.is_due:
                    await self._reconcile()
                if self._leaving:
                    await self._for_each(self._remove, self._may_go)
            if self._closes.may_any_be_due():
                await self._for_each(self._closes.evaluate_if_due, self._may_be_due)
            if self._watch.connection.connected:
                await self._watch.refresh_prices(
                    self._ledger.agenda.pairs, older_than=self._watch.now() - self._poll_interval // 2
                )
            if self._broken:
                raise self._broken[0]
            return self._next_wake()

    async def _for_each(
        self, step: Callable[[StrategyState], Awaitable[None]], asks: Callable[[StrategyState], bool]
    ) -> None:
        """Take a step for each strategy that asks for it when its turn comes."""
        for state in self._ledger.portfolio.strategies.values():
            if asks(state):
                await self._contained(state, step)

    async def _reconcile(self) -> None:
        """Prove the live books against the exchange after a start, and compare the two now and then."""
        try:
            await self.live.reconciler.recheck()
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
        """Whether a strategy that decides has a candle to decide on."""
        if self.live.reconciler.holds_back(state) or not self._is_watched(state):
            return False
        return self._closes.may_be_due(state)

    def next_evaluation(self, strategy_id: str) -> int | None:
        """Close time of the next candle to be evaluated; None while nothing will be."""
        state = self.portfolio.strategies.get(strategy_id)
        if state is None or self._ledger.halted is not None or not self._is_watched(state):
            return None
        return self._closes.next_close(state, self._watch.now())

    def _is_watched(self, state: StrategyState) -> bool:
        """Whether candles are looked at for a strategy: not while it is paused, stopped with all others, or stuck."""
        return state.id in self._ledger.agenda.first_closes and state.id not in self._stuck

    def _next_wake(self) -> int:
        now, agenda, holds_back = self._watch.now(), self._ledger.agenda, self.live.reconciler.holds_back
        times = [now + self._poll_interval]
        if agenda.has_unacknowledged_orders:
            times.append(now + _LOOK_FOR_UNKNOWN)
        if self._ledger.halted is None:
            deciding = [state for state in agenda.watched if state.id not in self._stuck and not holds_back(state)]
            times += self._closes.next_looks(deciding, now)
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
        self._closes.forget(state.id)
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
    return sum([len(book.orders) for book in state.books.values()]) > 0


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
