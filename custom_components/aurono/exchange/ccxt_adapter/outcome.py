"""How one request to an exchange ended, before anything is made of it: a value, whatever the library raised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """The exchange answered, and not with an error: ``data`` is the decoded JSON."""

    data: object


@dataclass(frozen=True, slots=True)
class Rejection:
    """The exchange, or something in front of it, answered with an error.

    ``code`` and ``message`` are from the exchange's own envelope; ``code`` is None where the answer had none, as a
    proxy's page. ``retry_at`` is the exchange's time (ms) at which a limit on requests ends.
    """

    status: int
    code: int | None
    message: str
    retry_at: int | None = None


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing left this machine; ``retry_at`` is set where a limit on requests holds us back until then."""

    detail: str
    retry_at: int | None = None


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The request may have arrived; what came back, if anything, could not be read."""

    detail: str


type Trouble = Rejection | NotSent | NoAnswer
type Outcome = Answer | Trouble
