"""The beginning, when there is nothing to show yet."""

from playwright.async_api import expect
import pytest

from script.lib.demo import add_demo_account

from .conftest import Windows
from .home import Home, Who
from .inspection import sideways, unspoken, violations

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_given_no_strategy_and_then_no_account_when_looking_then_the_panel_says_how_to_begin(
    home: Home, windows: Windows
) -> None:
    await home.leave_trading()
    home.account = await add_demo_account(home.client, speed=3600)
    owner, guest = await windows.open("/aurono"), await windows.open("/aurono", who=Who.GUEST)
    for window in (owner, guest):
        await expect(window.panel.get_by_text("This account has no strategy yet")).to_be_visible()
        for page in ("overview", "strategies", "activity", "lab/explore", "lab/simulate", "lab/evaluate"):
            await window.move(f"/aurono/{page}")
            await window.settle()
            assert [*await sideways(window), *await unspoken(window), *await violations(window)] == [], page
        await window.move("/aurono")
    await expect(owner.panel.get_by_role("link", name="Add a strategy")).to_be_visible()
    await expect(guest.panel.get_by_role("link", name="Add a strategy")).to_have_count(0)

    # The account goes while they look; the entry in the sidebar goes with it, as it came.
    await home.leave_trading()
    await expect(owner.page.get_by_role("link", name="Aurono", exact=True)).to_have_count(0)

    await home.trade()
    await expect(owner.page.get_by_role("link", name="Aurono", exact=True)).to_be_visible()
    await owner.move("/aurono")
    await expect(owner.panel.get_by_text("Quick dips").first).to_be_visible()
