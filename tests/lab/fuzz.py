"""Random rules, markets and candles on which the fast simulator must say what the engine says, entry by entry.

One seed, one case. They are drawn so that much happens, and that it happens at the edges: closes exactly on a trigger
and a hair beside it, flat candles, holes, impossible candles, prices from tiny to huge and with many decimals.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.errors import LedgerError
from custom_components.aurono.engine.market import MarketRules
from custom_components.aurono.engine.numbers import HUNDRED, exactly, round_down
from custom_components.aurono.engine.simulation import Evaluated, Expired, Filled, Final, LogEntry, simulate
from custom_components.aurono.engine.strategy import Reference, RuleStrategy
from custom_components.aurono.engine.timeframe import DAY, Timeframe
from custom_components.aurono.lab import fast
from tests.engine.build import START, number, rules, strategy

TRIGGERS = ["0.5", "1", "1.2", "2", "2.5", "3.3", "0.1"]
ODD_TRIGGERS = ["0.000000001", "0.123456789012345678", "40", "99.9"]
LEVELS = ["100", "100", "0.061", "64000", "1.0005", "0.0000123", "123456789"]
ODD_LEVELS = ["3e-30", "7e25", "1.234567890123456789012345678901234567", "9.99e13"]
FLAWS = ["high", "low", "zero", "negative", "swapped"]


@dataclass(frozen=True, slots=True)
class Case:
    """A rule, its market, its candles and the slippage."""

    rule: RuleStrategy
    market: MarketRules
    candles: tuple[Candle, ...]
    slippage: Decimal


@dataclass(slots=True)
class Tally:
    """What happened in many cases, to see that the drawing is not idle."""

    cases: int = 0
    candles: int = 0
    entries: int = 0
    fills: int = 0
    expiries: int = 0
    broken_books: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, case: Case, log: Sequence[LogEntry] | None) -> None:
        """Count one case; without a log its books could not go on."""
        self.cases += 1
        self.candles += len(case.candles)
        if log is None:
            self.broken_books += 1
            return
        self.entries += len(log)
        self.fills += sum(isinstance(entry, Filled) for entry in log)
        self.expiries += sum(isinstance(entry, Expired) for entry in log)
        self.reasons.update(entry.reason.value for entry in log if isinstance(entry, Evaluated))

    def join(self, other: Tally) -> None:
        """Count what another tally counted."""
        self.cases += other.cases
        self.candles += other.candles
        self.entries += other.entries
        self.fills += other.fills
        self.expiries += other.expiries
        self.broken_books += other.broken_books
        self.reasons.update(other.reasons)


def difference(case: Case) -> tuple[str | None, Sequence[LogEntry] | None]:
    """Where the fast simulator and the engine part, None if nowhere, and the engine's log."""
    arguments = (case.rule, case.market, case.candles, case.slippage)
    try:
        expected: list[LogEntry] = list(simulate(*arguments))
    except LedgerError:
        try:
            list(fast.simulate(*arguments))
        except LedgerError:
            return None, None
        return "the engine's books break, those of the fast simulator do not", None
    told = list(fast.simulate(*arguments))
    for place, (one, other) in enumerate(zip(expected, told, strict=False)):
        if one != other:
            return f"entry {place}:\n  engine {one}\n  fast   {other}", expected
    if len(expected) != len(told):
        return f"the engine's log has {len(expected)} entries, the fast one {len(told)}", expected
    events = [entry for entry in expected if not isinstance(entry, Evaluated)]
    if list(fast.simulate(*arguments, evaluated=False)) != events:
        return "the log without evaluations is another", expected
    outcome = fast.final(case.rule, case.market, fast.table_for(case.rule, case.candles), case.slippage)
    reasons = Counter(entry.reason for entry in expected if isinstance(entry, Evaluated))
    assert isinstance(expected[-1], Final)
    if outcome != fast.Outcome(expected[-1], reasons):
        return f"the end is another:\n  engine {expected[-1]} {reasons}\n  fast   {outcome}", expected
    return None, expected


def draw(seed: int) -> Case:
    """The case of this seed."""
    return _Drawing(Random(seed)).case()


