"""What is remembered of an exchange: its clock, whether it answers, its rules for a day."""

from collections.abc import Callable
from decimal import Decimal
import time

import pytest

from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.timeframe import DAY, HOUR, SECOND
from custom_components.aurono.exchange.protocol import Failure, FailureKind, Market
from custom_components.aurono.execution.clock import SystemClock
from custom_components.aurono.execution.market_watch import LONGEST_ANSWER, Connection, MarketWatch
from tests.exchange.scripted_market import NO_ANSWER, ScriptedMarket, rules_of

from .hub import MONDAY, SOL_EUR, ManualClock


@pytest.fixture
def market() -> ScriptedMarket:
    market = ScriptedMarket(now=MONDAY)
    market.list(rules_of(SOL_EUR))
    market.tickers[SOL_EUR] = Decimal(120)
    return market


async def test_given_a_clock_that_is_off_when_the_exchange_is_asked_then_its_clock_is_followed(
    market: ScriptedMarket,
) -> None:
    clock = ManualClock(market, off_by=90 * SECOND)
    watch = MarketWatch(market, clock)
    assert not watch.knows_the_time

    assert await watch.contact()
    market.now += 10 * SECOND

    assert watch.now() == MONDAY + 10 * SECOND


async def test_given_a_slow_line_when_the_answer_fits_what_was_known_then_our_time_does_not_jump(
    market: ScriptedMarket,
) -> None:
    watch = MarketWatch(market, ManualClock(market))
    await watch.contact()

    def dawdle(_: str) -> None:
        market.now += 800

    market.on_call = dawdle
    await watch.contact()

    assert watch.now() == market.now


@pytest.mark.parametrize("known_before", [False, True])
async def test_given_a_stall_before_the_request_leaves_when_the_exchange_answers_then_our_time_is_not_ahead(
    market: ScriptedMarket, known_before: bool
) -> None:
    clock = ManualClock(market)
    watch = MarketWatch(market, clock)
    if known_before:
        await watch.contact()
    clock.off_by = -90 * SECOND  # the machine slept

    def stall_then_lag(_: str) -> None:
        market.now += 33 * SECOND

    market.on_call = stall_then_lag
    await watch.contact()
    market.on_call = None

    assert watch.now() <= market.now
    await watch.contact()
    assert watch.now() == market.now


@pytest.mark.parametrize("clock_counts_sleep", [False, True])
async def test_given_an_answer_that_took_hours_when_it_comes_then_the_clock_is_asked_again(
    market: ScriptedMarket, clock_counts_sleep: bool
) -> None:
    clock = ManualClock(market)
    watch = MarketWatch(market, clock)
    await watch.contact()
    told = market.time

    async def asleep() -> int | Failure:
        answer = await told()
        market.now += 2 * HOUR
        clock.off_by -= 0 if clock_counts_sleep else 2 * HOUR
        market.time = told  # type: ignore[method-assign]
        return answer

    market.time = asleep  # type: ignore[method-assign]

    assert await watch.contact()
    assert watch.now() == market.now


async def test_given_answers_that_all_take_long_when_the_clock_is_read_then_nothing_is_confirmed(
    market: ScriptedMarket,
) -> None:
    watch = MarketWatch(market, ManualClock(market))

    def dawdle(_: str) -> None:
        market.now += LONGEST_ANSWER + 1

    market.on_call = dawdle

    assert not await watch.contact()
    assert (watch.is_time_confirmed, watch.knows_the_time) == (False, False)
    assert watch.connection.failure is not None
    assert watch.connection.failure.kind is FailureKind.UNREACHABLE


async def test_given_a_sleep_that_only_the_wall_clock_saw_when_asked_how_late_it_may_be_then_it_counts(
    market: ScriptedMarket,
) -> None:
    clock = ManualClock(market)
    watch = MarketWatch(market, clock)
    await watch.contact()

    market.now += 2 * HOUR
    clock.off_by = -2 * HOUR

    assert (watch.now(), watch.latest()) == (MONDAY, MONDAY + 2 * HOUR)
    await watch.contact()
    assert watch.latest() == watch.now() == market.now


async def test_given_an_outage_when_it_ends_then_the_connection_says_since_when(market: ScriptedMarket) -> None:
    watch = MarketWatch(market, ManualClock(market))
    assert watch.connection == Connection(connected=False, since=None)
    await watch.contact()
    market.now += SECOND
    await watch.contact()
    assert watch.connection == Connection(connected=True, since=MONDAY)

    market.fail("time")
    market.now += SECOND
    await watch.contact()
    market.now += SECOND
    await watch.contact()

    assert watch.connection == Connection(connected=False, since=MONDAY + 2 * SECOND, failure=NO_ANSWER)


async def test_given_known_rules_when_a_day_has_passed_or_they_were_refused_then_they_are_read_anew(
    market: ScriptedMarket,
) -> None:
    watch = MarketWatch(market, ManualClock(market))
    await watch.contact()
    assert isinstance(await watch.market(SOL_EUR), Market)
    await watch.market(SOL_EUR)
    assert market.calls["markets"] == 1

    market.list(rules_of(SOL_EUR, min_cost="10"))
    market.now += DAY
    after_a_day = await watch.market(SOL_EUR)
    watch.forget_markets()
    await watch.market(SOL_EUR)

    assert market.calls["markets"] == 3
    assert isinstance(after_a_day, Market)
    assert after_a_day.rules.min_cost == 10


async def test_given_rules_that_cannot_be_read_when_they_are_old_then_none_are_used(market: ScriptedMarket) -> None:
    watch = MarketWatch(market, ManualClock(market))
    await watch.contact()
    await watch.market(SOL_EUR)
    market.now += DAY
    market.fail("markets")

    assert isinstance(await watch.market(SOL_EUR), Failure)
    assert not watch.connection.connected


async def test_given_a_pair_that_is_not_listed_when_asked_for_then_the_connection_is_not_blamed(
    market: ScriptedMarket,
) -> None:
    watch = MarketWatch(market, ManualClock(market))
    await watch.contact()

    answer = await watch.market(Pair("OLD", "EUR"))

    assert isinstance(answer, Failure)
    assert answer.kind is FailureKind.NO_SUCH_MARKET
    assert await watch.ticker(Pair("OLD", "EUR")) is None
    assert watch.connection.connected


async def test_given_many_pairs_when_the_exchange_goes_away_then_the_rest_is_not_asked(market: ScriptedMarket) -> None:
    watch = MarketWatch(market, ManualClock(market))
    await watch.contact()
    market.fail("ticker")

    await watch.refresh_prices([SOL_EUR, Pair("BTC", "EUR"), Pair("ETH", "EUR")], older_than=MONDAY)

    assert market.calls["ticker"] == 1


@pytest.mark.parametrize("jump", [lambda now: now + 10**18, lambda _: 0], ids=["a century ahead", "back to 1970"])
def test_given_a_wall_clock_that_jumps_when_our_clock_is_read_then_it_goes_on_steadily(
    jump: Callable[[int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SystemClock()
    before = clock.now()
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: jump(real()))

    assert 0 <= clock.now() - before < 60 * SECOND


def test_given_a_system_without_a_clock_that_counts_sleep_when_our_clock_is_read_then_it_still_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    clock = SystemClock()

    assert 0 <= clock.now() - clock.now() + SECOND <= SECOND
