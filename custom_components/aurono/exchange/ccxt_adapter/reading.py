"""Reads decoded JSON of an exchange: exact numbers from strings, and :class:`Unreadable` for anything unexpected."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ...engine.numbers import MONEY_DECIMALS, parse_decimal


class Unreadable(ValueError):
    """An answer does not have the shape that the exchange documents."""


def as_record(value: object) -> Mapping[str, object]:
    """A JSON object."""
    if not isinstance(value, Mapping):
        raise Unreadable(f"an object was expected, not {_kind(value)}")
    return value


def as_rows(value: object) -> Sequence[object]:
    """A JSON array."""
    if not isinstance(value, list):
        raise Unreadable(f"an array was expected, not {_kind(value)}")
    return value


def as_text(value: object) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value:
        raise Unreadable(f"a text was expected, not {_kind(value)}")
    return value


def as_decimal(value: object) -> Decimal:
    """An exact number. A JSON number with a fraction is refused: it went through a float on its way here."""
    if isinstance(value, str):
        try:
            return parse_decimal(value)
        except ValueError as error:
            raise Unreadable(str(error)) from None
    return Decimal(as_integer(value))


def as_integer(value: object) -> int:
    """A whole number, as one or in a text."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 19:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Unreadable(f"a whole number was expected, not {_kind(value)}")


def as_step(decimals: object) -> Decimal:
    """The step of a number with so many decimals: 2 gives 0.01."""
    number = as_integer(decimals)
    if not 0 <= number <= MONEY_DECIMALS * 2:
        raise Unreadable(f"{number} decimals")
    return Decimal((0, (1,), -number))


def _kind(value: object) -> str:
    return "nothing" if value is None else type(value).__name__
