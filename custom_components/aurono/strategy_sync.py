"""The strategies of an account as its owner configured them, carried over into the books."""

import asyncio

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant

from .const import LOGGER, SUBENTRY_STRATEGY
from .engine.errors import LedgerError
from .engine.validation import InvalidStrategy, parse_strategy
from .execution.errors import TradingError, TradingProblem
from .execution.trader import Trader
from .issues import Issue, clear_issues, report_issue
from .words import Words


class StrategyUnreadable(Exception):
    """What a subentry holds is no strategy: it was not written by our flow."""


class StrategySync:
    """Has the trader of an account trade the strategies of its subentries."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, trader: Trader) -> None:
        self._hass = hass
        self._entry = entry
        self._trader = trader
        self._one_at_a_time = asyncio.Lock()
        self._is_behind = False

    async def async_take_over(self) -> None:
        """Add, revise and remove strategies until the trader has those of the subentries.

        One that cannot be taken over goes on as it was, or does not begin, and its owner is told. A journal that takes
        no more events ends it all; the coordinator tells about that. What one that is busy did not take, as while a
        backup is made, :meth:`async_catch_up` brings.
        """
        async with self._one_at_a_time:
            self._is_behind = False
            configured = self._entry.get_subentries_of_type(SUBENTRY_STRATEGY)
            names = {subentry.subentry_id: subentry.title for subentry in configured}
            for state in tuple(self._trader.portfolio.strategies.values()):
                if state.id not in names and not await self._try(state.id, state.name):
                    return
            for strategy_id, name in names.items():
                if not await self._try(strategy_id, name):
                    return

    async def async_catch_up(self) -> None:
        """Take over what the journal was too busy for, before anything is decided by what its owner changed."""
        if self._is_behind:
            await self.async_take_over()

    async def _try(self, strategy_id: str, name: str) -> bool:
        """Take over one strategy as it is configured now; tells whether there is any use in going on."""
        subentry = self._entry.subentries.get(strategy_id)
        try:
            await _take_over(self._trader, strategy_id, subentry)
        except (TradingError, LedgerError, StrategyUnreadable) as error:
            problem = error.problem if isinstance(error, TradingError) else None
            if problem is TradingProblem.JOURNAL_BUSY:
                LOGGER.info("The strategy %s is taken over once the journal can be written", name)
                self._is_behind = True
                return True
            if problem is TradingProblem.ACCOUNT_UNLOADED:
                return False  # whoever loads it next takes over
            LOGGER.error("The strategy %s could not be taken over: %s", name, error)
            if self._trader.halted is not None:
                return False
            report_issue(
                self._hass,
                Issue.STRATEGY_NOT_CHANGED,
                strategy_id,
                strategy=name,
                detail=Words(self._hass).refusal(error),
            )
        else:
            # Of one that is gone nothing is left to be told.
            over = (Issue.STRATEGY_NOT_CHANGED,) if subentry is not None else tuple(Issue)
            clear_issues(self._hass, strategy_id, *over)
        return True


async def _take_over(trader: Trader, strategy_id: str, subentry: ConfigSubentry | None) -> None:
    state = trader.portfolio.strategies.get(strategy_id)
    if subentry is None:
        if state is not None:
            await trader.remove_strategy(strategy_id)
        return
    parameters = parse_strategy(subentry.data)
    if isinstance(parameters, InvalidStrategy):
        raise StrategyUnreadable(", ".join(f"{name}: {problem}" for name, problem in parameters.problems.items()))
    if state is None:
        await trader.add_strategy(strategy_id, subentry.title, parameters)
    elif (state.name, state.parameters) != (subentry.title, parameters):
        await trader.revise_strategy(strategy_id, subentry.title, parameters)
