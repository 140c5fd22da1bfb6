"""Buying and keeping with capital that comes and goes; what a simulation's capital comes to is tested with the Lab."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, strategies as st

from custom_components.aurono.engine.benchmarks import Moment, buy_and_hold, buy_monthly
from custom_components.aurono.engine.numbers import ZERO

from .build import number, rules

MARKET = rules(amount_step="0.1", taker_fee="0")


def moment(close: str, capital: str = "0", coins: str = "0", *, month: bool = False) -> Moment:
    return Moment(number(close), number(capital), number(coins), month)


def test_given_capital_that_comes_later_then_it_buys_at_the_next_close() -> None:
    moments = [moment("10", month=True), moment("20", "50"), moment("40", month=True)]

    # 10 coins for 100, then 2.5 for 50; monthly 5 for 50, then the half of 150 that is left, 100, buys 2.5 at 40
    assert buy_and_hold(number(100), ZERO, moments, number(40), MARKET) == number("12.5") * 40
    assert buy_monthly(number(100), ZERO, moments, number(40), MARKET) == number("7.5") * 40


def test_given_what_was_left_over_then_only_new_capital_buys_with_it() -> None:
    moments = [moment("99", month=True), moment("10", month=True), moment("10", "1")]

    # 1 coin for 99, 1 left; it stays until something comes, and then 2 buy 0.2 at 10
    assert buy_and_hold(number(100), ZERO, moments[:2], number(20), MARKET) == 20 + 1
    assert buy_and_hold(number(100), ZERO, moments, number(20), MARKET) == number("1.2") * 20


def test_given_capital_that_goes_then_what_was_not_spent_goes_first_and_coins_are_sold_for_the_rest() -> None:
    spent = [moment("10", month=True), moment("20", "-30")]

    # 10 coins, 1.5 of them sold at 20
    assert buy_and_hold(number(100), ZERO, spent, number(20), MARKET) == number("8.5") * 20
    # 5 coins and 50 left, of which 30 go
    later = [*spent, moment("20", month=True)]
    assert buy_monthly(number(100), ZERO, later, number(20), MARKET) == number(5) * 20 + 20


def test_given_capital_that_went_but_for_what_is_spent_then_the_next_month_buys_nothing() -> None:
    moments = [moment("10", month=True), moment("10", "-60"), moment("20", month=True)]

    # 5 coins and 50 left; one is sold for what is missing, and the 40 of capital that stay are in the other 4
    assert buy_monthly(number(100), ZERO, moments, number(20), MARKET) == number(4) * 20


def test_given_more_that_goes_than_the_coins_bring_then_there_is_nothing_to_compare_with() -> None:
    moments = [moment("10", month=True), moment("5", "-80")]

    assert buy_and_hold(number(100), ZERO, moments, number(5), MARKET) is None
    # 10 coins are worth 80 in the end, but nobody could have taken out the 80 that they were not worth then.
    assert buy_and_hold(number(100), ZERO, [*moments, moment("5", "30")], number(8), MARKET) is None
    # Of the 100, half was not spent in the first month; 5 coins at 5 would still not pay for the rest.
    assert buy_monthly(number(100), ZERO, [*moments, moment("5", month=True)], number(5), MARKET) is None
    assert buy_and_hold(number(100), ZERO, [moment("10", month=True), moment("5", "-50")], number(5), MARKET) == 0


def test_given_the_fee_of_a_sale_then_it_brings_that_much_less() -> None:
    market = rules(amount_step="0.1", taker_fee="0.01")
    moments = [moment("10", month=True), moment("20", "-30")]

    # 100 / 10.1 = 9.9 coins for 99.99, 0.01 left; 29.99 / 19.8 → 1.6 coins, which bring 31.68; 8.3 × 20 + 1.69
    assert buy_and_hold(number(100), ZERO, moments, number(20), market) == number("167.69")


def test_given_coins_that_were_there_or_came_then_they_are_kept() -> None:
    moments = [moment("10", month=True), moment("10", coins="2")]

    for benchmark in (buy_and_hold, buy_monthly):
        assert benchmark(ZERO, number(3), moments, number(10), MARKET) == 50
        assert benchmark(ZERO, number(3), [], number(10), MARKET) == 30


@given(
    st.lists(
        st.tuples(st.integers(1, 10**6), st.integers(-(10**5), 10**5), st.integers(0, 50), st.booleans()), max_size=12
    ),
    st.integers(0, 10**6),
)
def test_given_a_price_that_never_moves_and_no_fee_then_no_benchmark_earns_anything(
    moves: list[tuple[int, int, int, bool]], capital: int
) -> None:
    price = number(7)
    moments = [Moment(price, number(f"{cents}e-2"), Decimal(coins), month) for _, cents, coins, month in moves]
    came = 100 * capital + sum(cents + 100 * 7 * coins for _, cents, coins, _ in moves)

    for benchmark in (buy_and_hold, buy_monthly):
        value = benchmark(Decimal(capital), ZERO, moments, price, MARKET)
        if value is None:
            assert any(cents < 0 for _, cents, _, _ in moves)
        else:
            assert Fraction(value) * 100 == came
