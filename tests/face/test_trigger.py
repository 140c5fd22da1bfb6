"""Triggers in real automations: they hear what was committed, and only what they ask for."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.aurono.attention import attention_of
from custom_components.aurono.engine.events import OrderUnknown
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.exchange.protocol import Balance
from custom_components.aurono.standing import async_setup_standings, standings_of
from custom_components.aurono.trigger import TRIGGERS
from tests.execution.hub import SOL_EUR

from .automations import triggered
from .house import House, planned_order, subentry

FALL = "120 121 115 115.80"
FLAT = "120 121 119 120"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


async def buy(house: House) -> None:
    """Let the hour fall, so that it is bought at the ticker."""
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)


async def test_given_a_fall_when_it_is_bought_then_the_trade_is_told_with_its_numbers(house: House) -> None:
    await house.move_in()
    told = await triggered(house.hass, "order_filled", side="buy", book="shadow")

    await buy(house)

    (trade,) = told
    expected = {
        "account": "Paper",
        "strategy": "Dips",
        "market": "SOL/EUR",
        "book": "shadow",
        "side": "buy",
        "price": "115.8",
        "amount": "0.17271157",
        "sentence": "Dips bought 0.17271\u00a0SOL for €20.05 at 115.80, on paper",
    }
    assert {name: trade[name] for name in expected} == expected
    assert trade["fee_currency"] == "EUR"


@pytest.mark.parametrize("options", [{"side": "sell"}, {"book": "live"}, {"strategies": "Another"}])
async def test_given_a_trigger_for_something_else_when_it_is_bought_then_it_stays_silent(
    house: House, options: dict[str, Any]
) -> None:
    await house.move_in()
    told = await triggered(house.hass, "order_filled", **options)

    await buy(house)

    assert told == []


async def test_given_a_strategy_by_its_device_its_id_or_its_name_when_it_decides_then_only_it_is_heard(
    house: House,
) -> None:
    await house.move_in(subentry(), subentry("other", "Other", buy_trigger="-50"))
    device = dr.async_get(house.hass).async_get_device_by_identifier(("aurono", "account_dips"), "account")
    assert device is not None
    by_device = await triggered(house.hass, "decision_made", strategies=[device.id])

    house.candle(0, FLAT)
    await house.hour(1)

    assert [(told["strategy"], told["reason"]) for told in by_device] == [("Dips", "no_signal")]


@pytest.mark.parametrize("word", ["dips", "DIPS"])
async def test_given_an_account_that_is_loaded_anew_when_it_decides_then_the_trigger_still_hears(
    house: House, word: str
) -> None:
    await house.move_in()
    told = await triggered(house.hass, "decision_made", strategies=word)
    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await house.settle()

    house.candle(0, FLAT)
    await house.hour(1)

    assert [decision["reason"] for decision in told] == ["no_signal"]


async def test_given_reasons_when_another_outcome_comes_then_only_those_are_heard(house: House) -> None:
    await house.move_in()
    told = await triggered(house.hass, "decision_made", reasons=["buy"])

    house.candle(0, FLAT)
    await house.hour(1)
    house.candle(1, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(2)

    assert [decision["reason"] for decision in told] == ["buy"]


async def test_given_too_little_capital_when_the_rule_fires_then_the_strategy_is_blocked(house: House) -> None:
    await house.move_in(subentry(allocated_capital="10"))
    told = await triggered(house.hass, "strategy_blocked")

    house.candle(0, FLAT)
    await house.hour(1)
    assert told == []
    house.candle(1, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(2)

    assert [decision["reason"] for decision in told] == ["capital_insufficient"]


async def test_given_failures_in_a_row_when_the_third_comes_then_the_breaker_is_told_once(house: House) -> None:
    await house.move_in()
    told = await triggered(house.hass, "breaker_tripped")

    for number in range(4):
        now = house.exchange.now + number
        await house.record(planned_order(now, f"order {number}"))
        await house.record(OrderUnknown(now, "dips", BookKind.SHADOW, f"order {number}", "no answer"))
        assert len(told) == (number >= 2)

    assert (told[0]["strategy"], told[0]["failures"]) == ("Dips", 3)


async def test_given_an_order_without_an_answer_when_two_minutes_pass_then_a_person_is_needed_once(
    house: House,
) -> None:
    await house.move_in()
    told = await triggered(house.hass, "needs_attention")

    house.trader._stuck["dips"] = "its books did not add up"
    house.coordinator.async_update_listeners()
    house.coordinator.async_update_listeners()
    await house.settle()

    assert [(attention["kind"], attention["strategy"]) for attention in told] == [("strategy_stuck", "Dips")]


async def restart(house: House) -> None:
    """Load the account anew, with only what a new run of Home Assistant would know of the one before."""
    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(minutes=1))
    await house.hass.async_block_till_done()
    await house.hass.config_entries.async_unload("account")
    await async_setup_standings(house.hass)
    await house.hass.config_entries.async_setup("account")
    await house.settle()


async def test_given_what_needs_a_person_when_home_assistant_starts_again_then_it_is_told_only_once_it_is_new(
    house: House, hass_storage: dict[str, Any]
) -> None:
    await house.move_in()
    told = await triggered(house.hass, "needs_attention")
    stuck = "its books did not add up"

    house.trader._stuck["dips"] = stuck
    house.coordinator.async_update_listeners()
    await house.settle()
    assert len(told) == 1
    assert "aurono.standing" not in hass_storage

    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(minutes=1))
    await house.hass.async_block_till_done()
    assert hass_storage["aurono.standing"]["data"] == {
        "account": {"attention": [["strategy_stuck", "dips", "dips"]], "gaps": []}
    }
    await async_setup_standings(house.hass)
    house.coordinator.async_update_listeners()
    await house.settle()
    assert len(told) == 1

    # A start lets it go on, so that it is news when it is stuck again.
    await restart(house)
    house.trader._stuck["dips"] = stuck
    house.coordinator.async_update_listeners()
    await house.settle()
    assert len(told) == 2

    # Another account under the same id would begin with nothing told.
    known = attention_of(house.coordinator)
    await house.hass.config_entries.async_remove("account")
    assert standings_of(house.hass).begin("account", known, (), all_known=True).attention == set(known)


async def test_given_a_gap_when_home_assistant_starts_again_then_it_is_told_once_until_it_opens_anew(
    house: House, hass_storage: dict[str, Any]
) -> None:
    await house.move_in()
    await house.go_live()
    told = await triggered(house.hass, "gap_opened")
    house.exchange.funds = {"EUR": Balance(Decimal(150), ZERO)}
    await house.hour(0.5)
    assert [gap["gap"] for gap in told] == ["50"]

    # An exchange that says nothing yet does not say that nothing is missing.
    house.exchange.fail()
    await restart(house)
    house.coordinator.async_update_listeners()
    await house.settle()
    house.exchange.recover()
    await house.hour(0.9)
    assert [line.gap for line in house.trader.live.reconciler.shortages] == [50]
    assert len(told) == 1

    house.exchange.funds = {"EUR": Balance(Decimal(200), ZERO)}
    await house.hour(1.3)
    house.exchange.funds = {"EUR": Balance(Decimal(120), ZERO)}
    await house.hour(1.7)
    assert [gap["gap"] for gap in told] == ["50", "80"]


@pytest.mark.parametrize("name", TRIGGERS)
async def test_given_an_unknown_option_when_an_automation_is_made_then_it_is_refused(house: House, name: str) -> None:
    with pytest.raises(Exception, match="nonsense"):
        await TRIGGERS[name].async_validate_config(house.hass, {"options": {"nonsense": 1}})
