"""Reading from Bitvavo with the real ccxt: the key, balances, markets, candles, ticker and time, as they stand."""

from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
import json

import pytest

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.market import Pair, Tick
from custom_components.aurono.engine.timeframe import DAY, HOUR, Timeframe
from custom_components.aurono.exchange.protocol import (
    Balance,
    Failure,
    FailureKind,
    MarketStatus,
    Refused,
    Verification,
)
from tests.bitvavo.bench import BTC_EUR, OWNER, SOL_EUR, Bench, bench
from tests.bitvavo.candles import Row
from tests.bitvavo.faults import Fault, Kind
from tests.bitvavo.keys import ApiKey
from tests.bitvavo.server import system_clock
from tests.exchange.scripted_market import rules_of

T0 = 1_767_225_600_000  # 2026-01-01 00:00 UTC


@pytest.fixture
async def venue(socket_enabled: None) -> AsyncIterator[Bench]:
    async with bench() as ready:
        yield ready


def row(open_time: int, close: str = "101.10") -> Row:
    return (open_time, "100.0", "103.50", "99.99", close, "12.34567890")


# The key


async def test_verify_tells_the_clock_offset_and_that_rights_are_not_revealed(venue: Bench) -> None:
    venue.server.venue.clock = lambda: system_clock() + 5_000

    verified = await venue.exchange.verify()

    assert isinstance(verified, Verification)
    assert 4_500 <= verified.clock_offset <= 5_500
    assert (verified.can_trade, verified.can_withdraw) == (None, None)


async def test_verify_fails_for_a_key_that_bitvavo_does_not_know(venue: Bench) -> None:
    exchange = await venue.connect(ApiKey.of("a stranger"))

    failure = await exchange.verify()

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.KEY_INVALID


async def test_verify_fails_for_a_wrong_secret(venue: Bench) -> None:
    exchange = await venue.connect(replace(venue.key, secret="0" * 64))

    failure = await exchange.verify()

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.KEY_INVALID


async def test_verify_fails_without_the_right_to_view(venue: Bench) -> None:
    venue.key.may_view = False

    failure = await venue.exchange.verify()

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.NO_PERMISSION


async def test_a_clock_that_is_off_is_not_taken_for_a_bad_key(venue: Bench) -> None:
    venue.server.venue.clock = lambda: system_clock() + 60_000

    failure = await venue.exchange.verify()

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.CLOCK_OFF


async def test_verify_without_an_exchange_that_answers(venue: Bench) -> None:
    venue.fail("GET /time", Fault(Kind.ABORT_BEFORE), times=2)

    failure = await venue.exchange.verify()

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.UNREACHABLE


# Balances


async def test_balances_tell_what_is_free_and_what_orders_hold(venue: Bench) -> None:
    await venue.resting(venue.request())

    held = await venue.exchange.balances()

    assert held == {
        "EUR": Balance(Decimal("180.06"), Decimal("19.94")),
        "SOL": Balance(Decimal(2), Decimal(0)),
    }


# Markets


async def test_markets_come_with_their_rules_and_the_fees_of_their_category(venue: Bench) -> None:
    markets = await venue.exchange.markets()

    assert not isinstance(markets, Failure)
    assert set(markets) == {SOL_EUR, BTC_EUR}
    sol = markets[SOL_EUR]
    assert sol.status is MarketStatus.TRADING
    assert sol.rules == venue.engine.markets[SOL_EUR].rules
    assert sol.rules.price_grid == Tick(Decimal("0.01"))
    assert markets[BTC_EUR].rules.taker_fee == Decimal("0.002")


async def test_fees_are_asked_once_per_category(venue: Bench) -> None:
    for number in range(20):
        venue.engine.set_rules(rules_of(Pair(f"COIN{number}", "EUR")))

    markets = await venue.exchange.markets()

    assert not isinstance(markets, Failure)
    assert len(markets) == 22
    assert venue.server.count("GET /account/fees") == 2


@pytest.mark.parametrize("paused", [SOL_EUR, BTC_EUR])
async def test_fees_are_asked_of_a_market_that_trades(venue: Bench, paused: Pair) -> None:
    for pair in (SOL_EUR, BTC_EUR):
        venue.engine.set_rules(rules_of(pair))
    venue.engine.set_status(paused, MarketStatus.HALTED)

    markets = await venue.exchange.markets()

    assert not isinstance(markets, Failure)
    assert len(markets) == 2
    (asked,) = [seen.path for seen in venue.server.seen if seen.route == "GET /account/fees"]
    assert f"{paused.base}-{paused.quote}" not in asked


