"""What several tests of live trading do."""

from collections.abc import Awaitable

import pytest

from custom_components.aurono.execution.errors import TradingError, TradingProblem

from ..live_hub import LiveHub


async def refused(hub: LiveHub, act: Awaitable[object], problem: TradingProblem) -> TradingError:
    """What is refused changes nothing."""
    before, events = hub.trader.portfolio, len(hub.events)
    with pytest.raises(TradingError) as caught:
        await act
    assert caught.value.problem is problem
    assert (hub.trader.portfolio, len(hub.events)) == (before, events)
    return caught.value
