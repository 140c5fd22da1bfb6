"""`script/lab simulate --engine browser`: the panel's engine in Node prints the same lines, also of what is wrong."""

from collections.abc import Callable
import gzip
import json
from pathlib import Path
import shutil
import subprocess
from typing import Any

import pytest

from custom_components.aurono.lab import browser
from custom_components.aurono.lab.__main__ import main

from .test_reference_logs import CANDLES, reference, simulated

ROOT = Path(__file__).parents[2]
HEADER = "timestamp_ms_open,open,high,low,close,volume\n"
START = 1_704_067_200_000
GOOD_ROWS = HEADER + "".join(f"{START + hour * 3_600_000},100,101,98,{98 + hour % 4},1\n" for hour in range(30))
STRATEGY = {
    "pair": "SOL/EUR",
    "timeframe": "1h",
    "buy_trigger": -1,
    "sell_trigger": 1,
    "buy_amount": 20,
    "sell_amount": 20,
    "allocated_capital": 200,
}
MARKET = {"price_step": "0.01", "amount_step": "0.001", "taker_fee": "0.0025"}
GOOD_SETTING = json.dumps({"strategy": STRATEGY, "market": MARKET})
PACKED = gzip.compress(GOOD_ROWS.encode(), mtime=0)


def setting(strategy: dict[str, Any] | None = None, market: dict[str, Any] | None = None, **whole: Any) -> str:
    """The good strategy file with changes."""
    return json.dumps({"strategy": STRATEGY | (strategy or {}), "market": MARKET | (market or {})} | whole)


SETTINGS: dict[str, str | bytes] = {
    "good": GOOD_SETTING,
    "byte order mark": "\ufeff" + GOOD_SETTING,
    "two byte order marks": "\ufeff\ufeff" + GOOD_SETTING,
    "empty": "",
    "array": "[]",
    "trailing comma": GOOD_SETTING[:-1] + ",}",
    "trailing comma in an array": '{"strategy":[1,],"market":1}',
    "no value": '{"a":\n}',
    "no colon": '{"a"\n 1}',
    "no comma": '{"a":1\n "b":2}',
    "no end": '{"a":1,',
    "no quotes": "{'a':1}",
    "control character": '{"a":"x\ny"}',
    "wrong escape": '{"a":"\\x"}',
    "wrong code": '{"a":"\\u12g4"}',
    "open text": '{"a":\n"abc',
    "something after it": GOOD_SETTING + "\n x",
    "leading zero": '{"a":01}',
    "deep": "[" * 200_000,
    "not UTF-8": b'{\n"a":"\xff"}',
    "not a number": '{"strategy":{"buy_amount":NaN},"market":{"taker_fee":Infinity,"amount_step":-Infinity}}',
    "given twice": '{"strategy":{"pair":"a","pair":"b","x\\ny":1,"5":2,"3":4},"market":{"amount_step":1},"market":{}}',
    "strange names": '{"strategy":{"ключ":1,"a\u200b":2,"\\ud800":3,"😀":4,"it\'s\\u0007":5},"market":{}}',
    "nothing": '{"strategy":{},"market":{}}',
    "wrong kinds": '{"strategy":1,"market":"x","slippage":100}',
    "wrong fields": setting(
        {
            "cooldown": 1.5,
            "cooldown_reset": 1,
            "reference": "x",
            "timeframe": ["1h"],
            "pair": 5,
            "rsi_max_for_buy": 101,
            "order_timeout": 0,
            "starting_position": {"amount": 0, "foo": 1},
        },
        {"price_digits": 5, "taker_fee": 1, "min_cost": -1, "zz": None},
        slippage="x",
        what=1,
    ),
    "wrong together": setting({"buy_amount": 0, "sell_amount": "0", "allocated_capital": 0, "rsi_max_for_buy": 30}),
    "wrong numbers": setting(
        {"buy_amount": "1" * 41, "cooldown": "1e40", "loss_protection": "1e-41", "buy_trigger": " -1"},
        {"price_step": None, "price_digits": "41", "amount_step": "0", "settlement_step": 0},
    ),
}
FILES: dict[str, str | bytes] = {
    "gzip": PACKED,
    "two gzip members": PACKED + gzip.compress(b"", mtime=0) + b"\0\0",
    "cut off": PACKED[:-20],
    "cut off early": PACKED[:5],
    "damaged": PACKED[:20] + b"\xff\xff\xff" + PACKED[23:],
    "wrong sum": PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:],
    "wrong length": PACKED[:-1] + b"\7",
    "something after gzip": PACKED + b"xx",
    "empty": "",
    "header alone": HEADER,
    "wrong header": "a,b\n1,2\n",
    "byte order mark": "\ufeff" + GOOD_ROWS,
    "other line ends": GOOD_ROWS.replace("\n", "\r\n"),
    "old line ends": GOOD_ROWS.replace("\n", "\r"),
    "empty lines": HEADER + "\n" + GOOD_ROWS[len(HEADER) :] + "\n\n",
    "no last line end": GOOD_ROWS[:-1],
    "quotes": GOOD_ROWS.replace(",100,", ',"100",'),
    "quoted line end": HEADER + f'{START},"1\n00",1,1,1,1\n{START + 3_600_000},1,1,1,x,1\n',
    "open quote": HEADER + f'{START},"100,101,98,98,1\n{START + 3_600_000},1,1,1,1,1\n',
    "quotes in a field": HEADER + f'{START},1"0,"1""0","1"x,1,1\n',
    "repeated": GOOD_ROWS + GOOD_ROWS[len(HEADER) :],
    "falling": HEADER + f"{START + 3_600_000},1,1,1,1,1\n{START},1,1,1,1,1\n",
    "wrong times": HEADER + "1704067200001,1,1,1,1,1\n1704067200002.5,1,1,1,1,1\nabc,1,1,1,1,1\n1.7e12,1,1,1,1,1\n",
    "wrong prices": HEADER + f"{START},,1_0,NaN,{'9' * 70},1\n{START + 3_600_000}, 1,1 ,０,1e99,1\n",
    "invalid candles": HEADER + f"{START},-1,0,0,-5e-3,zz\n{START + 3_600_000},+1e2,101,98,98,\n",
    "columns": HEADER + f"1,2,3\n{START},1,1,1,1,1,1\n",
    "not UTF-8": GOOD_ROWS.encode() + b"\xff\n",
    "half a character": GOOD_ROWS.encode() + b"\xe2\x82",
    "strange characters": HEADER + f"{START},\u2028,\x7f,1,'\"\\,1\n{START},1\x85,1\x0b,1\x1c,1\0,1\n",
    "long field": HEADER + f"{START},{'1' * 131_073},1,1,1,1\n",
}


