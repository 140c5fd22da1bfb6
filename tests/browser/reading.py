"""How tests read the panel: by what its users see and hear."""

import asyncio

from playwright.async_api import Locator, Page, expect

from script.lib.browser import PATIENCE


async def words(place: Locator) -> str:
    """All that is written in a place, shadow trees included; what the browser calls its text knows none of those."""
    told: str = await place.evaluate(
        """(place) => {
          const below = (node) => [...(node.shadowRoot ?? node).childNodes];
          const written = (node) => node.nodeType === Node.TEXT_NODE ? node.data : below(node).map(written).join(" ");
          return written(place).replace(/\\s+/g, " ").trim();
        }"""
    )
    return told


async def says_something_else(place: Locator, before: str) -> None:
    """Wait until a place says something that it did not say before."""
    async with asyncio.timeout(PATIENCE):
        while await words(place) in {"", before}:  # noqa: ASYNC110 - only looking tells
            await asyncio.sleep(0.1)


async def goes_on(place: Locator) -> None:
    """The text of a place changes by itself: it is live."""
    await expect(place).to_be_visible()
    await says_something_else(place, await words(place))


async def focused(page: Page) -> str:
    """What has the focus, as tag and words."""
    told: str = await page.evaluate(
        """() => {
          let element = document.activeElement;
          while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
          return `${element.localName} ${element.ariaLabel ?? element.innerText ?? ""}`.trim();
        }"""
    )
    return told


async def has_focus(page: Page, wanted: str) -> None:
    """Wait until what has the focus is this, as :func:`focused` tells it."""
    async with asyncio.timeout(PATIENCE):
        while await focused(page) != wanted:  # noqa: ASYNC110 - only looking tells
            await asyncio.sleep(0.1)


async def focus_is_within(page: Page, container: Locator) -> bool:
    """Whether what has the focus is part of a container, across shadow trees and slots."""
    inside: bool = await container.evaluate(
        """(container) => {
          let node = document.activeElement;
          while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
          while (node && node !== container) node = node.assignedSlot ?? node.parentNode ?? node.host;
          return node === container;
        }"""
    )
    return inside


async def tab_to(page: Page, wanted: str, *, at_most: int = 60) -> None:
    """Press Tab until what has the focus says this."""
    for _ in range(at_most):
        if wanted in await focused(page):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches “{wanted}”; it is at “{await focused(page)}”")
