"""Orders on Bitvavo with the real ccxt: sent once and to the digit, followed through their fills, cancelled, found."""

from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
import json
from typing import Any

import pytest

from custom_components.aurono.engine.market import Tick
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.exchange.ccxt_adapter.bitvavo import exchange as bitvavo_exchange
from custom_components.aurono.exchange.protocol import (
    Accepted,
    Ambiguous,
    Balance,
    Failure,
    FailureKind,
    ListedOrder,
    NotFound,
    OrderReport,
    OrderRequest,
    Refused,
)
from custom_components.aurono.exchange.venue import VenueOrder
from tests.bitvavo import wire
from tests.bitvavo.bench import BTC_EUR, OWNER, SOL_EUR, Bench, bench
from tests.bitvavo.faults import Fault, Kind
from tests.exchange.scripted_market import rules_of

PLACE, CANCEL, LOOK_UP, SEARCH = "POST /order", "DELETE /order", "GET /order", "GET /orders"


@pytest.fixture
async def venue(socket_enabled: None) -> AsyncIterator[Bench]:
    async with bench() as ready:
        yield ready


async def report_of(venue: Bench, name: str = "first") -> OrderReport:
    report = await venue.exchange.order(venue.request(name))
    assert isinstance(report, OrderReport), report
    return report


# Placing


async def test_an_order_is_sent_to_the_last_digit_and_named_by_the_exchange(venue: Bench) -> None:
    request = venue.request(amount="0.17094017", limit="117.00")

    placement = await venue.exchange.place(request)

    on_book = venue.on_book(request)
    assert on_book is not None
    assert placement == Accepted(on_book.id)
    assert (on_book.amount, on_book.limit, on_book.side) == (Decimal("0.17094017"), Decimal(117), Side.BUY)
    assert venue.server.venue.operators[on_book.id] > 0
    sent = json.loads(venue.server.seen[-1].body)
    assert sent == {
        "market": "SOL-EUR",
        "side": "buy",
        "orderType": "limit",
        "price": "117",
        "amount": "0.17094017",
        "timeInForce": "GTC",
        "operatorId": sent["operatorId"],
        "clientOrderId": request.client_order,
    }


async def test_placing_sends_one_request_and_nothing_else(venue: Bench) -> None:
    await venue.exchange.place(venue.request())

    assert [seen.route for seen in venue.server.seen] == [PLACE]


async def test_a_price_off_the_grid_is_refused_and_never_rounded(venue: Bench) -> None:
    placement = await venue.exchange.place(venue.request(limit="117.005"))

    assert isinstance(placement, Refused)
    assert not placement.failure
    assert "422" in placement.detail
    assert venue.on_book(venue.request()) is None


async def test_an_amount_with_too_many_decimals_is_refused_and_never_cut(venue: Bench) -> None:
    placement = await venue.exchange.place(venue.request(amount="0.170940171"))

    assert isinstance(placement, Refused)
    assert "429" in placement.detail


async def test_tiny_numbers_are_sent_without_an_exponent(venue: Bench) -> None:
    venue.engine.set_rules(rules_of(SOL_EUR, price_grid=Tick(Decimal("1e-9")), amount_step="1e-8", min_cost="0"))
    request = venue.request(amount="1E-8", limit="1.23E-7")

    assert isinstance(await venue.exchange.place(request), Accepted)
    on_book = venue.on_book(request)
    assert on_book is not None
    assert (on_book.amount, on_book.limit) == (Decimal("1e-8"), Decimal("1.23e-7"))


async def test_more_than_the_account_has_is_a_refusal_of_the_order(venue: Bench) -> None:
    placement = await venue.exchange.place(venue.request(amount="100"))

    assert isinstance(placement, Refused)
    assert not placement.failure
    assert "216" in placement.detail


async def test_the_same_order_again_is_not_a_refusal_but_a_reason_to_look(venue: Bench) -> None:
    await venue.exchange.place(venue.request())

    assert isinstance(await venue.exchange.place(venue.request()), Ambiguous)
    assert len(venue.engine.open_orders(OWNER, SOL_EUR)) == 1


async def test_a_key_that_may_not_trade_is_a_failure(venue: Bench) -> None:
    venue.key.may_trade = False

    placement = await venue.exchange.place(venue.request())

    assert isinstance(placement, Refused)
    assert placement.failure
    assert placement.for_its_key
    assert "310" in placement.detail


