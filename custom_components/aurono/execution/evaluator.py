"""One evaluation: gather what the decision needs, let the engine decide, say what came of it (SEMANTICS section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..engine.candle import Candle, find_candle
from ..engine.evaluation import NO_NUMBERS, NoTrade, Numbers, OrderPlan, Signal, check_candle, decide, plan_order
from ..engine.indicators import RSI_CLOSES, GateCloses
from ..engine.market import MarketRules, Pair
from ..engine.numbers import ZERO, exactly
from ..engine.portfolio import Portfolio, StrategyState
from ..engine.reason import Reason, Side
from ..engine.strategy import BookKind, Reference
from ..engine.timeframe import SECOND
from ..exchange.history import recent_candles
from ..exchange.protocol import Balance, Exchange, Failure
from .market_watch import MarketWatch

_RETRY_PAUSES = (5 * SECOND, 10 * SECOND, 20 * SECOND, 40 * SECOND)
_MISSING_CANDLE_LOOKS = 3
_PASSING = frozenset({Reason.EXCHANGE_UNREACHABLE, Reason.CANDLE_MISSING, Reason.TICKER_UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an evaluation came to. ``plan`` is the order to place where the reason is BUY or SELL."""

    reason: Reason
    numbers: Numbers = NO_NUMBERS
    detail: str = ""
    plan: OrderPlan | None = None

    @property
    def may_pass(self) -> bool:
        """Whether another look, still within the grace, may find more than this one did."""
        return self.reason in _PASSING


def retry_at(outcome: Outcome, *, looks: int, now: int, deadline: int) -> int | None:
    """When to look again after so many looks that found nothing; None where the outcome stands.

    An exchange that does not answer is asked until the grace is over. A candle that is not there is usually an hour
    without a trade, so it is only given a moment to be published.
    """
    if not outcome.may_pass or (outcome.reason is Reason.CANDLE_MISSING and looks >= _MISSING_CANDLE_LOOKS):
        return None
    again = now + _RETRY_PAUSES[min(looks, len(_RETRY_PAUSES)) - 1]
    return again if again <= deadline else None


class Evaluator:
    """Evaluates strategies against one exchange."""

    def __init__(self, exchange: Exchange, watch: MarketWatch) -> None:
        self._exchange = exchange
        self._watch = watch

    async def evaluate(self, state: StrategyState, candle_open: int, portfolio: Portfolio) -> Outcome:
        """The outcome of one closed candle for one strategy of the portfolio; records nothing."""
        strategy = state.parameters
        close_time = candle_open + strategy.timeframe.length
        market = await self._watch.market(strategy.pair)
        if isinstance(market, Failure):
            return Outcome(Reason.EXCHANGE_UNREACHABLE, detail=market.kind.value)
        answer = await self._candles(state, candle_open)
        if isinstance(answer, Failure):
            return Outcome(Reason.EXCHANGE_UNREACHABLE, detail=answer.kind.value)
        candles, gate = answer
        now = self._watch.now()

        closed = check_candle(
            strategy,
            find_candle(candles, candle_open),
            find_candle(candles, candle_open - strategy.timeframe.length),
            close_time=close_time,
            exchange_time=now,
        )
        if isinstance(closed, NoTrade):
            return Outcome(closed.reason, closed.numbers)
        rsi = None
        if gate is not None and strategy.rsi_period is not None:
            rsi = gate.rsi(strategy.rsi_period)
        book = state.require_book(state.active_book)
        signal = decide(strategy, market.rules, book, closed, close_time=close_time, rsi=rsi, now=now)
        if isinstance(signal, NoTrade):
            return Outcome(signal.reason, signal.numbers)
        return await self._plan(state, market.rules, signal, portfolio)

    async def _candles(
        self, state: StrategyState, candle_open: int
    ) -> tuple[tuple[Candle, ...], GateCloses | None] | Failure:
        """The candle and the one before it, and the closes that the RSI gate looks back on where there is one."""
        strategy = state.parameters
        count = 2 if strategy.reference is Reference.PREVIOUS_CLOSE else 1
        if strategy.needs_rsi:
            count = RSI_CLOSES
        while True:
            candles = await recent_candles(
                self._exchange, strategy.pair, strategy.timeframe, until=candle_open, count=count
            )
            if isinstance(candles, Failure):
                return candles
            if not strategy.needs_rsi:
                return candles, None
            gate = GateCloses(candles)
            # An invalid candle enters no indicator, so an older one takes its place; a short answer is all there is.
            if len(candles) < count or len(gate) == RSI_CLOSES:
                return candles, gate
            count = RSI_CLOSES + len(candles) - len(gate)

    async def _plan(self, state: StrategyState, rules: MarketRules, signal: Signal, portfolio: Portfolio) -> Outcome:
        book = state.require_book(state.active_book)
        ticker = await self._watch.ticker(state.parameters.pair)
        balance = None
        if state.active_book is BookKind.LIVE:
            balances = await self._exchange.balances()
            if isinstance(balances, Failure):
                return Outcome(Reason.EXCHANGE_UNREACHABLE, signal.numbers, detail=balances.kind.value)
            balance = spendable(balances, portfolio, state.parameters.pair, signal.side)
        plan = plan_order(state.parameters, rules, book, signal, ticker=ticker, balance=balance)
        if isinstance(plan, NoTrade):
            return Outcome(plan.reason, plan.numbers)
        return Outcome(plan.reason, plan.numbers, plan=plan)


@exactly
def spendable(balances: Mapping[str, Balance], portfolio: Portfolio, pair: Pair, side: Side) -> Decimal:
    """What an order may take of the exchange's balance: the quote for a buy, the coin for a sell.

    The exchange already holds back what its open orders need. What we sent without hearing back it may not know of yet,
    so the reservations of those orders, of every strategy, are left untouched too.
    """
    currency = pair.quote if side is Side.BUY else pair.base
    unheard = ZERO
    for state in portfolio.strategies.values():
        for order in state.books[BookKind.LIVE].orders if BookKind.LIVE in state.books else ():
            held = order.pair.quote if order.side is Side.BUY else order.pair.base
            if order.exchange_order is None and held == currency:
                unheard += order.reserved
    known = balances.get(currency)
    return (ZERO if known is None else known.available) - unheard
