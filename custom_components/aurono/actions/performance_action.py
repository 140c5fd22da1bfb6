"""The action ``aurono.get_performance``: how a strategy or an account did."""

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.selector import ConfigEntrySelector
import probatio

from ..const import DOMAIN
from ..engine.strategy import BookKind
from ..performance import async_performances, performance_json
from ..store.errors import StoreError
from .service_fields import (
    ATTR_BOOK,
    ATTR_CONFIG_ENTRY,
    ATTR_SINCE,
    ATTR_STRATEGY,
    ATTR_UNTIL,
    account_of_call,
    period_of,
    unreadable,
)
from .strategy_lookup import find_strategy

ACTION_GET_PERFORMANCE = "get_performance"

_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_CONFIG_ENTRY): ConfigEntrySelector({"integration": DOMAIN}),
        probatio.Optional(ATTR_STRATEGY): cv.string,
        probatio.Optional(ATTR_BOOK): probatio.All(probatio.In([book.value for book in BookKind]), BookKind),
        probatio.Optional(ATTR_SINCE): cv.datetime,
        probatio.Optional(ATTR_UNTIL): cv.datetime,
    }
)


@callback
def async_setup_performance(hass: HomeAssistant) -> None:
    """Register the action; it reads, so everybody may use it."""
    hass.services.async_register(
        DOMAIN, ACTION_GET_PERFORMANCE, _get_performance, _SCHEMA, supports_response=SupportsResponse.ONLY
    )


async def _get_performance(call: ServiceCall) -> ServiceResponse:
    since, until = period_of(call)
    entry = account_of_call(call) if ATTR_CONFIG_ENTRY in call.data or ATTR_STRATEGY not in call.data else None
    strategy = None
    if (given := call.data.get(ATTR_STRATEGY)) is not None:
        named = find_strategy(call.hass, given, entry)
        strategy, entry = named.id, named.entry
    assert entry is not None
    try:
        told = await async_performances(
            entry, strategy=strategy, book=call.data.get(ATTR_BOOK), since=since, until=until
        )
    except StoreError as error:
        raise unreadable(error) from error
    return {"performances": [performance_json(one) for one in told]}
