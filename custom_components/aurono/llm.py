"""Read-only tools for language models: what Aurono owns, did, decided and why.

A strategy is told about where its owner exposed its status to the assistant that asks. Nothing here can act.
"""

from collections import Counter
from decimal import Decimal
from typing import Any, override

from homeassistant.components.llm import LLMTools
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, Tool, ToolAnnotations, ToolInput, ToolResult
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util
import probatio

from .const import DOMAIN
from .engine.events import Evaluated
from .engine.numbers import plain
from .engine.timeframe import HOUR
from .exposed import exposed_views
from .runtime import AuronoConfigEntry
from .store.codec import kind_of_type
from .store.errors import StoreError
from .store.queries import MOST, EventQuery, StoredEvent
from .store.trades import TradeQuery
from .views.decisions import decision_attributes
from .views.journal_json import trade_json
from .views.strategy_view import View

MOST_HOURS = 24 * 14
"""The longest look back at decisions; with one an hour at most, they fit a page of the journal."""
MOST_TRADES = 50
NEWEST_DECISIONS = 10
"""How many decisions are told one by one; the others are counted by reason."""


class AuronoTool(Tool):
    """Answers about strategies that are exposed; it only reads, and only what is in the house."""

    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)
    integration = DOMAIN

    def __init__(self, views: list[View]) -> None:
        self._views = {view.state.name: view for view in views}

    @property
    def _strategy(self) -> dict[Any, Any]:
        return {probatio.Optional("strategy"): probatio.In(sorted(self._views))}

    def _asked_for(self, data: dict[str, Any]) -> list[View]:
        name = data.get("strategy")
        return [view for known, view in self._views.items() if name in {None, known}]


class GetPortfolioTool(AuronoTool):
    """Capital, position and profit."""

    name = f"{DOMAIN}__get_portfolio"
    title = "Get crypto portfolio"
    description = (
        "Get what each crypto strategy of Aurono owns: mode, free capital, position, average cost, value and profit,"
        " and what it is doing. book 'shadow' is trading on paper, 'live' is real money: never add the two up."
    )

    def __init__(self, views: list[View]) -> None:
        super().__init__(views)
        self.parameters = probatio.Schema(self._strategy)

    @override
    async def async_call(self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext) -> ToolResult:
        views = self._asked_for(self.parameters(tool_input.tool_args))
        return ToolResult(data={"strategies": [_portfolio(view) for view in views]})


class ExplainDecisionsTool(AuronoTool):
    """Why a strategy traded or did not."""

    name = f"{DOMAIN}__explain_decisions"
    title = "Explain crypto trading decisions"
    description = (
        "Tell why a crypto strategy of Aurono bought, sold or did nothing: how often each reason came in the last"
        " hours, and the newest decisions, at least the last one, with the numbers behind them. change is the"
        " candle's change in percent."
    )

    def __init__(self, views: list[View]) -> None:
        super().__init__(views)
        self.parameters = probatio.Schema(
            {
                probatio.Required("strategy"): probatio.In(sorted(self._views)),
                probatio.Optional("hours", default=24): probatio.All(
                    probatio.Coerce(int), probatio.Range(min=1, max=MOST_HOURS)
                ),
            }
        )

    @override
    async def async_call(self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext) -> ToolResult:
        data = self.parameters(tool_input.tool_args)
        view = self._views[data["strategy"]]
        since = view.coordinator.trader.now() - data["hours"] * HOUR
        try:
            events = await _decisions(view, since)
        except StoreError as error:
            return _unreadable(error)
        texts = await async_get_translations(hass, llm_context.language or hass.config.language, "selector", [DOMAIN])
        decisions = [stored.event for stored in events if isinstance(stored.event, Evaluated)]
        counts = Counter[str]()
        for event in decisions:
            counts[event.reason.lower()] += event.count
        if not decisions and (last := view.state.last_evaluation) is not None:
            # With candles of a day or a week, the last hours may have none.
            decisions = [last]
        return ToolResult(
            data={
                "strategy": view.state.name,
                "parameters": {
                    "buy_trigger_percent": plain(view.state.parameters.buy_trigger),
                    "sell_trigger_percent": plain(view.state.parameters.sell_trigger),
                    "timeframe": view.state.parameters.timeframe.value,
                },
                "reasons": {
                    reason: {
                        "times": times,
                        "meaning": texts.get(f"component.{DOMAIN}.selector.reason.options.{reason}", reason),
                    }
                    for reason, times in counts.most_common()
                },
                "newest": [
                    {"reason": event.reason.lower(), **decision_attributes(event)}
                    for event in decisions[:NEWEST_DECISIONS]
                ],
            }
        )


