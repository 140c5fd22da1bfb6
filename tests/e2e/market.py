"""A market whose hours pass when a test says so."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.numbers import plain
from custom_components.aurono.engine.timeframe import HOUR, SECOND
from custom_components.aurono.exchange.matching import MatchingEngine
from tests.bitvavo.candles import Row
from tests.exchange.scripted_market import rules_of

QUIET = Decimal(100)
"""What everything costs while nothing happens."""
PUBLISHED = 6 * SECOND
"""How long after a close the test looks: the candles are expected to be there by then."""


@dataclass
class MarketClock:
    """The exchange's clock: the machine's, and ahead of it by the hours that a test skipped."""

    wall: Callable[[], int]
    ahead: int = 0

    def now(self) -> int:
        """UTC milliseconds."""
        return self.wall() + self.ahead

    def skip(self, milliseconds: int) -> None:
        """Let so much time pass at once."""
        self.ahead += milliseconds

    def skip_to_close(self) -> int:
        """Let the running hour end; the open time of its candle."""
        now = self.now()
        candle = _running_hour(now)
        self.skip(candle + HOUR + PUBLISHED - now)
        return candle


@dataclass
class HourlyMarket:
    """Markets in which nothing moves but what a test writes down. Only hours are served."""

    clock: MarketClock
    pairs: Sequence[Pair]
    engine: MatchingEngine = field(init=False)
    _moves: dict[tuple[Pair, int], Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.engine = MatchingEngine("e2e")
        for pair in self.pairs:
            self.engine.set_rules(rules_of(pair, min_amount="0.01"))
            self.engine.trade(pair, QUIET, None, self.clock.now())

    def move(self, pair: Pair, close: Decimal) -> None:
        """Let the hour that runs in a market close at this price, which the market has not got to yet."""
        self._moves[pair, _running_hour(self.clock.now())] = close

    def rows(self, pair: Pair, interval: str, start: int, end: int) -> Sequence[Row]:
        """Every hour opens at the quiet price and, unless a test moves it, closes there."""
        return list(self._rows(pair, start, end)) if interval == "1h" else []

    def _rows(self, pair: Pair, start: int, end: int) -> Iterable[Row]:
        for open_time in range(start - start % -HOUR, end + 1, HOUR):
            close = self._moves.get((pair, open_time), QUIET)
            low, high = sorted((QUIET, close))
            yield open_time, plain(QUIET), plain(high), plain(low), plain(close), "1"


def _running_hour(now: int) -> int:
    return now - now % HOUR