async def test_an_answer_about_another_order_proves_nothing(venue: Bench) -> None:
    venue.fail(PLACE, Fault(Kind.BODY, body='{"orderId":"x","clientOrderId":"someone else\'s"}'))

    assert isinstance(await venue.exchange.place(venue.request()), Ambiguous)


@pytest.mark.parametrize("body", ["{}", "[]", '{"orderId":null}', '{"orderId":""}', '{"orderId":7}', "not json"])
async def test_an_answer_without_an_id_proves_nothing(venue: Bench, body: str) -> None:
    venue.fail(PLACE, Fault(Kind.BODY, body=body))

    assert isinstance(await venue.exchange.place(venue.request()), Ambiguous)
    assert venue.on_book(venue.request()) is not None


# Following


async def test_an_open_order_is_found_by_its_client_id(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    on_book = venue.on_book(request)
    assert on_book is not None

    assert await venue.exchange.order(request) == OrderReport(on_book.id, OrderStatus.OPEN, ())


async def test_fills_come_with_the_fee_that_the_venue_charged(venue: Bench) -> None:
    request = await venue.resting(venue.request(amount="0.17271157", limit="116.50"))

    venue.engine.trade(SOL_EUR, Decimal("116.50"), None, 1_000)

    report = await report_of(venue)
    assert report.status is OrderStatus.FILLED
    (fill,) = report.fills
    assert (fill.time, fill.price, fill.amount) == (1_000, Decimal("116.5"), Decimal("0.17271157"))
    assert fill.fee_currency == "EUR"
    # 20.120897905 × 1.0015 is 20.151…; settled in whole cents that is 20.16.
    assert fill.fee == Decimal("0.039102095")
    assert fill.paid(SOL_EUR) == Decimal("20.16")
    assert fill.trade == venue.engine.trades(OWNER, SOL_EUR)[0].id
    assert request.client_order


async def test_a_partial_fill_leaves_the_order_open(venue: Bench) -> None:
    await venue.resting(venue.request(amount="0.5"))

    venue.engine.trade(SOL_EUR, Decimal(117), Decimal("0.2"), 1_000)

    report = await report_of(venue)
    assert report.status is OrderStatus.PARTIALLY_FILLED
    assert [fill.amount for fill in report.fills] == [Decimal("0.2")]


async def test_all_fills_are_reported_each_time(venue: Bench) -> None:
    await venue.resting(venue.request(amount="0.5"))
    for moment in (1_000, 2_000, 3_000):
        venue.engine.trade(SOL_EUR, Decimal(117), Decimal("0.1"), moment)

    report = await report_of(venue)

    assert [fill.time for fill in report.fills] == [1_000, 2_000, 3_000]
    assert len({fill.trade for fill in report.fills}) == 3


async def test_a_fill_without_its_fee_is_not_reported_and_holds_back_the_end(venue: Bench) -> None:
    await venue.resting(venue.request(amount="0.5"))
    venue.engine.trade(SOL_EUR, Decimal(117), Decimal("0.2"), 1_000)
    venue.engine.settle()
    venue.engine.delay_settlement()
    venue.engine.trade(SOL_EUR, Decimal(117), None, 2_000)

    unsettled = await report_of(venue)
    venue.engine.settle()
    settled = await report_of(venue)

    assert unsettled.status is OrderStatus.PARTIALLY_FILLED
    assert [fill.time for fill in unsettled.fills] == [1_000]
    assert "0.3" in unsettled.detail
    assert settled.status is OrderStatus.FILLED
    assert [fill.time for fill in settled.fills] == [1_000, 2_000]


async def test_an_order_filled_at_once_but_not_settled_is_open_for_us(venue: Bench) -> None:
    venue.engine.delay_settlement()
    await venue.exchange.place(venue.request(limit="125"))

    report = await report_of(venue)

    assert report.status is OrderStatus.OPEN
    assert report.fills == ()


@pytest.mark.parametrize(
    ("ended", "reported"),
    [
        (OrderStatus.CANCELLED, OrderStatus.CANCELLED),
        (OrderStatus.EXPIRED, OrderStatus.EXPIRED),
        (OrderStatus.REJECTED, OrderStatus.REJECTED),
    ],
)
async def test_what_the_venue_ended_itself_says_why(venue: Bench, ended: OrderStatus, reported: OrderStatus) -> None:
    await venue.resting(venue.request())

    venue.engine.cancel_all(1_000, "cancelOnMaintenance", status=ended)

    report = await report_of(venue)
    assert (report.status, report.detail) == (reported, "cancelOnMaintenance")


@pytest.mark.parametrize(
    "reason",
    [
        "cancelOnMaintenance",
        "cancelOnSelfTradePrevention",
        "cancelOnDelisting",
        "cancelOnDisconnect",
        "cancelOnLockPlaced",
        "a reason to come",
    ],
)
async def test_what_the_venue_cancelled_keeps_what_filled_before_and_says_why(venue: Bench, reason: str) -> None:
    await venue.resting(venue.request(amount="0.5"))
    venue.engine.trade(SOL_EUR, Decimal(117), Decimal("0.2"), 1_000)
    venue.engine.cancel_all(2_000, reason)

    report = await report_of(venue)

    assert (report.status, report.detail) == (OrderStatus.CANCELLED, reason)
    assert [fill.amount for fill in report.fills] == [Decimal("0.2")]


async def test_what_the_venue_cancelled_has_not_ended_before_its_fills_are_settled(venue: Bench) -> None:
    await venue.resting(venue.request(amount="0.5"))
    venue.engine.delay_settlement()
    venue.engine.trade(SOL_EUR, Decimal(117), Decimal("0.2"), 1_000)
    venue.engine.cancel_all(2_000, "cancelOnDelisting")

    unsettled = await report_of(venue)
    venue.engine.settle()
    settled = await report_of(venue)

    assert (unsettled.status, unsettled.fills) == (OrderStatus.OPEN, ())
    assert "cancelOnDelisting" in unsettled.detail
    assert (settled.status, len(settled.fills)) == (OrderStatus.CANCELLED, 1)


async def test_an_order_that_self_trade_prevention_made_smaller_is_still_ours(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    on_book = venue.on_book(request)
    assert on_book is not None
    shown = {**wire.order(on_book, 1), "amount": "0.05", "restatementReason": "decrementOnSelfTradePrevention"}
    venue.fail(LOOK_UP, Fault(Kind.BODY, body=json.dumps(shown)))

    report = await venue.exchange.order(replace(request, exchange_order=on_book.id))

    assert report == OrderReport(on_book.id, OrderStatus.OPEN, (), "decrementOnSelfTradePrevention")


async def test_a_rejection_after_a_fill_ends_the_order_with_its_fill(venue: Bench) -> None:
    await venue.resting(venue.request(amount="0.5"))
    venue.engine.trade(SOL_EUR, Decimal(117), Decimal("0.2"), 1_000)
    venue.engine.cancel_all(2_000, "cancelOnAdminRequest", status=OrderStatus.REJECTED)

    report = await report_of(venue)

    assert report.status is OrderStatus.CANCELLED
    assert len(report.fills) == 1


FILL: dict[str, object] = {
    "id": "a trade",
    "timestamp": 1_000,
    "amount": "0.17",
    "price": "117",
    "fee": "-0.01",
    "feeCurrency": "EUR",
    "settled": True,
}
ORDER: dict[str, object] = {"orderId": "an order", "status": "filled", "filledAmount": "0.17", "fills": [FILL]}


@pytest.mark.parametrize("change", [{"settled": False}, {"settled": None}, {"fee": None}])
async def test_a_fee_counts_only_once_it_is_settled(venue: Bench, change: dict[str, object]) -> None:
    request = venue.request()
    fills = [{**FILL, **change}]
    body = json.dumps({**ORDER, "clientOrderId": request.client_order, "fills": fills})
    venue.fail(LOOK_UP, Fault(Kind.BODY, body=body))
    await venue.exchange.place(request)

    report = await report_of(venue)

    assert (report.status, report.fills) == (OrderStatus.OPEN, ())


@pytest.mark.parametrize(("fee", "currency"), [("0.001", "SOL"), ("-0.01", "EUR"), ("0", "EUR"), ("0.3", "BNB")])
async def test_a_fee_is_what_the_venue_says_in_whatever_it_was_charged(venue: Bench, fee: str, currency: str) -> None:
    request = venue.request()
    fills = [{**FILL, "fee": fee, "feeCurrency": currency}]
    body = json.dumps({**ORDER, "clientOrderId": request.client_order, "fills": fills})
    venue.fail(LOOK_UP, Fault(Kind.BODY, body=body))
    await venue.exchange.place(request)

    (fill,) = (await report_of(venue)).fills

    assert (fill.fee, fill.fee_currency) == (Decimal(fee), currency)
    in_quote = Decimal(fee) if currency == "EUR" else Decimal(0)
    assert fill.paid(SOL_EUR) == Decimal("0.17") * 117 + in_quote


async def test_a_trade_that_is_listed_twice_counts_once(venue: Bench) -> None:
    request = venue.request()
    body = json.dumps({**ORDER, "clientOrderId": request.client_order, "fills": [FILL, FILL]})
    venue.fail(LOOK_UP, Fault(Kind.BODY, body=body))
    await venue.exchange.place(request)

    report = await report_of(venue)

    assert report.status is OrderStatus.FILLED
    assert [fill.trade for fill in report.fills] == ["a trade"]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("canceled", OrderStatus.CANCELLED),
        ("canceledAuction", OrderStatus.CANCELLED),
        ("canceledSelfTradePrevention", OrderStatus.CANCELLED),
        ("canceledIOC", OrderStatus.CANCELLED),
        ("canceledFOK", OrderStatus.CANCELLED),
        ("canceledMarketProtection", OrderStatus.CANCELLED),
        ("canceledPostOnly", OrderStatus.CANCELLED),
        ("filled", OrderStatus.FILLED),
        ("expired", OrderStatus.EXPIRED),
        ("new", OrderStatus.PARTIALLY_FILLED),
        ("awaitingTrigger", OrderStatus.PARTIALLY_FILLED),
        ("partiallyFilled", OrderStatus.PARTIALLY_FILLED),
    ],
)
async def test_every_status_of_bitvavo(venue: Bench, name: str, status: OrderStatus) -> None:
    request = venue.request()
    body = json.dumps({**ORDER, "clientOrderId": request.client_order, "status": name})
    await venue.resting(request)
    venue.fail(LOOK_UP, Fault(Kind.BODY, body=body))

    report = await report_of(venue)

    assert report.status is status
    assert report.fills[0].fee == Decimal("-0.01")


