"""Spans behave as the sets of times that they stand for."""

from itertools import pairwise

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.store.spans import Span, joined, without

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 12))


def times(*parts: Span) -> set[int]:
    return {time for part in parts for time in range(part.start, part.end)}


@given(st.lists(spans, max_size=8))
def test_given_any_spans_when_joined_then_the_times_are_the_same_in_as_few_spans_as_can_be(parts: list[Span]) -> None:
    found = joined(parts)

    assert times(*found) == times(*parts)
    assert all(before.end < after.start for before, after in pairwise(found))


@given(spans, st.lists(spans, max_size=8))
def test_given_any_spans_when_taken_from_one_then_what_is_left_is_the_difference(span: Span, taken: list[Span]) -> None:
    left = without(span, taken)

    assert times(*left) == times(span) - times(*taken)
    assert all(before.end < after.start for before, after in pairwise(left))


@pytest.mark.parametrize(("start", "end"), [(1, 1), (2, 1)])
def test_given_an_empty_span_when_made_then_it_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="an empty span"):
        Span(start, end)
