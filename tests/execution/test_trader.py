"""The trader: every closed candle ends in one recorded outcome, and paper orders in the books."""

from collections.abc import Sequence
from decimal import ROUND_UP, Decimal, localcontext

import pytest

from custom_components.aurono.engine.errors import LedgerError
from custom_components.aurono.engine.events import Evaluated, OrderEnded, OrderFill, OrderPlanned
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.portfolio import Portfolio, StrategyState
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import DAY, HOUR, MINUTE, SECOND, Timeframe
from custom_components.aurono.exchange.protocol import Failure
from custom_components.aurono.execution.errors import TradingError, TradingProblem
from custom_components.aurono.execution.evaluator import Evaluator, Outcome
from custom_components.aurono.store.journal import Entry

from .hub import MONDAY, SOL_EUR, Hub, hour, strategy

FALL = "120 121 115 115.80"
RISE = "120 123 119 122.60"
FLAT = "120 121 119 120"


async def test_given_a_fall_when_the_candle_closes_then_it_buys_on_paper_and_books_the_fill(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)
    hub.exchange.tickers[SOL_EUR] = Decimal("115.80")

    await hub.wake_at(hour(1))

    assert hub.kinds() == [
        "StrategyAdded",
        "BookOpened",
        "Evaluated",
        "OrderPlanned",
        "OrderOpened",
        "OrderFill",
        "OrderEnded",
    ]
    planned = next(event for event in hub.events if isinstance(event, OrderPlanned))
    assert (planned.limit, planned.amount, planned.reserved) == (
        Decimal("117.00"),
        Decimal("0.17271157"),
        Decimal("20.26"),
    )
    book = hub.book()
    # 0.17271157 × 115.80 × 1.0025 = 20.05..., paid in whole cents
    assert (book.position, book.cost, book.reserved) == (Decimal("0.17271157"), Decimal("20.05"), Decimal(0))
    assert book.free == Decimal("179.95")
    assert book.last_buy == hour(1)


async def test_given_shadow_mode_when_it_trades_then_the_exchange_is_sent_no_order(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)

    await hub.run_until(hour(2))

    assert Reason.BUY in hub.outcomes()
    assert hub.exchange.sent == hub.exchange.cancelled == []


async def test_given_an_evaluated_candle_when_it_wakes_again_then_nothing_is_recorded_twice(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FLAT)

    await hub.wake_at(hour(1))
    await hub.wake_at(hour(1) + SECOND)
    await hub.wake_at(hour(1) - 10 * MINUTE)

    assert hub.outcomes() == [Reason.NO_SIGNAL]


async def test_given_a_restart_when_it_wakes_then_state_is_the_same_and_no_candle_is_evaluated_again(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)
    hub.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await hub.wake_at(hour(1))
    before = hub.trader.portfolio

    await hub.restart()
    await hub.wake_at(hour(1) + SECOND)

    assert hub.trader.portfolio == before
    assert hub.outcomes() == [Reason.BUY]


