"""Real money: who may trade it, what stops it, and the way out of every state that needs a person."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from custom_components.aurono.engine.events import OrderEnded, OrderPlanned
from custom_components.aurono.engine.market import Pair, Tick
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import HOUR, MINUTE
from custom_components.aurono.exchange.protocol import (
    Failure,
    FailureKind,
    MarketStatus,
    NotFound,
    OrderReport,
    OrderRequest,
)
from custom_components.aurono.execution.errors import TradingError, TradingProblem
from custom_components.aurono.execution.live import AccountStatus
from custom_components.aurono.execution.questions import QuestionKind
from custom_components.aurono.execution.reconciliation import Reconciler
from custom_components.aurono.execution.tracker import request_of
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Entry
from tests.exchange.scripted_market import rules_of

from .hub import SOL_EUR, hour, strategy
from .live_hub import FLAT, LiveHub
from .venue import OWNER, Line


@pytest.fixture
async def hub(tmp_path: Path) -> AsyncIterator[LiveHub]:
    hub = LiveHub(tmp_path)
    await hub.start()
    yield hub
    hub.journal.close()


@pytest.fixture
async def live(hub: LiveHub) -> LiveHub:
    """One live strategy, proven against the exchange."""
    await hub.add_live()
    await hub.trader.wake()
    hub.events.clear()
    return hub


async def refused(hub: LiveHub, act: Awaitable[object], problem: TradingProblem) -> TradingError:
    """What is refused changes nothing."""
    before, events = hub.trader.portfolio, len(hub.events)
    with pytest.raises(TradingError) as caught:
        await act
    assert caught.value.problem is problem
    assert (hub.trader.portfolio, len(hub.events)) == (before, events)
    return caught.value


# -- going live ----------------------------------------------------------------------------------------------------


async def test_given_a_strategy_that_passes_when_it_goes_live_then_its_books_start_from_its_capital(
    hub: LiveHub,
) -> None:
    hub.exchange.deposit("SOL", "1.5")
    await hub.add(starting_position={"amount": "1.5", "average_price": "100"})

    points = await hub.live.go_live("s", confirmed=True)

    assert all(point.passed for point in points)
    assert hub.kinds()[-2:] == ["ModeChanged", "BookOpened"]
    assert (hub.state().mode, hub.status()) == (Mode.LIVE, AccountStatus.RUNNING)
    assert (hub.book().free, hub.book().position, hub.book().cost) == (Decimal(200), Decimal("1.5"), Decimal(150))
    assert hub.state().books[BookKind.SHADOW].free == 200


async def test_given_live_books_when_it_goes_live_again_then_they_go_on_and_nothing_is_confirmed_anew(
    live: LiveHub,
) -> None:
    await live.trader.deposit("s", Decimal(50))
    await live.trader.set_mode("s", Mode.PAUSED)

    points = await live.live.go_live("s", confirmed=False)

    assert all(point.passed for point in points)
    assert (live.state().mode, live.book().free) == (Mode.LIVE, Decimal(250))
    assert live.kinds() == ["CapitalDeposited", "ModeChanged", "ModeChanged"]


async def test_given_a_live_strategy_when_it_goes_live_then_nothing_happens(live: LiveHub) -> None:
    assert all(point.passed for point in await live.live.go_live("s", confirmed=False))
    assert live.events == []


# -- stopping ------------------------------------------------------------------------------------------------------


async def test_given_a_stop_when_candles_close_then_they_have_no_outcome_and_none_is_missed_after_it(
    live: LiveHub,
) -> None:
    await live.wake_at(hour(1) - MINUTE)
    await live.live.stop(cancel_orders=False)
    assert live.status() is AccountStatus.STOPPED
    for number in (1, 2, 3):
        await live.buy_at(number)

    await live.live.resume()
    await live.buy_at(4)

    assert live.outcomes() == [Reason.BUY]
    assert list(live.exchange.arrived) == [live.order_id(4)]
    assert live.status() is AccountStatus.RUNNING


@pytest.mark.parametrize("cancel", [True, False])
async def test_given_open_orders_when_trading_stops_then_they_are_cancelled_or_kept_as_chosen(
    live: LiveHub, cancel: bool
) -> None:
    await live.buy_at(1, price="118")
    assert live.book().reserved > 0

    await live.live.stop(cancel_orders=cancel)
    await live.pass_minutes(2)

    assert len(live.exchange.engine.open_orders(OWNER)) == (0 if cancel else 1)
    assert (live.book().orders == ()) is cancel
    if not cancel:
        live.exchange.trade(SOL_EUR, "116")
        await live.pass_minutes(1)
        assert live.book().position > 0
    assert live.status() is AccountStatus.STOPPED


async def test_given_a_wake_under_way_when_trading_stops_then_it_sends_nothing_more(live: LiveHub) -> None:
    stop = await asked_during_a_wake(live, lambda: live.live.stop(cancel_orders=False))

    assert not live.exchange.sent
    assert live.outcomes() == []
    await stop
    assert live.status() is AccountStatus.STOPPED


@pytest.mark.parametrize("removed", [False, True])
async def test_given_a_wake_under_way_when_a_strategy_is_paused_or_removed_then_it_sends_nothing_more(
    live: LiveHub, removed: bool
) -> None:
    await live.add_live("other", buy_amount="30")
    trader = live.trader
    end = await asked_during_a_wake(
        live, lambda: trader.remove_strategy("s") if removed else trader.set_mode("s", Mode.PAUSED)
    )

    # The other one is not held back.
    assert list(live.exchange.sent) == [live.order_id(1, strategy_id="other")]
    await end
    assert ("s" not in trader.portfolio.strategies) if removed else (live.state().mode is Mode.PAUSED)


async def test_given_a_stop_while_the_plan_is_written_when_it_is_on_the_disk_then_it_ends_unsent(
    live: LiveHub,
) -> None:
    append = live.ledger._journal.append
    asked: list[asyncio.Task[None]] = []

    async def stopped_meanwhile(entries: Sequence[Entry]) -> None:
        await append(entries)
        if not asked and any(isinstance(entry.event, OrderPlanned) for entry in entries):
            asked.append(asyncio.create_task(live.live.stop(cancel_orders=False)))
            await asyncio.sleep(0)

    live.ledger._journal.append = stopped_meanwhile  # type: ignore[method-assign]
    await live.buy_at(1)
    await asked[0]

    assert not live.exchange.sent
    assert live.kinds() == ["Evaluated", "OrderPlanned", "OrderEnded", "TradingStopped"]
    assert (live.book().orders, live.book().free) == ((), Decimal(200))


async def test_given_a_stop_that_the_journal_refuses_when_it_wakes_again_then_the_candle_is_still_evaluated(
    live: LiveHub,
) -> None:
    append = live.ledger._journal.append

    async def busy(entries: Sequence[Entry]) -> None:
        raise JournalUnavailable(Trouble.LOCKED, "another program holds the file")

    def lock(_: str) -> None:
        live.ledger._journal.append = busy  # type: ignore[method-assign]

    stop = await asked_during_a_wake(live, lambda: live.live.stop(cancel_orders=False), also=lock)
    with pytest.raises(TradingError):
        await stop
    live.ledger._journal.append = append  # type: ignore[method-assign]
    await live.trader.wake()

    assert live.outcomes() == [Reason.BUY]


async def asked_during_a_wake[T](
    live: LiveHub, ask: Callable[[], Coroutine[Any, Any, T]], *, also: Callable[[str], None] | None = None
) -> asyncio.Task[T]:
    """The owner asks for something while a wake that fires is reading the price; what they asked for is returned."""
    asked: list[asyncio.Task[T]] = []
    read = live.exchange.ticker

    async def slowly(pair: Pair) -> Decimal | Failure:
        if not asked:
            asked.append(asyncio.create_task(ask()))
            await asyncio.sleep(0)
            if also is not None:
                also("ticker")
        return await read(pair)

    live.exchange.ticker = slowly  # type: ignore[method-assign]
    await live.buy_at(1)
    live.exchange.ticker = read  # type: ignore[method-assign]
    return asked[0]


async def test_given_an_exchange_that_is_silent_when_trading_stops_then_the_orders_are_cancelled_once_it_speaks(
    live: LiveHub,
) -> None:
    await live.buy_at(1, price="118")
    live.exchange.fail("cancel", "order")
    await live.live.stop(cancel_orders=True)
    assert len(live.exchange.engine.open_orders(OWNER)) == 1

    live.exchange.recover()
    await live.pass_minutes(2)

    assert live.exchange.engine.open_orders(OWNER) == ()
    assert live.book().orders == ()


async def test_given_an_order_on_its_way_when_trading_stops_then_it_is_cancelled_when_it_shows(live: LiveHub) -> None:
    live.exchange.placing = [Line.DEAF]
    live.exchange.hidden.add(live.order_id(1))
    await live.buy_at(1, price="118")
    await live.live.stop(cancel_orders=True)

    live.exchange.hidden.clear()
    await live.pass_minutes(2)

    assert live.exchange.engine.open_orders(OWNER) == ()
    (ended,) = [event for event in live.events if isinstance(event, OrderEnded)]
    assert ended.status is OrderStatus.CANCELLED


async def test_given_a_kill_right_after_a_stop_when_started_anew_then_the_orders_are_still_cancelled(
    live: LiveHub,
) -> None:
    await live.buy_at(1, price="118")
    live.exchange.fail("cancel", "order")
    await live.live.stop(cancel_orders=False)
    await live.live.stop(cancel_orders=True)

    await live.restart()
    live.exchange.recover()
    await live.pass_minutes(2)

    assert live.exchange.engine.open_orders(OWNER) == ()
    assert live.book().orders == ()


async def test_given_a_paused_strategy_when_its_live_order_still_rests_then_it_may_go_live_again(live: LiveHub) -> None:
    await live.buy_at(1, price="118")
    await live.trader.set_mode("s", Mode.PAUSED)

    assert all(point.passed for point in await live.live.go_live("s", confirmed=False))


async def test_given_a_stop_when_stopped_or_resumed_twice_then_it_is_written_once(live: LiveHub) -> None:
    await live.live.resume()
    await live.live.stop(cancel_orders=False)
    await live.live.stop(cancel_orders=False)
    await live.live.resume()
    await live.live.resume()

    assert live.kinds() == ["TradingStopped", "TradingResumed"]


async def test_given_a_stop_when_started_anew_then_it_still_holds(live: LiveHub) -> None:
    await live.live.stop(cancel_orders=False)

    await live.restart()
    await live.buy_at(1)

    assert live.status() is AccountStatus.STOPPED
    assert live.exchange.arrived == {}


# -- cancelling ----------------------------------------------------------------------------------------------------


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


# -- an order whose fate is open -----------------------------------------------------------------------------------


@pytest.fixture
async def unknown(live: LiveHub) -> LiveHub:
    """An order whose answer was lost, and which the exchange neither shows nor denies."""
    live.exchange.placing = [Line.DEAF]
    live.exchange.hidden.add(live.order_id(1))
    live.exchange.fail("order")
    await live.buy_at(1, price="118")
    return live


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


# -- money that is not where the books say -------------------------------------------------------------------------


def surplus(live: LiveHub) -> dict[str, Decimal]:
    return {line.currency: line.surplus for line in live.live.reconciler.liquidity}


async def test_given_a_deposit_or_a_buy_by_hand_then_it_is_shown_as_nobodys_and_never_adopted(live: LiveHub) -> None:
    await live.pass_minutes(16)
    assert surplus(live) == {"EUR": Decimal(800), "SOL": Decimal(0)}

    live.exchange.deposit("EUR", "50")
    live.exchange.by_hand(SOL_EUR, Side.BUY, "1", "121")
    await live.pass_minutes(16)

    assert surplus(live) == {"EUR": live.money() - 200, "SOL": Decimal(1)}
    assert (live.book().free, live.book().position) == (Decimal(200), Decimal(0))
    assert live.questions == {}


@pytest.mark.parametrize("silent", ["balances", "orders", "markets"])
async def test_given_an_exchange_that_does_not_show_what_it_holds_then_it_is_known_why(
    live: LiveHub, silent: str
) -> None:
    refused_key = Failure(FailureKind.KEY_INVALID, "305 no such key")
    live.exchange.fail(silent, failure=refused_key)
    live.trader._watch.forget_markets()
    await live.pass_minutes(16)
    assert live.live.reconciler.failure == refused_key

    live.exchange.recover()
    await live.pass_minutes(16)
    assert live.live.reconciler.failure is None


async def test_given_an_order_by_hand_then_it_is_shown_never_adopted_and_gone_when_it_is(live: LiveHub) -> None:
    theirs = live.exchange.by_hand(SOL_EUR, Side.BUY, "0.1", "100")
    await live.pass_minutes(16)

    (question,) = live.live.questions
    assert (question.kind, question.key) == (QuestionKind.ORDER_FOREIGN, f"foreign-{theirs.id}")
    assert question.values == {
        "order": theirs.id,
        "pair": "SOL/EUR",
        "side": "buy",
        "amount": "0.1",
        "limit": "100",
    }
    assert live.book().orders == ()

    live.exchange.engine.cancel(OWNER, SOL_EUR, live.exchange.now, order_id=theirs.id)
    await live.pass_minutes(16)
    assert live.live.questions == ()


async def test_given_our_own_orders_then_none_is_foreign(live: LiveHub) -> None:
    await live.add_live("other")
    await live.buy_at(1, price="118")

    await live.pass_minutes(31)

    assert len(live.exchange.engine.open_orders(OWNER)) == 2
    assert live.live.questions == ()


async def test_given_money_withdrawn_by_hand_then_the_gap_is_named_and_writing_it_off_closes_it(live: LiveHub) -> None:
    live.exchange.withdraw("EUR", "906.27")
    await live.pass_minutes(16)

    (question,) = live.live.questions
    assert (question.kind, question.key) == (QuestionKind.BALANCE_SHORT, "short-EUR")
    assert dict(question.values) == {
        "currency": "EUR",
        "expected": "200",
        "actual": "93.73",
        "gap": "106.27",
        "role": "quote",
    }

    await live.live.write_off("s", Decimal(0), Decimal("106.27"), "spent")
    await live.pass_minutes(1)
    assert live.live.questions == ()
    assert (live.book().free, live.book().realized) == (Decimal("93.73"), Decimal("-106.27"))


async def test_given_a_gap_when_money_is_deposited_or_capital_withdrawn_then_the_question_is_gone(
    live: LiveHub,
) -> None:
    live.exchange.withdraw("EUR", "900")
    await live.pass_minutes(16)
    assert list(live.questions) == ["short-EUR"]

    await live.trader.withdraw("s", Decimal(60))
    await live.pass_minutes(1)
    assert live.questions["short-EUR"].values["gap"] == "40"
    live.exchange.deposit("EUR", "40")
    await live.pass_minutes(16)

    assert live.questions == {}


async def test_given_a_fill_between_the_two_looks_then_no_gap_is_named(live: LiveHub) -> None:
    await live.buy_at(1, price="118")

    def fills(name: str) -> None:
        if name == "balances":
            live.exchange.trade(SOL_EUR, "116")

    live.exchange.on_call = fills
    live.exchange.now += 16 * MINUTE
    await live.trader.wake()
    assert live.book().position == 0
    assert live.live.questions == ()

    await live.pass_minutes(1)
    assert live.book().position > 0
    assert live.live.questions == ()


async def test_given_a_gap_while_an_order_is_open_then_the_second_look_names_it(live: LiveHub) -> None:
    await live.buy_at(1, price="118")
    live.exchange.withdraw("EUR", "900")
    await live.pass_minutes(15)
    assert live.questions == {}
    assert not live.live.reconciler.has_seen_all

    await live.pass_minutes(1)

    assert list(live.questions) == ["short-EUR"]
    assert live.live.reconciler.has_seen_all


async def test_given_coins_of_its_owner_when_adopted_then_the_strategy_may_sell_them(live: LiveHub) -> None:
    live.exchange.deposit("SOL", "2")

    await live.live.adopt_position("s", Decimal("1.5"), Decimal(100), "mine")
    await live.sell_at(1)

    assert live.outcomes() == [Reason.SELL]
    assert live.book().position < Decimal("1.5")
    assert live.exchange.total("SOL") - 2 == live.book().position - Decimal("1.5")


async def test_given_declarations_that_cannot_be_then_each_is_refused(live: LiveHub) -> None:
    await live.add("paper")
    desk, one = live.live, Decimal(1)
    await refused(live, desk.adopt_position("s", Decimal(0), one), TradingProblem.AMOUNT_NOT_POSITIVE)
    await refused(live, desk.adopt_position("s", one, Decimal(-1)), TradingProblem.AMOUNT_NOT_POSITIVE)
    await refused(live, desk.adopt_position("paper", one, one), TradingProblem.NO_LIVE_BOOKS)
    await refused(live, desk.adopt_position("none", one, one), TradingProblem.STRATEGY_UNKNOWN)
    error = await refused(live, desk.write_off("s", one, Decimal(0)), TradingProblem.DIFFERENCE_TOO_LARGE)
    assert error.values == {"position": "0", "available": "200"}
    await refused(live, desk.write_off("s", Decimal(0), Decimal("200.01")), TradingProblem.DIFFERENCE_TOO_LARGE)
    await refused(live, desk.write_off("s", Decimal(0), Decimal(0)), TradingProblem.DIFFERENCE_TOO_LARGE)
    await refused(live, desk.write_off("s", Decimal(0), Decimal(-1)), TradingProblem.DIFFERENCE_TOO_LARGE)
    await refused(live, desk.write_off("paper", Decimal(0), one), TradingProblem.NO_LIVE_BOOKS)
    await refused(live, desk.retire_market("paper"), TradingProblem.NO_LIVE_BOOKS)
    await refused(live, desk.retire_market("s"), TradingProblem.MARKET_STILL_LISTED)
    await refused(live, desk.preflight("none", confirmed=True), TradingProblem.STRATEGY_UNKNOWN)
    await refused(live, desk.go_live("none", confirmed=True), TradingProblem.STRATEGY_UNKNOWN)


# -- a market that is gone -----------------------------------------------------------------------------------------


async def test_given_a_delisted_market_then_it_is_a_question_until_it_is_retired(live: LiveHub) -> None:
    await live.buy_at(1)
    await live.buy_at(2, price="118")
    live.exchange.trade(SOL_EUR, "116", "0.05")
    live.exchange.delist(SOL_EUR)
    live.exchange.now += 24 * HOUR
    await live.pass_minutes(1)

    question = live.questions["gone-s"]
    assert (question.kind, question.values["pair"]) == (QuestionKind.MARKET_GONE, "SOL/EUR")
    before = live.book()
    await live.live.retire_market("s")

    book = live.book()
    assert (book.position, book.cost, book.orders, live.state().mode) == (Decimal(0), Decimal(0), (), Mode.PAUSED)
    assert book.realized == before.realized - before.cost
    assert live.questions == {}


async def test_given_a_fill_before_the_end_of_its_market_when_retired_then_it_is_booked_first(live: LiveHub) -> None:
    await live.buy_at(1, price="118")
    live.exchange.trade(SOL_EUR, "116", "0.05")
    live.exchange.engine.cancel_all(live.exchange.now, "delisted", pair=SOL_EUR)
    live.exchange.delist(SOL_EUR)
    live.exchange.now += 24 * HOUR
    await live.pass_minutes(1)
    live.exchange._unless_listed = lambda pair: None  # type: ignore[method-assign]

    await live.live.retire_market("s")

    assert live.kinds()[-4:] == ["OrderFill", "OrderEnded", "DifferenceWrittenOff", "ModeChanged"]
    assert live.book().free - 200 == live.money() - 1000


async def test_given_a_market_that_is_listed_again_when_retired_then_it_is_refused(live: LiveHub) -> None:
    live.exchange.delist(SOL_EUR)
    live.exchange.now += 24 * HOUR
    await live.pass_minutes(1)
    assert list(live.questions) == ["gone-s"]
    live.exchange.list(rules_of(SOL_EUR))

    await refused(live, live.live.retire_market("s"), TradingProblem.MARKET_STILL_LISTED)
    assert live.questions == {}


async def test_given_a_market_that_is_gone_when_one_strategy_trades_there_then_the_others_go_on(live: LiveHub) -> None:
    other = Pair("ETH", "EUR")
    live.exchange.open_market(rules_of(other))
    live.exchange.trade(other, "3000")
    await live.add_live("other", pair="ETH/EUR", buy_amount="50", sell_amount="50")
    live.exchange.delist(SOL_EUR)
    live.exchange.now = hour(24)
    live.exchange.write(other, live.state("other").parameters.timeframe, hour(24), "3000 3000 2900 2900")
    live.exchange.trade(other, "2900")

    await live.wake_at(hour(25))

    assert live.outcomes("other")[-1] is Reason.BUY
    assert live.book("other").position > 0


async def test_given_nothing_left_in_a_market_when_it_is_delisted_then_nobody_is_asked(live: LiveHub) -> None:
    await live.trader.set_mode("s", Mode.PAUSED)
    live.exchange.delist(SOL_EUR)
    live.exchange.now += 24 * HOUR

    await live.pass_minutes(16)

    assert live.questions == {}


# -- after a start -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("silent", ["orders", "balances", "order"])
async def test_given_an_exchange_that_does_not_answer_for_everything_then_live_strategies_wait_and_shadow_goes_on(
    live: LiveHub, silent: str
) -> None:
    await live.add("paper")
    await live.buy_at(1, price="118")
    live.exchange.fail(silent)

    await live.restart()
    live.events.clear()
    assert live.status() is AccountStatus.RECOVERING
    await live.candle_at(2, FLAT, "120")
    await live.pass_minutes(3)

    assert live.status() is AccountStatus.RECOVERING
    assert (live.outcomes(), live.outcomes("paper")) == ([], [Reason.NO_SIGNAL])

    live.exchange.recover()
    await live.pass_minutes(1)
    assert live.status() is AccountStatus.RUNNING
    assert live.outcomes() == [Reason.NO_SIGNAL]


async def test_given_a_recovering_account_when_a_candle_is_due_then_it_does_not_ask_every_second(
    live: LiveHub,
) -> None:
    live.exchange.fail("balances")
    await live.restart()

    assert await live.wake_at(hour(1)) == hour(1) + MINUTE


async def test_given_a_journal_that_is_busy_when_orders_are_looked_at_then_that_proves_nothing(live: LiveHub) -> None:
    await live.add_live("other")
    await live.buy_at(1, price="118")
    await live.restart()
    live.exchange.trade(SOL_EUR, "116")
    calls = live.trader._tracker.follow_all

    async def busy(state: object) -> None:
        raise TradingError(TradingProblem.JOURNAL_BUSY)

    live.trader._tracker.follow_all = busy  # type: ignore[method-assign]
    await live.pass_minutes(1)
    assert live.status() is AccountStatus.RECOVERING

    live.trader._tracker.follow_all = calls  # type: ignore[method-assign]
    await live.pass_minutes(1)
    assert live.status() is AccountStatus.RUNNING


async def test_given_a_comparison_that_breaks_when_it_wakes_then_paper_goes_on_and_it_is_told(
    live: LiveHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    await live.add("paper")

    async def breaks(_: Reconciler) -> bool:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(Reconciler, "look", breaks)
    with pytest.raises(RuntimeError, match="nobody foresaw this"):
        await live.candle_at(1, FLAT, "120")

    assert live.outcomes("paper") == [Reason.NO_SIGNAL]


async def test_given_no_live_books_when_started_then_the_account_is_running_at_once(hub: LiveHub) -> None:
    await hub.add()
    await hub.restart()

    assert hub.status() is AccountStatus.RUNNING
    assert hub.live.questions == ()


async def test_given_a_journal_that_failed_then_the_preflight_says_so_and_every_action_is_refused(
    live: LiveHub,
) -> None:
    await live.trader.set_mode("s", Mode.PAUSED)
    live.journal._writer.close()
    acts: list[Awaitable[object]] = [
        live.live.stop(cancel_orders=True),
        live.live.adopt_position("s", Decimal(1), Decimal(1)),
        live.live.write_off("s", Decimal(0), Decimal(1)),
        live.live.go_live("s", confirmed=True),
    ]
    for act in acts[:3]:
        await refused(live, act, TradingProblem.JOURNAL_HALTED)

    points = await acts[3]
    assert [point.check for point in points if not point.passed] == ["account_ready"]  # type: ignore[attr-defined]
    assert live.state().mode is Mode.PAUSED
    await live.start()


async def test_given_two_strategies_on_one_coin_when_the_account_has_enough_for_one_then_the_other_waits(
    live: LiveHub,
) -> None:
    await live.add_live("other")
    live.exchange.withdraw("EUR", "970")

    await live.buy_at(1, price="118")

    # 19.89 of the 30 are held by the first order, wherever its own capital would still reach.
    assert (live.outcomes("s"), live.outcomes("other")) == ([Reason.BUY], [Reason.BALANCE_INSUFFICIENT])
    assert live.exchange.arrived == {live.order_id(1): 1}
    assert live.book("other").free == Decimal(200)


async def test_given_a_price_step_that_changes_between_sizing_and_sending_then_it_is_refused_and_the_next_one_fits(
    live: LiveHub,
) -> None:
    def coarser(what: str) -> None:
        if what == "ticker":
            live.exchange.open_market(rules_of(SOL_EUR, price_grid=Tick(Decimal(10))))

    live.exchange.on_call = coarser
    await live.buy_at(1)
    live.exchange.on_call = None

    (ended,) = [event for event in live.events if isinstance(event, OrderEnded)]
    assert (ended.status, ended.failure) == (OrderStatus.REJECTED, False)
    assert (live.book().free, live.exchange.arrived) == (Decimal(200), {})
    await live.buy_at(2, price="109")
    (order, *_) = [event for event in live.events if isinstance(event, OrderPlanned) and event.candle_close == hour(2)]
    assert order.limit == Decimal(110)
    assert live.book().position > 0


async def test_given_a_halted_market_when_it_fires_then_the_venue_refuses_and_no_money_is_held(live: LiveHub) -> None:
    live.exchange.engine.set_status(SOL_EUR, MarketStatus.HALTED)

    await live.buy_at(1)

    assert live.kinds() == ["Evaluated", "OrderPlanned", "OrderEnded"]
    assert (live.book().free, live.book().failures) == (Decimal(200), 0)


# -- looking again, and leaving ------------------------------------------------------------------------------------


async def test_given_something_done_at_the_exchange_when_looked_at_again_then_its_question_is_gone_at_once(
    live: LiveHub,
) -> None:
    theirs = live.exchange.by_hand(SOL_EUR, Side.BUY, "0.1", "100")
    live.exchange.withdraw("EUR", "850")
    await live.live.recheck()
    assert sorted(live.questions) == [f"foreign-{theirs.id}", "short-EUR"]

    live.exchange.engine.cancel(OWNER, SOL_EUR, live.exchange.now, order_id=theirs.id)
    live.exchange.deposit("EUR", "60")
    await live.live.recheck()

    assert live.questions == {}


async def test_given_a_fill_that_is_not_booked_yet_when_looked_at_twice_then_no_gap_is_named(live: LiveHub) -> None:
    live.exchange.withdraw("EUR", "800")
    await live.buy_at(1, price="118")
    live.exchange.trade(SOL_EUR, "116")

    await live.live.recheck()
    await live.live.recheck()

    assert live.book().position > 0
    assert live.questions == {}


async def test_given_books_that_do_not_add_up_when_looked_at_again_then_that_is_told_and_nothing_breaks(
    live: LiveHub, caplog: pytest.LogCaptureFixture
) -> None:
    live.exchange.withdraw("EUR", "900")

    async def breaks(state: object) -> None:
        live.book().order("none")

    live.trader._tracker.follow_all = breaks  # type: ignore[method-assign]
    await live.live.recheck()

    assert "does not add up" in caplog.text
    assert list(live.questions) == ["short-EUR"]


async def test_given_a_live_order_that_cannot_be_cancelled_now_when_its_strategy_is_removed_then_it_is_followed_first(
    live: LiveHub,
) -> None:
    await live.buy_at(1, price="118")
    live.exchange.trade(SOL_EUR, "116", "0.05")
    live.exchange.fail("cancel", "order")

    await live.trader.remove_strategy("s")
    assert live.state().mode is Mode.PAUSED
    await live.candle_at(2, FLAT, "120")
    live.exchange.recover()
    await live.pass_minutes(3)

    assert live.exchange.engine.open_orders(OWNER) == ()
    assert live.kinds()[-3:] == ["OrderFill", "OrderEnded", "StrategyRemoved"]
    assert live.trader.portfolio.strategies == {}
    assert live.outcomes() == [Reason.BUY]


async def test_given_a_removal_that_waits_when_asked_for_again_after_a_start_then_it_goes_on(live: LiveHub) -> None:
    await live.buy_at(1, price="118")
    await live.trader.remove_strategy("s")
    await live.restart()

    await live.trader.remove_strategy("s")
    await live.pass_minutes(2)

    assert live.trader.portfolio.strategies == {}
    assert live.exchange.engine.open_orders(OWNER) == ()
    assert live.kinds().count("StrategyRemoved") == 1


async def test_given_a_removal_that_waits_when_its_owner_declares_the_order_gone_then_it_is_removed(
    unknown: LiveHub,
) -> None:
    unknown.exchange.fail("order", "cancel")
    await unknown.trader.remove_strategy("s")
    await unknown.pass_minutes(3)

    await unknown.live.declare_never_arrived("s", unknown.order_id(1))
    await unknown.pass_minutes(1)

    assert unknown.trader.portfolio.strategies == {}


async def test_given_an_unknown_history_when_its_owner_accounts_for_it_then_it_goes_on_with_the_next_candle(
    live: LiveHub,
) -> None:
    live.back_up()
    await live.trader.revise_strategy("s", "Rule s", strategy(buy_amount="400", allocated_capital="500"))
    await live.buy_at(1)
    await live.restore()
    await live.pass_minutes(1)
    assert list(live.questions) == ["history-s"]

    await live.live.declare_accounted_for("s")
    await live.pass_minutes(1)

    assert (live.questions, live.status()) == ({}, AccountStatus.RUNNING)
    assert live.kinds() == ["ModeChanged", "ModeChanged"]
    assert (live.state().mode, len(live.exchange.arrived)) == (Mode.LIVE, 1)
    await refused(live, live.live.declare_accounted_for("s"), TradingProblem.HISTORY_READABLE)


async def test_given_a_market_that_is_gone_when_the_rules_are_to_be_read_anew_then_it_is_still_a_question(
    live: LiveHub,
) -> None:
    live.exchange.open_market(rules_of(Pair("ETH", "EUR")))
    live.exchange.delist(SOL_EUR)
    live.exchange.now += 24 * HOUR
    await live.pass_minutes(1)

    live.trader._watch.forget_markets()

    assert list(live.questions) == ["gone-s"]


async def test_given_a_journal_that_fails_when_all_are_cancelled_then_every_order_is_and_the_failure_is_told(
    live: LiveHub,
) -> None:
    await live.add_live("other")
    await live.buy_at(1, price="118")
    live.exchange.trade(SOL_EUR, "116", "0.2")
    live.journal._writer.close()

    with pytest.raises(TradingError) as caught:
        await live.live.cancel_all()

    assert caught.value.problem is TradingProblem.JOURNAL_HALTED
    assert live.exchange.engine.open_orders(OWNER) == ()
    await live.start()
    await live.pass_minutes(2)
    assert (live.book().orders, live.book("other").orders) == ((), ())


async def test_given_money_that_an_order_holds_when_compared_then_it_is_expected_on_the_exchange_too(
    live: LiveHub,
) -> None:
    await live.buy_at(1, price="118")
    live.exchange.withdraw("EUR", "800.01")
    await live.pass_minutes(16)

    assert live.questions["short-EUR"].values["gap"] == "0.01"
