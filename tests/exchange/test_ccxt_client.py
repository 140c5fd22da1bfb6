"""What surrounds each request: secrets, the event loop, the decimal context, limits, one attempt, and the session."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass, replace
import decimal
from decimal import Decimal
import gc
from importlib.metadata import PackageNotFoundError
import logging
import socket
import ssl
import sys
import threading
import time
from typing import Any, override

import aiohttp
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.util.ssl import client_context
import pytest

from custom_components.aurono.engine.timeframe import Timeframe
from custom_components.aurono.exchange.ccxt_adapter import UnsupportedLibrary, client, connect, connection, wire
from custom_components.aurono.exchange.ccxt_adapter.bitvavo import exchange as bitvavo_exchange
from custom_components.aurono.exchange.ccxt_adapter.loader import load_exchange
from custom_components.aurono.exchange.protocol import (
    Accepted,
    Ambiguous,
    Exchange,
    Failure,
    FailureKind,
    NotFound,
    OrderReport,
    Refused,
    Verification,
)
from tests.bitvavo.bench import SOL_EUR, USER_AGENT, Bench, Secrets, at_once, bench, connect_to
from tests.bitvavo.faults import Fault, Kind
from tests.bitvavo.server import system_clock

T0 = 1_767_225_600_000


@pytest.fixture
async def venue(socket_enabled: None) -> AsyncIterator[Bench]:
    async with bench() as ready:
        yield ready


async def everything(venue: Bench, exchange: Exchange | None = None) -> list[object]:
    """Each call of the protocol once; the answers."""
    exchange, request = exchange or venue.exchange, venue.request()
    return [
        await exchange.time(),
        await exchange.verify(),
        await exchange.markets(),
        await exchange.balances(),
        await exchange.ticker(SOL_EUR),
        await exchange.candles(SOL_EUR, Timeframe.H1, until=T0, count=2),
        await exchange.place(request),
        await exchange.order(request),
        await exchange.orders(SOL_EUR, since=0),
        await exchange.cancel(request),
    ]


# Secrets


class Records(logging.Handler):
    """Keeps whatever is logged, with every argument."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.text = ""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.text += f"{record.getMessage()} {record.__dict__!r}\n"


@pytest.fixture
def records() -> Any:
    """Everything that any logger says while all of them are at DEBUG."""
    handler, root = Records(), logging.getLogger()
    level, levels = root.level, {}
    for name in ["ccxt", "ccxt.base.exchange", "aiohttp.client", "asyncio", "custom_components.aurono", "aurono.ccxt"]:
        logger = logging.getLogger(name)
        levels[logger] = logger.level
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)
    for logger, before in levels.items():
        logger.setLevel(before)


async def test_no_secret_is_logged_whatever_the_level(venue: Bench, records: Records) -> None:
    for route in ("GET /balance", "POST /order", "GET /time"):
        venue.fail(route, Fault(Kind.ABORT_BEFORE))

    await everything(venue)
    await everything(venue)
    logging.getLogger("ccxt").debug("the handler is listening")
    gc.collect()

    assert "the handler is listening" in records.text
    signatures = {seen.headers.get("BITVAVO-ACCESS-SIGNATURE", "a signature") for seen in venue.server.seen}
    assert len(signatures) > 5
    for secret in (venue.key.key, venue.key.secret, *signatures - {"a signature"}):
        assert secret not in records.text


async def test_no_secret_is_in_a_failure_even_if_the_exchange_repeats_it(venue: Bench) -> None:
    signature = "0123456789abcdef" * 4
    message = f"key {venue.key.key} secret {venue.key.secret} signature {signature} is wrong\nsecond line"
    fault = Fault(Kind.ERROR_BEFORE, code=309, message=message)
    for route in ("GET /balance", "POST /order", "GET /order", "DELETE /order"):
        venue.fail(route, fault)

    answers = [
        await venue.exchange.balances(),
        await venue.exchange.place(venue.request()),
        await venue.exchange.order(venue.request()),
        await venue.exchange.cancel(venue.request()),
    ]

    for answer in answers:
        assert isinstance(answer, Failure | Refused)
        assert "is wrong second line" in answer.detail
        for secret in (venue.key.key, venue.key.secret, signature):
            assert secret not in repr(answer)


