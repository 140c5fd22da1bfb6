from dataclasses import replace
from typing import Any

import pytest

from custom_components.aurono.engine.strategy import StartingPosition
from custom_components.aurono.engine.timeframe import HOUR

from .build import number, owned, strategy


@pytest.mark.parametrize(
    "change",
    [
        {"buy_trigger": number(0)},
        {"buy_trigger": number(-100)},
        {"sell_trigger": number(0)},
        {"sell_trigger": number("1000.1")},
        {"buy_amount": number(-1)},
        {"minimum_position": number(-1)},
        {"loss_protection": number("-0.1")},
        {"cooldown": -1},
        {"buy_amount": number(0), "sell_amount": number(0)},
        {"allocated_capital": number(0)},
        {"rsi_max_for_buy": number(30)},
        {"rsi_min_for_sell": number(70)},
        {"rsi_period": 1},
        {"rsi_period": 101},
        {"rsi_period": 14, "rsi_max_for_buy": number(101)},
        {"rsi_period": 14, "rsi_min_for_sell": number(-1)},
        {"order_timeout": 0},
        {"order_timeout": 169},
    ],
)
def test_given_parameters_without_meaning_then_there_is_no_such_strategy(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"strategy|trigger|never|RSI|timeout"):
        replace(strategy(), **change)


@pytest.mark.parametrize(("amount", "price"), [("0", "1"), ("1", "0"), ("-1", "1"), ("1", "-1")])
def test_given_nothing_owned_then_there_is_no_starting_position(amount: str, price: str) -> None:
    with pytest.raises(ValueError, match="above 0"):
        StartingPosition(number(amount), number(price))


@pytest.mark.parametrize(
    ("amount", "price", "cost"),
    [("1", "100", "100"), ("0.0000005", "0.000001", "0"), ("0.0000015", "0.000001", "0.000000000002")],
)
def test_given_a_starting_position_then_its_cost_is_rounded_half_even_to_twelve_decimals(
    amount: str, price: str, cost: str
) -> None:
    assert StartingPosition(number(amount), number(price)).cost == number(cost)


def test_given_only_a_starting_position_then_a_strategy_needs_no_capital() -> None:
    assert strategy(allocated_capital="0", starting_position=owned("1", "100")).allocated_capital == 0


def test_given_a_timeout_in_hours_then_the_life_of_an_order_is_that_in_milliseconds() -> None:
    assert strategy(order_timeout=3).order_life == 3 * HOUR


@pytest.mark.parametrize(
    ("change", "needed"),
    [
        ({}, False),
        ({"rsi_period": 14}, False),
        ({"rsi_period": 14, "rsi_max_for_buy": "30"}, True),
        ({"rsi_period": 14, "rsi_min_for_sell": "0"}, True),
    ],
)
def test_given_a_period_then_the_rsi_is_needed_only_with_a_bound(change: dict[str, Any], needed: bool) -> None:
    assert strategy(**change).needs_rsi is needed
