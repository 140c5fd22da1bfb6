"""`script/lab` as a process."""

import json
from pathlib import Path
import subprocess

import pytest

ROOT = Path(__file__).parents[2]
LAB = ROOT / "script" / "lab"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a strategy and a thousand candles."""
    strategy = {
        "strategy": {
            "pair": "SOL/EUR",
            "timeframe": "1h",
            "buy_trigger": -1,
            "sell_trigger": 1,
            "buy_amount": 20,
            "sell_amount": 20,
            "allocated_capital": 200,
        },
        "market": {"price_step": "0.01", "amount_step": "0.001", "taker_fee": "0.0025"},
    }
    (tmp_path / "strategy.json").write_text(json.dumps(strategy))
    rows = [f"{1_704_067_200_000 + hour * 3_600_000},100,101,98,{98 + hour % 4},1\n" for hour in range(5_000)]
    (tmp_path / "candles.csv").write_text("timestamp_ms_open,open,high,low,close,volume\n" + "".join(rows))
    return tmp_path


def command(*options: str) -> list[str | Path]:
    if not (ROOT / ".venv" / "bin" / "python").exists():
        pytest.skip("needs the environment that script/setup makes")
    return [LAB, "simulate", "--candles", "candles.csv", "--strategy", "strategy.json", *options]


def test_given_another_folder_then_files_are_found_from_there_and_home_assistant_is_not_needed(files: Path) -> None:
    done = subprocess.run(command(), cwd=files, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout.splitlines()[-1])["event"] == "final"


def test_given_a_reader_that_leaves_early_then_the_command_ends_quietly(files: Path) -> None:
    with subprocess.Popen(command("--all"), cwd=files, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()

    assert (process.returncode, complaint) == (141, b"")


def test_given_bad_input_then_the_exit_code_is_two_and_standard_output_is_empty(files: Path) -> None:
    (files / "candles.csv").unlink()

    done = subprocess.run(command(), cwd=files, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "candles.csv: cannot be read: No such file or directory\n"
