"""One hub and one browser for all of these tests; each test opens windows of its own."""

from collections.abc import AsyncIterator, Generator
from contextlib import AsyncExitStack

from playwright.async_api import Browser, expect
import pytest
import pytest_asyncio
import pytest_socket

from script.lib.browser import DESKTOP, PATIENCE, Look, Window, running_chromium, window
from script.lib.hub import HASS, ROOT
from tests.boot.observation import complaints

from .home import Home, Who

REFUSED = ("Unauthorized",)
"""What Home Assistant logs where the guest was refused, as a test wants it."""

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture
def verify_cleanup() -> None:
    """Stand in for the plugin's check: hub and browser outlive a test here, and the hub is not in this process."""


@pytest.fixture(autouse=True)
def _loopback(socket_enabled: None) -> None:
    """The hub listens on loopback."""


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Home]:
    if not HASS.exists():
        pytest.skip(f"{HASS.relative_to(ROOT)} does not exist: script/setup makes it")
    # The fixture that lets a single test do so comes after this one.
    pytest_socket.enable_socket()
    home = Home(tmp_path_factory.mktemp("browser") / "hub")
    await home.start()
    try:
        yield await home.furnish()
    finally:
        await home.stop()
    assert complaints(home.house.folder.log, REFUSED) == []


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def chromium() -> AsyncIterator[Browser]:
    async with running_chromium() as browser:
        yield browser


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, so that its windows can say what they showed."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


_COLOURS = """() => {
  const themes = document.querySelector("home-assistant")?.hass?.themes;
  return `prefers dark: ${matchMedia("(prefers-color-scheme: dark)").matches}; is dark: ${themes?.darkMode}`;
}"""
"""What the browser asks for, and what Home Assistant makes of it."""


class Windows:
    """Opens windows of the home; all are closed at the end, and none may have complained."""

    def __init__(self, browser: Browser, home: Home, closing: AsyncExitStack) -> None:
        self._browser = browser
        self._home = home
        self._closing = closing
        self.opened: list[Window] = []

    async def open(self, path: str, look: Look = DESKTOP, who: Who = Who.OWNER) -> Window:
        """Open a page in a window of its own."""
        opening = window(self._browser, self._home.house.address, self._home.tokens[who], look)
        opened = await self._closing.enter_async_context(opening)
        self.opened.append(opened)
        await opened.go(path)
        return opened

    async def describe(self) -> None:
        """Print what each window shows, for whoever reads why a test failed."""
        for opened in self.opened:
            shown = await opened.page.locator("body").aria_snapshot()
            colours = await opened.page.evaluate(_COLOURS)
            # pytest shows it with the failure.
            print(f"-- {opened.page.url}", colours, shown, *opened.complaints, sep="\n")  # noqa: T201


@pytest_asyncio.fixture(loop_scope="package")
async def windows(chromium: Browser, home: Home, request: pytest.FixtureRequest) -> AsyncIterator[Windows]:
    async with AsyncExitStack() as closing:
        windows = Windows(chromium, home, closing)
        yield windows
        if request.node.stash.get(_FAILED, False):
            await windows.describe()
        assert [complaint for opened in windows.opened for complaint in opened.complaints] == []
