"""How an account stood at both ends of a time, and what each set of books was worth in between.

Of the present nothing is used: a report about yesterday is the same whenever it is made.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
import sqlite3

from ..engine.market import Pair
from ..engine.numbers import ZERO
from ..engine.portfolio import Portfolio
from ..engine.strategy import BookKind
from .codec import EventCodec
from .curve import Closes, CurvePoint, CurveQuery, points_of
from .history import BookHistory, HistoryIndex
from .journal_schema import BEYOND_EVALUATIONS, EVALUATED
from .packed import Step
from .replay import portfolio_at, streams_of

_LAST_OTHER = (
    f"SELECT position FROM events INDEXED BY {BEYOND_EVALUATIONS} WHERE kind <> '{EVALUATED}'"  # noqa: S608 - constants
    " AND stream IN (?, ?, ?) AND time < ? ORDER BY position DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Worth:
    """What books were worth and had earned, in quote; both None while the price of what they held was not known."""

    value: Decimal | None
    profit: Decimal | None


@dataclass(frozen=True, slots=True)
class BookSpan:
    """One set of books that its strategy used at least for a part of a time.

    ``start`` is how they stood before its first event, None before they were opened; ``end`` how they stood after its
    last one, or when their strategy was removed. ``points`` are what they were worth in between.
    """

    strategy: str
    book: BookKind
    pair: Pair
    start: Worth | None
    end: Worth
    used_at_start: bool
    used_at_end: bool
    points: tuple[CurvePoint, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """An account before the first event of a time and after its last one, and the books that it used in it."""

    before: Portfolio
    after: Portfolio
    spans: tuple[BookSpan, ...]


def read_standings(
    connection: sqlite3.Connection, index: HistoryIndex, codec: EventCodec, *, since: int, until: int, points: int
) -> Standings:
    """From one time (UTC ms) on up to before another, with at most so many points of each set of books.

    Raises JournalDamaged.
    """
    before, after = (_portfolio(connection, index, codec, time) for time in (since, until))
    closes = Closes(connection)
    time = CurveQuery(index.account, BookKind.SHADOW, since=since, until=until, points=points)
    spans = [
        _span(connection, history, replace(time, book=book, strategy=history.strategy), closes)
        for book in BookKind
        for history in index.books(book)
    ]
    return Standings(before, after, tuple([span for span in spans if span is not None]))


def _portfolio(connection: sqlite3.Connection, index: HistoryIndex, codec: EventCodec, time: int) -> Portfolio:
    found = connection.execute(_LAST_OTHER, (*streams_of(index.account), time)).fetchone()
    positions = [0 if found is None else found[0]]
    for book in BookKind:
        for history in index.books(book):
            positions += history.evaluations(None, time)[-1:]
    return portfolio_at(connection, index.account, max(positions), codec)


def _span(connection: sqlite3.Connection, history: BookHistory, query: CurveQuery, closes: Closes) -> BookSpan | None:
    """The books over the time of a query; None where they were not used in it."""
    since, until = query.since, query.until
    assert since is not None
    assert until is not None
    first, last = history.steps.first_from(since), history.steps.first_from(until)
    steps = [history.steps[number] for number in range(max(first - 1, 0), last)]
    if history.pair is None or not any(step.active and step.standing is not None for step in steps):
        return None
    start = steps[0] if first else None
    before, after = _last_position(history, first, since), _last_position(history, last, until)
    end = steps[-1]
    if end.standing is None:
        # As it stood when its strategy was removed.
        end, after = steps[-2], end.position
    return BookSpan(
        strategy=history.strategy,
        book=query.book,
        pair=history.pair,
        start=None if start is None or start.standing is None else _worth(history, start, before, closes),
        end=_worth(history, end, after, closes),
        used_at_start=start is not None and start.active,
        used_at_end=steps[-1].active,
        points=tuple(points_of(connection, [history], query)),
    )


def _last_position(history: BookHistory, steps: int, time: int) -> int:
    """Where the last thing stands that happened to the books before a time."""
    evaluations = history.evaluations(None, time)
    return max(history.steps.positions[steps - 1] if steps else 0, evaluations[-1] if evaluations else 0)


def _worth(history: BookHistory, step: Step, position: int, closes: Closes) -> Worth:
    standing = step.standing
    assert standing is not None
    price = closes.before(history, position) if standing.position else ZERO
    return Worth(None, None) if price is None else Worth(standing.value(price), standing.profit(price))
