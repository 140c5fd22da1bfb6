"""The panel in the sidebar: there with the first account, gone with the last, and never blank; the cards beside it."""

from pathlib import Path

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL, DATA_PANELS, Panel
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.aurono import panel
from custom_components.aurono.const import (
    CONF_EXCHANGE,
    CONF_SEED,
    CONF_SPEED,
    CONF_STARTED_AT,
    DOMAIN,
    EXCHANGE_DEMO,
)
from tests.execution.hub import MONDAY


def account(title: str) -> MockConfigEntry:
    """A demo account, not yet added."""
    data = {CONF_EXCHANGE: EXCHANGE_DEMO, CONF_SEED: 1, CONF_SPEED: 1, CONF_STARTED_AT: MONDAY}
    return MockConfigEntry(domain=DOMAIN, title=title, data=data)


async def add(hass: HomeAssistant, title: str = "Demo") -> MockConfigEntry:
    entry = account(title)
    await hass.config_entries.async_add(entry)
    await hass.async_block_till_done()
    return entry


def shown(hass: HomeAssistant) -> Panel | None:
    found: Panel | None = hass.data[DATA_PANELS].get("aurono")
    return found


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a built panel."""
    folder = tmp_path / "frontend"
    folder.mkdir()
    (folder / "aurono-panel.js").write_text("export {};")
    monkeypatch.setattr(panel, "_BUILT", folder)
    return folder


async def test_given_an_account_when_it_is_set_up_then_everybody_sees_the_panel_and_its_module_is_served(
    hass: HomeAssistant, socket_enabled: None, hass_client: ClientSessionGenerator, built: Path
) -> None:
    await add(hass)

    found = shown(hass)
    assert found is not None
    assert (found.sidebar_title, found.require_admin, found.config_panel_domain) == ("Aurono", False, DOMAIN)
    assert found.config is not None
    module = found.config["_panel_custom"]
    assert (module["name"], module["embed_iframe"]) == ("aurono-panel", False)
    answer = await (await hass_client()).get(module["module_url"])
    assert (answer.status, await answer.text()) == (200, "export {};")
    assert "max-age" in answer.headers["Cache-Control"]


async def test_given_another_build_when_the_house_starts_then_its_address_is_another_one(
    hass: HomeAssistant, built: Path
) -> None:
    _, before = panel._find()
    (built / "chunk.js").write_text("export const a = 1;")
    _, after = panel._find()

    assert before != after


async def test_given_accounts_when_the_last_is_removed_then_the_panel_goes_and_comes_back_with_the_next(
    hass: HomeAssistant, built: Path
) -> None:
    first, second = await add(hass, "One"), await add(hass, "Two")
    await hass.config_entries.async_remove(first.entry_id)
    assert shown(hass) is not None

    await hass.config_entries.async_remove(second.entry_id)
    await hass.async_block_till_done()
    assert shown(hass) is None

    await add(hass, "Three")
    assert shown(hass) is not None


async def test_given_an_account_that_is_loaded_anew_then_the_panel_stays(hass: HomeAssistant, built: Path) -> None:
    entry = await add(hass)
    before = shown(hass)

    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()

    assert shown(hass) is before


async def test_given_no_built_panel_when_set_up_then_the_log_says_so_once_and_the_panel_itself_too(
    hass: HomeAssistant,
    socket_enabled: None,
    hass_client: ClientSessionGenerator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(panel, "_BUILT", tmp_path / "nothing")
    entry = await add(hass)
    await hass.config_entries.async_reload(entry.entry_id)
    await add(hass, "Another")

    told = [record for record in caplog.records if "aurono-panel.js" in record.getMessage()]
    assert [record.levelname for record in told] == ["ERROR"]
    found = shown(hass)
    assert found is not None
    assert found.config is not None
    assert "Install Aurono again" in found.config["message"]
    answer = await (await hass_client()).get(found.config["_panel_custom"]["module_url"])
    assert answer.status == 200
    assert "panel.config.message" in await answer.text()


async def test_given_an_account_when_any_page_loads_then_the_cards_come_with_it_and_their_module_is_served(
    hass: HomeAssistant, socket_enabled: None, hass_client: ClientSessionGenerator, built: Path
) -> None:
    (built / "aurono-cards.js").write_text("export const cards = 1;")
    await add(hass)

    client = await hass_client()
    (url,) = (url for url in hass.data[DATA_EXTRA_MODULE_URL].urls if "aurono" in url)
    answer = await client.get(url)
    assert (answer.status, await answer.text()) == (200, "export const cards = 1;")
    assert "max-age" in answer.headers["Cache-Control"]


async def test_given_no_built_panel_when_set_up_then_no_page_asks_for_cards(
    hass: HomeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel, "_BUILT", tmp_path / "nothing")
    await add(hass)

    assert [url for url in hass.data[DATA_EXTRA_MODULE_URL].urls if "aurono" in url] == []
