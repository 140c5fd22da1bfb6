"""Tells of accounts that are not running: nobody else in the integration is there to do it."""

from datetime import datetime, timedelta
import time

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval

from ..const import DOMAIN
from ..entry_reason import reason_of
from ..words import Words
from .kinds import Notice, NoticeKind
from .notifier import notifier_of

NOT_LOADED_AFTER = 300.0
"""Seconds that an account may take until it is told that it is not running; it is tried again by itself meanwhile."""
_INTERVAL = timedelta(minutes=1)
_FAILED = frozenset({ConfigEntryState.SETUP_ERROR, ConfigEntryState.SETUP_RETRY, ConfigEntryState.MIGRATION_ERROR})


@callback
def async_watch_entries(hass: HomeAssistant) -> None:
    """Look every minute at every account that is not loaded."""
    since: dict[str, float] = {}

    @callback
    def look(_now: datetime) -> None:
        for entry in hass.config_entries.async_entries(DOMAIN, include_ignore=False, include_disabled=False):
            if entry.state is ConfigEntryState.LOADED:
                since.pop(entry.entry_id, None)
            if entry.state not in _FAILED:
                continue
            if time.monotonic() - since.setdefault(entry.entry_id, time.monotonic()) >= NOT_LOADED_AFTER:
                words = Words(hass)
                detail = reason_of(hass, entry) or ""
                message = words.text("notice_not_loaded", account=entry.title, detail=detail).strip()
                title = words.text("notice_attention_title", account=entry.title)
                notice = Notice(NoticeKind.ATTENTION, "not_loaded", title, message, lasting=True)
                notifier_of(hass, entry).keep([notice], all_known=False)

    async_track_time_interval(hass, look, _INTERVAL, cancel_on_shutdown=True)
