"""An account on Bitvavo: key, balances and limit orders."""

from collections.abc import Callable, Mapping
from dataclasses import replace
import time

from ....engine.market import Pair
from ....engine.numbers import plain
from ...protocol import (
    Accepted,
    Ambiguous,
    Balance,
    Failure,
    FailureKind,
    ListedOrder,
    NotFound,
    OrderReport,
    OrderRequest,
    Placement,
    Verification,
)
from ..outcome import Answer, Outcome, Rejection
from ..reading import Unreadable, as_decimal, as_integer, as_record, as_rows, as_text
from .dialect import BALANCE, CANCEL, OPERATOR_ID, ORDER, ORDERS, ORDERS_OPEN, PLACE, PROOF_DELAY, SEND_WITHIN
from .errors import failure_of, refusal_of, says_not_found
from .market_data import BitvavoMarketData, market_id, unreadable
from .orders import is_order, read_listed_order, read_order

_ORDERS_PER_PAGE = 1000
_ORDERS_PER_LOOK = 100
"""Where the newest few are wanted, as a rule."""

_POINTLESS_TO_ASK = frozenset(
    {
        FailureKind.RATE_LIMITED,
        FailureKind.KEY_INVALID,
        FailureKind.NO_PERMISSION,
        FailureKind.CLOCK_OFF,
    }
)


