"""Candles from files that people download: read whole or not at all, with a reason for every line that is wrong.

Bytes in, candles or errors out. The formats, each as it is found in the wild:

- Aurono's own (SEMANTICS section 13): header ``timestamp_ms_open,open,high,low,close,volume``.
- CryptoDataDownload: perhaps a first line with its address, then a header with ``date`` or ``unix`` and ``symbol``.
  Times in seconds or milliseconds, with or without ``.0``; dates with ``01-PM``, with a time or without; both change
  within some files. Two volumes, base and quote, which change places in old rows. The newest row is the candle that
  still ran when the file was made, so it is left out.
- Kraken's bulk files: no header, ``time,open,high,low,close,volume,count`` in seconds.

CoinGecko's "max" files hold one price a day and no candles: opens, highs and lows cannot be made up.
"""

from collections.abc import Iterator, Sequence
import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
import io

from ..engine.candle import Candle
from ..engine.market import Pair
from ..engine.numbers import ONE, ZERO, parse_decimal
from ..engine.timeframe import DAY, SECOND, Timeframe
from .archive import ImportPart, Span
from .candle_text import FileError, FileProblem, text_of

MOST_ERRORS = 50
"""Errors that are listed; the rest is counted."""
LONGEST_HOLE = 7 * DAY
"""What is missing between two candles of a file for longer than this was left out of it; nobody knows what was there.
Shorter gaps are holes, as the exchanges leave them where nobody traded."""
_LONGEST_VALUE = 60
_FIRST_MS = 100_000_000_000
"""Times from here on are milliseconds: as seconds they would lie beyond the year 5000."""
_OURS = ("timestamp_ms_open", "open", "high", "low", "close", "volume")
_PRICES = ("open", "high", "low", "close")
_DATES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %I-%p", "%Y-%m-%d")
_KRAKEN_COLUMNS = 7


class FileFormat(StrEnum):
    """Who made a file."""

    AURONO = "aurono"
    CRYPTODATADOWNLOAD = "cryptodatadownload"
    KRAKEN = "kraken"


@dataclass(frozen=True, slots=True)
class CandleFile:
    """What a file holds: candles in rising order, and the one that was left out because it may not have ended."""

    format: FileFormat
    timeframe: Timeframe
    candles: tuple[Candle, ...]
    unfinished: Candle | None


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """Why nothing of a file is taken: the first errors, and how many more there are."""

    errors: tuple[FileError, ...]
    more: int = 0


