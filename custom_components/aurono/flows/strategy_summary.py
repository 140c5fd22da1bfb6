"""A rule in plain language, in the language of the house."""

from collections.abc import Mapping
from decimal import Decimal

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN
from ..engine.numbers import exactly, plain
from ..engine.portfolio import StrategyState
from ..engine.strategy import Mode, Reference, RuleStrategy

type _Sentence = tuple[str, Mapping[str, Decimal | int | str]]


async def async_summary(hass: HomeAssistant, name: str, parameters: RuleStrategy, state: StrategyState | None) -> str:
    """What the rule will do, as a list in Markdown; ``state`` is the strategy as it stands where it exists already."""
    texts = await async_get_translations(hass, hass.config.language, "common", [DOMAIN])
    lines = []
    for key, values in _sentences(name, parameters, state):
        words = {field: plain(value) if isinstance(value, Decimal) else str(value) for field, value in values.items()}
        counted = next((values[field] for field in ("candles", "hours") if field in values), None)
        form = "" if counted is None else "_one" if counted == 1 else "_other"
        lines.append("- " + texts[f"component.{DOMAIN}.common.summary_{key}{form}"].format(**words))
    return "\n".join(lines)


@exactly
def _sentences(name: str, parameters: RuleStrategy, state: StrategyState | None) -> list[_Sentence]:
    watched = "watch_open" if parameters.reference is Reference.OPEN else "watch_previous_close"
    sentences: list[_Sentence] = [
        (watched, {"name": name, "pair": str(parameters.pair), "timeframe": parameters.timeframe.value})
    ]
    sentences += _buying(parameters)
    sentences += _selling(parameters)
    sentences += _limits(parameters)
    sentences += _beginning(parameters) if state is None else _changes(name, parameters, state)
    return sentences


def _buying(parameters: RuleStrategy) -> list[_Sentence]:
    if parameters.buy_amount == 0:
        return [("no_buy", {})]
    quote = parameters.pair.quote
    sentences: list[_Sentence] = [
        ("buy", {"amount": parameters.buy_amount, "quote": quote, "trigger": -parameters.buy_trigger})
    ]
    if parameters.rsi_max_for_buy is not None and parameters.rsi_period is not None:
        sentences.append(("rsi_buy", {"period": parameters.rsi_period, "bound": parameters.rsi_max_for_buy}))
    if parameters.allocated_capital < parameters.buy_amount:
        sentences.append(("capital_too_small", {"amount": parameters.buy_amount, "quote": quote}))
    return sentences


def _selling(parameters: RuleStrategy) -> list[_Sentence]:
    if parameters.sell_amount == 0:
        return [("no_sell", {})]
    sentences: list[_Sentence] = [
        (
            "sell",
            {"amount": parameters.sell_amount, "quote": parameters.pair.quote, "trigger": parameters.sell_trigger},
        ),
        ("protection", {"protection": parameters.loss_protection}),
    ]
    if parameters.rsi_min_for_sell is not None and parameters.rsi_period is not None:
        sentences.append(("rsi_sell", {"period": parameters.rsi_period, "bound": parameters.rsi_min_for_sell}))
    if parameters.minimum_position > 0:
        sentences.append(("keep", {"amount": parameters.minimum_position, "base": parameters.pair.base}))
    return sentences


def _limits(parameters: RuleStrategy) -> list[_Sentence]:
    capital = "capital_reinvested" if parameters.reinvest_profits else "capital_capped"
    sentences: list[_Sentence] = [(capital, {"capital": parameters.allocated_capital, "quote": parameters.pair.quote})]
    if parameters.cooldown:
        cooldown = "cooldown_reset" if parameters.cooldown_reset else "cooldown"
        sentences.append((cooldown, {"candles": parameters.cooldown}))
    sentences.append(("order", {"hours": parameters.order_timeout}))
    return sentences


def _beginning(parameters: RuleStrategy) -> list[_Sentence]:
    sentences: list[_Sentence] = []
    if (starting := parameters.starting_position) is not None:
        values = {"amount": starting.amount, "price": starting.average_price}
        pair = {"base": parameters.pair.base, "quote": parameters.pair.quote}
        sentences.append(("starting_position", {**values, **pair}))
    return [*sentences, ("shadow", {})]


def _changes(name: str, parameters: RuleStrategy, state: StrategyState) -> list[_Sentence]:
    change = parameters.allocated_capital - state.parameters.allocated_capital
    sentences: list[_Sentence] = []
    if change:
        key = "deposit" if change > 0 else "withdraw"
        sentences.append((key, {"amount": abs(change), "quote": parameters.pair.quote}))
    if (state.name, state.parameters) == (name, parameters):
        return [("unchanged", {"version": state.version})]
    if state.mode is Mode.LIVE:
        sentences.append(("live", {}))
    return [*sentences, ("version", {"version": state.version + 1})]