async def test_a_key_of_any_shape_is_left_out_of_a_failure(venue: Bench) -> None:
    exchange = await venue.connect(replace(venue.key, key="canary-1", secret="canary-2"))
    venue.fail("GET /balance", Fault(Kind.ERROR_BEFORE, code=301, message="not of length 64: canary-1, canary-2"))

    failure = await exchange.balances()

    assert isinstance(failure, Failure)
    assert "not of length 64" in failure.detail
    assert "canary" not in failure.detail


async def test_a_long_message_is_cut(venue: Bench) -> None:
    venue.fail("GET /balance", Fault(Kind.ERROR_BEFORE, code=309, message="so long, " * 1_000))

    failure = await venue.exchange.balances()

    assert isinstance(failure, Failure)
    assert len(failure.detail) <= 300


async def test_the_client_does_not_show_its_secrets(venue: Bench) -> None:
    shown = repr(venue.exchange) + repr(vars(venue.exchange))

    assert venue.key.key not in shown
    assert venue.key.secret not in shown


# The process it lives in


async def test_the_decimal_context_of_others_stays_as_it_was(venue: Bench) -> None:
    context = decimal.getcontext()
    before = repr(context)

    await everything(venue)

    assert decimal.getcontext() is context
    assert repr(context) == before


async def test_what_ccxt_does_to_the_decimal_context_ends_with_the_call(venue: Bench) -> None:
    sign, before = venue.library.sign, repr(decimal.getcontext())

    def careless(*arguments: object) -> object:
        # As ccxt does wherever it rounds.
        decimal.getcontext().rounding = decimal.ROUND_HALF_UP
        decimal.getcontext().traps[decimal.Underflow] = True
        return sign(*arguments)

    venue.library.sign = careless

    assert isinstance(await venue.exchange.time(), int)
    assert repr(decimal.getcontext()) == before


async def test_a_hostile_decimal_context_changes_nothing(venue: Bench) -> None:
    hostile = decimal.Context(prec=3, rounding=decimal.ROUND_UP, traps=[decimal.Inexact, decimal.Rounded])
    with decimal.localcontext(hostile):
        answers = await everything(venue)

    assert not any(isinstance(answer, Failure) for answer in answers)


async def test_nothing_of_ccxt_is_imported_while_it_works(venue: Bench) -> None:
    before = {name for name in sys.modules if name.startswith("ccxt")}

    await everything(venue)

    assert {name for name in sys.modules if name.startswith("ccxt")} == before


