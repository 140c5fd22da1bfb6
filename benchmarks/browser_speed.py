"""How fast the panel's engine simulates: one run over 43,800 hourly candles, and a sweep of 1,000 rules.

In Node (processor time) and, when asked, in Chromium (wall time), on a seeded walk of hours whose closes move by
0.80 %. Triggers -2.5 % and +2.1 % for the run; 10 buy and 10 sell triggers from 1 to 4 % and 10 sizes for the sweep.
"""

import argparse
import json
from pathlib import Path
import subprocess
import sys

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._measure import REPOSITORY, finish

SCRIPT = REPOSITORY / "script" / "lib" / "browser_engine.sh"
ROWS = {
    "run_ms": "one run, complete log",
    "run_without_evaluations_ms": "one run, log of orders alone",
    "new_table_run_ms": "the same on a table not seen before, complete log",
    "plain_ms": "one run, engine on every candle",
    "sweep_ms": "sweep of 1,000 rules, table not seen before",
    "table_ms": "reading 43,800 rows into a table",
    "first_run_ms": "very first run, code not yet compiled",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit with an error where a bar is missed")
    parser.add_argument("--chromium", action="store_true", help="measure in Chromium, too")
    options = parser.parse_args()
    measured = {"node": in_node()} | ({"chromium": in_chromium()} if options.chromium else {})
    for place, times in measured.items():
        print(f"{place}: {times['fills']:.0f} fills in the run, {times['sweep_fills']:,.0f} in the sweep")
        for name, what in ROWS.items():
            print(f"  {times[name]:9.2f} ms  {what}")
        if "memory_mb" in times:
            print(f"  {times['memory_mb']:9.0f} MB  resident at the end, everything above included")
    bars = {}
    for place, times in measured.items():
        bars[f"{place}: one run at most 5 ms, its outcomes counted"] = times["run_without_evaluations_ms"] <= 5
        bars[f"{place}: one run at most 5 ms, its complete log"] = times["run_ms"] <= 5
        bars[f"{place}: sweep of 1,000 at most 1.5 s"] = times["sweep_ms"] <= 1_500
        bars[f"{place}: never slower than the engine on every candle"] = times["new_table_run_ms"] <= times["plain_ms"]
    finish(bars, check=options.check)


def in_node() -> dict[str, float]:
    told: dict[str, float] = json.loads(subprocess.run([SCRIPT, "speed"], capture_output=True, check=True).stdout)
    return told


def in_chromium() -> dict[str, float]:
    from tests.parity.browser_engine import page_of_the_engine  # noqa: PLC0415 - needs the tests' environment

    with page_of_the_engine() as page:
        told: dict[str, float] = page.evaluate("async () => (await import('/speed.js')).measure()")
    return told


if __name__ == "__main__":
    main()
