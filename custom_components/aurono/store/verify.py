"""Checking the whole journal: the file, the chain, and that the events add up. What is wrong is told, never raised.

That the events add up takes most of the time: each is decoded and folded. Without it every row is still read, and
proven to be the one that was committed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
import sqlite3
from typing import Any, NamedTuple

from ..engine.errors import LedgerError
from ..engine.events import Event
from ..engine.portfolio import EMPTY, Portfolio, apply
from .chain import GENESIS, link
from .codec import Entry, EventCodec, kind_of
from .database import SQL_ERRORS, FileKind, Migration, transaction
from .errors import CodecError, JournalDamaged, Trouble, Unavailable
from .journal_schema import expected_schema, schema_of
from .replay import account_of, read_head, read_versions
from .snapshots import read_snapshot

_ROWS = (
    "SELECT position, stream, version, kind, strategy, time, CAST(record AS BLOB), hash FROM events ORDER BY position"
)
_TYPES = (int, str, int, str, str, int, bytes, bytes)
_MOST_PROBLEMS = 20
"""After so many the rest adds nothing."""


class ProblemKind(StrEnum):
    """What was found wrong."""

    FILE = "file"
    """The database itself is broken."""
    SCHEMA = "schema"
    """A table, an index or one of the triggers that refuse changes is not as it was made."""
    MISSING = "missing"
    """Events are gone, in between or at the end."""
    CHANGED = "changed"
    """An event is not the one that was written, or not in its place."""
    CONTENT = "content"
    """An event cannot be read, or its columns disagree with its record."""
    LEDGER = "ledger"
    """An event cannot follow the ones before it."""
    SNAPSHOT = "snapshot"
    """A stored fold differs from the events folded anew."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found wrong, at an event's position where it has one; ``detail`` is technical."""

    kind: ProblemKind
    detail: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was checked and what was found.

    ``events`` and ``kinds`` count what was read, ``streams`` gives the last version of each, ``head`` the hash of the
    last event in hexadecimal. ``portfolios`` by account are the events folded anew, as far as they could be; none where
    they were not.
    """

    events: int
    kinds: Mapping[str, int]
    streams: Mapping[str, int]
    head: str
    portfolios: Mapping[str, Portfolio] = field(repr=False)
    problems: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def verify(connection: sqlite3.Connection, codec: EventCodec, kind: FileKind, *, folded: bool = True) -> VerifyReport:
    """Check everything, or, not ``folded``, that every row is the one that was committed.

    Raises ``sqlite3.Error`` only where the file is kept from being read, as by a lock.
    """
    check = _Check(codec, folded=folded)
    try:
        with transaction(connection, writing=False):
            check.file(connection, kind.ladder)
            check.events(connection)
            check.head(connection)
    except SQL_ERRORS as error:
        meaning = kind.error(error)
        if isinstance(meaning, Unavailable) and meaning.trouble is not Trouble.IO_ERROR:
            raise
        check.found(ProblemKind.FILE, f"cannot be read on: {error}", check.position + 1)
    return check.report()


class _Row(NamedTuple):
    """A row as it is found; a broken page may have turned any column into another type."""

    position: int
    stream: str
    version: int
    kind: str
    strategy: str
    time: int
    record: bytes
    hash: bytes

    @property
    def is_readable(self) -> bool:
        return tuple(map(type, self)) == _TYPES

    def agrees_with(self, entry: Entry) -> bool:
        event = entry.event
        columns = (self.stream, self.version, self.kind, self.strategy, self.time)
        return columns == (entry.stream, entry.version, kind_of(event), event.strategy, event.time)


class _Check:
    """One pass over a journal."""

    def __init__(self, codec: EventCodec, *, folded: bool) -> None:
        self.position = 0
        self._codec = codec
        self._folded = folded
        self._hash = GENESIS
        self._kinds: Counter[str] = Counter()
        self._streams: dict[str, int] = {}
        self._portfolios: dict[str, Portfolio] = {}
        self._problems: list[Problem] = []
        self._adds_up = True

    def found(self, kind: ProblemKind, detail: str, position: int | None = None) -> None:
        if len(self._problems) < _MOST_PROBLEMS:
            self._problems.append(Problem(kind, detail, position))

    def report(self) -> VerifyReport:
        return VerifyReport(
            events=self._kinds.total(),
            kinds=dict(self._kinds),
            streams=self._streams,
            head=self._hash.hex(),
            portfolios=self._portfolios,
            problems=tuple(self._problems),
        )

    def file(self, connection: sqlite3.Connection, ladder: Sequence[Migration]) -> None:
        for (message,) in connection.execute(f"PRAGMA integrity_check({_MOST_PROBLEMS})"):
            if message != "ok":
                self.found(ProblemKind.FILE, message)
        expected, there = expected_schema(ladder), schema_of(connection)
        for what, name, _ in sorted(expected ^ there, key=str):
            self.found(ProblemKind.SCHEMA, f"the {what} {name} is not as it was made")

    def events(self, connection: sqlite3.Connection) -> None:
        found = connection.execute("SELECT account FROM snapshots") if self._folded else ()
        accounts = [account for (account,) in found]
        snapshots = {account: read_snapshot(connection, account) for account in accounts}
        due = sorted((state.position, account) for account, state in snapshots.items() if state.position)
        for row in connection.execute(_ROWS):
            if self._folded or not self._passes(row):
                self._row(_Row(*row))
            while due and due[0][0] <= self.position:
                _, account = due.pop(0)
                state = snapshots[account].account
                ours = {stream: last for stream, last in self._streams.items() if account_of(stream) == account}
                if self._adds_up and (
                    state.portfolio != self._portfolios.get(account, EMPTY) or state.versions != ours
                ):
                    self.found(ProblemKind.SNAPSHOT, f"the snapshot of {account} is not what its events add up to")

    def head(self, connection: sqlite3.Connection) -> None:
        try:
            position, hash_ = read_head(connection)
        except JournalDamaged as error:
            self.found(ProblemKind.MISSING, error.detail)
            return
        if position > self.position:
            self.found(ProblemKind.MISSING, f"events {self.position + 1} to {position} are missing", self.position + 1)
        elif (position, hash_) != (self.position, self._hash):
            self.found(ProblemKind.CHANGED, "the last event is not the one that was committed last", self.position)
        elif self._adds_up and read_versions(connection) != self._streams:
            self.found(ProblemKind.CHANGED, "the last event of a stream is not the one that was committed last")

    def _passes(self, row: tuple[Any, ...]) -> bool:
        """Whether a row is plainly the one that was committed, in few steps, since this is asked of every row."""
        if tuple(map(type, row)) != _TYPES:
            return False
        position, stream, version, kind, strategy, time, record, hash_ = row
        if (
            position != self.position + 1
            or version != self._streams.get(stream, 0) + 1
            or link(self._hash, record) != hash_
            or not self._codec.begins(record, stream, version, kind, time, strategy)
        ):
            return False
        self.position, self._hash, self._streams[stream] = position, hash_, version
        self._kinds[kind] += 1
        return True

    def _row(self, row: _Row) -> None:
        position = row.position
        if position != self.position + 1:
            self._stop(ProblemKind.MISSING, f"events {self.position + 1} to {position - 1} are missing", position)
        self.position = position
        if not row.is_readable:
            self._stop(ProblemKind.CONTENT, "the row cannot be read", position)
            return
        if link(self._hash, row.record) != row.hash:
            self._stop(ProblemKind.CHANGED, "the chain breaks: the event was changed or moved", position)
        self._hash = row.hash
        self._kinds[row.kind] += 1
        if row.version != self._streams.get(row.stream, 0) + 1:
            self._stop(ProblemKind.MISSING, f"{row.stream} jumps to version {row.version}", position)
        self._streams[row.stream] = row.version
        try:
            entry = self._codec.decode(row.record)
        except CodecError as error:
            self._stop(ProblemKind.CONTENT, str(error), position)
            return
        if not row.agrees_with(entry):
            self._stop(ProblemKind.CONTENT, "the columns disagree with the record", position)
        if self._folded:
            self._fold(account_of(entry.stream), entry.event)

    def _stop(self, kind: ProblemKind, detail: str, position: int) -> None:
        """Note a problem after which the books cannot be right."""
        self.found(kind, detail, position)
        self._adds_up = False

    def _fold(self, account: str, event: Event) -> None:
        if not self._adds_up:
            return
        try:
            self._portfolios[account] = apply(self._portfolios.get(account, EMPTY), event)
        except LedgerError as error:
            self._stop(ProblemKind.LEDGER, str(error), self.position)
