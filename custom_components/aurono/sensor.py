"""Sensors of accounts and strategies."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entities.account_sensors import ACCOUNT_SENSORS, PURSE_SENSORS, AccountSensor, Purse, PurseSensor, purses
from .entities.liquidity_sensors import follow_currencies
from .entities.performance_sensors import PERFORMANCE_SENSORS, PerformanceSensor, PerformanceWatch
from .entities.strategy_sensors import STRATEGY_SENSORS, StrategySensor
from .entity import add_strategy_entities
from .runtime import AuronoConfigEntry

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AuronoConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of an account and of its strategies."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities(AccountSensor(coordinator, description) for description in ACCOUNT_SENSORS)
    add_strategy_entities(
        coordinator,
        async_add_entities,
        lambda subentry: [StrategySensor(coordinator, subentry, description) for description in STRATEGY_SENSORS],
    )
    watch = PerformanceWatch(hass, coordinator, entry.runtime_data.journal)
    watch.start()
    add_strategy_entities(
        coordinator,
        async_add_entities,
        lambda subentry: [
            PerformanceSensor(coordinator, subentry, description, watch) for description in PERFORMANCE_SENSORS
        ],
    )
    known: set[Purse] = set()

    @callback
    def add_purses() -> None:
        """Add the totals of a currency or kind of books that a strategy brought along."""
        fresh = sorted(purses(coordinator.portfolio) - known)
        known.update(fresh)
        async_add_entities(
            PurseSensor(coordinator, purse, description) for purse in fresh for description in PURSE_SENSORS
        )

    add_purses()
    entry.async_on_unload(coordinator.async_add_listener(add_purses))
    entry.async_on_unload(coordinator.async_add_listener(follow_currencies(coordinator, async_add_entities)))
