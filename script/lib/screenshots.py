"""What `script/screenshots` does: pictures of the panel, from the demo with three months behind it."""

import argparse
import asyncio
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
import sys

from PIL import Image
from playwright.async_api import Browser, expect

from .browser import DESKTOP, PHONE, TABLET, Look, Window, running_chromium, window
from .hub import ROOT, HubError, HubFolder
from .hub_client import HubRefused
from .showcase import Showcase, showcase

_LAB = "pair=AURADEMO%2FEUR&buy_trigger=-3&sell_trigger=3.5&buy_amount=100&sell_amount=100&allocated_capital=1000"
PAGES = {
    "overview": "overview",
    "strategies": "strategies",
    "strategy": "strategies/{account}/{strategy}",
    "activity": "activity",
    "explore": f"lab/explore?{_LAB}",
    "simulate": f"lab/simulate?{_LAB}",
    "evaluate": f"lab/evaluate?{_LAB}&strategy={{strategy}}",
}
_STRATEGY = "Patient swings"
_DASHBOARD = "aurono-dashboard"
_COLOURS = 256
_WIDE = Look(1280, 900)
_NARROW = Look(390, 844, scale=2)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the README: what is in it, and how somebody looks at it."""

    name: str
    page: str
    look: Look


PICTURES = (
    Picture("overview", "overview", _WIDE),
    Picture("strategy", "strategy", Look(_WIDE.width, _WIDE.height, dark=True)),
    Picture("simulate", "simulate", _WIDE),
    Picture("simulate-phone", "simulate", _NARROW),
)


async def photograph(browser: Browser, demo: Showcase, folder: Path) -> None:
    """The pictures of the README, as somebody sees them without scrolling."""
    for picture in PICTURES:
        async with window(browser, demo.address, demo.tokens, picture.look) as opened:
            await _visit(opened, demo, picture.page)
            keep(await opened.page.screenshot(), folder / f"{picture.name}.png")
    await photograph_dashboard(browser, demo, folder)


async def photograph_dashboard(browser: Browser, demo: Showcase, folder: Path) -> None:
    """The dashboard that builds itself, of docs/DASHBOARDS.md."""
    if _DASHBOARD not in {made["url_path"] for made in await demo.connection.ask("lovelace/dashboards/list")}:
        await demo.connection.ask("lovelace/dashboards/create", url_path=_DASHBOARD, title="Aurono")
    config = {"strategy": {"type": "custom:aurono"}}
    await demo.connection.ask("lovelace/config/save", url_path=_DASHBOARD, config=config)
    async with window(browser, demo.address, demo.tokens, _WIDE) as opened:
        await opened.go(f"/{_DASHBOARD}")
        cards = opened.page.locator("aurono-strategy-card-body")
        await expect(cards).to_have_count(len(demo.strategies))
        for card in await cards.all():
            await card.locator("svg[role=img]").wait_for()
        keep(await opened.page.screenshot(), folder / "dashboard.png")


async def _load_history(browser: Browser, demo: Showcase) -> None:
    """Fetch the prices that the Lab is about, as its user does."""
    async with window(browser, demo.address, demo.tokens) as opened:
        await _visit(opened, demo, "explore")
        await opened.load_history()


async def _visit(opened: Window, demo: Showcase, page: str) -> None:
    await opened.go("/aurono/" + PAGES[page].format(account=demo.account, strategy=demo.strategies[_STRATEGY]))
    await opened.settle()
    # Charts draw themselves once their part of the code is there.
    await opened.page.wait_for_load_state("networkidle")


async def photograph_all(browser: Browser, demo: Showcase, folder: Path) -> None:
    """Every page in every look, whole, for somebody who checks how they look."""
    for look in (Look(size.width, size.height, dark) for size in (PHONE, TABLET, DESKTOP) for dark in (False, True)):
        async with window(browser, demo.address, demo.tokens, look) as opened:
            for name in PAGES:
                await _visit(opened, demo, name)
                await _unfold(opened, look)
                keep(
                    await opened.page.screenshot(),
                    folder / f"{name}-{look.width}-{'dark' if look.dark else 'light'}.png",
                )
                await opened.page.set_viewport_size({"width": look.width, "height": look.height})


async def _unfold(opened: Window, look: Look) -> None:
    """Make the window as high as the page, which scrolls inside the panel."""
    main = opened.panel.locator("main")
    hidden = await main.evaluate("(main) => main.scrollHeight - main.clientHeight")
    await opened.page.set_viewport_size({"width": look.width, "height": look.height + min(hidden, 6000)})
    await opened.settle()


def keep(picture: bytes, file: Path) -> None:
    """Write a picture with few colours, which is a third of the size and looks the same."""
    file.parent.mkdir(parents=True, exist_ok=True)
    image = Image.open(BytesIO(picture)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    image.save(file, optimize=True)
    print(f"{file}: {file.stat().st_size // 1024} KiB")


async def run(options: argparse.Namespace) -> None:
    """Start the demo and take the pictures.

    Raises:
        HubError, HubRefused: the hub cannot be started or set up.
    """
    folder = HubFolder(options.dir.resolve())
    folder.check_free()
    if options.fresh:
        folder.clear()
    async with showcase(folder) as demo, running_chromium() as browser:
        await _load_history(browser, demo)
        if options.all:
            await photograph_all(browser, demo, options.all)
        else:
            await photograph(browser, demo, ROOT / "docs" / "images")


def main() -> int:
    """Understand the command line, take the pictures, and say plainly what went wrong."""
    parser = argparse.ArgumentParser(prog="script/screenshots", description=(__doc__ or "").partition(": ")[2])
    parser.add_argument(
        "--dir", type=Path, default=ROOT / ".cache" / "showcase", help="the demo's folder, kept for the next time"
    )
    parser.add_argument("--fresh", action="store_true", help="delete the folder and let the three months pass anew")
    parser.add_argument(
        "--all", type=Path, metavar="FOLDER", help="every page in every look into FOLDER, to check them"
    )
    try:
        asyncio.run(run(parser.parse_args()))
    except (HubError, HubRefused, TimeoutError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
