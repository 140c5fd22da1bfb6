"""What ``script/simulate`` tells of a run that fails: the shortest story, and the command that tells it again."""

import re

import pytest

from .campaign import run_seed, shortest
from .command import main
from .planted.bug import Bug
from .planted.table import BUGS
from .simulation import Result

DAYS = 15


@pytest.fixture(scope="module")
def blind_retry() -> Bug:
    return next(bug for bug in BUGS if bug.name == "blind_retry")


@pytest.fixture(scope="module")
def failure(blind_retry: Bug) -> Result:
    found = blind_retry.caught(first=0, seeds=120, days=DAYS)
    assert found is not None
    return found


def test_given_a_seed_that_fails_when_simulated_then_a_story_with_the_faults_that_it_takes_and_a_command_are_told(
    blind_retry: Bug, failure: Result, capsys: pytest.CaptureFixture[str]
) -> None:
    assert failure.violation is not None
    arguments = ["--seed", str(failure.seed), "--seeds", "1", "--days", str(DAYS)]
    with blind_retry.planted():
        assert main(arguments) == 1
        told = capsys.readouterr().out

        assert f"VIOLATED {failure.violation.invariant}" in told
        again = re.search(r"^script/simulate (.+ --faults (\S+))$", told, re.MULTILINE)
        assert again is not None
        faults = frozenset(again[2].split(","))
        assert faults < set(failure.fired)
        assert f"with only these faults on: {', '.join(sorted(faults))}" in told
        # Each of them is needed.
        for fault in faults:
            without = run_seed(failure.seed, DAYS, faults - {fault}).violation
            assert without is None or without.invariant != failure.violation.invariant

        assert main(again[1].split()) == 1
        assert f"VIOLATED {failure.violation.invariant}" in capsys.readouterr().out


def test_given_a_failure_that_its_faults_alone_do_not_bring_about_when_told_then_it_is_as_the_seed_chose(
    failure: Result,
) -> None:
    # Without the bug, nothing fails any more.
    assert shortest(failure) == (failure, None)


def test_given_seeds_that_hold_when_simulated_then_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seeds", "1", "--days", "2"]) == 0
    assert capsys.readouterr().out.endswith("\n0 violations\n")
