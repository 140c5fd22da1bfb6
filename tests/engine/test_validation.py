from decimal import Decimal
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.strategy import Reference, RuleStrategy, StartingPosition
from custom_components.aurono.engine.timeframe import Timeframe
from custom_components.aurono.engine.validation import PARAMETERS, InvalidStrategy, Problem, parse_strategy

from .build import PARAMETERS as SECTION_12, number

EVERYTHING: dict[str, Any] = {
    "pair": "BTC/EUR",
    "timeframe": "1w",
    "buy_trigger": "-12.5",
    "sell_trigger": 1000,
    "buy_amount": "0",
    "sell_amount": 25.3,
    "allocated_capital": 0,
    "reference": "previous_close",
    "cooldown": "3",
    "cooldown_reset": False,
    "minimum_position": "1e-3",
    "loss_protection": 0,
    "reinvest_profits": False,
    "rsi_period": 2,
    "rsi_max_for_buy": 0,
    "rsi_min_for_sell": "100.0",
    "order_timeout": 168,
    "starting_position": {"amount": "0.5", "average_price": 20000},
}


def problems(**changes: Any) -> dict[str, Problem]:
    parsed = parse_strategy(SECTION_12 | changes)
    return dict(parsed.problems) if isinstance(parsed, InvalidStrategy) else {}


def test_given_only_what_is_required_when_read_then_the_rest_takes_its_default() -> None:
    assert parse_strategy(SECTION_12) == RuleStrategy(
        pair=Pair("SOL", "EUR"),
        timeframe=Timeframe.H4,
        buy_trigger=number("-2.5"),
        sell_trigger=number("2.1"),
        buy_amount=number(20),
        sell_amount=number(20),
        allocated_capital=number(200),
        reference=Reference.OPEN,
        cooldown=0,
        cooldown_reset=True,
        minimum_position=number(0),
        loss_protection=number("0.5"),
        reinvest_profits=True,
        rsi_period=None,
        rsi_max_for_buy=None,
        rsi_min_for_sell=None,
        order_timeout=4,
        starting_position=None,
    )


def test_given_every_parameter_when_read_then_each_has_its_value_and_none_passed_through_a_float() -> None:
    assert parse_strategy(EVERYTHING) == RuleStrategy(
        pair=Pair("BTC", "EUR"),
        timeframe=Timeframe.W1,
        buy_trigger=number("-12.5"),
        sell_trigger=number(1000),
        buy_amount=number(0),
        sell_amount=number("25.3"),
        allocated_capital=number(0),
        reference=Reference.PREVIOUS_CLOSE,
        cooldown=3,
        cooldown_reset=False,
        minimum_position=number("0.001"),
        loss_protection=number(0),
        reinvest_profits=False,
        rsi_period=2,
        rsi_max_for_buy=number(0),
        rsi_min_for_sell=number(100),
        order_timeout=168,
        starting_position=StartingPosition(number("0.5"), number(20000)),
    )
    assert set(EVERYTHING) == set(PARAMETERS)


@given(st.permutations(list(EVERYTHING.items())))
def test_given_the_parameters_in_any_order_when_read_then_they_are_the_same_strategy(
    items: list[tuple[str, Any]],
) -> None:
    assert parse_strategy(dict(items)) == parse_strategy(EVERYTHING)


def test_given_null_when_read_then_it_is_the_same_as_absent() -> None:
    optional = {name: None for name in PARAMETERS if name not in SECTION_12}

    assert parse_strategy(SECTION_12 | optional) == parse_strategy(SECTION_12)


