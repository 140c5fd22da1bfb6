"""From raw input (a form, a JSON file) to strategy parameters: every error at once, keyed by field (SEMANTICS section 3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .market import Pair
from .numbers import HUNDRED, ZERO, parse_decimal
from .strategy import Reference, RuleStrategy, StartingPosition
from .timeframe import Timeframe


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


@dataclass(frozen=True, slots=True)
class InvalidStrategy:
    """Why raw input is no strategy: a problem for each field that has one, in the order of the parameters."""

    problems: Mapping[str, Problem]


class _Rejected(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


type _Reader = Callable[[Any], Any]


def _number(raw: Any) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise _Rejected(Problem.NOT_A_NUMBER)
    try:
        return parse_decimal(str(raw))
    except ValueError:
        raise _Rejected(Problem.NOT_A_NUMBER) from None


def _not_negative(raw: Any) -> Decimal:
    if (value := _number(raw)) < 0:
        raise _Rejected(Problem.NEGATIVE)
    return value


def _positive(raw: Any) -> Decimal:
    if (value := _number(raw)) <= 0:
        raise _Rejected(Problem.NOT_POSITIVE)
    return value


def _between(low: Decimal, high: Decimal, *, low_open: bool = False, high_open: bool = False) -> Callable[[Any], Decimal]:
    def read(raw: Any) -> Decimal:
        value = _number(raw)
        if value < low or value > high or (low_open and value == low) or (high_open and value == high):
            raise _Rejected(Problem.OUT_OF_RANGE)
        return value

    return read


def _whole(low: int, high: int | None = None) -> Callable[[Any], int]:
    def read(raw: Any) -> int:
        value = _number(raw)
        if value != value.to_integral_value():
            raise _Rejected(Problem.NOT_A_WHOLE_NUMBER)
        if value < low or (high is not None and value > high):
            raise _Rejected(Problem.OUT_OF_RANGE)
        return int(value)

    return read


def _boolean(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise _Rejected(Problem.NOT_A_BOOLEAN)
    return raw


def _option[E: StrEnum](options: type[E]) -> Callable[[Any], E]:
    def read(raw: Any) -> E:
        try:
            return options(raw)
        except ValueError:
            raise _Rejected(Problem.NOT_AN_OPTION) from None

    return read


def _pair(raw: Any) -> Pair:
    try:
        return Pair.parse(raw)
    except ValueError, AttributeError:
        raise _Rejected(Problem.NOT_A_PAIR) from None


_READERS: Mapping[str, _Reader] = {
    "pair": _pair,
    "timeframe": _option(Timeframe),
    "buy_trigger": _between(-HUNDRED, ZERO, low_open=True, high_open=True),
    "sell_trigger": _between(ZERO, Decimal(1000), low_open=True),
    "buy_amount": _not_negative,
    "sell_amount": _not_negative,
    "allocated_capital": _not_negative,
    "reference": _option(Reference),
    "cooldown": _whole(0),
    "cooldown_reset": _boolean,
    "minimum_position": _not_negative,
    "loss_protection": _not_negative,
    "reinvest_profits": _boolean,
    "rsi_period": _whole(2, 100),
    "rsi_max_for_buy": _between(ZERO, HUNDRED),
    "rsi_min_for_sell": _between(ZERO, HUNDRED),
    "order_timeout": _whole(1, 168),
}

_REQUIRED = ("pair", "timeframe", "buy_trigger", "sell_trigger", "buy_amount", "sell_amount", "allocated_capital")
_STARTING_READERS: Mapping[str, _Reader] = {"amount": _positive, "average_price": _positive}
PARAMETERS = tuple(field.name for field in fields(RuleStrategy))


def parse_strategy(raw: Mapping[str, Any]) -> RuleStrategy | InvalidStrategy:
    """Read the parameters of section 3; numbers may be strings or numbers, an absent or null one takes its default.

    ``starting_position`` is a mapping of ``amount`` and ``average_price``; its problems are keyed
    ``starting_position.amount`` and so on.
    """
    values: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    _read_fields(raw, _READERS, _REQUIRED, values, problems, known=PARAMETERS)
    if (starting := raw.get("starting_position")) is not None:
        values["starting_position"] = _read_starting_position(starting, problems)
    _check_together(values, raw, problems)
    if problems:
        return InvalidStrategy(problems)
    return RuleStrategy(**values)


def _read_fields(
    raw: Mapping[str, Any],
    readers: Mapping[str, _Reader],
    required: tuple[str, ...],
    values: dict[str, Any],
    problems: dict[str, Problem],
    *,
    known: tuple[str, ...],
    prefix: str = "",
) -> None:
    for name, read in readers.items():
        if (given := raw.get(name)) is None:
            if name in required:
                problems[prefix + name] = Problem.REQUIRED
            continue
        try:
            values[name] = read(given)
        except _Rejected as rejected:
            problems[prefix + name] = rejected.problem
    for name in raw:
        if name not in known:
            problems[f"{prefix}{name}"] = Problem.UNKNOWN_FIELD


def _read_starting_position(raw: Any, problems: dict[str, Problem]) -> StartingPosition | None:
    if not isinstance(raw, Mapping):
        problems["starting_position"] = Problem.NOT_AN_OBJECT
        return None
    values: dict[str, Any] = {}
    names = tuple(_STARTING_READERS)
    before = len(problems)
    _read_fields(raw, _STARTING_READERS, names, values, problems, known=names, prefix="starting_position.")
    return StartingPosition(**values) if len(problems) == before else None


def _check_together(values: Mapping[str, Any], raw: Mapping[str, Any], problems: dict[str, Problem]) -> None:
    """The checks that need more than one field, each on fields that are well-formed by themselves."""
    if values.get("buy_amount") == 0 and values.get("sell_amount") == 0:
        problems["buy_amount"] = problems["sell_amount"] = Problem.BOTH_AMOUNTS_ZERO
    if values.get("allocated_capital") == 0 and raw.get("starting_position") is None:
        problems["allocated_capital"] = Problem.CAPITAL_NEEDED
    bounded = raw.get("rsi_max_for_buy") is not None or raw.get("rsi_min_for_sell") is not None
    if bounded and raw.get("rsi_period") is None:
        problems["rsi_period"] = Problem.PERIOD_NEEDED
