"""The simulation: a rule run over history with only what was known at each close (SEMANTICS section 9).

It is the engine that trades: the same checks, prices, amounts and books. Only the fills are made up here, from the
candles that follow an order. The log entries have their fields in the order of SEMANTICS section 13.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from .book import Book
from .candle import Candle, derive_candles
from .evaluation import NoTrade, OrderPlan, check_candle, decide, firing_side, plan_order
from .indicators import GateCloses
from .market import MarketRules
from .numbers import HUNDRED, ZERO, exactly
from .open_book import OpenBook
from .order import Fill, Order
from .pricing import simulated_fee
from .reason import Reason, Side
from .strategy import RuleStrategy
from .timeframe import Timeframe


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The outcome of one candle at its close (``time``, ms); ``candle`` is its open time."""

    time: int
    candle: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Planned:
    """An order was submitted; orders are numbered from 1. ``reserved`` is quote for a buy, base for a sell."""

    time: int
    order: int
    side: Side
    limit: Decimal
    amount: Decimal
    reserved: Decimal


@dataclass(frozen=True, slots=True)
class Filled:
    """An order was filled whole within the candle that opened at ``time``; ``fee`` is quote."""

    time: int
    order: int
    side: Side
    price: Decimal
    amount: Decimal
    fee: Decimal


@dataclass(frozen=True, slots=True)
class Expired:
    """An order reached the end of its life unfilled."""

    time: int
    order: int


@dataclass(frozen=True, slots=True)
class Final:
    """The books after the last candle. ``last_close`` is its close, as it stands; None without candles."""

    free: Decimal
    reserved: Decimal
    position: Decimal
    reserved_position: Decimal
    cost: Decimal
    realized: Decimal
    trades: int
    open_orders: int
    last_close: Decimal | None


type LogEntry = Evaluated | Planned | Filled | Expired | Final


def simulate(
    strategy: RuleStrategy, rules: MarketRules, candles: Iterable[Candle], slippage: Decimal = ZERO
) -> Iterator[LogEntry]:
    """Run one version of a strategy over closed candles; the last entry is the Final one.

    The candles rise in time and are the strategy's own, except that weeks are derived here from daily ones.
    ``slippage`` is percent, 0 ≤ s < 100. Raises ValueError for candles that do not rise.
    """
    simulation = Simulation(strategy, rules, slippage)
    rows = tuple(candles)
    if any(later.open_time <= earlier.open_time for earlier, later in pairwise(rows)):
        raise ValueError("the candles of a simulation must rise in time")
    if strategy.timeframe is Timeframe.W1:
        rows = derive_candles(rows, Timeframe.D1, Timeframe.W1)
    for candle in rows:
        yield from simulation.step(candle)
    yield simulation.final()


