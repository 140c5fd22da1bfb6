"""The mode of a strategy: paused or shadow; live is not offered."""

from homeassistant.components.select import ATTR_OPTION, ATTR_OPTIONS, DOMAIN as SELECT, SERVICE_SELECT_OPTION
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import Mode

from .house import House


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


async def choose(house: House, option: str) -> None:
    choice = {ATTR_ENTITY_ID: house.entity_id(SELECT, "mode"), ATTR_OPTION: option}
    await house.hass.services.async_call(SELECT, SERVICE_SELECT_OPTION, choice, blocking=True)
    await house.settle()


async def test_given_a_new_strategy_when_shown_then_it_is_in_shadow_and_live_is_not_offered(house: House) -> None:
    await house.move_in()

    mode = house.state(SELECT, "mode")

    assert mode.state == "shadow"
    assert mode.attributes[ATTR_OPTIONS] == ["paused", "shadow"]


async def test_given_a_strategy_when_paused_then_it_is_in_the_journal_and_no_candle_is_evaluated(house: House) -> None:
    await house.move_in()

    await choose(house, "paused")
    house.candle(0, "120 121 115 115.80")
    await house.hour(1)

    assert house.state(SELECT, "mode").state == "paused"
    assert house.trader.portfolio.strategy("dips").mode is Mode.PAUSED
    assert house.sensor("last_decision") == "unknown"


async def test_given_a_paused_strategy_when_resumed_then_only_later_candles_are_evaluated(house: House) -> None:
    await house.move_in()
    await choose(house, "paused")
    house.candle(0, "120 121 115 115.80")
    house.candle(1, "120 121 119 120")
    await house.hour(1.5)

    await choose(house, "shadow")
    await house.hour(2)

    assert house.state(SELECT, "mode").state == "shadow"
    last = house.trader.portfolio.strategy("dips").last_evaluation
    assert last is not None
    assert (last.reason, last.count) == (Reason.NO_SIGNAL, 1)


async def test_given_live_when_chosen_all_the_same_then_it_is_refused_and_nothing_is_recorded(house: House) -> None:
    await house.move_in()
    before = await house.recorded()

    with pytest.raises(ServiceValidationError):
        await choose(house, "live")

    assert house.state(SELECT, "mode").state == "shadow"
    assert await house.recorded() == before


async def test_given_a_journal_that_fails_when_paused_then_it_is_told_and_the_mode_stays(house: House) -> None:
    await house.move_in()
    house.break_journal()

    with pytest.raises(HomeAssistantError) as raised:
        await choose(house, "paused")
    await house.settle()

    assert not isinstance(raised.value, ServiceValidationError)
    assert raised.value.translation_key == "journal_halted"
    assert house.state(SELECT, "mode").state == "shadow"
    assert house.sensor("status") == "halted"
