"""The market of these tests, itself: an hour that is wrong once in a thousand times is a failure nobody can explain."""

from decimal import Decimal
from itertools import count

from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.timeframe import HOUR

from .market import HourlyMarket, MarketClock

COIN = Pair("CALM", "EUR")
OPEN = 1_000 * HOUR


def test_an_hour_is_moved_and_closed_though_time_passes_at_every_reading_of_the_clock() -> None:
    readings = count(OPEN + HOUR // 2)
    clock = MarketClock(lambda: next(readings))
    market = HourlyMarket(clock, [COIN])

    market.move(COIN, Decimal(97))
    candle = clock.skip_to_close()

    assert candle == OPEN
    (row,) = market.rows(COIN, "1h", OPEN, OPEN)
    assert (row[0], row[4]) == (OPEN, "97")
