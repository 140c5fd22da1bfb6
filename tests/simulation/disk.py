"""The journal's file and what can become of writing to it: a real file, a real journal, real errors where possible."""

from collections.abc import Callable, Sequence
from pathlib import Path
import shutil
import sqlite3
from typing import override

from custom_components.aurono.engine.timeframe import HOUR, MINUTE, SECOND
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Entry, Journal
from custom_components.aurono.store.marker import HeadMarker
from custom_components.aurono.store.worker import SyncWorker

from .faults import Faults
from .host import Host
from .kernel import End, Kernel

_AT_AN_APPEND = ("write_slow", "io_error", "disk_full", "journal_locked")


class Disk:
    """The folder of one run. A process that is killed leaves its files as they are, and the next one opens them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / "journal" / "journal.db"
        self.path.parent.mkdir()
        self.marker = folder / "marker.json"
        self.backups: list[Path] = []

    def open(self) -> Journal:
        return Journal.open(self.path, busy_seconds=0)

    def back_up(self) -> None:
        """Keep a copy of the journal, as a nightly backup does."""
        target = self._folder / f"backup-{len(self.backups)}"
        target.mkdir()
        for suffix in ("", "-wal"):
            source = self.path.with_name(self.path.name + suffix)
            if source.exists():
                shutil.copyfile(source, target / source.name)
        self.backups.append(target)

    def restore(self, number: int, *, new_machine: bool) -> None:
        """Put a copy in the place of the journal, which is closed; the marker stays, or is not there yet."""
        shutil.rmtree(self.path.parent)
        shutil.copytree(self.backups[number], self.path.parent)
        if new_machine:
            self.marker.unlink(missing_ok=True)

    def crash(self, journal: Journal) -> None:
        """Keep what reached the files, not what an orderly end would still add: no snapshot, and the log unmerged."""
        journal.stop_reading()
        journal._writer.setconfig(sqlite3.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, True)
        journal._writer.close()


class FaultyWorker(SyncWorker):
    """The journal of one process, whose writes can fail; between any two steps the process can be killed."""

    def __init__(
        self,
        journal: Journal,
        mark: HeadMarker,
        faults: Faults,
        host: Host,
        committed: Callable[[], None],
        kernel: Kernel,
    ) -> None:
        super().__init__(journal)
        self._real = journal
        self._mark = mark
        self._faults = faults
        self._host = host
        self._kernel = kernel
        self._committed = committed
        self._fails = bool(faults.among(_AT_AN_APPEND))
        self._may_sleep = bool(faults.among(("suspended_in_write",)))
        self.is_cut = False

    @override
    async def append(self, entries: Sequence[Entry]) -> None:
        assert not self.is_cut, "a process that is gone has written to the journal"
        if self._kernel.ends_here(cancellable=False):
            await End("journal, before a write")
        faults = self._faults
        if self._fails:
            self._append_or_fail(entries)
        else:
            self._real.append(entries)
        if self._kernel.ends_here(cancellable=False):
            await End("journal, before the mark")
        self._mark.note(*self._real.head)
        self._committed()
        if self._may_sleep and faults.hits("suspended_in_write"):
            self._host.suspend(faults.random("suspended_in_write").randrange(SECOND, 3 * HOUR))
        if self._kernel.ends_here(cancellable=False):
            await End("journal, after a write")

    def _append_or_fail(self, entries: Sequence[Entry]) -> None:
        faults = self._faults
        if faults.hits("write_slow"):
            self._host.sleep(faults.random("write_slow").randrange(MINUTE))
        if faults.hits("io_error"):
            self._io_error(entries)
        elif faults.wants("disk_full"):
            self._full(entries)
        elif faults.hits("journal_locked"):
            self._locked(entries)
        else:
            self._real.append(entries)

    def _io_error(self, entries: Sequence[Entry]) -> None:
        """The one thing that is played: SQLite cannot be made to fail so. The journal stops as it would."""
        failure = JournalUnavailable(Trouble.IO_ERROR, "disk I/O error")
        if self._faults.random("io_error").random() < 0.5:
            self._real.append(entries)
        self._real._failure = failure
        self._committed()
        raise failure

    def _full(self, entries: Sequence[Entry]) -> None:
        """A real SQLITE_FULL, as soon as the file would have to grow."""
        writer = self._real._writer
        (pages,) = writer.execute("PRAGMA page_count").fetchone()
        writer.execute(f"PRAGMA max_page_count = {pages}")
        try:
            self._real.append(entries)
        except JournalUnavailable:
            self._faults.count("disk_full")
            raise

    def _locked(self, entries: Sequence[Entry]) -> None:
        """A real SQLITE_BUSY: another connection holds the lock for writing."""
        other = sqlite3.connect(self._real.path, autocommit=True)
        try:
            other.execute("BEGIN IMMEDIATE")
            self._real.append(entries)
        finally:
            other.execute("ROLLBACK")
            other.close()
