"""What happened, as files: trades as CSV and the journal as JSON lines, part after part for whoever writes them."""

from collections.abc import AsyncIterator
from datetime import UTC, tzinfo
from itertools import batched
from typing import NamedTuple

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..runtime import AuronoConfigEntry
from ..store.trades import TradeQuery
from . import trade_csv

_AT_ONCE = 500
"""Trades written at once, away from the event loop."""


class Part(NamedTuple):
    """Some of a file, and how many entries it holds up to here."""

    content: bytes
    entries: int


async def trades_file(hass: HomeAssistant, entry: AuronoConfigEntry, query: TradeQuery) -> AsyncIterator[Part]:
    """The trades of a query, the oldest first, however many; raises StoreError."""
    trades = await entry.runtime_data.journal.every_trade(query)
    zone: tzinfo = await dt_util.async_get_time_zone(hass.config.time_zone) or UTC
    yield Part(f"{trade_csv.BYTE_ORDER_MARK}{trade_csv.header()}".encode(), 0)
    written = 0
    for some in batched(trades, _AT_ONCE, strict=False):
        text = await hass.async_add_executor_job(trade_csv.lines, some, zone)
        written += len(some)
        yield Part(text.encode(), written)


async def journal_file(entry: AuronoConfigEntry) -> AsyncIterator[Part]:
    """The journal of an account (``store.journal_export``); raises StoreError."""
    async for part in entry.runtime_data.journal.export(entry.entry_id):
        yield Part(part.lines, part.events)
