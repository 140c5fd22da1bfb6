"""A page's connection to the hub whose answer to an import can be kept back, and broken off."""

import asyncio
import json
from typing import Self

from playwright.async_api import Page, WebSocketRoute

_IMPORT = "aurono/candles/import"


class HeldLine:
    """The hub hears every command at once; the outcome of an import waits until it is let through."""

    def __init__(self) -> None:
        self.answered = asyncio.Event()
        """The hub has answered an import."""
        self._open = asyncio.Event()
        self._open.set()
        self._hold = True
        self._asked: set[int] = set()
        self._held: list[str] = []
        self._page: WebSocketRoute | None = None

    @classmethod
    async def of(cls, page: Page) -> Self:
        """Between a page and its hub from the next load of the page."""
        line = cls()
        await page.route_web_socket("**/api/websocket", line._connect)
        return line

    async def let_through(self) -> None:
        """Have the outcome come, now and later."""
        self._hold = False
        for message in self._held:
            self._told_page.send(message)

    async def break_off(self) -> None:
        """End the connection before the outcome comes, and let there be no other."""
        self._open.clear()
        self._hold = False
        await self._told_page.close()

    def mend(self) -> None:
        """Let the page connect again."""
        self._open.set()

    @property
    def _told_page(self) -> WebSocketRoute:
        assert self._page is not None
        return self._page

    async def _connect(self, page: WebSocketRoute) -> None:
        await self._open.wait()
        self._page = page
        self._asked.clear()
        hub = page.connect_to_server()

        def from_page(message: str | bytes) -> None:
            command = json.loads(message)
            for one in command if isinstance(command, list) else [command]:
                if one.get("type") == _IMPORT:
                    self._asked.add(one["id"])
            hub.send(message)

        def from_hub(message: str | bytes) -> None:
            told = json.loads(message)
            for one in told if isinstance(told, list) else [told]:
                if one.get("type") == "result" and one.get("id") in self._asked:
                    self.answered.set()
                    if self._hold:
                        self._held.append(str(message))
                        return
            page.send(message)

        page.on_message(from_page)
        hub.on_message(from_hub)
