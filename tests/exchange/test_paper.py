"""Shadow mode's exchange: the path of a real order up to the exchange and no further."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.timeframe import DAY, Timeframe
from custom_components.aurono.exchange.paper import PaperExchange
from custom_components.aurono.exchange.protocol import (
    Accepted,
    Balance,
    Exchange,
    Failure,
    FailureKind,
    NotFound,
    OrderReport,
    OrderRequest,
    Placement,
    Verification,
)

from .scripted_market import NO_ANSWER, ScriptedMarket, rules_of

SOL = Pair("SOL", "EUR")
T0 = 1_780_000_000_000
CLIENT = "8f9f3c5e-6f5e-4a39-9c0b-0b7e7c3b9f10"
AMOUNT = Decimal("0.17271157")


class RealExchange(ScriptedMarket):
    """An account on an exchange; a test with it fails if anything but market data is asked of it."""

    proof_delay = 20_000

    async def verify(self) -> Verification | Failure:
        raise AssertionError("a key was used")

    async def balances(self) -> Mapping[str, Balance] | Failure:
        raise AssertionError("a key was used")

    async def place(self, request: OrderRequest) -> Placement:
        raise AssertionError("an order was sent")

    async def order(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        raise AssertionError("a key was used")

    async def cancel(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        raise AssertionError("a cancellation was sent")

    async def close(self) -> None:
        raise AssertionError("it belongs to whoever opened it")


def market_at(ticker: str | None) -> RealExchange:
    market = RealExchange(now=T0)
    market.list(rules_of(SOL))
    if ticker is not None:
        market.tickers[SOL] = Decimal(ticker)
    return market


def buy(limit: str = "117.00", client_order: str = CLIENT) -> OrderRequest:
    return OrderRequest(client_order, SOL, Side.BUY, AMOUNT, Decimal(limit))


def sell(limit: str = "117.00") -> OrderRequest:
    return OrderRequest(CLIENT, SOL, Side.SELL, AMOUNT, Decimal(limit))


async def report_of(exchange: Exchange, request: OrderRequest) -> OrderReport:
    report = await exchange.order(request)
    assert isinstance(report, OrderReport)
    return report


async def test_given_a_marketable_buy_when_placed_then_it_fills_whole_at_the_ticker_with_the_taker_fee() -> None:
    exchange = PaperExchange(market_at("116.50"))

    placed = await exchange.place(buy())
    report = await report_of(exchange, buy())

    assert placed == Accepted(report.exchange_order)
    assert report.status is OrderStatus.FILLED
    (fill,) = report.fills
    assert (fill.price, fill.amount, fill.fee) == (Decimal("116.50"), AMOUNT, Decimal("0.059102095"))
    assert fill.paid(SOL) == Decimal("20.18")
    assert (fill.fee_currency, fill.time) == ("EUR", T0)


async def test_given_a_marketable_sell_when_placed_then_it_receives_rounded_down() -> None:
    exchange = PaperExchange(market_at("117.50"))

    await exchange.place(sell())
    (fill,) = (await report_of(exchange, sell())).fills

    # 0.17271157 × 117.50 = 20.293609475; × 0.9975 = 20.2428754513125 → 20.24
    assert fill.price == Decimal("117.50")
    assert fill.received(SOL) == Decimal("20.24")


@pytest.mark.parametrize("request_", [buy(), sell()])
async def test_given_a_ticker_at_the_limit_when_placed_then_it_is_marketable(request_: OrderRequest) -> None:
    exchange = PaperExchange(market_at("117.00"))

    await exchange.place(request_)

    assert (await report_of(exchange, request_)).status is OrderStatus.FILLED


async def test_given_a_fill_at_placement_when_the_price_moves_on_then_the_fill_stays_what_it_was() -> None:
    market = market_at("116.50")
    exchange = PaperExchange(market)
    await exchange.place(buy())
    market.tickers[SOL], market.now = Decimal(200), T0 + DAY

    assert (await report_of(exchange, buy())).fills[0].price == Decimal("116.50")
    market.fail()
    assert (await report_of(exchange, buy())).fills[0].time == T0


@pytest.mark.parametrize(
    ("request_", "away", "at_limit", "through"), [(buy(), "117.01", "117", "90"), (sell(), "116.99", "117", "150")]
)
async def test_given_a_resting_order_when_the_ticker_reaches_it_then_it_fills_at_the_limit_with_the_maker_fee(
    request_: OrderRequest, away: str, at_limit: str, through: str
) -> None:
    for reaching in (at_limit, through):
        market = market_at(away)
        exchange = PaperExchange(market)
        await exchange.place(request_)

        assert (await report_of(exchange, request_)).status is OrderStatus.OPEN
        market.tickers[SOL], market.now = Decimal(reaching), T0 + 60_000
        report = await report_of(exchange, request_)

        assert report.status is OrderStatus.FILLED
        (fill,) = report.fills
        assert (fill.price, fill.amount, fill.time) == (Decimal(117), AMOUNT, T0 + 60_000)
        # 0.17271157 × 117 = 20.20725369; a buy pays × 1.0015 = 20.2375… → 20.24, a sell × 0.9985 = 20.1769… → 20.17
        money = fill.paid(SOL) if request_.side is Side.BUY else fill.received(SOL)
        assert money == (Decimal("20.24") if request_.side is Side.BUY else Decimal("20.17"))


async def test_given_a_filled_order_when_looked_up_again_or_cancelled_then_it_stays_filled_by_the_same_trade() -> None:
    market = market_at("118")
    exchange = PaperExchange(market)
    await exchange.place(buy())
    market.tickers[SOL] = Decimal(116)

    first = await report_of(exchange, buy())
    market.now += 1_000

    assert await exchange.order(buy()) == first
    assert await exchange.cancel(buy()) == first


async def test_given_a_resting_order_when_cancelled_then_no_price_fills_it_any_more() -> None:
    market = market_at("118")
    exchange = PaperExchange(market)
    await exchange.place(buy())
    market.tickers[SOL] = Decimal(100)

    report = await exchange.cancel(buy())

    assert isinstance(report, OrderReport)
    assert (report.status, report.fills) == (OrderStatus.CANCELLED, ())
    assert await exchange.order(buy()) == report
    assert market.calls["ticker"] == 1, "what the price does after the order's life fills nothing"


@pytest.mark.parametrize("missing", ["ticker", "time", "markets"])
async def test_given_a_missing_answer_when_placed_then_the_order_rests(missing: str) -> None:
    market = market_at("116.50")
    market.fail(missing, times=1)
    exchange = PaperExchange(market)

    placed = await exchange.place(buy())
    market.tickers[SOL] = Decimal(118)

    assert placed == Accepted((await report_of(exchange, buy())).exchange_order)
    assert (await report_of(exchange, buy())).status is OrderStatus.OPEN


@pytest.mark.parametrize("missing", ["ticker", "time", "markets"])
async def test_given_a_missing_answer_when_looked_up_then_it_is_a_failure_and_the_order_stays(missing: str) -> None:
    market = market_at("118")
    exchange = PaperExchange(market)
    await exchange.place(buy())
    market.tickers[SOL] = Decimal(116)
    market.fail(missing, times=1)

    assert await exchange.order(buy()) == NO_ANSWER
    assert (await report_of(exchange, buy())).status is OrderStatus.FILLED


async def test_given_a_market_that_was_delisted_when_its_order_would_fill_then_it_fails_and_can_be_cancelled() -> None:
    market = market_at("118")
    market.list(rules_of(Pair("BTC", "EUR")))
    exchange = PaperExchange(market)
    await exchange.place(buy())
    market.tickers[SOL] = Decimal(116)
    market.on_call = lambda name: market.delist(SOL) if name == "markets" else None

    failure = await exchange.order(buy())

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.NO_SUCH_MARKET
    report = await exchange.cancel(buy())
    assert isinstance(report, OrderReport)
    assert report.status is OrderStatus.CANCELLED


async def test_given_rules_that_changed_when_a_day_has_passed_then_fills_pay_the_new_fee() -> None:
    market = market_at("100")
    exchange = PaperExchange(market)

    async def fee_of(client_order: str) -> Decimal:
        order = OrderRequest(client_order, SOL, Side.BUY, Decimal(1), Decimal(100))
        await exchange.place(order)
        return (await report_of(exchange, order)).fills[0].fee

    assert await fee_of("1") == Decimal("0.25")
    market.list(rules_of(SOL, taker_fee="0.005"))
    assert await fee_of("2") == Decimal("0.25")
    market.now += DAY
    assert await fee_of("3") == Decimal("0.50")
    assert market.calls["markets"] == 2


async def test_given_an_order_when_it_is_placed_again_then_it_is_the_same_order() -> None:
    market = market_at("118")
    exchange = PaperExchange(market)

    first = await exchange.place(buy())
    market.tickers[SOL] = Decimal(116)

    assert await exchange.place(buy()) == first
    assert (await report_of(exchange, buy())).fills[0].price == Decimal(117)


async def test_given_an_order_nobody_placed_when_looked_up_or_cancelled_then_it_is_not_found() -> None:
    exchange = PaperExchange(market_at("118"))

    assert await exchange.order(buy()) == NotFound()
    assert await exchange.cancel(buy()) == NotFound()
    assert exchange.proof_delay == 0


async def test_given_a_restart_when_a_resting_order_is_adopted_then_it_rests_and_fills_as_before() -> None:
    market = market_at("118")
    before = PaperExchange(market)
    placed = await before.place(buy())
    again = PaperExchange(market)

    again.adopt(buy(), placed.exchange_order)

    assert await again.order(buy()) == await before.order(buy())
    market.tickers[SOL] = Decimal(117)
    assert await again.order(buy()) == await before.order(buy())
    assert (await report_of(again, buy())).status is OrderStatus.FILLED


async def test_given_a_restart_right_after_placement_when_adopted_then_the_fill_at_placement_is_not_lost() -> None:
    market = market_at("116.50")
    before = PaperExchange(market)
    placed = await before.place(buy())
    market.tickers[SOL], market.now = Decimal(150), T0 + DAY
    again = PaperExchange(market)

    again.adopt(buy(), placed.exchange_order)
    report = await report_of(again, buy())

    assert report.fills == (await report_of(before, buy())).fills
    assert report.fills[0].price == Decimal("116.5")


@pytest.mark.parametrize("foreign", ["", "12345", "paper-12345", "paper-12345@1@2@3"])
async def test_given_an_id_of_another_exchange_when_adopted_then_it_is_refused(foreign: str) -> None:
    exchange = PaperExchange(market_at("118"))

    with pytest.raises(ValueError, match="not a paper order"):
        exchange.adopt(buy(), foreign)

    assert await exchange.order(buy()) == NotFound()


async def test_given_two_orders_when_placed_then_neither_ids_nor_trades_are_shared() -> None:
    exchange = PaperExchange(market_at("116"))
    one, other = buy(client_order="one"), buy(client_order="other")

    ids = {(await exchange.place(order)).exchange_order for order in (one, other)}
    trades = {(await report_of(exchange, order)).fills[0].trade for order in (one, other)}

    assert len(ids) == len(trades) == 2


async def test_given_many_orders_filled_at_placement_when_first_looked_up_then_not_one_was_forgotten() -> None:
    exchange = PaperExchange(market_at("116"))
    orders = [buy(client_order=str(number)) for number in range(300)]
    for order in orders:
        await exchange.place(order)

    statuses = [(await report_of(exchange, order)).status for order in orders]

    assert set(statuses) == {OrderStatus.FILLED}


async def test_given_many_orders_whose_end_was_told_when_more_end_then_the_oldest_are_forgotten_no_resting_one() -> (
    None
):
    market = market_at("118")
    exchange = PaperExchange(market)
    await exchange.place(buy())
    for number in range(40):
        order = buy(client_order=str(number))
        await exchange.place(order)
        await exchange.cancel(order)

    assert (await report_of(exchange, buy())).status is OrderStatus.OPEN
    assert await exchange.order(buy(client_order="0")) == NotFound()
    assert (await report_of(exchange, buy(client_order="39"))).status is OrderStatus.CANCELLED


async def test_given_a_paper_exchange_when_market_data_is_read_then_it_is_the_market_s() -> None:
    market = market_at("118")
    market.write(SOL, Timeframe.H1, 0, "1 2 1 2\n2 3 2 3")
    market.candle_delay = 2_000
    exchange: Exchange = PaperExchange(market)

    assert await exchange.time() == T0
    assert await exchange.ticker(SOL) == Decimal(118)
    assert await exchange.markets() == await market.markets()
    assert await exchange.candles(SOL, Timeframe.H1, until=T0, count=1) == (
        Candle(3_600_000, Decimal(2), Decimal(3), Decimal(2), Decimal(3)),
    )
    assert (exchange.timeframes, exchange.candle_delay) == (market.timeframes, 2_000)


async def test_given_a_paper_exchange_when_verified_then_the_market_must_answer_and_no_key_is_used() -> None:
    market = market_at("118")
    exchange = PaperExchange(market)

    assert await exchange.verify() == Verification(clock_offset=0, can_trade=True, can_withdraw=False)
    market.fail("time")
    assert await exchange.verify() == NO_ANSWER


async def test_given_a_paper_exchange_when_asked_for_balances_then_it_does_not_claim_that_there_are_none() -> None:
    assert isinstance(await PaperExchange(market_at("118")).balances(), Failure)


@given(
    ticks=st.lists(st.integers(11_500, 11_900).map(lambda cents: Decimal(cents).scaleb(-2)), min_size=1, max_size=8),
    buying=st.booleans(),
    gives_up=st.integers(0, 10),
)
async def test_given_any_prices_when_an_order_lives_and_dies_then_the_real_exchange_is_only_read(
    ticks: list[Decimal], buying: bool, gives_up: int
) -> None:
    market = market_at("117")
    exchange = PaperExchange(market)
    request = buy() if buying else sell()

    for number, tick in enumerate(ticks):
        market.tickers[SOL] = tick
        if number == gives_up:
            await exchange.cancel(request)
        elif number == 0:
            await exchange.place(request)
        else:
            await exchange.order(request)
    await exchange.close()

    # RealExchange fails the test for everything else.
    assert set(market.calls) <= {"time", "markets", "ticker"}
