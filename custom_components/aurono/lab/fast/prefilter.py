"""The candles where a rule fires: found roughly in one pass over float columns, then told exactly; and their RSI."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

import numpy as np

from ...engine.indicators import RSI_CLOSES, rsi
from ...engine.strategy import Reference, RuleStrategy
from .columns import Flags, Floats, Measured, Places, Table
from .scale import decimals_of, power, scaled

MARGIN = 1e-9
"""How much further than its trigger, as a part of the price, a rule looks; the floats are off by less than 1e-15."""

_ROWS_AT_ONCE = 512
"""So many windows of closes are in memory together: 1 MB of doubles."""


class Fires(IntEnum):
    """What the change of a candle calls for, and whether the RSI lets it."""

    BUY = 0
    SELL = 1
    GATED_BUY = 2
    GATED_SELL = 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candles where the rule fires, in rising order; ``reference`` and ``close`` are whole numbers of the table."""

    places: list[int]
    fires: list[Fires]
    reference: list[int]
    close: list[int]

    def rows(self) -> Iterator[tuple[int, Fires, int, int]]:
        """The columns side by side."""
        return zip(self.places, self.fires, self.reference, self.close, strict=True)


def find_candidates(strategy: RuleStrategy, table: Table) -> Candidates:
    """The candles whose change meets a trigger. Kept with the table for the next rule with the same triggers."""
    key = (
        strategy.reference,
        strategy.buy_trigger,
        strategy.sell_trigger,
        strategy.rsi_period,
        strategy.rsi_max_for_buy,
        strategy.rsi_min_for_sell,
    )
    found = table.found
    if found is not None and found[0] == key:
        assert isinstance(found[1], Candidates)
        return found[1]
    candidates = _find(strategy, table)
    table.found = key, candidates
    return candidates


def _find(strategy: RuleStrategy, table: Table) -> Candidates:
    measured = table.measured(strategy.reference)
    places = np.flatnonzero(may_buy(strategy, measured) | may_sell(strategy, measured))
    reference = table.open.at(places) if strategy.reference is Reference.OPEN else table.close.at(places - 1)
    close = table.close.at(places)

    # The change as a product, since no quotient decides: close × 100 against reference × (100 + trigger).
    decimals = max(decimals_of(strategy.buy_trigger), decimals_of(strategy.sell_trigger))
    hundred = 100 * power(decimals)
    buy, sell = (hundred + scaled(trigger, decimals) for trigger in (strategy.buy_trigger, strategy.sell_trigger))
    fires = [
        Fires.BUY if price * hundred <= of * buy else Fires.SELL if price * hundred >= of * sell else None
        for price, of in zip(close, reference, strict=True)
    ]
    if None in fires:
        sure = [place for place, side in enumerate(fires) if side is not None]
        places = places[sure]
        reference, close = [reference[place] for place in sure], [close[place] for place in sure]
    sides = [side for side in fires if side is not None]
    if strategy.needs_rsi and strategy.rsi_period is not None:
        sides = _gated(sides, strategy, rsi_at(table, places, strategy.rsi_period))
    return Candidates(places.tolist(), sides, reference, close)


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


def _gated(sides: list[Fires], strategy: RuleStrategy, strength: Floats) -> list[Fires]:
    """With those marked that the RSI forbids; a missing one is NaN, which no comparison admits."""
    most, least = strategy.rsi_max_for_buy, strategy.rsi_min_for_sell
    buys = np.full(len(sides), fill_value=True) if most is None else strength <= float(most)
    sells = np.full(len(sides), fill_value=True) if least is None else strength >= float(least)
    return [
        (side if buy else Fires.GATED_BUY) if side is Fires.BUY else (side if sell else Fires.GATED_SELL)
        for side, buy, sell in zip(sides, buys.tolist(), sells.tolist(), strict=True)
    ]


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
