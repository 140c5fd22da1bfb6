"""The Lab while a slider moves: results follow it, and what stands at the end is what was asked last."""

import pytest

from script.lib.browser import PHONE

from .conftest import Windows
from .reading import says_something_else, words

pytestmark = pytest.mark.asyncio(loop_scope="package")

FRAMES = 240
REST_MS = 1500
"""Long enough for everything to be shown in full, on a machine that has nothing else to do."""
_SLIDE = """
    (slider, frames) => new Promise((done) => {
      const strip = slider.getRootNode().host.getRootNode().querySelector(".strip");
      const told = new Set();
      const move = () => {
        told.add(strip.textContent);
        slider.value = String(frames === 0 ? -2.5 : -1 - (frames % 50) / 10);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        if (frames > 0) requestAnimationFrame(move);
        else done(told.size);
        frames -= 1;
      };
      requestAnimationFrame(move);
    })
"""


@pytest.mark.parametrize("throttled", [1, 4])
async def test_given_history_when_a_slider_moves_on_and_on_then_results_follow_and_end_at_its_last_value(
    windows: Windows, throttled: int
) -> None:
    window = await windows.open("/aurono/lab/simulate?pair=NIMBUSDEMO%2FEUR&timeframe=1h", PHONE)
    await window.load_history()
    figures = window.panel.locator("aurono-run-figures .card").first
    slider = window.panel.get_by_role("slider", name="Buy when it fell by")

    async def rested() -> str:
        """What the figures say once they have said it twice."""
        said, before = await words(figures), ""
        while said != before:
            await window.page.wait_for_timeout(REST_MS)
            said, before = await words(figures), said
        return said

    async def slid_to(value: str) -> str:
        before = await rested()
        await slider.fill(value)
        await says_something_else(figures, before)
        return await rested()

    await slid_to("-5.5")
    wanted = await slid_to("-2.5")
    await slid_to("-4")
    session = await window.page.context.new_cdp_session(window.page)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": throttled})
    told = await slider.evaluate(_SLIDE, FRAMES)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": 1})

    assert told >= 10
    assert await rested() == wanted
