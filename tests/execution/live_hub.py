"""A hub with a strategy that trades real money at a venue of our own (see ``venue``)."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
import shutil
from typing import Any

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.events import Evaluated, Event
from custom_components.aurono.engine.order import client_order_id
from custom_components.aurono.engine.portfolio import StrategyState
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.engine.timeframe import MINUTE
from custom_components.aurono.execution.ledger import Ledger
from custom_components.aurono.execution.live import AccountStatus, LiveDesk
from custom_components.aurono.execution.questions import Question
from custom_components.aurono.execution.trader import Trader
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.worker import SyncWorker, Worker
from tests.exchange.scripted_market import rules_of

from .hub import ACCOUNT, MONDAY, SOL_EUR, ManualClock, hour, strategy
from .venue import Venue

FALL = "120 121 115 115.80"
"""Closes 3.5 % down: the rule buys at 117.00."""
RISE = "120 123 119 122.60"
"""Closes 2.2 % up: the rule sells at 122.52 or above its floor."""
FLAT = "120 121 119 120"


class LiveHub:
    """One account with real money; ``kill`` leaves the journal as a process that dies leaves it."""

    def __init__(self, folder: Path, *, worker: Callable[[Journal], Worker] = SyncWorker) -> None:
        self.path = folder / "journal.db"
        self._worker = worker
        self.exchange = Venue(now=MONDAY + MINUTE)
        self.exchange.open_market(rules_of(SOL_EUR))
        self.exchange.deposit("EUR", "1000")
        self.exchange.trade(SOL_EUR, "120")
        self.clock = ManualClock(self.exchange)
        self.events: list[Event] = []

    async def start(self, *, restored: bool = False) -> Trader:
        self.journal = Journal.open(self.path)
        self.ledger = await Ledger.load(ACCOUNT, self._worker(self.journal))
        self.trader = Trader(self.ledger, self.exchange, self.clock, restored=restored)
        self.trader.subscribe(self.events.append)
        return self.trader

    def kill(self) -> None:
        """Let go of the journal as it is, without a last word."""
        self.journal._writer.close()

    async def restart(self, *, restored: bool = False) -> Trader:
        self.kill()
        return await self.start(restored=restored)

    def back_up(self) -> None:
        """Copy the journal as a backup does: everything in one file."""
        self.journal._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(self.path, self.path.with_suffix(".backup"))

    async def restore(self, *, restored: bool = True) -> Trader:
        """Put the backup back and start on it."""
        self.kill()
        for rest in self.path.parent.glob("journal.db-*"):
            rest.unlink()
        shutil.copy(self.path.with_suffix(".backup"), self.path)
        self.events.clear()
        return await self.start(restored=restored)

    async def add(self, strategy_id: str = "s", **changes: Any) -> None:
        """A strategy in shadow mode."""
        await self.trader.add_strategy(strategy_id, f"Rule {strategy_id}", strategy(**changes))

    async def add_live(self, strategy_id: str = "s", **changes: Any) -> None:
        """A strategy that passed its pre-flight."""
        await self.add(strategy_id, **changes)
        points = await self.live.go_live(strategy_id, confirmed=True)
        assert all(point.passed for point in points), points

    async def wake_at(self, time: int) -> int:
        self.exchange.now = time
        return await self.trader.wake()

    async def run_until(self, time: int) -> None:
        """Wake whenever the trader asked for it, up to this moment."""
        wake = self.exchange.now
        while wake <= time:
            wake = await self.wake_at(wake)
        self.exchange.now = time

    async def pass_minutes(self, minutes: int) -> None:
        """Wake every minute."""
        for _ in range(minutes):
            await self.wake_at(self.exchange.now + MINUTE)

    async def buy_at(self, number: int, *, price: str = "115.80") -> None:
        """The candle before this hour falls, and the trader wakes at its close with this price."""
        await self.candle_at(number, FALL, price)

    async def sell_at(self, number: int, *, price: str = "122.60") -> None:
        """The candle before this hour rises, and the trader wakes at its close with this price."""
        await self.candle_at(number, RISE, price)

    async def candle_at(self, number: int, text: str, price: str) -> None:
        self.candle(number, text, price)
        await self.wake_at(hour(number))

    def candle(self, number: int, text: str, price: str) -> None:
        """Write the candle that closes at this hour, and the last price."""
        self.exchange.write(SOL_EUR, strategy().timeframe, hour(number - 1), text)
        self.exchange.now = max(self.exchange.now, hour(number))
        self.exchange.trade(SOL_EUR, price)

    @property
    def live(self) -> LiveDesk:
        return self.trader.live

    @property
    def questions(self) -> dict[str, Question]:
        return {question.key: question for question in self.live.questions}

    def status(self) -> AccountStatus:
        return self.live.status

    def state(self, strategy_id: str = "s") -> StrategyState:
        return self.trader.portfolio.strategy(strategy_id)

    def book(self, strategy_id: str = "s") -> Book:
        return self.state(strategy_id).require_book(BookKind.LIVE)

    def order_id(self, number: int, side: Side = Side.BUY, *, strategy_id: str = "s", version: int = 1) -> str:
        """The id of the order that follows from the candle which closes at this hour."""
        return client_order_id(ACCOUNT, strategy_id, version, BookKind.LIVE, hour(number - 1), side)

    def outcomes(self, strategy_id: str = "s") -> list[Reason]:
        return [event.reason for event in self.events if isinstance(event, Evaluated) and event.strategy == strategy_id]

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.events]

    def money(self) -> Decimal:
        """Quote that the venue holds for the account."""
        return self.exchange.total("EUR")
