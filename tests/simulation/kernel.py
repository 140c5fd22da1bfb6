"""Runs the trader's coroutines one step at a time, without an event loop, and may end them at every await."""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from typing import Any


class ProcessKilled(Exception):
    """The process is gone, as by ``kill -9`` or a power cut; nothing of it ran any further."""


class TaskCancelled(Exception):
    """The task was cancelled, as Home Assistant does when it unloads an entry."""


class NotSimulated(Exception):
    """The code under test awaited something that the simulation does not know."""


class End:
    """Awaited by code that is not to go on; ``where`` it stood is what a story tells."""

    def __init__(self, where: str) -> None:
        self.where = where

    def __await__(self) -> Generator[End]:
        yield self


class Kernel:
    """Drives coroutines. ``kill`` and ``cancel`` decide at every point; ``bury`` is told before a killed one ends.

    A point is a moment between two steps, counted only where somebody ``watched``: there the process or the task can
    end.
    """

    def __init__(
        self, kill: Callable[[], bool], cancel: Callable[[], bool], bury: Callable[[], None], *, watched: bool
    ) -> None:
        self._kill = kill
        self._cancel = cancel
        self._bury = bury
        self.is_watched = watched
        self._kills = False
        self.points = 0

    def ends_here(self, *, cancellable: bool = True) -> bool:
        """Pass a point. Whoever hears that it is the last one awaits the :class:`End` as soon as it stands there."""
        if not self.is_watched:
            return False
        self.points += 1
        self._kills = self._kill()
        return self._kills or (cancellable and self._cancel())

    def run[T](self, coroutine: Coroutine[Any, Any, T]) -> T:
        """What the coroutine returns; raises what it raises, ProcessKilled or TaskCancelled."""
        try:
            point = coroutine.send(None)
            while True:
                point = self._beyond(coroutine, point)
        except StopIteration as stop:
            result: T = stop.value
            return result

    def _beyond(self, coroutine: Coroutine[Any, Any, Any], point: object) -> object:
        if point is None:
            # asyncio.sleep(0): whoever else is waiting gets a turn, and here nobody is.
            return coroutine.send(None)
        if not isinstance(point, End):
            coroutine.close()
            raise NotSimulated(f"an await of {point!r}")
        if self._kills:
            self._bury()
            coroutine.close()
            raise ProcessKilled(point.where)
        try:
            return coroutine.throw(asyncio.CancelledError())
        except asyncio.CancelledError:
            raise TaskCancelled(point.where) from None
