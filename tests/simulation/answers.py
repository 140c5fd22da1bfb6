"""How a request ends for the adapter, before it makes a value of the protocol of it (EXCHANGES section 7)."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from custom_components.aurono.exchange.protocol import Ambiguous, Failure, FailureKind, Refused


class Verdict(Enum):
    """What a venue's error says about an order that was sent."""

    JUDGED = auto()
    TURNED_AWAY = auto()
    UNSURE = auto()


@dataclass(frozen=True, slots=True)
class Rejected:
    """The venue answered with an error."""

    kind: FailureKind
    verdict: Verdict
    detail: str
    retry_at: int | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer, or none that can be read; the request may have arrived."""

    detail: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing left the machine."""

    detail: str


type Trouble = Rejected | Lost | NotSent
TROUBLE: Final = (Rejected, Lost, NotSent)
"""The same, to ask what an answer is: a union would be made anew for each question."""


def failure_of(trouble: Trouble) -> Failure:
    """What a question without an answer comes to."""
    if isinstance(trouble, Rejected):
        return Failure(trouble.kind, trouble.detail, trouble.retry_at)
    return Failure(FailureKind.UNREACHABLE, trouble.detail)


def placement_of(trouble: Trouble) -> Refused | Ambiguous:
    """What an order without a confirmation comes to; refused only where that is certain."""
    match trouble:
        case NotSent(detail):
            return Refused(detail, failure=True)
        case Lost(detail):
            return Ambiguous(detail)
        case Rejected(_, Verdict.UNSURE, detail):
            return Ambiguous(detail)
        case Rejected(_, verdict, detail):
            return Refused(detail, failure=verdict is Verdict.TURNED_AWAY)
