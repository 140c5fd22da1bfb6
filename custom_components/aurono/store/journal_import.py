"""Reading an export of the journal back (``journal_export``): every line is proven before one is written.

A file is read twice, a line at a time: once to prove that it is whole, that its events can be read and that they follow
one another; then, in one transaction, to write it. The chain is computed again the second time, so a file that changed
in between is refused as well, and nothing of it is written.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
import re
from typing import Any, BinaryIO

from ..engine.errors import LedgerError
from ..engine.events import stream_of
from ..engine.portfolio import EMPTY, Portfolio, apply
from .canonical import dump, parse
from .chain import GENESIS, link
from .codec import Entry, EventCodec, kind_of
from .errors import CodecError, StoreError
from .journal_export import FORMAT

type Source = Callable[[], BinaryIO]
"""Opens the file; it is read twice."""

_LONGEST_LINE = 1_000_000
"""Bytes; no event comes near, and what is no export is not read into memory."""
_EVENT = re.compile(rb'\{"chain":"([0-9a-f]{64})","record":(\{.*\})\}', re.DOTALL)


class ImportProblem(StrEnum):
    """Why a file is refused."""

    NO_EXPORT = "no_export"
    """Its first line is not that of an export."""
    TOO_NEW = "too_new"
    """A newer version of Aurono wrote it."""
    UNREADABLE = "unreadable"
    """A line is none of an export."""
    CHAIN = "chain"
    """The line was changed or moved, or one before it is missing."""
    CONTENT = "content"
    """An event cannot be read, belongs elsewhere or cannot follow the ones before."""
    CUT_OFF = "cut_off"
    """The end is missing."""
    NOT_EMPTY = "not_empty"
    """The account has events already; the file may be right."""


class ImportRefused(StoreError):
    """A file is not imported; nothing was written. ``line`` counts from 1; ``detail`` is technical, for the log."""

    def __init__(self, problem: ImportProblem, line: int, detail: str) -> None:
        super().__init__(f"line {line}: {detail}")
        self.problem = problem
        self.line = line


@dataclass(frozen=True, slots=True)
class Proven:
    """A file that proves itself: whose account it is, how many events, their last hash and what they add up to."""

    account: str
    events: int
    chain: bytes
    portfolio: Portfolio


@dataclass(frozen=True, slots=True)
class Imported:
    """What was imported: so many events, the last hash of the file's chain, and what they add up to."""

    events: int
    chain: str
    portfolio: Portfolio


type Row = tuple[str, int, str, str, int, str]
"""Stream, version, kind, strategy, time and record of an event to be written."""


def prove(source: Source, codec: EventCodec, go_on: Callable[[], None]) -> Proven:
    """Read a file and tell what it is; raises ImportRefused at the first line that is wrong, OSError if it cannot be.

    ``go_on`` is asked now and then and may raise.
    """
    with source() as file:
        lines = _Lines(file)
        account = lines.account()
        versions: dict[str, int] = {}
        portfolio = EMPTY
        for record in lines.records():
            entry = _entry(record, lines.number, codec)
            _check_place(entry, account, versions, lines.number)
            try:
                portfolio = apply(portfolio, entry.event)
            except LedgerError as error:
                raise ImportRefused(ImportProblem.CONTENT, lines.number, str(error)) from error
            if lines.events % 1000 == 0:
                go_on()
        return Proven(account, lines.events, lines.chain, portfolio)


def rows(source: Source, proven: Proven, account: str, codec: EventCodec) -> Iterator[Row]:
    """The events of a proven file as those of an account, which may have another id than where they come from.

    Raises ImportRefused if the file is not the one that was proven.
    """
    before, after = (f'{{"stream":{dump_text(each)[:-1]}/'.encode() for each in (proven.account, account))
    with source() as file:
        lines = _Lines(file)
        lines.account()
        for record in lines.records():
            entry = _entry(record, lines.number, codec)
            if not record.startswith(before):
                raise ImportRefused(ImportProblem.CONTENT, lines.number, "the record begins otherwise")
            stream = f"{account}/{entry.stream.rpartition('/')[2]}"
            event = entry.event
            text = (after + record[len(before) :]).decode()
            yield stream, entry.version, kind_of(event), event.strategy, event.time, text
        if (lines.events, lines.chain) != (proven.events, proven.chain):
            raise ImportRefused(ImportProblem.CHAIN, lines.number, "the file changed while it was read")