async def test_each_reading_shows_the_markets_as_they_are_then(venue: Bench) -> None:
    seen: list[MarketStatus | None] = []
    for status in (MarketStatus.TRADING, MarketStatus.CANCEL_ONLY, MarketStatus.TRADING, None):
        if status is None:
            venue.engine.delist(SOL_EUR, 1_000)
        else:
            venue.engine.set_status(SOL_EUR, status)
        markets = await venue.exchange.markets()
        assert not isinstance(markets, Failure)
        seen.append(markets[SOL_EUR].status if SOL_EUR in markets else None)

    assert seen == [MarketStatus.TRADING, MarketStatus.CANCEL_ONLY, MarketStatus.TRADING, None]


async def test_nothing_is_known_of_a_market_that_was_delisted(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    venue.engine.delist(SOL_EUR, 1_000)

    placement = await venue.exchange.place(venue.request("another"))
    answers = [
        await venue.exchange.ticker(SOL_EUR),
        await venue.exchange.candles(SOL_EUR, Timeframe.H1, until=T0, count=1),
        await venue.exchange.order(request),
        await venue.exchange.orders(SOL_EUR, since=0),
        await venue.exchange.cancel(request),
    ]

    assert isinstance(placement, Refused)
    assert not placement.failure
    assert {answer.kind for answer in answers if isinstance(answer, Failure)} == {FailureKind.NO_SUCH_MARKET}
    assert all(isinstance(answer, Failure) for answer in answers)


@pytest.mark.parametrize("status", [MarketStatus.HALTED, MarketStatus.CANCEL_ONLY, MarketStatus.AUCTION])
async def test_a_market_that_takes_no_orders_says_so(venue: Bench, status: MarketStatus) -> None:
    venue.engine.set_status(SOL_EUR, status)

    markets = await venue.exchange.markets()

    assert not isinstance(markets, Failure)
    assert markets[SOL_EUR].status is status


async def test_markets_are_read_anew_each_time(venue: Bench) -> None:
    await venue.exchange.markets()
    venue.engine.set_rules(rules_of(SOL_EUR, price_grid=Tick(Decimal("0.05"))))

    markets = await venue.exchange.markets()

    assert not isinstance(markets, Failure)
    assert markets[SOL_EUR].rules.price_grid == Tick(Decimal("0.05"))


GOOD_MARKET = {
    "market": "SOL-EUR",
    "status": "trading",
    "base": "SOL",
    "quote": "EUR",
    "minOrderInBaseAsset": "0.03",
    "minOrderInQuoteAsset": "5.00",
    "quantityDecimals": "8",
    "notionalDecimals": 2,
    "tickSize": "0.00100",
    "feeCategory": "A",
}


@pytest.mark.parametrize(
    "change",
    [
        {"tickSize": None},
        {"tickSize": "0"},
        {"tickSize": 0.01},
        {"quantityDecimals": None},
        {"quantityDecimals": 99},
        {"quantityDecimals": True},
        {"minOrderInBaseAsset": "much"},
        {"minOrderInQuoteAsset": "-5"},
        {"market": "SOLEUR"},
        {"base": "S O L", "market": "S O L-EUR"},
        {"base": None},
        {"status": None},
    ],
)
async def test_a_market_whose_rules_cannot_be_read_is_left_out(venue: Bench, change: dict[str, object]) -> None:
    other = {**GOOD_MARKET, "market": "BTC-EUR", "base": "BTC"}
    venue.fail("GET /markets", Fault(Kind.BODY, body=json.dumps([{**GOOD_MARKET, **change}, other, "no market"])))

    markets = await venue.exchange.markets()

    assert not isinstance(markets, Failure)
    assert set(markets) == {BTC_EUR}


@pytest.mark.parametrize("body", ["{}", '"SOL-EUR"'])
async def test_a_list_of_markets_that_cannot_be_read_is_no_answer(venue: Bench, body: str) -> None:
    venue.fail("GET /markets", Fault(Kind.BODY, body=body))

    failure = await venue.exchange.markets()

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.UNREACHABLE


async def test_a_market_without_settlement_decimals_has_no_settlement_step(venue: Bench) -> None:
    market = {**GOOD_MARKET, "notionalDecimals": None, "feeCategory": None, "status": "somethingNew"}
    venue.fail("GET /markets", Fault(Kind.BODY, body=json.dumps([market])))

    markets = await venue.exchange.markets()

    assert not isinstance(markets, Failure)
    assert markets[SOL_EUR].rules.settlement_step is None
    assert markets[SOL_EUR].status is MarketStatus.HALTED


@pytest.mark.parametrize(
    "body",
    ['{"tier":"0"}', '{"taker":"1.5","maker":"0"}', '{"taker":"0.0025","maker":"-2"}', '{"taker":0.0025,"maker":0.1}'],
)
async def test_without_fees_nothing_is_traded(venue: Bench, body: str) -> None:
    venue.fail("GET /account/fees", Fault(Kind.BODY, body=body))

    failure = await venue.exchange.markets()

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.UNREACHABLE


async def test_markets_fail_where_the_fees_are_refused(venue: Bench) -> None:
    venue.key.may_view = False

    failure = await venue.exchange.markets()

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.NO_PERMISSION


async def test_without_a_key_prices_can_be_read_but_no_rules(venue: Bench) -> None:
    exchange = await venue.connect(None)

    assert await exchange.ticker(SOL_EUR) == Decimal(120)
    assert isinstance(await exchange.markets(), Failure)
    assert venue.server.count("GET /account/fees") == 0


# Candles


async def test_candles_are_exact_and_rising(venue: Bench) -> None:
    venue.candles.write(SOL_EUR, "1h", [row(T0), row(T0 + HOUR, "0.058500000000")])

    candles = await venue.exchange.candles(SOL_EUR, Timeframe.H1, until=T0 + HOUR, count=5)

    assert candles == (
        Candle(T0, Decimal("100.0"), Decimal("103.50"), Decimal("99.99"), Decimal("101.10"), Decimal("12.34567890")),
        Candle(
            T0 + HOUR,
            Decimal("100.0"),
            Decimal("103.50"),
            Decimal("99.99"),
            Decimal("0.058500000000"),
            Decimal("12.34567890"),
        ),
    )


@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("count", [1, 2, 3, 80, 81])
async def test_the_newest_count_up_to_the_wanted_one_whatever_end_means(
    venue: Bench, inclusive: bool, count: int
) -> None:
    venue.server.venue.end_is_inclusive = inclusive
    venue.candles.write(SOL_EUR, "1h", [row(T0 + hour * HOUR) for hour in range(100)])

    candles = await venue.exchange.candles(SOL_EUR, Timeframe.H1, until=T0 + 90 * HOUR, count=count)

    assert not isinstance(candles, Failure)
    assert [candle.open_time for candle in candles] == [T0 + hour * HOUR for hour in range(91 - count, 91)]


async def test_the_running_candle_does_not_come_after_the_wanted_one(venue: Bench) -> None:
    now = Timeframe.H1.open_at(system_clock())
    venue.candles.write(SOL_EUR, "1h", [row(now - HOUR), row(now)])

    candles = await venue.exchange.candles(SOL_EUR, Timeframe.H1, until=now - HOUR, count=1)

    assert not isinstance(candles, Failure)
    assert [candle.open_time for candle in candles] == [now - HOUR]


async def test_an_hour_without_a_trade_stays_a_hole(venue: Bench) -> None:
    venue.candles.write(SOL_EUR, "1h", [row(T0), row(T0 + HOUR), row(T0 + 3 * HOUR)])

    candles = await venue.exchange.candles(SOL_EUR, Timeframe.H1, until=T0 + 4 * HOUR, count=2)

    assert not isinstance(candles, Failure)
    assert [candle.open_time for candle in candles] == [T0 + HOUR, T0 + 3 * HOUR]


@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("holes", [True, False])
async def test_more_candles_than_one_answer_holds_come_without_a_gap(
    venue: Bench, inclusive: bool, holes: bool
) -> None:
    venue.server.venue.end_is_inclusive = inclusive
    hours = [hour for hour in range(5_000) if hour % 7 or not holes]
    venue.candles.write(SOL_EUR, "1h", [row(T0 + hour * HOUR) for hour in hours])

    candles = await venue.exchange.candles(SOL_EUR, Timeframe.H1, until=T0 + 4_999 * HOUR, count=4_000)

    assert not isinstance(candles, Failure)
    assert [candle.open_time for candle in candles] == [T0 + hour * HOUR for hour in hours[-4_000:]]


async def test_fewer_candles_where_the_history_begins(venue: Bench) -> None:
    venue.candles.write(SOL_EUR, "1d", [row(T0 + day * DAY) for day in range(3)])

    candles = await venue.exchange.candles(SOL_EUR, Timeframe.D1, until=T0 + 2 * DAY, count=1_000)

    assert not isinstance(candles, Failure)
    assert len(candles) == 3


@pytest.mark.parametrize("days", [30, 40])
async def test_a_quiet_month_does_not_end_the_history(venue: Bench, days: int) -> None:
    venue.candles.write(SOL_EUR, "1h", [row(T0), row(T0 + 30 * DAY)])

    candles = await venue.exchange.candles(SOL_EUR, Timeframe.H1, until=T0 + days * DAY, count=2)

    assert not isinstance(candles, Failure)
    assert [candle.open_time for candle in candles] == [T0, T0 + 30 * DAY]


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "[1]",
        '[[1767225600000,"1","1","1","1"]]',
        '[[1767225600000,1.5,"1","1","1","1"]]',
        '[["soon","1","1","1","1","1"]]',
        '[[1767225600000,"1","NaN","1","1","1"]]',
        '[[1767225600000,null,"1","1","1","1"]]',
    ],
)
async def test_candles_that_cannot_be_read_exactly_are_no_answer(venue: Bench, body: str) -> None:
    venue.fail("GET /{market}/candles", Fault(Kind.BODY, body=body))

    failure = await venue.exchange.candles(SOL_EUR, Timeframe.H1, until=T0, count=1)

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.UNREACHABLE


