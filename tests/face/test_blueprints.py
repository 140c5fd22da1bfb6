"""The blueprints that the repository offers, each in a real automation."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
import shutil
from typing import Any

from homeassistant.components.automation.config import AUTOMATION_BLUEPRINT_SCHEMA
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed, async_mock_service

from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.exchange.protocol import Balance
from tests.execution.hub import SOL_EUR

from .house import House

ANSWERED = "mobile_app_notification_action"
FOLDER = Path("blueprints/automation/aurono")
FALL = "120 121 115 115.80"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


@pytest.fixture
def told(hass: HomeAssistant) -> list[ServiceCall]:
    """Messages to notify entities."""
    return async_mock_service(hass, "notify", "send_message")


async def use(house: House, name: str, **inputs: Any) -> None:
    """Make an automation of a blueprint, as its user does after importing it."""
    folder = Path(house.hass.config.path("blueprints", "automation", "aurono"))
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(FOLDER / f"{name}.yaml", folder)
    written = {"use_blueprint": {"path": f"aurono/{name}.yaml", "input": inputs}}
    assert await async_setup_component(house.hass, "automation", {"automation": {"alias": name, **written}})
    await house.settle()
    state = house.hass.states.get(f"automation.{name}")
    assert state is not None
    assert state.state == "on"


async def until(holds: Callable[[], bool]) -> None:
    """Wait for what an automation does that then waits for more, and so is not done when the house is."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.01)


async def two_minutes_later(house: House, holds: Callable[[], bool]) -> None:
    """Let two minutes pass for whatever waits for them, as soon as it does: a timeout around this would pass too."""
    for _ in range(1000):
        if holds():
            return
        async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(minutes=2))
        await asyncio.sleep(0.01)
    raise TimeoutError


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_blueprint_says_where_it_comes_from_and_what_it_needs(path: Path) -> None:
    blueprint = Blueprint(
        load_yaml_dict(path), path=path.name, expected_domain="automation", schema=AUTOMATION_BLUEPRINT_SCHEMA
    )

    assert blueprint.validate() is None
    assert blueprint.metadata["source_url"].endswith(path.as_posix())
    assert blueprint.metadata["description"]
    assert blueprint.metadata["homeassistant"]["min_version"] == "2026.10.0"


async def test_given_notify_on_trade_when_it_is_bought_then_one_message_tells_it(
    house: House, told: list[ServiceCall]
) -> None:
    await house.move_in()
    await use(house, "notify_on_trade", notifier="notify.me")

    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)

    (message,) = told
    assert message.data["title"] == "Paper"
    assert message.data["message"] == "Dips bought 0.17271\u00a0SOL for €20.05 at 115.80, on paper"
    assert message.data["entity_id"] == ["notify.me"]


async def test_given_pause_on_battery_when_the_power_goes_and_comes_then_trading_stops_and_goes_on(
    house: House,
) -> None:
    await house.move_in()
    trading = house.entity_id("switch", "trading", None)
    house.hass.states.async_set("binary_sensor.ups", "off")
    await use(house, "pause_on_battery", on_battery="binary_sensor.ups", trading=trading, back_for={"minutes": 1})

    house.hass.states.async_set("binary_sensor.ups", "on")
    await until(lambda: house.trader.portfolio.stopped)

    house.hass.states.async_set("binary_sensor.ups", "off")
    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(seconds=50))
    await asyncio.sleep(0.1)
    assert house.trader.portfolio.stopped
    await two_minutes_later(house, lambda: not house.trader.portfolio.stopped)


async def test_given_pause_on_battery_when_the_power_is_back_before_trading_has_stopped_then_it_goes_on_all_the_same(
    house: House,
) -> None:
    await house.move_in()
    trading = house.entity_id("switch", "trading", None)
    house.hass.states.async_set("binary_sensor.ups", "off")
    await use(house, "pause_on_battery", on_battery="binary_sensor.ups", trading=trading, back_for={"minutes": 1})

    house.hass.states.async_set("binary_sensor.ups", "on")
    house.hass.states.async_set("binary_sensor.ups", "off")
    await until(lambda: house.trader.portfolio.stopped)

    await two_minutes_later(house, lambda: not house.trader.portfolio.stopped)


async def test_given_pause_on_battery_when_the_power_is_back_only_for_moments_then_trading_stays_stopped(
    house: House,
) -> None:
    await house.move_in()
    trading = house.entity_id("switch", "trading", None)
    house.hass.states.async_set("binary_sensor.ups", "off")
    await use(house, "pause_on_battery", on_battery="binary_sensor.ups", trading=trading, back_for={"minutes": 1})

    house.hass.states.async_set("binary_sensor.ups", "on")
    await until(lambda: house.trader.portfolio.stopped)
    for state in ("off", "on", "off", "unavailable"):
        house.hass.states.async_set("binary_sensor.ups", state)
        await asyncio.sleep(0.1)
    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(minutes=2))
    await asyncio.sleep(0.1)
    assert house.trader.portfolio.stopped

    house.hass.states.async_set("binary_sensor.ups", "off")
    await two_minutes_later(house, lambda: not house.trader.portfolio.stopped)


