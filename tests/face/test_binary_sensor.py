"""The health of an account: its exchange, its journal, its market."""

from pathlib import Path
import sqlite3

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import pytest

from custom_components.aurono.const import EXCHANGE_BITVAVO

from .house import House

PLATFORM = "binary_sensor"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


async def test_given_an_exchange_when_it_goes_and_comes_back_then_the_connection_follows(house: House) -> None:
    await house.move_in()
    assert house.state(PLATFORM, "connectivity", None).state == STATE_ON
    assert house.state(PLATFORM, "connectivity", None).attributes["failure"] is None

    house.exchange.fail("time")
    await house.hour(0.5)
    gone = house.state(PLATFORM, "connectivity", None)
    house.exchange.recover()
    await house.hour(0.6)

    assert (gone.state, gone.attributes["failure"]) == (STATE_OFF, "unreachable")
    assert house.state(PLATFORM, "connectivity", None).state == STATE_ON


async def test_given_a_sound_journal_when_set_up_then_it_is_verified_and_counted(house: House) -> None:
    await house.move_in()

    verified = house.state(PLATFORM, "journal_verified", None)
    await house.coordinator.async_verify()
    await house.settle()
    again = house.state(PLATFORM, "journal_verified", None)

    # The strategy and its books were recorded after the journal was verified at the start.
    assert (verified.state, verified.attributes["events"], verified.attributes["problems"]) == (STATE_ON, 0, 0)
    assert (again.state, again.attributes["events"], again.attributes["problems"]) == (STATE_ON, 2, 0)


async def test_given_a_changed_event_when_verified_then_it_is_found_and_the_strategies_say_that_nothing_is_traded(
    house: House,
) -> None:
    await house.move_in()
    await house.hass.async_add_executor_job(_change_an_event, house.journal_path)

    await house.coordinator.async_verify()
    await house.settle()

    verified = house.state(PLATFORM, "journal_verified", None)
    assert verified.state == STATE_OFF
    assert verified.attributes["problems"] > 0
    assert house.sensor("status") == "halted"


def _change_an_event(path: Path) -> None:
    with sqlite3.connect(path, autocommit=True) as journal:
        journal.execute("DROP TRIGGER events_are_never_changed")
        journal.execute("UPDATE events SET record = replace(record, '200', '900')")
    journal.close()


async def test_given_a_demo_when_shown_then_its_prices_are_artificial(house: House) -> None:
    await house.move_in()

    assert house.state(PLATFORM, "artificial_prices", None).state == STATE_ON


async def test_given_a_real_exchange_when_shown_then_its_prices_are_not(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(hass, monkeypatch, EXCHANGE_BITVAVO)
    await house.move_in()

    assert house.state(PLATFORM, "artificial_prices", None).state == STATE_OFF
