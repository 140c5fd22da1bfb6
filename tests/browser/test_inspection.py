"""What looks for faults of a page notices those that are planted, in shadow trees too."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Browser
import pytest

from script.lib.browser import Window

from .inspection import sideways, unspoken, violations

pytestmark = pytest.mark.asyncio(loop_scope="package")

SOUND = """
    <main><h1>Overview</h1><button>Pause</button>
    <div style="overflow-x: auto; width: 200px"><table style="width: 900px"><tr><td>wide</td></tr></table></div></main>
"""
SHOW = """
    (content) => {
      customElements.get("aurono-panel") || customElements.define("aurono-panel", class extends HTMLElement {});
      const panel = document.body.appendChild(document.createElement("aurono-panel"));
      const inner = panel.attachShadow({ mode: "open" }).appendChild(document.createElement("div"));
      inner.attachShadow({ mode: "open" }).innerHTML = content;
    }
"""


@pytest.mark.parametrize(
    ("look_for", "planted", "named"),
    [
        (sideways, "<p style='width: 400px'>too wide</p>", "div p reaches to"),
        (sideways, "<div class='page' style='overflow: auto'><p style='width: 900px'></p></div>", "div.page scrolls"),
        (unspoken, "<p>component.aurono.common.panel_overview_title</p>", "div p: component.aurono"),
        (unspoken, "<p title='NaN %'>value</p>", "div p: NaN %"),
        (violations, "<button></button>", "button-name"),
        (violations, "<p style='color: #bbb; background: #fff'>pale</p>", "color-contrast"),
    ],
)
async def test_given_a_page_when_a_fault_is_planted_then_exactly_that_is_found(
    chromium: Browser, look_for: Callable[[Window], Awaitable[list[str]]], planted: str, named: str
) -> None:
    page = await chromium.new_page(viewport={"width": 360, "height": 800})
    window = Window(page, "")
    await page.set_content("<!doctype html><html lang='en'><title>Home</title><body></body></html>")
    await page.evaluate(SHOW, SOUND)
    assert await look_for(window) == []

    await page.evaluate("document.querySelector('aurono-panel').remove()")
    await page.evaluate(SHOW, SOUND.replace("</main>", planted + "</main>"))
    found = await look_for(window)

    assert [fault for fault in found if named in fault] == found != []
    await page.close()


async def test_given_a_window_when_the_panels_files_fail_or_complain_then_that_is_remembered(chromium: Browser) -> None:
    page = await chromium.new_page()
    window = Window(page, "http://127.0.0.1:9")
    window.listen()
    await page.route("**/*", lambda route: route.fulfill(status=404 if "missing" in route.request.url else 200))
    await page.goto("http://127.0.0.1:9/")

    await page.evaluate("fetch('/aurono_panel/missing.js').then((answer) => answer.text())")
    await page.evaluate("console.error('aurono: not drawn')")
    async with page.expect_event("pageerror"):
        await page.evaluate("setTimeout(() => { throw new Error('nothing there'); })")

    assert {complaint.partition(":")[0] for complaint in window.complaints} == {"404", "console", "uncaught"}
    await page.close()
