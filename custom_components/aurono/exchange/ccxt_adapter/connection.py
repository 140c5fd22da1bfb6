"""Connects to a real exchange by name."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from importlib.metadata import version
import ssl
from typing import Literal, Protocol

import aiohttp

from ..protocol import Exchange
from .bitvavo.dialect import BITVAVO
from .bitvavo.exchange import BitvavoExchange
from .client import Client, Dialect, build_client
from .loader import load_exchange

_EXCHANGES: dict[str, tuple[Dialect, Callable[[Client], Exchange]]] = {"bitvavo": (BITVAVO, BitvavoExchange)}


class Credentials(Protocol):
    """An API key and its secret."""

    @property
    def api_key(self) -> str:
        """The name of the key."""
        ...

    @property
    def api_secret(self) -> str:
        """What signs requests."""
        ...


class RunInExecutor(Protocol):
    """Runs a blocking function in a thread, as Home Assistant's ``async_add_import_executor_job`` does."""

    def __call__[*Ts, T](self, target: Callable[[*Ts], T], /, *args: *Ts) -> Awaitable[T]:
        """Await what the function returns."""
        ...


class UnsupportedLibrary(ImportError):
    """The installed ccxt cannot be used: another integration may have installed a version outside our range."""


async def connect(
    exchange_id: str,
    credentials: Credentials | None,
    *,
    session: aiohttp.ClientSession,
    ssl_context: ssl.SSLContext | Literal[False],
    run_in_executor: RunInExecutor,
    user_agent: str,
    base_url: str | None = None,
) -> Exchange:
    """Make an exchange that can be asked; nothing is sent yet, so this proves nothing (see ``Exchange.verify``).

    ``session`` stays the caller's: it is used and never closed. ``ssl_context`` keeps ccxt from loading certificates on
    the event loop; the session's connector decides about TLS. Without credentials only time, candles and tickers can be
    read. ``base_url`` takes the place of the exchange's address, in tests.

    Raises ValueError for an exchange that is not supported and :class:`UnsupportedLibrary` where ccxt cannot be used.
    """
    if exchange_id not in _EXCHANGES:
        raise ValueError(f"not a supported exchange: {exchange_id!r}")
    dialect, exchange_of = _EXCHANGES[exchange_id]
    key = None if credentials is None else (credentials.api_key, credentials.api_secret)
    config = {
        "ssl_context": ssl_context,
        "asyncio_loop": asyncio.get_running_loop(),
        "userAgent": user_agent,
    }
    return exchange_of(await run_in_executor(_load_client, dialect, key, base_url, session, config))


def _load_client(
    dialect: Dialect,
    key: tuple[str, str] | None,
    base_url: str | None,
    session: aiohttp.ClientSession,
    config: Mapping[str, object],
) -> Client:
    try:
        library_class = load_exchange(dialect.exchange_id)
        return build_client(library_class, dialect, key=key, base_url=base_url, session=session, config=config)
    except (ImportError, AttributeError) as error:
        raise UnsupportedLibrary(f"ccxt {_installed()} cannot be used: {error}") from error


def _installed() -> str:
    try:
        return version("ccxt")
    except ImportError:
        return "(not installed)"
