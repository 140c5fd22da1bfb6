"""Prices from a file: what is told while it is sent and read, when that is stopped, and when the connection breaks."""

import asyncio
from dataclasses import dataclass
from typing import Self

from playwright.async_api import Locator, Route, expect
import pytest

from script.lib.browser import PHONE, Window

from .conftest import Windows
from .held_line import HeldLine
from .home import Home
from .inspection import sideways, violations

pytestmark = pytest.mark.asyncio(loop_scope="package")

DAY = 86_400_000
MARKET = "AURADEMO/EUR"
ADDRESS = "/aurono/lab/explore?pair=AURADEMO%2FEUR&timeframe=1d"
UPLOAD = "**/api/file_upload"
LOST = "The connection to Home Assistant was lost"


@dataclass(frozen=True, slots=True)
class PriceFile:
    """Prices of so many days from a day on, long before the demo's market began; each test has days of its own."""

    first: int
    days: int = 3

    @property
    def begin(self) -> int:
        return 1_420_070_400_000 + self.first * DAY

    @property
    def text(self) -> str:
        rows = (f"{self.begin + number * DAY},100,110,90,105,1" for number in range(self.days))
        return "\n".join(["timestamp_ms_open,open,high,low,close,volume", *rows, ""])

    async def imported(self, home: Home) -> int:
        """How many of its candles the archive has."""
        page = await home.connection.ask(
            "aurono/candles",
            entry_id=home.account,
            pair=MARKET,
            timeframe="1d",
            since_ms=self.begin,
            until_ms=self.begin + self.days * DAY,
        )
        return len(page["rows"])


class Importer:
    """A page of the Lab on a phone, and its dialog as the user uses it."""

    def __init__(self, window: Window, line: HeldLine) -> None:
        self.window = window
        self.line = line
        self.panel = window.panel
        self.dialog = window.panel.get_by_role("dialog")
        self.inside = window.panel.locator("aurono-import-dialog")
        """What it holds, which is there though it is closed."""
        self.beside = window.panel.locator("aurono-import div.card")
        """What the page says of the import."""

    @classmethod
    async def at_home(cls, windows: Windows) -> Self:
        window = await windows.open("/aurono", PHONE)
        await window.settle()
        line = await HeldLine.of(window.page)
        await window.go(ADDRESS)
        await window.settle()
        return cls(window, line)

    @property
    def told(self) -> Locator:
        return self.inside.get_by_role("status")

    @property
    def problem(self) -> Locator:
        return self.inside.get_by_role("alert")

    def button(self, name: str) -> Locator:
        """A button below the question."""
        return self.inside.locator("button[slot=actions]", has_text=name)

    async def open(self) -> None:
        more = self.panel.get_by_role("button", name="More history")
        ask = self.panel.get_by_role("button", name="Import a file", exact=True)
        await expect(more.or_(ask).first).to_be_visible()
        if await more.count() and await more.get_attribute("aria-expanded") == "false":
            await more.click()
        await ask.click()
        await expect(self.dialog).to_be_visible()

    async def send(self, file: PriceFile) -> None:
        await self.inside.locator("input[type=file]").set_input_files(
            {"name": "prices.csv", "mimeType": "text/csv", "buffer": file.text.encode()}
        )
        await self.button("Import").click()

    async def expect_sound(self) -> None:
        """Nothing that axe knows is wrong, and nothing is too wide for a phone."""
        assert await violations(self.window) == []
        assert await sideways(self.window) == []

    async def expect_fresh(self) -> None:
        """There is nothing in the dialog of what was before."""
        assert await self.inside.locator("input[type=file]").evaluate("(input) => input.files.length") == 0
        await expect(self.button("Import")).to_be_disabled()
        await expect(self.told).to_have_text("")
        await expect(self.problem).to_have_count(0)
        await expect(self.inside.get_by_text("prices.csv")).to_have_count(0)


