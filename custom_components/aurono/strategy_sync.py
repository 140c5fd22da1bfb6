"""The strategies of an account as its owner configured them, carried over into the books."""

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant

from .const import LOGGER, SUBENTRY_STRATEGY
from .engine.errors import LedgerError
from .engine.validation import InvalidStrategy, parse_strategy
from .execution.errors import TradingError
from .execution.trader import Trader
from .issues import Issue, clear_issues, report_issue


class StrategyUnreadable(Exception):
    """What a subentry holds is no strategy: it was not written by our flow."""


async def async_sync_strategies(hass: HomeAssistant, entry: ConfigEntry, trader: Trader) -> None:
    """Add, revise and remove strategies until the trader has those of the subentries.

    One that cannot be taken over goes on as it was, or does not begin, and its owner is told. A journal that takes no
    more events ends it all; the coordinator tells about that.
    """
    subentries = {subentry.subentry_id: subentry for subentry in entry.get_subentries_of_type(SUBENTRY_STRATEGY)}
    gone = [state for strategy_id, state in trader.portfolio.strategies.items() if strategy_id not in subentries]
    for strategy_id, name in (
        *((state.id, state.name) for state in gone),
        *((strategy_id, subentry.title) for strategy_id, subentry in subentries.items()),
    ):
        try:
            await _take_over(trader, strategy_id, subentries.get(strategy_id))
        except (TradingError, LedgerError, StrategyUnreadable) as error:
            LOGGER.error("The strategy %s could not be taken over: %s", name, error)
            if trader.halted is not None:
                return
            report_issue(hass, Issue.STRATEGY_NOT_CHANGED, strategy_id, strategy=name, detail=str(error))
        else:
            clear_issues(hass, strategy_id, Issue.STRATEGY_NOT_CHANGED)


async def _take_over(trader: Trader, strategy_id: str, subentry: ConfigSubentry | None) -> None:
    if subentry is None:
        await trader.remove_strategy(strategy_id)
        return
    parameters = parse_strategy(subentry.data)
    if isinstance(parameters, InvalidStrategy):
        raise StrategyUnreadable(", ".join(f"{name}: {problem}" for name, problem in parameters.problems.items()))
    state = trader.portfolio.strategies.get(strategy_id)
    if state is None:
        await trader.add_strategy(strategy_id, subentry.title, parameters)
    elif (state.name, state.parameters) != (subentry.title, parameters):
        await trader.revise_strategy(strategy_id, subentry.title, parameters)
