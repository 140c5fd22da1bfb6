"""Mending from under Repairs."""

from pathlib import Path
import shutil
from typing import Any

from homeassistant.components.repairs import DOMAIN as REPAIRS
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.aurono.const import DOMAIN
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.issues import FIXABLE, Issue

from .flows import TEXTS, add_demo, add_strategy, second_writer
from .test_init import change_an_event, issues, journal_path

pytestmark = pytest.mark.filterwarnings("ignore:It is recommended to use web")
"""Home Assistant's own web server is told so by the library it uses."""


class Owner:
    """Somebody at the page Repairs."""

    def __init__(self, client: Any) -> None:
        self._client = client

    async def open(self, issue_id: str) -> dict[str, Any]:
        answer = await self._client.post("/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": issue_id})
        assert answer.status == 200, await answer.text()
        step: dict[str, Any] = await answer.json()
        return step

    async def submit(self, step: dict[str, Any], **entered: str) -> dict[str, Any]:
        answer = await self._client.post(f"/api/repairs/issues/fix/{step['flow_id']}", json=entered)
        assert answer.status == 200, await answer.text()
        result: dict[str, Any] = await answer.json()
        return result

    async def choose(self, step: dict[str, Any], option: str) -> dict[str, Any]:
        assert option in step["menu_options"]
        return await self.submit(step, next_step_id=option)


@pytest.fixture
async def owner(hass: HomeAssistant, hass_client: ClientSessionGenerator, socket_enabled: None) -> Owner:
    assert await async_setup_component(hass, REPAIRS, {})
    # Before the first request: what comes later can serve nothing.
    assert await async_setup_component(hass, DOMAIN, {})
    return Owner(await hass_client())


def keep(path: Path) -> Path:
    """A backup of the journal."""
    return Path(shutil.copy(path, path.with_name("backup")))


async def test_a_damaged_journal_is_verified_again_after_it_was_restored(hass: HomeAssistant, owner: Owner) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()
    backup = keep(journal_path(hass))
    change_an_event(journal_path(hass))
    await hass.config_entries.async_setup(entry.entry_id)
    issue_id = f"journal_damaged_{DOMAIN}"

    step = await owner.open(issue_id)
    assert step["step_id"] == "confirm"
    assert step["description_placeholders"]["detail"]
    result = await owner.submit(step)
    assert (result["type"], result["reason"]) == ("abort", "not_fixed")
    assert entry.error_reason_translation_key == "journal_damaged"
    assert issues(hass) == {issue_id}

    backup.rename(journal_path(hass))
    result = await owner.submit(await owner.open(issue_id))
    assert result["type"] == "create_entry"
    assert entry.state is ConfigEntryState.LOADED
    assert not issues(hass)
    assert subentry.subentry_id in entry.runtime_data.trader.portfolio.strategies


async def test_damage_found_while_running_is_found_again_until_it_is_mended(hass: HomeAssistant, owner: Owner) -> None:
    first, second = await add_demo(hass, "First"), await add_demo(hass, "Second")
    await add_strategy(hass, first)
    change_an_event(journal_path(hass))
    await first.runtime_data.coordinator.async_verify()
    issue_id = f"journal_damaged_{DOMAIN}"
    result = await owner.submit(await owner.open(issue_id))
    assert result["reason"] == "not_fixed"
    assert first.state is second.state is ConfigEntryState.SETUP_ERROR
    assert issues(hass) == {issue_id}


async def test_a_halted_account_goes_on_from_what_the_journal_holds(hass: HomeAssistant, owner: Owner) -> None:
    entry, other = await add_demo(hass, "Halted"), await add_demo(hass, "Other")
    subentry = await add_strategy(hass, entry)
    await second_writer(hass, entry.entry_id, subentry.subentry_id)
    coordinator, journal = entry.runtime_data.coordinator, other.runtime_data.journal
    with pytest.raises(HomeAssistantError):
        await coordinator.execute(coordinator.trader.set_mode(subentry.subentry_id, Mode.PAUSED))
    await hass.async_block_till_done(wait_background_tasks=True)
    issue_id = f"journal_halted_{entry.entry_id}"
    assert issues(hass) == {issue_id}

    result = await owner.submit(await owner.open(issue_id))
    assert result["type"] == "create_entry"
    assert not issues(hass)
    assert entry.state is other.state is ConfigEntryState.LOADED
    # The journal that failed was closed, and one opened anew.
    assert entry.runtime_data.journal is other.runtime_data.journal
    assert other.runtime_data.journal is not journal
    coordinator = entry.runtime_data.coordinator
    await coordinator.execute(coordinator.trader.set_mode(subentry.subentry_id, Mode.PAUSED))
    assert coordinator.portfolio.strategy(subentry.subentry_id).mode is Mode.PAUSED


@pytest.mark.parametrize("issue", Issue)
async def test_every_issue_has_its_text(issue: Issue) -> None:
    texts = TEXTS["issues"][issue.value]
    assert texts["title"]
    if issue in FIXABLE:
        assert texts["fix_flow"]["step"]["confirm"]["description"]
        assert texts["fix_flow"]["abort"]["not_fixed"]
    else:
        assert texts["description"]


async def test_issues_of_a_removed_account_go_with_it(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, "pair": "ORBITDEMO/EUR"})
    await hass.async_block_till_done()
    assert issues(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert not ir.async_get(hass).issues
