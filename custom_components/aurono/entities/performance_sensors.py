"""How strategies did, as sensors: read from the journal in the background, for the sensors that are switched on."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import override

from homeassistant.components.sensor import SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import PERCENTAGE, EntityCategory
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.start import async_at_started

from ..const import LOGGER
from ..coordinator import AuronoCoordinator
from ..engine.numbers import plain
from ..engine.performance import Performance
from ..engine.strategy import BookKind
from ..entity import StrategyEntity
from ..store.errors import StoreError
from ..store.performance import PerformanceQuery
from ..store.worker import JournalWorker
from ..timer import Timer

READ_INTERVAL = 60.0
"""Seconds between two readings at least, however much happens."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What the figures of a strategy change with: the books shown, the last candle, and what moved them."""

    book: BookKind
    evaluated_until: int
    trades: int
    allocated: Decimal
    basis: tuple[Decimal, Decimal, Decimal]


class PerformanceWatch:
    """Keeps the figures of those strategies at hand that a sensor shows."""

    def __init__(self, hass: HomeAssistant, coordinator: AuronoCoordinator, journal: JournalWorker) -> None:
        self._hass = hass
        self._coordinator = coordinator
        self._journal = journal
        self._listeners: dict[str, list[CALLBACK_TYPE]] = {}
        self._stamps: dict[str, _Stamp] = {}
        self._known: dict[str, Performance] = {}
        self._reading = False
        self._started = False
        self._failing = False
        self._next = Timer(hass, f"{coordinator.name} performance", self._read_soon)

    @callback
    def start(self) -> None:
        """Read once Home Assistant has started, and again when something changed, until the account is unloaded."""

        @callback
        def started(_hass: HomeAssistant) -> None:
            self._started = True
            self._read_soon()

        entry = self._coordinator.config_entry
        entry.async_on_unload(async_at_started(self._hass, started))
        entry.async_on_unload(self._coordinator.async_add_listener(self._changed))
        entry.async_on_unload(self._next.cancel)

    def of(self, strategy: str) -> Performance | None:
        """The figures of the books that a strategy uses; None before they were read."""
        return self._known.get(strategy)

    @callback
    def follow(self, strategy: str, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Hear of new figures of a strategy; returns what ends it."""
        listeners = self._listeners.setdefault(strategy, [])
        listeners.append(listener)
        self._changed()
        return partial(listeners.remove, listener)

    @callback
    def _changed(self) -> None:
        """Read now if that is allowed again, or once it is."""
        if self._started and not self._reading and not self._next.is_armed and self._due():
            self._read_soon()

    def _due(self) -> list[tuple[str, _Stamp]]:
        """The strategies that are shown and changed since they were read."""
        found: list[tuple[str, _Stamp]] = []
        for strategy, listeners in self._listeners.items():
            state = self._coordinator.portfolio.strategies.get(strategy)
            if not listeners or state is None or (book := state.book) is None:
                continue
            basis = (book.realized, book.cost, book.position)
            stamp = _Stamp(state.active_book, state.evaluated_until, book.trades, book.allocated, basis)
            if self._stamps.get(strategy) != stamp:
                found.append((strategy, stamp))
        return found

    @callback
    def _read_soon(self) -> None:
        if due := self._due():
            self._reading = True
            self._coordinator.config_entry.async_create_background_task(
                self._hass, self._read(due), f"{self._coordinator.name} performance"
            )

    async def _read(self, due: list[tuple[str, _Stamp]]) -> None:
        try:
            for strategy, stamp in due:
                query = PerformanceQuery(self._coordinator.config_entry.entry_id, stamp.book, strategy)
                for performance in await self._journal.performances(query):
                    self._known[strategy] = performance
                self._stamps[strategy] = stamp
                for listener in tuple(self._listeners[strategy]):
                    listener()
            self._failing = False
        except StoreError as error:
            # The journal's own trouble is told elsewhere; what is shown stays until it can be read.
            if not self._failing:
                LOGGER.warning("Statistics of %s cannot be read: %s", self._coordinator.config_entry.title, error)
            self._failing = True
        finally:
            self._reading = False
        # Not after a cancellation: the account is being unloaded then.
        self._next.arm(READ_INTERVAL)


@dataclass(frozen=True, kw_only=True)
class PerformanceSensorDescription(SensorEntityDescription):
    """Which figure a sensor shows."""

    value: Callable[[Performance], Decimal | None]


def _return(performance: Performance) -> Decimal | None:
    return None if performance.money_weighted is None else performance.money_weighted.period


_figure = partial(
    PerformanceSensorDescription,
    state_class=SensorStateClass.MEASUREMENT,
    entity_category=EntityCategory.DIAGNOSTIC,
)

PERFORMANCE_SENSORS = (
    _figure(
        key="win_rate",
        translation_key="win_rate",
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=1,
        value=lambda performance: performance.tally.win_rate,
    ),
    _figure(
        key="drawdown",
        translation_key="drawdown",
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=1,
        value=lambda performance: performance.drawdown,
    ),
    _figure(
        key="profit_factor",
        translation_key="profit_factor",
        suggested_display_precision=2,
        # There is none before a sell lost something, which loss protection keeps from happening.
        entity_registry_enabled_default=False,
        value=lambda performance: performance.tally.profit_factor,
    ),
    _figure(
        key="money_weighted_return",
        translation_key="money_weighted_return",
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=2,
        # It moves with every candle.
        entity_registry_enabled_default=False,
        value=_return,
    ),
)


class PerformanceSensor(StrategyEntity, SensorEntity):
    """One figure of how a strategy did in the books that it uses."""

    entity_description: PerformanceSensorDescription

    def __init__(
        self,
        coordinator: AuronoCoordinator,
        subentry: ConfigSubentry,
        description: PerformanceSensorDescription,
        watch: PerformanceWatch,
    ) -> None:
        super().__init__(coordinator, subentry, description)
        self._watch = watch

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self.async_on_remove(self._watch.follow(self.strategy_id, self.async_write_ha_state))

    @property
    @override
    def native_value(self) -> str | None:
        performance = self._watch.of(self.strategy_id)
        value = None if performance is None else self.entity_description.value(performance)
        return None if value is None else plain(value)
