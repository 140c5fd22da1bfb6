"""Who is no administrator sees everything and changes nothing, in the panel and past it."""

from typing import Any

from playwright.async_api import expect
import pytest

from script.lib.hub_client import HubRefused

from .conftest import Windows
from .home import Home, Who

pytestmark = pytest.mark.asyncio(loop_scope="package")

ACTING = ("Stop trading", "Add a strategy", "Add an account", "Add capital", "Take out capital", "Pause")
"""What the owner can press."""


async def acting_controls(home: Home, windows: Windows, who: Who) -> set[str]:
    """Which of them somebody is offered, on any page."""
    window = await windows.open("/aurono", who=who)
    offered: set[str] = set()
    for page in ("overview", "strategies", f"strategies/{home.account}/{home.strategies['Quick dips']}"):
        await window.move(f"/aurono/{page}")
        await window.settle()
        await expect(window.panel.get_by_text("Quick dips").first).to_be_visible()
        for name in ACTING:
            for role in ("button", "link"):
                if await window.panel.get_by_role(role, name=name).count():
                    offered.add(name)
    return offered


async def test_given_owner_and_guest_when_they_look_around_then_only_the_owner_is_offered_to_act(
    home: Home, windows: Windows
) -> None:
    assert await acting_controls(home, windows, Who.OWNER) == set(ACTING)
    assert await acting_controls(home, windows, Who.GUEST) == set()


async def test_given_a_guest_when_asking_past_the_panel_then_reading_is_answered_and_acting_refused(home: Home) -> None:
    account, strategy = home.account, home.strategies["Quick dips"]
    series = {"pair": "NIMBUSDEMO/EUR", "timeframe": "1h"}

    def action(name: str, **data: object) -> dict[str, Any]:
        return {"kind": "call_service", "domain": "aurono", "service": name, "service_data": data}

    async with home.guest() as guest:
        assert (await guest.ask("aurono/events", entry_id=account, limit=1))["events"] != []
        for request in (
            {"kind": "aurono/candles/fill", "entry_id": account, **series, "since_ms": 0, "until_ms": 3_600_000},
            {"kind": "aurono/candles/import", "entry_id": account, **series, "file_id": "x"},
            action("deposit_capital", strategy=strategy, amount="1"),
            action("withdraw_capital", strategy=strategy, amount="1"),
            action("stop_trading", config_entry_id=account),
            action("resume_trading", config_entry_id=account),
            action("cancel_order", strategy=strategy, order="x"),
        ):
            with pytest.raises(HubRefused, match=r"(?i)unauthorized"):
                await guest.ask(**request)