@pytest.mark.parametrize(
    "change",
    [
        {"status": "somethingNew"},
        {"status": None},
        {"orderId": None},
        {"filledAmount": None},
        {"filledAmount": 0.17},
        {"filledAmount": "0.16"},
        {"clientOrderId": "of another order"},
        {"fills": {}},
        {"fills": [7]},
        {"market": "BTC-EUR", "clientOrderId": "of another order"},
        {"fills": [FILL, {**FILL, "price": "118"}]},
        {"fills": [{**FILL, "price": "0"}]},
        {"fills": [{**FILL, "amount": "-0.17"}]},
        {"fills": [{**FILL, "id": None}]},
        {"fills": [{**FILL, "feeCurrency": None}]},
        {"fills": [{**FILL, "timestamp": "then"}]},
    ],
)
async def test_an_order_that_cannot_be_read_is_no_answer(venue: Bench, change: dict[str, object]) -> None:
    request = await venue.resting(venue.request())
    body = json.dumps({**ORDER, "clientOrderId": request.client_order, **change})
    venue.fail(LOOK_UP, Fault(Kind.BODY, body=body))

    failure = await venue.exchange.order(request)

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.UNREACHABLE


# Not found


async def test_an_order_that_never_was_is_not_found(venue: Bench) -> None:
    assert await venue.exchange.order(venue.request()) == NotFound()


