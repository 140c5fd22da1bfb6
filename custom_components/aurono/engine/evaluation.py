"""The decision: what one closed candle means for one strategy (SEMANTICS section 4).

Pure and in two steps, because the ticker is only read when the strategy fires: :func:`check_candle` and
:func:`decide` need the candle, :func:`plan_order` needs the ticker. The order of the checks is part of the
definition, since the first that fails gives the reason.
"""

from dataclasses import dataclass
from decimal import Decimal

from .book import Book
from .candle import Candle
from .market import MarketRules
from .numbers import HUNDRED, exactly, quotient_half_even
from .pricing import Floor, buy_amount, buy_limit, buy_reservation, floor_price, sell_amount, sell_limit
from .reason import Reason, Side
from .records import replace
from .strategy import Reference, RuleStrategy


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an outcome rests on; a number that was not reached is None.

    Prices in quote per base, ``change`` in percent, ``amount`` in base. ``required`` against ``available`` says what
    was missing where something was; ``until`` is the close time (cooldown) or moment (breaker) at which a block ends.
    Quotients are rounded half-even to 12 decimals.
    """

    open: Decimal | None = None
    close: Decimal | None = None
    reference: Decimal | None = None
    change: Decimal | None = None
    rsi: float | None = None
    floor: Decimal | None = None
    ticker: Decimal | None = None
    limit: Decimal | None = None
    amount: Decimal | None = None
    reserved: Decimal | None = None
    required: Decimal | None = None
    available: Decimal | None = None
    until: int | None = None


NO_NUMBERS = Numbers()


@dataclass(frozen=True, slots=True)
class NoTrade:
    """The evaluation ended without an order."""

    reason: Reason
    numbers: Numbers = NO_NUMBERS


@dataclass(frozen=True, slots=True)
class Signal:
    """The rule fires and nothing forbids it so far; the ticker is what is still needed."""

    side: Side
    numbers: Numbers
    reference: Decimal
    floor: Floor | None


@dataclass(frozen=True, slots=True)
class OrderPlan:
    """An order to be sent: price, amount in base and what it holds back (quote for a buy, base for a sell)."""

    side: Side
    limit: Decimal
    amount: Decimal
    reserved: Decimal
    numbers: Numbers

    @property
    def reason(self) -> Reason:
        """The outcome that places this order."""
        return Reason.BUY if self.side is Side.BUY else Reason.SELL


@dataclass(frozen=True, slots=True)
class ClosedCandle:
    """A candle that passed layer 2, with the price that its change is measured from."""

    candle: Candle
    reference: Decimal


def check_candle(
    strategy: RuleStrategy, candle: Candle | None, previous: Candle | None, *, close_time: int, exchange_time: int
) -> ClosedCandle | NoTrade:
    """Layer 2: is there a closed, valid candle, and with ``previous_close`` a valid one just before it?"""
    if close_time > exchange_time:
        return NoTrade(Reason.CANDLE_NOT_CLOSED, Numbers(until=close_time))
    needs_previous = strategy.reference is Reference.PREVIOUS_CLOSE
    if candle is None or (needs_previous and previous is None):
        return NoTrade(Reason.CANDLE_MISSING)
    if not candle.is_valid:
        return NoTrade(Reason.CANDLE_INVALID, Numbers(open=candle.open, close=candle.close))
    if not needs_previous:
        return ClosedCandle(candle, candle.open)
    assert previous is not None
    if not previous.is_valid:
        seen = Numbers(open=candle.open, close=candle.close, reference=previous.close)
        return NoTrade(Reason.CANDLE_INVALID, seen)
    return ClosedCandle(candle, previous.close)


@exactly
def firing_side(strategy: RuleStrategy, closed: ClosedCandle) -> Side | None:
    """Which trigger the change meets, equality included; compared as products, since no quotient decides."""
    rise = (closed.candle.close - closed.reference) * HUNDRED
    if rise <= strategy.buy_trigger * closed.reference:
        return Side.BUY
    if rise >= strategy.sell_trigger * closed.reference:
        return Side.SELL
    return None


@exactly
def decide(
    strategy: RuleStrategy,
    rules: MarketRules,
    book: Book,
    closed: ClosedCandle,
    *,
    close_time: int,
    rsi: float | None,
    now: int,
) -> Signal | NoTrade:
    """Layer 3 up to the ticker; ``rsi`` is that of the closes up to this one, ``now`` the evaluation's moment (ms)."""
    close, reference = closed.candle.close, closed.reference
    numbers = Numbers(
        open=closed.candle.open,
        close=close,
        reference=reference,
        change=quotient_half_even((close - reference) * HUNDRED, reference),
        rsi=rsi,
    )
    side = firing_side(strategy, closed)
    if side is None:
        return NoTrade(Reason.NO_SIGNAL, numbers)
    if (side is Side.BUY and strategy.buy_amount == 0) or (side is Side.SELL and strategy.sell_amount == 0):
        return NoTrade(Reason.BUY_DISABLED if side is Side.BUY else Reason.SELL_DISABLED, numbers)
    if not _rsi_allows(strategy, side, rsi):
        return NoTrade(Reason.RSI_NOT_OVERSOLD if side is Side.BUY else Reason.RSI_NOT_OVERBOUGHT, numbers)
    if (waits_until := cooldown_until(strategy, book, side)) is not None and close_time <= waits_until:
        return NoTrade(Reason.COOLDOWN, replace(numbers, until=waits_until))
    if book.orders:
        return NoTrade(Reason.ORDER_OPEN, numbers)
    if (pause_ends := book.breaker_open_until) is not None and now < pause_ends:
        return NoTrade(Reason.BREAKER_OPEN, replace(numbers, until=pause_ends))
    if side is Side.BUY:
        return Signal(side, numbers, reference, None)
    if book.position == 0:
        return NoTrade(Reason.NO_POSITION, numbers)
    floor = floor_price(strategy, rules, book)
    numbers = replace(numbers, floor=floor.shown)
    if floor.is_above(close):
        return NoTrade(Reason.BELOW_COST, numbers)
    return Signal(side, numbers, reference, floor)


