"""Reading the fields of raw input (a form, a JSON file): every problem at once, keyed by field."""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .market import Pair
from .numbers import parse_decimal


class Problem(StrEnum):
    """What is wrong with a field; the face translates it, the command line words it."""

    REQUIRED = "required"
    UNKNOWN_FIELD = "unknown_field"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    NOT_A_BOOLEAN = "not_a_boolean"
    NOT_A_PAIR = "not_a_pair"
    NOT_AN_OPTION = "not_an_option"
    NOT_AN_OBJECT = "not_an_object"
    OUT_OF_RANGE = "out_of_range"
    NEGATIVE = "negative"
    NOT_POSITIVE = "not_positive"
    BOTH_AMOUNTS_ZERO = "both_amounts_zero"
    CAPITAL_NEEDED = "capital_needed"
    PERIOD_NEEDED = "period_needed"


class Rejected(Exception):
    """A raw value that is none of a field's values."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


type Reader = Callable[[Any], Any]
"""Turns the raw value of a field into the value meant by it, or raises Rejected."""


def number(raw: Any) -> Decimal:
    """A number, given as one or as its text. A float counts as the shortest text that reads back to it."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise Rejected(Problem.NOT_A_NUMBER)
    try:
        return parse_decimal(str(raw))
    except ValueError:
        raise Rejected(Problem.NOT_A_NUMBER) from None


def not_negative(raw: Any) -> Decimal:
    """A number ≥ 0."""
    if (value := number(raw)) < 0:
        raise Rejected(Problem.NEGATIVE)
    return value


def positive(raw: Any) -> Decimal:
    """A number > 0."""
    if (value := number(raw)) <= 0:
        raise Rejected(Problem.NOT_POSITIVE)
    return value


def between(
    low: Decimal, high: Decimal, *, low_open: bool = False, high_open: bool = False
) -> Callable[[Any], Decimal]:
    """Read a number in a range; an open end is not part of it."""

    def read(raw: Any) -> Decimal:
        value = number(raw)
        if value < low or value > high or (low_open and value == low) or (high_open and value == high):
            raise Rejected(Problem.OUT_OF_RANGE)
        return value

    return read


def whole_number(low: int, high: int | None = None) -> Callable[[Any], int]:
    """Read an integer in a range, both ends part of it."""

    def read(raw: Any) -> int:
        value = number(raw)
        if value != value.to_integral_value():
            raise Rejected(Problem.NOT_A_WHOLE_NUMBER)
        if value < low or (high is not None and value > high):
            raise Rejected(Problem.OUT_OF_RANGE)
        return int(value)

    return read


def boolean(raw: Any) -> bool:
    """True or false, nothing that merely counts as one of them."""
    if not isinstance(raw, bool):
        raise Rejected(Problem.NOT_A_BOOLEAN)
    return raw


def option[E: StrEnum](options: type[E]) -> Callable[[Any], E]:
    """Read a member of an enum by its value."""

    def read(raw: Any) -> E:
        try:
            return options(raw)
        except ValueError:
            raise Rejected(Problem.NOT_AN_OPTION) from None

    return read


def pair(raw: Any) -> Pair:
    """A market as ``BASE/QUOTE``."""
    if not isinstance(raw, str):
        raise Rejected(Problem.NOT_A_PAIR)
    try:
        return Pair.parse(raw)
    except ValueError:
        raise Rejected(Problem.NOT_A_PAIR) from None


def read_fields(
    raw: Mapping[str, Any],
    readers: Mapping[str, Reader],
    problems: dict[str, Problem],
    *,
    required: Collection[str] = (),
    known: Collection[str] = (),
    prefix: str = "",
) -> dict[str, Any]:
    """The values of the fields that are given and right; absent and null are the same.

    What is wrong is added to ``problems``, keyed by prefix and field: first the readers' fields in their order, then
    what is neither theirs nor ``known``.
    """
    values: dict[str, Any] = {}
    for name, read in readers.items():
        if (given := raw.get(name)) is None:
            if name in required:
                problems[prefix + name] = Problem.REQUIRED
            continue
        try:
            values[name] = read(given)
        except Rejected as rejected:
            problems[prefix + name] = rejected.problem
    for name in raw:
        if name not in readers and name not in known:
            problems[prefix + name] = Problem.UNKNOWN_FIELD
    return values
