"""A process killed at any moment loses nothing it was told is committed, and leaves no half step."""

from pathlib import Path
import random
import subprocess
import sys
import time

from custom_components.aurono.engine.portfolio import fold
from custom_components.aurono.store.journal import Journal

from .build import ACCOUNT, SHADOW, entries, quiet_events
from .crash_child import EVENTS_EACH

KILLS = 25
CHILD = Path(__file__).with_name("crash_child.py")


def test_given_a_process_killed_while_it_appends_when_opened_again_then_every_committed_step_is_there_and_whole(
    path: Path,
) -> None:
    journal = Journal.open(path)
    journal.append(entries(quiet_events(0)))
    journal.close()
    dice = random.Random(1)
    committed = 1
    killed_between = 0

    for kill in range(KILLS):
        with subprocess.Popen([sys.executable, CHILD, path], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            acknowledged = int(child.stdout.readline())
            time.sleep(dice.uniform(0, 0.02))
            child.kill()
            rest = child.stdout.read()
        # The last line may be cut short.
        acknowledged = max([acknowledged, *(int(line) for line in rest.split("\n")[:-1])])

        journal = Journal.open(path)
        loaded = journal.load(ACCOUNT)
        report = journal.verify()
        if kill % 2:
            # Every other time the log of the killed process is left for the next one to merge.
            journal.close()
        else:
            journal._writer.close()

        there = loaded.versions[SHADOW]
        assert report.problems == ()
        assert there >= acknowledged >= committed + EVENTS_EACH
        assert (there - 1) % EVENTS_EACH == 0
        assert there - acknowledged <= EVENTS_EACH
        assert loaded.portfolio == fold(quiet_events(there - 1))
        killed_between += there > acknowledged
        committed = there

    assert committed > KILLS * EVENTS_EACH
