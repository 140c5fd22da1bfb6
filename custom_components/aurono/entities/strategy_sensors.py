"""The sensors of a strategy: what it does, what it decided and what its books hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import EntityCategory
from homeassistant.core import callback

from ..coordinator import AuronoCoordinator
from ..engine.market import Pair
from ..engine.numbers import plain
from ..engine.reason import Reason
from ..entity import PricePace, StrategyEntity
from ..moments import iso
from ..status import Status
from ..views.decisions import decision_attributes
from ..views.strategy_view import View
from ..wording.decimals import coin_decimals, money_decimals, price_decimals

type Attributes = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class StrategySensorDescription(SensorEntityDescription):
    """How a sensor reads a strategy; ``unit`` and the ``decimals`` shown follow from its market and a price in it."""

    value: Callable[[View], Decimal | datetime | int | str | None]
    attributes: Callable[[View], Attributes] | None = None
    follows_prices: bool = False
    unit: Callable[[Pair], str] | None = None
    decimals: Callable[[Pair, Decimal | None], int] | None = None


def _money(
    key: str,
    value: Callable[[View], Decimal | None],
    attributes: Callable[[View], Attributes] | None = None,
    *,
    follows_prices: bool = False,
) -> StrategySensorDescription:
    return StrategySensorDescription(
        key=key,
        translation_key=key,
        device_class=SensorDeviceClass.MONETARY,
        state_class=SensorStateClass.TOTAL,
        value=value,
        attributes=attributes,
        follows_prices=follows_prices,
        unit=lambda pair: pair.quote,
        decimals=lambda pair, _: money_decimals(pair.quote),
    )


def _status_attributes(view: View) -> Attributes:
    attributes: dict[str, Any] = {
        "market": str(view.state.parameters.pair),
        "timeframe": view.state.parameters.timeframe.value,
        "artificial_prices": view.coordinator.is_demo,
        "book": view.state.active_book.value,
    }
    if (due := view.coordinator.next_evaluation(view.state.id)) is not None:
        attributes["next_evaluation"] = due.isoformat()
    if view.book.orders:
        order = view.book.orders[0]
        attributes |= {
            "limit": plain(order.limit),
            "amount": plain(order.amount),
            "filled": plain(order.filled),
            "until": iso(order.life_ends),
        }
    elif view.status is Status.BREAKER_OPEN and (until := view.book.breaker_open_until) is not None:
        attributes["until"] = iso(until)
    return attributes


def _last_decision(view: View) -> str | None:
    last = view.state.last_evaluation
    return None if last is None else last.reason.lower()


def _last_decision_attributes(view: View) -> Attributes:
    last = view.state.last_evaluation
    return {} if last is None else decision_attributes(last)


STRATEGY_SENSORS = (
    StrategySensorDescription(
        key="status",
        translation_key="status",
        device_class=SensorDeviceClass.ENUM,
        options=[status.value for status in Status],
        value=lambda view: view.status.value,
        attributes=_status_attributes,
    ),
    StrategySensorDescription(
        key="last_decision",
        translation_key="last_decision",
        device_class=SensorDeviceClass.ENUM,
        options=[reason.lower() for reason in Reason],
        value=_last_decision,
        attributes=_last_decision_attributes,
    ),
    StrategySensorDescription(
        key="next_evaluation",
        translation_key="next_evaluation",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        # It changes with every candle, which would fill Activity; the status tells it as an attribute.
        entity_registry_enabled_default=False,
        value=lambda view: view.coordinator.next_evaluation(view.state.id),
    ),
    _money("free_capital", lambda view: view.book.free),
    _money("reserved_capital", lambda view: view.book.reserved),
    StrategySensorDescription(
        key="position",
        translation_key="position",
        state_class=SensorStateClass.MEASUREMENT,
        value=lambda view: view.book.position,
        attributes=lambda view: {"set_aside": plain(view.book.reserved_position)},
        unit=lambda pair: pair.base,
        decimals=lambda pair, price: coin_decimals(price, pair.quote),
    ),
    StrategySensorDescription(
        key="average_cost",
        translation_key="average_cost",
        state_class=SensorStateClass.MEASUREMENT,
        value=lambda view: view.book.average_cost,
        unit=lambda pair: pair.quote,
        decimals=lambda _, price: price_decimals(price),
    ),
    _money("realized_profit", lambda view: view.book.realized),
    _money("unrealized_profit", lambda view: view.unrealized, follows_prices=True),
    _money(
        "value",
        lambda view: view.value,
        lambda view: {} if view.price is None else {"price": plain(view.price)},
        follows_prices=True,
    ),
    StrategySensorDescription(
        key="trades",
        translation_key="trades",
        state_class=SensorStateClass.TOTAL_INCREASING,
        value=lambda view: view.book.trades,
    ),
)


class StrategySensor(StrategyEntity, SensorEntity):
    """One value of one strategy.

    What the recorder need not hold a second time is left to the journal and to the event entity.
    """

    entity_description: StrategySensorDescription
    _unrecorded_attributes = frozenset(
        {
            "available",
            "closed",
            "floor",
            "next_evaluation",
            "open",
            "price",
            "reference",
            "required",
            "reserved",
            "rsi",
            "ticker",
            "until",
        }
    )

    def __init__(
        self, coordinator: AuronoCoordinator, subentry: ConfigSubentry, description: StrategySensorDescription
    ) -> None:
        super().__init__(coordinator, subentry, description)
        pair = Pair.parse(subentry.data["pair"])
        if description.unit is not None:
            self._attr_native_unit_of_measurement = description.unit(pair)
        self._pair = pair
        self._sized = False
        self._pace = PricePace(coordinator) if description.follows_prices else None
        self._size()

    def _size(self) -> bool:
        """Show as many decimals as are worth it at the first price that is known; tells whether that changed."""
        decimals = self.entity_description.decimals
        if decimals is None or self._sized:
            return False
        price = self._a_price
        self._sized = price is not None
        before = self.suggested_display_precision
        self._attr_suggested_display_precision = decimals(self._pair, price)
        return self._attr_suggested_display_precision != before

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        if self._size():
            self.async_registry_entry_updated()
        if self._pace is None or self._pace.is_due(self._books):
            super()._handle_coordinator_update()

    @property
    def _books(self) -> object:
        """What a value changes with beside the price: the books, and whether there is a price at all."""
        view = self._view
        return self.available, view and (view.book, view.price is None)

    @property
    def _a_price(self) -> Decimal | None:
        """A price of the coin, which tells how large its prices are."""
        if (view := self._view) is None:
            return None
        seen = self.coordinator.prices.get(view.state.parameters.pair)
        return view.book.average_cost if seen is None else seen.value

    @property
    def _view(self) -> View | None:
        state = self.strategy
        return None if state is None or state.book is None else View(self.coordinator, state, state.book)

    @property
    @override
    def native_value(self) -> datetime | int | str | None:
        if (view := self._view) is None:
            return None
        value = self.entity_description.value(view)
        return plain(value) if isinstance(value, Decimal) else value

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        if (view := self._view) is None or self.entity_description.attributes is None:
            return None
        return dict(self.entity_description.attributes(view))
