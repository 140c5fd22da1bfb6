"""However an account is loaded, fast, from a snapshot or in pieces, it is the plain fold of its events."""

from contextlib import closing
from pathlib import Path
import sqlite3
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.engine.events import (
    Evaluated,
    Event,
    ModeChanged,
    StrategyRemoved,
    StrategyRevised,
    TradingResumed,
    TradingStopped,
)
from custom_components.aurono.engine.portfolio import EMPTY, Portfolio, apply, fold
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import HOUR, Timeframe
from custom_components.aurono.store import proof, snapshots
from custom_components.aurono.store.codec import KINDS
from custom_components.aurono.store.journal import Journal, JournalDamaged
from custom_components.aurono.store.journal_schema import EVALUATED

from .build import (
    ACCOUNT,
    LAST_HEAD,
    START,
    STRATEGY,
    entries,
    evaluated,
    parameters,
    quiet_events,
    random_events,
    rechained,
    tampered,
    written,
)
from .conftest import OpenJournal


def one_by_one(events: list[Event]) -> Portfolio:
    """What the events add up to, without any short cut."""
    portfolio = EMPTY
    for event in events:
        portfolio = apply(portfolio, event)
    return portfolio


def append_in_steps(journal: Journal, events: list[Event], sizes: list[int]) -> None:
    placed = entries(events)
    while placed:
        size = sizes[len(placed) % len(sizes)]
        journal.append(placed[:size])
        placed = placed[size:]


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    count=st.integers(0, 120),
    sizes=st.lists(st.integers(1, 9), min_size=1, max_size=4),
    snapshot_every=st.sampled_from((1, 7, 40, 10**9)),
    drop=st.booleans(),
    block=st.sampled_from((1, 3, 500)),
)
def test_given_any_history_when_loaded_fast_or_from_a_snapshot_then_it_is_the_plain_fold(
    seed: int, count: int, sizes: list[int], snapshot_every: int, drop: bool, block: int
) -> None:
    events = random_events(seed, count)
    other = random_events(seed + 1, 20)
    with TemporaryDirectory() as folder, patch.object(proof, "_BLOCK", block):
        path = Path(folder, "journal.db")
        with closing(Journal.open(path, snapshot_every=snapshot_every)) as journal:
            journal.append(entries(other, "other"))
            append_in_steps(journal, events, sizes)
            report = journal.verify()
        if drop:
            tampered(path, "DELETE FROM snapshots")
        with closing(Journal.open(path)) as journal:
            loaded, loaded_other = journal.load(ACCOUNT), journal.load("other")

    assert report.problems == ()
    assert loaded.portfolio == one_by_one(events) == report.portfolios.get(ACCOUNT, EMPTY)
    assert loaded_other.portfolio == one_by_one(other)
    assert loaded.versions == {stream: last for stream, last in report.streams.items() if stream.startswith(ACCOUNT)}


@pytest.mark.parametrize(
    "event",
    [
        StrategyRevised(START + HOUR, STRATEGY, "Revised", 2, parameters(Timeframe.H4)),
        ModeChanged(START + HOUR, STRATEGY, Mode.PAUSED),
        StrategyRemoved(START + HOUR, STRATEGY),
        TradingStopped(START + HOUR),
        TradingResumed(START + HOUR),
    ],
)
def test_given_evaluations_before_what_looks_back_at_them_when_loaded_then_they_count(
    event: Event, open_journal: OpenJournal
) -> None:
    events = [*quiet_events(5), event]
    if isinstance(event, ModeChanged):
        events.append(ModeChanged(START + 2 * HOUR, STRATEGY, Mode.SHADOW))
    journal = open_journal()
    journal.append(entries(events))

    assert journal.load(ACCOUNT).portfolio == fold(events)


def test_given_the_kind_that_the_tables_name_when_compared_then_it_is_that_of_an_evaluation() -> None:
    assert KINDS[EVALUATED] is Evaluated