async def test_an_order_that_the_client_id_does_not_find_any_more_is_searched(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    venue.engine.trade(SOL_EUR, Decimal(100), None, 1_000)
    venue.fail(LOOK_UP, Fault(Kind.ERROR_BEFORE, code=240))

    report = await venue.exchange.order(request)

    assert isinstance(report, OrderReport)
    assert report.status is OrderStatus.FILLED


async def test_the_search_goes_on_to_the_oldest_order(venue: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bitvavo_exchange, "_ORDERS_PER_PAGE", 3)
    requests = [venue.request(f"order {number}", amount="0.05", limit="101") for number in range(8)]
    for number, request in enumerate(requests):
        venue.engine.place(OWNER, request, 1_000 + number)
    venue.fail(LOOK_UP, Fault(Kind.ERROR_BEFORE, code=240), times=2)

    oldest = await venue.exchange.order(requests[0])
    stranger = await venue.exchange.order(venue.request("never sent"))

    assert isinstance(oldest, OrderReport)
    assert stranger == NotFound()


async def test_a_search_that_does_not_get_on_proves_nothing(venue: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bitvavo_exchange, "_ORDERS_PER_PAGE", 3)
    for number in range(8):
        venue.engine.place(OWNER, venue.request(f"order {number}", amount="0.05", limit="101"), 1_000)

    assert isinstance(await venue.exchange.order(venue.request("never sent")), Failure)


async def test_a_search_that_fails_proves_nothing(venue: Bench) -> None:
    venue.fail(SEARCH, Fault(Kind.PAGE_BEFORE, status=503))

    assert isinstance(await venue.exchange.order(venue.request()), Failure)


@pytest.mark.parametrize("body", ["{}", "[7]", '[{"orderId":"x"}]', '[{"orderId":null,"created":1}]'])
async def test_a_search_that_cannot_be_read_proves_nothing(venue: Bench, body: str) -> None:
    venue.fail(SEARCH, Fault(Kind.BODY, body=body))

    assert isinstance(await venue.exchange.order(venue.request()), Failure)


# Under the exchange's own id


async def by_hand(venue: Bench, client_order: str = "") -> OrderRequest:
    """Our order, linked to one on the exchange that carries no name, or another."""
    request = venue.request()
    placed = venue.engine.place(OWNER, replace(request, client_order=client_order), 1_000)
    assert isinstance(placed, VenueOrder)
    return replace(request, exchange_order=placed.id)


def forget(venue: Bench, request: OrderRequest) -> None:
    """Let the next look find the order neither by our id nor by the exchange's, only in the list of all."""
    venue.fail(LOOK_UP, Fault(Kind.ERROR_BEFORE, code=240), times=2 if request.exchange_order else 1)


@pytest.mark.parametrize("client_order", ["", "of another program"])
@pytest.mark.parametrize("only_listed", [False, True])
async def test_an_order_linked_by_hand_is_found_by_its_id_whatever_its_name(
    venue: Bench, client_order: str, only_listed: bool
) -> None:
    request = await by_hand(venue, client_order)
    assert request.exchange_order is not None
    if only_listed:
        forget(venue, request)

    report = await venue.exchange.order(request)

    assert report == OrderReport(request.exchange_order, OrderStatus.OPEN, ())
    assert (venue.server.count(SEARCH) == 1) == only_listed


@pytest.mark.parametrize(
    "other",
    [
        {"exchange_order": "another"},
        {"exchange_order": None},
        {"side": Side.SELL},
        {"amount": Decimal("0.18")},
        {"limit": Decimal("117.01")},
    ],
)
@pytest.mark.parametrize("only_listed", [False, True])
async def test_an_order_of_other_terms_is_not_the_one_that_was_linked(
    venue: Bench, other: dict[str, Any], only_listed: bool
) -> None:
    request = replace(await by_hand(venue), **other)
    if only_listed:
        forget(venue, request)

    assert await venue.exchange.order(request) == NotFound()
    assert await venue.exchange.cancel(request) == NotFound()
    assert len(venue.engine.open_orders(OWNER)) == 1


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"market": "BTC-EUR"}, NotFound),
        ({"orderType": "stopLossLimit"}, NotFound),
        ({"price": None}, Failure),
        ({"amount": "a few"}, Failure),
    ],
)
async def test_what_is_shown_under_the_linked_id_must_be_a_limit_order_of_the_market(
    venue: Bench, change: dict[str, object], answer: type[object]
) -> None:
    request = await by_hand(venue)
    shown = {
        "orderId": request.exchange_order,
        "market": "SOL-EUR",
        "side": "buy",
        "orderType": "limit",
        "amount": "0.17",
        "price": "117",
        "status": "new",
        "filledAmount": "0",
        "created": 1,
    }
    venue.fail(SEARCH, Fault(Kind.BODY, body=json.dumps([{**shown, **change}])), times=2)

    forget(venue, request)
    assert isinstance(await venue.exchange.order(request), answer)
    venue.server.faults.clear()
    venue.fail(SEARCH, Fault(Kind.BODY, body=json.dumps([shown])))
    forget(venue, request)
    assert isinstance(await venue.exchange.order(request), OrderReport)