def read_candle_file(raw: bytes, pair: Pair, timeframe: Timeframe, now: int) -> CandleFile | RejectedFile:
    """Read a file, plain or packed, that should hold candles of this market and length.

    ``now`` is the exchange's clock (ms): the newest candle is left out if it had not closed by then. Prices stand as
    they are; whether a candle is valid is for its evaluation to say.
    """
    text = text_of(raw)
    if isinstance(text, FileError):
        return RejectedFile((text,))
    return _Reader(pair, timeframe, now).read(text)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns of a format are; ``unix`` and ``date`` are None where there is none."""

    format: FileFormat
    columns: int
    prices: tuple[int, int, int, int]
    unix: int | None
    date: int | None = None
    symbol: int | None = None
    volume: int | None = None
    quote_volume: int | None = None


_OUR_LAYOUT = _Layout(FileFormat.AURONO, 6, (1, 2, 3, 4), unix=0, volume=5)
_KRAKEN_LAYOUT = _Layout(FileFormat.KRAKEN, _KRAKEN_COLUMNS, (1, 2, 3, 4), unix=0, volume=5)


class _Reader:
    """Gathers candles and errors row by row."""

    def __init__(self, pair: Pair, timeframe: Timeframe, now: int) -> None:
        self._pair = pair
        self._timeframe = timeframe
        self._now = now
        self._errors: list[FileError] = []
        self._more = 0
        self._candles: list[tuple[int, Candle]] = []

    def read(self, text: str) -> CandleFile | RejectedFile:
        rows = _Rows(text)
        layout: _Layout | None = None
        try:
            layout = self._layout(rows)
            if layout is not None:
                for line, row in rows:
                    self._row(layout, line, row)
        except csv.Error as error:
            self._error(text.count("\n") + 1, FileProblem.NOT_CSV, str(error))
        if layout is not None and not self._candles and not self._errors:
            self._error(1, FileProblem.EMPTY)
        unfinished = self._put_in_order(layout)
        if self._errors or layout is None:
            return RejectedFile(tuple(self._errors), self._more)
        return CandleFile(layout.format, self._timeframe, tuple(candle for _, candle in self._candles), unfinished)

    def _layout(self, rows: _Rows) -> _Layout | None:
        """Recognize the format by its first lines, which are consumed unless they hold a candle."""
        line, row = rows.take()
        if len(row) <= 2 and "cryptodatadownload" in ",".join(row).lower():
            line, row = rows.take()
        names = [name.strip().lower() for name in row]
        if not any(names):
            self._error(1, FileProblem.EMPTY)
            return None
        if tuple(names) == _OURS:
            return _OUR_LAYOUT
        if len(row) == _KRAKEN_COLUMNS and row[0].strip().isdecimal():
            rows.put_back(line, row)
            return _KRAKEN_LAYOUT
        if "snapped_at" in names and "price" in names:
            self._error(line, FileProblem.PRICES_ONLY)
            return None
        if "symbol" in names and {"unix", "date"} & set(names) and set(_PRICES) <= set(names):
            return _downloaded(names)
        self._error(line, FileProblem.UNKNOWN_FORMAT, ",".join(row))
        return None

    def _row(self, layout: _Layout, line: int, row: Sequence[str]) -> None:
        if len(row) != layout.columns:
            self._error(line, FileProblem.COLUMNS, str(len(row)))
            return
        if layout.symbol is not None and not self._is_ours(row[layout.symbol]):
            self._error(line, FileProblem.OTHER_PAIR, row[layout.symbol])
        time = self._time(layout, line, row)
        prices = [self._number(line, row[column]) for column in layout.prices]
        volume = self._volume(layout, line, row, prices[3])
        if time is not None and volume is not None and None not in prices:
            opened, high, low, close = (price for price in prices if price is not None)
            self._candles.append((line, Candle(time, opened, high, low, close, volume)))

    def _is_ours(self, symbol: str) -> bool:
        """``BTC/EUR`` and ``BTCEUR`` are the same."""
        return (
            symbol.replace("/", "").replace("-", "").strip().upper() == f"{self._pair.base}{self._pair.quote}".upper()
        )

    def _time(self, layout: _Layout, line: int, row: Sequence[str]) -> int | None:
        times = []
        for column, parse in ((layout.unix, _unix), (layout.date, _date)):
            if column is None:
                continue
            if (time := parse(row[column].strip())) is None:
                self._error(line, FileProblem.TIME_UNREADABLE, row[column])
                return None
            times.append(time)
        if len(set(times)) > 1:
            self._error(line, FileProblem.TIMES_DIFFER, row[layout.date or 0])
            return None
        if not self._timeframe.is_aligned(times[0]):
            self._error(line, FileProblem.TIME_OFF_GRID, _shown(times[0]))
            return None
        return times[0]

    def _number(self, line: int, text: str) -> Decimal | None:
        try:
            return parse_decimal(text.strip())
        except ValueError:
            self._error(line, FileProblem.NOT_A_NUMBER, text)
            return None

    def _volume(self, layout: _Layout, line: int, row: Sequence[str], close: Decimal | None) -> Decimal | None:
        """The volume in base."""
        if layout.volume is None:
            return ZERO
        volume = self._number(line, row[layout.volume])
        if volume is not None and layout.quote_volume is not None:
            quote = self._number(line, row[layout.quote_volume])
            # Money is amount x price: where that only fits the other way round, the two columns changed places.
            if quote is not None and close is not None and min(volume, quote, close) > 0:
                volume = volume if (quote >= volume) == (close >= ONE) else quote
        if volume is not None and volume < 0:
            self._error(line, FileProblem.VOLUME_NEGATIVE, str(volume))
            return None
        return volume

    def _put_in_order(self, layout: _Layout | None) -> Candle | None:
        """Have the oldest first; returns the newest if it may not have ended, taken off."""
        if not self._candles:
            return None
        falling = len(self._candles) > 1 and self._candles[0][1].open_time > self._candles[1][1].open_time
        sign = -1 if falling else 1
        before: int | None = None
        for line, candle in self._candles:
            if before is not None and candle.open_time == before:
                self._error(line, FileProblem.TIME_REPEATED, _shown(candle.open_time))
            elif before is not None and (candle.open_time - before) * sign < 0:
                self._error(line, FileProblem.TIME_OUT_OF_ORDER, _shown(candle.open_time))
            before = candle.open_time
        self._candles.sort(key=lambda entry: entry[1].open_time)
        unfinished = None
        _, newest = self._candles[-1]
        downloaded = layout is not None and layout.format is FileFormat.CRYPTODATADOWNLOAD
        if downloaded or not self._has_closed(newest):
            unfinished = self._candles.pop()[1]
        for line, candle in self._candles:
            if not self._has_closed(candle):
                self._error(line, FileProblem.TIME_IN_FUTURE, _shown(candle.open_time))
        if not self._candles and not self._errors:
            self._error(1, FileProblem.EMPTY)
        return unfinished

    def _has_closed(self, candle: Candle) -> bool:
        return candle.open_time + self._timeframe.length <= self._now

    def _error(self, line: int, problem: FileProblem, value: str = "") -> None:
        if len(self._errors) >= MOST_ERRORS:
            self._more += 1
            return
        value = "".join(character if character.isprintable() else "?" for character in value)
        self._errors.append(
            FileError(line, problem, value if len(value) <= _LONGEST_VALUE else value[:_LONGEST_VALUE] + "…")
        )


class _Rows:
    """The rows of a file that are not blank, each with its line; one may be put back."""

    def __init__(self, text: str) -> None:
        self._reader = csv.reader(io.StringIO(text, newline=""))
        self._waiting: tuple[int, list[str]] | None = None

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        while (row := self.take())[1]:
            yield row

    def take(self) -> tuple[int, list[str]]:
        """The next row; one without columns at the end."""
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            return waiting
        for row in self._reader:
            if row:
                return self._reader.line_num, row
        return self._reader.line_num, []

    def put_back(self, line: int, row: list[str]) -> None:
        """Have this row come again."""
        self._waiting = line, row


def _downloaded(names: Sequence[str]) -> _Layout:
    """CryptoDataDownload, by the names of the columns."""
    volumes = [number for number, name in enumerate(names) if name.startswith("volume")]
    opened, high, low, close = (names.index(name) for name in _PRICES)
    return _Layout(
        FileFormat.CRYPTODATADOWNLOAD,
        len(names),
        (opened, high, low, close),
        unix=names.index("unix") if "unix" in names else None,
        date=names.index("date") if "date" in names else None,
        symbol=names.index("symbol"),
        volume=volumes[0] if volumes else None,
        quote_volume=volumes[1] if len(volumes) > 1 else None,
    )


def _unix(text: str) -> int | None:
    """A time in seconds or milliseconds, as UTC milliseconds."""
    try:
        value = parse_decimal(text)
    except ValueError:
        return None
    if value < 0 or value != int(value):
        return None
    return int(value) if value >= _FIRST_MS else int(value) * SECOND


def _date(text: str) -> int | None:
    for form in _DATES:
        try:
            return int(datetime.strptime(text, form).replace(tzinfo=UTC).timestamp()) * SECOND
        except ValueError:
            continue
    return None


def _shown(time: int) -> str:
    try:
        return datetime.fromtimestamp(time // SECOND, UTC).strftime("%Y-%m-%d %H:%M:%S")
    except OverflowError, OSError, ValueError:
        return str(time)


def parts_of(candles: Sequence[Candle], timeframe: Timeframe) -> list[ImportPart]:
    """Rising candles as the spans that they are all the candles of."""
    parts: list[ImportPart] = []
    first = 0
    for number, candle in enumerate(candles):
        if number + 1 == len(candles) or candles[number + 1].open_time - candle.open_time > LONGEST_HOLE:
            span = Span(candles[first].open_time, candle.open_time + timeframe.length)
            parts.append(ImportPart(span, tuple(candles[first : number + 1])))
            first = number + 1
    return parts
