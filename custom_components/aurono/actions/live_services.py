"""The actions that concern real money: stopping, cancelling, and correcting the live books. For administrators only."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv, service
from homeassistant.helpers.selector import ConfigEntrySelector
import probatio

from ..const import DOMAIN
from ..engine.numbers import plain
from ..engine.strategy import BookKind
from ..runtime import AuronoConfigEntry
from .service_fields import ATTR_CONFIG_ENTRY, ATTR_STRATEGY, account_of_call, amount_of
from .strategy_lookup import NamedStrategy, find_strategy

ATTR_AMOUNT = "amount"
ATTR_AVERAGE_PRICE = "average_price"
ATTR_CANCEL_ORDERS = "cancel_orders"
ATTR_MONEY = "money"
ATTR_NOTE = "note"
ATTR_ORDER = "order"

_LONGEST_NOTE = 200

_ACCOUNT = {probatio.Optional(ATTR_CONFIG_ENTRY): ConfigEntrySelector({"integration": DOMAIN})}
_STRATEGY = {probatio.Required(ATTR_STRATEGY): cv.string}
_NOTE = {probatio.Optional(ATTR_NOTE, default=""): probatio.All(cv.string, probatio.Length(max=_LONGEST_NOTE))}
# Amounts are read exactly by the handlers: a schema's number would be a binary float.
_SCHEMAS: Mapping[str, Mapping[Any, Any]] = {
    "stop_trading": {**_ACCOUNT, probatio.Optional(ATTR_CANCEL_ORDERS, default=False): cv.boolean},
    "resume_trading": _ACCOUNT,
    "cancel_order": {**_STRATEGY, probatio.Required(ATTR_ORDER): cv.string},
    "cancel_all_orders": _ACCOUNT,
    "adopt_position": {
        **_STRATEGY,
        **_NOTE,
        probatio.Required(ATTR_AMOUNT): cv.string,
        probatio.Required(ATTR_AVERAGE_PRICE): cv.string,
    },
    "write_off_difference": {
        **_STRATEGY,
        **_NOTE,
        probatio.Optional(ATTR_AMOUNT, default="0"): cv.string,
        probatio.Optional(ATTR_MONEY, default="0"): cv.string,
    },
}


@callback
def async_setup_live_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    handlers = {
        "stop_trading": _stop_trading,
        "resume_trading": _resume_trading,
        "cancel_order": _cancel_order,
        "cancel_all_orders": _cancel_all_orders,
        "adopt_position": _adopt_position,
        "write_off_difference": _write_off_difference,
    }
    for name, handler in handlers.items():
        service.async_register_admin_service(
            hass,
            DOMAIN,
            name,
            handler,
            probatio.Schema(dict(_SCHEMAS[name])),
            supports_response=SupportsResponse.OPTIONAL,
        )


async def _stop_trading(call: ServiceCall) -> ServiceResponse:
    entry = account_of_call(call)
    coordinator = entry.runtime_data.coordinator
    await coordinator.execute(coordinator.trader.live.stop(cancel_orders=call.data[ATTR_CANCEL_ORDERS]))
    return _account(entry)


async def _resume_trading(call: ServiceCall) -> ServiceResponse:
    entry = account_of_call(call)
    coordinator = entry.runtime_data.coordinator
    await coordinator.execute(coordinator.trader.live.resume())
    return _account(entry)


async def _cancel_all_orders(call: ServiceCall) -> ServiceResponse:
    entry = account_of_call(call)
    coordinator = entry.runtime_data.coordinator
    await coordinator.execute(coordinator.trader.live.cancel_all())
    return _account(entry)


async def _cancel_order(call: ServiceCall) -> ServiceResponse:
    strategy = find_strategy(call.hass, call.data[ATTR_STRATEGY])
    coordinator = strategy.entry.runtime_data.coordinator
    await coordinator.execute(coordinator.trader.live.cancel_order(strategy.id, call.data[ATTR_ORDER]))
    return _account(strategy.entry)


async def _adopt_position(call: ServiceCall) -> ServiceResponse:
    strategy = find_strategy(call.hass, call.data[ATTR_STRATEGY])
    amount, price = amount_of(call.data[ATTR_AMOUNT]), amount_of(call.data[ATTR_AVERAGE_PRICE])
    coordinator = strategy.entry.runtime_data.coordinator
    await coordinator.execute(coordinator.trader.live.adopt_position(strategy.id, amount, price, call.data[ATTR_NOTE]))
    return _live_books(strategy)


async def _write_off_difference(call: ServiceCall) -> ServiceResponse:
    strategy = find_strategy(call.hass, call.data[ATTR_STRATEGY])
    amount, money = amount_of(call.data[ATTR_AMOUNT]), amount_of(call.data[ATTR_MONEY])
    coordinator = strategy.entry.runtime_data.coordinator
    await coordinator.execute(coordinator.trader.live.write_off(strategy.id, amount, money, call.data[ATTR_NOTE]))
    return _live_books(strategy)


def _account(entry: AuronoConfigEntry) -> ServiceResponse:
    """How the account stands afterwards; an order whose end the exchange has yet to prove is still open."""
    trader = entry.runtime_data.trader
    return {
        "status": trader.live.status.value,
        "open_orders": [
            {"strategy": state.id, "name": state.name, "book": kind.value, "order": order.id}
            for state in trader.portfolio.strategies.values()
            for kind, book in state.books.items()
            for order in book.orders
        ],
    }


def _live_books(strategy: NamedStrategy) -> ServiceResponse:
    state = strategy.entry.runtime_data.trader.portfolio.strategy(strategy.id)
    book = state.require_book(BookKind.LIVE)
    return {
        "strategy": strategy.id,
        "name": state.name,
        "market": str(state.parameters.pair),
        "position": plain(book.position),
        "average_cost": None if book.average_cost is None else plain(book.average_cost),
        "free_capital": plain(book.free),
        "realized_profit": plain(book.realized),
    }
