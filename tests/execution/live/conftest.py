"""A hub that trades real money at a venue of our own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ..live_hub import LiveHub
from ..venue import Line


@pytest.fixture
async def hub(tmp_path: Path) -> AsyncIterator[LiveHub]:
    hub = LiveHub(tmp_path)
    await hub.start()
    yield hub
    hub.journal.close()


@pytest.fixture
async def live(hub: LiveHub) -> LiveHub:
    """One live strategy, proven against the exchange."""
    await hub.add_live()
    await hub.trader.wake()
    hub.events.clear()
    return hub


@pytest.fixture
async def unknown(live: LiveHub) -> LiveHub:
    """An order whose answer was lost, and which the exchange neither shows nor denies."""
    live.exchange.placing = [Line.DEAF]
    live.exchange.hidden.add(live.order_id(1))
    live.exchange.fail("order")
    await live.buy_at(1, price="118")
    return live
