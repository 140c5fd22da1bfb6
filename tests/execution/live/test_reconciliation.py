"""A restored backup: the orders that its journal does not know are found by their ids and written down once."""

from decimal import Decimal

import pytest

from custom_components.aurono.engine.events import Evaluated, OrderFill, OrderPlanned
from custom_components.aurono.engine.order import client_order_id
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import DAY, HOUR, MINUTE
from custom_components.aurono.execution.live import AccountStatus
from custom_components.aurono.execution.questions import QuestionKind

from ..hub import ACCOUNT, SOL_EUR, hour, strategy
from ..live_hub import FLAT, LiveHub
from ..venue import OWNER, Line


@pytest.fixture
async def live(live: LiveHub) -> LiveHub:
    """One live strategy, and a backup of its journal from then."""
    live.back_up()
    return live


def agree(hub: LiveHub, *strategies: str) -> bool:
    """Whether the books moved exactly what the venue moved."""
    books = [hub.book(strategy_id) for strategy_id in strategies or ("s",)]
    quote = sum((book.free + book.reserved - book.allocated for book in books), Decimal(0))
    base = sum((book.position for book in books), Decimal(0))
    return (quote, base) == (hub.money() - 1000, hub.exchange.total("SOL"))


async def settle(hub: LiveHub, minutes: int = 3) -> None:
    await hub.pass_minutes(minutes)
    assert hub.status() is AccountStatus.RUNNING
    assert hub.live.questions == ()


async def test_given_an_order_placed_after_the_backup_when_restored_then_it_is_written_down_with_its_decision(
    live: LiveHub,
) -> None:
    await live.buy_at(1)
    whole = live.book()
    (planned,) = [event for event in live.events if isinstance(event, OrderPlanned)]

    await live.restore()
    assert live.status() is AccountStatus.RECOVERING
    assert live.book().position == 0
    await settle(live)

    assert live.kinds() == ["Evaluated", "OrderPlanned", "OrderOpened", "OrderFill", "OrderEnded"]
    evaluated, again = live.events[:2]
    assert isinstance(evaluated, Evaluated)
    assert isinstance(again, OrderPlanned)
    assert (evaluated.reason, evaluated.detail, evaluated.candle) == (Reason.BUY, "recovered", hour(0))
    assert (again.order, again.limit, again.amount, again.reserved, again.candle_close) == (
        planned.order,
        planned.limit,
        planned.amount,
        planned.reserved,
        planned.candle_close,
    )
    assert live.book() == whole
    assert agree(live)
    assert live.exchange.arrived == {planned.order: 1}


async def test_given_a_journal_that_is_not_said_to_be_restored_then_nothing_is_searched(live: LiveHub) -> None:
    await live.buy_at(1)
    await live.pass_minutes(10)

    await live.restore(restored=False)
    live.exchange.calls.clear()
    await live.pass_minutes(1)

    assert live.outcomes() == [Reason.TOO_LATE]
    assert live.exchange.calls["orders"] == 1


async def test_given_several_orders_after_the_backup_when_restored_then_each_is_written_down_in_its_turn(
    live: LiveHub,
) -> None:
    await live.buy_at(1)
    await live.buy_at(2, price="118")
    await live.run_until(hour(7))
    await live.sell_at(8)
    await live.buy_at(9, price="118")
    assert len(live.exchange.arrived) == 4
    whole = live.book()

    await live.restore()
    await settle(live)

    assert [event.order for event in live.events if isinstance(event, OrderPlanned)] == [
        live.order_id(1),
        live.order_id(2),
        live.order_id(8, Side.SELL),
        live.order_id(9),
    ]
    assert live.book() == whole
    assert agree(live)
    assert set(live.exchange.arrived.values()) == {1}


async def test_given_orders_that_ended_unfilled_when_restored_then_each_returns_its_money_before_the_next(
    live: LiveHub,
) -> None:
    # 200 EUR are enough for one of these at a time.
    await live.trader.revise_strategy("s", "Rule s", strategy(buy_amount="150"))
    for number in (1, 7, 13):
        await live.buy_at(number, price="118")
        await live.run_until(hour(number + 5))
    assert len(live.exchange.arrived) == 3

    await live.restore()
    questions = set()
    for _ in range(5):
        await live.pass_minutes(1)
        questions |= set(live.questions)

    assert questions == set()
    assert live.status() is AccountStatus.RUNNING
    assert (live.book().free, agree(live)) == (Decimal(200), True)


