"""At most one order per decision and books equal to the venue, wherever the process or the disk breaks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
import logging
from typing import Any

import pytest

from custom_components.aurono.engine.events import OrderEnded, OrderOpened
from custom_components.aurono.engine.order import OrderStatus, client_order_id
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.exchange.protocol import OrderRequest
from custom_components.aurono.execution.closes import Closes
from custom_components.aurono.execution.ledger import Ledger
from custom_components.aurono.execution.tracker import OrderTracker
from custom_components.aurono.execution.trader import Trader
from custom_components.aurono.store.journal import Journal

from .campaign import campaign, points
from .faults import Fault
from .house import Scenario
from .scenarios import SCENARIOS

NAMES = {scenario.name: scenario for scenario in SCENARIOS}


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The traces of what is made to fail take longer to write than the rest."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_given_a_story_when_anything_breaks_at_any_point_then_nothing_is_violated(scenario: Scenario) -> None:
    (result,) = campaign([scenario], list(Fault))

    assert result.violated == []
    writes = result.points[Fault.KILL_BEFORE_WRITE]
    assert writes > 0
    for fault in (Fault.KILL_AFTER_WRITE, Fault.WRITE_FAILED, Fault.SYNC_FAILED):
        assert result.points[fault] == writes
    assert result.points[Fault.KILL_AT_QUESTION] > 0


def test_given_all_stories_then_there_are_twenty_and_every_fault_strikes() -> None:
    assert len(NAMES) == len(SCENARIOS) >= 20
    (full,) = campaign([NAMES["three failures open the circuit breaker"]], [Fault.DISK_FULL])
    assert full.points[Fault.DISK_FULL] > 0


# -- does the net catch? -------------------------------------------------------------------------------------------

type Plant = Callable[[pytest.MonkeyPatch], None]


def resends(patch: pytest.MonkeyPatch) -> None:
    """After a start, what was planned and not acknowledged is sent (again)."""
    look = OrderTracker._look

    async def planted(self: OrderTracker, strategy: str, book: BookKind, order: Any, **how: bool) -> bool:
        if book is BookKind.LIVE and order.exchange_order is None and order.status == "planned":
            await self.place(strategy, book, order.id)
            return True
        return await look(self, strategy, book, order, **how)

    patch.setattr(OrderTracker, "_look", planted)


def sends_before_writing(patch: pytest.MonkeyPatch) -> None:
    """The order leaves before the plan is on the disk."""
    conclude, place = Closes._conclude, OrderTracker.place

    async def concluded(self: Closes, state: Any, candle: int, outcome: Any) -> None:
        plan = outcome.plan
        if plan is not None and state.active_book is BookKind.LIVE:
            order = client_order_id(self._ledger.account, state.id, state.version, BookKind.LIVE, candle, plan.side)
            await self._exchange.place(OrderRequest(order, state.parameters.pair, plan.side, plan.amount, plan.limit))
        await conclude(self, state, candle, outcome)

    async def placed(self: OrderTracker, strategy: str, book: BookKind, order: str) -> None:
        if book is BookKind.SHADOW:
            await place(self, strategy, book, order)

    patch.setattr(Closes, "_conclude", concluded)
    patch.setattr(OrderTracker, "place", placed)


def splits_the_step(patch: pytest.MonkeyPatch) -> None:
    """The decision and its order are committed one after the other."""
    record = Ledger.record

    async def planted(self: Ledger, *events: Any) -> None:
        for event in events:
            await record(self, event)

    patch.setattr(Ledger, "record", planted)


def believes_a_failed_write(patch: pytest.MonkeyPatch) -> None:
    """Trouble with the disk is swallowed: the books go on without it."""
    append = Journal.append

    def planted(self: Journal, entries: Any) -> None:
        try:
            append(self, entries)
        except Exception:  # noqa: BLE001
            self._failure = None

    patch.setattr(Journal, "append", planted)


def assumes_unknown_gone(patch: pytest.MonkeyPatch) -> None:
    """One "not found" ends an order."""

    async def planted(self: OrderTracker, strategy: str, book: BookKind, order: Any, venue: Any) -> None:
        now = self._watch.now()
        await self._ledger.record(OrderEnded(now, strategy, book, order.id, OrderStatus.REJECTED))

    patch.setattr(OrderTracker, "_not_there", planted)


def forgets_to_search(patch: pytest.MonkeyPatch) -> None:
    """A restored journal is taken for the whole truth."""
    start = Trader.__init__

    def started(self: Trader, *rest: Any, restored: bool = False, **more: Any) -> None:
        start(self, *rest, **more)

    patch.setattr(Trader, "__init__", started)


def leaves_fills_behind(patch: pytest.MonkeyPatch) -> None:
    """An order that ended between two looks is closed without the fills that it brought."""
    report = OrderTracker._book_report

    async def planted(self: OrderTracker, strategy: str, book: BookKind, order: Any, answer: Any, **how: bool) -> None:
        late = order.exchange_order is None
        if late:
            await self._ledger.record(OrderOpened(0, strategy, book, order.id, answer.exchange_order))
            return
        await report(self, strategy, book, order, replace(answer, fills=answer.fills[:1]), **how)

    patch.setattr(OrderTracker, "_book_report", planted)


@pytest.mark.parametrize(
    ("plant", "scenario"),
    [
        (resends, "a buy fills at once"),
        (sends_before_writing, "a buy fills at once"),
        (splits_the_step, "a buy fills at once"),
        (splits_the_step, "a strategy goes live"),
        (splits_the_step, "a rule and its capital are revised with an order open"),
        (believes_a_failed_write, "a buy rests, then fills"),
        (assumes_unknown_gone, "an unknown order arrives late"),
        (forgets_to_search, "a backup is restored"),
        (leaves_fills_behind, "a sell rests, then fills in parts"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_given_a_planted_bug_when_everything_breaks_once_then_it_is_caught(
    monkeypatch: pytest.MonkeyPatch, plant: Plant, scenario: str
) -> None:
    plant(monkeypatch)

    assert any(found for fault in Fault for _, found in points(NAMES[scenario], fault))
