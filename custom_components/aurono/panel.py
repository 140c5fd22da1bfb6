"""The panel in the sidebar, there while Aurono has an account, loaded or not; and what it has for dashboards."""

from hashlib import sha256
from pathlib import Path

from homeassistant.components import panel_custom
from homeassistant.components.frontend import add_extra_js_url, async_panel_exists, async_remove_panel
from homeassistant.components.http import StaticPathConfig
from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN, LOGGER

PANEL_URL = DOMAIN
"""Where the panel lives in Home Assistant's address: ``/aurono``."""
PANEL_ELEMENT = "aurono-panel"
MODULE = "aurono-panel.js"
CARDS = "aurono-cards.js"
"""The module that Home Assistant loads with all its pages: it offers the cards and the dashboard."""
_ICON = "mdi:chart-timeline-variant-shimmer"
_BUILT = Path(__file__).parent / "frontend"
_MISSING = Path(__file__).parent / "panel_missing"
"""A module of the same name, which says that the panel itself is not there."""


async def async_setup_panel(hass: HomeAssistant) -> None:
    """Serve the files, offer the cards for dashboards, and show the panel for as long as there is an account."""
    folder, fingerprint = await hass.async_add_executor_job(_find)
    url = f"/{DOMAIN}_panel/{fingerprint}"
    # Browsers keep what lies under an address for a month; another build of the panel has another address.
    await hass.http.async_register_static_paths([StaticPathConfig(url, str(folder), cache_headers=True)])
    config: dict[str, str] = {}
    if folder is _MISSING:
        LOGGER.error(
            "The panel's file %s is not in %s: this installation is incomplete. Trading goes on. Install Aurono again,"
            " or, in a checkout, build the panel",
            MODULE,
            _BUILT,
        )
        words = await async_get_translations(hass, hass.config.language, "exceptions", {DOMAIN})
        config["message"] = words.get(f"component.{DOMAIN}.exceptions.panel_missing.message", "")
    else:
        add_extra_js_url(hass, f"{url}/{CARDS}")

    async def show() -> None:
        if not async_panel_exists(hass, PANEL_URL):
            await panel_custom.async_register_panel(
                hass,
                frontend_url_path=PANEL_URL,
                webcomponent_name=PANEL_ELEMENT,
                module_url=f"{url}/{MODULE}",
                sidebar_title="Aurono",
                sidebar_icon=_ICON,
                require_admin=False,
                config=config,
                config_panel_domain=DOMAIN,
            )

    @callback
    def on_entry_changed(change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain != DOMAIN:
            return
        if change is ConfigEntryChange.ADDED:
            hass.async_create_task(show(), "Show the panel of Aurono")
        elif change is ConfigEntryChange.REMOVED and not hass.config_entries.async_entries(DOMAIN):
            async_remove_panel(hass, PANEL_URL, warn_if_unknown=False)

    async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, on_entry_changed)
    await show()


def _find() -> tuple[Path, str]:
    """The folder to serve, and a mark of everything that is in it."""
    folder = _BUILT if (_BUILT / MODULE).is_file() else _MISSING
    digest = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\n".encode())
        digest.update(path.read_bytes())
    return folder, digest.hexdigest()[:16]
