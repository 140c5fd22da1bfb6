"""The code of today takes over every released state of an installation, to the last digit, and refuses a newer one.

A state is frozen when its version is released, with `AURONO_FREEZE=1.2.3 script/test tests/migration`, which writes
`tests/migration/states/1.2.3`. It is made anew until that version is released, and never changed afterwards.
"""

from collections.abc import Mapping
from decimal import Decimal
import os
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.aurono.config_flow import AuronoConfigFlow
from custom_components.aurono.const import CONF_CREDENTIALS, DOMAIN
from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.events import DifferenceWrittenOff, OrderEnded, OrderUnknown, PositionAdopted
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.strategy import BookKind, Mode, StartingPosition
from custom_components.aurono.engine.timeframe import HOUR, Timeframe
from custom_components.aurono.memory import async_borrow_memory
from custom_components.aurono.store.archive import Archive, Series, Source, Span
from custom_components.aurono.store.codec import KINDS
from custom_components.aurono.store.trades import TradeQuery
from custom_components.aurono.store.vault import Credentials
from custom_components.aurono.views.journal_json import trade_json
from tests.bitvavo.keys import ApiKey
from tests.execution.hub import MONDAY, SOL_EUR
from tests.face.house import House, planned_order, subentry

from .frozen import STATES, Frozen, dump, put_back, told

KEY = ApiKey.of("a frozen house")
"""Made up, as all that is frozen."""
PRICES = Series("demo", SOL_EUR, Timeframe.H1)
SPAN = Span(MONDAY, MONDAY + 3 * HOUR)
RELEASED = sorted(path.name for path in STATES.iterdir()) if STATES.exists() else []


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


async def trades(house: House) -> list[Mapping[str, Any]]:
    page = await house.entry.runtime_data.journal.trades(TradeQuery(house.entry.entry_id, limit=500))
    return [trade_json(trade) for trade in page.trades]


def unique_ids(house: House) -> list[str]:
    registry = er.async_get(house.hass)
    return sorted(entity.unique_id for entity in er.async_entries_for_config_entry(registry, house.entry.entry_id))


async def live_it_up(house: House) -> None:
    """A house with some of everything: every kind of event, both books, an order of each fate, one still open."""
    await house.move_in(subentry(), subentry("weekly", "Weekly", timeframe="1w"), subentry("gone", "Gone"))
    house.candle(0, "120 121 115 115.80")
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)
    house.candle(1, "116 121 115 120")
    house.exchange.tickers[SOL_EUR] = Decimal(120)
    await house.hour(2)
    await house.go_live()
    house.candle(2, "120 121 115 116")
    house.exchange.tickers[SOL_EUR] = Decimal(118)
    await house.hour(3)
    trader, hass, entry = house.trader, house.hass, house.entry
    hass.config_entries.async_update_subentry(
        entry, entry.subentries["dips"], data={**entry.subentries["dips"].data, "buy_trigger": "-3"}
    )
    await house.settle()
    await house.coordinator.execute(trader.deposit("weekly", Decimal("50.5")))
    await house.coordinator.execute(trader.withdraw("weekly", Decimal("10.25")))
    await house.coordinator.execute(trader.set_mode("weekly", Mode.PAUSED))
    await house.coordinator.execute(trader.live.stop(cancel_orders=False))
    await house.coordinator.execute(trader.live.resume())
    hass.config_entries.async_remove_subentry(entry, "gone")
    await house.settle()
    now, paper = house.exchange.now, BookKind.SHADOW
    await house.record(planned_order(now, "lost", "weekly"), OrderUnknown(now, "weekly", paper, "lost", "no answer"))
    await house.record(OrderEnded(now, "weekly", paper, "lost", OrderStatus.REJECTED, "never arrived", failure=True))
    await house.record(
        PositionAdopted(now, "weekly", paper, StartingPosition(Decimal("0.5"), Decimal("99.99")), "by hand"),
        DifferenceWrittenOff(now, "weekly", paper, Decimal("0.1"), ZERO, "a fee in coins"),
    )
    async with async_borrow_memory(hass) as memory:
        await memory.put_credentials(entry.data[CONF_CREDENTIALS], Credentials(KEY.key, KEY.secret))

    def keep_prices() -> None:
        archive = Archive.open(Path(hass.config.path(".cache", "aurono", "candles.db")))
        price = Decimal("120.50")
        candles = [Candle(MONDAY + n * HOUR, price, price + n, price - n, price, Decimal("1.5")) for n in (0, 2)]
        archive.store(PRICES, Source.EXCHANGE, SPAN, candles, now=MONDAY + 9 * HOUR)
        archive.close()

    await hass.async_add_executor_job(keep_prices)


async def frozen(house: House, version: str) -> Frozen:
    """The installation as it stands, with its files closed by Home Assistant afterwards."""
    verification = await house.coordinator.async_verify()
    assert verification.is_sound
    assert verification.head is not None
    entry = house.entry.as_dict()
    kept = ("entry_id", "title", "data", "options", "version", "minor_version", "unique_id", "subentries")
    return Frozen(
        version=version,
        entry={key: entry[key] for key in kept},
        portfolio=told(house.trader.portfolio),
        trades=list(await trades(house)),
        events=dict(verification.kinds),
        head=verification.head,
        entities=unique_ids(house),
    )