async def test_given_hours_offline_when_it_is_back_then_the_missed_are_recorded_once_and_never_traded(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    for number in range(6):
        hub.candle(number, FALL)

    await hub.wake_at(hour(6) + MINUTE)

    assert hub.outcomes() == [Reason.MISSED_OFFLINE, Reason.BUY]
    missed = next(event for event in hub.events if isinstance(event, Evaluated))
    assert (missed.count, missed.candle) == (5, hour(4))


async def test_given_the_grace_is_over_when_it_is_back_then_the_last_candle_is_too_late(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(1, FALL)

    await hub.wake_at(hour(2) + 5 * MINUTE + 1)

    assert hub.outcomes() == [Reason.MISSED_OFFLINE, Reason.TOO_LATE]
    assert hub.book().orders == ()


async def test_given_the_last_moment_of_the_grace_when_it_wakes_then_the_candle_still_counts(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)

    await hub.wake_at(hour(1) + 5 * MINUTE)

    assert hub.outcomes() == [Reason.BUY]


async def test_given_the_exchange_is_down_at_the_close_when_it_answers_in_time_then_the_candle_is_evaluated(
    hub: Hub,
) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)
    hub.exchange.fail(times=None)
    await hub.run_until(hour(1) + MINUTE)
    assert hub.outcomes() == []
    assert not hub.trader.connection.connected

    hub.exchange.recover()
    await hub.run_until(hour(1) + 3 * MINUTE)

    assert hub.outcomes() == [Reason.BUY]
    assert hub.trader.connection.connected


async def test_given_the_exchange_stays_down_when_the_grace_ends_then_that_is_the_one_outcome(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)
    hub.exchange.fail()

    await hub.run_until(hour(1) + 30 * MINUTE)

    assert hub.outcomes() == [Reason.EXCHANGE_UNREACHABLE]
    assert next(event for event in hub.events if isinstance(event, Evaluated)).time <= hour(1) + 5 * MINUTE


async def test_given_a_look_in_vain_when_it_wakes_then_it_asks_to_be_woken_for_the_next_look_and_no_sooner(
    hub: Hub,
) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.exchange.fail("candles")
    now = hour(1) + 2 * SECOND

    assert await hub.wake_at(now) == now + 5 * SECOND


async def test_given_an_hour_without_a_trade_when_it_is_looked_for_in_vain_then_the_candle_is_missing(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())

    await hub.run_until(hour(1) + 4 * SECOND)
    assert hub.outcomes() == []
    await hub.run_until(hour(1) + 30 * SECOND)

    assert hub.outcomes() == [Reason.CANDLE_MISSING]
    assert hub.exchange.calls["candles"] == 3


async def test_given_a_candle_published_late_when_it_appears_then_it_is_evaluated(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    await hub.run_until(hour(1) + 4 * SECOND)
    hub.candle(0, FALL)

    await hub.run_until(hour(1) + MINUTE)

    assert hub.outcomes() == [Reason.BUY]


async def test_given_a_publication_delay_when_the_candle_closes_then_it_waits_that_long(hub: Hub) -> None:
    hub.exchange.candle_delay = 5 * SECOND
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FLAT)

    wake = await hub.wake_at(hour(1) - SECOND)
    assert wake == hour(1) + 5 * SECOND
    await hub.wake_at(hour(1) + 5 * SECOND - 1)
    assert hub.outcomes() == []
    await hub.wake_at(hour(1) + 5 * SECOND)

    assert hub.outcomes() == [Reason.NO_SIGNAL]


async def test_given_the_exchange_was_never_reached_when_candles_close_then_nothing_is_claimed(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    await hub.restart()
    hub.exchange.fail()
    hub.clock.off_by = 40 * DAY

    await hub.run_until(hour(3))
    assert hub.outcomes() == []
    hub.exchange.recover()
    hub.candle(2, FLAT)
    await hub.wake_at(hour(3))

    assert hub.outcomes() == [Reason.MISSED_OFFLINE, Reason.NO_SIGNAL]


async def test_given_our_clock_is_off_when_a_candle_closes_then_the_exchanges_clock_decides(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.clock.off_by = -3 * HOUR - 17 * MINUTE
    hub.candle(0, FLAT)

    assert await hub.wake_at(hour(1) - 30 * SECOND) == hour(1)
    assert hub.outcomes() == []
    await hub.wake_at(hour(1))

    assert hub.outcomes() == [Reason.NO_SIGNAL]


async def test_given_a_slow_exchange_when_the_answer_comes_after_the_grace_then_the_stale_signal_is_not_traded(
    hub: Hub,
) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)

    def answer_late(what: str) -> None:
        if what == "ticker":
            hub.exchange.now += 6 * MINUTE

    hub.exchange.on_call = answer_late
    await hub.wake_at(hour(1))

    assert hub.outcomes() == [Reason.TOO_LATE]
    assert hub.book().orders == ()


async def test_given_a_machine_that_slept_in_a_request_when_it_goes_on_then_the_order_is_not_placed(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)

    def sleep_for_hours(what: str) -> None:
        if what == "ticker":
            hub.exchange.now += 2 * HOUR
            hub.clock.off_by -= 2 * HOUR

    hub.exchange.on_call = sleep_for_hours
    await hub.wake_at(hour(1))

    assert hub.outcomes() == [Reason.TOO_LATE]
    assert hub.book().orders == ()


@pytest.mark.parametrize("clock_counts_sleep", [False, True])
async def test_given_a_machine_that_slept_while_it_asked_the_time_when_it_goes_on_then_the_order_is_not_placed(
    hub: Hub, clock_counts_sleep: bool
) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)
    ask = hub.exchange.time

    async def sleep_after_the_answer() -> int | Failure:
        answer = await ask()
        if hub.exchange.calls["ticker"]:
            hub.exchange.now += 2 * HOUR
            hub.clock.off_by -= 0 if clock_counts_sleep else 2 * HOUR
            hub.exchange.time = ask  # type: ignore[method-assign]
        return answer

    hub.exchange.time = sleep_after_the_answer  # type: ignore[method-assign]
    await hub.wake_at(hour(1))

    assert hub.outcomes() == [Reason.TOO_LATE]
    assert hub.book().orders == ()


@pytest.mark.parametrize("clock_counts_sleep", [False, True])
async def test_given_a_machine_that_slept_while_it_wrote_the_plan_when_it_goes_on_then_the_order_does_not_leave(
    hub: Hub, clock_counts_sleep: bool
) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)
    append = hub.worker.append

    async def sleep(entries: Sequence[Entry]) -> None:
        await append(entries)
        if any(isinstance(entry.event, OrderPlanned) for entry in entries):
            hub.exchange.now += 2 * HOUR
            hub.clock.off_by -= 0 if clock_counts_sleep else 2 * HOUR

    hub.worker.append = sleep  # type: ignore[method-assign]
    await hub.wake_at(hour(1))

    assert hub.outcomes() == [Reason.BUY]
    ended = hub.events[-1]
    assert isinstance(ended, OrderEnded)
    assert (ended.status, ended.failure) == (OrderStatus.REJECTED, False)
    assert "not sent" in ended.detail
    assert (hub.book().orders, hub.book().free) == ((), Decimal(200))


