"""A Chromium that looks at a hub as one of its users does, and remembers what it complained about."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import json
import os
from typing import override

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    Response,
    async_playwright,
    expect,
)

from .hub import ROOT, HubError

PANEL = "/aurono"
"""Where the panel lives in Home Assistant's address."""
FILES = "/aurono_panel/"
"""Below which Home Assistant serves the panel's files."""
PATIENCE = 60.0
"""Seconds that a slow machine may take to show what takes a fast one a fraction of one."""


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody looks at a page: the size of the window in CSS pixels, and light or dark."""

    width: int
    height: int
    dark: bool = False
    scale: float = 1

    @override
    def __str__(self) -> str:
        return f"{self.width}x{self.height} {'dark' if self.dark else 'light'}"


PHONE = Look(360, 800)
TABLET = Look(820, 1180)
DESKTOP = Look(1280, 900)


@dataclass  # no slots: Playwright remembers its listeners on the object
class Window:
    """A page of somebody who is logged in, and what went wrong in it."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    async def go(self, path: str = PANEL) -> None:
        """Load a page of the hub, as somebody who types its address."""
        await self.page.goto(self.address + path, wait_until="commit")

    async def move(self, path: str) -> None:
        """Go to another page as a link does, without loading Home Assistant anew."""
        await self.page.evaluate(
            """(path) => {
              history.pushState(null, "", path);
              window.dispatchEvent(new CustomEvent("location-changed"));
            }""",
            path,
        )

    @property
    def panel(self) -> Locator:
        """The panel's element."""
        return self.page.locator("aurono-panel")

    async def settle(self) -> None:
        """Wait until the panel shows its page, and nothing on it says that it is still loading."""
        await self.panel.locator("main .page > *").first.wait_for()
        while True:
            await expect(self.panel.locator("aurono-state[loading]")).to_have_count(0)
            # What came may itself begin to load something.
            await self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
            if await self.panel.locator("aurono-state[loading]").count() == 0:
                return

    async def load_history(self) -> None:
        """On a page of the Lab: have the prices loaded that it is about, as its user does, unless they are there."""
        await self.settle()
        load = self.panel.get_by_role("button", name="Load price history")
        if await load.count():
            await load.click()
            await expect(load).to_have_count(0)
            await expect(self.panel.get_by_role("button", name="Stop loading")).to_have_count(0, timeout=900_000)

    def listen(self) -> None:
        """Remember errors of the panel: what it threw or logged, and files and calls of its own that failed."""
        self.page.on("console", self._on_console)
        self.page.on("pageerror", self._on_error)
        self.page.on("requestfailed", self._on_failed)
        self.page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        # What Home Assistant's own files log about themselves is not ours to mend.
        if message.type == "error" and (FILES in message.location["url"] or "aurono" in message.text.lower()):
            self.complaints.append(f"console: {message.text}")

    def _on_error(self, error: Error) -> None:
        told = error.stack or str(error)
        if FILES in told or "/frontend_latest/" not in told:
            self.complaints.append(f"uncaught: {told}")

    def _on_failed(self, request: Request) -> None:
        # Who leaves a page ends what it was still loading.
        if FILES in request.url and request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"not loaded: {request.url}: {request.failure}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and FILES in response.url:
            self.complaints.append(f"{response.status}: {response.url}")


async def find_chromium() -> str:
    """The browser to use.

    Raises:
        HubError: this machine has none.
    """
    command = "source script/lib/frontend.sh && find_chromium"
    process = await asyncio.create_subprocess_exec("bash", "-c", command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    found, _ = await process.communicate()
    if process.returncode:
        raise HubError("There is no Chromium on this machine: install it (on Debian: apt-get install chromium).")
    return found.decode().strip()


@asynccontextmanager
async def running_chromium() -> AsyncIterator[Browser]:
    """A browser without windows of its own on the screen.

    Raises:
        HubError: this machine has none.
    """
    path = await find_chromium()
    # Chromium refuses its sandbox to root, whom containers run things as.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def window(
    browser: Browser, address: str, tokens: Mapping[str, object], look: Look = DESKTOP
) -> AsyncIterator[Window]:
    """A window of its own, with a storage of its own, in which somebody is logged in."""
    context = await browser.new_context(
        viewport={"width": look.width, "height": look.height},
        device_scale_factor=look.scale,
        color_scheme="dark" if look.dark else "light",
        has_touch=look.width < 600,
        locale="en-GB",
        timezone_id="Europe/Amsterdam",
        reduced_motion="reduce",
    )
    try:
        await _log_in(context, tokens)
        context.set_default_timeout(PATIENCE * 1000)
        opened = Window(await context.new_page(), address)
        opened.listen()
        yield opened
    finally:
        await context.close()


async def _log_in(context: BrowserContext, tokens: Mapping[str, object]) -> None:
    # Home Assistant's login page leaves the same in the browser.
    kept = json.dumps(json.dumps(tokens))
    await context.add_init_script(f"localStorage.getItem('hassTokens') || localStorage.setItem('hassTokens', {kept})")
