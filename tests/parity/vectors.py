"""What Python's engine says about chosen and drawn inputs, kept as JSON that both languages are tested against.

``python -m tests.parity.vectors`` writes the file anew; a test proves that it is what this module makes. Numbers are
plain decimal texts, doubles are JSON numbers, whose shortest texts read back to the same bits in both languages.
"""

from collections.abc import Iterator
from dataclasses import asdict, fields
from decimal import Decimal
import json
from pathlib import Path
from random import Random
from typing import Any

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.candle import Candle, derive_candles
from custom_components.aurono.engine.evaluation import ClosedCandle, Signal, check_candle, decide, plan_order
from custom_components.aurono.engine.indicators import RSI_CLOSES, GateCloses, ema, macd, rsi, sma
from custom_components.aurono.engine.market import PriceGrid, SignificantDigits, Tick
from custom_components.aurono.engine.numbers import (
    parse_decimal,
    plain,
    quotient_down,
    quotient_half_even,
    quotient_up,
)
from custom_components.aurono.engine.pricing import (
    buy_amount,
    buy_limit,
    buy_reservation,
    floor_price,
    sell_amount,
    sell_limit,
    simulated_fee,
)
from custom_components.aurono.engine.regime import regime
from custom_components.aurono.engine.simulation import simulate
from custom_components.aurono.engine.timeframe import DAY, HOUR, MINUTE, Timeframe
from custom_components.aurono.engine.validation import InvalidStrategy, parse_strategy
from custom_components.aurono.lab.log import to_json
from tests.engine.build import PARAMETERS, START, candle, number, order, rules, strategy
from tests.lab.fuzz import draw

from .question import question, raw_market, raw_strategy, readable

FILE = Path(__file__).with_name("vectors.json")
CLOSE = START + 4 * HOUR

type Json = dict[str, Any]


def vectors() -> dict[str, list[Json]]:
    """All of them, by what they are about."""
    random = Random(20_261_126)
    return {
        "numbers": list(_numbers()),
        "quotients": [_quotient(random) for _ in range(150)],
        "grids": [_grid(random) for _ in range(150)],
        "validation": list(_validation()),
        "pricing": [_pricing(random) for _ in range(60)],
        "evaluation": list(_evaluations()),
        "indicators": [_indicators(random, count) for count in (0, 1, 3, 15, 40, 260, 320)],
        "weeks": [_weeks(random) for _ in range(12)],
        "simulation": [_simulation(seed) for seed in range(7_000, 7_024)],
    }


def text() -> str:
    """The content of the file: one vector a line."""
    parts = [
        f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(one) for one in some) + "\n]"
        for name, some in vectors().items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


NUMBERS = """\
0 -0 00 0.0 -0.00 1 +1 -1 01 1. .5 -.5 117.00 1e-8 1E-8 1e+3 1.50e2 0e0 0e40 0e41 1e40 1e41 1e-40 1e-41 -12.3400e-5
0.1 0.3 2.675 1.005 9007199254740993 9007199254740992.5 123456789.123456789 0.000000000000000000001 1e22 1e23
1.7976931348623157 4.35 0.1234567890123456789012345678901234567890 1234567890123456789012345678901234567890
12345678901234567890123456789012345678901 00000000000000000000000000000000000000000000000001
0.0000000000000000000000000000000000000000 0.00000000000000000000000000000000000000000 1_000 1,5 1e 1e5.5 e5 . - + --1
0x10 NaN nan sNaN inf Infinity -Infinity 1e999999999999999999999 ١٢ １ 1.2.3""".split()


def _numbers() -> Iterator[Json]:
    for given in [*NUMBERS, "", " ", " 1", "1 ", "1\n", "\t1", "1 0"]:
        try:
            value = parse_decimal(given)
        except ValueError:
            yield {"text": given, "plain": None}
        else:
            yield {"text": given, "plain": plain(value), "double": float(value)}


def _drawn(random: Random, digits: int, *, least: int = 0) -> Decimal:
    return Decimal(random.randint(least, 10 ** random.randint(1, digits))).scaleb(-random.randint(0, digits))