async def test_nothing_blocks_the_event_loop_of_home_assistant(
    hass: HomeAssistant, venue: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    contexts: list[int] = []

    def on_the_loop(original: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*arguments: object, **named: object) -> object:
            contexts.append(threading.get_ident())
            return original(*arguments, **named)

        return wrapped

    context = await hass.async_add_executor_job(client_context)
    monkeypatch.setattr(ssl, "create_default_context", on_the_loop(ssl.create_default_context))
    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", on_the_loop(ssl.SSLContext.load_verify_locations))
    exchange = await connect(
        "bitvavo",
        Secrets(venue.key.key, venue.key.secret),
        session=async_get_clientsession(hass),
        ssl_context=context,
        run_in_executor=hass.async_add_import_executor_job,
        user_agent=USER_AGENT,
        base_url=venue.server.url,
    )
    answers = await everything(venue, exchange)
    await exchange.close()

    assert not any(isinstance(answer, Failure) for answer in answers)
    assert contexts == []
    assert "blocking call" not in caplog.text
    assert not async_get_clientsession(hass).closed


async def test_loading_happens_in_the_executor(venue: Bench) -> None:
    threads: list[int] = []

    async def run[*Ts, T](target: Callable[[*Ts], T], /, *args: *Ts) -> T:
        def noted() -> T:
            threads.append(threading.get_ident())
            return target(*args)

        return await asyncio.to_thread(noted)

    exchange = await connect(
        "bitvavo",
        None,
        session=venue.session,
        ssl_context=False,
        run_in_executor=run,
        user_agent=USER_AGENT,
        base_url=venue.server.url,
    )

    assert len(threads) == 1
    assert threads[0] != threading.get_ident()
    assert isinstance(await exchange.time(), int)
    await exchange.close()


# How requests are sent


async def test_every_request_says_who_we_are(venue: Bench) -> None:
    await everything(venue)

    assert {seen.headers["User-Agent"] for seen in venue.server.seen} == {USER_AGENT}


async def test_market_data_is_asked_without_the_key(venue: Bench) -> None:
    await venue.exchange.ticker(SOL_EUR)
    await venue.exchange.candles(SOL_EUR, Timeframe.H1, until=T0, count=1)

    assert not any("ACCESS" in name.upper() for seen in venue.server.seen for name in seen.headers)


async def test_signed_requests_name_a_small_access_window(venue: Bench) -> None:
    await venue.exchange.balances()

    assert venue.server.seen[-1].headers["BITVAVO-ACCESS-WINDOW"] == "10000"
    assert venue.library.timeout == 10_000


async def test_each_call_is_sent_once(venue: Bench) -> None:
    await venue.exchange.place(venue.request())
    await venue.exchange.order(venue.request())
    await venue.exchange.ticker(SOL_EUR)

    assert [seen.route for seen in venue.server.seen] == ["POST /order", "GET /order", "GET /ticker/24h"]


async def test_many_calls_at_once_do_not_mix_up_their_answers(venue: Bench) -> None:
    venue.fail("GET /balance", Fault(Kind.ERROR_BEFORE, code=305))
    venue.fail("POST /order", Fault(Kind.ERROR_AFTER, code=109))

    async with asyncio.TaskGroup() as group:
        ticker = group.create_task(venue.exchange.ticker(SOL_EUR))
        balances = group.create_task(venue.exchange.balances())
        placement = group.create_task(venue.exchange.place(venue.request()))
        stranger = group.create_task(venue.exchange.order(venue.request("never sent")))
        time = group.create_task(venue.exchange.time())

    assert ticker.result() == Decimal(120)
    failure = balances.result()
    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.KEY_INVALID
    assert isinstance(placement.result(), Ambiguous)
    assert stranger.result() == NotFound()
    assert isinstance(time.result(), int)


async def test_a_task_that_is_cancelled_while_it_waits_leaves_the_order_to_be_found(venue: Bench) -> None:
    venue.fail("POST /order", Fault(Kind.LATE_ANSWER, delay=0.3))
    placing = asyncio.create_task(venue.exchange.place(venue.request()))
    await venue.server.arrival("POST /order")

    placing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await placing
    report = await venue.exchange.order(venue.request())

    assert isinstance(report, OrderReport)


async def test_an_order_that_waits_too_long_for_its_turn_is_not_sent(
    venue: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(_cost: object = None) -> None:
        await asyncio.sleep(0.05)

    monkeypatch.setattr(bitvavo_exchange, "SEND_WITHIN", 10)
    venue.library.enableRateLimit = True
    venue.library.throttle = slow

    placement = await venue.exchange.place(venue.request())

    assert isinstance(placement, Refused)
    assert placement.failure
    assert venue.server.count("POST /order") == 0


async def test_an_order_that_waits_too_long_for_a_connection_is_not_sent(
    venue: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bitvavo_exchange, "SEND_WITHIN", 50)
    venue.fail("GET /time", Fault(Kind.LATE_ANSWER, delay=1))
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1)) as session:
        exchange = await connect_to(venue.server, session, venue.key)
        busy = asyncio.create_task(exchange.time())
        await venue.server.arrival("GET /time")

        placement = await exchange.place(venue.request())

        assert isinstance(placement, Refused)
        assert placement.failure
        assert isinstance(await busy, int)
        assert venue.server.count("POST /order") == 0
        monkeypatch.setattr(bitvavo_exchange, "SEND_WITHIN", 5_000)
        assert isinstance(await exchange.place(venue.request()), Accepted)


class SlowResolver(AbstractResolver):
    """Looks names up for longer than anybody waits."""

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        await asyncio.sleep(60)
        raise AssertionError

    @override
    async def close(self) -> None:
        pass


async def test_an_order_that_finds_no_way_to_the_exchange_was_not_sent(
    venue: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bitvavo_exchange, "SEND_WITHIN", 50)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=SlowResolver())) as session:
        exchange = await connect_to(venue.server, session, venue.key)
        vars(exchange)["_client"]._ccxt.urls["api"] = dict.fromkeys(("public", "private"), "http://bitvavo.invalid")

        placement = await exchange.place(venue.request())

    assert isinstance(placement, Refused)
    assert placement.failure


@dataclass
class SetClock:
    """The clocks of the machine; the wall clock may be set."""

    shift: float = 0.0
    monotonic: Callable[[], float] = time.monotonic

    def time(self) -> float:
        return time.time() + self.shift


