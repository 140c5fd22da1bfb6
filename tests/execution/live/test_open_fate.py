"""An order that the exchange neither shows nor denies, and what its owner can declare about it."""

from decimal import Decimal

import pytest

from custom_components.aurono.engine.events import OrderEnded
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.timeframe import MINUTE
from custom_components.aurono.exchange.protocol import (
    Failure,
    NotFound,
    OrderReport,
    OrderRequest,
)
from custom_components.aurono.execution.errors import TradingError, TradingProblem
from custom_components.aurono.execution.questions import QuestionKind
from custom_components.aurono.execution.tracker import request_of

from ..hub import SOL_EUR, hour
from ..live_hub import LiveHub
from ..venue import OWNER, Line
from .steps import refused


async def test_given_no_proof_for_two_minutes_then_it_is_a_question_until_the_exchange_answers(
    unknown: LiveHub,
) -> None:
    await unknown.pass_minutes(2)
    assert unknown.questions == {}
    await unknown.pass_minutes(1)

    key = f"unknown-{unknown.order_id(1)}"
    question = unknown.questions[key]
    assert (question.kind, question.strategy, question.order) == (QuestionKind.ORDER_UNKNOWN, "s", unknown.order_id(1))
    assert question.values == {
        "strategy": "Rule s",
        "pair": "SOL/EUR",
        "side": "buy",
        "amount": "0.16949152",
        "limit": "117",
        "reserved": "19.89",
        "order": unknown.order_id(1),
    }
    await unknown.pass_minutes(3)
    assert list(unknown.questions) == [key]

    unknown.exchange.recover()
    unknown.exchange.hidden.clear()
    await unknown.pass_minutes(1)
    assert unknown.questions == {}
    assert unknown.book().orders[0].status is OrderStatus.OPEN


async def test_given_an_equal_order_on_the_exchange_when_linked_then_its_fills_are_booked(live: LiveHub) -> None:
    live.exchange.placing = [Line.LOST]
    live.exchange.fail("order")
    await live.buy_at(1, price="118")
    await live.pass_minutes(3)
    (order,) = live.book().orders
    # The exchange knows the order, though not under the id that we sent.
    theirs = live.exchange.by_hand(SOL_EUR, Side.BUY, str(order.amount), str(order.limit))
    live.exchange.recover()
    live.exchange.trade(SOL_EUR, "116")

    await live.live.link_order("s", order.id, theirs.id)
    await live.pass_minutes(1)

    assert (live.book().position, live.book().orders) == (order.amount, ())
    assert live.book().free - 200 == live.money() - 1000
    assert live.questions == {}


async def test_given_another_order_when_linked_then_it_is_refused(live: LiveHub) -> None:
    await live.add_live("other")
    before = live.exchange.by_hand(SOL_EUR, Side.BUY, "0.16949152", "117")
    live.exchange.placing = [Line.LOST]
    live.exchange.fail("order")
    await live.buy_at(1, price="118")
    order, *_ = live.book().orders
    (taken,) = live.book("other").orders
    hand = live.exchange.by_hand
    amount, limit = str(order.amount), str(order.limit)
    equal = hand(SOL_EUR, Side.BUY, amount, limit)
    differing = [
        before,
        hand(SOL_EUR, Side.BUY, amount, "116.99"),
        hand(SOL_EUR, Side.BUY, "0.2", limit),
        hand(SOL_EUR, Side.BUY, amount, limit, client_order="another-bot"),
    ]
    desk = live.live

    await refused(live, desk.link_order("s", order.id, equal.id), TradingProblem.ORDER_ON_ITS_WAY)
    live.exchange.now += 3 * MINUTE
    assert taken.exchange_order is not None
    for each in (*(found.id for found in differing), taken.exchange_order):
        await refused(live, desk.link_order("s", order.id, each), TradingProblem.ORDER_DIFFERS)
    await refused(live, desk.link_order("s", order.id, "none"), TradingProblem.ORDER_NOT_FOUND)
    await refused(live, desk.link_order("other", taken.id, equal.id), TradingProblem.ORDER_PROVEN)
    await refused(live, desk.link_order("s", "none", equal.id), TradingProblem.ORDER_NOT_OPEN)
    live.exchange.fail("orders")
    await refused(live, desk.link_order("s", order.id, equal.id), TradingProblem.EXCHANGE_SILENT)


