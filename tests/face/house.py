"""A house in a test: real Home Assistant and journal, scripted exchange, the market's time in the test's hands."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unittest.mock import Mock

from homeassistant.config_entries import ConfigSubentry, ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.aurono.accounts import Account
from custom_components.aurono.const import (
    CONF_CREDENTIALS,
    CONF_EXCHANGE,
    CONF_SEED,
    CONF_SPEED,
    CONF_STARTED_AT,
    DOMAIN,
    EXCHANGE_DEMO,
    SUBENTRY_STRATEGY,
)
from custom_components.aurono.coordinator import AuronoCoordinator
from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.events import Event, OrderPlanned
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.engine.timeframe import HOUR, MINUTE, Timeframe
from custom_components.aurono.exchange.protocol import Balance
from custom_components.aurono.execution.trader import Trader
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.worker import JournalWorker
from tests.exchange.scripted_market import rules_of
from tests.execution.hub import MONDAY, SOL_EUR, ManualClock, ScriptedExchange

DIPS = {
    "pair": "SOL/EUR",
    "timeframe": "1h",
    "buy_trigger": "-2.5",
    "sell_trigger": "2.1",
    "buy_amount": "20",
    "sell_amount": "20",
    "allocated_capital": "200",
}
"""An hourly rule on SOL/EUR: buy at -2.5 %, sell at +2.1 %, 20 EUR each, capital 200."""


def subentry(strategy_id: str = "dips", title: str = "Dips", **changes: Any) -> ConfigSubentryDataWithId:
    """A strategy as the flow would have made it."""
    data: dict[str, Any] = {**DIPS, **changes}
    return ConfigSubentryDataWithId(
        subentry_id=strategy_id, subentry_type=SUBENTRY_STRATEGY, title=title, data=data, unique_id=None
    )


def new_subentry(strategy_id: str, title: str, **changes: Any) -> ConfigSubentry:
    """The same, to be added to a running account."""
    made = subentry(strategy_id, title, **changes)
    return ConfigSubentry(
        subentry_id=made["subentry_id"],
        subentry_type=made["subentry_type"],
        title=made["title"],
        data=MappingProxyType(dict(made["data"])),
        unique_id=made["unique_id"],
    )


def planned_order(time: int, order: str, strategy_id: str = "dips") -> OrderPlanned:
    """A buy of one coin at 20 EUR that is about to be sent."""
    one, limit = Decimal(1), Decimal(20)
    book, close = BookKind.SHADOW, MONDAY + HOUR
    return OrderPlanned(time, strategy_id, book, order, 1, close, SOL_EUR, Side.BUY, limit, one, limit, time + HOUR)


class House:
    """One account with its strategies; its exchange says what the test wrote down."""

    def __init__(self, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, exchange_id: str = EXCHANGE_DEMO) -> None:
        self.hass = hass
        self._monkeypatch = monkeypatch
        monkeypatch.setattr("custom_components.aurono.async_open_account", self._open_account)
        self._exchange_id = exchange_id
        self.exchange = ScriptedExchange(now=MONDAY + MINUTE)
        self.exchange.list(rules_of(SOL_EUR))
        self.exchange.tickers[SOL_EUR] = Decimal(120)
        self.clock = ManualClock(self.exchange)

    async def _open_account(self, *_: object) -> Account:
        return Account(exchange_id=self._exchange_id, exchange=self.exchange, clock=self.clock)

    async def move_in(
        self, *strategies: ConfigSubentryDataWithId, title: str = "Paper", entry_id: str = "account"
    ) -> None:
        """Set the account up with these strategies."""
        self.entry = MockConfigEntry(
            domain=DOMAIN,
            entry_id=entry_id,
            title=title,
            data={
                CONF_EXCHANGE: EXCHANGE_DEMO,
                CONF_SEED: 1,
                CONF_SPEED: 1,
                CONF_STARTED_AT: MONDAY,
                CONF_CREDENTIALS: "an empty place in the vault",
            },
            subentries_data=strategies or (subentry(),),
        )
        self.entry.add_to_hass(self.hass)
        assert await self.hass.config_entries.async_setup(self.entry.entry_id)
        await self.settle()

    @property
    def coordinator(self) -> AuronoCoordinator:
        coordinator: AuronoCoordinator = self.entry.runtime_data.coordinator
        return coordinator

    @property
    def trader(self) -> Trader:
        return self.coordinator.trader

    async def go_live(self, strategy_id: str = "dips", funds: int = 1000) -> None:
        """Let a strategy go live, with so much EUR on the exchange."""
        self.exchange.funds = {"EUR": Balance(Decimal(funds), ZERO)}
        points = await self.coordinator.execute(self.trader.live.go_live(strategy_id, confirmed=True))
        assert all(point.passed for point in points), points
        await self.settle()

    def book(self, strategy_id: str = "dips") -> Book:
        book = self.trader.portfolio.strategy(strategy_id).book
        assert book is not None
        return book

    @property
    def journal_path(self) -> Path:
        return Path(self.hass.config.path("aurono", "journal.db"))

    async def recorded(self) -> int:
        """How many events the journal holds, of all accounts."""
        journal: JournalWorker = self.entry.runtime_data.journal
        return (await journal.verify()).events

    async def record(self, *events: Event) -> None:
        """Commit a step as the trader would, for what no market brings about at will, and show it."""
        await self.trader._ledger.record(*events)
        self.coordinator.async_update_listeners()
        await self.settle()

    def break_journal(self) -> None:
        """Let every further write fail as a full disk lets it fail."""
        full = JournalUnavailable(Trouble.FULL, "database or disk is full")
        self._monkeypatch.setattr(Journal, "append", Mock(side_effect=full))

    def candle(self, number: int, text: str, pair: Pair = SOL_EUR, frame: Timeframe = Timeframe.H1) -> None:
        """Write the candle that opens so many candles after Monday 00:00: open, high, low, close."""
        self.exchange.write(pair, frame, MONDAY + number * frame.length, text)

    async def hour(self, number: float) -> None:
        """Let the market's clock stand so many hours after Monday 00:00 and let everything happen that is due."""
        self.exchange.now = MONDAY + int(number * HOUR)
        self.coordinator.wake()
        await self.settle()

    async def settle(self) -> None:
        """Let what began end, the throttled update of the entities included."""
        await self.hass.async_block_till_done(wait_background_tasks=True)
        async_fire_time_changed(self.hass, dt_util.utcnow().replace(microsecond=999_999))
        await self.hass.async_block_till_done(wait_background_tasks=True)

    def entity_id(self, platform: str, key: str, strategy_id: str | None = "dips") -> str:
        """The entity with this key, of a strategy or (None) of the account."""
        owner = self.entry.entry_id if strategy_id is None else f"{self.entry.entry_id}_{strategy_id}"
        entity_id = er.async_get(self.hass).async_get_entity_id(platform, DOMAIN, f"{owner}_{key}")
        assert entity_id is not None, f"no {platform} {owner}_{key}"
        return entity_id

    def registered(self, platform: str, key: str, strategy_id: str | None = "dips") -> er.RegistryEntry:
        entry = er.async_get(self.hass).async_get(self.entity_id(platform, key, strategy_id))
        assert entry is not None
        return entry

    async def enable(self, platform: str, key: str, strategy_id: str | None = "dips") -> None:
        """Switch an entity on that is off by default."""
        er.async_get(self.hass).async_update_entity(self.entity_id(platform, key, strategy_id), disabled_by=None)
        await self.hass.config_entries.async_reload(self.entry.entry_id)
        await self.settle()

    def state(self, platform: str, key: str, strategy_id: str | None = "dips") -> State:
        state = self.hass.states.get(self.entity_id(platform, key, strategy_id))
        assert state is not None
        return state

    def sensor(self, key: str, strategy_id: str | None = "dips") -> str:
        return self.state("sensor", key, strategy_id).state

    def attributes(self, key: str, strategy_id: str | None = "dips") -> Mapping[str, Any]:
        return self.state("sensor", key, strategy_id).attributes
