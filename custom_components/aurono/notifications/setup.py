"""Where notifications begin: what happens in the house's accounts is heard, and none of it can reach back."""

from collections.abc import Callable

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..const import LOGGER
from ..coordinator import AuronoCoordinator
from ..signals import SIGNAL_EVENT
from .conditions import true_of
from .happenings import async_tell_happened
from .not_loaded import async_watch_entries
from .notifier import async_setup_notifiers, notifier_of


async def async_setup_notifications(hass: HomeAssistant) -> None:
    """Listen to every account, whether it is loaded now or later."""
    await async_setup_notifiers(hass)
    # The dispatcher logs whatever goes wrong in a listener and goes on.
    async_dispatcher_connect(hass, SIGNAL_EVENT, async_tell_happened)
    async_watch_entries(hass)


@callback
def async_keep_told(coordinator: AuronoCoordinator) -> Callable[[], None]:
    """Tell what is true of an account from now on; returns what ends it."""
    notifier = notifier_of(coordinator.hass, coordinator.config_entry)
    failed = False

    @callback
    def updated() -> None:
        nonlocal failed
        try:
            notifier.keep(true_of(coordinator), all_known=coordinator.trader.live.reconciler.has_seen_all)
            failed = False
        except Exception:  # noqa: BLE001 - an account trades on whatever becomes of its notifications
            if not failed:
                LOGGER.exception("What is true of %s cannot be told", coordinator.config_entry.title)
            failed = True

    return coordinator.async_add_listener(updated)
