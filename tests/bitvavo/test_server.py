"""The server itself, spoken to without ccxt: it refuses what Bitvavo refuses, so that a mistake of ours is noticed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
import hashlib
import hmac
import json
from pathlib import Path
import sys
from typing import Any

import aiohttp
import pytest

from custom_components.aurono.exchange.protocol import MarketStatus
from custom_components.aurono.exchange.venue import VenueOrder
from tests.bitvavo.bench import OWNER, SOL_EUR, Bench, bench
from tests.bitvavo.faults import Fault, Kind
from tests.bitvavo.server import system_clock

CLIENT_ID = "0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9"
ORDER: dict[str, Any] = {
    "market": "SOL-EUR",
    "side": "buy",
    "orderType": "limit",
    "price": "117.00",
    "amount": "0.17",
    "operatorId": 7,
    "clientOrderId": CLIENT_ID,
}


@pytest.fixture
async def venue(socket_enabled: None) -> AsyncIterator[Bench]:
    async with bench() as ready:
        yield ready


async def ask(
    venue: Bench, method: str, path: str, body: object = None, *, signed: bool = False, **changed: str | None
) -> tuple[int, Any]:
    """Status and decoded answer of a request; a header named in `changed` is replaced, or left out if None."""
    text = "" if body is None else body if isinstance(body, str) else json.dumps(body)
    headers: dict[str, str] = {}
    if signed:
        stamp = str(system_clock())
        what = f"{stamp}{method}/v2{path}{text}".encode()
        headers = {
            "key": venue.key.key,
            "signature": hmac.new(venue.key.secret.encode(), what, hashlib.sha256).hexdigest(),
            "timestamp": stamp,
            "window": "10000",
        }
        headers |= {name: value for name, value in changed.items() if value is not None}
        headers = {f"Bitvavo-Access-{k}": v for k, v in headers.items() if k not in changed or changed[k] is not None}
    async with venue.session.request(method, f"{venue.server.url}/v2{path}", data=text or None, headers=headers) as got:
        return got.status, await got.json()


async def code_of(venue: Bench, method: str, path: str, body: object = None, **named: Any) -> tuple[int, int]:
    """Status and error code."""
    status, answer = await ask(venue, method, path, body, **named)
    return status, answer["errorCode"]


# Keys and signatures


async def test_a_signed_request_is_accepted(venue: Bench) -> None:
    assert (await ask(venue, "GET", "/balance", signed=True))[0] == 200
    assert (await ask(venue, "GET", "/balance?symbol=EUR", signed=True))[1] == [
        {"symbol": "EUR", "available": "200", "inOrder": "0"}
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"key": None}, 300),
        ({"key": "short"}, 301),
        ({"timestamp": "now"}, 302),
        ({"timestamp": "1"}, 302),
        ({"window": "99"}, 303),
        ({"window": "60001"}, 303),
        ({"timestamp": "1767225600000"}, 304),
        ({"key": "0" * 64}, 305),
        ({"signature": "0"}, 308),
        ({"signature": "0" * 64}, 309),
        ({"signature": None}, 308),
    ],
)
async def test_a_request_that_is_signed_wrongly(venue: Bench, changed: dict[str, str | None], code: int) -> None:
    assert await code_of(venue, "GET", "/balance", signed=True, **changed) == (403, code)


async def test_a_key_that_is_not_active_or_comes_from_elsewhere(venue: Bench) -> None:
    venue.key.active = False
    assert await code_of(venue, "GET", "/balance", signed=True) == (403, 306)
    venue.key.active, venue.key.address_allowed = True, False
    assert await code_of(venue, "GET", "/balance", signed=True) == (403, 307)


async def test_rights_of_a_key(venue: Bench) -> None:
    venue.key.may_trade = venue.key.may_view = False

    assert await code_of(venue, "POST", "/order", ORDER, signed=True) == (403, 310)
    assert await code_of(venue, "GET", "/orders?market=SOL-EUR", signed=True) == (403, 311)


async def test_the_body_is_part_of_the_signature(venue: Bench) -> None:
    _, answer = await ask(venue, "POST", "/order", ORDER, signed=True, signature="1" * 64)

    assert answer["errorCode"] == 309


# Orders


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"surprise": 1}, 204),
        ({"operatorId": None}, 203),
        ({"market": None}, 203),
        ({"price": None}, 203),
        ({"operatorId": "7"}, 205),
        ({"operatorId": 0}, 205),
        ({"market": "NIL-EUR"}, 205),
        ({"clientOrderId": "not a uuid"}, 205),
        ({"side": "hold"}, 205),
        ({"orderType": "market"}, 205),
        ({"timeInForce": "IOC"}, 205),
        ({"price": 117}, 205),
        ({"amount": 0.17}, 205),
        ({"amount": "1e-1"}, 205),
        ({"price": "117.0000000000000001"}, 215),
        ({"price": "117.001"}, 422),
        ({"amount": "0.170000001"}, 429),
        ({"amount": "0.02"}, 212),
        ({"price": "100", "amount": "0.04"}, 217),
        ({"price": "0"}, 213),
        ({"amount": "2"}, 216),
        ({"side": "sell", "amount": "3", "price": "200"}, 216),
    ],
)
async def test_an_order_that_bitvavo_would_refuse(venue: Bench, change: dict[str, Any], code: int) -> None:
    body = {name: value for name, value in {**ORDER, **change}.items() if value is not None}

    assert await code_of(venue, "POST", "/order", body, signed=True) == (400, code)
    assert venue.engine.orders(OWNER, SOL_EUR) == ()


@pytest.mark.parametrize("body", ["", "{", "[]", "7"])
async def test_a_body_that_is_not_an_object(venue: Bench, body: str) -> None:
    assert await code_of(venue, "POST", "/order", body, signed=True) == (400, 102)


@pytest.mark.parametrize(
    ("status", "code"),
    [(MarketStatus.HALTED, 423), (MarketStatus.CANCEL_ONLY, 424), (MarketStatus.AUCTION, 425)],
)
async def test_a_market_that_takes_no_orders(venue: Bench, status: MarketStatus, code: int) -> None:
    venue.engine.set_status(SOL_EUR, status)

    assert await code_of(venue, "POST", "/order", ORDER, signed=True) == (400, code)


async def test_an_order_its_life_and_its_duplicate(venue: Bench) -> None:
    status, placed = await ask(venue, "POST", "/order", ORDER, signed=True)
    assert (status, placed["status"], placed["clientOrderId"], placed["onHold"]) == (200, "new", CLIENT_ID, "19.94")
    assert await code_of(venue, "POST", "/order", ORDER, signed=True) == (400, 220)

    by_id = f"market=SOL-EUR&orderId={placed['orderId']}"
    assert (await ask(venue, "GET", f"/order?{by_id}", signed=True))[1] == placed
    assert (await ask(venue, "GET", "/ordersOpen?market=SOL-EUR", signed=True))[1] == [placed]
    assert (await ask(venue, "GET", "/ordersOpen", signed=True))[1] == [placed]
    assert await code_of(venue, "DELETE", f"/order?{by_id}", signed=True) == (400, 203)
    _, cancelled = await ask(venue, "DELETE", f"/order?{by_id}&operatorId=7", signed=True)
    assert cancelled == {"orderId": placed["orderId"], "clientOrderId": CLIENT_ID, "operatorId": 7}
    assert await code_of(venue, "DELETE", f"/order?{by_id}&operatorId=7", signed=True) == (404, 240)
    assert (await ask(venue, "GET", "/orders?market=SOL-EUR", signed=True))[1][0]["status"] == "canceled"
    assert (await ask(venue, "GET", "/ordersOpen?market=SOL-EUR", signed=True))[1] == []
    assert await code_of(venue, "GET", "/order?market=SOL-EUR", signed=True) == (400, 203)


async def test_orders_come_newest_first_between_two_moments_or_two_ids(venue: Bench) -> None:
    placed = [
        venue.engine.place(OWNER, replace(venue.request(f"order {number}"), amount=Decimal("0.05")), 1_000 + number)
        for number in range(5)
    ]
    ids = [order.id for order in placed if isinstance(order, VenueOrder)]

    async def listed(query: str) -> list[int]:
        _, rows = await ask(venue, "GET", f"/orders?market=SOL-EUR{query}", signed=True)
        return [ids.index(row["orderId"]) for row in rows]

    assert await listed("") == [4, 3, 2, 1, 0]
    assert await listed("&limit=2") == [4, 3]
    assert await listed("&start=1001&end=1003") == [3, 2, 1]
    assert await listed("&end=1003&limit=2") == [3, 2]
    assert await listed(f"&orderIdFrom={ids[3]}") == [4, 3]
    assert await listed(f"&orderIdTo={ids[1]}") == [1, 0]
    assert await listed(f"&orderIdFrom={ids[1]}&orderIdTo={ids[3]}&limit=2") == [3, 2]
    venue.server.venue.end_is_inclusive = False
    assert await listed("&start=1001&end=1003") == [2, 1]
    assert await code_of(venue, "GET", "/orders?market=SOL-EUR&orderIdFrom=none", signed=True) == (400, 205)
    assert await code_of(venue, "GET", "/orders?market=SOL-EUR&limit=1001", signed=True) == (400, 205)
    assert await code_of(venue, "GET", "/orders", signed=True) == (400, 203)


async def test_open_orders_of_a_coin(venue: Bench) -> None:
    await ask(venue, "POST", "/order", ORDER, signed=True)

    assert len((await ask(venue, "GET", "/ordersOpen?base=SOL", signed=True))[1]) == 1
    assert (await ask(venue, "GET", "/ordersOpen?base=BTC", signed=True))[1] == []


async def test_a_market_that_was_delisted(venue: Bench) -> None:
    await ask(venue, "POST", "/order", ORDER, signed=True)

    venue.engine.delist(SOL_EUR, 1_000)

    assert [row["market"] for row in (await ask(venue, "GET", "/markets"))[1]] == ["BTC-EUR"]
    assert await code_of(venue, "POST", "/order", ORDER, signed=True) == (400, 205)
    assert await code_of(venue, "GET", "/ticker/24h?market=SOL-EUR") == (400, 205)
    assert (await ask(venue, "GET", "/ordersOpen", signed=True))[1] == []


async def test_trades_show_fees_once_they_are_settled(venue: Bench) -> None:
    venue.engine.delay_settlement()
    await ask(venue, "POST", "/order", {**ORDER, "price": "121"}, signed=True)

    _, (unsettled,) = await ask(venue, "GET", "/trades?market=SOL-EUR", signed=True)
    venue.engine.settle()
    _, (settled,) = await ask(venue, "GET", "/trades?market=SOL-EUR", signed=True)

    assert "fee" not in unsettled
    assert unsettled["settled"] is False
    # 0.17 × 120 = 20.40, and 20.40 × 1.0025 is 20.451: in whole cents 20.46.
    assert (settled["fee"], settled["feeCurrency"], settled["taker"]) == ("0.06", "EUR", True)


# Public data


async def test_public_routes(venue: Bench) -> None:
    assert isinstance((await ask(venue, "GET", "/time"))[1]["time"], int)
    _, market = await ask(venue, "GET", "/markets?market=SOL-EUR")
    assert (market["tickSize"], market["quantityDecimals"], market["notionalDecimals"]) == ("0.01", 8, 2)
    assert {row["symbol"] for row in (await ask(venue, "GET", "/assets"))[1]} == {"SOL", "BTC", "EUR"}
    assert (await ask(venue, "GET", "/ticker/price?market=SOL-EUR"))[1] == {"market": "SOL-EUR", "price": "120"}
    assert len((await ask(venue, "GET", "/ticker/price"))[1]) == 2
    assert len((await ask(venue, "GET", "/ticker/24h"))[1]) == 2
    assert (await ask(venue, "GET", "/SOL-EUR/book"))[1]["bids"] == [["120", "1000"]]
    assert (await ask(venue, "GET", "/account", signed=True))[1]["fees"]["taker"]


async def test_candles_come_newest_first_and_are_cut_at_the_old_end(venue: Bench) -> None:
    hour = 3_600_000
    venue.candles.write(SOL_EUR, "1h", [(n * hour, "1", "1", "1", "1", "0") for n in range(10) if n != 4])

    _, rows = await ask(venue, "GET", f"/SOL-EUR/candles?interval=1h&start=0&end={6 * hour}&limit=4")

    assert [row[0] // hour for row in rows] == [6, 5, 3, 2]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("interval=7h", 205),
        ("interval=1h&start=1", 205),
        ("interval=1h&end=1", 205),
        ("interval=1h&limit=1441", 205),
        ("interval=1h&limit=0", 205),
        ("interval=1h&start=soon", 205),
        ("interval=1h&surprise=1", 200),
    ],
)
async def test_a_question_for_candles_that_bitvavo_would_refuse(venue: Bench, query: str, code: int) -> None:
    assert await code_of(venue, "GET", f"/SOL-EUR/candles?{query}") == (400, code)


@pytest.mark.parametrize("path", ["/nothing", "/SOL-EUR/nothing", "/../order"])
async def test_a_path_that_does_not_exist(venue: Bench, path: str) -> None:
    assert await code_of(venue, "GET", path) == (404, 110)


# Limits


async def test_points_are_counted_per_key_and_per_address(venue: Bench) -> None:
    async def remaining(path: str, **named: Any) -> int:
        await ask(venue, "GET", path, **named)
        headers = venue.server.points.headers(venue.key.key if named else "127.0.0.1", system_clock())
        return int(headers["bitvavo-ratelimit-remaining"])

    assert await remaining("/balance", signed=True) == 995
    assert await remaining("/time") == 999
    assert await remaining("/ticker/24h") == 974
    assert await remaining("/ticker/24h?market=SOL-EUR") == 973


async def test_whoever_goes_on_is_banned(venue: Bench) -> None:
    venue.server.points.limit = 7

    statuses = [(await ask(venue, "GET", "/balance", signed=True))[0] for _ in range(3)]
    status, answer = await ask(venue, "GET", "/balance", signed=True)

    assert statuses == [200, 429, 429]
    assert (status, answer["errorCode"]) == (429, 105)
    assert int(answer["error"].rstrip(".").rpartition(" ")[2]) > system_clock() + 50_000
    assert (await ask(venue, "GET", "/time"))[0] == 200


# Faults


async def test_a_fault_is_over_after_its_times(venue: Bench) -> None:
    venue.fail("*", Fault(Kind.ERROR_BEFORE, code=107), times=2)

    answers = [(await ask(venue, "GET", "/time"))[0] for _ in range(3)]
    venue.fail("GET /time", Fault(Kind.ERROR_BEFORE, code=107))
    venue.server.faults.clear()

    assert answers == [503, 503, 200]
    assert (await ask(venue, "GET", "/time"))[0] == 200


# A process of its own


async def test_it_runs_as_a_process_over_the_demo_market(socket_enabled: None) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.bitvavo", "--seed", "7"),
        cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        ready = json.loads(await asyncio.wait_for(process.stdout.readline(), 60))
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{ready['url']}/v2/markets") as answer:
                markets = await answer.json()
            path = f"/v2/{markets[0]['market']}/candles?interval=1h&limit=30"
            async with session.get(f"{ready['url']}{path}") as answer:
                candles = await answer.json()
            async with session.get(f"{ready['url']}/v2/ticker/24h?market={markets[0]['market']}") as answer:
                ticker = await answer.json()
    finally:
        process.terminate()
        await process.wait()

    assert len(ready["api_key"]) == len(ready["api_secret"]) == 64
    assert len(candles) > 10
    assert Decimal(ticker["last"]) > 0
