"""The candles where a rule may fire, found in one pass over float columns, and their RSI where a gate needs it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import repeat

import numpy as np

from ...engine.indicators import RSI_CLOSES, rsi
from ...engine.strategy import Reference, RuleStrategy
from .columns import Flags, Floats, Measured, Places, Table

MARGIN = 1e-9
"""How much further than its trigger, as a part of the price, a rule looks; the floats are off by less than 1e-15."""

_ROWS_AT_ONCE = 512
"""So many windows of closes are in memory together: 1 MB of doubles."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candles that must be decided exactly; every other one is NO_SIGNAL, or cannot be evaluated.

    ``reference`` and ``close`` are whole numbers of the table, ``closes_at`` is the close time (ms). The two lists of
    flags say where the RSI forbids a buy or a sell; None where no gate is set.
    """

    places: Places
    reference: list[int]
    close: list[int]
    closes_at: list[int]
    buy_gated: list[bool] | None
    sell_gated: list[bool] | None

    def rows(self) -> Iterator[tuple[int, int, int, int, bool, bool]]:
        """Place, reference, close, close time, and whether the RSI forbids a buy, and a sell."""
        return zip(
            self.places.tolist(),
            self.reference,
            self.close,
            self.closes_at,
            repeat(False) if self.buy_gated is None else self.buy_gated,
            repeat(False) if self.sell_gated is None else self.sell_gated,
            strict=False,
        )


def find_candidates(strategy: RuleStrategy, table: Table, measured: Measured) -> Candidates:
    """A superset of the candles whose change meets a trigger."""
    places = np.flatnonzero(may_buy(strategy, measured) | may_sell(strategy, measured))
    reference = table.open.at(places) if strategy.reference is Reference.OPEN else table.close.at(places - 1)
    length = table.length
    closes_at = [time + length for time in table.time.at(places)]
    buy_gated = sell_gated = None
    if strategy.needs_rsi and strategy.rsi_period is not None:
        strength = rsi_at(table, places, strategy.rsi_period)
        # A missing RSI is NaN, which no comparison admits.
        if strategy.rsi_max_for_buy is not None:
            buy_gated = (~(strength <= float(strategy.rsi_max_for_buy))).tolist()
        if strategy.rsi_min_for_sell is not None:
            sell_gated = (~(strength >= float(strategy.rsi_min_for_sell))).tolist()
    return Candidates(places, reference, table.close.at(places), closes_at, buy_gated, sell_gated)


def may_buy(strategy: RuleStrategy, measured: Measured) -> Flags:
    """Where the close may have fallen by the buy trigger or more."""
    return measured.factor <= _factor(strategy.buy_trigger) * (1 + MARGIN)


def may_sell(strategy: RuleStrategy, measured: Measured) -> Flags:
    """Where the close may have risen by the sell trigger or more."""
    return measured.factor >= _factor(strategy.sell_trigger) * (1 - MARGIN)


def _factor(percent: Decimal) -> float:
    """The double nearest to 1 + percent / 100."""
    numerator, denominator = percent.as_integer_ratio()
    return (100 * denominator + numerator) / (100 * denominator)


def rsi_at(table: Table, places: Places, period: int) -> Floats:
    """What ``indicators.GateCloses`` gives at these valid candles, to the bit; NaN where there is none.

    The same sums in the same order, for many candles at a time: each double is computed by itself.
    """
    closes = table.valid_closes
    ends = table.valid_places[places]
    strength = np.full(len(places), np.nan)
    early = ends <= RSI_CLOSES
    if early.any():
        series = rsi(closes[:RSI_CLOSES].tolist(), period)
        known = np.array([np.nan if value is None else value for value in series])
        strength[early] = known[ends[early] - 1]
    late = np.flatnonzero(~early)
    for first in range(0, len(late), _ROWS_AT_ONCE):
        rows = late[first : first + _ROWS_AT_ONCE]
        windows = closes[ends[rows][:, np.newaxis] + np.arange(-RSI_CLOSES, 0)]
        strength[rows] = _strength(windows, period)
    return strength


def _strength(windows: Floats, period: int) -> Floats:
    moves = np.diff(windows, axis=1).T
    gains, losses = np.where(moves > 0, moves, 0.0), np.where(moves < 0, -moves, 0.0)
    gain, loss = np.zeros(len(windows)), np.zeros(len(windows))
    for up, down in zip(gains[:period], losses[:period], strict=True):
        gain += up
        loss += down
    gain /= period
    loss /= period
    for up, down in zip(gains[period:], losses[period:], strict=True):
        gain = (gain * (period - 1) + up) / period
        loss = (loss * (period - 1) + down) / period
    none = loss == 0
    ratio = np.divide(gain, loss, out=np.zeros(len(windows)), where=~none)
    return np.where(none, np.where(gain == 0, 50.0, 100.0), 100 - 100 / (1 + ratio))
