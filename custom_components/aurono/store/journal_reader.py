"""Reading an open journal: each question in a thread of its own, while another thread appends."""

from collections.abc import Collection, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
import sqlite3
from threading import Lock

from ..engine.performance import Performance
from ..engine.reason import Reason
from .codec import EventCodec
from .curve import Curve, CurveQuery, Outcomes, read_curves, read_outcomes
from .database import FileKind, connect, transaction
from .decisions import Decisions, read_decisions
from .errors import JournalUnavailable, Trouble
from .history import HistoryIndex
from .journal_export import ExportCursor, ExportPart, read_part
from .performance import Followed, PerformanceQuery
from .queries import EventPage, EventQuery, read_events
from .standings import Standings, read_standings
from .trade_log import TradeLog
from .trades import Trade, TradePage, TradeQuery, Unfilled
from .verify import VerifyReport, verify


class JournalReader:
    """What is asked of an open journal, by any number of threads."""

    def __init__(self, path: Path, kind: FileKind, codec: EventCodec, *, busy_seconds: float) -> None:
        """Begin to read a file that is there; raises JournalUnavailable."""
        self.path = path
        self._kind = kind
        self._codec = codec
        self._busy_seconds = busy_seconds
        self._closing = False
        self._following = Lock()
        self._trades: dict[str, TradeLog] = {}
        self._indexing = Lock()
        self._indexes: dict[str, HistoryIndex] = {}
        self._followed: dict[PerformanceQuery, Followed] = {}
        self._interruptible: set[sqlite3.Connection] = set()

    def verify(self, *, folded: bool = True) -> VerifyReport:
        """Check the file, the chain and the fold of every event; raises JournalUnavailable if it cannot be read now.

        Not ``folded``: that every row is the one that was committed, which is several times as fast.
        """
        with self._reading() as connection:
            return verify(connection, self._codec, self._kind, folded=folded)

    def events(self, query: EventQuery) -> EventPage:
        """Events, the newest first; raises JournalDamaged or JournalUnavailable."""
        with self._reading() as connection:
            return read_events(connection, query, self._codec)

    def trades(self, query: TradeQuery) -> TradePage:
        """Booked fills, the newest first; raises JournalDamaged or JournalUnavailable."""
        with self._following, self._reading() as connection:
            return self._trade_log(query.account).page(connection, query)

    def every_trade(self, query: TradeQuery) -> tuple[Trade, ...]:
        """All booked fills that match, the oldest first; raises JournalDamaged or JournalUnavailable."""
        with self._following, self._reading() as connection:
            log = self._trade_log(query.account)
            log.follow(connection)
            return log.every(query)

    def unfilled_orders(self, query: TradeQuery) -> tuple[Unfilled, ...]:
        """The orders that ended without a trade, the oldest first; raises JournalDamaged or JournalUnavailable."""
        with self._following, self._reading() as connection:
            log = self._trade_log(query.account)
            log.follow(connection)
            return log.unfilled(query)

    def _trade_log(self, account: str) -> TradeLog:
        return self._trades.setdefault(account, TradeLog(account, self._codec))

    def performances(self, query: PerformanceQuery) -> tuple[Performance, ...]:
        """How books did, one for each currency, as ``performance.Followed``; raises as ``trades``."""
        with self._following, self._reading() as connection:
            log = self._trade_log(query.account)
            log.follow(connection)
            trades, losses = tuple(log.booked(query.ever)), log.losses(query.trades)
        with self._indexing, self._reading() as connection:
            index = self._index(query.account, connection)
            followed = self._followed.get(query) or Followed(query)
            followed.follow(connection, index, self._check_open)
            if query.is_open:
                # The next question is answered by what came since.
                self._followed[query] = followed
            return followed.performances(index, query, trades, losses)

    def curves(self, query: CurveQuery) -> tuple[Curve, ...]:
        """As ``curve.read_curves``; raises JournalDamaged or JournalUnavailable."""
        with self._indexing, self._reading() as connection:
            return read_curves(connection, self._index(query.account, connection), query)

    def outcomes(self, account: str, strategy: str, since: int, until: int) -> Outcomes:
        """As ``curve.read_outcomes``; raises JournalDamaged or JournalUnavailable."""
        with self._indexing, self._reading() as connection:
            index = self._index(account, connection)
            return read_outcomes(connection, index, self._codec, account, strategy, since=since, until=until)

    def decisions(self, account: str, reasons: Collection[Reason], since: int, until: int) -> Decisions:
        """As ``decisions.read_decisions``; raises JournalDamaged or JournalUnavailable."""
        with self._indexing, self._reading() as connection:
            index = self._index(account, connection)
            return read_decisions(connection, index, self._codec, reasons=reasons, since=since, until=until)

    def standings(self, account: str, since: int, until: int, points: int) -> Standings:
        """As ``standings.read_standings``; raises JournalDamaged or JournalUnavailable."""
        with self._indexing, self._reading() as connection, transaction(connection, writing=False):
            index = self._index(account, connection)
            return read_standings(connection, index, self._codec, since=since, until=until, points=points)

    def export(self, account: str, cursor: ExportCursor | None = None) -> ExportPart:
        """Lines of an account's journal, as ``journal_export``; raises JournalDamaged or JournalUnavailable."""
        with self._reading() as connection:
            return read_part(connection, account, cursor)

    def stop_reading(self) -> None:
        """End what reads for long, and refuse what would be read from now on."""
        self._closing = True
        for connection in tuple(self._interruptible):
            # It may have ended by itself meanwhile.
            with suppress(sqlite3.ProgrammingError):
                connection.interrupt()

    def _index(self, account: str, connection: sqlite3.Connection) -> HistoryIndex:
        index = self._indexes.setdefault(account, HistoryIndex(account, self._codec))
        index.follow(connection)
        return index

    @contextmanager
    def _reading(self) -> Generator[sqlite3.Connection]:
        """A connection for one question: it sees all that was committed before, and closing the journal interrupts it.

        A connection shows the file as it was for as long as any statement on it is not over. On one that many questions
        share, a single one that is left half read would hide from all others what is committed from then on.
        """
        with self._kind.errors():
            connection = connect(self.path, read_only=True, busy_seconds=self._busy_seconds)
            self._interruptible.add(connection)
            try:
                self._check_open()
                yield connection
            finally:
                self._interruptible.discard(connection)
                connection.close()

    def _check_open(self) -> None:
        if self._closing:
            raise JournalUnavailable(Trouble.CLOSED, "the journal was closed")
