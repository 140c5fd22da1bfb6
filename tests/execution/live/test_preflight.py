"""Before real money: every point by itself, all that fail at once, and nothing changed by looking."""

from collections.abc import Callable
from typing import Any

import pytest

from custom_components.aurono.engine.timeframe import SECOND
from custom_components.aurono.exchange.protocol import Failure, FailureKind, MarketStatus, Verification
from custom_components.aurono.execution.preflight import PreflightCheck, PreflightPoint
from tests.exchange.scripted_market import NO_ANSWER, rules_of

from ..hub import SOL_EUR, strategy
from ..live_hub import LiveHub

type Arrange = Callable[[LiveHub], object]


def failing(points: tuple[PreflightPoint, ...]) -> list[str]:
    return [point.check.value for point in points if not point.passed]


def values(points: tuple[PreflightPoint, ...], check: PreflightCheck) -> dict[str, str]:
    (point,) = [point for point in points if point.check is check]
    return dict(point.values)


async def test_given_all_in_order_when_checked_then_every_point_is_told_in_its_order(hub: LiveHub) -> None:
    await hub.add()
    before, events = hub.trader.portfolio, len(hub.events)

    points = await hub.live.preflight("s", confirmed=True)

    assert [point.check for point in points] == [*PreflightCheck]
    assert all(point.passed for point in points)
    assert (hub.trader.portfolio, len(hub.events), hub.exchange.arrived) == (before, events, {})


async def test_given_a_market_that_was_halted_since_its_rules_were_read_when_checked_then_that_is_seen(
    hub: LiveHub,
) -> None:
    await hub.add()
    assert failing(await hub.live.preflight("s", confirmed=True)) == []

    status(MarketStatus.HALTED)(hub)

    assert failing(await hub.live.preflight("s", confirmed=True)) == ["market_trading"]


async def test_given_a_side_that_is_off_when_checked_then_its_trigger_does_not_matter(hub: LiveHub) -> None:
    await hub.add(sell_amount="0", sell_trigger="80")

    assert failing(await hub.live.preflight("s", confirmed=True)) == []


async def test_given_capital_for_a_buy_but_not_for_its_fee_when_checked_then_it_is_too_little(hub: LiveHub) -> None:
    await hub.add(buy_amount="100", allocated_capital="100.24")

    assert failing(await hub.live.preflight("s", confirmed=True)) == ["capital_allocated"]


def reveals(**rights: bool | None) -> Arrange:
    def arrange(hub: LiveHub) -> None:
        known: dict[str, Any] = {"clock_offset": 0, "can_trade": None, "can_withdraw": None}
        hub.exchange.verification = Verification(**known | rights)

    return arrange


def key_answers(kind: FailureKind) -> Arrange:
    def arrange(hub: LiveHub) -> None:
        hub.exchange.verification = Failure(kind, "says why")

    return arrange


def clock_off(milliseconds: int) -> Arrange:
    def arrange(hub: LiveHub) -> None:
        hub.exchange.verification = Verification(milliseconds, can_trade=True, can_withdraw=False)

    return arrange


def status(which: MarketStatus) -> Arrange:
    return lambda hub: hub.exchange.list(rules_of(SOL_EUR), which)