@pytest.mark.parametrize("shown", [{}, [], 7, None])
async def test_an_id_that_is_none_is_not_the_known_one(venue: Bench, shown: object) -> None:
    request = await venue.resting(venue.request())
    on_book = venue.on_book(request)
    assert on_book is not None
    venue.fail(LOOK_UP, Fault(Kind.BODY, body=json.dumps({**wire.order(on_book, 1), "orderId": shown})))
    venue.fail(LOOK_UP, Fault(Kind.ERROR_BEFORE, code=240))

    report = await venue.exchange.order(replace(request, exchange_order=on_book.id))

    assert report == OrderReport(on_book.id, OrderStatus.OPEN, ()), "as the list of all orders shows it"


async def test_an_order_of_our_name_under_another_id_than_the_known_one_is_not_it(venue: Bench) -> None:
    request = await venue.resting(venue.request())

    assert await venue.exchange.order(replace(request, exchange_order="another")) == NotFound()


@pytest.mark.parametrize("code", [101, 310, 503, 105])
async def test_no_answer_under_the_exchanges_id_is_not_not_found(venue: Bench, code: int) -> None:
    venue.fail(LOOK_UP, Fault(Kind.ERROR_BEFORE, code=240))
    venue.fail(LOOK_UP, Fault(Kind.ERROR_BEFORE, code=code))

    assert isinstance(await venue.exchange.order(replace(venue.request(), exchange_order="linked")), Failure)


