"""Home Assistant's system page tells how Aurono is, and nothing about money or keys."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import get_system_health_info

from custom_components.aurono import accounts
from tests.bitvavo.server import BitvavoServer

from .flows import KEY, TEXTS, add_bitvavo, add_demo, add_strategy


async def health(hass: HomeAssistant) -> dict[str, Any]:
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    info: dict[str, Any] = await get_system_health_info(hass, "aurono")
    return {key: await value if hasattr(value, "__await__") else value for key, value in info.items()}


async def test_accounts_strategies_and_journal_are_counted(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    demo = await add_demo(hass)
    await add_strategy(hass, demo)
    await add_bitvavo(hass)

    told = await health(hass)

    assert told["accounts"] == told["accounts_loaded"] == 2
    assert (told["strategies_live"], told["strategies_on_paper"], told["strategies_paused"]) == (0, 1, 0)
    assert told["journal_verified"] is True
    assert isinstance(told["journal_events"], int)
    assert told["ccxt"].startswith("4.5.")
    assert told["can_reach_exchange"] == "ok"
    assert KEY.key not in str(told)
    assert told.keys() <= TEXTS["system_health"]["info"].keys()


async def test_without_a_real_account_no_exchange_is_asked(hass: HomeAssistant) -> None:
    await add_demo(hass)

    assert "can_reach_exchange" not in await health(hass)


async def test_an_exchange_that_cannot_be_reached_is_told(
    hass: HomeAssistant, bitvavo: BitvavoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add_bitvavo(hass)
    monkeypatch.setattr(accounts, "BITVAVO_URL", "http://127.0.0.1:1")

    assert (await health(hass))["can_reach_exchange"] == {"type": "failed", "error": "unreachable"}


async def test_without_any_account_it_still_tells_its_version(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, "aurono", {})

    told = await health(hass)

    assert told["accounts"] == 0
    assert told["version"]
    assert "journal_verified" not in told
