"""The mode of a strategy."""

from typing import override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .engine.strategy import Mode
from .entity import StrategyEntity, add_strategy_entities
from .runtime import AuronoConfigEntry

PARALLEL_UPDATES = 1

_MODE = SelectEntityDescription(key="mode", translation_key="mode", options=[Mode.PAUSED.value, Mode.SHADOW.value])


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: AuronoConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the mode of every strategy."""
    coordinator = entry.runtime_data.coordinator
    add_strategy_entities(coordinator, async_add_entities, lambda subentry: [ModeSelect(coordinator, subentry, _MODE)])


class ModeSelect(StrategyEntity, SelectEntity):
    """Pauses a strategy or lets it go on in shadow."""

    @property
    @override
    def current_option(self) -> str | None:
        return None if self.strategy is None else self.strategy.mode.value

    @override
    async def async_select_option(self, option: str) -> None:
        await self.coordinator.execute(self.coordinator.trader.set_mode(self.strategy_id, Mode(option)))
