"""Live strategies: an order is only planned for money that the exchange really has free."""

from decimal import Decimal

import pytest

from custom_components.aurono.engine.events import BookOpened, OrderPlanned, OrderUnknown, StrategyAdded
from custom_components.aurono.engine.order import client_order_id
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import HOUR, MINUTE
from custom_components.aurono.exchange.protocol import Balance
from tests.exchange.scripted_market import NO_ANSWER

from .hub import ACCOUNT, MONDAY, SOL_EUR, Hub, hour, strategy

FALL = "120 121 115 115.80"


@pytest.fixture
async def live(hub: Hub) -> Hub:
    """A strategy in live mode with its books open; the exchange holds 100 EUR."""
    hub.exchange.funds = {"EUR": Balance(Decimal(100), Decimal(0))}
    await add_live(hub, "s")
    hub.candle(0, FALL)
    hub.exchange.tickers[SOL_EUR] = Decimal("115.80")
    return hub


async def add_live(hub: Hub, strategy_id: str) -> None:
    await hub.ledger.record(
        StrategyAdded(hub.exchange.now, strategy_id, "Live", Mode.LIVE, strategy()),
        BookOpened(hub.exchange.now, strategy_id, BookKind.LIVE, Decimal(200), None),
    )


async def test_given_enough_money_at_the_exchange_when_it_fires_then_one_order_is_sent(live: Hub) -> None:
    await live.wake_at(hour(1))

    assert live.outcomes() == [Reason.BUY]
    (sent,) = live.exchange.sent
    assert sent.client_order == client_order_id(ACCOUNT, "s", 1, BookKind.LIVE, MONDAY, Side.BUY)
    assert (sent.limit, sent.amount) == (Decimal("117.00"), Decimal("0.17271157"))


async def test_given_too_little_money_at_the_exchange_when_it_fires_then_nothing_is_sent(live: Hub) -> None:
    live.exchange.funds = {"EUR": Balance(Decimal("20.25"), Decimal(80))}

    await live.wake_at(hour(1))

    assert live.outcomes() == [Reason.BALANCE_INSUFFICIENT]
    assert live.exchange.sent == []


async def test_given_a_currency_that_is_not_listed_when_it_fires_then_that_is_no_money(live: Hub) -> None:
    live.exchange.funds = {}

    await live.wake_at(hour(1))

    assert live.outcomes() == [Reason.BALANCE_INSUFFICIENT]


async def test_given_balances_that_cannot_be_read_when_it_fires_then_it_is_asked_until_the_grace_ends(
    live: Hub,
) -> None:
    await live.wake_at(hour(1) - MINUTE)
    live.exchange.funds = NO_ANSWER

    await live.run_until(hour(1) + 10 * MINUTE)

    assert live.outcomes() == [Reason.EXCHANGE_UNREACHABLE]
    assert live.exchange.sent == []


async def test_given_another_strategys_order_was_never_heard_of_when_it_fires_then_its_money_is_not_spent_twice(
    live: Hub,
) -> None:
    await add_live(live, "other")
    planned = OrderPlanned(
        time=live.exchange.now,
        strategy="other",
        book=BookKind.LIVE,
        order="00000000-0000-5000-8000-000000000000",
        version=1,
        candle_close=live.exchange.now,
        pair=SOL_EUR,
        side=Side.BUY,
        limit=Decimal(100),
        amount=Decimal("0.8"),
        reserved=Decimal("80.20"),
        life_ends=live.exchange.now + 4 * HOUR,
    )
    await live.ledger.record(planned, OrderUnknown(planned.time, "other", BookKind.LIVE, planned.order, "timeout"))

    await live.wake_at(hour(1))

    # 100 - 80.20 leaves 19.80, the order reserves 20.26
    assert live.outcomes() == [Reason.BALANCE_INSUFFICIENT]
