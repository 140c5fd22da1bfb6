"""`script/lab` as a process."""

import json
from pathlib import Path
import shutil
import subprocess
import sys

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


def test_given_a_simulation_when_it_ran_then_neither_home_assistant_nor_anything_heavy_was_loaded(files: Path) -> None:
    standalone = ROOT / "custom_components" / "aurono" / "standalone.py"
    code = (
        f"import runpy, sys; runpy.run_path({str(standalone)!r})\n"
        "from custom_components.aurono.lab.__main__ import main\n"
        "main(['simulate', '--candles', 'candles.csv', '--strategy', 'strategy.json'])\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )

    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=files, capture_output=True, text=True, check=True, timeout=60
    )

    loaded = set(done.stdout.splitlines()[-1].split())
    assert "custom_components" in loaded
    assert not loaded & {"homeassistant", "probatio", "ccxt", "aiohttp"}


def test_given_no_environment_then_it_is_made_first_and_only_the_simulation_writes_to_standard_output(
    tmp_path: Path,
) -> None:
    (tmp_path / "script").mkdir()
    shutil.copy(LAB, tmp_path / "script" / "lab")
    setup = tmp_path / "script" / "setup"
    setup.write_text(
        "#!/usr/bin/env bash\n"
        "echo installing\n"
        'cd "$(dirname "$0")/.." && mkdir -p .venv/bin\n'
        'printf \'#!/usr/bin/env bash\\nprintf "%%s\\\\n" "$@"\\n\' >.venv/bin/python\n'
        "chmod +x .venv/bin/python\n"
    )
    setup.chmod(0o755)

    first, second = (
        subprocess.run(
            [tmp_path / "script" / "lab", "simulate", "--candles", "two words.csv"],
            capture_output=True,
            text=True,
            check=True,
        )
        for _ in range(2)
    )

    standalone = str(tmp_path / "custom_components" / "aurono" / "standalone.py")
    assert first.stdout.splitlines() == ["-P", standalone, "lab", "simulate", "--candles", "two words.csv"]
    assert first.stderr == "installing\n"
    assert (second.stdout, second.stderr) == (first.stdout, "")
