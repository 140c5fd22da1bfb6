"""The world of one run: its time, what is going to happen, and its randomness. One seed fixes all of it."""

from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from random import Random

START = 1_767_571_200_000
"""2026-01-05 00:00 UTC, a Monday: when every run begins."""

_STORY_LENGTH = 400


type Note = tuple[int, str, tuple[object, ...]]
"""A line of the story: when (true time, ms) and what, the details to be written into the text."""


class World:
    """True time, which only moves when somebody lets it, and a queue of what is due.

    Randomness comes in streams by name, so that switching one fault off leaves the others as they were.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.now = START
        self.story: deque[Note] = deque(maxlen=_STORY_LENGTH)
        self.follow: Callable[[], None] = lambda: None
        """Brings the market up to ``now``; set by the venue, as is the next line."""
        self.market_moves_at = 0
        """When (ms) there is something to follow; a moment too early does no harm."""
        self._queue: list[tuple[int, int, Callable[[], None]]] = []
        self._queued = 0
        self._quiet_until = 0
        """Before then (ms) nothing is due, neither in the queue nor on the market."""
        self._streams: dict[str, Random] = {}

    def random(self, name: str) -> Random:
        """The stream of randomness with this name; the same object each time."""
        stream = self._streams.get(name)
        if stream is None:
            stream = self._streams[name] = Random(f"{self.seed}/{name}")
        return stream

    def at(self, time: int, action: Callable[[], None]) -> None:
        """Let something happen at a moment; what is due at the same one happens in the order it was asked for."""
        self._queued += 1
        heappush(self._queue, (max(time, self.now), self._queued, action))
        if time < self._quiet_until:
            self._quiet_until = time

    def advance_to(self, time: int) -> None:
        """Let time pass, and everything happen that is due on the way."""
        if time < self._quiet_until:
            if time > self.now:
                self.now = time
            return
        queue = self._queue
        while queue and queue[0][0] <= time:
            self.now, _, action = heappop(queue)
            if self.now >= self.market_moves_at:
                self.follow()
            action()
        if time > self.now:
            self.now = time
        if self.now >= self.market_moves_at:
            self.follow()
        self._quiet_until = min(self.market_moves_at, queue[0][0]) if queue else self.market_moves_at

    def note(self, text: str, *details: object) -> None:
        """Add a line to the story; details are only written out when the story is told."""
        self.story.append((self.now, text, details))
