"""``aurono/curve``: what books were worth over time."""

from typing import Any

from homeassistant.components.websocket_api import const
from homeassistant.core import HomeAssistant
import probatio

from ..engine.numbers import plain
from ..runtime import AuronoConfigEntry
from ..store.curve import MOST_POINTS, CurveQuery
from .access import BOOK, TIME, Message, account_command
from .history import require_strategy


@account_command(
    "aurono/curve",
    {
        probatio.Required("book"): BOOK,
        probatio.Optional("strategy"): str,
        probatio.Optional("since_ms"): TIME,
        probatio.Optional("points", default=MOST_POINTS): probatio.All(int, probatio.Range(min=2, max=MOST_POINTS)),
    },
)
async def curve_command(_hass: HomeAssistant, entry: AuronoConfigEntry, msg: Message) -> dict[str, Any]:
    """Time, value and profit after the events of one strategy, or of all that used books of this kind then."""
    if (strategy := msg.get("strategy")) is not None:
        await require_strategy(entry, strategy)
    query = CurveQuery(entry.entry_id, msg["book"], strategy, since=msg.get("since_ms"), points=msg["points"])
    return {
        "currencies": [
            {
                "currency": curve.currency,
                "points": [[point.time, plain(point.value), plain(point.profit)] for point in curve.points],
            }
            for curve in await entry.runtime_data.journal.curves(query)
        ]
    }


COMMANDS: tuple[const.WebSocketCommandHandler, ...] = (curve_command,)
