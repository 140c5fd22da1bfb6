"""The demo market as traders see it: candles, the last price and the trades tell one story at any moment."""

from decimal import Decimal
import gc
from itertools import islice
from statistics import pstdev
import tracemalloc

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.candle import Candle, derive_candles
from custom_components.aurono.engine.timeframe import DAY, HOUR, WEEK, Timeframe
from custom_components.aurono.exchange.demo.listings import LISTINGS, Listing
from custom_components.aurono.exchange.demo.tape import OPENING, Tape, Trade

LIVELY, LARGE, CALM, THIN = LISTINGS
NOW = 1_795_000_000_000
TOP = Decimal(10**9)
SEEDS = st.integers(0, 10**6)
MOMENTS = st.integers(OPENING + DAY, OPENING + 1_000 * WEEK)
MARKETS = st.sampled_from(LISTINGS)
FRAMES = st.sampled_from([Timeframe.H1, Timeframe.H4, Timeframe.D1])


def candle_at(tape: Tape, timeframe: Timeframe, open_time: int, now: int) -> Candle | None:
    return next(tape.candles(timeframe, open_time, now))


def trades_in(tape: Tape, start: int, end: int) -> list[Trade]:
    """All trades with start ≤ time ≤ end."""
    return list(tape.trades(start - 1, end, below=TOP, above=None))


def hours(tape: Tape, count: int, now: int = NOW) -> list[Candle | None]:
    """The last closed hours, rising."""
    return list(islice(tape.candles(Timeframe.H1, Timeframe.H1.last_closed(now), now), count))[::-1]


def present(candles: list[Candle | None]) -> list[Candle]:
    return [candle for candle in candles if candle is not None]


def change(candle: Candle) -> float:
    return float((candle.close - candle.open) / candle.open * 100)


@given(listing=MARKETS, seed=SEEDS, moment=MOMENTS, timeframe=FRAMES)
def test_given_any_moment_when_its_candle_is_read_then_it_is_made_of_the_trades_so_far(
    listing: Listing, seed: int, moment: int, timeframe: Timeframe
) -> None:
    tape = Tape(seed, listing)
    opened = timeframe.open_at(moment)

    for now in (moment, opened + timeframe.length - 1, opened + timeframe.length):
        trades = trades_in(tape, opened, min(now, opened + timeframe.length - 1))
        candle = candle_at(tape, timeframe, opened, now)
        if not trades:
            assert candle is None
            continue
        assert candle is not None
        prices = [trade.price for trade in trades]
        assert (candle.open_time, candle.open, candle.close) == (opened, prices[0], prices[-1])
        assert (candle.high, candle.low) == (max(prices), min(prices))
        assert candle.is_valid
        assert candle.volume >= 0


@given(listing=MARKETS, seed=SEEDS, moment=MOMENTS)
def test_given_any_moment_when_the_last_trade_is_read_then_it_is_the_close_of_the_newest_candle(
    listing: Listing, seed: int, moment: int
) -> None:
    tape = Tape(seed, listing)

    last = tape.last_trade(moment)
    newest = next(candle for candle in tape.candles(Timeframe.H1, moment, moment) if candle is not None)

    assert last is not None
    assert last.time <= moment
    assert newest.close == last.price
    assert Timeframe.H1.open_at(last.time) == newest.open_time


@given(listing=MARKETS, seed=SEEDS, moment=MOMENTS)
def test_given_a_closed_hour_when_read_at_its_close_and_years_later_then_nothing_has_changed(
    listing: Listing, seed: int, moment: int
) -> None:
    opened = Timeframe.H1.open_at(moment)

    at_close = candle_at(Tape(seed, listing), Timeframe.H1, opened, opened + HOUR)

    assert candle_at(Tape(seed, listing), Timeframe.H1, opened, opened + 500 * WEEK) == at_close
    last = Tape(seed, listing).last_trade(opened + HOUR)
    assert last is not None
    assert at_close is None or at_close.close == last.price


