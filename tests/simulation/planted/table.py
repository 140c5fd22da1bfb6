"""All planted bugs, and the table of how many seeds each needs to be caught."""

from collections.abc import Sequence
import sys
from time import perf_counter

from .books import BOOKS
from .bug import Bug
from .decisions import DECISIONS
from .orders import ORDERS

BUGS: Sequence[Bug] = (*ORDERS, *BOOKS, *DECISIONS)


def print_planted(*names: str, seeds: int, days: int, first: int = 0) -> int:
    """Plant one after the other and print which invariant caught it after how many seeds; 0 if all were caught."""
    missed = 0
    for bug in (bug for bug in BUGS if not names or bug.name in names):
        begun = perf_counter()
        result = bug.caught(first=first, seeds=seeds, days=days)
        violation = None if result is None else result.violation
        caught = "MISSED"
        if result is not None and violation is not None:
            caught = f"{result.seed - first + 1:>4} seeds  {violation.invariant}"
        else:
            missed += 1
        sys.stdout.write(f"{bug.name:<26} {caught:<50} {perf_counter() - begun:>6.1f} s  {bug.what}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{len(BUGS)} planted, {missed} missed\n")
    return 1 if missed else 0
