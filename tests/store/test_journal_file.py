"""The file: not touched where it is newer, refused where it is none of ours, lifted step by step where it is older."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
import shutil
import sqlite3

import pytest

from custom_components.aurono.engine.events import Event
from custom_components.aurono.engine.portfolio import fold
from custom_components.aurono.store.errors import JournalDamaged, JournalTooNew
from custom_components.aurono.store.journal import Entry, Journal
from custom_components.aurono.store.journal_schema import (
    APPLICATION_ID,
    LADDER,
    PAGE_SIZE,
    expected_schema,
    schema_of,
)
from custom_components.aurono.store.verify import ProblemKind

from .build import ACCOUNT, added, entries, quiet_events, random_events, tampered, written
from .conftest import OpenJournal


def picture(folder: Path) -> dict[str, tuple[str, int]]:
    """Name, content and time of every file."""
    return {
        file.name: (sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns) for file in sorted(folder.iterdir())
    }


def run_sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, autocommit=True)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def rows(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT * FROM events ORDER BY position").fetchall()
    connection.close()
    return found


def of_the_first_schema(path: Path, events: Sequence[Event]) -> tuple[tuple[int, bytes], list[tuple[object, ...]]]:
    """A journal as the first schema wrote it: the position and hash of its last event, and its rows."""
    newer = written(path.with_name("newer.db"), events)
    connection = sqlite3.connect(path, autocommit=True)
    connection.execute("PRAGMA journal_mode = WAL")
    LADDER[0](connection)
    connection.execute(f"ATTACH '{newer}' AS newer")
    connection.execute("INSERT INTO events SELECT * FROM newer.events ORDER BY position")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    head = connection.execute("SELECT position, hash FROM head").fetchone()
    connection.close()
    newer.unlink()
    return head, rows(path)


def add_note(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE notes (text TEXT NOT NULL) STRICT")
    connection.execute("INSERT INTO notes SELECT count(*) || ' events' FROM events")


def fail_half_way(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (text TEXT)")
    connection.execute("INSERT INTO no_such_table VALUES (1)")


def test_given_a_newer_file_when_opened_then_it_is_refused_and_not_one_byte_changes(
    path: Path, open_journal: OpenJournal
) -> None:
    written(path, quiet_events(1))
    run_sql(path, "PRAGMA user_version = 3")
    before = picture(path.parent)

    with pytest.raises(JournalTooNew) as raised:
        open_journal()

    assert (raised.value.found, raised.value.known) == (3, 2)
    assert picture(path.parent) == before


def test_given_a_newer_schema_that_is_still_in_the_log_when_opened_then_file_and_log_stay_as_they_are(
    path: Path, tmp_path: Path, open_journal: OpenJournal
) -> None:
    written(path, quiet_events(1))
    newer = sqlite3.connect(path, autocommit=True)
    newer.execute("PRAGMA wal_autocheckpoint = 0")
    newer.execute("PRAGMA user_version = 7")
    # As a power cut leaves them: file and log, the index of the log lost.
    cut = tmp_path / "cut" / path.name
    cut.parent.mkdir()
    for name in (path.name, f"{path.name}-wal"):
        shutil.copy2(path.with_name(name), cut.with_name(name))
    newer.close()
    before = picture(cut.parent)

    with pytest.raises(JournalTooNew) as raised:
        open_journal(cut)

    after = picture(cut.parent)
    assert raised.value.found == 7
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a database"),
        (b"garbage", "not a database"),
        (b"SQLite format 3\x00", "not a database"),
        (bytes(4096), "not a database"),
    ],
)
def test_given_something_else_in_its_place_when_opened_then_it_is_refused_untouched(
    content: bytes, reason: str, path: Path, open_journal: OpenJournal
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(JournalDamaged, match=reason):
        open_journal()

    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE other (a)", "PRAGMA user_version = 1"),
        ("CREATE TABLE other (a)", "PRAGMA application_id = 17"),
        ("CREATE TABLE other (a)",),
        ("CREATE TABLE other (a)", f"PRAGMA application_id = {APPLICATION_ID}"),
        ("PRAGMA application_id = 17",),
        ("PRAGMA journal_mode = WAL",),
    ],
)
def test_given_another_database_in_its_place_when_opened_then_it_is_refused_untouched(
    statements: tuple[str, ...], path: Path, open_journal: OpenJournal
) -> None:
    path.parent.mkdir()
    run_sql(path, *statements)
    before = picture(path.parent)

    with pytest.raises(JournalDamaged, match="not one of this kind"):
        open_journal()

    assert picture(path.parent) == before


def test_given_the_power_went_while_it_was_made_when_opened_then_it_is_made_anew(
    path: Path, open_journal: OpenJournal
) -> None:
    path.parent.mkdir()
    path.with_name("journal.db.new").write_bytes(b"half a file")
    path.with_name("journal.db.new-wal").write_bytes(b"half a log")

    journal = open_journal()

    journal.append(entries(quiet_events(1)))
    assert journal.verify().is_sound
    assert list(path.parent.glob("*.new*")) == []


def test_given_the_file_is_gone_and_its_log_is_not_when_opened_then_it_is_damage_and_the_log_stays(
    path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(1)))
    log = path.with_name("journal.db-wal").read_bytes()
    journal.close()
    path.unlink()
    path.with_name("journal.db-wal").write_bytes(log)

    with pytest.raises(JournalDamaged, match="the file is gone, but its log is there"):
        open_journal()

    assert [file.name for file in path.parent.iterdir()] == ["journal.db-wal"]


@pytest.mark.parametrize("seed", range(5))
def test_given_a_file_of_the_first_schema_when_opened_then_every_event_is_there_and_it_goes_on(
    seed: int, path: Path, open_journal: OpenJournal
) -> None:
    events = random_events(seed, 90)
    head, kept = of_the_first_schema(path, events)

    journal = open_journal()

    assert journal.head == head
    assert rows(path) == kept
    assert journal._writer.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert schema_of(journal._writer) == expected_schema(LADDER)
    assert journal.load(ACCOUNT).portfolio == fold(events)
    assert journal.verify().is_sound
    stream = f"{ACCOUNT}/strategies"
    following = Entry(stream, journal.load(ACCOUNT).versions[stream] + 1, added(strategy="another"))
    journal.append([following])
    assert journal.head[0] == head[0] + 1
    assert journal.verify().is_sound


def test_given_a_file_of_the_first_schema_without_events_when_opened_then_its_first_one_is_taken(
    path: Path, open_journal: OpenJournal
) -> None:
    of_the_first_schema(path, [])
    journal = open_journal()

    journal.append(entries(quiet_events(1)))

    assert journal.verify().is_sound


@pytest.mark.parametrize(
    "statement", ["DELETE FROM events WHERE position > 3", "DELETE FROM events", "DELETE FROM head"]
)
def test_given_a_file_of_the_first_schema_whose_end_is_gone_when_opened_then_it_is_damage_and_stays_as_it_is(
    statement: str, path: Path, open_journal: OpenJournal
) -> None:
    of_the_first_schema(path, quiet_events(4))
    tampered(path, statement)
    before = rows(path)

    for _ in range(2):
        with pytest.raises(JournalDamaged, match="does not end with the event that was committed last"):
            open_journal()

    assert rows(path) == before


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE events SET time = 7 WHERE position = 3", ProblemKind.CONTENT),
        ("UPDATE events SET record = replace(record, '119.5', '119.6') WHERE position = 5", ProblemKind.CHANGED),
        ("DELETE FROM events WHERE position = 4", ProblemKind.MISSING),
        ("UPDATE events SET version = 9 WHERE position = 5", ProblemKind.MISSING),
    ],
)
def test_given_a_damaged_file_of_the_first_schema_when_opened_then_the_damage_is_found_as_before(
    statement: str, kind: ProblemKind, path: Path, open_journal: OpenJournal
) -> None:
    of_the_first_schema(path, quiet_events(6))
    tampered(path, statement)

    assert kind in {problem.kind for problem in open_journal().verify().problems}


def test_given_an_older_file_when_opened_then_each_step_of_the_ladder_is_taken_once(
    path: Path, open_journal: OpenJournal
) -> None:
    written(path, quiet_events(2))
    ladder = (*LADDER, add_note)

    for _ in range(2):
        journal = open_journal(ladder=ladder)
        assert journal._writer.execute("SELECT text FROM notes").fetchall() == [("4 events",)]
        assert journal._writer.execute("PRAGMA user_version").fetchone() == (3,)
        assert journal.load(ACCOUNT).portfolio == fold(quiet_events(2))
        assert journal.verify().is_sound
        journal.close()

    with pytest.raises(JournalTooNew):
        open_journal()


def test_given_a_new_file_when_opened_then_the_whole_ladder_is_taken(path: Path, open_journal: OpenJournal) -> None:
    journal = open_journal(ladder=(*LADDER, add_note))

    assert journal._writer.execute("SELECT text FROM notes").fetchall() == [("0 events",)]


def test_given_a_step_of_the_ladder_fails_when_opened_then_the_file_stays_at_the_step_before(
    path: Path, open_journal: OpenJournal
) -> None:
    written(path, quiet_events(2))

    with pytest.raises(JournalDamaged, match="no such table"):
        open_journal(ladder=(*LADDER, fail_half_way))

    journal = open_journal()
    assert journal._writer.execute("SELECT name FROM sqlite_schema WHERE name = 'half'").fetchall() == []
    assert journal.verify().is_sound


def test_given_events_after_the_last_merge_when_a_copy_without_its_index_is_opened_then_none_is_lost(
    path: Path, tmp_path: Path, open_journal: OpenJournal
) -> None:
    """A Home Assistant backup takes the file and its log, never the index of the log."""
    journal = open_journal()
    journal.append(entries(quiet_events(5)))
    copy = tmp_path / "restored" / path.name
    copy.parent.mkdir()
    for name in (path.name, f"{path.name}-wal"):
        shutil.copy2(path.with_name(name), copy.with_name(name))

    restored: Journal = open_journal(copy)

    assert restored.load(ACCOUNT) == journal.load(ACCOUNT)
    assert restored.verify().is_sound


def page_size(path: Path) -> int:
    """As the header of the file says, in which 1 stands for 65,536."""
    return int.from_bytes(path.read_bytes()[16:18])


def test_given_a_file_with_pages_of_another_size_when_written_on_then_it_keeps_them_and_is_sound(
    path: Path, open_journal: OpenJournal
) -> None:
    events = quiet_events(4)
    written(path, events[:-2])
    new = page_size(path)
    run_sql(path, "PRAGMA journal_mode = DELETE", "PRAGMA page_size = 4096", "VACUUM", "PRAGMA journal_mode = WAL")

    journal = open_journal()
    journal.append(entries(events)[-2:])
    journal.close()

    assert (new, page_size(path)) == (PAGE_SIZE, 4_096)
    assert open_journal().load(ACCOUNT).portfolio == fold(events)
    assert open_journal().verify().is_sound


def test_given_many_commits_when_made_one_by_one_then_the_log_begins_anew_in_place_and_grows_no_more(
    path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    log = path.with_name(f"{path.name}-wal")

    sizes: list[int] = []
    for entry in entries(quiet_events(900)):
        journal.append([entry])
        sizes.append(log.stat().st_size)

    # It is merged at 300 pages, by the commit that reaches them.
    assert max(sizes) < 310 * (PAGE_SIZE + 24)
    assert sizes[200] > 280 * (PAGE_SIZE + 24)
    assert journal.verify().is_sound