class Simulation:
    """A simulation under way. Hand it every closed candle of the strategy's timeframe in rising order."""

    def __init__(self, strategy: RuleStrategy, rules: MarketRules, slippage: Decimal = ZERO) -> None:
        """Open the books. Raises ValueError unless 0 ≤ slippage < 100 (percent)."""
        if not 0 <= slippage < HUNDRED:
            raise ValueError(f"slippage is 0 to less than 100 percent, not {slippage}")
        self.book = Book.opened(strategy.allocated_capital, strategy.starting_position)
        self._strategy = strategy
        self._rules = rules
        self._slippage = slippage
        self._length = strategy.timeframe.length
        self._orders = 0
        self._last: Candle | None = None
        self._closes = GateCloses()

    def step(self, candle: Candle) -> list[LogEntry]:
        """What the next candle brings: first to the resting order, if any, then by its evaluation."""
        settled = [entry for order in self.book.orders if (entry := self._settle(order, candle)) is not None]
        evaluated = self._evaluate(candle)
        self._last = candle
        return [*settled, *evaluated]

    def final(self) -> Final:
        """The books as they stand."""
        book = self.book
        return Final(
            free=book.free,
            reserved=book.reserved,
            position=book.position,
            reserved_position=book.reserved_position,
            cost=book.cost,
            realized=book.realized,
            trades=book.trades,
            open_orders=len(book.orders),
            last_close=None if self._last is None else self._last.close,
        )

    def _settle(self, order: Order, candle: Candle) -> Filled | Expired | None:
        """Fill the resting order in this candle, or end it, or leave it."""
        close_time = candle.open_time + self._length
        price = self._fill_price(order, candle, close_time)
        if price is not None:
            rate, buying = self._rules.taker_fee, order.side is Side.BUY
            fee = simulated_fee(self._rules, order.amount, price, rate, buying=buying)
            fill = Fill(order.id, candle.open_time, price, order.amount, fee, order.pair.quote)
            self.book = self.book.after(OpenBook.fill, order.id, fill).after(OpenBook.end, order.id)
            return Filled(candle.open_time, int(order.id), order.side, price, order.amount, fee)
        if order.life_ends <= close_time:
            self.book = self.book.after(OpenBook.end, order.id)
            return Expired(order.life_ends, int(order.id))
        return None

    def _fill_price(self, order: Order, candle: Candle, close_time: int) -> Decimal | None:
        """The slipped open if at or better than the limit, else the limit if a candle within the life reaches it."""
        if not candle.is_valid:
            return None
        if candle.open_time < order.life_ends:
            price = slipped_price(self._rules, order.side, candle.open, self._slippage)
            if price <= order.limit if order.side is Side.BUY else price >= order.limit:
                return price
        reached = candle.low <= order.limit if order.side is Side.BUY else candle.high >= order.limit
        return order.limit if reached and close_time <= order.life_ends else None

    def _evaluate(self, candle: Candle) -> list[LogEntry]:
        close_time = candle.open_time + self._length
        if self._strategy.needs_rsi:
            self._closes.add(candle)
        outcome = self._decide(candle, close_time)
        evaluated = Evaluated(close_time, candle.open_time, outcome.reason)
        if isinstance(outcome, NoTrade):
            return [evaluated]
        self._orders += 1
        order = Order(
            id=str(self._orders),
            version=1,
            pair=self._strategy.pair,
            side=outcome.side,
            limit=outcome.limit,
            amount=outcome.amount,
            reserved=outcome.reserved,
            candle_close=close_time,
            submitted_at=close_time,
            life_ends=close_time + self._strategy.order_life,
        )
        self.book = self.book.after(OpenBook.plan, order)
        planned = Planned(close_time, self._orders, order.side, order.limit, order.amount, order.reserved)
        return [evaluated, planned]

    def _decide(self, candle: Candle, close_time: int) -> NoTrade | OrderPlan:
        """The evaluation of section 4 with everything on time and the close as the ticker."""
        strategy, rules, book, last = self._strategy, self._rules, self.book, self._last
        previous = last if last is not None and last.open_time == candle.open_time - self._length else None
        closed = check_candle(strategy, candle, previous, close_time=close_time, exchange_time=close_time)
        if isinstance(closed, NoTrade):
            return closed
        if firing_side(strategy, closed) is None:
            return _NO_SIGNAL
        rsi = None
        if strategy.needs_rsi and strategy.rsi_period is not None:
            rsi = self._closes.rsi(strategy.rsi_period)
        signal = decide(strategy, rules, book, closed, close_time=close_time, rsi=rsi, now=close_time)
        if isinstance(signal, NoTrade):
            return signal
        return plan_order(strategy, rules, book, signal, ticker=candle.close)


_NO_SIGNAL = NoTrade(Reason.NO_SIGNAL)


@exactly
def slipped_price(rules: MarketRules, side: Side, price: Decimal, slippage: Decimal) -> Decimal:
    """A market price made worse by the slippage (percent) and rounded to the price step, to the worse side again."""
    if side is Side.BUY:
        return rules.price_grid.up(price * (HUNDRED + slippage), HUNDRED)
    return rules.price_grid.down(price * (HUNDRED - slippage), HUNDRED)
