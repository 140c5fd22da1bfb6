"""Records of the engine as canonical JSON text, and back.

One value has one text: fields in declared order, no blanks, None left out, decimals as plain strings, enums as their
values, a pair as ``BASE/QUOTE``, doubles in their shortest form. The converters are built from the dataclasses
themselves, once per class.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from math import isfinite
import re
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import orjson

from ..engine.errors import LedgerError
from ..engine.market import Pair
from ..engine.numbers import plain
from .errors import CodecError

type Json = dict[str, Any]
type Convert = Callable[[Any], Any]
type _Converters = tuple[Convert, Convert]

_PLAIN_DECIMAL = re.compile(r"(?!-0\Z)-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_MOST_SHAPES = 100
"""Of one kind of record: which fields are left out varies little."""
_MAX_DECIMAL_DIGITS = 400
"""No value of a ledger comes near; it keeps a runaway exponent from filling the disk."""


def encode(value: object) -> str:
    """The canonical text of any record of the engine; raises CodecError if a field holds what it must not."""
    return dump(encoder(type(value))(value))


def decode[T](kind: type[T], text: str | bytes) -> T:
    """The record of this kind written so; raises CodecError for anything else."""
    return cast("T", decoder(kind)(parse(text)))


def encoder(kind: type) -> Convert:
    """What turns a record of this kind into what JSON can say."""
    return _converters(kind)[0]


def decoder(kind: type) -> Convert:
    """What turns it back; both raise CodecError."""
    return _converters(kind)[1]


def dump(data: Json) -> str:
    """The text of what JSON can say."""
    try:
        return orjson.dumps(data).decode()
    except TypeError as error:
        raise CodecError(f"cannot be written: {error}") from error


def parse(text: str | bytes) -> Any:
    """What a text says; raises CodecError if that is nothing."""
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


def _exactly(kind: type) -> Convert:
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
    return _pair(text)


@lru_cache
def _pair(text: str) -> Pair:
    """Few pairs come again and again."""
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
        # ``value`` says the same, but is a property written in Python.
        return value._value_

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
    rest = [part for part in get_args(hint) if part is not type(None)]
    if get_origin(hint) in {Union, UnionType} and len(rest) == 1:
        return rest[0], True
    return hint, False


def _record(kind: type) -> _Converters:
    hints = get_type_hints(kind)
    encoders: list[tuple[str, Convert, bool]] = []
    decoders: list[tuple[str, Convert, bool]] = []
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

    return encode_record, _record_decoder(
        kind, decoders, [_json_type(_optional(hints[name])[0]) for name, *_ in decoders]
    )


def _record_decoder(kind: type, decoders: Sequence[tuple[str, Convert, bool]], types: Sequence[type]) -> Convert:
    shapes: dict[tuple[Any, ...], _Shape] = {}

    def decode_record(data: Any) -> Any:
        if type(data) is not dict:
            return made(carefully(data))
        present = tuple(data)
        shape = shapes.get(present)
        if shape is None:
            values = carefully(data)
            if len(shapes) < _MOST_SHAPES:
                shapes[present] = _shape(present, decoders, types)
            return made(values)
        found = [*data.values()]
        if tuple(map(type, found)) == shape.types:
            try:
                for place, decode_field in shape.converting:
                    found[place] = decode_field(found[place])
            except CodecError:
                # Found again below, where the field is named.
                return made(carefully(data))
            return made(shape.all_of(found))
        return made(carefully(data))

    def carefully(data: Any) -> list[Any]:
        if type(data) is not dict:
            raise CodecError(f"{kind.__name__}: {data!r} is not an object")
        values: list[Any] = []
        present: list[str] = []
        name = ""
        try:
            for name, decode_field, optional in decoders:
                value = data.get(name)
                if value is None and optional:
                    values.append(None)
                else:
                    values.append(decode_field(value))
                    present.append(name)
        except CodecError as error:
            raise CodecError(f"{kind.__name__}.{name}: {error}") from None
        if present != [*data]:
            raise CodecError(f"{kind.__name__}: {present} is expected, not {[*data]}")
        return values

    def made(values: list[Any]) -> Any:
        try:
            return kind(*values)
        except (ArithmeticError, LedgerError, ValueError) as error:
            raise CodecError(f"{kind.__name__}: {error}") from error

    return decode_record


@dataclass(frozen=True, slots=True)
class _Shape:
    """What records of one kind with the same fields present have in common, so that it need not be looked for again.

    ``types`` are those that JSON gives for these fields, ``converting`` tells the places of those that it does not give
    as they are, ``absent`` the places of the fields left out among all fields.
    """

    types: tuple[type, ...]
    converting: tuple[tuple[int, Convert], ...]
    absent: tuple[int, ...]

    def all_of(self, found: list[Any]) -> list[Any]:
        """The values of all fields, given those that are present."""
        for place in self.absent:
            found.insert(place, None)
        return found


def _shape(present: Sequence[str], decoders: Sequence[tuple[str, Convert, bool]], types: Sequence[type]) -> _Shape:
    """The shape of a record that was decoded with these fields present."""
    known = [
        (decode_field, json_type)
        for (name, decode_field, _), json_type in zip(decoders, types, strict=True)
        if name in present
    ]
    return _Shape(
        tuple(json_type for _, json_type in known),
        tuple(
            (place, decode_field)
            for place, (decode_field, json_type) in enumerate(known)
            if decode_field is not _KNOWN.get(json_type, (None, None))[1]
        ),
        tuple(place for place, (name, _, _) in enumerate(decoders) if name not in present),
    )


def _json_type(hint: Any) -> type:
    """The type that JSON gives where a value of this type was written."""
    if hint in {str, int, bool, float}:
        return cast("type", hint)
    if hint in {Decimal, Pair} or (isinstance(hint, type) and issubclass(hint, Enum)):
        return str
    return list if get_origin(hint) is tuple else dict