class BitvavoExchange(BitvavoMarketData):
    """Everything that is asked of Bitvavo; see ``protocol.Exchange``."""

    @property
    def proof_delay(self) -> int:
        """Milliseconds after which an order that was sent can no longer arrive."""
        return PROOF_DELAY

    async def verify(self) -> Verification | Failure:
        """Reading the balance proves the key and its right to view. Bitvavo does not tell what else a key may do."""
        before = _now()
        there = await self.time()
        if isinstance(there, Failure):
            return there
        offset = there - (before + _now()) // 2
        balances = await self.balances()
        return balances if isinstance(balances, Failure) else Verification(offset, can_trade=None, can_withdraw=None)

    async def balances(self) -> Mapping[str, Balance] | Failure:
        """Balance by currency; Bitvavo leaves out what is zero."""
        outcome = await self._client.request(BALANCE)
        if not isinstance(outcome, Answer):
            return failure_of(outcome)
        try:
            rows = [as_record(row) for row in as_rows(outcome.data)]
            return {
                as_text(row.get("symbol")): Balance(as_decimal(row.get("available")), as_decimal(row.get("inOrder")))
                for row in rows
            }
        except Unreadable as error:
            return unreadable(BALANCE, error)

    async def place(self, request: OrderRequest) -> Placement:
        """Send one limit order, once, to the last digit as planned; the numbers are rounded by nobody."""
        body: dict[str, str | int] = {
            "market": market_id(request.pair),
            "side": request.side.value,
            "orderType": "limit",
            "price": plain(request.limit),
            "amount": plain(request.amount),
            "timeInForce": "GTC",
            "operatorId": OPERATOR_ID,
            "clientOrderId": request.client_order,
        }
        outcome = await self._client.request(PLACE, body, send_within=SEND_WITHIN / 1000)
        if not isinstance(outcome, Answer):
            return refusal_of(outcome)
        try:
            answer = as_record(outcome.data)
            exchange_order = as_text(answer.get("orderId"))
        except Unreadable as error:
            return Ambiguous(f"{PLACE.name}: an answer without an order, {error}")
        if answer.get("clientOrderId", request.client_order) != request.client_order:
            return Ambiguous(f"{PLACE.name}: the answer is about another order, {exchange_order}")
        return Accepted(exchange_order)

    async def order(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        """Look an order up by its client id, then by the exchange's, then among all orders of its market.

        How long Bitvavo finds an order that ended by its client id is not documented; "not found" alone is no proof.
        An order of the same name that is another one is not it.
        """
        for name in _names(request):
            outcome = await self._client.request(ORDER, name)
            if isinstance(outcome, Answer):
                report = self._read(outcome.data, request, named="clientOrderId" in name)
                if not isinstance(report, NotFound):
                    return report
            elif not says_not_found(outcome):
                return failure_of(outcome)
        return await self._search(request)

    async def orders(self, pair: Pair, *, since: int) -> tuple[ListedOrder, ...] | Failure:
        """All orders of a market that are open or were created at or after ``since`` (ms), oldest first."""
        outcome = await self._client.request(ORDERS_OPEN, {"market": market_id(pair)})
        if not isinstance(outcome, Answer):
            return failure_of(outcome)
        # The open ones first: what ends in between is then listed as it ended.
        history = await self._history(pair, _ORDERS_PER_LOOK, lambda row: as_integer(row.get("created")) < since)
        if isinstance(history, Failure):
            return history
        try:
            opened = [as_record(row) for row in as_rows(outcome.data)]
            ids = {row.get("orderId") for row in opened}
            listed = (read_listed_order(row, pair, opened=row.get("orderId") in ids) for row in (*opened, *history))
            found = {order.exchange_order: order for order in listed}
        except Unreadable as error:
            return unreadable(ORDERS, error)
        wanted = [order for order in found.values() if order.is_open or order.created >= since]
        return tuple(sorted(wanted, key=lambda order: order.created))

    async def cancel(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        """Cancel an order, then look what it became, whatever the cancellation was answered.

        Fills may have come first. A "not found" may be the answer to a second attempt: aiohttp repeats a DELETE whose
        connection broke, and the first one may have worked. If the look shows the order open all the same, Bitvavo does
        not know it by our id: it is then cancelled by its own.
        """
        name = _names(request)[0]
        outcome, report = await self._cancel(request, name)
        if says_not_found(outcome) and isinstance(report, OrderReport) and not report.status.is_final:
            name = {"market": market_id(request.pair), "orderId": report.exchange_order}
            outcome, report = await self._cancel(request, name)
        return _still_open(report, outcome) if isinstance(report, OrderReport) else report

    async def _cancel(
        self, request: OrderRequest, name: Mapping[str, str | int]
    ) -> tuple[Outcome, OrderReport | NotFound | Failure]:
        """One cancellation, and what became of the order where that can be asked."""
        outcome = await self._client.request(CANCEL, {**name, "operatorId": OPERATOR_ID})
        if not isinstance(outcome, Answer) and (failure := failure_of(outcome)).kind in _POINTLESS_TO_ASK:
            return outcome, failure
        return outcome, await self.order(request)

    async def close(self) -> None:
        """Nothing is sent afterwards; the session stays open, it is not ours."""
        await self._client.close()

    async def _search(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        """Look through all orders of the market; only their end proves that an order is not there."""
        rows = await self._history(request.pair, _ORDERS_PER_PAGE, lambda row: is_order(row, request))
        if isinstance(rows, Failure):
            return rows
        reports = (self._read(row, request) for row in rows)
        return next((report for report in reports if not isinstance(report, NotFound)), NotFound())

    async def _history(
        self, pair: Pair, per_page: int, is_enough: Callable[[Mapping[str, object]], bool]
    ) -> list[Mapping[str, object]] | Failure:
        """The orders of a market, newest first, up to the page that has one of which it is enough, or to the first.

        Pages are told apart by ``end`` alone: in what order they come with a ``start`` is not documented.
        """
        found: dict[str, Mapping[str, object]] = {}
        parameters: dict[str, str | int] = {"market": market_id(pair), "limit": per_page}
        while True:
            outcome = await self._client.request(ORDERS, parameters)
            if not isinstance(outcome, Answer):
                return failure_of(outcome)
            try:
                rows = as_rows(outcome.data)
                page = {as_text(row.get("orderId")): row for row in map(as_record, rows)}
                oldest = min((as_integer(row.get("created")) for row in page.values()), default=0)
                is_last = len(rows) < per_page or any(is_enough(row) for row in page.values())
            except Unreadable as error:
                return unreadable(ORDERS, error)
            fresh = page.keys() - found.keys()
            found |= page
            if is_last:
                return list(found.values())
            if not fresh:
                return Failure(FailureKind.REFUSED, f"{ORDERS.name}: the orders of {pair} have no end")
            # Whether ``end`` is part of the answer is not documented; what comes twice does no harm.
            parameters["end"] = oldest + 1

    @staticmethod
    def _read(data: object, request: OrderRequest, *, named: bool = False) -> OrderReport | NotFound | Failure:
        """What an answer says of the order; not found if it is about another one.

        ``named``: Bitvavo was asked for our client id, so an answer without it makes no sense.
        """
        try:
            if is_order(data, request, named=named):
                return read_order(data)
        except Unreadable as error:
            return unreadable(ORDER, error)
        return NotFound()


def _names(request: OrderRequest) -> tuple[dict[str, str | int], ...]:
    """The ways to name an order, the one that is ours first."""
    market = market_id(request.pair)
    by_client: dict[str, str | int] = {"market": market, "clientOrderId": request.client_order}
    if request.exchange_order is None:
        return (by_client,)
    return by_client, {"market": market, "orderId": request.exchange_order}


def _still_open(report: OrderReport, outcome: Outcome) -> OrderReport:
    """The report of an order that could not be cancelled says why, if it is still open."""
    if report.status.is_final or not isinstance(outcome, Rejection):
        return report
    detail = ", ".join(filter(None, (report.detail, f"not cancelled: {outcome.message}")))
    return replace(report, detail=detail)


def _now() -> int:
    return time.time_ns() // 1_000_000
