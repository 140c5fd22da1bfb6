"""The candles that closed: which has no outcome yet, what it comes to, written down before anything is sent."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..engine.events import Evaluated, OrderPlanned
from ..engine.order import client_order_id
from ..engine.portfolio import StrategyState
from ..engine.reason import Reason
from ..exchange.protocol import Exchange
from .brake import Brake
from .ends import LATE, STOPPED
from .evaluator import Evaluator, Outcome, retry_at
from .ledger import Ledger
from .market_watch import MarketWatch
from .tracker import OrderTracker


@dataclass(frozen=True, slots=True)
class _Retry:
    """A candle that could not be evaluated yet: its close, how often it was looked at, when to look again."""

    close_time: int
    looks: int
    at: int


class Closes:
    """Evaluates the last closed candle of a strategy, once."""

    def __init__(
        self, ledger: Ledger, exchange: Exchange, watch: MarketWatch, tracker: OrderTracker, brake: Brake
    ) -> None:
        self._ledger = ledger
        self._exchange = exchange
        self._watch = watch
        self._tracker = tracker
        self._brake = brake
        self._evaluator = Evaluator(exchange, watch)
        self._retries: dict[str, _Retry] = {}

    def next_close(self, state: StrategyState, now: int) -> int:
        """Close time of the candle that a watched strategy is to evaluate next, were it only for the time."""
        first = self._ledger.agenda.first_closes[state.id]
        return first if first > now else state.parameters.timeframe.open_at(now)

    def next_looks(self, states: Iterable[StrategyState], now: int) -> list[int]:
        """When to look at that candle of each: once it is published, or again after a look in vain."""
        delay = self._exchange.candle_delay
        times = []
        for state in states:
            close_time = self.next_close(state, now)
            retry = self._retries.get(state.id)
            times.append(retry.at if retry is not None and retry.close_time == close_time else close_time + delay)
        return times

    def forget(self, strategy_id: str) -> None:
        """A strategy is gone."""
        self._retries.pop(strategy_id, None)

    def may_any_be_due(self) -> bool:
        """Whether it can be that a candle of any strategy is due; mostly none is, which is soon said."""
        first = min(self._ledger.agenda.first_closes.values(), default=None)
        return first is not None and (first <= self._watch.now() or self._watch.is_time_old)

    def may_be_due(self, state: StrategyState) -> bool:
        """Whether a candle has closed that has no outcome yet, as far as the clock is still good for saying so."""
        if self._brake.stops(state.id):
            return False
        return self._is_due(state, self._watch.now()) or self._watch.is_time_old

    def _is_due(self, state: StrategyState, now: int) -> bool:
        if now < self._ledger.agenda.first_closes[state.id]:
            return False
        return state.parameters.timeframe.open_at(now) <= now - self._exchange.candle_delay

    async def evaluate_if_due(self, state: StrategyState) -> None:
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
        if missed := (close_time - self._ledger.agenda.first_closes[state.id]) // frame.length:
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
        outcome = await self._evaluator.evaluate(state, candle, self._ledger.portfolio)
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
            await self._tracker.drop(state.id, state.active_book, order, LATE)
        elif self._brake.stops(state.id):
            await self._tracker.drop(state.id, state.active_book, order, STOPPED)
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