async def test_given_an_exchange_whose_clock_cannot_be_read_when_it_fires_then_no_order_is_placed(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)
    await hub.wake_at(hour(1) - MINUTE)
    hub.exchange.fail("time")

    await hub.run_until(hour(1) + 10 * MINUTE)

    assert hub.outcomes() == [Reason.EXCHANGE_UNREACHABLE]
    assert hub.book().orders == ()


async def test_given_a_fast_clock_that_nobody_confirmed_when_a_candle_still_runs_then_it_has_no_outcome(
    hub: Hub,
) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, "120 121 119 121")
    await hub.wake_at(hour(1) - 30 * MINUTE)
    hub.exchange.fail("time", times=1)
    hub.clock.off_by = 2 * SECOND

    await hub.wake_at(hour(1) - SECOND)
    assert hub.outcomes() == []
    hub.candle(0, FALL)
    await hub.run_until(hour(1) + MINUTE)

    assert hub.outcomes() == [Reason.BUY]


async def test_given_a_machine_that_slept_in_a_request_when_its_clock_ran_fast_then_the_next_candle_is_not_decided_on(
    hub: Hub,
) -> None:
    """Seed 402489 of the simulation: the time was confirmed for the wake, and then came hours of drift."""
    await hub.trader.add_strategy("first", "Dips", strategy())
    await hub.trader.add_strategy("second", "Dips", strategy())
    hub.candle(0, FLAT)
    hub.candle(1, "120 121 119 121")

    def sleep_almost_until_the_next_close(what: str) -> None:
        if what == "candles" and hub.exchange.now < hour(2) - SECOND:
            hub.exchange.now = hour(2) - SECOND
            hub.clock.off_by = 4 * SECOND

    hub.exchange.on_call = sleep_almost_until_the_next_close
    await hub.wake_at(hour(1))

    decided = {event.strategy: event for event in hub.events if isinstance(event, Evaluated)}
    assert {event.close_time for event in decided.values()} == {hour(1)}
    assert decided["second"].reason is Reason.TOO_LATE


