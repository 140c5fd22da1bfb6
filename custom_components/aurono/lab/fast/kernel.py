"""The exact decisions: which outcome each candidate has and what becomes of each order, in whole numbers.

The order of the checks is that of ``engine.evaluation``, the order of events in a candle that of ``engine.simulation``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ...engine.market import MarketRules
from ...engine.numbers import HUNDRED
from ...engine.reason import Reason, Side
from ...engine.strategy import RuleStrategy
from .book import Book, Plan
from .columns import Measured, Places, Table
from .outlook import Outlook
from .prefilter import find_candidates


class Placed(NamedTuple):
    """An order and its end, found when it was placed; the numbers are in the units of the book.

    ``placed`` and ``ended`` are places in the table, ``ended`` its length if the order is still open then.
    ``closes_at`` is the close time of the candle that placed it. ``price`` is None if it was not filled.
    """

    side: Side
    placed: int
    closes_at: int
    limit: int
    amount: int
    reserved: int
    life_ends: int
    ended: int
    price: int | None


@dataclass(frozen=True, slots=True)
class Trace:
    """All that happened: the outcome at each candidate's place, the orders in turn, and the books at the end."""

    table: Table
    measured: Measured
    places: Places
    reasons: list[Reason]
    orders: list[Placed]
    book: Book


def trace(strategy: RuleStrategy, rules: MarketRules, table: Table, slippage: Decimal) -> Trace:
    """Run a strategy over a table. Raises ValueError unless 0 ≤ slippage < 100 (percent)."""
    if not 0 <= slippage < HUNDRED:
        raise ValueError(f"slippage is 0 to less than 100 percent, not {slippage}")
    measured = table.measured(strategy.reference)
    candidates = find_candidates(strategy, table, measured)
    book = Book(strategy, rules, slippage, table.decimals)
    outlook = Outlook(table, book)
    buying = _Trading(Side.BUY, strategy.buy_amount == 0, book.plan_buy)
    selling = _Trading(Side.SELL, strategy.sell_amount == 0, book.plan_sell)
    cooldown = _Cooldown(strategy, table.length, buying, selling)
    hundred, buy_percent, sell_percent = book.hundred, book.buy_percent, book.sell_percent
    reasons: list[Reason] = []
    orders: list[Placed] = []
    order: Placed | None = None

    for place, reference, close, closes_at, buy_gated, sell_gated in candidates.rows():
        if order is not None and place >= order.ended:
            _settle(order, book, cooldown)
            order = None
        change = close * hundred
        if change <= reference * buy_percent:
            trading, gated = buying, buy_gated
        elif change >= reference * sell_percent:
            trading, gated = selling, sell_gated
        else:
            reasons.append(Reason.NO_SIGNAL)
            continue
        if trading.is_off:
            reason = trading.when_off
        elif gated:
            reason = trading.when_gated
        elif closes_at <= trading.waits_until:
            reason = Reason.COOLDOWN
        elif order is not None:
            reason = Reason.ORDER_OPEN
        else:
            plan = trading.plan(reference, close)
            if isinstance(plan, Reason):
                reason = plan
            else:
                reason = trading.when_placed
                life_ends = closes_at + strategy.order_life
                ended, price = outlook.end(place, trading.side, plan[0], life_ends)
                order = Placed(trading.side, place, closes_at, *plan, life_ends, ended, price)
                orders.append(order)
        reasons.append(reason)
    if order is not None and order.ended < len(table):
        _settle(order, book, cooldown)
    return Trace(table, measured, candidates.places, reasons, orders, book)


class _Trading:
    """One side of the rule, with the reasons that are its own; ``waits_until`` is the cooldown's last close (ms)."""

    __slots__ = ("is_off", "plan", "side", "waits_until", "when_gated", "when_off", "when_placed")

    def __init__(self, side: Side, is_off: bool, plan: Callable[[int, int], Plan | Reason]) -> None:
        self.side, self.is_off, self.plan = side, is_off, plan
        self.waits_until = _NOT_WAITING
        self.when_off, self.when_gated, self.when_placed = _REASONS[side]


class _Cooldown:
    """Keeps the wait of each side after a trade."""

    def __init__(self, strategy: RuleStrategy, length: int, buying: _Trading, selling: _Trading) -> None:
        self._wait, self._resets = strategy.cooldown * length, strategy.cooldown_reset
        self._buying, self._selling = buying, selling
        self._last_buy = self._last_sell = _NOT_WAITING

    def traded(self, side: Side, closes_at: int) -> None:
        """Note a trade by the close time of the candle that placed it."""
        if side is Side.BUY:
            self._last_buy = closes_at
        else:
            self._last_sell = closes_at
        if self._wait:
            self._buying.waits_until = self._until(self._last_buy, self._last_sell)
            self._selling.waits_until = self._until(self._last_sell, self._last_buy)

    def _until(self, last: int, other: int) -> int:
        return _NOT_WAITING if self._resets and other > last else last + self._wait


_NOT_WAITING = -(10**100)
"""Before any time that a candle may have, even with any cooldown added."""

_REASONS = {
    Side.BUY: (Reason.BUY_DISABLED, Reason.RSI_NOT_OVERSOLD, Reason.BUY),
    Side.SELL: (Reason.SELL_DISABLED, Reason.RSI_NOT_OVERBOUGHT, Reason.SELL),
}


def _settle(order: Placed, book: Book, cooldown: _Cooldown) -> None:
    """Book what became of an order; an expired one leaves everything as it was."""
    if order.price is None:
        return
    if order.side is Side.BUY:
        book.bought(order.amount, order.price)
    else:
        book.sold(order.amount, order.price)
    cooldown.traded(order.side, order.closes_at)
