"""The market's regime: facts about price and its averages, no forecast (SEMANTICS section 11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .indicators import sma


class Relation(StrEnum):
    """Where one value stands to another."""

    ABOVE = "above"
    EQUAL = "equal"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Regime:
    """Where the last close stands to its simple moving averages, and these to each other.

    A fact is None until the closes fill its longest window.
    """

    price_to_sma_20: Relation | None
    price_to_sma_50: Relation | None
    price_to_sma_200: Relation | None
    sma_50_to_sma_200: Relation | None


def regime(closes: Sequence[float]) -> Regime:
    """The facts at the last of these closes, given in rising order of time."""
    price = closes[-1] if closes else None
    short, middle, long = (_last_sma(closes, period) for period in (20, 50, 200))
    return Regime(
        price_to_sma_20=_relation(price, short),
        price_to_sma_50=_relation(price, middle),
        price_to_sma_200=_relation(price, long),
        sma_50_to_sma_200=_relation(middle, long),
    )


def _last_sma(closes: Sequence[float], period: int) -> float | None:
    window = sma(closes[-period:], period)
    return window[-1] if window else None


def _relation(value: float | None, other: float | None) -> Relation | None:
    if value is None or other is None:
        return None
    if value == other:
        return Relation.EQUAL
    return Relation.ABOVE if value > other else Relation.BELOW
