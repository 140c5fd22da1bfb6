"""The demo market behind the server, so that it trades by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from custom_components.aurono.engine.market import Pair, Tick
from custom_components.aurono.engine.timeframe import Timeframe
from custom_components.aurono.exchange.demo.listings import LISTINGS, Listing
from custom_components.aurono.exchange.demo.tape import Tape
from custom_components.aurono.exchange.matching import MatchingEngine
from custom_components.aurono.exchange.protocol import Market, MarketStatus

from .candles import INTERVALS, Row

# Bitvavo has ticks only.
TICKED: Sequence[Listing] = tuple(listing for listing in LISTINGS if isinstance(listing.rules.price_grid, Tick))


@dataclass
class DemoMarket:
    """Candles of the demo market, and its trades on the venue's book as time goes by."""

    seed: int
    now: int
    engine: MatchingEngine = field(init=False)
    _tapes: dict[Pair, Tape] = field(init=False)

    def __post_init__(self) -> None:
        self._tapes = {listing.pair: Tape(self.seed, listing) for listing in TICKED}
        markets = [Market(listing.rules, MarketStatus.TRADING) for listing in TICKED]
        self.engine = MatchingEngine(f"bitvavo/{self.seed}", markets)
        for pair, tape in self._tapes.items():
            last = tape.last_trade(self.now)
            if last is not None:
                self.engine.trade(pair, last.price, None, last.time)

    def catch_up(self, now: int) -> None:
        """Let every trade since the last call reach the book."""
        for pair, tape in self._tapes.items():
            price = self.engine.price(pair)
            for trade in tape.trades(self.now, now, below=price, above=price):
                self.engine.trade(pair, trade.price, None, trade.time)
            last = tape.last_trade(now)
            if last is not None:
                self.engine.trade(pair, last.price, None, last.time)
        self.now = max(self.now, now)

    def rows(self, pair: Pair, interval: str, start: int, end: int) -> Sequence[Row]:
        """Candles of an hour, four hours or a day; of other intervals there are none."""
        if interval not in {"1h", "4h", "1d"} or pair not in self._tapes:
            return []
        found: list[Row] = []
        opens = range(end - end % INTERVALS[interval], start - 1, -INTERVALS[interval])
        for _, candle in zip(opens, self._tapes[pair].candles(Timeframe(interval), end, self.now), strict=False):
            if candle is not None:
                prices = (candle.open, candle.high, candle.low, candle.close, candle.volume)
                first, second, third, fourth, volume = (f"{price:f}" for price in prices)
                found.append((candle.open_time, first, second, third, fourth, volume))
        return found[::-1]