async def test_given_a_strategy_removed_while_it_is_recovered_when_its_order_shows_then_it_is_booked_before_it_goes(
    live: LiveHub,
) -> None:
    await live.buy_at(2)
    await live.restore()
    live.exchange.fail("orders")
    await live.trader.wake()
    await live.trader.remove_strategy("s")
    assert "s" in live.trader.portfolio.strategies

    live.exchange.recover()
    await settle(live)

    assert [type(event).__name__ for event in live.events if isinstance(event, OrderPlanned | OrderFill)] == [
        "OrderPlanned",
        "OrderFill",
    ]
    assert "s" not in live.trader.portfolio.strategies


async def test_given_versions_made_after_the_backup_when_restored_then_their_orders_are_found(live: LiveHub) -> None:
    await live.trader.revise_strategy("s", "Rule s", strategy(buy_amount="30"))
    await live.trader.revise_strategy("s", "Rule s", strategy(buy_amount="40", timeframe="4h"))
    live.exchange.write(SOL_EUR, strategy(timeframe="4h").timeframe, hour(0), "120 121 115 115.80")
    live.exchange.now = hour(4)
    live.exchange.trade(SOL_EUR, "115.80")
    await live.trader.wake()
    (planned,) = [event for event in live.events if isinstance(event, OrderPlanned)]
    assert planned.version == 3

    await live.restore()
    await settle(live)

    (again,) = [event for event in live.events if isinstance(event, OrderPlanned)]
    assert (again.order, again.version, again.candle_close) == (planned.order, 3, hour(4))
    assert agree(live)


async def test_given_orders_of_two_timeframes_when_restored_then_they_come_in_the_order_of_their_closes(
    live: LiveHub,
) -> None:
    await live.buy_at(2)
    await live.trader.revise_strategy("s", "Rule s", strategy(timeframe="4h"))
    live.exchange.write(SOL_EUR, strategy(timeframe="4h").timeframe, hour(0), "120 121 115 115.80")
    await live.wake_at(hour(4))
    assert len(live.exchange.arrived) == 2

    await live.restore()
    await settle(live)

    closes = [event.candle_close for event in live.events if isinstance(event, OrderPlanned)]
    assert closes == [hour(2), hour(4)]
    assert agree(live)


async def test_given_orders_of_others_when_restored_then_none_of_them_is_written_down(live: LiveHub) -> None:
    live.exchange.now = hour(1)
    live.exchange.by_hand(SOL_EUR, Side.BUY, "0.1", "100")
    theirs = live.exchange.by_hand(SOL_EUR, Side.BUY, "0.1", "100", client_order="00000000-0000-5000-8000-000000000000")
    live.exchange.engine.cancel(OWNER, SOL_EUR, hour(1), order_id=theirs.id)

    await live.restore()
    await live.pass_minutes(2)

    assert "OrderPlanned" not in live.kinds()
    assert [question.kind for question in live.live.questions] == [QuestionKind.ORDER_FOREIGN]
    assert live.status() is AccountStatus.RUNNING


@pytest.mark.parametrize(("candle", "version", "close"), [(hour(0), 1, hour(1)), (hour(24), 7, hour(25))])
async def test_given_an_order_that_left_long_after_its_candle_when_restored_then_it_is_found_all_the_same(
    live: LiveHub, candle: int, version: int, close: int
) -> None:
    live.exchange.now = hour(24 * 3 + 2) + 20 * MINUTE
    live.exchange.trade(SOL_EUR, "120")
    order = client_order_id(ACCOUNT, "s", version, BookKind.LIVE, candle, Side.BUY)
    live.exchange.by_hand(SOL_EUR, Side.BUY, "0.1", "121", client_order=order)

    await live.restore()
    await settle(live)

    (planned,) = [event for event in live.events if isinstance(event, OrderPlanned)]
    assert (planned.order, planned.version) == (order, version)
    assert planned.candle_close == close
    assert (live.book().position, agree(live)) == (Decimal("0.1"), True)


