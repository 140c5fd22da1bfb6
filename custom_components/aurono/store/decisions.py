"""The evaluations of an account in a time, read through the history index: how many, and those with certain reasons."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
import sqlite3

from ..engine.events import Evaluated
from ..engine.reason import Reason
from ..engine.strategy import BookKind
from .codec import EventCodec
from .errors import CodecError, JournalDamaged
from .history import HistoryIndex

_AT_ONCE = 500
"""Rows asked for in one statement."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """``candles`` that were decided on or missed, and the evaluations that were looked for, the oldest first."""

    candles: int
    found: tuple[Evaluated, ...]


def read_decisions(
    connection: sqlite3.Connection,
    index: HistoryIndex,
    codec: EventCodec,
    *,
    reasons: Collection[Reason],
    since: int,
    until: int,
) -> Decisions:
    """Evaluations from one time (ms) on up to before another; raises JournalDamaged."""
    positions = sorted(
        position
        for book in BookKind
        for history in index.books(book, None)
        for position in history.evaluations(since, until)
    )
    candles = 0
    found: list[Evaluated] = []
    for start in range(0, len(positions), _AT_ONCE):
        chunk = positions[start : start + _AT_ONCE]
        candles += _candles(connection, chunk)
        found += _matching(connection, codec, chunk, sorted(reasons))
    return Decisions(candles, tuple(found))


def _candles(connection: sqlite3.Connection, positions: Sequence[int]) -> int:
    # Only question marks are put together, here and below; every value is bound.
    sql = f"SELECT sum(record ->> '$.event.count') FROM events WHERE position IN ({_marks(len(positions))})"  # noqa: S608
    (count,) = connection.execute(sql, tuple(positions)).fetchone()
    return int(count)


def _matching(
    connection: sqlite3.Connection, codec: EventCodec, positions: Sequence[int], reasons: Sequence[Reason]
) -> list[Evaluated]:
    sql = (
        f"SELECT position, record FROM events WHERE position IN ({_marks(len(positions))})"  # noqa: S608
        f" AND record ->> '$.event.reason' IN ({_marks(len(reasons))}) ORDER BY position"
    )
    found: list[Evaluated] = []
    for position, record in connection.execute(sql, (*positions, *reasons)):
        try:
            event = codec.decode_event(record)
        except CodecError as error:
            raise JournalDamaged(str(error), position) from error
        if isinstance(event, Evaluated):
            found.append(event)
    return found


def _marks(count: int) -> str:
    return ", ".join("?" * count)
