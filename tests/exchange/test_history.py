"""Recent candles, as served or derived: the newest that exist, up to a moment, never more than asked for."""

from decimal import Decimal

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.candle import Candle, derive_candles
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.timeframe import DAY, HOUR, WEEK, Timeframe
from custom_components.aurono.exchange.history import recent_candles
from custom_components.aurono.exchange.protocol import Failure, FailureKind

from .scripted_market import NO_ANSWER, ScriptedMarket, candles_of, rules_of

SOL = Pair("SOL", "EUR")
MONDAY = Timeframe.W1.open_at(1_780_000_000_000)
HOURLY = frozenset({Timeframe.H1})
HOURLY_AND_DAILY = frozenset({Timeframe.H1, Timeframe.D1})


def market_with(timeframes: frozenset[Timeframe], *, now: int = MONDAY + 10 * WEEK) -> ScriptedMarket:
    market = ScriptedMarket(now=now, timeframes=timeframes)
    market.list(rules_of(SOL))
    return market


def rising(timeframe: Timeframe, first_open: int, count: int) -> tuple[Candle, ...]:
    """Candles that rise by one each: number n opens at n, closes at n + 1, and has the volume 1."""
    return candles_of(timeframe, first_open, "\n".join(f"{n} {n + 2} {n / 2} {n + 1} 1" for n in range(1, count + 1)))


def opens(candles: tuple[Candle, ...] | Failure) -> list[int]:
    assert not isinstance(candles, Failure)
    return [candle.open_time for candle in candles]


async def test_given_a_served_timeframe_when_read_then_the_candles_are_the_exchange_s() -> None:
    market = market_with(HOURLY)
    hours = rising(Timeframe.H1, MONDAY, 10)
    market.put(SOL, Timeframe.H1, *hours)

    assert await recent_candles(market, SOL, Timeframe.H1, until=MONDAY + 7 * HOUR, count=3) == hours[5:8]


async def test_given_no_4h_candles_when_read_then_they_are_derived_from_hours() -> None:
    market = market_with(HOURLY_AND_DAILY)
    market.put(SOL, Timeframe.H1, *rising(Timeframe.H1, MONDAY, 24))

    candles = await recent_candles(market, SOL, Timeframe.H4, until=MONDAY + 8 * HOUR, count=2)

    assert candles == (
        Candle(MONDAY + 4 * HOUR, Decimal(5), Decimal(10), Decimal("2.5"), Decimal(9), Decimal(4)),
        Candle(MONDAY + 8 * HOUR, Decimal(9), Decimal(14), Decimal("4.5"), Decimal(13), Decimal(4)),
    )


async def test_given_days_when_weeks_are_read_then_they_start_on_monday_and_are_derived_from_days() -> None:
    market = market_with(HOURLY_AND_DAILY)
    market.put(SOL, Timeframe.D1, *rising(Timeframe.D1, MONDAY, 21))

    candles = await recent_candles(market, SOL, Timeframe.W1, until=MONDAY + WEEK, count=2)

    assert candles == (
        Candle(MONDAY, Decimal(1), Decimal(9), Decimal("0.5"), Decimal(8), Decimal(7)),
        Candle(MONDAY + WEEK, Decimal(8), Decimal(16), Decimal("4.0"), Decimal(15), Decimal(7)),
    )


async def test_given_an_exchange_with_weeks_of_its_own_when_weeks_are_read_then_days_are_asked_for() -> None:
    market = market_with(frozenset({Timeframe.D1, Timeframe.W1}))
    market.put(SOL, Timeframe.D1, *rising(Timeframe.D1, MONDAY, 7))
    market.put(SOL, Timeframe.W1, Candle(MONDAY - 4 * DAY, Decimal(9), Decimal(9), Decimal(9), Decimal(9)))

    assert opens(await recent_candles(market, SOL, Timeframe.W1, until=MONDAY, count=5)) == [MONDAY]


async def test_given_only_hours_when_weeks_are_read_then_hours_make_them() -> None:
    market = market_with(HOURLY)
    market.put(SOL, Timeframe.H1, *rising(Timeframe.H1, MONDAY, 2 * 168))

    candles = await recent_candles(market, SOL, Timeframe.W1, until=MONDAY + WEEK, count=1)

    assert candles == (Candle(MONDAY + WEEK, Decimal(169), Decimal(338), Decimal("84.5"), Decimal(337), Decimal(168)),)


