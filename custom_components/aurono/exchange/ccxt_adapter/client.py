"""One configured ccxt instance, and the guard around each request that turns whatever happens into a value.

Requests go through ccxt's own method per endpoint, which signs and sends them and decodes the answer. Its
unified methods are not used: they load and keep all assets and markets on the event loop, round prices half up, drop
the client order id, change the process's decimal context, and judge errors by classes that mix refusals with lost
answers. So the numbers stay the texts that the exchange sent.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from decimal import localcontext
from email.utils import parsedate_to_datetime
from inspect import getattr_static
import logging
import re
import time
from typing import Any, Protocol

import aiohttp

from .limits import Budget, Points
from .outcome import Answer, NoAnswer, NotSent, Outcome, Rejection
from .wire import CURRENT, Deadline, Exchanged, OneAttempt

TIMEOUT = 10_000
"""Milliseconds until a request is given up."""

_LONGEST_DETAIL = 300
_LOOKS_SECRET = re.compile(r"[0-9A-Za-z+/]{40,}")
"""Keys and signatures; the ids of orders are UUIDs, which are shorter."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A request that an exchange offers.

    ``method`` is ccxt's name for it, ``name`` ours in messages, ``cost`` its points. ``signed`` requests count on the
    key, others on the address. An ``essential`` one is sent even from the last points. A ccxt that does not know the
    method yet gets it with this ``path``, made ``like`` another one.
    """

    method: str
    name: str
    cost: int = 1
    signed: bool = False
    essential: bool = False
    path: str = ""
    like: str = ""


@dataclass(frozen=True, slots=True)
class VenueError:
    """An error envelope; ``ban_until`` is the exchange's time (ms) where it says that it bans us."""

    code: int
    message: str
    ban_until: int | None = None


class Dialect(Protocol):
    """What differs from exchange to exchange below the meaning of the data."""

    @property
    def exchange_id(self) -> str:
        """The name of the exchange in ccxt."""
        ...

    @property
    def endpoints(self) -> frozenset[Endpoint]:
        """All that is asked of it."""
        ...

    @property
    def options(self) -> Mapping[str, object]:
        """Options of the ccxt instance."""
        ...

    def base_urls(self, base_url: str) -> dict[str, str]:
        """The addresses to use instead of the exchange's own, for a server at ``base_url``."""
        ...

    def read_error(self, status: int, data: object) -> VenueError | None:
        """The error that an answer holds, if it holds one."""
        ...

    def read_points(self, headers: Mapping[str, str]) -> Points | None:
        """What the headers (names in lower case) say about the limit on requests."""
        ...

    def ban_length(self, *, signed: bool) -> int:
        """Milliseconds of a ban that does not say when it ends."""
        ...


class _TooLate(Exception):
    """The request waited for its turn until it was no longer wanted."""


