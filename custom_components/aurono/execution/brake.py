"""What its owner wants to stop, from the moment that they say so and not only once a wake under way is through."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class Brake:
    """Keeps orders from leaving while a pause, a stop or a removal waits for its turn."""

    def __init__(self) -> None:
        self._held: Counter[str | None] = Counter()

    @contextmanager
    def held(self, strategy: str | None = None) -> Iterator[None]:
        """Let one strategy, or all of the account, send no order for as long as this lasts."""
        self._held[strategy] += 1
        try:
            yield
        finally:
            self._held[strategy] -= 1
            if not self._held[strategy]:
                del self._held[strategy]

    def stops(self, strategy: str) -> bool:
        """Whether a strategy may send no order now."""
        return None in self._held or strategy in self._held
