"""How a resting order ends: the first candle that fills or expires it (SEMANTICS section 9)."""

from dataclasses import dataclass

import numpy as np

from ...engine.reason import Side
from .book import Book
from .columns import Table

_ONE_BY_ONE = 24
"""So many candles are looked at singly before the columns are asked: most orders end sooner."""


@dataclass(frozen=True, slots=True)
class _Reach:
    """The whole numbers of the table at which an order fills: at its limit, or at an open made worse by slippage."""

    limit: int
    opened: int


class Outlook:
    """Looks ahead in a table. Nothing but an order's end happens to it, so it can be found when it is placed."""

    def __init__(self, table: Table, book: Book) -> None:
        """Look ahead for orders with the book's scales."""
        self._table, self._book = table, book
        self._time, self._open = table.time.values, table.open.values
        self._low, self._high = table.low.values, table.high.values
        self._valid = memoryview(table.valid)

    def end(self, placed: int, side: Side, limit: int, life_ends: int) -> tuple[int, int | None]:
        """The place of the candle in which an order placed at a candle's close ends, and its price if it is filled.

        The place is the length of the table for an order that is still open then.
        """
        reach = self._reach(side, limit)
        length, place, until = self._table.length, placed + 1, len(self._time)
        singly = min(until, place + _ONE_BY_ONE)
        while place < until:
            time = self._time[place]
            if self._valid[place] and (
                self._low[place] <= reach.limit if side is Side.BUY else self._high[place] >= reach.limit
            ):
                opened = self._open[place]
                if time < life_ends and (opened <= reach.opened if side is Side.BUY else opened >= reach.opened):
                    slipped = self._book.slipped_buy if side is Side.BUY else self._book.slipped_sell
                    return place, slipped(opened)
                if time + length <= life_ends:
                    return place, limit
            if life_ends <= time + length:
                return place, None
            place += 1
            if place >= singly:
                place = self._next(place, side, reach, life_ends)
        return until, None

    def _reach(self, side: Side, limit: int) -> _Reach:
        book = self._book
        if side is Side.BUY:
            return _Reach(limit // book.finer, limit * book.hundred // (book.buy_slips_to * book.finer))
        return _Reach(-(-limit // book.finer), -(-limit * book.hundred // (book.sell_slips_to * book.finer)))

    def _next(self, place: int, side: Side, reach: _Reach, life_ends: int) -> int:
        """The next place from here on at which the order may end."""
        times, prices = self._table.time.array, self._table.low.array if side is Side.BUY else self._table.high.array
        if times is None or prices is None:
            return place
        last = int(np.searchsorted(times, life_ends - self._table.length))
        if last <= place:
            return place
        ahead = prices[place:last]
        touched = (ahead <= reach.limit if side is Side.BUY else ahead >= reach.limit) & self._table.valid[place:last]
        first = int(touched.argmax()) if touched.any() else len(ahead)
        return place + first
