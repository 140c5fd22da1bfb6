"""The strategies of an account as its owner configured them, carried over into the books."""

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant

from .const import LOGGER, SUBENTRY_STRATEGY
from .engine.errors import LedgerError
from .engine.validation import InvalidStrategy, parse_strategy
from .execution.errors import TradingError, TradingProblem
from .execution.trader import Trader
from .issues import Issue, clear_issues, report_issue


class StrategyUnreadable(Exception):
    """What a subentry holds is no strategy: it was not written by our flow."""


async def async_sync_strategies(hass: HomeAssistant, entry: ConfigEntry, trader: Trader) -> None:
    """Add, revise and remove strategies until the trader has those of the subentries.

    One that cannot be taken over goes on as it was, or does not begin, and its owner is told.
    """
    subentries = {subentry.subentry_id: subentry for subentry in entry.get_subentries_of_type(SUBENTRY_STRATEGY)}
    for strategy_id in tuple(trader.portfolio.strategies):
        if strategy_id not in subentries:
            await trader.remove_strategy(strategy_id)
            clear_issues(hass, strategy_id, Issue.STRATEGY_NOT_CHANGED, Issue.STRATEGY_STUCK)
    for strategy_id, subentry in subentries.items():
        try:
            await _take_over(trader, subentry)
        except (TradingError, LedgerError, StrategyUnreadable) as error:
            if isinstance(error, TradingError) and error.problem is TradingProblem.JOURNAL_HALTED:
                raise
            LOGGER.error("The strategy %s could not be taken over: %s", subentry.title, error)
            report_issue(hass, Issue.STRATEGY_NOT_CHANGED, strategy_id, strategy=subentry.title, detail=str(error))
        else:
            clear_issues(hass, strategy_id, Issue.STRATEGY_NOT_CHANGED)


async def _take_over(trader: Trader, subentry: ConfigSubentry) -> None:
    parameters = parse_strategy(subentry.data)
    if isinstance(parameters, InvalidStrategy):
        raise StrategyUnreadable(", ".join(f"{name}: {problem}" for name, problem in parameters.problems.items()))
    state = trader.portfolio.strategies.get(subentry.subentry_id)
    if state is None:
        await trader.add_strategy(subentry.subentry_id, subentry.title, parameters)
    elif (state.name, state.parameters) != (subentry.title, parameters):
        await trader.revise_strategy(subentry.subentry_id, subentry.title, parameters)
