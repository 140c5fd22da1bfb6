"""Simulations with their summaries, which the panel's statistics must come to as well.

``python -m tests.lab.summary_vectors`` writes them anew after a definition changed.
"""

from collections.abc import Iterator
from decimal import Decimal
import json
from pathlib import Path
import random
from typing import Any

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.numbers import parse_decimal, plain
from custom_components.aurono.engine.timeframe import DAY, HOUR
from custom_components.aurono.lab.summary import Result, Summary, simulate_and_summarize
from tests.engine.build import PARAMETERS, START, owned, rules, strategy

VECTORS = Path(__file__).parents[1] / "parity" / "summaries.json"
CASES = 60

_LENGTHS = {"1h": HOUR, "4h": 4 * HOUR, "1d": DAY, "1w": DAY}
_MARKET = ("price_step", "price_digits", "amount_step", "min_amount", "min_cost", "settlement_step", "taker_fee")


def cases() -> Iterator[dict[str, Any]]:
    """Each with its strategy, market, slippage, rows of candles and summary."""
    for seed in range(CASES):
        yield _case(random.Random(f"summary {seed}"))


def _case(draw: random.Random) -> dict[str, Any]:
    changes = _rule(draw)
    market = _market(draw)
    slippage = draw.choice(["0", "0", "0.1"])
    rows = _rows(draw, _LENGTHS[changes["timeframe"]])
    candles = [_candle(row) for row in rows]
    _, summary = simulate_and_summarize(strategy(**changes), rules(**market), candles, parse_decimal(slippage))
    return {
        "strategy": PARAMETERS | changes,
        "market": {name: market[name] for name in _MARKET if name != "price_digits" or market["price_step"] is None},
        "slippage": slippage,
        "rows": rows,
        "summary": _summary_json(summary),
    }


def _candle(row: list[Any]) -> Candle:
    opened, high, low, close, volume = (Decimal(value) for value in row[1:])
    return Candle(row[0], opened, high, low, close, volume)


def _rule(draw: random.Random) -> dict[str, Any]:
    changes: dict[str, Any] = {
        "timeframe": draw.choice(["1h", "4h", "1d", "1w"]),
        "buy_trigger": draw.choice(["-0.5", "-1.2", "-2.5"]),
        "sell_trigger": draw.choice(["0.5", "1.2", "2.1"]),
        "buy_amount": draw.choice(["20", "47.5", "12.34"]),
        "sell_amount": draw.choice(["20", "33.3", "1000"]),
        "allocated_capital": draw.choice(["200", "60", "30"]),
        "cooldown": draw.choice([0, 0, 2]),
        "loss_protection": draw.choice(["0", "0.5"]),
        "reinvest_profits": draw.choice([True, False]),
        "order_timeout": draw.choice([4, 24]),
    }
    kind = draw.randrange(6)
    if kind == 0:
        changes |= {"starting_position": owned("0.7654321", "99.87654321"), "allocated_capital": "0"}
    elif kind < 3:
        changes["starting_position"] = owned("0.7654321", "99.87654321")
    elif kind == 3:
        changes["buy_amount"] = "0"
    return changes


def _market(draw: random.Random) -> dict[str, Any]:
    is_tick = draw.random() < 0.5
    return {
        "price_step": "0.01" if is_tick else None,
        "price_digits": 4,
        "amount_step": draw.choice(["0.00000001", "0.001"]),
        "min_amount": "0",
        "min_cost": draw.choice(["0", "5"]),
        "settlement_step": draw.choice(["0.01", None]),
        "taker_fee": draw.choice(["0.0025", "0.01", "0"]),
    }


def _rows(draw: random.Random, length: int) -> list[list[Any]]:
    """Rising rows about 100 over months, with holes and, seldom, an impossible candle."""
    time, price = START + draw.randrange(40) * length, 100_000
    rows = []
    for _ in range(draw.choice([0, 1, 40, 60, 80, 120])):
        opened = max(1_000, price + price * draw.randint(-40, 40) // 4_000)
        close = max(1_000, opened + opened * draw.randint(-40, 40) // 1_000)
        high = max(opened, close) * (1_000 + draw.randint(0, 25)) // 1_000
        low = min(opened, close) * (1_000 - draw.randint(0, 25)) // 1_000
        if draw.random() < 0.03:
            high = low - 1
        rows.append([time, *(_text(value) for value in (opened, high, low, close)), "1"])
        time += length * draw.choice([1] * 8 + [2, draw.randint(1, 400)])
        price = close
    return rows


def _text(thousandths: int) -> str:
    return plain(Decimal(thousandths) / 1_000)


def _summary_json(summary: Summary) -> dict[str, Any]:
    return {
        "candles": summary.candles,
        "start": summary.start,
        "end": summary.end,
        "price": _plain(summary.price),
        "invested": plain(summary.invested),
        "result": _result_json(summary.result),
        "fees": plain(summary.fees),
        "trades": summary.trades,
        "buys": summary.buys,
        "sells": summary.sells,
        "reasons": {reason.value: count for reason, count in summary.reasons.items()},
        "drawdown": plain(summary.drawdown),
        "capital_used": plain(summary.capital_used),
        "capital_wanted": plain(summary.capital_wanted),
        "is_safe": summary.is_safe,
        "buy_streak": summary.buy_streak,
        "sell_streak": summary.sell_streak,
        "buy_and_hold": _result_json(summary.buy_and_hold),
        "monthly": _result_json(summary.monthly),
    }


def _result_json(result: Result) -> dict[str, str | None]:
    return {
        "end_value": plain(result.end_value),
        "profit": plain(result.profit),
        "profit_percent": _plain(result.profit_percent),
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def text() -> str:
    """The file: a case a line."""
    return "[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases()) + "\n]\n"


if __name__ == "__main__":
    VECTORS.write_text(text())
