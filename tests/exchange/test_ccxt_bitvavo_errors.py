"""Every error code of Bitvavo and every way in which a wire fails, with the real ccxt, for each kind of request.

An order is Refused only where it certainly is not on the book, and a question is never answered by guessing. After
every fault the venue's own book is looked at, and nothing may have been sent twice.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import override

import pytest

from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.exchange.protocol import (
    Accepted,
    Ambiguous,
    Failure,
    FailureKind,
    NotFound,
    OrderReport,
    Placement,
    Refused,
)
from tests.bitvavo.bench import SOL_EUR, Bench, bench
from tests.bitvavo.errors import status_of
from tests.bitvavo.faults import Fault, Kind

PLACE, CANCEL, LOOK_UP, SEARCH = "POST /order", "DELETE /order", "GET /order", "GET /orders"

UNREACHABLE, MAINTENANCE, LIMITED = FailureKind.UNREACHABLE, FailureKind.MAINTENANCE, FailureKind.RATE_LIMITED
KEY, RIGHT, CLOCK = FailureKind.KEY_INVALID, FailureKind.NO_PERMISSION, FailureKind.CLOCK_OFF
MARKET, REFUSED = FailureKind.NO_SUCH_MARKET, FailureKind.REFUSED

JUDGED, TURNED_AWAY, UNSURE = "refused", "refused as a failure", "ambiguous"


@dataclass(frozen=True)
class Case:
    """What a code must come to: for a question, and for an order that was sent."""

    code: int
    read: FailureKind
    order: str
    status: int | None = None
    message: str = "A message."

    @override
    def __str__(self) -> str:
        return f"{self.code}" + (f" with HTTP {self.status}" if self.status else "")

    def fault(self, kind: Kind) -> Fault:
        return Fault(kind, status=self.status, code=self.code, message=self.message)


def cases(codes: Sequence[int], read: FailureKind, order: str) -> list[Case]:
    return [Case(code, read, order) for code in codes]


CASES = [
    *cases([101, 107, 108, 109, 111, 400, 419], UNREACHABLE, UNSURE),
    *cases([102, 200, 201, 202, 203, 204, 205, 206], REFUSED, JUDGED),
    *cases([210, 211, 212, 213, 214, 215, 216, 217, 218], REFUSED, JUDGED),
    *cases([230, 231, 232, 233, 234, 235, 236, 239, 422, 429], REFUSED, JUDGED),
    *cases([103, 104, 105, 112], LIMITED, TURNED_AWAY),
    Case(110, REFUSED, TURNED_AWAY),
    Case(110, LIMITED, TURNED_AWAY, status=429),
    Case(203, REFUSED, JUDGED, message="operatorId parameter is required."),
    Case(205, MARKET, JUDGED, message="market parameter is invalid."),
    Case(205, MARKET, JUDGED, message="symbol parameter is invalid."),
    Case(205, REFUSED, JUDGED, message="amount parameter is invalid."),
    Case(205, REFUSED, JUDGED, message="start parameter is invalid."),
    Case(219, MARKET, JUDGED),
    Case(220, REFUSED, UNSURE),
    *cases([300, 301, 305, 306, 308, 309], KEY, TURNED_AWAY),
    *cases([302, 303, 304], CLOCK, TURNED_AWAY),
    *cases([307, 310, 311, 312], RIGHT, TURNED_AWAY),
    *cases([313, 316, 317, 318, 319, 320], REFUSED, TURNED_AWAY),
    *cases([423, 424, 425, 426], MAINTENANCE, TURNED_AWAY),
    *cases([404, 430, 431], MAINTENANCE, UNSURE),
    # Codes that this program does not know prove nothing about an order.
    Case(999, REFUSED, UNSURE, status=400),
    Case(999, UNREACHABLE, UNSURE, status=500),
    Case(401, REFUSED, UNSURE),
]
ASKING_IS_POINTLESS = {LIMITED, KEY, RIGHT, CLOCK}


@pytest.fixture
async def venue(socket_enabled: None) -> AsyncIterator[Bench]:
    async with bench() as ready:
        yield ready


def kind_of(placement: Placement) -> str:
    match placement:
        case Refused(_, failure):
            return TURNED_AWAY if failure else JUDGED
        case Ambiguous():
            return UNSURE
        case Accepted():
            return "accepted"


# Codes


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_a_question_that_is_answered_with_an_error(venue: Bench, case: Case) -> None:
    for route in ("GET /ticker/24h", "GET /balance"):
        venue.fail(route, case.fault(Kind.ERROR_BEFORE))

    of_market, of_account = await venue.exchange.ticker(SOL_EUR), await venue.exchange.balances()

    for failure in (of_market, of_account):
        assert isinstance(failure, Failure)
        assert failure.kind is case.read
        assert str(case.code) in failure.detail
        assert (failure.retry_at is not None) == (case.read is LIMITED)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_an_order_that_is_answered_with_an_error(venue: Bench, case: Case) -> None:
    venue.fail(PLACE, case.fault(Kind.ERROR_BEFORE))

    placement = await venue.exchange.place(venue.request())

    assert kind_of(placement) == case.order
    assert venue.on_book(venue.request()) is None
    assert venue.server.count(PLACE) == 1


@pytest.mark.parametrize("case", [case for case in CASES if case.order == UNSURE], ids=str)
async def test_an_order_that_is_on_the_book_in_spite_of_an_error_is_found(venue: Bench, case: Case) -> None:
    request = venue.request()
    venue.fail(PLACE, case.fault(Kind.ERROR_AFTER))

    placement, report = await venue.exchange.place(request), await venue.exchange.order(request)

    assert isinstance(placement, Ambiguous)
    assert isinstance(report, OrderReport)
    assert report.status is OrderStatus.OPEN
    assert venue.server.count(PLACE) == 1


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_a_look_up_that_is_answered_with_an_error_is_never_not_found(venue: Bench, case: Case) -> None:
    request = await venue.resting(venue.request())
    venue.fail(LOOK_UP, case.fault(Kind.ERROR_BEFORE))

    failure = await venue.exchange.order(request)

    assert isinstance(failure, Failure)
    assert failure.kind is case.read


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_a_search_that_is_answered_with_an_error_is_never_not_found(venue: Bench, case: Case) -> None:
    venue.fail(SEARCH, case.fault(Kind.ERROR_BEFORE))

    failure = await venue.exchange.order(venue.request())

    assert isinstance(failure, Failure)
    assert failure.kind is case.read


@pytest.mark.parametrize("case", [*CASES, Case(240, REFUSED, UNSURE)], ids=str)
@pytest.mark.parametrize("route", ["GET /ordersOpen", SEARCH])
async def test_a_list_of_orders_that_is_answered_with_an_error(venue: Bench, case: Case, route: str) -> None:
    venue.fail(route, case.fault(Kind.ERROR_BEFORE))

    failure = await venue.exchange.orders(SOL_EUR, since=0)

    assert isinstance(failure, Failure)
    assert failure.kind is case.read


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("kind", [Kind.ERROR_BEFORE, Kind.ERROR_AFTER])
async def test_a_cancellation_that_is_answered_with_an_error(venue: Bench, case: Case, kind: Kind) -> None:
    request = await venue.resting(venue.request())
    venue.fail(CANCEL, case.fault(kind))

    report = await venue.exchange.cancel(request)

    on_book = venue.on_book(request)
    assert on_book is not None
    assert on_book.is_open == (kind is Kind.ERROR_BEFORE)
    if case.read in ASKING_IS_POINTLESS:
        assert isinstance(report, Failure)
        assert report.kind is case.read
    else:
        assert isinstance(report, OrderReport)
        assert report.status is on_book.status
        assert (str(case.code) in report.detail) == on_book.is_open
    assert venue.server.count(CANCEL) == 1


async def test_not_found_is_believed_of_bitvavo_only(venue: Bench) -> None:
    assert status_of(240) == 404
    venue.fail(LOOK_UP, Fault(Kind.PAGE_BEFORE, status=404))

    assert isinstance(await venue.exchange.order(venue.request()), Failure)


async def test_not_found_in_answer_to_an_order_proves_nothing(venue: Bench) -> None:
    venue.fail(PLACE, Fault(Kind.ERROR_BEFORE, code=240))

    assert isinstance(await venue.exchange.place(venue.request()), Ambiguous)


# The wire


@dataclass(frozen=True)
class Wire:
    """A fault of the wire under an order: what it must come to, and whether the venue took the order."""

    fault: Fault
    order: str
    on_book: bool

    @override
    def __str__(self) -> str:
        return f"{self.fault.kind.name} {self.fault.status or ''}".strip().lower()


WIRE = [
    Wire(Fault(Kind.ABORT_BEFORE), UNSURE, on_book=False),
    Wire(Fault(Kind.ABORT_AFTER), UNSURE, on_book=True),
    Wire(Fault(Kind.TRUNCATED), UNSURE, on_book=True),
    Wire(Fault(Kind.LATE_ANSWER, delay=0.5), UNSURE, on_book=True),
    Wire(Fault(Kind.EMPTY_BEFORE), UNSURE, on_book=False),
    Wire(Fault(Kind.EMPTY_AFTER), UNSURE, on_book=True),
    *(
        Wire(Fault(Kind.PAGE_BEFORE, status=status), UNSURE, on_book=False)
        for status in (200, 400, 401, 403, 404, 408, 409, 500, 502, 503, 504, 520)
    ),
    *(Wire(Fault(Kind.PAGE_AFTER, status=status), UNSURE, on_book=True) for status in (200, 500, 502, 503, 504)),
    Wire(Fault(Kind.PAGE_BEFORE, status=429), TURNED_AWAY, on_book=False),
    Wire(Fault(Kind.BODY, body="[1"), UNSURE, on_book=True),
    Wire(Fault(Kind.BODY, body='{"errorCode":"?","error":"?"}'), UNSURE, on_book=True),
]


@pytest.mark.parametrize("wire", WIRE, ids=str)
async def test_an_order_under_a_fault_of_the_wire(venue: Bench, wire: Wire) -> None:
    request = venue.request()
    venue.fail(PLACE, wire.fault)

    with venue.impatience_with(wire.fault):
        placement = await venue.exchange.place(request)

    assert kind_of(placement) == wire.order
    assert (venue.on_book(request) is not None) == wire.on_book
    assert venue.server.count(PLACE) == 1


@pytest.mark.parametrize("wire", [wire for wire in WIRE if wire.order == UNSURE], ids=str)
async def test_what_became_of_an_order_under_a_fault_is_told_by_looking(venue: Bench, wire: Wire) -> None:
    request = venue.request()
    venue.fail(PLACE, wire.fault)

    with venue.impatience_with(wire.fault):
        await venue.exchange.place(request)
    report = await venue.exchange.order(request)

    assert isinstance(report, OrderReport if wire.on_book else NotFound)


async def test_not_found_after_a_timeout_can_still_arrive_until_the_proof_delay(venue: Bench) -> None:
    request, late = venue.request(), Fault(Kind.LATE_PROCESSING, delay=1.5)
    venue.fail(PLACE, late)

    with venue.impatience_with(late):
        placement = await venue.exchange.place(request)
    at_once = await venue.exchange.order(request)
    await venue.server.idle()
    later = await venue.exchange.order(request)

    assert isinstance(placement, Ambiguous)
    assert at_once == NotFound()
    assert isinstance(later, OrderReport)
    assert venue.server.count(PLACE) == 1


@pytest.mark.parametrize("wire", WIRE, ids=str)
async def test_a_question_under_a_fault_of_the_wire(venue: Bench, wire: Wire) -> None:
    request = await venue.resting(venue.request())
    for route in ("GET /balance", "GET /time", LOOK_UP):
        # aiohttp asks again by itself when a connection that was kept alive breaks; that is harmless for a question.
        venue.fail(route, wire.fault, times=2 if wire.fault.kind in {Kind.ABORT_BEFORE, Kind.ABORT_AFTER} else 1)

    with venue.impatience_with(wire.fault):
        answers = [
            await venue.exchange.order(request),
            await venue.exchange.time(),
            await venue.exchange.balances(),
        ]

    for failure in answers:
        assert isinstance(failure, Failure)
    assert isinstance(answers[0], Failure)
    assert answers[0].kind is (LIMITED if wire.order == TURNED_AWAY else UNREACHABLE)


@pytest.mark.parametrize("wire", WIRE, ids=str)
async def test_a_cancellation_under_a_fault_of_the_wire(venue: Bench, wire: Wire) -> None:
    request = await venue.resting(venue.request())
    venue.fail(CANCEL, wire.fault, times=2)

    with venue.impatience_with(wire.fault):
        report = await venue.exchange.cancel(request)

    on_book = venue.on_book(request)
    assert on_book is not None
    assert on_book.is_open != wire.on_book
    if wire.order == TURNED_AWAY:
        assert isinstance(report, Failure)
    else:
        assert isinstance(report, OrderReport)
        assert report.status is on_book.status


async def test_a_cancellation_that_aiohttp_sends_twice_is_reported_as_done(venue: Bench) -> None:
    request = await venue.resting(venue.request())
    venue.fail(CANCEL, Fault(Kind.ABORT_AFTER))

    report = await venue.exchange.cancel(request)

    assert venue.server.count(CANCEL) == 2
    assert isinstance(report, OrderReport)
    assert report.status is OrderStatus.CANCELLED


async def test_where_nobody_listens_nothing_was_sent(venue: Bench) -> None:
    venue.library.urls["api"] = {"public": "http://127.0.0.1:1", "private": "http://127.0.0.1:1"}

    placement, report = await venue.exchange.place(venue.request()), await venue.exchange.cancel(venue.request())
    time = await venue.exchange.time()

    assert isinstance(placement, Refused)
    assert placement.failure
    assert isinstance(report, Failure)
    assert isinstance(time, Failure)
    assert {report.kind, time.kind} == {UNREACHABLE}
