"""Whether a decision was right: SEMANTICS sections 4 and 5 in rationals, against the market's true candles."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.events import Evaluated
from custom_components.aurono.engine.market import PriceGrid, Tick
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import Reference, RuleStrategy
from custom_components.aurono.engine.timeframe import MINUTE, Timeframe
from tests.engine.oracle import _rsi as rsi_of

from .audit import EXACT

if TYPE_CHECKING:
    from .simulation import Simulation

RECOVERED = "recovered"
"""Marks the outcome of an order that a restored journal did not know."""

_SLOW = 2 * MINUTE
_BEFORE_THE_CANDLE = {
    Reason.MISSED_OFFLINE,
    Reason.TOO_LATE,
    Reason.EXCHANGE_UNREACHABLE,
    Reason.CANDLE_NOT_CLOSED,
    Reason.CANDLE_MISSING,
    Reason.CANDLE_INVALID,
}
_ONLY_FOR = {
    Reason.BUY_DISABLED: Side.BUY,
    Reason.RSI_NOT_OVERSOLD: Side.BUY,
    Reason.CAPITAL_INSUFFICIENT: Side.BUY,
    Reason.SELL_DISABLED: Side.SELL,
    Reason.RSI_NOT_OVERBOUGHT: Side.SELL,
    Reason.NO_POSITION: Side.SELL,
    Reason.BELOW_COST: Side.SELL,
    Reason.MINIMUM_POSITION: Side.SELL,
    Reason.BUY: Side.BUY,
    Reason.SELL: Side.SELL,
}
_WAITING = {Reason.COOLDOWN, Reason.ORDER_OPEN, Reason.BREAKER_OPEN}
# The grace, and how stale the venue's clock may be when it is read.
LATEST = {
    Timeframe.H1: 5 * MINUTE + _SLOW,
    Timeframe.H4: 20 * MINUTE + _SLOW,
    Timeframe.D1: 60 * MINUTE + _SLOW,
    Timeframe.W1: 60 * MINUTE + _SLOW,
}
_BREAKER = 15 * MINUTE
_HUNDRED = Decimal(100)


def wrong_with(run: Simulation, event: Evaluated) -> Iterator[str]:
    """Everything that speaks against an outcome."""
    rule = run.audit.parameters[event.strategy]
    if event.detail == RECOVERED:
        return
    side = event.reason.side
    if side is not None and (late := lateness(run, event.close_time)) > LATEST[event.timeframe]:
        yield f"{event.reason} {late} ms after the candle had closed"
    if event.reason in _BEFORE_THE_CANDLE:
        return
    candles = _candles(run, rule, event)
    if candles is None:
        # It was served with other numbers than it has.
        return
    candle, reference = candles
    if candle is None or reference is None:
        yield f"{event.reason} for a candle that does not exist"
        return
    if (event.numbers.open, event.numbers.close) != (candle.open, candle.close):
        yield f"{event.reason} on {event.numbers}, the candle is {candle}"
    yield from _signal(rule, event, candle, reference)
    if side is not None or event.reason in _WAITING:
        yield from _waiting(run, rule, event)
    if side is not None:
        yield from _rsi_gate(run, rule, event)
    if side is Side.BUY:
        yield from _buy(run, rule, event, Fraction(reference))
    elif side is Side.SELL:
        yield from _sell(run, rule, event, Fraction(reference))


def lateness(run: Simulation, close_time: int) -> int:
    """Milliseconds since a close, as far as the machine can know.

    One that has no clock which counts its sleep, and whose wall clock is set at times, cannot know how long it slept.
    """
    knows = run.host.counts_sleep or {"wall_clock_jump", "boots_in_the_past"}.isdisjoint(run.faults.on)
    return (run.world.now if knows else run.venue.time_heard) - close_time


def _candles(run: Simulation, rule: RuleStrategy, event: Evaluated) -> tuple[Candle | None, Decimal | None] | None:
    """The true candle and the price that its change is measured from; None where the venue served something else."""
    tape, length = run.venue.tapes[rule.pair], event.timeframe.length
    before = event.candle - length if rule.reference is Reference.PREVIOUS_CLOSE else event.candle
    for begin, end in run.venue.misquoted[rule.pair]:
        if begin < event.close_time and end > before:
            return None
    now = run.world.now
    candle = tape.candle(event.candle, length, now)
    if candle is None or rule.reference is Reference.OPEN:
        return candle, None if candle is None else candle.open
    previous = tape.candle(before, length, now)
    return candle, None if previous is None else previous.close


def _signal(rule: RuleStrategy, event: Evaluated, candle: Candle, reference: Decimal) -> Iterator[str]:
    # In hundredths of the reference, so that nothing is divided: a decimal cannot hold every quotient.
    rise = EXACT.multiply(EXACT.subtract(candle.close, reference), _HUNDRED)
    side = None
    if rise <= EXACT.multiply(rule.buy_trigger, reference):
        side = Side.BUY
    elif rise >= EXACT.multiply(rule.sell_trigger, reference):
        side = Side.SELL
    if (event.reason is Reason.NO_SIGNAL) is not (side is None):
        change = float(rise) / float(reference)
        yield f"{event.reason} at a change of {change} % with triggers {rule.buy_trigger}, {rule.sell_trigger}"
    elif event.reason in _ONLY_FOR and _ONLY_FOR[event.reason] is not side:
        yield f"{event.reason} where the change of {float(rise) / float(reference)} % says {side}"
    run_side = side
    if run_side is Side.BUY and rule.buy_amount == 0 and event.reason is not Reason.BUY_DISABLED:
        yield f"{event.reason} though buying is switched off"


def _waiting(run: Simulation, rule: RuleStrategy, event: Evaluated) -> Iterator[str]:
    """Cooldown, open orders and breaker: whether what was waited for was there, and an order waited for it."""
    account = run.audit.accounts[event.strategy, event.book]
    numbers, reason = event.numbers, event.reason
    assert numbers.close is not None
    assert numbers.reference is not None
    buying = numbers.close < numbers.reference
    mine, other = (account.last_buy, account.last_sell) if buying else (account.last_sell, account.last_buy)
    waits = rule.cooldown >= 1 and mine is not None and event.close_time - mine <= rule.cooldown * rule.timeframe.length
    if rule.cooldown_reset and mine is not None and other is not None and other > mine:
        waits = False
    if reason is Reason.COOLDOWN and not waits:
        yield "COOLDOWN without one"
    has_open = any(
        (intent.planned.strategy, intent.planned.book) == (event.strategy, event.book)
        for intent in map(run.audit.intents.__getitem__, run.open_intents())
    )
    if reason is Reason.ORDER_OPEN and not has_open:
        yield "ORDER_OPEN without one"
    paused = account.failures >= 3 and event.time < account.last_failure + _BREAKER
    if reason is Reason.BREAKER_OPEN and not paused:
        yield f"BREAKER_OPEN after {account.failures} failures"
    if reason.side is not None:
        if waits:
            yield f"{reason} during the cooldown: the last one was at {mine}"
        if has_open:
            yield f"{reason} while an order is open"
        if paused:
            yield f"{reason} while the breaker is open"


def _rsi_gate(run: Simulation, rule: RuleStrategy, event: Evaluated) -> Iterator[str]:
    if rule.rsi_period is None or run.venue.misquoted[rule.pair]:
        return
    candles = run.venue.tapes[rule.pair].candles(rule.timeframe, event.candle, 250, run.world.now)
    rsi = rsi_of([float(candle.close) for candle in candles], rule.rsi_period)
    highest, lowest = rule.rsi_max_for_buy, rule.rsi_min_for_sell
    if event.reason is Reason.BUY and highest is not None and (rsi is None or rsi > float(highest)):
        yield f"BUY at an RSI of {rsi}"
    if event.reason is Reason.SELL and lowest is not None and (rsi is None or rsi < float(lowest)):
        yield f"SELL at an RSI of {rsi}"


def _buy(run: Simulation, rule: RuleStrategy, event: Evaluated, reference: Fraction) -> Iterator[str]:
    numbers = event.numbers
    limit, amount, ticker, reserved = numbers.limit, numbers.amount, numbers.ticker, numbers.reserved
    assert limit is not None
    assert amount is not None
    assert ticker is not None
    assert reserved is not None
    wanted = reference * (100 + Fraction(rule.buy_trigger)) / 100
    due = [_down(wanted, grid) for grid in run.venue.grids_known(rule.pair)]
    if Fraction(limit) not in due:
        yield f"a buy limit of {limit} instead of {float(due[-1])}"
    if not 0 < Fraction(amount) * Fraction(ticker) <= Fraction(rule.buy_amount):
        yield f"a buy of {amount} at {ticker} with a buy amount of {rule.buy_amount}"
    cheapest, dearest = run.venue.takers_known(run.world.now)
    gross = Fraction(amount) * Fraction(limit)
    if not gross * (1 + Fraction(cheapest)) <= Fraction(reserved) < gross * (1 + Fraction(dearest)) + Fraction(1, 100):
        yield f"a reservation of {reserved} for {amount} at {limit}"
    book = run.audit.portfolio.strategy(event.strategy).require_book(event.book)
    if reserved > book.free:
        yield f"a reservation of {reserved} with {book.free} free"
    account = run.audit.accounts[event.strategy, event.book]
    if not rule.reinvest_profits and book.cost + book.reserved + reserved > account.allocated:
        yield f"a reservation of {reserved} beside a cost of {book.cost}, of {account.allocated} allocated"


def _sell(run: Simulation, rule: RuleStrategy, event: Evaluated, reference: Fraction) -> Iterator[str]:
    limit, amount = event.numbers.limit, event.numbers.amount
    assert limit is not None
    assert amount is not None
    book = run.audit.portfolio.strategy(event.strategy).require_book(event.book)
    if not 0 < amount <= book.position:
        yield f"a sell of {amount} of {book.position}"
        return
    if Fraction(limit) < reference * (100 + Fraction(rule.sell_trigger)) / 100:
        yield f"a sell limit of {limit} below the trigger from {float(reference)}"
    cheapest, _ = run.venue.takers_known(run.world.now)
    wanted = Fraction(book.cost) * (100 + Fraction(rule.loss_protection)) / 100
    least = wanted / (Fraction(book.position) * (1 - Fraction(cheapest)))
    if Fraction(limit) < least:
        yield f"a sell limit of {limit} below the floor of {float(least)}"
    if book.position - amount < rule.minimum_position:
        yield f"a sell of {amount} leaves less than {rule.minimum_position} of {book.position}"
    ticker = event.numbers.ticker
    assert ticker is not None
    regular = Fraction(rule.sell_amount) / Fraction(ticker)
    rest = Fraction(book.position) - regular
    changing = not {"rules_changed", "rules_changed_between"}.isdisjoint(run.faults.on)
    least_cost, least_amount = (30, 1000) if changing else (5, 100)
    could_be_sold = (
        rest * Fraction(limit) >= least_cost
        and rest >= least_amount * run.venue.tapes[rule.pair].listing.unit_of_amount
    )
    if Fraction(amount) * Fraction(ticker) > Fraction(rule.sell_amount) and could_be_sold:
        yield f"a sell of {amount} at {ticker} with a sell amount of {rule.sell_amount}"


def _down(value: Fraction, grid: PriceGrid) -> Fraction:
    if isinstance(grid, Tick):
        step = Fraction(grid.step)
    else:
        power = Decimal(value.numerator).adjusted() - Decimal(value.denominator).adjusted()
        if Fraction(10) ** power > value:
            power -= 1
        step = Fraction(10) ** (power - grid.digits + 1)
    return floor(value / step) * step
