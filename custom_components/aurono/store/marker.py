"""The marker: how far this machine once wrote the journal, kept where no backup takes it along.

A journal that was put back from a backup is sound by itself. That something is missing from its end shows only by what
was written here before; and what is missing can be an order that is on the exchange.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
import logging
import os
from pathlib import Path

import orjson

_BLOCK = 256
"""What the length of the file is a multiple of, so that it stays the same from one commit to the next."""

_LOGGER = logging.getLogger(__name__)


class Continuity(StrEnum):
    """How a journal stands to what this machine wrote last."""

    SAME = "same"
    AHEAD = "ahead"
    """It goes on from there: the marker was written a moment before a crash."""
    RESTORED = "restored"
    """It is older, or another one."""
    NEW_MACHINE = "new_machine"
    """There are events, and nothing is known of what was written here."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """The newest commit that was seen, and the accounts whose missing time has not been accounted for."""

    position: int
    hash: str
    unproven: frozenset[str] = frozenset()


class HeadMarker:
    """Remembers the newest commit of a journal in a small file.

    A commit is remembered in place, in a file of the same length, because replacing one makes some file systems go to
    the disk; it is not forced there either. Power that fails in between leaves an older mark, from which the journal
    goes on, or none that can be read, after which everything is proven anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mark = self._read()
        self._failing = False
        self._size = 0

    @property
    def unproven(self) -> frozenset[str]:
        """Accounts whose books may lack what happened after the backup that they were restored from."""
        return frozenset() if self._mark is None else self._mark.unproven

    def check(
        self, position: int, hash_: bytes, hash_at: Callable[[int], bytes | None], accounts: Iterable[str]
    ) -> Continuity:
        """Compare the newest event of a journal with the one remembered, then remember the journal's.

        ``hash_at`` gives the hash of the event at a position, None where there is none. Unless the journal goes on from
        what was written here, all ``accounts`` are unproven from now on.
        """
        continuity = self._compare(position, hash_, hash_at)
        unproven = self.unproven
        if continuity in {Continuity.RESTORED, Continuity.NEW_MACHINE}:
            unproven |= frozenset(accounts)
        self._write(_Mark(position, hash_.hex(), unproven))
        return continuity

    def _compare(self, position: int, hash_: bytes, hash_at: Callable[[int], bytes | None]) -> Continuity:
        if self._mark is None:
            return Continuity.NEW_MACHINE if position else Continuity.SAME
        if (position, hash_.hex()) == (self._mark.position, self._mark.hash):
            return Continuity.SAME
        known = hash_at(self._mark.position) if self._mark.position else bytes.fromhex(self._mark.hash)
        return Continuity.AHEAD if known is not None and known.hex() == self._mark.hash else Continuity.RESTORED

    def note(self, position: int, hash_: bytes) -> None:
        """Remember a commit."""
        self._write(_Mark(position, hash_.hex(), self.unproven), in_place=True)

    def doubt(self, account: str) -> None:
        """An account may have done what its journal does not know, until that was accounted for."""
        if self._mark is not None:
            self._write(replace(self._mark, unproven=self._mark.unproven | {account}))

    def proven(self, account: str) -> None:
        """What happened in the missing time of an account was accounted for."""
        if self._mark is not None and account in self._mark.unproven:
            self._write(replace(self._mark, unproven=self._mark.unproven - {account}))

    def _read(self) -> _Mark | None:
        """What is remembered; None for nothing, or for what cannot be read: both mean that nothing is known."""
        try:
            found = orjson.loads(self._path.read_bytes())
            bytes.fromhex(found["hash"])
            return _Mark(int(found["position"]), str(found["hash"]), frozenset(map(str, found["unproven"])))
        except FileNotFoundError:
            return None
        except OSError, ValueError, TypeError, KeyError:
            _LOGGER.warning("What was last written to the journal is not known: %s cannot be read", self._path)
            return None

    def _write(self, mark: _Mark, *, in_place: bool = False) -> None:
        """Write the file. No event is refused because this fails: a start then finds an older mark, and goes on."""
        self._mark = mark
        text = orjson.dumps({"position": mark.position, "hash": mark.hash, "unproven": sorted(mark.unproven)})
        content = text.ljust(-(-len(text) // _BLOCK) * _BLOCK)
        try:
            if not (in_place and self._size == len(content) and self._overwrite(content)):
                self._replace(content)
            self._size = len(content)
        except OSError:
            if not self._failing:
                _LOGGER.exception("What was last written to the journal cannot be remembered")
            self._failing = True
        else:
            self._failing = False

    def _overwrite(self, content: bytes) -> bool:
        """Write over what the file holds; False where there is no file."""
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        try:
            os.write(handle, content)
        finally:
            os.close(handle)
        return True

    def _replace(self, content: bytes) -> None:
        unfinished = self._path.with_name(f"{self._path.name}.new")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(self._path)
