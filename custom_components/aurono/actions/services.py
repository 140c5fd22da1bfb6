"""The actions: read the journal, verify it, and move capital in and out of strategies."""

from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv, service
from homeassistant.helpers.selector import ConfigEntrySelector
import probatio

from ..const import DOMAIN
from ..engine.numbers import plain
from ..engine.reason import Reason
from ..runtime import AuronoConfigEntry
from ..store.codec import KINDS
from ..store.errors import StoreError
from ..store.queries import MOST, EventQuery
from ..store.trades import TradeQuery
from ..views.event_search import find_events
from ..views.journal_json import event_json, report_json, trade_json
from .service_fields import (
    ATTR_CONFIG_ENTRY,
    ATTR_SINCE,
    ATTR_STRATEGY,
    ATTR_UNTIL,
    account_of_call,
    amount_of,
    cursor_of,
    period_of,
    position_of,
    unreadable,
)
from .strategy_lookup import find_strategy

ACTION_GET_EVENTS = "get_events"
ACTION_GET_TRADES = "get_trades"
ACTION_VERIFY_JOURNAL = "verify_journal"
ACTION_DEPOSIT_CAPITAL = "deposit_capital"
ACTION_WITHDRAW_CAPITAL = "withdraw_capital"

ATTR_AMOUNT = "amount"
ATTR_CURSOR = "cursor"
ATTR_KINDS = "kinds"
ATTR_LIMIT = "limit"
ATTR_REASONS = "reasons"

_DEFAULT_LIMIT = 100

_ACCOUNT = {probatio.Optional(ATTR_CONFIG_ENTRY): ConfigEntrySelector({"integration": DOMAIN})}
_PAGE = {
    **_ACCOUNT,
    probatio.Optional(ATTR_STRATEGY): cv.string,
    probatio.Optional(ATTR_SINCE): cv.datetime,
    probatio.Optional(ATTR_UNTIL): cv.datetime,
    probatio.Optional(ATTR_LIMIT, default=_DEFAULT_LIMIT): probatio.All(
        probatio.Coerce(int), probatio.Range(min=1, max=MOST)
    ),
    probatio.Optional(ATTR_CURSOR): cv.string,
}
_VERIFY_SCHEMA = probatio.Schema(_ACCOUNT)
_TRADES_SCHEMA = probatio.Schema(_PAGE)
_EVENTS_SCHEMA = probatio.Schema(
    {
        **_PAGE,
        probatio.Optional(ATTR_KINDS, default=list): probatio.All(
            cv.ensure_list, [probatio.All(cv.string, probatio.Lower, probatio.In(list(KINDS)))]
        ),
        probatio.Optional(ATTR_REASONS, default=list): probatio.All(
            cv.ensure_list, [probatio.All(cv.string, probatio.Upper, probatio.In([reason.value for reason in Reason]))]
        ),
    }
)
_CAPITAL_SCHEMA = probatio.Schema(
    {
        probatio.Required(ATTR_STRATEGY): cv.string,
        # Read exactly by the handler: a schema's number would be a binary float.
        probatio.Required(ATTR_AMOUNT): cv.string,
    }
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions; what changes books is for administrators only."""
    hass.services.async_register(
        DOMAIN, ACTION_GET_EVENTS, _get_events, _EVENTS_SCHEMA, supports_response=SupportsResponse.ONLY
    )
    hass.services.async_register(
        DOMAIN, ACTION_GET_TRADES, _get_trades, _TRADES_SCHEMA, supports_response=SupportsResponse.ONLY
    )
    hass.services.async_register(
        DOMAIN, ACTION_VERIFY_JOURNAL, _verify_journal, _VERIFY_SCHEMA, supports_response=SupportsResponse.OPTIONAL
    )
    for name, handler in ((ACTION_DEPOSIT_CAPITAL, _deposit_capital), (ACTION_WITHDRAW_CAPITAL, _withdraw_capital)):
        service.async_register_admin_service(
            hass, DOMAIN, name, handler, _CAPITAL_SCHEMA, supports_response=SupportsResponse.OPTIONAL
        )


async def _get_events(call: ServiceCall) -> ServiceResponse:
    entry = account_of_call(call)
    kinds = frozenset[str](call.data[ATTR_KINDS])
    reasons = frozenset(Reason(value) for value in call.data[ATTR_REASONS])
    query = EventQuery(kinds=kinds, **_filters(call, entry))
    try:
        page = await find_events(entry.runtime_data.journal, query, reasons)
    except StoreError as error:
        raise unreadable(error) from error
    names = {state.id: state.name for state in entry.runtime_data.trader.portfolio.strategies.values()}
    return {
        "events": [event_json(stored, names.get(stored.event.strategy)) for stored in page.events],
        "next_cursor": cursor_of(page.next),
    }


async def _get_trades(call: ServiceCall) -> ServiceResponse:
    entry = account_of_call(call)
    query = TradeQuery(**_filters(call, entry))
    try:
        page = await entry.runtime_data.journal.trades(query)
    except StoreError as error:
        raise unreadable(error) from error
    return {"trades": [trade_json(trade) for trade in page.trades], "next_cursor": cursor_of(page.next)}


async def _verify_journal(call: ServiceCall) -> ServiceResponse:
    entry = account_of_call(call)
    try:
        report = await entry.runtime_data.coordinator.async_verify()
    except StoreError as error:
        raise unreadable(error) from error
    return report_json(report)


async def _deposit_capital(call: ServiceCall) -> ServiceResponse:
    return await _change_capital(call, paid_in=True)


async def _withdraw_capital(call: ServiceCall) -> ServiceResponse:
    return await _change_capital(call, paid_in=False)


async def _change_capital(call: ServiceCall, *, paid_in: bool) -> ServiceResponse:
    strategy = find_strategy(call.hass, call.data[ATTR_STRATEGY])
    amount = amount_of(call.data[ATTR_AMOUNT])
    coordinator = strategy.entry.runtime_data.coordinator
    trader = coordinator.trader
    change = trader.deposit if paid_in else trader.withdraw
    await coordinator.execute(change(strategy.id, amount))
    state = coordinator.portfolio.strategy(strategy.id)
    book = state.require_book(state.active_book)
    return {
        "strategy": strategy.id,
        "name": state.name,
        "book": state.active_book.value,
        "currency": state.parameters.pair.quote,
        "free_capital": plain(book.free),
        "allocated_capital": plain(book.allocated),
    }


def _filters(call: ServiceCall, entry: AuronoConfigEntry) -> dict[str, Any]:
    """What events and trades are both filtered by. Raises ServiceValidationError for what has no meaning."""
    since, until = period_of(call)
    given = call.data.get(ATTR_STRATEGY)
    return {
        "account": entry.entry_id,
        "strategy": None if given is None else find_strategy(call.hass, given, entry).id,
        "since": since,
        "until": until,
        "before": position_of(call.data.get(ATTR_CURSOR)),
        "limit": call.data[ATTR_LIMIT],
    }
