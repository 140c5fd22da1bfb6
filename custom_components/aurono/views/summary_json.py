"""The summary of a simulation as the outside gets it: decimals as plain strings, times as ISO 8601 and milliseconds."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..engine.numbers import plain
from ..moments import iso

if TYPE_CHECKING:
    from ..lab.summary import Summary

_TIMES = frozenset({"start", "end"})


def summary_json(summary: Summary) -> dict[str, Any]:
    """Every figure by its name (``lab.summary``), the reasons by theirs."""
    figures: dict[str, Any] = _json(summary)
    for name in _TIMES:
        figures[f"{name}_ms"] = time = figures[name]
        figures[name] = None if time is None else iso(time)
    return figures


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Mapping):
        return {str(name): _json(item) for name, item in value.items()}
    if is_dataclass(value):
        return {field.name: _json(getattr(value, field.name)) for field in fields(value)}
    return value
