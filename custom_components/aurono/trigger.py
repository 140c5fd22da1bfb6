"""Triggers of automations: what Aurono did, decided, or needs a person for."""

from typing import Any, ClassVar, cast, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.trigger import Trigger, TriggerActionRunner, TriggerConfig, TriggerNotTriggeredReporter
from homeassistant.helpers.typing import ConfigType
import probatio

from .attention import Attention
from .automation import OPTION_STRATEGIES, STRATEGIES, describe_strategy, is_meant
from .coordinator import AuronoCoordinator
from .engine.book import BREAKER_FAILURES
from .engine.events import Evaluated, OrderEnded, OrderFill, OrderUnknown
from .engine.liquidity import Liquidity
from .engine.numbers import plain
from .engine.reason import Reason, Side
from .engine.strategy import BookKind
from .happenings import facts_of_trade
from .logbook import sentence
from .moments import iso
from .signals import SIGNAL_ATTENTION, SIGNAL_EVENT, SIGNAL_GAP, Happened
from .views.decisions import decision_attributes
from .views.liquidity_view import gap_sentence
from .words import Words

OPTION_BOOK = "book"
OPTION_REASONS = "reasons"
OPTION_SIDE = "side"
ANY = "any"


def _one_of(option: str, *values: str) -> dict[Any, Any]:
    return {probatio.Optional(option, default=ANY): probatio.In([ANY, *values])}


def _reasons(*reasons: Reason) -> dict[Any, Any]:
    known = [reason.value.lower() for reason in reasons]
    each = probatio.All(cv.string, probatio.Lower, probatio.In(known))
    return {probatio.Optional(OPTION_REASONS, default=list): probatio.All(cv.ensure_list, [each])}


_BOOK = _one_of(OPTION_BOOK, *BookKind)


class AuronoTrigger(Trigger):
    """Hears of every account, whether it is loaded now or later."""

    options: ClassVar[dict[Any, Any]] = {}
    """What it can be narrowed down by, beside the strategies."""

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        super().__init__(hass, config)
        self._options: dict[str, Any] = config.options or {}

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        schema = probatio.Schema({probatio.Required(CONF_OPTIONS, default=dict): {**STRATEGIES, **cls.options}})
        return cast(ConfigType, schema(config))

    def _means(self, coordinator: AuronoCoordinator, strategy_id: str | None) -> bool:
        return is_meant(self._options[OPTION_STRATEGIES], coordinator, strategy_id)

    def _allows(self, option: str, value: str) -> bool:
        return self._options[option] in {ANY, value}


class EventTrigger(AuronoTrigger):
    """Runs for committed events."""

    description: ClassVar[str]
    """What happened, for the trace of the automation."""

    def _payload(self, happened: Happened) -> dict[str, Any] | None:
        """What the automation is told of this event; None if it is not what the trigger waits for."""
        raise NotImplementedError

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        @callback
        def heard(happened: Happened) -> None:
            event, coordinator = happened.event, happened.coordinator
            if self._means(coordinator, event.strategy) and (payload := self._payload(happened)) is not None:
                told = {**describe_strategy(coordinator, event.strategy), "time": iso(event.time), **payload}
                run_action(told, self.description)

        return async_dispatcher_connect(self._hass, SIGNAL_EVENT, heard)


class OrderFilledTrigger(EventTrigger):
    """An order was filled, in part or whole."""

    options: ClassVar = {**_BOOK, **_one_of(OPTION_SIDE, *Side)}
    description = "order filled"

    @override
    def _payload(self, happened: Happened) -> dict[str, Any] | None:
        event, order = happened.event, happened.order
        if not isinstance(event, OrderFill) or order is None:
            return None
        if not (self._allows(OPTION_BOOK, event.book) and self._allows(OPTION_SIDE, order.side)):
            return None
        state = happened.coordinator.portfolio.strategies.get(event.strategy)
        name = event.strategy if state is None else state.name
        facts = facts_of_trade(event.book, order, [event.fill])
        return {
            "book": event.book.value,
            "order": event.order,
            "side": order.side.value,
            "price": plain(event.fill.price),
            "amount": plain(event.fill.amount),
            "fee": plain(event.fill.fee),
            "fee_currency": event.fill.fee_currency,
            "sentence": f"{name} {sentence(self._hass, facts)}",
        }


