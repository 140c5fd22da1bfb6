"""The chain: each event carries the hash of its record and of the hash before, so that no row can change unseen.

The record is one line of canonical JSON that holds everything the row says (``codec``), so two different events never
give the same bytes, and a plain dump of records proves itself with nothing but SHA-256. The other columns repeat parts
of it to be searched by; verifying compares them.
"""

from hashlib import sha256

GENESIS = bytes(32)
"""Stands before the first event."""


def link(previous: bytes, record: bytes) -> bytes:
    """The hash of the event with this record, after the one with the hash ``previous``."""
    return sha256(previous + record).digest()
