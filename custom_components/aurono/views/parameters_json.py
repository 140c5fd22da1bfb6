"""The parameters of a rule as the outside gets them, which is also how they may be given."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

from ..engine.market import Pair
from ..engine.numbers import plain
from ..engine.strategy import RuleStrategy, StartingPosition


def parameters_json(parameters: RuleStrategy) -> dict[str, Any]:
    """All parameters of a rule by their names (SEMANTICS section 3)."""
    return {field.name: _parameter(getattr(parameters, field.name)) for field in fields(parameters)}


def _parameter(value: Any) -> Any:
    match value:
        case Decimal():
            return plain(value)
        case Pair():
            return str(value)
        case StartingPosition():
            return {"amount": plain(value.amount), "average_price": plain(value.average_price)}
        case _:
            return value
