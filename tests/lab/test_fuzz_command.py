"""`script/fuzz-fast` tells what it compared, and fails where a log differs."""

import pytest

from custom_components.aurono.lab.fast import prefilter

from .fuzz_command import main


def test_given_some_cases_then_they_are_counted_and_no_log_differs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--cases", "60", "--seed", "7"]) == 0

    printed = capsys.readouterr()
    assert printed.out.startswith("60 rules, ")
    assert printed.out.endswith("0 differences\n")
    assert printed.err == ""


def test_given_a_difference_then_its_seed_and_both_entries_are_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefilter, "MARGIN", -1.0)

    assert main(["--cases", "20"]) == 1

    printed = capsys.readouterr()
    assert "\n  engine Evaluated(" in printed.err
    assert "seed " in printed.err
