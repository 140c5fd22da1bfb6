"""The benchmarks still run. What they measure is looked at by hand: a shared machine is no place to judge speed."""

from pathlib import Path
import subprocess
import sys

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.parametrize(
    "command",
    [
        "store_append --events 60",
        "store_replay --events 2000",
        "store_snapshot --events 2000",
        "store_curve --events 300",
        "simulate_block --events 300",
        "close_to_order --rounds 3",
    ],
)
def test_given_little_to_do_when_a_benchmark_is_run_then_it_comes_to_a_verdict(command: str) -> None:
    name, *arguments = command.split()

    ended = subprocess.run(
        [sys.executable, str(BENCHMARKS / f"{name}.py"), *arguments],
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )

    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[-1].startswith(("met  ", "MISSED  "))
