"""From raw input to strategy parameters: every error at once, keyed by field (SEMANTICS section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from .fields import Problem, Reader, between, boolean, not_negative, option, pair, positive, read_fields, whole_number
from .numbers import HUNDRED, ZERO
from .strategy import Reference, RuleStrategy, StartingPosition
from .timeframe import Timeframe

__all__ = ["PARAMETERS", "InvalidStrategy", "Problem", "parse_strategy"]


@dataclass(frozen=True, slots=True)
class InvalidStrategy:
    """Why raw input is no strategy: a problem for each field that has one, in the order of the parameters."""

    problems: Mapping[str, Problem]


_READERS: Mapping[str, Reader] = {
    "pair": pair,
    "timeframe": option(Timeframe),
    "buy_trigger": between(Decimal(-100), ZERO, low_open=True, high_open=True),
    "sell_trigger": between(ZERO, Decimal(1000), low_open=True),
    "buy_amount": not_negative,
    "sell_amount": not_negative,
    "allocated_capital": not_negative,
    "reference": option(Reference),
    "cooldown": whole_number(0),
    "cooldown_reset": boolean,
    "minimum_position": not_negative,
    "loss_protection": not_negative,
    "reinvest_profits": boolean,
    "rsi_period": whole_number(2, 100),
    "rsi_max_for_buy": between(ZERO, HUNDRED),
    "rsi_min_for_sell": between(ZERO, HUNDRED),
    "order_timeout": whole_number(1, 168),
}

_REQUIRED = ("pair", "timeframe", "buy_trigger", "sell_trigger", "buy_amount", "sell_amount", "allocated_capital")
_STARTING_POSITION: Mapping[str, Reader] = {"amount": positive, "average_price": positive}
PARAMETERS = tuple(field.name for field in fields(RuleStrategy))


def parse_strategy(raw: Mapping[str, Any]) -> RuleStrategy | InvalidStrategy:
    """Read the parameters of section 3; numbers may be strings or numbers, an absent or null one takes its default.

    ``starting_position`` is a mapping of ``amount`` and ``average_price``; its problems are keyed
    ``starting_position.amount`` and so on.
    """
    problems: dict[str, Problem] = {}
    values = read_fields(raw, _READERS, problems, required=_REQUIRED, known=PARAMETERS)
    if (starting := raw.get("starting_position")) is not None:
        values["starting_position"] = _read_starting_position(starting, problems)
    _check_together(values, raw, problems)
    if problems:
        return InvalidStrategy(dict(sorted(problems.items(), key=_place)))
    return RuleStrategy(**values)


def _read_starting_position(raw: Any, problems: dict[str, Problem]) -> StartingPosition | None:
    if not isinstance(raw, Mapping):
        problems["starting_position"] = Problem.NOT_AN_OBJECT
        return None
    before = len(problems)
    names = tuple(_STARTING_POSITION)
    values = read_fields(raw, _STARTING_POSITION, problems, required=names, prefix="starting_position.")
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


def _place(problem: tuple[str, Problem]) -> int:
    """Where a field stands among the parameters; what is none of them comes last."""
    name = problem[0].partition(".")[0]
    return PARAMETERS.index(name) if name in PARAMETERS else len(PARAMETERS)
