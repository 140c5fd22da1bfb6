"""The sensor that turns on when an evaluation did not happen, whoever is to blame, and never for a deliberate stop."""

import asyncio
from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant, State
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.aurono.coordinator import AuronoCoordinator
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import DAY, HOUR
from custom_components.aurono.entities.dead_man import SLACK, START_ALLOWANCE
from custom_components.aurono.execution.trader import Trader
from tests.execution.hub import MONDAY

from .flows import add_demo, add_strategy
from .house import House, subentry
from .recipients import phone, recipient

FLAT = "120 121 119 120"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    house = House(hass, monkeypatch)
    for number in range(60):
        house.candle(number, FLAT)
    return house


def sensor(house: House) -> State:
    return house.state("binary_sensor", "missed_evaluation", None)


async def hang(_trader: Trader) -> int:
    """A wake that never ends."""
    await asyncio.Event().wait()
    raise AssertionError


async def minutes(house: House, freezer: FrozenDateTimeFactory, count: int) -> None:
    """Let time pass minute by minute, in the house and at the exchange; who hangs is not waited for."""
    for _ in range(count):
        freezer.tick(timedelta(minutes=1))
        house.exchange.now += 60_000
        async_fire_time_changed(house.hass, dt_util.utcnow())
        await house.hass.async_block_till_done(wait_background_tasks=Trader.wake is not hang)


