"""What an account must prove before it trades real money, and what it does until then."""

from collections.abc import Awaitable
from decimal import Decimal

import pytest

from custom_components.aurono.engine.events import OrderEnded, OrderPlanned
from custom_components.aurono.engine.market import Tick
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import MINUTE
from custom_components.aurono.exchange.protocol import (
    MarketStatus,
)
from custom_components.aurono.execution.errors import TradingError, TradingProblem
from custom_components.aurono.execution.live import AccountStatus
from custom_components.aurono.execution.reconciliation import Reconciler
from tests.exchange.scripted_market import rules_of

from ..hub import SOL_EUR, hour
from ..live_hub import FLAT, LiveHub
from .steps import refused


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
