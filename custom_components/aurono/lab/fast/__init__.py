"""The fast simulator: the log of ``engine.simulation.simulate``, without deciding every candle.

One vectorised pass over float columns finds the candles where the rule may fire (``prefilter``); a margin many times
the error of the floats makes sure that none is missed. Only those are decided, exactly, in scaled whole numbers
(``kernel``); between them nothing changes but a resting order, and when one is placed, the candles of its life are
looked through for its end. ``log`` turns the outcome into the engine's own entries.

Why the log is the same: a candle that triggers nothing changes no state and is NO_SIGNAL, or CANDLE_MISSING or
CANDLE_INVALID, which the columns tell; every whole number stands for exactly the decimal that the engine computes with.
That it is the same is tested against the engine on random rules, markets and candles (tests/lab/fuzz).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ...engine.candle import Candle, derive_candles
from ...engine.market import MarketRules
from ...engine.numbers import ZERO
from ...engine.reason import Reason
from ...engine.simulation import Final, LogEntry
from ...engine.strategy import RuleStrategy
from ...engine.timeframe import Timeframe
from .columns import NOT_RISING, Table, prepare
from .kernel import trace
from .log import complete_log, events_and_final, final_of

__all__ = ["Outcome", "Table", "final", "prepare", "run", "simulate", "table_for"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a simulation ends with, and how often each reason was given."""

    final: Final
    reasons: Mapping[Reason, int]


def simulate(
    strategy: RuleStrategy,
    rules: MarketRules,
    candles: Iterable[Candle],
    slippage: Decimal = ZERO,
    *,
    evaluated: bool = True,
) -> Iterator[LogEntry]:
    """Do what ``engine.simulation.simulate`` does; without ``evaluated`` the log has no entries of that kind."""
    yield from run(strategy, rules, table_for(strategy, candles), slippage, evaluated=evaluated)


def table_for(strategy: RuleStrategy, candles: Iterable[Candle]) -> Table:
    """The candles that the strategy evaluates, weeks derived from days; raises ValueError unless they rise."""
    rows = tuple(candles)
    if strategy.timeframe is not Timeframe.W1:
        return prepare(rows, strategy.timeframe.length)
    if any(later.open_time <= earlier.open_time for earlier, later in pairwise(rows)):
        raise ValueError(NOT_RISING)
    return prepare(derive_candles(rows, Timeframe.D1, Timeframe.W1), Timeframe.W1.length)


def run(
    strategy: RuleStrategy, rules: MarketRules, table: Table, slippage: Decimal = ZERO, *, evaluated: bool = True
) -> Iterator[LogEntry]:
    """The log of a strategy over a prepared table, whose candle length takes the place of the strategy's timeframe.

    ``slippage`` is percent; raises ValueError unless 0 ≤ slippage < 100.
    """
    outcome = trace(strategy, rules, table, slippage)
    return complete_log(outcome) if evaluated else events_and_final(outcome)


def final(strategy: RuleStrategy, rules: MarketRules, table: Table, slippage: Decimal = ZERO) -> Outcome:
    """The end of :func:`run` and the counts of its reasons, without making the log: for sweeps over many rules."""
    outcome = trace(strategy, rules, table, slippage)
    measured = outcome.measured
    reasons = Counter(outcome.reasons)
    reasons[Reason.CANDLE_MISSING] = measured.missing_count
    reasons[Reason.CANDLE_INVALID] = measured.invalid_count
    reasons[Reason.NO_SIGNAL] += len(table) - reasons.total()
    return Outcome(final_of(outcome), {reason: reasons[reason] for reason in Reason if reasons[reason]})
