"""What must hold when a request leaves."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.engine.timeframe import MINUTE
from custom_components.aurono.exchange.protocol import OrderRequest

from ..decisions import LATEST, lateness
from .found import Found

if TYPE_CHECKING:
    from ..simulation import Simulation

_BEFORE_IT_LEAVES = MINUTE
"""How long the line may hold a request back before it leaves."""


def i1_sent_once(run: Simulation, request: OrderRequest) -> Found:
    """An order is sent at most once, over all restarts."""
    run.sent[request.client_order] += 1
    if run.sent[request.client_order] > 1:
        yield f"order {request.client_order} was sent {run.sent[request.client_order]} times"


def i2_intent_first(run: Simulation, request: OrderRequest) -> Found:
    """Nothing is sent before its intent is durable, and what is sent is what was intended."""
    intent = run.audit.intents.get(request.client_order)
    if intent is None:
        yield f"order {request.client_order} was sent, and nothing in the journal says why"
        return
    planned = intent.planned
    sent = (request.pair, request.side, request.amount, request.limit)
    if sent != (planned.pair, planned.side, planned.amount, planned.limit):
        yield f"order {request.client_order} was sent as {request}, planned as {planned}"
    if intent.ended is not None:
        yield f"order {request.client_order} was sent after it had ended as {intent.ended.status}"


def i8_nothing_leaves_late(run: Simulation, request: OrderRequest) -> Found:
    """No order leaves once the time of its candle is over, however slow the disk and however long the machine slept."""
    planned = run.audit.intents[request.client_order].planned
    late = lateness(run, planned.candle_close)
    if late > LATEST[run.audit.parameters[planned.strategy].timeframe] + _BEFORE_IT_LEAVES:
        yield f"order {request.client_order} was sent {late} ms after its candle had closed"


def i7_shadow_sends_nothing(run: Simulation, request: OrderRequest) -> Found:
    """Shadow mode sends no mutating call."""
    intent = run.audit.intents.get(request.client_order)
    if intent is not None and intent.planned.book is not BookKind.LIVE:
        yield f"the order {request.client_order} of a {intent.planned.book} book reached the exchange"


ON_SEND: tuple[Callable[[Simulation, OrderRequest], Found], ...] = (
    i1_sent_once,
    i2_intent_first,
    i7_shadow_sends_nothing,
    i8_nothing_leaves_late,
)
ON_CANCEL: tuple[Callable[[Simulation, OrderRequest], Found], ...] = (i7_shadow_sends_nothing,)
