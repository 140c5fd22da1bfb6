"""A strategy, its market and the slippage from a JSON file (SEMANTICS section 13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
import json
from pathlib import Path
from typing import Any

from ..engine.fields import Problem, Reader, between, not_negative, option, positive, read_fields, whole_number
from ..engine.market import MarketRules, Pair, PriceGrid, SignificantDigits, Tick
from ..engine.numbers import HUNDRED, MAX_DIGITS, ONE, ZERO
from ..engine.strategy import RuleStrategy
from ..engine.timeframe import Timeframe
from ..engine.validation import InvalidStrategy, parse_strategy
from .text import describe, on_one_line

_SECTIONS = ("strategy", "market")
_SLIPPAGE: Mapping[str, Reader] = {"slippage": between(ZERO, HUNDRED, high_open=True)}
_TIMEFRAME: Mapping[str, Reader] = {"timeframe": option(Timeframe)}
_MARKET: Mapping[str, Reader] = {
    "price_step": positive,
    "price_digits": whole_number(1, MAX_DIGITS),
    "amount_step": positive,
    "min_amount": not_negative,
    "min_cost": not_negative,
    "settlement_step": positive,
    "taker_fee": between(ZERO, ONE, high_open=True),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """All that a simulation needs but the candles; ``slippage`` is percent."""

    strategy: RuleStrategy
    rules: MarketRules
    slippage: Decimal


@dataclass(frozen=True, slots=True)
class InvalidSetting:
    """A line for each error. ``timeframe`` is known where that field could be read."""

    errors: tuple[str, ...]
    timeframe: Timeframe | None = None


def read_setting(path: Path) -> Setting | InvalidSetting:
    """Read a strategy file, or tell everything that is wrong with it."""
    repeated: list[str] = []
    try:
        raw = json.loads(
            path.read_bytes().decode("utf-8-sig"),
            # Numbers stay the text they are, so that none passes through a binary float.
            parse_float=str,
            parse_int=str,
            parse_constant=str,
            object_pairs_hook=lambda fields: _unique(fields, repeated),
        )
    except OSError as error:
        return InvalidSetting((f"{path}: cannot be read: {error.strerror or error}",))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return InvalidSetting((f"{path}: line {line}: not UTF-8 text",))
    except json.JSONDecodeError as error:
        return InvalidSetting((f"{path}: line {error.lineno}: not JSON: {error.msg}",))
    except RecursionError:
        return InvalidSetting((f"{path}: not a strategy file: nested too deeply",))
    if not isinstance(raw, dict):
        return InvalidSetting((f"{path}: not a strategy file: the whole must be an object",))
    return _setting(path, raw, repeated)


def _unique(fields: list[tuple[str, Any]], repeated: list[str]) -> dict[str, Any]:
    unique: dict[str, Any] = {}
    for name, value in fields:
        if name in unique:
            repeated.append(name)
        unique[name] = value
    return unique


def _setting(path: Path, raw: Mapping[str, Any], repeated: list[str]) -> Setting | InvalidSetting:
    problems: dict[str, Problem] = {}
    slippage = read_fields(raw, _SLIPPAGE, problems, known=_SECTIONS).get("slippage", ZERO)
    for name in _SECTIONS:
        if raw.get(name) is None:
            problems[name] = Problem.REQUIRED
        elif not isinstance(raw[name], dict):
            problems[name] = Problem.NOT_AN_OBJECT
    strategy = None if "strategy" in problems else _strategy(raw["strategy"], problems)
    market = None if "market" in problems else _market(raw["market"], problems)

    errors = [f"{on_one_line(name)}: {describe(name, problem)}" for name, problem in problems.items()]
    if market is not None and (raw["market"].get("price_step") is None) == (raw["market"].get("price_digits") is None):
        errors.append("market.price_step: either price_step (a tick) or price_digits (significant digits) is needed")
    errors += [f"{on_one_line(name)}: given twice" for name in repeated]
    if errors or strategy is None or market is None:
        return InvalidSetting(tuple(f"{path}: {error}" for error in errors), _timeframe(raw.get("strategy")))
    return Setting(strategy, _rules(strategy.pair, market), slippage)


def _strategy(section: Mapping[str, Any], problems: dict[str, Problem]) -> RuleStrategy | None:
    strategy = parse_strategy(section)
    if isinstance(strategy, InvalidStrategy):
        problems.update({f"strategy.{name}": problem for name, problem in strategy.problems.items()})
        return None
    return strategy


def _timeframe(section: Any) -> Timeframe | None:
    """The timeframe of a strategy of which something else is wrong."""
    if not isinstance(section, dict):
        return None
    timeframe: Timeframe | None = read_fields(section, _TIMEFRAME, {}).get("timeframe")
    return timeframe


def _market(section: Mapping[str, Any], problems: dict[str, Problem]) -> Mapping[str, Any]:
    return read_fields(section, _MARKET, problems, required=("amount_step", "taker_fee"), prefix="market.")


def _rules(pair: Pair, market: Mapping[str, Any]) -> MarketRules:
    grid: PriceGrid = (
        Tick(market["price_step"]) if "price_step" in market else SignificantDigits(market["price_digits"])
    )
    return MarketRules(
        pair=pair,
        price_grid=grid,
        amount_step=market["amount_step"],
        min_amount=market.get("min_amount", ZERO),
        min_cost=market.get("min_cost", ZERO),
        settlement_step=market.get("settlement_step"),
        taker_fee=market["taker_fee"],
        maker_fee=market["taker_fee"],  # a simulated fill pays the taker fee, whatever it is
    )
