"""Live orders are cancelled: what filled first is booked, and money returns once the end is proven."""

from decimal import Decimal

import pytest

from custom_components.aurono.engine.events import OrderEnded
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.execution.errors import TradingProblem

from ..hub import SOL_EUR
from ..live_hub import LiveHub
from ..venue import OWNER
from .steps import refused


async def test_given_an_open_order_when_cancelled_then_its_money_returns_once_the_end_is_proven(live: LiveHub) -> None:
    await live.buy_at(1, price="118")

    await live.live.cancel_order("s", live.order_id(1))
    assert live.book().reserved > 0
    await live.pass_minutes(1)

    assert (live.book().free, live.book().orders) == (Decimal(200), ())
    ended = live.events[-1]
    assert isinstance(ended, OrderEnded)
    assert ended.status is OrderStatus.CANCELLED


async def test_given_a_fill_that_came_first_when_cancelled_then_it_is_booked(live: LiveHub) -> None:
    await live.buy_at(1, price="118")
    live.exchange.trade(SOL_EUR, "116", "0.05")

    await live.live.cancel_order("s", live.order_id(1))
    await live.pass_minutes(1)

    assert (live.book().position, live.book().orders) == (Decimal("0.05"), ())
    assert live.book().free - 200 == live.money() - 1000


async def test_given_a_cancellation_that_did_nothing_when_looked_at_again_then_it_is_tried_again(
    live: LiveHub,
) -> None:
    await live.buy_at(1, price="118")
    cancel = live.exchange.cancel
    live.exchange.cancel = live.exchange.order  # type: ignore[method-assign]
    await live.live.cancel_order("s", live.order_id(1))
    assert len(live.exchange.engine.open_orders(OWNER)) == 1

    live.exchange.cancel = cancel  # type: ignore[method-assign]
    await live.pass_minutes(2)

    assert live.exchange.engine.open_orders(OWNER) == ()
    assert live.book().orders == ()


async def test_given_no_such_order_or_no_answer_when_cancelled_then_it_is_refused(live: LiveHub) -> None:
    await refused(live, live.live.cancel_order("s", "none"), TradingProblem.ORDER_NOT_OPEN)
    await refused(live, live.live.cancel_order("other", "none"), TradingProblem.STRATEGY_UNKNOWN)
    await live.buy_at(1, price="118")
    live.exchange.fail("cancel")

    await refused(live, live.live.cancel_order("s", live.order_id(1)), TradingProblem.EXCHANGE_SILENT)

    live.exchange.recover()
    await live.pass_minutes(2)
    assert len(live.exchange.engine.open_orders(OWNER)) == 1


async def test_given_orders_of_several_strategies_when_all_are_cancelled_then_shadow_ones_are_too(
    live: LiveHub,
) -> None:
    await live.add("paper")
    await live.add_live("other")
    await live.buy_at(1, price="118")

    assert await live.live.cancel_all() == 3
    await live.pass_minutes(1)

    assert live.exchange.engine.open_orders(OWNER) == ()
    assert [
        len(book.orders) for state in live.trader.portfolio.strategies.values() for book in state.books.values()
    ] == [0] * 5
    assert await live.live.cancel_all() == 0


async def test_given_one_order_that_does_not_add_up_when_all_are_cancelled_then_the_others_are(
    live: LiveHub, caplog: pytest.LogCaptureFixture
) -> None:
    await live.add_live("other")
    await live.buy_at(1, price="118")
    cancel = live.trader._tracker.cancel_all

    async def fails_for_one(state: object) -> None:
        if state is live.state():
            live.state().require_book(BookKind.LIVE).order("none")
        await cancel(state)  # type: ignore[arg-type]

    live.trader._tracker.cancel_all = fails_for_one  # type: ignore[method-assign]

    assert await live.live.cancel_all() == 2
    assert [order.client_order for order in live.exchange.engine.open_orders(OWNER)] == [live.order_id(1)]
    assert "does not add up" in caplog.text