@pytest.fixture(scope="module", autouse=True)
def _node() -> None:
    if shutil.which("node") is None or not (ROOT / "frontend" / "node_modules" / ".bin" / "vite").exists():
        pytest.skip("needs Node and the panel's packages: npm ci --prefix frontend")


type Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command on files of a folder of its own: exit code, standard output and error."""
    monkeypatch.chdir(tmp_path)

    def run(engine: str, *options: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(["simulate", "--engine", engine, "--all", *options])
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return run


def compare(run: Run, strategy: str | bytes, candles: str | bytes) -> None:
    for name, content in (("strategy.json", strategy), ("candles.csv", candles)):
        raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        Path(name).write_bytes(raw)
    options = ("--strategy", "strategy.json", "--candles", "candles.csv")

    assert run("browser", *options) == run("plain", *options)


@pytest.mark.parametrize("name", SETTINGS)
def test_given_a_strategy_file_then_lines_errors_and_exit_code_are_those_of_python(run: Run, name: str) -> None:
    compare(run, SETTINGS[name], GOOD_ROWS)


@pytest.mark.parametrize("name", FILES)
def test_given_a_candle_file_then_lines_errors_and_exit_code_are_those_of_python(run: Run, name: str) -> None:
    compare(run, GOOD_SETTING, FILES[name])


@pytest.mark.parametrize(
    ("strategy", "candles"),
    [("./x//y/../none.json", ".//none/./c.csv"), (".", "/"), ("strategy.json/x", ""), ("strategy.json", "candles.csv")],
)
def test_given_paths_then_they_are_told_as_python_tells_them(run: Run, strategy: str, candles: str) -> None:
    Path("strategy.json").write_text(GOOD_SETTING)
    options = ("--strategy", strategy, "--candles", candles)

    assert run("browser", *options) == run("plain", *options)


@pytest.mark.parametrize("name", CANDLES)
def test_given_a_reference_then_the_log_is_it_byte_for_byte(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    expected = reference(name)

    assert main(simulated(name, "--all", "--engine", "browser")) == 0

    assert capfd.readouterr() == (expected, "")


def test_given_a_reader_that_leaves_early_then_the_command_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "strategy.json").write_text(GOOD_SETTING)
    rows = [f"{START + hour * 3_600_000},100,101,98,98,1\n" for hour in range(20_000)]
    (tmp_path / "candles.csv").write_text(HEADER + "".join(rows))
    script = str(ROOT / "script" / "lib" / "browser_engine.sh")
    command = [script, "simulate", "--all", "--candles", "candles.csv", "--strategy", "strategy.json"]

    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()

    assert (process.returncode, complaint) == (141, b"")


def test_given_an_installation_without_the_repository_then_it_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "_SCRIPT", tmp_path / "none.sh")

    assert main(["simulate", "--engine", "browser", "--candles", "a", "--strategy", "b"]) == 1
    assert "runs only from the repository" in capsys.readouterr().err


@pytest.mark.parametrize(("have_node", "told"), [(False, "needs Node 20.19"), (True, "npm ci --prefix frontend")])
def test_given_no_node_or_no_packages_then_it_says_what_is_missing(tmp_path: Path, have_node: bool, told: str) -> None:
    script = tmp_path / "script" / "lib" / "browser_engine.sh"
    script.parent.mkdir(parents=True)
    shutil.copy(ROOT / "script" / "lib" / "browser_engine.sh", script)
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    for name in ["bash", "dirname", *(["node"] if have_node else [])]:
        (bin_folder / name).symlink_to(shutil.which(name) or name)

    done = subprocess.run(
        [script, "simulate"], env={"PATH": str(bin_folder)}, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
