"""An account on Bitvavo: key, balances and limit orders."""

from collections.abc import Mapping
import time

from ....engine.numbers import plain
from ...protocol import (
    Accepted,
    Ambiguous,
    Balance,
    Failure,
    FailureKind,
    NotFound,
    OrderReport,
    OrderRequest,
    Placement,
    Verification,
)
from ..outcome import Answer, Rejection, Trouble
from ..reading import Unreadable, as_decimal, as_integer, as_record, as_rows, as_text
from .dialect import BALANCE, CANCEL, OPERATOR_ID, ORDER, ORDERS, PLACE, PROOF_DELAY, SEND_WITHIN
from .errors import failure_of, refusal_of, says_not_found
from .market_data import BitvavoMarketData, market_id, unreadable
from .orders import read_order

_ORDERS_PER_PAGE = 1000
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
        """Look an order up by its client id, then among all orders of its market.

        How long Bitvavo finds an order that ended by its client id is not documented; "not found" alone is no proof.
        """
        outcome = await self._client.request(ORDER, _named(request))
        if isinstance(outcome, Answer):
            try:
                return read_order(outcome.data, request.client_order)
            except Unreadable as error:
                return unreadable(ORDER, error)
        return await self._search(request) if says_not_found(outcome) else failure_of(outcome)

    async def cancel(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        """Cancel an order, then look what it became, whatever the cancellation was answered.

        Fills may have come first. A "not found" may be the answer to a second attempt: aiohttp repeats a DELETE whose
        connection broke, and the first one may have worked.
        """
        outcome = await self._client.request(CANCEL, {**_named(request), "operatorId": OPERATOR_ID})
        if isinstance(outcome, Answer):
            return await self.order(request)
        if failure_of(outcome).kind in _POINTLESS_TO_ASK:
            return failure_of(outcome)
        report = await self.order(request)
        return _still_open(report, outcome) if isinstance(report, OrderReport) else report

    async def close(self) -> None:
        """Nothing is sent afterwards; the session stays open, it is not ours."""
        await self._client.close()

    async def _search(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        """Look through all orders of the market, newest first; only their end proves that an order is not there."""
        seen: set[str] = set()
        parameters: dict[str, str | int] = {"market": market_id(request.pair), "limit": _ORDERS_PER_PAGE}
        while True:
            outcome = await self._client.request(ORDERS, parameters)
            if not isinstance(outcome, Answer):
                return failure_of(outcome)
            try:
                rows = [as_record(row) for row in as_rows(outcome.data)]
                for row in rows:
                    if row.get("clientOrderId") == request.client_order:
                        return read_order(row, request.client_order)
                fresh = {as_text(row.get("orderId")) for row in rows} - seen
                created = [as_integer(row.get("created")) for row in rows]
            except Unreadable as error:
                return unreadable(ORDERS, error)
            if len(rows) < _ORDERS_PER_PAGE:
                return NotFound()
            if not fresh:
                return Failure(FailureKind.REFUSED, f"{ORDERS.name}: the orders of {request.pair} have no end")
            seen |= fresh
            # Whether ``end`` is part of the answer is not documented; what comes twice does no harm.
            parameters["end"] = min(created) + 1


def _named(request: OrderRequest) -> dict[str, str | int]:
    return {"market": market_id(request.pair), "clientOrderId": request.client_order}


def _still_open(report: OrderReport, trouble: Trouble) -> OrderReport:
    """The report of an order that could not be cancelled says why, if it is still open."""
    if report.status.is_final or not isinstance(trouble, Rejection):
        return report
    detail = ", ".join(filter(None, (report.detail, f"not cancelled: {trouble.message}")))
    return OrderReport(report.exchange_order, report.status, report.fills, detail)


def _now() -> int:
    return time.time_ns() // 1_000_000
