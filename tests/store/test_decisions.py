"""What became of the candles that closed in a time, against a slow oracle that looks at each candle of each event."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
import random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.engine.events import Evaluated, Event
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.engine.timeframe import DAY, HOUR, Timeframe
from custom_components.aurono.store.errors import JournalDamaged
from custom_components.aurono.store.journal import Journal

from .build import ACCOUNT, START, STRATEGY, added, entries, evaluated, opened, tampered
from .conftest import OpenJournal

ALL = tuple(Reason)


def outcome(
    close: int, reason: Reason = Reason.NO_SIGNAL, *, count: int = 1, written: int | None = None, frame: str = "1h"
) -> Evaluated:
    """What the candle that closed so many hours after the start came to, written down at an hour or soon after."""
    timeframe = Timeframe(frame)
    time = START + (close if written is None else written) * HOUR + 3_000
    candle = START + close * HOUR - timeframe.length
    return Evaluated(time, STRATEGY, BookKind.SHADOW, 1, timeframe, candle, reason, count=count)


def closes(event: Evaluated) -> list[int]:
    """When each candle of an outcome closed."""
    return [event.close_time - number * event.timeframe.length for number in range(event.count)]


def read(journal: Journal, first: int, last: int, reasons: Sequence[Reason] = ALL) -> tuple[int, list[tuple[str, int]]]:
    """Decided, and what was found with its candles: of those that closed from one hour on up to before another."""
    decisions = journal.decisions(ACCOUNT, reasons, START + first * HOUR, START + last * HOUR)
    return decisions.decided, [(event.reason.value, event.count) for event in decisions.found]


def test_given_a_hub_that_was_off_overnight_when_a_day_is_told_then_it_has_the_candles_that_closed_on_it(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    away = outcome(31, Reason.MISSED_OFFLINE, count=19, written=32)
    journal.append(entries([added(), opened(), *map(outcome, range(1, 13)), away, outcome(32), outcome(33)]))

    # Hour 24 is the midnight between the days: the candle that closed then is the first of the second day.
    assert read(journal, 0, 24) == (12, [("NO_SIGNAL", 1)] * 12 + [("MISSED_OFFLINE", 11)])
    assert read(journal, 24, 48) == (2, [("MISSED_OFFLINE", 8), ("NO_SIGNAL", 1), ("NO_SIGNAL", 1)])
    assert read(journal, -24, 0) == (0, [])
    assert read(journal, 48, 72) == (0, [])
    (of_the_day,) = journal.decisions(ACCOUNT, [Reason.MISSED_OFFLINE], START, START + DAY).found
    assert of_the_day.close_time == START + 23 * HOUR


def test_given_a_hub_that_was_off_for_days_when_one_between_is_told_then_its_candles_were_missed(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    journal.append(entries([added(), opened(), outcome(1), outcome(100, Reason.MISSED_OFFLINE, count=99)]))

    assert read(journal, 48, 72) == (0, [("MISSED_OFFLINE", 24)])
    outcomes = journal.outcomes(ACCOUNT, STRATEGY, START + 2 * DAY, START + 3 * DAY)
    assert (outcomes.reasons, outcomes.decided, outcomes.missed) == ({Reason.MISSED_OFFLINE: 24}, 0, 24)


def test_given_a_decision_that_took_minutes_when_told_then_it_is_of_the_day_on_which_its_candle_closed(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    journal.append(entries([added(), opened(), outcome(23, Reason.EXCHANGE_UNREACHABLE, written=24), outcome(24)]))

    assert read(journal, 0, 24) == (0, [("EXCHANGE_UNREACHABLE", 1)])
    assert read(journal, 24, 48) == (1, [("NO_SIGNAL", 1)])


def test_given_a_hub_that_was_back_after_midnight_when_the_next_day_is_told_then_what_closed_before_is_not_its(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    away = [outcome(22, Reason.MISSED_OFFLINE, count=2, written=24), outcome(23, Reason.TOO_LATE, written=24)]
    journal.append(entries([added(), opened(), *map(outcome, range(1, 21)), *away, outcome(24)]))

    assert read(journal, 0, 24, [Reason.MISSED_OFFLINE, Reason.TOO_LATE]) == (
        20,
        [("MISSED_OFFLINE", 2), ("TOO_LATE", 1)],
    )
    assert read(journal, 24, 48) == (1, [("NO_SIGNAL", 1)])
    assert journal.outcomes(ACCOUNT, STRATEGY, START + DAY, START + 2 * DAY).missed == 0


def test_given_weeks_that_were_missed_when_a_day_between_two_closes_is_told_then_nothing_is(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    journal.append(entries([added(), opened(), outcome(21 * 24, Reason.MISSED_OFFLINE, count=3, frame="1w")]))

    assert read(journal, 10 * 24, 11 * 24) == (0, [])
    assert read(journal, 14 * 24, 15 * 24) == (0, [("MISSED_OFFLINE", 1)])
    assert journal.outcomes(ACCOUNT, STRATEGY, START + 10 * DAY, START + 11 * DAY).reasons == {}


def test_given_reasons_that_are_looked_for_then_the_others_are_only_counted(open_journal: OpenJournal) -> None:
    journal = open_journal()
    events = [outcome(1), outcome(2, Reason.COOLDOWN), outcome(3, Reason.TOO_LATE)]
    journal.append(entries([added(), opened(), *events]))

    assert read(journal, 0, 24, [Reason.COOLDOWN]) == (2, [("COOLDOWN", 1)])


def lived(seed: int) -> list[Event]:
    """Outcomes of two strategies as a hub that is off now and then leaves them, each candle in exactly one."""
    dice = random.Random(seed)
    events: list[Event] = [added("S1"), opened("S1"), added("S2"), opened("S2")]
    seen = dict.fromkeys(("S1", "S2"), START)
    now = START
    for _ in range(80):
        now += dice.choice((HOUR // 2, HOUR, HOUR, HOUR, 30 * HOUR))
        for strategy, frame in (("S1", Timeframe.H1), ("S2", Timeframe.H4)):
            candle, late = frame.last_closed(now), dice.randrange(60_000)
            missed = (candle - seen[strategy]) // frame.length
            if missed > 0:
                before = candle - frame.length
                lost = Reason.MISSED_OFFLINE
                events.append(Evaluated(now + late, strategy, BookKind.SHADOW, 1, frame, before, lost, count=missed))
            if candle >= seen[strategy]:
                reason = dice.choice([reason for reason in Reason if reason is not Reason.MISSED_OFFLINE])
                events.append(Evaluated(now + late, strategy, BookKind.SHADOW, 1, frame, candle, reason))
                seen[strategy] = candle + frame.length
    return events


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32), first=st.integers(-10, 300), length=st.integers(1, 60))
def test_given_any_history_when_a_time_is_told_then_every_candle_counts_in_it_that_closed_then(
    tmp_path_factory: pytest.TempPathFactory, seed: int, first: int, length: int
) -> None:
    events = lived(seed)
    journal = Journal.open(tmp_path_factory.mktemp("decisions") / "journal.db")
    journal.append(entries(events))
    since, until = START + first * HOUR, START + (first + length) * HOUR

    decisions = journal.decisions(ACCOUNT, ALL, since, until)
    outcomes = journal.outcomes(ACCOUNT, "S2", since, until)
    journal.close()

    candles = [
        (event.strategy, event.reason, close)
        for event in events
        if isinstance(event, Evaluated)
        for close in closes(event)
        if since <= close < until
    ]
    found = [(event.strategy, event.reason, close) for event in decisions.found for close in closes(event)]
    assert sorted(found) == sorted(candles)
    assert decisions.decided == sum(reason.is_decision for _, reason, _ in candles)
    assert outcomes.reasons == Counter(reason for strategy, reason, _ in candles if strategy == "S2")


@pytest.mark.parametrize("change", ["'$.event.reason', 'MOOD'", "'$.event.candle', 'noon'"])
def test_given_an_outcome_that_cannot_be_read_when_told_then_the_journal_is_damaged(
    open_journal: OpenJournal, path: Path, change: str
) -> None:
    journal = open_journal()
    journal.append(entries([added(), opened(), evaluated(0), evaluated(1)]))
    journal.close()
    tampered(path, f"UPDATE events SET record = json_set(record, {change}) WHERE position = 4")

    with pytest.raises(JournalDamaged):
        open_journal().decisions(ACCOUNT, ALL, START, START + DAY)
