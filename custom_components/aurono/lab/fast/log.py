"""From what the kernel found to the entries of the engine's log."""

from collections.abc import Iterator

import numpy as np

from ...engine.reason import Reason, Side
from ...engine.simulation import Evaluated, Expired, Filled, Final, LogEntry, Planned
from .kernel import Placed, Trace
from .scale import unscaled


def complete_log(trace: Trace) -> Iterator[LogEntry]:
    """Every entry, evaluations included, in the order of events."""
    reasons = _reason_of_each(trace)
    told = 0
    for number, order in enumerate(trace.orders, start=1):
        yield from _evaluated(trace, reasons, told, order.placed + 1)
        yield _planned(trace, number, order)
        yield from _evaluated(trace, reasons, order.placed + 1, order.ended)
        yield from _ended(trace, number, order)
        told = order.ended
    yield from _evaluated(trace, reasons, told, len(trace.table))
    yield final_of(trace)


def events_and_final(trace: Trace) -> Iterator[LogEntry]:
    """What happened to orders, and the books: an order is placed only after the one before has ended."""
    for number, order in enumerate(trace.orders, start=1):
        yield _planned(trace, number, order)
        yield from _ended(trace, number, order)
    yield final_of(trace)


def final_of(trace: Trace) -> Final:
    """The books after the last candle."""
    book, closes = trace.book, trace.table.close.values
    resting = trace.orders[-1] if trace.orders and trace.orders[-1].ended == len(trace.table) else None
    buying = resting.reserved if resting is not None and resting.side is Side.BUY else 0
    selling = resting.reserved if resting is not None and resting.side is Side.SELL else 0
    return Final(
        free=unscaled(book.free - buying, book.money_decimals),
        reserved=unscaled(buying, book.money_decimals),
        position=unscaled(book.position, book.amount_decimals),
        reserved_position=unscaled(selling, book.amount_decimals),
        cost=unscaled(book.cost, book.money_decimals),
        realized=unscaled(book.realized, book.money_decimals),
        trades=book.trades,
        open_orders=0 if resting is None else 1,
        last_close=unscaled(closes[-1], trace.table.decimals) if len(closes) else None,
    )


def _evaluated(trace: Trace, reasons: list[Reason], first: int, until: int) -> Iterator[Evaluated]:
    times, length = trace.table.time.values, trace.table.length
    for time, reason in zip(times[first:until], reasons[first:until], strict=True):
        yield Evaluated(time + length, time, reason)


def _reason_of_each(trace: Trace) -> list[Reason]:
    reasons = [Reason.NO_SIGNAL] * len(trace.table)
    for reason, flags in (
        (Reason.CANDLE_MISSING, trace.measured.missing),
        (Reason.CANDLE_INVALID, trace.measured.invalid),
    ):
        for place in np.flatnonzero(flags).tolist():
            reasons[place] = reason
    for place, reason in zip(trace.places, trace.reasons, strict=True):
        reasons[place] = reason
    return reasons


def _planned(trace: Trace, number: int, order: Placed) -> Planned:
    book = trace.book
    amount = unscaled(order.amount, book.amount_decimals)
    return Planned(
        time=order.closes_at,
        order=number,
        side=order.side,
        limit=unscaled(order.limit, book.price_decimals),
        amount=amount,
        reserved=unscaled(order.reserved, book.money_decimals) if order.side is Side.BUY else amount,
    )


def _ended(trace: Trace, number: int, order: Placed) -> Iterator[LogEntry]:
    book, table = trace.book, trace.table
    if order.price is not None:
        yield Filled(
            time=table.time.values[order.ended],
            order=number,
            side=order.side,
            price=unscaled(order.price, book.price_decimals),
            amount=unscaled(order.amount, book.amount_decimals),
            fee=book.fee(order.side, order.amount, order.price),
        )
    elif order.ended < len(table):
        yield Expired(order.life_ends, number)
