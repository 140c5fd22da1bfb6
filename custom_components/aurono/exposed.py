"""What an assistant may be told about: the strategies whose status its owner exposed to it."""

from homeassistant.components.homeassistant import async_should_expose
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import DOMAIN
from .entity import strategy_unique_id
from .runtime import AuronoConfigEntry
from .views.strategy_view import View


@callback
def exposed_views(hass: HomeAssistant, assistant: str) -> list[View]:
    """The strategies whose status sensor is exposed, of all loaded accounts."""
    registry = er.async_get(hass)
    entries: list[AuronoConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    views = []
    for entry in entries:
        coordinator = entry.runtime_data.coordinator
        for state in coordinator.portfolio.strategies.values():
            status = registry.async_get_entity_id(
                "sensor", DOMAIN, strategy_unique_id(entry.entry_id, state.id, "status")
            )
            if state.book is not None and status is not None and async_should_expose(hass, assistant, status):
                views.append(View(coordinator, state, state.book))
    return views
