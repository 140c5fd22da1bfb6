"""The journal as the outside gets it: decimals as plain strings, every time as ISO 8601 and as UTC milliseconds."""

import json
from typing import Any

from ..engine.events import PositionAdopted
from ..engine.numbers import plain
from ..moments import iso
from ..store.codec import encode, kind_of
from ..store.queries import StoredEvent
from ..store.trades import Trade
from ..store.verify import VerifyReport

_TIMES = frozenset({"candle", "candle_close", "life_ends", "time", "until"})
"""Fields of events, and of the records inside them, that are UTC milliseconds."""


def event_json(stored: StoredEvent, name: str | None) -> dict[str, Any]:
    """An event as it was written, with its kind, its place in the journal and the name its strategy has now.

    ``position`` is that place in every event, so coins that joined the books are called ``adopted``.
    """
    written: dict[str, Any] = json.loads(encode(stored.event))
    if isinstance(stored.event, PositionAdopted):
        written["adopted"] = written.pop("position")
    return {"kind": kind_of(stored.event), "position": stored.position, "name": name, **with_readable_times(written)}


def trade_json(trade: Trade) -> dict[str, Any]:
    """A fill with what its order was; ``fee`` and ``realized`` as they were booked."""
    order, fill = trade.order, trade.fill
    return {
        **_time("time", fill.time),
        "position": trade.position,
        "strategy": trade.strategy,
        "name": trade.name,
        "book": trade.book.value,
        "version": order.version,
        "market": str(order.pair),
        "side": order.side.value,
        "price": plain(fill.price),
        "amount": plain(fill.amount),
        "fee": plain(fill.fee),
        "fee_currency": fill.fee_currency,
        "realized": None if trade.realized is None else plain(trade.realized),
        "trade": fill.trade,
        "order": order.id,
        "exchange_order": order.exchange_order,
        "limit": plain(order.limit),
        "order_amount": plain(order.amount),
        **_time("candle_close", order.candle_close),
    }


def report_json(report: VerifyReport) -> dict[str, Any]:
    """What a verification counted and found."""
    return {
        "ok": report.is_sound,
        "events": report.events,
        "kinds": dict(sorted(report.kinds.items())),
        "streams": len(report.streams),
        "head": report.head,
        "problems": [
            {"kind": problem.kind.value, "position": problem.position, "detail": problem.detail}
            for problem in report.problems
        ],
    }


def with_readable_times(record: dict[str, Any]) -> dict[str, Any]:
    """A record as it is written, with every time readable, in the records inside it as well."""
    readable: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            readable[name] = with_readable_times(value)
        elif name in _TIMES:
            readable |= _time(name, value)
        else:
            readable[name] = value
    return readable


def _time(name: str, time: int) -> dict[str, Any]:
    """A time under its name as ISO 8601, and beside it in milliseconds."""
    return {name: iso(time), f"{name}_ms": time}
