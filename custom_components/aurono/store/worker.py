"""The asynchronous face of the journal: one thread writes, so that appends keep their order, another reads."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Protocol, Self, override

from .journal import Entry, Journal, LoadedAccount


class Worker(Protocol):
    """What the trader and the face need of a journal."""

    async def append(self, entries: Sequence[Entry]) -> None:
        """As ``Journal.append``."""
        ...

    async def load(self, account: str) -> LoadedAccount:
        """As ``Journal.load``."""
        ...

    async def close(self) -> None:
        """As ``Journal.close``."""
        ...


class JournalWorker(Worker):
    """A journal whose calls never block the event loop."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._writing = ThreadPoolExecutor(1, "aurono-journal")
        self._reading = ThreadPoolExecutor(1, "aurono-journal-reader")

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the journal in its own thread; raises as ``Journal.open``."""
        return cls(await asyncio.to_thread(Journal.open, path))

    @override
    async def append(self, entries: Sequence[Entry]) -> None:
        """As ``Journal.append``. Once begun it ends: a cancellation is delivered at the next await after it."""
        await _uninterrupted(self._write(partial(self._journal.append, entries)))

    @override
    async def load(self, account: str) -> LoadedAccount:
        return await self._write(partial(self._journal.load, account))

    @override
    async def close(self) -> None:
        await _uninterrupted(self._write(self._journal.close))
        self._writing.shutdown(wait=False)
        self._reading.shutdown(wait=False)

    def _write[T](self, call: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(self._writing, call)

    def _read[T](self, call: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(self._reading, call)


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
    async def close(self) -> None:
        self._journal.close()


async def _uninterrupted[T](future: asyncio.Future[T]) -> T:
    """Wait for what cannot be undone, and hand on afterwards the cancellations that came meanwhile.

    A caller that was cancelled while its events were being committed would otherwise not know that they are.
    """
    task = asyncio.current_task()
    cancellations = 0
    while not future.done():
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError:
            cancellations += 1
            if task is not None:
                task.uncancel()
    for _ in range(cancellations):
        if task is not None:
            task.cancel()
    return future.result()
