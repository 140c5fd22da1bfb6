"""The fold of an account out of the journal's rows, which are proven to be those that were committed (``proof``).

Most events are evaluations. ``apply`` sets ``evaluated_until`` and ``last_evaluation`` from an evaluation alone, so of
those that follow one another only the last shows; and nothing looks at what an evaluation set but what its owner does
to the strategy. So only the last one before that, and the last of all, are decoded. What is no evaluation is found by
its index, which each start compares with the table. Verifying (``verify``) in full decodes and folds every event.
"""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
import sqlite3

import orjson

from ..engine.errors import LedgerError
from ..engine.events import ACCOUNT_WIDE, BOOK_EVENTS, Event
from ..engine.portfolio import EMPTY, Portfolio, fold
from ..engine.strategy import BookKind
from .chain import GENESIS
from .codec import EventCodec
from .errors import CodecError, JournalDamaged
from .journal_schema import BEYOND_EVALUATIONS, EVALUATED
from .proof import Stretch, hash_at, proof

_BETWEEN = "WHERE position > ? AND position <= ? AND stream IN (?, ?, ?)"
_OTHERS = (
    f"SELECT position, CAST(record AS BLOB) FROM events INDEXED BY {BEYOND_EVALUATIONS}"  # noqa: S608 - constants
    f" {_BETWEEN} AND kind <> '{EVALUATED}' ORDER BY position"
)
_LAST_EVALUATION = (
    f"SELECT position, strategy, CAST(record AS BLOB) FROM events {_BETWEEN} AND kind = '{EVALUATED}'"  # noqa: S608
    " AND strategy IN (SELECT value FROM json_each(?)) ORDER BY position DESC LIMIT 1"
)
_HEAD = "SELECT position, hash, (SELECT sum(version) FROM heads) FROM heads ORDER BY position DESC LIMIT 1"
_VERSIONS = "SELECT stream, version FROM heads WHERE position > 0"


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
    """Position and hash of the event committed last; raises JournalDamaged where they are gone.

    Every event is the next of the journal and of its stream, so the last versions add up to the last position.
    """
    match connection.execute(_HEAD).fetchone():
        case (int(position), bytes(hash_), int(events)) if events == position:
            return position, hash_
        case None:
            raise JournalDamaged("the record of the last event is gone")
        case _:
            raise JournalDamaged("the records of the last events contradict one another")


def read_versions(connection: sqlite3.Connection) -> dict[str, int]:
    """The last version of each stream of the journal."""
    return dict(connection.execute(_VERSIONS).fetchall())


def account_of(stream: str) -> str:
    """The account that a stream belongs to."""
    return stream.rpartition("/")[0]


def streams_of(account: str) -> tuple[str, ...]:
    """Every stream that an account can have (``engine.events.stream_of``)."""
    return (*(f"{account}/{book}" for book in BookKind), f"{account}/strategies")


def replay(connection: sqlite3.Connection, account: str, start: Replayed, codec: EventCodec) -> Replayed:
    """Fold what follows ``start``; raises JournalDamaged where the chain breaks or an event cannot follow.

    Runs in a transaction of the caller.
    """
    head, head_hash = read_head(connection)
    with proof(connection, Stretch(start.position, start.hash, head)) as prove:
        try:
            portfolio = _Fold(connection, account, codec, start.position, head).onto(start.account.portfolio)
        except (CodecError, LedgerError) as error:
            # That an event was changed says more than what it became.
            prove()
            raise JournalDamaged(f"an event cannot be read or cannot follow the ones before it: {error}") from error
        prove()
    if head and hash_at(connection, head) != head_hash:
        raise JournalDamaged("the last event is not the one that was committed last", head)
    ours = streams_of(account)
    versions = {stream: version for stream, version in read_versions(connection).items() if stream in ours}
    return Replayed(LoadedAccount(portfolio, versions), head, head_hash)


def portfolio_at(connection: sqlite3.Connection, account: str, position: int, codec: EventCodec) -> Portfolio:
    """What the events of an account add up to as far as one position; raises JournalDamaged.

    That they are those that were committed is not proven again.
    """
    try:
        return _Fold(connection, account, codec, 0, position).onto(EMPTY)
    except (CodecError, LedgerError) as error:
        raise JournalDamaged(f"an event cannot be read or cannot follow the ones before it: {error}") from error


class _Fold:
    """The events of an account after one position and up to another, as far as they matter to what they add up to."""

    def __init__(self, connection: sqlite3.Connection, account: str, codec: EventCodec, start: int, end: int) -> None:
        self._connection = connection
        self._streams = streams_of(account)
        self._codec = codec
        self._start = start
        self._end = end
        self._looked: dict[str, int] = {}

    def onto(self, portfolio: Portfolio) -> Portfolio:
        """What they make of a portfolio; raises CodecError or LedgerError."""
        portfolio = fold(self._events(), portfolio)
        return fold(self._last_evaluations(portfolio.strategies, self._end), portfolio)

    def _events(self) -> Generator[Event]:
        for position, record in self._connection.execute(_OTHERS, (self._start, self._end, *self._streams)):
            event = self._codec.decode_event(record)
            if not isinstance(event, BOOK_EVENTS) and event.strategy != ACCOUNT_WIDE:
                yield from self._last_evaluations([event.strategy], position)
                self._looked[event.strategy] = position
            yield event

    def _last_evaluations(self, strategies: Iterable[str], position: int) -> Generator[Event]:
        """The last evaluation of each strategy up to a position, where it has one since that was last asked."""
        since = {strategy: self._looked.get(strategy, self._start) for strategy in strategies}
        while since:
            bounds = min(since.values()), position
            found = self._connection.execute(
                _LAST_EVALUATION, (*bounds, *self._streams, orjson.dumps([*since]).decode())
            ).fetchone()
            if found is None:
                return
            position, strategy, record = found
            if position > since.pop(strategy):
                yield self._codec.decode_event(record)
