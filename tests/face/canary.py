"""A key that is recognized wherever it comes out, in every form that programs write things in."""

import base64
from collections.abc import Iterator, Mapping
import json
import logging
from typing import override
from urllib.parse import quote, quote_plus

from tests.bitvavo.keys import ApiKey

# As long as a real key, of letters that every encoding has to change, and without the look of one: nothing that
# recognizes secrets by their shape helps here.
CANARY = ApiKey("canary-KEY~" + "k&y=/+ %" * 6 + "Q?k<z", "canary-SECRET~" + "s&c=/+ %" * 6 + "?X")
INNER = 12
"""Letters in a piece of a secret that count as telling it, so that a shortened secret is found as well."""


def pieces(secret: str) -> Iterator[str]:
    """Parts from the middle of a secret; its end is shown on purpose, for its owner to recognize a key."""
    for start in range(2, len(secret) - INNER - 4, INNER):
        yield secret[start : start + INNER]


def forms(text: str) -> Iterator[str]:
    """A text in every form in which it may stand somewhere."""
    raw = text.encode()
    yield text
    yield quote(text)
    yield quote(text, safe="")
    yield quote_plus(text)
    yield json.dumps(text)[1:-1]
    yield repr(text)[1:-1]
    yield raw.hex()
    yield raw.hex().upper()
    for shift in range(3):
        # In the middle of something longer, base64 depends on where it begins; the letters at both ends are dropped.
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(b"\0" * shift + raw).decode().rstrip("=")[4:-4]


def told(content: str, keys: tuple[ApiKey, ...] = (CANARY,)) -> list[str]:
    """Which secrets a text tells, and in which form."""
    found = []
    for key in keys:
        for secret in (key.key, key.secret):
            found += [form for piece in (secret, *pieces(secret)) for form in forms(piece) if form in content]
    return found


class Ear(logging.Handler):
    """Hears every line of every logger, down to DEBUG, with its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
        self.lines: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        # What is kept with a line and not shown may be shown by another handler.
        self.lines.append(repr(record.args))


def telling(places: Mapping[str, str], keys: tuple[ApiKey, ...] = (CANARY,)) -> dict[str, list[str]]:
    """The places that tell a secret, each with what it tells."""
    return {place: found for place, content in places.items() if (found := told(content, keys))}