async def test_given_a_machine_that_slept_in_a_request_when_another_candle_closed_then_it_is_evaluated_in_that_wake(
    hub: Hub,
) -> None:
    await hub.trader.add_strategy("hours", "Dips", strategy())
    await hub.trader.add_strategy("four", "Swings", strategy(timeframe="4h"))
    hub.candle(0, FLAT)
    hub.candle(0, FALL, frame=Timeframe.H4)

    def sleep_past_the_next_close(what: str) -> None:
        if what == "candles" and hub.exchange.now < hour(4):
            slept = hour(4) + MINUTE - hub.exchange.now
            hub.exchange.now += slept
            hub.clock.off_by -= slept

    hub.exchange.on_call = sleep_past_the_next_close
    await hub.wake_at(hour(1))

    assert hub.outcomes("four") == [Reason.BUY]


async def test_given_a_strategy_that_is_stuck_when_its_order_rests_then_it_is_followed_to_its_end(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)
    hub.exchange.tickers[SOL_EUR] = Decimal("117.50")
    await hub.wake_at(hour(1))
    hub.trader._stuck["s"] = "a fill sells more than there is"
    hub.candle(1, FALL)

    await hub.run_until(hour(5) + MINUTE)

    assert hub.book().orders == ()
    assert hub.book().free == 200
    assert hub.outcomes() == [Reason.BUY]


async def test_given_no_ticker_when_the_strategy_fires_then_it_is_asked_again_and_then_given_up(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)
    hub.exchange.fail("ticker")

    await hub.run_until(hour(1) + 10 * MINUTE)

    assert hub.outcomes() == [Reason.TICKER_UNAVAILABLE]
    assert hub.exchange.calls["ticker"] > 3


