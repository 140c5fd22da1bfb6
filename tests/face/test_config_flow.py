"""Adding, renewing and changing accounts."""

from collections.abc import AsyncIterator
from pathlib import Path
import sys
from typing import Any

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import flush_store

from custom_components.aurono import accounts
from custom_components.aurono.const import DOMAIN
from custom_components.aurono.memory import async_borrow_memory
from tests.bitvavo.faults import Fault, Kind
from tests.bitvavo.keys import ApiKey
from tests.bitvavo.server import BitvavoServer, system_clock

from .flows import KEY, add_bitvavo, add_demo, answer, change_account, entered_key, start_account

OTHER_KEY = ApiKey.of("another key of the owner")


@pytest.fixture(autouse=True)
async def unload(hass: HomeAssistant) -> AsyncIterator[None]:
    """Leave no trader running behind a test."""
    yield
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.state is ConfigEntryState.LOADED:
            await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()


async def kept(hass: HomeAssistant, entry: ConfigEntry) -> tuple[str, str] | None:
    """The key and secret that the vault has for an account."""
    async with async_borrow_memory(hass) as memory:
        credentials = await memory.credentials(entry.data["credentials"])
    return None if credentials is None else (credentials.api_key, credentials.api_secret)


def in_config(hass: HomeAssistant) -> dict[Path, bytes]:
    """Every file of ours in the configuration folder, and what is in it."""
    folder = Path(hass.config.config_dir)
    files = [*(folder / "aurono").rglob("*"), *(folder / ".cache").rglob("*")]
    return {path: path.read_bytes() for path in files if path.is_file()}


def break_file(hass: HomeAssistant, name: str) -> None:
    """Put something that is no database in the place of a file of ours."""
    folder = Path(hass.config.path("aurono"))
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"no database " * 100)


def lose_vault_key(hass: HomeAssistant) -> None:
    Path(hass.config.path(".cache", "aurono", "vault.key")).unlink()


# -- demo


async def test_a_demo_account_is_made_with_a_market_of_its_own(hass: HomeAssistant) -> None:
    first, second = await add_demo(hass, "First"), await add_demo(hass, "Second", speed="3600")
    assert first.state is second.state is ConfigEntryState.LOADED
    assert first.title == "First"
    assert first.data["seed"] != second.data["seed"]
    assert first.unique_id != second.unique_id
    assert second.data["speed"] == 3600
    assert second.data["started_at"] < first.data["started_at"]


@pytest.mark.parametrize("speed", ["0", "3601", "-5", "1.5", "fast", "１０"])
async def test_a_pace_outside_1_to_3600_is_refused_at_its_field(hass: HomeAssistant, speed: str) -> None:
    step = await answer(hass, await start_account(hass, "demo"), {"name": "Demo", "speed": speed})
    assert step["errors"] == {"speed": "speed_invalid"}
    step = await answer(hass, step, {"name": "Demo", "speed": "120"})
    assert step["result"].data["speed"] == 120


@pytest.mark.parametrize(("name", "error"), [(" demo ", "name_taken"), ("  ", "name_needed")])
async def test_a_demo_account_needs_a_name_of_its_own(hass: HomeAssistant, name: str, error: str) -> None:
    await add_demo(hass, "Demo")
    step = await answer(hass, await start_account(hass, "demo"), {"name": name, "speed": "0"})
    assert step["errors"] == {"name": error, "speed": "speed_invalid"}


async def test_a_demo_account_can_be_renamed_and_slowed_down(hass: HomeAssistant) -> None:
    entry = await add_demo(hass, "Demo", speed="3600")
    step = await change_account(hass, entry)
    assert step["step_id"] == "reconfigure_demo"
    step = await answer(hass, step, {"name": "Playground", "speed": "60"})
    assert step["reason"] == "reconfigure_successful"
    assert (entry.title, entry.data["speed"]) == ("Playground", 60)
    assert entry.state is ConfigEntryState.LOADED
    device = dr.async_get(hass).async_get(entry.runtime_data.coordinator.account_device_id)
    assert device is not None
    assert device.name == "Playground"


async def test_a_market_that_has_reached_the_present_cannot_be_sped_up(hass: HomeAssistant) -> None:
    entry = await add_demo(hass, "Demo", speed="1")
    await add_demo(hass, "Other")
    step = await answer(hass, await change_account(hass, entry), {"name": "Demo", "speed": "60"})
    assert step["errors"] == {"speed": "time_lapse_over"}
    step = await answer(hass, step, {"name": "Other", "speed": "x"})
    assert step["errors"] == {"name": "name_taken", "speed": "speed_invalid"}
    assert entry.data["speed"] == 1


# -- Bitvavo


