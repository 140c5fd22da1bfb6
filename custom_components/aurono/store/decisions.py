"""What became of the candles that closed in a time, read through the history index.

An outcome is written seconds to minutes after its candle closed, and that of candles that were missed may come days
later, for all of them at once. What counts is when the candles closed: an outcome that reaches beyond a time counts in
it with the candles of that time alone.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
import sqlite3
from typing import NamedTuple

from ..engine.events import Evaluated
from ..engine.reason import Reason
from ..engine.records import replace
from ..engine.strategy import BookKind
from .codec import EventCodec
from .errors import CodecError, JournalDamaged
from .history import BookHistory, HistoryIndex

_AT_ONCE = 500
"""Rows asked for in one statement."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Candles that were ``decided`` on, and the outcomes that were looked for, the oldest first.

    Of an outcome of several candles ``candle`` and ``count`` are those of the candles that closed in the time.
    ``settled`` is, by strategy, the close time (ms) of the last candle of all that has an outcome.
    """

    decided: int
    found: tuple[Evaluated, ...]
    settled: Mapping[str, int]


class _Place(NamedTuple):
    """An outcome and where in the journal it is."""

    position: int
    event: Evaluated


def read_decisions(
    connection: sqlite3.Connection,
    index: HistoryIndex,
    codec: EventCodec,
    *,
    reasons: Collection[Reason],
    since: int,
    until: int,
) -> Decisions:
    """Of candles that closed from one time (ms) on up to before another; raises JournalDamaged."""
    decided = 0
    found: list[_Place] = []
    settled: dict[str, int] = {}
    for book in BookKind:
        for history in index.books(book):
            if (last := history.last_evaluation) is not None:
                close_time = _read(connection, codec, last).close_time
                settled[history.strategy] = max(close_time, settled.get(history.strategy, close_time))
            candles = ClosedCandles(connection, codec, history, since=since, until=until)
            decided += sum(count for reason, count in candles.reasons().items() if reason.is_decision)
            found += candles.matching(reasons)
    found.sort(key=lambda place: place.position)
    return Decisions(decided, tuple(place.event for place in found), settled)


class ClosedCandles:
    """The candles of one set of books that closed from one time (ms) on up to before another."""

    def __init__(
        self, connection: sqlite3.Connection, codec: EventCodec, history: BookHistory, *, since: int, until: int
    ) -> None:
        """Find their outcomes; raises JournalDamaged.

        No candle is decided on before it closed, and each outcome is of later candles than the one before: only at
        both ends of what was written in the time it has to be read which candles an outcome is of.
        """
        self._connection = connection
        self._codec = codec
        self._since = since
        self._until = until
        written = history.evaluations(since)
        first, last = 0, len(history.evaluations(since, until))
        while first < len(written) and self._at(written[first]).close_time < since:
            first += 1
        while last < len(written) and _first_close(self._at(written[last])) < until:
            last += 1
        self._positions = written[first:last]

    def reasons(self) -> Counter[Reason]:
        """How many candles there are of each reason; raises JournalDamaged."""
        counts: Counter[str] = Counter()
        for chunk in self._chunks():
            sql = (
                "SELECT record ->> '$.event.reason', sum(record ->> '$.event.count') FROM events"  # noqa: S608
                f" WHERE position IN ({_marks(chunk)}) GROUP BY 1"
            )
            counts.update(dict(self._connection.execute(sql, tuple(chunk)).fetchall()))
        try:
            found = Counter({Reason(reason): count for reason, count in counts.items()})
        except ValueError as error:
            raise JournalDamaged(f"the reason of an evaluation cannot be read: {error}") from error
        for position in {*self._positions[:1], *self._positions[-1:]}:
            event = self._at(position)
            found[event.reason] -= event.count - self._within(event).count
        return +found

    def matching(self, reasons: Collection[Reason]) -> list[_Place]:
        """The outcomes with one of these reasons, cut to the time; raises JournalDamaged."""
        found: list[_Place] = []
        for chunk in self._chunks():
            # Only question marks are put together, here and above; every value is bound.
            sql = (
                f"SELECT position, record FROM events WHERE position IN ({_marks(chunk)})"  # noqa: S608
                f" AND record ->> '$.event.reason' IN ({_marks(reasons)})"
            )
            for position, record in self._connection.execute(sql, (*chunk, *reasons)):
                event = self._within(_decoded(self._codec, position, record))
                # Between two candles of a week lie days in which neither of them closed.
                if event.count:
                    found.append(_Place(position, event))
        return found

    def _within(self, event: Evaluated) -> Evaluated:
        """An outcome of candles of this time, without those of before and after."""
        length = event.timeframe.length
        after = max(0, (event.close_time - self._until) // length + 1)
        up_to = min(event.count, (event.close_time - self._since) // length + 1)
        return replace(event, candle=event.candle - after * length, count=up_to - after)

    def _at(self, position: int) -> Evaluated:
        return _read(self._connection, self._codec, position)

    def _chunks(self) -> list[Sequence[int]]:
        return [self._positions[start : start + _AT_ONCE] for start in range(0, len(self._positions), _AT_ONCE)]


def _read(connection: sqlite3.Connection, codec: EventCodec, position: int) -> Evaluated:
    (record,) = connection.execute("SELECT record FROM events WHERE position = ?", (position,)).fetchone()
    return _decoded(codec, position, record)


def _decoded(codec: EventCodec, position: int, record: str) -> Evaluated:
    try:
        event = codec.decode_event(record)
    except CodecError as error:
        raise JournalDamaged(str(error), position) from error
    if not isinstance(event, Evaluated):
        raise JournalDamaged("it is listed as an evaluation and is none", position)
    return event


def _first_close(event: Evaluated) -> int:
    return event.close_time - (event.count - 1) * event.timeframe.length


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
