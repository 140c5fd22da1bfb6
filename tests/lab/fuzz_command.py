"""``script/fuzz-fast``: the fast simulator against the engine on many random cases, and what happened in them."""

from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
import sys
from time import process_time

from .fuzz import Tally, difference, draw

AT_ONCE = 250
"""Cases that a process takes at a time."""


@dataclass(slots=True)
class Batch:
    """What became of some cases."""

    tally: Tally = field(default_factory=Tally)
    differences: list[str] = field(default_factory=list)
    seconds: float = 0.0


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 if no log differed, 1 if one did."""
    parser = ArgumentParser(
        prog="script/fuzz-fast",
        description="Compares the complete log of the fast simulator with that of the engine, entry by entry.",
    )
    parser.add_argument("--cases", type=int, default=10_000, metavar="N", help="how many (default %(default)s)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="the first seed (default %(default)s)")
    parser.add_argument("--jobs", type=int, default=1, metavar="J", help="processes at once (default %(default)s)")
    given = parser.parse_args(arguments)
    if min(given.cases, given.jobs) < 1:
        parser.error("--cases and --jobs are at least 1")
    whole = Batch()
    for batch in _batches(range(given.seed, given.seed + given.cases), given.jobs):
        whole.tally.join(batch.tally)
        whole.seconds += batch.seconds
        whole.differences += batch.differences
        for told in batch.differences:
            sys.stderr.write(f"{told}\n")
    _print(whole)
    return 1 if whole.differences else 0


def _batches(seeds: range, jobs: int) -> Iterator[Batch]:
    starts = range(seeds.start, seeds.stop, AT_ONCE)
    parts = [range(start, min(start + AT_ONCE, seeds.stop)) for start in starts]
    if jobs == 1:
        yield from map(_compare, parts)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_compare, parts)


def _compare(seeds: range) -> Batch:
    batch, start = Batch(), process_time()
    for seed in seeds:
        case = draw(seed)
        told, log = difference(case)
        if told is not None:
            batch.differences.append(f"seed {seed}: {told}\n{case.rule}\n{case.market}\nslippage {case.slippage}")
        batch.tally.add(case, log)
    batch.seconds = process_time() - start
    return batch


def _print(whole: Batch) -> None:
    tally = whole.tally
    sys.stdout.write(
        f"{tally.cases} rules, {tally.candles} candles, {tally.entries} log entries, {tally.fills} fills,"
        f" {tally.expiries} expiries; {tally.broken_books} with books that both refused\n"
    )
    for reason, count in tally.reasons.most_common():
        sys.stdout.write(f"  {count:>9}  {reason}\n")
    sys.stdout.write(f"{whole.seconds:.0f} seconds of processor time\n{len(whole.differences)} differences\n")


if __name__ == "__main__":
    sys.exit(main())
