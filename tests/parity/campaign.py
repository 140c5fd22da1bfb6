"""The differential fuzzer as a command; ``script/fuzz`` is its face."""

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
import sys
import time

from .browser_engine import chromium, node
from .fuzz import ParityTally, differences

ENGINES = {"node": node, "chromium": chromium}
AT_ONCE = 500
"""Rules for one process of the engine: a page that computes for long is restarted in between."""


def main(arguments: Sequence[str]) -> int:
    """Run the campaign; 1 if any case differed."""
    options = _parser().parse_args(arguments)
    start, total, found = time.monotonic(), ParityTally(), 0
    end = options.first + options.rules
    parts = [(options.engine, first, min(first + AT_ONCE, end)) for first in range(options.first, end, AT_ONCE)]
    with ProcessPoolExecutor(options.jobs) as pool:
        for tally, told in pool.map(_part, parts):
            found += len(told)
            _add(total, tally)
            sys.stdout.writelines(f"{one}\n" for one in told)
            sys.stderr.write(f"{total.cases} rules, {total.candles} candles, {found} differences\n")
    sys.stdout.writelines(f"{line}\n" for line in _report(options.engine, total, found, time.monotonic() - start))
    return 1 if found else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="script/fuzz",
        description="Draw rules, markets and candles, run Python's engine and the panel's on the same, and compare the "
        "complete logs: Python's engine with the browser's, its fast simulator with and without evaluations, "
        "and its sweep. One seed, one case; the same seeds draw the same cases.",
    )
    parser.add_argument("--rules", type=int, default=10_000, help="how many rules (default: %(default)s)")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first seed (default: %(default)s)")
    parser.add_argument("--engine", choices=ENGINES, default="node", help="where the panel's engine runs")
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time (default: %(default)s)")
    return parser


def _part(part: tuple[str, int, int]) -> tuple[ParityTally, list[str]]:
    engine_name, first, end = part
    tally = ParityTally()
    with ENGINES[engine_name]() as engine:
        told = [
            f"seed {one.seed}: {one.told}\n{one.case.rule}\n{one.case.market}\nslippage {one.case.slippage}"
            for one in differences(engine, range(first, end), tally)
        ]
    return tally, told


def _add(total: ParityTally, part: ParityTally) -> None:
    total.cases += part.cases
    total.candles += part.candles
    total.fast_candles += part.fast_candles
    total.entries += part.entries
    total.fills += part.fills
    total.expiries += part.expiries
    total.broken_books += part.broken_books
    total.reasons.update(part.reasons)


def _report(engine: str, total: ParityTally, found: int, seconds: float) -> Iterator[str]:
    yield f"engine in         {engine}"
    yield f"rules             {total.cases:>9}"
    yield f"candles           {total.candles:>9}"
    yield f"  simulated fast  {total.fast_candles:>9}"
    yield f"log entries       {total.entries:>9}"
    yield f"fills             {total.fills:>9}"
    yield f"expiries          {total.expiries:>9}"
    yield f"books that broke  {total.broken_books:>9}"
    for reason, count in total.reasons.most_common():
        yield f"  {reason:<22}{count:>9}"
    yield f"differences       {found:>9}   in {seconds:.0f} s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
