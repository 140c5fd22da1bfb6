"""Random rules, markets and price histories, drawn so that much happens: triggers, fills, holes, bad candles."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.market import MarketRules
from custom_components.aurono.engine.simulation import LogEntry
from custom_components.aurono.engine.strategy import RuleStrategy

from .build import START, number, rules, strategy
from .oracle import HOUR, LENGTHS, Entry, Row

type History = tuple[dict[str, Any], dict[str, Any], str, list[Row]]


def optional(choices: list[str]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *choices])


triggers = ["0.1", "0.5", "1.2", "2", "3.3"]
parameters: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "pair": st.just("SOL/EUR"),
        "timeframe": st.sampled_from(["1h", "1h", "4h", "1d", "1w"]),
        "buy_trigger": st.sampled_from([f"-{trigger}" for trigger in triggers]),
        "sell_trigger": st.sampled_from(triggers),
        "buy_amount": st.sampled_from(["20", "20", "47.5", "3", "0"]),
        "sell_amount": st.sampled_from(["20", "20", "33.3", "1000"]),
        "allocated_capital": st.sampled_from(["200", "60", "1000"]),
        "reference": st.sampled_from([None, "open", "previous_close"]),
        "cooldown": st.sampled_from([None, 0, 1, 3]),
        "cooldown_reset": st.sampled_from([None, True, False]),
        "minimum_position": optional(["0", "0", "0.05", "0.2"]),
        "loss_protection": optional(["0", "0", "2"]),
        "reinvest_profits": st.sampled_from([None, True, False]),
        "order_timeout": st.sampled_from([None, 1, 2, 5, 24, 168]),
        "starting_position": st.sampled_from([None, {"amount": "0.7654321", "average_price": "99.87654321"}]),
    }
)
gates: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "rsi_period": st.integers(min_value=2, max_value=6),
        "rsi_max_for_buy": optional(["30", "55.5"]),
        "rsi_min_for_sell": optional(["45", "70"]),
    }
)
ticks: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"price_step": "0.01"}, {"price_step": "0.5"}, {"price_digits": 3}, {"price_digits": 5}]
)
markets: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "amount_step": st.sampled_from(["0.00000001", "0.001", "0.03"]),
        "min_amount": st.sampled_from(["0", "0.1"]),
        "min_cost": st.sampled_from(["0", "5", "12"]),
        "settlement_step": st.sampled_from(["0.01", None]),
        "taker_fee": st.sampled_from(["0.0025", "0", "0.01"]),
    }
)

_moves = st.integers(min_value=-40, max_value=40)
_wicks = st.integers(min_value=0, max_value=25)
_flaws = st.sampled_from(["none"] * 24 + ["high", "low", "zero", "negative"])
_gaps = st.sampled_from([1] * 8 + [2, 3])


@st.composite
def price_rows(draw: st.DrawFn, length: int, *, at_most: int = 40) -> list[Row]:
    """Rising rows about 100, in thousandths moving by thousandths."""
    time = START + draw(st.integers(min_value=0, max_value=8)) * length
    price = 100_000
    rows: list[Row] = []
    steps = st.tuples(_gaps, _moves, _moves, _wicks, _wicks, _flaws)
    count = draw(st.integers(min_value=0, max_value=at_most))
    for gap, jump, body, above, below, flaw in draw(st.lists(steps, min_size=count, max_size=count)):
        opened = max(1_000, price + price * jump // 4_000)
        close = max(1_000, opened + opened * body // 1_000)
        high, low = max(opened, close) * (1_000 + above) // 1_000, min(opened, close) * (1_000 - below) // 1_000
        price, time = close, time + gap * length
        if flaw == "high":
            high = max(opened, close) - 1
        elif flaw == "low":
            low = min(opened, close) + 1
        elif flaw == "zero":
            opened = 0
        elif flaw == "negative":
            close = -close
        rows.append((time, *(_text(value) for value in (opened, high, low, close))))
    return rows


def _text(thousandths: int) -> str:
    sign = "-" if thousandths < 0 else ""
    whole, rest = divmod(abs(thousandths), 1_000)
    return f"{sign}{whole}.{rest:03d}"


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Parameters, market, slippage and rows, all as raw texts."""
    raw = draw(parameters) | (draw(st.one_of(st.just({}), gates)))
    weekly = raw["timeframe"] == "1w"
    rows = draw(price_rows(LENGTHS["1d" if weekly else raw["timeframe"]], at_most=60 if weekly else 40))
    slippage = draw(st.sampled_from(["0", "0", "0.3", "2"]))
    return raw, draw(markets) | draw(ticks), slippage, rows


def for_engine(history: History) -> tuple[RuleStrategy, MarketRules, list[Candle], Decimal]:
    """The same as the engine takes it."""
    raw, market, slippage, rows = history
    grid = {"price_step": market.get("price_step"), "price_digits": market.get("price_digits", 5)}
    engine_rules = rules(**(market | grid))
    return strategy(**raw), engine_rules, candles_of(rows), number(slippage)


def candles_of(rows: list[Row]) -> list[Candle]:
    return [Candle(time, number(o), number(h), number(low), number(close)) for time, o, h, low, close in rows]


def as_oracle(entry: LogEntry) -> Entry:
    """A log entry as the oracle writes it."""
    values = [getattr(entry, name) for name in type(entry).__slots__]
    return (type(entry).__name__.lower(), *(str(value) if isinstance(value, str) else value for value in values))


__all__ = ["HOUR", "History", "as_oracle", "candles_of", "for_engine", "histories", "price_rows"]
