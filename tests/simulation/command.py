"""``script/simulate``: run many seeds, tell what was injected and what came of it."""

from argparse import ArgumentParser
import sys
from time import perf_counter

from .campaign import Campaign, run_seeds, shortest
from .faults import BY_NAME, FAULTS
from .planted.table import print_planted


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 if no run violated anything, 1 if one did, 2 for bad arguments."""
    parser = ArgumentParser(
        prog="script/simulate", description="Runs the trader against a model exchange, with faults."
    )
    parser.add_argument("--seeds", type=int, default=20, metavar="N", help="how many runs (default 20)")
    parser.add_argument("--days", type=int, default=30, metavar="D", help="simulated days of each run (default 30)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="the first seed (default 0)")
    parser.add_argument("--jobs", type=int, default=1, metavar="J", help="processes at once (default 1)")
    parser.add_argument("--faults", metavar="NAME,…", help="the faults that are on; without it each seed chooses")
    parser.add_argument("--digests", action="store_true", help="print the digest of every run's journal")
    parser.add_argument("--planted", action="store_true", help="plant each known bug and tell how many seeds catch it")
    given = parser.parse_args(arguments)
    if given.planted:
        return print_planted(seeds=given.seeds, days=given.days, first=given.seed)
    only = None
    if given.faults is not None:
        only = frozenset(name for name in given.faults.split(",") if name)
        if unknown := sorted(only - BY_NAME.keys()):
            parser.error(f"no such fault: {', '.join(unknown)}; there are {', '.join(sorted(BY_NAME))}")
    if min(given.seeds, given.days, given.jobs) < 1:
        parser.error("--seeds, --days and --jobs are at least 1")
    campaign = Campaign()
    begun = perf_counter()
    for result in run_seeds(range(given.seed, given.seed + given.seeds), given.days, jobs=given.jobs, only=only):
        campaign.add(result)
        if given.digests:
            _say(f"seed {result.seed}: {result.digest}, {result.events} events")
        if result.violation is not None:
            sys.stderr.write(f"seed {result.seed}: {result.violation.invariant}\n")
    _print(campaign, perf_counter() - begun, given.jobs)
    if campaign.failed:
        _tell(campaign, only)
    return 1 if campaign.failed else 0


def _print(campaign: Campaign, seconds: float, jobs: int) -> None:
    _say(
        f"{campaign.runs} runs, {campaign.days} simulated days, {campaign.starts} starts of the process,"
        f" {campaign.events} events, {campaign.evaluations} evaluations, {campaign.orders} orders,"
        f" {campaign.fills} fills, {campaign.fired.total()} faults"
    )
    _say(f"{campaign.days / seconds:.0f} simulated days per second with {jobs} process{'es' if jobs > 1 else ''}")
    for fault in sorted(FAULTS, key=lambda fault: (fault.number, fault.name)):
        _say(f"  {fault.number}  {campaign.fired[fault.name]:>9}  {fault.name}: {fault.what}")
    for question, count in sorted(campaign.questions.items()):
        _say(f"  open at the end  {count:>6}  {question}")
    _say(f"{len(campaign.failed)} violations")


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _tell(campaign: Campaign, only: frozenset[str] | None) -> None:
    """The story of the first failure, with as few faults as bring it about."""
    result, faults = shortest(campaign.failed[0], only)
    chosen = (
        "with the faults that it chose" if faults is None else f"with only these faults on: {', '.join(sorted(faults))}"
    )
    _say(f"\nseed {result.seed}, {chosen}\n")
    _say(*result.story)
    _say(f"\nVIOLATED {result.violation}")
    options = "" if faults is None else f" --faults {','.join(sorted(faults))}"
    _say(f"\nscript/simulate --seed {result.seed} --seeds 1 --days {result.days}{options}")


if __name__ == "__main__":
    sys.exit(main())
