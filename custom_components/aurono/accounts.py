"""Where an account trades: its exchange and its clock, opened from the entry and the vault."""

from dataclasses import dataclass

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.loader import async_get_integration
from homeassistant.util import dt as dt_util
from homeassistant.util.ssl import client_context

from .const import (
    CONF_CREDENTIALS,
    CONF_EXCHANGE,
    CONF_SEED,
    CONF_SPEED,
    CONF_STARTED_AT,
    DOMAIN,
    EXCHANGE_BITVAVO,
    EXCHANGE_DEMO,
)
from .engine.portfolio import Portfolio
from .engine.strategy import BookKind
from .engine.timeframe import DAY, MINUTE, SECOND
from .exchange.ccxt_adapter.connection import connect
from .exchange.demo.exchange import DemoExchange
from .exchange.market_clock import MarketClock
from .exchange.protocol import Exchange
from .execution.clock import Clock, SystemClock
from .execution.tracker import request_of
from .memory import Memory
from .moments import milliseconds
from .store.vault import Credentials, masked

BITVAVO_URL: str | None = None
"""Address of Bitvavo's interface, None for its own. Nothing in the product sets it: tests, and a launcher of Home
Assistant for tests, put the address of a loopback server here before an account is opened."""

LAPSE = 4 * 365 * DAY
"""How far in the past a time-lapse begins: at an hour per second it catches up with the present overnight."""


@dataclass(frozen=True, slots=True)
class Account:
    """What an entry stands for, opened.

    ``market_clock`` is that of a made-up market, None for a real one. ``poll_interval`` is how often, in market
    milliseconds, the trader looks at prices and open orders. ``key`` is the key as it may be shown.
    """

    exchange_id: str
    exchange: Exchange
    clock: Clock
    poll_interval: int = MINUTE
    market_clock: MarketClock | None = None
    key: str | None = None


async def async_connect(hass: HomeAssistant, credentials: Credentials) -> Exchange:
    """Bitvavo with this key; nothing is sent yet. Raises UnsupportedLibrary."""
    integration = await async_get_integration(hass, DOMAIN)
    return await connect(
        EXCHANGE_BITVAVO,
        credentials,
        session=async_get_clientsession(hass),
        ssl_context=client_context(),
        run_in_executor=hass.async_add_import_executor_job,
        user_agent=f"{integration.name}/{integration.version}",
        base_url=BITVAVO_URL,
    )


def demo_start(speed: int) -> int:
    """Market time (ms) at which a demo market begins: now in real time, far enough back for a time-lapse."""
    now = milliseconds(dt_util.utcnow())
    return now if speed == 1 else now - LAPSE


async def async_open_account(hass: HomeAssistant, entry: ConfigEntry, memory: Memory, portfolio: Portfolio) -> Account:
    """Open the exchange of an entry whose books are these.

    Raises ConfigEntryAuthFailed without a key, UnsupportedLibrary, and StoreError.
    """
    if entry.data[CONF_EXCHANGE] == EXCHANGE_DEMO:
        return await _open_demo(entry, memory, portfolio)
    credentials = await memory.credentials(entry.data[CONF_CREDENTIALS])
    if credentials is None:
        raise ConfigEntryAuthFailed(translation_domain=DOMAIN, translation_key="credentials_missing")
    return Account(
        exchange_id=entry.data[CONF_EXCHANGE],
        exchange=await async_connect(hass, credentials),
        clock=SystemClock(),
        key=masked(credentials.api_key),
    )


async def _open_demo(entry: ConfigEntry, memory: Memory, portfolio: Portfolio) -> Account:
    """The demo market goes on from the last event: it stood still while nothing watched. So does its account."""
    speed = entry.data[CONF_SPEED]
    last = await memory.last_event_time(entry.entry_id)
    start = max(entry.data[CONF_STARTED_AT], last or 0)
    clock = MarketClock(speed, start)
    # Until the trader looks for the first time, nobody would see the closes that a time-lapse passes.
    clock.hold_at(start)
    exchange = DemoExchange(entry.data[CONF_SEED], clock)
    books = [state.books[BookKind.LIVE] for state in portfolio.strategies.values() if BookKind.LIVE in state.books]
    resting = [request_of(order) for book in books for order in book.orders]
    exchange.restore(await memory.live_fills(entry.entry_id), resting)
    return Account(
        exchange_id=EXCHANGE_DEMO,
        exchange=exchange,
        clock=clock,
        # Twice a second of the house is often enough for a market that runs in time-lapse.
        poll_interval=max(MINUTE, speed * SECOND // 2),
        market_clock=clock,
    )