async def test_candles_of_a_market_that_is_not_listed(venue: Bench) -> None:
    failure = await venue.exchange.candles(Pair("NIL", "EUR"), Timeframe.H1, until=T0, count=1)

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.NO_SUCH_MARKET


async def test_a_second_page_that_fails_fails_the_whole_answer(venue: Bench) -> None:
    venue.candles.write(SOL_EUR, "1h", [row(T0 + hour * HOUR) for hour in range(2_000)])
    venue.fail("GET /{market}/candles", Fault(Kind.LATE_ANSWER, delay=0.0))
    venue.fail("GET /{market}/candles", Fault(Kind.PAGE_BEFORE, status=503))

    failure = await venue.exchange.candles(SOL_EUR, Timeframe.H1, until=T0 + 1_999 * HOUR, count=2_000)

    assert isinstance(failure, Failure)


async def test_no_candles_are_asked_where_none_are_wanted(venue: Bench) -> None:
    assert await venue.exchange.candles(SOL_EUR, Timeframe.H1, until=T0, count=0) == ()
    assert venue.server.seen == []


# Ticker and time


async def test_the_ticker_is_the_last_traded_price(venue: Bench) -> None:
    venue.engine.trade(SOL_EUR, Decimal("115.80"), None, 0)

    assert await venue.exchange.ticker(SOL_EUR) == Decimal("115.80")


