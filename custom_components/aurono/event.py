"""What a strategy decided and what becomes of its orders, as it happens."""

from enum import StrEnum
from typing import Any, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import AuronoCoordinator
from .engine.events import Evaluated, Event, OrderEnded, OrderFill, OrderOpened, OrderPlanned, OrderUnknown
from .engine.numbers import plain
from .engine.order import OrderStatus
from .engine.reason import Reason
from .entity import StrategyEntity, add_strategy_entities
from .moments import iso
from .runtime import AuronoConfigEntry
from .views.decisions import decision_attributes

PARALLEL_UPDATES = 0


class DecisionType(StrEnum):
    """What the outcome for a candle can be."""

    BUY = "buy"
    SELL = "sell"
    NO_TRADE = "no_trade"
    MISSED = "missed"


class OrderEventType(StrEnum):
    """A step in the life of an order."""

    ORDER_OPENED = "order_opened"
    ORDER_UNKNOWN = "order_unknown"
    FILL = "fill"
    ORDER_FILLED = "order_filled"
    ORDER_EXPIRED = "order_expired"
    ORDER_CANCELLED = "order_cancelled"
    ORDER_REJECTED = "order_rejected"


_DECISIONS = {
    Reason.BUY: DecisionType.BUY,
    Reason.SELL: DecisionType.SELL,
    Reason.MISSED_OFFLINE: DecisionType.MISSED,
    Reason.TOO_LATE: DecisionType.MISSED,
}

_ENDS = {
    OrderStatus.FILLED: OrderEventType.ORDER_FILLED,
    OrderStatus.EXPIRED: OrderEventType.ORDER_EXPIRED,
    OrderStatus.CANCELLED: OrderEventType.ORDER_CANCELLED,
    OrderStatus.REJECTED: OrderEventType.ORDER_REJECTED,
}

_ACTIVITY = EventEntityDescription(
    key="activity", translation_key="activity", event_types=[event_type.value for event_type in OrderEventType]
)
_DECIDED = EventEntityDescription(
    key="decisions",
    translation_key="decisions",
    event_types=[event_type.value for event_type in DecisionType],
    # The sensor of the last decision tells the same, in Activity too; this one is for automations that need each one.
    entity_registry_enabled_default=False,
)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: AuronoConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the events of every strategy."""
    coordinator = entry.runtime_data.coordinator
    add_strategy_entities(
        coordinator,
        async_add_entities,
        lambda subentry: [StrategyActivity(coordinator, subentry), StrategyDecisions(coordinator, subentry)],
    )


class StrategyEventEntity(StrategyEntity, EventEntity):
    """Fires for committed events of one strategy."""

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.trader.subscribe(self._on_event))

    @callback
    def _on_event(self, event: Event) -> None:
        raise NotImplementedError

    def _fire(self, event_type: str, event: Event, attributes: dict[str, Any]) -> None:
        self._trigger_event(event_type, {"time": iso(event.time), **attributes})
        self.async_write_ha_state()


class StrategyDecisions(StrategyEventEntity):
    """Fires for every decision of a strategy."""

    _unrecorded_attributes = frozenset({"available", "closed", "floor", "open", "reference", "required", "rsi"})

    def __init__(self, coordinator: AuronoCoordinator, subentry: ConfigSubentry) -> None:
        super().__init__(coordinator, subentry, _DECIDED)

    @callback
    @override
    def _on_event(self, event: Event) -> None:
        if isinstance(event, Evaluated) and event.strategy == self.strategy_id:
            self._fire(_DECISIONS.get(event.reason, DecisionType.NO_TRADE), event, _decision(event))


class StrategyActivity(StrategyEventEntity):
    """Fires for every step of the orders of a strategy."""

    def __init__(self, coordinator: AuronoCoordinator, subentry: ConfigSubentry) -> None:
        super().__init__(coordinator, subentry, _ACTIVITY)
        self._orders: dict[str, dict[str, Any]] = {}
        """What open orders are about: only the event that plans one says so, and the books drop it when it ends."""

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        for state in self.coordinator.portfolio.strategies.values():
            if state.id == self.strategy_id:
                for book in state.books.values():
                    for order in book.orders:
                        self._orders[order.id] = _about(order)

    @callback
    @override
    def _on_event(self, event: Event) -> None:
        """Fire for one committed event; those of other strategies and of the administration are passed over."""
        if event.strategy != self.strategy_id:
            return
        if isinstance(event, OrderPlanned):
            # The decision to trade, which comes with it, tells it already.
            self._orders[event.order] = _about(event)
            return
        if not isinstance(event, OrderOpened | OrderUnknown | OrderFill | OrderEnded):
            return
        about = {"order": event.order, "book": event.book.value, **self._orders.get(event.order, {})}
        match event:
            case OrderOpened():
                self._fire(OrderEventType.ORDER_OPENED, event, about)
            case OrderUnknown():
                self._fire(OrderEventType.ORDER_UNKNOWN, event, about)
            case OrderFill(fill=fill):
                traded = {
                    "price": plain(fill.price),
                    "filled": plain(fill.amount),
                    "fee": plain(fill.fee),
                    "fee_currency": fill.fee_currency,
                }
                self._fire(OrderEventType.FILL, event, about | traded)
            case OrderEnded():
                self._orders.pop(event.order, None)
                self._fire(_ENDS[event.status], event, about)


def _decision(event: Evaluated) -> dict[str, Any]:
    return {"reason": event.reason.lower(), "book": event.book.value, **decision_attributes(event)}


def _about(order: Any) -> dict[str, Any]:
    return {
        "side": order.side.value,
        "market": str(order.pair),
        "limit": plain(order.limit),
        "amount": plain(order.amount),
    }
