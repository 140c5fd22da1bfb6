from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.market import Pair, SignificantDigits, Tick

from .build import number, rules
from .test_numbers import decimals, positive_decimals, steps


def significant_step(value: Fraction, digits: int) -> Fraction:
    """The value of the last of so many significant digits, counted out."""
    power = 0
    while value >= 10:
        value, power = value / 10, power + 1
    while value < 1:
        value, power = value * 10, power - 1
    return Fraction(10) ** (power - digits + 1)


@given(positive_decimals, positive_decimals, st.integers(min_value=1, max_value=40))
def test_given_any_quotient_when_put_on_significant_digits_then_it_equals_the_exact_rounding(
    numerator: Decimal, denominator: Decimal, digits: int
) -> None:
    exact = Fraction(numerator) / Fraction(denominator)
    step = significant_step(exact, digits)
    grid = SignificantDigits(digits)

    assert Fraction(grid.down(numerator, denominator)) == floor(exact / step) * step
    assert Fraction(grid.up(numerator, denominator)) == ceil(exact / step) * step


@pytest.mark.parametrize(
    ("value", "down", "up"),
    [
        ("99999.5", "99999", "100000"),
        ("123456", "123450", "123460"),
        ("0.00012345678", "0.00012345", "0.00012346"),
        ("1.00000001", "1", "1.0001"),
        ("117", "117", "117"),
        ("0", "0", "0"),
    ],
)
def test_given_a_price_when_five_digits_count_then_it_goes_to_its_neighbours_on_that_grid(
    value: str, down: str, up: str
) -> None:
    grid = SignificantDigits(5)

    assert (grid.down(number(value)), grid.up(number(value))) == (number(down), number(up))


@given(decimals, positive_decimals, steps)
def test_given_any_quotient_when_put_on_a_tick_then_it_equals_the_exact_rounding(
    numerator: Decimal, denominator: Decimal, step: Decimal
) -> None:
    ticks = Fraction(numerator) / Fraction(denominator) / Fraction(step)

    assert Fraction(Tick(step).down(numerator, denominator)) == floor(ticks) * Fraction(step)
    assert Fraction(Tick(step).up(numerator, denominator)) == ceil(ticks) * Fraction(step)


def test_given_a_pair_as_text_when_read_and_written_then_it_is_the_same() -> None:
    assert str(Pair.parse("1INCH/EUR")) == "1INCH/EUR"


@pytest.mark.parametrize("text", ["SOL", "SOL/", "/EUR", "SOL/EUR/X", "SO L/EUR", "SÖL/EUR", "EUR/EUR", "", "SOL-EUR"])
def test_given_no_pair_when_read_then_it_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="pair"):
        Pair.parse(text)


@pytest.mark.parametrize(
    "change",
    [
        {"price_step": "0"},
        {"price_step": None, "price_digits": 0},
        {"price_step": None, "price_digits": 41},
        {"amount_step": "0"},
        {"settlement_step": "0"},
        {"min_amount": "-1"},
        {"min_cost": "-1"},
        {"taker_fee": "1"},
        {"taker_fee": "-0.1"},
        {"maker_fee": "-1"},
        {"maker_fee": "1"},
    ],
)
def test_given_a_rule_without_meaning_then_there_is_no_such_market(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must|fees"):
        rules(**change)


@pytest.mark.parametrize(
    ("settlement_step", "up", "down"), [("0.01", "20.26", "20.25"), (None, "20.257771824225", "20.257771824224")]
)
def test_given_computed_money_then_it_goes_to_the_settlement_step_or_to_twelve_decimals(
    settlement_step: str | None, up: str, down: str
) -> None:
    market = rules(settlement_step=settlement_step)

    assert market.money_up(number("20.2577718242248")) == number(up)
    assert market.money_down(number("20.2577718242248")) == number(down)


@pytest.mark.parametrize(
    ("amount", "limit", "small"),
    [("1", "5", False), ("1", "4.99", True), ("0.49", "100", True), ("0.5", "10", False), ("0", "10", True)],
)
def test_given_minimums_then_an_order_is_too_small_below_either_and_not_at_them(
    amount: str, limit: str, small: bool
) -> None:
    assert rules(min_amount="0.5", min_cost="5").is_too_small(number(amount), number(limit)) is small


@pytest.mark.parametrize(("amount", "limit"), [("0", "1"), ("1", "0")])
def test_given_no_minimums_then_an_order_of_nothing_is_still_too_small(amount: str, limit: str) -> None:
    assert rules(min_cost="0").is_too_small(number(amount), number(limit))
