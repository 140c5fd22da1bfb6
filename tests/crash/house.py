"""The hub of a scenario: started again after everything that ends it, and the scenario's step taken again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import override

from custom_components.aurono.engine.timeframe import MINUTE, SECOND
from custom_components.aurono.execution.errors import TradingError, TradingProblem
from custom_components.aurono.execution.live import AccountStatus
from custom_components.aurono.execution.trader import Trader
from custom_components.aurono.store.journal import EventQuery
from tests.execution.hub import ACCOUNT, hour
from tests.execution.live_hub import LiveHub

from .faults import FaultyWorker, Killed, Plan, watch_requests

type Step = Callable[[House], Awaitable[None]]

RESTART_TAKES = 5 * SECOND
_ATTEMPTS = 4


@dataclass(frozen=True)
class Scenario:
    """A story in steps, each of which may be taken again from its start after a crash.

    ``setup`` comes before the faults. ``status`` and ``questions`` are how it ends; a kind of question in ``questions``
    may be open then.
    """

    name: str
    setup: tuple[Step, ...]
    steps: tuple[Step, ...]
    status: AccountStatus = AccountStatus.RUNNING
    questions: frozenset[str] = field(default_factory=frozenset)


class House(LiveHub):
    """A hub whose process and disk fail as planned."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        super().__init__(folder, worker=lambda journal: FaultyWorker(journal, plan))
        self.plan = plan
        self.recovering = False
        self.problems: list[str] = []
        watch_requests(self.exchange, plan)
        kills = self.exchange.on_mutation

        def on_mutation(what: str, when: str, request: object) -> None:
            if what == "place" and when == "before":
                self._expect_planned(request.client_order)  # type: ignore[attr-defined]
            assert kills is not None
            kills(what, when, request)  # type: ignore[arg-type]

        self.exchange.on_mutation = on_mutation

    def _expect_planned(self, order: str) -> None:
        """What is sent must be on the disk: read it as another process would."""
        page = self.journal.events(EventQuery(ACCOUNT, kinds=frozenset({"order_planned"}), limit=500))
        if order not in {getattr(stored.event, "order", None) for stored in page.events}:
            self.problems.append(f"order {order} was sent before it was written down")

    @override
    async def restore(self, *, restored: bool = True) -> Trader:
        self.recovering = True
        return await super().restore(restored=restored)

    async def rise_again(self) -> None:
        """Start on what the crash left."""
        self.exchange.now += RESTART_TAKES
        await self.restart(restored=self.recovering)

    async def take(self, step: Step) -> None:
        """Take a step, and again from its start if the process died or the journal failed in it."""
        for _ in range(_ATTEMPTS):
            try:
                await step(self)
            except Killed:
                await self.rise_again()
                continue
            except TradingError as error:
                if error.problem is not TradingProblem.JOURNAL_HALTED:
                    raise
            if self.trader.halted is not None:
                await self.rise_again()
                continue
            self.recovering = self.recovering and self.status() is AccountStatus.RECOVERING
            return
        raise AssertionError("the scenario does not get on")


def once(act: Step, done: Callable[[House], bool]) -> Step:
    """What the owner does, unless they see that it is done."""

    async def step(house: House) -> None:
        if not done(house):
            await act(house)

    return step


def candle(number: int, text: str, price: str) -> Step:
    """The candle that closes at this hour, the last price then, and a look at the close."""

    async def step(house: House) -> None:
        house.candle(number, text, price)
        await house.trader.wake()

    return step


def minutes(number: int) -> Step:
    """Time passes, with a look every minute."""

    async def step(house: House) -> None:
        await house.pass_minutes(number)

    return step


def until(number: int) -> Step:
    """Time passes up to this hour."""

    async def step(house: House) -> None:
        while house.exchange.now < hour(number):
            await house.wake_at(min(hour(number), house.exchange.now + 20 * MINUTE))

    return step


def happens(act: Callable[[House], object]) -> Step:
    """Something that the trader has no part in."""

    async def step(house: House) -> None:
        act(house)

    return step