def _quotient(random: Random) -> Json:
    numerator, denominator = _drawn(random, 18), _drawn(random, 12, least=1)
    step = Decimal(random.choice([1, 1, 5, 25])).scaleb(-random.randint(-2, 12))
    if random.random() < 0.3:
        # exactly on the step, or exactly between two
        numerator = denominator * step * random.randint(0, 10**6) / random.choice([1, 2])
    decimals = random.randint(0, 12)
    signed = numerator * random.choice([1, -1])
    return {
        "numerator": plain(numerator),
        "denominator": plain(denominator),
        "step": plain(step),
        "down": plain(quotient_down(numerator, denominator, step)),
        "up": plain(quotient_up(numerator, denominator, step)),
        "signed": plain(signed),
        "decimals": decimals,
        "half_even": plain(quotient_half_even(signed, denominator, decimals)),
    }


def _grid(random: Random) -> Json:
    grid: PriceGrid = (
        Tick(Decimal(random.choice([1, 1, 5, 25])).scaleb(-random.randint(-2, 10)))
        if random.random() < 0.5
        else SignificantDigits(random.choice([1, 2, 3, 5, 5, 6, 12, 40]))
    )
    denominator = random.choice([Decimal(1), Decimal(100), _drawn(random, 12, least=1)])
    numerator = _drawn(random, 18)
    if random.random() < 0.3:
        # a power of ten, or a hair beside it
        numerator = denominator * Decimal(1).scaleb(random.randint(-6, 6)) + Decimal(random.choice(["0", "0", "1e-9"]))
    return {
        "grid": {"price_step": plain(grid.step)} if isinstance(grid, Tick) else {"price_digits": grid.digits},
        "numerator": plain(numerator),
        "denominator": plain(denominator),
        "down": plain(grid.down(numerator, denominator)),
        "up": plain(grid.up(numerator, denominator)),
    }


BAD: list[Json] = [
    {},
    {"pair": None, "timeframe": None},
    {"pair": "SOL", "timeframe": "2h", "buy_trigger": "0", "sell_trigger": 0, "buy_amount": -1, "sell_amount": "x"},
    {"pair": "SOL/SOL", "buy_trigger": -100, "sell_trigger": "1000.0000001", "allocated_capital": "-0.1"},
    {"pair": "S L/EUR", "buy_trigger": "-99.999", "sell_trigger": 1000, "allocated_capital": 0},
    {"pair": 7, "timeframe": ["1h"], "reference": "close", "cooldown": 1.5, "cooldown_reset": "true"},
    {"pair": "A/B/C", "cooldown": -1, "minimum_position": "-1", "loss_protection": "-0.5", "reinvest_profits": 0},
    {"rsi_period": 1, "rsi_max_for_buy": "100.1", "rsi_min_for_sell": -1, "order_timeout": 0},
    {"rsi_period": 101, "order_timeout": 168.5},
    {"rsi_max_for_buy": "30"},
    {"rsi_min_for_sell": "70", "rsi_period": None},
    {"buy_amount": 0, "sell_amount": "0.0"},
    {"buy_amount": "0", "sell_amount": "-1"},
    {"allocated_capital": "0", "starting_position": {"amount": "1", "average_price": "100"}},
    {"allocated_capital": "0", "starting_position": "one"},
    {"allocated_capital": "0", "starting_position": {"amount": 0, "price": 1}},
    {"starting_position": {}, "pear": 1, "mode": "live"},
    {"cooldown": True, "buy_amount": False, "order_timeout": "4.0", "rsi_period": "1.4e1"},
    {"cooldown": "1e3", "buy_amount": 1e-7, "sell_amount": 12.5, "allocated_capital": 1e21, "loss_protection": "1e-41"},
    {"buy_trigger": " -1", "sell_trigger": "", "buy_amount": [], "sell_amount": {}},
    {"reference": "previous_close", "cooldown": 3, "cooldown_reset": False, "minimum_position": "0.5"},
]


def _validation() -> Iterator[Json]:
    for changes in [*BAD, dict.fromkeys(PARAMETERS)]:
        raw = PARAMETERS | changes if changes else {}
        parsed = parse_strategy(raw)
        if isinstance(parsed, InvalidStrategy):
            yield {"raw": raw, "problems": [[name, str(problem)] for name, problem in parsed.problems.items()]}
        else:
            yield {"raw": raw, "strategy": raw_strategy(parsed)}


