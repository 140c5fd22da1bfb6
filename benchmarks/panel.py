"""How soon the panel can be used, and how smoothly its sliders move, in Chromium on this machine.

Usable: from a click on Aurono in Home Assistant's sidebar until the overview with its accounts is on the screen, in a
browser that never saw the panel; the median of several. At most 1.5 s.

Sliders: the simulation over five years of hours (43,800 candles) on a processor that is slowed down to a quarter; the
buy trigger moves at every frame. In no second fewer than 30 frames.
"""

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path
from statistics import median
import sys

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import itertools

from playwright.async_api import Browser, expect

from benchmarks._measure import finish
from script.lib.browser import DESKTOP, PATIENCE, PHONE, Look, Window, running_chromium, window
from script.lib.hub import ROOT, HubError, HubFolder
from script.lib.hub_client import HubRefused
from script.lib.showcase import Showcase, showcase

expect.set_options(timeout=PATIENCE * 1000)

MOST_SECONDS = 1.5
FEWEST_FRAMES = 30
SLOWDOWN = 4
_RULE = "lab/simulate?pair=NIMBUSDEMO%2FEUR&timeframe=1h"
_USABLE = """
    () => new Promise((usable) => {
      const start = performance.now();
      history.pushState(null, "", "/aurono");
      window.dispatchEvent(new CustomEvent("location-changed"));
      const deep = (root, name) => {
        for (const element of root.querySelectorAll("*")) {
          if (element.localName === name) return element;
          const inner = element.shadowRoot && deep(element.shadowRoot, name);
          if (inner) return inner;
        }
      };
      const look = () => {
        const card = deep(document, "aurono-account-section");
        if (card?.shadowRoot?.querySelector("button, a")) usable((performance.now() - start) / 1000);
        else requestAnimationFrame(look);
      };
      look();
    })
"""
_SLIDE = """
    (slider, seconds) => new Promise((done) => {
      const [least, most] = [Number(slider.min), Number(slider.max)];
      const frames = [];
      const move = (now) => {
        frames.push(now);
        const turn = (Math.sin((now - frames[0]) / 700) + 1) / 2;
        slider.value = String(least + (most - least) * turn);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        if (now - frames[0] < seconds * 1000) requestAnimationFrame(move);
        else done(frames);
      };
      requestAnimationFrame(move);
    })
"""


async def usable_after(browser: Browser, demo: Showcase, look: Look) -> float:
    """Seconds from the click to the overview."""
    async with window(browser, demo.address, demo.tokens, look) as opened:
        await opened.go("/profile/general")
        await opened.page.locator("ha-panel-profile").wait_for(state="attached")
        await opened.page.wait_for_load_state("networkidle")
        seconds: float = await opened.page.evaluate(_USABLE)
        return seconds


async def frames_while_sliding(opened: Window, seconds: int) -> Sequence[float]:
    """When frames were drawn (ms) while the buy trigger moved on a slow processor."""
    slider = opened.panel.get_by_role("slider", name="Buy when it fell by")
    await expect(opened.panel.locator("aurono-run-figures")).to_be_visible()
    await opened.page.wait_for_load_state("networkidle")
    session = await opened.page.context.new_cdp_session(opened.page)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    frames: Sequence[float] = await slider.evaluate(_SLIDE, seconds)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return frames


def fewest_in_a_second(frames: Sequence[float]) -> int:
    """The fewest frames in any second."""
    whole = [start for start in frames if start + 1000 <= frames[-1]]
    return min(sum(start <= frame < start + 1000 for frame in frames) for start in whole)


async def _measure(options: argparse.Namespace) -> None:
    folder = HubFolder(options.dir.resolve())
    folder.check_free()
    bars: dict[str, bool] = {}
    async with showcase(folder) as demo, running_chromium() as browser:
        for look in (PHONE, DESKTOP):
            seconds = median([await usable_after(browser, demo, look) for _ in range(options.rounds)])
            bars[f"usable at {look} within {MOST_SECONDS} s: {seconds:.2f} s"] = seconds <= MOST_SECONDS
        for look in (PHONE, DESKTOP):
            async with window(browser, demo.address, demo.tokens, look) as opened:
                await opened.go(f"/aurono/{_RULE}")
                await opened.load_history()
                frames = await frames_while_sliding(opened, options.seconds)
            slowest = max(later - earlier for earlier, later in itertools.pairwise(frames))
            fewest = fewest_in_a_second(frames)
            told = (
                f"sliders at {look}, {SLOWDOWN} times slower: {fewest} frames in the slowest second, {slowest:.0f} ms"
            )
            bars[f"{told} the slowest frame"] = fewest >= FEWEST_FRAMES
    finish(bars, check=options.check)


def main() -> None:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="exit with an error where a bar is missed")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=8, help="how long a slider is moved")
    parser.add_argument("--dir", type=Path, default=ROOT / ".cache" / "showcase", help="the demo's folder, kept")
    try:
        asyncio.run(_measure(parser.parse_args()))
    except (HubError, HubRefused) as trouble:
        sys.exit(str(trouble))


if __name__ == "__main__":
    main()
