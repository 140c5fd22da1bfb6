"""Times as the outside reads them."""

from datetime import UTC, datetime

from hypothesis import given, strategies as st

from custom_components.aurono.moments import iso, milliseconds, moment

_FAR = 253_402_300_799_999
"""The last millisecond of the year 9999."""


@given(st.integers(-_FAR // 10, _FAR))
def test_given_any_time_when_made_a_moment_then_it_comes_back_exactly(time: int) -> None:
    assert milliseconds(moment(time)) == time


def test_given_a_time_when_written_then_it_names_utc_and_milliseconds_only_where_there_are_some() -> None:
    assert moment(1_767_571_200_000) == datetime(2026, 1, 5, tzinfo=UTC)
    assert iso(1_767_571_200_000) == "2026-01-05T00:00:00+00:00"
    assert iso(1_767_571_200_007) == "2026-01-05T00:00:00.007+00:00"
