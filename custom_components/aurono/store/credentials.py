"""What a key of an exchange consists of, and the two things that may be told of it."""

from dataclasses import dataclass, field
from hashlib import sha256

_DOTS = "•" * 10
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Credentials:
    """A key and its secret; neither shows in ``repr``."""

    api_key: str = field(repr=False)
    api_secret: str = field(repr=False)


def masked(api_key: str) -> str:
    """Ten dots and the last four characters; only dots where four would be much of the key."""
    return _DOTS + (api_key[-_SHOWN:] if len(api_key) >= 4 * _SHOWN else "")


def fingerprint(api_key: str) -> str:
    """What tells two keys apart without being one, 32 hexadecimal digits.

    Stands in Home Assistant's own files. It leads back to no key, because exchanges draw theirs at random from more
    than 2^128; the prefix keeps it from being compared with hashes made elsewhere. It needs no secret, so that it stays
    the same when the vault's key is lost.
    """
    return sha256(b"aurono api key\0" + api_key.encode()).hexdigest()[:32]
