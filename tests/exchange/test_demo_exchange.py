"""The demo exchange: the whole protocol on an invented market, the same however often somebody looks."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.order import Fill, Order, OrderStatus
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.timeframe import DAY, HOUR, MINUTE, WEEK, Timeframe
from custom_components.aurono.exchange.demo import DemoExchange
from custom_components.aurono.exchange.demo.listings import LISTINGS
from custom_components.aurono.exchange.demo.tape import OPENING
from custom_components.aurono.exchange.history import recent_candles
from custom_components.aurono.exchange.protocol import (
    Accepted,
    Balance,
    Exchange,
    Failure,
    FailureKind,
    ListedOrder,
    MarketStatus,
    NotFound,
    OrderReport,
    OrderRequest,
    Refused,
    Verification,
)

LIVELY, LARGE, CALM, THIN = LISTINGS
NOW = 1_795_000_000_000


@dataclass
class HandClock:
    """Market time as the test sets it."""

    time: int = NOW

    def now(self) -> int:
        return self.time


def exchange_at(time: int = NOW, *, seed: int = 1) -> tuple[DemoExchange, HandClock]:
    clock = HandClock(time)
    balances = {"EUR": Decimal(10_000), LIVELY.pair.base: Decimal(50)}
    return DemoExchange(seed, clock, balances=balances), clock


async def price_of(exchange: Exchange, pair: Pair = LIVELY.pair) -> Decimal:
    ticker = await exchange.ticker(pair)
    assert isinstance(ticker, Decimal)
    return ticker


async def candles_of(
    exchange: Exchange, timeframe: Timeframe, count: int, *, pair: Pair = LIVELY.pair, until: int = NOW
) -> tuple[Candle, ...]:
    candles = await exchange.candles(pair, timeframe, until=until, count=count)
    assert isinstance(candles, tuple)
    return candles


def order_of(side: Side, limit: Decimal, *, client_order: str = "mine", amount: str = "1") -> OrderRequest:
    grid = LIVELY.rules.price_grid
    return OrderRequest(client_order, LIVELY.pair, side, Decimal(amount), grid.down(limit))


async def report_of(exchange: Exchange, request: OrderRequest) -> OrderReport:
    report = await exchange.order(request)
    assert isinstance(report, OrderReport)
    return report


async def holdings(exchange: Exchange) -> Mapping[str, Balance]:
    balances = await exchange.balances()
    assert not isinstance(balances, Failure)
    return balances


async def test_given_a_new_account_when_looked_at_then_it_holds_play_money_and_needs_no_key() -> None:
    exchange: Exchange = DemoExchange(1, HandClock())

    assert await exchange.balances() == {"EUR": Balance(Decimal(10_000), Decimal(0))}
    assert await exchange.verify() == Verification(clock_offset=0, can_trade=True, can_withdraw=False)
    assert await exchange.time() == NOW
    await exchange.close()


async def test_given_the_demo_exchange_when_markets_are_read_then_all_trade_under_rules_of_different_kinds() -> None:
    exchange, _ = exchange_at()

    markets = await exchange.markets()

    assert not isinstance(markets, Failure)
    assert {pair: market.rules for pair, market in markets.items()} == {each.pair: each.rules for each in LISTINGS}
    assert {market.status for market in markets.values()} == {MarketStatus.TRADING}
    assert len({type(market.rules.price_grid) for market in markets.values()}) == 2
    assert all(LIVELY.rules.taker_fee == market.rules.taker_fee == Decimal("0.0025") for market in markets.values())
    assert all(LIVELY.rules.maker_fee == market.rules.maker_fee == Decimal("0.0015") for market in markets.values())


async def test_given_a_count_when_candles_are_read_then_the_newest_so_many_that_exist_come_rising() -> None:
    exchange, _ = exchange_at()

    candles = await candles_of(exchange, Timeframe.H1, 300, pair=THIN.pair)

    opens = [candle.open_time for candle in candles]
    assert len(candles) == 300
    assert opens == sorted(set(opens))
    assert NOW - DAY < opens[-1] <= NOW
    assert opens[-1] - opens[0] > 299 * HOUR, "there are holes"
    older = await candles_of(exchange, Timeframe.H1, 10, pair=THIN.pair, until=opens[100])
    assert older == candles[91:101]
    assert await candles_of(exchange, Timeframe.H1, 0) == ()


async def test_given_the_first_days_when_candles_are_read_then_there_are_no_older_ones() -> None:
    exchange, _ = exchange_at(OPENING + 3 * DAY + HOUR)

    assert [candle.open_time for candle in await candles_of(exchange, Timeframe.D1, 100)] == [
        OPENING,
        OPENING + DAY,
        OPENING + 2 * DAY,
        OPENING + 3 * DAY,
    ]


async def test_given_weeks_when_read_then_they_are_refused_here_and_derived_by_the_history() -> None:
    exchange, _ = exchange_at()

    refused = await exchange.candles(LIVELY.pair, Timeframe.W1, until=NOW, count=1)
    weeks = await recent_candles(exchange, LIVELY.pair, Timeframe.W1, until=Timeframe.W1.last_closed(NOW), count=20)

    assert isinstance(refused, Failure)
    assert refused.kind is FailureKind.REFUSED
    assert not isinstance(weeks, Failure)
    assert len(weeks) == 20


async def test_given_an_unknown_market_when_asked_about_then_there_is_none() -> None:
    exchange, _ = exchange_at()
    pair = Pair("SOL", "EUR")

    for answer in (await exchange.ticker(pair), await exchange.candles(pair, Timeframe.H1, until=NOW, count=1)):
        assert isinstance(answer, Failure)
        assert answer.kind is FailureKind.NO_SUCH_MARKET
    placed = await exchange.place(OrderRequest("mine", pair, Side.BUY, Decimal(1), Decimal(10)))
    assert isinstance(placed, Refused)
    assert not placed.failure


async def test_given_the_time_before_the_first_trade_when_asked_for_the_price_then_there_is_none() -> None:
    exchange, _ = exchange_at(OPENING - 1)

    assert isinstance(await exchange.ticker(LIVELY.pair), Failure)
    assert await exchange.place(order_of(Side.BUY, Decimal(1_000))) == Accepted(
        (await report_of(exchange, order_of(Side.BUY, Decimal(1_000)))).exchange_order
    )
    assert (await report_of(exchange, order_of(Side.BUY, Decimal(1_000)))).status is OrderStatus.OPEN


@pytest.mark.parametrize(("timeframe", "expected"), [(Timeframe.H1, 5), (Timeframe.H4, 20), (Timeframe.D1, 120)])
async def test_given_many_candles_when_they_are_made_then_others_get_their_turn_in_between(
    timeframe: Timeframe, expected: int
) -> None:
    """After the work of 96 hours, whatever the timeframe."""
    exchange, _ = exchange_at()
    turns = 0

    async def other() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(other())
    await candles_of(exchange, timeframe, 480)
    task.cancel()

    assert turns >= expected


@pytest.mark.parametrize("side", Side)
async def test_given_a_marketable_order_when_placed_then_it_fills_at_the_last_price_with_the_taker_fee(
    side: Side,
) -> None:
    exchange, _ = exchange_at()
    price = await price_of(exchange)
    request = order_of(side, price * Decimal("1.02" if side is Side.BUY else "0.98"))

    placed = await exchange.place(request)
    report = await report_of(exchange, request)

    assert placed == Accepted(report.exchange_order)
    assert report.status is OrderStatus.FILLED
    (fill,) = report.fills
    assert (fill.price, fill.amount, fill.time) == (price, Decimal(1), NOW)
    assert abs(fill.fee - price * Decimal("0.0025")) < Decimal("0.01")
    money = (await holdings(exchange))["EUR"].available
    paid = fill.paid(LIVELY.pair) if side is Side.BUY else -fill.received(LIVELY.pair)
    assert money == 10_000 - paid


@pytest.mark.parametrize("side", Side)
async def test_given_a_resting_order_when_the_market_crosses_it_then_it_fills_at_its_limit_at_that_moment(
    side: Side,
) -> None:
    exchange, clock = exchange_at()
    price = await price_of(exchange)
    request = order_of(side, price * Decimal("0.98" if side is Side.BUY else "1.02"))
    await exchange.place(request)
    assert (await report_of(exchange, request)).status is OrderStatus.OPEN

    clock.time += 4 * WEEK
    report = await report_of(exchange, request)

    assert report.status is OrderStatus.FILLED
    (fill,) = report.fills
    assert fill.price == request.limit
    assert abs(fill.fee - fill.price * Decimal("0.0015")) < Decimal("0.01")
    # Looked at from another exchange of the same seed: the trade at that moment is the first to reach the limit.
    watcher, watch = exchange_at(fill.time)
    reached = await price_of(watcher)
    assert reached <= request.limit if side is Side.BUY else reached >= request.limit
    watch.time -= 1
    before = await price_of(watcher)
    assert before > request.limit if side is Side.BUY else before < request.limit


@settings(max_examples=25)
@given(
    seed=st.integers(0, 1_000),
    shifts=st.lists(st.integers(-300, 300), min_size=1, max_size=6),
    looks=st.lists(st.integers(1, 6 * HOUR), max_size=12),
)
async def test_given_orders_when_somebody_looks_often_or_once_then_the_same_has_happened(
    seed: int, shifts: list[int], looks: list[int]
) -> None:
    outcomes = []
    for pauses in ([*looks, 0], [sum(looks)]):
        exchange, clock = exchange_at(seed=seed)
        price = await price_of(exchange)
        requests = [
            order_of(Side.BUY if shift < 0 else Side.SELL, price * (10_000 + shift) / 10_000, client_order=str(number))
            for number, shift in enumerate(shifts)
        ]
        for request in requests:
            await exchange.place(request)
        for pause in pauses:
            clock.time += pause
            await exchange.balances()
        outcomes.append(([await exchange.order(request) for request in requests], await exchange.balances()))

    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("side", Side)
async def test_given_prices_that_were_there_before_when_an_order_is_placed_then_only_those_to_come_fill_it(
    side: Side,
) -> None:
    exchange, clock = exchange_at()
    clock.time += WEEK
    price = await price_of(exchange)
    hours = await candles_of(exchange, Timeframe.H1, 168, until=clock.time)
    lowest, highest = min(hour.low for hour in hours), max(hour.high for hour in hours)
    request = order_of(side, (price + (lowest if side is Side.BUY else highest)) / 2)

    await exchange.place(request)

    assert lowest < price < highest, "the test means something"
    assert (await report_of(exchange, request)).status is OrderStatus.OPEN


@pytest.mark.parametrize("side", Side)
async def test_given_a_near_and_a_far_order_when_the_market_crosses_the_near_one_then_it_alone_fills(
    side: Side,
) -> None:
    exchange, clock = exchange_at()
    price, sign = await price_of(exchange), -1 if side is Side.BUY else 1
    near = order_of(side, price * (1 + sign * Decimal("0.01")), client_order="near")
    far = order_of(side, price * (1 + sign * Decimal("0.9")), client_order="far")

    await exchange.place(far)
    await exchange.place(near)
    clock.time += 3 * DAY

    assert (await report_of(exchange, near)).status is OrderStatus.FILLED
    assert (await report_of(exchange, far)).status is OrderStatus.OPEN


async def test_given_orders_in_two_markets_when_time_passes_then_each_follows_its_own() -> None:
    exchange, clock = exchange_at()
    ours = order_of(Side.BUY, await price_of(exchange) * Decimal("0.99"))
    price = await price_of(exchange, CALM.pair)
    theirs = OrderRequest("theirs", CALM.pair, Side.BUY, Decimal(10), CALM.rules.price_grid.down(price / 2))

    await exchange.place(ours)
    await exchange.place(theirs)
    clock.time += 2 * DAY

    assert (await report_of(exchange, ours)).status is OrderStatus.FILLED
    assert (await report_of(exchange, theirs)).status is OrderStatus.OPEN


async def test_given_a_resting_order_when_cancelled_then_it_ends_and_its_hold_returns() -> None:
    exchange, clock = exchange_at()
    request = order_of(Side.BUY, await price_of(exchange) / 2)
    await exchange.place(request)
    assert (await holdings(exchange))["EUR"].in_orders > 0

    clock.time += MINUTE
    report = await exchange.cancel(request)

    assert isinstance(report, OrderReport)
    assert (report.status, report.fills) == (OrderStatus.CANCELLED, ())
    assert (await holdings(exchange))["EUR"] == Balance(Decimal(10_000), Decimal(0))
    assert await exchange.cancel(request) == report


async def test_given_an_order_that_the_market_crossed_when_cancelled_then_the_fill_came_first() -> None:
    exchange, clock = exchange_at()
    request = order_of(Side.BUY, await price_of(exchange) * Decimal("0.99"))
    await exchange.place(request)

    clock.time += 2 * DAY
    report = await exchange.cancel(request)

    assert isinstance(report, OrderReport)
    assert report.status is OrderStatus.FILLED


async def test_given_an_order_that_breaks_a_rule_when_placed_then_it_is_refused_and_is_no_failure() -> None:
    exchange, _ = exchange_at()
    price = await price_of(exchange)

    for request in (
        order_of(Side.BUY, price, amount="0.02"),
        order_of(Side.BUY, price, amount="100000"),
        OrderRequest("mine", LIVELY.pair, Side.BUY, Decimal(1), Decimal("1.001")),
    ):
        placed = await exchange.place(request)
        assert isinstance(placed, Refused)
        assert not placed.failure
        assert await exchange.order(request) == NotFound()
    assert await exchange.cancel(order_of(Side.BUY, price)) == NotFound()
    assert exchange.proof_delay == exchange.candle_delay == 0


async def listed(exchange: Exchange, since: int, pair: Pair = LIVELY.pair) -> list[tuple[str | None, bool, Decimal]]:
    orders = await exchange.orders(pair, since=since)
    assert isinstance(orders, tuple)
    return [(order.client_order, order.is_open, order.filled) for order in orders]


async def test_given_orders_when_listed_then_the_open_and_the_recent_ones_come_oldest_first() -> None:
    exchange, clock = exchange_at()
    price = await price_of(exchange)
    await exchange.place(order_of(Side.BUY, price / 2, client_order="old and open"))
    await exchange.place(order_of(Side.BUY, price / 3, client_order="old and cancelled"))
    await exchange.cancel(order_of(Side.BUY, price / 3, client_order="old and cancelled"))
    clock.time += 1
    await exchange.place(order_of(Side.BUY, price * 2, client_order="filled"))
    clock.time += 1
    await exchange.place(order_of(Side.SELL, price * 2, client_order="new"))

    assert await listed(exchange, NOW + 1) == [
        ("old and open", True, Decimal(0)),
        ("filled", False, Decimal(1)),
        ("new", True, Decimal(0)),
    ]
    assert len(await listed(exchange, NOW)) == 4
    assert await listed(exchange, NOW + 3) == [("old and open", True, Decimal(0)), ("new", True, Decimal(0))]
    assert await listed(exchange, 0, CALM.pair) == []


async def test_given_a_demo_that_traded_for_long_when_listed_then_only_the_last_ended_orders_are_remembered() -> None:
    exchange, clock = exchange_at()
    price = await price_of(exchange)
    resting = order_of(Side.BUY, price / 2, client_order="resting")
    await exchange.place(resting)
    for number in range(600):
        clock.time += 1
        side, limit = (Side.SELL, price / 2) if number % 2 else (Side.BUY, price * 2)
        assert isinstance(await exchange.place(order_of(side, limit, client_order=f"order {number}")), Accepted)
    held = await holdings(exchange)

    names = [name for name, _, _ in await listed(exchange, 0)]

    assert names == ["resting", *(f"order {number}" for number in range(87, 600))]
    assert isinstance(await exchange.order(order_of(Side.BUY, price * 2, client_order="order 0")), NotFound)
    assert (await report_of(exchange, resting)).status is OrderStatus.OPEN
    assert await holdings(exchange) == held


async def test_given_an_order_when_listed_then_it_is_told_in_full_and_as_it_stands_now() -> None:
    exchange, clock = exchange_at()
    request = order_of(Side.BUY, await price_of(exchange) * Decimal("0.99"))
    placed = await exchange.place(request)
    assert isinstance(placed, Accepted)

    clock.time += 2 * DAY

    assert await exchange.orders(LIVELY.pair, since=clock.time) == ()
    assert await exchange.orders(LIVELY.pair, since=NOW) == (
        ListedOrder(
            exchange_order=placed.exchange_order,
            client_order="mine",
            pair=LIVELY.pair,
            side=Side.BUY,
            limit=request.limit,
            amount=Decimal(1),
            filled=Decimal(1),
            is_open=False,
            created=NOW,
        ),
    )


async def test_given_an_unknown_market_when_its_orders_are_listed_then_there_is_none() -> None:
    exchange, _ = exchange_at()

    answer = await exchange.orders(Pair("SOL", "EUR"), since=0)

    assert isinstance(answer, Failure)
    assert answer.kind is FailureKind.NO_SUCH_MARKET


# The account after a restart


def in_the_books(request: OrderRequest) -> Order:
    """The order as the books keep it; of this only its id, its pair and its side matter here."""
    return Order(
        request.client_order, 1, request.pair, request.side, request.limit, request.amount, Decimal(0), NOW, NOW, NOW
    )


@dataclass
class Life:
    """An account, and what its books would hold of it."""

    exchange: DemoExchange
    clock: HandClock
    booked: list[tuple[Order, Fill]]
    resting: dict[str, OrderRequest]

    async def place(self, request: OrderRequest) -> None:
        placed = await self.exchange.place(request)
        if isinstance(placed, Accepted):
            self.resting[request.client_order] = replace(request, exchange_order=placed.exchange_order)

    async def book(self) -> None:
        for request in list(self.resting.values()):
            report = await report_of(self.exchange, request)
            if report.status.is_final:
                self.booked += [(in_the_books(request), fill) for fill in report.fills]
                del self.resting[request.client_order]

    def restarted(self, seed: int = 1, clock: HandClock | None = None) -> DemoExchange:
        exchange, known = exchange_at(self.clock.time, seed=seed)
        vars(exchange)["_clock"] = clock or known
        exchange.restore(self.booked, reversed(self.resting.values()))
        return exchange


@settings(max_examples=40)
@given(
    seed=st.integers(0, 1_000),
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("place"), st.integers(-300, 300), st.sampled_from(Side)),
            st.tuples(st.just("cancel"), st.integers(0, 5), st.none()),
            st.tuples(st.just("wait"), st.integers(1, 12 * HOUR), st.none()),
            st.tuples(st.just("book"), st.just(0), st.none()),
        ),
        max_size=14,
    ),
    later=st.integers(0, 3 * DAY),
)
async def test_given_an_account_when_it_is_restored_from_the_books_then_everything_goes_on_as_if_nothing_had_been(
    seed: int, steps: list[tuple[str, int, Side | None]], later: int
) -> None:
    exchange, clock = exchange_at(seed=seed)
    life = Life(exchange, clock, [], {})
    for number, (step, value, side) in enumerate(steps):
        if step == "wait":
            clock.time += value
        elif step == "book":
            await life.book()
        elif step == "cancel" and value < len(life.resting):
            await exchange.cancel(list(life.resting.values())[value])
            await life.book()
        elif side is not None:
            limit = await price_of(exchange) * (10_000 + value) / 10_000
            await life.place(order_of(side, limit, client_order=str(number)))
    requests = list(life.resting.values())

    restarted = life.restarted(seed, clock)
    clock.time += later

    assert await restarted.balances() == await exchange.balances()
    assert [await restarted.order(request) for request in requests] == [
        await exchange.order(request) for request in requests
    ]
    assert [await restarted.cancel(request) for request in requests] == [
        await exchange.cancel(request) for request in requests
    ]
    assert await restarted.balances() == await exchange.balances()


async def test_given_a_fill_that_the_books_did_not_hear_of_when_restored_then_it_is_found_under_the_same_id() -> None:
    exchange, clock = exchange_at()
    life = Life(exchange, clock, [], {})
    await life.place(order_of(Side.BUY, await price_of(exchange) * Decimal("0.99")))
    (request,) = life.resting.values()
    clock.time += 2 * DAY
    filled = await report_of(exchange, request)

    again = await report_of(life.restarted(), request)

    assert again == filled
    assert again.status is OrderStatus.FILLED


async def test_given_orders_of_different_age_when_restored_then_each_meets_only_what_came_after_it() -> None:
    exchange, clock = exchange_at()
    life = Life(exchange, clock, [], {})
    await life.place(order_of(Side.BUY, await price_of(exchange) / 2, client_order="far"))
    clock.time += WEEK
    lowest = min(hour.low for hour in await candles_of(exchange, Timeframe.H1, 168, until=clock.time))
    near = order_of(Side.BUY, (await price_of(exchange) + lowest) / 2, client_order="near")
    await life.place(near)

    assert (await report_of(exchange, near)).status is OrderStatus.OPEN
    assert (await report_of(life.restarted(), near)).status is OrderStatus.OPEN
    # Nor does a clock that was set back let the past happen again.
    late = HandClock(NOW)
    behind = life.restarted(clock=late)
    assert (await report_of(behind, near)).status is OrderStatus.OPEN
    late.time = clock.time
    assert (await report_of(behind, near)).status is OrderStatus.OPEN


async def test_given_a_fill_between_two_orders_when_restored_then_the_older_one_has_it() -> None:
    exchange, clock = exchange_at()
    life = Life(exchange, clock, [], {})
    older = order_of(Side.BUY, await price_of(exchange) * Decimal("0.99"), client_order="older")
    await life.place(older)
    clock.time += 2 * DAY
    await life.place(order_of(Side.BUY, await price_of(exchange) / 2, client_order="newer"))

    assert (await report_of(exchange, older)).status is OrderStatus.FILLED
    assert await life.restarted().order(older) == await exchange.order(older)


async def test_given_a_booked_fill_of_an_order_that_is_put_back_when_restored_then_its_money_moves_once() -> None:
    exchange, clock = exchange_at()
    life = Life(exchange, clock, [], {})
    await life.place(order_of(Side.BUY, await price_of(exchange) * Decimal("1.01")))
    (request,) = life.resting.values()
    life.booked = [(in_the_books(request), fill) for fill in (await report_of(exchange, request)).fills]

    assert await life.restarted().balances() == await exchange.balances()
    assert len(life.booked) == 1


async def test_given_an_order_that_cannot_be_put_back_when_restored_then_it_is_not_there() -> None:
    exchange, _ = exchange_at()
    strange = replace(order_of(Side.BUY, Decimal(1)), exchange_order="not of this exchange")
    gone = OrderRequest("gone", Pair("SOL", "EUR"), Side.BUY, Decimal(1), Decimal(10), f"x@{NOW}")
    unknown = order_of(Side.BUY, Decimal(1), client_order="never acknowledged")

    exchange.restore([], [strange, gone, unknown])

    assert [await exchange.order(request) for request in (strange, gone, unknown)] == [NotFound()] * 3
    assert await holdings(exchange) == await holdings(exchange_at()[0])


async def test_given_books_that_spent_more_than_there_was_when_restored_then_the_account_is_empty() -> None:
    exchange, _ = exchange_at()
    fill = Fill("a trade", NOW, Decimal(200), Decimal(1_000), Decimal(1), "EUR")

    exchange.restore([(in_the_books(order_of(Side.BUY, Decimal(200), amount="1000")), fill)], [])

    assert await holdings(exchange) == {LIVELY.pair.base: Balance(Decimal(1_050), Decimal(0))}


async def test_given_fees_in_the_coin_when_restored_then_the_coins_lack_them() -> None:
    exchange, _ = exchange_at()
    fees = LIVELY.pair.base
    bought = Fill("a trade", NOW, Decimal(100), Decimal(2), Decimal("0.5"), fees)
    sold = Fill("another", NOW, Decimal(100), Decimal(1), Decimal("0.25"), fees)

    exchange.restore(
        [
            (in_the_books(order_of(Side.BUY, Decimal(100))), bought),
            (in_the_books(order_of(Side.SELL, Decimal(100))), sold),
        ],
        [],
    )

    assert await holdings(exchange) == {
        "EUR": Balance(Decimal(9_900), Decimal(0)),
        fees: Balance(Decimal("50.25"), Decimal(0)),
    }


async def test_given_an_account_that_was_used_when_restored_then_that_is_a_defect() -> None:
    exchange, _ = exchange_at()
    await exchange.place(order_of(Side.BUY, await price_of(exchange) / 2))

    with pytest.raises(ValueError, match="new account"):
        exchange.restore([], [])


# Orders by the exchange's own id


async def test_given_an_order_of_another_name_when_its_exchange_id_and_terms_match_then_it_is_found() -> None:
    exchange, _ = exchange_at()
    theirs = order_of(Side.BUY, await price_of(exchange) / 2, client_order="theirs")
    placed = await exchange.place(theirs)
    assert isinstance(placed, Accepted)
    ours = replace(theirs, client_order="ours", exchange_order=placed.exchange_order)

    assert await exchange.order(replace(ours, exchange_order=None)) == NotFound()
    assert await exchange.order(replace(ours, amount=Decimal(2))) == NotFound()
    assert await exchange.order(replace(ours, exchange_order="another")) == NotFound()
    assert (await report_of(exchange, ours)).status is OrderStatus.OPEN
    assert await exchange.cancel(replace(ours, amount=Decimal(2))) == NotFound()
    assert (await report_of(exchange, theirs)).status is OrderStatus.OPEN
    cancelled = await exchange.cancel(ours)
    assert isinstance(cancelled, OrderReport)
    assert cancelled.status is OrderStatus.CANCELLED
