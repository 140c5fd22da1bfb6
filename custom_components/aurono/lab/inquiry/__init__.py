"""A simulation over archived prices, to be run in a process of its own.

Reading years of candles and deciding them takes seconds, with long steps in which the interpreter is not handed over:
in a thread of Home Assistant everything else would stand still meanwhile.
"""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ...engine.candle import derive_candles
from ...engine.market import MarketRules
from ...engine.simulation import Filled
from ...engine.strategy import RuleStrategy
from ...engine.timeframe import Timeframe
from ...store.archive import Archive, Series, Span
from ..summary import Summary, simulate_and_summarize

__all__ = ["Answer", "Inquiry", "answer", "candles_wanted"]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is to be simulated: a rule, over the candles of a series in a span."""

    archive: Path
    series: Series
    span: Span
    strategy: RuleStrategy
    rules: MarketRules
    slippage: Decimal


@dataclass(frozen=True, slots=True)
class Answer:
    """What it came to, and its trades."""

    summary: Summary
    fills: tuple[Filled, ...]


def candles_wanted(timeframe: Timeframe) -> Timeframe:
    """The candles that a simulation of this timeframe takes: weeks are made from days."""
    return Timeframe.D1 if timeframe is Timeframe.W1 else timeframe


def answer(inquiry: Inquiry) -> Answer | None:
    """Simulate; None where there are no candles. Raises as the archive does."""
    archive = Archive(inquiry.archive, read_only=True)
    try:
        candles = archive.candles(inquiry.series, inquiry.span)
    finally:
        archive.close()
    wanted = candles_wanted(inquiry.strategy.timeframe)
    if inquiry.series.timeframe is not wanted:
        candles = derive_candles(candles, inquiry.series.timeframe, wanted)
    if not candles:
        return None
    log, summary = simulate_and_summarize(inquiry.strategy, inquiry.rules, candles, inquiry.slippage)
    return Answer(summary, tuple(entry for entry in log if isinstance(entry, Filled)))
