"""The mode of a strategy."""

from typing import override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .engine.strategy import BookKind, Mode
from .entity import StrategyEntity, add_strategy_entities
from .preflight_words import failing_as_text
from .runtime import AuronoConfigEntry

PARALLEL_UPDATES = 1

_MODE = SelectEntityDescription(key="mode", translation_key="mode")


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: AuronoConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the mode of every strategy."""
    coordinator = entry.runtime_data.coordinator
    add_strategy_entities(coordinator, async_add_entities, lambda subentry: [ModeSelect(coordinator, subentry, _MODE)])


class ModeSelect(StrategyEntity, SelectEntity):
    """Pauses a strategy or lets it go on, on paper or live.

    Live is offered once the strategy has live books: it goes live for the first time through its settings, where its
    owner reads the pre-flight and confirms it. What is chosen stands when the action returns, for an automation that
    goes on with it.
    """

    @property
    @override
    def options(self) -> list[str]:
        went_live = self.strategy is not None and BookKind.LIVE in self.strategy.books
        return [mode.value for mode in Mode if mode is not Mode.LIVE or went_live]

    @property
    @override
    def current_option(self) -> str | None:
        return None if self.strategy is None else self.strategy.mode.value

    @override
    async def async_select_option(self, option: str) -> None:
        trader, mode = self.coordinator.trader, Mode(option)
        if mode is not Mode.LIVE:
            await self.coordinator.execute(trader.set_mode(self.strategy_id, mode))
            self.async_write_ha_state()
            return
        points = await self.coordinator.execute(trader.live.go_live(self.strategy_id, confirmed=False))
        if not all(point.passed for point in points):
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="preflight_failed",
                translation_placeholders={"points": failing_as_text(self.hass, points)},
            )
        self.async_write_ha_state()
