"""Python's engine and the browser's say the same of random tables, and the comparison would notice if they did not."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from custom_components.aurono.engine.simulation import simulate
from tests.engine.build import START, candle, rules, strategy
from tests.lab.fuzz import Case
from tests.lab.test_fast import TRADED

from .browser_engine import Answer, BrowserEngine, chromium, node
from .fuzz import ParityTally, difference, differences, drawn
from .question import question

TABLES = 500
TABLES_IN_CHROMIUM = 25


@pytest.fixture(scope="module")
def in_node(node_packages: None) -> Iterator[BrowserEngine]:
    with node() as engine:
        yield engine


def test_given_random_rules_markets_and_candles_then_the_complete_logs_are_the_same(in_node: BrowserEngine) -> None:
    tally = ParityTally()

    assert next(differences(in_node, range(TABLES), tally), None) is None

    assert set(tally.reasons) == TRADED
    assert min(tally.fills, tally.expiries) > 100
    assert tally.fast_candles > tally.candles / 2


def test_given_a_page_in_chromium_then_the_complete_logs_are_the_same(
    node_packages: None, socket_enabled: None
) -> None:
    tally = ParityTally()

    with chromium() as engine:
        assert next(differences(engine, range(10_000, 10_000 + TABLES_IN_CHROMIUM), tally), None) is None

    assert tally.fills > 10


def asked(engine: BrowserEngine, case: Case) -> Answer:
    engine.send(question(case))
    return engine.receive()


# One tick of the trigger, of the fee and of a price; each makes other logs of the first tables.
@pytest.mark.parametrize("change", ["trigger", "fee", "candle"])
def test_given_an_engine_that_is_off_by_a_hair_then_a_difference_is_found(in_node: BrowserEngine, change: str) -> None:
    def other(case: Case) -> Case:
        match change:
            case "trigger":
                # closes exactly on the trigger no longer fire
                moved = case.rule.buy_trigger - Decimal("1e-10")
                return replace(case, rule=replace(case.rule, buy_trigger=moved))
            case "fee":
                return replace(case, market=replace(case.market, taker_fee=case.market.taker_fee + Decimal("1e-12")))
            case _:
                return replace(case, candles=case.candles[1:])

    cases = [drawn(seed) for seed in range(60)]
    found = [
        difference(list(simulate(case.rule, case.market, case.candles, case.slippage)), asked(in_node, other(case)))
        for case in cases
    ]

    assert any(found)
    assert all(told is None or "entr" in told for told in found)


def test_given_a_fast_simulator_that_tells_otherwise_then_a_difference_is_found(in_node: BrowserEngine) -> None:
    case = Case(strategy(), rules(), (candle(START, "120", "115.80"),), Decimal(0))
    log = list(simulate(case.rule, case.market, case.candles, case.slippage))
    answer = asked(in_node, case)
    assert answer.log is not None

    assert difference(log, answer) is None
    told = answer.log.replace("117", "117.01")
    for wrong in (replace(answer, fast=told), replace(answer, events=told), replace(answer, sweep=told)):
        assert difference(log, wrong) is not None
    assert difference(None, answer) is not None
    assert difference(log, replace(answer, log=None)) is not None
