"""``aurono/subscribe``: all accounts as they stand, then each one again whenever something of it changed."""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection, event_message, websocket_command
from homeassistant.core import HomeAssistant, callback
import probatio

from .feed import feed_of


@websocket_command({probatio.Required("type"): "aurono/subscribe"})
@callback
def subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Send a snapshot, then changes until the subscription ends or the connection closes."""
    number = msg["id"]

    @callback
    def tell(event: dict[str, Any]) -> None:
        connection.send_message(event_message(number, event))

    accounts, connection.subscriptions[number] = feed_of(hass).subscribe(tell)
    connection.send_result(number)
    tell({"kind": "snapshot", "accounts": accounts})


COMMANDS: tuple[websocket_api.const.WebSocketCommandHandler, ...] = (subscribe,)
