"""The net catches: every planted bug makes an invariant fail; ``planted.table`` prints how many seeds each needs."""

import pytest

from .bug import Bug
from .table import BUGS

QUICK = 6
"""One bug in so many is planted in every run of the tests, with the seeds that it takes at most."""


def test_given_the_table_when_read_then_it_holds_at_least_forty_bugs_of_different_names() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 40


@pytest.mark.parametrize("bug", [bug for bug in BUGS if bug.among is None][::QUICK], ids=lambda bug: bug.name)
def test_given_a_planted_bug_when_seeds_are_run_then_an_invariant_fails(bug: Bug) -> None:
    assert bug.caught(first=0, seeds=120, days=15) is not None