def _pricing(random: Random) -> Json:
    case = draw(random.randint(0, 10**6))
    rule, market = case.rule, case.market
    price = _drawn(random, 9, least=1)
    position, cost = _drawn(random, 9, least=1), _drawn(random, 9)
    book = Book(allocated=number(1000), free=number(1000), position=position, cost=cost)
    floor = floor_price(rule, market, book)
    limit = sell_limit(rule, market, price, floor)
    bought, low = buy_amount(rule, market, price), buy_limit(rule, market, price)
    return {
        "strategy": raw_strategy(rule),
        "market": raw_market(market),
        "price": plain(price),
        "position": plain(position),
        "cost": plain(cost),
        "buy_limit": plain(low),
        "buy_amount": plain(bought),
        "reserved": plain(buy_reservation(market, bought, low)),
        "floor": plain(floor.shown),
        "is_floor_above": floor.is_above(price),
        "sell_limit": plain(limit),
        "sell_amount": plain(sell_amount(rule, market, book, price, limit)),
        "buy_fee": plain(simulated_fee(market, bought, price, market.taker_fee, buying=True)),
        "sell_fee": plain(simulated_fee(market, bought, price, market.taker_fee, buying=False)),
    }


FALL, RISE, FLAT = candle(START, "120", "115.80"), candle(START, "120", "122.60"), candle(START, "120", "120")
HOLDS: Json = {"position": "1", "cost": "100"}


def _evaluations() -> Iterator[Json]:
    """At least one for each reason that an evaluation of the engine can give."""
    previous = {"reference": "previous_close"}
    before, broken = candle(START - 4 * HOUR, "125", "125"), candle(START, "120", "115", low="118")
    yield _evaluation(FALL, exchange_time=CLOSE - 1)
    yield _evaluation(None)
    yield _evaluation(FALL, changes=previous)
    yield _evaluation(broken)
    yield _evaluation(broken, changes=previous)
    yield _evaluation(FALL, before=candle(START - 4 * HOUR, "125", "-1"), changes=previous)
    yield _evaluation(candle(START, "120", "121.875"), before=before, changes=previous)
    yield _evaluation(FLAT, rsi_value=12.5)
    yield _evaluation(FALL, changes={"buy_amount": "0"})
    yield _evaluation(RISE, changes={"sell_amount": "0"})
    for value in (None, 30.0, 30.000000000000004):
        yield _evaluation(FALL, changes={"rsi_period": 14, "rsi_max_for_buy": "30"}, rsi_value=value)
    for value in (None, 70.0, 69.99999999999999):
        yield _evaluation(RISE, changes={"rsi_period": 14, "rsi_min_for_sell": "70"}, rsi_value=value, book=HOLDS)
    for ago, sold in ((1, None), (3, None), (4, None), (2, 1), (2, 2)):
        times = {"last_buy": CLOSE - ago * 4 * HOUR, "last_sell": None if sold is None else CLOSE - sold * 4 * HOUR}
        for reset in (True, False):
            yield _evaluation(FALL, changes={"cooldown": 3, "cooldown_reset": reset}, book=times)
    yield _evaluation(FALL, order_open=True)
    for ago in (15 * MINUTE - 1, 15 * MINUTE):
        yield _evaluation(FALL, book={"failures": 3, "last_failure": CLOSE - ago})
    yield _evaluation(RISE)
    yield _evaluation(RISE, book={"position": "1", "cost": "122"})
    yield _evaluation(candle(START, "97", "101"), book=HOLDS)
    for ticker in (None, "0", "-1", "117"):
        yield _evaluation(FALL, ticker=ticker)
    yield _evaluation(RISE, book=HOLDS, ticker="122.60")
    yield _evaluation(RISE, book=HOLDS, ticker="122.60", changes={"minimum_position": "0.9"})
    yield _evaluation(FALL, ticker="115.80", changes={"buy_amount": "4.9"})
    yield _evaluation(RISE, ticker="122.60", book={"position": "0.01", "cost": "1"})
    yield _evaluation(FALL, ticker="115.80", book={"free": "20.25"})
    yield _evaluation(FALL, ticker="115.80", book={"free": "20.26"})
    yield _evaluation(
        FALL, ticker="115.80", book={"cost": "179.75", "position": "1"}, changes={"reinvest_profits": False}
    )
    yield _evaluation(FALL, ticker="115.80", balance="20.25")
    yield _evaluation(FALL, ticker="115.80", balance="20.26")
    yield _evaluation(RISE, ticker="122.60", book=HOLDS, balance="0.1")


