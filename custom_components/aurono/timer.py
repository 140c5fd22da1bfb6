"""Something to be done once, later."""

from datetime import datetime

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later


class Timer:
    """Calls something once, later, unless it is cancelled; Home Assistant's stop cancels it too."""

    def __init__(self, hass: HomeAssistant, name: str, action: CALLBACK_TYPE) -> None:
        self._hass = hass
        self._job = HassJob(self._fire, name, cancel_on_shutdown=True)
        self._action = action
        self._cancel: CALLBACK_TYPE | None = None

    @property
    def is_armed(self) -> bool:
        """Whether the call is still to come."""
        return self._cancel is not None

    def arm(self, seconds: float) -> None:
        """Call after so many seconds, in place of any call that was to come; steady whatever is done to the clock."""
        self.cancel()
        self._cancel = async_call_later(self._hass, seconds, self._job)

    def cancel(self) -> None:
        """Do not call."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    @callback
    def _fire(self, _now: datetime) -> None:
        self._cancel = None
        self._action()
