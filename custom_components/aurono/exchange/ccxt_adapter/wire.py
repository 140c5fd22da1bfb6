"""What happens on the wire for one request: noted for the task that sends it, and kept to one attempt in time."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
import time
from typing import Any, Self

import aiohttp

_METHODS = frozenset({"get", "post", "put", "delete"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by both clocks: the monotonic one stands still while the machine sleeps, the other may be set."""

    monotonic: float
    wall: float

    @classmethod
    def after(cls, seconds: float) -> Self:
        """So many seconds from now."""
        return cls(time.monotonic() + seconds, time.time() + seconds)

    @property
    def left(self) -> float:
        """Seconds until it comes by the clock that gets there first."""
        return min(self.monotonic - time.monotonic(), self.wall - time.time())


@dataclass(slots=True)
class Exchanged:
    """What was sent and what came back; ``send_before`` is when a request is no longer wanted."""

    send_before: Deadline | None = None
    sent: bool = False
    status: int | None = None
    headers: Mapping[str, str] | None = None
    data: object = None


CURRENT: ContextVar[Exchanged] = ContextVar("aurono_ccxt_request")
"""The request of the running task."""


class OneAttempt:
    """The caller's session as ccxt gets it: a request goes nowhere else than it was sent, and leaves in time or not.

    A redirection would send the order, and the key, again to whatever address an answer names.
    """

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._session, name)
        return partial(_once, value) if name in _METHODS else value


def _once(method: Callable[..., Any], *arguments: Any, timeout: float, **named: Any) -> Any:
    deadline = CURRENT.get().send_before
    # Time for a connection, at least some: none at all would mean as long as it takes.
    connect = None if deadline is None else max(deadline.left, 0.001)
    limits = aiohttp.ClientTimeout(total=timeout, connect=connect)
    return method(*arguments, timeout=limits, allow_redirects=False, **named)
