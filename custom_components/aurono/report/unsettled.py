"""Candles that closed in a period and have no outcome yet, though their time is over.

A report that is due is made as soon as the house is back, which may be before the trader has written down what it
missed, or before an exchange that does not answer lets it.
"""

from collections.abc import Iterable, Mapping

from ..engine.events import Evaluated
from ..engine.portfolio import Portfolio, StrategyState
from ..engine.reason import Reason
from ..engine.strategy import Mode
from .period import Period


def unsettled(portfolio: Portfolio, settled: Mapping[str, int], period: Period, now: int) -> tuple[Evaluated, ...]:
    """The outcomes that candles of the period will have, as the trader will write them (SEMANTICS section 4).

    ``settled`` is, by strategy, the close time of the last candle with an outcome; ``now`` and it are UTC ms.
    """
    return tuple(
        outcome
        for state in portfolio.strategies.values()
        if not portfolio.stopped and state.mode is not Mode.PAUSED
        for outcome in _outcomes(
            state, max(portfolio.watched_until(state.id), settled.get(state.id, 0), period.start - 1), period, now
        )
    )


def _outcomes(state: StrategyState, after: int, period: Period, now: int) -> Iterable[Evaluated]:
    """Those of candles that closed after a time: only of the last one that closed at all the grace may not be over."""
    frame = state.parameters.timeframe
    newest = frame.open_at(now)
    closes = range(frame.next_close(after), min(newest + 1, period.end), frame.length)
    missed = [close for close in closes if close < newest]

    def outcome(reason: Reason, close: int, count: int) -> Evaluated:
        return Evaluated(
            now, state.id, state.active_book, state.version, frame, close - frame.length, reason, count=count
        )

    if missed:
        yield outcome(Reason.MISSED_OFFLINE, missed[-1], len(missed))
    if newest in closes and now > newest + frame.grace:
        yield outcome(Reason.TOO_LATE, newest, 1)
