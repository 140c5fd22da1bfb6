"""The way out of what only a person can decide: each answer is one more event, nothing is edited."""

from collections.abc import Callable, Coroutine, Mapping
from decimal import Decimal
from typing import Any

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
import probatio

from ..const import DOMAIN
from ..engine.liquidity import CurrencyRole
from ..engine.numbers import ZERO, plain
from ..engine.portfolio import StrategyState
from ..engine.strategy import BookKind
from ..exchange.protocol import ListedOrder
from ..execution.errors import TradingError, TradingProblem
from ..execution.questions import Question, QuestionKind
from ..issues import placeholders_of
from ..moments import iso
from ..runtime import AuronoConfigEntry, AuronoData
from ..words import Words
from .typed_number import Misread, typed_number

_FIRST_STEPS: Mapping[QuestionKind, tuple[str, ...]] = {
    QuestionKind.ORDER_UNKNOWN: ("link", "never_arrived"),
    QuestionKind.ORDER_VANISHED: ("link", "never_arrived"),
    QuestionKind.ORDER_UNSETTLED: ("recheck", "never_arrived"),
    QuestionKind.ORDER_FOREIGN: ("acknowledge",),
    QuestionKind.BALANCE_SHORT: ("recheck", "write_off", "adopt"),
    QuestionKind.MARKET_GONE: ("retire",),
    QuestionKind.HISTORY_UNREADABLE: ("recheck", "accounted"),
}
"""What can be done about each kind of question; one thing is offered at once, several as a menu."""

_CONFIRMATION = "confirmation"
_NAME = probatio.Schema({probatio.Optional(_CONFIRMATION): TextSelector()})


