"""The money-weighted return: worked rates, where there is none, and that it solves its equation."""

from decimal import Decimal
from fractions import Fraction
import math

from hypothesis import assume, given, strategies as st
import pytest

from custom_components.aurono.engine.returns import YEAR, Flow, Rate, money_weighted_return
from custom_components.aurono.engine.timeframe import DAY

from .build import number


def flows(*amounts: tuple[int, str]) -> list[Flow]:
    """Day and amount of each."""
    return [Flow(day * DAY, number(amount)) for day, amount in amounts]


def rate(percent: str, yearly: str | None = None) -> Rate:
    return Rate(number(percent), None if yearly is None else number(yearly))


@pytest.mark.parametrize(
    ("puts", "days", "value", "expected"),
    [
        ([(0, "100")], 10, "110", rate("10")),
        ([(0, "100")], 10, "100", rate("0")),
        ([(0, "100")], 10, "90", rate("-10")),
        ([(0, "100")], 10, "0", rate("-100")),
        # a year and two: per year as well
        ([(0, "100")], 365, "121", rate("21", "21")),
        ([(0, "100")], 730, "121", rate("21", "10")),
        ([(0, "100")], 365, "0", rate("-100", "-100")),
        # growth g: 100 g + 100 √g = 231, so √g = 1.1
        ([(0, "100"), (5, "100")], 10, "231", rate("21")),
        # taken out on the way: 200 g - 110 √g = 121, so √g = 1.1
        ([(0, "200"), (5, "-110")], 10, "121", rate("21")),
        # what comes at the end has earned nothing, what comes twice at once came together
        ([(0, "60"), (0, "40"), (10, "50")], 10, "160", rate("10")),
        ([(0, "100"), (3, "0")], 10, "110", rate("10")),
        # a third is no whole number of steps: the nearest one
        ([(0, "3")], 10, "4", rate("33.333333")),
        ([(0, "3")], 10, "5", rate("66.666667")),
    ],
)
def test_given_flows_then_the_rate_is_the_one_at_which_they_grow_to_the_value(
    puts: list[tuple[int, str]], days: int, value: str, expected: Rate
) -> None:
    assert money_weighted_return(flows(*puts), days * DAY, number(value)) == expected


@pytest.mark.parametrize(
    ("puts", "days", "value"),
    [
        ([], 10, "0"),
        ([(0, "100")], 0, "110"),  # no time passed
        ([(0, "0"), (2, "0")], 10, "0"),
        ([(0, "-5"), (2, "10")], 10, "10"),  # nothing was there that could be taken out
        ([(0, "100"), (10, "200")], 10, "150"),  # more came at the end than there is
        ([(0, "1")], 10, "1e13"),  # beyond all reason
        # all taken out after it had doubled, and brought back to lie there: 200 could never be taken at a lower rate
        ([(0, "100"), (5, "-200"), (6, "100")], 10, "100"),
    ],
)
def test_given_no_rate_or_more_than_one_then_it_is_undefined(
    puts: list[tuple[int, str]], days: int, value: str
) -> None:
    assert money_weighted_return(flows(*puts), days * DAY, number(value)) is None


@given(
    st.lists(st.tuples(st.integers(1, 700), st.integers(-50_00, 200_00)), max_size=8),
    st.integers(1, 400_00),
    st.integers(0, 900_00),
    st.integers(1, 800),
)
def test_given_any_flows_then_the_rate_solves_its_equation_in_floating_point_too(
    moves: list[tuple[int, int]], start: int, end: int, days: int
) -> None:
    puts = [Flow(0, number(f"{start}e-2"))]
    puts += [Flow(day * DAY, number(f"{cents}e-2")) for day, cents in sorted(moves) if day < days]
    found = money_weighted_return(puts, days * DAY, number(f"{end}e-2"))

    assume(found is not None and Decimal(-99) < found.period < 10**6)
    assert found is not None

    def grown(percent: float) -> float:
        growth = 1 + percent / 100
        return math.fsum(float(put.amount) * growth ** (1 - put.time / (days * DAY)) for put in puts)

    # The last decimal below and above lie on both sides of the value.
    below, above = grown(float(found.period) - 2e-6), grown(float(found.period) + 2e-6)
    slack = 1e-9 * max(1.0, abs(below), float(start))
    assert below - slack <= end / 100 <= above + slack
    assert (found.yearly is None) is (days * DAY < YEAR)


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 800))
def test_given_only_a_start_then_the_rate_is_the_growth_of_the_value(start: int, end: int, days: int) -> None:
    found = money_weighted_return([Flow(0, Decimal(start))], days * DAY, Decimal(end))

    assert found is not None
    assert abs(Fraction(found.period) - (Fraction(end, start) - 1) * 100) <= Fraction(1, 2 * 10**6)
