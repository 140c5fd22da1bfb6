"""Snapshots: a cache of folds, so that a start need not read every event. Deleting them loses nothing.

A snapshot counts only if its own digest is right, the code that folded it is the code that runs, and the journal's
chain has its hash at its position. Anything else is passed over and replaced in time.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
import sqlite3

from .codec import decode, encode
from .errors import CodecError
from .proof import hash_at
from .replay import LoadedAccount, Replayed

_CODECS = ("canonical.py", "codec.py")
# As bytes: what a broken page made of a text may be none, and then SQLite would not hand it out.
_READ = """
    SELECT position, hash, CAST(code AS BLOB), CAST(content AS BLOB), digest FROM snapshots WHERE account = ?
"""
_WRITE = "INSERT OR REPLACE INTO snapshots (account, position, hash, code, content, digest) VALUES (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class _Row:
    position: int
    hash: bytes
    code: bytes
    content: bytes

    def digest(self, account: str) -> bytes:
        header = f"{account}\n{self.position}\n{self.hash.hex()}\n".encode()
        return sha256(header + self.code + b"\n" + self.content).digest()


def read_snapshot(connection: sqlite3.Connection, account: str) -> Replayed:
    """Where the fold of an account may begin: a snapshot that counts, or nothing at all."""
    found = connection.execute(_READ, (account,)).fetchone()
    # A broken page may have turned any column into another type.
    if found is None or [type(value) for value in found] != [int, bytes, bytes, bytes, bytes]:
        return Replayed()
    row = _Row(*found[:4])
    if row.code != code_fingerprint().encode() or row.digest(account) != found[4] or not _in_chain(connection, row):
        return Replayed()
    try:
        return Replayed(decode(LoadedAccount, row.content), row.position, row.hash)
    except CodecError:
        return Replayed()


def write_snapshot(connection: sqlite3.Connection, account: str, state: Replayed) -> None:
    """Replace the snapshot of an account; before the first event there is nothing to keep."""
    if state.position == 0:
        return
    code, content = code_fingerprint(), encode(state.account)
    row = _Row(state.position, state.hash, code.encode(), content.encode())
    values = (account, row.position, row.hash, code, content, row.digest(account))
    connection.execute(_WRITE, values)


def _in_chain(connection: sqlite3.Connection, row: _Row) -> bool:
    return hash_at(connection, row.position) == row.hash


@cache
def code_fingerprint() -> str:
    """A mark of the code that folds: any change of the engine or the codec makes older snapshots count for nothing."""
    package = Path(__file__).parents[1]
    sources = [*sorted((package / "engine").glob("*.py")), *(package / "store" / name for name in _CODECS)]
    return sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()
