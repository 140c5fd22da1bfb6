"""The switch that stops all trading of an account."""

from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import AccountEntity
from .runtime import AuronoConfigEntry

PARALLEL_UPDATES = 1

_TRADING = SwitchEntityDescription(key="trading", translation_key="trading", entity_category=EntityCategory.CONFIG)
"""As every switch it would be exposed to Assist by default; one that configures is not, nor is it switched with its
area, so nobody lets real money trade by voice whose owner did not choose that."""


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: AuronoConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the switch of an account."""
    async_add_entities([TradingSwitch(entry.runtime_data.coordinator, _TRADING)])


class TradingSwitch(AccountEntity, SwitchEntity):
    """Off: nothing new is ordered, open orders stay as they are. On: trading goes on with the next candles.

    What is chosen stands when the action returns, for an automation that goes on with it.
    """

    @property
    @override
    def is_on(self) -> bool:
        return not self.coordinator.portfolio.stopped

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        await self.coordinator.execute(self.coordinator.trader.live.resume())
        self.async_write_ha_state()

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        await self.coordinator.execute(self.coordinator.trader.live.stop(cancel_orders=False))
        self.async_write_ha_state()
