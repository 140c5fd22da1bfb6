"""Conditions of automations: how things stand with Aurono now."""

from typing import Any, ClassVar, Unpack, cast, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.condition import Condition, ConditionCheckParams, ConditionConfig
from homeassistant.helpers.typing import ConfigType
import probatio

from .attention import attention_of
from .automation import OPTION_STRATEGIES, STRATEGIES, is_meant
from .const import DOMAIN
from .coordinator import AuronoCoordinator
from .engine.portfolio import StrategyState
from .engine.strategy import Mode
from .runtime import AuronoConfigEntry

OPTION_MODE = "mode"


class AuronoCondition(Condition):
    """Looks at every loaded account; holds if it holds for any strategy that is meant."""

    options: ClassVar[dict[Any, Any]] = {}

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        super().__init__(hass, config)
        self._options: dict[str, Any] = config.options or {}

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        schema = probatio.Schema({probatio.Required(CONF_OPTIONS, default=dict): {**STRATEGIES, **cls.options}})
        return cast(ConfigType, schema(config))

    @property
    def _coordinators(self) -> list[AuronoCoordinator]:
        entries: list[AuronoConfigEntry] = self._hass.config_entries.async_loaded_entries(DOMAIN)
        return [entry.runtime_data.coordinator for entry in entries]

    @callback
    def _means(self, coordinator: AuronoCoordinator, strategy_id: str | None) -> bool:
        return is_meant(self._options[OPTION_STRATEGIES], coordinator, strategy_id)

    def _holds(self, coordinator: AuronoCoordinator, state: StrategyState) -> bool:
        """Whether it holds for this strategy."""
        raise NotImplementedError

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        return any(
            self._holds(coordinator, state)
            for coordinator in self._coordinators
            for state in coordinator.portfolio.strategies.values()
            if self._means(coordinator, state.id)
        )


class HasPositionCondition(AuronoCondition):
    """A strategy owns coins."""

    @override
    def _holds(self, coordinator: AuronoCoordinator, state: StrategyState) -> bool:
        return state.book is not None and state.book.position > 0


class HasOpenOrderCondition(AuronoCondition):
    """A strategy has an order that is not over, or whose fate is unknown."""

    @override
    def _holds(self, coordinator: AuronoCoordinator, state: StrategyState) -> bool:
        return any(book.orders for book in state.books.values())


class BreakerIsOpenCondition(AuronoCondition):
    """A strategy rests after failures of the exchange."""

    @override
    def _holds(self, coordinator: AuronoCoordinator, state: StrategyState) -> bool:
        until = None if state.book is None else state.book.breaker_open_until
        return until is not None and coordinator.trader.now() < until


class IsBlockedCondition(AuronoCondition):
    """The rule fired at the last candle, and something kept the strategy from trading."""

    @override
    def _holds(self, coordinator: AuronoCoordinator, state: StrategyState) -> bool:
        return state.last_evaluation is not None and state.last_evaluation.reason.is_blocked


class IsInModeCondition(AuronoCondition):
    """A strategy is paused, on paper or live."""

    options: ClassVar = {probatio.Required(OPTION_MODE): probatio.In(list(Mode))}

    @override
    def _holds(self, coordinator: AuronoCoordinator, state: StrategyState) -> bool:
        return state.mode is Mode(self._options[OPTION_MODE])


class NeedsAttentionCondition(AuronoCondition):
    """Something waits for a person; what concerns a whole account counts for each of its strategies."""

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        return any(
            attention.strategy is None or self._means(coordinator, attention.strategy)
            for coordinator in self._coordinators
            for attention in attention_of(coordinator)
        )


CONDITIONS: dict[str, type[Condition]] = {
    "breaker_is_open": BreakerIsOpenCondition,
    "has_open_order": HasOpenOrderCondition,
    "has_position": HasPositionCondition,
    "is_blocked": IsBlockedCondition,
    "is_in_mode": IsInModeCondition,
    "needs_attention": NeedsAttentionCondition,
}


async def async_get_conditions(_hass: HomeAssistant) -> dict[str, type[Condition]]:
    """What Home Assistant offers in automations."""
    return CONDITIONS
