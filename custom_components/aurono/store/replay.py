"""The fold of an account out of the journal's rows, each checked against the chain.

Most events are evaluations. ``apply`` sets ``evaluated_until`` and ``last_evaluation`` from an evaluation alone, so of
those that follow one another only the last shows; and no event of a book looks at what an evaluation set. So they
are kept as bytes, the last of each strategy, and decoded only when something else happens to the strategy, and at the
end. Verifying (``verify``) decodes and folds every event instead.
"""

from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
import sqlite3
from typing import Any

from ..engine.errors import LedgerError
from ..engine.events import ACCOUNT_WIDE, BOOK_EVENTS, Event
from ..engine.portfolio import EMPTY, Portfolio, fold
from ..engine.strategy import BookKind
from .chain import GENESIS, link
from .codec import EventCodec
from .errors import CodecError, JournalDamaged
from .journal_schema import EVALUATED

# The last column: the strategy of an evaluation, None for another event of the account, 0 for other accounts.
_ROWS = f"""
    SELECT hash, CAST(coalesce(record, '') AS BLOB), CASE
        WHEN kind = '{EVALUATED}' AND (stream = ?1 OR stream = ?2) THEN strategy
        WHEN stream IN (?1, ?2, ?3) THEN NULL
        ELSE 0 END
    FROM events WHERE position > ?4 AND position <= ?5 ORDER BY position
"""  # noqa: S608 - a constant
_BLOCK = 500
"""Rows read at once."""
_LINKS = "SELECT hash, CAST(record AS BLOB) FROM events WHERE position > ? ORDER BY position"
_HEAD = "SELECT position, hash, (SELECT sum(version) FROM heads) FROM heads ORDER BY position DESC LIMIT 1"
_VERSIONS = "SELECT stream, version FROM heads WHERE position > 0"

type _Row = tuple[bytes, bytes, Any]


@dataclass(frozen=True, slots=True)
class LoadedAccount:
    """One account as the journal has it: its portfolio, and the last version of each of its streams."""

    portfolio: Portfolio = EMPTY
    versions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Replayed:
    """An account as of one event, by that event's position and hash."""

    account: LoadedAccount = LoadedAccount()
    position: int = 0
    hash: bytes = GENESIS


def read_head(connection: sqlite3.Connection) -> tuple[int, bytes]:
    """Position and hash of the event committed last; raises JournalDamaged where they are gone.

    Every event is the next of the journal and of its stream, so the last versions add up to the last position.
    """
    match connection.execute(_HEAD).fetchone():
        case (int(position), bytes(hash_), int(events)) if events == position:
            return position, hash_
        case None:
            raise JournalDamaged("the record of the last event is gone")
        case _:
            raise JournalDamaged("the records of the last events contradict one another")


def read_versions(connection: sqlite3.Connection) -> dict[str, int]:
    """The last version of each stream of the journal."""
    return dict(connection.execute(_VERSIONS).fetchall())


def account_of(stream: str) -> str:
    """The account that a stream belongs to."""
    return stream.rpartition("/")[0]


def streams_of(account: str) -> tuple[str, ...]:
    """Every stream that an account can have (``engine.events.stream_of``)."""
    return (*(f"{account}/{book}" for book in BookKind), f"{account}/strategies")


def replay(connection: sqlite3.Connection, account: str, start: Replayed, codec: EventCodec) -> Replayed:
    """Fold what follows ``start``; raises JournalDamaged where the chain breaks or an event cannot follow.

    Runs in a transaction of the caller.
    """
    head, head_hash = read_head(connection)
    rows = connection.execute(_ROWS, (*streams_of(account), start.position, head))
    chain = _Chain(start.hash, codec)
    with closing(chain.events(rows)) as events:
        try:
            portfolio = fold(events, start.account.portfolio)
        except LedgerError as error:
            raise JournalDamaged(f"an event cannot follow the ones before it: {error}") from error
        except _Broken:
            raise _break(connection, start) from None
    if chain.hash != head_hash:
        raise _break(connection, start)
    ours = streams_of(account)
    versions = {stream: version for stream, version in read_versions(connection).items() if stream in ours}
    return Replayed(LoadedAccount(portfolio, versions), head, head_hash)


def _break(connection: sqlite3.Connection, start: Replayed) -> JournalDamaged:
    """Where the chain breaks, looked for again now that it is known to."""
    position, previous = start.position, start.hash
    for stored, record in connection.execute(_LINKS, (start.position,)):
        position += 1
        previous = link(previous, record or b"")
        if previous != stored:
            return JournalDamaged("the chain breaks: an event was changed, removed or moved", position)
    return JournalDamaged("events are missing at the end of the journal", position + 1)


class _Broken(Exception):
    """The chain breaks."""


class _Chain:
    """Reads rows along the chain; ``hash`` is that of the last row once all are read."""

    def __init__(self, start: bytes, codec: EventCodec) -> None:
        self.hash = start
        self._codec = codec
        self._waiting: dict[str, bytes] = {}

    def events(self, rows: sqlite3.Cursor) -> Generator[Event]:
        """The events of the account that matter to its fold, in an order that folds to the same.

        Block by block, because the processor does one kind of work many times in a row faster than all kinds in turn.
        """
        while block := rows.fetchmany(_BLOCK):
            self._prove(block)
            yield from self._that_matter(block)
        yield from map(self._decoded, self._waiting.values())

    def _prove(self, block: Iterable[_Row]) -> None:
        previous = self.hash
        # As chain.link, written out because it is done for every row.
        if [previous := sha256(previous + record).digest() for _, record, _ in block] != [hash_ for hash_, *_ in block]:
            raise _Broken
        self.hash = previous

    def _that_matter(self, block: Iterable[_Row]) -> list[Event]:
        waiting, found = self._waiting, list[Event]()
        for _, record, evaluated in block:
            if evaluated:
                waiting[evaluated] = record
            elif evaluated is None:
                event = self._decoded(record)
                if not isinstance(event, BOOK_EVENTS):
                    for strategy in [*waiting] if event.strategy == ACCOUNT_WIDE else [event.strategy]:
                        if (evaluation := waiting.pop(strategy, None)) is not None:
                            found.append(self._decoded(evaluation))
                found.append(event)
        return found

    def _decoded(self, record: bytes) -> Event:
        try:
            return self._codec.decode_event(record)
        except CodecError as error:
            raise JournalDamaged(f"an event cannot be read: {error}") from error
