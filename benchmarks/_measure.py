"""What the benchmarks share: the integration without Home Assistant, arguments, clocks, and the bars.

A bar is a ratio within one run wherever the machine could make the difference; `--check` makes a missed bar an error.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
import resource
import runpy
import sys
import time

REPOSITORY = Path(__file__).resolve().parents[1]


def open_package() -> None:
    """Let `custom_components.aurono` be imported without Home Assistant and without its `__init__`."""
    runpy.run_path(str(REPOSITORY / "custom_components" / "aurono" / "standalone.py"))


def arguments(description: str | None, events: int) -> argparse.Namespace:
    """Read `--check`, where to work and how much to do."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit with an error where a bar is missed")
    parser.add_argument("--folder", type=Path, help="where to work; what counts is its disk")
    parser.add_argument("--events", type=int, default=events, help="how many events (default: %(default)s)")
    return parser.parse_args()


def wall_seconds(work: Callable[[], object]) -> float:
    """Wall time of one call, for work that waits for the disk."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu_seconds(work: Callable[[], object]) -> float:
    """Processor time of one call, for work that computes: what else the machine does then counts less."""
    start = time.process_time()
    work()
    return time.process_time() - start


def most_megabytes() -> float:
    """The most memory that this process ever held. Linux counts what its parent held into the other figure."""
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def finish(bars: Mapping[str, bool], *, check: bool) -> None:
    """Say which bars were met; with `--check`, exit with an error if one was missed."""
    for bar, met in bars.items():
        print(f"{'met   ' if met else 'MISSED'}  {bar}")
    if check and not all(bars.values()):
        sys.exit(1)
