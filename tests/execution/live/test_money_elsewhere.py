"""Money that moved without Aurono: shown, and adopted or written off only when its owner says so."""

from decimal import Decimal

import pytest

from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.timeframe import MINUTE
from custom_components.aurono.exchange.protocol import (
    Failure,
    FailureKind,
)
from custom_components.aurono.execution.errors import TradingProblem
from custom_components.aurono.execution.questions import QuestionKind

from ..hub import SOL_EUR
from ..live_hub import LiveHub
from ..venue import OWNER
from .steps import refused


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


async def test_given_a_fill_that_the_exchange_has_not_settled_when_looked_at_then_its_money_is_not_missing(
    live: LiveHub,
) -> None:
    live.exchange.withdraw("EUR", "800")
    await live.buy_at(1, price="118")
    live.exchange.engine.delay_settlement()
    live.exchange.trade(SOL_EUR, "116")

    await live.pass_minutes(40)
    assert live.book().position == 0
    assert live.questions == {}
    assert not live.live.reconciler.has_seen_all
    assert not any(line.is_short for line in live.live.reconciler.liquidity)

    live.exchange.engine.settle()
    await live.pass_minutes(2)
    assert live.book().position > 0
    assert live.questions == {}
    assert live.live.reconciler.has_seen_all


async def test_given_money_withdrawn_while_a_fill_is_not_settled_when_looked_at_then_it_is_missing(
    live: LiveHub,
) -> None:
    await live.buy_at(1, price="118")
    live.exchange.engine.delay_settlement()
    live.exchange.trade(SOL_EUR, "116")
    live.exchange.withdraw("EUR", "850")

    await live.pass_minutes(17)

    assert list(live.questions) == ["short-EUR"]
    live.exchange.engine.settle()
    await live.pass_minutes(2)
    # What the fill took is booked, and the gap is told anew without waiting for the next comparison.
    assert Decimal(live.questions["short-EUR"].values["gap"]) == Decimal(850 - 800)


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
    await refused(live, desk.write_off("s", Decimal(0), Decimal(0)), TradingProblem.AMOUNT_NOT_POSITIVE)
    await refused(live, desk.write_off("s", Decimal(0), Decimal(-1)), TradingProblem.AMOUNT_NOT_POSITIVE)
    await refused(live, desk.write_off("paper", Decimal(0), one), TradingProblem.NO_LIVE_BOOKS)
    await refused(live, desk.retire_market("paper"), TradingProblem.NO_LIVE_BOOKS)
    await refused(live, desk.retire_market("s"), TradingProblem.MARKET_STILL_LISTED)
    await refused(live, desk.preflight("none", confirmed=True), TradingProblem.STRATEGY_UNKNOWN)
    await refused(live, desk.go_live("none", confirmed=True), TradingProblem.STRATEGY_UNKNOWN)
