"""Whatever is wrong with a journal is found and named; a sound one is counted."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
import random
import shutil
import sqlite3

import pytest

from custom_components.aurono.engine.events import Event
from custom_components.aurono.engine.portfolio import EMPTY, Portfolio, fold
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.store import journal_reader
from custom_components.aurono.store.chain import GENESIS
from custom_components.aurono.store.database import connect
from custom_components.aurono.store.errors import JournalDamaged, JournalUnavailable, StoreError, Trouble
from custom_components.aurono.store.journal import EventQuery, Journal
from custom_components.aurono.store.verify import Problem, ProblemKind

from .build import (
    ACCOUNT,
    ADMIN,
    LAST_HEAD,
    SHADOW,
    entries,
    evaluated,
    order_events,
    quiet_events,
    random_events,
    rechained,
    tampered,
    written,
)
from .conftest import OpenJournal

EVENTS: list[Event] = [*quiet_events(4), *order_events("o1", Side.BUY), evaluated(4)]


def problems(journal: Journal, *, folded: bool = True) -> list[tuple[ProblemKind, int | None]]:
    return [(problem.kind, problem.position) for problem in journal.verify(folded=folded).problems]


both = pytest.mark.parametrize("folded", [True, False], ids=["folded", "as at a start"])


def test_given_a_sound_journal_when_verified_then_everything_is_counted(path: Path, open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append(entries(EVENTS))
    journal.append(entries(quiet_events(1), "B"))

    report = journal.verify()

    assert report.is_sound
    assert report.events == 15
    assert report.kinds == {
        "strategy_added": 2,
        "book_opened": 2,
        "evaluated": 6,
        "order_planned": 1,
        "order_opened": 1,
        "order_fill": 2,
        "order_ended": 1,
    }
    assert report.streams == {ADMIN: 1, SHADOW: 11, "B/strategies": 1, "B/shadow": 2}
    assert report.portfolios == {ACCOUNT: fold(EVENTS), "B": fold(quiet_events(1))}
    assert report.head == journal.head[1].hex()


def test_given_a_sound_journal_when_verified_as_at_a_start_then_everything_is_counted_and_nothing_folded(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    journal.append(entries(EVENTS))

    assert journal.verify(folded=False) == replace(journal.verify(), portfolios={})


def test_given_names_that_json_writes_otherwise_when_verified_as_at_a_start_then_they_are_no_damage(
    path: Path, open_journal: OpenJournal
) -> None:
    account, strategy = 'B "of" \\ a bank', 'Zoë\'s "best"'
    events: list[Event] = [replace(event, strategy=strategy) for event in quiet_events(3)]
    journal = open_journal()
    journal.append(entries(events, account))
    assert journal.verify(folded=False).is_sound

    tampered(path, "UPDATE events SET time = time + 1 WHERE position = 4")
    assert problems(journal, folded=False) == [(ProblemKind.CONTENT, 4)]


@both
def test_given_an_empty_journal_when_verified_then_it_is_sound(folded: bool, open_journal: OpenJournal) -> None:
    report = open_journal().verify(folded=folded)

    assert report.is_sound
    assert (report.events, report.head) == (0, GENESIS.hex())


@both
@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE events SET record = replace(record, '119.5', '119.6') WHERE position = 4", (ProblemKind.CHANGED, 4)),
        ("UPDATE events SET record = replace(record, '}', ' }') WHERE position = 4", (ProblemKind.CHANGED, 4)),
        ("UPDATE events SET hash = zeroblob(32) WHERE position = 4", (ProblemKind.CHANGED, 4)),
        ("UPDATE events SET stream = 'A/live' WHERE position = 4", (ProblemKind.CONTENT, 4)),
        ("UPDATE events SET kind = 'order_ended' WHERE position = 4", (ProblemKind.CONTENT, 4)),
        ("UPDATE events SET strategy = 'S' WHERE position = 4", (ProblemKind.CONTENT, 4)),
        ("UPDATE events SET time = time + 1 WHERE position = 4", (ProblemKind.CONTENT, 4)),
        ("UPDATE events SET version = 99 WHERE position = 4", (ProblemKind.CONTENT, 4)),
        ("DELETE FROM events WHERE position = 4", (ProblemKind.MISSING, 5)),
        ("DELETE FROM events WHERE position = 1", (ProblemKind.MISSING, 2)),
        ("DROP TRIGGER events_are_never_changed", (ProblemKind.SCHEMA, None)),
        ("DROP INDEX events_beyond_evaluations", (ProblemKind.SCHEMA, None)),
        ("CREATE TABLE guest (a)", (ProblemKind.SCHEMA, None)),
    ],
)
def test_given_a_journal_changed_behind_its_back_when_verified_then_it_is_named(
    statement: str, found: tuple[ProblemKind, int | None], folded: bool, path: Path, open_journal: OpenJournal
) -> None:
    written(path, EVENTS)
    if statement.startswith(("DROP", "CREATE")):
        connection = sqlite3.connect(path, autocommit=True)
        connection.execute(statement)
        connection.close()
    else:
        tampered(path, statement)

    assert found in problems(open_journal(), folded=folded)


@both
def test_given_two_events_that_changed_places_when_verified_then_both_are_named(
    folded: bool, path: Path, open_journal: OpenJournal
) -> None:
    written(path, EVENTS)
    tampered(
        path,
        "UPDATE events SET position = 99 WHERE position = 4",
        "UPDATE events SET position = 4 WHERE position = 5",
        "UPDATE events SET position = 5 WHERE position = 99",
    )

    found = problems(open_journal(), folded=folded)

    assert {(ProblemKind.CHANGED, 4), (ProblemKind.CHANGED, 5)} <= set(found)


@both
def test_given_the_end_is_cut_off_while_open_when_verified_then_the_missing_events_are_named(
    folded: bool, path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    journal.append(entries(EVENTS))
    tampered(path, "DELETE FROM events WHERE position > 9")

    report = journal.verify(folded=folded)

    assert report.problems == (Problem(ProblemKind.MISSING, "events 10 to 12 are missing", 10),)


def test_given_another_last_event_when_verified_then_it_is_named(path: Path, open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append(entries(EVENTS))
    tampered(path, f"UPDATE heads SET position = 11, version = version - 1 {LAST_HEAD}")
    assert problems(journal) == [(ProblemKind.CHANGED, 12)]
    tampered(path, "DELETE FROM heads")
    assert problems(journal) == [(ProblemKind.MISSING, None)]


def test_given_streams_that_should_end_elsewhere_when_verified_then_it_is_named(
    path: Path, open_journal: OpenJournal
) -> None:
    written(path, EVENTS)
    tampered(
        path,
        f"UPDATE heads SET version = version + 1 WHERE stream = '{SHADOW}'",
        f"UPDATE heads SET version = version - 1 WHERE stream = '{ADMIN}'",
    )

    assert problems(open_journal()) == [(ProblemKind.CHANGED, None)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET record = replace(record, '\"version\":4', '\"version\":7') WHERE position = 5",
        "UPDATE events SET record = '{}' WHERE position = 5",
        "UPDATE events SET record = replace(record, 'order_opened', 'order_closed') WHERE position = 8",
        "UPDATE events SET record = replace(record, '\"119.5\"', '\"119.50\"') WHERE position = 4",
    ],
)
def test_given_a_forger_who_knows_the_chain_when_verified_then_what_no_event_can_be_is_still_named(
    statement: str, path: Path, open_journal: OpenJournal
) -> None:
    written(path, EVENTS)
    rechained(path, statement)

    assert {problem.kind for problem in open_journal().verify().problems} == {ProblemKind.CONTENT}


def test_given_events_that_cannot_follow_when_verified_then_the_first_is_named(
    path: Path, open_journal: OpenJournal
) -> None:
    events = [*quiet_events(2), evaluated(0), evaluated(1)]
    written(path, events)

    report = open_journal().verify()

    assert [(problem.kind, problem.position) for problem in report.problems] == [(ProblemKind.LEDGER, 5)]
    assert report.events == 6


def test_given_an_order_that_cannot_follow_when_started_then_loading_finds_what_the_quick_look_does_not(
    path: Path, open_journal: OpenJournal
) -> None:
    written(path, [*quiet_events(2), *order_events("o1", Side.BUY), *order_events("o1", Side.BUY)[1:]])
    journal = open_journal()

    assert problems(journal, folded=False) == []
    with pytest.raises(JournalDamaged):
        journal.load(ACCOUNT)


def test_given_a_snapshot_that_is_not_what_its_events_add_up_to_when_verified_then_it_is_named(
    path: Path, open_journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = open_journal(snapshot_every=3)

    def forget(events: Iterable[Event], start: Portfolio) -> Portfolio:
        return start if list(events) else EMPTY

    monkeypatch.setattr("custom_components.aurono.store.replay.fold", forget)
    journal.append(entries(quiet_events(4)))

    assert problems(journal) == [(ProblemKind.SNAPSHOT, None)]


def test_given_many_problems_when_verified_then_the_report_stays_short(path: Path, open_journal: OpenJournal) -> None:
    written(path, quiet_events(60))
    tampered(path, "UPDATE events SET hash = zeroblob(32)", f"UPDATE heads SET hash = zeroblob(32) {LAST_HEAD}")

    assert len(open_journal().verify().problems) == 20


def test_given_verification_is_ended_by_closing_when_it_runs_then_it_says_so(
    open_journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(3)))
    connection = connect(journal.path, read_only=True)
    connection.close()
    monkeypatch.setattr(journal_reader, "connect", lambda *_, **__: connection)

    with pytest.raises(JournalUnavailable) as raised:
        journal.verify()

    assert raised.value.trouble is Trouble.CLOSED


def everything(journal: Journal) -> object:
    """All that the journal tells of what happened."""
    page = journal.events(EventQuery(ACCOUNT, limit=500))
    return page.events, journal.load(ACCOUNT)


def looked_at(path: Path) -> tuple[bool, object]:
    """Whether a start refuses or reports the file; else everything in it."""
    try:
        journal = Journal.open(path, busy_seconds=0.0)
    except StoreError:
        return True, None
    try:
        if not journal.verify(folded=False).is_sound:
            return True, None
        return False, everything(journal)
    finally:
        journal.close()


@pytest.mark.parametrize("seed", range(4))
def test_given_a_byte_of_the_file_is_flipped_when_opened_and_verified_then_it_is_found_or_nothing_read_differs(
    seed: int, path: Path, tmp_path: Path
) -> None:
    journal = Journal.open(path, snapshot_every=50)
    journal.append(entries(random_events(seed, 140)))
    journal.close()
    _, original = looked_at(path)
    whole = path.read_bytes()
    dice = random.Random(seed)
    header = [*range(100)] if seed == 0 else []
    offsets = header + [dice.randrange(len(whole)) for _ in range(220)]
    harmless = 0

    for offset in offsets:
        flipped = bytearray(whole)
        flipped[offset] ^= 1 << dice.randrange(8)
        copy = tmp_path / f"flipped-{offset}" / path.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(flipped)
        found, content = looked_at(copy)
        assert found or content == original, f"byte {offset}"
        harmless += not found
        shutil.rmtree(copy.parent)

    assert harmless < len(offsets) / 2
    assert original is not None


@pytest.mark.parametrize("size", [0, 1, 99, 100, 4095, 4096, 8192, 20_000])
def test_given_the_file_was_cut_short_when_opened_and_verified_then_it_is_found(size: int, path: Path) -> None:
    written(path, random_events(1, 140))
    assert looked_at(path)[0] is False
    path.write_bytes(path.read_bytes()[:size])

    assert looked_at(path)[0] is True


def test_given_any_page_is_zeroed_when_opened_and_verified_then_it_is_found(path: Path, tmp_path: Path) -> None:
    written(path, random_events(2, 140))
    whole = path.read_bytes()
    _, original = looked_at(path)

    for page in range(len(whole) // 4096):
        torn = bytearray(whole)
        torn[page * 4096 : (page + 1) * 4096] = bytes(4096)
        copy = tmp_path / f"torn-{page}" / path.name
        copy.parent.mkdir()
        copy.write_bytes(torn)
        found, content = looked_at(copy)
        assert found or content == original, f"page {page}"
