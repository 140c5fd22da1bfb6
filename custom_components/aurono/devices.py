"""The devices of strategies: each is named as its strategy, and says whether it trades on paper or real money."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.translation import async_get_cached_translations

from .const import DOMAIN
from .coordinator import AuronoCoordinator
from .engine.portfolio import StrategyState
from .engine.strategy import BookKind


def strategy_identifier(entry_id: str, strategy_id: str) -> tuple[str, str]:
    """What the device of a strategy is known by."""
    return (DOMAIN, f"{entry_id}_{strategy_id}")


@callback
def strategy_model(hass: HomeAssistant, pair: str, state: StrategyState | None) -> str:
    """Market and kind of money, such as “SOL/EUR, on paper”."""
    kind = BookKind.SHADOW if state is None else state.active_book
    words = async_get_cached_translations(hass, hass.config.language, "device", DOMAIN)
    return words.get(f"component.{DOMAIN}.device.{kind}_strategy.name", "{pair}").format(pair=pair)


@callback
def async_update_devices(coordinator: AuronoCoordinator) -> None:
    """Let the devices say what their strategies are called and trade now; a name or a mode may have changed."""
    registry = dr.async_get(coordinator.hass)
    entry_id = coordinator.config_entry.entry_id
    for state in coordinator.portfolio.strategies.values():
        device = registry.async_get_device_by_identifier(strategy_identifier(entry_id, state.id), entry_id)
        model = strategy_model(coordinator.hass, str(state.parameters.pair), state)
        if device is not None and (device.name, device.model) != (state.name, model):
            registry.async_update_device(device.id, name=state.name, model=model)