def held(path: Path) -> list[tuple[str, int]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT account, position FROM snapshots").fetchall()
    connection.close()
    return rows


def test_given_enough_events_when_appended_then_snapshots_are_taken_on_the_way_and_at_the_end(
    path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal(snapshot_every=4)
    for entry in entries(quiet_events(8)):
        journal.append([entry])
    assert held(path) == [(ACCOUNT, 8)]
    journal.close()
    assert held(path) == [(ACCOUNT, 10)]


def test_given_no_snapshot_when_a_long_journal_is_loaded_then_one_is_taken_at_once(
    path: Path, open_journal: OpenJournal
) -> None:
    written(path, quiet_events(8))

    open_journal(snapshot_every=4).load(ACCOUNT)

    assert held(path) == [(ACCOUNT, 10)]


def test_given_a_snapshot_when_loaded_then_the_events_before_it_are_not_read(
    path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(8)))
    journal.close()
    tampered(path, "UPDATE events SET record = 'unreadable' WHERE position = 4")

    assert open_journal().load(ACCOUNT).portfolio == fold(quiet_events(8))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE snapshots SET content = replace(content, '200', '900')",
        "UPDATE snapshots SET content = 'nonsense'",
        "UPDATE snapshots SET content = CAST(x'7bff' AS TEXT)",
        "UPDATE snapshots SET position = position - 1",
        "UPDATE snapshots SET position = 99",
        "UPDATE snapshots SET position = 0",
        "UPDATE snapshots SET hash = zeroblob(32)",
        "UPDATE snapshots SET digest = zeroblob(32)",
        "UPDATE snapshots SET code = 'older'",
        "UPDATE snapshots SET account = 'other'",
        "DELETE FROM snapshots",
    ],
)
def test_given_a_snapshot_that_does_not_fit_when_loaded_then_it_is_passed_over(
    statement: str, path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(8)))
    journal.close()
    tampered(path, statement)

    journal = open_journal()

    assert journal.load(ACCOUNT).portfolio == fold(quiet_events(8))
    assert journal.load("other").portfolio == fold([])
    assert journal.verify().is_sound


def test_given_other_code_folds_when_loaded_then_the_snapshot_of_the_code_before_is_passed_over(
    path: Path, open_journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(8)))
    journal.close()
    tampered(path, "UPDATE events SET record = 'unreadable' WHERE position = 4")
    monkeypatch.setattr(snapshots, "code_fingerprint", lambda: "newer")

    with pytest.raises(JournalDamaged, match="event 4: the chain breaks"):
        open_journal().load(ACCOUNT)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "UPDATE events SET record = replace(record, '119.5', '119.6') WHERE position = 5",
            "event 5: the chain breaks",
        ),
        ("UPDATE events SET record = CAST(x'00' AS TEXT) WHERE position = 5", "event 5: the chain breaks"),
        ("UPDATE events SET hash = zeroblob(32) WHERE position = 5", "event 5: the chain breaks"),
        ("DELETE FROM events WHERE position = 5", "event 5: the chain breaks"),
    ],
)
def test_given_a_journal_changed_behind_its_back_when_loaded_then_it_is_damage_and_names_the_event(
    statement: str, message: str, path: Path, open_journal: OpenJournal
) -> None:
    written(path, quiet_events(8))
    tampered(path, statement)
    journal = open_journal()

    with pytest.raises(JournalDamaged, match=message) as raised:
        journal.load(ACCOUNT)

    assert raised.value.position == 5


