"""Events and portfolios as canonical JSON text, and back.

One value has one text: fields in declared order, no blanks, None left out, decimals as plain strings, enums as
their values, a pair as ``BASE/QUOTE``, doubles in their shortest form. The converters are built from the
dataclasses themselves, once per class.

Payloads of an older schema are lifted on reading by upcasters, one step at a time; what is on disk never changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from math import isfinite
import re
from types import UnionType
from typing import Any, TypeAliasType, Union, cast, get_args, get_origin, get_type_hints

import orjson

from ..engine.events import BOOK_EVENTS, SCHEMA_VERSION, STRATEGY_EVENTS, Event
from ..engine.market import Pair
from ..engine.numbers import plain
from .errors import CodecError

type Json = dict[str, Any]
type Upcaster = Callable[[Json], Json]
type _Convert = Callable[[Any], Any]
type _Converters = tuple[_Convert, _Convert]

_PLAIN_DECIMAL = re.compile(r"(?!-0\Z)-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_MAX_DECIMAL_DIGITS = 400
"""No value of a ledger comes near; it keeps a runaway exponent from filling the disk."""


def _kind(event_type: type[Event]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", event_type.__name__).lower()


KINDS: Mapping[str, type[Event]] = {_kind(event_type): event_type for event_type in (*STRATEGY_EVENTS, *BOOK_EVENTS)}
"""The name of every kind of event on disk. Renaming a class must keep its name here: a test pins them."""

_KIND_OF = {event_type: kind for kind, event_type in KINDS.items()}


def kind_of(event: Event) -> str:
    """The name under which an event is stored; raises CodecError for what is none."""
    return kind_of_type(type(event))


def kind_of_type(event_type: type[Event]) -> str:
    """The name under which this kind of event is stored; raises CodecError for what is none."""
    try:
        return _KIND_OF[event_type]
    except KeyError:
        raise CodecError(f"{event_type.__name__} is not a kind of event") from None


@dataclass(frozen=True, slots=True)
class Entry:
    """An event and its place: the ``version``-th of its stream (``engine.events.stream_of``), counted from 1."""

    stream: str
    version: int
    event: Event


class EventCodec:
    """Writes events in the current schema and reads those of every earlier one.

    A record is ``{"stream", "version", "kind", "schema", "event": {...}}``. An upcaster under ``(kind, schema)`` turns
    the fields of such an event into those of ``schema + 1``; without one they did not change.
    """

    def __init__(
        self, upcasters: Mapping[tuple[str, int], Upcaster] | None = None, *, schema: int = SCHEMA_VERSION
    ) -> None:
        self.schema = schema
        self._upcasters = upcasters or {}

    def encode(self, entry: Entry) -> str:
        """The record of an event; raises CodecError if a field holds what it must not."""
        kind = kind_of(entry.event)
        event = _converters(type(entry.event))[0](entry.event)
        return _dump(dict(zip(_RECORD, (entry.stream, entry.version, kind, self.schema, event), strict=True)))

    def decode(self, record: str | bytes) -> Entry:
        """The event written so; raises CodecError for an unknown kind, schema or field, or a value out of bounds."""
        data = _parse(record)
        if type(data) is not dict or tuple(data) != _RECORD:
            raise CodecError("not the record of an event")
        stream, version, kind, schema, event = data.values()
        if not (type(stream) is str and type(version) is int and type(kind) is str and type(schema) is int):
            raise CodecError("not the record of an event")
        return Entry(stream, version, self._event(kind, schema, event))

    def _event(self, kind: str, schema: int, data: Json) -> Event:
        event_type = KINDS.get(kind)
        if event_type is None:
            raise CodecError(f"unknown kind of event: {kind}")
        if not 1 <= schema <= self.schema:
            raise CodecError(f"{kind}: schema {schema} is unknown, the newest known is {self.schema}")
        for older in range(schema, self.schema):
            if (upcast := self._upcasters.get((kind, older))) is not None:
                try:
                    data = upcast(data)
                except (LookupError, TypeError, ValueError) as error:
                    raise CodecError(f"{kind}: schema {older} cannot be read: {error!r}") from error
        return cast("Event", _converters(event_type)[1](data))


_RECORD = ("stream", "version", "kind", "schema", "event")

EVENTS = EventCodec()


def encode(value: object) -> str:
    """The canonical text of any record of the engine; raises CodecError if a field holds what it must not."""
    return _dump(_converters(type(value))[0](value))


def decode[T](kind: type[T], text: str | bytes) -> T:
    """The record of this kind written so; raises CodecError for anything else."""
    return cast("T", _converters(kind)[1](_parse(text)))


def _dump(data: Json) -> str:
    try:
        return orjson.dumps(data).decode()
    except TypeError as error:
        raise CodecError(f"cannot be written: {error}") from error


def _parse(text: str | bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise CodecError(f"not JSON: {error}") from error


def _converters(hint: Any) -> _Converters:
    """Encoder and decoder between a value of this type and what JSON can say."""
    if (known := _KNOWN.get(hint)) is None:
        known = _KNOWN[hint] = _build(hint)
    return known


def _build(hint: Any) -> _Converters:
    if isinstance(hint, TypeAliasType):
        return _converters(hint.__value__)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    match get_origin(hint), get_args(hint):
        case origin, (item, rest) if origin is tuple and rest is Ellipsis:
            return _sequence(item)
        case origin, (key, value) if isinstance(origin, type) and issubclass(origin, Mapping):
            return _mapping(key, value)
        case _:
            raise CodecError(f"no canonical text is defined for {hint}")


def _exactly(kind: type) -> _Convert:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise CodecError(f"{value!r} is not {kind.__name__}")
        return value

    return check


def _encode_decimal(value: Any) -> str:
    if type(value) is not Decimal or not value.is_finite() or abs(value.adjusted()) > _MAX_DECIMAL_DIGITS:
        raise CodecError(f"{value!r} is not a decimal of a ledger")
    return plain(value)


def _decode_decimal(text: Any) -> Decimal:
    if type(text) is not str or _PLAIN_DECIMAL.fullmatch(text) is None:
        raise CodecError(f"{text!r} is not a plain decimal")
    return Decimal(text)


def _encode_float(value: Any) -> float:
    if type(value) is not float or not isfinite(value):
        raise CodecError(f"{value!r} is not a finite double")
    return value


def _encode_pair(value: Any) -> str:
    if type(value) is not Pair:
        raise CodecError(f"{value!r} is not a pair")
    return str(value)


def _decode_pair(text: Any) -> Pair:
    if type(text) is not str:
        raise CodecError(f"{text!r} is not a pair")
    try:
        return Pair.parse(text)
    except ValueError as error:
        raise CodecError(str(error)) from error


_KNOWN: dict[Any, _Converters] = {
    str: (_exactly(str), _exactly(str)),
    int: (_exactly(int), _exactly(int)),
    bool: (_exactly(bool), _exactly(bool)),
    float: (_encode_float, _exactly(float)),
    Decimal: (_encode_decimal, _decode_decimal),
    Pair: (_encode_pair, _decode_pair),
}


def _enum(kind: type[Enum]) -> _Converters:
    members = {member.value: member for member in kind}

    def encode_member(value: Any) -> Any:
        if type(value) is not kind:
            raise CodecError(f"{value!r} is not a {kind.__name__}")
        return value.value

    def decode_member(value: Any) -> Enum:
        try:
            return members[value]
        except KeyError, TypeError:
            raise CodecError(f"{value!r} is not a {kind.__name__}") from None

    return encode_member, decode_member


def _sequence(item: Any) -> _Converters:
    encode_item, decode_item = _converters(item)
    is_tuple, is_list = _exactly(tuple), _exactly(list)
    return (
        lambda values: [encode_item(value) for value in is_tuple(values)],
        lambda values: tuple([decode_item(value) for value in is_list(values)]),
    )


def _mapping(key: Any, item: Any) -> _Converters:
    encode_key, decode_key = _converters(key)
    encode_item, decode_item = _converters(item)
    is_dict = _exactly(dict)
    return (
        lambda values: {encode_key(name): encode_item(value) for name, value in values.items()},
        lambda values: {decode_key(name): decode_item(value) for name, value in is_dict(values).items()},
    )


def _optional(hint: Any) -> tuple[Any, bool]:
    """The type without its None, and whether it had one."""
    if get_origin(hint) in {Union, UnionType}:
        rest = tuple(arg for arg in get_args(hint) if arg is not type(None))
        if len(rest) == 1:
            return rest[0], True
    return hint, False


def _record(kind: type) -> _Converters:
    hints = get_type_hints(kind)
    encoders: list[tuple[str, _Convert, bool]] = []
    decoders: list[tuple[str, _Convert, bool]] = []
    for field in fields(kind):
        if not field.init or field.kw_only:
            raise CodecError(f"{kind.__name__}.{field.name} is not a plain positional field")
        hint, optional = _optional(hints[field.name])
        encode_field, decode_field = _converters(hint)
        encoders.append((field.name, encode_field, optional))
        decoders.append((field.name, decode_field, optional))

    def encode_record(record: Any) -> Json:
        if type(record) is not kind:
            raise CodecError(f"{record!r} is not a {kind.__name__}")
        out: Json = {}
        name = ""
        try:
            for name, encode_field, optional in encoders:
                value = getattr(record, name)
                if value is not None or not optional:
                    out[name] = encode_field(value)
        except CodecError as error:
            raise CodecError(f"{kind.__name__}.{name}: {error}") from None
        return out

    def decode_record(data: Any) -> Any:
        if type(data) is not dict:
            raise CodecError(f"{kind.__name__}: {data!r} is not an object")
        values: list[Any] = []
        present = 0
        name = ""
        try:
            for name, decode_field, optional in decoders:
                value = data.get(name)
                if value is None and optional:
                    values.append(None)
                else:
                    present += 1
                    values.append(decode_field(value))
        except CodecError as error:
            raise CodecError(f"{kind.__name__}.{name}: {error}") from None
        if present != len(data):
            extra = sorted(key for key, value in data.items() if value is None or key not in hints)
            raise CodecError(f"{kind.__name__}: unknown or empty fields {extra}")
        try:
            return kind(*values)
        except Exception as error:
            raise CodecError(f"{kind.__name__}: {error}") from error

    return encode_record, decode_record
