"""The candle archive: closed candles by exchange, pair and timeframe, each with where it came from.

What was asked for and answered is remembered as coverage, source by source. A candle that is absent inside it is a
hole: nobody traded. Outside it nothing is known.

Where sources overlap, what the exchange itself answered stands, whatever else is imported before or after; within one
source the later answer stands. A candle that was once seen is never removed because a later answer lacks it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
import sqlite3
from threading import Lock
from typing import Self

from ..engine.candle import Candle
from ..engine.market import Pair
from ..engine.numbers import plain
from ..engine.timeframe import Timeframe
from .database import FileKind, Migration, connect, open_file, transaction
from .errors import ArchiveDamaged, ArchiveTooNew, ArchiveUnavailable
from .spans import Span, joined, without

__all__ = [
    "Archive",
    "ArchivedCandle",
    "CandleText",
    "Contents",
    "ImportCount",
    "ImportPart",
    "Series",
    "Source",
    "Span",
]


class Source(StrEnum):
    """Where a candle came from."""

    EXCHANGE = "exchange"
    """The exchange that the series is named after, asked by us."""
    IMPORT = "import"
    """A file or another service."""


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """The candles of one length in one market of one exchange (named as in ``exchange``: ``bitvavo``, ``demo``)."""

    exchange: str
    pair: Pair
    timeframe: Timeframe


@dataclass(frozen=True, slots=True)
class ArchivedCandle:
    """A candle and where it came from."""

    candle: Candle
    source: Source


@dataclass(frozen=True, slots=True)
class Contents:
    """How much there is of a series: how many candles, from the first open time to the last, and what was answered.

    Who keeps a copy of the candles has to fetch them anew once ``revision`` is another: candles were replaced.
    """

    series: Series
    candles: int
    first: int
    last: int
    revision: int
    coverage: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ImportPart:
    """Candles of a file that follow one another, and the span that they are all the candles of."""

    span: Span
    candles: tuple[Candle, ...]


@dataclass(frozen=True, slots=True)
class ImportCount:
    """What an import changed: candles that were not there, others instead, and those that stayed as they were."""

    added: int
    replaced: int
    kept: int


type CandleText = tuple[int, str, str, str, str, str]
"""Open time (ms), open, high, low, close and volume."""

_FIRST = (
    """
    CREATE TABLE series (
        id INTEGER PRIMARY KEY,
        exchange TEXT NOT NULL,
        pair TEXT NOT NULL,
        timeframe TEXT NOT NULL,
        UNIQUE (exchange, pair, timeframe)
    ) STRICT
    """,
    """
    CREATE TABLE candles (
        series INTEGER NOT NULL,
        open_time INTEGER NOT NULL,
        open TEXT NOT NULL,
        high TEXT NOT NULL,
        low TEXT NOT NULL,
        close TEXT NOT NULL,
        volume TEXT NOT NULL,
        source TEXT NOT NULL,
        PRIMARY KEY (series, open_time)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE coverage (
        series INTEGER NOT NULL,
        source TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        PRIMARY KEY (series, source, start)
    ) STRICT, WITHOUT ROWID
    """,
)


def _create(connection: sqlite3.Connection) -> None:
    for statement in _FIRST:
        connection.execute(statement)


_ANYWHERE = "abs(random() % 1000000000)"
"""Where a revision begins: it cannot be mistaken for that of another file, made after this one was lost."""
_REVISION = (
    "ALTER TABLE series ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
    f"UPDATE series SET revision = {_ANYWHERE}",  # noqa: S608 - a constant
    """
    CREATE TRIGGER candle_replaced AFTER UPDATE ON candles
    WHEN (old.open, old.high, old.low, old.close, old.volume) <> (new.open, new.high, new.low, new.close, new.volume)
    BEGIN
        UPDATE series SET revision = revision + 1 WHERE id = new.series;
    END
    """,
)


def _count_revisions(connection: sqlite3.Connection) -> None:
    for statement in _REVISION:
        connection.execute(statement)


LADDER: tuple[Migration, ...] = (_create, _count_revisions)
_KIND = FileKind(
    application_id=0x41555243,
    ladder=LADDER,
    unavailable=ArchiveUnavailable,
    too_new=ArchiveTooNew,
    damaged=ArchiveDamaged,
)

_UPSERT = """
    INSERT INTO candles (series, open_time, open, high, low, close, volume, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (series, open_time) DO UPDATE SET
        open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
        volume = excluded.volume, source = excluded.source
    WHERE excluded.source = 'exchange' OR candles.source <> 'exchange'
"""
_CANDLES = """
    SELECT open_time, open, high, low, close, volume, source FROM candles
    WHERE series = ? AND open_time >= ? AND open_time < ? ORDER BY open_time
"""
_TEXTS = """
    SELECT open_time, open, high, low, close, volume FROM candles
    WHERE series = ? AND open_time >= ? AND open_time < ? ORDER BY open_time LIMIT ?
"""
_CONTENTS = """
    SELECT series.id, exchange, pair, timeframe, count(*), min(open_time), max(open_time), revision
    FROM candles JOIN series ON series.id = candles.series GROUP BY series.id
"""
_NEW_SERIES = f"""
    INSERT INTO series (exchange, pair, timeframe, revision) VALUES (?, ?, ?, {_ANYWHERE}) ON CONFLICT DO NOTHING
"""  # noqa: S608 - a constant


class Archive:
    """An open archive. May be called from any thread; raises ArchiveUnavailable or ArchiveDamaged throughout."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open the archive, made where needed; raises ArchiveTooNew too, with the file untouched.

        ``read_only`` is for one that another process has open: nothing is made or migrated.
        """
        self._lock = Lock()
        with _KIND.errors():
            self._connection = connect(path, read_only=True) if read_only else open_file(path, _KIND)

    @classmethod
    def open(cls, path: Path) -> Self:
        """As the constructor."""
        return cls(path)

    def store(self, series: Series, source: Source, span: Span, candles: Sequence[Candle], *, now: int) -> None:
        """Keep a source's whole answer for a span, in one step: its candles, and that there are no others.

        Raises ValueError, keeping nothing, if the span is off the grid or not closed at the exchange's time ``now``, or
        the candles are not rising, native and inside it.
        """
        _check(series.timeframe, span, candles, now)
        with self._lock, _KIND.errors(), transaction(self._connection):
            number = self._number(series)
            self._connection.executemany(_UPSERT, (_row(number, candle, source) for candle in candles))
            self._cover(number, source, (span,))

    def take_in(self, series: Series, parts: Sequence[ImportPart], *, now: int) -> ImportCount:
        """Keep what a file holds, all of it in one step or nothing; its parts do not overlap.

        Raises ValueError as :meth:`store`.
        """
        for part in parts:
            _check(series.timeframe, part.span, part.candles, now)
        added = replaced = kept = 0
        with self._lock, _KIND.errors(), transaction(self._connection):
            number = self._number(series)
            for part in parts:
                found = self._connection.execute(_CANDLES, (number, part.span.start, part.span.end)).fetchall()
                known = {row[0]: row[1:] for row in found}
                for candle in part.candles:
                    row = _row(number, candle, Source.IMPORT)
                    before = known.get(candle.open_time)
                    if before is None:
                        added += 1
                    elif before == row[2:] or before[-1] == Source.EXCHANGE:
                        kept += 1
                        continue
                    else:
                        replaced += 1
                    self._connection.execute(_UPSERT, row)
            self._cover(number, Source.IMPORT, (part.span for part in parts))
        return ImportCount(added, replaced, kept)

    def candles(self, series: Series, span: Span, source: Source | None = None) -> tuple[Candle, ...]:
        """The candles that are there, rising; of one source or of all."""
        return tuple(row.candle for row in self.rows(series, span) if source is None or row.source is source)

    def rows(self, series: Series, span: Span) -> tuple[ArchivedCandle, ...]:
        """The candles that are there, rising, and where each came from."""
        with self._lock, _KIND.errors():
            found = self._connection.execute(_CANDLES, (self._known(series), span.start, span.end)).fetchall()
        return tuple(_archived(row) for row in found)

    def texts(self, series: Series, span: Span, most: int) -> list[CandleText]:
        """The first so many candles of a span as they are written: open time, prices and volume as plain decimals."""
        with self._lock, _KIND.errors():
            return self._connection.execute(_TEXTS, (self._known(series), span.start, span.end, most)).fetchall()

    def coverage(self, series: Series, source: Source | None = None) -> tuple[Span, ...]:
        """What was asked for and answered, rising, by one source or by any."""
        with self._lock, _KIND.errors():
            return joined(self._covered(self._known(series), source))

    def unknown(self, series: Series, span: Span, source: Source | None = None) -> tuple[Span, ...]:
        """What of the span was never answered, rising."""
        return without(span, self.coverage(series, source))

    def holes(self, series: Series, span: Span) -> tuple[Span, ...]:
        """Where in the span there is known to be no candle, rising."""
        length = series.timeframe.length
        there = [Span(row.candle.open_time, row.candle.open_time + length) for row in self.rows(series, span)]
        return without(span, [*there, *self.unknown(series, span)])

    def contents(self) -> tuple[Contents, ...]:
        """What the archive holds."""
        with self._lock, _KIND.errors():
            found = [
                Contents(
                    Series(exchange, Pair.parse(pair), Timeframe(timeframe)),
                    count,
                    first,
                    last,
                    revision,
                    joined(self._covered(number, None)),
                )
                for number, exchange, pair, timeframe, count, first, last, revision in self._connection.execute(
                    _CONTENTS
                ).fetchall()
            ]
        return tuple(sorted(found, key=lambda contents: contents.series))

    def revision(self, series: Series) -> int:
        """A number that changes with every candle that another one replaces; 0 for a series that is not known."""
        with self._lock, _KIND.errors():
            row = self._connection.execute(
                "SELECT revision FROM series WHERE id = ?", (self._known(series),)
            ).fetchone()
        return 0 if row is None else int(row[0])

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _cover(self, number: int, source: Source, spans: Iterable[Span]) -> None:
        """Remember that these spans were answered, within the transaction of the caller."""
        covered = joined([*spans, *self._covered(number, source)])
        self._connection.execute("DELETE FROM coverage WHERE series = ? AND source = ?", (number, source))
        self._connection.executemany(
            "INSERT INTO coverage (series, source, start, end) VALUES (?, ?, ?, ?)",
            [(number, source, part.start, part.end) for part in covered],
        )

    def _known(self, series: Series) -> int | None:
        row = self._connection.execute(
            "SELECT id FROM series WHERE exchange = ? AND pair = ? AND timeframe = ?", _names(series)
        ).fetchone()
        return None if row is None else int(row[0])

    def _number(self, series: Series) -> int:
        self._connection.execute(_NEW_SERIES, _names(series))
        number = self._known(series)
        assert number is not None
        return number

    def _covered(self, number: int | None, source: Source | None) -> Iterator[Span]:
        rows = self._connection.execute("SELECT source, start, end FROM coverage WHERE series = ?", (number,))
        return (Span(start, end) for of, start, end in rows.fetchall() if source is None or of == source)


def _names(series: Series) -> tuple[str, str, str]:
    return series.exchange, str(series.pair), series.timeframe.value


def _check(timeframe: Timeframe, span: Span, candles: Iterable[Candle], now: int) -> None:
    if not (timeframe.is_aligned(span.start) and timeframe.is_aligned(span.end)):
        raise ValueError(f"{span} is off the grid of {timeframe} candles")
    if span.end > now:
        raise ValueError(f"{span} is not closed at {now}")
    before = span.start - 1
    for candle in candles:
        if not before < candle.open_time < span.end or not timeframe.is_aligned(candle.open_time):
            raise ValueError(f"a candle at {candle.open_time} does not follow {before} inside {span}")
        if not candle.parts_valid:
            raise ValueError(f"the candle at {candle.open_time} is derived: only what exchanges serve is kept")
        before = candle.open_time


def _row(number: int, candle: Candle, source: Source) -> tuple[int | str, ...]:
    prices = (candle.open, candle.high, candle.low, candle.close, candle.volume)
    return (number, candle.open_time, *map(plain, prices), source)


def _archived(row: tuple[int, str, str, str, str, str, str]) -> ArchivedCandle:
    open_time, open_, high, low, close, volume, source = row
    try:
        candle = Candle(open_time, Decimal(open_), Decimal(high), Decimal(low), Decimal(close), Decimal(volume))
        return ArchivedCandle(candle, Source(source))
    except (ArithmeticError, ValueError) as error:
        raise ArchiveDamaged(f"the candle at {open_time} cannot be read") from error
