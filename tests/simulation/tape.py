"""The market's own trades: a seeded price path on the price grid, and the candles that follow from it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from random import Random

import numpy as np

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.market import MarketRules, Pair
from custom_components.aurono.engine.timeframe import HOUR, MINUTE, SECOND, Timeframe

SLOT = 10 * MINUTE
"""A market trades at most once in each of these."""

_MILLION = 1_000_000
_EARLIEST = 2 * SECOND
_SPREAD = SLOT - 2 * _EARLIEST
"""How long after the beginning of a slot its trade comes at the earliest, and in how long a time from then on."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A market: its rules, and how its price moves.

    Prices are whole multiples of ``unit`` between ``low`` and ``high``; ``move`` is how far a slot takes the price, in
    millionths; of a hundred slots ``liveliness`` have a trade, and of a hundred hours ``bounces`` end with a price that
    is taken back a moment later, so that what it triggers comes to rest.
    """

    rules: MarketRules
    unit: Decimal
    base: int
    low: int
    high: int
    move: int
    liveliness: int
    bounces: int

    @property
    def unit_of_amount(self) -> Decimal:
        return self.rules.amount_step

    @property
    def pair(self) -> Pair:
        return self.rules.pair


_FIRST_MONDAY = 4 * 24 * HOUR
_LENGTHS = {Timeframe.H1: HOUR, Timeframe.H4: 4 * HOUR, Timeframe.D1: 24 * HOUR, Timeframe.W1: 168 * HOUR}


def opening(frame: Timeframe, time: int) -> int:
    """When the candle opened that runs at this moment, by the venue's own reckoning: the UTC day, weeks from Monday."""
    offset = _FIRST_MONDAY if frame is Timeframe.W1 else 0
    return time - (time - offset) % _LENGTHS[frame]


class Tape:
    """All trades of one market, past and to come, as rising times and prices in units."""

    def __init__(self, random: Random, listing: Listing, begin: int, start: int, end: int) -> None:
        self.listing = listing
        self.times: list[int] = []
        self.prices: list[int] = []
        self.seen = 0
        """How many of the trades have happened; the market keeps it."""
        self._closed: dict[int, dict[int, Candle | None]] = {length: {} for length in _LENGTHS.values()}
        """By length and open time, those that cannot change any more."""
        self._answered: dict[tuple[int, int], tuple[int, tuple[Candle, ...]]] = {}
        """By length and count, the last answer of which nothing can change any more, and its newest open time."""
        self._begin = begin
        price, anchor, low, high = listing.base, listing.base, listing.low, listing.high
        happens, goes_for = self.times.append, self.prices.append
        for slot, swing, step, time in _chances(random, listing, begin, start, end):
            if swing:
                spike = price * (_MILLION + swing) // _MILLION
                self.times += (slot - SECOND, slot + SECOND)
                self.prices += (min(max(spike, low), high), price)
            # A weak pull keeps the price in its range.
            price += price * (step + (anchor - price) * 2_000 // anchor) // _MILLION
            if price < low:
                price = low
            elif price > high:
                price = high
            if time:
                happens(time)
                goes_for(price)

    def silence(self, since: int, until: int) -> None:
        """Take out the trades of a span to come: the market was halted."""
        first, last = bisect_left(self.times, since), bisect_left(self.times, until)
        del self.times[first:last]
        del self.prices[first:last]

    def price(self, index: int) -> Decimal:
        """The price of a trade in quote."""
        return self.prices[index] * self.listing.unit

    def candle(self, open_time: int, length: int, now: int) -> Candle | None:
        """The candle as it stands at this moment, made of the trades so far; None without one."""
        closed = open_time + length <= now
        if closed and open_time in self._closed[length]:
            return self._closed[length][open_time]
        first = bisect_left(self.times, open_time)
        last = bisect_right(self.times, now) if not closed else bisect_left(self.times, open_time + length)
        prices, unit = self.prices[first:last], self.listing.unit
        candle = None
        if prices:
            candle = Candle(
                open_time,
                prices[0] * unit,
                max(prices) * unit,
                min(prices) * unit,
                prices[-1] * unit,
                Decimal(len(prices)),
            )
        if closed:
            self._closed[length][open_time] = candle
        return candle

    def candles(self, frame: Timeframe, until: int, count: int, now: int) -> tuple[Candle, ...]:
        """The newest candles that exist with an open time up to ``until``, rising, the running one among them."""
        length = _LENGTHS[frame]
        newest = opening(frame, min(until, now))
        last, rows = self._answered.get((length, count), (newest + length, ()))
        if last == newest:
            return rows
        if last < newest:
            # The same question an hour later: what has come since goes to the end.
            rows = (*rows, *self._candles(range(last + length, newest + length, length), now))[-count:]
        else:
            rows = tuple(islice(self._candles(range(newest, self._begin - 1, -length), now), count))[::-1]
        if newest + length <= now:
            self._answered[length, count] = newest, rows
        return rows

    def _candles(self, opens: range, now: int) -> Iterator[Candle]:
        length = abs(opens.step)
        known = self._closed[length]
        for open_time in opens:
            candle = known[open_time] if open_time in known else self.candle(open_time, length, now)
            if candle is not None:
                yield candle


def _chances(random: Random, listing: Listing, begin: int, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """What chance brings each slot: its beginning, how far the price before it swings (in millionths, 0: not at all),
    how far its own then goes (in millionths), and when it has its trade (0: it has none)."""
    slots = np.concatenate((np.arange(begin, start, HOUR), np.arange(start, end, SLOT)))
    # For each slot eight dice of 12 bits: every three bytes hold two.
    drawn = np.frombuffer(random.randbytes(12 * len(slots)), np.uint8).reshape(-1, 4, 3).astype(np.int64)
    first, third, fifth, seventh = (drawn[:, :, 0] | (drawn[:, :, 1] & 15) << 8).T
    second, fourth, sixth, eighth = (drawn[:, :, 1] >> 4 | drawn[:, :, 2] << 4).T
    swings = (5_000 + 30_000 * (second & 2047) // 2048) * np.where(second >> 11, 1, -1)
    bounces = (slots % HOUR == 0) & (first % 100 < listing.bounces)
    # The sum of three dice is nearly a bell.
    steps = (third + fourth + fifth - 6142) * listing.move // 2048 * np.where(sixth < 10, 6, 1)
    times = slots + _EARLIEST + eighth * _SPREAD // 4096
    trades = seventh % 100 < listing.liveliness
    return zip(slots.tolist(), (swings * bounces).tolist(), steps.tolist(), (times * trades).tolist(), strict=True)
