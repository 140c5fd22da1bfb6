"""Whether an account's exchange answers and holds what is expected, its journal is intact, and its market real."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import AuronoCoordinator
from .entity import AccountEntity
from .moments import iso
from .runtime import AuronoConfigEntry
from .views.liquidity_view import gap_attributes, has_gap, lacks_money, outlook_attributes

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class AccountBinarySensorDescription(BinarySensorEntityDescription):
    """How a binary sensor reads the account."""

    is_on: Callable[[AuronoCoordinator], bool | None]
    attributes: Callable[[AuronoCoordinator], Mapping[str, Any]] | None = None


def _connection_attributes(coordinator: AuronoCoordinator) -> Mapping[str, Any]:
    connection = coordinator.connection
    return {
        "since": None if connection.since is None else iso(connection.since),
        "failure": None if connection.failure is None else connection.failure.kind.value,
    }


def _missed_attributes(coordinator: AuronoCoordinator) -> Mapping[str, Any]:
    missed = coordinator.dead_man.missed
    return {
        "strategies": [coordinator.portfolio.strategy(strategy_id).name for strategy_id in missed],
        "since": iso(min(missed.values())) if missed else None,
    }


_BINARY_SENSORS = (
    AccountBinarySensorDescription(
        key="connectivity",
        translation_key="connectivity",
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        entity_category=EntityCategory.DIAGNOSTIC,
        is_on=lambda coordinator: coordinator.connection.connected,
        attributes=_connection_attributes,
    ),
    AccountBinarySensorDescription(
        key="journal_verified",
        translation_key="journal_verified",
        entity_category=EntityCategory.DIAGNOSTIC,
        is_on=lambda coordinator: coordinator.verification.is_sound,
        attributes=lambda coordinator: {
            "events": coordinator.verification.events,
            "problems": len(coordinator.verification.problems),
        },
    ),
    AccountBinarySensorDescription(
        key="artificial_prices",
        translation_key="artificial_prices",
        entity_category=EntityCategory.DIAGNOSTIC,
        is_on=lambda coordinator: coordinator.is_demo,
    ),
    AccountBinarySensorDescription(
        key="missed_evaluation",
        translation_key="missed_evaluation",
        device_class=BinarySensorDeviceClass.PROBLEM,
        is_on=lambda coordinator: bool(coordinator.dead_man.missed),
        attributes=_missed_attributes,
    ),
    AccountBinarySensorDescription(
        key="liquidity_gap",
        translation_key="liquidity_gap",
        device_class=BinarySensorDeviceClass.PROBLEM,
        is_on=has_gap,
        attributes=gap_attributes,
    ),
    AccountBinarySensorDescription(
        key="next_buys",
        translation_key="next_buys",
        device_class=BinarySensorDeviceClass.PROBLEM,
        is_on=lacks_money,
        attributes=outlook_attributes,
    ),
)


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: AuronoConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of an account."""
    coordinator = entry.runtime_data.coordinator
    async_add_entities(AccountBinarySensor(coordinator, description) for description in _BINARY_SENSORS)


class AccountBinarySensor(AccountEntity, BinarySensorEntity):
    """One fact about the account."""

    entity_description: AccountBinarySensorDescription
    _unrecorded_attributes = frozenset({"sentences"})

    @property
    @override
    def is_on(self) -> bool | None:
        return self.entity_description.is_on(self.coordinator)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        attributes = self.entity_description.attributes
        return None if attributes is None else dict(attributes(self.coordinator))