async def test_given_an_order_that_the_backup_knows_when_restored_a_day_later_then_it_is_not_written_down_again(
    live: LiveHub,
) -> None:
    # The id of a 4h candle that opens at midnight is that of the day which opens then, too.
    await live.trader.revise_strategy("s", "Rule s", strategy(timeframe="4h"))
    live.exchange.write(SOL_EUR, strategy(timeframe="4h").timeframe, hour(0), "120 121 115 115.80")
    live.exchange.trade(SOL_EUR, "115.80")
    await live.wake_at(hour(4))
    assert live.book().position > 0
    live.back_up()

    live.exchange.now = hour(25)
    await live.restore()
    await settle(live)

    assert "OrderPlanned" not in live.kinds()
    assert agree(live)


async def test_given_an_order_that_still_rests_when_restored_then_it_is_followed_to_its_end(live: LiveHub) -> None:
    await live.buy_at(1, price="118")

    await live.restore()
    await live.pass_minutes(1)
    assert live.status() is AccountStatus.RUNNING
    assert live.book().reserved == Decimal("19.89")
    live.exchange.trade(SOL_EUR, "116")
    await settle(live)

    assert live.book().position > 0
    assert agree(live)


async def test_given_an_order_open_in_the_backup_when_restored_then_its_fills_are_booked(live: LiveHub) -> None:
    await live.buy_at(1, price="118")
    live.back_up()
    live.exchange.trade(SOL_EUR, "116")
    await live.pass_minutes(1)
    await live.sell_at(2)

    await live.restore()
    await settle(live)

    assert agree(live)
    assert set(live.exchange.arrived.values()) == {1}


async def test_given_books_too_small_for_what_was_ordered_then_it_is_a_question_and_shadow_goes_on(
    live: LiveHub,
) -> None:
    await live.add("paper")
    live.back_up()
    await live.trader.deposit("s", Decimal(300))
    await live.trader.revise_strategy("s", "Rule s", strategy(buy_amount="400", allocated_capital="500"))
    await live.buy_at(1)
    assert live.book().position > 3

    await live.restore()
    await live.pass_minutes(2)
    await live.candle_at(2, FLAT, "120")

    assert live.status() is AccountStatus.RECOVERING
    (question,) = live.live.questions
    assert (question.kind, question.key, question.strategy) == (QuestionKind.HISTORY_UNREADABLE, "history-s", "s")
    assert question.values["strategy"] == "Rule s"
    assert (live.outcomes(), live.outcomes("paper")[-1]) == ([], Reason.NO_SIGNAL)

    await live.trader.deposit("s", Decimal(300))
    await live.pass_minutes(2)
    assert live.status() is AccountStatus.RUNNING
    assert live.questions == {}
    assert (live.book().position, agree(live)) == (live.exchange.total("SOL"), True)
    assert live.outcomes()[-1] is Reason.NO_SIGNAL


@pytest.mark.parametrize("silent", ["orders", "markets", "balances", "order"])
async def test_given_an_exchange_that_does_not_say_when_restored_then_it_stays_recovering_until_it_does(
    live: LiveHub, silent: str
) -> None:
    await live.buy_at(1)
    await live.restore()
    live.exchange.fail(silent)

    await live.candle_at(2, "120 121 115 115.80", "115.80")
    await live.pass_minutes(3)
    assert live.status() is AccountStatus.RECOVERING
    assert len(live.exchange.arrived) == 1

    live.exchange.recover()
    await live.pass_minutes(2)
    assert live.status() is AccountStatus.RUNNING
    assert agree(live)


async def test_given_it_went_live_after_the_backup_when_restored_then_its_books_are_opened_and_it_stays_on_paper(
    hub: LiveHub,
) -> None:
    await hub.add()
    hub.back_up()
    assert all(point.passed for point in await hub.live.go_live("s", confirmed=True))
    await hub.buy_at(1)

    await hub.restore()
    assert hub.status() is AccountStatus.RECOVERING
    await settle(hub)

    assert (hub.state().mode, hub.state().active_book) == (Mode.SHADOW, BookKind.SHADOW)
    assert hub.book().position > 0
    assert agree(hub)


