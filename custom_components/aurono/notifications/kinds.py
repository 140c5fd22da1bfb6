"""What owners can be told of, and one thing to tell."""

from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notification is about, the most pressing first; each recipient chooses among them."""

    ATTENTION = "attention"
    """Errors, and what only a person can decide."""
    MISSED = "missed"
    """An evaluation that should have happened and did not."""
    GAP = "gap"
    """The exchange holds less than the live strategies expect."""
    LOW = "low"
    """Money will not be enough for the next buys."""
    BREAKER = "breaker"
    """Failures of the exchange in a row."""
    STOP = "stop"
    """All trading of an account was stopped, or goes on."""
    FILL = "fill"
    """Trades with real money."""
    PAPER_FILL = "paper_fill"
    """Trades on paper."""
    BLOCKED = "blocked"
    """A live strategy wanted to trade and could not."""
    REPORT = "report"
    """The short form of the daily or weekly report."""


DEFAULT_KINDS = frozenset(NoticeKind) - {NoticeKind.PAPER_FILL, NoticeKind.BLOCKED}
"""What a new recipient is told of unless its owner chooses otherwise."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell.

    ``key`` tells it from others of the same account; a newer notice takes the place of an older one that waits. A
    ``lasting`` one is true for a while: it is told once, and again if it is still true after a day, unless it does not
    ``repeat``. ``ends`` is the key of such a one whose end this tells: when it is true again, it is told again at once.
    ``alone`` keeps it out of bundles.
    """

    kind: NoticeKind
    key: str
    title: str
    message: str
    lasting: bool = False
    repeats: bool = True
    ends: str = ""
    alone: bool = False
