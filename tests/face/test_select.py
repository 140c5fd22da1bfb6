"""The mode of a strategy: paused or on paper; live once it went live through its settings."""

from homeassistant.components.select import ATTR_OPTION, ATTR_OPTIONS, DOMAIN as SELECT, SERVICE_SELECT_OPTION
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from custom_components.aurono import coordinator as heartbeat
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import DAY
from custom_components.aurono.exchange.protocol import MarketStatus
from tests.exchange.scripted_market import rules_of
from tests.execution.hub import SOL_EUR

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


async def test_given_entities_that_are_told_by_and_by_when_a_mode_is_chosen_then_it_stands_as_the_action_returns(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    await house.go_live()
    monkeypatch.setattr(heartbeat, "TELLING_TIME", 0)

    for option in ("paused", "live"):
        choice = {ATTR_ENTITY_ID: house.entity_id(SELECT, "mode"), ATTR_OPTION: option}
        await house.hass.services.async_call(SELECT, SERVICE_SELECT_OPTION, choice, blocking=True)

        assert house.state(SELECT, "mode").state == option
    await house.settle()


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


async def test_given_a_strategy_that_went_live_when_paused_then_it_goes_live_again_after_the_same_check(
    house: House,
) -> None:
    await house.move_in()
    await house.go_live()
    assert house.state(SELECT, "mode").state == "live"
    assert house.state(SELECT, "mode").attributes[ATTR_OPTIONS] == ["paused", "shadow", "live"]

    await choose(house, "shadow")
    assert house.trader.portfolio.strategy("dips").mode is Mode.SHADOW
    await choose(house, "paused")
    await choose(house, "live")

    assert house.trader.portfolio.strategy("dips").mode is Mode.LIVE


async def test_given_points_that_fail_when_live_is_chosen_again_then_all_are_named_and_nothing_changes(
    house: House,
) -> None:
    await house.move_in()
    await house.go_live()
    await choose(house, "paused")
    before = await house.recorded()
    house.exchange.funds = {}
    house.exchange.list(rules_of(SOL_EUR), MarketStatus.HALTED)
    house.exchange.now += DAY

    with pytest.raises(ServiceValidationError) as raised:
        await choose(house, "live")

    assert raised.value.translation_key == "preflight_failed"
    assert "The market takes no orders now (halted)." in str(raised.value)
    assert "The exchange holds €0.00 where your live strategies and this one need €200.00: €200.00 is missing." in str(
        raised.value
    )
    assert house.trader.portfolio.strategy("dips").mode is Mode.PAUSED
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