async def test_given_a_strategy_on_paper_with_live_books_when_restored_then_paper_does_not_hide_its_orders(
    live: LiveHub,
) -> None:
    await live.trader.set_mode("s", Mode.SHADOW)
    live.back_up()
    assert all(point.passed for point in await live.live.go_live("s", confirmed=True))
    await live.buy_at(1)

    await live.restore()
    live.exchange.fail("orders")
    await live.candle_at(3, FLAT, "120")
    assert live.outcomes() == [Reason.MISSED_OFFLINE, Reason.NO_SIGNAL]
    await live.restart(restored=True)
    live.exchange.recover()
    await settle(live)

    assert live.book().position > 0
    assert agree(live)


async def test_given_a_pause_ended_before_the_lists_were_read_then_orders_before_it_are_still_found(
    live: LiveHub,
) -> None:
    await live.trader.set_mode("s", Mode.PAUSED)
    live.back_up()
    await live.live.go_live("s", confirmed=True)
    await live.buy_at(1)

    await live.restore()
    live.exchange.fail("orders")
    await live.wake_at(hour(2))
    await live.trader.set_mode("s", Mode.SHADOW)
    live.exchange.recover()
    await settle(live)

    assert "Evaluated" not in live.kinds()[:2]
    assert live.book().position > 0
    assert agree(live)


async def test_given_a_kill_while_recovering_when_started_anew_then_nothing_is_written_twice(live: LiveHub) -> None:
    await live.buy_at(1)
    await live.sell_at(2)
    await live.restore()
    live.exchange.fail("order")
    await live.pass_minutes(1)

    await live.restart(restored=True)
    live.exchange.recover()
    await settle(live)

    assert [event.order for event in live.events if isinstance(event, OrderPlanned)] == [
        live.order_id(1),
        live.order_id(2, Side.SELL),
    ]
    assert agree(live)


async def test_given_two_strategies_when_restored_then_each_finds_its_own(live: LiveHub) -> None:
    await live.add_live("other", buy_amount="30")
    live.back_up()
    await live.buy_at(1)

    await live.restore()
    await settle(live)

    assert agree(live, "s", "other")
    assert live.book("other").position > live.book().position


async def test_given_a_strategy_removed_while_recovering_then_the_rest_goes_on(live: LiveHub) -> None:
    await live.restore()
    await live.trader.remove_strategy("s")

    await settle(live)


async def test_given_a_market_that_is_gone_when_restored_then_retiring_it_ends_the_wait(live: LiveHub) -> None:
    await live.buy_at(1)
    live.back_up()
    await live.restore()
    live.exchange.delist(SOL_EUR)

    await live.pass_minutes(2)
    assert live.questions["history-s"].values["detail"] == "no_such_market"
    assert live.status() is AccountStatus.RECOVERING
    await live.live.retire_market("s")
    await live.pass_minutes(2)

    assert live.status() is AccountStatus.RUNNING
    assert live.questions == {}


async def test_given_a_month_between_backup_and_restore_then_one_order_a_day_is_found(live: LiveHub) -> None:
    for day in range(1, 8):
        await live.candle_at(24 * day, "120 121 115 115.80", "115.80")
        live.exchange.now += HOUR
    found = len(live.exchange.arrived)
    assert found == 7

    await live.restore()
    live.exchange.now += 30 * DAY
    await settle(live)

    assert len([event for event in live.events if isinstance(event, OrderPlanned)]) == found
    assert agree(live)


async def test_given_an_order_whose_answer_was_lost_after_the_backup_then_it_is_found_like_any_other(
    live: LiveHub,
) -> None:
    live.exchange.placing = [Line.DEAF]
    await live.buy_at(1)

    await live.restore()
    await settle(live)

    assert live.exchange.arrived == {live.order_id(1): 1}
    assert agree(live)
