"""A panel that is left open: while Home Assistant is away, and after it was taken out of sight."""

from playwright.async_api import Route, expect
import pytest

from script.lib.browser import DESKTOP, Look

from .conftest import Windows
from .home import Home
from .reading import goes_on

pytestmark = pytest.mark.asyncio(loop_scope="package")

OFFLINE = "No connection to Home Assistant"

HELD_BACK = """
  const held = [];
  let holding = true;
  window.isHeld = () => held.length > 0;
  window.tellHeld = () => {
    holding = false;
    held.splice(0).forEach((tell) => tell());
  };
  const listen = WebSocket.prototype.addEventListener;
  WebSocket.prototype.addEventListener = function (kind, heard, options) {
    const holds = (event) => {
      if (!holding || !String(event.data).includes('"KEY"')) return heard(event);
      const told = [JSON.parse(event.data)].flat();
      const isLate = (one) => "KEY" in (one.result ?? {});
      const [late, rest] = [told.filter(isLate), told.filter((one) => !isLate(one))];
      held.push(() => heard({ data: JSON.stringify(late) }));
      if (rest.length) heard({ data: JSON.stringify(rest) });
    };
    return listen.call(this, kind, kind === "message" ? holds : heard, options);
  };
"""
"""Keeps back what Home Assistant answers with KEY in it until it is told, as a slow line may do with any answer."""


@pytest.mark.timeout(600)
async def test_given_an_open_panel_when_home_assistant_restarts_then_it_says_so_and_lives_again(
    home: Home, windows: Windows
) -> None:
    window = await windows.open("/aurono/strategies")
    card = window.panel.locator("aurono-strategy-tile", has_text="Quick dips")
    notice = window.panel.get_by_role("status").filter(has_text=OFFLINE)
    await goes_on(card)
    await expect(notice).to_have_count(0)

    await home.stop()
    await expect(notice).to_be_visible()
    # What was known last is still there to read.
    await expect(card).to_be_visible()

    await home.start()
    await goes_on(card)
    await expect(notice).to_have_count(0)


async def test_given_an_open_panel_when_it_was_taken_away_for_a_while_then_it_lives_again_where_it_was(
    windows: Windows,
) -> None:
    window = await windows.open("/aurono/strategies")
    card = window.panel.locator("aurono-strategy-tile", has_text="Quick dips")
    await goes_on(card)

    # So does Home Assistant with a panel whose window was hidden for five minutes, and puts it back when it is seen.
    parent = await window.panel.evaluate_handle("(panel) => panel.parentNode")
    panel = await window.panel.evaluate_handle("(panel) => { panel.remove(); return panel; }")
    await expect(window.panel).to_have_count(0)
    await parent.evaluate("(parent, panel) => parent.append(panel)", panel)

    await expect(window.panel.get_by_role("heading", name="Strategies", exact=True)).to_be_visible()
    await goes_on(card)


async def test_given_a_simulation_when_its_account_stops_for_a_while_then_what_was_tried_stays(
    home: Home, windows: Windows
) -> None:
    window = await windows.open("/aurono/lab/simulate?pair=NIMBUSDEMO%2FEUR&timeframe=1h")
    await window.load_history()
    await window.panel.get_by_role("button", name="Pin", exact=True).click()
    pins = window.panel.get_by_role("heading", name="Compared", exact=True)
    notice = window.panel.get_by_role("status").filter(has_text="Demo is not running")
    await expect(pins).to_be_visible()

    await home.connection.ask("config_entries/disable", entry_id=home.account, disabled_by="user")
    await expect(notice).to_be_visible()
    await expect(pins).to_be_visible()

    await home.connection.ask("config_entries/disable", entry_id=home.account, disabled_by=None)
    await expect(notice).to_have_count(0)
    await expect(pins).to_be_visible()


@pytest.mark.parametrize("late", ["default_theme", "unit_system"], ids=["themes", "settings"])
async def test_given_a_slow_line_when_home_assistant_learns_its_themes_or_settings_last_then_the_panel_is_dark_at_once(
    windows: Windows, late: str
) -> None:
    window = await windows.open("/aurono/strategies", Look(DESKTOP.width, DESKTOP.height, dark=True))
    await window.settle()
    await window.page.add_init_script(HELD_BACK.replace("KEY", late))
    await window.go("/aurono/strategies")
    await window.page.wait_for_function("window.isHeld()")
    # Whatever else there is to learn comes meanwhile; on a slow machine some of it may come after all.
    await window.page.wait_for_timeout(3_000)
    assert await window.panel.evaluate_all("(panels) => panels.map((panel) => panel.style.colorScheme)") in ([], [""])

    await window.page.evaluate("window.tellHeld()")
    await goes_on(window.panel.locator("aurono-strategy-tile", has_text="Quick dips"))
    await expect(window.panel).to_have_css("color-scheme", "dark")


async def test_given_an_open_panel_when_home_assistant_makes_it_anew_then_it_opens_the_page_of_the_address(
    windows: Windows,
) -> None:
    window = await windows.open("/aurono/strategies")
    await goes_on(window.panel.locator("aurono-strategy-tile", has_text="Quick dips"))

    await window.move("/profile/general")
    await expect(window.panel).to_have_count(0)
    await window.move("/aurono/activity")

    await expect(window.panel.get_by_role("heading", name="Activity", exact=True)).to_be_visible()


async def test_given_an_open_panel_when_the_files_of_an_update_come_into_the_same_page_then_it_goes_on(
    windows: Windows,
) -> None:
    window = await windows.open("/aurono/strategies")
    card = window.panel.locator("aurono-strategy-tile", has_text="Quick dips")
    await goes_on(card)
    loaded = await window.page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    (entry,) = {name for name in loaded if "/aurono-panel" in name and name.endswith(".js")}
    folder, _, file = entry.rpartition("/")

    # Under another address every file is another one to the browser, as those of another build are.
    update = f"{folder.rpartition('/')[0]}/update"

    async def serve(route: Route) -> None:
        await route.continue_(url=route.request.url.replace(update, folder))

    await window.page.route(f"{update}/**", serve)
    await window.page.evaluate("(entry) => import(entry).then(() => undefined)", f"{update}/{file}")

    await goes_on(card)
    await window.move("/aurono/lab/explore")
    await expect(window.panel.locator("aurono-lab-page")).to_be_visible()
    assert window.complaints == []
