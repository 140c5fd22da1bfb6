"""What is found wrong, and how it ends a run."""

from collections.abc import Callable, Iterable
from typing import override

type Found = Iterable[str]


class Violation(Exception):
    """An invariant does not hold."""

    def __init__(self, invariant: str, sentence: str, detail: str) -> None:
        super().__init__(invariant, sentence, detail)
        self.invariant = invariant
        self.sentence = sentence
        self.detail = detail

    @override
    def __str__(self) -> str:
        return f"{self.invariant}: {self.detail}\n    {self.sentence}"


def check[*Args](invariants: Iterable[Callable[[*Args], Found]], *args: *Args) -> None:
    """Raise Violation for the first thing found."""
    for invariant in invariants:
        for detail in invariant(*args):
            sentence = " ".join((invariant.__doc__ or "").split())
            raise Violation(invariant.__name__, sentence, detail)
