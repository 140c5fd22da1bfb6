"""What `script/screenshots` does: pictures of the panel, from the demo with three months behind it."""

import argparse
import asyncio
from io import BytesIO
from pathlib import Path
import sys

from PIL import Image
from playwright.async_api import Browser

from .browser import DESKTOP, PHONE, Look, Window, running_chromium, window
from .hub import ROOT, HubError, HubFolder
from .hub_client import HubRefused
from .showcase import Showcase, showcase

PAGES = {
    "overview": "overview",
    "strategies": "strategies",
    "strategy": "strategies/{account}/{strategy}",
    "activity": "activity",
    "explore": "lab/explore",
    "simulate": "lab/simulate",
    "evaluate": "lab/evaluate",
}
_STRATEGY = "Patient swings"
_COLOURS = 256


async def photograph_all(browser: Browser, demo: Showcase, folder: Path) -> None:
    """Every page in every look, whole, for somebody who checks how they look."""
    for look in (Look(size.width, size.height, dark) for size in (PHONE, DESKTOP) for dark in (False, True)):
        async with window(browser, demo.address, demo.tokens, look) as opened:
            await opened.go()
            for name, path in PAGES.items():
                await opened.move("/aurono/" + path.format(account=demo.account, strategy=demo.strategies[_STRATEGY]))
                await opened.settle()
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
        await photograph_all(browser, demo, options.all)


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
