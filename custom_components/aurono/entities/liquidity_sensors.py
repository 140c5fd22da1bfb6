"""The sensors of what an account holds of each currency: missing, expected, there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..coordinator import AuronoCoordinator
from ..engine.liquidity import CurrencyRole, Liquidity
from ..engine.numbers import plain
from ..entity import AccountEntity
from ..views.liquidity_view import currencies_of, line_of
from ..wording.decimals import COIN_DECIMALS, money_decimals

_PREFIX = "liquidity_"


@dataclass(frozen=True, kw_only=True)
class LiquiditySensorDescription(SensorEntityDescription):
    """How a sensor reads a currency; ``of_coins`` is whether that of a coin is on by default."""

    value: Callable[[Liquidity], Decimal]
    of_coins: bool = False


LIQUIDITY_SENSORS = (
    LiquiditySensorDescription(key="liquidity_gap", value=lambda line: line.gap, of_coins=True),
    LiquiditySensorDescription(key="liquidity_expected", value=lambda line: line.expected),
    LiquiditySensorDescription(key="liquidity_actual", value=lambda line: line.actual),
)


class LiquiditySensor(AccountEntity, SensorEntity):
    """One figure of one currency at the last comparison with the exchange; unavailable before one."""

    entity_description: LiquiditySensorDescription

    def __init__(
        self,
        coordinator: AuronoCoordinator,
        currency: str,
        role: CurrencyRole,
        description: LiquiditySensorDescription,
    ) -> None:
        super().__init__(coordinator, description)
        self._currency = currency
        self._attr_unique_id = unique_id_of(coordinator, description.key, currency)
        self._attr_translation_key = description.key
        self._attr_translation_placeholders = {"currency": currency}
        self._attr_native_unit_of_measurement = currency
        if role is CurrencyRole.QUOTE:
            self._attr_device_class = SensorDeviceClass.MONETARY
            self._attr_state_class = SensorStateClass.TOTAL
            self._attr_suggested_display_precision = money_decimals(currency)
        else:
            self._attr_state_class = SensorStateClass.MEASUREMENT
            self._attr_suggested_display_precision = COIN_DECIMALS
            self._attr_entity_registry_enabled_default = description.of_coins

    @property
    @override
    def available(self) -> bool:
        return super().available and line_of(self.coordinator, self._currency) is not None

    @property
    @override
    def native_value(self) -> str | None:
        line = line_of(self.coordinator, self._currency)
        return None if line is None else plain(self.entity_description.value(line))


def unique_id_of(coordinator: AuronoCoordinator, key: str, currency: str) -> str:
    """What a sensor of a currency is registered as."""
    return f"{coordinator.config_entry.entry_id}_{key}_{currency.lower()}"


@callback
def follow_currencies(
    coordinator: AuronoCoordinator, async_add_entities: AddConfigEntryEntitiesCallback
) -> Callable[[], None]:
    """Have sensors for the currencies that the live books use now; what this returns follows a change of them."""
    known: set[str] | None = None

    @callback
    def follow() -> None:
        nonlocal known
        current = currencies_of(coordinator.portfolio)
        if known is None or known - current.keys():
            _remove_others(coordinator, current)
        fresh = {currency: role for currency, role in current.items() if known is None or currency not in known}
        known = set(current)
        async_add_entities(
            LiquiditySensor(coordinator, currency, role, description)
            for currency, role in fresh.items()
            for description in LIQUIDITY_SENSORS
        )

    follow()
    return follow


def _remove_others(coordinator: AuronoCoordinator, current: Mapping[str, CurrencyRole]) -> None:
    """Take the sensors of currencies that no live books use any more out of the registry, and so out of the house."""
    registry, entry_id = er.async_get(coordinator.hass), coordinator.config_entry.entry_id
    wanted = {
        unique_id_of(coordinator, description.key, currency)
        for currency in current
        for description in LIQUIDITY_SENSORS
    }
    for entity in er.async_entries_for_config_entry(registry, entry_id):
        ours = entity.domain == Platform.SENSOR and entity.unique_id.startswith(f"{entry_id}_{_PREFIX}")
        if ours and entity.unique_id not in wanted:
            registry.async_remove(entity.entity_id)
