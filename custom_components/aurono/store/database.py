"""SQLite files as the store uses them: found without being touched, opened, migrated, and their errors given names."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
import errno
import os
from pathlib import Path
import sqlite3

from .errors import Damaged, StoreError, TooNew, Trouble, Unavailable

type Migration = Callable[[sqlite3.Connection], None]
"""Lifts a file by one schema, inside a transaction that the caller commits."""

SQL_ERRORS = (sqlite3.Error, UnicodeError)
"""What a call of SQLite raises: a broken file can hold text that is none, even in its own messages."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_BUSY_SECONDS = 5.0
_LOG_PAGES = 300
"""Pages of the write-ahead log before it is merged and begins anew in place. A commit into room that is there already
costs the disk two thirds of one that makes the file longer, so the log is to be full soon; merging costs little."""

_TROUBLES = {
    "FULL": Trouble.FULL,
    "IOERR": Trouble.IO_ERROR,
    "BUSY": Trouble.LOCKED,
    "LOCKED": Trouble.LOCKED,
    "READONLY": Trouble.READ_ONLY,
    "CANTOPEN": Trouble.CANNOT_OPEN,
    "PERM": Trouble.CANNOT_OPEN,
    "AUTH": Trouble.CANNOT_OPEN,
    "NOMEM": Trouble.OTHER,
    "INTERRUPT": Trouble.CLOSED,
}

_ERRNO_TROUBLES: Mapping[int | None, Trouble] = {
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.EIO: Trouble.IO_ERROR,
    errno.EROFS: Trouble.READ_ONLY,
}


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file: how it is marked, how its schema grew, and which errors its owner raises.

    ``ladder[n]`` lifts schema n to n + 1, so that ``ladder[0]`` makes a new file and its length is the schema known.
    ``page_size`` (bytes) is that of new files; older ones keep theirs.
    """

    application_id: int
    ladder: Sequence[Migration]
    write_ahead: bool = True
    page_size: int = 4_096
    unavailable: type[Unavailable] = Unavailable
    too_new: type[TooNew] = TooNew
    damaged: type[Damaged] = Damaged

    @property
    def schema(self) -> int:
        """The newest schema known."""
        return len(self.ladder)

    def error(self, error: Exception) -> StoreError:
        """What an error of SQLite means."""
        name = (getattr(error, "sqlite_errorname", None) or "").removeprefix("SQLITE_").partition("_")[0]
        if (trouble := _TROUBLES.get(name)) is not None:
            return self.unavailable(trouble, str(error))
        if isinstance(error, sqlite3.ProgrammingError) and "closed" in str(error):
            return self.unavailable(Trouble.CLOSED, str(error))
        # What is left is a broken file: SQLITE_CORRUPT, SQLITE_NOTADB, a column that is gone, text that is none.
        return self.damaged(str(error))

    @contextmanager
    def errors(self) -> Generator[None]:
        """Raise the errors of SQLite and of the operating system by their names."""
        try:
            yield
        except SQL_ERRORS as error:
            raise self.error(error) from error
        except OSError as error:
            raise self.unavailable(_ERRNO_TROUBLES.get(error.errno, Trouble.CANNOT_OPEN), str(error)) from error


def open_file(path: Path, kind: FileKind, *, busy_seconds: float = _BUSY_SECONDS) -> sqlite3.Connection:
    """Open a file to be written, made or migrated where needed; a newer schema is refused before anything is touched.

    The connection is in autocommit mode: transactions are begun and ended explicitly.
    """
    with kind.errors():
        if not path.exists():
            _make(path, kind, busy_seconds)
        if (version := _schema_of(path, kind)) > kind.schema:
            raise kind.too_new(version, kind.schema)
        return _prepared(path, kind, busy_seconds)


def connect(path: Path, *, read_only: bool = False, busy_seconds: float = _BUSY_SECONDS) -> sqlite3.Connection:
    """A connection as every file of the store is used; may be handed from one thread to another."""
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=busy_seconds,
        autocommit=True,
        check_same_thread=False,
    )
    # A schema that was tampered with must not run code, and a broken page must be found before it is believed.
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, *, writing: bool = True) -> Generator[None]:
    """All or nothing, with the write lock from the start; or, not ``writing``, one view of the file throughout."""
    connection.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite may have rolled back by itself; if this fails too, what matters is the first error.
        with suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        raise


def _schema_of(path: Path, kind: FileKind) -> int:
    """The schema of a file; nothing on disk changes.

    Opening a database in write-ahead mode makes files beside it, so the header is read as bytes. Only where a log waits
    to be merged must SQLite look, because the log may hold a newer header.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER_SIZE)
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise kind.damaged("the file is not a database")
    version, application_id = int.from_bytes(header[60:64]), int.from_bytes(header[68:72])
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size > 0:
        connection = connect(path, read_only=True)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        finally:
            connection.close()
    if application_id != kind.application_id or version < 1:
        raise kind.damaged("the file is not one of this kind")
    return version


def _make(path: Path, kind: FileKind, busy_seconds: float) -> None:
    """Make a new file, readable by its owner only. It gets its name when it is whole, so no half one is ever met."""
    if path.with_name(f"{path.name}-wal").exists():
        # Merged into a new file, what is left of the old one would become nonsense.
        raise kind.damaged("the file is gone, but its log is there")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.new")
    for left_over in path.parent.glob(f"{unfinished.name}*"):
        left_over.unlink()
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
    _prepared(unfinished, kind, busy_seconds).close()
    unfinished.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _prepared(path: Path, kind: FileKind, busy_seconds: float) -> sqlite3.Connection:
    connection = connect(path, busy_seconds=busy_seconds)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        # Counts for a file without content alone.
        connection.execute(f"PRAGMA page_size = {kind.page_size}")
        if kind.write_ahead:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        else:
            connection.execute("PRAGMA secure_delete = ON")
        _migrate(connection, kind)
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, kind: FileKind) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version >= kind.schema:
        return
    while version < kind.schema:
        with transaction(connection):
            # Another process may have been faster.
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version < kind.schema:
                kind.ladder[version](connection)
                version += 1
                connection.execute(f"PRAGMA application_id = {kind.application_id}")
                connection.execute(f"PRAGMA user_version = {version}")
    # Gives back the room of what older schemas kept; where there is too little to do that, the file stays as long.
    with suppress(sqlite3.OperationalError):
        connection.execute("VACUUM")
