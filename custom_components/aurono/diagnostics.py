"""What helps to find a fault, without a key, a name or, unless its owner asked for it, an amount of money in it."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceEntry

from .const import CONF_DIAGNOSTICS_AMOUNTS, CONF_EXCHANGE, CONF_SPEED
from .devices import strategy_identifier
from .engine.book import Book
from .engine.numbers import plain
from .engine.portfolio import StrategyState
from .execution.market_watch import Connection
from .runtime import AuronoConfigEntry
from .views.parameters_json import parameters_json


async def async_get_config_entry_diagnostics(_hass: HomeAssistant, entry: AuronoConfigEntry) -> dict[str, Any]:
    """The state of an account. What may be told is listed here, rather than what must not: nothing slips through."""
    return _about(entry) | ({"strategies": _strategies(entry)} if entry.state is ConfigEntryState.LOADED else {})


async def async_get_device_diagnostics(
    _hass: HomeAssistant, entry: AuronoConfigEntry, device: DeviceEntry
) -> dict[str, Any]:
    """The state of an account with, for the device of a strategy, that one alone."""
    if entry.state is not ConfigEntryState.LOADED:
        return _about(entry)
    told = {
        strategy_id: strategy
        for strategy_id, strategy in _strategies(entry).items()
        if strategy_identifier(entry.entry_id, strategy_id) in device.identifiers
    }
    return _about(entry) | {"strategies": told}


def _about(entry: AuronoConfigEntry) -> dict[str, Any]:
    """The account itself; one that could not be loaded is what diagnostics are needed for most."""
    told = {
        "version": f"{entry.version}.{entry.minor_version}",
        "state": entry.state.value,
        "error": entry.error_reason_translation_key,
        "exchange": entry.data[CONF_EXCHANGE],
        "speed": entry.data.get(CONF_SPEED),
    }
    return told | (_account(entry) if entry.state is ConfigEntryState.LOADED else {})


def _strategies(entry: AuronoConfigEntry) -> dict[str, Any]:
    states = entry.runtime_data.trader.portfolio.strategies
    return {strategy_id: _strategy(entry, state) for strategy_id, state in states.items()}


def _account(entry: AuronoConfigEntry) -> dict[str, Any]:
    trader, verification = entry.runtime_data.trader, entry.runtime_data.coordinator.verification
    return {
        "connection": _connection(trader.connection),
        "exchange_time": trader.now(),
        "halted": trader.halted,
        "live": {
            "status": trader.live.status.value,
            "questions": [question.kind.value for question in trader.live.questions],
        },
        "journal": {
            "sound": verification.is_sound,
            "events": verification.events,
            "kinds": dict(verification.kinds),
            "problems": [{"kind": problem.kind.value, "event": problem.position} for problem in verification.problems],
        },
    }


def _connection(connection: Connection) -> dict[str, Any]:
    failure = connection.failure
    return {
        "connected": connection.connected,
        "since": connection.since,
        "failure": None if failure is None else {"kind": failure.kind.value, "detail": failure.detail},
    }


def _strategy(entry: AuronoConfigEntry, state: StrategyState) -> dict[str, Any]:
    """A strategy by its rule and its progress; what it owns and may spend only where its owner asked for it."""
    parameters, last, book = state.parameters, state.last_evaluation, state.book
    told = {
        "stuck": state.id in entry.runtime_data.trader.stuck,
        "pair": str(parameters.pair),
        "timeframe": parameters.timeframe.value,
        "reference": parameters.reference.value,
        "cooldown": parameters.cooldown,
        "rsi_period": parameters.rsi_period,
        "order_timeout": parameters.order_timeout,
        "version": state.version,
        "mode": state.mode.value,
        "evaluated_until": state.evaluated_until,
        "last_evaluation": None
        if last is None
        else {"time": last.time, "candle": last.candle, "reason": last.reason.value, "detail": last.detail},
        "open_orders": [] if book is None else [order.status.value for order in book.orders],
        "trades": 0 if book is None else book.trades,
        "failures": 0 if book is None else book.failures,
    }
    if entry.options.get(CONF_DIAGNOSTICS_AMOUNTS):
        told["parameters"] = parameters_json(parameters)
        told["books"] = {kind.value: _amounts(kept) for kind, kept in state.books.items()}
    return told


def _amounts(book: Book) -> dict[str, Any]:
    return {
        "allocated": plain(book.allocated),
        "free": plain(book.free),
        "reserved": plain(book.reserved),
        "position": plain(book.position),
        "cost": plain(book.cost),
        "realized": plain(book.realized),
        "fees": plain(book.fees),
        "orders": [
            {
                "side": order.side.value,
                "status": order.status.value,
                "limit": plain(order.limit),
                "amount": plain(order.amount),
                "filled": plain(order.filled),
                "reserved": plain(order.reserved),
            }
            for order in book.orders
        ],
    }
