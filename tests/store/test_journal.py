"""Appending and loading: all or nothing, in order, durable, and stopped where that cannot be promised."""

from dataclasses import replace
import errno
from pathlib import Path
import sqlite3
from typing import Any

import pytest

from custom_components.aurono.engine.events import StrategyRemoved
from custom_components.aurono.engine.portfolio import EMPTY, fold
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.store.errors import Trouble
from custom_components.aurono.store.journal import (
    CodecError,
    Entry,
    EventQuery,
    Journal,
    JournalConflict,
    JournalDamaged,
    JournalUnavailable,
    LoadedAccount,
)

from .build import ACCOUNT, ADMIN, SHADOW, added, entries, evaluated, opened, order_events, quiet_events, tampered
from .conftest import OpenJournal


def positions(journal: Journal, account: str = ACCOUNT) -> list[int]:
    return [stored.position for stored in reversed(journal.events(EventQuery(account)).events)]


def test_given_a_new_journal_when_loaded_then_the_account_is_empty(open_journal: OpenJournal) -> None:
    assert open_journal().load(ACCOUNT) == LoadedAccount(EMPTY, {})


def test_given_appended_steps_when_opened_again_then_the_account_is_their_fold(open_journal: OpenJournal) -> None:
    events = [*quiet_events(3), *order_events("o1", Side.BUY), evaluated(3)]
    journal = open_journal()
    for entry in entries(events):
        journal.append([entry])
    before = journal.load(ACCOUNT)
    journal.close()

    after = open_journal().load(ACCOUNT)

    assert before == after == LoadedAccount(fold(events), {ADMIN: 1, SHADOW: 10})


def test_given_two_accounts_when_loaded_then_each_has_its_own_events(open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(2), "A"))
    journal.append(entries(quiet_events(1), "B"))
    journal.append(entries(order_events("o1", Side.BUY), "A", {"A/shadow": 3}))

    assert journal.load("A").portfolio == fold([*quiet_events(2), *order_events("o1", Side.BUY)])
    assert journal.load("B") == LoadedAccount(fold(quiet_events(1)), {"B/strategies": 1, "B/shadow": 2})


@pytest.mark.parametrize("version", [1, 4, 6, 0, -1])
def test_given_a_version_that_is_not_the_next_when_appended_then_nothing_of_the_step_is_kept(
    version: int, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(2)))
    step = [Entry(SHADOW, 4, evaluated(2)), Entry(SHADOW, version, evaluated(3))]

    with pytest.raises(JournalConflict) as raised:
        journal.append(step)

    assert (raised.value.stream, raised.value.version, raised.value.expected) == (SHADOW, version, 5)
    assert positions(journal) == [1, 2, 3, 4]
    assert journal.failure is None


def test_given_another_writer_was_faster_when_appended_then_it_is_a_conflict_and_the_other_event_stays(
    open_journal: OpenJournal,
) -> None:
    first, second = open_journal(), open_journal()
    first.append(entries(quiet_events(1)))
    first.append([Entry(SHADOW, 3, evaluated(1))])

    with pytest.raises(JournalConflict, match="version 3 cannot be appended, the next one is 4"):
        second.append([Entry(SHADOW, 3, evaluated(2))])
    second.append([Entry(SHADOW, 4, evaluated(2))])

    assert first.load(ACCOUNT).portfolio == fold(quiet_events(3))
    assert first.verify().is_sound


def test_given_no_entries_when_appended_then_nothing_happens(open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append([])
    assert positions(journal) == []


@pytest.mark.parametrize(
    "entry",
    [
        Entry(SHADOW, 1, added()),
        Entry(ADMIN, 1, opened()),
        Entry(f"{ACCOUNT}/live", 1, opened()),
        Entry("strategies", 1, added()),
        Entry("A\nB/strategies", 1, added()),
        Entry("A\x00/strategies", 1, added()),
        Entry(ADMIN, 1, added(strategy="S\n1")),
        Entry(ADMIN, 1, added(strategy="")),
        Entry(ADMIN, 1, replace(added(), name="\ud800")),
    ],
)
def test_given_an_entry_that_cannot_be_written_when_appended_then_nothing_of_the_step_is_kept(
    entry: Entry, open_journal: OpenJournal
) -> None:
    journal = open_journal()

    with pytest.raises(CodecError):
        journal.append([*entries([added(strategy="other")]), entry])

    assert positions(journal) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET time = time + 1 WHERE position = 2",
        "UPDATE events SET hash = zeroblob(32)",
        "DELETE FROM events WHERE position = 3",
        "DELETE FROM events",
        "REPLACE INTO events SELECT * FROM events WHERE position = 3",
        "UPDATE OR REPLACE events SET position = 1 WHERE position = 2",
        "INSERT INTO events SELECT 9, stream, 9, kind, strategy, time, record, hash FROM events WHERE position = 3",
        "INSERT INTO events SELECT 9, stream, 3, kind, strategy, time, record, hash FROM events WHERE position = 3",
        "INSERT INTO events SELECT 4, stream, 9, kind, strategy, time, record, hash FROM events WHERE position = 3",
        "DELETE FROM heads",
        "INSERT INTO heads VALUES ('', 0, 0, zeroblob(32))",
    ],
)
def test_given_committed_events_when_sql_would_change_them_then_the_file_itself_refuses(
    statement: str, path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(1)))
    other = sqlite3.connect(path, autocommit=True)

    with pytest.raises(sqlite3.IntegrityError):
        other.execute(statement)
    other.close()

    assert journal.verify().is_sound
    assert positions(journal) == [1, 2, 3]


