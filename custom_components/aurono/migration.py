"""Entries of other versions of Aurono: older ones are taken over, newer ones refused as they are.

The files on the disk have ladders of their own (``store/database.py``). A step for entries goes here, and with it a
frozen state of the version before into ``tests/migration``.
"""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .config_flow import AuronoConfigFlow
from .execution.log import BOOT


async def async_migrate_entry(_hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Whether this version can load the entry. One with a newer minor version is made to be read by older ones."""
    if entry.version <= AuronoConfigFlow.VERSION:
        return True
    BOOT.error(
        "%s was set up by a newer Aurono (settings of version %s, this one knows %s). Nothing was changed and nothing"
        " is traded: install the newer one again, or put back a backup from before the update",
        entry.title,
        entry.version,
        AuronoConfigFlow.VERSION,
    )
    return False