async def test_given_an_order_linked_already_when_another_is_linked_to_it_then_it_is_refused(live: LiveHub) -> None:
    await live.add_live("other")
    live.exchange.placing = [Line.LOST, Line.LOST]
    live.exchange.fail("order")
    await live.buy_at(1, price="118")
    (first,), (second,) = live.book().orders, live.book("other").orders
    theirs = live.exchange.by_hand(SOL_EUR, Side.BUY, str(first.amount), str(first.limit))
    live.exchange.now += 3 * MINUTE
    await live.live.link_order("s", first.id, theirs.id)

    await refused(live, live.live.link_order("other", second.id, theirs.id), TradingProblem.ORDER_DIFFERS)
    assert not await live.live.candidates("other", second.id)

    # Nor once it has ended: its fills are booked.
    live.exchange.recover()
    live.exchange.trade(SOL_EUR, "116")
    await live.pass_minutes(1)
    assert live.book().position == first.amount
    assert not live.book().orders
    live.exchange.fail("order")
    await refused(live, live.live.link_order("other", second.id, theirs.id), TradingProblem.ORDER_DIFFERS)
    assert not await live.live.candidates("other", second.id)


async def test_given_no_proof_when_its_owner_declares_that_it_never_arrived_then_its_money_returns(
    unknown: LiveHub,
) -> None:
    order = unknown.order_id(1)
    await refused(unknown, unknown.live.declare_never_arrived("s", order), TradingProblem.ORDER_ON_ITS_WAY)
    await unknown.pass_minutes(3)

    await unknown.live.declare_never_arrived("s", order)

    ended = unknown.events[-1]
    assert isinstance(ended, OrderEnded)
    assert (ended.status, unknown.book().free, unknown.questions) == (OrderStatus.REJECTED, Decimal(200), {})


async def test_given_the_order_is_there_after_all_when_declared_never_arrived_then_it_is_taken_up(
    unknown: LiveHub,
) -> None:
    await unknown.pass_minutes(3)
    unknown.exchange.recover()
    unknown.exchange.hidden.clear()

    with pytest.raises(TradingError) as caught:
        await unknown.live.declare_never_arrived("s", unknown.order_id(1))

    assert caught.value.problem is TradingProblem.ORDER_PROVEN
    assert unknown.book().orders[0].status is OrderStatus.OPEN


async def test_given_the_exchange_lists_the_order_when_declared_never_arrived_then_it_is_refused(
    unknown: LiveHub,
) -> None:
    await unknown.pass_minutes(3)
    unknown.exchange.hidden.clear()

    await refused(unknown, unknown.live.declare_never_arrived("s", unknown.order_id(1)), TradingProblem.ORDER_PROVEN)


async def test_given_an_exchange_that_says_nothing_at_all_when_declared_never_arrived_then_it_is_refused(
    unknown: LiveHub,
) -> None:
    await unknown.pass_minutes(3)
    unknown.exchange.fail("orders")

    await refused(unknown, unknown.live.declare_never_arrived("s", unknown.order_id(1)), TradingProblem.EXCHANGE_SILENT)


async def test_given_the_order_itself_is_listed_when_another_is_linked_then_it_is_refused(live: LiveHub) -> None:
    live.exchange.placing = [Line.DEAF]
    live.exchange.fail("order")
    await live.buy_at(1, price="118")
    await live.pass_minutes(3)
    (order,) = live.book().orders
    equal = live.exchange.by_hand(SOL_EUR, Side.BUY, str(order.amount), str(order.limit))

    await refused(live, live.live.link_order("s", order.id, equal.id), TradingProblem.ORDER_DIFFERS)


