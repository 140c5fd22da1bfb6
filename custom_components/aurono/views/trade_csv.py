"""Booked trades as CSV, as a tax adviser or a spreadsheet takes them (RFC 4180); docs/EXPORTS.md tells the columns."""

from collections.abc import Iterable, Sequence
import csv
from datetime import tzinfo
from decimal import Decimal
from io import StringIO
import re

from ..engine.numbers import exactly, plain
from ..moments import moment
from ..store.trades import Trade

COLUMNS = (
    "date_local",
    "date_utc",
    "pair",
    "side",
    "amount",
    "price",
    "quote_value",
    "fee",
    "fee_currency",
    "cost_basis",
    "realized",
    "order_id",
    "trade_id",
    "exchange_order_id",
    "strategy",
    "book",
)

BYTE_ORDER_MARK = "\ufeff"
"""At the beginning of a file it tells spreadsheets that this is UTF-8."""

_FORMULA = re.compile(r"[=+\-@\t\r\n]")
"""What a spreadsheet would run as a formula begins so."""


def header() -> str:
    """The line that names the columns."""
    return _lines([COLUMNS])


def lines(trades: Iterable[Trade], zone: tzinfo) -> str:
    """A line for each trade; ``zone`` is that of the home."""
    return _lines([_cells(trade, zone) for trade in trades])


@exactly
def _cells(trade: Trade, zone: tzinfo) -> tuple[str, ...]:
    order, fill = trade.order, trade.fill
    basis: Decimal | None = None
    if trade.realized is not None:
        basis = fill.received(order.pair) - trade.realized
    when = moment(fill.time)
    return (
        when.astimezone(zone).isoformat(timespec="milliseconds"),
        when.isoformat(timespec="milliseconds"),
        str(order.pair),
        order.side.value,
        plain(fill.amount),
        plain(fill.price),
        plain(fill.amount * fill.price),
        plain(fill.fee),
        _text(fill.fee_currency),
        "" if basis is None else plain(basis),
        "" if trade.realized is None else plain(trade.realized),
        _text(order.id),
        _text(fill.trade),
        _text(order.exchange_order or ""),
        _text(trade.name),
        trade.book.value,
    )


def _text(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _lines(rows: Iterable[Sequence[str]]) -> str:
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue()
