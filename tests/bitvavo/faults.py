"""What can go wrong between a client and a venue, on demand."""

from dataclasses import dataclass, field
from enum import Enum, auto


class Kind(Enum):
    """Ways to fail. Those before say that the request was never processed, those after that it was."""

    ABORT_BEFORE = auto()
    """The connection breaks before the request is processed."""
    ABORT_AFTER = auto()
    """The request is processed, then the connection breaks."""
    TRUNCATED = auto()
    """Processed; the connection breaks in the middle of the answer."""
    LATE_ANSWER = auto()
    """Processed at once, answered after `delay`."""
    LATE_PROCESSING = auto()
    """Processed after `delay`, whether the client still waits or not."""
    PAGE_BEFORE = auto()
    """Something in front of the venue answers with a page of HTML and `status`."""
    PAGE_AFTER = auto()
    """Processed, then such a page."""
    EMPTY_BEFORE = auto()
    """HTTP 200 without a body, and nothing was processed."""
    EMPTY_AFTER = auto()
    """Processed, then HTTP 200 without a body."""
    ERROR_BEFORE = auto()
    """The error `code`, and nothing was processed."""
    ERROR_AFTER = auto()
    """Processed, and nevertheless the error `code`."""
    BODY = auto()
    """Processed, but the answer is `body`."""


@dataclass(frozen=True)
class Fault:
    """One way to fail; `delay` in seconds."""

    kind: Kind
    status: int | None = None
    code: int = 0
    message: str = "A fault was asked for."
    delay: float = 0.0
    body: str = ""


@dataclass
class Faults:
    """What is still to go wrong, per route: "POST /order", or "*" for any."""

    _due: dict[str, list[Fault]] = field(default_factory=dict)

    def add(self, route: str, fault: Fault, times: int = 1) -> None:
        """Let the next so many requests to a route fail."""
        self._due.setdefault(route, []).extend([fault] * times)

    def take(self, route: str) -> Fault | None:
        """The fault that is due."""
        for name in (route, "*"):
            if self._due.get(name):
                return self._due[name].pop(0)
        return None

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._due.clear()
