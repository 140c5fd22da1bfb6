"""Aurono on dashboards: a dashboard that builds itself, cards with editors, right on every screen and for everybody."""

from typing import Any

from playwright.async_api import expect
import pytest

from script.lib.browser import DESKTOP, PHONE, Look, Window
from tests.boot.observation import eventually

from .conftest import Windows
from .home import Home, Who
from .inspection import sideways, unspoken, violations
from .reading import focus_is_within, tab_to

pytestmark = pytest.mark.asyncio(loop_scope="package")

BUILT = "aurono-built"
OWN = "aurono-own"
CARDS = ("aurono-account-card", "aurono-strategy-card", "aurono-trades-card")
LOOKS = [Look(size.width, size.height, dark) for size in (PHONE, DESKTOP) for dark in (False, True)]


async def dashboard(home: Home, path: str, config: dict[str, Any]) -> None:
    """Make a dashboard, or make it anew."""
    if path not in {made["url_path"] for made in await home.connection.ask("lovelace/dashboards/list")}:
        await home.connection.ask("lovelace/dashboards/create", url_path=path, title=path)
    await home.connection.ask("lovelace/config/save", url_path=path, config=config)


async def built(home: Home) -> str:
    """The address of a dashboard that builds itself."""
    await dashboard(home, BUILT, {"strategy": {"type": "custom:aurono"}})
    return f"/{BUILT}"


async def own(home: Home, *cards: dict[str, Any]) -> str:
    """The address of a dashboard with these cards."""
    view = {"title": "Own", "path": "own", "type": "sections", "sections": [{"type": "grid", "cards": list(cards)}]}
    await dashboard(home, OWN, {"views": [view]})
    return f"/{OWN}/own"


async def settle(window: Window) -> None:
    """Wait until every card shows what it is about."""
    page = window.page
    await expect(page.locator("aurono-account-card-body .hero").first).to_be_visible()
    await expect(page.locator("aurono-trades-card-body li").first).to_be_visible()
    await expect(page.locator("aurono-strategy-card-body svg[role=img]").last).to_be_visible()
    await expect(page.locator(".bone")).to_have_count(0)


@pytest.mark.parametrize("look", LOOKS, ids=str)
async def test_given_a_trading_account_when_its_dashboard_builds_itself_then_every_card_tells_of_it_without_a_fault(
    home: Home, windows: Windows, look: Look
) -> None:
    window = await windows.open(await built(home), look)
    await settle(window)

    for name in home.strategies:
        await expect(window.page.locator("aurono-strategy-card", has_text=name)).to_be_visible()
    account = window.page.locator("aurono-account-card")
    await expect(account).to_contain_text("€")
    await expect(account.get_by_role("button", name="Stop trading")).to_be_visible()
    faults = [fault for card in CARDS for fault in await violations(window, card)]
    faults += [fault for card in CARDS for fault in await sideways(window, card)]
    faults += [fault for card in CARDS for fault in await unspoken(window, card)]
    assert faults == []


async def test_given_a_guest_when_looking_at_the_dashboard_then_all_is_told_and_nothing_can_be_pressed(
    home: Home, windows: Windows
) -> None:
    window = await windows.open(await built(home), who=Who.GUEST)
    await settle(window)

    for card in CARDS:
        await expect(window.page.locator(card).get_by_role("button")).to_have_count(0)
        await expect(window.page.locator(card).locator("a[href^='/config']")).to_have_count(0)


async def test_given_only_a_keyboard_when_trading_is_stopped_on_the_account_card_then_it_can_be_resumed_there_too(
    home: Home, windows: Windows
) -> None:
    window = await windows.open(await own(home, {"type": "custom:aurono-account-card"}))
    page = window.page
    card = page.locator("aurono-account-card")
    dialog = card.get_by_role("dialog")
    await expect(card.get_by_role("button", name="Stop trading")).to_be_enabled()

    await tab_to(page, "button Stop trading")
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_visible()
    assert await focus_is_within(page, dialog)
    await tab_to(page, "button Stop trading")
    assert await focus_is_within(page, dialog)
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(card.get_by_role("button", name="Resume trading")).to_be_enabled()

    await tab_to(page, "button Resume trading")
    await page.keyboard.press("Enter")
    await expect(card.get_by_role("button", name="Stop trading")).to_be_enabled()


