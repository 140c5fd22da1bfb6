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


class Point:
    """A moment in an await: named, so that a story can tell where something happened."""

    def __init__(self, name: str, *, cancellable: bool = True) -> None:
        self.name = name
        self.cancellable = cancellable

    def __await__(self) -> Generator[Point]:
        yield self


class Kernel:
    """Drives coroutines. ``kill`` and ``cancel`` decide at every point; ``bury`` is told before a killed one ends."""

    def __init__(
        self, kill: Callable[[Point], bool], cancel: Callable[[Point], bool], bury: Callable[[], None]
    ) -> None:
        self._kill = kill
        self._cancel = cancel
        self._bury = bury
        self.points = 0

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
        if not isinstance(point, Point):
            coroutine.close()
            raise NotSimulated(f"an await of {point!r}")
        self.points += 1
        if self._kill(point):
            self._bury()
            coroutine.close()
            raise ProcessKilled(point.name)
        if point.cancellable and self._cancel(point):
            try:
                return coroutine.throw(asyncio.CancelledError())
            except asyncio.CancelledError:
                raise TaskCancelled(point.name) from None
        return coroutine.send(None)
