"""The fast simulator says what the engine says, whatever rule, market and candles; and the comparison would notice."""

from dataclasses import replace
from decimal import ROUND_UP, localcontext
from random import Random
from typing import override

import numpy as np
import pytest

from custom_components.aurono.engine.errors import LedgerError
from custom_components.aurono.engine.indicators import GateCloses
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.simulation import Expired, Filled, Final, LogEntry, simulate
from custom_components.aurono.engine.strategy import Reference, RuleStrategy
from custom_components.aurono.engine.timeframe import DAY, HOUR
from custom_components.aurono.lab import fast
from custom_components.aurono.lab.fast import book, columns, kernel, outlook, prefilter
from tests.engine.build import START, candle, number, rules, strategy

from .fuzz import Tally, difference, draw

CASES_AT_ONCE = 250
TRADED = {reason.value for reason in Reason} - {
    "MISSED_OFFLINE",
    "TOO_LATE",
    "EXCHANGE_UNREACHABLE",
    "CANDLE_NOT_CLOSED",
    "BREAKER_OPEN",
    "TICKER_UNAVAILABLE",
    "BALANCE_INSUFFICIENT",
}
"""Reasons that a simulation can give: the others are about the clock, the exchange and the account."""


@pytest.mark.parametrize("first", range(0, 2_000, CASES_AT_ONCE))
def test_given_random_rules_markets_and_candles_then_the_log_is_that_of_the_engine(first: int) -> None:
    tally = Tally()
    for seed in range(first, first + CASES_AT_ONCE):
        case = draw(seed)
        told, log = difference(case)
        assert told is None, f"seed {seed}: {told}\n{case.rule}\n{case.market}\nslippage {case.slippage}"
        tally.add(case, log)

    assert set(tally.reasons) == TRADED
    assert min(tally.fills, tally.expiries) > 100


def first_caught(limit: int = 200) -> int | None:
    """The first seed whose log is not the engine's."""
    return next((seed for seed in range(limit) if difference(draw(seed))[0] is not None), None)


def nothing(rule: RuleStrategy, measured: columns.Measured) -> columns.Flags:
    return np.zeros(len(measured.factor), dtype=np.bool_)


class OneCandleOutlook(outlook.Outlook):
    @override
    def end(self, placed: int, side: Side, limit: int, life_ends: int) -> tuple[int, int | None]:
        never = len(self._table)
        place, price = super().end(placed, side, limit, life_ends)
        return (place, price) if place == placed + 1 else (never, None)


def test_given_a_margin_turned_inward_then_it_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefilter, "MARGIN", -prefilter.MARGIN)

    assert first_caught() is not None


def test_given_no_margin_on_a_float_error_then_it_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefilter, "MARGIN", -1e-16)

    assert first_caught() is not None


def test_given_no_look_for_buys_then_it_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefilter, "may_buy", nothing)

    assert first_caught() is not None


def test_given_only_the_first_candle_of_an_orders_life_looked_at_then_it_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("custom_components.aurono.lab.fast.kernel.Outlook", OneCandleOutlook)

    assert first_caught() is not None


def rounded_down(self: book.Book, amount: int) -> int:
    """The cost of a sold part, cut off instead of rounded half-even."""
    return self.cost * amount // self.position


def one_candle_less(self: kernel._Cooldown, last: int | None, other: int | None) -> int:
    return max(0, waiting(self, last, other) - 1)


waiting = kernel._Cooldown._until


@pytest.mark.parametrize(
    ("owner", "name", "fault"),
    [
        (book.Book, "_cost_of", rounded_down),
        (kernel._Cooldown, "_until", one_candle_less),
        (columns.Table, "_follows", lambda table: np.arange(len(table)) > 0),
        (book, "MONEY_DECIMALS", 11),
        (outlook.Outlook, "_next", lambda *_, **__: 10**9),
    ],
)
def test_given_another_slip_then_it_is_caught(
    owner: object, name: str, fault: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner, name, fault)

    assert first_caught(1_000) is not None


