"""A case as both languages read it: what a strategy file holds, and rows as the archive sends them."""

from dataclasses import replace
from decimal import Context, Decimal
import json
from typing import Any

from custom_components.aurono.engine.market import MarketRules, SignificantDigits, Tick
from custom_components.aurono.engine.numbers import parse_decimal, plain
from custom_components.aurono.engine.strategy import RuleStrategy, StartingPosition
from custom_components.aurono.engine.validation import PARAMETERS
from tests.lab.fuzz import Case


def question(case: Case) -> str:
    """The case in one line of JSON."""
    setting = {
        "strategy": raw_strategy(case.rule),
        "market": raw_market(case.market),
        "slippage": plain(case.slippage),
    }
    rows = [
        [candle.open_time, *(str(value) for value in (candle.open, candle.high, candle.low, candle.close)), "0"]
        for candle in case.candles
    ]
    return json.dumps({"setting": setting, "rows": rows})


def readable(case: Case) -> Case:
    """The case without the candles whose prices are longer than any number that is read; holes are part of the game."""
    kept = tuple(
        candle
        for candle in case.candles
        if all(_is_readable(value) for value in (candle.open, candle.high, candle.low, candle.close))
    )
    return replace(case, candles=kept)


def as_traded(case: Case) -> Case:
    """The case with prices of eight digits, as markets have them: the fast simulator takes only what doubles hold."""
    levels = [candle.close for candle in case.candles if candle.close > 0]
    step = Decimal(1).scaleb(min(levels, default=Decimal(1)).adjusted() - 7)

    def rounded(price: Decimal) -> Decimal:
        return _ROUNDING.multiply(_ROUNDING.divide(price, step).to_integral_value(), step)

    kept = tuple(
        replace(
            candle,
            open=rounded(candle.open),
            high=rounded(candle.high),
            low=rounded(candle.low),
            close=rounded(candle.close),
        )
        for candle in case.candles
    )
    return replace(case, candles=kept)


_ROUNDING = Context(prec=100)


def _is_readable(value: Decimal) -> bool:
    try:
        return parse_decimal(str(value)) == value
    except ValueError:
        return False


def raw_strategy(rule: RuleStrategy) -> dict[str, Any]:
    """The parameters as they are stored."""
    return {name: _raw(getattr(rule, name)) for name in PARAMETERS}


def raw_market(rules: MarketRules) -> dict[str, Any]:
    """The market's rules as a strategy file states them."""
    grid: dict[str, Any]
    match rules.price_grid:
        case Tick(step):
            grid = {"price_step": plain(step)}
        case SignificantDigits(digits):
            grid = {"price_digits": digits}
    return grid | {
        "amount_step": plain(rules.amount_step),
        "min_amount": plain(rules.min_amount),
        "min_cost": plain(rules.min_cost),
        "settlement_step": None if rules.settlement_step is None else plain(rules.settlement_step),
        "taker_fee": plain(rules.taker_fee),
    }


def _raw(value: object) -> object:
    match value:
        case Decimal():
            return plain(value)
        case StartingPosition():
            return {"amount": plain(value.amount), "average_price": plain(value.average_price)}
        case None | bool() | int():
            return value
        case _:
            return str(value)
