"""What all entities share: the device they belong to and what they read from."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN, SUBENTRY_STRATEGY
from .coordinator import AuronoCoordinator
from .devices import exchange_words, strategy_identifier, strategy_model
from .engine.portfolio import StrategyState
from .engine.timeframe import MINUTE

PRICE_INTERVAL = 5 * MINUTE
"""Market milliseconds between two states of a sensor of which nothing but prices changed. They are looked at every
minute, the recorder writes each state down, and its statistics are made every five minutes."""


class AccountEntity(CoordinatorEntity[AuronoCoordinator]):
    """An entity of the account's device."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: AuronoCoordinator, description: EntityDescription) -> None:
        super().__init__(coordinator)
        self.entity_description = description
        self._attr_unique_id = f"{coordinator.config_entry.entry_id}_{description.key}"

    @property
    @override
    def device_info(self) -> DeviceInfo:
        return DeviceInfo(identifiers={(DOMAIN, self.coordinator.config_entry.entry_id)})


def strategy_unique_id(entry_id: str, strategy_id: str, key: str) -> str:
    """What an entity of a strategy is registered as."""
    return f"{entry_id}_{strategy_id}_{key}"


class PricePace:
    """Has a sensor that follows prices tell at once what the books did, and what the prices did now and then."""

    def __init__(self, coordinator: AuronoCoordinator) -> None:
        self._coordinator = coordinator
        self._told: tuple[object, int] | None = None

    def is_due(self, books: object) -> bool:
        """Whether to tell, now that the books stand like this; whoever is told to has told it."""
        now = self._coordinator.trader.now()
        if self._told is not None:
            before, told_at = self._told
            if books == before and 0 <= now - told_at < PRICE_INTERVAL:
                return False
        self._told = books, now
        return True


class StrategyEntity(CoordinatorEntity[AuronoCoordinator]):
    """An entity of a strategy's device; unavailable while the account knows no such strategy."""

    _attr_has_entity_name = True

    def __init__(
        self, coordinator: AuronoCoordinator, subentry: ConfigSubentry, description: EntityDescription
    ) -> None:
        super().__init__(coordinator)
        self.entity_description = description
        self.strategy_id = subentry.subentry_id
        self._subentry = subentry
        entry_id = coordinator.config_entry.entry_id
        self._attr_unique_id = strategy_unique_id(entry_id, self.strategy_id, description.key)

    @property
    @override
    def device_info(self) -> DeviceInfo:
        """Made when asked for, which is once; kept, it would be more for every garbage collection to go through."""
        coordinator, subentry = self.coordinator, self._subentry
        return DeviceInfo(
            identifiers={strategy_identifier(coordinator.config_entry.entry_id, self.strategy_id)},
            entry_type=DeviceEntryType.SERVICE,
            manufacturer=exchange_words(coordinator.hass, coordinator.exchange_id),
            model=strategy_model(coordinator.hass, subentry.data["pair"], self.strategy),
            name=subentry.title,
            via_device_id=coordinator.account_device_id,
        )

    @property
    def strategy(self) -> StrategyState | None:
        """The strategy as it stands; None before the account took it over."""
        return self.coordinator.portfolio.strategies.get(self.strategy_id)

    @property
    @override
    def available(self) -> bool:
        return super().available and self.strategy is not None


@callback
def add_strategy_entities(
    coordinator: AuronoCoordinator,
    async_add_entities: AddConfigEntryEntitiesCallback,
    entities_of: Callable[[ConfigSubentry], Iterable[Entity]],
) -> None:
    """Add the entities of every strategy, each bound to its subentry, and of those that come later."""
    entry = coordinator.config_entry
    known: set[str] = set()

    @callback
    def add() -> None:
        if entry.subentries.keys() == known:
            return
        for subentry in entry.get_subentries_of_type(SUBENTRY_STRATEGY):
            if subentry.subentry_id not in known:
                async_add_entities(entities_of(subentry), config_subentry_id=subentry.subentry_id)
        known.clear()
        known.update(entry.subentries)

    add()
    entry.async_on_unload(coordinator.async_add_listener(add))
