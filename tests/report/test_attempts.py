"""Which report is sent when: each once, a failed one later, none twice, none from before it was asked for."""

from dataclasses import replace
import json

import pytest

from custom_components.aurono.engine.timeframe import DAY, HOUR, MINUTE
from custom_components.aurono.report.attempts import Mailing, Pending
from custom_components.aurono.report.period import PeriodKind, Slot

from .sample import AMSTERDAM, NOW

EIGHT = Slot(PeriodKind.DAILY, 8)
RECIPIENTS = ("a@example.org", "b@example.org", "c@example.org")


def begun(now: int = NOW - HOUR) -> Mailing:
    return Mailing().scheduled(EIGHT, now)


def test_given_new_settings_then_nothing_of_before_is_sent() -> None:
    mailing = begun(NOW + HOUR).due(NOW + HOUR, AMSTERDAM)

    assert not mailing.is_sending(NOW + HOUR)
    assert mailing.next_moment(NOW + HOUR, AMSTERDAM) == NOW + DAY


def test_given_the_hour_comes_then_it_is_sent_once() -> None:
    waiting = begun()
    assert not waiting.due(NOW - 1, AMSTERDAM).is_sending(NOW - 1)

    due = waiting.due(NOW, AMSTERDAM)
    assert due.is_sending(NOW)
    sent = due.sent(5)
    assert not sent.due(NOW + 1, AMSTERDAM).is_sending(NOW + 1)
    assert sent.due(NOW + DAY, AMSTERDAM).is_sending(NOW + DAY)


def test_given_a_house_that_was_off_at_the_hour_then_it_is_sent_late() -> None:
    mailing = begun().due(NOW + 3 * HOUR, AMSTERDAM)

    assert mailing.pending == Pending(NOW, NOW)
    assert mailing.is_sending(NOW + 3 * HOUR)


def test_given_failures_then_the_pauses_grow_and_the_next_report_takes_its_place() -> None:
    mailing, now, pauses = begun().due(NOW, AMSTERDAM), NOW, []
    while now < NOW + DAY:
        mailing = mailing.failed(now, ("a@example.org",))
        assert mailing.pending is not None
        pauses.append((mailing.pending.next_try - now) // MINUTE)
        assert not mailing.is_sending(now)
        now = mailing.pending.next_try

    assert pauses[:6] == [10, 30, 60, 120, 240, 240]
    assert len(pauses) < 12
    assert mailing.is_in_trouble
    following = mailing.due(NOW + DAY, AMSTERDAM)
    assert following.pending == Pending(NOW + DAY, NOW + DAY)
    assert not following.sent(5).is_in_trouble


def test_given_two_failures_then_nobody_is_troubled_yet() -> None:
    mailing = begun().due(NOW, AMSTERDAM).failed(NOW).failed(NOW + HOUR)

    assert not mailing.is_in_trouble
    assert mailing.failed(NOW + 2 * HOUR).is_in_trouble


def test_given_two_attempts_that_each_reached_somebody_then_both_are_remembered() -> None:
    mailing = begun().due(NOW, AMSTERDAM).failed(NOW, ("a@example.org",)).failed(NOW + HOUR, ("b@example.org",))

    assert mailing.pending is not None
    assert mailing.pending.reached == ("a@example.org", "b@example.org")


def test_given_another_hour_then_what_waits_still_goes_out_but_nothing_else() -> None:
    waiting = begun().due(NOW, AMSTERDAM).failed(NOW)

    changed = waiting.scheduled(Slot(PeriodKind.DAILY, 6), NOW + HOUR).due(NOW + HOUR, AMSTERDAM)

    assert changed.pending == waiting.pending
    assert changed.hurried(NOW + HOUR).is_sending(NOW + HOUR)
    assert waiting.scheduled(None, NOW).pending is None
    assert not begun(NOW + HOUR).hurried(NOW).is_sending(NOW + HOUR)


def test_given_a_clock_that_is_set_back_then_reports_go_on() -> None:
    ahead = replace(begun(), handled=NOW + 400 * DAY)

    mailing = ahead.due(NOW - 1, AMSTERDAM)

    assert mailing.pending is None
    assert mailing.due(NOW, AMSTERDAM).is_sending(NOW)


def test_given_a_restart_then_everything_is_as_it_was() -> None:
    mailing = begun().due(NOW, AMSTERDAM).failed(NOW, ("a@example.org",))
    for state in (Mailing(), begun(), mailing, mailing.sent(7)):
        kept = json.loads(json.dumps(state.as_json()))
        assert Mailing.from_json(PeriodKind.DAILY, kept, RECIPIENTS) == state


@pytest.mark.parametrize(
    ("missing", "reached"),
    [(["b@example.org"], ("a@example.org", "c@example.org")), ([], ()), (["gone@example.org"], RECIPIENTS)],
)
def test_given_what_waited_when_it_was_kept_who_was_not_reached_then_nobody_else_gets_it_again(
    missing: list[str], reached: tuple[str, ...]
) -> None:
    kept = begun().due(NOW, AMSTERDAM).failed(NOW).as_json()
    del kept["pending"]["reached"]
    kept["pending"]["recipients"] = missing

    assert Mailing.from_json(PeriodKind.DAILY, kept, RECIPIENTS) == begun().due(NOW, AMSTERDAM).failed(NOW, reached)
