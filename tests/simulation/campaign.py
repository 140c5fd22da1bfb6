"""Many runs: their sums, and for the first that fails the shortest story that still fails."""

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
import gc
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from .simulation import Result, Simulation

_MEMORY = Path("/dev/shm")


def run_seed(seed: int, days: int, only: frozenset[str] | None = None) -> Result:
    """One run in a folder of its own, in memory where the system has one there."""
    with TemporaryDirectory(prefix="aurono-simulation-", dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        return Simulation(seed, days, Path(folder), only=only).run()


@dataclass(slots=True)
class Campaign:
    """What runs add up to."""

    runs: int = 0
    days: int = 0
    events: int = 0
    evaluations: int = 0
    orders: int = 0
    fills: int = 0
    starts: int = 0
    fired: Counter[str] = field(default_factory=Counter)
    questions: Counter[str] = field(default_factory=Counter)
    failed: list[Result] = field(default_factory=list)

    def add(self, result: Result) -> None:
        self.runs += 1
        self.days += result.days
        self.events += result.events
        self.evaluations += result.evaluations
        self.orders += result.orders
        self.fills += result.fills
        self.starts += result.starts
        self.fired.update(result.fired)
        self.questions.update(result.questions)
        if result.violation is not None:
            self.failed.append(result)


def run_seeds(seeds: Iterable[int], days: int, *, jobs: int, only: frozenset[str] | None = None) -> Iterator[Result]:
    """The results in the order of the seeds."""
    if jobs == 1:
        _collect_rarely()
        for seed in seeds:
            yield run_seed(seed, days, only)
        return
    with _pool(jobs) as pool:
        numbers = list(seeds)
        count = len(numbers)
        yield from pool.map(run_seed, numbers, [days] * count, [only] * count, chunksize=4)


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_collect_rarely) as pool:
        yield pool


def _collect_rarely() -> None:
    """Runs make much garbage and few cycles: looking for these seldom saves a tenth of the time.

    What is there before the first run stays until the end, so that it need not be gone through either.
    """
    gc.set_threshold(50_000, 20, 20)
    gc.collect()
    gc.freeze()


def shortest(result: Result, only: frozenset[str] | None = None) -> tuple[Result, frozenset[str] | None]:
    """The same violation with as few faults switched on as will still bring it about, and those faults.

    None where it comes about only with those that the seed chose: one that is on and never strikes still uses chance.
    """
    assert result.violation is not None
    invariant = result.violation.invariant

    def again(faults: frozenset[str]) -> Result | None:
        found = run_seed(result.seed, result.days, faults)
        return found if found.violation is not None and found.violation.invariant == invariant else None

    kept = frozenset(result.fired) if only is None else only
    best = result if only is not None else again(kept)
    if best is None:
        return result, None
    shrinking = True
    while shrinking:
        # What was needed beside others may not be without them.
        shrinking = False
        for fault in sorted(kept):
            if (fewer := again(kept - {fault})) is not None:
                best, kept, shrinking = fewer, kept - {fault}, True
    return best, kept