class _Drawing:
    def __init__(self, random: Random) -> None:
        self._random = random

    def case(self) -> Case:
        level = number(self._odd(LEVELS, ODD_LEVELS))
        rule = self._rule(level)
        slippage = number(self._odd(["0"] * 4 + ["0.1", "0.37"], ["1.23456789", "60", "99.99"]))
        return Case(rule, self._market(level), self._candles(rule, level), slippage)

    def _odd(self, usual: list[str], odd: list[str]) -> str:
        return self._random.choice(odd if self._random.random() < 0.06 else usual)

    def _rule(self, level: Decimal) -> RuleStrategy:
        random = self._random
        buy, sell = random.choice([("20", "20"), ("20", "20"), ("47.5", "33.3"), ("3", "1000"), ("0", "5"), ("7", "0")])
        changes: dict[str, Any] = {
            "timeframe": random.choice(["1h", "1h", "4h", "1d", "1w"]),
            "buy_trigger": f"-{self._odd(TRIGGERS, ODD_TRIGGERS)}",
            "sell_trigger": self._odd(TRIGGERS, [*ODD_TRIGGERS, "1000"]),
            "buy_amount": buy,
            "sell_amount": sell,
            "allocated_capital": self._odd(["200", "60", "1000", "25"], ["0.0000000000000000001234", "1e20"]),
            "reference": random.choice(list(Reference)),
            "cooldown": random.choice([0, 0, 1, 3, 20]),
            "cooldown_reset": random.random() < 0.7,
            "minimum_position": str(
                round_down(number(random.choice(["0", "0", "0", "3", "25"])) / level, number("1e-9"))
            ),
            "loss_protection": self._odd(["0", "0.5", "0.5", "2"], ["0.00000000000000001", "200"]),
            "reinvest_profits": random.random() < 0.7,
            "order_timeout": random.choice([1, 2, 4, 4, 5, 24, 30, 168]),
        }
        if random.random() < 0.25:
            changes["rsi_period"] = random.choice([2, 3, 5, 14, 100])
            changes["rsi_max_for_buy"] = random.choice([None, "30", "55.5", "50", "100"])
            changes["rsi_min_for_sell"] = random.choice([None, "45", "70", "50", "0"])
        if random.random() < (0.25 if buy != "0" else 0.9):
            amount = number(self._odd(["1", "40", "0.7654321"], ["500.123456789012345"])) / level
            price = level * number(random.choice(["1", "0.7", "0.98765432109876543", "1.3"]))
            changes["starting_position"] = {"amount": f"{amount:.12g}", "average_price": f"{price:.9g}"}
        return strategy(**changes)

    def _market(self, level: Decimal) -> MarketRules:
        random = self._random
        # steps about as fine to the price as markets have them, and coarse ones
        size = level.adjusted()
        step = f"{random.choice(['1', '1', '5', '25'])}e{size - random.choice([2, 3, 4, 4, 5, 8])}"
        coin = f"{random.choice(['1', '1', '3'])}e{-size - random.choice([0, 2, 5, 8, 8])}"
        return rules(
            price_step=random.choice([step, step, None]),
            price_digits=random.choice([2, 3, 5, 5, 6, 9]),
            amount_step=coin,
            min_amount=random.choice(["0", "0", f"2e{-size - 2}"]),
            min_cost=self._odd(["0", "5", "5", "12"], ["5.0000000000000000000000001"]),
            settlement_step=self._odd(["0.01", "0.01", "0.05", "0.000001"], ["1e-15"])
            if random.random() < 0.8
            else None,
            taker_fee=self._odd(["0.0025", "0", "0.01", "0.0015"], ["0.00123456789012345", "0.5", "0.99"]),
        )

    @exactly
    def _candles(self, rule: RuleStrategy, level: Decimal) -> tuple[Candle, ...]:
        random = self._random
        length = DAY if rule.timeframe is Timeframe.W1 else rule.timeframe.length
        count = random.choice([0, 1, 2, 10, 40, 80, 120, 200]) if random.random() < 0.93 else random.randint(260, 500)
        volatility = random.choice([0.3, 1, 1, 3])
        holes, flaws, flats = (random.choice([0.0, 0.02, 0.2]) for _ in range(3))
        edges, wicks = random.choice([0.02, 0.2, 0.4]), random.choice([0, volatility, volatility])
        decimals = random.choice([3, 4, 4, 6, 12]) - level.adjusted()
        unit = Decimal(1).scaleb(-decimals)
        time, price, candles = START + random.randint(0, 9) * length, level, []
        for _ in range(count):
            while random.random() < holes:
                time += length
            opened = price if random.random() < 0.5 else self._moved(price, volatility / 2, unit)
            reference = opened if rule.reference is Reference.OPEN else price
            if random.random() < flats:
                close = opened
            elif random.random() < edges:
                close = self._at_trigger(rule, reference, unit)
            else:
                close = self._moved(opened, volatility, unit)
            high = self._moved(max(opened, close), wicks, unit, up=1)
            low = self._moved(min(opened, close), wicks, unit, up=-1)
            candle = Candle(time, opened, high, low, close)
            candles.append(self._flawed(candle) if random.random() < flaws / 4 else candle)
            time += length
            price = close if level / 50 < close < level * 50 else level
        return tuple(candles)

    def _moved(self, price: Decimal, percent: float, unit: Decimal, up: int = 0) -> Decimal:
        move = Decimal(f"{self._random.gauss(0, percent):.4f}")
        factor = HUNDRED + (abs(move) * up if up else move)
        return max(unit, round_down(price * max(factor, Decimal(1)) / HUNDRED, unit)) if move else price

    def _at_trigger(self, rule: RuleStrategy, reference: Decimal, unit: Decimal) -> Decimal:
        trigger = self._random.choice([rule.buy_trigger, rule.sell_trigger])
        exact = reference * (HUNDRED + trigger) / HUNDRED
        beside = self._random.choice([Decimal(0), Decimal(0), unit, -unit, exact.scaleb(-11), -exact.scaleb(-20)])
        return max(unit, exact + beside)

    def _flawed(self, candle: Candle) -> Candle:
        opened, high, low, close = candle.open, candle.high, candle.low, candle.close
        match self._random.choice(FLAWS):
            case "high":
                high = low
            case "low":
                low = high * 2
            case "zero":
                close = Decimal(0)
            case "negative":
                opened = -opened
            case _:
                high, low = low, high
        return Candle(candle.open_time, opened, high, low, close)