async def test_given_a_connection_that_breaks_while_a_file_is_read_when_it_is_back_then_what_came_of_it_is_told(
    home: Home, windows: Windows
) -> None:
    file = PriceFile(0)
    importer = await Importer.at_home(windows)
    await importer.open()

    await importer.send(file)
    await importer.line.answered.wait()
    await importer.line.break_off()
    await expect(importer.told).to_contain_text(LOST)
    assert await file.imported(home) == 3

    importer.line.mend()
    await expect(importer.told).to_contain_text("3 candles read, 3 of them new")
    await importer.button("Close").click()
    await expect(importer.panel.locator("aurono-price-history")).to_contain_text("2015")
    await expect(importer.beside).to_have_count(0)


async def test_given_an_upload_that_does_not_arrive_when_it_fails_then_it_is_told_in_plain_words(
    home: Home, windows: Windows
) -> None:
    file = PriceFile(10)
    importer = await Importer.at_home(windows)
    await importer.open()

    async def refuse(status: int, sentence: str) -> None:
        # Two refusals may read the same: what is read is of this one once its upload was answered.
        answered = asyncio.Event()

        async def answer(route: Route) -> None:
            answered.set()
            if status:
                await route.fulfill(status=status, body="<html>refused</html>", content_type="text/html")
            else:
                await route.abort("connectionreset")

        await importer.window.page.route(UPLOAD, answer)
        await importer.send(file)
        await answered.wait()
        await expect(importer.problem).to_contain_text(sentence)
        await expect(importer.problem).to_contain_text("Nothing was imported.")
        await importer.window.page.unroute(UPLOAD)

    await refuse(0, "The file did not reach Home Assistant.")
    await refuse(200, "The file did not reach Home Assistant.")
    await refuse(401, "you are no longer logged in")
    await refuse(413, "The file is too large for Home Assistant.")
    await refuse(502, "error 502")
    await importer.expect_sound()
    await importer.line.let_through()
    assert await file.imported(home) == 0

    # It can be tried again at once.
    await importer.send(file)
    await expect(importer.told).to_contain_text("3 candles read")


async def test_given_a_file_that_is_being_sent_when_cancelled_then_nothing_is_imported_and_the_dialog_is_fresh(
    home: Home, windows: Windows
) -> None:
    file = PriceFile(20)
    importer = await Importer.at_home(windows)
    page = importer.window.page
    await page.route(UPLOAD, lambda _route: None)
    await importer.open()
    await importer.send(file)
    await expect(importer.told).to_contain_text("being sent")

    async with page.expect_event("requestfailed", lambda request: "file_upload" in request.url):
        await importer.button("Cancel").click()
    await expect(importer.dialog).to_have_count(0)
    await expect(importer.beside).to_have_count(0)
    assert await file.imported(home) == 0

    await page.unroute(UPLOAD)
    await importer.open()
    await importer.expect_fresh()
    await importer.send(file)
    await importer.line.let_through()
    await expect(importer.told).to_contain_text("3 candles read, 3 of them new")


async def test_given_a_file_that_is_being_read_when_the_dialog_is_closed_then_the_page_tells_until_the_end_is_seen(
    windows: Windows,
) -> None:
    importer = await Importer.at_home(windows)
    await importer.open()
    await importer.send(PriceFile(30))
    await expect(importer.told).to_have_text("Home Assistant is reading the file.")
    await expect(importer.button("Cancel")).to_have_count(0)
    await importer.expect_sound()
    await importer.button("Close").click()
    await expect(importer.beside).to_contain_text("prices.csv Home Assistant is reading the file.")
    await importer.expect_sound()

    # It is the same import, whichever way one comes back to it.
    await importer.open()
    await expect(importer.inside.get_by_text(f"prices.csv, candles of {MARKET}")).to_be_visible()
    await expect(importer.inside.locator("input[type=file]")).to_have_count(0)
    await importer.button("Close").click()
    await importer.window.move("/aurono/overview")
    await expect(importer.beside).to_have_count(0)
    await importer.window.move(ADDRESS)
    await importer.beside.get_by_role("button", name="Show").click()
    await expect(importer.told).to_have_text("Home Assistant is reading the file.")
    await importer.button("Close").click()

    await importer.line.let_through()
    await expect(importer.beside).to_contain_text("3 candles read, 3 of them new")
    await importer.beside.get_by_role("button", name="Close").click()
    await expect(importer.beside).to_have_count(0)
    await importer.open()
    await importer.expect_fresh()
