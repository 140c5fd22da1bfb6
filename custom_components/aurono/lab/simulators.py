"""Who can run a simulation; all give the same log."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Protocol

from ..engine.candle import Candle
from ..engine.market import MarketRules
from ..engine.simulation import Evaluated, LogEntry, simulate as simulate_plainly
from ..engine.strategy import RuleStrategy


class Simulator(Protocol):
    """Runs a strategy over closed candles; the arguments and errors are those of ``engine.simulation.simulate``."""

    def __call__(
        self,
        strategy: RuleStrategy,
        rules: MarketRules,
        candles: Iterable[Candle],
        slippage: Decimal,
        *,
        evaluated: bool,
    ) -> Iterator[LogEntry]:
        """The log; without ``evaluated`` it has no entries of that kind."""


def plain(
    strategy: RuleStrategy, rules: MarketRules, candles: Iterable[Candle], slippage: Decimal, *, evaluated: bool
) -> Iterator[LogEntry]:
    """The engine itself, on every candle."""
    for entry in simulate_plainly(strategy, rules, candles, slippage):
        if evaluated or not isinstance(entry, Evaluated):
            yield entry


def fast(
    strategy: RuleStrategy, rules: MarketRules, candles: Iterable[Candle], slippage: Decimal, *, evaluated: bool
) -> Iterator[LogEntry]:
    """The fast simulator; the engine where there is too little to skip. numpy is loaded when it is first needed."""
    rows = tuple(candles)
    if len(rows) < _FEW:
        return plain(strategy, rules, rows, slippage, evaluated=evaluated)
    from .fast import simulate  # noqa: PLC0415 - see above

    return simulate(strategy, rules, rows, slippage, evaluated=evaluated)


_FEW = 100
"""Fewer candles than this the engine has decided before the columns are ready."""

SIMULATORS: Mapping[str, Simulator] = {"fast": fast, "plain": plain}
