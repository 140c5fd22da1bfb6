"""An account's journal as a file and back: the same books and the same chain, or nothing at all."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.store import journal_export
from custom_components.aurono.store.chain import GENESIS, link
from custom_components.aurono.store.errors import JournalDamaged, JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.journal_import import Imported, ImportProblem, ImportRefused
from custom_components.aurono.store.marker import HeadMarker
from custom_components.aurono.store.worker import JournalWorker

from .build import ACCOUNT, entries, evaluated, quiet_events, random_events, rechained, tampered
from .conftest import OpenJournal

OTHER = "01JOTHER"


def exported(journal: Journal, account: str = ACCOUNT) -> bytes:
    """The whole export."""
    part = journal.export(account)
    lines = [part.lines]
    while part.next is not None:
        part = journal.export(account, part.next)
        lines.append(part.lines)
    return b"".join(lines)


def source(content: bytes) -> Callable[[], BinaryIO]:
    return lambda: BytesIO(content)


def imported(journal: Journal, content: bytes, account: str = ACCOUNT) -> Imported:
    return journal.take_in(source(content), journal.prove(source(content)), account)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), count=st.integers(0, 120))
def test_given_any_journal_when_brought_into_an_empty_one_then_books_and_chain_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int, count: int
) -> None:
    folder = tmp_path_factory.mktemp("export")
    there, here = Journal.open(folder / "there.db"), Journal.open(folder / "here.db")
    there.append(entries(random_events(seed, count)))

    content = exported(there)
    told = imported(here, content)

    assert here.head == there.head
    assert told.chain == there.head[1].hex()
    assert told.events == count
    assert here.load(ACCOUNT) == there.load(ACCOUNT)
    assert here.load(ACCOUNT).portfolio == told.portfolio
    assert here.verify().is_sound
    assert exported(here) == content
    for journal in (there, here):
        journal.close()


def test_given_two_accounts_in_one_journal_then_the_export_of_each_has_a_chain_of_its_own(
    open_journal: OpenJournal, tmp_path: Path
) -> None:
    journal = open_journal()
    versions: dict[str, int] = {}
    for number in range(0, 90, 30):
        journal.append(entries(random_events(7, 90)[number : number + 30], ACCOUNT, versions))
        journal.append(entries(random_events(8, 90)[number : number + 30], OTHER, versions))
    alone = open_journal(tmp_path / "alone.db")
    alone.append(entries(random_events(7, 90)))

    content = exported(journal)

    assert content == exported(alone), "nothing of the other account shows"
    empty = open_journal(tmp_path / "empty.db")
    imported(empty, exported(journal, OTHER), OTHER)
    imported(empty, content)
    for account in (ACCOUNT, OTHER):
        assert empty.load(account) == journal.load(account)
        assert exported(empty, account) == exported(journal, account)
    assert empty.verify().is_sound


def test_given_an_export_of_many_parts_then_what_was_appended_meanwhile_is_left_out(
    open_journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_export, "_AT_ONCE", 7)
    journal = open_journal()
    versions: dict[str, int] = {}
    journal.append(entries(quiet_events(30), ACCOUNT, versions))
    whole = exported(journal)

    part = journal.export(ACCOUNT)
    journal.append(entries([evaluated(30)], ACCOUNT, versions))
    lines = [part.lines]
    while part.next is not None:
        part = journal.export(ACCOUNT, part.next)
        lines.append(part.lines)

    assert b"".join(lines) == whole
    assert part.events == 32
    assert [len(each.splitlines()) for each in lines] == [8, 7, 7, 7, 5]


def test_given_another_account_when_imported_into_then_its_streams_bear_its_name(
    open_journal: OpenJournal, tmp_path: Path
) -> None:
    journal = open_journal()
    journal.append(entries(random_events(5, 100)))
    new = open_journal(tmp_path / "new.db")

    told = imported(new, exported(journal), OTHER)

    assert told.chain == journal.head[1].hex(), "the chain of the file"
    assert new.load(OTHER).portfolio == journal.load(ACCOUNT).portfolio
    assert new.load(ACCOUNT).versions == {}
    assert new.verify().is_sound


# -- what is refused -------------------------------------------------------------------------------------------------


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def _swap(content: bytes) -> bytes:
    lines = _lines(content)
    lines[5], lines[6] = lines[6], lines[5]
    return b"".join(lines)


def _rechained(content: bytes, change: Callable[[list[bytes]], None]) -> bytes:
    """Other records with a right chain, as a forger would write them."""
    lines = _lines(content)
    records = [line[line.index(b'"record":') + 9 : -2] for line in lines[1:-1]]
    change(records)
    chain, written = GENESIS, [lines[0]]
    for record in records:
        chain = link(chain, record)
        written.append(journal_export.event_line(chain, record))
    return b"".join([*written, journal_export.footer(len(records), chain)])


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], ImportProblem, int]] = {
    "a changed byte": (lambda text: text.replace(b'"close":"119.5"', b'"close":"119.6"', 1), ImportProblem.CHAIN, 4),
    "a changed hash": (
        lambda text: text.replace(b'{"chain":"' + _lines(text)[3][10:14], b'{"chain":"0000', 1),
        ImportProblem.CHAIN,
        4,
    ),
    "a missing line": (lambda text: b"".join(_lines(text)[:4] + _lines(text)[5:]), ImportProblem.CHAIN, 5),
    "the last event missing": (lambda text: b"".join(_lines(text)[:-2] + _lines(text)[-1:]), ImportProblem.CHAIN, 13),
    "a line twice": (lambda text: b"".join(_lines(text)[:5] + _lines(text)[4:]), ImportProblem.CHAIN, 6),
    "two lines swapped": (_swap, ImportProblem.CHAIN, 6),
    "no end": (lambda text: b"".join(_lines(text)[:-1]), ImportProblem.CUT_OFF, 14),
    "cut off within a line": (lambda text: text[:1700], ImportProblem.CUT_OFF, 5),
    "cut off within the end": (lambda text: text[:-1], ImportProblem.CUT_OFF, 14),
    "more after the end": (lambda text: text + b"\n", ImportProblem.UNREADABLE, 15),
    "an empty line": (lambda text: text.replace(b"\n", b"\n\n", 1), ImportProblem.UNREADABLE, 2),
    "a foreign line": (lambda text: text.replace(b'\n{"chain"', b'\n[]\n{"chain"', 1), ImportProblem.UNREADABLE, 2),
    "another file": (lambda _: b"timestamp,open\n", ImportProblem.NO_EXPORT, 1),
    "no line at all": (lambda _: b"x" * 2_000_000, ImportProblem.NO_EXPORT, 1),
    "an empty file": (lambda _: b"", ImportProblem.NO_EXPORT, 1),
    "no account": (lambda text: text.replace(b"01JACCOUNT", b"", 1), ImportProblem.NO_EXPORT, 1),
    "a newer format": (lambda text: text.replace(b'"format":1', b'"format":2', 1), ImportProblem.TOO_NEW, 1),
    "an account that is not that of the events": (
        lambda text: text.replace(b"01JACCOUNT", b"01JFORGED!", 1),
        ImportProblem.CONTENT,
        2,
    ),
    "events of another kind": (
        lambda text: _rechained(text, lambda records: records.append(b'{"stream":"x"}')),
        ImportProblem.CONTENT,
        14,
    ),
    "events left out, and rechained": (
        lambda text: _rechained(text, lambda records: records.remove(records[4])),
        ImportProblem.CONTENT,
        6,
    ),
    "events that cannot follow": (
        lambda text: _rechained(text, lambda records: records.reverse()),
        ImportProblem.CONTENT,
        2,
    ),
    "a candle twice": (
        lambda text: _rechained(
            text, lambda records: records.append(records[-1].replace(b'"version":11,', b'"version":12,'))
        ),
        ImportProblem.CONTENT,
        14,
    ),
    "a strategy without a name": (
        lambda text: _rechained(
            text, lambda records: records.__setitem__(0, records[0].replace(b"01JSTRATEGY", b"", 1))
        ),
        ImportProblem.CONTENT,
        2,
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_given_a_damaged_file_when_imported_then_it_is_refused_with_its_line_and_nothing_is_written(
    open_journal: OpenJournal, tmp_path: Path, name: str
) -> None:
    damage, problem, line = DAMAGES[name]
    journal = open_journal()
    journal.append(entries(quiet_events(10)))
    content = exported(journal)
    assert content.count(b"\n") == 14
    here = open_journal(tmp_path / "here.db")

    with pytest.raises(ImportRefused) as refused:
        imported(here, damage(content))

    assert (refused.value.problem, refused.value.line) == (problem, line)
    assert here.head == (0, GENESIS)
    imported(here, content)
    assert here.head == journal.head


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_given_any_byte_changed_when_read_then_the_file_is_never_taken_for_whole(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    journal = Journal.open(tmp_path_factory.mktemp("bytes") / "journal.db")
    journal.append(entries(quiet_events(3)))
    content = exported(journal)
    place, other = data.draw(st.integers(0, len(content) - 1)), data.draw(st.integers(1, 255))
    changed = content[:place] + bytes([content[place] ^ other]) + content[place + 1 :]

    try:
        proven = journal.prove(source(changed))
    except ImportRefused:
        return
    finally:
        journal.close()
    # Only blanks or the like in the first and last line, which say nothing else.
    assert (proven.account, proven.events, proven.chain) == (ACCOUNT, 5, journal.head[1])


def test_given_an_account_with_events_when_imported_into_then_it_is_refused(
    open_journal: OpenJournal, tmp_path: Path
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(3)))
    head = journal.head
    for account, taken in ((ACCOUNT, False), (OTHER, True)):
        if taken:
            imported(journal, exported(journal), account)
            assert journal.head[0] == 2 * head[0]
            continue
        with pytest.raises(ImportRefused, match="events already") as refused:
            imported(journal, exported(journal), account)
        assert refused.value.problem is ImportProblem.NOT_EMPTY
        assert journal.head == head
    assert journal.verify().is_sound


def test_given_a_file_that_changes_after_it_was_proven_then_nothing_is_written(
    open_journal: OpenJournal, tmp_path: Path
) -> None:
    journal, here = open_journal(), open_journal(tmp_path / "here.db")
    versions: dict[str, int] = {}
    journal.append(entries(quiet_events(3), ACCOUNT, versions))
    proven = journal.prove(source(exported(journal)))
    journal.append(entries([evaluated(3)], ACCOUNT, versions))

    with pytest.raises(ImportRefused, match="changed while it was read"):
        here.take_in(source(exported(journal)), proven, ACCOUNT)

    assert here.head == (0, GENESIS)


def test_given_a_tampered_journal_when_exported_then_it_is_not_vouched_for(
    open_journal: OpenJournal, path: Path
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(5)))
    journal.close()
    tampered(path, "UPDATE events SET record = replace(record, '119.5', '119.6') WHERE position = 5")

    with pytest.raises(JournalDamaged, match="event 5"):
        exported(open_journal())


def test_given_a_journal_whose_end_is_gone_when_exported_then_it_is_damaged(
    open_journal: OpenJournal, path: Path
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(5)))
    tampered(path, "DELETE FROM events WHERE position > 4")

    with pytest.raises(JournalDamaged, match="event 5"):
        exported(journal)


def test_given_a_forged_journal_with_a_right_chain_then_its_export_is_still_read_as_books(
    open_journal: OpenJournal, path: Path, tmp_path: Path
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(5)))
    journal.close()
    rechained(path, 'UPDATE events SET record = replace(record, \'"stream":"01JACCOUNT/shadow"\', \'"stream":"x/y"\')')

    forged = exported(open_journal())
    with pytest.raises(ImportRefused) as refused:
        imported(open_journal(tmp_path / "here.db"), forged)
    assert refused.value.problem is ImportProblem.CONTENT


@pytest.mark.parametrize("state", ["held", "failed", "closing"])
def test_given_a_journal_that_takes_nothing_when_imported_into_then_it_says_so(
    open_journal: OpenJournal, tmp_path: Path, state: str
) -> None:
    journal, here = open_journal(), open_journal(tmp_path / "here.db")
    journal.append(entries(quiet_events(2_100)))
    content = exported(journal)
    proven = here.prove(source(content))
    if state == "held":
        here.hold()
    elif state == "failed":
        here._failure = JournalUnavailable(Trouble.FULL, "database or disk is full")
    else:
        here.stop_reading()

    with pytest.raises(JournalUnavailable) as refused:
        here.take_in(source(content), proven, ACCOUNT)

    expected = {"held": Trouble.LOCKED, "failed": Trouble.STOPPED, "closing": Trouble.CLOSED}[state]
    assert refused.value.trouble is expected
    assert here.head == (0, GENESIS)


def test_given_a_disk_that_fills_up_when_imported_then_nothing_is_written_and_the_journal_stops(
    open_journal: OpenJournal, tmp_path: Path
) -> None:
    journal, here = open_journal(), open_journal(tmp_path / "here.db")
    journal.append(entries(quiet_events(200)))
    content = exported(journal)
    here._writer.execute("PRAGMA cache_size = 1")
    here._writer.execute("PRAGMA max_page_count = 20")

    with pytest.raises(JournalUnavailable) as refused:
        imported(here, content)

    assert refused.value.trouble is Trouble.FULL
    assert here.failure is refused.value
    assert here.verify().events == 0


async def test_given_the_worker_when_it_exports_and_imports_then_the_account_has_to_be_proven_anew(
    open_journal: OpenJournal, path: Path, tmp_path: Path
) -> None:
    journal = open_journal()
    journal.append(entries(random_events(3, 60)))
    journal.close()
    there = await JournalWorker.open(path)
    content = b"".join([part.lines async for part in there.export(ACCOUNT)])
    portfolio = (await there.load(ACCOUNT)).portfolio
    await there.close()
    here = await JournalWorker.open(tmp_path / "here.db", tmp_path / "head")
    await here.check_continuity([])

    told = await here.take_in(source(content), await here.prove(source(content)), ACCOUNT)

    assert told.portfolio == portfolio == (await here.load(ACCOUNT)).portfolio
    assert here.unproven == {ACCOUNT}
    await here.close()
    assert HeadMarker(tmp_path / "head").unproven == {ACCOUNT}