async def test_given_a_trader_that_works_when_hours_pass_then_it_stays_off(
    house: House, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in()

    for _ in range(6):
        await minutes(house, freezer, 30)
        assert sensor(house).state == STATE_OFF

    assert sensor(house).attributes["since"] is None
    assert house.trader.portfolio.strategy("dips").evaluated_until == MONDAY + 3 * HOUR


@pytest.mark.parametrize("trouble", ["hangs", "is gone"])
async def test_given_a_trader_that_is_stuck_or_gone_when_a_candle_closed_then_it_turns_on_and_says_which(
    house: House, freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    await house.move_in(subentry(), subentry("slow", "Slow", timeframe="4h"))
    await minutes(house, freezer, 10)
    if trouble == "hangs":
        monkeypatch.setattr(Trader, "wake", hang)
    else:
        monkeypatch.setattr(house.coordinator, "wake", lambda: None)
        house.coordinator._next_beat.cancel()

    await minutes(house, freezer, 54)
    assert sensor(house).state == STATE_OFF
    await minutes(house, freezer, 5)

    missed = sensor(house)
    assert missed.state == STATE_ON
    assert missed.attributes["strategies"] == ["Dips"]
    assert missed.attributes["since"] == "2026-01-05T01:00:00+00:00"


async def test_given_an_exchange_that_is_away_when_it_comes_back_then_the_alarm_ends_with_the_next_evaluation(
    house: House, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in()
    await minutes(house, freezer, 10)
    house.exchange.fail("time")

    await minutes(house, freezer, 58)
    assert sensor(house).state == STATE_ON
    house.exchange.recover()
    await minutes(house, freezer, 20)
    assert sensor(house).state == STATE_ON
    await minutes(house, freezer, 40)

    assert sensor(house).state == STATE_OFF


@pytest.mark.parametrize("how", ["stopped", "paused"])
async def test_given_a_deliberate_stop_when_candles_close_then_there_is_no_alarm(
    house: House, freezer: FrozenDateTimeFactory, how: str
) -> None:
    await house.move_in()
    if how == "stopped":
        await house.coordinator.execute(house.trader.live.stop(cancel_orders=False))
    else:
        await house.coordinator.execute(house.trader.set_mode("dips", Mode.PAUSED))

    await minutes(house, freezer, 150)

    assert sensor(house).state == STATE_OFF


async def test_given_a_stop_that_ends_when_the_next_candle_closed_then_there_is_no_alarm(
    house: House, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in()
    await house.coordinator.execute(house.trader.live.stop(cancel_orders=False))
    await minutes(house, freezer, 150)

    await house.coordinator.execute(house.trader.live.resume())
    for _ in range(4):
        await minutes(house, freezer, 15)
        assert sensor(house).state == STATE_OFF


async def test_given_a_missed_candle_of_a_week_when_a_day_passed_then_the_alarm_is_over(
    house: House, freezer: FrozenDateTimeFactory
) -> None:
    house.exchange.now = MONDAY + 7 * DAY - 10 * 60_000
    await house.move_in(subentry(timeframe="1w"))
    house.exchange.fail("time")
    await minutes(house, freezer, 75)
    assert sensor(house).state == STATE_ON

    house.exchange.recover()
    await minutes(house, freezer, 5)
    assert sensor(house).state == STATE_ON
    house.exchange.now += DAY
    await minutes(house, freezer, 2)

    assert sensor(house).state == STATE_OFF


async def test_given_a_restart_after_a_while_when_loaded_then_it_is_given_time_to_start(
    house: House, freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    monkeypatch.setattr(Trader, "wake", hang)
    await house.hass.config_entries.async_unload("account")
    house.exchange.now += 5 * HOUR
    freezer.tick(timedelta(hours=5))
    await house.hass.config_entries.async_setup("account")

    await minutes(house, freezer, int(START_ALLOWANCE / 60))
    assert sensor(house).state == STATE_OFF
    await minutes(house, freezer, int(SLACK / 60) + 1)

    assert sensor(house).state == STATE_ON


async def test_given_a_time_lapse_that_waits_for_its_trader_when_that_hangs_then_it_turns_on_in_real_time(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.aurono.entities.dead_man.START_ALLOWANCE", 0.0)
    entry = await add_demo(hass, speed="3600")
    strategy = await add_strategy(hass, entry)
    coordinator: AuronoCoordinator = entry.runtime_data.coordinator

    def last_evaluated() -> int:
        return coordinator.portfolio.strategy(strategy.subentry_id).evaluated_until

    before = last_evaluated()
    async with asyncio.timeout(60):
        while last_evaluated() < before + 3 * HOUR:
            await asyncio.sleep(0.1)
            coordinator.dead_man.look()
            assert not coordinator.dead_man.missed

    # Only now: a slow machine may take longer than this for a candle that it does evaluate.
    monkeypatch.setattr("custom_components.aurono.entities.dead_man.SLACK", 0.5)
    monkeypatch.setattr(Trader, "wake", hang)
    async with asyncio.timeout(60):
        while not coordinator.dead_man.missed:
            await asyncio.sleep(0.1)
            coordinator.dead_man.look()

    frame = coordinator.portfolio.strategy(strategy.subentry_id).parameters.timeframe
    assert coordinator.dead_man.missed == {strategy.subentry_id: frame.next_close(last_evaluated())}


async def test_given_a_trader_that_hangs_when_it_is_found_then_those_who_want_to_know_are_told_once(
    house: House, freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = await phone(house.hass)
    await house.hass.config.async_set_time_zone("Europe/Amsterdam")
    await house.move_in(*(subentry(f"s{number}", f"Rule {number}") for number in range(7)), recipient())
    monkeypatch.setattr(Trader, "wake", hang)

    await minutes(house, freezer, 120)

    assert anna.messages == [
        (
            "Paper: evaluation missed",
            (
                "The evaluation due on 5 January, 02:00 did not happen, so nothing was decided or traded:"
                " Rule 0, Rule 1, Rule 2, Rule 3, Rule 4, … and 2 more."
                " Aurono, Home Assistant or the exchange may have been away."
            ),
        )
    ]


async def test_given_hours_in_which_nothing_watched_when_it_starts_again_then_they_are_told_with_their_count(
    house: House, freezer: FrozenDateTimeFactory
) -> None:
    anna = await phone(house.hass)
    await house.move_in(subentry(), recipient())
    await minutes(house, freezer, 61)
    await house.hass.config_entries.async_unload("account")
    house.exchange.now += 3 * HOUR
    freezer.tick(timedelta(hours=3))

    await house.hass.config_entries.async_setup("account")
    await minutes(house, freezer, 5)

    assert anna.messages == [
        ("Dips (on paper)", "2 candles closed while nothing was watching. They are not traded later.")
    ]
    assert sensor(house).state == STATE_OFF
