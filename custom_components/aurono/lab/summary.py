"""What a simulation came to: one exact record from its candles and its log.

Definitions, which the panel shares; money is quote, exact unless a rounding is named, percents are rounded half-even to
12 decimals:

- **Price**: the close of the last valid candle. **Value**: free and reserved capital + position × price; without any
  valid candle the position counts as its cost. **Invested**: allocated capital + cost of the starting position.
  **Profit**: value − invested, which is realized + unrealized. **Profit percent**: of the allocated capital, as in the
  books; None without capital.
- **Equity curve**: the value at the close of each valid candle, after the fills within it. **Drawdown**: by how many
  percent of the highest value before it the curve was ever lower; 0 if it never was.
- **Capital used**: the most that the rule ever had tied up: what its buys paid and reserved less what its sells
  received, up to that moment; without reinvesting, also cost of the position + reservation. **Capital wanted**: the
  same for the rule with capital that never runs out. It is the smallest capital with which no buy is refused for want
  of capital, so a strategy is safe in this sense if it was allocated at least that.
- **Streak**: the most filled buys in a row without a filled sell between them, and the other way round.
- **Buy and hold**, **monthly**: as ``engine.benchmarks``, over the valid candles.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from ..engine.benchmarks import Moment, buy_and_hold, buy_monthly, month_of
from ..engine.candle import Candle, derive_candles
from ..engine.curve import Drawdown
from ..engine.market import MarketRules
from ..engine.numbers import HUNDRED, ONE, ZERO, exactly, quotient_half_even
from ..engine.reason import Reason, Side
from ..engine.simulation import Evaluated, Filled, Final, LogEntry, Planned
from ..engine.strategy import RuleStrategy
from ..engine.timeframe import Timeframe

_MORE = 10**6
"""Factor by which the capital grows until it never runs out."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the invested money; None as percent without capital."""

    end_value: Decimal
    profit: Decimal
    profit_percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A simulation in figures, as the module defines them.

    ``candles`` were evaluated, the first opened at ``start`` and the last closed at ``end`` (ms, None without any).
    ``reasons`` counts the outcomes, in the order of the checks. ``drawdown`` is percent.
    """

    candles: int
    start: int | None
    end: int | None
    price: Decimal | None
    invested: Decimal
    result: Result
    fees: Decimal
    trades: int
    buys: int
    sells: int
    reasons: Mapping[Reason, int]
    drawdown: Decimal
    capital_used: Decimal
    capital_wanted: Decimal
    is_safe: bool
    buy_streak: int
    sell_streak: int
    buy_and_hold: Result
    monthly: Result


@dataclass(frozen=True, slots=True)
class Point:
    """The value of a strategy at the close of a candle (``time``, ms)."""

    time: int
    value: Decimal


def simulate_and_summarize(
    strategy: RuleStrategy, rules: MarketRules, candles: Iterable[Candle], slippage: Decimal = ZERO
) -> tuple[tuple[LogEntry, ...], Summary]:
    """The complete log and its summary; the arguments and errors are those of ``engine.simulation.simulate``."""
    rows = candles_of(strategy, tuple(candles))
    from .fast import prepare, run  # noqa: PLC0415 - numpy is slow to load and seldom needed

    table = prepare(rows, strategy.timeframe.length)

    def simulated(rule: RuleStrategy) -> tuple[LogEntry, ...]:
        return tuple(run(rule, rules, table, slippage))

    log = simulated(strategy)
    return log, summarize(strategy, rules, rows, log, unlimited_log(strategy, log, simulated))


def candles_of(strategy: RuleStrategy, rows: Sequence[Candle]) -> Sequence[Candle]:
    """The candles that the strategy evaluates: the rows, or for weeks what is derived from these days."""
    return derive_candles(rows, Timeframe.D1, Timeframe.W1) if strategy.timeframe is Timeframe.W1 else rows


def unlimited_log(
    strategy: RuleStrategy, log: Sequence[LogEntry], run: Callable[[RuleStrategy], Sequence[LogEntry]]
) -> Sequence[LogEntry]:
    """The complete log of the rule with capital that never runs out; ``log`` itself if it did not."""
    capital = strategy.allocated_capital
    while any(isinstance(entry, Evaluated) and entry.reason is Reason.CAPITAL_INSUFFICIENT for entry in log):
        capital = max(capital, ONE) * _MORE
        log = run(replace(strategy, allocated_capital=capital))
    return log


@exactly
def summarize(
    strategy: RuleStrategy,
    rules: MarketRules,
    candles: Sequence[Candle],
    log: Sequence[LogEntry],
    unlimited: Sequence[LogEntry],
) -> Summary:
    """Sum up a complete log, evaluations included, over the candles that were evaluated.

    ``unlimited`` is the log of the same rule with capital that never ran out, as :func:`unlimited_log` gives it.
    """
    final = log[-1]
    assert isinstance(final, Final)
    price = next((candle.close for candle in reversed(candles) if candle.is_valid), None)
    worth = final.cost if price is None else final.position * price
    sides = [entry.side for entry in log if isinstance(entry, Filled)]
    reasons = Counter(entry.reason for entry in log if isinstance(entry, Evaluated))
    wanted = capital_needed(strategy, unlimited)
    valid = [candle for candle in candles if candle.is_valid]
    return Summary(
        candles=len(candles),
        start=candles[0].open_time if candles else None,
        end=candles[-1].open_time + strategy.timeframe.length if candles else None,
        price=price,
        invested=_invested(strategy),
        result=_result(strategy, final.free + final.reserved + worth),
        fees=sum((entry.fee for entry in log if isinstance(entry, Filled)), ZERO),
        trades=len(sides),
        buys=sides.count(Side.BUY),
        sells=sides.count(Side.SELL),
        reasons={reason: reasons[reason] for reason in Reason if reason in reasons},
        drawdown=greatest_drawdown(point.value for point in equity_curve(strategy, candles, log)),
        capital_used=capital_needed(strategy, log),
        capital_wanted=wanted,
        is_safe=strategy.allocated_capital >= wanted,
        buy_streak=_longest_streak(sides, Side.BUY),
        sell_streak=_longest_streak(sides, Side.SELL),
        buy_and_hold=_kept(buy_and_hold, strategy, rules, valid, price),
        monthly=_kept(buy_monthly, strategy, rules, valid, price),
    )


@exactly
def equity_curve(strategy: RuleStrategy, candles: Iterable[Candle], log: Iterable[LogEntry]) -> list[Point]:
    """The value at the close of each valid candle, with the fills of a log with or without evaluations."""
    starting = strategy.starting_position
    cash, position = strategy.allocated_capital, ZERO if starting is None else starting.amount
    fills = [entry for entry in log if isinstance(entry, Filled)]
    curve, done = [], 0
    for candle in candles:
        while done < len(fills) and fills[done].time <= candle.open_time:
            fill = fills[done]
            cash += _received(fill)
            position += fill.amount if fill.side is Side.BUY else -fill.amount
            done += 1
        if candle.is_valid:
            curve.append(Point(candle.open_time + strategy.timeframe.length, cash + position * candle.close))
    return curve


def greatest_drawdown(values: Iterable[Decimal]) -> Decimal:
    """The deepest fall below the highest value before it, in percent of that; 12 decimals, half-even."""
    drawdown = Drawdown()
    for value in values:
        drawdown.note(value)
    return drawdown.percent


@exactly
def capital_needed(strategy: RuleStrategy, log: Iterable[LogEntry]) -> Decimal:
    """The most that the rule had tied up after placing a buy, over a log with or without evaluations."""
    starting = strategy.starting_position
    position, cost = (ZERO, ZERO) if starting is None else (starting.amount, starting.cost)
    spent = most = ZERO
    for entry in log:
        if isinstance(entry, Filled):
            spent -= _received(entry)
            if entry.side is Side.BUY:
                position, cost = position + entry.amount, cost - _received(entry)
            else:
                cost -= cost if entry.amount == position else quotient_half_even(cost * entry.amount, position)
                position -= entry.amount
        elif isinstance(entry, Planned) and entry.side is Side.BUY:
            most = max(most, spent + entry.reserved)
            if not strategy.reinvest_profits:
                most = max(most, cost + entry.reserved)
    return most


def _received(fill: Filled) -> Decimal:
    """What a fill brings in quote after its fee; negative for a buy."""
    gross = fill.amount * fill.price
    return -(gross + fill.fee) if fill.side is Side.BUY else gross - fill.fee


def _invested(strategy: RuleStrategy) -> Decimal:
    starting = strategy.starting_position
    return strategy.allocated_capital + (ZERO if starting is None else starting.cost)


def _result(strategy: RuleStrategy, value: Decimal) -> Result:
    profit, capital = value - _invested(strategy), strategy.allocated_capital
    return Result(value, profit, quotient_half_even(profit * HUNDRED, capital) if capital > 0 else None)


def _kept(
    benchmark: Callable[[Decimal, Decimal, Sequence[Moment], Decimal, MarketRules], Decimal | None],
    strategy: RuleStrategy,
    rules: MarketRules,
    candles: Sequence[Candle],
    price: Decimal | None,
) -> Result:
    """What a benchmark would have come to over these valid candles."""
    if price is None:
        return _result(strategy, _invested(strategy))
    starting = strategy.starting_position
    coins = ZERO if starting is None else starting.amount
    months = groupby(candles, key=lambda candle: month_of(candle.open_time))
    moments = [Moment(next(month).close, opens_month=True) for _, month in months]
    value = benchmark(strategy.allocated_capital, coins, moments, price, rules)
    assert value is not None, "from a simulation nothing is taken out"
    return _result(strategy, value)


def _longest_streak(sides: Iterable[Side], side: Side) -> int:
    return max((sum(1 for _ in run) for one, run in groupby(sides) if one is side), default=0)
