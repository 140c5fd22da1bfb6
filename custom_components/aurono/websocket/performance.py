"""``aurono/performance``: how a strategy or an account did."""

from typing import Any

from homeassistant.components.websocket_api import const
from homeassistant.core import HomeAssistant
import probatio

from ..performance import async_performances, performance_json
from ..runtime import AuronoConfigEntry
from .access import BOOK, TIME, Message, account_command
from .history import check_period, require_strategy


@account_command(
    "aurono/performance",
    {
        probatio.Optional("strategy"): str,
        probatio.Optional("book"): BOOK,
        probatio.Optional("since_ms"): TIME,
        probatio.Optional("until_ms"): TIME,
    },
)
async def performance_command(_hass: HomeAssistant, entry: AuronoConfigEntry, msg: Message) -> dict[str, Any]:
    """Statistics and benchmarks of each kind of books and currency, real money first."""
    check_period(msg)
    if (strategy := msg.get("strategy")) is not None:
        await require_strategy(entry, strategy)
    told = await async_performances(
        entry, strategy=strategy, book=msg.get("book"), since=msg.get("since_ms"), until=msg.get("until_ms")
    )
    return {"performances": [performance_json(one) for one in told]}


COMMANDS: tuple[const.WebSocketCommandHandler, ...] = (performance_command,)
