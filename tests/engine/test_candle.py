from dataclasses import replace

import pytest

from custom_components.aurono.engine.candle import Candle, derive_candles, find_candle, longest_source
from custom_components.aurono.engine.timeframe import DAY, HOUR, WEEK, Timeframe

from .build import START, candle, number


def days(*offsets: int) -> list[Candle]:
    """Daily candles so many days after a Monday, each with prices of its own."""
    return [
        candle(START + day * DAY, f"{100 + day}", f"{101 + day}", high=f"{110 + day}", low=f"{90 - day}")
        for day in offsets
    ]


@pytest.mark.parametrize(
    ("opened", "high", "low", "close", "valid"),
    [
        ("10", "12", "9", "11", True),
        ("10", "10", "10", "10", True),
        ("10", "10.5", "9", "11", False),
        ("11", "10.5", "9", "10", False),
        ("10", "12", "10.5", "11", False),
        ("11", "12", "10.5", "10", False),
        ("10", "12", "0", "11", False),
        ("0", "12", "0", "11", False),
        ("10", "12", "-1", "0", False),
        ("-1", "-1", "-1", "-1", False),
    ],
)
def test_given_prices_then_a_candle_is_valid_only_if_they_are_positive_and_the_body_lies_in_the_range(
    opened: str, high: str, low: str, close: str, valid: bool
) -> None:
    assert candle(START, opened, close, high=high, low=low).is_valid is valid


def test_given_a_hole_when_a_candle_is_looked_up_then_its_neighbour_is_not_taken_for_it() -> None:
    candles = days(0, 2)

    assert find_candle(candles, START + 2 * DAY) is candles[1]
    assert find_candle(candles, START + DAY) is None


def test_given_a_whole_week_when_derived_then_it_has_first_open_highest_high_lowest_low_last_close_summed_volume() -> (
    None
):
    [week] = derive_candles(days(*range(7)), Timeframe.D1, Timeframe.W1)

    assert week == Candle(START, number(100), number(116), number(84), number(107), number(7))
    assert week.is_valid


def test_given_a_week_with_missing_days_inside_the_window_then_it_is_built_from_the_days_present() -> None:
    weeks = derive_candles(days(*range(7), 8, 9, 11, *range(14, 21)), Timeframe.D1, Timeframe.W1)

    assert [week.open_time for week in weeks] == [START, START + WEEK, START + 2 * WEEK]
    assert (weeks[1].open, weeks[1].close) == (number(108), number(112))


def test_given_a_week_without_any_day_then_it_does_not_exist() -> None:
    weeks = derive_candles(days(*range(7), *range(14, 21)), Timeframe.D1, Timeframe.W1)

    assert [week.open_time for week in weeks] == [START, START + 2 * WEEK]


@pytest.mark.parametrize(
    ("offsets", "weeks"),
    [
        (range(6), []),
        (range(1, 7), []),
        (range(-1, 7), [0]),
        (range(8), [0]),
        (range(1, 14), [1]),
        (range(13), [0]),
        ([0, 6], [0]),
        ([], []),
    ],
)
def test_given_a_window_then_its_first_and_last_week_are_used_only_if_it_holds_them_whole(
    offsets: list[int], weeks: list[int]
) -> None:
    derived = derive_candles(days(*offsets), Timeframe.D1, Timeframe.W1)

    assert [week.open_time for week in derived] == [START + week * WEEK for week in weeks]


def test_given_an_invalid_day_then_its_week_is_invalid_even_where_its_own_prices_agree() -> None:
    rows = days(*range(7))
    rows[3] = replace(rows[3], close=number(115))

    [week] = derive_candles(rows, Timeframe.D1, Timeframe.W1)

    assert 0 < week.low <= week.close <= week.high
    assert not week.is_valid


def test_given_hourly_candles_when_four_hours_are_derived_then_they_lie_on_the_utc_day() -> None:
    hours = [candle(START + hour * HOUR, "100", "100") for hour in range(3, 13)]

    derived = derive_candles(hours, Timeframe.H1, Timeframe.H4)

    assert [four.open_time for four in derived] == [START + 4 * HOUR, START + 8 * HOUR]


@pytest.mark.parametrize(("source", "target"), [(Timeframe.H4, Timeframe.H4), (Timeframe.D1, Timeframe.H4)])
def test_given_a_target_that_is_not_longer_when_derived_then_it_is_refused(
    source: Timeframe, target: Timeframe
) -> None:
    with pytest.raises(ValueError, match="cannot be derived"):
        derive_candles(days(0), source, target)


@pytest.mark.parametrize(
    ("target", "offered", "source"),
    [
        (Timeframe.H4, {Timeframe.H1, Timeframe.H4}, Timeframe.H4),
        (Timeframe.H4, {Timeframe.H1, Timeframe.D1}, Timeframe.H1),
        (Timeframe.W1, set(Timeframe), Timeframe.D1),
        (Timeframe.W1, {Timeframe.H1, Timeframe.H4}, Timeframe.H4),
        (Timeframe.H1, {Timeframe.H4, Timeframe.W1}, None),
    ],
)
def test_given_what_an_exchange_offers_then_the_longest_timeframe_that_divides_is_read_and_weeks_are_never_its_own(
    target: Timeframe, offered: set[Timeframe], source: Timeframe | None
) -> None:
    assert longest_source(target, offered) is source