async def load(house: House, folder: Path, **changes: Any) -> Frozen:
    """Load a frozen installation as Home Assistant does after an update."""
    before = Frozen.read(folder)
    config = Path(house.hass.config.config_dir)
    await house.hass.async_add_executor_job(put_back, folder, config)
    kept: dict[str, Any] = {**before.entry, **changes}
    kept["subentries_data"] = kept.pop("subentries")
    house.entry = MockConfigEntry(domain=DOMAIN, **kept)
    house.entry.add_to_hass(house.hass)
    await house.hass.config_entries.async_setup(house.entry.entry_id)
    await house.settle()
    return before


async def test_the_house_that_is_frozen_has_some_of_everything(house: House, tmp_path: Path) -> None:
    await live_it_up(house)
    state = await frozen(house, "now")
    assert await house.hass.config_entries.async_unload(house.entry.entry_id)

    assert set(state.events) == set(KINDS)
    assert state.portfolio["strategies"]["dips"]["books"].keys() == {"shadow", "live"}
    assert state.portfolio["strategies"]["dips"]["books"]["live"]["orders"]
    assert state.trades
    if (version := os.environ.get("AURONO_FREEZE")) is not None:
        state.write(STATES / version)
        await house.hass.async_add_executor_job(dump, Path(house.hass.config.config_dir), STATES / version)
    # What is written down as text comes back as what it was.
    await house.hass.async_add_executor_job(dump, Path(house.hass.config.config_dir), tmp_path / "dump")
    await house.hass.async_add_executor_job(put_back, tmp_path / "dump", tmp_path / "again")
    await house.hass.async_add_executor_job(dump, tmp_path / "again", tmp_path / "dump again")
    for path in (tmp_path / "dump").iterdir():
        assert path.read_bytes() == (tmp_path / "dump again" / path.name).read_bytes(), path.name


@pytest.mark.parametrize("version", RELEASED)
async def test_an_installation_of_a_released_version_is_taken_over_as_it_was(house: House, version: str) -> None:
    house.exchange.now = MONDAY + 3 * HOUR
    before = await load(house, STATES / version)

    assert house.entry.state is ConfigEntryState.LOADED
    assert told(house.trader.portfolio) == before.portfolio
    assert await trades(house) == before.trades
    report = await house.coordinator.async_verify()
    assert report.is_sound
    assert (dict(report.kinds), report.head) == (before.events, before.head)
    # Nothing is taken for a restored backup, so nothing has to be proven but what always is.
    async with async_borrow_memory(house.hass) as memory:
        assert not memory.is_unproven(house.entry.entry_id)
    # The history of an entity hangs on its unique id.
    assert set(before.entities) <= set(unique_ids(house))


@pytest.mark.parametrize("version", RELEASED)
async def test_the_key_and_the_prices_of_a_released_version_are_still_there(house: House, version: str) -> None:
    house.exchange.now = MONDAY + 3 * HOUR
    await load(house, STATES / version)

    async with async_borrow_memory(house.hass) as memory:
        credentials = await memory.credentials(house.entry.data[CONF_CREDENTIALS])
    assert credentials == Credentials(KEY.key, KEY.secret)

    def prices() -> list[int]:
        archive = Archive.open(Path(house.hass.config.path(".cache", "aurono", "candles.db")))
        found = archive.candles(PRICES, SPAN)
        archive.close()
        return [(candle.open_time - MONDAY) // HOUR for candle in found]

    assert await house.hass.async_add_executor_job(prices) == [0, 2]


@pytest.mark.parametrize("version", RELEASED)
async def test_an_installation_of_a_released_version_goes_on_trading(house: House, version: str) -> None:
    house.exchange.now = MONDAY + 3 * HOUR
    await load(house, STATES / version)
    events = (await house.coordinator.async_verify()).events

    house.candle(3, "120 121 119 120")
    await house.hour(4)

    report = await house.coordinator.async_verify()
    assert report.is_sound
    assert report.events > events


def test_what_this_version_writes_is_frozen() -> None:
    """The layout of what is stored changed: bump it, and freeze a state of the version that is released with it."""
    assert RELEASED
    newest = Frozen.read(STATES / RELEASED[-1])
    assert newest.entry["version"] <= AuronoConfigFlow.VERSION
    assert (newest.entry["version"], newest.entry["minor_version"]) <= (
        AuronoConfigFlow.VERSION,
        AuronoConfigFlow.MINOR_VERSION,
    )


async def test_an_entry_of_a_newer_version_is_refused_and_nothing_is_touched(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await load(house, STATES / RELEASED[-1], version=AuronoConfigFlow.VERSION + 1)

    assert house.entry.state is ConfigEntryState.MIGRATION_ERROR
    assert house.entry.version == AuronoConfigFlow.VERSION + 1
    # Home Assistant itself refuses it, before any code of ours, and says so.
    assert "which is higher than the current version" in caplog.text
    assert not hasattr(house.entry, "runtime_data")


async def test_an_entry_of_a_newer_minor_version_is_loaded_as_it_is(house: House) -> None:
    house.exchange.now = MONDAY + 3 * HOUR
    before = await load(house, STATES / RELEASED[-1], minor_version=AuronoConfigFlow.MINOR_VERSION + 5)

    assert house.entry.state is ConfigEntryState.LOADED
    assert house.entry.minor_version == AuronoConfigFlow.MINOR_VERSION + 5
    assert told(house.trader.portfolio) == before.portfolio
