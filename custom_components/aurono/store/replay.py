"""The fold of an account out of the journal's rows, each checked against the chain.

Nine of ten events are evaluations. ``apply`` sets ``evaluated_until`` and ``last_evaluation`` from an evaluation alone,
so of those that follow one another only the last shows; and of the other events only a revision and a change of mode
look at what an evaluation set. So evaluations are kept as bytes, the last of each strategy, and decoded only then and
at the end. Verifying (``verify``) decodes and folds every event instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
import sqlite3

from ..engine.errors import LedgerError
from ..engine.events import ModeChanged, StrategyRemoved, StrategyRevised
from ..engine.portfolio import EMPTY, Portfolio, apply
from ..engine.strategy import BookKind
from .chain import GENESIS
from .codec import EventCodec, kind_of_type
from .errors import CodecError, JournalDamaged
from .journal_schema import EVALUATED

_REMOVED = kind_of_type(StrategyRemoved)
_LOOKING_BACK = frozenset({kind_of_type(StrategyRevised), kind_of_type(ModeChanged)})

_ROWS = (
    "SELECT hash, CAST(record AS BLOB), stream, kind, strategy FROM events"
    " WHERE position > ? AND position <= ? ORDER BY position"
)
_VERSIONS = "SELECT max(version) FROM events WHERE stream = ?"


@dataclass(frozen=True, slots=True)
class LoadedAccount:
    """One account as the journal has it: its portfolio, and the last version of each of its streams."""

    portfolio: Portfolio = EMPTY
    versions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Replayed:
    """An account as of one event, by that event's position and hash."""

    account: LoadedAccount = LoadedAccount()
    position: int = 0
    hash: bytes = GENESIS


def read_head(connection: sqlite3.Connection) -> tuple[int, bytes]:
    """Position and hash of the event committed last; raises JournalDamaged where they are gone."""
    match connection.execute("SELECT position, hash FROM head").fetchall():
        case [(int(position), bytes(hash_))]:
            return position, hash_
        case _:
            raise JournalDamaged("the record of the last event is gone")


def account_of(stream: str) -> str:
    """The account that a stream belongs to."""
    return stream.rpartition("/")[0]


def streams_of(account: str) -> tuple[str, ...]:
    """Every stream that an account can have (``engine.events.stream_of``)."""
    return (f"{account}/strategies", *(f"{account}/{book}" for book in BookKind))


def replay(connection: sqlite3.Connection, account: str, start: Replayed, codec: EventCodec) -> Replayed:
    """Fold what follows ``start``; raises JournalDamaged where the chain breaks or an event cannot follow.

    Runs in a transaction of the caller.
    """
    head, head_hash = read_head(connection)
    ours = frozenset(streams_of(account))
    portfolio = start.account.portfolio
    previous = start.hash
    waiting: dict[str, bytes] = {}
    rows = 0
    for hash_, record, stream, kind, strategy in connection.execute(_ROWS, (start.position, head)):
        rows += 1
        # As chain.link, written out because it is done for every row.
        previous = sha256(previous + (record or b"")).digest()
        if previous != hash_:
            raise JournalDamaged("the chain breaks: an event was changed, removed or moved", start.position + rows)
        if stream not in ours:
            continue
        if kind == EVALUATED:
            waiting[strategy] = record
            continue
        if kind in _LOOKING_BACK and (evaluation := waiting.pop(strategy, None)) is not None:
            portfolio = _fold(portfolio, evaluation, codec)
        elif kind == _REMOVED:
            waiting.pop(strategy, None)
        portfolio = _fold(portfolio, record, codec)
    for evaluation in waiting.values():
        portfolio = _fold(portfolio, evaluation, codec)
    if start.position + rows != head or previous != head_hash:
        raise JournalDamaged("events are missing at the end of the journal", start.position + rows + 1)
    versions = {stream: connection.execute(_VERSIONS, (stream,)).fetchone()[0] for stream in streams_of(account)}
    found = {stream: version for stream, version in versions.items() if version is not None}
    return Replayed(LoadedAccount(portfolio, found), head, head_hash)


def _fold(portfolio: Portfolio, record: bytes, codec: EventCodec) -> Portfolio:
    try:
        return apply(portfolio, codec.decode(record).event)
    except (CodecError, LedgerError) as error:
        raise JournalDamaged(f"an event cannot follow the ones before it: {error}") from error
