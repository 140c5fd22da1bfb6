"""The hub that the tests of the trader work with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .hub import Hub


@pytest.fixture
async def hub(tmp_path: Path) -> AsyncIterator[Hub]:
    hub = Hub(tmp_path)
    await hub.start()
    yield hub
    hub.journal.close()
