"""Days and weeks of the home, and the moments at which their reports are due: the clocks may change in between."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from custom_components.aurono.engine.timeframe import DAY, HOUR
from custom_components.aurono.report.period import PeriodKind, Slot, last_period

from .sample import AMSTERDAM

SPRING, AUTUMN = "2026-03-29", "2026-10-25"
"""The Sundays on which the clocks of Amsterdam change."""


def at(text: str, zone: ZoneInfo = AMSTERDAM) -> int:
    """A local moment as UTC milliseconds."""
    return round(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp() * 1000)


@pytest.mark.parametrize(("day", "after", "hours"), [(SPRING, "2026-03-30", 23), (AUTUMN, "2026-10-26", 25)])
def test_given_a_day_on_which_the_clocks_change_then_it_is_one_day(day: str, after: str, hours: int) -> None:
    period = last_period(PeriodKind.DAILY, at(f"{after}T08:00"), AMSTERDAM)

    assert (period.start, period.end) == (at(f"{day}T00:00"), at(f"{after}T00:00"))
    assert period.end - period.start == hours * HOUR


@pytest.mark.parametrize(("monday", "hours"), [("2026-03-30", 7 * 24 - 1), ("2026-10-26", 7 * 24 + 1)])
def test_given_a_week_in_which_the_clocks_change_then_it_is_seven_days(monday: str, hours: int) -> None:
    period = last_period(PeriodKind.WEEKLY, at(f"{monday}T08:00"), AMSTERDAM)

    assert period.end == at(f"{monday}T00:00")
    assert period.end - period.start == hours * HOUR


def test_given_moments_of_a_day_then_the_day_before_is_told_of() -> None:
    expected = at("2026-11-25T00:00"), at("2026-11-26T00:00")
    for moment in ("2026-11-26T00:00", "2026-11-26T08:00", "2026-11-26T23:59"):
        period = last_period(PeriodKind.DAILY, at(moment), AMSTERDAM)
        assert (period.start, period.end) == expected


@pytest.mark.parametrize("weekday", range(7))
def test_given_a_weekday_then_the_week_ends_the_day_before_it(weekday: int) -> None:
    now = at("2026-11-26T08:00")

    period = last_period(PeriodKind.WEEKLY, now, AMSTERDAM, weekday)

    end = datetime.fromtimestamp(period.end / 1000, AMSTERDAM)
    assert (end.weekday(), end.hour) == (weekday, 0)
    assert now - 7 * DAY < period.end <= now


def test_given_a_home_where_midnight_is_skipped_then_its_day_begins_at_one() -> None:
    santiago = ZoneInfo("America/Santiago")
    # The clocks go from 24:00 on Saturday to 01:00 on Sunday.
    period = last_period(PeriodKind.DAILY, at("2026-09-07T08:00", santiago), santiago)

    assert period.end - period.start == 23 * HOUR
    assert datetime.fromtimestamp(period.start / 1000, santiago).hour == 1


@pytest.mark.parametrize("hour", [0, 2, 3, 8, 23])
@pytest.mark.parametrize("first", ["2026-03-25", "2026-10-21"])
def test_given_a_year_of_slots_around_the_change_then_each_day_has_one(hour: int, first: str) -> None:
    slot = Slot(PeriodKind.DAILY, hour)
    moments = [slot.next(at(f"{first}T00:00") - 1, AMSTERDAM)]
    for _ in range(10):
        moments.append(slot.next(moments[-1], AMSTERDAM))

    days = [datetime.fromtimestamp(moment / 1000, AMSTERDAM) for moment in moments]
    assert [(later.date() - earlier.date()).days for earlier, later in pairwise(days)] == [1] * 10
    # An hour that is skipped is the one after it.
    assert all(day.hour == hour or (hour == 2 and day.hour == 3) for day in days)
    assert all(slot.last(moment, AMSTERDAM) == moment for moment in moments)
    assert all(slot.last(moment - 1, AMSTERDAM) < moment for moment in moments)


def test_given_a_weekly_slot_then_it_falls_on_its_day() -> None:
    slot = Slot(PeriodKind.WEEKLY, 7, weekday=4)

    assert slot.last(at("2026-11-26T08:00"), AMSTERDAM) == at("2026-11-20T07:00")
    assert slot.next(at("2026-11-26T08:00"), AMSTERDAM) == at("2026-11-27T07:00")
