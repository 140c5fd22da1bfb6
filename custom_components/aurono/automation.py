"""What triggers and conditions have in common: which strategies are meant, and what is told of one."""

from collections.abc import Collection
from typing import Any

from homeassistant.core import callback
from homeassistant.helpers import config_validation as cv, device_registry as dr
import probatio

from .coordinator import AuronoCoordinator
from .devices import strategy_identifier

OPTION_STRATEGIES = "strategies"

STRATEGIES = {probatio.Optional(OPTION_STRATEGIES, default=list): probatio.All(cv.ensure_list, [cv.string])}
"""Devices, ids or names. They are looked for when something happens: an automation is loaded before its account."""


@callback
def is_meant(given: Collection[str], coordinator: AuronoCoordinator, strategy_id: str | None) -> bool:
    """Whether a strategy, or where it is None the account as a whole, is among those given; nothing given means all."""
    if not given:
        return True
    state = None if strategy_id is None else coordinator.portfolio.strategies.get(strategy_id)
    if strategy_id is None or state is None:
        return strategy_id in given
    return any(
        word in {strategy_id, strategy_device(coordinator, strategy_id)} or word.casefold() == state.name.casefold()
        for word in given
    )


@callback
def strategy_device(coordinator: AuronoCoordinator, strategy_id: str) -> str | None:
    """Registry id of the device of a strategy."""
    entry_id = coordinator.config_entry.entry_id
    identifier = strategy_identifier(entry_id, strategy_id)
    device = dr.async_get(coordinator.hass).async_get_device_by_identifier(identifier, entry_id)
    return None if device is None else device.id


@callback
def describe_strategy(coordinator: AuronoCoordinator, strategy_id: str | None) -> dict[str, Any]:
    """What an automation is told of the account, and of the strategy if it concerns one."""
    told: dict[str, Any] = {
        "account": coordinator.config_entry.title,
        "config_entry_id": coordinator.config_entry.entry_id,
    }
    state = None if strategy_id is None else coordinator.portfolio.strategies.get(strategy_id)
    if state is not None:
        device = strategy_device(coordinator, state.id)
        told |= {"strategy": state.name, "device_id": device, "market": str(state.parameters.pair)}
    return told
