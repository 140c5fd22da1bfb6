"""Proving that no event was changed: each hash follows from the record beside it and the hash before.

Since every row holds its hash, a part of the chain can be proven without the part before it. That of a long one is done
by a process of its own, while this one folds: hashing takes more time than folding, and a hub has more than one
processor. Only its yes counts. Whatever else becomes of it, its part is proven here.
"""

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from hashlib import sha256
import os
from pathlib import Path
import sqlite3
import subprocess
import sys

from .database import SQL_ERRORS, connect
from .errors import JournalDamaged

_ROWS = """
    SELECT hash, CAST(coalesce(record, '') AS BLOB) FROM events WHERE position > ? AND position <= ? ORDER BY position
"""
_HASH_AT = "SELECT hash FROM events WHERE position = ?"
_IS_THERE = "SELECT EXISTS (SELECT 1 FROM events WHERE position >= ?)"
_BLOCK = 500
"""Rows read at once: the processor does one kind of work many times in a row faster than two in turn."""
_LONG = 100_000
"""Events from which on a second process pays: it takes a while to start."""
_SHARE = 0.8
"""The part of a long chain that it proves, so that both are done at the same time."""
_STANDALONE = Path(__file__).parents[1] / "standalone.py"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The events after position ``start``, which has the hash ``previous``, up to and with ``end``."""

    start: int
    previous: bytes
    end: int


def hash_at(connection: sqlite3.Connection, position: int) -> bytes | None:
    """The hash of the event at a position as its row says it; None where there is no row."""
    found = connection.execute(_HASH_AT, (position,)).fetchone()
    return None if found is None else found[0]


def first_break(connection: sqlite3.Connection, stretch: Stretch) -> int | None:
    """Position of the first event that does not follow from the one before, or is missing; None if all are there."""
    position, previous = stretch.start, stretch.previous
    rows = connection.execute(_ROWS, (position, stretch.end))
    while block := rows.fetchmany(_BLOCK):
        # As chain.link, written out because it is done for every row.
        proven = [previous := sha256(previous + record).digest() for _, record in block]
        if proven != (stored := [hash_ for hash_, _ in block]):
            return position + 1 + next(place for place, hash_ in enumerate(proven) if hash_ != stored[place])
        position += len(block)
    return None if position == stretch.end else position + 1


@contextmanager
def proof(connection: sqlite3.Connection, stretch: Stretch) -> Generator[Callable[[], None]]:
    """Begin to prove a stretch that ends with the last event; what is given finishes it.

    That raises JournalDamaged, with its position, for the first event that breaks the chain. Both run in one
    transaction of the caller.
    """
    parts = _divided(connection, stretch)
    with _elsewhere(connection, parts[0]) if len(parts) > 1 else nullcontext() as process:

        def finish() -> None:
            # The part proven elsewhere is the last that is asked for, and of two breaks the first one counts.
            breaks = [first_break(connection, part) for part in parts[1:]]
            if process is None or process.wait() != 0:
                breaks.insert(0, first_break(connection, parts[0]))
            for position in breaks:
                if position is not None:
                    raise _damage(connection, position)

        yield finish


def _damage(connection: sqlite3.Connection, position: int) -> JournalDamaged:
    if connection.execute(_IS_THERE, (position,)).fetchone()[0]:
        return JournalDamaged("the chain breaks: an event was changed, removed or moved", position)
    return JournalDamaged("events are missing at the end of the journal", position)


def _divided(connection: sqlite3.Connection, whole: Stretch) -> list[Stretch]:
    """The parts in which to prove a stretch: two where that is worth a process."""
    if whole.end - whole.start < _LONG or (os.process_cpu_count() or 1) < 2:
        return [whole]
    middle = whole.start + int((whole.end - whole.start) * _SHARE)
    match hash_at(connection, middle):
        case bytes(hash_):
            return [Stretch(whole.start, whole.previous, middle), Stretch(middle, hash_, whole.end)]
        case _:
            return [whole]


@contextmanager
def _elsewhere(connection: sqlite3.Connection, part: Stretch) -> Generator[subprocess.Popen[bytes] | None]:
    """A process that ends with 0 if a part is whole; None where none can be started."""
    ((_, _, file),) = connection.execute("PRAGMA database_list")
    command = [
        sys.executable,
        "-P",
        str(_STANDALONE),
        "store",
        file,
        str(part.start),
        part.previous.hex(),
        str(part.end),
    ]
    try:
        process = subprocess.Popen(  # noqa: S603 - our own file and numbers
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        yield None
        return
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def prove_alone(file: Path, part: Stretch) -> bool:
    """Whether a part is whole, as the process of its own tells; False also where it cannot be read."""
    try:
        with closing(connect(file, read_only=True)) as connection:
            return first_break(connection, part) is None
    except SQL_ERRORS:
        return False