@pytest.mark.parametrize("timeframe", [Timeframe.H1, Timeframe.H4])
def test_given_more_candles_than_are_remembered_when_read_again_then_they_are_the_same(timeframe: Timeframe) -> None:
    tape = Tape(7, LIVELY)
    count = 600 if timeframe is Timeframe.H1 else 2_200

    first = list(islice(tape.candles(timeframe, NOW, NOW), count))

    assert list(islice(tape.candles(timeframe, NOW, NOW), count)) == first
    # Newest first: what is asked for alone, and last, was forgotten meanwhile.
    assert first[100] is not None
    assert candle_at(tape, timeframe, first[100].open_time, NOW) == first[100]
    assert candle_at(Tape(7, LIVELY), timeframe, first[100].open_time, NOW) == first[100]


def test_given_three_weeks_of_hours_when_they_were_read_then_what_is_remembered_takes_little_room() -> None:
    tape = Tape(7, LIVELY)
    assert next(tape.candles(Timeframe.H1, NOW, NOW)) is not None
    gc.collect()
    tracemalloc.start()
    try:
        assert sum(1 for _ in islice(tape.candles(Timeframe.H1, NOW, NOW), 504)) == 504
        gc.collect()
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    # As objects it was 262,000. The trades of the last eight hours are in it, and the weeks that they are in.
    assert taken < 120_000


def test_given_hours_without_a_trade_when_read_again_then_there_still_was_none() -> None:
    tape = Tape(7, THIN)

    first = list(islice(tape.candles(Timeframe.H1, NOW, NOW), 200))

    assert None in first
    assert list(islice(tape.candles(Timeframe.H1, NOW, NOW), 200)) == first


@pytest.mark.parametrize("listing", LISTINGS)
@pytest.mark.parametrize("timeframe", [Timeframe.H4, Timeframe.D1])
def test_given_longer_candles_when_compared_with_the_hours_then_they_are_what_the_hours_make(
    listing: Listing, timeframe: Timeframe
) -> None:
    tape = Tape(7, listing)

    derived = derive_candles(present(hours(tape, 24 * 30)), Timeframe.H1, timeframe)
    served = {
        candle.open_time: candle for candle in islice(tape.candles(timeframe, NOW, NOW), 200) if candle is not None
    }

    assert len(derived) > 25
    for candle in derived:
        twin = served[candle.open_time]
        assert (twin.open, twin.high, twin.low, twin.close) == (candle.open, candle.high, candle.low, candle.close)
        # Volume is cut off to the amount step, each hour's by itself.
        assert candle.volume <= twin.volume <= candle.volume + 24 * listing.rules.amount_step


@given(listing=MARKETS, seed=SEEDS, moment=MOMENTS)
def test_given_any_trade_when_its_price_is_read_then_it_lies_on_the_market_s_grid(
    listing: Listing, seed: int, moment: int
) -> None:
    for trade in trades_in(Tape(seed, listing), moment, moment + HOUR):
        assert trade.price > 0
        assert listing.rules.price_grid.down(trade.price) == trade.price


