"""Indicators of closing prices, as binary doubles (SEMANTICS section 11).

The one place of the engine where floats are right: an indicator is a measure, never money. Everything is computed
with plain operations from left to right, so that every language with IEEE-754 doubles gets the same bits; Python's
``sum`` would not do, since it compensates rounding errors. A value is None until its full window is there. Closes are
taken by position: the holes that exchanges leave are skipped, not filled.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .candle import Candle

RSI_CLOSES = 250
"""How many closes the RSI gate of an evaluation looks back on, this one included."""

type Series = list[float | None]


def sma(closes: Sequence[float], period: int) -> Series:
    """Simple moving average: the mean of the last ``period`` closes, each summed anew from its oldest."""
    absent = min(period - 1, len(closes))
    return [None] * absent + [_mean(closes[end - period : end]) for end in range(period, len(closes) + 1)]


def ema(closes: Sequence[float], period: int) -> Series:
    """Exponential moving average, seeded with the mean of the first ``period`` closes; α = 2 / (period + 1)."""
    if len(closes) < period:
        return [None] * len(closes)
    alpha = 2 / (period + 1)
    average = _mean(closes[:period])
    values: Series = [None] * (period - 1) + [average]
    for close in closes[period:]:
        average += alpha * (close - average)
        values.append(average)
    return values


def rsi(closes: Sequence[float], period: int) -> Series:
    """Relative strength index, 0 to 100 (J. Welles Wilder, New Concepts in Technical Trading Systems, 1978)."""
    strengths = [_strength(gain, loss) for gain, loss in _average_moves(closes, period)]
    return [None] * (len(closes) - len(strengths)) + strengths


@dataclass(frozen=True, slots=True)
class Macd:
    """Moving average convergence/divergence: the line, its signal, and the difference; one value per close."""

    line: Series
    signal: Series
    histogram: Series


def macd(closes: Sequence[float], fast: int = 12, slow: int = 26, smoothing: int = 9) -> Macd:
    """EMA(fast) − EMA(slow), its EMA(smoothing) and their difference; each EMA is seeded with its own first closes."""
    line: Series = [
        None if quick is None or steady is None else quick - steady
        for quick, steady in zip(ema(closes, fast), ema(closes, slow), strict=True)
    ]
    known = [value for value in line if value is not None]
    signal = [None] * (len(line) - len(known)) + ema(known, smoothing)
    histogram = [
        None if value is None or smooth is None else value - smooth for value, smooth in zip(line, signal, strict=True)
    ]
    return Macd(line, signal, histogram)


class GateCloses:
    """The last 250 closes, on which the RSI gate looks back; an invalid candle's close is none of them."""

    def __init__(self, candles: Iterable[Candle] = ()) -> None:
        """Those of rising candles."""
        closes = [float(candle.close) for candle in candles if candle.is_valid]
        self._closes: deque[float] = deque(closes, maxlen=RSI_CLOSES)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._closes)

    def add(self, candle: Candle) -> None:
        """Take in the next candle."""
        if candle.is_valid:
            self._closes.append(float(candle.close))

    def rsi(self, period: int) -> float | None:
        """The RSI of these closes, of which it needs period + 1; None with fewer."""
        last = deque(_average_moves(tuple(self._closes), period), maxlen=1)
        return _strength(*last[0]) if last else None


def _mean(values: Sequence[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def _average_moves(closes: Sequence[float], period: int) -> Iterator[tuple[float, float]]:
    """Wilder's average gain and loss per close, from the first that has ``period`` moves behind it."""
    if len(closes) <= period:
        return
    gain = loss = 0.0
    for before, after in pairwise(closes[: period + 1]):
        move = after - before
        if move > 0:
            gain += move
        else:
            loss -= move
    gain /= period
    loss /= period
    yield gain, loss
    for before, after in pairwise(closes[period:]):
        move = after - before
        gain = (gain * (period - 1) + (move if move > 0 else 0.0)) / period
        loss = (loss * (period - 1) + (-move if move < 0 else 0.0)) / period
        yield gain, loss


def _strength(gain: float, loss: float) -> float:
    if loss == 0:
        return 50.0 if gain == 0 else 100.0
    return 100 - 100 / (1 + gain / loss)