class GetTradesTool(AuronoTool):
    """The last trades."""

    name = f"{DOMAIN}__get_trades"
    title = "Get crypto trades"
    description = "Get the newest trades of Aurono's crypto strategies with price, amount, fee and realized profit."

    def __init__(self, views: list[View]) -> None:
        super().__init__(views)
        self.parameters = probatio.Schema(
            {
                **self._strategy,
                probatio.Optional("count", default=10): probatio.All(
                    probatio.Coerce(int), probatio.Range(min=1, max=MOST_TRADES)
                ),
            }
        )

    @override
    async def async_call(self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext) -> ToolResult:
        data = self.parameters(tool_input.tool_args)
        trades = []
        try:
            for view in self._asked_for(data):
                query = TradeQuery(view.coordinator.config_entry.entry_id, view.state.id, limit=data["count"])
                trades += (await view.coordinator.config_entry.runtime_data.journal.trades(query)).trades
        except StoreError as error:
            return _unreadable(error)
        newest = sorted(trades, key=lambda trade: trade.position, reverse=True)[: data["count"]]
        return ToolResult(data={"trades": [trade_json(trade) for trade in newest]})


class GetNextEvaluationTool(AuronoTool):
    """When the strategies look next."""

    name = f"{DOMAIN}__get_next_evaluation"
    title = "Get next crypto evaluation"
    description = (
        "Get when each crypto strategy of Aurono decides next: when its candle closes. null: nothing is decided; its"
        " status in the portfolio says why."
    )

    def __init__(self, views: list[View]) -> None:
        super().__init__(views)
        self.parameters = probatio.Schema(self._strategy)

    @override
    async def async_call(self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext) -> ToolResult:
        views = self._asked_for(self.parameters(tool_input.tool_args))
        due = {view.state.name: view.coordinator.next_evaluation(view.state.id) for view in views}
        return ToolResult(
            data={name: None if when is None else dt_util.as_local(when).isoformat() for name, when in due.items()}
        )


@callback
def async_get_tools(hass: HomeAssistant, llm_context: LLMContext, api_id: str) -> LLMTools | None:
    """The tools for Assist, if a strategy is exposed to the assistant that asks."""
    if api_id != LLM_API_ASSIST:
        return None
    # Of two with one name, the first is told about.
    views = exposed_views(hass, llm_context.assistant)[::-1]
    if not views:
        return None
    tools: list[Tool] = [
        GetPortfolioTool(views),
        ExplainDecisionsTool(views),
        GetTradesTool(views),
        GetNextEvaluationTool(views),
    ]
    return LLMTools(tools=tools)


def _portfolio(view: View) -> dict[str, Any]:
    state, book = view.state, view.book
    pair = state.parameters.pair
    return {
        "strategy": state.name,
        "account": view.coordinator.config_entry.title,
        "made_up_prices": view.coordinator.is_demo,
        "mode": state.mode.value,
        "book": state.active_book.value,
        "status": view.status.value,
        "market": str(pair),
        "quote_currency": pair.quote,
        "price": _text(view.price),
        "allocated_capital": plain(book.allocated),
        "free_capital": plain(book.free),
        "reserved_capital": plain(book.reserved),
        "position": plain(book.position),
        "average_cost": _text(book.average_cost),
        "value": _text(view.value),
        "realized_profit": plain(book.realized),
        "unrealized_profit": _text(view.unrealized),
        "trades": book.trades,
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


async def _decisions(view: View, since: int) -> tuple[StoredEvent, ...]:
    """The decisions of a strategy since a time (ms), the newest first."""
    kinds = frozenset({kind_of_type(Evaluated)})
    entry: AuronoConfigEntry = view.coordinator.config_entry
    query = EventQuery(entry.entry_id, view.state.id, kinds=kinds, since=since, limit=MOST)
    return (await entry.runtime_data.journal.events(query)).events


def _unreadable(error: StoreError) -> ToolResult:
    return ToolResult(data={"error": f"The journal cannot be read now: {error}"}, error=True)
