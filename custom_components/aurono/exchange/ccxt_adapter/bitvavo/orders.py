"""Reads Bitvavo's orders and fills into reports."""

from collections.abc import Mapping
from decimal import Decimal

from ....engine.market import Pair
from ....engine.numbers import ZERO, exactly
from ....engine.order import Fill, OrderStatus
from ....engine.reason import Side
from ...protocol import ListedOrder, OrderReport, OrderRequest
from ..reading import Unreadable, as_decimal, as_integer, as_record, as_rows, as_text
from .market_data import market_id

_STATUSES = {
    "new": OrderStatus.OPEN,
    "awaitingTrigger": OrderStatus.OPEN,
    "partiallyFilled": OrderStatus.PARTIALLY_FILLED,
    "filled": OrderStatus.FILLED,
    "expired": OrderStatus.EXPIRED,
    "rejected": OrderStatus.REJECTED,
}
_CANCELLED = "canceled"
"""How the names of all other ends begin: canceled, canceledPostOnly, canceledSelfTradePrevention …"""


def is_order(data: object, request: OrderRequest, *, named: bool = False) -> bool:
    """Whether this is the order: ours by its client id, or the one that the request names by the exchange's id.

    An order that does not carry our client id was linked to ours by hand; then its terms must be the same too. Raises
    Unreadable, also for an order without our client id where it was asked for by that (``named``).
    """
    raw = as_record(data)
    if named and raw.get("clientOrderId") != request.client_order:
        raise Unreadable("an order of another client order id")
    if raw.get("market", market_id(request.pair)) != market_id(request.pair):
        return False
    if request.exchange_order is not None and raw.get("orderId") != request.exchange_order:
        return False
    if raw.get("clientOrderId") == request.client_order:
        return True
    if request.exchange_order is None or raw.get("orderType") != "limit":
        return False
    terms = raw.get("side"), as_decimal(raw.get("amount")), as_decimal(raw.get("price"))
    return terms == (request.side, request.amount, request.limit)


def read_order(data: object) -> OrderReport:
    """An order with its fills as Bitvavo sends it; raises Unreadable.

    The fee of a fill is unknown until Bitvavo has settled it. Such a fill is left out, and with it the end of the
    order, so that what is booked at the end is everything; the next look finds the rest.
    """
    raw = as_record(data)
    status = _read_status(raw)
    fills = _read_fills(raw)
    missing = _missing(as_decimal(raw.get("filledAmount")), fills)
    if missing < 0:
        raise Unreadable("an order has more fills than it says it filled")
    details = [str(raw["restatementReason"])] if raw.get("restatementReason") else []
    if status is OrderStatus.REJECTED and (fills or missing):
        status = OrderStatus.CANCELLED
    if missing:
        details.append(f"{missing} filled but not settled yet")
    if not status.is_final or missing:
        status = OrderStatus.PARTIALLY_FILLED if fills else OrderStatus.OPEN
    return OrderReport(as_text(raw.get("orderId")), status, fills, ", ".join(details), missing)


def read_listed_order(data: object, pair: Pair, *, opened: bool) -> ListedOrder:
    """An order of whatever type and whoever placed it; raises Unreadable.

    ``opened``: it was among the open orders, which decides where its status is one that we do not know.
    """
    raw = as_record(data)
    if raw.get("market", market_id(pair)) != market_id(pair):
        raise Unreadable(f"an order of another market than {pair}")
    side = as_text(raw.get("side"))
    if side not in Side:
        raise Unreadable(f"the side of an order is {side!r}")
    client_order = raw.get("clientOrderId")
    return ListedOrder(
        exchange_order=as_text(raw.get("orderId")),
        client_order=None if client_order is None else as_text(client_order),
        pair=pair,
        side=Side(side),
        limit=as_decimal(raw.get("price")) if raw.get("orderType") == "limit" else None,
        amount=None if raw.get("amount") is None else as_decimal(raw["amount"]),
        filled=as_decimal(raw.get("filledAmount")),
        is_open=_is_open(raw, otherwise=opened),
        created=as_integer(raw.get("created")),
    )


def _is_open(raw: Mapping[str, object], *, otherwise: bool) -> bool:
    """Whether an order has not ended; one of a status that we do not know hides no other order."""
    try:
        return not _read_status(raw).is_final
    except Unreadable:
        return otherwise


def _read_status(raw: Mapping[str, object]) -> OrderStatus:
    name = as_text(raw.get("status"))
    if name.startswith(_CANCELLED):
        return OrderStatus.CANCELLED
    if name not in _STATUSES:
        raise Unreadable(f"the status of an order is {name!r}")
    return _STATUSES[name]


def _read_fills(raw: Mapping[str, object]) -> tuple[Fill, ...]:
    """The settled fills, each once."""
    fills: dict[str, Fill] = {}
    for row in as_rows(raw.get("fills", [])):
        fill = _read_fill(as_record(row))
        if fill is not None and fills.setdefault(fill.trade, fill) != fill:
            raise Unreadable("two different trades have the same id")
    return tuple(fills.values())


def _read_fill(raw: Mapping[str, object]) -> Fill | None:
    if raw.get("settled") is not True or raw.get("fee") is None:
        return None
    price, amount = as_decimal(raw.get("price")), as_decimal(raw.get("amount"))
    if price <= 0 or amount <= 0:
        raise Unreadable("a fill without price or amount")
    return Fill(
        trade=as_text(raw.get("id")),
        time=as_integer(raw.get("timestamp")),
        price=price,
        amount=amount,
        fee=as_decimal(raw.get("fee")),
        fee_currency=as_text(raw.get("feeCurrency")),
    )


@exactly
def _missing(filled: Decimal, fills: tuple[Fill, ...]) -> Decimal:
    return filled - sum((fill.amount for fill in fills), ZERO)