@pytest.mark.parametrize(
    ("changes", "arrange", "fails"),
    [
        ({}, reveals(can_trade=True, can_withdraw=False), []),
        ({}, reveals(can_trade=False), ["key_can_trade"]),
        ({}, reveals(can_withdraw=True), ["key_cannot_withdraw"]),
        ({}, clock_off(5 * SECOND), []),
        ({}, clock_off(-5 * SECOND), []),
        ({}, clock_off(5 * SECOND + 1), ["clock_within_window"]),
        ({}, clock_off(-5 * SECOND - 1), ["clock_within_window"]),
        ({}, key_answers(FailureKind.CLOCK_OFF), ["clock_within_window"]),
        ({}, key_answers(FailureKind.KEY_INVALID), ["credentials_valid"]),
        ({}, key_answers(FailureKind.NO_PERMISSION), ["credentials_valid"]),
        (
            {},
            key_answers(FailureKind.UNREACHABLE),
            ["exchange_reachable", "credentials_valid", "clock_within_window"],
        ),
        (
            {},
            key_answers(FailureKind.MAINTENANCE),
            ["exchange_reachable", "credentials_valid", "clock_within_window"],
        ),
        ({}, status(MarketStatus.HALTED), ["market_trading"]),
        ({}, status(MarketStatus.CANCEL_ONLY), ["market_trading"]),
        ({}, lambda hub: hub.exchange.delist(SOL_EUR), ["sizes_above_minimum", "market_trading"]),
        ({}, lambda hub: hub.exchange.fail("balances"), ["balance_covers"]),
        ({}, lambda hub: hub.exchange.withdraw("EUR", "800.01"), ["balance_covers"]),
        ({}, lambda hub: hub.exchange.withdraw("EUR", "800"), []),
        ({"buy_amount": "199.51"}, None, ["capital_allocated"]),
        ({"buy_amount": "199.50"}, None, []),
        ({"buy_trigger": "-0.09"}, None, ["triggers_sane"]),
        ({"buy_trigger": "-0.1", "sell_trigger": "50"}, None, []),
        ({"sell_trigger": "50.1"}, None, ["triggers_sane"]),
        ({"buy_amount": "4.99"}, None, ["sizes_above_minimum"]),
        ({"sell_amount": "4.99"}, None, ["sizes_above_minimum"]),
        ({"buy_amount": "0"}, None, []),
        ({"sell_amount": "4.99"}, lambda hub: hub.exchange.fail("ticker"), ["sizes_above_minimum"]),
        ({"sell_amount": "5"}, lambda hub: hub.exchange.fail("ticker"), []),
        ({"starting_position": {"amount": "1", "average_price": "100"}}, None, ["balance_covers"]),
        (
            {"starting_position": {"amount": "1", "average_price": "100"}},
            lambda hub: hub.exchange.deposit("SOL", "1"),
            [],
        ),
    ],
)
async def test_given_one_thing_amiss_when_it_would_go_live_then_that_is_named_and_nothing_changed(
    hub: LiveHub, changes: dict[str, Any], arrange: Arrange | None, fails: list[str]
) -> None:
    await hub.add(**changes)
    if arrange is not None:
        arrange(hub)
    before, events = hub.trader.portfolio, len(hub.events)

    assert failing(await hub.live.preflight("s", confirmed=True)) == fails
    assert hub.trader.portfolio == before

    await hub.live.go_live("s", confirmed=True)
    assert (hub.trader.portfolio == before, len(hub.events) == events) == (bool(fails), bool(fails))


async def test_given_no_confirmation_when_it_goes_live_then_only_that_fails(hub: LiveHub) -> None:
    await hub.add()

    assert failing(await hub.live.go_live("s", confirmed=False)) == ["confirmed"]


async def test_given_an_order_on_paper_when_it_would_go_live_then_it_is_not_idle(hub: LiveHub) -> None:
    await hub.add()
    await hub.buy_at(1, price="118")

    assert failing(await hub.live.go_live("s", confirmed=True)) == ["strategy_idle"]


async def test_given_a_stopped_account_when_it_would_go_live_then_it_is_not_ready(hub: LiveHub) -> None:
    await hub.add()
    await hub.live.stop(cancel_orders=False)

    assert failing(await hub.live.go_live("s", confirmed=True)) == ["account_ready"]


async def test_given_an_account_that_is_recovering_when_another_would_go_live_then_it_is_not_ready(
    hub: LiveHub,
) -> None:
    await hub.add_live()
    await hub.add("other")
    await hub.restart()

    assert failing(await hub.live.go_live("other", confirmed=True)) == ["account_ready"]


