"""How a resting order ends: the first candle that fills or expires it (SEMANTICS section 9)."""

import numpy as np

from ...engine.reason import Side
from .book import Book
from .columns import Table

_ONE_BY_ONE = 24
"""So many candles are looked at singly before the columns are asked: most orders end sooner."""


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
        book, time, opened, valid, length = self._book, self._time, self._open, self._valid, self._table.length
        buying = side is Side.BUY
        # What the table's prices must reach: the range for a fill at the limit, the open for one at the slipped open.
        if buying:
            reached, prices = limit // book.finer, self._low
            good_open = limit * book.hundred // (book.buy_slips_to * book.finer)
        else:
            reached, prices = -(-limit // book.finer), self._high
            good_open = -(-limit * book.hundred // (book.sell_slips_to * book.finer))
        place, until, singly = placed + 1, len(time), placed + 1 + _ONE_BY_ONE
        while place < until:
            opens_at = time[place]
            if valid[place] and (prices[place] <= reached if buying else prices[place] >= reached):
                if opens_at < life_ends and (opened[place] <= good_open if buying else opened[place] >= good_open):
                    return place, (book.slipped_buy if buying else book.slipped_sell)(opened[place])
                if opens_at + length <= life_ends:
                    return place, limit
            if life_ends <= opens_at + length:
                return place, None
            place += 1
            if place >= singly:
                place = self._next(place, reached, life_ends, buying=buying)
        return until, None

    def _next(self, place: int, reached: int, life_ends: int, *, buying: bool) -> int:
        """The next place from here on at which the order may end."""
        times, prices = self._table.time.array, self._table.low.array if buying else self._table.high.array
        if times is None or prices is None:
            return place
        last = int(np.searchsorted(times, life_ends - self._table.length))
        if last <= place:
            return place
        ahead = prices[place:last]
        touched = (ahead <= reached if buying else ahead >= reached) & self._table.valid[place:last]
        return place + int(touched.argmax()) if touched.any() else last