async def test_given_the_second_denial_when_declared_never_arrived_then_it_ends_once(unknown: LiveHub) -> None:
    unknown.exchange.recover()
    await unknown.live.cancel_order("s", unknown.order_id(1))
    unknown.exchange.now += 3 * MINUTE

    await unknown.live.declare_never_arrived("s", unknown.order_id(1))

    ends = [event for event in unknown.events if isinstance(event, OrderEnded)]
    assert [(end.status, end.detail) for end in ends] == [(OrderStatus.REJECTED, "never arrived at the exchange")]


async def test_given_an_acknowledged_order_that_is_denied_then_it_is_a_question_that_its_owner_can_end(
    live: LiveHub,
) -> None:
    await live.buy_at(1, price="118")
    live.exchange.trade(SOL_EUR, "116", "0.05")
    await live.pass_minutes(1)
    order = live.order_id(1)
    await refused(live, live.live.declare_never_arrived("s", order), TradingProblem.ORDER_PROVEN)
    live.exchange.hidden.add(order)

    await live.pass_minutes(3)
    assert list(live.questions) == [f"vanished-{order}"]
    assert live.book().reserved > 0
    await live.live.declare_never_arrived("s", order)

    ended = live.events[-1]
    assert isinstance(ended, OrderEnded)
    assert (ended.status, live.book().position) == (OrderStatus.CANCELLED, Decimal("0.05"))
    assert live.questions == {}


async def test_given_a_denied_order_that_shows_again_then_the_question_is_gone(live: LiveHub) -> None:
    await live.buy_at(1, price="118")
    live.exchange.hidden.add(live.order_id(1))
    await live.pass_minutes(3)
    assert live.questions != {}

    live.exchange.hidden.clear()
    await live.pass_minutes(1)

    assert live.questions == {}


async def test_given_an_order_of_which_nothing_can_be_read_when_an_hour_has_passed_then_it_is_a_question(
    live: LiveHub,
) -> None:
    await live.buy_at(1, price="118")
    order = live.order_id(1)
    live.exchange.fail("order")
    await live.pass_minutes(59)
    assert live.questions == {}
    await live.pass_minutes(3)
    assert list(live.questions) == [f"unsettled-{order}"]

    # The exchange lists it as open: there is nothing to declare, nor to link.
    await refused(live, live.live.declare_never_arrived("s", order), TradingProblem.ORDER_PROVEN)
    (venue_order,) = live.exchange.engine.open_orders(OWNER)
    await refused(live, live.live.link_order("s", order, venue_order.id), TradingProblem.ORDER_PROVEN)
    live.exchange.recover()
    await live.live.recheck()

    assert live.questions == {}
    assert live.book().reserved > 0


@pytest.mark.parametrize("silent", [True, False])
async def test_given_an_order_that_ended_but_is_never_shown_whole_when_declared_then_what_is_booked_stays(
    live: LiveHub, silent: bool
) -> None:
    await live.buy_at(1, price="118")
    live.exchange.trade(SOL_EUR, "116", "0.05")
    await live.pass_minutes(1)
    (venue_order,) = live.exchange.engine.open_orders(OWNER)
    shown = await live.exchange.order(request_of(live.book().orders[0]))
    live.exchange.engine.cancel(OWNER, SOL_EUR, live.exchange.now, order_id=venue_order.id)
    if silent:
        live.exchange.fail("order", "cancel")
        await live.pass_minutes(62)
    else:

        async def never_settled(_: OrderRequest) -> OrderReport | NotFound | Failure:
            return shown

        live.exchange.order = never_settled  # type: ignore[method-assign, assignment]
        live.exchange.cancel = never_settled  # type: ignore[method-assign, assignment]
        await live.run_until(hour(1 + 4 + 24) - MINUTE)
        assert live.questions == {}
        await live.pass_minutes(3)

    assert list(live.questions) == [f"unsettled-{live.order_id(1)}"]
    await live.live.declare_never_arrived("s", live.order_id(1))

    (ended,) = [event for event in live.events if isinstance(event, OrderEnded)]
    assert (ended.status, live.book().position) == (OrderStatus.CANCELLED, Decimal("0.05"))
    assert (live.questions, live.book().orders) == ({}, ())