async def test_given_a_paused_strategy_when_it_goes_on_then_the_pause_was_not_an_outage(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    await hub.trader.set_mode("s", Mode.PAUSED)
    for number in range(4):
        hub.candle(number, FALL)
    await hub.run_until(hour(3) + MINUTE)
    assert hub.outcomes() == []
    assert hub.trader.next_evaluation("s") is None

    await hub.trader.set_mode("s", Mode.SHADOW)
    await hub.wake_at(hour(3) + 2 * MINUTE)
    assert hub.outcomes() == []
    assert hub.trader.next_evaluation("s") == hour(4)
    await hub.wake_at(hour(4))

    assert hub.outcomes() == [Reason.BUY]


async def test_given_a_limit_above_the_market_when_the_price_comes_down_to_it_then_it_fills_as_maker(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)
    hub.exchange.tickers[SOL_EUR] = Decimal("117.50")
    await hub.run_until(hour(1) + 10 * MINUTE)
    assert [order.status for order in hub.book().orders] == [OrderStatus.OPEN]

    hub.exchange.tickers[SOL_EUR] = Decimal("116.90")
    await hub.run_until(hour(1) + 12 * MINUTE)

    fill = next(event.fill for event in hub.events if isinstance(event, OrderFill))
    # 20 / 117.50 = 0.17021276 at the limit of 117: 19.91489292 × 1.0015 in whole cents
    assert (fill.price, fill.fee) == (Decimal("117.00"), Decimal("19.95") - Decimal("19.91489292"))
    assert hub.book().orders == ()


async def test_given_a_resting_order_when_its_life_is_over_then_it_expires_and_frees_its_reservation(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy(order_timeout=1))
    hub.candle(0, FALL)
    hub.candle(1, FLAT)
    hub.exchange.tickers[SOL_EUR] = Decimal("117.50")
    await hub.run_until(hour(2) - SECOND)
    assert hub.book().reserved > 0
    hub.exchange.tickers[SOL_EUR] = Decimal("117.01")

    await hub.run_until(hour(2))

    ended = next(event for event in hub.events if isinstance(event, OrderEnded))
    assert ended.status is OrderStatus.EXPIRED
    assert hub.book().free == 200
    assert hub.book().orders == ()


async def test_given_a_resting_order_when_the_hub_restarts_then_the_order_is_still_followed(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)
    hub.exchange.tickers[SOL_EUR] = Decimal("117.50")
    await hub.wake_at(hour(1))

    await hub.restart()
    hub.exchange.tickers[SOL_EUR] = Decimal("116.00")
    await hub.wake_at(hour(1) + MINUTE)

    assert hub.book().position > 0
    assert sum(isinstance(event, OrderPlanned) for event in hub.events) == 1


async def test_given_a_crash_before_the_order_was_sent_when_it_restarts_then_the_plan_is_proven_void(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)

    async def crash(*_: object) -> None:
        raise KeyboardInterrupt

    hub.trader._tracker.place = crash  # type: ignore[method-assign,assignment]
    with pytest.raises(KeyboardInterrupt):
        await hub.wake_at(hour(1))
    assert [order.status for order in hub.book().orders] == [OrderStatus.PLANNED]

    await hub.restart()
    await hub.run_until(hour(1) + 5 * MINUTE)

    assert hub.outcomes() == [Reason.BUY]
    assert [event.status for event in hub.events if isinstance(event, OrderEnded)] == [OrderStatus.REJECTED]
    assert hub.book().free == 200
    assert hub.book().orders == ()


async def test_given_an_order_that_was_never_acknowledged_when_asked_when_to_wake_then_it_is_soon(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)

    async def lose(*_: object) -> None:
        return

    hub.trader._tracker.place = lose  # type: ignore[method-assign,assignment]

    assert await hub.wake_at(hour(1)) == hour(1) + 10 * SECOND


async def test_given_several_strategies_when_they_are_due_together_then_each_is_evaluated_and_none_blocks_another(
    hub: Hub,
) -> None:
    await hub.trader.add_strategy("gone", "Delisted", strategy(pair="OLD/EUR"))
    for number in range(5):
        await hub.trader.add_strategy(f"s{number}", f"Dips {number}", strategy())
    hub.candle(0, FALL)

    await hub.run_until(hour(1) + 10 * MINUTE)

    for number in range(5):
        assert hub.outcomes(f"s{number}") == [Reason.BUY]
    assert hub.outcomes("gone") == [Reason.EXCHANGE_UNREACHABLE]
    assert [event.detail for event in hub.events if isinstance(event, Evaluated) and event.strategy == "gone"] == [
        "no_such_market"
    ]


async def test_given_a_weekly_strategy_when_sunday_closes_then_the_week_is_made_of_its_days(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Weeks", strategy(timeframe="1w"))
    for day, text in enumerate(("120 121 119 120", "120 121 118 119", "119 119 116 117", "117 118 115 115.80")):
        hub.candle(day, text, frame=Timeframe.D1)
    hub.candle(6, "115.80 116 115 115.80", frame=Timeframe.D1)
    hub.exchange.now = MONDAY + 7 * DAY - HOUR

    assert await hub.wake_at(MONDAY + 7 * DAY - SECOND) == MONDAY + 7 * DAY
    await hub.wake_at(MONDAY + 7 * DAY)

    evaluated = next(event for event in hub.events if isinstance(event, Evaluated))
    assert (evaluated.reason, evaluated.candle) == (Reason.BUY, MONDAY)
    assert evaluated.numbers.change == Decimal("-3.5")


async def test_given_an_rsi_gate_when_a_candle_is_invalid_then_an_older_close_takes_its_place(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Gate", strategy(rsi_period=14, rsi_max_for_buy=100))
    first = MONDAY - 260 * HOUR
    rows = "\n".join("120 121 119 120" if number != 200 else "120 119 121 120" for number in range(260))
    hub.exchange.write(SOL_EUR, Timeframe.H1, first, rows)
    hub.candle(0, FALL)

    await hub.wake_at(hour(1))

    assert hub.outcomes() == [Reason.BUY]
    assert next(event for event in hub.events if isinstance(event, Evaluated)).numbers.rsi == 0.0
    assert hub.exchange.calls["candles"] == 2


async def test_given_a_reference_of_the_previous_close_when_that_candle_is_missing_then_so_is_the_outcome(
    hub: Hub,
) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy(reference="previous_close"))
    hub.candle(0, FALL)
    await hub.run_until(hour(1) + MINUTE)
    hub.candle(1, "115.80 116 110 112.90")
    hub.exchange.tickers[SOL_EUR] = Decimal(112)
    await hub.run_until(hour(2) + MINUTE)

    assert hub.outcomes() == [Reason.CANDLE_MISSING, Reason.BUY]
    last = [event for event in hub.events if isinstance(event, Evaluated)][-1]
    assert last.numbers.reference == Decimal("115.80")


@pytest.mark.parametrize("gate", [{}, {"rsi_period": 14, "rsi_max_for_buy": 100}], ids=["plain", "with RSI"])
async def test_given_known_rules_when_only_the_candles_cannot_be_read_then_nothing_is_decided(
    hub: Hub, gate: dict[str, int]
) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy(**gate))
    hub.candle(0, FALL)
    hub.exchange.fail("candles")

    await hub.run_until(hour(1) + 6 * MINUTE)

    assert hub.outcomes() == [Reason.EXCHANGE_UNREACHABLE]


async def test_given_changed_capital_when_a_strategy_is_revised_then_its_books_follow(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())

    await hub.trader.revise_strategy("s", "Dips", strategy(allocated_capital="250", buy_trigger="-3"))
    assert (hub.book().free, hub.book().allocated) == (Decimal(250), Decimal(250))
    await hub.trader.revise_strategy("s", "Deep dips", strategy(allocated_capital="50"))

    state = hub.trader.portfolio.strategy("s")
    assert (state.version, state.name, hub.book().free) == (3, "Deep dips", Decimal(50))


async def test_given_capital_in_use_when_a_revision_takes_too_much_then_it_is_refused_whole(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy(allocated_capital="25"))
    hub.candle(0, FALL)
    hub.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await hub.wake_at(hour(1))
    before = hub.trader.portfolio

    with pytest.raises(TradingError) as refused:
        await hub.trader.revise_strategy("s", "Dips", strategy(allocated_capital="10"))

    assert refused.value.problem is TradingProblem.CAPITAL_NOT_FREE
    assert refused.value.values == {"amount": "15", "available": "4.95"}
    assert hub.trader.portfolio == before


async def test_given_another_pair_when_a_strategy_is_revised_then_it_is_refused(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())

    with pytest.raises(TradingError) as refused:
        await hub.trader.revise_strategy("s", "Dips", strategy(pair="BTC/EUR"))

    assert refused.value.problem is TradingProblem.PAIR_FIXED


async def test_given_a_deposit_and_a_withdrawal_when_made_then_free_capital_and_allocation_move(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())

    await hub.trader.deposit("s", Decimal("50.5"))
    await hub.trader.withdraw("s", Decimal("0.25"))

    assert (hub.book().free, hub.book().allocated) == (Decimal("250.25"), Decimal("250.25"))


async def test_given_a_library_that_coarsened_decimals_when_capital_moves_then_not_a_digit_is_lost(hub: Hub) -> None:
    with localcontext(prec=4, rounding=ROUND_UP):
        await hub.trader.add_strategy("s", "Dips", strategy(allocated_capital="5000.123456789"))
        await hub.trader.deposit("s", Decimal("1100.234567891"))
        await hub.trader.withdraw("s", Decimal("1000.123456789"))
        await hub.trader.revise_strategy("s", "Dips", strategy(allocated_capital="4000.000000001"))

    assert hub.book().free == Decimal("4100.111111103")


@pytest.mark.parametrize(
    ("verb", "strategy_id", "amount", "problem"),
    [
        ("deposit", "s", "0", TradingProblem.AMOUNT_NOT_POSITIVE),
        ("deposit", "s", "-1", TradingProblem.AMOUNT_NOT_POSITIVE),
        ("withdraw", "s", "0", TradingProblem.AMOUNT_NOT_POSITIVE),
        ("withdraw", "s", "200.01", TradingProblem.CAPITAL_NOT_FREE),
        ("withdraw", "nobody", "1", TradingProblem.STRATEGY_UNKNOWN),
    ],
)
async def test_given_a_wrong_amount_when_capital_is_moved_then_it_is_refused_and_nothing_changes(
    hub: Hub, verb: str, strategy_id: str, amount: str, problem: TradingProblem
) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    written = len(hub.events)

    with pytest.raises(TradingError) as refused:
        await getattr(hub.trader, verb)(strategy_id, Decimal(amount))

    assert refused.value.problem is problem
    assert len(hub.events) == written


async def test_given_live_mode_when_chosen_then_it_is_refused(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())

    with pytest.raises(TradingError) as refused:
        await hub.trader.set_mode("s", Mode.LIVE)

    assert refused.value.problem is TradingProblem.LIVE_NEEDS_PREFLIGHT
    assert hub.trader.portfolio.strategy("s").mode is Mode.SHADOW


async def test_given_a_resting_order_when_its_strategy_is_removed_then_the_order_is_cancelled_first(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FALL)
    hub.exchange.tickers[SOL_EUR] = Decimal("117.50")
    await hub.wake_at(hour(1))

    await hub.trader.remove_strategy("s")

    assert hub.kinds()[-2:] == ["OrderEnded", "StrategyRemoved"]
    assert hub.trader.portfolio.strategies == {}


async def test_given_a_starting_position_when_it_starts_then_it_is_in_the_books_and_no_trade(hub: Hub) -> None:
    owned = strategy(allocated_capital="0", starting_position={"amount": "2", "average_price": "100"})

    await hub.trader.add_strategy("s", "Owned", owned)

    book = hub.book()
    assert (book.position, book.cost, book.trades) == (Decimal(2), Decimal(200), 0)
    assert book.last_buy is None


async def test_given_positions_when_it_wakes_then_prices_are_read_but_not_more_often_than_needed(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())

    await hub.wake_at(hour(0) + 2 * MINUTE)
    await hub.wake_at(hour(0) + 2 * MINUTE + SECOND)

    assert hub.trader.prices[SOL_EUR].value == 120
    assert hub.exchange.calls["ticker"] == 1


async def test_given_books_that_do_not_add_up_when_a_strategy_is_due_then_only_that_one_stops(hub: Hub) -> None:
    await hub.trader.add_strategy("bad", "Broken", strategy())
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, FLAT)
    evaluate = hub.trader._closes._evaluator.evaluate

    async def break_one(state: StrategyState, candle: int, portfolio: Portfolio) -> Outcome:
        if state.id == "bad":
            raise LedgerError("a fill sells more than there is")
        return await evaluate(state, candle, portfolio)

    hub.trader._closes._evaluator.evaluate = break_one  # type: ignore[method-assign,assignment]
    await hub.wake_at(hour(1))

    assert set(hub.trader.stuck) == {"bad"}
    hub.candle(1, FLAT)
    await hub.wake_at(hour(2))
    assert hub.outcomes("s") == [Reason.NO_SIGNAL, Reason.NO_SIGNAL]
    assert hub.outcomes("bad") == []
    assert hub.trader.next_evaluation("bad") is None


async def test_given_something_that_nobody_foresaw_with_one_strategy_when_it_wakes_then_the_others_have_their_turn(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("broken", "sound"):
        await hub.trader.add_strategy(name, name, strategy())
    hub.candle(0, FALL)
    evaluate = Evaluator.evaluate

    async def breaks(self: Evaluator, state: StrategyState, candle: int, portfolio: Portfolio) -> Outcome:
        if state.id == "broken":
            raise RuntimeError("nobody foresaw this")
        return await evaluate(self, state, candle, portfolio)

    monkeypatch.setattr(Evaluator, "evaluate", breaks)
    with pytest.raises(RuntimeError, match="nobody foresaw this"):
        await hub.wake_at(hour(1))

    assert (hub.outcomes("broken"), hub.outcomes("sound")) == ([], [Reason.BUY])


async def test_given_shadow_books_when_asked_for_then_live_books_do_not_exist(hub: Hub) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())

    assert set(hub.trader.portfolio.strategy("s").books) == {BookKind.SHADOW}
