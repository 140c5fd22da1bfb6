"""Section 9 of SEMANTICS once more, in exact rationals and without a line of the engine: what the simulation must say.

Only for tests: raw parameters as the engine reads them, rows as (open time, open, high, low, close) texts.
"""

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any

HOUR = 3_600_000
LENGTHS = {"1h": HOUR, "4h": 4 * HOUR, "1d": 24 * HOUR, "1w": 168 * HOUR}
MONDAY = 4 * 24 * HOUR

type Row = tuple[int, str, str, str, str]
type Entry = tuple[Any, ...]


def simulate(strategy: dict[str, Any], market: dict[str, Any], rows: list[Row], slippage: str = "0") -> list[Entry]:
    """The log: ("evaluated", time, candle, reason), ("planned", time, order, side, limit, amount, reserved), …"""
    return _Run(strategy, market, slippage).over(rows)


def _weeks(days: list[list[Any]]) -> list[list[Any]]:
    day, week = LENGTHS["1d"], LENGTHS["1w"]
    weeks: dict[int, list[list[Any]]] = {}
    for row in days:
        weeks.setdefault(row[0] - (row[0] - MONDAY) % week, []).append(row)
    return [
        [start, of[0][1], max(row[2] for row in of), min(row[3] for row in of), of[-1][4], all(map(_valid, of))]
        for start, of in weeks.items()
        if days[0][0] <= start and start + week <= days[-1][0] + day
    ]


def _valid(row: list[Any]) -> bool:
    _, opened, high, low, close, parts = row
    return bool(parts and min(row[1:5]) > 0 and high >= max(opened, close) and low <= min(opened, close))


def _rsi(closes: list[float], period: int) -> float | None:
    closes = closes[-250:]
    if len(closes) < period + 1:
        return None
    gains = [max(after - before, 0.0) for before, after in pairwise(closes)]
    losses = [max(before - after, 0.0) for before, after in pairwise(closes)]
    averages = []
    for moves in (gains, losses):
        average = 0.0
        for move in moves[:period]:
            average += move
        average /= period
        for move in moves[period:]:
            average = (average * (period - 1) + move) / period
        averages.append(average)
    gain, loss = averages
    if loss == 0:
        return 50.0 if gain == 0 else 100.0
    return 100 - 100 / (1 + gain / loss)