class DecisionTrigger(EventTrigger):
    """A candle got its outcome."""

    reasons: ClassVar = tuple(Reason)
    """The outcomes that it can run for."""
    options: ClassVar = {**_BOOK, **_reasons(*reasons)}
    description = "decision made"

    @override
    def _payload(self, happened: Happened) -> dict[str, Any] | None:
        event = happened.event
        if not isinstance(event, Evaluated) or not self._allows(OPTION_BOOK, event.book):
            return None
        reason = event.reason.lower()
        wanted = self._options[OPTION_REASONS]
        if event.reason not in self.reasons or (wanted and reason not in wanted):
            return None
        return {"book": event.book.value, "reason": reason, **decision_attributes(event)}


class StrategyBlockedTrigger(DecisionTrigger):
    """The rule fired, and something kept the strategy from trading."""

    reasons: ClassVar = tuple(reason for reason in Reason if reason.is_blocked)
    options: ClassVar = {**_BOOK, **_reasons(*reasons)}
    description = "strategy blocked"


class BreakerTrippedTrigger(EventTrigger):
    """The circuit breaker of a strategy opened: failures of the exchange in a row."""

    options: ClassVar = _BOOK
    description = "circuit breaker opened"

    @override
    def _payload(self, happened: Happened) -> dict[str, Any] | None:
        event = happened.event
        if not isinstance(event, OrderUnknown | OrderEnded) or not self._allows(OPTION_BOOK, event.book):
            return None
        state = happened.coordinator.portfolio.strategies.get(event.strategy)
        book = None if state is None else state.books.get(event.book)
        # Of the failures in a row, the one that fills the count opens it; later ones only prolong the pause.
        if book is None or book.failures != BREAKER_FAILURES or book.last_failure != event.time:
            return None
        until = book.breaker_open_until
        return {"book": event.book.value, "failures": book.failures, "until": None if until is None else iso(until)}


class GapOpenedTrigger(AuronoTrigger):
    """The exchange began to hold less of a currency than the live strategies expect."""

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        @callback
        def heard(coordinator: AuronoCoordinator, line: Liquidity) -> None:
            if not self._uses(coordinator, line.currency):
                return
            told = {
                **describe_strategy(coordinator, None),
                "currency": line.currency,
                "kind": line.role.value,
                "expected": plain(line.expected),
                "actual": plain(line.actual),
                "gap": plain(line.gap),
                "sentence": gap_sentence(Words(self._hass), coordinator, line),
            }
            run_action(told, "gap opened")

        return async_dispatcher_connect(self._hass, SIGNAL_GAP, heard)

    def _uses(self, coordinator: AuronoCoordinator, currency: str) -> bool:
        """Whether one of the strategies that are meant has live books in this currency."""
        return any(
            BookKind.LIVE in state.books
            and currency in {state.parameters.pair.base, state.parameters.pair.quote}
            and self._means(coordinator, state.id)
            for state in coordinator.portfolio.strategies.values()
        )


class NeedsAttentionTrigger(AuronoTrigger):
    """Something began to need a person."""

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        @callback
        def heard(coordinator: AuronoCoordinator, attention: Attention) -> None:
            if self._means(coordinator, attention.strategy):
                run_action({**describe_strategy(coordinator, attention.strategy), "kind": attention.kind}, "attention")

        return async_dispatcher_connect(self._hass, SIGNAL_ATTENTION, heard)


TRIGGERS: dict[str, type[Trigger]] = {
    "breaker_tripped": BreakerTrippedTrigger,
    "decision_made": DecisionTrigger,
    "gap_opened": GapOpenedTrigger,
    "needs_attention": NeedsAttentionTrigger,
    "order_filled": OrderFilledTrigger,
    "strategy_blocked": StrategyBlockedTrigger,
}


async def async_get_triggers(_hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """What Home Assistant offers in automations."""
    return TRIGGERS
