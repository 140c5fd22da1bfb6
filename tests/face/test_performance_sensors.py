"""Sensors of how strategies did, and that their long-term statistics survive every new name."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.core import Recorder
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.components.sensor import ATTR_STATE_CLASS, SensorStateClass
from homeassistant.const import STATE_UNKNOWN, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)

from custom_components.aurono.entities.performance_sensors import READ_INTERVAL
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Journal
from tests.execution.hub import SOL_EUR

from .house import House, subentry

FALL = "120 121 115 115.80"
RISE = "120 123 119 122.60"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


async def later(house: House) -> None:
    """Let the figures be read again."""
    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(seconds=READ_INTERVAL + 1))
    await house.settle()


async def bought(house: House) -> None:
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)
    await later(house)


async def sold(house: House, number: int = 1) -> None:
    house.exchange.tickers[SOL_EUR] = Decimal(123)
    house.candle(number, RISE)
    await house.hour(number + 1)
    await later(house)


async def test_given_a_buy_and_a_sell_when_read_then_the_sensors_show_what_they_came_to(house: House) -> None:
    await house.move_in()
    assert house.sensor("win_rate") == STATE_UNKNOWN, "there is none without a sell"
    assert house.sensor("drawdown") == "0"

    await bought(house)
    assert house.sensor("win_rate") == STATE_UNKNOWN
    house.candle(1, "115.80 116 112 113.50")
    await house.hour(2)
    await later(house)
    assert Decimal(house.sensor("drawdown")) > 0
    await sold(house, 2)

    assert house.sensor("win_rate") == "100"
    assert house.attributes("win_rate")["unit_of_measurement"] == "%"


async def test_given_figures_that_move_or_seldom_exist_then_they_are_off_by_default_and_all_are_diagnostic(
    house: House,
) -> None:
    await house.move_in()

    for key, enabled in (
        ("win_rate", True),
        ("drawdown", True),
        ("profit_factor", False),
        ("money_weighted_return", False),
    ):
        entry = house.registered("sensor", key)
        assert entry.entity_category is EntityCategory.DIAGNOSTIC
        assert (entry.disabled_by is None) is enabled
        assert entry.capabilities == {ATTR_STATE_CLASS: SensorStateClass.MEASUREMENT}


async def test_given_the_return_when_switched_on_then_it_shows_the_money_weighted_one(house: House) -> None:
    await house.move_in()
    await bought(house)
    await sold(house)

    await house.enable("sensor", "money_weighted_return")
    await house.enable("sensor", "profit_factor")

    assert Decimal(house.sensor("money_weighted_return")) > 0
    assert house.sensor("profit_factor") == STATE_UNKNOWN, "nothing was ever lost by a sell"


async def test_given_all_sensors_switched_off_then_nothing_is_read(house: House) -> None:
    await house.move_in()
    registry = er.async_get(house.hass)
    for key in ("win_rate", "drawdown"):
        registry.async_update_entity(house.entity_id("sensor", key), disabled_by=er.RegistryEntryDisabler.USER)
    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await house.settle()

    with patch.object(Journal, "performances", side_effect=AssertionError("it was read")):
        await bought(house)


async def test_given_much_that_happens_then_it_is_read_once_in_a_while(house: House) -> None:
    await house.move_in()
    read: list[int] = []
    performances = Journal.performances

    def counted(journal: Journal, query: Any) -> Any:
        read.append(1)
        return performances(journal, query)

    with patch.object(Journal, "performances", counted):
        for number in range(5):
            house.candle(number, "120 121 119 120")
            await house.hour(number + 1)
        assert len(read) == 0, "it was read a moment ago"
        await later(house)
        assert len(read) == 1
        await later(house)
        assert len(read) == 1, "nothing changed since"


async def test_given_a_journal_that_cannot_be_read_then_the_figures_stay_and_it_is_said_once(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.move_in()
    await bought(house)
    shown = house.sensor("drawdown")
    broken = JournalUnavailable(Trouble.IO_ERROR, "disk I/O error")

    with patch.object(Journal, "performances", side_effect=broken):
        await sold(house)
        await later(house)
        assert house.sensor("drawdown") == shown
    assert caplog.text.count("Statistics of Paper cannot be read") == 1
    await later(house)

    assert house.sensor("win_rate") == "100"


# -- long-term statistics ---------------------------------------------------------------------------------------------

KEPT = ("value", "trades", "drawdown", "realized_profit")


async def compiled(house: House, when: datetime) -> None:
    await async_wait_recording_done(house.hass)
    do_adhoc_statistics(house.hass, start=when)
    await async_wait_recording_done(house.hass)


async def statistics(house: House, since: datetime) -> dict[str, list[Any]]:
    """The short-term rows of the statistics, which the long-term ones are made of, by the key of the entity."""
    ids = {house.entity_id("sensor", key): key for key in KEPT}
    found = await get_instance(house.hass).async_add_executor_job(
        statistics_during_period, house.hass, since, None, set(ids), "5minute", None, {"state", "sum", "mean"}
    )
    return {ids[statistic_id]: rows for statistic_id, rows in found.items()}


async def test_given_a_strategy_that_gets_new_names_then_its_long_term_statistics_go_on(
    recorder_mock: Recorder, house: House, freezer: FrozenDateTimeFactory
) -> None:
    start = datetime(2026, 1, 5, 10, 0, tzinfo=dt_util.UTC)
    freezer.move_to(start)
    await house.move_in()
    freezer.move_to(start + timedelta(minutes=1))
    await bought(house)
    freezer.move_to(start + timedelta(minutes=5))
    await compiled(house, start)
    before = await statistics(house, start)
    assert {key: len(rows) for key, rows in before.items()} == dict.fromkeys(KEPT, 1)
    unique = {key: house.registered("sensor", key).unique_id for key in KEPT}

    # The strategy gets another name, which loads the account anew, its device one by its user, its entities other ids.
    assert house.hass.config_entries.async_update_subentry(
        house.entry, house.entry.subentries["dips"], title="Something else"
    )
    await house.settle()
    freezer.move_to(start + timedelta(minutes=6))
    registry = er.async_get(house.hass)
    for key in KEPT:
        old = house.entity_id("sensor", key)
        registry.async_update_entity(old, new_entity_id=f"sensor.renamed_{key}", name=f"My {key}")
    await house.settle()
    await async_wait_recording_done(house.hass)
    assert house.trader.portfolio.strategy("dips").name == "Something else"
    freezer.move_to(start + timedelta(minutes=7))
    await sold(house)
    freezer.move_to(start + timedelta(minutes=10))
    await compiled(house, start + timedelta(minutes=5))

    after = await statistics(house, start)
    assert {key: house.registered("sensor", key).unique_id for key in KEPT} == unique
    assert {house.entity_id("sensor", key) for key in KEPT} == {f"sensor.renamed_{key}" for key in KEPT}
    for key in KEPT:
        assert len(after[key]) == 2, f"{key} begins anew"
        assert after[key][0] == before[key][0], f"what {key} was before is kept"
    assert after["trades"][1]["state"] == 2
    assert after["trades"][1]["sum"] == after["trades"][0]["sum"] + 1
    assert after["realized_profit"][1]["sum"] > after["realized_profit"][0]["sum"]


async def test_given_two_strategies_of_one_name_when_loaded_then_no_id_depends_on_it(house: House) -> None:
    await house.move_in(subentry("a", "Same"), subentry("b", "Same"))

    entries = er.async_entries_for_config_entry(er.async_get(house.hass), house.entry.entry_id)
    assert not [entry.unique_id for entry in entries if "same" in entry.unique_id.lower()]
    for key in ("win_rate", "drawdown", "profit_factor", "money_weighted_return"):
        assert house.registered("sensor", key, "a").unique_id == f"account_a_{key}"
        assert house.registered("sensor", key, "b").unique_id == f"account_b_{key}"
