"""An outcome of an evaluation as attributes of an entity: decimals as exact text, moments as ISO 8601."""

from typing import Any

from ..engine.events import Evaluated
from ..engine.numbers import plain
from ..moments import iso

_DECIMALS = (
    "open",
    "close",
    "reference",
    "change",
    "floor",
    "ticker",
    "limit",
    "amount",
    "reserved",
    "required",
    "available",
)


def decision_attributes(evaluated: Evaluated) -> dict[str, Any]:
    """The candle, and the numbers as far as the evaluation came."""
    numbers = evaluated.numbers
    attributes: dict[str, Any] = {
        "candle": iso(evaluated.candle),
        "closed": iso(evaluated.close_time),
        "version": evaluated.version,
    }
    if evaluated.count > 1:
        attributes["candles"] = evaluated.count
    if evaluated.detail:
        attributes["failure"] = evaluated.detail
    for name in _DECIMALS:
        if (value := getattr(numbers, name)) is not None:
            attributes[name] = plain(value)
    if numbers.rsi is not None:
        attributes["rsi"] = f"{numbers.rsi:.2f}"
    if numbers.until is not None:
        attributes["until"] = iso(numbers.until)
    return attributes
