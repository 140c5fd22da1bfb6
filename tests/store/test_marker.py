"""The marker: what was last written here tells a journal that was put back from one that goes on."""

import json
from pathlib import Path
import shutil

import pytest

from custom_components.aurono.store.database import connect
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.marker import Continuity, HeadMarker
from custom_components.aurono.store.worker import JournalWorker

from .build import ACCOUNT, entries, quiet_events, random_events
from .conftest import OpenJournal


@pytest.fixture
def head(tmp_path: Path) -> Path:
    """Where the marker of a test lies."""
    return tmp_path / ".cache" / "journal.head"


def check(journal: Journal, head: Path) -> Continuity:
    return HeadMarker(head).check(*journal.head, journal.hash_at, [ACCOUNT])


async def write(path: Path, head: Path, first: int, last: int) -> None:
    """Append the events from one number up to another with the marker at work."""
    worker = await JournalWorker.open(path, head)
    await worker.check_continuity([ACCOUNT])
    await worker.append(entries(quiet_events(20))[first:last])
    await worker.close()


async def test_given_a_journal_that_goes_on_when_checked_then_it_is_the_same_and_nothing_is_unproven(
    path: Path, head: Path, open_journal: OpenJournal
) -> None:
    await write(path, head, 0, 5)
    await write(path, head, 5, 9)

    assert check(open_journal(), head) is Continuity.SAME
    assert HeadMarker(head).unproven == frozenset()


def test_given_a_machine_without_a_journal_when_checked_then_there_is_nothing_to_prove(
    head: Path, open_journal: OpenJournal
) -> None:
    assert check(open_journal(), head) is Continuity.SAME


async def test_given_a_marker_written_a_moment_before_a_crash_when_checked_then_the_journal_is_ahead(
    path: Path, head: Path, open_journal: OpenJournal
) -> None:
    await write(path, head, 0, 5)
    earlier = head.read_bytes()
    await write(path, head, 5, 9)
    head.write_bytes(earlier)

    assert check(open_journal(), head) is Continuity.AHEAD
    assert HeadMarker(head).unproven == frozenset()


async def test_given_an_older_copy_when_put_back_then_it_is_restored_until_every_account_is_proven(
    path: Path, head: Path, open_journal: OpenJournal, tmp_path: Path
) -> None:
    await write(path, head, 0, 5)
    backup = shutil.copy(path, tmp_path / "backup")
    await write(path, head, 5, 9)
    shutil.copy(backup, path)

    assert check(open_journal(), head) is Continuity.RESTORED
    assert HeadMarker(head).unproven == {ACCOUNT}
    # Started again before anything was proven: still so.
    assert check(open_journal(), head) is Continuity.SAME
    assert HeadMarker(head).unproven == {ACCOUNT}
    HeadMarker(head).proven(ACCOUNT)
    assert HeadMarker(head).unproven == frozenset()


async def test_given_a_restored_journal_when_restored_again_then_what_was_unproven_stays_so(
    path: Path, head: Path, open_journal: OpenJournal
) -> None:
    await write(path, head, 0, 5)
    journal = open_journal()
    marker = HeadMarker(head)
    for account in ("first", "second"):
        marker.note(9, bytes(32))
        assert marker.check(*journal.head, journal.hash_at, [account]) is Continuity.RESTORED

    assert HeadMarker(head).unproven == {"first", "second"}


async def test_given_another_history_of_greater_length_when_put_in_place_then_it_is_restored(
    path: Path, head: Path, open_journal: OpenJournal, tmp_path: Path
) -> None:
    await write(path, head, 0, 3)
    other = tmp_path / "other.db"
    worker = await JournalWorker.open(other)
    await worker.append(entries(random_events(1, 12)))
    await worker.close()
    shutil.copy(other, path)

    assert check(open_journal(), head) is Continuity.RESTORED


@pytest.mark.parametrize("content", [None, "", "{}", '{"position": 1, "hash": "xx", "unproven": []}', "[1]"])
async def test_given_a_marker_that_is_gone_or_cannot_be_read_when_checked_then_nothing_is_known(
    path: Path, head: Path, open_journal: OpenJournal, content: str | None
) -> None:
    await write(path, head, 0, 5)
    if content is None:
        head.unlink()
    else:
        head.write_text(content, encoding="utf-8")

    assert check(open_journal(), head) is Continuity.NEW_MACHINE
    assert HeadMarker(head).unproven == {ACCOUNT}
    assert json.loads(head.read_text(encoding="utf-8"))["position"] == 5


async def test_given_many_commits_when_remembered_then_each_is_whole_whatever_its_length(head: Path) -> None:
    marker = HeadMarker(head)
    accounts = [f"account-{number}" for number in range(20)]
    marker.check(1, bytes(32), lambda _: None, accounts)
    for position in (9, 10, 99_999_999, 3):
        marker.note(position, bytes([position % 251]) * 32)
        assert json.loads(head.read_text(encoding="utf-8"))["position"] == position
    for account in accounts:
        marker.proven(account)
    marker.note(4, bytes(32))
    assert json.loads(head.read_text(encoding="utf-8")) == {"position": 4, "hash": "00" * 32, "unproven": []}

    head.unlink()
    marker.note(5, bytes(32))
    assert HeadMarker(head).check(5, bytes(32), lambda _: None, accounts) is Continuity.SAME


async def test_given_a_marker_that_cannot_be_written_when_events_are_then_they_are_kept(
    path: Path, head: Path, caplog: pytest.LogCaptureFixture
) -> None:
    head.parent.write_text("in the way", encoding="utf-8")
    await write(path, head, 0, 5)

    journal = Journal.open(path)
    assert journal.head[0] == 5
    journal.close()
    assert caplog.text.count("cannot be remembered") == 1


# -- backups -----------------------------------------------------------------------------------------------------------


async def test_given_a_held_journal_when_copied_then_the_file_alone_is_whole_and_nothing_is_appended(
    path: Path, tmp_path: Path
) -> None:
    worker = await JournalWorker.open(path)
    await worker.append(entries(quiet_events(20))[:5])

    await worker.hold()
    copy = tmp_path / "copy" / "journal.db"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    with pytest.raises(JournalUnavailable) as refused:
        await worker.append(entries(quiet_events(20))[5:6])
    await worker.release()
    await worker.append(entries(quiet_events(20))[5:9])

    assert refused.value.trouble is Trouble.LOCKED
    assert (await worker.verify()).events == 9
    await worker.close()
    restored = Journal.open(copy)
    assert restored.verify().events == 5
    assert restored.verify().is_sound
    restored.close()


def test_given_a_reader_in_the_way_when_held_then_it_is_refused_and_writing_goes_on(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(20))[:5])
    reader = connect(journal.path, read_only=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM events").fetchone()
    journal.append(entries(quiet_events(20))[5:6])

    with pytest.raises(JournalUnavailable) as refused:
        journal.hold()
    journal.append(entries(quiet_events(20))[6:7])

    assert refused.value.trouble is Trouble.LOCKED
    reader.close()
    journal.hold()
