"""The parts of section 5 that the worked examples leave open; those are in test_worked_examples.py."""

import pytest

from custom_components.aurono.engine.market import MarketRules
from custom_components.aurono.engine.numbers import plain
from custom_components.aurono.engine.pricing import buy_limit, floor_price, sell_amount, sell_limit, simulated_fee

from .build import book, number, rules, strategy


def test_given_a_close_at_the_floor_price_then_it_is_not_below_it_and_a_hair_lower_it_is() -> None:
    floor = floor_price(strategy(loss_protection="0"), rules(taker_fee="0"), book(position="3", cost="100"))

    assert plain(floor.shown) == "33.333333333333"
    assert floor.is_above(number("33.3333333333333333333333333333"))
    assert not floor.is_above(number("33.33333333333333333333333333334"))
    exact = floor_price(strategy(loss_protection="0"), rules(taker_fee="0"), book(position="4", cost="100"))
    assert not exact.is_above(number(25))


def test_given_a_price_grid_then_a_buy_limit_goes_down_and_a_sell_limit_up() -> None:
    floor = floor_price(strategy(), rules(), book(position="1", cost="1"))

    assert buy_limit(strategy(), rules(price_step="0.5"), number("120.3")) == number("117")
    assert sell_limit(strategy(), rules(price_step="0.5"), number("120.3"), floor) == number("123")
    assert sell_limit(strategy(), rules(price_step=None, price_digits=2), number("120.3"), floor) == number("130")


@pytest.mark.parametrize(
    ("position", "minimum_position", "market", "amount"),
    [
        ("1", "0", rules(), "0.2"),  # 80 euros remain
        ("0.249", "0", rules(), "0.249"),  # 4.90 would remain, under the minimum cost
        ("0.25", "0", rules(), "0.2"),  # exactly 5.00 remains
        ("0.249", "0.01", rules(), "0.2"),  # a minimum position keeps the remainder
        ("0.15", "0", rules(), "0.15"),  # no more than there is
        ("1.25", "0", rules(min_amount="1.1", min_cost="0"), "1.25"),  # 1.05 would remain, under the minimum amount
        ("1.3", "0", rules(min_amount="1.1", min_cost="0"), "0.2"),  # exactly 1.1 remains
        ("0.2004", "0", rules(amount_step="0.001"), "0.2"),  # taken along as far as the step allows
        ("0.2", "0", rules(min_cost="0"), "0.2"),  # nothing remains
    ],
)
def test_given_what_a_sell_would_leave_then_an_unsellable_remainder_is_taken_along(
    position: str, minimum_position: str, market: MarketRules, amount: str
) -> None:
    rule = strategy(minimum_position=minimum_position)

    assert sell_amount(rule, market, book(position=position), number(100), number(100)) == number(amount)


@pytest.mark.parametrize(("step", "fee"), [("0.01", "0.059102095"), (None, "0.050302244763")])
def test_given_a_simulated_buy_then_the_fee_is_what_rounding_the_payment_up_leaves(step: str | None, fee: str) -> None:
    market = rules(settlement_step=step)

    assert simulated_fee(market, number("0.17271157"), number("116.50"), number("0.0025"), buying=True) == number(fee)


@pytest.mark.parametrize(("step", "fee"), [("0.01", "0.050897905"), (None, "0.050302244763")])
def test_given_a_simulated_sell_then_the_fee_is_what_rounding_the_proceeds_down_leaves(
    step: str | None, fee: str
) -> None:
    market = rules(settlement_step=step)

    assert simulated_fee(market, number("0.17271157"), number("116.50"), number("0.0025"), buying=False) == number(fee)