class QuestionFlow(RepairsFlow):
    """Takes the answer to one question of an account to its desk for real money."""

    def __init__(self, entry_id: str, key: str) -> None:
        self._entry_id = entry_id
        self._key = key

    async def async_step_init(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Offer what can be done; a question that answered itself meanwhile is closed."""
        question = self._find()
        if question is None:
            return self.async_create_entry(data={})
        steps = _FIRST_STEPS[question.kind]
        if len(steps) == 1:
            result: RepairsFlowResult = await getattr(self, f"async_step_{steps[0]}")()
            return result
        return self.async_show_menu(
            step_id="init", menu_options=list(steps), description_placeholders=self._placeholders(question)
        )

    # -- orders whose fate is open -----------------------------------------------------------------------------------

    async def async_step_link(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Let the owner choose the order among those on the exchange that are none of ours."""
        question = self._question()
        strategy, order = question.strategy or "", question.order or ""
        if user_input is not None:
            return await self._carry_out(self._data().trader.live.link_order(strategy, order, user_input["order"]))
        candidates = await self._candidates(strategy, order)
        if not candidates:
            return self.async_abort(reason="no_candidates", description_placeholders=self._placeholders(question))
        options = [SelectOptionDict(value=listed.exchange_order, label=_label(listed)) for listed in candidates]
        chosen = SelectSelector(SelectSelectorConfig(options=options, mode=SelectSelectorMode.LIST))
        return self._form("link", probatio.Schema({probatio.Required("order"): chosen}), question)

    async def async_step_never_arrived(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Declare, confirmed in writing, that the order is not on the exchange."""
        question = self._question()
        desk = self._data().trader.live
        return await self._confirmed(
            "never_arrived",
            question,
            user_input,
            lambda: desk.declare_never_arrived(question.strategy or "", question.order or ""),
        )

    async def _candidates(self, strategy: str, order_id: str) -> tuple[ListedOrder, ...]:
        """The orders on the exchange that this one can be."""
        try:
            return await self._data().trader.live.candidates(strategy, order_id)
        except TradingError as error:
            if error.problem is TradingProblem.EXCHANGE_SILENT:
                raise AbortFlow("exchange_silent") from error
            raise AbortFlow("refused", {"detail": Words(self.hass).refusal(error)}) from error

    async def async_step_acknowledge(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """An order that somebody placed by hand: known from now on, told of again only if it changes."""
        question = self._question()
        if user_input is None:
            return self._form("acknowledge", probatio.Schema({}), question)
        ir.async_ignore_issue(self.hass, DOMAIN, self.issue_id, ignore=True)
        return self.async_abort(reason="acknowledged")

    # -- balances ----------------------------------------------------------------------------------------------------

    async def async_step_recheck(self, _user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """The owner did something about it at the exchange: look again."""
        await self._execute(self._data().trader.live.recheck())
        if (still := self._find()) is not None:
            return self.async_abort(reason="still_so", description_placeholders=self._placeholders(still))
        return self.async_create_entry(data={})

    async def async_step_write_off(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Give up what is missing as a loss of one strategy."""
        question = self._question()
        currency = question.values["currency"]
        states = {state.id: state for state in self._live() if currency in (state.parameters.pair.base, _quote(state))}
        errors: dict[str, str] = {}
        if user_input is not None:
            amount = typed_number(user_input["amount"])
            if isinstance(amount, Misread):
                errors["amount"] = amount
            elif self._is_more_than_missing(question, amount):
                errors["amount"] = "more_than_missing"
            else:
                strategy = states[user_input["strategy"]]
                base, quote = (ZERO, amount) if _quote(strategy) == currency else (amount, ZERO)
                desk = self._data().trader.live
                return await self._carry_out(desk.write_off(strategy.id, base, quote, user_input.get("note", "")))
        values = user_input or {"amount": question.values["gap"]}
        schema = _with_strategy(states, {"amount": probatio.Required, "note": probatio.Optional}, values)
        return self._form("write_off", schema, question, errors)

    def _is_more_than_missing(self, question: Question, amount: Decimal) -> bool:
        """Whether it is more than what is missing, as that is shown: rounded up to what is enough."""
        words, currency = Words(self.hass), question.values["currency"]
        role, gap = CurrencyRole(question.values["role"]), Decimal(question.values["gap"])
        shown, entered = (words.of_currency(role, value, currency, up=True) for value in (gap, amount))
        return amount > gap and entered != shown

    async def async_step_adopt(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Coins that the owner bought by hand become a strategy's."""
        question = self._question()
        states = {state.id: state for state in self._live()}
        errors: dict[str, str] = {}
        if user_input is not None:
            numbers: dict[str, Decimal] = {}
            for name in ("amount", "average_price"):
                number = typed_number(user_input[name])
                if isinstance(number, Misread):
                    errors[name] = number
                else:
                    numbers[name] = number
            if not errors:
                note = user_input.get("note", "")
                desk = self._data().trader.live
                return await self._carry_out(desk.adopt_position(user_input["strategy"], **numbers, note=note))
        fields = {"amount": probatio.Required, "average_price": probatio.Required, "note": probatio.Optional}
        return self._form("adopt", _with_strategy(states, fields, user_input or {}), question, errors)

    # -- markets and histories ---------------------------------------------------------------------------------------

    async def async_step_retire(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """End, confirmed in writing, what a delisted market left open."""
        question = self._question()
        desk = self._data().trader.live
        return await self._confirmed(
            "retire", question, user_input, lambda: desk.retire_market(question.strategy or "")
        )

    async def async_step_accounted(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Declare, confirmed in writing, that nothing is missing from a restored journal."""
        question = self._question()
        desk = self._data().trader.live
        return await self._confirmed(
            "accounted", question, user_input, lambda: desk.declare_accounted_for(question.strategy or "")
        )

    # -- what the steps share ----------------------------------------------------------------------------------------

    def _data(self) -> AuronoData:
        entry: AuronoConfigEntry | None = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or entry.state is not ConfigEntryState.LOADED:
            raise AbortFlow("account_not_loaded")
        return entry.runtime_data

    def _find(self) -> Question | None:
        questions = self._data().trader.live.questions
        return next((question for question in questions if question.key == self._key), None)

    def _question(self) -> Question:
        question = self._find()
        if question is None:
            raise AbortFlow("answered")
        return question

    def _placeholders(self, question: Question) -> dict[str, str]:
        return placeholders_of(self.hass, self._data().coordinator.config_entry.title, question)

    def _live(self) -> list[StrategyState]:
        states = self._data().trader.portfolio.strategies.values()
        return [state for state in states if BookKind.LIVE in state.books]

    def _form(
        self, step: str, schema: probatio.Schema, question: Question, errors: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        return self.async_show_form(
            step_id=step, data_schema=schema, errors=errors, description_placeholders=self._placeholders(question)
        )

    async def _confirmed(
        self,
        step: str,
        question: Question,
        user_input: dict[str, Any] | None,
        answer: Callable[[], Coroutine[Any, Any, None]],
    ) -> RepairsFlowResult:
        """Carry out what the owner confirmed by typing the name of the strategy."""
        if user_input is None:
            return self._form(step, _NAME, question)
        if user_input.get(_CONFIRMATION, "").strip() != question.values["strategy"]:
            return self._form(step, _NAME, question, {_CONFIRMATION: "not_confirmed"})
        return await self._carry_out(answer())

    async def _carry_out(self, answer: Coroutine[Any, Any, None]) -> RepairsFlowResult:
        await self._execute(answer)
        return self.async_create_entry(data={})

    async def _execute(self, answer: Coroutine[Any, Any, None]) -> None:
        """Take the answer to the desk; what it refuses changed nothing and ends the flow with its reason."""
        try:
            await self._data().coordinator.execute(answer)
        except HomeAssistantError as error:
            raise AbortFlow("refused", {"detail": Words(self.hass).refusal(error)}) from error


def _quote(state: StrategyState) -> str:
    return state.parameters.pair.quote


def _with_strategy(
    states: Mapping[str, StrategyState], texts: Mapping[str, Any], values: Mapping[str, Any]
) -> probatio.Schema:
    """A form that asks for one of these strategies and for some texts, filled in with these values.

    The strategy is among them: without one, a form that comes back with an error would have chosen the first.
    """
    options = [SelectOptionDict(value=state.id, label=state.name) for state in states.values()]
    strategy = SelectSelector(SelectSelectorConfig(options=options, mode=SelectSelectorMode.LIST))

    def suggested(name: str) -> dict[str, Any]:
        return {"suggested_value": values[name]} if name in values else {}

    fields: dict[Any, Any] = {probatio.Required("strategy", description=suggested("strategy")): strategy}
    for name, marker in texts.items():
        fields[marker(name, description=suggested(name))] = TextSelector()
    return probatio.Schema(fields)


def _label(listed: ListedOrder) -> str:
    """An order of the exchange's list by its figures; the words around it are those of the form."""
    return f"{_text(listed.amount)} × {_text(listed.limit)}, {iso(listed.created)}, {listed.exchange_order}"


def _text(value: Decimal | None) -> str:
    return "?" if value is None else plain(value)