@pytest.mark.parametrize(
    ("name", "raw", "problem"),
    [
        ("pair", None, Problem.REQUIRED),
        ("pair", "SOLEUR", Problem.NOT_A_PAIR),
        ("pair", 7, Problem.NOT_A_PAIR),
        ("pair", ["SOL", "EUR"], Problem.NOT_A_PAIR),
        ("timeframe", "2h", Problem.NOT_AN_OPTION),
        ("timeframe", ["4h"], Problem.NOT_AN_OPTION),
        ("timeframe", None, Problem.REQUIRED),
        ("buy_trigger", "0", Problem.OUT_OF_RANGE),
        ("buy_trigger", "2.5", Problem.OUT_OF_RANGE),
        ("buy_trigger", "-100", Problem.OUT_OF_RANGE),
        ("buy_trigger", "-2,5", Problem.NOT_A_NUMBER),
        ("buy_trigger", True, Problem.NOT_A_NUMBER),
        ("buy_trigger", {}, Problem.NOT_A_NUMBER),
        ("buy_trigger", None, Problem.REQUIRED),
        ("sell_trigger", "0", Problem.OUT_OF_RANGE),
        ("sell_trigger", "1000.01", Problem.OUT_OF_RANGE),
        ("sell_trigger", float("nan"), Problem.NOT_A_NUMBER),
        ("sell_trigger", None, Problem.REQUIRED),
        ("buy_amount", "-0.01", Problem.NEGATIVE),
        ("buy_amount", "", Problem.NOT_A_NUMBER),
        ("buy_amount", None, Problem.REQUIRED),
        ("sell_amount", -1, Problem.NEGATIVE),
        ("sell_amount", None, Problem.REQUIRED),
        ("allocated_capital", "-1", Problem.NEGATIVE),
        ("allocated_capital", "0", Problem.CAPITAL_NEEDED),
        ("allocated_capital", None, Problem.REQUIRED),
        ("reference", "close", Problem.NOT_AN_OPTION),
        ("cooldown", "1.5", Problem.NOT_A_WHOLE_NUMBER),
        ("cooldown", -1, Problem.OUT_OF_RANGE),
        ("cooldown_reset", "true", Problem.NOT_A_BOOLEAN),
        ("cooldown_reset", 1, Problem.NOT_A_BOOLEAN),
        ("minimum_position", "-1", Problem.NEGATIVE),
        ("loss_protection", "-0.1", Problem.NEGATIVE),
        ("reinvest_profits", 0, Problem.NOT_A_BOOLEAN),
        ("rsi_period", 1, Problem.OUT_OF_RANGE),
        ("rsi_period", 101, Problem.OUT_OF_RANGE),
        ("rsi_period", 14.5, Problem.NOT_A_WHOLE_NUMBER),
        ("order_timeout", 0, Problem.OUT_OF_RANGE),
        ("order_timeout", 169, Problem.OUT_OF_RANGE),
        ("order_timeout", "1e400", Problem.NOT_A_NUMBER),
        pytest.param("order_timeout", 10**5000, Problem.NOT_A_NUMBER, id="an integer too long to be written"),
        ("starting_position", "1", Problem.NOT_AN_OBJECT),
        ("colour", "red", Problem.UNKNOWN_FIELD),
    ],
)
def test_given_one_wrong_field_when_read_then_it_alone_is_named_with_its_problem(
    name: str, raw: Any, problem: Problem
) -> None:
    assert problems(**{name: raw}) == {name: problem}


@pytest.mark.parametrize(
    ("starting", "expected"),
    [
        ({}, {"amount": Problem.REQUIRED, "average_price": Problem.REQUIRED}),
        (
            {"amount": "0", "average_price": "-1"},
            {"amount": Problem.NOT_POSITIVE, "average_price": Problem.NOT_POSITIVE},
        ),
        (
            {"amount": "x", "average_price": "1", "fee": 0},
            {"amount": Problem.NOT_A_NUMBER, "fee": Problem.UNKNOWN_FIELD},
        ),
    ],
)
def test_given_a_wrong_starting_position_then_its_fields_are_named_below_it(
    starting: dict[str, Any], expected: dict[str, Problem]
) -> None:
    assert problems(starting_position=starting) == {
        f"starting_position.{name}": what for name, what in expected.items()
    }


def test_given_neither_a_buy_nor_a_sell_amount_then_both_fields_say_so() -> None:
    assert problems(buy_amount=0, sell_amount="0.00") == {
        "buy_amount": Problem.BOTH_AMOUNTS_ZERO,
        "sell_amount": Problem.BOTH_AMOUNTS_ZERO,
    }


@pytest.mark.parametrize("bound", ["rsi_max_for_buy", "rsi_min_for_sell"])
def test_given_an_rsi_bound_without_period_then_the_period_is_asked_for(bound: str) -> None:
    assert problems(**{bound: 50}) == {"rsi_period": Problem.PERIOD_NEEDED}


def test_given_an_rsi_bound_with_a_wrong_period_then_only_that_is_said() -> None:
    assert problems(rsi_max_for_buy=50, rsi_period="x") == {"rsi_period": Problem.NOT_A_NUMBER}
    assert problems(rsi_max_for_buy=101, rsi_min_for_sell="-1", rsi_period=14) == {
        "rsi_max_for_buy": Problem.OUT_OF_RANGE,
        "rsi_min_for_sell": Problem.OUT_OF_RANGE,
    }


def test_given_many_errors_when_read_then_all_are_told_at_once_in_the_order_of_the_parameters() -> None:
    parsed = parse_strategy(
        {
            "colour": "red",
            "order_timeout": 0,
            "rsi_max_for_buy": 30,
            "starting_position": {"amount": 0},
            "allocated_capital": 0,
            "sell_amount": 0,
            "buy_amount": 0,
            "buy_trigger": 1,
            "timeframe": "4h",
        }
    )

    assert isinstance(parsed, InvalidStrategy)
    assert list(parsed.problems.items()) == [
        ("pair", Problem.REQUIRED),
        ("buy_trigger", Problem.OUT_OF_RANGE),
        ("sell_trigger", Problem.REQUIRED),
        ("buy_amount", Problem.BOTH_AMOUNTS_ZERO),
        ("sell_amount", Problem.BOTH_AMOUNTS_ZERO),
        ("rsi_period", Problem.PERIOD_NEEDED),
        ("order_timeout", Problem.OUT_OF_RANGE),
        ("starting_position.amount", Problem.NOT_POSITIVE),
        ("starting_position.average_price", Problem.REQUIRED),
        ("colour", Problem.UNKNOWN_FIELD),
    ]


def test_given_a_decimal_as_raw_number_when_read_then_all_its_digits_count() -> None:
    parsed = parse_strategy(SECTION_12 | {"buy_amount": Decimal("20.123456789012345678901234567")})

    assert isinstance(parsed, RuleStrategy)
    assert parsed.buy_amount == number("20.123456789012345678901234567")
