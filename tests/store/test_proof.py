"""The chain is proven in full, however two processes share it and whatever becomes of the second one."""

from collections.abc import Callable
import os
from pathlib import Path
import subprocess
import sys
from typing import Any

import pytest

from custom_components.aurono.engine.portfolio import fold
from custom_components.aurono.store import proof
from custom_components.aurono.store.__main__ import main
from custom_components.aurono.store.chain import GENESIS
from custom_components.aurono.store.journal import JournalDamaged
from custom_components.aurono.store.proof import Stretch, first_break

from .build import ACCOUNT, quiet_events, tampered, written
from .conftest import OpenJournal

EVENTS = quiet_events(28)
"""Thirty with those of the strategy: 24 are proven by the second process, six by this one."""
MIDDLE = 24


@pytest.fixture
def proven_here(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Where the stretches begin that this process proves of a journal, now that every chain counts as long."""
    written(path, EVENTS)
    begun: list[int] = []

    def observed(connection: object, stretch: Stretch) -> int | None:
        begun.append(stretch.start)
        return first_break(connection, stretch)  # type: ignore[arg-type]

    monkeypatch.setattr(proof, "first_break", observed)
    monkeypatch.setattr(proof, "_LONG", 2)
    monkeypatch.setattr(os, "process_cpu_count", lambda: 2)
    return begun


def no_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/there/is/no/interpreter")


def interpreter_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "_STANDALONE", Path("there is no such file"))


def one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "process_cpu_count", lambda: 1)


def test_given_a_long_chain_when_loaded_then_a_second_process_proves_its_first_part(
    open_journal: OpenJournal, proven_here: list[int]
) -> None:
    assert open_journal().load(ACCOUNT).portfolio == fold(EVENTS)

    assert proven_here == [MIDDLE]


@pytest.mark.parametrize(
    ("trouble", "proven"), [(no_interpreter, [MIDDLE, 0]), (interpreter_that_fails, [MIDDLE, 0]), (one_processor, [0])]
)
def test_given_no_second_process_when_loaded_then_everything_is_proven_here(
    trouble: Callable[[pytest.MonkeyPatch], None],
    proven: list[int],
    open_journal: OpenJournal,
    proven_here: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trouble(monkeypatch)

    assert open_journal().load(ACCOUNT).portfolio == fold(EVENTS)

    assert proven_here == proven


@pytest.mark.parametrize("position", [1, 7, MIDDLE, MIDDLE + 1, 29])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET record = record || ' ' WHERE position = {0}",
        "UPDATE events SET hash = zeroblob(32) WHERE position = {0}",
        "DELETE FROM events WHERE position = {0}",
    ],
)
def test_given_damage_in_either_part_when_loaded_then_it_is_found_where_it_is(
    statement: str, position: int, path: Path, open_journal: OpenJournal, proven_here: list[int]
) -> None:
    tampered(path, statement.format(position))

    with pytest.raises(JournalDamaged, match="the chain breaks") as raised:
        open_journal().load(ACCOUNT)

    assert raised.value.position == position


def test_given_damage_in_both_parts_when_loaded_then_the_first_one_counts(
    path: Path, open_journal: OpenJournal, proven_here: list[int]
) -> None:
    tampered(path, "UPDATE events SET record = record || ' ' WHERE position IN (5, 28)")

    with pytest.raises(JournalDamaged) as raised:
        open_journal().load(ACCOUNT)

    assert raised.value.position == 5


def test_given_an_event_that_cannot_be_read_when_loaded_then_the_second_process_is_not_left_behind(
    path: Path, open_journal: OpenJournal, proven_here: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def remember(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remember)
    tampered(path, "UPDATE events SET record = '{}' WHERE position = 2")

    with pytest.raises(JournalDamaged) as raised:
        open_journal().load(ACCOUNT)

    assert raised.value.position == 2
    assert [process.returncode is not None for process in started] == [True]


def test_given_a_part_of_a_journal_when_a_process_is_asked_then_its_code_tells_whether_it_is_whole(
    path: Path, open_journal: OpenJournal
) -> None:
    written(path, EVENTS)
    whole = [str(path), "0", GENESIS.hex(), "30"]

    assert main(whole) == 0
    assert main([str(path), "0", GENESIS.hex(), "31"]) == 1
    assert main([str(path), "0", (b"x" * 32).hex(), "30"]) == 1
    assert main([str(path.with_name("another.db")), *whole[1:]]) == 1
    tampered(path, "UPDATE events SET hash = zeroblob(32) WHERE position = 9")
    assert main(whole) == 1
