"""Conditions in real automations: they hold as the books stand."""

from decimal import Decimal
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import async_from_config, async_validate_condition_config
import pytest

from custom_components.aurono.engine.events import OrderUnknown
from custom_components.aurono.engine.strategy import BookKind
from tests.execution.hub import SOL_EUR

from .house import House, planned_order, subentry

FALL = "120 121 115 115.80"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


async def holds(house: House, name: str, **options: Any) -> bool | None:
    """Whether a condition of ours holds now."""
    written = {"condition": f"aurono.{name}", "options": options}
    check = await async_from_config(house.hass, await async_validate_condition_config(house.hass, written))
    return check(house.hass)


async def test_given_nothing_bought_when_it_is_bought_then_the_strategy_owns_coins(house: House) -> None:
    await house.move_in(subentry(), subentry("other", "Other", buy_trigger="-50"))
    assert not await holds(house, "has_position")

    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)

    assert await holds(house, "has_position")
    assert await holds(house, "has_position", strategies="Dips")
    assert not await holds(house, "has_position", strategies="Other")


async def test_given_a_planned_order_when_it_is_open_then_the_strategy_has_one(house: House) -> None:
    await house.move_in()
    assert not await holds(house, "has_open_order")

    await house.record(planned_order(house.exchange.now, "one"))

    assert await holds(house, "has_open_order")


async def test_given_three_failures_when_fifteen_minutes_pass_then_the_breaker_is_open_no_more(house: House) -> None:
    await house.move_in()
    for number in range(3):
        assert not await holds(house, "breaker_is_open")
        await house.record(planned_order(house.exchange.now, f"order {number}"))
        await house.record(OrderUnknown(house.exchange.now, "dips", BookKind.SHADOW, f"order {number}", "no answer"))

    assert await holds(house, "breaker_is_open")
    await house.hour(0.5)
    assert not await holds(house, "breaker_is_open")


async def test_given_too_little_capital_when_the_rule_fires_then_the_strategy_is_blocked(house: House) -> None:
    await house.move_in(subentry(allocated_capital="10"))
    assert not await holds(house, "is_blocked")

    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)

    assert await holds(house, "is_blocked")


async def test_given_a_strategy_on_paper_then_it_is_in_that_mode_and_no_other(house: House) -> None:
    await house.move_in()

    modes = [mode for mode in ("paused", "shadow", "live") if await holds(house, "is_in_mode", mode=mode)]

    assert modes == ["shadow"]


async def test_given_a_stuck_strategy_then_it_needs_a_person_and_another_does_not(house: House) -> None:
    await house.move_in(subentry(), subentry("other", "Other"))
    assert not await holds(house, "needs_attention")

    house.trader._stuck["dips"] = "its books did not add up"

    assert await holds(house, "needs_attention")
    assert await holds(house, "needs_attention", strategies=["Dips"])
    assert not await holds(house, "needs_attention", strategies=["Other"])
