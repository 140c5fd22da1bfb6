"""What tests of the face share: a Bitvavo on loopback for the real adapter, and accounts as their flows make them."""

from collections.abc import AsyncIterator, Iterator
import os

from freezegun.api import FrozenDateTimeFactory, freeze_time
from homeassistant.components import file_upload
from homeassistant.core import HomeAssistant
import pytest

from custom_components.aurono import accounts
from tests.bitvavo.bench import OWNER, venue
from tests.bitvavo.candles import CandleTable
from tests.bitvavo.keys import ApiKey
from tests.bitvavo.server import BitvavoServer, serve


@pytest.fixture
async def bitvavo(
    hass: HomeAssistant, socket_enabled: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[BitvavoServer]:
    """A server in Bitvavo's dialect where accounts of Bitvavo are looked for, with one key that it accepts."""
    server = serve(venue(), CandleTable())
    server.add_key(ApiKey.of(OWNER))
    async with server.running():
        monkeypatch.setattr(accounts, "BITVAVO_URL", server.url)
        yield server


@pytest.fixture
def freezer() -> Iterator[FrozenDateTimeFactory]:
    """The house's clock in the test's hands; whatever time it really is, no daily report is due for half a day."""
    with freeze_time("2026-01-05 18:00") as frozen:
        assert isinstance(frozen, FrozenDateTimeFactory)
        yield frozen


@pytest.fixture(autouse=True)
def uploads_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Home Assistant keeps uploads in one folder of the machine: two test processes would empty it for each other."""
    monkeypatch.setattr(file_upload, "TEMP_DIR_NAME", f"{file_upload.TEMP_DIR_NAME}-{os.getpid()}")