# Listing


async def test_all_orders_of_a_market_are_listed_whoever_placed_them(venue: Bench) -> None:
    ours = venue.request("ours", amount="0.05", limit="101")
    venue.engine.place(OWNER, ours, 1_000)
    by_hand = venue.engine.place(OWNER, replace(ours, client_order="", side=Side.SELL, limit=Decimal(130)), 2_000)
    venue.engine.trade(SOL_EUR, Decimal(101), None, 3_000)

    listed = await venue.exchange.orders(SOL_EUR, since=0)

    assert isinstance(by_hand, VenueOrder)
    assert not isinstance(listed, Failure)
    first, second = listed
    assert (first.client_order, first.side, first.is_open, first.filled) == (
        ours.client_order,
        Side.BUY,
        False,
        Decimal("0.05"),
    )
    assert second == ListedOrder(
        exchange_order=by_hand.id,
        client_order=None,
        pair=SOL_EUR,
        side=Side.SELL,
        limit=Decimal(130),
        amount=Decimal("0.05"),
        filled=Decimal(0),
        is_open=True,
        created=2_000,
    )


async def test_open_orders_are_listed_however_old_and_others_since_then(venue: Bench) -> None:
    names = {"old and open": 1_000, "old and ended": 2_000, "in time": 3_000, "later": 4_000}
    requests = {name: venue.request(name, amount="0.05", limit="101") for name in names}
    for name, created in names.items():
        venue.engine.place(OWNER, requests[name], created)
    for name in ("old and ended", "in time"):
        venue.engine.cancel(OWNER, SOL_EUR, 5_000, client_order=requests[name].client_order)

    listed = await venue.exchange.orders(SOL_EUR, since=3_000)

    assert not isinstance(listed, Failure)
    wanted = [requests[name].client_order for name in ("old and open", "in time", "later")]
    assert [order.client_order for order in listed] == wanted


@pytest.mark.parametrize("inclusive", [True, False])
async def test_the_list_has_more_than_one_page(venue: Bench, monkeypatch: pytest.MonkeyPatch, inclusive: bool) -> None:
    monkeypatch.setattr(bitvavo_exchange, "_ORDERS_PER_LOOK", 3)
    venue.server.venue.end_is_inclusive = inclusive
    created = [1_010, 1_020, 1_020, 1_030, 1_040, 1_040, 1_050, 1_060]
    for number, moment in enumerate(created):
        request = venue.request(f"order {number}", amount="0.05", limit="101")
        venue.engine.place(OWNER, request, moment)
        venue.engine.cancel(OWNER, SOL_EUR, 9_000, client_order=request.client_order)

    listed = await venue.exchange.orders(SOL_EUR, since=1_020)

    assert not isinstance(listed, Failure)
    assert [order.created for order in listed] == created[1:]
    assert venue.server.count(SEARCH) < 5


