"""The tables of the journal, and the ladder by which older files reach them."""

from collections.abc import Sequence
import sqlite3

from .database import FileKind, Migration
from .errors import JournalDamaged, JournalTooNew, JournalUnavailable

PAGE_SIZE = 2_048
"""Of new files. A commit writes two pages, so smaller ones are less to write; at 1,024 reading is a fifth slower."""

APPLICATION_ID = 0x4155524A
"""``AURJ``: what the file is, in its header."""

EVALUATED = "evaluated"
"""The kind of most events (``codec.KINDS``), as the index below names it."""

BEYOND_EVALUATIONS = "events_beyond_evaluations"

_FIRST = """
-- The record says everything; the columns before it repeat parts of it, to be searched by.
CREATE TABLE events (
    position INTEGER PRIMARY KEY CHECK (position > 0),
    stream TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL,
    strategy TEXT NOT NULL,
    time INTEGER NOT NULL,
    record TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (stream, version)
) STRICT;

-- Few rows, and all that changes the books: trades are found without reading every evaluation.
CREATE INDEX events_beyond_evaluations ON events (position) WHERE kind <> 'evaluated';

-- The last event once more, so that rows cut off at the end are missed.
CREATE TABLE head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    position INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO head VALUES (1, 0, zeroblob(32));

-- A cache: may be deleted at any time.
CREATE TABLE snapshots (
    account TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    code TEXT NOT NULL,
    content TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN
    SELECT RAISE(ABORT, 'an event is never changed');
END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN
    SELECT RAISE(ABORT, 'an event is never deleted');
END;
-- Also keeps INSERT OR REPLACE from replacing, which fires no trigger for what it deletes.
CREATE TRIGGER events_are_only_appended BEFORE INSERT ON events
WHEN NEW.position IS NOT (SELECT position + 1 FROM head)
    OR NEW.version IS NOT 1 + coalesce((SELECT max(version) FROM events WHERE stream = NEW.stream), 0)
BEGIN
    SELECT RAISE(ABORT, 'an event follows the last one of the journal and of its stream');
END;
CREATE TRIGGER head_follows AFTER INSERT ON events BEGIN
    UPDATE head SET position = NEW.position, hash = NEW.hash;
END;
CREATE TRIGGER head_stays BEFORE DELETE ON head BEGIN
    SELECT RAISE(ABORT, 'the head is never deleted');
END;
"""


_HEADS = """
-- The same without an index by stream and version: what that index told is in `heads`, which takes one page.
CREATE TABLE appended (
    position INTEGER PRIMARY KEY CHECK (position > 0),
    stream TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    kind TEXT NOT NULL,
    strategy TEXT NOT NULL,
    time INTEGER NOT NULL,
    record TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO appended SELECT * FROM events ORDER BY position;

-- The last event of each stream once more, so that rows cut off at the end are missed. The row without a stream stands
-- before the first event, so that no heads at all are missed too.
CREATE TABLE heads (
    stream TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;
INSERT INTO heads VALUES ('', 0, 0, zeroblob(32));
INSERT INTO heads SELECT stream, version, max(position), hash FROM events GROUP BY stream;

-- Its triggers and indexes go with it.
DROP TABLE events;
DROP TABLE head;
ALTER TABLE appended RENAME TO events;

CREATE INDEX events_beyond_evaluations ON events (position) WHERE kind <> 'evaluated';
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN
    SELECT RAISE(ABORT, 'an event is never changed');
END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN
    SELECT RAISE(ABORT, 'an event is never deleted');
END;
-- Also keeps INSERT OR REPLACE from replacing, which fires no trigger for what it deletes.
CREATE TRIGGER events_are_only_appended BEFORE INSERT ON events BEGIN
    SELECT RAISE(ABORT, 'an event follows the last one of the journal and of its stream')
    WHERE NEW.position IS NOT (SELECT 1 + max(position) FROM heads)
        OR NEW.version IS NOT 1 + coalesce((SELECT version FROM heads WHERE stream = NEW.stream), 0);
    INSERT INTO heads VALUES (NEW.stream, NEW.version, NEW.position, NEW.hash)
    ON CONFLICT (stream) DO UPDATE SET version = NEW.version, position = NEW.position, hash = NEW.hash;
END;
CREATE TRIGGER heads_stay BEFORE DELETE ON heads BEGIN
    SELECT RAISE(ABORT, 'a head is never deleted');
END;
"""


def statements(script: str) -> Sequence[str]:
    """The statements of a script, each to be executed within the transaction around them."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found


def _create(connection: sqlite3.Connection) -> None:
    for statement in statements(_FIRST):
        connection.execute(statement)


def _keep_heads(connection: sqlite3.Connection) -> None:
    """A commit writes two pages instead of three, and a file is smaller by a tenth; no row changes.

    A file whose end is not the one that was committed is left as it is, because the new heads would hide that.
    """
    last = connection.execute("SELECT position, hash FROM events ORDER BY position DESC LIMIT 1").fetchone()
    if connection.execute("SELECT position, hash FROM head").fetchall() != [last or (0, bytes(32))]:
        raise JournalDamaged("the journal does not end with the event that was committed last")
    for statement in statements(_HEADS):
        connection.execute(statement)


LADDER: tuple[Migration, ...] = (_create, _keep_heads)


def journal_file(ladder: Sequence[Migration] = LADDER) -> FileKind:
    """The journal as a kind of file."""
    return FileKind(
        application_id=APPLICATION_ID,
        ladder=ladder,
        page_size=PAGE_SIZE,
        unavailable=JournalUnavailable,
        too_new=JournalTooNew,
        damaged=JournalDamaged,
    )


def expected_schema(ladder: Sequence[Migration]) -> frozenset[tuple[str, str, str | None]]:
    """Type, name and text of every table, index and trigger that a sound file has."""
    connection = sqlite3.connect(":memory:", autocommit=True)
    try:
        for migrate in ladder:
            migrate(connection)
        return schema_of(connection)
    finally:
        connection.close()


def schema_of(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str | None]]:
    """Type, name and text of every table, index and trigger there is."""
    return frozenset(connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall())
