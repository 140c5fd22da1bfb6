"""What books were worth over time, and what the evaluations of a strategy came to, read through the history index."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from decimal import Decimal
import sqlite3

from ..engine.curve import thinned
from ..engine.numbers import ZERO, exactly, parse_decimal
from ..engine.reason import Reason
from ..engine.strategy import BookKind
from .codec import EventCodec
from .decisions import ClosedCandles
from .errors import JournalDamaged
from .history import BookHistory, HistoryIndex
from .journal_schema import BEYOND_EVALUATIONS, EVALUATED

MOST_POINTS = 500

_CLOSE = "SELECT record ->> '$.event.numbers.close' FROM events WHERE position = ?"
_TIME = "SELECT time FROM events WHERE position = ?"


@dataclass(frozen=True, slots=True)
class CurveQuery:
    """Which curve: of one strategy, or (None) of all strategies of an account that used books of this kind then.

    Times are UTC ms, ``since`` included, ``until`` excluded. Raises ValueError for fewer than 2 or more than 500
    points.
    """

    account: str
    book: BookKind
    strategy: str | None = None
    _: KW_ONLY
    since: int | None = None
    until: int | None = None
    points: int = MOST_POINTS

    def __post_init__(self) -> None:
        if not 2 <= self.points <= MOST_POINTS:
            raise ValueError(f"a curve has 2 to {MOST_POINTS} points, not {self.points}")

    def includes(self, time: int) -> bool:
        """Whether a time lies between ``since`` and ``until``."""
        return (self.since is None or time >= self.since) and (self.until is None or time < self.until)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Value and profit in quote after an event, positions at the last close that was evaluated before (time in ms)."""

    time: int
    value: Decimal
    profit: Decimal


@dataclass(frozen=True, slots=True)
class Curve:
    """The points of all books that are kept in one currency, in the order of the journal."""

    currency: str
    points: tuple[CurvePoint, ...]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the evaluations of a strategy came to in a time: candles by reason, and its orders and fills."""

    reasons: Mapping[Reason, int]
    orders: int
    fills: int

    @property
    def decided(self) -> int:
        """Candles that were decided on."""
        return sum(count for reason, count in self.reasons.items() if reason.is_decision)

    @property
    def missed(self) -> int:
        """Candles without a decision."""
        return sum(self.reasons.values()) - self.decided


def read_curves(connection: sqlite3.Connection, index: HistoryIndex, query: CurveQuery) -> tuple[Curve, ...]:
    """A curve for each currency, in the order of their names; raises JournalDamaged.

    A point follows each evaluation and each event that moved the books; of too many the first, the last and evenly
    chosen ones between are kept. There is none while a position is held of which no close was evaluated yet.
    """
    by_currency: dict[str, list[BookHistory]] = {}
    for history in index.books(query.book, query.strategy):
        if history.currency is not None:
            by_currency.setdefault(history.currency, []).append(history)
    return tuple(
        Curve(currency, tuple(points_of(connection, histories, query)))
        for currency, histories in sorted(by_currency.items())
    )


def points_of(
    connection: sqlite3.Connection, histories: Sequence[BookHistory], query: CurveQuery
) -> Iterator[CurvePoint]:
    """What these books were worth together, as far as the query asks; raises JournalDamaged."""
    places: list[Sequence[int]] = []
    for history in histories:
        places.append(history.evaluations(query.since, query.until))
        steps = zip(history.steps.positions, history.steps.times, strict=True)
        places.append([position for position, time in steps if query.includes(time)])
    closes = Closes(connection)
    for position in _chosen(places, query.points):
        worth = _worth(histories, position, closes, active_only=query.strategy is None)
        if worth is not None:
            (time,) = connection.execute(_TIME, (position,)).fetchone()
            yield CurvePoint(time, *worth)


def _chosen(places: Sequence[Sequence[int]], points: int) -> Iterator[int]:
    """Of many rising positions, none of them twice, those to show, without putting a million of them in one order."""
    count = sum(map(len, places))
    low = min((rising[0] for rising in places if rising), default=0)
    high = max((rising[-1] for rising in places if rising), default=0)
    for rank in thinned(count, points):
        low = bisect_left(range(high), rank + 1, lo=low, key=lambda until: _count(places, until))
        yield low


def _count(places: Sequence[Sequence[int]], until: int) -> int:
    """How many positions there are up to one."""
    return sum(bisect_right(rising, until) for rising in places)


@exactly
def _worth(
    histories: Sequence[BookHistory], position: int, closes: Closes, *, active_only: bool
) -> tuple[Decimal, Decimal] | None:
    """Value and profit of these books after the event at a position; None without any, or while one is not known."""
    value, profit, counted = ZERO, ZERO, False
    for history in histories:
        step = history.at(position)
        if step is None or step.standing is None or (active_only and not step.active):
            continue
        standing = step.standing
        price = closes.before(history, position) if standing.position else ZERO
        if price is None:
            return None
        value += standing.value(price)
        profit += standing.profit(price)
        counted = True
    return (value, profit) if counted else None


class Closes:
    """The closes that evaluations saw, each row read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, Decimal | None] = {}

    def before(self, history: BookHistory, position: int) -> Decimal | None:
        """The close of the last evaluation up to a position that had a candle; None if none ever had."""
        skip = 0
        while found := history.latest(position, skip, 1 + skip):
            for evaluation in found:
                if (close := self._close(evaluation)) is not None:
                    return close
            skip += len(found)
        return None

    def _close(self, position: int) -> Decimal | None:
        if position not in self._known:
            (text,) = self._connection.execute(_CLOSE, (position,)).fetchone()
            try:
                self._known[position] = None if text is None else parse_decimal(text)
            except (TypeError, ValueError, AttributeError) as error:
                raise JournalDamaged(f"the close of an evaluation cannot be read: {text!r}", position) from error
        return self._known[position]


def read_outcomes(
    connection: sqlite3.Connection,
    index: HistoryIndex,
    codec: EventCodec,
    account: str,
    strategy: str,
    *,
    since: int,
    until: int,
) -> Outcomes:
    """What became of the candles of a strategy that closed from one time (ms) on up to before another, and its orders.

    Raises JournalDamaged.
    """
    reasons: Counter[Reason] = Counter()
    for book in BookKind:
        for history in index.books(book, strategy):
            reasons += ClosedCandles(connection, codec, history, since=since, until=until).reasons()
    kinds = _kinds(connection, account, strategy, since, until)
    return Outcomes(
        {reason: reasons[reason] for reason in Reason if reason in reasons},
        orders=kinds.get("order_planned", 0),
        fills=kinds.get("order_fill", 0),
    )


def _kinds(connection: sqlite3.Connection, account: str, strategy: str, since: int, until: int) -> Mapping[str, int]:
    streams = [f"{account}/{book}" for book in BookKind]
    sql = (
        f"SELECT kind, count(*) FROM events INDEXED BY {BEYOND_EVALUATIONS} WHERE kind <> '{EVALUATED}'"  # noqa: S608
        " AND stream IN (?, ?) AND strategy = ? AND time >= ? AND time < ? GROUP BY kind"
    )
    return dict(connection.execute(sql, (*streams, strategy, since, until)).fetchall())
