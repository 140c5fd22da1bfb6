"""Money on the exchange and money for the next buys, as entities, notifications and the panel read it."""

from collections.abc import Iterator, Mapping
from typing import Any

from homeassistant.core import callback

from ..coordinator import AuronoCoordinator
from ..engine.liquidity import CurrencyRole, Liquidity, liquidity
from ..engine.numbers import plain
from ..engine.outlook import Move, NextBuy, Outlook, Shortfall, outlook
from ..engine.portfolio import Portfolio
from ..words import Words


def currencies_of(portfolio: Portfolio) -> Mapping[str, CurrencyRole]:
    """What the live books of an account are kept in, whether or not the exchange was asked yet."""
    return {line.currency: line.role for line in liquidity(portfolio, {})}


def line_of(coordinator: AuronoCoordinator, currency: str) -> Liquidity | None:
    """A currency at the last comparison with the exchange; None before one, and where no live books use it."""
    lines = coordinator.trader.live.reconciler.liquidity
    return next((line for line in lines if line.currency == currency), None)


@callback
def outlook_of(coordinator: AuronoCoordinator) -> Outlook:
    """What the next buys of an account lack, and which idle money could help."""
    pairs = {state.parameters.pair for state in coordinator.portfolio.strategies.values()}
    markets = {pair: coordinator.trader.market(pair) for pair in pairs}
    rules = {pair: market.rules for pair, market in markets.items() if market is not None}
    return outlook(coordinator.portfolio, coordinator.trader.live.reconciler.liquidity, rules)


# -- binary sensors --------------------------------------------------------------------------------------------------


def has_gap(coordinator: AuronoCoordinator) -> bool | None:
    """Whether the exchange holds less than the live strategies expect; None before it was asked."""
    reconciler = coordinator.trader.live.reconciler
    if reconciler.shortages:
        return True
    return None if currencies_of(coordinator.portfolio) and not reconciler.liquidity else False


def gap_attributes(coordinator: AuronoCoordinator) -> Mapping[str, Any]:
    """How much is missing of each currency, and the sentences that say so."""
    shortages = coordinator.trader.live.reconciler.shortages
    words = Words(coordinator.hass)
    return {
        "missing": {line.currency: plain(line.gap) for line in shortages},
        "sentences": [gap_sentence(words, coordinator, line) for line in shortages],
    }


def lacks_money(coordinator: AuronoCoordinator) -> bool:
    """Whether a next buy of a live strategy could not be paid."""
    seen = outlook_of(coordinator)
    return bool(seen.lacking or seen.shortfalls)


def outlook_attributes(coordinator: AuronoCoordinator) -> Mapping[str, Any]:
    """Which strategies lack money for their next buy, in sentences, with advice."""
    seen = outlook_of(coordinator)
    words = Words(coordinator.hass)
    return {
        "strategies": [_name(coordinator, buy.strategy) for buy in seen.lacking],
        "sentences": list(outlook_sentences(words, coordinator, seen)),
    }


# -- sentences -------------------------------------------------------------------------------------------------------


def gap_sentence(words: Words, coordinator: AuronoCoordinator, line: Liquidity) -> str:
    """What is missing of a currency."""
    return words.gap(
        coordinator.config_entry.title,
        line.role,
        line.currency,
        expected=line.expected,
        actual=line.actual,
        gap=line.gap,
    )


def outlook_sentences(words: Words, coordinator: AuronoCoordinator, seen: Outlook) -> Iterator[str]:
    """All there is to say of the next buys."""
    yield from (shortfall_sentence(words, coordinator, each) for each in seen.shortfalls)
    yield from (lacking_sentence(words, coordinator, buy) for buy in seen.lacking)
    yield from (move_sentence(words, coordinator, each) for each in seen.moves)


def lacking_sentence(words: Words, coordinator: AuronoCoordinator, buy: NextBuy) -> str:
    """A strategy that could not pay its next buy."""
    return words.text(
        "liquidity_lacking",
        strategy=_name(coordinator, buy.strategy),
        usable=words.numbers.money(buy.usable, buy.currency),
        need=words.numbers.money(buy.need, buy.currency, up=True),
    )


def shortfall_sentence(words: Words, coordinator: AuronoCoordinator, short: Shortfall) -> str:
    """An account that could not pay all next buys."""
    return words.text(
        "liquidity_shortfall",
        account=coordinator.config_entry.title,
        needed=words.numbers.money(short.needed, short.currency, up=True),
        spendable=words.numbers.money(short.spendable, short.currency),
        missing=words.numbers.money(short.missing, short.currency, up=True),
    )


def move_sentence(words: Words, coordinator: AuronoCoordinator, move: Move) -> str:
    """Advice: idle money that would make a buy possible."""
    values = {
        "account": coordinator.config_entry.title,
        "amount": words.numbers.money(move.amount, move.currency, up=True),
        "target": _name(coordinator, move.target),
    }
    if move.source is None:
        return words.text("liquidity_move_nobodys", **values)
    source = _name(coordinator, move.source)
    if move.times_left is None:
        return words.text("liquidity_move_idle", source=source, **values)
    return words.plural("liquidity_move", move.times_left, source=source, **values)


def _name(coordinator: AuronoCoordinator, strategy_id: str) -> str:
    return coordinator.portfolio.strategy(strategy_id).name