async def test_given_a_card_when_its_editor_changes_it_then_the_dashboard_keeps_the_change(
    home: Home, windows: Windows
) -> None:
    card = {"type": "custom:aurono-trades-card", "account": home.account}
    window = await windows.open(f"{await own(home, card)}?edit=1")
    page = window.page
    await expect(page.locator("aurono-trades-card")).to_contain_text("Last trades")

    # Home Assistant lets only the mouse's own card be pressed; what is pressed is the same.
    await page.get_by_role("button", name="Edit card").dispatch_event("click")
    editor = page.locator("aurono-card-editor")
    await editor.get_by_role("textbox", name="Title").fill("What was traded")
    await expect(page.locator("hui-dialog-edit-card aurono-trades-card")).to_contain_text("What was traded")
    # The label of a field that has the focus is Home Assistant's own, in a colour of its own.
    found = [*await violations(window, "aurono-card-editor"), *await violations(window, "aurono-trades-card")]
    assert [fault for fault in found if "wa-input label" not in fault] == []
    await page.locator("hui-dialog-edit-card").get_by_role("button", name="Save").click()

    await expect(page.locator("hui-dialog-edit-card aurono-card-editor")).to_have_count(0)

    async def kept() -> bool:
        config = await home.connection.ask("lovelace/config", url_path=OWN)
        return bool(config["views"][0]["sections"][0]["cards"] == [{**card, "title": "What was traded"}])

    await eventually(kept, "the card with its new title, kept")


async def test_given_an_entity_of_a_strategy_when_a_card_is_added_for_it_then_its_card_is_suggested(
    home: Home, windows: Windows
) -> None:
    window = await windows.open(f"{await own(home, {'type': 'custom:aurono-account-card'})}?edit=1")
    page = window.page
    await expect(page.locator("aurono-account-card .hero").first).to_be_visible()

    await page.get_by_role("button", name="Add card").dispatch_event("click")
    await page.get_by_placeholder("Search entities").fill("realized_profit")
    await page.locator("hui-dialog-create-card").get_by_text("Quick dips").first.click(force=True)

    suggested = page.locator("hui-dialog-create-card aurono-strategy-card")
    await expect(suggested).to_contain_text("Quick dips")


async def test_given_the_dashboard_that_builds_itself_when_its_editor_is_opened_then_it_offers_what_can_be_set(
    home: Home, windows: Windows
) -> None:
    window = await windows.open(await built(home))
    await settle(window)

    await window.page.get_by_role("button", name="Edit dashboard").click()
    await window.page.locator("aurono-dashboard-editor ha-switch").click()
    await window.page.locator("dialog-dashboard-strategy-editor").get_by_role("button", name="Save").click()

    await expect(window.page.locator("dialog-dashboard-strategy-editor ha-dialog[open]")).to_have_count(0)

    async def kept() -> bool:
        config = await home.connection.ask("lovelace/config", url_path=BUILT)
        return bool(config["strategy"] == {"type": "custom:aurono", "details": False})

    await eventually(kept, "the dashboard without details, kept")


async def test_given_an_account_that_is_gone_when_its_card_is_shown_then_it_says_so_beside_others_that_go_on(
    home: Home, windows: Windows
) -> None:
    gone = {"type": "custom:aurono-strategy-card", "strategy": "nobody"}
    window = await windows.open(await own(home, gone, {"type": "custom:aurono-account-card"}))

    await expect(window.page.locator("aurono-strategy-card")).to_contain_text("This strategy is not there any more")
    await expect(window.page.locator("aurono-account-card .hero").first).to_contain_text("€")


async def test_given_the_dialog_for_new_dashboards_when_it_opens_then_aurono_is_offered_in_words(
    home: Home, windows: Windows
) -> None:
    window = await windows.open("/config/lovelace/dashboards", DESKTOP)

    await window.page.get_by_role("button", name="Add dashboard").click()

    await expect(window.page.get_by_text("Your accounts and strategies.")).to_be_visible()


async def test_given_the_parts_of_the_cards_are_gone_after_an_update_when_a_page_needs_them_then_it_says_so_and_goes_on(
    home: Home, windows: Windows
) -> None:
    markdown = {"type": "markdown", "content": "Another card"}
    address = await own(home, {"type": "custom:aurono-account-card"}, markdown)
    # What is to be kept from a page has to be known before it is opened: while it opens, Chromium may miss that.
    window = await windows.open("/manifest.json")
    await window.page.route("**/aurono_panel/**/chunks/bodies-*.js", lambda route: route.fulfill(status=404))

    await window.go(address)

    await expect(window.page.locator("aurono-account-card")).to_contain_text("Aurono may have been updated")
    await expect(window.page.get_by_text("Another card")).to_be_visible()
    window.complaints.clear()  # That its file was not there is what was arranged.
