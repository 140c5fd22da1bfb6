"""The form of a strategy: its fields in sections, what is typed into them, and what is stored (SEMANTICS section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
)
import probatio

from ..engine.market import MarketRules, Pair
from ..engine.numbers import exactly, plain
from ..engine.strategy import Reference, RuleStrategy
from ..engine.timeframe import Timeframe
from ..engine.validation import PARAMETERS, InvalidStrategy, Problem, parse_strategy
from .typed_number import Misread, is_ambiguous, with_point

STARTING_AMOUNT = "starting_amount"
STARTING_PRICE = "starting_average_price"
_STARTING_FIELDS = {STARTING_AMOUNT: "amount", STARTING_PRICE: "average_price"}

STARTING_POSITION = "starting_position"
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "rule": ("timeframe", "buy_trigger", "sell_trigger", "reference", "cooldown", "cooldown_reset"),
    "money": ("buy_amount", "sell_amount", "allocated_capital", "reinvest_profits"),
    "safety": ("loss_protection", "minimum_position"),
    "rsi": ("rsi_period", "rsi_max_for_buy", "rsi_min_for_sell"),
    "order": ("order_timeout",),
    STARTING_POSITION: (STARTING_AMOUNT, STARTING_PRICE),
}
_COLLAPSED = frozenset({"safety", "rsi", "order", STARTING_POSITION})
"""Sections that few need; they open where something else than the defaults was entered."""
_DEFAULTS: Mapping[str, Any] = {
    "reference": Reference.OPEN.value,
    "cooldown": 0,
    "cooldown_reset": True,
    "reinvest_profits": True,
    "loss_protection": "0.5",
    "minimum_position": "0",
    "order_timeout": 4,
}

_PERCENT = frozenset({"buy_trigger", "sell_trigger", "loss_protection"})
_RSI_BOUNDS = frozenset({"rsi_max_for_buy", "rsi_min_for_sell"})
_QUOTE = frozenset({"buy_amount", "sell_amount", "allocated_capital", STARTING_PRICE})
_BASE = frozenset({"minimum_position", STARTING_AMOUNT})
_DECIMALS = _PERCENT | _RSI_BOUNDS | _QUOTE | _BASE
_WHOLE = frozenset({"cooldown", "rsi_period", "order_timeout"})

type FormData = dict[str, Any]
type FormErrors = dict[str, str]


@dataclass(frozen=True, slots=True)
class StrategyForm:
    """The parameters form of one market.

    A starting position opens the books, so it is asked for once; a strategy that exists keeps the one it was given.
    """

    pair: Pair
    is_new: bool
    starting_position: Mapping[str, Any] | None = None

    def schema(self, values: Mapping[str, Any], errors: Mapping[str, str]) -> probatio.Schema:
        """The form, filled in. Only our own validation judges the fields, so that every error comes at once.

        The frontend shows errors only beside fields that stand in no section: a field with an error is lifted out of
        its section, to the top, where its error appears with it. The sections close then: the frontend stays where
        it was scrolled to, and what is to be corrected would be out of sight.
        """
        fields: dict[Any, Any] = {} if self.is_new else {_filled_in("name", values): TextSelector()}
        lifted = [name for names in self._sections().values() for name in names if name in errors]
        fields |= {_filled_in(name, values): self._selector(name) for name in lifted}
        for title, names in self._sections().items():
            if rest := {_filled_in(name, values): self._selector(name) for name in names if name not in lifted}:
                usual = all(values.get(name) == _DEFAULTS.get(name) for name in names)
                options: Any = {"collapsed": bool(errors) or (title in _COLLAPSED and usual)}
                fields[probatio.Required(title)] = section(probatio.Schema(rest), options)
        return probatio.Schema(fields)

    def _sections(self) -> Mapping[str, tuple[str, ...]]:
        return {title: names for title, names in SECTIONS.items() if self.is_new or title != STARTING_POSITION}

    def _selector(self, name: str) -> Any:
        match name:
            case "timeframe" | "reference":
                options = list(Timeframe if name == "timeframe" else Reference)
                mode = SelectSelectorMode.DROPDOWN
                return SelectSelector(SelectSelectorConfig(options=options, mode=mode, translation_key=name))
            case "cooldown_reset" | "reinvest_profits":
                return BooleanSelector()
            case _ if name in _WHOLE:
                return NumberSelector(NumberSelectorConfig(mode=NumberSelectorMode.BOX, step=1))
            case _:
                # Money is exact: a number field would hand over a binary float, so decimals are typed as text.
                unit = self._unit(name)
                return TextSelector(TextSelectorConfig(suffix=unit) if unit else TextSelectorConfig())

    def _unit(self, name: str) -> str:
        if name in _QUOTE:
            return self.pair.quote
        if name in _BASE:
            return self.pair.base
        return "%" if name in _PERCENT else ""


def _filled_in(name: str, values: Mapping[str, Any]) -> probatio.Optional:
    value = values.get(name)
    return probatio.Optional(name, description={} if value is None else {"suggested_value": value})


def flattened(user_input: Mapping[str, Any]) -> FormData:
    """What was entered, without the sections; empty fields are left out."""
    flat: FormData = {}
    for name, value in user_input.items():
        flat |= value if name in SECTIONS else {name: value}
    return {name: value for name, value in flat.items() if value is not None and value != ""}


@exactly
def suggestions(rules: MarketRules) -> FormData:
    """What the form of a new strategy starts with: defaults, a usual rule, and amounts well above the minimum."""
    suggested: FormData = {
        **_DEFAULTS,
        "timeframe": Timeframe.H4.value,
        "buy_trigger": "-2.5",
        "sell_trigger": "2.5",
    }
    if rules.min_cost > 0:
        suggested["buy_amount"] = suggested["sell_amount"] = plain(rules.min_cost * 4)
        suggested["allocated_capital"] = plain(rules.min_cost * 40)
    return suggested


def read_form(form: StrategyForm, values: Mapping[str, Any], rules: MarketRules | None) -> RuleStrategy | FormErrors:
    """The parameters that were entered, or an error for each field that has one.

    ``rules`` are those of the market where they are known: amounts under its minimum would never trade.
    """
    raw: FormData = {"pair": str(form.pair)}
    errors: FormErrors = {}
    for name, value in values.items():
        if name in PARAMETERS or name in _STARTING_FIELDS:
            text, ambiguous = _number_text(name, value)
            if ambiguous:
                errors[name] = Misread.AMBIGUOUS
            raw[name] = text
    if starting := {_STARTING_FIELDS[name]: raw.pop(name) for name in _STARTING_FIELDS if name in raw}:
        raw[STARTING_POSITION] = starting
    elif form.starting_position is not None:
        raw[STARTING_POSITION] = form.starting_position
    parsed = parse_strategy(raw)
    if isinstance(parsed, InvalidStrategy):
        errors = {_field_of(name): _error_key(name, problem) for name, problem in parsed.problems.items()} | errors
    elif rules is not None:
        errors |= _below_minimum(parsed, rules)
    if errors or isinstance(parsed, InvalidStrategy):
        return errors
    return parsed


def _number_text(name: str, value: Any) -> tuple[Any, bool]:
    """A number as typed in any country, and whether it could mean two things: asked about rather than guessed."""
    if name not in _DECIMALS or not isinstance(value, str):
        return value, False
    text = value.rstrip().removesuffix("%")
    return with_point(text), name in _QUOTE | _BASE and is_ambiguous(text)


def _field_of(problem_key: str) -> str:
    owner, _, inner = problem_key.partition(".")
    return next(
        (field for field, name in _STARTING_FIELDS.items() if owner == STARTING_POSITION and name == inner), owner
    )


def _error_key(name: str, problem: Problem) -> str:
    """The message of a problem; what the range is differs from field to field."""
    return f"{name}_{problem}" if problem is Problem.OUT_OF_RANGE else problem.value


def _below_minimum(parameters: RuleStrategy, rules: MarketRules) -> FormErrors:
    amounts = {"buy_amount": parameters.buy_amount, "sell_amount": parameters.sell_amount}
    return {name: "below_minimum" for name, amount in amounts.items() if 0 < amount < rules.min_cost}


def stored(parameters: RuleStrategy) -> dict[str, Any]:
    """The parameters as a subentry keeps them: JSON that ``parse_strategy`` reads, numbers as exact strings."""
    data: dict[str, Any] = {
        name: _stored_value(getattr(parameters, name)) for name in PARAMETERS if name != STARTING_POSITION
    }
    if (starting := parameters.starting_position) is not None:
        data[STARTING_POSITION] = {"amount": plain(starting.amount), "average_price": plain(starting.average_price)}
    return {name: value for name, value in data.items() if value is not None}


def _stored_value(value: Any) -> str | bool | None:
    if isinstance(value, bool) or value is None:
        return value
    return plain(value) if isinstance(value, Decimal) else str(value)


def entered(data: Mapping[str, Any]) -> FormData:
    """What a subentry keeps, as the form shows it."""
    values = {name: value for name, value in data.items() if name not in ("pair", STARTING_POSITION)}
    return values | {name: int(values[name]) for name in _WHOLE if name in values}
