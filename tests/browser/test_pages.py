"""Every page, on a phone and on a desktop, light and dark."""

import pytest

from script.lib.browser import DESKTOP, PHONE, Look

from .conftest import Windows
from .home import Home
from .inspection import sideways, unspoken, violations

pytestmark = pytest.mark.asyncio(loop_scope="package")

PAGES = (
    "overview",
    "strategies",
    "strategies/{account}/{strategy}",
    "activity",
    "lab/explore?pair=NIMBUSDEMO%2FEUR&timeframe=1h",
    "lab/simulate?pair=NIMBUSDEMO%2FEUR&timeframe=1h",
    "lab/evaluate?account={account}&strategy={strategy}",
    # Nobody has loaded this one.
    "lab/explore?pair=QUARTZDEMO%2FEUR&timeframe=1d",
    "nowhere",
)
LOOKS = [Look(size.width, size.height, dark) for size in (PHONE, DESKTOP) for dark in (False, True)]


@pytest.mark.parametrize("look", LOOKS, ids=str)
async def test_given_a_trading_account_when_every_page_is_opened_then_none_has_a_fault(
    home: Home, windows: Windows, look: Look
) -> None:
    window = await windows.open("/aurono/lab/explore?pair=NIMBUSDEMO%2FEUR&timeframe=1h", look)
    await window.load_history()
    faults: list[str] = []
    for page in PAGES:
        path = page.format(account=home.account, strategy=home.strategies["Quick dips"])
        await window.move(f"/aurono/{path}")
        await window.settle()
        found = [*await sideways(window), *await unspoken(window), *await violations(window)]
        faults += [f"{page}: {fault}" for fault in found]

    assert faults == []