async def test_an_order_of_a_machine_that_slept_in_between_is_not_sent(
    venue: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SetClock()
    monkeypatch.setattr(wire, "time", clock)

    async def asleep(_cost: object = None) -> None:
        clock.shift += 3_600

    venue.library.enableRateLimit = True
    venue.library.throttle = asleep

    placement = await venue.exchange.place(venue.request())

    assert isinstance(placement, Refused)
    assert placement.failure
    assert venue.server.seen == []
    assert venue.exchange.proof_delay >= 5_000 + venue.library.timeout + 10_000


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_an_answer_that_points_elsewhere_is_not_followed(venue: Bench, status: int) -> None:
    async def elsewhere(request: web.Request) -> web.Response:
        headers = {"Location": venue.server.url + request.path_qs}
        return web.json_response({"time": 1}, status=status, headers=headers)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", elsewhere)
    async with TestServer(app) as gate:
        venue.library.urls["api"] = dict.fromkeys(("public", "private"), f"http://{gate.host}:{gate.port}")

        placement, now = await venue.exchange.place(venue.request()), await venue.exchange.time()
        report = await venue.exchange.cancel(venue.request())

    assert isinstance(placement, Ambiguous)
    assert isinstance(now, Failure)
    assert isinstance(report, Failure)
    assert venue.server.seen == []


async def test_no_request_queues_behind_others_while_there_are_points(venue: Bench) -> None:
    async def never(_cost: object = None) -> None:
        raise AssertionError("ccxt would space requests evenly")

    venue.library.throttle = never

    answers = [await venue.exchange.balances() for _ in range(50)]

    assert not any(isinstance(answer, Failure) for answer in answers)
    assert isinstance(await venue.exchange.place(venue.request()), Accepted)
    assert venue.library.options["maxRetriesOnFailure"] == 0


async def test_an_answer_that_did_not_come_over_the_wire_is_none(venue: Bench) -> None:
    async def invented(_body: object) -> object:
        return {"orderId": "invented"}

    venue.library.privatePostOrder = invented

    assert isinstance(await venue.exchange.place(venue.request()), Ambiguous)


async def test_an_error_inside_the_library_before_anything_is_sent(venue: Bench) -> None:
    def broken(*_: object) -> object:
        raise TypeError("a defect")

    venue.library.sign = broken

    placement, time = await venue.exchange.place(venue.request()), await venue.exchange.time()

    assert isinstance(placement, Refused)
    assert placement.failure
    assert isinstance(time, Failure)
    assert venue.server.seen == []


async def test_an_error_inside_the_library_after_the_order_was_sent(venue: Bench) -> None:
    def broken(*_: object) -> object:
        raise TypeError("a defect")

    venue.library.on_rest_response = broken

    assert isinstance(await venue.exchange.place(venue.request()), Ambiguous)
    assert venue.on_book(venue.request()) is not None


@pytest.mark.parametrize("date", [None, "yesterday"])
def test_without_a_date_of_the_exchange_our_own_time_counts(date: str | None) -> None:
    before = system_clock()

    assert before <= client._time_of({} if date is None else {"date": date}) <= system_clock()
    assert client._time_of({"date": "Thu, 01 Jan 2026 00:00:00 GMT"}) == T0


# Limits


async def test_a_ban_is_honoured_and_tells_when_it_ends(venue: Bench) -> None:
    venue.server.points.limit = 12
    venue.server.points.ban_of_key = 60_000

    answers = [await venue.exchange.balances() for _ in range(4)]

    failures = [answer for answer in answers if isinstance(answer, Failure)]
    assert [failure.kind for failure in failures] == [FailureKind.RATE_LIMITED] * len(failures)
    assert failures
    # The first answer says that hardly any points are left, so the ban is never provoked.
    assert venue.server.count("GET /balance") == 1


async def test_a_ban_that_came_stops_everything_on_the_key_and_nothing_else(venue: Bench) -> None:
    until = system_clock() + 60_000
    message = f"Your IP or API key has been banned for not respecting the rate limit. The ban expires at {until}."
    venue.fail("GET /balance", Fault(Kind.ERROR_BEFORE, code=105, message=message))

    banned = await venue.exchange.balances()
    placement, report = await venue.exchange.place(venue.request()), await venue.exchange.order(venue.request())

    assert banned == Failure(FailureKind.RATE_LIMITED, getattr(banned, "detail", ""), until)
    assert isinstance(placement, Refused)
    assert placement.failure
    assert isinstance(report, Failure)
    assert report.retry_at == until
    assert [seen.route for seen in venue.server.seen] == ["GET /balance"]
    assert await venue.exchange.ticker(SOL_EUR) == Decimal(120)


async def test_a_rate_limit_without_a_time_is_waited_out_by_the_documented_length(venue: Bench) -> None:
    venue.fail("GET /time", Fault(Kind.PAGE_BEFORE, status=429))

    before = system_clock()
    failure = await venue.exchange.time()

    assert isinstance(failure, Failure)
    assert failure.retry_at is not None
    assert failure.retry_at > before + 30_000


async def test_few_points_are_kept_for_orders(venue: Bench) -> None:
    venue.server.points.limit = 60

    first, second = await venue.exchange.balances(), await venue.exchange.balances()
    third = await venue.exchange.balances()
    placement = await venue.exchange.place(venue.request())

    assert not isinstance(first, Failure)
    assert not isinstance(second, Failure)
    assert isinstance(third, Failure)
    assert third.kind is FailureKind.RATE_LIMITED
    assert third.retry_at is not None
    assert isinstance(placement, Accepted)


# Connecting and closing


async def test_an_exchange_that_is_not_supported(venue: Bench) -> None:
    with pytest.raises(ValueError, match="not a supported exchange"):
        await connect(
            "kraken",
            None,
            session=venue.session,
            ssl_context=False,
            run_in_executor=at_once,
            user_agent=USER_AGENT,
        )


async def test_without_another_address_it_talks_to_bitvavo(venue: Bench) -> None:
    exchange = await connect(
        "bitvavo",
        None,
        session=venue.session,
        ssl_context=False,
        run_in_executor=at_once,
        user_agent=USER_AGENT,
    )

    assert set(vars(exchange)["_client"]._ccxt.urls["api"].values()) == {"https://api.bitvavo.com"}
    await exchange.close()


async def test_without_ccxt_it_says_that_it_is_not_installed(venue: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(connection, "load_exchange", missing)
    monkeypatch.setattr(connection, "version", missing)

    with pytest.raises(UnsupportedLibrary, match="not installed"):
        await venue.connect(venue.key)


@pytest.mark.parametrize("broken", [ImportError("no ccxt"), None])
async def test_a_ccxt_that_cannot_be_used_is_told_apart(
    venue: Bench, monkeypatch: pytest.MonkeyPatch, broken: ImportError | None
) -> None:
    def load(_exchange_id: str) -> Any:
        if broken is not None:
            raise broken
        return type("bitvavo", (), {})  # an exchange without any of its methods

    monkeypatch.setattr(connection, "load_exchange", load)

    with pytest.raises(UnsupportedLibrary, match=r"ccxt .* cannot be used"):
        await venue.connect(venue.key)


async def test_an_older_ccxt_that_does_not_know_the_fees_of_a_market(
    venue: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = load_exchange("bitvavo")
    older = type("bitvavo", (known,), {"privateGetAccountFees": None})
    monkeypatch.setattr(connection, "load_exchange", lambda _: older)
    exchange = await venue.connect(venue.key)

    markets = await exchange.markets()

    assert not isinstance(markets, Failure)
    assert markets[SOL_EUR].rules.taker_fee == Decimal("0.0025")
    await exchange.close()


async def test_closing_leaves_the_session_open_and_ends_all_requests(venue: Bench) -> None:
    await venue.exchange.close()

    answers = await everything(venue)

    assert not venue.session.closed
    assert venue.server.seen == []
    assert isinstance(answers[0], Failure)
    assert isinstance(answers[6], Refused)
    await venue.exchange.close()


async def test_two_accounts_do_not_share_anything(venue: Bench) -> None:
    other = venue.server.add_key(replace(venue.key, key="f" * 64, account="other"))
    exchange = await venue.connect(other)

    await exchange.place(venue.request())

    assert isinstance(await exchange.verify(), Verification)
    assert isinstance(await venue.exchange.order(venue.request()), NotFound)
    assert asdict(venue.key) != asdict(other)
    await exchange.close()


async def test_the_session_that_was_passed_in_carries_the_requests(venue: Bench) -> None:
    traced: list[str] = []
    trace = aiohttp.TraceConfig()

    async def started(_session: object, _context: object, params: aiohttp.TraceRequestStartParams) -> None:
        traced.append(params.method)

    trace.on_request_start.append(started)
    async with aiohttp.ClientSession(trace_configs=[trace]) as session:
        exchange = await connect(
            "bitvavo",
            None,
            session=session,
            ssl_context=False,
            run_in_executor=at_once,
            user_agent=USER_AGENT,
            base_url=venue.server.url,
        )
        await exchange.time()
        await exchange.close()

    assert traced == ["GET"]