async def test_given_parts_after_the_last_candle_when_read_then_they_are_not_looked_at() -> None:
    market = market_with(HOURLY)
    market.put(SOL, Timeframe.H1, *rising(Timeframe.H1, MONDAY, 11))

    candles = await recent_candles(market, SOL, Timeframe.H4, until=MONDAY + 4 * HOUR, count=9)

    assert opens(candles) == [MONDAY, MONDAY + 4 * HOUR]


async def test_given_a_running_candle_when_it_is_the_last_asked_for_then_it_is_not_made_from_half_its_parts() -> None:
    market = market_with(HOURLY)
    market.put(SOL, Timeframe.H1, *rising(Timeframe.H1, MONDAY, 6))

    assert opens(await recent_candles(market, SOL, Timeframe.H4, until=MONDAY + 4 * HOUR, count=9)) == [MONDAY]


async def test_given_holes_inside_when_read_then_candles_are_built_from_what_is_there() -> None:
    market = market_with(HOURLY)
    market.write(
        SOL,
        Timeframe.H1,
        MONDAY,
        """
        10 12 9 11
        -
        -
        11 13 8 12
        -
        -
        -
        -
        12 14 11 13
        13 15 12 14
        -
        14 16 13 15
        """,
    )

    candles = await recent_candles(market, SOL, Timeframe.H4, until=MONDAY + 8 * HOUR, count=3)

    assert candles == (
        Candle(MONDAY, Decimal(10), Decimal(13), Decimal(8), Decimal(12)),
        Candle(MONDAY + 8 * HOUR, Decimal(12), Decimal(16), Decimal(11), Decimal(15)),
    )


async def test_given_an_invalid_part_when_read_then_the_candle_is_invalid() -> None:
    market = market_with(HOURLY)
    market.write(SOL, Timeframe.H1, MONDAY, "10 12 9 11\n11 12 0 11\n11 12 9 11\n11 12 9 11")

    candles = await recent_candles(market, SOL, Timeframe.H4, until=MONDAY, count=1)

    assert not isinstance(candles, Failure)
    assert [candle.is_valid for candle in candles] == [False]


async def test_given_no_answer_when_read_then_the_failure_is_handed_on() -> None:
    market = market_with(HOURLY)
    market.fail("candles")

    assert await recent_candles(market, SOL, Timeframe.H1, until=MONDAY, count=1) == NO_ANSWER
    assert await recent_candles(market, SOL, Timeframe.H4, until=MONDAY, count=1) == NO_ANSWER


@pytest.mark.parametrize("served", [frozenset({Timeframe.D1}), frozenset[Timeframe]()])
async def test_given_nothing_to_derive_from_when_read_then_it_is_refused(served: frozenset[Timeframe]) -> None:
    market = market_with(served)

    failure = await recent_candles(market, SOL, Timeframe.H4, until=MONDAY, count=1)

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.REFUSED


async def test_given_no_history_when_read_then_there_are_no_candles() -> None:
    assert await recent_candles(market_with(HOURLY), SOL, Timeframe.H4, until=MONDAY, count=3) == ()


@given(
    holes=st.sets(st.integers(0, 20 * 24 - 1), max_size=400),
    until=st.integers(0, 119),
    count=st.integers(1, 30),
)
async def test_given_any_holes_when_derived_then_they_are_the_newest_of_the_whole_history(
    holes: set[int], until: int, count: int
) -> None:
    hours = [hour for number, hour in enumerate(rising(Timeframe.H1, MONDAY, 20 * 24)) if number not in holes]
    market = market_with(HOURLY)
    market.put(SOL, Timeframe.H1, *hours)
    last = MONDAY + until * 4 * HOUR

    candles = await recent_candles(market, SOL, Timeframe.H4, until=last, count=count)

    known = [hour for hour in hours if hour.open_time < last + 4 * HOUR]
    assert candles == derive_candles(known, Timeframe.H1, Timeframe.H4)[-count:]
