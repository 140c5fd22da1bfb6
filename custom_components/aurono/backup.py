"""Home Assistant's backups: the journal is merged into one whole file and written no more until the backup is made."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .const import DOMAIN
from .coordinator import AuronoCoordinator
from .memory import async_hold, async_release
from .runtime import AuronoConfigEntry
from .store.errors import StoreError


async def async_pre_backup(hass: HomeAssistant) -> None:
    """Hold the journal. Raises HomeAssistantError, which calls the backup off, if its file cannot be made whole."""
    try:
        await async_hold(hass, _idle(hass))
    except StoreError as error:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="journal_not_held",
            translation_placeholders={"detail": str(error)},
        ) from error


async def async_post_backup(hass: HomeAssistant) -> None:
    """Release the journal, and look at once at what became due meanwhile."""
    await async_release(hass)
    for coordinator in _coordinators(hass):
        coordinator.wake()


async def _idle(hass: HomeAssistant) -> None:
    """Wait until no trader is at something that it has yet to write down."""
    for coordinator in _coordinators(hass):
        await coordinator.async_idle()


def _coordinators(hass: HomeAssistant) -> list[AuronoCoordinator]:
    entries: list[AuronoConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    return [entry.runtime_data.coordinator for entry in entries]
