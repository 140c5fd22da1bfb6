"""Trading is stopped: nothing more is sent, and what is open is cancelled or kept as its owner chose."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from decimal import Decimal
from typing import Any

import pytest

from custom_components.aurono.engine.events import OrderEnded, OrderPlanned
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import MINUTE
from custom_components.aurono.exchange.protocol import (
    Failure,
)
from custom_components.aurono.execution.errors import TradingError
from custom_components.aurono.execution.live import AccountStatus
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Entry

from ..hub import SOL_EUR, hour
from ..live_hub import LiveHub
from ..venue import OWNER, Line


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


async def test_given_a_wake_under_way_when_trading_stops_then_it_does_not_ask_for_the_others_first(
    live: LiveHub,
) -> None:
    for number in range(3):
        await live.add_live(f"other{number}")

    stop = await asked_during_a_wake(live, lambda: live.live.stop(cancel_orders=False))

    assert live.exchange.calls["candles"] == 1
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
