"""Candles from a CSV file, plain or gzip (SEMANTICS section 13)."""

import csv
from dataclasses import dataclass
from decimal import Decimal
import gzip
import io
from pathlib import Path
import zlib

from ..engine.candle import Candle
from ..engine.numbers import parse_decimal
from ..engine.timeframe import Timeframe
from .text import NOT_A_NUMBER, quoted

HEADER = ("timestamp_ms_open", "open", "high", "low", "close", "volume")
_PRICES = HEADER[1:5]
_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class CandleFile:
    """What a file holds: its candles in rising order, or a line for each error."""

    candles: tuple[Candle, ...]
    errors: tuple[str, ...]


def read_candles(path: Path, grid: Timeframe | None) -> CandleFile:
    """Read a file whose rows open on this grid; None leaves the alignment untested.

    The prices stand as they are: whether a candle is valid is for its evaluation to say. Volume is not read.
    """
    try:
        text = _text(path)
    except OSError as error:
        return CandleFile((), (f"{path}: cannot be read: {error.strerror or error}",))
    except (EOFError, zlib.error) as error:
        return CandleFile((), (f"{path}: damaged gzip file: {error}",))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return CandleFile((), (f"{path}: line {line}: not UTF-8 text",))
    reader = _Reader(path, grid)
    reader.read(text)
    return CandleFile(tuple(reader.candles), tuple(reader.errors))


def _text(path: Path) -> str:
    raw = path.read_bytes()
    if raw.startswith(_GZIP_MAGIC):
        raw = gzip.decompress(raw)
    return raw.decode("utf-8-sig")


class _Reader:
    """Gathers candles and errors row by row."""

    def __init__(self, path: Path, grid: Timeframe | None) -> None:
        self.candles: list[Candle] = []
        self.errors: list[str] = []
        self._path = path
        self._grid = grid
        self._last_time: int | None = None

    def read(self, text: str) -> None:
        rows = csv.reader(io.StringIO(text, newline=""))
        try:
            header = next(rows, [])
            if tuple(header) != HEADER:
                self._error(1, f"the header is not {','.join(HEADER)}")
                return
            for row in rows:
                self._row(rows.line_num, row)
        except csv.Error as error:
            self._error(rows.line_num, f"not CSV: {error}")

    def _row(self, line: int, row: list[str]) -> None:
        if len(row) != len(HEADER):
            self._error(line, f"{len(HEADER)} columns are needed, not {len(row)}")
            return
        time = self._time(line, row[0])
        opened, high, low, close = (self._price(line, name, text) for name, text in zip(_PRICES, row[1:5], strict=True))
        if time is None or opened is None or high is None or low is None or close is None:
            return
        self.candles.append(Candle(time, opened, high, low, close))

    def _time(self, line: int, text: str) -> int | None:
        try:
            value = parse_decimal(text)
        except ValueError:
            self._error(line, f"{HEADER[0]}: not a time in UTC milliseconds: {quoted(text)}")
            return None
        time = int(value)
        if time != value:
            self._error(line, f"{HEADER[0]}: not a whole number of milliseconds: {quoted(text)}")
            return None
        if self._grid is not None and not self._grid.is_aligned(time):
            self._error(line, f"{HEADER[0]}: no {self._grid} candle opens at {time}")
        if self._last_time is not None and time <= self._last_time:
            what = "repeated" if time == self._last_time else f"falling, {self._last_time} came before"
            self._error(line, f"{HEADER[0]}: {what}: {time}")
            return None
        self._last_time = time
        return time

    def _price(self, line: int, name: str, text: str) -> Decimal | None:
        try:
            return parse_decimal(text)
        except ValueError:
            self._error(line, f"{name}: {NOT_A_NUMBER}: {quoted(text)}")
            return None

    def _error(self, line: int, reason: str) -> None:
        self.errors.append(f"{self._path}: line {line}: {reason}")
