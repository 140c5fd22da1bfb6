from datetime import UTC, datetime

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.timeframe import DAY, HOUR, MINUTE, WEEK, Timeframe

from .build import START

times = st.integers(min_value=-WEEK, max_value=4_102_444_800_000)
frames = st.sampled_from(Timeframe)


@pytest.mark.parametrize(
    ("frame", "length", "grace"),
    [
        (Timeframe.H1, HOUR, 5 * MINUTE),
        (Timeframe.H4, 4 * HOUR, 20 * MINUTE),
        (Timeframe.D1, DAY, HOUR),
        (Timeframe.W1, WEEK, HOUR),
    ],
)
def test_given_a_timeframe_then_its_grace_is_a_twelfth_of_its_length_and_at_most_an_hour(
    frame: Timeframe, length: int, grace: int
) -> None:
    assert (frame.length, frame.grace) == (length, grace)


@given(frames, times)
def test_given_any_moment_then_its_candle_contains_it_and_the_one_before_is_the_last_closed(
    frame: Timeframe, time: int
) -> None:
    opened = frame.open_at(time)

    assert opened <= time < opened + frame.length
    assert frame.is_aligned(opened)
    assert frame.last_closed(time) + frame.length == opened
    assert frame.next_close(time) == opened + frame.length
    assert frame.is_aligned(time) == (opened == time)


@given(times)
def test_given_any_moment_then_its_week_opens_on_monday_midnight_utc(time: int) -> None:
    opened = datetime.fromtimestamp(Timeframe.W1.open_at(time) / 1000, UTC)

    assert (opened.weekday(), opened.hour, opened.minute, opened.second, opened.microsecond) == (0, 0, 0, 0, 0)


def test_given_the_close_of_a_candle_then_it_is_closed_and_a_millisecond_earlier_it_is_not() -> None:
    assert Timeframe.H4.last_closed(START + 4 * HOUR) == START
    assert Timeframe.H4.last_closed(START + 4 * HOUR - 1) == START - 4 * HOUR
