"""What happened in any account, told to whoever listens house-wide: triggers outlive the reload of an account."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from homeassistant.core import callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.signal_type import SignalType

from .attention import Attention, attention_of
from .coordinator import AuronoCoordinator
from .engine.events import Event, OrderEnded, OrderPlanned
from .engine.liquidity import Liquidity
from .engine.market import Pair
from .engine.order import Order
from .engine.reason import Side
from .standing import standings_of


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What an order is about. Only the event that plans one says so, and the books drop it when it ends."""

    pair: Pair
    side: Side
    limit: Decimal

    @classmethod
    def of(cls, order: Order | OrderPlanned) -> Self:
        """The facts of an order."""
        return cls(order.pair, order.side, order.limit)


@dataclass(frozen=True, slots=True)
class Happened:
    """A committed event; the portfolio is that after the whole step it belongs to. ``order`` is the one it concerns."""

    coordinator: AuronoCoordinator
    event: Event
    order: OrderFacts | None


SIGNAL_EVENT: SignalType[Happened] = SignalType("aurono_event")
SIGNAL_GAP: SignalType[AuronoCoordinator, Liquidity] = SignalType("aurono_gap")
"""An exchange began to hold less of a currency than the live strategies expect."""
SIGNAL_ATTENTION: SignalType[AuronoCoordinator, Attention] = SignalType("aurono_attention")
"""Something began to need a person."""


@callback
def async_tell(coordinator: AuronoCoordinator) -> Callable[[], None]:
    """Tell what happens in an account from now on, and what needs a person since; returns what ends it."""
    hass = coordinator.hass
    orders = {
        order.id: OrderFacts.of(order)
        for state in coordinator.portfolio.strategies.values()
        for book in state.books.values()
        for order in book.orders
    }

    @callback
    def happened(event: Event) -> None:
        if isinstance(event, OrderPlanned):
            orders[event.order] = OrderFacts.of(event)
        order = orders.get(getattr(event, "order", ""))
        if isinstance(event, OrderEnded):
            orders.pop(event.order, None)
        async_dispatcher_send(hass, SIGNAL_EVENT, Happened(coordinator, event, order))

    @callback
    def updated() -> None:
        reconciler, attention = coordinator.trader.live.reconciler, attention_of(coordinator)
        short = {line.currency: line for line in reconciler.shortages}
        began = standings_of(hass).begin(
            coordinator.config_entry.entry_id, attention, short, all_known=reconciler.has_seen_all
        )
        for each in attention:
            if each in began.attention:
                async_dispatcher_send(hass, SIGNAL_ATTENTION, coordinator, each)
        for currency, line in short.items():
            if currency in began.gaps:
                async_dispatcher_send(hass, SIGNAL_GAP, coordinator, line)

    ends = (coordinator.trader.subscribe(happened), coordinator.async_add_listener(updated))

    @callback
    def end() -> None:
        for unsubscribe in ends:
            unsubscribe()

    return end
