"""What helps to find a fault, without a key, an amount of money or a name of a device in it."""

from typing import Any

from homeassistant.core import HomeAssistant

from .const import CONF_EXCHANGE, CONF_SPEED
from .engine.portfolio import StrategyState
from .execution.market_watch import Connection
from .runtime import AuronoConfigEntry


async def async_get_config_entry_diagnostics(_hass: HomeAssistant, entry: AuronoConfigEntry) -> dict[str, Any]:
    """The state of an account. What may be told is listed here, rather than what must not: nothing slips through."""
    data = entry.runtime_data
    trader, coordinator = data.trader, data.coordinator
    verification = coordinator.verification
    return {
        "exchange": entry.data[CONF_EXCHANGE],
        "speed": entry.data.get(CONF_SPEED),
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
        "strategies": {
            strategy_id: _strategy(state) | {"stuck": strategy_id in trader.stuck}
            for strategy_id, state in trader.portfolio.strategies.items()
        },
    }


def _connection(connection: Connection) -> dict[str, Any]:
    failure = connection.failure
    return {
        "connected": connection.connected,
        "since": connection.since,
        "failure": None if failure is None else {"kind": failure.kind.value, "detail": failure.detail},
    }


def _strategy(state: StrategyState) -> dict[str, Any]:
    """A strategy by its rule and its progress; what it owns and may spend is left out, as is its name."""
    parameters, last, book = state.parameters, state.last_evaluation, state.book
    return {
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
