"""SEMANTICS section 12 to the last digit, and the market of its examples run through the simulation."""

from fractions import Fraction

import pytest

from custom_components.aurono.engine.evaluation import ClosedCandle, OrderPlan, Signal, decide, plan_order
from custom_components.aurono.engine.numbers import plain
from custom_components.aurono.engine.open_book import OpenBook
from custom_components.aurono.engine.pricing import (
    buy_amount,
    buy_limit,
    buy_reservation,
    floor_price,
    sell_limit,
    simulated_fee,
)
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.simulation import Filled, Planned, simulate
from custom_components.aurono.engine.timeframe import HOUR

from .build import START, book, candle, fill, number, order, owned, rules, strategy


def test_given_open_120_and_close_115_80_then_the_change_is_minus_3_5_and_the_limit_117() -> None:
    row = candle(START, "120.00", "115.80")
    signal = decide(
        strategy(), rules(), book(), ClosedCandle(row, row.open), close_time=START + 4 * HOUR, rsi=None, now=0
    )

    assert isinstance(signal, Signal)
    assert (signal.side, signal.numbers.change) == (Side.BUY, number("-3.5"))
    assert buy_limit(strategy(), rules(), number("120.00")) == number("117.00")


@pytest.mark.parametrize(("ticker", "amount"), [("117.00", "0.17094017"), ("115.80", "0.17271157")])
def test_given_a_ticker_then_it_sizes_the_buy(ticker: str, amount: str) -> None:
    assert buy_amount(strategy(), rules(), number(ticker)) == number(amount)


def test_given_the_limit_above_the_ticker_then_the_reservation_exceeds_the_buy_amount() -> None:
    amount, limit = number("0.17271157"), number("117.00")

    assert Fraction(amount) * 117 * Fraction("1.0025") == Fraction("20.257771824225")
    assert buy_reservation(rules(), amount, limit) == number("20.26")


def test_given_the_fill_at_116_50_then_paid_fee_average_cost_and_refund_are_as_worked_out() -> None:
    amount, price = number("0.17271157"), number("116.50")
    fee = simulated_fee(rules(), amount, price, number("0.0025"), buying=True)
    assert fee == number("0.059102095")

    bought = book().after(OpenBook.plan, order(amount="0.17271157", reserved="20.26"))
    bought = bought.after(OpenBook.fill, "1", fill("116.50", "0.17271157", plain(fee)))
    assert bought.cost == number("20.18")
    assert bought.average_cost is not None
    assert plain(bought.average_cost).startswith("116.842201")

    refunded = bought.after(OpenBook.end, "1")
    assert Fraction(refunded.free) - Fraction(bought.free) == Fraction("0.08")
    assert refunded.free == number("179.82")


def test_given_close_122_60_then_the_sell_limit_is_122_52_where_the_floor_price_is_lower() -> None:
    floor = floor_price(strategy(), rules(), book(position="0.17271157", cost="20.18"))

    assert not floor.is_above(number("122.60"))
    assert sell_limit(strategy(), rules(), number("120.00"), floor) == number("122.52")


def test_given_cost_100_and_close_101_then_the_floor_price_lifts_the_limit_to_100_76() -> None:
    rule = strategy(sell_trigger="2")
    held = book(position="1", cost="100")
    row = candle(START, "97", "101")
    signal = decide(rule, rules(), held, ClosedCandle(row, row.open), close_time=START + 4 * HOUR, rsi=None, now=0)
    assert isinstance(signal, Signal)
    assert signal.floor is not None
    assert plain(signal.floor.shown).startswith("100.7518")

    plan = plan_order(rule, rules(), held, signal, ticker=row.close)

    assert isinstance(plan, OrderPlan)
    assert plan.limit == number("100.76")


def test_given_the_examples_as_candles_when_simulated_then_the_buy_fills_and_the_sell_rests_at_its_limit() -> None:
    rows = [
        candle(START, "120", "115.8"),
        candle(START + 4 * HOUR, "116.5", "117"),
        candle(START + 8 * HOUR, "120", "122.6"),
    ]

    log = [entry for entry in simulate(strategy(), rules(), rows) if isinstance(entry, Planned | Filled)]

    assert log == [
        Planned(START + 4 * HOUR, 1, Side.BUY, number("117"), number("0.17271157"), number("20.26")),
        Filled(START + 4 * HOUR, 1, Side.BUY, number("116.5"), number("0.17271157"), number("0.059102095")),
        Planned(START + 12 * HOUR, 2, Side.SELL, number("122.52"), number("0.17271157"), number("0.17271157")),
    ]


def test_given_a_coin_already_owned_when_simulated_then_it_is_sold_no_lower_than_the_floor_price() -> None:
    rule = strategy(sell_trigger="2", starting_position=owned("1", "100"))

    log = [entry for entry in simulate(rule, rules(), [candle(START, "97", "101")]) if isinstance(entry, Planned)]

    assert log == [Planned(START + 4 * HOUR, 1, Side.SELL, number("100.76"), number("0.1980198"), number("0.1980198"))]
