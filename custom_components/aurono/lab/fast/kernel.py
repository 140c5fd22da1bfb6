"""The exact decisions: which outcome each candidate has and what becomes of each order, in whole numbers.

The order of the checks is that of ``engine.evaluation``, the order of events in a candle that of ``engine.simulation``.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ...engine.market import MarketRules
from ...engine.numbers import HUNDRED
from ...engine.reason import Reason, Side
from ...engine.strategy import RuleStrategy
from .book import Book, Plan
from .columns import Measured, Table
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
    places: list[int]
    reasons: list[Reason]
    orders: list[Placed]
    book: Book


def trace(strategy: RuleStrategy, rules: MarketRules, table: Table, slippage: Decimal) -> Trace:
    """Run a strategy over a table. Raises ValueError unless 0 ≤ slippage < 100 (percent)."""
    if not 0 <= slippage < HUNDRED:
        raise ValueError(f"slippage is 0 to less than 100 percent, not {slippage}")
    candidates = find_candidates(strategy, table)
    book = Book(strategy, rules, slippage, table.decimals)
    outlook = Outlook(table, book)
    buying = _Trading(Side.BUY, Reason.BUY, Reason.BUY_DISABLED if strategy.buy_amount == 0 else None, book.plan_buy)
    selling = _Trading(
        Side.SELL, Reason.SELL, Reason.SELL_DISABLED if strategy.sell_amount == 0 else None, book.plan_sell
    )
    by_signal = (
        buying,
        selling,
        _Trading(Side.BUY, Reason.BUY, buying.never or Reason.RSI_NOT_OVERSOLD, book.plan_buy),
        _Trading(Side.SELL, Reason.SELL, selling.never or Reason.RSI_NOT_OVERBOUGHT, book.plan_sell),
    )
    cooldown = _Cooldown(strategy, table, buying, selling)
    reasons: list[Reason] = []
    orders: list[Placed] = []
    order: Placed | None = None

    for place, fires, reference, close in candidates.rows():
        if order is not None and place >= order.ended:
            _settle(order, book, cooldown)
            order = None
        trading = by_signal[fires]
        if trading.never is not None:
            reason = trading.never
        elif place < trading.waits_until:
            reason = Reason.COOLDOWN
        elif order is not None:
            reason = Reason.ORDER_OPEN
        else:
            plan = trading.plan(reference, close)
            if isinstance(plan, Reason):
                reason = plan
            else:
                reason = trading.places
                closes_at = table.time.values[place] + table.length
                life_ends = closes_at + strategy.order_life
                ended, price = outlook.end(place, trading.side, plan[0], life_ends)
                order = Placed(trading.side, place, closes_at, *plan, life_ends, ended, price)
                orders.append(order)
        reasons.append(reason)
    if order is not None and order.ended < len(table):
        _settle(order, book, cooldown)
    return Trace(table, table.measured(strategy.reference), candidates.places, reasons, orders, book)


class _Trading:
    """One side of the rule: the reason of its orders, and one that it never trades for, whatever the books say.

    The cooldown blocks it before ``waits_until``, a place in the table.
    """

    __slots__ = ("never", "places", "plan", "side", "waits_until")

    def __init__(
        self, side: Side, places: Reason, never: Reason | None, plan: Callable[[int, int], Plan | Reason]
    ) -> None:
        self.side, self.places, self.never, self.plan = side, places, never, plan
        self.waits_until = 0


class _Cooldown:
    """Keeps the wait of each side after a trade."""

    def __init__(self, strategy: RuleStrategy, table: Table, buying: _Trading, selling: _Trading) -> None:
        self._candles, self._resets = strategy.cooldown, strategy.cooldown_reset
        self._table, self._buying, self._selling = table, buying, selling
        self._last_buy: int | None = None
        self._last_sell: int | None = None

    def traded(self, side: Side, closes_at: int) -> None:
        """Note a trade by the close time of the candle that placed it."""
        if side is Side.BUY:
            self._last_buy = closes_at
        else:
            self._last_sell = closes_at
        if self._candles:
            self._buying.waits_until = self._until(self._last_buy, self._last_sell)
            self._selling.waits_until = self._until(self._last_sell, self._last_buy)

    def _until(self, last: int | None, other: int | None) -> int:
        """The place of the first candle that closes after the wait."""
        if last is None or (self._resets and other is not None and other > last):
            return 0
        return bisect_right(self._table.time.values, last + (self._candles - 1) * self._table.length)


def _settle(order: Placed, book: Book, cooldown: _Cooldown) -> None:
    """Book what became of an order; an expired one leaves everything as it was."""
    if order.price is None:
        return
    if order.side is Side.BUY:
        book.bought(order.amount, order.price)
    else:
        book.sold(order.amount, order.price)
    cooldown.traded(order.side, order.closes_at)
