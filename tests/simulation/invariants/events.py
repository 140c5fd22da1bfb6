"""What must hold when an event became durable."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from custom_components.aurono.engine.events import (
    Evaluated,
    Event,
    OrderEnded,
    OrderFill,
    OrderOpened,
    OrderPlanned,
)
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import BookKind

from ..decisions import RECOVERED, wrong_with
from ..tape import opening
from .found import Found

if TYPE_CHECKING:
    from ..simulation import Simulation

_MISSED = {Reason.MISSED_OFFLINE, Reason.TOO_LATE, Reason.EXCHANGE_UNREACHABLE, Reason.TICKER_UNAVAILABLE}


def i1_one_intent_per_candle(run: Simulation, event: Event) -> Found:
    """A strategy intends at most one order per candle and kind of book."""
    assert isinstance(event, OrderPlanned)
    if run.audit.intents[event.order].planned is not event:
        yield f"order {event.order} was planned twice"
    key = (event.strategy, event.book, event.candle_close)
    if key in run.planned_for:
        yield f"strategy {event.strategy} planned a second order for the candle that closed at {event.candle_close}"


def i3_fills_are_true(run: Simulation, event: Event) -> Found:
    """Every booked fill is one that the exchange made, with its price, amount and fee to the last digit, once."""
    assert isinstance(event, OrderFill)
    fill, intent = event.fill, run.audit.intents[event.order]
    if sum(known.trade == fill.trade for known in intent.fills) > 1:
        yield f"trade {fill.trade} was booked twice"
    if intent.filled > intent.planned.amount:
        yield f"order {event.order} was booked beyond its amount: {intent.filled} of {intent.planned.amount}"
    if event.book is BookKind.LIVE:
        true = run.venue.fills.get(fill.trade)
        if true != fill:
            yield f"booked {fill}, true is {true}"
        owner = next(
            (trade for order in run.orders_of(event.order) for trade in order.trades if trade.id == fill.trade), None
        )
        if owner is None:
            yield f"trade {fill.trade} is not one of order {event.order}"


def i5_an_end_is_proven(run: Simulation, event: Event) -> Found:
    """An order ends in the books only when it has ended at the exchange, with all that it filled booked before."""
    assert isinstance(event, OrderEnded)
    if event.book is not BookKind.LIVE:
        return
    intent, orders = run.audit.intents[event.order], run.orders_of(event.order)
    if event.status is OrderStatus.REJECTED:
        if orders:
            yield f"order {event.order} was called {event.status} ({event.detail}), but is {orders[-1].status} there"
        return
    if not orders:
        yield f"order {event.order} was called {event.status}, but never was at the exchange"
        return
    order = orders[-1]
    booked, true = {fill.trade for fill in intent.fills}, {trade.id for trade in order.trades}
    if order.is_open:
        yield f"order {event.order} was called {event.status}, but is {order.status} at the exchange"
    elif booked != true:
        yield f"order {event.order} was called {event.status} with {len(booked)} of its {len(true)} fills booked"
    elif (event.status is OrderStatus.FILLED) is not (not order.remaining):
        yield f"order {event.order} was called {event.status}, but is {order.status} with {order.remaining} left"


def i6_what_ended_stays_ended(run: Simulation, event: Event) -> Found:
    """Nothing happens to an order after its end."""
    assert isinstance(event, OrderOpened | OrderFill | OrderEnded)
    ended = run.audit.intents[event.order].ended
    if ended is not None and ended is not event:
        yield f"{type(event).__name__} of order {event.order} after it had ended as {ended.status}"


def i8_orders_come_from_outcomes(run: Simulation, event: Event) -> Found:
    """An order is planned in the same step as the outcome that says so, and such an outcome plans one."""
    before = run.audit.previous
    if isinstance(before, Evaluated) and before.reason.side is not None and not isinstance(event, OrderPlanned):
        yield f"strategy {before.strategy} came to {before.reason} and planned nothing"
    if isinstance(event, OrderPlanned) and not run.is_recovering:
        fits = (
            isinstance(before, Evaluated)
            and before.reason.side is event.side
            and (before.strategy, before.book, before.close_time) == (event.strategy, event.book, event.candle_close)
        )
        if not fits:
            yield f"order {event.order} was planned without an outcome that says so"


def i8_decisions_are_right(run: Simulation, event: Event) -> Found:
    """Every outcome follows from the candle, the rule and the books, and no order is planned that a check forbids."""
    assert isinstance(event, Evaluated)
    for wrong in wrong_with(run, event):
        yield f"strategy {event.strategy}, candle {event.candle}: {wrong}"


def i10_nothing_is_missed_without_a_cause(run: Simulation, event: Event) -> Found:
    """In a run in which nothing goes wrong, no candle is late, missed or unread."""
    assert isinstance(event, Evaluated)
    if event.reason in _MISSED and run.nothing_goes_wrong:
        yield f"strategy {event.strategy}, candle {event.candle}: {event.reason} {event.detail}"


def i10_one_outcome_per_candle(run: Simulation, event: Event) -> Found:
    """Every candle has exactly one outcome, none is left out, and none comes before its candle has closed."""
    assert isinstance(event, Evaluated)
    if event.detail == RECOVERED:
        return
    first = event.candle - (event.count - 1) * event.timeframe.length
    expected = opening(event.timeframe, run.watched.until[event.strategy])
    if first != expected:
        what = "again" if first < expected else "leaving some out"
        yield f"strategy {event.strategy} has an outcome for {first}, {what}: the next is {expected}"
    if opening(event.timeframe, event.candle) != event.candle:
        yield f"strategy {event.strategy} has an outcome for {event.candle}, where no {event.timeframe} candle opens"
    if run.world.now < event.close_time and event.reason not in {Reason.TOO_LATE, Reason.MISSED_OFFLINE}:
        early = event.close_time - run.world.now
        yield f"strategy {event.strategy} came to {event.reason} {early} ms before the candle had closed"


type OnEvent = tuple[Callable[[Simulation, Event], Found], ...]

_ON_ANY_EVENT: OnEvent = (i8_orders_come_from_outcomes,)
_ON_EVENT: Mapping[type[Event], OnEvent] = {
    Evaluated: (
        *_ON_ANY_EVENT,
        i8_decisions_are_right,
        i10_nothing_is_missed_without_a_cause,
        i10_one_outcome_per_candle,
    ),
    OrderPlanned: (i1_one_intent_per_candle, *_ON_ANY_EVENT),
    OrderOpened: (i6_what_ended_stays_ended, *_ON_ANY_EVENT),
    OrderFill: (i3_fills_are_true, i6_what_ended_stays_ended, *_ON_ANY_EVENT),
    OrderEnded: (i5_an_end_is_proven, i6_what_ended_stays_ended, *_ON_ANY_EVENT),
}


def on_event(event: Event) -> OnEvent:
    """The invariants that have something to say about an event of this kind."""
    return _ON_EVENT.get(type(event), _ON_ANY_EVENT)
