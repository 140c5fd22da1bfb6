"""``aurono/markets``: the markets of an exchange and their rules."""

from typing import Any

from homeassistant.components.websocket_api import const
from homeassistant.core import HomeAssistant

from ..engine.timeframe import MINUTE
from ..exchange.protocol import Failure
from ..runtime import AuronoConfigEntry
from .access import Message, account_command, exchange_failed
from .strategy_json import market_json

_FRESH = 5 * MINUTE
"""How old (market ms) the answer may be."""


@account_command("aurono/markets")
async def markets_command(_hass: HomeAssistant, entry: AuronoConfigEntry, _msg: Message) -> dict[str, Any]:
    """All markets by name, as they were read some minutes ago at the most."""
    trader = entry.runtime_data.trader
    markets = await trader.markets(older_than=trader.now() - _FRESH)
    if isinstance(markets, Failure):
        raise exchange_failed(markets)
    return {"markets": [market_json(markets[pair]) for pair in sorted(markets)]}


COMMANDS: tuple[const.WebSocketCommandHandler, ...] = (markets_command,)