async def test_a_list_reaches_back_no_further_than_asked(venue: Bench) -> None:
    for number in range(150):
        request = venue.request(f"order {number}", amount="0.05", limit="101")
        venue.engine.place(OWNER, request, 1_000 + number)
        venue.engine.cancel(OWNER, SOL_EUR, 9_000, client_order=request.client_order)

    assert await venue.exchange.orders(SOL_EUR, since=9_000) == ()
    assert venue.server.count(SEARCH) == 1


async def test_an_order_that_ends_between_the_two_lists_is_told_as_ended(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    shown = json.dumps([wire.order(venue.engine.open_orders(OWNER)[0], 1)])
    venue.engine.trade(SOL_EUR, Decimal(117), None, 1_000)
    venue.fail("GET /ordersOpen", Fault(Kind.BODY, body=shown))

    listed = await venue.exchange.orders(SOL_EUR, since=0)

    assert not isinstance(listed, Failure)
    assert [(order.client_order, order.is_open) for order in listed] == [(request.client_order, False)]


async def test_the_id_of_an_order_means_nothing_in_another_market(venue: Bench) -> None:
    request = await by_hand(venue)
    venue.engine.trade(BTC_EUR, Decimal(50_000), None, 0)
    shown = wire.order(venue.engine.open_orders(OWNER)[0], 1)

    assert await venue.exchange.orders(BTC_EUR, since=0) == ()
    assert await venue.exchange.order(replace(request, pair=BTC_EUR)) == NotFound()
    venue.fail("GET /ordersOpen", Fault(Kind.BODY, body=json.dumps([{**shown, "market": "BTC-EUR"}])))
    assert isinstance(await venue.exchange.orders(SOL_EUR, since=0), Failure)


async def test_what_ended_in_a_market_is_listed_with_what_it_filled(venue: Bench) -> None:
    await venue.resting(venue.request(amount="0.5"))
    venue.engine.trade(SOL_EUR, Decimal(117), Decimal("0.2"), 1_000)
    venue.engine.cancel_all(2_000, "cancelOnMaintenance")

    listed = await venue.exchange.orders(SOL_EUR, since=0)

    assert not isinstance(listed, Failure)
    assert [(order.is_open, order.filled, order.amount) for order in listed] == [
        (False, Decimal("0.2"), Decimal("0.5"))
    ]


async def test_orders_of_other_types_are_listed_too(venue: Bench) -> None:
    market = {"orderId": "m", "side": "buy", "orderType": "market", "status": "filled", "created": 5}
    stop = {"orderId": "s", "side": "sell", "orderType": "stopLossLimit", "status": "awaitingTrigger", "created": 6}
    rows = [
        {**market, "amountQuote": "20", "filledAmount": "0.1"},
        {**stop, "amount": "1", "price": "90", "filledAmount": "0"},
    ]
    venue.fail("GET /ordersOpen", Fault(Kind.BODY, body=json.dumps(rows)))

    listed = await venue.exchange.orders(SOL_EUR, since=0)

    assert not isinstance(listed, Failure)
    assert [(order.limit, order.amount, order.is_open) for order in listed] == [
        (None, None, False),
        (None, Decimal(1), True),
    ]


async def test_an_order_of_a_new_status_hides_no_other_and_is_open_if_it_is_among_the_open_ones(
    venue: Bench,
) -> None:
    row = {"side": "buy", "orderType": "market", "amount": "1", "filledAmount": "0.1"}
    parked = {**row, "orderId": "m", "status": "parked", "created": 5}
    rows = [parked, {**row, "orderId": "n", "status": "filled", "created": 6}]
    venue.fail("GET /ordersOpen", Fault(Kind.BODY, body=json.dumps(rows)))
    venue.fail(SEARCH, Fault(Kind.BODY, body=json.dumps([parked, {**parked, "orderId": "o", "created": 7}])))

    listed = await venue.exchange.orders(SOL_EUR, since=0)

    assert not isinstance(listed, Failure)
    shown = [(order.exchange_order, order.is_open) for order in listed]
    assert shown == [("m", True), ("n", False), ("o", False)]


@pytest.mark.parametrize("route", ["GET /ordersOpen", SEARCH])
@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.PAGE_BEFORE, status=503),
        Fault(Kind.BODY, body="{}"),
        Fault(Kind.BODY, body='[{"orderId":"x","created":1,"side":"hold"}]'),
        Fault(Kind.BODY, body='[{"orderId":"x","side":"buy","filledAmount":"0","status":"new"}]'),
    ],
)
async def test_a_list_that_is_not_whole_is_no_list(venue: Bench, route: str, fault: Fault) -> None:
    venue.fail(route, fault)

    failure = await venue.exchange.orders(SOL_EUR, since=0)

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.UNREACHABLE


