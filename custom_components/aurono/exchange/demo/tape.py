"""The demo market as traders see it: trades, the last price and candles, in decimals on the market's price grid."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ...engine.candle import Candle
from ...engine.numbers import ONE, exactly
from ...engine.timeframe import HOUR, Timeframe
from .listings import Listing
from .path import PricePath, scaled_by

OPENING = 1_578_268_800_000
"""When the demo exchange opened: Monday, 2020-01-06 00:00 UTC. There was no trade before."""

_FINE = 10**12
"""Prices are computed in these parts of a quote unit before they go on the grid."""

_LARGE_TRADE = 65_536

_HOURS_KEPT = 512
_SPANS_KEPT = 2_048
"""What is remembered of a market, 40 bytes each. An hour is made again in 0.05 ms. A day takes 24 of them, so the days
are kept that the RSI of a weekly strategy looks back on: 1,757."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A public trade: when (ms), and at what price."""

    time: int
    price: Decimal


@dataclass(frozen=True, slots=True)
class _Summary:
    """What a span of time came to: logarithms of the price, and the volume in parts of a large trade."""

    open: int
    high: int
    low: int
    close: int
    volume: int


class _Remembered:
    """The summaries of spans of one length by their number, the last that were asked for.

    Spans that are asked for lie side by side, so they are kept by pages of whole numbers, in a tenth of the room that
    objects would take.
    """

    _SPANS_OF_PAGE = 64
    _FIELDS = 5
    _NOT_TRADED = -1
    """In the place of the volume, which is above 0 where there was a trade; 0 is a span that was not asked for."""

    def __init__(self, make: Callable[[int], _Summary | None], kept: int) -> None:
        self._make = make
        self._page = lru_cache(maxsize=kept // self._SPANS_OF_PAGE)(self._empty_page)

    def __call__(self, number: int) -> _Summary | None:
        page_number, place = divmod(number, self._SPANS_OF_PAGE)
        page, at = self._page(page_number), place * self._FIELDS
        first, high, low, last, volume = page[at : at + self._FIELDS]
        if volume > 0:
            return _Summary(first, high, low, last, volume)
        if volume == self._NOT_TRADED:
            return None
        summary = self._make(number)
        if summary is None:
            page[at + self._FIELDS - 1] = self._NOT_TRADED
        else:
            kept = (summary.open, summary.high, summary.low, summary.close, summary.volume)
            page[at : at + self._FIELDS] = array("q", kept)
        return summary

    def _empty_page(self, _number: int) -> array[int]:
        return array("q", bytes(8 * self._FIELDS * self._SPANS_OF_PAGE))


class Tape:
    """All trades of one market, past and to come; whoever asks says up to when it may look."""

    def __init__(self, seed: int, listing: Listing) -> None:
        self._listing = listing
        self._path = PricePath(seed, listing.pair.base, listing.character)
        self._base = int(listing.character.base_price * _FINE)
        self._hour = _Remembered(self._summarize_hour, _HOURS_KEPT)
        self._spans: dict[int, _Remembered] = {}

    def last_trade(self, until: int) -> Trade | None:
        """The last trade at or before this moment; None before the first."""
        for number in range(until // HOUR, OPENING // HOUR - 1, -1):
            hour = self._path.hour(number)
            seen = _count_until(hour.times, until)
            if seen:
                return Trade(hour.times[seen - 1], self._price(hour.levels[seen - 1]))
        return None

    def trades(self, after: int, until: int, *, below: Decimal | None, above: Decimal | None) -> Iterator[Trade]:
        """The trades with after < time ≤ until at a price ≤ ``below`` or ≥ ``above``, in the order of time."""
        for number in range(max(after, OPENING) // HOUR, until // HOUR + 1):
            summary = self._hour(number)
            if summary is None or not (
                (below is not None and self._price(summary.low) <= below)
                or (above is not None and self._price(summary.high) >= above)
            ):
                continue
            hour = self._path.hour(number)
            for time, level in zip(hour.times, hour.levels, strict=True):
                if after < time <= until:
                    price = self._price(level)
                    if (below is not None and price <= below) or (above is not None and price >= above):
                        yield Trade(time, price)

    def candles(self, timeframe: Timeframe, until: int, now: int) -> Iterator[Candle | None]:
        """The candles with an open time ≤ ``until``, newest first; None for an interval without a trade.

        The one that runs at this moment is made of its trades so far; those to come are not shown.
        """
        for open_time in range(timeframe.open_at(min(until, now)), OPENING - 1, -timeframe.length):
            if open_time + timeframe.length <= now:
                summary = self._spans_of(timeframe.length)(open_time // timeframe.length)
            else:
                summary = self._summarize_until(open_time, now)
            yield None if summary is None else self._candle(open_time, summary)

    def _summarize_hour(self, number: int) -> _Summary | None:
        hour = self._path.hour(number)
        return _summarize(hour.levels, hour.sizes)

    def _spans_of(self, length: int) -> _Remembered:
        """Spans that begin at multiples of their length."""
        if length == HOUR:
            return self._hour
        spans = self._spans.get(length)
        if spans is None:
            hours = length // HOUR

            def summarize(number: int) -> _Summary | None:
                return _merge([self._hour(hour) for hour in range(number * hours, (number + 1) * hours)])

            spans = self._spans[length] = _Remembered(summarize, _SPANS_KEPT)
        return spans

    def _summarize_until(self, open_time: int, now: int) -> _Summary | None:
        """A span that is not over: its hours so far, of the running one the trades up to now."""
        running = now // HOUR
        hour = self._path.hour(running)
        seen = _count_until(hour.times, now)
        whole = [self._hour(number) for number in range(open_time // HOUR, running)]
        return _merge([*whole, _summarize(hour.levels[:seen], hour.sizes[:seen])])

    @exactly
    def _candle(self, open_time: int, summary: _Summary) -> Candle:
        volume = Decimal(summary.volume) * self._listing.character.trade_size
        return Candle(
            open_time=open_time,
            open=self._price(summary.open),
            high=self._price(summary.high),
            low=self._price(summary.low),
            close=self._price(summary.close),
            volume=self._listing.rules.amount_down(volume, Decimal(_LARGE_TRADE)),
        )

    def _price(self, level: int) -> Decimal:
        return self._listing.rules.price_grid.down(Decimal(scaled_by(self._base, level)), ONE * _FINE)


def _count_until(times: Sequence[int], until: int) -> int:
    """How many of these rising times are at or before the moment."""
    return sum(1 for time in times if time <= until)


def _summarize(levels: Sequence[int], sizes: Sequence[int]) -> _Summary | None:
    return _Summary(levels[0], max(levels), min(levels), levels[-1], sum(sizes)) if levels else None


def _merge(parts: Sequence[_Summary | None]) -> _Summary | None:
    traded = [part for part in parts if part is not None]
    if not traded:
        return None
    return _Summary(
        open=traded[0].open,
        high=max(part.high for part in traded),
        low=min(part.low for part in traded),
        close=traded[-1].close,
        volume=sum(part.volume for part in traded),
    )
