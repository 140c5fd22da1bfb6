"""A new user on a phone: from a first look at prices to a strategy that trades on paper."""

from playwright.async_api import expect
import pytest

from script.lib.browser import PHONE
from tests.boot.observation import eventually, strategy_states

from .conftest import Windows
from .home import Home
from .reading import says_something_else, words

pytestmark = pytest.mark.asyncio(loop_scope="package")

NAME = "Found in the Lab"


@pytest.mark.timeout(600)
async def test_given_a_new_user_on_a_phone_when_exploring_and_simulating_then_the_created_strategy_trades_on_paper(
    home: Home, windows: Windows
) -> None:
    window = await windows.open("/aurono", PHONE)
    panel = window.panel
    await panel.get_by_role("link", name="Lab", exact=True).click()

    # Explore: choose a market, and have its history loaded. No other test of this hub loads these candles.
    await panel.get_by_role("combobox", name="Market", exact=True).select_option("NIMBUSDEMO/EUR")
    await panel.get_by_role("combobox", name="Candles", exact=True).select_option("4h")
    await panel.get_by_role("button", name="Load price history").click()
    await expect(panel.get_by_text("How much a candle moves")).to_be_visible()
    await panel.get_by_role("link", name="Simulate a rule").click()

    # Simulate: what a slider does is seen at once.
    figures = panel.locator("aurono-run-figures")
    await expect(figures).to_be_visible()
    before = await words(figures)
    await panel.get_by_role("slider", name="Buy when it fell by").fill("-1.2")
    await says_something_else(figures, before)
    await panel.get_by_role("slider", name="Sell when it rose by").fill("1.5")

    # Create: read in plain words, then saved.
    await panel.get_by_role("button", name="Create this strategy").click()
    await panel.get_by_role("textbox", name="Name", exact=True).fill(NAME)
    await panel.get_by_role("button", name="Continue").click()
    await expect(panel.get_by_text("This will be added to Demo")).to_be_visible()
    await panel.get_by_role("button", name="Create, on paper").click()
    await panel.get_by_role("link", name="Open the strategy").click()
    await expect(panel.get_by_role("heading", name=NAME, exact=True)).to_be_visible()

    # It is a strategy of Home Assistant, with the rule of the slider, on paper.
    strategy = (await home.connection.strategies(home.account))[NAME]

    async def mode() -> str | None:
        # Its entities come a moment after it.
        state = (await strategy_states(home.connection, home.account, strategy)).get("mode")
        return None if state is None else str(state["state"])

    assert await eventually(mode, "its mode") == "shadow"
    rule = panel.get_by_role("region", name="Its rule")
    await expect(rule.get_by_text("-1.2 %")).to_be_visible()

    # And its first trade shows.
    await panel.get_by_role("link", name="Activity", exact=True).click()
    trade = panel.locator("aurono-trade-list tr", has_text=NAME).last
    news = panel.get_by_role("button", name="Show what is new")

    async def traded() -> bool:
        # A list that is being read does not move by itself.
        if await news.is_visible():
            await news.click()
        return await trade.count() > 0

    await eventually(traded, "its first trade")
    await expect(trade).to_contain_text("Buy")
    await expect(trade).to_contain_text("On paper")
