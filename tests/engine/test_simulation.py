"""Section 9 rule by rule: 1h candles about 100 with order limits of 97.50 (buy) and 102.10 (sell)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.simulation import (
    Evaluated,
    Expired,
    Filled,
    Final,
    LogEntry,
    Planned,
    Simulation,
    simulate,
    slipped_price,
)
from custom_components.aurono.engine.timeframe import DAY, HOUR, WEEK

from .build import START, candle, number, owned, rules, strategy
from .shared import shared_rows

BUY_RULE = strategy(timeframe="1h", order_timeout=2)
SELL_RULE = strategy(timeframe="1h", order_timeout=2, starting_position=owned("1", "50"))
FALLEN = candle(START, "100", "97.4")
RISEN = candle(START, "100", "102.2")


def row(hour: int, opened: str, close: str, *, high: str | None = None, low: str | None = None) -> Candle:
    return candle(START + hour * HOUR, opened, close, high=high, low=low)


def fills(log: list[LogEntry]) -> list[tuple[int, str]]:
    return [((entry.time - START) // HOUR, str(entry.price)) for entry in log if isinstance(entry, Filled)]


def expiries(log: list[LogEntry]) -> list[int]:
    return [(entry.time - START) // HOUR for entry in log if isinstance(entry, Expired)]


def reasons(log: list[LogEntry]) -> list[Reason]:
    return [entry.reason for entry in log if isinstance(entry, Evaluated)]


@pytest.mark.parametrize(
    ("following", "filled"),
    [
        (row(1, "97.50", "98"), [(1, "97.50")]),  # opens at the limit
        (row(1, "90.00", "98"), [(1, "90.00")]),  # opens better
        (row(1, "98", "98.5", low="97.50"), [(1, "97.50")]),  # reaches the limit
        (row(1, "98", "98.5", low="97.51"), []),
        (row(2, "98", "98.5", low="97"), [(2, "97.50")]),  # after a hole, closing with the life
        (row(3, "90", "91"), []),  # opens when the life ends
        (replace(row(1, "97", "97"), high=number("1")), []),  # an invalid candle fills nothing
    ],
)
def test_given_a_resting_buy_then_the_candle_fills_it_at_its_open_or_at_the_limit(
    following: Candle, filled: list[tuple[int, str]]
) -> None:
    assert fills(list(simulate(BUY_RULE, rules(), [FALLEN, following]))) == filled


@pytest.mark.parametrize(
    ("following", "filled"),
    [
        (row(1, "102.10", "102"), [(1, "102.10")]),
        (row(1, "110.00", "109"), [(1, "110.00")]),
        (row(1, "102", "101.5", high="102.10"), [(1, "102.10")]),
        (row(1, "102", "101.5", high="102.09"), []),
        (row(3, "110", "111"), []),
    ],
)
def test_given_a_resting_sell_then_the_candle_fills_it_at_its_open_or_at_the_limit(
    following: Candle, filled: list[tuple[int, str]]
) -> None:
    assert fills(list(simulate(SELL_RULE, rules(), [RISEN, following]))) == filled


def test_given_a_candle_longer_than_the_life_then_only_its_open_can_fill() -> None:
    rule = strategy(order_timeout=1)
    fallen = candle(START, "100", "97.4")
    reaching = candle(START + 4 * HOUR, "98", "98", low="90")
    opening = candle(START + 4 * HOUR, "97.5", "98")

    assert fills(list(simulate(rule, rules(), [fallen, reaching]))) == []
    assert expiries(list(simulate(rule, rules(), [fallen, reaching]))) == [5]
    assert fills(list(simulate(rule, rules(), [fallen, opening]))) == [(4, "97.50")]


@pytest.mark.parametrize(
    ("following", "expired"),
    [
        ([row(1, "98", "98")], []),  # one hour of life is left
        ([row(1, "98", "98"), row(2, "98", "98")], [3]),  # the life ends with the candle
        ([row(9, "98", "98")], [3]),  # found over after a hole
        ([row(2, "98", "98", high="1")], [3]),  # an invalid candle may expire an order
    ],
)
def test_given_an_order_that_does_not_fill_then_it_expires_at_the_end_of_its_life(
    following: list[Candle], expired: list[int]
) -> None:
    assert expiries(list(simulate(BUY_RULE, rules(), [FALLEN, *following]))) == expired


def test_given_an_order_open_at_the_end_then_it_stays_open() -> None:
    *_, final = simulate(BUY_RULE, rules(), [FALLEN])

    assert final == Final(
        free=number("179.92"),
        reserved=number("20.08"),
        position=number(0),
        reserved_position=number(0),
        cost=number(0),
        realized=number(0),
        trades=0,
        open_orders=1,
        last_close=number("97.4"),
    )


def test_given_a_candle_that_fills_then_its_own_close_is_evaluated_with_the_books_after_it() -> None:
    log = list(simulate(strategy(timeframe="1h", buy_trigger="-2.5"), rules(), [FALLEN, row(1, "97", "90")]))

    assert [type(entry) for entry in log] == [Evaluated, Planned, Filled, Evaluated, Planned, Final]
    assert reasons(log) == [Reason.BUY, Reason.BUY]


def test_given_an_order_at_rest_then_the_next_signal_finds_it_open() -> None:
    log = list(simulate(BUY_RULE, rules(), [FALLEN, row(1, "110", "100")]))

    assert reasons(log) == [Reason.BUY, Reason.ORDER_OPEN]


def test_given_a_filled_order_then_the_cooldown_counts_from_the_candle_that_placed_it() -> None:
    rule = strategy(timeframe="1h", cooldown=2, order_timeout=5)
    falling = [row(hour, "100", "97", low="97") for hour in range(4)]

    # Placed at the close of hour 0 and filled in hour 1, it blocks the closes of the hours 1 and 2.
    assert reasons(list(simulate(rule, rules(), falling))) == [
        Reason.BUY,
        Reason.COOLDOWN,
        Reason.COOLDOWN,
        Reason.BUY,
    ]


def test_given_a_hole_then_the_previous_close_is_missing() -> None:
    rule = strategy(timeframe="1h", reference="previous_close")

    log = list(simulate(rule, rules(), [FALLEN, row(2, "100", "90"), row(3, "100", "80")]))

    assert reasons(log) == [Reason.CANDLE_MISSING, Reason.CANDLE_MISSING, Reason.BUY]


def test_given_an_invalid_candle_then_it_is_evaluated_as_such_and_so_is_the_one_that_refers_to_it() -> None:
    rule = strategy(timeframe="1h", reference="previous_close")
    invalid = row(1, "100", "100", high="1")

    log = list(simulate(rule, rules(), [FALLEN, invalid, row(2, "100", "100")]))

    assert reasons(log) == [Reason.CANDLE_MISSING, Reason.CANDLE_INVALID, Reason.CANDLE_INVALID]


def test_given_an_invalid_candle_at_the_end_then_its_close_is_the_last_one_as_it_stands() -> None:
    *_, final = simulate(BUY_RULE, rules(), [FALLEN, row(1, "1", "-7.50", high="1")])

    assert isinstance(final, Final)
    assert final.last_close == number("-7.50")


def test_given_no_candles_then_the_books_are_untouched() -> None:
    [final] = simulate(SELL_RULE, rules(), [])

    assert isinstance(final, Final)
    assert (final.free, final.position, final.cost, final.last_close) == (number(200), number(1), number(50), None)


def test_given_falling_or_repeated_times_then_they_are_refused() -> None:
    for time in (START, START - HOUR):
        with pytest.raises(ValueError, match="rise in time"):
            list(simulate(BUY_RULE, rules(), [FALLEN, replace(FALLEN, open_time=time)]))


@pytest.mark.parametrize("slippage", ["-0.1", "100"])
def test_given_a_slippage_out_of_range_then_there_is_no_simulation(slippage: str) -> None:
    with pytest.raises(ValueError, match="slippage is 0 to less than 100"):
        Simulation(BUY_RULE, rules(), number(slippage))


@pytest.mark.parametrize(
    ("side", "price", "slippage", "slipped"),
    [
        (Side.BUY, "100", "0", "100"),
        (Side.BUY, "100.001", "0", "100.01"),
        (Side.SELL, "100.009", "0", "100"),
        (Side.BUY, "100", "0.333", "100.34"),
        (Side.SELL, "100", "0.333", "99.66"),
        (Side.SELL, "0.009", "0", "0"),
    ],
)
def test_given_a_market_price_then_slippage_and_rounding_make_it_worse(
    side: Side, price: str, slippage: str, slipped: str
) -> None:
    assert slipped_price(rules(), side, number(price), number(slippage)) == number(slipped)


def test_given_slippage_then_an_open_at_the_limit_no_longer_fills_but_the_range_does() -> None:
    opening = row(1, "97.50", "98")
    better = row(1, "97.00", "98")

    assert fills(list(simulate(BUY_RULE, rules(), [FALLEN, opening], number("1")))) == [(1, "97.50")]
    assert fills(list(simulate(BUY_RULE, rules(), [FALLEN, better], number("0.1")))) == [(1, "97.10")]
    one_hour = strategy(timeframe="4h", order_timeout=1)
    later = candle(START + 4 * HOUR, "97.50", "98")
    assert fills(list(simulate(one_hour, rules(), [FALLEN, later], number("1")))) == []


def test_given_a_sell_whose_slipped_open_rounds_to_nothing_then_it_does_not_fill_there() -> None:
    rule = strategy(timeframe="1h", starting_position=owned("1000", "0.001"), sell_amount="1", order_timeout=2)
    market = rules(price_step="0.01", min_cost="0")
    rising = candle(START, "0.0090", "0.0095")

    log = list(simulate(rule, market, [rising, row(1, "0.009", "0.009")]))

    assert [entry.limit for entry in log if isinstance(entry, Planned)] == [number("0.01")]
    assert fills(log) == []


def test_given_weeks_then_they_are_derived_from_daily_candles_and_evaluated_at_their_close() -> None:
    rule = strategy(timeframe="1w", order_timeout=168)
    days = [candle(START + day * DAY, str(100 - day), str(99 - day)) for day in (*range(7), *range(8, 13), 14)]

    log = list(simulate(rule, rules(), days))

    assert [(entry.candle, entry.time, entry.reason) for entry in log if isinstance(entry, Evaluated)] == [
        (START, START + WEEK, Reason.BUY),
        (START + WEEK, START + 2 * WEEK, Reason.BUY),
    ]
    assert [entry.price for entry in log if isinstance(entry, Filled)] == [number(92)]
    assert isinstance(log[-1], Final)
    assert log[-1].last_close == number(87)


def test_given_an_invalid_day_then_its_week_is_invalid() -> None:
    days = [candle(START + day * DAY, "100", "90") for day in range(7)]
    days[2] = replace(days[2], high=number(95))

    assert reasons(list(simulate(strategy(timeframe="1w"), rules(), days))) == [Reason.CANDLE_INVALID]


def test_given_an_rsi_gate_then_it_opens_once_its_window_is_full_of_valid_closes() -> None:
    rule = strategy(timeframe="1h", rsi_period=2, rsi_max_for_buy="30", order_timeout=1)
    falling = [row(hour, "100", str(97 - hour)) for hour in range(4)]
    falling[1] = replace(falling[1], high=number(1))

    assert reasons(list(simulate(rule, rules(), falling))) == [
        Reason.RSI_NOT_OVERSOLD,
        Reason.CANDLE_INVALID,
        Reason.RSI_NOT_OVERSOLD,
        Reason.BUY,
    ]


def test_given_five_years_of_real_candles_then_money_is_conserved_to_the_last_digit() -> None:
    candles = [
        Candle(int(r["timestamp_ms_open"]), number(r["open"]), number(r["high"]), number(r["low"]), number(r["close"]))
        for r in shared_rows("data/candles/binance_BTC-EUR_1h.csv.gz")
    ]
    rule = strategy(pair="BTC/EUR", timeframe="1h", buy_trigger="-0.7", sell_trigger="0.7")

    *_, final = simulate(rule, rules(price_step="0.1"), candles, number("0.05"))

    assert isinstance(final, Final)
    assert final.trades > 1000
    kept = sum(map(int_of_1e12, (final.free, final.reserved, final.cost))) - int_of_1e12(final.realized)
    assert kept == 200 * 10**12


def int_of_1e12(value: object) -> int:
    """Money in units of its last possible decimal."""
    units = Fraction(str(value)) * 10**12
    assert units.denominator == 1
    return units.numerator
