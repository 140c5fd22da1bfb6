"""The fold of an account out of the journal's rows, each checked against the chain.

Nine of ten events are evaluations, and of those that follow one another only the last shows in the portfolio:
``apply`` sets ``evaluated_until`` and ``last_evaluation`` from it alone. So an evaluation is only kept as text,
and decoded when another kind of event of its strategy comes, or at the end. Verifying (``verify``) decodes and
folds every event instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
import sqlite3

from ..engine.errors import LedgerError
from ..engine.portfolio import EMPTY, Portfolio, apply
from .chain import GENESIS, ROW_TEXT, link, split
from .codec import EventCodec
from .errors import CodecError, JournalDamaged

EVALUATED = "evaluated"

_ROWS = f"SELECT hash, {ROW_TEXT}, stream, kind, strategy FROM events WHERE position > ? ORDER BY position"  # noqa: S608


@dataclass(frozen=True, slots=True)
class LoadedAccount:
    """One account as the journal has it: its portfolio, and the last version of each of its streams."""

    portfolio: Portfolio = EMPTY
    versions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Replayed:
    """An account as of one event: its position and hash."""

    account: LoadedAccount = LoadedAccount()
    position: int = 0
    hash: bytes = GENESIS


def account_of(stream: str) -> str:
    """The account that a stream belongs to."""
    return stream.rpartition("/")[0]


def replay(connection: sqlite3.Connection, account: str, start: Replayed, codec: EventCodec) -> Replayed:
    """Fold what follows ``start``; raises JournalDamaged where the chain breaks or an event cannot follow."""
    portfolio, versions = start.account.portfolio, dict(start.account.versions)
    position, previous = start.position, start.hash
    waiting: dict[str, bytes] = {}
    last_of: dict[str, bytes] = {}
    streams: dict[str, bool] = {}

    def fold(portfolio: Portfolio, kind: str, text: bytes) -> Portfolio:
        _, schema, payload = split(text)
        try:
            return apply(portfolio, codec.decode(kind, schema, payload))
        except (CodecError, LedgerError) as error:
            raise JournalDamaged(str(error), int(text.partition(b"\n")[0])) from error

    for hash_, text, stream, kind, strategy in connection.execute(_ROWS, (position,)):
        position += 1
        previous = link(previous, text)
        if previous != hash_:
            raise JournalDamaged("the chain is broken here: an event was changed, removed or moved", position)
        ours = streams.get(stream)
        if ours is None:
            ours = streams[stream] = account_of(stream) == account
        if not ours:
            continue
        last_of[stream] = text
        if kind == EVALUATED:
            waiting[strategy] = text
            continue
        if (evaluation := waiting.pop(strategy, None)) is not None:
            portfolio = fold(portfolio, EVALUATED, evaluation)
        portfolio = fold(portfolio, kind, text)
    for evaluation in waiting.values():
        portfolio = fold(portfolio, EVALUATED, evaluation)
    versions.update({stream: split(text)[0] for stream, text in last_of.items()})
    return Replayed(LoadedAccount(portfolio, versions), position, previous)