class Client:
    """Sends requests of one account to one exchange, one attempt each."""

    def __init__(self, instance: Any, dialect: Dialect, secrets: tuple[str, ...]) -> None:
        self._ccxt = instance
        self._dialect = dialect
        self._secrets = secrets
        self._budgets = {True: Budget(), False: Budget()}
        self._closed = False

    @property
    def has_key(self) -> bool:
        """Whether signed requests can be made."""
        return bool(self._secrets)

    async def request(
        self, endpoint: Endpoint, parameters: Mapping[str, str | int] | None = None, *, send_within: float | None = None
    ) -> Outcome:
        """Send one request once. ``send_within``: seconds after which it is dropped if it has not left by then.

        That covers every wait on this machine: for its turn among our requests, for a connection of the session, and
        until a new one stands.
        """
        if self._closed:
            return NotSent(f"{endpoint.name}: the connection was closed")
        if endpoint.signed and not self.has_key:
            return NotSent(f"{endpoint.name}: this takes an API key")
        retry_at = self._budgets[endpoint.signed].retry_at(endpoint.cost, essential=endpoint.essential)
        if retry_at is not None:
            return NotSent(f"{endpoint.name}: held back to stay inside the exchange's limit on requests", retry_at)
        exchanged = Exchanged(None if send_within is None else Deadline.after(send_within))
        token = CURRENT.set(exchanged)
        send: Callable[[dict[str, str | int]], Awaitable[object]] = getattr(self._ccxt, endpoint.method)
        try:
            with localcontext():
                await send(dict(parameters or {}))
        except Exception as error:  # noqa: BLE001 - the border: whatever the library raises ends here as a value
            if exchanged.status is None:
                return self._without_answer(endpoint, exchanged, error)
        finally:
            CURRENT.reset(token)
        return self._judge(endpoint, exchanged)

    async def close(self) -> None:
        """Let go of the session, which stays open: it belongs to whoever passed it in."""
        self._closed = True
        await self._ccxt.close()

    def _without_answer(self, endpoint: Endpoint, exchanged: Exchanged, error: Exception) -> NotSent | NoAnswer:
        cause = error.__cause__ or error
        detail = self._clean(f"{endpoint.name}: {type(cause).__name__} {cause}")
        never_connected = isinstance(cause, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
        return NotSent(detail) if never_connected or not exchanged.sent else NoAnswer(detail)

    def _judge(self, endpoint: Endpoint, exchanged: Exchanged) -> Outcome:
        status, headers = exchanged.status, exchanged.headers
        if status is None or headers is None:
            return NoAnswer(f"{endpoint.name}: the library gave an answer that did not come from the exchange")
        lowered = {name.lower(): value for name, value in headers.items()}
        now, budget = _time_of(lowered), self._budgets[endpoint.signed]
        points = self._dialect.read_points(lowered)
        if points is not None:
            budget.observe(points, now)
        error = self._dialect.read_error(status, exchanged.data)
        if error is None and status < 300:
            if exchanged.data is None:
                return NoAnswer(f"{endpoint.name}: HTTP {status} without a readable body")
            return Answer(exchanged.data)
        retry_at = None
        if status == 429 or (error is not None and error.ban_until is not None):
            told = error.ban_until if error is not None else None
            if told is None and points is not None and points.reset_at > now:
                told = points.reset_at
            retry_at = told if told is not None else now + self._dialect.ban_length(signed=endpoint.signed)
            budget.ban(retry_at, now)
        if error is None:
            return Rejection(status, None, f"{endpoint.name}: HTTP {status} without the exchange's error", retry_at)
        message = self._clean(f"{endpoint.name}: {error.code} {error.message}")
        return Rejection(status, error.code, message, retry_at)

    def _clean(self, text: str) -> str:
        """A text for the log: short, on one line, and without anything that could be a key or a signature."""
        for secret in self._secrets:
            text = text.replace(secret, "[…]")
        return " ".join(_LOOKS_SECRET.sub("[…]", text).split())[:_LONGEST_DETAIL]


def build_client(
    library_class: Any,
    dialect: Dialect,
    *,
    key: tuple[str, str] | None,
    base_url: str | None,
    session: aiohttp.ClientSession,
    config: Mapping[str, object],
) -> Client:
    """Configure an instance of the loaded class; ``config`` brings SSL context, loop and user agent.

    Raises AttributeError where the installed ccxt lacks what the dialect asks.
    """
    instance = _recording(library_class, dialect)(
        {
            **config,
            "session": OneAttempt(session),
            **({} if key is None else {"apiKey": key[0], "secret": key[1]}),
            # The exchange's headers say how much is left. ccxt would space requests evenly, and an order would queue.
            "enableRateLimit": False,
            "timeout": TIMEOUT,
            "number": str,
            "logger": _quiet_logger(),
            "enableLastHttpResponse": False,
            "enableLastResponseHeaders": False,
            "options": {**dialect.options, "maxRetriesOnFailure": 0},
        }
    )
    instance.timeout_on_exit = 0  # time for connections to close, but the session stays open
    if base_url is not None:
        instance.urls["api"] = dialect.base_urls(base_url)
    return Client(instance, dialect, key or ())


def _recording(library_class: Any, dialect: Dialect) -> Any:
    """A class of our own that notes per request what was sent and what came back; ccxt's stays as it is.

    ccxt would keep only the last answer of the instance, which two requests at once overwrite.
    """
    unknown = {endpoint for endpoint in dialect.endpoints if getattr(library_class, endpoint.method, None) is None}

    async def fetch(self: Any, *arguments: Any, **named: Any) -> Any:
        exchanged = CURRENT.get()
        if exchanged.send_before is not None and exchanged.send_before.left <= 0:
            raise _TooLate("it waited too long for its turn")
        exchanged.sent = True
        return await library_class.fetch(self, *arguments, **named)

    def handle_errors(
        _self: Any, status: int, _reason: str, _url: str, _method: str, headers: Any, _body: str, data: Any, *_: Any
    ) -> None:
        exchanged = CURRENT.get()
        exchanged.status, exchanged.headers, exchanged.data = status, headers, data

    added = {endpoint.method: _method_of(library_class, endpoint) for endpoint in unknown}
    return type(library_class.__name__, (library_class,), {"fetch": fetch, "handle_errors": handle_errors, **added})


def _method_of(library_class: Any, endpoint: Endpoint) -> Any:
    """A descriptor for an endpoint that ccxt does not list; raises AttributeError without a known one to follow."""
    known = getattr_static(library_class, endpoint.like)
    return type(known)(endpoint.path, known.api, known.method, {"cost": endpoint.cost})


def _quiet_logger() -> logging.Logger:
    """A logger that nobody can turn up: at DEBUG, ccxt writes the signed headers with the key.

    It stands outside the tree of loggers, where a configuration could reach it.
    """
    logger = logging.Logger("aurono.ccxt", logging.CRITICAL)  # noqa: LOG001 - see above
    logger.propagate = False
    logger.addHandler(logging.NullHandler())
    return logger


def _time_of(headers: Mapping[str, str]) -> int:
    """The exchange's time (ms) of an answer, by its own date; ours where it has none."""
    try:
        return int(parsedate_to_datetime(headers["date"]).timestamp() * 1000)
    except KeyError, ValueError:
        return time.time_ns() // 1_000_000
