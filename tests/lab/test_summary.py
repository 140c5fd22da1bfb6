"""What a simulation came to: worked figures, and what holds for every rule and history."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.engine.benchmarks import month_of
from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.simulation import Evaluated, Final, simulate
from custom_components.aurono.engine.strategy import RuleStrategy
from custom_components.aurono.engine.timeframe import DAY, HOUR
from custom_components.aurono.lab.summary import (
    Point,
    Result,
    Summary,
    equity_curve,
    greatest_drawdown,
    simulate_and_summarize,
)
from tests.engine.build import START, candle, number, owned, rules, strategy
from tests.engine.histories import History, for_engine, histories

FOUR = 4 * HOUR
EXAMPLE = (
    candle(START, "120", "115.80"),
    candle(START + FOUR, "116.50", "117", high="117", low="116"),
    candle(START + 2 * FOUR, "120", "122.60"),
    candle(START + 3 * FOUR, "123", "100"),
)


def summary(*candles: Candle, market: dict[str, Any] | None = None, slippage: str = "0", **changes: Any) -> Summary:
    return simulate_and_summarize(strategy(**changes), rules(**(market or {})), candles, number(slippage))[1]


def result(end_value: str, profit: str, percent: str | None) -> Result:
    return Result(number(end_value), number(profit), None if percent is None else number(percent))


def test_given_the_worked_example_then_its_figures_are_these() -> None:
    # bought 0.17271157 for 20.18 at 116.50, sold it at the open of 123 for 21.19; the last candle's buy stays open
    told = summary(*EXAMPLE)

    assert (told.candles, told.start, told.end, told.price) == (4, START, START + 4 * FOUR, number(100))
    assert told.invested == 200
    assert told.result == result("201.01", "1.01", "0.505")
    assert told.fees == number("0.059102095") + number("0.17271157") * 123 - number("21.19")
    assert (told.trades, told.buys, told.sells) == (2, 1, 1)
    assert told.reasons == {Reason.NO_SIGNAL: 1, Reason.BUY: 2, Reason.SELL: 1}
    assert list(told.reasons) == [Reason.NO_SIGNAL, Reason.BUY, Reason.SELL]
    assert (told.buy_streak, told.sell_streak) == (1, 1)
    # the second buy holds back 0.2 × 119.92 × 1.0025, which is 24.05, of which 1.01 was earned before
    assert told.capital_used == told.capital_wanted == number("23.04")
    assert told.is_safe


def test_given_the_worked_example_then_the_curve_is_the_value_at_each_close() -> None:
    rule = strategy()
    curve = equity_curve(rule, EXAMPLE, list(simulate(rule, rules(), EXAMPLE)))

    held = number("0.17271157")
    assert curve == [
        Point(START + FOUR, number("200")),
        Point(START + 2 * FOUR, number("179.82") + held * 117),
        Point(START + 3 * FOUR, number("179.82") + held * number("122.60")),
        Point(START + 4 * FOUR, number("201.01")),
    ]


def test_given_one_month_then_holding_and_monthly_buying_buy_all_at_the_first_close() -> None:
    told = summary(*EXAMPLE, market={"amount_step": "0.01"})

    # 200 / (115.80 × 1.0025) = 1.72…; 1.72 × 115.80 × 1.0025 = 199.67394 → 199.68
    assert told.buy_and_hold == told.monthly == result("172.32", "-27.68", "-13.84")


def test_given_three_months_then_each_buys_for_a_third_and_what_the_one_before_left() -> None:
    months = [int(datetime(2024, month, 31 if month == 1 else 5, tzinfo=UTC).timestamp()) * 1000 for month in (1, 2, 3)]
    flat = [
        candle(time + day * DAY, "100", "100") for time in months for day in (0, *((1,) if time != months[0] else ()))
    ]

    told = summary(
        *flat,
        timeframe="1d",
        allocated_capital="100",
        market={"amount_step": "0.3", "taker_fee": "0", "min_cost": "99"},
    )

    # budgets 33.33 → 0.3, 66.66 − 30 → 0.3, 100 − 60 → 0.3
    assert told.monthly == result("100", "0", "0")
    assert told.buy_and_hold == result("100", "0", "0")
    rising = [replace(each, high=number(200), close=number(200)) if each is flat[-1] else each for each in flat]
    assert summary(
        *rising,
        timeframe="1d",
        allocated_capital="100",
        sell_trigger="1000",
        market={"amount_step": "0.3", "taker_fee": "0"},
    ).monthly == result("190", "90", "90")


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_given_two_moments_then_they_are_in_the_same_month_as_the_calendar_says(one: datetime, two: datetime) -> None:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    numbers = [month_of((each - epoch) // timedelta(milliseconds=1)) for each in (one, two)]

    assert numbers[1] - numbers[0] == (two.year - one.year) * 12 + two.month - one.month


def test_given_too_little_capital_then_what_the_rule_wanted_is_what_never_refuses_a_buy() -> None:
    falling = [candle(START + FOUR * place, str(120 - place * 6), str(114 - place * 6)) for place in range(10)]

    told = summary(*falling, allocated_capital="50")

    assert told.reasons[Reason.CAPITAL_INSUFFICIENT] > 0
    assert not told.is_safe
    assert told.capital_used <= 50 < told.capital_wanted
    assert (told.buy_streak, told.sell_streak) == (told.buys, 0)
    enough = summary(*falling, allocated_capital=str(told.capital_wanted))
    assert Reason.CAPITAL_INSUFFICIENT not in enough.reasons
    assert enough.is_safe


def test_given_no_candle_or_no_valid_one_then_a_position_counts_as_its_cost() -> None:
    invalid = replace(EXAMPLE[0], low=number(200))
    for candles in ((), (invalid,)):
        told = summary(*candles, starting_position=owned("2", "50"))

        assert told.price is None
        assert told.invested == 300
        assert told.result == told.buy_and_hold == told.monthly == result("300", "0", "0")
        assert told.drawdown == 0
    assert summary().start is summary().end is None


def test_given_only_a_starting_position_then_there_is_no_percent_of_the_capital() -> None:
    told = summary(EXAMPLE[0], allocated_capital="0", starting_position=owned("1", "100"))

    assert told.result == told.buy_and_hold == result("115.80", "15.80", None)


@pytest.mark.parametrize(
    ("values", "percent"),
    [
        ([], "0"),
        ([100, 100, 101], "0"),
        ([100, 90, 200, 150, 190], "25"),
        ([200, 150, 300, 240], "25"),
        ([3, 2], "33.333333333333"),
        ([0, 0], "0"),
        ([5, 0, 7], "100"),
    ],
)
def test_given_values_then_the_deepest_fall_below_the_highest_before_counts(values: list[int], percent: str) -> None:
    assert greatest_drawdown(Decimal(value) for value in values) == number(percent)


def capital_refused(rule: RuleStrategy, history: History) -> bool:
    _, market, candles, slippage = for_engine(history)
    return any(
        isinstance(entry, Evaluated) and entry.reason is Reason.CAPITAL_INSUFFICIENT
        for entry in simulate(rule, market, candles, slippage)
    )


@settings(max_examples=150, deadline=None)
@given(histories())
def test_given_any_history_then_the_figures_agree_with_the_books_and_the_wanted_capital_is_the_least(
    history: History,
) -> None:
    rule, market, candles, slippage = for_engine(history)
    log, told = simulate_and_summarize(rule, market, candles, slippage)
    final = log[-1]
    assert isinstance(final, Final)

    assert sum(told.reasons.values()) == told.candles
    assert told.trades == final.trades == told.buys + told.sells
    worth = final.cost if told.price is None else final.position * told.price
    assert told.result.profit == final.realized + worth - final.cost
    assert told.capital_used <= told.capital_wanted or not told.is_safe
    assert told.capital_used <= rule.allocated_capital
    assert told.is_safe is not capital_refused(rule, history)
    if told.capital_wanted > 0:
        assert not capital_refused(replace(rule, allocated_capital=told.capital_wanted), history)
        less = told.capital_wanted - number("1e-12")
        assert capital_refused(replace(rule, allocated_capital=less), history)