def test_given_a_full_disk_when_appended_then_nothing_is_kept_and_the_journal_stops_until_opened_anew(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(1)))
    (pages,) = journal._writer.execute("PRAGMA page_count").fetchone()
    journal._writer.execute(f"PRAGMA max_page_count = {pages}")
    many = [Entry(SHADOW, 3 + number, evaluated(1 + number)) for number in range(200)]

    with pytest.raises(JournalUnavailable) as raised:
        journal.append(many)
    assert raised.value.trouble is Trouble.FULL
    assert journal.failure is raised.value

    with pytest.raises(JournalUnavailable) as stopped:
        journal.append([Entry(SHADOW, 3, evaluated(1))])
    assert stopped.value.trouble is Trouble.STOPPED
    assert positions(journal) == [1, 2, 3]
    journal.close()

    again = open_journal()
    assert again.verify().is_sound
    again.append(many)
    assert again.load(ACCOUNT).portfolio == fold(quiet_events(201))


def test_given_another_program_holds_the_file_when_appended_then_it_is_said_and_the_journal_goes_on_after(
    path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    other = sqlite3.connect(path, autocommit=True)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(JournalUnavailable) as raised:
        journal.append(entries(quiet_events(1)))
    other.execute("ROLLBACK")
    other.close()

    assert raised.value.trouble is Trouble.LOCKED
    assert journal.failure is None
    journal.append(entries(quiet_events(1)))
    assert positions(journal) == [1, 2, 3]


def test_given_the_file_may_only_be_read_when_appended_then_it_is_said_and_the_journal_stops(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    journal._writer.execute("PRAGMA query_only = ON")

    with pytest.raises(JournalUnavailable) as raised:
        journal.append(entries(quiet_events(1)))

    assert raised.value.trouble is Trouble.READ_ONLY
    assert journal.failure is raised.value


def test_given_a_folder_in_the_place_of_the_file_when_opened_then_it_is_said(
    path: Path, open_journal: OpenJournal
) -> None:
    path.mkdir(parents=True)

    with pytest.raises(JournalUnavailable) as raised:
        open_journal()

    assert raised.value.trouble is Trouble.CANNOT_OPEN


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, Trouble.FULL),
        (errno.EIO, Trouble.IO_ERROR),
        (errno.EROFS, Trouble.READ_ONLY),
        (errno.EACCES, Trouble.CANNOT_OPEN),
    ],
)
def test_given_the_system_refuses_when_the_file_is_made_then_it_is_said_why(
    number: int, trouble: Trouble, open_journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, "refused")

    monkeypatch.setattr("custom_components.aurono.store.database.os.open", refuse)

    with pytest.raises(JournalUnavailable) as raised:
        open_journal()

    assert raised.value.trouble is trouble


def test_given_a_closed_journal_when_used_then_it_is_said(open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.close()

    calls: list[Any] = [
        lambda: journal.append(entries([added()])),
        lambda: journal.load(ACCOUNT),
        lambda: journal.events(EventQuery(ACCOUNT)),
    ]
    for call in calls:
        with pytest.raises(JournalUnavailable) as raised:
            call()
        assert raised.value.trouble in {Trouble.CLOSED, Trouble.STOPPED}


def test_given_a_closed_journal_when_looked_at_then_one_file_holds_it_all(
    path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(1)))
    journal.close()

    assert [file.name for file in path.parent.iterdir()] == ["journal.db"]


def test_given_a_journal_when_made_then_only_its_owner_may_read_it(path: Path, open_journal: OpenJournal) -> None:
    open_journal()

    assert path.stat().st_mode & 0o777 == 0o600


def test_given_the_head_is_gone_when_appended_then_the_damage_is_said_and_the_journal_stops(
    path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(1)))
    tampered(path, "DELETE FROM heads")

    with pytest.raises(JournalDamaged, match="the record of the last event is gone"):
        journal.append([Entry(SHADOW, 3, evaluated(1))])
    assert isinstance(journal.failure, JournalDamaged)


def test_given_the_last_versions_are_wrong_when_appended_then_it_is_damage_and_no_conflict(
    path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(1)))
    tampered(path, "CREATE TRIGGER never BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no'); END")

    with pytest.raises(JournalDamaged, match="the next event of a stream is refused"):
        journal.append([Entry(SHADOW, 3, evaluated(1))])


def test_given_an_event_that_cannot_follow_when_loaded_then_it_is_damage(open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append(entries([StrategyRemoved(1, "never added")]))

    with pytest.raises(JournalDamaged, match="there is no strategy never added"):
        journal.load(ACCOUNT)
