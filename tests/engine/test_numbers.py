from decimal import Context, Decimal, Inexact, localcontext
from fractions import Fraction
from math import ceil, floor

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.numbers import (
    exactly,
    parse_decimal,
    plain,
    quotient_down,
    quotient_half_even,
    quotient_up,
    round_down,
    round_half_even,
    round_up,
    total_if_known,
)

from .build import number

coefficients = st.integers(min_value=0, max_value=10**20)
places = st.integers(min_value=-8, max_value=20)
decimals = st.builds(lambda digits, exponent: number(f"{digits}e{-exponent}"), coefficients, places)
positive_decimals = decimals.filter(lambda value: value > 0)
steps = st.builds(
    lambda digits, exponent: number(f"{digits}e{exponent}"),
    st.sampled_from([1, 2, 5, 25, 3]),
    st.integers(min_value=-12, max_value=3),
)


@given(decimals, positive_decimals, steps)
def test_given_any_quotient_when_rounded_down_to_a_step_then_it_is_the_largest_multiple_below(
    numerator: Decimal, denominator: Decimal, step: Decimal
) -> None:
    oracle = floor(Fraction(numerator) / Fraction(denominator) / Fraction(step)) * Fraction(step)

    assert Fraction(quotient_down(numerator, denominator, step)) == oracle


@given(decimals, positive_decimals, steps)
def test_given_any_quotient_when_rounded_up_to_a_step_then_it_is_the_smallest_multiple_above(
    numerator: Decimal, denominator: Decimal, step: Decimal
) -> None:
    oracle = ceil(Fraction(numerator) / Fraction(denominator) / Fraction(step)) * Fraction(step)

    assert Fraction(quotient_up(numerator, denominator, step)) == oracle


@given(decimals, st.booleans(), positive_decimals, st.integers(min_value=0, max_value=15))
def test_given_any_quotient_of_any_sign_when_rounded_half_even_then_it_equals_the_exact_rounding(
    size: Decimal, negative: bool, denominator: Decimal, kept: int
) -> None:
    numerator = size.copy_negate() if negative else size
    oracle = Fraction(round(Fraction(numerator) / Fraction(denominator) * 10**kept), 10**kept)

    assert Fraction(quotient_half_even(numerator, denominator, kept)) == oracle


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_given_a_value_between_two_decimals_when_rounded_half_even_then_the_even_neighbour_wins(whole: int) -> None:
    rounded = quotient_half_even(number(2 * whole + 1), number(2), 0)

    assert int(rounded) % 2 == 0
    assert Fraction(rounded) == round(Fraction(2 * whole + 1, 2))


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.0000000000005", "0"), ("0.0000000000015", "0.000000000002"), ("-0.0000000000015", "-0.000000000002")],
)
def test_given_a_half_of_the_last_decimal_when_rounded_half_even_then_the_even_one_is_kept(
    value: str, rounded: str
) -> None:
    assert plain(round_half_even(number(value))) == rounded


def test_given_a_value_on_the_step_when_rounded_either_way_then_it_stays() -> None:
    assert round_down(number("117.05"), number("0.05")) == round_up(number("117.05"), number("0.05"))


@pytest.mark.parametrize("text", ["117.00", "1e-8", "1E+3", "-2.5", "+4", ".5", "5.", "0", "9" * 40, "1e-40"])
def test_given_a_decimal_text_when_read_then_it_is_that_number_to_the_last_digit(text: str) -> None:
    assert Fraction(parse_decimal(text)) == Fraction(text)


BAD_NUMBERS = ["", " 1", "1 ", "1\n", "1_000", "1,5", "nan", "sNaN", "inf", "-Infinity", "0x10", "٣", "abc", "9" * 41]
BAD_NUMBERS += ["1e41", "1e-41", "1e999999999999999999999"]


@pytest.mark.parametrize("text", BAD_NUMBERS)
@pytest.mark.parametrize("ambient", [Context(), Context(traps=[])])
def test_given_no_decimal_number_when_read_then_it_is_refused_whatever_the_context(text: str, ambient: Context) -> None:
    with localcontext(ambient), pytest.raises(ValueError, match=r"not a|more than 40 digits"):
        parse_decimal(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("117.00", "117"),
        ("1E+2", "100"),
        ("1e-8", "0.00000001"),
        ("-0.0", "0"),
        ("0e5", "0"),
        ("-2.50", "-2.5"),
        ("100", "100"),
        ("123456.7891", "123456.7891"),
    ],
)
def test_given_a_decimal_when_written_then_there_is_neither_exponent_nor_trailing_zero(text: str, written: str) -> None:
    assert plain(number(text)) == written


@given(st.integers(min_value=-(10**30), max_value=10**30), places)
def test_given_any_decimal_when_written_and_read_again_then_it_is_the_same_number(digits: int, exponent: int) -> None:
    value = number(f"{digits}e{-exponent}")

    assert Fraction(plain(value)) == Fraction(value)


def test_given_a_result_that_would_have_to_be_rounded_when_computed_exactly_then_it_raises() -> None:
    @exactly
    def a_third() -> Decimal:
        return Decimal(1) / Decimal(3)

    with pytest.raises(Inexact):
        a_third()


def test_given_parts_when_added_up_then_one_that_is_not_known_makes_the_sum_unknown() -> None:
    assert total_if_known([]) == 0
    assert total_if_known([number("0.1"), number("-30"), number("0.2")]) == number("-29.7")
    assert total_if_known([number("0.1"), None]) is None


def test_given_a_context_that_writes_small_letters_when_written_plainly_then_there_is_no_exponent() -> None:
    with localcontext() as context:
        context.capitals = 0
        assert plain(Decimal("1e-8")) == "0.00000001"
