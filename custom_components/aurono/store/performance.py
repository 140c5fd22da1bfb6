"""How books did over a time, followed through the history index; what was followed once is only gone on with.

A whole life of a million evaluations is read once; after that only what came since. Nothing is rounded on the way.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from heapq import merge
from itertools import batched
import sqlite3

from ..engine.benchmarks import month_of
from ..engine.market import MarketRules, Pair
from ..engine.meter import Meter
from ..engine.numbers import ZERO, exactly, parse_decimal
from ..engine.performance import Booked, Performance, milestones, tally
from ..engine.strategy import BookKind
from ..engine.timeframe import DAY
from .curve import Closes
from .errors import JournalDamaged
from .history import BookHistory, HistoryIndex
from .packed import Step
from .trades import Loss, TradeQuery

_AT_ONCE = 500
"""Rows asked for in one statement."""


@dataclass(frozen=True, slots=True)
class PerformanceQuery:
    """Whose performance: of one strategy, or (None) of all of an account while they used books of this kind.

    Times are UTC ms, ``since`` included, ``until`` excluded. Benchmarks need the ``rules`` of their markets, which tell
    nothing about whose performance it is.
    """

    account: str
    book: BookKind
    strategy: str | None = None
    since: int | None = None
    until: int | None = None
    rules: Mapping[Pair, MarketRules] = field(default_factory=dict, hash=False, compare=False)

    @property
    def is_open(self) -> bool:
        """Whether it asks for the whole life, so that it goes on where an earlier answer ended."""
        return self.since is None and self.until is None

    @property
    def trades(self) -> TradeQuery:
        """The trades that it asks for."""
        return TradeQuery(self.account, self.strategy, self.book, self.since, self.until)

    @property
    def ever(self) -> TradeQuery:
        """The same from the first one on: milestones count what was before."""
        return TradeQuery(self.account, self.strategy, self.book, until=self.until)


class Followed:
    """The books of a query, as far as the journal was followed."""

    def __init__(self, query: PerformanceQuery) -> None:
        self._query = query
        self._position = 0
        self._meters: dict[str, Meter] = {}
        self._prices: dict[str, Decimal] = {}

    def follow(
        self, connection: sqlite3.Connection, index: HistoryIndex, go_on: Callable[[], None] = lambda: None
    ) -> None:
        """Take in what came since the last call; raises JournalDamaged, and what ``go_on`` raises, asked in between."""
        query = self._query
        histories = {history.strategy: history for history in index.books(query.book, query.strategy)}
        if self._position == 0 and query.since is not None:
            closes = Closes(connection)
            for history in histories.values():
                self._begin(history, closes, query.since)
        places = [self._places(history) for history in histories.values()]
        for batch in batched(merge(*places), _AT_ONCE, strict=False):
            go_on()
            closes_of = _closes(connection, [position for position, _, number in batch if number < 0])
            for position, strategy, number in batch:
                if number < 0:
                    self._closed(strategy, *closes_of[position])
                else:
                    self._step(histories[strategy], number)
                self._position = position

    def performances(
        self,
        index: HistoryIndex,
        query: PerformanceQuery,
        trades: Sequence[tuple[str, Booked]],
        losses: Sequence[Loss],
    ) -> tuple[Performance, ...]:
        """How the books did, one for each currency, in the order of their names.

        ``trades`` are all until the end, each after its currency.
        """
        currency_of = {history.strategy: history.currency for history in index.books(query.book, query.strategy)}
        found = []
        for currency, meter in sorted(self._meters.items()):
            fills = [fill for paid_in, fill in trades if paid_in == currency]
            lost = _sum(loss.amount for loss in losses if currency_of.get(loss.strategy) == currency)
            histories = [history for history in index.books(query.book, query.strategy) if history.currency == currency]
            told = meter.performance(
                query.rules,
                tally((fill for fill in fills if query.since is None or fill.time >= query.since), lost),
                (),
            )
            opened = min(history.steps.times[0] for history in histories if history.steps)
            reached = milestones(
                fills,
                opened,
                told.end,
                lambda position, histories=histories: self._capital(histories, position),  # type: ignore[misc]
            )
            since = told.start if query.since is None else query.since
            found.append(replace(told, milestones=tuple(milestone for milestone in reached if milestone.time >= since)))
        return tuple(found)

    def _begin(self, history: BookHistory, closes: Closes, since: int) -> None:
        """Books that were there before the time that is asked for count from its start on, at the last close before."""
        first = history.steps.first_from(since)
        if first == 0:
            return
        step, before = history.steps[first - 1], history.evaluations(None, since)
        price = closes.before(history, before[-1]) if before else None
        if price is not None:
            self._prices[history.strategy] = price
        self._count(history, step, since)

    def _places(self, history: BookHistory) -> Iterator[tuple[int, str, int]]:
        """What is to be taken in of these books, in order: position, strategy, and number of the step or -1."""
        query = self._query
        positions = history.steps.positions
        first = 0 if query.since is None else history.steps.first_from(query.since)
        first = max(first, bisect_right(positions, self._position))
        last = len(positions) if query.until is None else history.steps.first_from(query.until)
        steps = ((positions[number], history.strategy, number) for number in range(first, last))
        if query.is_open:
            evaluations = history.evaluations_after(self._position)
        else:
            evaluations = history.evaluations(query.since, query.until)
        return merge(steps, ((position, history.strategy, -1) for position in evaluations))

    def _step(self, history: BookHistory, number: int) -> None:
        step = history.steps[number]
        opened = number == 0 or history.steps[number - 1].standing is None
        self._count(history, step, step.time, opened=opened)

    def _count(self, history: BookHistory, step: Step, time: int, *, opened: bool = False) -> None:
        """The books stand as a step says, or count no longer."""
        assert history.pair is not None
        key, standing = history.strategy, step.standing
        meter = self._meters.get(history.pair.quote)
        watched = meter is not None and meter.watches(key)
        if standing is not None and (step.active or self._query.strategy is not None):
            if meter is None:
                meter = self._meters[history.pair.quote] = Meter(history.pair.quote)
            if watched:
                meter.stands(key, standing, time)
            else:
                meter.enters(key, history.pair, standing, self._prices.get(key), time, opened=opened)
        elif meter is not None and watched:
            meter.leaves(key, time)

    def _closed(self, strategy: str, time: int, candle: int, close: Decimal | None) -> None:
        if close is None:
            return
        self._prices[strategy] = close
        for meter in self._meters.values():
            if meter.watches(strategy):
                meter.closed(strategy, close, _month(candle // DAY), time)

    def _capital(self, histories: Iterable[BookHistory], position: int) -> Decimal:
        """What was allocated at a place in the journal to the books that counted then."""
        steps = (history.at(position) for history in histories)
        return _sum(
            step.standing.allocated
            for step in steps
            if step is not None and step.standing is not None and (step.active or self._query.strategy is not None)
        )


def _closes(connection: sqlite3.Connection, positions: Sequence[int]) -> Mapping[int, tuple[int, int, Decimal | None]]:
    """Of evaluations: their time, the candle and the close that they saw."""
    # Only question marks are put together; every value is bound.
    sql = (
        "SELECT position, time, record ->> '$.event.candle', record ->> '$.event.numbers.close' FROM events"  # noqa: S608
        f" WHERE position IN ({', '.join('?' * len(positions))})"
    )
    found: dict[int, tuple[int, int, Decimal | None]] = {}
    for position, time, candle, close in connection.execute(sql, tuple(positions)):
        try:
            found[position] = (time, int(candle), None if close is None else _decimal(close))
        except (TypeError, ValueError, AttributeError) as error:
            raise JournalDamaged(f"the close of an evaluation cannot be read: {close!r}", position) from error
    return found


@lru_cache(maxsize=256)
def _decimal(text: str) -> Decimal:
    """Strategies of one market see the same closes at the same time, and reading one costs more than its use."""
    return parse_decimal(text)


@lru_cache(maxsize=1_024)
def _month(day: int) -> int:
    return month_of(day * DAY)


@exactly
def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, ZERO)
