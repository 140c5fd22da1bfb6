"""What is typed into the form of a strategy, and what becomes of it."""

from decimal import Decimal
from typing import Any

import pytest

from custom_components.aurono.engine.market import MarketRules, Pair, Tick
from custom_components.aurono.engine.strategy import RuleStrategy
from custom_components.aurono.engine.validation import parse_strategy
from custom_components.aurono.flows.strategy_form import (
    StrategyForm,
    entered,
    flattened,
    read_form,
    stored,
    suggestions,
)

SOL_EUR = Pair("SOL", "EUR")
RULES = MarketRules(
    pair=SOL_EUR,
    price_grid=Tick(Decimal("0.01")),
    amount_step=Decimal("1e-8"),
    min_amount=Decimal("0.001"),
    min_cost=Decimal(5),
    settlement_step=Decimal("0.01"),
    taker_fee=Decimal("0.0025"),
    maker_fee=Decimal("0.0015"),
)
NEW = StrategyForm(SOL_EUR, is_new=True)


def values(**changes: Any) -> dict[str, Any]:
    filled = suggestions(RULES) | changes
    return {name: value for name, value in filled.items() if value is not None}


def read(**changes: Any) -> RuleStrategy | dict[str, str]:
    return read_form(NEW, values(**changes), RULES)


def parameters(**changes: Any) -> RuleStrategy:
    result = read(**changes)
    assert isinstance(result, RuleStrategy), result
    return result


def test_the_suggestions_are_a_rule() -> None:
    assert parameters().buy_amount == 20
    assert parameters().allocated_capital == 200


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        (" 1 250,50 ", "1250.50"),
        ("1250.50", "1250.50"),
        ("1\N{NO-BREAK SPACE}250", "1250"),
        ("0,125", "0.125"),
        ("12,3456", "12.3456"),
        ("100.000000000001", "100.000000000001"),
    ],
)
def test_an_amount_is_exactly_what_was_typed_in_any_country(typed: str, meant: str) -> None:
    assert parameters(allocated_capital=typed).allocated_capital == Decimal(meant)


@pytest.mark.parametrize("typed", ["-2,5", "-2.5", "\N{MINUS SIGN}2,5 %"])
def test_a_percentage_may_carry_its_sign(typed: str) -> None:
    assert parameters(buy_trigger=typed).buy_trigger == Decimal("-2.5")


def test_a_comma_before_three_digits_of_a_percentage_is_a_decimal_comma() -> None:
    assert parameters(sell_trigger="1,125").sell_trigger == Decimal("1.125")


def test_a_dot_before_three_digits_that_end_in_a_count_is_a_decimal_point() -> None:
    assert parameters(allocated_capital="1.125").allocated_capital == Decimal("1.125")


@pytest.mark.parametrize("typed", ["1,000", "250,125", "1.000", "12.500"])
def test_an_amount_that_could_mean_two_numbers_is_asked_about(typed: str) -> None:
    assert read(allocated_capital=typed) == {"allocated_capital": "ambiguous_number"}


