"""What Activity tells in sentences: trades, orders that came to nothing, signals that were not traded, missed candles.

Each is one event on Home Assistant's bus, which the recorder keeps as facts; ``logbook.py`` makes a sentence of it in
the language that the home has when it is read. Candles without a signal are not among them: there are too many.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from homeassistant.const import ATTR_DEVICE_ID, ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .const import DOMAIN, LOGGER
from .coordinator import AuronoCoordinator
from .devices import strategy_identifier
from .engine.events import Evaluated, OrderEnded, OrderUnknown
from .engine.numbers import ZERO, exactly, plain, quotient_half_even
from .engine.order import Fill, OrderStatus
from .engine.reason import Reason, Side
from .engine.strategy import BookKind
from .entity import strategy_unique_id
from .execution.ends import NOT_AT_THE_EXCHANGE
from .signals import SIGNAL_EVENT, Happened, OrderFacts
from .store.errors import StoreError
from .store.trades import TradeQuery

EVENT_HAPPENED = f"{DOMAIN}_happened"
"""The type of the events on the bus."""
MOST_FILLS = 500
"""How many of the newest trades are searched for those of one order."""


class Kind(StrEnum):
    """What can be told."""

    BOUGHT = "bought"
    SOLD = "sold"
    BUY_EXPIRED = "buy_expired"
    BUY_CANCELLED = "buy_cancelled"
    BUY_REJECTED = "buy_rejected"
    SELL_EXPIRED = "sell_expired"
    SELL_CANCELLED = "sell_cancelled"
    SELL_REJECTED = "sell_rejected"
    BUY_NOT_ARRIVED = "buy_not_arrived"
    SELL_NOT_ARRIVED = "sell_not_arrived"
    BUY_UNKNOWN = "buy_unknown"
    SELL_UNKNOWN = "sell_unknown"
    NOT_BOUGHT = "not_bought"
    NOT_SOLD = "not_sold"
    MISSED = "missed"


_TRADED = {Side.BUY: Kind.BOUGHT, Side.SELL: Kind.SOLD}
_UNKNOWN = {Side.BUY: Kind.BUY_UNKNOWN, Side.SELL: Kind.SELL_UNKNOWN}
_BLOCKED = {Side.BUY: Kind.NOT_BOUGHT, Side.SELL: Kind.NOT_SOLD}
_UNFILLED = {
    (Side.BUY, OrderStatus.EXPIRED): Kind.BUY_EXPIRED,
    (Side.BUY, OrderStatus.CANCELLED): Kind.BUY_CANCELLED,
    (Side.BUY, OrderStatus.REJECTED): Kind.BUY_REJECTED,
    (Side.SELL, OrderStatus.EXPIRED): Kind.SELL_EXPIRED,
    (Side.SELL, OrderStatus.CANCELLED): Kind.SELL_CANCELLED,
    (Side.SELL, OrderStatus.REJECTED): Kind.SELL_REJECTED,
}
_NOT_ARRIVED = {Side.BUY: Kind.BUY_NOT_ARRIVED, Side.SELL: Kind.SELL_NOT_ARRIVED}
_MISSED = frozenset({Reason.MISSED_OFFLINE, Reason.TOO_LATE})


def blocked_side(event: Evaluated) -> Side:
    """Which way the signal pointed that was not traded: a fall asks to buy, a rise to sell."""
    change = event.numbers.change
    return Side.BUY if change is not None and change < 0 else Side.SELL


@callback
def async_setup_happenings(hass: HomeAssistant) -> None:
    """Tell of every account, whether it is loaded now or later."""
    last: dict[tuple[str, str], Reason] = {}

    @callback
    def happened(what: Happened) -> None:
        match what.event:
            case Evaluated() as event:
                whose = (what.coordinator.config_entry.entry_id, event.strategy)
                # A signal that is held back for one reason candle after candle is told once.
                repeated = last.get(whose) is event.reason
                last[whose] = event.reason
                if not repeated:
                    _tell_decision(what.coordinator, event)
            case OrderUnknown() as event if what.order is not None:
                _fire(what.coordinator, event.strategy, _UNKNOWN[what.order.side], _about(event, what.order))
            case OrderEnded() as event if what.order is not None:
                what.coordinator.config_entry.async_create_background_task(
                    hass, _tell_end(what.coordinator, event, what.order), f"{DOMAIN} order ended"
                )

    async_dispatcher_connect(hass, SIGNAL_EVENT, happened)


@callback
def _tell_decision(coordinator: AuronoCoordinator, event: Evaluated) -> None:
    about: dict[str, Any] = {"book": event.book.value, "reason": event.reason.lower()}
    if event.reason.is_blocked:
        _fire(coordinator, event.strategy, _BLOCKED[blocked_side(event)], about)
    elif event.reason in _MISSED:
        _fire(coordinator, event.strategy, Kind.MISSED, about | {"count": event.count})


async def _tell_end(coordinator: AuronoCoordinator, event: OrderEnded, order: OrderFacts) -> None:
    """An order as a whole: all its fills, those of before a restart as well, or that it came to nothing."""
    entry = coordinator.config_entry
    query = TradeQuery(entry.entry_id, event.strategy, event.book, limit=MOST_FILLS)
    try:
        trades = (await entry.runtime_data.journal.trades(query)).trades
    except StoreError as error:
        LOGGER.warning("Activity does not tell how an order of %s ended: %s", entry.title, error)
        return
    about = _about(event, order)
    if fills := [trade.fill for trade in trades if trade.order.id == event.order]:
        _fire(coordinator, event.strategy, _TRADED[order.side], about | _traded(order, fills))
    elif event.detail in NOT_AT_THE_EXCHANGE:
        _fire(coordinator, event.strategy, _NOT_ARRIVED[order.side], about)
    elif (kind := _UNFILLED.get((order.side, event.status))) is not None:
        _fire(coordinator, event.strategy, kind, about)


def _about(event: OrderEnded | OrderUnknown, order: OrderFacts) -> dict[str, Any]:
    return {"book": event.book.value, "market": str(order.pair), "limit": plain(order.limit), "order": event.order}


def facts_of_trade(book: BookKind, order: OrderFacts, fills: list[Fill]) -> dict[str, Any]:
    """What a sentence about fills of one order is made of."""
    return {
        "kind": _TRADED[order.side].value,
        "book": book.value,
        "market": str(order.pair),
        "limit": plain(order.limit),
        **_traded(order, fills),
    }


@exactly
def _traded(order: OrderFacts, fills: list[Fill]) -> dict[str, Any]:
    """What was traded: amount in base, average price, and what it cost or brought with its fees in quote."""
    amount = sum((fill.amount for fill in fills), ZERO)
    value = sum((fill.amount * fill.price for fill in fills), ZERO)
    total: Decimal = sum(
        (fill.paid(order.pair) if order.side is Side.BUY else fill.received(order.pair) for fill in fills), ZERO
    )
    return {"amount": plain(amount), "price": plain(quotient_half_even(value, amount)), "total": plain(total)}


@callback
def _fire(coordinator: AuronoCoordinator, strategy_id: str, kind: Kind, facts: dict[str, Any]) -> None:
    """Put it on the bus, with what finds it again from the strategy's device and its entity."""
    hass, entry = coordinator.hass, coordinator.config_entry
    state = coordinator.portfolio.strategies.get(strategy_id)
    data = {
        "kind": kind.value,
        "account": entry.entry_id,
        "strategy": strategy_id,
        "name": strategy_id if state is None else state.name,
        **facts,
    }
    unique_id = strategy_unique_id(entry.entry_id, strategy_id, "activity")
    if (entity_id := er.async_get(hass).async_get_entity_id("event", DOMAIN, unique_id)) is not None:
        data[ATTR_ENTITY_ID] = entity_id
    device = dr.async_get(hass).async_get_device_by_identifier(
        strategy_identifier(entry.entry_id, strategy_id), entry.entry_id
    )
    if device is not None:
        data[ATTR_DEVICE_ID] = device.id
    hass.bus.async_fire(EVENT_HAPPENED, data)
