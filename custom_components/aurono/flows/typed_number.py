"""Numbers as people type them, in any country: with a decimal point or a comma, and never guessed."""

from decimal import Decimal
from enum import StrEnum
import re

from ..engine.numbers import parse_decimal

_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3}|\.\d\d0)")
"""A thousand to some, one to others. With a dot only if it ends in 0: who means a fraction leaves that out."""


class Misread(StrEnum):
    """Why what was typed is not taken; the keys of the messages that say so."""

    AMBIGUOUS = "ambiguous_number"
    NO_NUMBER = "not_a_number"


def with_point(typed: str) -> str:
    """What was typed, without blanks and with a point for the one comma; anything else stays, to be refused."""
    text = "".join(typed.split()).replace("\N{MINUS SIGN}", "-")
    return text if text.count(",") != 1 or "." in text else text.replace(",", ".")


def is_ambiguous(typed: str) -> bool:
    """Whether it could mean two numbers: ``1,000`` and ``1.000`` are a thousand to some."""
    return _GROUPED.fullmatch("".join(typed.split())) is not None


def typed_number(typed: str) -> Decimal | Misread:
    """The number that was typed, or why it is not taken."""
    if is_ambiguous(typed):
        return Misread.AMBIGUOUS
    try:
        return parse_decimal(with_point(typed))
    except ValueError:
        return Misread.NO_NUMBER
