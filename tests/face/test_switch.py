"""The switch that stops all trading of an account."""

from homeassistant.components.homeassistant.exposed_entities import (
    KNOWN_ASSISTANTS,
    async_expose_entity,
    async_should_expose,
)
from homeassistant.const import (
    ATTR_AREA_ID,
    ATTR_ENTITY_ID,
    SERVICE_TURN_OFF,
    SERVICE_TURN_ON,
    STATE_OFF,
    STATE_ON,
    Platform,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest

from custom_components.aurono import coordinator as heartbeat
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.status import Status
from tests.exchange.scripted_market import NO_ANSWER

from .house import House

SWITCH = Platform.SWITCH
FALL = "120 121 115 115.80"
FLAT = "120 121 119 120"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


async def turn(house: House, action: str) -> None:
    target = {ATTR_ENTITY_ID: house.entity_id(SWITCH, "trading", None)}
    await house.hass.services.async_call(SWITCH, action, target, blocking=True)
    await house.settle()


async def test_given_an_account_that_trades_when_switched_off_then_nothing_is_evaluated_until_it_is_on_again(
    house: House,
) -> None:
    await house.move_in()
    assert house.state(SWITCH, "trading", None).state == STATE_ON
    assert house.sensor("account_status", None) == "running"

    await turn(house, SERVICE_TURN_OFF)
    house.candle(0, FALL)
    await house.hour(1)

    assert house.state(SWITCH, "trading", None).state == STATE_OFF
    assert house.sensor("account_status", None) == "stopped"
    assert house.sensor("status") == Status.STOPPED
    assert house.trader.portfolio.strategy("dips").last_evaluation is None

    house.candle(1, FLAT)
    await house.hour(1.5)
    await turn(house, SERVICE_TURN_ON)
    await house.hour(2)

    last = house.trader.portfolio.strategy("dips").last_evaluation
    assert last is not None
    # The candle that fell while it was stopped is neither traded nor missed.
    assert (last.reason, last.count) == (Reason.NO_SIGNAL, 1)
    assert house.sensor("account_status", None) == "running"


async def test_given_entities_that_are_told_by_and_by_when_trading_is_switched_then_it_stands_as_the_action_returns(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    monkeypatch.setattr(heartbeat, "TELLING_TIME", 0)

    for action, state in ((SERVICE_TURN_OFF, STATE_OFF), (SERVICE_TURN_ON, STATE_ON)):
        target = {ATTR_ENTITY_ID: house.entity_id(SWITCH, "trading", None)}
        await house.hass.services.async_call(SWITCH, action, target, blocking=True)

        assert house.state(SWITCH, "trading", None).state == state
    await house.settle()


async def test_given_a_stopped_account_when_home_assistant_was_restarted_then_it_is_still_stopped(house: House) -> None:
    await house.move_in()
    await turn(house, SERVICE_TURN_OFF)

    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await house.settle()

    assert house.state(SWITCH, "trading", None).state == STATE_OFF


async def test_given_an_open_order_when_trading_is_stopped_then_it_stays_and_is_followed_to_its_end(
    house: House,
) -> None:
    await house.move_in()
    house.candle(0, FALL)
    await house.hour(1)
    assert house.book().orders

    await turn(house, SERVICE_TURN_OFF)
    assert house.book().orders
    await house.hour(5.1)

    assert not house.book().orders


async def test_given_a_live_strategy_when_restarted_while_the_exchange_is_silent_then_it_says_that_it_waits(
    house: House,
) -> None:
    await house.move_in()
    await house.go_live()
    assert house.sensor("account_status", None) == "running"
    funds, house.exchange.funds = house.exchange.funds, NO_ANSWER
    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await house.settle()

    assert house.sensor("account_status", None) == "recovering"
    assert house.sensor("status") == Status.RECOVERING
    house.candle(0, FALL)
    await house.hour(1)
    assert not house.exchange.sent

    house.exchange.funds = funds
    await house.hour(1.02)
    assert house.sensor("account_status", None) == "running"


async def test_given_entities_that_nobody_exposed_when_an_assistant_asks_then_it_is_given_none(house: House) -> None:
    assert await async_setup_component(house.hass, "homeassistant", {})
    await house.move_in()
    registry = er.async_get(house.hass)
    entities = [entry.entity_id for entry in er.async_entries_for_config_entry(registry, house.entry.entry_id)]
    switch = house.entity_id(SWITCH, "trading", None)
    assert {switch, house.entity_id(Platform.SELECT, "mode")} < set(entities)

    for assistant in KNOWN_ASSISTANTS:
        exposed = [entity for entity in entities if async_should_expose(house.hass, assistant, entity)]
        assert exposed == []

    # Its owner may choose otherwise.
    async_expose_entity(house.hass, "conversation", switch, True)
    assert async_should_expose(house.hass, "conversation", switch)


async def test_given_an_account_in_a_room_when_all_switches_of_the_room_are_turned_on_then_trading_stays_off(
    house: House,
) -> None:
    await house.move_in()
    await turn(house, SERVICE_TURN_OFF)
    entry = er.async_get(house.hass).async_get(house.entity_id(SWITCH, "trading", None))
    assert entry is not None
    assert entry.device_id is not None
    room = ar.async_get(house.hass).async_create("Study")
    dr.async_get(house.hass).async_update_device(entry.device_id, area_id=room.id)

    await house.hass.services.async_call(SWITCH, SERVICE_TURN_ON, {ATTR_AREA_ID: room.id}, blocking=True)
    await house.settle()

    assert house.state(SWITCH, "trading", None).state == STATE_OFF
