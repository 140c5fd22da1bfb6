"""The journal: every event of every account in one SQLite file, appended to and never changed.

A step's events are committed together and are on the disk when ``append`` returns. One process writes; a second one is
noticed by the versions of the streams. Where a write fails for any other reason than a lock, the journal stops: what
reached the disk is only known after opening it anew.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
import sqlite3
from typing import Self

from ..engine.events import Event, stream_of
from ..engine.strategy import BookKind
from .chain import GENESIS, link
from .codec import EVENTS, Entry, EventCodec, kind_of
from .curve import Curve, CurveQuery, Outcomes
from .database import SQL_ERRORS, FileKind, Migration, open_file, transaction
from .decisions import Decisions
from .errors import (
    CodecError,
    JournalConflict,
    JournalDamaged,
    JournalTooNew,
    JournalUnavailable,
    StoreError,
    Trouble,
)
from .journal_import import Imported, ImportProblem, ImportRefused, Proven, Row, Source, prove, rows
from .journal_reader import JournalReader
from .journal_schema import LADDER, journal_file
from .performance import PerformanceQuery
from .proof import hash_at
from .queries import EventPage, EventQuery
from .replay import LoadedAccount, account_of, read_head, replay, streams_of
from .snapshots import read_snapshot, write_snapshot
from .trades import TradePage, TradeQuery
from .verify import VerifyReport

__all__ = [
    "CodecError",
    "Curve",
    "CurveQuery",
    "Decisions",
    "Entry",
    "EventPage",
    "EventQuery",
    "Journal",
    "JournalConflict",
    "JournalDamaged",
    "JournalTooNew",
    "JournalUnavailable",
    "LoadedAccount",
    "Outcomes",
    "PerformanceQuery",
    "StoreError",
    "TradePage",
    "TradeQuery",
    "VerifyReport",
]

SNAPSHOT_EVERY = 10_000
"""Events between two snapshots: what a start reads at most, but for the events of a process that was killed."""

_LOOK_UP_EVERY = 1_000
"""Events of an import between two looks whether the journal is to be closed."""

_INSERT = (
    "INSERT INTO events (position, stream, version, kind, strategy, time, record, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_LAST_VERSION = "SELECT coalesce(max(version), 0) FROM heads WHERE stream = ?"
_LAST_ROW = "SELECT position, hash FROM events ORDER BY position DESC LIMIT 1"


class Journal(JournalReader):
    """An open journal: one thread may append and load while others read and verify (``JournalReader``)."""

    def __init__(
        self, path: Path, kind: FileKind, codec: EventCodec, *, busy_seconds: float, snapshot_every: int
    ) -> None:
        self._snapshot_every = snapshot_every
        self._accounts: set[str] = set()
        self._places: set[tuple[str, str, type[Event], BookKind | None]] = set()
        self._since_snapshot = 0
        self._head: tuple[int, bytes] = (0, GENESIS)
        self._failure: StoreError | None = None
        self._held = False
        self._writer = open_file(path, kind, busy_seconds=busy_seconds)
        try:
            with kind.errors():
                self._check_end()
            super().__init__(path, kind, codec, busy_seconds=busy_seconds)
        except BaseException:
            self._writer.close()
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        ladder: Sequence[Migration] = LADDER,
        codec: EventCodec = EVENTS,
        busy_seconds: float = 5.0,
        snapshot_every: int = SNAPSHOT_EVERY,
    ) -> Self:
        """Open a journal, made or migrated where needed.

        Raises JournalTooNew with the file untouched, JournalDamaged if it is plainly broken (``verify`` looks closely),
        or JournalUnavailable.
        """
        return cls(path, journal_file(ladder), codec, busy_seconds=busy_seconds, snapshot_every=snapshot_every)

    @property
    def failure(self) -> StoreError | None:
        """Why nothing more is appended; None while the journal works."""
        return self._failure

    @property
    def head(self) -> tuple[int, bytes]:
        """Position and hash of the newest event."""
        return self._head

    def hash_at(self, position: int) -> bytes | None:
        """The hash of the event at a position, None where there is none; raises as ``load``."""
        with self._kind.errors():
            return hash_at(self._writer, position)

    def append(self, entries: Sequence[Entry]) -> None:
        """Commit the events of one step, all or none, durable on return.

        Raises JournalConflict if one is not the next of its stream, CodecError if one cannot be written, both with
        nothing changed; JournalUnavailable on trouble with the disk, JournalDamaged where the file is found broken.
        """
        self._check_writable()
        rows = [self._row(entry) for entry in entries]
        if not rows:
            return
        try:
            try:
                self._write(rows)
            except sqlite3.IntegrityError:
                # Another writer may have been faster, in this stream or in one that is none of ours.
                if not self._has_moved():
                    raise
                self._write(rows)
        except sqlite3.IntegrityError as error:
            raise self._conflict(entries) from error
        except SQL_ERRORS as error:
            raise self._failed(self._kind.error(error)) from error
        except JournalDamaged as error:
            raise self._failed(error) from None
        self._since_snapshot += len(rows)
        if self._since_snapshot >= self._snapshot_every:
            self._take_snapshots()

    def _write(self, rows: Sequence[tuple[str, int, str, str, int, str]]) -> None:
        """Insert what follows the head that we know; the file itself refuses what does not follow its own."""
        position, previous = self._head
        values: list[tuple[int, str, int, str, str, int, str, bytes]] = []
        for row in rows:
            position += 1
            previous = link(previous, row[-1].encode())
            values.append((position, *row, previous))
        if len(values) == 1:
            # A statement by itself is a transaction.
            self._writer.execute(_INSERT, values[0])
        else:
            with transaction(self._writer):
                for value in values:
                    self._writer.execute(_INSERT, value)
        self._head = position, previous

    def _has_moved(self) -> bool:
        """Whether the file ends elsewhere than we knew; we know then."""
        known, self._head = self._head, read_head(self._writer)
        return self._head != known

    def _check_writable(self) -> None:
        if self._failure is not None:
            raise JournalUnavailable(Trouble.STOPPED, f"an earlier write failed: {self._failure}") from self._failure
        if self._held:
            raise JournalUnavailable(Trouble.LOCKED, "a backup is being made")

    def _row(self, entry: Entry) -> tuple[str, int, str, str, int, str]:
        event = entry.event
        place = entry.stream, event.strategy, type(event), getattr(event, "book", None)
        if place not in self._places:
            self._check_place(entry)
            self._places.add(place)
        return entry.stream, entry.version, kind_of(event), event.strategy, event.time, self._codec.encode(entry)

    def _check_place(self, entry: Entry) -> None:
        """Raise CodecError for an event that cannot be written into this stream."""
        kind, account = kind_of(entry.event), account_of(entry.stream)
        for name in (entry.stream, entry.event.strategy):
            if not name.isprintable() or not name:
                raise CodecError(f"{name!r} cannot name a stream or a strategy")
        if entry.stream != stream_of(account, entry.event):
            raise CodecError(f"{kind} does not belong into the stream {entry.stream}")
        self._accounts.add(account)

    def _failed(self, failure: StoreError) -> StoreError:
        if not (isinstance(failure, JournalUnavailable) and failure.trouble is Trouble.LOCKED):
            self._failure = failure
        return failure

    def _conflict(self, entries: Sequence[Entry]) -> StoreError:
        """Which entry is not the next of its stream; if all are, the file is what is wrong."""
        expected: dict[str, int] = {}
        with self._kind.errors():
            for entry in entries:
                if entry.stream not in expected:
                    (last,) = self._writer.execute(_LAST_VERSION, (entry.stream,)).fetchone()
                    expected[entry.stream] = last + 1
                if entry.version != expected[entry.stream]:
                    return JournalConflict(entry.stream, entry.version, expected[entry.stream])
                expected[entry.stream] += 1
        return self._failed(JournalDamaged("the next event of a stream is refused"))

    def load(self, account: str) -> LoadedAccount:
        """The account as its events add up, from the last snapshot on; raises JournalDamaged or JournalUnavailable."""
        with self._kind.errors(), transaction(self._writer, writing=False):
            start = read_snapshot(self._writer, account)
            state = replay(self._writer, account, start, self._codec)
        self._accounts.add(account)
        if state.position - start.position >= self._snapshot_every:
            self._take_snapshots()
        return state.account

    def prove(self, source: Source) -> Proven:
        """Read an export and prove it, writing nothing; raises ImportRefused or JournalUnavailable."""
        with self._kind.errors():
            return prove(source, self._codec, self._check_open)

    def take_in(self, source: Source, proven: Proven, account: str) -> Imported:
        """Make the events of a proven export those of an account that has none, all or none of them.

        Raises ImportRefused if the account has events or the file is not the proven one, and as ``append``. Nothing
        else is appended meanwhile.
        """
        self._check_writable()
        try:
            with self._kind.errors(), transaction(self._writer):
                head = self._insert(rows(source, proven, account, self._codec), account)
        except (JournalUnavailable, JournalDamaged) as error:
            raise self._failed(error) from error
        self._head = head
        self._accounts.add(account)
        self._since_snapshot += proven.events
        if self._since_snapshot >= self._snapshot_every:
            self._take_snapshots()
        return Imported(proven.events, proven.chain.hex(), proven.portfolio)

    def _insert(self, events: Iterable[Row], account: str) -> tuple[int, bytes]:
        """Write the first events of an account, within a transaction; returns the head after them."""
        if any(self._writer.execute(_LAST_VERSION, (stream,)).fetchone()[0] for stream in streams_of(account)):
            raise ImportRefused(ImportProblem.NOT_EMPTY, 1, "the account has events already")
        position, previous = read_head(self._writer)
        for row in events:
            position += 1
            previous = link(previous, row[-1].encode())
            self._writer.execute(_INSERT, (position, *row, previous))
            if position % _LOOK_UP_EVERY == 0:
                self._check_open()
        return position, previous

    def hold(self) -> None:
        """Merge the log into the file and write nothing until it is released: a copy of the file alone is then whole.

        What would be appended meanwhile is refused as LOCKED. Raises JournalUnavailable, with nothing held, if a reader
        or another program keeps the log from being merged.
        """
        with self._kind.errors():
            busy, *_ = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise JournalUnavailable(Trouble.LOCKED, "the journal is being read, so its log cannot be merged")
        self._held = True

    def release(self) -> None:
        """Let events be appended again."""
        self._held = False

    def close(self) -> None:
        """Take a last snapshot, merge the log into the file and close it."""
        self.stop_reading()
        if self._since_snapshot and self._failure is None:
            self._take_snapshots()
        # What is not merged now is merged when the file is opened next.
        with suppress(*SQL_ERRORS):
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._writer.close()

    def _check_end(self) -> None:
        """Events cut off at the end are noticed at once, whatever else is read."""
        position, hash_ = self._head = read_head(self._writer)
        last = self._writer.execute(_LAST_ROW).fetchone() or (0, GENESIS)
        if last != (position, hash_):
            raise JournalDamaged(f"the journal should end with event {position}, not {last[0]}", position)

    def _take_snapshots(self) -> None:
        """Renew the snapshots, which are only a cache: trouble with the disk shows at the next event."""
        if self._held:
            return
        self._since_snapshot = 0
        try:
            with self._kind.errors():
                for account in sorted(self._accounts):
                    with transaction(self._writer):
                        state = replay(self._writer, account, read_snapshot(self._writer, account), self._codec)
                        write_snapshot(self._writer, account, state)
        except JournalUnavailable:
            return
        except JournalDamaged as error:
            self._failure = error