@pytest.mark.parametrize("block", [1, 2, 5, 6])
@pytest.mark.parametrize("position", [1, 2, 5, 6, 8])
@pytest.mark.parametrize(
    "statements",
    [
        ["UPDATE events SET record = record || ' ' WHERE position = {0}"],
        ["UPDATE events SET record = substr(record, 2) WHERE position = {0}"],
        ["UPDATE events SET hash = zeroblob(32) WHERE position = {0}"],
        ["DELETE FROM events WHERE position = {0}"],
        [
            "UPDATE events SET position = 99 WHERE position = {0}",
            "UPDATE events SET position = {0} WHERE position = {0} + 1",
            "UPDATE events SET position = {0} + 1 WHERE position = 99",
        ],
    ],
)
def test_given_damage_anywhere_in_a_block_when_loaded_then_it_is_found_where_it_is(
    statements: list[str],
    position: int,
    block: int,
    path: Path,
    open_journal: OpenJournal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(proof, "_BLOCK", block)
    written(path, quiet_events(8))
    tampered(path, *(statement.format(position) for statement in statements))

    with pytest.raises(JournalDamaged) as raised:
        open_journal().load(ACCOUNT)

    assert raised.value.position == position


def test_given_a_record_that_no_event_has_when_loaded_then_it_is_damage(path: Path, open_journal: OpenJournal) -> None:
    written(path, quiet_events(8))
    rechained(path, "UPDATE events SET record = '{}' WHERE position = 2")

    with pytest.raises(JournalDamaged, match="cannot be read"):
        open_journal().load(ACCOUNT)


def test_given_a_snapshot_cannot_be_written_when_one_is_due_then_the_account_is_loaded_all_the_same(
    path: Path, open_journal: OpenJournal
) -> None:
    written(path, quiet_events(8))
    journal = open_journal(snapshot_every=4)
    other = sqlite3.connect(path, autocommit=True)
    other.execute("BEGIN IMMEDIATE")

    assert journal.load(ACCOUNT).portfolio == fold(quiet_events(8))

    other.execute("ROLLBACK")
    other.close()
    assert journal.failure is None
    assert held(path) == []


def test_given_a_snapshot_of_another_history_when_loaded_then_it_is_passed_over(
    path: Path, tmp_path: Path, open_journal: OpenJournal
) -> None:
    """As when a journal is put back from a backup by hand and its snapshots are those of the newer one."""
    other = tmp_path / "other.db"
    for at, events in ((path, quiet_events(8)), (other, [*quiet_events(7), evaluated(8)])):
        journal = open_journal(at)
        journal.append(entries(events))
        journal.close()
    tampered(
        path,
        f"ATTACH '{other}' AS other",
        "DELETE FROM snapshots",
        "INSERT INTO snapshots SELECT * FROM other.snapshots",
        "DETACH other",
    )

    assert held(path) == [(ACCOUNT, 10)]
    assert open_journal().load(ACCOUNT).portfolio == fold(quiet_events(8))


def test_given_a_snapshot_whose_content_is_no_account_when_loaded_then_it_is_passed_over(
    path: Path, open_journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(8)))
    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "encode", lambda _: "{}")
        journal.close()
    assert held(path) == [(ACCOUNT, 10)]

    assert open_journal().load(ACCOUNT).portfolio == fold(quiet_events(8))


def test_given_an_empty_journal_when_loaded_then_no_snapshot_is_taken(path: Path, open_journal: OpenJournal) -> None:
    open_journal(snapshot_every=0).load(ACCOUNT)

    assert held(path) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events WHERE position = 10",
        "DELETE FROM events WHERE position > 2",
        "DELETE FROM events",
        f"UPDATE heads SET position = 9 {LAST_HEAD}",
        f"UPDATE heads SET version = 1 {LAST_HEAD}",
        f"UPDATE heads SET hash = zeroblob(32) {LAST_HEAD}",
        f"DELETE FROM heads {LAST_HEAD}",
        "DELETE FROM heads",
    ],
)
def test_given_the_end_is_cut_off_when_opened_then_it_is_damage_at_once(
    statement: str, path: Path, open_journal: OpenJournal
) -> None:
    written(path, quiet_events(8))
    tampered(path, statement)

    with pytest.raises(JournalDamaged):
        open_journal()


def test_given_the_end_is_cut_off_while_open_when_loaded_then_it_is_damage(
    path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(8)))
    tampered(path, "DELETE FROM events WHERE position > 7")

    with pytest.raises(JournalDamaged, match="event 8: events are missing at the end"):
        journal.load(ACCOUNT)


def test_given_a_chain_that_breaks_while_open_when_a_snapshot_is_due_then_the_journal_stops(
    path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal(snapshot_every=10)
    journal.append(entries(quiet_events(5)))
    tampered(path, "UPDATE events SET hash = zeroblob(32) WHERE position = 3")

    journal.append(entries([evaluated(number) for number in range(5, 9)], after={f"{ACCOUNT}/shadow": 6}))

    assert isinstance(journal.failure, JournalDamaged)
