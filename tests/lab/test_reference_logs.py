"""The reference logs in ../shared, byte for byte."""

import gzip
from pathlib import Path

import pytest

from custom_components.aurono.lab.__main__ import main
from custom_components.aurono.lab.simulators import SIMULATORS
from tests.engine.shared import shared_file

CANDLES = {
    "dev_btc_1d": "data/candles/kraken_BTC-EUR_1d.csv.gz",
    "dev_btc_4h_prevclose_timeout1": "data/candles/kraken_BTC-EUR_4h.csv.gz",
    "dev_chz_1h_gaps": "data/candles/bitvavo_CHZ-EUR_1h.csv.gz",
    "dev_chz_1h_slip": "data/candles/bitvavo_CHZ-EUR_1h.csv.gz",
    "dev_sol_1h_rsi_prevclose": "data/candles/bitvavo_SOL-EUR_1h.csv.gz",
    "edge_section12_buy_4h": "data/simulation/edge_section12_buy_4h.csv",
    "edge_section12_sell_4h": "data/simulation/edge_section12_sell_4h.csv",
}


def simulated(name: str, *options: str) -> list[str]:
    candles, strategy = shared_file(CANDLES[name]), shared_file(f"data/simulation/{name}.strategy.json")
    return ["simulate", "--candles", str(candles), "--strategy", str(strategy), *options]


def reference(name: str) -> str:
    return gzip.decompress(shared_file(f"data/simulation/{name}.jsonl.gz").read_bytes()).decode()


@pytest.mark.parametrize("engine", SIMULATORS)
@pytest.mark.parametrize("name", CANDLES)
def test_given_a_reference_when_everything_is_printed_then_it_is_the_log_byte_for_byte(
    name: str, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(simulated(name, "--all", "--engine", engine)) == 0

    printed = capsys.readouterr()
    assert printed.out == reference(name)
    assert printed.err == ""


@pytest.mark.parametrize("engine", SIMULATORS)
@pytest.mark.parametrize("name", ["dev_chz_1h_gaps", "edge_section12_buy_4h"])
def test_given_a_reference_when_only_events_are_printed_then_the_evaluations_are_left_out(
    name: str, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(simulated(name, "--engine", engine)) == 0

    expected = [line for line in reference(name).splitlines() if '"event":"evaluated"' not in line]
    assert capsys.readouterr().out.splitlines() == expected


def test_given_every_reference_then_it_is_compared() -> None:
    folder: Path = shared_file("data/simulation/README.md").parent

    assert {path.name.removesuffix(".jsonl.gz") for path in folder.glob("*.jsonl.gz")} == set(CANDLES)
