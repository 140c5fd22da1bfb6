"""The flow of a strategy: its market, its parameters, the rule in plain words, saved."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntryState,
    ConfigSubentry,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_NAME
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
import probatio

from ..const import LOGGER, SUBENTRY_STRATEGY
from ..engine.market import MarketRules, Pair
from ..engine.numbers import ZERO, plain
from ..engine.portfolio import StrategyState
from ..engine.strategy import Mode, RuleStrategy
from ..exchange.protocol import Failure, Market
from ..execution.errors import TradingError, TradingProblem
from ..preflight_words import failing, failing_as_text, meaning_of_live, points_as_list
from ..runtime import AuronoConfigEntry, AuronoData
from ..words import Words
from .strategy_form import (
    STARTING_POSITION,
    FormErrors,
    StrategyForm,
    entered,
    flattened,
    read_form,
    stored,
    suggestions,
)
from .strategy_summary import async_summary

CONF_CONFIRMATION = "confirmation"
CONF_PAIR = "pair"
RELOAD_TIMEOUT = 20.0
"""Seconds that a flow waits for an account that is being loaded anew, as it is after it was given another key."""


class StrategyFlow(ConfigSubentryFlow):
    """Add a strategy to an account, or change one; nothing is saved before its owner has read what it will do."""

    _name: str
    _form: StrategyForm
    _values: dict[str, Any]
    _parameters: RuleStrategy
    _markets: Mapping[Pair, Market]
    _refused = ""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Name a new strategy and choose its market, which it keeps for good."""
        errors: FormErrors = {}
        if user_input is None:
            markets = await (await self._ready_account()).exchange.markets()
            if isinstance(markets, Failure):
                LOGGER.warning("The markets could not be read: %s", markets.detail)
                return self.async_abort(reason="markets_unavailable")
            self._markets = markets
        elif not (errors := self._name_errors(user_input) | _market_errors(user_input)):
            self._name = user_input[CONF_NAME].strip()
            self._form = StrategyForm(Pair.parse(user_input[CONF_PAIR]), is_new=True)
            self._values = suggestions(self._markets[self._form.pair].rules)
            return await self.async_step_parameters()
        pairs = [str(pair) for pair in sorted(self._markets)]
        schema = probatio.Schema(
            {
                probatio.Required(CONF_NAME): TextSelector(),
                # Optional, so that the frontend does not choose the first of them: an empty one is asked for below.
                probatio.Optional(CONF_PAIR): SelectSelector(
                    SelectSelectorConfig(options=pairs, mode=SelectSelectorMode.DROPDOWN, custom_value=False)
                ),
            }
        )
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
            last_step=False,
        )

    async def async_step_reconfigure(self, _user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change the rule, all but its market and its starting position, or go live."""
        subentry = self._get_reconfigure_subentry()
        markets = await (await self._ready_account()).exchange.markets()
        # An exchange that is away keeps nobody from changing a rule; only the market's minimums go unchecked then.
        self._markets = {} if isinstance(markets, Failure) else markets
        self._form = StrategyForm(
            Pair.parse(subentry.data[CONF_PAIR]), is_new=False, starting_position=subentry.data.get(STARTING_POSITION)
        )
        self._name = subentry.title
        self._values = entered(subentry.data)
        if (state := self._state()) is not None and state.mode is not Mode.LIVE:
            return self.async_show_menu(
                step_id="reconfigure",
                menu_options=["parameters", "go_live"],
                description_placeholders={"name": self._name, "pair": str(self._form.pair)},
            )
        return await self.async_step_parameters()

    async def async_step_parameters(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for the parameters; every error shows at its field, all at once."""
        errors: FormErrors = {}
        if user_input is not None:
            self._values = flattened(user_input)
            parsed = read_form(self._form, self._values, self._rules)
            errors = {} if isinstance(parsed, RuleStrategy) else parsed
            if not self._form.is_new and not (named := self._name_errors(self._values)):
                self._name = self._values[CONF_NAME].strip()
            elif not self._form.is_new:
                errors |= named
            if isinstance(parsed, RuleStrategy) and not errors:
                errors = self._capital_errors(parsed) or await self._live_errors(parsed)
            if isinstance(parsed, RuleStrategy) and not errors:
                self._parameters = parsed
                return await self.async_step_summary()
        return self._show_parameters(errors)

    def _show_parameters(self, errors: FormErrors) -> SubentryFlowResult:
        values = {CONF_NAME: self._name, **self._values}
        return self.async_show_form(
            step_id="parameters",
            data_schema=self._form.schema(values, errors),
            errors=errors,
            description_placeholders=self._facts(),
            last_step=False,
        )

    # -- going live --------------------------------------------------------------------------------------------------

    async def async_step_go_live(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Show the pre-flight point by point; once all of it holds and is confirmed in writing, trade real money."""
        data = await self._ready_account()
        desk, strategy_id = data.trader.live, self._get_reconfigure_subentry().subentry_id
        errors: FormErrors = {}
        confirmed = user_input is not None and user_input.get(CONF_CONFIRMATION, "").strip() == self._name
        try:
            if confirmed:
                points = await data.coordinator.execute(desk.go_live(strategy_id, confirmed=True))
                if all(point.passed for point in points):
                    return self.async_abort(reason="live", description_placeholders={"name": self._name})
            else:
                points = await desk.preflight(strategy_id, confirmed=False)
        except (HomeAssistantError, TradingError) as error:
            raise AbortFlow("not_live", {"detail": Words(self.hass).refusal(error)}) from error
        if user_input is not None and failing(points):
            errors["base"] = "preflight_failed"
        if user_input is not None and not confirmed:
            errors[CONF_CONFIRMATION] = "not_confirmed"
        return self.async_show_form(
            step_id="go_live",
            data_schema=probatio.Schema({probatio.Optional(CONF_CONFIRMATION): TextSelector()}),
            errors=errors,
            description_placeholders={
                "name": self._name,
                "points": points_as_list(self.hass, points),
                "meaning": meaning_of_live(self.hass, self._name, is_demo=data.coordinator.is_demo),
            },
        )

    # -- saving ------------------------------------------------------------------------------------------------------

    async def async_step_summary(self, _user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Say in plain words what the rule will do, and offer to save it or to go back."""
        return self.async_show_menu(
            step_id="summary",
            menu_options=["save", "parameters"],
            description_placeholders={
                "summary": await async_summary(self.hass, self._name, self._parameters, self._state()),
            },
        )

    async def async_step_save(self, _user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Save the strategy; one that exists is revised in the books first, which may refuse a withdrawal."""
        data = stored(self._parameters)
        if self._form.is_new:
            return self.async_create_entry(title=self._name, data=data)
        if errors := await self._revise():
            return self._show_parameters(errors)
        return self.async_update_and_abort(
            self._get_entry(), self._get_reconfigure_subentry(), title=self._name, data=data
        )

    async def _revise(self) -> FormErrors:
        """Make a new version in the books, unless nothing changed."""
        state = self._state()
        if state is None or (state.name, state.parameters) == (self._name, self._parameters):
            return {}
        if errors := await self._live_errors(self._parameters):
            return errors
        try:
            await self._account().trader.revise_strategy(state.id, self._name, self._parameters)
        except TradingError as error:
            if error.problem is TradingProblem.CAPITAL_NOT_FREE:
                return {"allocated_capital": "capital_not_free"}
            LOGGER.warning("%s was not changed: %s", self._name, error)
            raise AbortFlow("not_saved", {"detail": Words(self.hass).refusal(error)}) from error
        return {}

    # -- what the form leans on --------------------------------------------------------------------------------------

    async def _ready_account(self) -> AuronoData:
        """The account, once a reload that is under way is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(RELOAD_TIMEOUT), self._get_entry().setup_lock:
                pass
        return self._account()

    def _account(self) -> AuronoData:
        entry: AuronoConfigEntry = self._get_entry()
        if entry.state is not ConfigEntryState.LOADED:
            raise AbortFlow("account_not_loaded")
        return entry.runtime_data

    @property
    def _rules(self) -> MarketRules | None:
        market = self._markets.get(self._form.pair)
        return None if market is None else market.rules

    def _state(self) -> StrategyState | None:
        if self._form.is_new:
            return None
        return self._account().trader.portfolio.strategies.get(self._get_reconfigure_subentry().subentry_id)

    def _facts(self) -> dict[str, str]:
        rules, state = self._rules, self._state()
        free = None if state is None or state.book is None else state.book.free
        return {
            "name": self._name,
            "pair": str(self._form.pair),
            "quote": self._form.pair.quote,
            "minimum": "?" if rules is None else plain(rules.min_cost),
            "fee": "?" if rules is None else plain((rules.taker_fee * 100).normalize()),
            "free": "0" if free is None else plain(free),
            "refused": self._refused,
        }

    def _name_errors(self, values: Mapping[str, Any]) -> FormErrors:
        """Two strategies of one account with the same name could not be told apart."""
        name = values.get(CONF_NAME, "").strip()
        if not name:
            return {CONF_NAME: "required"}
        taken = {other.title.casefold() for other in self._others()}
        return {CONF_NAME: "name_taken"} if name.casefold() in taken else {}

    def _others(self) -> list[ConfigSubentry]:
        own = self._get_reconfigure_subentry().subentry_id if self.source == SOURCE_RECONFIGURE else None
        subentries = self._get_entry().get_subentries_of_type(SUBENTRY_STRATEGY)
        return [subentry for subentry in subentries if subentry.subentry_id != own]

    def _capital_errors(self, parameters: RuleStrategy) -> FormErrors:
        """Capital can be taken out only as far as it is free, in the shadow books and the live ones."""
        if (state := self._state()) is None:
            return {}
        withdrawn = state.parameters.allocated_capital - parameters.allocated_capital
        short = any(withdrawn > max(book.free, ZERO) for book in state.books.values()) if withdrawn > 0 else False
        return {"allocated_capital": "capital_not_free"} if short else {}

    async def _live_errors(self, parameters: RuleStrategy) -> FormErrors:
        """What was checked before a strategy traded real money must hold for what it is changed to as well."""
        if (state := self._state()) is None:
            return {}
        failing_points = await self._account().trader.live.check_revision(state.id, parameters)
        self._refused = failing_as_text(self.hass, failing_points)
        return {"base": "live_refused"} if failing_points else {}


def _market_errors(user_input: Mapping[str, Any]) -> FormErrors:
    return {} if user_input.get(CONF_PAIR) else {CONF_PAIR: "required"}
