"""The log of a simulation as JSON lines (SEMANTICS section 13)."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
import json

from ..engine.numbers import plain
from ..engine.simulation import Evaluated, Expired, Filled, Final, LogEntry, Planned

_EVENTS: Mapping[type[LogEntry], str] = {
    Evaluated: "evaluated",
    Planned: "planned",
    Filled: "filled",
    Expired: "expired",
    Final: "final",
}
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in _EVENTS}
_ENCODER = json.JSONEncoder(separators=(",", ":"))


def to_json(entry: LogEntry) -> str:
    """One line: prices, amounts and money as plain decimal strings, times and counts as integers."""
    kind = type(entry)
    values = {name: _value(getattr(entry, name)) for name in _FIELDS[kind]}
    return _ENCODER.encode({"event": _EVENTS[kind], **values})


def _value(value: Decimal | str | int | None) -> str | int | None:
    return plain(value) if isinstance(value, Decimal) else value
