"""All of it can be reached and done without a pointer."""

from playwright.async_api import expect
import pytest

from .conftest import Windows
from .reading import focus_is_within, focused, has_focus, tab_to

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_given_only_a_keyboard_when_adding_capital_then_the_dialog_keeps_the_focus_and_gives_it_back(
    windows: Windows,
) -> None:
    window = await windows.open("/aurono")
    await window.settle()
    keyboard = window.page.keyboard

    await tab_to(window.page, "a Strategies")
    await keyboard.press("Enter")
    await expect(window.panel.get_by_role("heading", name="Strategies", exact=True)).to_be_visible()
    await tab_to(window.page, "Patient swings")
    await keyboard.press("Enter")
    await expect(window.panel.get_by_role("heading", name="Patient swings", exact=True)).to_be_visible()

    await tab_to(window.page, "button Add capital")
    await keyboard.press("Enter")
    dialog = window.panel.get_by_role("dialog", name="Add capital to Patient swings")
    await expect(dialog).to_be_visible()
    stops = set()
    for _ in range(8):
        # Between its last and its first element the focus may visit the browser itself, but nothing behind the dialog.
        here = await focused(window.page)
        assert here.startswith("body") or await focus_is_within(window.page, dialog), here
        stops.add(here.partition(" ")[0])
        await keyboard.press("Tab")
    assert {"input", "button"} <= stops
    await keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await has_focus(window.page, "button Add capital")

    # And it does what it says.
    await keyboard.press("Enter")
    await expect(window.panel.get_by_role("textbox", name="Amount in EUR")).to_be_focused()
    await keyboard.type("250.50")
    await expect(window.panel.get_by_text("Free afterwards")).to_be_visible()
    await keyboard.press("Enter")
    await expect(dialog).to_be_hidden()
    await expect(window.panel.get_by_text("€250.50 added")).to_be_visible()
