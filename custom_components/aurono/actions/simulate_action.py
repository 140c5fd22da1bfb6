"""The action ``aurono.simulate``: what a strategy would have done over the prices that are in the archive."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.selector import ConfigEntrySelector
from homeassistant.helpers.translation import async_get_translations
import probatio

from ..const import DOMAIN
from ..engine.fields import Problem, between, read_fields
from ..engine.market import MarketRules, Pair
from ..engine.numbers import HUNDRED, ZERO, plain
from ..engine.strategy import RuleStrategy
from ..engine.timeframe import MINUTE
from ..engine.validation import InvalidStrategy, parse_strategy
from ..exchange.protocol import Failure
from ..lab.inquiry import Answer, Inquiry, candles_wanted
from ..moments import iso
from ..price_history import async_get_price_history, series_of
from ..runtime import AuronoConfigEntry
from ..store.archive import Span
from ..store.errors import StoreError
from ..views.parameters_json import parameters_json
from ..views.summary_json import summary_json
from .candle_actions import archive_error
from .service_fields import ATTR_CONFIG_ENTRY, ATTR_SINCE, ATTR_STRATEGY, ATTR_UNTIL, account_of_call, period_of, wrong
from .simulation_process import async_simulate
from .strategy_lookup import find_strategy

ACTION_SIMULATE = "simulate"

ATTR_PARAMETERS = "parameters"
ATTR_SLIPPAGE = "slippage"
ATTR_TRADES = "trades"

_EVER = 8_640_000_000_000_000
"""Later than any candle (ms)."""
_FRESH = 60 * MINUTE
"""How old (market ms) the rules of the market may be."""
_SLIPPAGE = {ATTR_SLIPPAGE: between(ZERO, HUNDRED, high_open=True)}
_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_CONFIG_ENTRY): ConfigEntrySelector({"integration": DOMAIN}),
        probatio.Optional(ATTR_STRATEGY): cv.string,
        probatio.Optional(ATTR_PARAMETERS, default=dict): dict,
        probatio.Optional(ATTR_SINCE): cv.datetime,
        probatio.Optional(ATTR_UNTIL): cv.datetime,
        # Read exactly by the handler: a schema's number would be a binary float.
        probatio.Optional(ATTR_SLIPPAGE, default="0"): probatio.Any(str, int, float),
        probatio.Optional(ATTR_TRADES, default=False): cv.boolean,
    }
)


@callback
def async_setup_simulate(hass: HomeAssistant) -> None:
    """Register the action; it reads, so everybody may use it."""
    hass.services.async_register(DOMAIN, ACTION_SIMULATE, _simulate, _SCHEMA, supports_response=SupportsResponse.ONLY)


async def _simulate(call: ServiceCall) -> ServiceResponse:
    entry, given = _meant(call)
    strategy, slippage = await _rule(call.hass, given, call.data[ATTR_SLIPPAGE])
    rules = await _rules(entry, strategy.pair)
    inquiry = await _inquiry(call, entry, strategy, rules, slippage)
    answer = await async_simulate(call.hass, inquiry)
    if answer is None:
        raise wrong("no_candles", pair=str(strategy.pair), timeframe=candles_wanted(strategy.timeframe).value)
    return _response(inquiry, answer, trades=call.data[ATTR_TRADES])


def _meant(call: ServiceCall) -> tuple[AuronoConfigEntry, Mapping[str, Any]]:
    """The account, and raw parameters: those of a strategy, and those given instead of them."""
    given: Mapping[str, Any] = call.data[ATTR_PARAMETERS]
    name = call.data.get(ATTR_STRATEGY)
    if name is None:
        if not given:
            raise wrong("simulate_what")
        return account_of_call(call), given
    account = account_of_call(call) if ATTR_CONFIG_ENTRY in call.data else None
    strategy = find_strategy(call.hass, name, account)
    state = strategy.entry.runtime_data.trader.portfolio.strategies.get(strategy.id)
    if state is None:
        raise wrong("strategy_unknown", strategy=name)
    return strategy.entry, {**parameters_json(state.parameters), **given}


async def _rule(hass: HomeAssistant, given: Mapping[str, Any], slippage: Any) -> tuple[RuleStrategy, Decimal]:
    """The parameters and the slippage. Raises ServiceValidationError that names everything that is wrong."""
    problems: dict[str, Problem] = {}
    read = read_fields({ATTR_SLIPPAGE: slippage}, _SLIPPAGE, problems)
    strategy = parse_strategy(given)
    if isinstance(strategy, InvalidStrategy):
        problems = {**strategy.problems, **problems}
    if problems or isinstance(strategy, InvalidStrategy):
        raise wrong("parameters_invalid", problems="\n".join(await _words(hass, problems)))
    return strategy, read[ATTR_SLIPPAGE]


async def _words(hass: HomeAssistant, problems: Mapping[str, Problem]) -> list[str]:
    """What is wrong with each field, in the words of the form for strategies."""
    fields = await async_get_translations(hass, hass.config.language, "config_subentries", {DOMAIN})
    form = f"component.{DOMAIN}.config_subentries.strategy.error"
    # The slippage is a setting of the simulation, so no form for strategies has words for it.
    own = await async_get_translations(hass, hass.config.language, "exceptions", {DOMAIN})
    return [
        f"{name}: "
        + (
            own.get(f"component.{DOMAIN}.exceptions.{name}_{problem}.message")
            or fields.get(f"{form}.{name}_{problem}")
            or fields.get(f"{form}.{problem}", problem)
        )
        for name, problem in problems.items()
    ]


async def _rules(entry: AuronoConfigEntry, pair: Pair) -> MarketRules:
    """What the exchange demands and charges now. Raises HomeAssistantError or ServiceValidationError."""
    trader = entry.runtime_data.trader
    markets = await trader.markets(older_than=trader.now() - _FRESH)
    if isinstance(markets, Failure):
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="exchange_failed",
            translation_placeholders={"failure": markets.kind.value, "detail": markets.detail},
        )
    if (market := markets.get(pair)) is None:
        raise wrong("market_not_listed", pair=str(pair))
    return market.rules


async def _inquiry(
    call: ServiceCall, entry: AuronoConfigEntry, strategy: RuleStrategy, rules: MarketRules, slippage: Decimal
) -> Inquiry:
    """What to simulate over: what is archived of the period. Raises HomeAssistantError or ServiceValidationError."""
    since, until = period_of(call)
    start, end = 0 if since is None else since, _EVER if until is None else until
    series = series_of(entry, strategy.pair, strategy.timeframe)
    if series is None:
        raise wrong("timeframe_not_served", timeframe=strategy.timeframe.value)
    try:
        archive = (await async_get_price_history(call.hass)).path
    except StoreError as error:
        raise archive_error(error) from error
    return Inquiry(archive, series, Span(start, end), strategy, rules, slippage)


def _response(inquiry: Inquiry, answer: Answer, *, trades: bool) -> dict[str, Any]:
    response: dict[str, Any] = {
        "market": str(inquiry.strategy.pair),
        "parameters": parameters_json(inquiry.strategy),
        "slippage": plain(inquiry.slippage),
        "summary": summary_json(answer.summary),
    }
    if trades:
        response["trades"] = [
            {
                "time": iso(fill.time),
                "time_ms": fill.time,
                "side": fill.side.value,
                "price": plain(fill.price),
                "amount": plain(fill.amount),
                "fee": plain(fill.fee),
            }
            for fill in answer.fills
        ]
    return response
