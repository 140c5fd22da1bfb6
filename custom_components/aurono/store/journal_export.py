"""The journal of one account as JSON lines, which prove themselves.

The chain of the journal (``chain``) runs through the events of all accounts, so a part of it proves nothing. An export
has a chain of its own, from the first event of the account to its last, each line with the hash up to it:

    {"aurono":"journal","format":1,"account":"<id>"}
    {"chain":"<hash, hexadecimal>","record":<the record as it is in the journal>}
    …
    {"end":"journal","events":<how many>,"chain":"<the last hash>"}

A changed, missing or moved line breaks the chain where it is, and a cut-off end lacks its last line. Imported into an
empty journal it is that journal's chain: the last hash is the journal's head, as it is where it came from if that held
one account only. What is exported was proven against the journal's own chain first, so an export never vouches for what
was tampered with.
"""

from dataclasses import dataclass
import sqlite3

from .canonical import dump
from .chain import GENESIS, link
from .errors import JournalDamaged
from .replay import read_head, streams_of

FORMAT = 1
"""The newest format of exports."""

_AT_ONCE = 2_000
"""Rows read for one part."""
_ROWS = (
    "SELECT position, stream, CAST(record AS BLOB), hash FROM events WHERE position > ? AND position <= ?"
    " ORDER BY position LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class ExportCursor:
    """How far an export is: up to a ``position`` of the journal with its ``hash``, of those until ``head``.

    ``events`` were written, the last with the hash ``chain``.
    """

    position: int
    hash: bytes
    head: int
    events: int
    chain: bytes


@dataclass(frozen=True, slots=True)
class ExportPart:
    """Some lines of an export, and where the next part goes on; None with the last line."""

    lines: bytes
    next: ExportCursor | None
    events: int
    """How many events were written until now."""


def header(account: str) -> bytes:
    """The first line."""
    return dump({"aurono": "journal", "format": FORMAT, "account": account}).encode() + b"\n"


def event_line(chain: bytes, record: bytes) -> bytes:
    """The line of an event."""
    return b'{"chain":"%s","record":%s}\n' % (chain.hex().encode(), record)


def footer(events: int, chain: bytes) -> bytes:
    """The last line."""
    return dump({"end": "journal", "events": events, "chain": chain.hex()}).encode() + b"\n"


def read_part(connection: sqlite3.Connection, account: str, cursor: ExportCursor | None) -> ExportPart:
    """The next lines, the first ones without a cursor; what comes after the first call is left out.

    Raises JournalDamaged where the journal is not what was written.
    """
    lines: list[bytes] = []
    if cursor is None:
        head, _ = read_head(connection)
        cursor = ExportCursor(0, GENESIS, head, 0, GENESIS)
        lines.append(header(account))
    streams = frozenset(streams_of(account))
    position, previous, events, chain = cursor.position, cursor.hash, cursor.events, cursor.chain
    for found, stream, record, hash_ in connection.execute(_ROWS, (position, cursor.head, _AT_ONCE)):
        if found != position + 1 or link(previous, record) != hash_:
            raise JournalDamaged("the chain breaks: an event was changed, removed or moved", position + 1)
        position, previous = found, hash_
        if stream in streams:
            events, chain = events + 1, link(chain, record)
            lines.append(event_line(chain, record))
    if position < cursor.head:
        if position == cursor.position:
            raise JournalDamaged("events are missing at the end of the journal", position + 1)
        following = ExportCursor(position, previous, cursor.head, events, chain)
        return ExportPart(b"".join(lines), following, events)
    lines.append(footer(events, chain))
    return ExportPart(b"".join(lines), None, events)