def _rsi_allows(strategy: RuleStrategy, side: Side, rsi: float | None) -> bool:
    """Compared as doubles; a missing RSI opens no gate."""
    if side is Side.BUY:
        return strategy.rsi_max_for_buy is None or (rsi is not None and rsi <= float(strategy.rsi_max_for_buy))
    return strategy.rsi_min_for_sell is None or (rsi is not None and rsi >= float(strategy.rsi_min_for_sell))


def cooldown_until(strategy: RuleStrategy, book: Book, side: Side) -> int | None:
    """Close time of the last candle that the cooldown blocks for this side; None where nothing waits."""
    last, other = (book.last_buy, book.last_sell) if side is Side.BUY else (book.last_sell, book.last_buy)
    if strategy.cooldown == 0 or last is None:
        return None
    if strategy.cooldown_reset and other is not None and other > last:
        return None
    return last + strategy.cooldown * strategy.timeframe.length


@exactly
def plan_order(
    strategy: RuleStrategy,
    rules: MarketRules,
    book: Book,
    signal: Signal,
    *,
    ticker: Decimal | None,
    balance: Decimal | None = None,
) -> OrderPlan | NoTrade:
    """Layer 3 from the ticker on.

    ``balance`` is what is available on the exchange (quote for a buy, base for a sell); None in shadow, where it is
    not looked at.
    """
    if ticker is None or ticker <= 0:
        return NoTrade(Reason.TICKER_UNAVAILABLE, signal.numbers)
    if signal.side is Side.BUY:
        return _plan_buy(strategy, rules, book, signal, ticker, balance)
    return _plan_sell(strategy, rules, book, signal, ticker, balance)


def _plan_buy(
    strategy: RuleStrategy, rules: MarketRules, book: Book, signal: Signal, ticker: Decimal, balance: Decimal | None
) -> OrderPlan | NoTrade:
    limit = buy_limit(strategy, rules, signal.reference)
    amount = buy_amount(strategy, rules, ticker)
    numbers = replace(signal.numbers, ticker=ticker, limit=limit, amount=amount)
    if rules.is_too_small(amount, limit):
        return NoTrade(Reason.BELOW_MINIMUM, numbers)
    reserved = buy_reservation(rules, amount, limit)
    numbers = replace(numbers, reserved=reserved)
    if reserved > book.free:
        return NoTrade(Reason.CAPITAL_INSUFFICIENT, replace(numbers, required=reserved, available=book.free))
    if not strategy.reinvest_profits:
        room = book.allocated - book.cost - book.reserved
        if reserved > room:
            return NoTrade(Reason.CAPITAL_INSUFFICIENT, replace(numbers, required=reserved, available=room))
    if balance is not None and reserved > balance:
        return NoTrade(Reason.BALANCE_INSUFFICIENT, replace(numbers, required=reserved, available=balance))
    return OrderPlan(Side.BUY, limit, amount, reserved, numbers)


def _plan_sell(
    strategy: RuleStrategy, rules: MarketRules, book: Book, signal: Signal, ticker: Decimal, balance: Decimal | None
) -> OrderPlan | NoTrade:
    assert signal.floor is not None
    limit = sell_limit(strategy, rules, signal.reference, signal.floor)
    amount = sell_amount(strategy, rules, book, ticker, limit)
    numbers = replace(signal.numbers, ticker=ticker, limit=limit, amount=amount, reserved=amount)
    if book.position - amount < strategy.minimum_position:
        keeps = replace(numbers, required=strategy.minimum_position, available=book.position - amount)
        return NoTrade(Reason.MINIMUM_POSITION, keeps)
    if rules.is_too_small(amount, limit):
        return NoTrade(Reason.BELOW_MINIMUM, numbers)
    if balance is not None and amount > balance:
        return NoTrade(Reason.BALANCE_INSUFFICIENT, replace(numbers, required=amount, available=balance))
    return OrderPlan(Side.SELL, limit, amount, amount, numbers)
