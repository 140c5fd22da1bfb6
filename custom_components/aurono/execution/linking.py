"""Which order on the exchange one of ours can be, whose fate is open."""

from ..engine.order import Order
from ..engine.timeframe import DAY
from ..exchange.protocol import Exchange, Failure, ListedOrder
from .ledger import Ledger
from .questions import QUESTION_AFTER


async def orders_around(exchange: Exchange, order: Order) -> tuple[ListedOrder, ...] | Failure:
    """What the exchange lists in the market of an order: what is open, and all from shortly before it was sent."""
    return await exchange.orders(order.pair, since=order.submitted_at - QUESTION_AFTER)


async def can_be(ledger: Ledger, order: Order, listed: tuple[ListedOrder, ...]) -> tuple[ListedOrder, ...]:
    """Those of the listed orders that this one can be: of its terms and its time, and no other order of ours.

    Where the exchange lists one under our own name for it, it is that one or none. One that was another order of ours
    is not offered even if that has ended: its fills would be booked twice. Raises TradingError if the journal cannot
    be read now.
    """
    named = {known.exchange_order for known in listed if known.client_order == order.id}
    taken = await ledger.acknowledged_since(order.submitted_at - DAY, but=order.id)
    return tuple(
        known
        for known in listed
        if _is_same(order, known) and known.exchange_order not in taken and not named - {known.exchange_order}
    )


def _is_same(order: Order, listed: ListedOrder) -> bool:
    """Whether what the exchange shows can be this order: its terms, its time, and no other name than its own."""
    terms = (listed.pair, listed.side, listed.amount, listed.limit)
    named = listed.client_order in {None, order.id} and listed.created >= order.submitted_at - QUESTION_AFTER
    return named and terms == (order.pair, order.side, order.amount, order.limit)