@given(listing=MARKETS, seed=SEEDS, moment=MOMENTS, length=st.integers(0, 3 * DAY), share=st.integers(0, 100))
def test_given_limits_when_trades_are_searched_then_exactly_those_that_reach_them_are_found(
    listing: Listing, seed: int, moment: int, length: int, share: int
) -> None:
    tape = Tape(seed, listing)
    every = trades_in(tape, moment + 1, moment + length)
    prices = sorted(trade.price for trade in every) or [TOP]
    below, above = prices[len(prices) * share // 401], prices[-1 - len(prices) * share // 401]

    found = list(tape.trades(moment, moment + length, below=below, above=above))

    assert found == [trade for trade in every if trade.price <= below or trade.price >= above]
    assert list(tape.trades(moment, moment + length, below=None, above=None)) == []


@given(listing=MARKETS, seed=SEEDS, moment=MOMENTS)
def test_given_the_moment_of_a_trade_when_asked_then_the_trade_has_happened_and_a_millisecond_before_not(
    listing: Listing, seed: int, moment: int
) -> None:
    tape = Tape(seed, listing)
    trade = tape.last_trade(moment)
    assert trade is not None

    before = tape.last_trade(trade.time - 1)

    assert tape.last_trade(trade.time) == trade
    assert before is None or before.time < trade.time
    assert list(tape.trades(trade.time - 1, trade.time, below=TOP, above=None)) == [trade]
    assert list(tape.trades(trade.time, trade.time, below=TOP, above=None)) == []
    assert list(tape.trades(trade.time - 1, trade.time - 1, below=TOP, above=None)) == []
    running = candle_at(tape, Timeframe.H1, trade.time, trade.time)
    assert running is not None
    assert running.close == trade.price


@given(moment=MOMENTS)
def test_given_a_market_read_in_any_order_when_read_again_then_it_is_the_same(moment: int) -> None:
    forwards, backwards = Tape(3, THIN), Tape(3, THIN)
    times = [moment + number * HOUR for number in range(30)]

    first = [forwards.last_trade(time) for time in times]
    second = [backwards.last_trade(time) for time in reversed(times)]

    assert first == second[::-1]


def test_given_the_time_before_the_opening_when_read_then_there_is_nothing() -> None:
    tape = Tape(1, LIVELY)

    assert tape.last_trade(OPENING - 1) is None
    assert list(tape.candles(Timeframe.H1, OPENING - 1, NOW)) == []
    assert list(tape.trades(OPENING - WEEK, OPENING - 1, below=TOP, above=None)) == []
    assert [candle.open_time for candle in present(list(tape.candles(Timeframe.D1, OPENING + DAY, NOW)))] == [
        OPENING + DAY,
        OPENING,
    ]
    assert all(Timeframe.W1.is_aligned(OPENING) for _ in LISTINGS)


def test_given_a_time_to_come_when_candles_are_read_then_none_is_shown() -> None:
    tape = Tape(1, LIVELY)

    newest = next(tape.candles(Timeframe.D1, NOW + WEEK, NOW))

    assert newest is not None
    assert newest.open_time == Timeframe.D1.open_at(NOW)


@pytest.mark.parametrize("listing", LISTINGS)
def test_given_any_coin_when_it_is_shown_then_its_name_says_that_it_is_a_demo(listing: Listing) -> None:
    assert listing.pair.base.endswith("DEMO")
    assert listing.pair.quote == "EUR"


@pytest.mark.parametrize("seed", range(5))
def test_given_the_lively_market_when_a_month_passes_then_rules_of_a_percent_or_two_fire_daily(seed: int) -> None:
    changes = [change(candle) for candle in present(hours(Tape(seed, LIVELY), 24 * 30))]

    for trigger, times_a_day in ((1, 2.5), (2, 0.7), (3, 0.1)):
        assert sum(1 for each in changes if each <= -trigger) / 30 >= times_a_day
        assert sum(1 for each in changes if each >= trigger) / 30 >= times_a_day
    assert max(map(abs, changes)) < 25


@pytest.mark.parametrize("seed", range(5))
def test_given_the_thin_market_when_a_month_passes_then_hours_without_a_trade_have_no_candle(seed: int) -> None:
    candles = hours(Tape(seed, THIN), 24 * 30)

    assert 0.05 < candles.count(None) / len(candles) < 0.35
    assert None not in hours(Tape(seed, LIVELY), 24 * 30)


@pytest.mark.parametrize("seed", range(5))
def test_given_the_calm_market_when_nights_and_days_are_compared_then_the_nights_are_quiet(seed: int) -> None:
    candles = present(hours(Tape(seed, CALM), 24 * 60))
    night = [candle for candle in candles if 1 <= candle.open_time // HOUR % 24 <= 5]
    day = [candle for candle in candles if 13 <= candle.open_time // HOUR % 24 <= 19]

    assert pstdev(map(change, night)) < pstdev(map(change, day)) / 2
    assert sum(candle.volume for candle in night) / len(night) < sum(candle.volume for candle in day) / len(day) / 2


@pytest.mark.parametrize("seed", range(5))
def test_given_a_year_when_it_is_looked_at_then_there_are_trends_and_jumps(seed: int) -> None:
    tape = Tape(seed, LIVELY)
    days = present(list(islice(tape.candles(Timeframe.D1, Timeframe.D1.last_closed(NOW), NOW), 365)))[::-1]
    fortnights = [float(after.close / before.close - 1) * 100 for before, after in zip(days, days[14:], strict=False)]
    jumps = [candle for candle in present(hours(tape, 24 * 60)) if abs(change(candle)) > 5]

    assert max(fortnights) > 20
    assert min(fortnights) < -15
    assert jumps
