"""How an account stood at both ends of a time, against a slow oracle that folds every event."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.events import CapitalDeposited, Evaluated, Event, ModeChanged, StrategyRemoved
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.portfolio import EMPTY, Portfolio, apply, fold
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import HOUR
from custom_components.aurono.store.curve import CurveQuery
from custom_components.aurono.store.errors import JournalDamaged
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.standings import Worth

from .build import (
    ACCOUNT,
    START,
    STRATEGY,
    added,
    entries,
    evaluated,
    opened,
    order_events,
    quiet_events,
    random_events,
    tampered,
)
from .conftest import OpenJournal

SHADOW, LIVE = BookKind.SHADOW, BookKind.LIVE
type Found = dict[tuple[str, BookKind], tuple[Worth | None, Worth, bool, bool]]


def worth(book: Book, close: Decimal | None) -> Worth:
    price = close if book.position else ZERO
    return Worth(None, None) if price is None else Worth(book.value(price), book.profit(price))


def oracle(events: Sequence[Event], since: int, until: int) -> Found:
    """By strategy and kind of books: start and end, and whether they were used then, one event after the other."""
    closes: dict[tuple[str, BookKind], Decimal] = {}
    portfolio = EMPTY
    starts, ends = dict[tuple[str, BookKind], Worth](), dict[tuple[str, BookKind], Worth]()
    used_at_start, used_ever = set[tuple[str, BookKind]](), set[tuple[str, BookKind]]()

    def look(portfolio: Portfolio) -> dict[tuple[str, BookKind], Worth]:
        return {
            (state.id, kind): worth(book, closes.get((state.id, kind)))
            for state in portfolio.strategies.values()
            for kind, book in state.books.items()
        }

    def active(portfolio: Portfolio) -> set[tuple[str, BookKind]]:
        return {(state.id, state.active_book) for state in portfolio.strategies.values() if state.book is not None}

    for event in events:
        if event.time >= until:
            break
        if event.time < since:
            portfolio = apply(portfolio, event)
        if isinstance(event, Evaluated) and event.numbers.close is not None:
            closes[event.strategy, event.book] = event.numbers.close
        if event.time < since:
            starts, used_at_start = look(portfolio), active(portfolio)
            ends, used_ever = dict(starts), set(used_at_start)
            continue
        portfolio = apply(portfolio, event)
        ends |= look(portfolio)
        used_ever |= active(portfolio)
    used_at_end = active(portfolio)
    return {key: (starts.get(key), ends[key], key in used_at_start, key in used_at_end) for key in used_ever}


@settings(max_examples=80, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    since=st.integers(START, START + 150 * HOUR),
    length=st.integers(1, 80 * HOUR),
)
def test_given_any_history_when_the_standings_of_a_time_are_read_then_they_are_those_of_the_fold(
    tmp_path_factory: pytest.TempPathFactory, seed: int, since: int, length: int
) -> None:
    events, until = random_events(seed, 200), since + length
    journal = Journal.open(tmp_path_factory.mktemp("standings") / "journal.db")
    journal.append(entries(events))

    standings = journal.standings(ACCOUNT, since, until, 50)

    assert standings.before == fold([event for event in events if event.time < since])
    assert standings.after == fold([event for event in events if event.time < until])
    found = {
        (span.strategy, span.book): (span.start, span.end, span.used_at_start, span.used_at_end)
        for span in standings.spans
    }
    assert found == oracle(events, since, until)
    for span in standings.spans:
        query = CurveQuery(ACCOUNT, span.book, span.strategy, since=since, until=until, points=50)
        assert [span.points] == [curve.points for curve in journal.curves(query)]
    journal.close()


def test_given_what_happens_after_a_time_when_it_is_read_then_nothing_of_it_shows(open_journal: OpenJournal) -> None:
    journal = open_journal()
    past: list[Event] = [
        added(),
        opened(),
        evaluated(1),
        *order_events("a", Side.BUY, START + HOUR + 1),
        evaluated(2),
    ]
    journal.append(entries(past))
    until = past[-1].time + 1
    before = journal.standings(ACCOUNT, START, until, 50)

    later = past[-1].time + HOUR
    journal.append(
        entries(
            [
                CapitalDeposited(later, STRATEGY, SHADOW, Decimal(1000)),
                ModeChanged(later, STRATEGY, Mode.LIVE),
                replace(opened(book=LIVE), time=later),
                *order_events("b", Side.BUY, later),
                StrategyRemoved(later, STRATEGY),
            ],
            after=dict(journal.load(ACCOUNT).versions),
        )
    )

    assert journal.standings(ACCOUNT, START, until, 50) == before


def test_given_a_strategy_that_went_live_when_the_day_is_read_then_both_books_are_told(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    live = START + 5 * HOUR
    journal.append(
        entries(
            [
                added(),
                opened(),
                *order_events("a", Side.BUY, START + HOUR),
                evaluated(2),
                ModeChanged(live, STRATEGY, Mode.LIVE),
                replace(opened(book=LIVE), time=live, starting_position=None),
            ]
        )
    )

    standings = journal.standings(ACCOUNT, START + 4 * HOUR, live + HOUR, 50)
    paper, real = standings.spans

    assert (paper.book, paper.used_at_start, paper.used_at_end) == (SHADOW, True, False)
    assert paper.start == paper.end
    assert (real.book, real.used_at_start, real.used_at_end) == (LIVE, False, True)
    assert real.start is None
    assert real.end.profit == 0
    # On the next day it is on paper no more.
    assert [span.book for span in journal.standings(ACCOUNT, live + HOUR, live + 2 * HOUR, 50).spans] == [LIVE]


def test_given_an_event_that_cannot_follow_when_read_then_the_journal_is_damaged(open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(3)))
    path = journal.path
    journal.close()
    tampered(
        path, "UPDATE events SET record = replace(record, 'book_opened', 'book_closed') WHERE kind = 'book_opened'"
    )

    journal = open_journal()
    with pytest.raises(JournalDamaged):
        journal.standings(ACCOUNT, START, START + HOUR, 50)
