"""The journal: every event of every account in one SQLite file, appended to and never changed.

A step's events are committed together and are on the disk when ``append`` returns. One process writes; a second
one is noticed by the versions of the streams. Where a write fails for any other reason than a lock, the journal
stops: what reached the disk is only known after opening it anew.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
import sqlite3
from threading import Lock
from typing import Self

from ..engine.events import Event
from .chain import link, row_text
from .codec import EVENTS, EventCodec, kind_of
from .database import FileKind, Migration, connect, open_file, transaction
from .errors import (
    CodecError,
    JournalConflict,
    JournalDamaged,
    JournalTooNew,
    JournalUnavailable,
    StoreError,
    Trouble,
)
from .journal_schema import LADDER, journal_file
from .replay import LoadedAccount, Replayed, replay

__all__ = [
    "CodecError",
    "Entry",
    "Journal",
    "JournalConflict",
    "JournalDamaged",
    "JournalTooNew",
    "JournalUnavailable",
    "LoadedAccount",
    "StoreError",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event and its place: the ``version``-th of its stream (``engine.events.stream_of``), counted from 1."""

    stream: str
    version: int
    event: Event


class Journal:
    """An open journal: one thread may append and load while another reads and verifies."""

    def __init__(self, path: Path, kind: FileKind, codec: EventCodec, busy_seconds: float) -> None:
        self.path = path
        self._kind = kind
        self._codec = codec
        self._stopped: JournalUnavailable | None = None
        self._writer = open_file(path, kind, busy_seconds=busy_seconds)
        self._reader = connect(path, read_only=True, busy_seconds=busy_seconds)
        self._reading = Lock()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        ladder: Sequence[Migration] = LADDER,
        codec: EventCodec = EVENTS,
        busy_seconds: float = 5.0,
    ) -> Self:
        """Open a journal, made or migrated where needed.

        Raises JournalTooNew with the file untouched, JournalDamaged, or JournalUnavailable.
        """
        return cls(path, journal_file(ladder), codec, busy_seconds)

    @property
    def failure(self) -> JournalUnavailable | None:
        """The failed write after which nothing more is appended; None while the journal works."""
        return self._stopped

    def append(self, entries: Sequence[Entry]) -> None:
        """Commit the events of one step, all or none, durable on return.

        Raises JournalConflict if one is not the next of its stream, CodecError if one cannot be written, both with
        nothing changed; JournalUnavailable on trouble with the disk.
        """
        if self._stopped is not None:
            raise JournalUnavailable(Trouble.STOPPED, f"an earlier write failed: {self._stopped}") from self._stopped
        rows = [self._row(entry) for entry in entries]
        if not rows:
            return
        try:
            with transaction(self._writer):
                position, previous = self._writer.execute("SELECT position, hash FROM head").fetchone()
                for row in rows:
                    position += 1
                    previous = link(previous, row_text(position, *row))
                    self._writer.execute(_INSERT, (position, *row, previous))
        except sqlite3.IntegrityError as error:
            raise self._conflict(entries) from error
        except sqlite3.Error as error:
            failure = self._kind.error(error)
            if isinstance(failure, JournalUnavailable) and failure.trouble is not Trouble.LOCKED:
                self._stopped = failure
            raise failure from error

    def _row(self, entry: Entry) -> tuple[str, int, str, int, str, int, str]:
        event = entry.event
        for name in (entry.stream, event.strategy):
            if not name or not name.isprintable():
                raise CodecError(f"{name!r} cannot name a stream or a strategy")
        payload = self._codec.encode(event)
        return entry.stream, entry.version, kind_of(event), self._codec.schema, event.strategy, event.time, payload

    def _conflict(self, entries: Sequence[Entry]) -> JournalConflict:
        expected: dict[str, int] = {}
        for entry in entries:
            if entry.stream not in expected:
                (last,) = self._writer.execute(_LAST_VERSION, (entry.stream,)).fetchone()
                expected[entry.stream] = last + 1
            if entry.version != expected[entry.stream]:
                return JournalConflict(entry.stream, entry.version, expected[entry.stream])
            expected[entry.stream] += 1
        return JournalConflict(entries[0].stream, entries[0].version, entries[0].version)

    def load(self, account: str) -> LoadedAccount:
        """The account as its events add up; raises JournalDamaged or JournalUnavailable."""
        with self._kind.errors():
            return replay(self._writer, account, Replayed(), self._codec).account

    def close(self) -> None:
        """Merge the log into the file and close it."""
        self._reader.close()
        with suppress(sqlite3.Error):
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._writer.close()


_INSERT = (
    "INSERT INTO events (position, stream, version, kind, schema, strategy, time, payload, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LAST_VERSION = "SELECT coalesce(max(version), 0) FROM events WHERE stream = ?"
