"""Whoever simulates, the log is the same, with and without evaluations."""

from collections.abc import Iterator
from typing import Any

import pytest

from custom_components.aurono.engine.simulation import Evaluated, LogEntry, simulate
from custom_components.aurono.lab import fast
from custom_components.aurono.lab.simulators import SIMULATORS
from tests.engine.build import number, rules

from .fuzz import draw

CASES = [draw(seed) for seed in range(40)]


@pytest.mark.parametrize("name", SIMULATORS)
def test_given_few_or_many_candles_then_the_log_is_that_of_the_engine(name: str) -> None:
    for case in CASES:
        log = list(simulate(case.rule, case.market, case.candles, case.slippage))
        given = (case.rule, case.market, case.candles, case.slippage)

        assert list(SIMULATORS[name](*given, evaluated=True)) == log
        events = [entry for entry in log if not isinstance(entry, Evaluated)]
        assert list(SIMULATORS[name](*given, evaluated=False)) == events


def test_given_few_candles_then_the_engine_is_quicker_and_runs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[int] = []

    def noted(strategy: Any, market: Any, candles: Any, *_: Any, **__: Any) -> Iterator[LogEntry]:
        ran.append(len(candles))
        return iter(())

    monkeypatch.setattr(fast, "simulate", noted)
    for case in CASES:
        SIMULATORS["fast"](case.rule, rules(), case.candles, number(0), evaluated=True)

    assert ran == [len(case.candles) for case in CASES if len(case.candles) >= 100]
    assert ran
