"""Records of the engine as canonical JSON text, and back.

One value has one text: fields in declared order, no blanks, None left out, decimals as plain strings, enums as their
values, a pair as ``BASE/QUOTE``, doubles in their shortest form. The converters are built from the dataclasses
themselves, once per class.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
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
from ..engine.records import maker
from .errors import CodecError

type Json = dict[str, Any]
type Convert = Callable[[Any], Any]

_PLAIN_DECIMAL = re.compile(r"(?!-0\Z)-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_KEPT_DECIMALS = 256
"""The last texts that were read, with their values: what comes again comes soon, and four times as many hardly more."""
_MOST_SHAPES = 100
"""Of one kind of record: which fields are left out varies little."""
_MAX_DECIMAL_DIGITS = 400
"""No value of a ledger comes near; it keeps a runaway exponent from filling the disk."""


@dataclass(frozen=True, slots=True)
class _Converters:
    """Between a value of one type and what JSON can say.

    ``convert`` decodes what is known to have the type that JSON gives for this one, and may raise KeyError too; None
    where that is the value already. ``written`` says, of a ``value`` of exactly this type, what JSON can say of it.
    """

    encode: Convert
    decode: Convert
    json_type: type
    convert: Convert | None = None
    written: tuple[type, str] | None = None


def encode(value: object) -> str:
    """The canonical text of any record of the engine; raises CodecError if a field holds what it must not."""
    return dump(encoder(type(value))(value))


def decode[T](kind: type[T], text: str | bytes) -> T:
    """The record of this kind written so; raises CodecError for anything else."""
    return cast("T", decoder(kind)(parse(text)))


def encoder(kind: type) -> Convert:
    """What turns a record of this kind into what JSON can say."""
    return _converters(kind).encode


def decoder(kind: type) -> Convert:
    """What turns it back; both raise CodecError."""
    return _converters(kind).decode


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


def _as_it_is(kind: type) -> _Converters:
    check = _exactly(kind)
    return _Converters(check, check, kind, written=(kind, "value"))


def _encode_decimal(value: Any) -> str:
    if type(value) is not Decimal or not value.is_finite() or abs(value.adjusted()) > _MAX_DECIMAL_DIGITS:
        raise CodecError(f"{value!r} is not a decimal of a ledger")
    return plain(value)


def _decode_decimal(text: Any) -> Decimal:
    if type(text) is not str:
        raise CodecError(f"{text!r} is not a plain decimal")
    return _decimal(text)


@lru_cache(_KEPT_DECIMALS)
def _decimal(text: str) -> Decimal:
    """The numbers of an order come again in its fills, those of a candle in the next."""
    if _PLAIN_DECIMAL.fullmatch(text) is None:
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
    str: _as_it_is(str),
    int: _as_it_is(int),
    bool: _as_it_is(bool),
    float: _Converters(_encode_float, _exactly(float), float),
    Decimal: _Converters(_encode_decimal, _decode_decimal, str, _decimal),
    Pair: _Converters(_encode_pair, _decode_pair, str, _pair),
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

    # ``value`` says the same, but is a property written in Python.
    return _Converters(encode_member, decode_member, str, members.__getitem__, (kind, "value._value_"))


def _sequence(item: Any) -> _Converters:
    encode_item, decode_item = _converters(item).encode, _converters(item).decode
    is_tuple, is_list = _exactly(tuple), _exactly(list)

    def decode_items(values: Any) -> Any:
        return tuple([decode_item(value) for value in is_list(values)])

    return _Converters(
        lambda values: [encode_item(value) for value in is_tuple(values)], decode_items, list, decode_items
    )


def _mapping(key: Any, item: Any) -> _Converters:
    keys, items = _converters(key), _converters(item)
    is_dict = _exactly(dict)

    def decode_items(values: Any) -> Any:
        return {keys.decode(name): items.decode(value) for name, value in is_dict(values).items()}

    return _Converters(
        lambda values: {keys.encode(name): items.encode(value) for name, value in values.items()},
        decode_items,
        dict,
        decode_items,
    )


def _optional(hint: Any) -> tuple[Any, bool]:
    """The type without its None, and whether it had one."""
    rest = [part for part in get_args(hint) if part is not type(None)]
    if get_origin(hint) in {Union, UnionType} and len(rest) == 1:
        return rest[0], True
    return hint, False


def _record(kind: type) -> _Converters:
    hints = get_type_hints(kind)
    known: list[_Field] = []
    for field in fields(kind):
        if not field.init or field.kw_only:
            raise CodecError(f"{kind.__name__}.{field.name} is not a plain positional field")
        hint, optional = _optional(hints[field.name])
        known.append(_Field(field.name, _converters(hint), optional))
    decode_record = _record_decoder(kind, known)
    return _Converters(_record_encoder(kind, known), decode_record, dict, decode_record)


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    converters: _Converters
    optional: bool


def _record_encoder(kind: type, encoders: Sequence[_Field]) -> Convert:
    """Written out for each kind and compiled, as ``dataclasses`` makes its methods: no event is appended without it."""

    def carefully(record: Any) -> Json:
        if type(record) is not kind:
            raise CodecError(f"{record!r} is not a {kind.__name__}")
        out: Json = {}
        name = ""
        try:
            for field in encoders:
                name = field.name
                value = getattr(record, name)
                if value is not None or not field.optional:
                    out[name] = field.converters.encode(value)
        except CodecError as error:
            raise CodecError(f"{kind.__name__}.{name}: {error}") from None
        return out

    names: dict[str, Any] = {"kind": kind, "CodecError": CodecError, "carefully": carefully}
    lines = [
        "def encode_record(record):",
        " if type(record) is not kind: return carefully(record)",
        " out = {}",
        " try:",
    ]
    for place, field in enumerate(encoders):
        written = f"encode_{place}(value)"
        names[f"encode_{place}"] = field.converters.encode
        if field.converters.written is not None:
            names[f"type_{place}"], shortcut = field.converters.written
            written = f"{shortcut} if type(value) is type_{place} else {written}"
        condition = "if value is not None: " if field.optional else ""
        lines += [f"  value = record.{field.name}", f"  {condition}out['{field.name}'] = {written}"]
    # Found again carefully, where the field is named.
    lines += [" except CodecError: return carefully(record)", " return out"]
    exec("\n".join(lines), names)  # noqa: S102 - of names of our own fields
    return cast("Convert", names["encode_record"])


def _record_decoder(kind: type, decoders: Sequence[_Field]) -> Convert:
    make = maker(kind)
    shapes: dict[tuple[Any, ...], Callable[..., Any]] = {}

    def decode_record(data: Any) -> Any:
        if type(data) is dict and (quickly := shapes.get(tuple(data))) is not None:
            try:
                if (record := quickly(*data.values())) is not None:
                    return record
            except _NOT_A_RECORD:
                # Found again below, where the field is named.
                pass
        values = carefully(data)
        if len(shapes) < _MOST_SHAPES and (shape := tuple(data)) not in shapes:
            shapes[shape] = _shape_decoder(make, shape, decoders)
        try:
            return make(*values)
        except (ArithmeticError, LedgerError, ValueError) as error:
            raise CodecError(f"{kind.__name__}: {error}") from error

    def carefully(data: Any) -> list[Any]:
        if type(data) is not dict:
            raise CodecError(f"{kind.__name__}: {data!r} is not an object")
        values: list[Any] = []
        present: list[str] = []
        name = ""
        try:
            for name, decode_field, optional in careful:
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

    careful = [(field.name, field.converters.decode, field.optional) for field in decoders]
    return decode_record


_NOT_A_RECORD = (CodecError, KeyError, ArithmeticError, LedgerError, ValueError)


def _shape_decoder(
    make: Callable[..., Any], present: Collection[str], decoders: Sequence[_Field]
) -> Callable[..., Any]:
    """What makes a record of the values of the fields that are present, in their order; None if a type is another.

    Written out and compiled once for all records of a kind with the same fields, as the encoder is.
    """
    names: dict[str, Any] = {"make": make}
    given: list[str] = []
    checks: list[str] = []
    values: list[str] = []
    for place, field in enumerate(decoders):
        if field.name not in present:
            values.append("None")
            continue
        value = f"value_{place}"
        given.append(value)
        checks.append(f"type({value}) is type_{place}")
        names[f"type_{place}"] = field.converters.json_type
        if field.converters.convert is not None:
            names[f"convert_{place}"] = field.converters.convert
            value = f"convert_{place}({value})"
        values.append(value)
    source = f"lambda {', '.join(given)}: make({', '.join(values)}) if {' and '.join(checks) or 'True'} else None"
    return cast("Callable[..., Any]", eval(source, names))  # noqa: S307 - of places among our own fields