async def test_a_market_without_a_trade_has_no_ticker(venue: Bench) -> None:
    failure = await venue.exchange.ticker(BTC_EUR)

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.REFUSED


@pytest.mark.parametrize("body", ["[]", '{"last":117.5}', '{"last":""}', '{"last":"Infinity"}'])
async def test_a_ticker_that_cannot_be_read_is_no_price(venue: Bench, body: str) -> None:
    venue.fail("GET /ticker/24h", Fault(Kind.BODY, body=body))

    failure = await venue.exchange.ticker(SOL_EUR)

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.UNREACHABLE


async def test_time_is_the_exchanges_own(venue: Bench) -> None:
    venue.server.venue.clock = lambda: T0

    assert await venue.exchange.time() == T0


@pytest.mark.parametrize("body", ["[]", "{}", '{"time":"noon"}', '{"time":1.5}'])
async def test_a_time_that_cannot_be_read_is_no_answer(venue: Bench, body: str) -> None:
    venue.fail("GET /time", Fault(Kind.BODY, body=body))

    failure = await venue.exchange.time()

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.UNREACHABLE


@pytest.mark.parametrize(
    "body", ["{}", '[{"symbol":"EUR"}]', '[{"symbol":"EUR","available":1.5,"inOrder":"0"}]', "[1]"]
)
async def test_balances_that_cannot_be_read_exactly_are_no_answer(venue: Bench, body: str) -> None:
    venue.fail("GET /balance", Fault(Kind.BODY, body=body))

    failure = await venue.exchange.balances()

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.UNREACHABLE
    assert OWNER not in failure.detail


async def test_what_it_serves_and_when(venue: Bench) -> None:
    assert venue.exchange.timeframes == {Timeframe.H1, Timeframe.H4, Timeframe.D1}
    assert 0 < venue.exchange.candle_delay < 60_000
    assert venue.exchange.proof_delay > 20_000