@pytest.mark.parametrize("typed", ["1.234,5", "1,234.5", "12 EUR", "abc", "1_000", "NaN", "1,2,3"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert read(buy_amount=typed) == {"buy_amount": "not_a_number"}


def test_every_error_comes_at_once_at_its_field() -> None:
    errors = read(
        timeframe=None,
        buy_trigger="2.5",
        sell_trigger="-1",
        buy_amount="x",
        sell_amount="-5",
        allocated_capital=None,
        cooldown=-1,
        loss_protection="-1",
        rsi_max_for_buy="130",
        order_timeout=4.5,
        starting_amount="0",
    )
    assert errors == {
        "timeframe": "required",
        "buy_trigger": "buy_trigger_out_of_range",
        "sell_trigger": "sell_trigger_out_of_range",
        "buy_amount": "not_a_number",
        "sell_amount": "negative",
        "allocated_capital": "required",
        "cooldown": "cooldown_out_of_range",
        "loss_protection": "negative",
        "rsi_period": "period_needed",
        "rsi_max_for_buy": "rsi_max_for_buy_out_of_range",
        "order_timeout": "not_a_whole_number",
        "starting_amount": "not_positive",
        "starting_average_price": "required",
    }


def test_both_amounts_zero_is_an_error_of_both() -> None:
    assert read(buy_amount="0", sell_amount="0") == {
        "buy_amount": "both_amounts_zero",
        "sell_amount": "both_amounts_zero",
    }


def test_amounts_under_the_smallest_order_of_the_market_are_refused() -> None:
    assert read(buy_amount="4.99", sell_amount="1") == {"buy_amount": "below_minimum", "sell_amount": "below_minimum"}
    assert parameters(buy_amount="5", sell_amount="0").sell_amount == 0


def test_without_the_rules_of_the_market_its_minimum_is_not_checked() -> None:
    assert isinstance(read_form(NEW, values(buy_amount="1"), None), RuleStrategy)


def test_a_coin_already_owned_replaces_capital() -> None:
    assert read(allocated_capital="0") == {"allocated_capital": "capital_needed"}
    owned = parameters(allocated_capital="0", starting_amount="1,5", starting_average_price="97")
    assert owned.starting_position is not None
    assert owned.starting_position.amount == Decimal("1.5")


def test_whole_numbers_from_a_number_field_are_whole() -> None:
    read_back = parameters(cooldown=2.0, rsi_period=14.0, rsi_max_for_buy="30", order_timeout=6.0)
    assert (read_back.cooldown, read_back.rsi_period, read_back.order_timeout) == (2, 14, 6)


def test_what_is_stored_reads_back_as_the_same_parameters() -> None:
    given = parameters(
        sell_trigger="2,10",
        minimum_position="0,00000001",
        rsi_period=14.0,
        rsi_min_for_sell="70",
        cooldown_reset=False,
        starting_amount="1",
        starting_average_price="99.999999999999",
    )
    data = stored(given)
    assert data["sell_trigger"] == "2.1"
    assert data["minimum_position"] == "0.00000001"
    assert "rsi_max_for_buy" not in data
    assert parse_strategy(data) == given


def test_a_stored_strategy_fills_its_form_and_keeps_its_starting_position() -> None:
    given = parameters(allocated_capital="0", starting_amount="1", starting_average_price="100")
    data = stored(given)
    form = StrategyForm(SOL_EUR, is_new=False, starting_position=data["starting_position"])
    assert read_form(form, entered(data), RULES) == given


def test_fields_with_errors_stand_outside_the_sections_where_the_frontend_shows_them() -> None:
    entered_values = values(buy_trigger="2.5", rsi_max_for_buy="130")
    errors = read_form(NEW, entered_values, RULES)
    assert isinstance(errors, dict)
    schema = NEW.schema(entered_values, errors).schema
    names = [str(key) for key in schema]
    assert names == [
        "buy_trigger",
        "rsi_period",
        "rsi_max_for_buy",
        "rule",
        "money",
        "safety",
        "rsi",
        "order",
        "starting_position",
    ]
    in_rule = [str(key) for key in schema["rule"].schema.schema]
    assert "buy_trigger" not in in_rule
    assert "sell_trigger" in in_rule


def test_a_section_is_left_out_when_all_its_fields_were_lifted() -> None:
    schema = NEW.schema(values(order_timeout=500), {"order_timeout": "order_timeout_out_of_range"}).schema
    assert "order" not in [str(key) for key in schema]


def test_sections_and_lifted_fields_read_as_one_form() -> None:
    assert flattened(
        {"name": "A", "rule": {"timeframe": "1h", "cooldown": 0}, "rsi": {"rsi_period": ""}, "buy_amount": ""}
    ) == {
        "name": "A",
        "timeframe": "1h",
        "cooldown": 0,
    }


def test_amounts_show_the_money_and_the_coin_they_are_in() -> None:
    schema = NEW.schema(values(), {}).schema
    suffixes = {
        str(key): selector.config.get("suffix")
        for title in ("rule", "money", "safety", "rsi", "starting_position")
        for key, selector in schema[title].schema.schema.items()
    }
    assert suffixes["buy_trigger"] == "%"
    assert suffixes["allocated_capital"] == "EUR"
    assert suffixes["minimum_position"] == "SOL"
    assert suffixes["starting_average_price"] == "EUR"
    assert suffixes["rsi_max_for_buy"] is suffixes["rsi_min_for_sell"] is None


@pytest.mark.parametrize(
    ("changes", "opened"),
    [
        ({}, {"rule", "money"}),
        ({"loss_protection": "1"}, {"rule", "money", "safety"}),
        ({"order_timeout": 12}, {"rule", "money", "order"}),
        ({"rsi_period": 14}, {"rule", "money", "rsi"}),
        ({"starting_amount": "1"}, {"rule", "money", "starting_position"}),
    ],
)
def test_sections_that_few_need_open_where_something_unusual_was_entered(
    changes: dict[str, Any], opened: set[str]
) -> None:
    schema = NEW.schema(values(**changes), {}).schema
    assert {str(title) for title, inner in schema.items() if not inner.options["collapsed"]} == opened


def test_sections_close_where_something_is_to_be_corrected_so_that_it_is_in_sight() -> None:
    schema = NEW.schema(values(order_timeout=12), {"buy_amount": "negative"}).schema

    first, *rest = schema
    assert str(first) == "buy_amount"
    assert all(schema[title].options["collapsed"] for title in rest)