# Cancelling


@pytest.mark.parametrize("client_order", ["", "of another program"])
async def test_an_order_linked_by_hand_is_cancelled_by_its_id(venue: Bench, client_order: str) -> None:
    request = await by_hand(venue, client_order)

    report = await venue.exchange.cancel(request)

    assert isinstance(report, OrderReport)
    assert (report.exchange_order, report.status) == (request.exchange_order, OrderStatus.CANCELLED)
    assert venue.engine.open_orders(OWNER) == ()


async def test_an_order_that_is_open_but_not_known_by_our_id_is_cancelled_by_its_own(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    venue.fail(CANCEL, Fault(Kind.ERROR_BEFORE, code=240))

    report = await venue.exchange.cancel(request)

    assert isinstance(report, OrderReport)
    assert report.status is OrderStatus.CANCELLED
    assert venue.server.count(CANCEL) == 2


async def test_an_order_that_cannot_be_cancelled_by_any_id_is_told_as_open(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    venue.fail(CANCEL, Fault(Kind.ERROR_BEFORE, code=240))
    venue.fail(CANCEL, Fault(Kind.ERROR_BEFORE, code=230))

    report = await venue.exchange.cancel(request)

    assert isinstance(report, OrderReport)
    assert report.status is OrderStatus.OPEN
    assert "230" in report.detail


async def test_a_ban_before_the_second_attempt_to_cancel_is_told(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    venue.fail(CANCEL, Fault(Kind.ERROR_BEFORE, code=240))
    venue.fail(CANCEL, Fault(Kind.ERROR_BEFORE, code=105))

    failure = await venue.exchange.cancel(request)

    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.RATE_LIMITED


async def test_cancelling_reports_what_became_of_the_order(venue: Bench) -> None:
    request = await venue.resting(venue.request())

    report = await venue.exchange.cancel(request)

    assert isinstance(report, OrderReport)
    assert report.status is OrderStatus.CANCELLED
    assert venue.engine.balances(OWNER)["EUR"] == Balance(Decimal(200), Decimal(0))


async def test_fills_before_the_cancellation_are_reported(venue: Bench) -> None:
    request = await venue.resting(venue.request(amount="0.5"))
    venue.engine.trade(SOL_EUR, Decimal(117), Decimal("0.2"), 1_000)

    report = await venue.exchange.cancel(request)

    assert isinstance(report, OrderReport)
    assert report.status is OrderStatus.CANCELLED
    assert [fill.amount for fill in report.fills] == [Decimal("0.2")]


async def test_what_ended_before_it_was_cancelled_is_not_cancelled_again(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    venue.engine.cancel_all(1_000, "cancelOnMaintenance")

    report = await venue.exchange.cancel(request)

    assert isinstance(report, OrderReport)
    assert (report.status, report.detail) == (OrderStatus.CANCELLED, "cancelOnMaintenance")
    assert venue.server.count(CANCEL) == 1


async def test_cancelling_an_order_that_filled_reports_the_fill(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    venue.engine.trade(SOL_EUR, Decimal(117), None, 1_000)

    report = await venue.exchange.cancel(request)

    assert isinstance(report, OrderReport)
    assert report.status is OrderStatus.FILLED
    assert len(report.fills) == 1


async def test_cancelling_an_order_that_never_was(venue: Bench) -> None:
    assert await venue.exchange.cancel(venue.request()) == NotFound()


async def test_a_cancellation_that_was_refused_leaves_the_order_open_and_says_why(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    venue.fail(CANCEL, Fault(Kind.ERROR_BEFORE, code=230))

    report = await venue.exchange.cancel(request)

    assert isinstance(report, OrderReport)
    assert report.status is OrderStatus.OPEN
    assert "230" in report.detail


async def test_the_search_after_a_cancellation_that_ran_twice(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    venue.fail(CANCEL, Fault(Kind.ERROR_AFTER, code=240))

    report = await venue.exchange.cancel(request)

    assert isinstance(report, OrderReport)
    assert report.status is OrderStatus.CANCELLED
