"""The asynchronous face of the candle archive: one thread, so that nothing blocks the event loop."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Self

from ..engine.candle import Candle
from .archive import Archive, ArchivedCandle, CandleText, Contents, ImportCount, ImportPart, Series, Source, Span


class ArchiveWorker:
    """As ``Archive``, call by call."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._thread = ThreadPoolExecutor(1, "aurono-archive")

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the archive away from the event loop; raises as ``Archive`` does."""
        return cls(await asyncio.to_thread(Archive, path))

    async def store(self, series: Series, source: Source, span: Span, candles: Sequence[Candle], *, now: int) -> None:
        """As ``Archive.store``."""
        await self._call(partial(self._archive.store, series, source, span, candles, now=now))

    async def take_in(self, series: Series, parts: Sequence[ImportPart], *, now: int) -> ImportCount:
        """As ``Archive.take_in``."""
        return await self._call(partial(self._archive.take_in, series, parts, now=now))

    async def texts(self, series: Series, span: Span, most: int) -> list[CandleText]:
        """As ``Archive.texts``."""
        return await self._call(partial(self._archive.texts, series, span, most))

    async def candles(self, series: Series, span: Span, source: Source | None = None) -> tuple[Candle, ...]:
        """As ``Archive.candles``."""
        return await self._call(partial(self._archive.candles, series, span, source))

    async def rows(self, series: Series, span: Span) -> tuple[ArchivedCandle, ...]:
        """As ``Archive.rows``."""
        return await self._call(partial(self._archive.rows, series, span))

    async def coverage(self, series: Series, source: Source | None = None) -> tuple[Span, ...]:
        """As ``Archive.coverage``."""
        return await self._call(partial(self._archive.coverage, series, source))

    async def unknown(self, series: Series, span: Span, source: Source | None = None) -> tuple[Span, ...]:
        """As ``Archive.unknown``."""
        return await self._call(partial(self._archive.unknown, series, span, source))

    async def holes(self, series: Series, span: Span) -> tuple[Span, ...]:
        """As ``Archive.holes``."""
        return await self._call(partial(self._archive.holes, series, span))

    async def contents(self) -> tuple[Contents, ...]:
        """As ``Archive.contents``."""
        return await self._call(self._archive.contents)

    async def revision(self, series: Series) -> int:
        """As ``Archive.revision``."""
        return await self._call(partial(self._archive.revision, series))

    async def close(self) -> None:
        """Close the file, after what was asked for before."""
        await self._call(self._archive.close)
        # Its thread is idle, so there is nothing to wait for.
        self._thread.shutdown()

    async def _call[T](self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)