@pytest.mark.parametrize("period", [2, 14, 100])
def test_given_closes_then_the_rsi_of_many_candles_at_once_is_that_of_the_engine_to_the_bit(period: int) -> None:
    random = Random(period)
    rows, price = [], number("100")
    for place in range(1_500):
        close = price + number(f"{random.gauss(0, 0.5):.3f}")
        low = "500" if place % 17 == 16 else None
        rows.append(candle(START + place * HOUR, str(price), str(close), low=low))
        price = close
    gate, expected = GateCloses(), []
    for row in rows:
        gate.add(row)
        if row.is_valid:
            expected.append(gate.rsi(period))
    table = fast.prepare(rows, HOUR)

    told = prefilter.rsi_at(table, np.flatnonzero(table.valid), period)

    assert [None if np.isnan(value) else value for value in told.tolist()] == expected


@pytest.mark.parametrize(("reference", "fills"), [(Reference.OPEN, 2), (Reference.PREVIOUS_CLOSE, 0)])
@pytest.mark.parametrize("order_timeout", [1, 4])
def test_given_prices_and_times_that_no_64_bits_hold_then_the_log_is_the_same(
    reference: Reference, fills: int, order_timeout: int
) -> None:
    rule = strategy(timeframe="1h", reference=reference, order_timeout=order_timeout)
    market = rules(amount_step="1e-30", price_step="0.00000001")
    moves = [("120", "115"), ("114", "118"), ("118", "123"), ("125", "9")]
    rows = [candle(START + place * HOUR, f"{one}e20", f"{two}e20") for place, (one, two) in enumerate(moves)]
    rows.append(replace(rows[0], open_time=START + 10**30))

    log = list(simulate(rule, market, rows))

    assert list(fast.simulate(rule, market, rows)) == log
    assert sum(isinstance(entry, Filled) for entry in log) == fills


def test_given_a_cost_that_rounding_would_turn_negative_then_both_refuse_to_go_on() -> None:
    # A settlement step finer than the 12 decimals of a sold cost; no exchange has one.
    rule = strategy(sell_amount="0.00000000000080", minimum_position="1e-20", buy_amount="0.0000000000007")
    market = rules(settlement_step="1e-16", amount_step="1e-20", min_cost="0", taker_fee="0")
    rows = [
        candle(START, "120", "115"),
        candle(START + 4 * HOUR, "115", "115"),
        candle(START + 8 * HOUR, "130", "140"),
        candle(START + 12 * HOUR, "140", "140"),
    ]

    for simulator in (simulate, fast.simulate):
        with pytest.raises(LedgerError):
            list(simulator(rule, market, rows))


def test_given_a_decimal_context_that_others_changed_then_the_log_is_the_same() -> None:
    with localcontext(prec=4, rounding=ROUND_UP):
        for seed in range(60):
            assert difference(draw(seed))[0] is None


@pytest.mark.parametrize("timeframe", ["1h", "1w"])
def test_given_candles_that_do_not_rise_then_both_say_so(timeframe: str) -> None:
    rows = [candle(START + DAY, "1", "1"), candle(START, "1", "1")]

    for simulator in (simulate, fast.simulate):
        with pytest.raises(ValueError, match="must rise in time"):
            list(simulator(strategy(timeframe=timeframe), rules(), rows))
    with pytest.raises(ValueError, match="must rise in time"):
        fast.prepare([replace(row, open_time=row.open_time + 10**30) for row in rows], HOUR)


@pytest.mark.parametrize("slippage", ["-0.1", "100"])
def test_given_an_impossible_slippage_then_both_say_so(slippage: str) -> None:
    for simulator in (simulate, fast.simulate):
        with pytest.raises(ValueError, match="slippage is 0 to less than 100"):
            list(simulator(strategy(), rules(), [], number(slippage)))


def test_given_a_prepared_table_then_its_candle_length_is_what_counts() -> None:
    """Minutes, which are no timeframe of ours: an order of one hour lives for 60 candles."""
    minute = 60_000
    rule = strategy(timeframe="1h", order_timeout=1)

    def end_of_the_order(*last: int) -> type[LogEntry]:
        opened = np.array([12_000] + [11_800] * 59 + [*last])
        close = np.array([11_580, *opened[1:]])
        time = START + minute * np.arange(len(opened))
        table = fast.Table(minute, 2, time=time, opened=opened, high=opened, low=close, close=close)
        return type([*fast.run(rule, rules(), table, evaluated=False)][1])

    assert end_of_the_order() is Final
    assert end_of_the_order(11_700) is Filled
    assert end_of_the_order(11_701) is Expired