def _evaluation(
    one: Candle | None,
    *,
    before: Candle | None = None,
    changes: Json | None = None,
    exchange_time: int = CLOSE,
    rsi_value: float | None = None,
    book: Json | None = None,
    order_open: bool = False,
    ticker: str | None = "115.80",
    balance: str | None = None,
) -> Json:
    rule, market = strategy(**(changes or {})), rules()
    held: Json = {"allocated": "200", "free": "200"} | (book or {})
    fields_of: Json = {name: number(value) if isinstance(value, str) else value for name, value in held.items()}
    books = Book(**fields_of, orders=(order(reserved="0"),) if order_open else ())
    outcome: Any = check_candle(rule, one, before, close_time=CLOSE, exchange_time=exchange_time)
    if isinstance(outcome, ClosedCandle):
        outcome = decide(rule, market, books, outcome, close_time=CLOSE, rsi=rsi_value, now=CLOSE)
    if isinstance(outcome, Signal):
        outcome = plan_order(
            rule,
            market,
            books,
            outcome,
            ticker=None if ticker is None else number(ticker),
            balance=None if balance is None else number(balance),
        )
    return {
        "strategy": raw_strategy(rule),
        "market": raw_market(market),
        "candle": _row(one),
        "previous": _row(before),
        "close_time": CLOSE,
        "exchange_time": exchange_time,
        "rsi": rsi_value,
        "book": held,
        "order_open": order_open,
        "ticker": ticker,
        "balance": balance,
        "reason": str(outcome.reason),
        "numbers": {
            name: plain(value) if isinstance(value, Decimal) else value
            for name, value in ((each.name, getattr(outcome.numbers, each.name)) for each in fields(outcome.numbers))
            if value is not None
        },
    }


def _row(one: Candle | None) -> list[Any] | None:
    return None if one is None else [one.open_time, *map(plain, (one.open, one.high, one.low, one.close)), "0"]


def _indicators(random: Random, count: int) -> Json:
    price, closes = 100.0, []
    for _ in range(count):
        price = price if random.random() < 0.1 else max(0.01, price * (1 + random.gauss(0, 0.02)))
        closes.append(f"{price:.4f}")
    values = [float(close) for close in closes]
    convergence = macd(values)
    candles = [candle(START + place * HOUR, close, close) for place, close in enumerate(closes)]
    return {
        "closes": closes,
        "sma": {period: sma(values, period) for period in (1, 5, 20)},
        "ema": {period: ema(values, period) for period in (1, 5, 26)},
        "rsi": {period: rsi(values, period) for period in (2, 14)},
        "macd": [convergence.line, convergence.signal, convergence.histogram],
        "gate": {period: GateCloses(candles[-RSI_CLOSES - 30 :]).rsi(period) for period in (2, 14, 100)},
        "regime": {name: None if value is None else str(value) for name, value in asdict(regime(values)).items()},
    }


def _weeks(random: Random) -> Json:
    count, days = random.choice([0, 1, 6, 7, 8, 20, 30]), []
    time = START + random.randint(0, 7) * DAY
    for _ in range(count):
        prices = sorted(random.randint(9_000, 11_000) for _ in range(4))
        opened, close = random.sample(prices[1:3], 2)
        high, low = (prices[3], prices[0]) if random.random() < 0.95 else (prices[0], prices[3])
        cents = [Decimal(value).scaleb(-2) for value in (opened, high, low, close)]
        days.append(Candle(time, cents[0], cents[1], cents[2], cents[3]))
        time += DAY * (1 if random.random() < 0.85 else random.randint(2, 9))
    weeks = derive_candles(days, Timeframe.D1, Timeframe.W1)
    return {"days": [_row(day) for day in days], "weeks": [[_row(week), week.is_valid] for week in weeks]}


def _simulation(seed: int) -> Json:
    case = readable(draw(seed))
    case_rows = case.candles[:40]
    log = simulate(case.rule, case.market, case_rows, case.slippage)
    asked: Json = json.loads(question(type(case)(case.rule, case.market, case_rows, case.slippage)))
    return asked | {"log": [to_json(entry) for entry in log]}


if __name__ == "__main__":
    FILE.write_text(text())
