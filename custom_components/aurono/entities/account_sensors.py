"""The sensors of an account: what its strategies are worth together, and the health of its journal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.const import EntityCategory
from homeassistant.core import callback

from ..coordinator import AuronoCoordinator
from ..engine.numbers import plain, total_if_known
from ..engine.portfolio import Portfolio
from ..engine.strategy import BookKind
from ..entity import AccountEntity, PricePace
from ..execution.live import AccountStatus
from ..views.strategy_view import View
from ..wording.decimals import money_decimals


@dataclass(frozen=True, slots=True, order=True)
class Purse:
    """Money that may be added up: paper and real money never are, nor two currencies."""

    kind: BookKind
    currency: str


def purses(portfolio: Portfolio) -> set[Purse]:
    """What the books of all strategies are kept in."""
    return {Purse(state.active_book, state.parameters.pair.quote) for state in portfolio.strategies.values()}


def purse_views(coordinator: AuronoCoordinator, purse: Purse) -> Iterable[View]:
    """The strategies whose active books are kept in it."""
    for state in coordinator.portfolio.strategies.values():
        if state.active_book is purse.kind and state.parameters.pair.quote == purse.currency and state.book is not None:
            yield View(coordinator, state, state.book)


@dataclass(frozen=True, kw_only=True)
class PurseSensorDescription(SensorEntityDescription):
    """What of each strategy is added up."""

    part: Callable[[View], Decimal | None]


PURSE_SENSORS = (
    PurseSensorDescription(key="value", part=lambda view: view.value),
    PurseSensorDescription(key="profit", part=lambda view: view.profit),
)


class PurseSensor(AccountEntity, SensorEntity):
    """What the strategies of an account add up to in one currency, on paper or live."""

    entity_description: PurseSensorDescription
    _attr_device_class = SensorDeviceClass.MONETARY
    _attr_state_class = SensorStateClass.TOTAL

    def __init__(self, coordinator: AuronoCoordinator, purse: Purse, description: PurseSensorDescription) -> None:
        super().__init__(coordinator, description)
        self._purse = purse
        self._attr_unique_id = f"{self._attr_unique_id}_{purse.kind}_{purse.currency.lower()}"
        self._attr_translation_key = f"{purse.kind}_{description.key}"
        self._attr_translation_placeholders = {"currency": purse.currency}
        self._attr_native_unit_of_measurement = purse.currency
        self._attr_suggested_display_precision = money_decimals(purse.currency)
        self._pace = PricePace(coordinator)

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        views = purse_views(self.coordinator, self._purse)
        if self._pace.is_due((self.available, [(view.book, view.price is None) for view in views])):
            super()._handle_coordinator_update()

    @property
    @override
    def native_value(self) -> str | None:
        views = purse_views(self.coordinator, self._purse)
        total = total_if_known(self.entity_description.part(view) for view in views)
        return None if total is None else plain(total)


@dataclass(frozen=True, kw_only=True)
class AccountSensorDescription(SensorEntityDescription):
    """How a sensor reads the account."""

    value: Callable[[AuronoCoordinator], datetime | str | None]


ACCOUNT_SENSORS = (
    AccountSensorDescription(
        key="account_status",
        translation_key="account_status",
        device_class=SensorDeviceClass.ENUM,
        options=[status.value for status in AccountStatus],
        value=lambda coordinator: coordinator.trader.live.status.value,
    ),
    AccountSensorDescription(
        key="next_evaluation",
        translation_key="next_evaluation",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        # It changes with every candle, which would fill Activity; the status of each strategy tells it too.
        entity_registry_enabled_default=False,
        value=lambda coordinator: coordinator.next_evaluation(),
    ),
)


class AccountSensor(AccountEntity, SensorEntity):
    """One value of the account."""

    entity_description: AccountSensorDescription

    @property
    @override
    def native_value(self) -> datetime | str | None:
        return self.entity_description.value(self.coordinator)
