"""Values for tests, written as text: the market and the rule of SEMANTICS section 12, and changes to them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.market import MarketRules, Pair, SignificantDigits, Tick
from custom_components.aurono.engine.numbers import ZERO, exactly
from custom_components.aurono.engine.order import Fill, Order
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import RuleStrategy
from custom_components.aurono.engine.timeframe import HOUR
from custom_components.aurono.engine.validation import parse_strategy

START = 1_704_067_200_000
"""Monday 2024-01-01, 00:00 UTC."""

SOL_EUR = Pair("SOL", "EUR")
PARAMETERS = {
    "pair": "SOL/EUR",
    "timeframe": "4h",
    "buy_trigger": "-2.5",
    "sell_trigger": "2.1",
    "buy_amount": "20",
    "sell_amount": "20",
    "allocated_capital": "200",
}


def number(text: str | int) -> Decimal:
    """A decimal as it is written, whatever the ambient context."""
    return Decimal(str(text))


@exactly
def total(values: Iterable[Decimal]) -> Decimal:
    """The sum to the last digit: the context of these tests would round it."""
    return sum(values, ZERO)


def strategy(**changes: Any) -> RuleStrategy:
    """The rule of section 12 with changes as raw input."""
    parsed = parse_strategy(PARAMETERS | changes)
    assert isinstance(parsed, RuleStrategy), parsed
    return parsed


def owned(amount: str, average_price: str) -> dict[str, str]:
    """A starting position as raw input."""
    return {"amount": amount, "average_price": average_price}


def rules(
    *,
    pair: Pair = SOL_EUR,
    price_step: str | None = "0.01",
    price_digits: int = 5,
    amount_step: str = "0.00000001",
    min_amount: str = "0",
    min_cost: str = "5",
    settlement_step: str | None = "0.01",
    taker_fee: str = "0.0025",
    maker_fee: str = "0.0015",
) -> MarketRules:
    """The market of section 12; a price_step of None means significant digits."""
    return MarketRules(
        pair=pair,
        price_grid=SignificantDigits(price_digits) if price_step is None else Tick(number(price_step)),
        amount_step=number(amount_step),
        min_amount=number(min_amount),
        min_cost=number(min_cost),
        settlement_step=None if settlement_step is None else number(settlement_step),
        taker_fee=number(taker_fee),
        maker_fee=number(maker_fee),
    )


def candle(open_time: int, opened: str, close: str, *, high: str | None = None, low: str | None = None) -> Candle:
    """A candle whose range is its body unless told otherwise."""
    prices = sorted((number(opened), number(close)))
    return Candle(
        open_time,
        number(opened),
        prices[1] if high is None else number(high),
        prices[0] if low is None else number(low),
        number(close),
        number("1"),
    )


def book(free: str = "200", *, position: str = "0", cost: str = "0", **changes: Any) -> Book:
    """Books with a capital of 200."""
    return Book(allocated=number("200"), free=number(free), position=number(position), cost=number(cost), **changes)


def order(
    side: Side = Side.BUY,
    *,
    order_id: str = "1",
    limit: str = "117",
    amount: str = "1",
    reserved: str | None = None,
    candle_close: int = START,
    **changes: Any,
) -> Order:
    """An order in SOL/EUR that reserves what it needs, without fee, unless told otherwise."""
    needed = {Side.BUY: limit, Side.SELL: amount}[side]
    return Order(
        id=order_id,
        version=1,
        pair=SOL_EUR,
        side=side,
        limit=number(limit),
        amount=number(amount),
        reserved=number(needed if reserved is None else reserved),
        candle_close=candle_close,
        submitted_at=candle_close,
        life_ends=candle_close + 4 * HOUR,
        **changes,
    )


def fill(
    price: str, amount: str, fee: str = "0", *, trade: str = "t1", currency: str = "EUR", time: int = START
) -> Fill:
    """One trade."""
    return Fill(trade, time, number(price), number(amount), number(fee), currency)
