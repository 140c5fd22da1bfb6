"""The chain: each event carries the hash of itself and the one before, so that no row can change unseen.

What is hashed is the hash before and one text of the whole row, its columns joined by line feeds. No column but
the last may hold a line feed and the numbers are written in one way, so two different rows never give the same
text. SQLite joins the columns itself: Python then handles one text per row.
"""

from hashlib import sha256

GENESIS = bytes(32)
"""Stands before the first event."""

_COLUMNS = ("position", "stream", "version", "kind", "schema", "strategy", "time", "payload")
ROW_TEXT = f"CAST({"||'\n'||".join(_COLUMNS)} AS BLOB)"
"""The SQL of a row's text."""


def row_text(
    position: int, stream: str, version: int, kind: str, schema: int, strategy: str, time: int, payload: str
) -> bytes:
    """The same text of a row that is about to be written."""
    return f"{position}\n{stream}\n{version}\n{kind}\n{schema}\n{strategy}\n{time}\n{payload}".encode()


def split(text: bytes) -> tuple[int, int, bytes]:
    """Version, schema and payload out of a row's text."""
    columns = text.split(b"\n", len(_COLUMNS) - 1)
    return int(columns[2]), int(columns[4]), columns[-1]


def link(previous: bytes, text: bytes) -> bytes:
    """The hash of a row that follows ``previous``."""
    return sha256(previous + text).digest()
