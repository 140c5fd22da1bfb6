"""Events are read back newest first, filtered, a page at a time, while others are written."""

from collections.abc import Iterator, Sequence
from pathlib import Path
import sqlite3
import threading
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.engine.events import BOOK_EVENTS, Evaluated, stream_of
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.store.codec import EVENTS, KINDS, kind_of
from custom_components.aurono.store.errors import JournalDamaged
from custom_components.aurono.store.journal import EventQuery, Journal
from custom_components.aurono.store.queries import StoredEvent, read_events

from .build import ACCOUNT, START, entries, evaluated, order_events, quiet_events, random_events, tampered
from .conftest import OpenJournal

HISTORY = random_events(5, 300)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """A journal of two accounts, their events in turn."""
    journal = Journal.open(tmp_path_factory.mktemp("queries") / "journal.db")
    versions = dict[str, int]()
    for event in HISTORY:
        journal.append(entries([event], ACCOUNT, versions))
        journal.append(entries([event], "other", versions))
    yield journal
    journal.close()


def everything(journal: Journal, **filters: Any) -> list[StoredEvent]:
    """All pages, put together."""
    found: list[StoredEvent] = []
    before = None
    while True:
        page = journal.events(EventQuery(ACCOUNT, before=before, **filters))
        assert len(page.events) <= filters.get("limit", 100)
        found += page.events
        if page.next is None:
            return found
        assert page.events
        before = page.next


@settings(max_examples=80, deadline=None)
@given(
    strategy=st.none() | st.sampled_from(("S0", "S1", "S2", "nobody")),
    book=st.none() | st.sampled_from(BookKind),
    kinds=st.frozensets(st.sampled_from(tuple(KINDS)), max_size=3),
    reasons=st.frozensets(st.sampled_from(Reason), max_size=4),
    span=st.tuples(st.none() | st.integers(0, 300), st.none() | st.integers(0, 300)),
    limit=st.integers(1, 500),
)
def test_given_any_filters_when_every_page_is_read_then_each_event_that_passes_comes_once_newest_first(
    full: Journal,
    strategy: str | None,
    book: BookKind | None,
    kinds: frozenset[str],
    reasons: frozenset[Reason],
    span: tuple[int | None, int | None],
    limit: int,
) -> None:
    since, until = (None if at is None else HISTORY[min(at, 299)].time for at in span)
    expected = [
        event
        for event in reversed(HISTORY)
        if (strategy is None or event.strategy == strategy)
        and (book is None or (isinstance(event, BOOK_EVENTS) and event.book is book))
        and (not kinds or kind_of(event) in kinds)
        and (not reasons or (isinstance(event, Evaluated) and event.reason in reasons))
        and (since is None or event.time >= since)
        and (until is None or event.time < until)
    ]

    found = everything(
        full, strategy=strategy, book=book, kinds=kinds, reasons=reasons, since=since, until=until, limit=limit
    )

    assert [stored.event for stored in found] == expected
    assert [stored.stream for stored in found] == [stream_of(ACCOUNT, event) for event in expected]
    positions = [stored.position for stored in found]
    assert positions == sorted(positions, reverse=True)


def test_given_a_page_that_is_just_full_when_read_then_there_is_no_next(open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(2)))

    whole = journal.events(EventQuery(ACCOUNT, limit=4))
    short = journal.events(EventQuery(ACCOUNT, limit=3))

    assert (len(whole.events), whole.next) == (4, None)
    assert (len(short.events), short.next) == (3, 2)
    assert [stored.version for stored in whole.events] == [3, 2, 1, 1]


def test_given_a_span_of_time_when_asked_then_its_start_belongs_to_it_and_its_end_does_not(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(4)))
    second, last = evaluated(1), evaluated(3)

    page = journal.events(EventQuery(ACCOUNT, since=second.time, until=last.time))

    assert [stored.event for stored in page.events] == [evaluated(2), second]


@pytest.mark.parametrize("limit", [0, -1, 501])
def test_given_a_limit_out_of_bounds_when_asked_then_it_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match="1 to 500"):
        EventQuery(ACCOUNT, limit=limit)


def test_given_a_step_under_way_when_read_then_it_is_not_seen_and_waits_for_nothing(open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(1)))
    journal._writer.execute("BEGIN IMMEDIATE")

    assert len(journal.events(EventQuery(ACCOUNT)).events) == 3
    journal._writer.execute("ROLLBACK")


def test_given_one_thread_writes_when_others_read_then_they_only_see_whole_steps(
    path: Path, open_journal: OpenJournal
) -> None:
    journal = open_journal(snapshot_every=20)
    versions = dict[str, int]()
    journal.append(entries(quiet_events(0), ACCOUNT, versions))
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen = len(journal.events(EventQuery(ACCOUNT, kinds=frozenset({"evaluated"}), limit=500)).events)
            report = journal.verify()
            if seen % 5 or not report.is_sound:
                wrong.append((seen, report.problems))

    reader = threading.Thread(target=read)
    reader.start()
    for step in range(40):
        journal.append(entries([evaluated(step * 5 + number) for number in range(5)], ACCOUNT, versions))
    done.set()
    reader.join()

    assert wrong == []


def test_given_an_event_that_cannot_be_read_when_asked_then_it_is_damage(path: Path, open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append(entries([*quiet_events(1), *order_events("o1", Side.BUY, START)]))
    tampered(path, "UPDATE events SET record = '{}' WHERE position = 3")

    with pytest.raises(JournalDamaged) as raised:
        journal.events(EventQuery(ACCOUNT))

    assert raised.value.position == 3
    full_page = journal.events(EventQuery(ACCOUNT, kinds=frozenset({"order_fill"})))
    assert len(full_page.events) == 2


@pytest.mark.parametrize("filters", [{}, {"strategy": "S0"}, {"kinds": frozenset({"evaluated"})}], ids=str)
def test_given_a_long_history_when_the_newest_are_asked_for_then_what_is_older_is_not_read(
    filters: dict[str, Any], full: Journal
) -> None:
    plans: list[str] = []

    class Asked:
        """Reads as the journal's connection, and keeps how."""

        def execute(self, sql: str, parameters: Sequence[Any]) -> sqlite3.Cursor:
            plans.extend(row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters))
            return connection.execute(sql, parameters)

    with full._reading() as connection:
        assert read_events(Asked(), EventQuery(ACCOUNT, **filters), EVENTS).events  # type: ignore[arg-type]

    assert plans == ["SCAN events"]
