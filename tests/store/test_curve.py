"""The curve of value and profit, and what evaluations came to, against a slow oracle that folds every event."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.engine.curve import thinned
from custom_components.aurono.engine.events import (
    CapitalDeposited,
    Evaluated,
    Event,
    ModeChanged,
    OrderFill,
    OrderPlanned,
)
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.portfolio import EMPTY, Portfolio, StrategyState, apply
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import HOUR
from custom_components.aurono.store.curve import Curve, CurvePoint, CurveQuery
from custom_components.aurono.store.errors import JournalDamaged
from custom_components.aurono.store.journal import Journal

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

SHADOW = BookKind.SHADOW


def oracle(events: Sequence[Event], query: CurveQuery) -> list[CurvePoint]:
    """The points, one event after the other, with the books themselves."""
    opened_ever = {
        strategy
        for portfolio in _portfolios(events)
        for strategy, state in portfolio.strategies.items()
        if query.book in state.books and query.strategy in {None, strategy}
    }
    closes: dict[str, Decimal] = {}
    candidates: list[tuple[int, tuple[Decimal, Decimal] | None]] = []
    portfolio, before = EMPTY, dict[str, object]()
    for event in events:
        portfolio = apply(portfolio, event)
        now = {strategy: _shape(portfolio.strategies.get(strategy), query.book) for strategy in opened_ever}
        moved = any(now[strategy] != before.get(strategy) for strategy in opened_ever)
        before = now
        mine = isinstance(event, Evaluated) and event.book is query.book and event.strategy in opened_ever
        if isinstance(event, Evaluated) and event.book is query.book and event.numbers.close is not None:
            closes[event.strategy] = event.numbers.close
        if (moved or mine) and (query.since is None or event.time >= query.since):
            states = [state for state in portfolio.strategies.values() if state.id in opened_ever]
            candidates.append((event.time, _worth(states, query, closes)))
    chosen = [candidates[number] for number in thinned(len(candidates), query.points)]
    return [CurvePoint(time, *worth) for time, worth in chosen if worth is not None]


def _portfolios(events: Iterable[Event]) -> Iterable[Portfolio]:
    portfolio = EMPTY
    for event in events:
        portfolio = apply(portfolio, event)
        yield portfolio


def _shape(state: StrategyState | None, kind: BookKind) -> object:
    """What the value of a book depends on, as long as there is one."""
    book = None if state is None else state.books.get(kind)
    if state is None or book is None:
        return None
    return (book.free + book.reserved, book.position, book.realized - book.cost, state.active_book is kind)


def _worth(
    states: Iterable[StrategyState], query: CurveQuery, closes: dict[str, Decimal]
) -> tuple[Decimal, Decimal] | None:
    value, profit, counted = ZERO, ZERO, False
    for state in states:
        book = state.books.get(query.book)
        if book is None or (query.strategy is None and state.active_book is not query.book):
            continue
        price = closes.get(state.id) if book.position else ZERO
        if price is None:
            return None
        value, profit, counted = value + book.value(price), profit + book.profit(price), True
    return (value, profit) if counted else None


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    cuts=st.lists(st.integers(1, 60), max_size=4),
    points=st.integers(2, 60) | st.just(500),
    since=st.none() | st.integers(START, START + 100 * HOUR),
    book=st.sampled_from(BookKind),
    strategy=st.none() | st.sampled_from(["S0", "S1", "S2"]),
)
def test_given_any_history_when_curves_are_read_now_and_then_then_they_are_those_of_the_fold(
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    cuts: list[int],
    points: int,
    since: int | None,
    book: BookKind,
    strategy: str | None,
) -> None:
    events = random_events(seed, 200)
    query = CurveQuery(ACCOUNT, book, strategy, since=since, points=points)
    journal = Journal.open(tmp_path_factory.mktemp("curve") / "journal.db")
    placed = entries(events)
    for cut in cuts:
        journal.append(placed[:cut])
        placed = placed[cut:]
        journal.curves(query)
    journal.append(placed)

    curves = journal.curves(query)
    journal.close()

    expected = oracle(events, query)
    assert [curve.currency for curve in curves] == (["EUR"] if curves else [])
    assert [point for curve in curves for point in curve.points] == expected


def test_given_a_buy_a_deposit_and_a_rise_when_read_then_each_moves_the_curve_at_the_close_seen_before(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    deposit = CapitalDeposited(START + 2 * HOUR, STRATEGY, SHADOW, Decimal(50))
    journal.append(entries([added(), opened(), evaluated(0), *order_events("buy", Side.BUY), deposit]))

    (curve,) = journal.curves(CurveQuery(ACCOUNT, SHADOW, STRATEGY))

    # 0.5 owned at 99.5 each, then twice 0.1 bought for 10.03; the close is 119.5. There is no value before it was seen.
    assert [(point.value, point.profit) for point in curve.points] == [
        (Decimal("259.75"), Decimal(10)),
        (Decimal("261.67"), Decimal("11.92")),
        (Decimal("263.59"), Decimal("13.84")),
        (Decimal("313.59"), Decimal("13.84")),
    ]
    assert curve.points[-1].time == START + 2 * HOUR


def test_given_a_strategy_that_went_live_when_the_account_is_read_then_its_books_on_paper_count_no_more(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    live: list[Event] = [opened("b", BookKind.LIVE), ModeChanged(START + HOUR, "b", Mode.LIVE)]
    journal.append(
        entries([added("a"), added("b"), opened("a"), opened("b"), evaluated(0, "a"), evaluated(0, "b"), *live])
    )

    (paper,) = journal.curves(CurveQuery(ACCOUNT, SHADOW))
    (alone,) = journal.curves(CurveQuery(ACCOUNT, SHADOW, "b"))

    assert [point.value for point in paper.points] == [Decimal("519.5"), Decimal("259.75")]
    assert alone.points[-1].value == Decimal("259.75"), "its own curve stays as it was"


def test_given_another_account_and_no_books_when_read_then_there_is_no_curve(open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(3)))

    assert journal.curves(CurveQuery("01JOTHER", SHADOW)) == ()
    assert journal.curves(CurveQuery(ACCOUNT, BookKind.LIVE)) == ()
    assert journal.curves(CurveQuery(ACCOUNT, SHADOW, "unknown")) == ()


def test_given_evaluations_without_a_candle_when_read_then_the_close_before_them_counts(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    missing = [
        Evaluated(
            START + (n + 1) * HOUR, STRATEGY, SHADOW, 1, evaluated(n).timeframe, START + n * HOUR, Reason.CANDLE_MISSING
        )
        for n in range(1, 40)
    ]
    journal.append(entries([added(), opened(), evaluated(0), *missing]))

    (curve,) = journal.curves(CurveQuery(ACCOUNT, SHADOW, STRATEGY))

    assert len(curve.points) == 40
    assert {point.value for point in curve.points} == {Decimal("259.75")}


@pytest.mark.parametrize("points", [1, 501])
def test_given_too_few_or_too_many_points_when_asked_then_it_is_refused(points: int) -> None:
    with pytest.raises(ValueError, match="2 to 500"):
        CurveQuery(ACCOUNT, SHADOW, points=points)


@pytest.mark.parametrize("close", ["'x'", "7", "'NaN'"])
def test_given_a_close_that_is_none_when_read_then_the_journal_is_damaged(
    open_journal: OpenJournal, path: Path, close: str
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(2)))
    journal.close()
    tampered(path, f"UPDATE events SET record = json_set(record, '$.event.numbers.close', {close}) WHERE position = 4")

    with pytest.raises(JournalDamaged, match="event 4"):
        open_journal().curves(CurveQuery(ACCOUNT, SHADOW))


def test_given_an_event_that_cannot_follow_when_read_then_the_journal_is_damaged(
    open_journal: OpenJournal, path: Path
) -> None:
    journal = open_journal()
    journal.append(entries([added(), opened(), *order_events("buy", Side.BUY)]))
    journal.close()
    tampered(
        path, 'UPDATE events SET record = replace(record, \'"order":"buy"\', \'"order":"sold"\') WHERE position = 5'
    )

    with pytest.raises(JournalDamaged, match="event 5"):
        open_journal().curves(CurveQuery(ACCOUNT, SHADOW))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32), first=st.integers(0, 60), length=st.integers(1, 60))
def test_given_any_history_when_the_outcomes_of_a_time_are_counted_then_they_are_those_of_its_events(
    tmp_path_factory: pytest.TempPathFactory, seed: int, first: int, length: int
) -> None:
    events = random_events(seed, 200)
    journal = Journal.open(tmp_path_factory.mktemp("outcomes") / "journal.db")
    journal.append(entries(events))
    since, until = START + first * HOUR, START + (first + length) * HOUR

    outcomes = journal.outcomes(ACCOUNT, "S1", since, until)
    journal.close()

    own = [event for event in events if event.strategy == "S1"]
    within = [event for event in own if since <= event.time < until]
    closed = [event.reason for event in own if isinstance(event, Evaluated) and since <= event.close_time < until]
    assert outcomes.reasons == Counter(closed)
    assert list(outcomes.reasons) == [reason for reason in Reason if reason in outcomes.reasons]
    assert outcomes.decided == sum(reason.is_decision for reason in closed)
    assert outcomes.missed == len(closed) - outcomes.decided
    assert outcomes.orders == sum(isinstance(event, OrderPlanned) for event in within)
    assert outcomes.fills == sum(isinstance(event, OrderFill) for event in within)


def test_given_candles_missed_at_once_when_counted_then_each_counts(open_journal: OpenJournal) -> None:
    journal = open_journal()
    missed = Evaluated(
        START + 9 * HOUR, STRATEGY, SHADOW, 1, evaluated(0).timeframe, START + 7 * HOUR, Reason.MISSED_OFFLINE, count=8
    )
    journal.append(entries([added(), opened(), missed, evaluated(8)]))

    outcomes = journal.outcomes(ACCOUNT, STRATEGY, START, START + 100 * HOUR)

    assert outcomes.reasons == {Reason.NO_SIGNAL: 1, Reason.MISSED_OFFLINE: 8}
    assert (outcomes.decided, outcomes.missed) == (1, 8)


def test_given_a_curve_when_it_is_exact_then_it_is_not_that_of_the_account_next_door(open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(2)))
    journal.append(entries([*quiet_events(2), CapitalDeposited(START, STRATEGY, SHADOW, Decimal(1))], "01JOTHER"))

    assert journal.curves(CurveQuery(ACCOUNT, SHADOW)) != journal.curves(CurveQuery("01JOTHER", SHADOW))
    assert isinstance(journal.curves(CurveQuery(ACCOUNT, SHADOW))[0], Curve)