async def test_given_trading_that_its_owner_stopped_when_the_power_comes_back_then_it_stays_stopped(
    house: House,
) -> None:
    await house.move_in()
    trading = house.entity_id("switch", "trading", None)
    await house.hass.services.async_call("switch", "turn_off", {"entity_id": trading}, blocking=True)
    house.hass.states.async_set("binary_sensor.ups", "off")
    await use(house, "pause_on_battery", on_battery="binary_sensor.ups", trading=trading, back_for={"minutes": 1})

    house.hass.states.async_set("binary_sensor.ups", "on")
    house.hass.states.async_set("binary_sensor.ups", "off")
    await house.hass.async_block_till_done()
    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(minutes=2))
    await house.hass.async_block_till_done()

    assert house.trader.portfolio.stopped


@pytest.mark.parametrize(("answer", "mode"), [("AGREE", "live"), ("REFUSE", "paused")])
async def test_given_a_second_person_when_a_strategy_goes_live_then_it_waits_for_their_answer(
    house: House, answer: str, mode: str
) -> None:
    await house.move_in()
    await house.go_live()
    asked = async_mock_service(house.hass, "notify", "mobile_app_phone")
    select = house.entity_id("select", "mode")
    await choose(house, select, "paused")
    await house.settle()
    await use(house, "second_person", strategy_mode=select, phone="notify.mobile_app_phone")

    await choose(house, select, "live")
    await until(lambda: bool(asked))

    assert house.trader.portfolio.strategy("dips").mode is Mode.PAUSED
    (question,) = asked
    assert question.data["title"] == "Dips: real money?"
    assert [button["title"] for button in question.data["data"]["actions"]] == ["Agree", "No"]
    actions = [button["action"] for button in question.data["data"]["actions"]]
    (chosen,) = (action for action in actions if answer in action)
    # The answer is waited for once the question has gone out.
    await until(lambda: ANSWERED in house.hass.bus.async_listeners())
    house.hass.bus.async_fire(ANSWERED, {"action": chosen})
    await house.hass.async_block_till_done()
    await house.settle()
    assert house.state("select", "mode").state == mode
    assert len(asked) == 1


async def choose(house: House, select: str, option: str) -> None:
    await house.hass.services.async_call(
        "select", "select_option", {"entity_id": select, "option": option}, blocking=True
    )


@pytest.mark.parametrize(("inputs", "value_shown"), [({}, "200.00 EUR"), ({"decimal_sign": ","}, "200,00 EUR")])
async def test_given_morning_summary_when_it_is_time_then_values_and_what_needs_attention_are_told(
    house: House, told: list[ServiceCall], inputs: dict[str, str], value_shown: str
) -> None:
    await house.move_in()
    value, status = house.entity_id("sensor", "value"), house.entity_id("sensor", "status")
    worth = house.entity_id("sensor", "value_shadow_eur", None)
    sensors = [worth, value, status, "sensor.gone"]
    await use(house, "morning_summary", notifier="notify.me", at="08:00:00", sensors=sensors, **inputs)

    morning = dt_util.start_of_local_day() + timedelta(days=1, hours=8)
    async_fire_time_changed(house.hass, morning)
    await house.hass.async_block_till_done()

    (message,) = told
    assert message.data["message"].splitlines() == [
        f"Paper Paper value: {value_shown}",
        f"Dips Value: {value_shown}",
        "Dips Status: Waiting for its first candle to close",
        "sensor.gone: unknown",
        "Nothing needs you.",
    ]
    await house.hass.services.async_call(
        "automation", "turn_off", {"entity_id": "automation.morning_summary"}, blocking=True
    )


async def test_given_stop_on_gap_when_money_is_missing_then_trading_stops_and_it_is_told(
    house: House, told: list[ServiceCall]
) -> None:
    await house.move_in()
    await house.go_live()
    trading = house.entity_id("switch", "trading", None)
    await use(house, "stop_on_gap", notifier="notify.me", trading=trading)

    house.exchange.funds = {"EUR": Balance(Decimal("53.73"), ZERO)}
    await house.hour(0.5)

    assert house.trader.portfolio.stopped
    (message,) = told
    assert message.data["title"] == "Paper: trading stopped"
    assert message.data["message"].endswith("deposit €146.27 to cover the gap.")
