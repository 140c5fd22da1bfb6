"""What a planted bug is: a change to one function or class of the code under test, made while a simulation runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from tests.simulation.campaign import run_seed
from tests.simulation.simulation import Result


@dataclass(frozen=True, slots=True)
class Bug:
    """One planted bug: ``make`` builds, from what ``owner.attribute`` is, what it is to be instead."""

    name: str
    what: str
    owner: Any
    attribute: str
    make: Callable[[Any], Any]
    among: frozenset[str] | None = None
    """Faults that it takes together, where a seed that chooses for itself rarely has them all."""

    @contextmanager
    def planted(self) -> Iterator[None]:
        """Have the bug in the code for a while."""
        original = vars(self.owner)[self.attribute]
        bare = original.fget if isinstance(original, property) else original
        bare = bare.__func__ if isinstance(bare, classmethod | staticmethod) else bare
        changed = self.make(bare)
        wrapped = property(changed) if isinstance(original, property) else changed
        with patch.object(self.owner, self.attribute, wrapped):
            yield

    def caught(self, *, first: int, seeds: int, days: int) -> Result | None:
        """The first run that an invariant ends; None if none of so many does."""
        for seed in range(first, first + seeds):
            with self.planted():
                result = run_seed(seed, days, self.among)
            # What fails without the bug too says nothing about it.
            if result.violation is not None and run_seed(seed, days, self.among).violation is None:
                return result
        return None


def returning(value: Any) -> Callable[[Any], Any]:
    """A function that answers the same to everything."""
    return lambda _: lambda *_, **__: value


def returning_async(value: Any) -> Callable[[Any], Any]:
    """The same for one that is awaited."""

    def make(_: Any) -> Any:
        async def changed(*_: Any, **__: Any) -> Any:
            return value

        return changed

    return make
