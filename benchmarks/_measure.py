"""What the benchmarks share: the engine and the store without Home Assistant, figures on one line each, and the bars.

A bar is a ratio within one run wherever the machine could make the difference; `--check` makes a missed bar an error.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
import runpy
import sys
import time

REPOSITORY = Path(__file__).resolve().parents[1]


def open_package() -> None:
    """Let `custom_components.aurono` be imported without Home Assistant and without its `__init__`."""
    runpy.run_path(str(REPOSITORY / "custom_components" / "aurono" / "standalone.py"))


def arguments(description: str, **counts: int) -> argparse.Namespace:
    """Read `--check` and how much of each kind of work to do."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help="exit with an error where a bar is missed")
    parser.add_argument("--folder", type=Path, help="where to work; what counts is its disk")
    for name, default in counts.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser.parse_args()


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def finish(bars: dict[str, bool], *, check: bool) -> None:
    """Say which bars were missed, and with `--check` exit so."""
    missed = [bar for bar, met in bars.items() if not met]
    for bar, met in bars.items():
        print(f"{'met   ' if met else 'MISSED'}  {bar}")
    sys.exit(1 if check and missed else 0)
