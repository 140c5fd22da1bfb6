"""Which candles of a period a report counts as missed before the trader has written them down."""

from dataclasses import replace
from decimal import Decimal

import pytest

from custom_components.aurono.engine.events import BookOpened, Event, ModeChanged, StrategyAdded, TradingStopped
from custom_components.aurono.engine.portfolio import fold
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import DAY, HOUR, MINUTE, Timeframe
from custom_components.aurono.report.period import Period, PeriodKind
from custom_components.aurono.report.unsettled import unsettled

from .sample import rule

MIDNIGHT = 1_795_651_200_000
"""The UTC midnight that ends the period."""
PERIOD = Period(PeriodKind.DAILY, MIDNIGHT - DAY, MIDNIGHT)


def told(
    *events: Event, settled: int | None = None, now: int = MIDNIGHT + 8 * HOUR, frame: Timeframe = Timeframe.H4
) -> list[tuple[Reason, int, int]]:
    """Reason, candles and close of the last one, in hours from the end of the period; the strategy is 10 days old."""
    begin = MIDNIGHT - 10 * DAY
    added = StrategyAdded(begin, "dips", "Dips", Mode.SHADOW, replace(rule("SOL/EUR"), timeframe=frame))
    portfolio = fold([added, BookOpened(begin, "dips", BookKind.SHADOW, Decimal(500), None), *events])
    known = {} if settled is None else {"dips": MIDNIGHT + settled * HOUR}
    outcomes = unsettled(portfolio, known, PERIOD, now)
    return [(one.reason, one.count, (one.close_time - MIDNIGHT) // HOUR) for one in outcomes]


def test_given_candles_of_the_period_without_an_outcome_then_they_were_missed() -> None:
    # Those that close at 00:00, 04:00 ... 20:00 are of the day; the last with an outcome closed at 08:00.
    assert told(settled=-16) == [(Reason.MISSED_OFFLINE, 3, -4)]
    assert told() == [(Reason.MISSED_OFFLINE, 6, -4)]


@pytest.mark.parametrize("settled", [-4, 0, 8])
def test_given_all_candles_of_the_period_have_an_outcome_then_none_is_left(settled: int) -> None:
    assert told(settled=settled) == []


def test_given_the_last_candle_that_closed_at_all_then_it_is_too_late_only_after_its_grace() -> None:
    last = MIDNIGHT - 4 * HOUR

    assert told(settled=-8, now=last + 21 * MINUTE) == [(Reason.TOO_LATE, 1, -4)]
    assert told(settled=-8, now=last + 20 * MINUTE) == []
    assert told(settled=-12, now=last + 20 * MINUTE) == [(Reason.MISSED_OFFLINE, 1, -8)]


def test_given_a_day_that_the_candle_is_longer_than_then_it_is_missed_on_the_day_it_closed() -> None:
    assert told(frame=Timeframe.D1) == [(Reason.MISSED_OFFLINE, 1, -24)]
    # The candle of a week closes on Mondays, and the period is a Wednesday.
    assert told(frame=Timeframe.W1) == []


@pytest.mark.parametrize(
    "event", [ModeChanged(MIDNIGHT - 2 * DAY, "dips", Mode.PAUSED), TradingStopped(MIDNIGHT - 2 * DAY)]
)
def test_given_a_strategy_that_was_not_to_decide_then_nothing_was_missed(event: Event) -> None:
    assert told(event) == []


def test_given_a_strategy_that_began_within_the_period_then_what_closed_before_counts_for_nothing() -> None:
    resumed = [
        ModeChanged(MIDNIGHT - 3 * DAY, "dips", Mode.PAUSED),
        ModeChanged(MIDNIGHT - 9 * HOUR, "dips", Mode.SHADOW),
    ]

    assert told(*resumed) == [(Reason.MISSED_OFFLINE, 2, -4)]
