"""Reading events back: the newest first, filtered, a page at a time."""

from dataclasses import dataclass
import sqlite3

from ..engine.events import Event
from ..engine.reason import Reason
from ..engine.strategy import BookKind
from .codec import EventCodec
from .errors import CodecError, JournalDamaged
from .journal_schema import BEYOND_EVALUATIONS, EVALUATED
from .replay import streams_of

MOST = 500
"""The longest page."""


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events of an account: all that match every filter given.

    ``kinds`` are names of ``codec.KINDS``, ``reasons`` the outcomes of evaluations; empty means all. Times are UTC ms,
    ``since`` included, ``until`` excluded. ``before`` is the ``next`` of the page before. Raises ValueError for a limit
    that is not 1 to 500.
    """

    account: str
    strategy: str | None = None
    book: BookKind | None = None
    kinds: frozenset[str] = frozenset()
    reasons: frozenset[Reason] = frozenset()
    since: int | None = None
    until: int | None = None
    before: int | None = None
    limit: int = 100

    def __post_init__(self) -> None:
        check_limit(self.limit)


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as it stands in the journal; ``position`` counts over all accounts."""

    position: int
    stream: str
    version: int
    event: Event


@dataclass(frozen=True, slots=True)
class EventPage:
    """Events, the newest first, and where the next page goes on; None on the last."""

    events: tuple[StoredEvent, ...]
    next: int | None


def check_limit(limit: int) -> None:
    """Raise ValueError for a page that is empty or too long."""
    if not 1 <= limit <= MOST:
        raise ValueError(f"a page holds 1 to {MOST} entries, not {limit}")


def read_events(connection: sqlite3.Connection, query: EventQuery, codec: EventCodec) -> EventPage:
    """One page; raises JournalDamaged for an event that cannot be read."""
    streams = streams_of(query.account) if query.book is None else (f"{query.account}/{query.book}",)
    table, terms = "events", [f"+stream IN ({_marks(len(streams))})"]
    parameters: list[str | int] = [*streams]
    if query.kinds:
        terms.append(f"kind IN ({_marks(len(query.kinds))})")
        parameters += sorted(query.kinds)
        if EVALUATED not in query.kinds:
            table = f"events INDEXED BY {BEYOND_EVALUATIONS}"
            terms.append(f"kind <> '{EVALUATED}'")
    if query.reasons:
        terms += [f"kind = '{EVALUATED}'", f"record ->> '$.event.reason' IN ({_marks(len(query.reasons))})"]
        parameters += sorted(query.reasons)
    for term, value in (
        ("strategy = ?", query.strategy),
        ("time >= ?", query.since),
        ("time < ?", query.until),
        ("position < ?", query.before),
    ):
        if value is not None:
            terms.append(term)
            parameters.append(value)
    # Only column names and question marks are put together; every value is bound.
    sql = f"SELECT position, record FROM {table} WHERE {' AND '.join(terms)} ORDER BY position DESC LIMIT ?"  # noqa: S608
    rows = connection.execute(sql, (*parameters, query.limit + 1)).fetchall()
    events = tuple(_stored(position, record, codec) for position, record in rows[: query.limit])
    return EventPage(events, events[-1].position if len(rows) > query.limit else None)


def _stored(position: int, record: str, codec: EventCodec) -> StoredEvent:
    try:
        entry = codec.decode(record)
    except CodecError as error:
        raise JournalDamaged(str(error), position) from error
    return StoredEvent(position, entry.stream, entry.version, entry.event)


def _marks(count: int) -> str:
    return ", ".join("?" * count)