class _Run:
    def __init__(self, strategy: dict[str, Any], market: dict[str, Any], slippage: str) -> None:
        self.s, self.m, self.slip = strategy, market, Fraction(slippage) / 100
        self.length = LENGTHS[strategy["timeframe"]]
        self.fee = Fraction(market["taker_fee"])
        self.money = Fraction(market.get("settlement_step") or "1e-12")
        self.capital = Fraction(strategy["allocated_capital"])
        self.free, self.position, self.cost, self.realized = self.capital, Fraction(0), Fraction(0), Fraction(0)
        if owned := strategy.get("starting_position"):
            self.position = Fraction(owned["amount"])
            self.cost = Fraction(round(self.position * Fraction(owned["average_price"]) * 10**12), 10**12)
        self.order: dict[str, Any] | None = None
        self.numbered = self.trades = 0
        self.last: dict[str, int] = {}
        self.log: list[Entry] = []

    def of(self, name: str, default: str = "0") -> Fraction:
        value = self.s.get(name)
        return Fraction(default if value is None else str(value))

    def price(self, value: Fraction, rounding: Any) -> Fraction:
        if self.m.get("price_step") is not None:
            step = Fraction(self.m["price_step"])
        elif value == 0:
            return value
        else:
            power = next(power for power in range(60, -60, -1) if Fraction(10) ** power <= value)
            step = Fraction(10) ** (power - int(self.m["price_digits"]) + 1)
        return Fraction(rounding(value / step) * step)

    def amount(self, value: Fraction) -> Fraction:
        step = Fraction(self.m["amount_step"])
        return floor(value / step) * step

    def over(self, rows: list[Row]) -> list[Entry]:
        candles: list[list[Any]] = [[row[0], *(Fraction(text) for text in row[1:]), True] for row in rows]
        if self.s["timeframe"] == "1w":
            candles = _weeks(candles)
        closes: list[float] = []
        for place, row in enumerate(candles):
            if self.order:
                self.settle(self.order, row)
            if _valid(row):
                closes.append(float(row[4]))
            self.evaluate(row, candles[place - 1] if place else None, closes)
        side = self.order["side"] if self.order else None
        self.log.append(
            (
                "final",
                self.free,
                self.order["reserved"] if self.order and side == "buy" else 0,
                self.position,
                self.order["reserved"] if self.order and side == "sell" else 0,
                self.cost,
                self.realized,
                self.trades,
                int(bool(self.order)),
                candles[-1][4] if candles else None,
            )
        )
        return self.log

    def settle(self, order: dict[str, Any], row: list[Any]) -> None:
        start, opened, high, low, *_ = row
        buying, limit, end = order["side"] == "buy", order["limit"], order["end"]
        price = None
        if _valid(row):
            slipped = (
                self.price(opened * (1 + self.slip), ceil) if buying else self.price(opened * (1 - self.slip), floor)
            )
            if start < end and (slipped <= limit if buying else slipped >= limit):
                price = slipped
            elif start + self.length <= end and (low <= limit if buying else high >= limit):
                price = limit
        if price is None:
            if end <= start + self.length:
                self.log.append(("expired", end, order["number"]))
                self.free += order["reserved"] if buying else 0
                self.order = None
            return
        gross = order["amount"] * price
        if buying:
            money = ceil(gross * (1 + self.fee) / self.money) * self.money
            self.free += order["reserved"] - money
            self.cost += money
            self.position += order["amount"]
        else:
            money = floor(gross * (1 - self.fee) / self.money) * self.money
            sold = Fraction(round(self.cost * order["amount"] / self.position * 10**12), 10**12)
            if order["amount"] == self.position:
                sold = self.cost
            self.free, self.realized, self.cost = self.free + money, self.realized + money - sold, self.cost - sold
            self.position -= order["amount"]
        self.log.append(("filled", start, order["number"], order["side"], price, order["amount"], abs(money - gross)))
        self.trades += 1
        self.last[order["side"]] = order["time"]
        self.order = None

    def evaluate(self, row: list[Any], before: list[Any] | None, closes: list[float]) -> None:
        start = row[0]
        time = start + self.length
        outcome = self.decide(row, before if before and before[0] == start - self.length else None, closes, time)
        if isinstance(outcome, str):
            self.log.append(("evaluated", time, start, outcome))
            return
        side, limit, amount, reserved = outcome
        self.log.append(("evaluated", time, start, side.upper()))
        self.numbered += 1
        self.log.append(("planned", time, self.numbered, side, limit, amount, reserved))
        end = time + int(self.of("order_timeout", "4")) * HOUR
        self.free -= reserved if side == "buy" else 0
        self.order = {
            "number": self.numbered,
            "side": side,
            "limit": limit,
            "amount": amount,
            "reserved": reserved,
            "time": time,
            "end": end,
        }

    def decide(self, row: list[Any], before: list[Any] | None, closes: list[float], time: int) -> Any:
        _, opened, _, _, close, _ = row
        reference = opened
        if self.s.get("reference") == "previous_close":
            if before is None:
                return "CANDLE_MISSING"
            if not _valid(row) or not _valid(before):
                return "CANDLE_INVALID"
            reference = before[4]
        if not _valid(row):
            return "CANDLE_INVALID"
        change = (close - reference) / reference * 100
        if change <= self.of("buy_trigger"):
            side, bound = "buy", self.s.get("rsi_max_for_buy")
        elif change >= self.of("sell_trigger"):
            side, bound = "sell", self.s.get("rsi_min_for_sell")
        else:
            return "NO_SIGNAL"
        if self.of(f"{side}_amount") == 0:
            return f"{side.upper()}_DISABLED"
        if bound is not None:
            rsi = _rsi(closes, int(self.s["rsi_period"]))
            if side == "buy" and (rsi is None or rsi > float(bound)):
                return "RSI_NOT_OVERSOLD"
            if side == "sell" and (rsi is None or rsi < float(bound)):
                return "RSI_NOT_OVERBOUGHT"
        mine, other = self.last.get(side), self.last.get({"buy": "sell", "sell": "buy"}[side])
        waits = int(self.of("cooldown"))
        ended_by_other = (
            self.s.get("cooldown_reset") is not False and other is not None and mine is not None and other > mine
        )
        if waits >= 1 and mine is not None and time - mine <= waits * self.length and not ended_by_other:
            return "COOLDOWN"
        if self.order:
            return "ORDER_OPEN"
        return self.buy(reference, close) if side == "buy" else self.sell(reference, close)

    def too_small(self, amount: Fraction, limit: Fraction) -> bool:
        return amount < Fraction(self.m.get("min_amount") or 0) or amount * limit < Fraction(
            self.m.get("min_cost") or 0
        )

    def buy(self, reference: Fraction, ticker: Fraction) -> Any:
        limit = self.price(reference * (1 + self.of("buy_trigger") / 100), floor)
        amount = self.amount(self.of("buy_amount") / ticker)
        if self.too_small(amount, limit) or amount == 0 or limit == 0:
            return "BELOW_MINIMUM"
        reserved = ceil(amount * limit * (1 + self.fee) / self.money) * self.money
        if reserved > self.free:
            return "CAPITAL_INSUFFICIENT"
        if self.s.get("reinvest_profits") is False and self.cost + reserved > self.capital:
            return "CAPITAL_INSUFFICIENT"
        return "buy", limit, amount, reserved

    def sell(self, reference: Fraction, ticker: Fraction) -> Any:
        if self.position == 0:
            return "NO_POSITION"
        cheapest = self.cost * (1 + self.of("loss_protection", "0.5") / 100) / (self.position * (1 - self.fee))
        if ticker < cheapest:
            return "BELOW_COST"
        limit = self.price(max(reference * (1 + self.of("sell_trigger") / 100), cheapest), ceil)
        amount = self.amount(min(self.of("sell_amount") / ticker, self.position))
        if self.of("minimum_position") == 0 and self.too_small(self.position - amount, limit):
            amount = self.amount(self.position)
        if self.position - amount < self.of("minimum_position"):
            return "MINIMUM_POSITION"
        if self.too_small(amount, limit) or amount == 0:
            return "BELOW_MINIMUM"
        return "sell", limit, amount, amount
