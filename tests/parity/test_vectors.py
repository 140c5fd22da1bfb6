"""The vectors that both languages are tested against are what Python's engine says today."""

import json

from custom_components.aurono.engine.reason import Reason

from .vectors import FILE, text


def test_given_the_generator_then_the_committed_vectors_are_what_it_makes() -> None:
    assert FILE.read_text() == text(), "run python -m tests.parity.vectors and commit what it makes"


def test_given_the_vectors_then_every_reason_of_an_evaluation_and_every_event_is_among_them() -> None:
    vectors = json.loads(FILE.read_text())

    outside = {Reason.MISSED_OFFLINE, Reason.TOO_LATE, Reason.EXCHANGE_UNREACHABLE}
    assert {one["reason"] for one in vectors["evaluation"]} == {str(reason) for reason in set(Reason) - outside}
    events = {json.loads(line)["event"] for one in vectors["simulation"] for line in one["log"]}
    assert events == {"evaluated", "planned", "filled", "expired", "final"}