async def test_a_bitvavo_account_is_made_with_a_key_that_the_exchange_accepts(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    entry = await add_bitvavo(hass)
    assert entry.title == "Bitvavo"
    assert entry.state is ConfigEntryState.LOADED
    assert await kept(hass, entry) == (KEY.key, KEY.secret)


async def test_blanks_from_copying_are_no_part_of_a_key(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entered = {"api_key": f" {KEY.key}\n", "api_secret": f"{KEY.secret} "}
    step = await answer(hass, await start_account(hass, "bitvavo"), entered)
    assert await kept(hass, step["result"]) == (KEY.key, KEY.secret)


def no_right_to_view(server: BitvavoServer) -> None:
    server.keys[KEY.key].may_view = False


def wrong_secret(server: BitvavoServer) -> None:
    server.keys[KEY.key].secret = "0" * 64


def unknown_key(server: BitvavoServer) -> None:
    server.keys.clear()


def clock_off(server: BitvavoServer) -> None:
    server.venue.clock = lambda: system_clock() - 600_000


def _fault(fault: Fault) -> Any:
    def add(server: BitvavoServer) -> None:
        server.faults.add("*", fault, times=20)

    return add


FAILURES = [
    (unknown_key, "key_invalid"),
    (wrong_secret, "key_invalid"),
    (no_right_to_view, "no_permission"),
    (clock_off, "clock_off"),
    (_fault(Fault(Kind.ABORT_BEFORE)), "unreachable"),
    (_fault(Fault(Kind.PAGE_BEFORE, status=502)), "unreachable"),
    (_fault(Fault(Kind.ERROR_BEFORE, code=430)), "maintenance"),
    (_fault(Fault(Kind.ERROR_BEFORE, code=105)), "rate_limited"),
]


@pytest.mark.parametrize(("trouble", "error"), FAILURES)
async def test_each_failure_has_its_own_message_and_nothing_is_saved(
    hass: HomeAssistant, bitvavo: BitvavoServer, trouble: Any, error: str
) -> None:
    trouble(bitvavo)
    step = await answer(hass, await start_account(hass, "bitvavo"), entered_key(KEY))
    assert step["errors"] == {"base": error}
    assert not hass.config_entries.async_entries(DOMAIN)
    assert not in_config(hass)


async def test_after_a_failure_the_same_form_can_be_sent_again(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    bitvavo.keys.clear()
    step = await answer(hass, await start_account(hass, "bitvavo"), entered_key(KEY))
    assert step["errors"] == {"base": "key_invalid"}
    bitvavo.add_key(KEY)
    step = await answer(hass, step, entered_key(KEY))
    assert step["type"] == "create_entry"


async def test_an_exchange_that_is_down_has_its_message(
    hass: HomeAssistant, socket_enabled: None, monkeypatch: Any
) -> None:
    monkeypatch.setattr(accounts, "BITVAVO_URL", "http://127.0.0.1:9")
    step = await answer(hass, await start_account(hass, "bitvavo"), entered_key(KEY))
    assert step["errors"] == {"base": "unreachable"}


async def test_half_a_key_is_not_even_sent(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    step = await answer(hass, await start_account(hass, "bitvavo"), {"api_key": KEY.key, "api_secret": "  "})
    assert step["errors"] == {"base": "key_incomplete"}
    assert not bitvavo.seen


async def test_a_library_that_cannot_be_used_has_its_message(
    hass: HomeAssistant, bitvavo: BitvavoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ccxt.async_support.bitvavo", None)
    step = await answer(hass, await start_account(hass, "bitvavo"), entered_key(KEY))
    assert step["errors"] == {"base": "library_unusable"}


async def test_the_unexpected_has_its_message(
    hass: HomeAssistant, bitvavo: BitvavoServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def without_certificates() -> None:
        raise OSError("no certificates")

    monkeypatch.setattr(accounts, "client_context", without_certificates)
    step = await answer(hass, await start_account(hass, "bitvavo"), entered_key(KEY))
    assert step["errors"] == {"base": "unknown"}
    assert "The key could not be checked" in caplog.text


async def test_a_form_left_open_elsewhere_keeps_nobody_from_adding_the_account(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    left = await start_account(hass, "bitvavo")
    left = await answer(hass, left, {"api_key": KEY.key, "api_secret": "mistyped"})
    assert left["errors"] == {"base": "key_invalid"}

    entry = await add_bitvavo(hass)

    assert entry.state is ConfigEntryState.LOADED
    assert not hass.config_entries.flow.async_progress()


async def test_a_key_belongs_to_one_account(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    await add_bitvavo(hass)
    step = await answer(hass, await start_account(hass, "bitvavo"), entered_key(KEY))
    assert step["reason"] == "already_configured"


async def test_a_second_account_has_a_title_of_its_own(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    bitvavo.add_key(OTHER_KEY)
    first, second = await add_bitvavo(hass), await add_bitvavo(hass, OTHER_KEY)
    assert (first.title, second.title) == ("Bitvavo", "Bitvavo 2")


async def test_key_and_secret_stand_nowhere_in_clear(
    hass: HomeAssistant, bitvavo: BitvavoServer, hass_storage: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    bitvavo.faults.add("*", Fault(Kind.ERROR_BEFORE, code=109))
    step = await answer(hass, await start_account(hass, "bitvavo"), entered_key(KEY))
    step = await answer(hass, step, entered_key(KEY))
    entry = step["result"]
    await flush_store(hass.config_entries._store)
    files = in_config(hass)
    assert {"journal.db", "vault.db", "vault.key"} <= {path.name for path in files}
    for secret in (KEY.key, KEY.secret):
        assert secret not in str(hass_storage)
        assert secret not in str(entry.as_dict())
        assert secret not in caplog.text
        assert not any(secret.encode() in content for content in files.values())


async def test_the_device_shows_the_key_as_dots_and_its_end(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entry = await add_bitvavo(hass)
    device = dr.async_get(hass).async_get(entry.runtime_data.coordinator.account_device_id)
    assert isinstance(device, dr.DeviceEntry)
    assert device.serial_number == "••••••••••" + KEY.key[-4:]
    assert device.manufacturer == "Bitvavo"


# -- another key


async def test_reconfigure_replaces_the_key_after_checking_the_new_one(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    entry = await add_bitvavo(hass)
    identity = entry.unique_id
    step = await change_account(hass, entry)
    assert step["description_placeholders"]["key"] == "••••••••••" + KEY.key[-4:]
    step = await answer(hass, step, entered_key(OTHER_KEY))
    assert step["errors"] == {"base": "key_invalid"}
    assert await kept(hass, entry) == (KEY.key, KEY.secret)

    bitvavo.add_key(OTHER_KEY)
    step = await answer(hass, step, entered_key(OTHER_KEY))
    assert step["reason"] == "reconfigure_successful"
    assert await kept(hass, entry) == (OTHER_KEY.key, OTHER_KEY.secret)
    assert entry.unique_id != identity
    assert entry.state is ConfigEntryState.LOADED
    device = dr.async_get(hass).async_get(entry.runtime_data.coordinator.account_device_id)
    assert isinstance(device, dr.DeviceEntry)
    assert device.serial_number == "••••••••••" + OTHER_KEY.key[-4:]


async def test_a_key_of_another_account_is_not_taken_over(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    bitvavo.add_key(OTHER_KEY)
    entry = await add_bitvavo(hass)
    await add_bitvavo(hass, OTHER_KEY)
    step = await answer(hass, await change_account(hass, entry), entered_key(OTHER_KEY))
    assert step["reason"] == "already_configured"
    assert await kept(hass, entry) == (KEY.key, KEY.secret)


async def test_given_a_key_that_was_revoked_when_the_account_starts_then_its_owner_is_asked_for_another(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    entry = await add_bitvavo(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    bitvavo.keys.clear()
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.state is ConfigEntryState.LOADED
    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert flow["context"]["source"] == SOURCE_REAUTH
    assert flow["step_id"] == "reauth_confirm"

    step = await answer(hass, flow, entered_key(KEY))
    assert step["errors"] == {"base": "key_invalid"}
    bitvavo.add_key(KEY)
    step = await answer(hass, step, entered_key(KEY))
    assert step["reason"] == "reauth_successful"
    assert await kept(hass, entry) == (KEY.key, KEY.secret)


async def test_given_a_vault_whose_key_is_gone_when_the_account_starts_then_the_key_is_asked_for_again(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    entry = await add_bitvavo(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    lose_vault_key(hass)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.error_reason_translation_key == "credentials_missing"
    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    step = await hass.config_entries.flow.async_configure(flow["flow_id"])
    placeholders = step["description_placeholders"]
    assert placeholders is not None
    assert placeholders["key"] == "–"
    answered = await answer(hass, step, entered_key(KEY))
    assert answered["reason"] == "reauth_successful"
    assert entry.state is ConfigEntryState.LOADED


async def test_given_a_key_that_is_being_read_when_the_last_account_is_unloaded_then_it_is_read_all_the_same(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    entry = await add_bitvavo(hass)
    async with async_borrow_memory(hass) as memory:
        await hass.config_entries.async_unload(entry.entry_id)
        assert await memory.credentials(entry.data["credentials"]) is not None
    assert DOMAIN not in hass.data


# -- trouble with our own files


async def test_a_journal_that_cannot_be_opened_keeps_an_account_from_being_added(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    break_file(hass, "journal.db")
    step = await answer(hass, await start_account(hass, "bitvavo"), entered_key(KEY))
    assert step["reason"] == "journal_unusable"
    assert not hass.config_entries.async_entries(DOMAIN)


async def test_a_vault_that_cannot_be_opened_keeps_an_account_from_being_added(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    break_file(hass, "vault.db")
    step = await answer(hass, await start_account(hass, "bitvavo"), entered_key(KEY))
    assert step["reason"] == "vault_unusable"
    assert not hass.config_entries.async_entries(DOMAIN)


async def test_a_key_in_a_vault_that_cannot_be_opened_cannot_be_replaced(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    entry = await add_bitvavo(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    break_file(hass, "vault.db")
    step = await change_account(hass, entry)
    assert step["reason"] == "vault_unusable"


async def test_removing_an_account_wipes_its_key_and_keeps_its_history(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    entry = await add_bitvavo(hass)
    place = entry.data["credentials"]
    await hass.config_entries.async_remove(entry.entry_id)
    assert DOMAIN not in hass.data
    async with async_borrow_memory(hass) as memory:
        assert await memory.credentials(place) is None
    assert "journal.db" in {path.name for path in in_config(hass)}
