"""Looking again after something was done by hand, and strategies that leave with their last order."""

import pytest

from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import HOUR
from custom_components.aurono.execution.errors import TradingError, TradingProblem
from custom_components.aurono.execution.live import AccountStatus
from tests.exchange.scripted_market import rules_of

from ..hub import SOL_EUR, strategy
from ..live_hub import FLAT, LiveHub
from ..venue import OWNER
from .steps import refused


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


async def test_given_a_strategy_that_is_stuck_when_it_is_removed_then_it_goes_with_its_last_order(
    live: LiveHub,
) -> None:
    await live.buy_at(1, price="118")
    live.trader._stuck["s"] = "a fill sells more than there is"
    live.exchange.fail("cancel", "order")
    await live.trader.remove_strategy("s")

    live.exchange.recover()
    await live.pass_minutes(3)

    assert live.kinds()[-2:] == ["OrderEnded", "StrategyRemoved"]
    assert (live.trader.portfolio.strategies, live.trader.stuck) == ({}, {})


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
