"""What the panel asks and is told, over Home Assistant's WebSocket."""

from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from . import candles, curve, history, markets, performance, report, subscribe

_COMMANDS = (
    *subscribe.COMMANDS,
    *markets.COMMANDS,
    *history.COMMANDS,
    *curve.COMMANDS,
    *performance.COMMANDS,
    *candles.COMMANDS,
    *report.COMMANDS,
)


@callback
def async_setup_websocket(hass: HomeAssistant) -> None:
    """Register the commands. Everybody may read; what acts or fills the archive is for administrators."""
    for command in _COMMANDS:
        websocket_api.async_register_command(hass, command)
