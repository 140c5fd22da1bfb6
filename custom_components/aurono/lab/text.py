"""The words of the command line: what is wrong with the input."""

from collections.abc import Mapping

from ..engine.fields import Problem
from ..engine.numbers import MAX_DIGITS

NOT_A_NUMBER = f"not a decimal number of at most {MAX_DIGITS} digits"

_PROBLEMS: Mapping[Problem, str] = {
    Problem.REQUIRED: "missing",
    Problem.UNKNOWN_FIELD: "there is no such field",
    Problem.NOT_A_NUMBER: NOT_A_NUMBER,
    Problem.NOT_A_WHOLE_NUMBER: "not a whole number",
    Problem.NOT_A_BOOLEAN: "not true or false",
    Problem.NOT_A_PAIR: "not a pair such as SOL/EUR",
    Problem.NOT_AN_OPTION: "not one of its values",
    Problem.NOT_AN_OBJECT: "not an object",
    Problem.OUT_OF_RANGE: "out of range",
    Problem.NEGATIVE: "below 0",
    Problem.NOT_POSITIVE: "not above 0",
    Problem.BOTH_AMOUNTS_ZERO: "a strategy that neither buys nor sells does nothing: one amount must be above 0",
    Problem.CAPITAL_NEEDED: "0 is possible only with a starting position",
    Problem.PERIOD_NEEDED: "missing: an RSI bound needs it",
}
_VALUES: Mapping[str, str] = {
    "strategy.timeframe": "1h, 4h, 1d or 1w",
    "strategy.reference": "open or previous_close",
    "strategy.buy_trigger": "below 0 and above -100",
    "strategy.sell_trigger": "above 0, at most 1000",
    "strategy.cooldown": "0 or more",
    "strategy.rsi_period": "2 to 100",
    "strategy.rsi_max_for_buy": "0 to 100",
    "strategy.rsi_min_for_sell": "0 to 100",
    "strategy.order_timeout": "1 to 168",
    "market.price_digits": f"1 to {MAX_DIGITS}",
    "market.taker_fee": "a fraction, 0 or more and below 1",
    "slippage": "0 or more and below 100",
}


def describe(field: str, problem: Problem) -> str:
    """What is wrong with a field of the strategy file, and what it takes where that needs saying."""
    if problem in {Problem.OUT_OF_RANGE, Problem.NOT_AN_OPTION}:
        return f"{_PROBLEMS[problem]}: {_VALUES[field]}"
    return _PROBLEMS[problem]


def on_one_line(text: str) -> str:
    """A name from a file as it is, or quoted if it would break the line."""
    return text if text.isprintable() else repr(text)


def quoted(text: str) -> str:
    """A value from a file in quotes, on one line, and not all of a very long one."""
    return repr(text if len(text) <= 60 else text[:60] + "…")