async def test_given_several_things_amiss_then_all_are_named_at_once(hub: LiveHub) -> None:
    await hub.add(buy_trigger="-0.05", buy_amount="300", sell_amount="1")
    clock_off(9 * SECOND)(hub)
    status(MarketStatus.AUCTION)(hub)
    hub.exchange.withdraw("EUR", "900.50")

    points = await hub.live.go_live("s", confirmed=False)

    assert failing(points) == [
        "clock_within_window",
        "capital_allocated",
        "triggers_sane",
        "sizes_above_minimum",
        "market_trading",
        "balance_covers",
        "confirmed",
    ]
    assert values(points, PreflightCheck.CLOCK_WITHIN_WINDOW) == {"seconds": "9"}
    assert values(points, PreflightCheck.CAPITAL_ALLOCATED) == {"capital": "200", "buy_amount": "300", "quote": "EUR"}
    assert values(points, PreflightCheck.TRIGGERS_SANE) == {"lowest": "0.1", "highest": "50"}
    assert values(points, PreflightCheck.SIZES_ABOVE_MINIMUM) == {"minimum": "5", "quote": "EUR"}
    assert values(points, PreflightCheck.MARKET_TRADING) == {"status": "auction"}
    assert values(points, PreflightCheck.BALANCE_COVERS) == {
        "currency": "EUR",
        "quote": "EUR",
        "needed": "200",
        "held": "99.5",
        "gap": "100.5",
    }


async def test_given_other_live_books_when_it_would_go_live_then_the_balance_must_cover_them_all(hub: LiveHub) -> None:
    await hub.add_live()
    await hub.add("other")
    hub.exchange.withdraw("EUR", "600.01")

    points = await hub.live.go_live("other", confirmed=True)

    assert failing(points) == ["balance_covers"]
    assert values(points, PreflightCheck.BALANCE_COVERS)["needed"] == "400"
    hub.exchange.deposit("EUR", "0.01")
    assert failing(await hub.live.go_live("other", confirmed=True)) == []


async def test_given_money_held_by_open_orders_then_it_counts_as_there(hub: LiveHub) -> None:
    await hub.add_live()
    await hub.add("other")
    hub.exchange.withdraw("EUR", "600")
    await hub.buy_at(1, price="118")
    await hub.live.cancel_order("other", next(iter(hub.state("other").books.values())).orders[0].id)
    await hub.pass_minutes(1)

    assert failing(await hub.live.go_live("other", confirmed=True)) == []
    assert hub.book().reserved > 0


async def test_given_an_exchange_that_says_nothing_when_checked_then_no_key_is_called_wrong_for_it(
    hub: LiveHub,
) -> None:
    await hub.add()
    for what in ("time", "markets", "ticker", "verify", "balances"):
        hub.exchange.fail(what)

    points = await hub.live.preflight("s", confirmed=True)

    assert values(points, PreflightCheck.EXCHANGE_REACHABLE) == {"detail": NO_ANSWER.detail}
    assert not {"key_can_trade", "key_cannot_withdraw"} & set(failing(points))


@pytest.mark.parametrize(
    ("changes", "arrange", "fails"),
    [
        ({"buy_trigger": "-3"}, None, []),
        ({"buy_trigger": "-0.05"}, None, ["triggers_sane"]),
        ({"sell_trigger": "80", "sell_amount": "1"}, None, ["triggers_sane", "sizes_above_minimum"]),
        ({"buy_amount": "300"}, None, ["capital_allocated"]),
        ({"allocated_capital": "1000"}, None, []),
        ({"allocated_capital": "1000.01"}, None, ["balance_covers"]),
        ({"allocated_capital": "300"}, lambda hub: hub.exchange.fail("balances"), ["balance_covers"]),
        # Less capital is needed, not more: that must stay possible where too little is there.
        ({"allocated_capital": "100"}, lambda hub: hub.exchange.withdraw("EUR", "900"), []),
        # An exchange that is away keeps nobody from changing a rule.
        ({"buy_amount": "1"}, lambda hub: hub.exchange.fail("markets"), ["sizes_above_minimum"]),
        ({"buy_trigger": "-3"}, lambda hub: hub.exchange.fail(), []),
    ],
)
async def test_given_a_live_strategy_when_other_parameters_are_checked_then_what_would_not_hold_is_named(
    hub: LiveHub, changes: dict[str, Any], arrange: Arrange | None, fails: list[str]
) -> None:
    await hub.add_live()
    if arrange is not None:
        arrange(hub)
    before = hub.trader.portfolio

    assert failing(await hub.live.check_revision("s", strategy(**changes))) == fails
    assert hub.trader.portfolio == before


async def test_given_a_strategy_on_paper_when_other_parameters_are_checked_then_nothing_stands_in_the_way(
    hub: LiveHub,
) -> None:
    await hub.add()

    assert await hub.live.check_revision("s", strategy(buy_trigger="-0.05", allocated_capital="9999")) == ()
