"""Every fault at the 1st, 2nd, ... n-th point of every scenario, until a run completes without it.

Prints the table of docs/RELIABILITY.md; called by script/crash.
"""
# ruff: noqa: T201 - a table is what it is for

import argparse
import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
import logging
from pathlib import Path
import sys
import tempfile

from .checks import Ends, ends_of, violations
from .faults import Fault, Plan
from .house import House, Scenario
from .scenarios import SCENARIOS

_MEMORY = Path("/dev/shm")


@dataclass
class Result:
    """What became of one scenario: points struck by fault, and what was violated where."""

    scenario: str
    points: Counter[Fault] = field(default_factory=Counter)
    violated: list[str] = field(default_factory=list)


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder for journals; in memory where there is one, as a disk that fails is simulated anyway."""
    return tempfile.TemporaryDirectory(prefix="aurono-crash-", dir=_MEMORY if _MEMORY.is_dir() else None)


async def run(scenario: Scenario, plan: Plan) -> tuple[list[str], Ends]:
    """One scenario with one fault; what is violated at its end, and how it ended."""
    with scratch() as folder:
        house = House(Path(folder), plan)
        await house.start()
        try:
            for step in scenario.setup:
                await house.take(step)
            plan.armed = True
            for step in scenario.steps:
                await house.take(step)
            plan.armed = False
            return await violations(house, scenario), ends_of(house)
        finally:
            house.kill()


def points(scenario: Scenario, fault: Fault) -> Iterator[tuple[bool, list[str]]]:
    """Run a scenario with a fault at each of its points: whether it had an effect, and what it violated."""
    whole, expected = asyncio.run(run(scenario, Plan(None)))
    if whole:
        yield True, [f"without any fault: {problem}" for problem in whole]
        return
    number = 0
    while True:
        number += 1
        plan = Plan(fault, number)
        try:
            found, ends = asyncio.run(run(scenario, plan))
        except Exception as error:  # noqa: BLE001 - whatever it is, it should not have come this far
            found, ends = [f"the scenario broke off: {error!r}"], expected
        if not plan.reached:
            return
        if ends != expected:
            found.append(f"it ends as {ends}, not as {expected}")
        yield plan.struck, [f"{fault.value} {number}: {problem}" for problem in found]


def campaign(scenarios: Iterable[Scenario], faults: Sequence[Fault]) -> Iterator[Result]:
    """All scenarios with all faults."""
    for scenario in scenarios:
        result = Result(scenario.name)
        for fault in faults:
            for struck, found in points(scenario, fault):
                result.points[fault] += struck
                result.violated += found
        yield result


def main(arguments: Sequence[str]) -> int:
    """Print the table; the exit code tells whether anything was violated."""
    logging.disable()  # the traces of what is made to fail
    options = argparse.ArgumentParser(prog="script/crash", description=__doc__)
    options.add_argument("scenario", nargs="*", help="part of a scenario's name; all if none is given")
    options.add_argument(
        "--questions", action="store_true", help="kill at every question to the exchange, and only there"
    )
    chosen = options.parse_args(arguments)
    scenarios = [
        each for each in SCENARIOS if not chosen.scenario or any(part in each.name for part in chosen.scenario)
    ]
    faults = list(Fault)
    total = Result(f"**all {len(scenarios)}**")
    print("| scenario | " + " | ".join(fault.value for fault in faults) + " | points | violations |")
    print("|---|" + "---:|" * (len(faults) + 2))
    for result in campaign(scenarios, faults):
        print(_row(result, faults), flush=True)
        for problem in result.violated:
            print(f"{result.scenario}: {problem}", file=sys.stderr)
        total.points += result.points
        total.violated += result.violated
    print(_row(total, faults))
    return 1 if total.violated else 0


def _row(result: Result, faults: Sequence[Fault]) -> str:
    cells = " | ".join(str(result.points[fault]) for fault in faults)
    return f"| {result.scenario} | {cells} | {result.points.total()} | {len(result.violated)} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
