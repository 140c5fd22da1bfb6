"""Live trading on the demo exchange, with the real trader and a real journal, over restarts of the house."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from custom_components.aurono.engine.events import Event, OrderEnded
from custom_components.aurono.engine.liquidity import expected_balances
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.portfolio import Portfolio
from custom_components.aurono.engine.strategy import BookKind, Mode, RuleStrategy
from custom_components.aurono.engine.timeframe import DAY, HOUR, MINUTE
from custom_components.aurono.engine.validation import parse_strategy
from custom_components.aurono.exchange.demo import DemoExchange
from custom_components.aurono.exchange.demo.listings import LISTINGS
from custom_components.aurono.exchange.protocol import Balance, Failure
from custom_components.aurono.execution.ledger import Ledger
from custom_components.aurono.execution.live import AccountStatus
from custom_components.aurono.execution.tracker import request_of
from custom_components.aurono.execution.trader import Trader
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.trades import TradeQuery
from custom_components.aurono.store.worker import SyncWorker

START = 1_767_571_200_000 + MINUTE
DAYS = 6
LATE = 4 * MINUTE
PAIRS = [listing.pair for listing in LISTINGS[:2]]


@dataclass
class HandClock:
    """Market time as the test sets it."""

    time: int = START

    def now(self) -> int:
        return self.time

    def readings(self) -> tuple[int, int, int]:
        return self.time, self.time, self.time


def strategy(pair: str) -> RuleStrategy:
    """Trades often: a small dip buys, a small rise sells, and what does not fill in an hour is given up."""
    parameters = parse_strategy(
        {
            "pair": pair,
            "timeframe": "1h",
            "buy_trigger": "-0.1",
            "sell_trigger": "0.1",
            "buy_amount": "50",
            "sell_amount": "50",
            "allocated_capital": "1000",
            "order_timeout": "1",
        }
    )
    assert isinstance(parameters, RuleStrategy), parameters
    return parameters


@dataclass
class House:
    """A demo account that can be shut down and started again at any moment."""

    path: Path
    clock: HandClock = field(default_factory=HandClock)
    events: list[Event] = field(default_factory=list)

    async def start(self) -> None:
        self.journal = Journal.open(self.path)
        worker = SyncWorker(self.journal)
        ledger = await Ledger.load("account", worker)
        self.exchange = DemoExchange(7, self.clock)
        page = await worker.trades(TradeQuery("account", book=BookKind.LIVE, limit=500))
        assert page.next is None
        books = [
            state.books[BookKind.LIVE] for state in ledger.portfolio.strategies.values() if BookKind.LIVE in state.books
        ]
        self.exchange.restore(
            [(trade.order, trade.fill) for trade in page.trades],
            [request_of(order) for book in books for order in book.orders],
        )
        self.trader = Trader(ledger, self.exchange, self.clock, poll_interval=10 * MINUTE)
        self.trader.subscribe(self.events.append)

    async def go_live(self) -> None:
        for pair in PAIRS:
            await self.trader.add_strategy(str(pair), str(pair), strategy(str(pair)))
            points = await self.trader.live.go_live(str(pair), confirmed=True)
            assert all(point.passed for point in points), points

    async def wake(self, until: int) -> bool:
        due = await self.trader.wake()
        if due > until:
            return False
        # Some minutes late at a close, so that prices have moved on and orders rest.
        self.clock.time = due + (LATE if due % HOUR == 0 else 0)
        return True

    async def restart(self) -> None:
        self.journal.close()
        await self.start()

    async def funds(self) -> Mapping[str, Balance]:
        balances = await self.exchange.balances()
        assert not isinstance(balances, Failure)
        return balances

    @property
    def portfolio(self) -> Portfolio:
        return self.trader.portfolio


async def lived(folder: Path, days: int, restart_every: int | None) -> House:
    house = House(folder / "journal.db")
    folder.mkdir()
    await house.start()
    await house.trader.wake()
    await house.go_live()
    wakes = 0
    while await house.wake(START + days * DAY):
        wakes += 1
        if restart_every is not None and wakes % restart_every == 0:
            before = await house.funds()
            await house.restart()
            assert await house.funds() == before
    return house


@pytest.mark.parametrize("restart_every", [3, 50])
async def test_given_restarts_when_trading_live_then_it_goes_on_as_without_them(
    tmp_path: Path, restart_every: int
) -> None:
    steady = await lived(tmp_path / "steady", DAYS, None)
    restarted = await lived(tmp_path / "restarted", DAYS, restart_every)

    assert restarted.events == steady.events
    assert restarted.portfolio == steady.portfolio
    assert await restarted.funds() == await steady.funds()
    for house in (steady, restarted):
        assert house.trader.live.status is AccountStatus.RUNNING
        assert house.trader.live.questions == ()
        assert {state.mode for state in house.portfolio.strategies.values()} == {Mode.LIVE}
        house.journal.close()
    ends = {event.status for event in steady.events if isinstance(event, OrderEnded)}
    assert ends == {OrderStatus.FILLED, OrderStatus.EXPIRED}, "the test means something"


async def test_given_live_books_when_compared_with_the_account_then_they_agree_to_the_cent(tmp_path: Path) -> None:
    house = await lived(tmp_path / "house", DAYS, 50)

    expected, funds = expected_balances(house.portfolio), await house.funds()

    held = {currency: balance.available + balance.in_orders for currency, balance in funds.items()}
    allocated = sum((state.parameters.allocated_capital for state in house.portfolio.strategies.values()), ZERO)
    assert held["EUR"] - expected["EUR"] == Decimal(10_000) - allocated
    for pair in PAIRS:
        assert held.get(pair.base, ZERO) == expected[pair.base]
    house.journal.close()
