"""The one place where state changes: events are checked, committed, and only then believed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
import logging

from ..engine.events import Event, OrderOpened, OrderPlanned, stream_of
from ..engine.portfolio import Portfolio, apply
from ..engine.strategy import BookKind
from ..store.errors import JournalUnavailable, StoreError, Trouble
from ..store.journal import Entry, EventQuery
from ..store.queries import MOST
from ..store.replay import LoadedAccount
from ..store.worker import Worker
from .agenda import Agenda
from .errors import TradingError, TradingProblem
from .log import log_committed

_LOGGER = logging.getLogger(__name__)

type Listener = Callable[[Event], None]


class Ledger:
    """The events of one account: appends a step to the journal, then applies it to the portfolio in memory.

    A step that the journal did not take leaves the portfolio as it was. It also halts the ledger, because what reached
    the disk is then unknown and only folding the journal anew, at the next start, tells. A lock alone passes: it is
    certain that nothing was written.
    """

    def __init__(self, account: str, journal: Worker, loaded: LoadedAccount) -> None:
        self.account = account
        self._journal = journal
        self._portfolio: Portfolio = loaded.portfolio
        self._versions: dict[str, int] = dict(loaded.versions)
        self._listeners: list[Listener] = []
        self._halted: str | None = None
        self._closed = False
        self._agenda: Agenda | None = None

    @classmethod
    async def load(cls, account: str, journal: Worker) -> Ledger:
        """The ledger of an account as its events left it."""
        return cls(account, journal, await journal.load(account))

    @property
    def portfolio(self) -> Portfolio:
        """What the committed events add up to."""
        return self._portfolio

    @property
    def agenda(self) -> Agenda:
        """What there is to look at in the portfolio as it stands."""
        if self._agenda is None:
            self._agenda = Agenda.of(self._portfolio)
        return self._agenda

    @property
    def versions(self) -> Mapping[str, int]:
        """How many events each stream holds."""
        return self._versions

    @property
    def halted(self) -> str | None:
        """Why nothing can be recorded any more; None while the journal works."""
        return self._halted

    def close(self) -> None:
        """Record nothing any more: whoever loads the account next does, and would not hear of it."""
        self._closed = True

    async def record(self, *events: Event) -> None:
        """Commit one step and apply it.

        Raises LedgerError, changing nothing, for events that cannot follow, and TradingError if the journal fails or
        the ledger was closed.
        """
        if self._closed:
            raise TradingError(TradingProblem.ACCOUNT_UNLOADED)
        if self._halted is not None:
            raise TradingError(TradingProblem.JOURNAL_HALTED, detail=self._halted)
        after = self._portfolio
        versions = dict(self._versions)
        entries = []
        for event in events:
            after = apply(after, event)
            stream = stream_of(self.account, event)
            versions[stream] = versions.get(stream, 0) + 1
            entries.append(Entry(stream, versions[stream], event))
        try:
            await self._journal.append(entries)
        except StoreError as error:
            if isinstance(error, JournalUnavailable) and error.trouble is Trouble.LOCKED:
                raise TradingError(TradingProblem.JOURNAL_BUSY) from error
            self._halted = str(error)
            raise TradingError(TradingProblem.JOURNAL_HALTED, detail=self._halted) from error
        self._portfolio, self._versions, self._agenda = after, versions, None
        log_committed(events, after)
        for event in events:
            for listener in tuple(self._listeners):
                try:
                    listener(event)
                except Exception:
                    # What is committed has happened: whoever cannot hear of it keeps nothing else from going on.
                    _LOGGER.exception("Somebody who listens to the journal broke")

    async def newest(self, strategy: str, kinds: frozenset[str], book: BookKind | None = None) -> Event | None:
        """The newest event of these kinds in the journal; None where there is none.

        Raises TradingError if the journal cannot be read now.
        """
        try:
            page = await self._journal.events(EventQuery(self.account, strategy, book, kinds, limit=1))
        except StoreError as error:
            raise TradingError(TradingProblem.JOURNAL_BUSY) from error
        return page.events[0].event if page.events else None

    async def planned_since(self, strategy: str, book: BookKind, since: int) -> frozenset[str]:
        """The ids of the orders that the journal planned at or after a moment (ms).

        Raises TradingError if the journal cannot be read now.
        """
        query = EventQuery(self.account, strategy, book, frozenset({"order_planned"}), since=since, limit=MOST)
        return frozenset([event.order for event in await self._all(query) if isinstance(event, OrderPlanned)])

    async def acknowledged_since(self, since: int, *, but: str) -> frozenset[str]:
        """The exchange's ids of live orders that it acknowledged at or after a moment (ms), ended or not.

        ``but`` is an order of ours that does not count. Raises TradingError if the journal cannot be read now.
        """
        kinds = frozenset({"order_opened"})
        query = EventQuery(self.account, None, BookKind.LIVE, kinds, since=since, limit=MOST)
        events = await self._all(query)
        return frozenset(
            [event.exchange_order for event in events if isinstance(event, OrderOpened) and event.order != but]
        )

    async def _all(self, query: EventQuery) -> list[Event]:
        found: list[Event] = []
        try:
            while True:
                page = await self._journal.events(query)
                found += [each.event for each in page.events]
                if page.next is None:
                    return found
                query = replace(query, before=page.next)
        except StoreError as error:
            raise TradingError(TradingProblem.JOURNAL_BUSY) from error

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of every event after it was committed, in order; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
