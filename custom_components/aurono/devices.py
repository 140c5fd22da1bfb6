"""The devices of strategies: each is named as its strategy, and says whether it trades on paper or real money."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.translation import async_get_cached_translations

from .const import DOMAIN, EXCHANGE_DEMO
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
def exchange_words(hass: HomeAssistant, exchange_id: str) -> str:
    """The name of an exchange; that of the demo says, in the language of the house, that its prices are made up."""
    name = exchange_id.capitalize()
    if exchange_id != EXCHANGE_DEMO:
        return name
    words = async_get_cached_translations(hass, hass.config.language, "device", DOMAIN)
    return words.get(f"component.{DOMAIN}.device.demo_exchange.name", name)


@callback
def async_update_devices(coordinator: AuronoCoordinator) -> None:
    """Let the devices say what their strategies are called and trade now; a name, a mode or the language may change."""
    registry = dr.async_get(coordinator.hass)
    entry_id = coordinator.config_entry.entry_id
    exchange = exchange_words(coordinator.hass, coordinator.exchange_id)
    account = registry.async_get_device_by_identifier((DOMAIN, entry_id), entry_id)
    if account is not None and account.manufacturer != exchange:
        registry.async_update_device(account.id, manufacturer=exchange)
    for state in coordinator.portfolio.strategies.values():
        device = registry.async_get_device_by_identifier(strategy_identifier(entry_id, state.id), entry_id)
        model = strategy_model(coordinator.hass, str(state.parameters.pair), state)
        if device is not None and (device.name, device.model, device.manufacturer) != (state.name, model, exchange):
            registry.async_update_device(device.id, name=state.name, model=model, manufacturer=exchange)
