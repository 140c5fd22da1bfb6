"""Section 11, bit for bit against a naive reading and, where ../shared is there, against the reference values."""

from collections.abc import Callable, Sequence
from dataclasses import replace
import json
import math
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.indicators import RSI_CLOSES, GateCloses, Series, ema, macd, rsi, sma
from custom_components.aurono.engine.timeframe import HOUR

from .build import START, candle
from .shared import shared_file, shared_rows

closes_of = st.lists(st.floats(min_value=0.001, max_value=1e6, allow_nan=False), max_size=60)
periods = st.integers(min_value=2, max_value=20)
NAMES: dict[str, Callable[[list[float]], Series]] = {
    "SMA_20": lambda closes: sma(closes, 20),
    "SMA_50": lambda closes: sma(closes, 50),
    "SMA_200": lambda closes: sma(closes, 200),
    "EMA_12": lambda closes: ema(closes, 12),
    "EMA_26": lambda closes: ema(closes, 26),
    "EMA_50": lambda closes: ema(closes, 50),
    "RSI_14": lambda closes: rsi(closes, 14),
    "MACD_12_26_9": lambda closes: macd(closes).line,
    "MACD_SIGNAL_9": lambda closes: macd(closes).signal,
    "MACD_HIST": lambda closes: macd(closes).histogram,
}


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    """The reference values, see the README next to them."""
    path = shared_file("data/indicators/kraken_BTC-EUR_4h.indicators.json")
    values: dict[str, Any] = json.loads(path.read_text())
    return values


@pytest.fixture(scope="module")
def reference_closes() -> list[float]:
    return [float(row["close"]) for row in shared_rows("data/candles/kraken_BTC-EUR_4h.csv.gz")]


@pytest.mark.parametrize("name", NAMES)
def test_given_the_reference_series_then_every_value_agrees_and_is_absent_where_it_is_absent_there(
    name: str, reference: dict[str, Any], reference_closes: list[float]
) -> None:
    expected = (reference["plain_sma_seed"] if name in reference["plain_sma_seed"] else reference["talib"])[name]

    values = NAMES[name](reference_closes)

    assert len(values) == len(reference_closes) == reference["rows_total"]
    for ours, theirs in [
        *zip(values, expected["first400"], strict=False),
        *zip(values[-50:], expected["last50"], strict=True),
    ]:
        assert (ours is None) == (theirs is None)
        if ours is not None:
            # The references sum differently; prices here are about 1e5.
            assert math.isclose(ours, theirs, rel_tol=1e-12, abs_tol=1e-9)


def naive_mean(values: Sequence[float]) -> float:
    total = values[0]
    for value in values[1:]:
        total = total + value
    return total / len(values)


@given(closes_of, periods)
def test_given_any_closes_then_the_simple_average_is_each_window_summed_from_the_left(
    closes: list[float], period: int
) -> None:
    assert sma(closes, period) == [
        naive_mean(closes[place - period + 1 : place + 1]) if place >= period - 1 else None
        for place in range(len(closes))
    ]


@given(closes_of, periods)
def test_given_any_closes_then_the_exponential_average_follows_its_recurrence_bit_for_bit(
    closes: list[float], period: int
) -> None:
    values = ema(closes, period)

    for place, value in enumerate(values):
        if place < period - 1:
            assert value is None
        elif place == period - 1:
            assert value == naive_mean(closes[:period])
        else:
            before = values[place - 1]
            assert before is not None
            assert value == before + 2 / (period + 1) * (closes[place] - before)
    assert len(values) == len(closes)


@given(closes_of, periods)
def test_given_any_closes_then_the_rsi_follows_wilders_recurrence_bit_for_bit(closes: list[float], period: int) -> None:
    expected: list[float | None] = []
    gains = losses = 0.0
    for place in range(len(closes)):
        move = closes[place] - closes[place - 1] if place else 0.0
        gain, loss = (move, 0.0) if move > 0 else (0.0, -move)
        if place <= period:
            gains, losses = gains + gain, losses + loss
            if place == period:
                gains, losses = gains / period, losses / period
        else:
            gains, losses = (gains * (period - 1) + gain) / period, (losses * (period - 1) + loss) / period
        if place < period:
            expected.append(None)
        elif losses == 0:
            expected.append(50.0 if gains == 0 else 100.0)
        else:
            expected.append(100 - 100 / (1 + gains / losses))

    assert rsi(closes, period) == expected


@given(st.lists(st.floats(min_value=0.001, max_value=1e6), max_size=120))
def test_given_any_closes_then_macd_is_made_of_averages_seeded_with_their_own_first_closes(closes: list[float]) -> None:
    result = macd(closes, fast=3, slow=7, smoothing=4)

    assert len(result.line) == len(result.signal) == len(result.histogram) == len(closes)
    for place, (line, quick, steady) in enumerate(zip(result.line, ema(closes, 3), ema(closes, 7), strict=True)):
        assert line == (quick - steady if place >= 6 and quick is not None and steady is not None else None)
    known = [line for line in result.line if line is not None]
    assert result.signal[6:] == ema(known, 4)
    for line, signal, histogram in zip(result.line, result.signal, result.histogram, strict=True):
        assert histogram == (line - signal if line is not None and signal is not None else None)


@pytest.mark.parametrize(
    ("closes", "value"),
    [
        ([5.0, 5.0, 5.0], 50.0),
        ([5.0, 6.0, 7.0], 100.0),
        ([7.0, 6.0, 5.0], 0.0),
        ([5.0, 6.0, 5.0], 50.0),
        ([5.0, 6.0], None),
    ],
)
def test_given_still_rising_or_falling_closes_then_the_rsi_is_at_its_middle_or_an_end(
    closes: list[float], value: float | None
) -> None:
    assert rsi(closes, 2)[-1] == value


@pytest.mark.parametrize("count", [14, 15, 249, 250, 251, 400])
def test_given_a_history_then_the_gate_looks_at_its_last_250_closes_and_needs_one_more_than_the_period(
    count: int,
) -> None:
    rows = [candle(START + place * HOUR, "100", str(100 + (place * place) % 17)) for place in range(count)]
    closes = [float(row.close) for row in rows]

    gate = GateCloses(rows)
    value = gate.rsi(14)

    assert len(gate) == min(count, RSI_CLOSES)
    assert value == rsi(closes[-RSI_CLOSES:], 14)[-1]
    assert (value is None) == (count < 15)
    if count == 400:
        assert value != rsi(closes, 14)[-1]


def test_given_invalid_candles_then_their_closes_enter_no_indicator() -> None:
    rows = [candle(START + place * HOUR, "100", str(100 + (place * place) % 17)) for place in range(300)]
    spoiled = [replace(row, low=row.high + 1) if place % 7 == 0 else row for place, row in enumerate(rows)]

    assert GateCloses(spoiled).rsi(14) == GateCloses([row for place, row in enumerate(rows) if place % 7]).rsi(14)


def test_given_no_candle_then_the_gate_has_no_rsi() -> None:
    assert GateCloses().rsi(2) is None


def test_given_a_close_with_many_digits_then_the_nearest_double_counts() -> None:
    texts = ["0.1", "0.30000000000000000000000001", "0.2", "0.25"]
    rows = [candle(START + place * HOUR, text, text) for place, text in enumerate(texts)]

    assert GateCloses(rows).rsi(3) == rsi([0.1, 0.3, 0.2, 0.25], 3)[-1]
