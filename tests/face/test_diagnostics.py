"""What is handed out to whoever helps."""

import json
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr

from custom_components.aurono.diagnostics import async_get_config_entry_diagnostics, async_get_device_diagnostics
from tests.bitvavo.faults import Fault, Kind
from tests.bitvavo.server import BitvavoServer

from .flows import KEY, TEXTS, add_bitvavo, add_demo, add_strategy


async def test_diagnostics_help_and_tell_no_secret_and_no_amount(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entry = await add_bitvavo(hass)
    subentry = await add_strategy(
        hass,
        entry,
        "My secret plan",
        "SOL/EUR",
        buy_amount="31.41",
        sell_amount="27.18",
        allocated_capital="5772.15",
        starting_amount="1.6180",
        starting_average_price="141.42",
    )
    bitvavo.faults.add("*", Fault(Kind.PAGE_BEFORE, status=502), times=100)
    await hass.async_block_till_done(wait_background_tasks=True)
    entry.runtime_data.coordinator.wake()
    await hass.async_block_till_done(wait_background_tasks=True)

    diagnostics = await async_get_config_entry_diagnostics(hass, entry)
    assert diagnostics["exchange"] == "bitvavo"
    assert diagnostics["connection"]["connected"] is False
    assert diagnostics["connection"]["failure"]["kind"] == "unreachable"
    assert diagnostics["live"] == {"status": "running", "questions": []}
    assert diagnostics["journal"] == {
        "sound": True,
        "events": 0,
        "kinds": {},
        "problems": [],
    }
    strategy = diagnostics["strategies"][subentry.subentry_id]
    assert strategy["pair"] == "SOL/EUR"
    assert strategy["mode"] == "shadow"
    assert strategy["version"] == 1
    text = json.dumps(diagnostics)
    for secret in (KEY.key, KEY.secret, KEY.key[-4:], "secret plan", "31.41", "27.18", "5772.15", "1.618", "141.42"):
        assert secret not in text


async def test_given_its_owner_asked_for_amounts_then_they_are_told_until_it_is_taken_back(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry, allocated_capital="5772.15")

    for asked in (True, False):
        step = await hass.config_entries.options.async_init(entry.entry_id)
        assert "diagnostics_amounts" in TEXTS["options"]["step"][step["step_id"]]["data"]
        step = await hass.config_entries.options.async_configure(step["flow_id"], {"diagnostics_amounts": asked})
        assert step["type"] == "create_entry"
        await hass.async_block_till_done()

        told = (await async_get_config_entry_diagnostics(hass, entry))["strategies"][subentry.subentry_id]

        assert ("5772.15" in json.dumps(told)) is asked
        if asked:
            assert told["books"]["shadow"]["free"] == "5772.15"
            assert told["books"]["shadow"]["orders"] == []
            assert told["parameters"]["allocated_capital"] == "5772.15"


async def test_given_the_device_of_a_strategy_then_only_that_one_is_told_about(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    first = await add_strategy(hass, entry, "First")
    await add_strategy(hass, entry, "Second")
    registry = dr.async_get(hass)
    devices = dr.async_entries_for_config_entry(registry, entry.entry_id)
    (device,) = (device for device in devices if device.name == "First")
    (account,) = (device for device in devices if device.name == entry.title)

    assert list((await async_get_device_diagnostics(hass, entry, device))["strategies"]) == [first.subentry_id]
    assert (await async_get_device_diagnostics(hass, entry, account))["strategies"] == {}


async def test_given_an_account_that_could_not_be_loaded_then_diagnostics_say_why(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    entry = await add_bitvavo(hass)
    (device, *_) = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert await hass.config_entries.async_unload(entry.entry_id)
    Path(hass.config.path("aurono", "vault.db")).write_bytes(b"no database " * 100)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    told = await async_get_config_entry_diagnostics(hass, entry)

    assert (told["state"], told["error"], told["exchange"]) == ("setup_retry", "vault_unusable", "bitvavo")
    assert await async_get_device_diagnostics(hass, entry, device) == told
    assert KEY.key not in json.dumps(told)
