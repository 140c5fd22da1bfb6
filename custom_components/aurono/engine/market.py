"""A market and its rules, as the exchange states them (SEMANTICS section 2)."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Self, override

from .numbers import MAX_DIGITS, MONEY_STEP, ONE, ZERO, exactly, quotient_down, quotient_up, round_down, round_up


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """One market: the coin and the money it is priced in."""

    base: str
    quote: str

    def __post_init__(self) -> None:
        if not all(part and part.isascii() and part.isalnum() for part in (self.base, self.quote)):
            raise ValueError(f"not a pair: {self.base}/{self.quote}")
        if self.base == self.quote:
            raise ValueError(f"a pair needs two currencies, not {self.base} twice")

    @classmethod
    @lru_cache
    def parse(cls, text: str) -> Self:
        """Read ``SOL/EUR``, the same pair each time; raises ValueError for anything else."""
        base, slash, quote = text.partition("/")
        if not slash:
            raise ValueError(f"not a pair: {text!r}")
        return cls(base, quote)

    @override
    def __hash__(self) -> int:
        # Looked up everywhere: a text knows its hash, and few markets share their coin.
        return hash(self.base)

    @override
    def __str__(self) -> str:
        return f"{self.base}/{self.quote}"


@dataclass(frozen=True, slots=True)
class Tick:
    """Prices are whole multiples of one step."""

    step: Decimal

    def __post_init__(self) -> None:
        if self.step <= 0:
            raise ValueError(f"a price step must be above 0, not {self.step}")

    def down(self, numerator: Decimal, denominator: Decimal = ONE) -> Decimal:
        """The highest price at or below numerator / denominator."""
        return quotient_down(numerator, denominator, self.step)

    def up(self, numerator: Decimal, denominator: Decimal = ONE) -> Decimal:
        """The lowest price at or above numerator / denominator."""
        return quotient_up(numerator, denominator, self.step)


@dataclass(frozen=True, slots=True)
class SignificantDigits:
    """Prices have at most so many significant digits."""

    digits: int

    def __post_init__(self) -> None:
        if not 1 <= self.digits <= MAX_DIGITS:
            raise ValueError(f"price digits must be 1 to {MAX_DIGITS}, not {self.digits}")

    def down(self, numerator: Decimal, denominator: Decimal = ONE) -> Decimal:
        """The highest price at or below numerator / denominator."""
        return quotient_down(numerator, denominator, self._step(numerator, denominator)) if numerator else ZERO

    def up(self, numerator: Decimal, denominator: Decimal = ONE) -> Decimal:
        """The lowest price at or above numerator / denominator."""
        return quotient_up(numerator, denominator, self._step(numerator, denominator)) if numerator else ZERO

    @exactly
    def _step(self, numerator: Decimal, denominator: Decimal) -> Decimal:
        """Value of the last significant digit of numerator / denominator (both > 0)."""
        magnitude = numerator.adjusted() - denominator.adjusted()
        if numerator < denominator.scaleb(magnitude):
            magnitude -= 1
        return ONE.scaleb(magnitude - self.digits + 1)


type PriceGrid = Tick | SignificantDigits


@dataclass(frozen=True, slots=True)
class MarketRules:
    """What the exchange demands of an order in one market, and what it charges.

    ``amount_step`` and ``min_amount`` are in base, ``min_cost`` and ``settlement_step`` in quote; fees are fractions
    (0.0025 is 0.25 %) of the quote amount. ``settlement_step`` is None where the exchange states none.
    """

    pair: Pair
    price_grid: PriceGrid
    amount_step: Decimal
    min_amount: Decimal
    min_cost: Decimal
    settlement_step: Decimal | None
    taker_fee: Decimal
    maker_fee: Decimal

    def __post_init__(self) -> None:
        if self.amount_step <= 0:
            raise ValueError(f"{self.pair}: amount step must be above 0, not {self.amount_step}")
        if self.settlement_step is not None and self.settlement_step <= 0:
            raise ValueError(f"{self.pair}: settlement step must be above 0, not {self.settlement_step}")
        if self.min_amount < 0 or self.min_cost < 0:
            raise ValueError(f"{self.pair}: minimums must not be negative")
        if not 0 <= self.taker_fee < 1 or not -1 < self.maker_fee < 1:
            raise ValueError(f"{self.pair}: fees must be fractions below 1")

    @property
    def money_step(self) -> Decimal:
        """The step that computed quote money is rounded to."""
        return self.settlement_step if self.settlement_step is not None else MONEY_STEP

    def money_up(self, value: Decimal) -> Decimal:
        """What we pay or reserve, on the settlement step."""
        return round_up(value, self.money_step)

    def money_down(self, value: Decimal) -> Decimal:
        """What we receive, on the settlement step."""
        return round_down(value, self.money_step)

    def amount_down(self, numerator: Decimal, denominator: Decimal = ONE) -> Decimal:
        """The largest amount of base at or below numerator / denominator that can be ordered."""
        return quotient_down(numerator, denominator, self.amount_step)

    @exactly
    def is_too_small(self, amount: Decimal, limit: Decimal) -> bool:
        """Whether an order is nothing, or under the market's minimum amount or cost."""
        cost = amount * limit
        return cost <= 0 or amount < self.min_amount or cost < self.min_cost