def dump_text(text: str) -> str:
    """A text as JSON."""
    return dump(text)  # type: ignore[arg-type]


class _Lines:
    """The lines of a file along its chain."""

    def __init__(self, file: BinaryIO) -> None:
        self.number = 0
        self.events = 0
        self.chain = GENESIS
        self._file = file

    def account(self) -> str:
        """Whose journal it is, by the first line."""
        first = _object(self._next() or b"")
        account = first.get("account")
        if first.get("aurono") != "journal" or type(account) is not str or not account.isprintable() or not account:
            raise self.refused(ImportProblem.NO_EXPORT, "the file is not an export of a journal")
        if first.get("format") != FORMAT:
            raise self.refused(ImportProblem.TOO_NEW, f"format {first.get('format')!r}; the newest known is {FORMAT}")
        return account

    def records(self) -> Iterator[bytes]:
        """Each event, proven to be the one that was exported at this place, until the end, which must be there."""
        while (line := self._next()) is not None:
            found = _EVENT.fullmatch(line)
            if found is None:
                self._end(line)
                return
            hash_, record = found.groups()
            self.chain = link(self.chain, record)
            if self.chain.hex().encode() != hash_:
                raise self.refused(
                    ImportProblem.CHAIN, "the chain breaks: the line was changed or moved, or one is missing before it"
                )
            self.events += 1
            yield record
        raise self.refused(ImportProblem.CUT_OFF, "the end of the file is missing")

    def refused(self, problem: ImportProblem, detail: str) -> ImportRefused:
        return ImportRefused(problem, self.number, detail)

    def _end(self, line: bytes) -> None:
        last = _object(line)
        if last.get("end") != "journal":
            raise self.refused(ImportProblem.UNREADABLE, "the line is none of an export")
        if (last.get("events"), last.get("chain")) != (self.events, self.chain.hex()):
            raise self.refused(
                ImportProblem.CHAIN, f"{self.events} events were read, and the end tells of {last.get('events')!r}"
            )
        if self._next() is not None:
            raise self.refused(ImportProblem.UNREADABLE, "there is more after the end")

    def _next(self) -> bytes | None:
        """The next line without its break; None at the end of the file. A last line without a break is cut off."""
        line = self._file.readline(_LONGEST_LINE)
        self.number += 1
        if not line:
            return None
        if not line.endswith(b"\n"):
            problem = ImportProblem.NO_EXPORT if self.number == 1 else ImportProblem.CUT_OFF
            raise self.refused(problem, "the line has no end")
        return line[:-1]


def _object(line: bytes) -> dict[str, Any]:
    """What a line says; nothing if it is no JSON object."""
    try:
        found = parse(line)
    except CodecError:
        return {}
    return found if type(found) is dict else {}


def _entry(record: bytes, line: int, codec: EventCodec) -> Entry:
    try:
        return codec.decode(record)
    except CodecError as error:
        raise ImportRefused(ImportProblem.CONTENT, line, str(error)) from error


def _check_place(entry: Entry, account: str, versions: dict[str, int], line: int) -> None:
    """Whether an event is the next of its stream, and the stream one of the account."""
    if entry.stream != stream_of(account, entry.event):
        raise ImportRefused(ImportProblem.CONTENT, line, f"the event does not belong into {entry.stream}")
    if not entry.event.strategy.isprintable() or not entry.event.strategy:
        raise ImportRefused(ImportProblem.CONTENT, line, "the event names no strategy")
    if entry.version != versions.get(entry.stream, 0) + 1:
        raise ImportRefused(ImportProblem.CONTENT, line, f"{entry.stream} jumps to version {entry.version}")
    versions[entry.stream] = entry.version
