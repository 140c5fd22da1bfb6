"""A hub in a test: a trader over a scripted exchange and a real journal, with time in the test's hands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.events import Evaluated, Event
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import BookKind, RuleStrategy
from custom_components.aurono.engine.timeframe import HOUR, MINUTE, SECOND, Timeframe
from custom_components.aurono.engine.validation import parse_strategy
from custom_components.aurono.exchange.protocol import (
    Accepted,
    Balance,
    Failure,
    ListedOrder,
    NotFound,
    OrderReport,
    OrderRequest,
    Placement,
    Verification,
)
from custom_components.aurono.execution.ledger import Ledger
from custom_components.aurono.execution.trader import Trader
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.worker import SyncWorker
from tests.exchange.scripted_market import ScriptedMarket, rules_of

ACCOUNT = "account"
SOL_EUR = Pair("SOL", "EUR")
MONDAY = 1_767_571_200_000
"""2026-01-05 00:00 UTC, a Monday."""


def strategy(**changes: Any) -> RuleStrategy:
    """An hourly rule on SOL/EUR: buy at -2.5 %, sell at +2.1 %, 20 EUR each, capital 200."""
    raw: dict[str, Any] = {
        "pair": "SOL/EUR",
        "timeframe": "1h",
        "buy_trigger": "-2.5",
        "sell_trigger": "2.1",
        "buy_amount": "20",
        "sell_amount": "20",
        "allocated_capital": "200",
    }
    parameters = parse_strategy(raw | changes)
    assert isinstance(parameters, RuleStrategy), parameters
    return parameters


@dataclass
class ScriptedExchange(ScriptedMarket):
    """A scripted market with an order desk: what it answers is scripted too, and what it was sent is kept."""

    placements: list[Placement] = field(default_factory=list)
    reports: dict[str, OrderReport | NotFound | Failure] = field(default_factory=dict)
    sent: list[OrderRequest] = field(default_factory=list)
    cancelled: list[OrderRequest] = field(default_factory=list)
    funds: dict[str, Balance] | Failure = field(default_factory=dict)
    listed: tuple[ListedOrder, ...] | Failure = ()
    proof_delay: int = 20 * SECOND

    async def verify(self) -> Verification | Failure:
        return Verification(0, can_trade=None, can_withdraw=None)

    async def balances(self) -> Mapping[str, Balance] | Failure:
        return self.funds

    async def place(self, request: OrderRequest) -> Placement:
        self.sent.append(request)
        return self.placements.pop(0) if self.placements else Accepted(f"exchange-{len(self.sent)}")

    async def order(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        return self.reports.get(request.client_order, NotFound())

    async def cancel(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        self.cancelled.append(request)
        return self.reports.get(request.client_order, NotFound())

    async def orders(self, pair: Pair, *, since: int) -> tuple[ListedOrder, ...] | Failure:
        return self.listed

    async def close(self) -> None:
        return


@dataclass
class ManualClock:
    """Our own clock: the exchange's, unless the test says that it is off."""

    market: ScriptedMarket
    off_by: int = 0

    def now(self) -> int:
        return self.market.now + self.off_by

    def readings(self) -> tuple[int, int, int]:
        """The wall clock of the machine is right."""
        return self.now(), self.now(), self.market.now


class Hub:
    """One account's trader; ``restart`` makes a new one from what the journal holds."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "journal.db"
        self.exchange = ScriptedExchange(now=MONDAY + MINUTE)
        self.clock = ManualClock(self.exchange)
        self.events: list[Event] = []
        self.exchange.list(rules_of(SOL_EUR))
        self.exchange.tickers[SOL_EUR] = Decimal(120)

    async def start(self, *, restored: bool = False) -> Trader:
        self.journal = Journal.open(self._path)
        self.worker = SyncWorker(self.journal)
        self.ledger = await Ledger.load(ACCOUNT, self.worker)
        self.trader = Trader(self.ledger, self.exchange, self.clock, restored=restored)
        self.trader.subscribe(self.events.append)
        return self.trader

    async def restart(self) -> Trader:
        self.journal.close()
        return await self.start()

    async def wake_at(self, time: int) -> int:
        """Let the clock stand at this moment and wake the trader."""
        self.exchange.now = time
        return await self.trader.wake()

    async def run_until(self, time: int) -> None:
        """Wake whenever the trader asked for it, up to this moment."""
        wake = self.exchange.now
        while wake <= time:
            wake = await self.wake_at(wake)
        self.exchange.now = time

    def candle(self, hour: int, text: str, pair: Pair = SOL_EUR, frame: Timeframe = Timeframe.H1) -> None:
        """Write the candle that opens so many candles after Monday 00:00: open, high, low, close."""
        self.exchange.write(pair, frame, MONDAY + hour * frame.length, text)

    def outcomes(self, strategy_id: str = "s") -> list[Reason]:
        return [event.reason for event in self.events if isinstance(event, Evaluated) and event.strategy == strategy_id]

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.events]

    def book(self, strategy_id: str = "s") -> Book:
        return self.trader.portfolio.strategy(strategy_id).require_book(BookKind.SHADOW)


def hour(number: int) -> int:
    """So many hours after Monday 00:00."""
    return MONDAY + number * HOUR
