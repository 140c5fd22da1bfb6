"""What Home Assistant's system page tells of Aurono: enough for a report of a fault, nothing about money or keys."""

from importlib.metadata import version
from typing import Any

from homeassistant.components.system_health import SystemHealthRegistration, async_check_can_reach_url
from homeassistant.core import HomeAssistant, callback
from homeassistant.loader import async_get_integration

from . import accounts
from .const import CONF_EXCHANGE, DOMAIN, EXCHANGE_BITVAVO
from .engine.strategy import Mode
from .panel import PANEL_URL
from .runtime import AuronoConfigEntry

_BITVAVO = "https://api.bitvavo.com/v2"


@callback
def async_register(_hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Offer the information, with the way to the panel."""
    register.async_register_info(_info, f"/{PANEL_URL}")


async def _info(hass: HomeAssistant) -> dict[str, Any]:
    """The state of all accounts in a few numbers."""
    entries: list[AuronoConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    loaded: list[AuronoConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    coordinators = [entry.runtime_data.coordinator for entry in loaded]
    modes = [state.mode for coordinator in coordinators for state in coordinator.portfolio.strategies.values()]
    integration = await async_get_integration(hass, DOMAIN)
    info: dict[str, Any] = {
        "version": str(integration.version),
        "ccxt": await hass.async_add_executor_job(version, "ccxt"),
        "accounts": len(entries),
        "accounts_loaded": len(loaded),
        "accounts_connected": sum(coordinator.connection.connected for coordinator in coordinators),
        "strategies_live": modes.count(Mode.LIVE),
        "strategies_on_paper": modes.count(Mode.SHADOW),
        "strategies_paused": modes.count(Mode.PAUSED),
    }
    if coordinators:
        # One journal holds all accounts, so each tells the same of it.
        verification = coordinators[0].verification
        info["journal_verified"] = verification.is_sound
        info["journal_events"] = verification.events
    if any(entry.data[CONF_EXCHANGE] == EXCHANGE_BITVAVO for entry in entries):
        info["can_reach_exchange"] = async_check_can_reach_url(hass, f"{accounts.BITVAVO_URL or _BITVAVO}/time")
    return info
