"""`simulate` over files: what is printed, and what bad input is told."""

from collections.abc import Callable
import gzip
import json
import os
from pathlib import Path
import sys
from typing import Any

import pytest

from custom_components.aurono.lab.__main__ import main

HEADER = "timestamp_ms_open,open,high,low,close,volume"
MONDAY = 1_704_067_200_000
HOUR = 3_600_000
STRATEGY: dict[str, Any] = {
    "pair": "SOL/EUR",
    "timeframe": "4h",
    "buy_trigger": "-2.5",
    "sell_trigger": "2.1",
    "buy_amount": "20",
    "sell_amount": "20",
    "allocated_capital": "200",
}
MARKET: dict[str, Any] = {
    "price_step": "0.01",
    "amount_step": "0.00000001",
    "min_cost": "5",
    "settlement_step": "0.01",
    "taker_fee": "0.0025",
}
EXAMPLE = [
    f"{MONDAY},120,120,115.8,115.8,1",
    f"{MONDAY + 4 * HOUR},116.5,117,116,117,1",
    f"{MONDAY + 8 * HOUR},120,122.6,120,122.6,1",
]


class Lab:
    """The command on files in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.candles = folder / "candles.csv"
        self.strategy = folder / "strategy.json"
        self._capsys = capsys
        self.write_candles(*EXAMPLE)
        self.write_strategy()

    def write_candles(self, *rows: str, header: str = HEADER) -> None:
        self.candles.write_text("".join(f"{line}\n" for line in (header, *rows)))

    def write_strategy(self, strategy: Any = STRATEGY, market: Any = MARKET, **top: Any) -> None:
        self.strategy.write_text(json.dumps({"strategy": strategy, "market": market} | top))

    def run(self, *options: str) -> tuple[int, str, str]:
        code = main(["simulate", "--candles", str(self.candles), "--strategy", str(self.strategy), *options])
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err

    def log(self, *options: str) -> list[dict[str, Any]]:
        code, out, err = self.run(*options)
        assert (code, err) == (0, "")
        return [json.loads(line) for line in out.splitlines()]

    def errors(self) -> list[str]:
        """The errors without the names of the folder; nothing else may happen."""
        code, out, err = self.run()
        assert (code, out) == (2, "")
        assert err.endswith("\n")
        return err.replace(f"{self.candles.parent}/", "").splitlines()


@pytest.fixture
def lab(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Lab:
    return Lab(tmp_path, capsys)


EXAMPLE_LOG = """\
{"event":"planned","time":1704081600000,"order":1,"side":"buy","limit":"117","amount":"0.17271157","reserved":"20.26"}
{"event":"filled","time":1704081600000,"order":1,"side":"buy","price":"116.5","amount":"0.17271157","fee":"0.059102095"}
{"event":"planned","time":1704110400000,"order":2,"side":"sell","limit":"122.52","amount":"0.17271157",\
"reserved":"0.17271157"}
{"event":"final","free":"179.82","reserved":"0","position":"0.17271157","reserved_position":"0.17271157",\
"cost":"20.18","realized":"0","trades":1,"open_orders":1,"last_close":"122.6"}
"""


def test_given_the_example_when_simulated_then_orders_fills_and_final_books_are_printed(lab: Lab) -> None:
    assert lab.run() == (0, EXAMPLE_LOG, "")


def test_given_all_when_simulated_then_every_evaluation_precedes_what_it_causes(lab: Lab) -> None:
    events = [(entry["event"], entry.get("reason")) for entry in lab.log("--all")]

    assert events == [
        ("evaluated", "BUY"),
        ("planned", None),
        ("filled", None),
        ("evaluated", "NO_SIGNAL"),
        ("evaluated", "SELL"),
        ("planned", None),
        ("final", None),
    ]


def test_given_an_order_that_expires_then_its_end_is_printed(lab: Lab) -> None:
    lab.write_candles(EXAMPLE[0], f"{MONDAY + 4 * HOUR},118,118,118,118,1")

    assert lab.log()[1] == {"event": "expired", "time": MONDAY + 8 * HOUR, "order": 1}


def test_given_no_candles_then_only_the_untouched_books_are_printed(lab: Lab) -> None:
    lab.write_candles()

    [final] = lab.log("--all")

    assert (final["free"], final["trades"], final["open_orders"], final["last_close"]) == ("200", 0, 0, None)


def test_given_gzip_exponents_a_byte_order_mark_windows_lines_or_no_last_line_end_then_the_log_is_the_same(
    lab: Lab,
) -> None:
    expected = lab.log()
    plain = lab.candles.read_text()
    for data in (
        gzip.compress(plain.encode()),
        plain.replace("115.8,115.8", "1.158E+2,11580e-2").encode(),
        b"\xef\xbb\xbf" + plain.encode(),
        plain.replace("\n", "\r\n").encode(),
        plain.rstrip("\n").encode(),
        plain.replace("115.8,1\n", "115.8,many\n").encode(),  # volume plays no part
        plain.replace("115.8,1\n", "115.8,\n").encode(),
    ):
        lab.candles.write_bytes(data)
        assert lab.log() == expected


def test_given_numbers_as_numbers_then_no_digit_is_lost_to_a_float(lab: Lab) -> None:
    lab.strategy.write_text("""{
        "strategy": {"pair": "SOL/EUR", "timeframe": "4h", "buy_trigger": -2.5, "sell_trigger": 2.1, "buy_amount": 20,
            "sell_amount": 20.000, "allocated_capital": 200.1234567890123456789012345, "cooldown": 0.0},
        "market": {"price_digits": 5, "amount_step": 1e-8, "min_amount": null, "taker_fee": 0.0025},
        "slippage": null
    }""")
    lab.write_candles()

    assert lab.log()[0]["free"] == "200.1234567890123456789012345"


def test_given_everything_absent_that_may_be_then_the_defaults_are_those_of_the_format(lab: Lab) -> None:
    lab.write_strategy(market={"price_step": "0.01", "amount_step": "0.00000001", "taker_fee": "0.0025"})

    planned = lab.log()[0]

    assert planned["reserved"] == "20.257771824225"


def test_given_slippage_then_it_is_used(lab: Lab) -> None:
    lab.write_strategy(slippage="0.1")

    assert lab.log()[1]["price"] == "116.62"


def test_given_weeks_then_a_daily_file_is_read(lab: Lab) -> None:
    lab.write_strategy(STRATEGY | {"timeframe": "1w", "order_timeout": 24})
    day = 24 * HOUR
    lab.write_candles(*(f"{MONDAY + n * day},{100 - n},{100 - n},{99 - n},{99 - n},1" for n in range(14)))

    log = lab.log("--all")

    assert [entry["candle"] for entry in log if entry["event"] == "evaluated"] == [MONDAY, MONDAY + 7 * day]
    assert log[-1]["last_close"] == "86"


def test_given_a_bad_price_of_an_exchange_then_it_is_an_invalid_candle_and_no_bad_input(lab: Lab) -> None:
    lab.write_candles(f"{MONDAY},0,1,-1,1,1", f"{MONDAY + 4 * HOUR},10,9,8,9,1")

    assert [entry["reason"] for entry in lab.log("--all")[:-1]] == ["CANDLE_INVALID", "CANDLE_INVALID"]


def test_given_many_bad_rows_then_every_error_is_told_with_its_line_and_field(lab: Lab) -> None:
    lab.write_candles(
        f"{MONDAY},120,120,115.8,115.8,1",
        f"{MONDAY},120,120,115.8,115.8,1",
        f"{MONDAY - 4 * HOUR},120,120,115.8,115.8,1",
        f"{MONDAY + 5 * HOUR},120,120,115.8,115.8,1",
        "noon,120,nan,115.8,,1",
        f"{MONDAY + 8 * HOUR}.5,120,120,115.8,115.8,1",
        f"{MONDAY + 8 * HOUR},120,120,115.8,115.8",
        "",
        f"{MONDAY + 8 * HOUR},1_0,120,115.8,{'9' * 100},1",
    )

    nines = "9" * 60 + "…"
    assert lab.errors() == [
        f"candles.csv: line 3: timestamp_ms_open: repeated: {MONDAY}",
        f"candles.csv: line 4: timestamp_ms_open: falling, {MONDAY} came before: {MONDAY - 4 * HOUR}",
        f"candles.csv: line 5: timestamp_ms_open: no 4h candle opens at {MONDAY + 5 * HOUR}",
        "candles.csv: line 6: timestamp_ms_open: not a time in UTC milliseconds: 'noon'",
        "candles.csv: line 6: high: not a decimal number of at most 40 digits: 'nan'",
        "candles.csv: line 6: close: not a decimal number of at most 40 digits: ''",
        f"candles.csv: line 7: timestamp_ms_open: not a whole number of milliseconds: '{MONDAY + 8 * HOUR}.5'",
        "candles.csv: line 8: 6 columns are needed, not 5",
        "candles.csv: line 9: 6 columns are needed, not 0",
        "candles.csv: line 10: open: not a decimal number of at most 40 digits: '1_0'",
        f"candles.csv: line 10: close: not a decimal number of at most 40 digits: '{nines}'",
    ]


@pytest.mark.parametrize(
    ("timeframe", "time", "aligned"),
    [
        ("1h", MONDAY + HOUR, True),
        ("1h", MONDAY + HOUR + 1, False),
        ("1d", MONDAY + 24 * HOUR, True),
        ("1d", MONDAY + HOUR, False),
        ("1w", MONDAY + 24 * HOUR, True),
        ("1w", MONDAY + HOUR, False),
    ],
)
def test_given_a_timeframe_then_its_candles_open_on_the_utc_grid(
    lab: Lab, timeframe: str, time: int, aligned: bool
) -> None:
    lab.write_strategy(STRATEGY | {"timeframe": timeframe})
    lab.write_candles(f"{time},1,1,1,1,1")

    assert lab.run()[0] == (0 if aligned else 2)


@pytest.mark.parametrize(
    "header", ["", "timestamp_ms_open,open,high,low,close", HEADER.upper(), f" {HEADER}", "1704067200000,1,1,1,1,1"]
)
def test_given_another_header_then_the_file_is_refused(lab: Lab, header: str) -> None:
    lab.write_candles(EXAMPLE[0], header=header)

    assert lab.errors() == [f"candles.csv: line 1: the header is not {HEADER}"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", f"line 1: the header is not {HEADER}"),
        (gzip.compress(HEADER.encode())[:-6], "damaged gzip file: "),
        (gzip.compress(HEADER.encode())[:12] + b"\xff" * 40, "damaged gzip file: "),
        (b"\x1f\x8b\x00not gzip at all", "cannot be read: "),
        (HEADER.encode() + b"\n1,1\n\xff,1", "line 3: not UTF-8 text"),
        (HEADER.encode() + b"\n" + b"1" * 200_000, "line 2: not CSV: "),
    ],
)
def test_given_a_damaged_candle_file_then_that_is_the_error(lab: Lab, data: bytes, reason: str) -> None:
    lab.candles.write_bytes(data)

    [error] = lab.errors()

    assert error.startswith(f"candles.csv: {reason}")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "line 1: not JSON: "),
        (b'{"strategy":\n{,}}', "line 2: not JSON: "),
        (b"[]", "not a strategy file: the whole must be an object"),
        (b"[" * 100_000, "not a strategy file: nested too deeply"),
        (b'{\n"\xff": 1}', "line 2: not UTF-8 text"),
    ],
)
def test_given_no_json_object_then_that_is_the_error(lab: Lab, data: bytes, reason: str) -> None:
    lab.strategy.write_bytes(data)

    [error] = lab.errors()

    assert error.startswith(f"strategy.json: {reason}")


def test_given_missing_files_then_both_are_named(lab: Lab) -> None:
    lab.candles.unlink()
    lab.strategy.unlink()

    assert lab.errors() == [
        "strategy.json: cannot be read: No such file or directory",
        "candles.csv: cannot be read: No such file or directory",
    ]


IDLE = "a strategy that neither buys nor sells does nothing: one amount must be above 0"


def test_given_errors_in_every_part_then_all_are_told_at_once(lab: Lab) -> None:
    lab.write_strategy(
        STRATEGY
        | {
            "buy_trigger": "2",
            "timeframe": "2h",
            "buy_amount": 0,
            "sell_amount": 0,
            "colour": "red",
            "rsi_max_for_buy": 30,
            "starting_position": {"amount": "0", "avg": 1},
        },
        {"price_step": "0", "min_cost": -1, "taker_fee": 1, "tick": "x", "settlement_step": "NaN", "amount_step": None},
        slippage=100,
        extra=1,
    )
    lab.write_candles(f"{MONDAY + 1},1,1,1,x,1")

    assert lab.errors() == [
        "strategy.json: slippage: out of range: 0 or more and below 100",
        "strategy.json: extra: there is no such field",
        "strategy.json: strategy.timeframe: not one of its values: 1h, 4h, 1d or 1w",
        "strategy.json: strategy.buy_trigger: out of range: below 0 and above -100",
        f"strategy.json: strategy.buy_amount: {IDLE}",
        f"strategy.json: strategy.sell_amount: {IDLE}",
        "strategy.json: strategy.rsi_period: missing: an RSI bound needs it",
        "strategy.json: strategy.starting_position.amount: not above 0",
        "strategy.json: strategy.starting_position.average_price: missing",
        "strategy.json: strategy.starting_position.avg: there is no such field",
        "strategy.json: strategy.colour: there is no such field",
        "strategy.json: market.price_step: not above 0",
        "strategy.json: market.amount_step: missing",
        "strategy.json: market.min_cost: below 0",
        "strategy.json: market.settlement_step: not a decimal number of at most 40 digits",
        "strategy.json: market.taker_fee: out of range: a fraction, 0 or more and below 1",
        "strategy.json: market.tick: there is no such field",
        "candles.csv: line 2: close: not a decimal number of at most 40 digits: 'x'",
    ]


def test_given_a_wrong_strategy_with_a_right_timeframe_then_the_candles_are_held_against_it(lab: Lab) -> None:
    lab.write_strategy(STRATEGY | {"buy_trigger": 1})
    lab.write_candles(f"{MONDAY + HOUR},1,1,1,1,1")

    assert lab.errors()[1:] == [f"candles.csv: line 2: timestamp_ms_open: no 4h candle opens at {MONDAY + HOUR}"]


type Change = Callable[[Lab], None]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda lab: lab.write_strategy(strategy=None), "strategy: missing"),
        (lambda lab: lab.write_strategy(strategy=[]), "strategy: not an object"),
        (lambda lab: lab.write_strategy(market=None), "market: missing"),
        (lambda lab: lab.write_strategy(market="EUR"), "market: not an object"),
        (
            lambda lab: lab.write_strategy(market=MARKET | {"price_digits": 5}),
            "market.price_step: either price_step (a tick) or price_digits (significant digits) is needed",
        ),
        (
            lambda lab: lab.write_strategy(market=MARKET | {"price_step": None}),
            "market.price_step: either price_step (a tick) or price_digits (significant digits) is needed",
        ),
        (
            lambda lab: lab.write_strategy(market=MARKET | {"price_step": None, "price_digits": "2.5"}),
            "market.price_digits: not a whole number",
        ),
        (
            lambda lab: lab.write_strategy(market=MARKET | {"price_step": None, "price_digits": 0}),
            "market.price_digits: out of range: 1 to 40",
        ),
        (lambda lab: lab.write_strategy(slippage="-0.1"), "slippage: out of range: 0 or more and below 100"),
        (
            lambda lab: lab.write_strategy(STRATEGY | {"two\nlines": 1}),
            r"'strategy.two\nlines': there is no such field",
        ),
        (
            lambda lab: lab.strategy.write_text(
                lab.strategy.read_text().replace('"pair"', '"pair": "BTC/EUR", "pair"')
            ),
            "pair: given twice",
        ),
    ],
)
def test_given_one_wrong_field_then_that_alone_is_the_error(lab: Lab, change: Change, error: str) -> None:
    change(lab)

    assert lab.errors() == [f"strategy.json: {error}"]


def test_given_a_reader_that_is_gone_then_the_lab_says_so_by_its_exit_code_alone(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w") as closed:  # noqa: PTH123 - a descriptor has no path
        monkeypatch.setattr(sys, "stdout", closed)
        code, _, err = lab.run()

    assert (code, err) == (141, "")


@pytest.mark.parametrize("arguments", [[], ["simulate"], ["simulate", "--candles", "x"], ["guess"]])
def test_given_a_wrong_command_line_then_the_usage_is_on_standard_error(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    printed = capsys.readouterr()
    assert (ended.value.code, printed.out) == (2, "")
    assert printed.err.startswith("usage: script/lab")


def test_given_help_then_files_and_options_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["simulate", "--help"])

    printed = capsys.readouterr()
    assert (ended.value.code, printed.err) == (0, "")
    for word in (HEADER, "--all", "starting_position", "price_digits", "slippage"):
        assert word in printed.out
