"""The asynchronous face of the journal: one thread writes, so that appends keep their order, others read meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Protocol, Self, override

from ..engine.performance import Performance
from ..engine.reason import Reason
from .errors import JournalUnavailable, Trouble
from .journal import (
    Curve,
    CurveQuery,
    Decisions,
    Entry,
    EventPage,
    EventQuery,
    Journal,
    LoadedAccount,
    Outcomes,
    PerformanceQuery,
    TradePage,
    TradeQuery,
    VerifyReport,
)
from .journal_export import ExportCursor, ExportPart
from .journal_import import Imported, Proven, Source
from .marker import Continuity, HeadMarker
from .standings import Standings
from .trades import Trade, Unfilled

_READERS = 2
"""Verifying takes seconds; a page of events need not wait for it."""


class Worker(Protocol):
    """A journal as a trader and Home Assistant's face use it. Every call raises as the journal's own does."""

    async def append(self, entries: Sequence[Entry]) -> None:
        """As ``Journal.append``; in the order of the calls."""
        ...

    async def load(self, account: str) -> LoadedAccount:
        """As ``Journal.load``."""
        ...

    async def verify(self, *, folded: bool = True) -> VerifyReport:
        """As ``Journal.verify``."""
        ...

    async def events(self, query: EventQuery) -> EventPage:
        """As ``Journal.events``."""
        ...

    async def trades(self, query: TradeQuery) -> TradePage:
        """As ``Journal.trades``."""
        ...

    async def close(self) -> None:
        """As ``Journal.close``."""
        ...


class JournalWorker(Worker):
    """A journal whose calls never block the event loop."""

    def __init__(self, journal: Journal, marker: HeadMarker | None = None) -> None:
        """Take over an open journal; ``marker`` remembers every commit from now on."""
        self._journal = journal
        self._marker = marker
        self._closed = False
        self._writing = ThreadPoolExecutor(1, "aurono-journal")
        self._reading = ThreadPoolExecutor(_READERS, "aurono-journal-reader")

    @classmethod
    async def open(cls, path: Path, marker: Path | None = None) -> Self:
        """Open the journal away from the event loop; raises as ``Journal.open``."""
        journal = await asyncio.to_thread(Journal.open, path)
        return cls(journal, None if marker is None else await asyncio.to_thread(HeadMarker, marker))

    @property
    def unproven(self) -> frozenset[str]:
        """Accounts whose books may lack what happened after the backup that they were restored from."""
        return frozenset() if self._marker is None else self._marker.unproven

    async def check_continuity(self, accounts: Iterable[str]) -> Continuity:
        """Whether the journal goes on from what this machine wrote last; if not, these accounts are unproven."""
        if self._marker is None:
            return Continuity.SAME
        check = partial(self._marker.check, *self._journal.head, self._journal.hash_at, tuple(accounts))
        return await self._call(self._writing, check)

    async def proven(self, account: str) -> None:
        """Remember that what an account may have missed was accounted for."""
        if self._marker is not None:
            await self._call(self._writing, partial(self._marker.proven, account))

    async def hold(self) -> None:
        """As ``Journal.hold``, after the appends asked for before."""
        await self._call(self._writing, self._journal.hold)

    async def release(self) -> None:
        """As ``Journal.release``."""
        await self._call(self._writing, self._journal.release)

    @override
    async def append(self, entries: Sequence[Entry]) -> None:
        """As ``Journal.append``. Once asked for it is done: a cancellation comes at the caller's next await."""
        await _uninterrupted(self._call(self._writing, partial(self._append, entries)))

    def _append(self, entries: Sequence[Entry]) -> None:
        self._journal.append(entries)
        if self._marker is not None:
            self._marker.note(*self._journal.head)

    @override
    async def load(self, account: str) -> LoadedAccount:
        return await self._call(self._writing, partial(self._journal.load, account))

    @override
    async def verify(self, *, folded: bool = True) -> VerifyReport:
        return await self._call(self._reading, partial(self._journal.verify, folded=folded))

    @override
    async def events(self, query: EventQuery) -> EventPage:
        return await self._call(self._reading, partial(self._journal.events, query))

    @override
    async def trades(self, query: TradeQuery) -> TradePage:
        return await self._call(self._reading, partial(self._journal.trades, query))

    async def curves(self, query: CurveQuery) -> tuple[Curve, ...]:
        """As ``Journal.curves``."""
        return await self._call(self._reading, partial(self._journal.curves, query))

    async def every_trade(self, query: TradeQuery) -> tuple[Trade, ...]:
        """As ``Journal.every_trade``."""
        return await self._call(self._reading, partial(self._journal.every_trade, query))

    async def unfilled_orders(self, query: TradeQuery) -> tuple[Unfilled, ...]:
        """As ``Journal.unfilled_orders``."""
        return await self._call(self._reading, partial(self._journal.unfilled_orders, query))

    async def performances(self, query: PerformanceQuery) -> tuple[Performance, ...]:
        """As ``Journal.performances``."""
        return await self._call(self._reading, partial(self._journal.performances, query))

    async def export(self, account: str) -> AsyncIterator[ExportPart]:
        """The lines of ``Journal.export``, part after part."""
        cursor: ExportCursor | None = None
        while True:
            part = await self._call(self._reading, partial(self._journal.export, account, cursor))
            yield part
            if (cursor := part.next) is None:
                return

    async def prove(self, source: Source) -> Proven:
        """As ``Journal.prove``; others read and append meanwhile."""
        return await self._call(self._reading, partial(self._journal.prove, source))

    async def take_in(self, source: Source, proven: Proven, account: str) -> Imported:
        """As ``Journal.take_in``."""
        return await _uninterrupted(self._call(self._writing, partial(self._take_in, source, proven, account)))

    def _take_in(self, source: Source, proven: Proven, account: str) -> Imported:
        imported = self._journal.take_in(source, proven, account)
        if self._marker is not None:
            # What an imported account did after its export is as unknown as after a restored backup.
            self._marker.doubt(account)
            self._marker.note(*self._journal.head)
        return imported

    async def standings(self, account: str, *, since: int, until: int, points: int) -> Standings:
        """As ``Journal.standings``."""
        return await self._call(self._reading, partial(self._journal.standings, account, since, until, points))

    async def outcomes(self, account: str, strategy: str, *, since: int, until: int) -> Outcomes:
        """As ``Journal.outcomes``."""
        return await self._call(
            self._reading, partial(self._journal.outcomes, account, strategy, since=since, until=until)
        )

    async def decisions(self, account: str, reasons: Collection[Reason], *, since: int, until: int) -> Decisions:
        """As ``Journal.decisions``."""
        return await self._call(
            self._reading, partial(self._journal.decisions, account, reasons, since=since, until=until)
        )

    @override
    async def close(self) -> None:
        """As ``Journal.close``, after the appends asked for before; no thread is left. Closing again does nothing."""
        if self._closed:
            return
        closing = self._call(self._writing, self._close)
        self._closed = True
        try:
            await _uninterrupted(closing)
        finally:
            # Its thread is idle, so there is nothing to wait for.
            self._writing.shutdown()

    def _close(self) -> None:
        self._journal.stop_reading()
        self._reading.shutdown()
        self._journal.close()

    def _call[T](self, executor: Executor, call: Callable[[], T]) -> asyncio.Future[T]:
        if self._closed:
            raise JournalUnavailable(Trouble.CLOSED, "the journal was closed")
        return asyncio.get_running_loop().run_in_executor(executor, call)


class SyncWorker(Worker):
    """The same without a thread, for simulations, where every step must come in the same order each time."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @override
    async def append(self, entries: Sequence[Entry]) -> None:
        self._journal.append(entries)

    @override
    async def load(self, account: str) -> LoadedAccount:
        return self._journal.load(account)

    @override
    async def verify(self, *, folded: bool = True) -> VerifyReport:
        return self._journal.verify(folded=folded)

    @override
    async def events(self, query: EventQuery) -> EventPage:
        return self._journal.events(query)

    @override
    async def trades(self, query: TradeQuery) -> TradePage:
        return self._journal.trades(query)

    @override
    async def close(self) -> None:
        self._journal.close()


async def _uninterrupted[T](future: asyncio.Future[T]) -> T:
    """Wait for what cannot be undone, and hand on afterwards the cancellations that came meanwhile.

    A caller that was cancelled while its events were being committed would otherwise not know that they are.
    """
    task = asyncio.current_task()
    assert task is not None
    cancellations = 0
    while not future.done():
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError:
            cancellations += 1
            task.uncancel()
    for _ in range(cancellations):
        task.cancel()
    return future.result()
