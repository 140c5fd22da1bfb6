"""The checks before a strategy trades real money: each point by itself, so that all that fails is named at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ..engine.liquidity import expected_balances
from ..engine.market import MarketRules
from ..engine.numbers import ONE, ZERO, exactly, plain
from ..engine.portfolio import Portfolio, StrategyState
from ..engine.records import replace
from ..engine.strategy import BookKind, RuleStrategy
from ..engine.timeframe import SECOND
from ..exchange.protocol import Balance, Exchange, Failure, FailureKind, Market, MarketStatus, Verification
from .market_watch import MarketWatch

CLOCK_WINDOW = 5 * SECOND
"""How far our clock and the exchange's may differ: half of the window in which a request is accepted."""
GENTLEST_TRIGGER = Decimal("0.1")
"""Percent; a trigger closer to zero fires on noise and pays fees for it."""
STEEPEST_TRIGGER = Decimal(50)
"""Percent; a trigger further from zero is more likely a slip of the keyboard than a plan."""


class PreflightCheck(StrEnum):
    """A point that is checked, in the order in which it is told."""

    EXCHANGE_REACHABLE = "exchange_reachable"
    CREDENTIALS_VALID = "credentials_valid"
    CLOCK_WITHIN_WINDOW = "clock_within_window"
    KEY_CAN_TRADE = "key_can_trade"
    KEY_CANNOT_WITHDRAW = "key_cannot_withdraw"
    ACCOUNT_READY = "account_ready"
    STRATEGY_IDLE = "strategy_idle"
    CAPITAL_ALLOCATED = "capital_allocated"
    TRIGGERS_SANE = "triggers_sane"
    SIZES_ABOVE_MINIMUM = "sizes_above_minimum"
    MARKET_TRADING = "market_trading"
    BALANCE_COVERS = "balance_covers"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class PreflightPoint:
    """One point and whether it holds; ``values`` fill the placeholders of the sentence that says why not.

    ``unread`` is why the exchange could not be asked, so that the point does not hold and is not known to fail.
    """

    check: PreflightCheck
    passed: bool
    values: Mapping[str, str] = field(default_factory=dict)
    unread: FailureKind | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the exchange answered."""

    verification: Verification | Failure
    market: Market | Failure
    balances: Mapping[str, Balance] | Failure
    ticker: Decimal | None


async def preflight(
    exchange: Exchange,
    watch: MarketWatch,
    portfolio: Portfolio,
    state: StrategyState,
    *,
    account_ready: bool,
    confirmed: bool,
) -> tuple[PreflightPoint, ...]:
    """Check every point for one strategy. Nothing is changed and no order is sent.

    ``confirmed``: the owner typed that real money is meant and that the key cannot withdraw, which an exchange that
    does not reveal the rights of a key leaves to them.
    """
    await watch.contact()
    watch.forget_markets()  # what was read this morning does not say that the market trades now
    seen = _Seen(
        verification=await exchange.verify(),
        market=await watch.market(state.parameters.pair),
        balances=await exchange.balances(),
        ticker=await watch.ticker(state.parameters.pair),
    )
    return (
        *_key_points(seen.verification),
        PreflightPoint(PreflightCheck.ACCOUNT_READY, account_ready),
        _idle(state),
        *_rule_points(state, seen.market),
        _sizes(state, seen),
        _trading(seen.market),
        _balance(state, portfolio, seen.balances),
        PreflightPoint(PreflightCheck.CONFIRMED, confirmed),
    )


async def revision_preflight(
    exchange: Exchange, watch: MarketWatch, portfolio: Portfolio, state: StrategyState, parameters: RuleStrategy
) -> tuple[PreflightPoint, ...]:
    """The points that other parameters of a live strategy can break, checked as when it went live; nothing is changed.

    An exchange that does not answer keeps nobody from changing a rule, unless that brings more capital: whether the
    money for it is there must be known.
    """
    revised = replace(state, parameters=parameters)
    market = await watch.market(parameters.pair)
    points = _rule_points(revised, market)
    if isinstance(market, Market):
        seen = _Seen(Failure(FailureKind.UNREACHABLE, ""), market, {}, await watch.ticker(parameters.pair))
        points += (_sizes(revised, seen),)
    growth = _growth(state.parameters, parameters)
    if growth > 0:
        points += (_balance(state, portfolio, await exchange.balances(), growth=growth),)
    return points


@exactly
def _growth(before: RuleStrategy, after: RuleStrategy) -> Decimal:
    return after.allocated_capital - before.allocated_capital


def _key_points(verification: Verification | Failure) -> tuple[PreflightPoint, ...]:
    """An answer that never came proves nothing about the key; an answer that refuses the key proves the rest."""
    if isinstance(verification, Failure):
        refused = {FailureKind.KEY_INVALID, FailureKind.NO_PERMISSION, FailureKind.CLOCK_OFF}
        kind, detail = verification.kind, {"detail": verification.detail}
        unread = None if kind in refused else kind
        return (
            PreflightPoint(PreflightCheck.EXCHANGE_REACHABLE, unread is None, detail, unread),
            PreflightPoint(PreflightCheck.CREDENTIALS_VALID, kind is FailureKind.CLOCK_OFF, detail, unread),
            PreflightPoint(
                PreflightCheck.CLOCK_WITHIN_WINDOW, kind in refused - {FailureKind.CLOCK_OFF}, detail, unread
            ),
        )
    offset = {"seconds": str(abs(verification.clock_offset) // SECOND)}
    within = abs(verification.clock_offset) <= CLOCK_WINDOW
    return (
        PreflightPoint(PreflightCheck.EXCHANGE_REACHABLE, passed=True),
        PreflightPoint(PreflightCheck.CREDENTIALS_VALID, passed=True),
        PreflightPoint(PreflightCheck.CLOCK_WITHIN_WINDOW, within, offset),
        # A right that the exchange does not reveal is what the owner's confirmation answers for.
        PreflightPoint(PreflightCheck.KEY_CAN_TRADE, verification.can_trade is not False),
        PreflightPoint(PreflightCheck.KEY_CANNOT_WITHDRAW, verification.can_withdraw is not True),
    )


def _idle(state: StrategyState) -> PreflightPoint:
    """Whether nothing on paper would be left behind; an order with real money goes on as it is."""
    paper = state.books.get(BookKind.SHADOW)
    return PreflightPoint(PreflightCheck.STRATEGY_IDLE, paper is None or not paper.orders)


@exactly
def _rule_points(state: StrategyState, market: Market | Failure) -> tuple[PreflightPoint, ...]:
    """Whether the rule is one that its owner can mean; a side that is switched off needs no sane trigger."""
    rule = state.parameters
    triggers = [
        trigger
        for trigger, amount in ((rule.buy_trigger.copy_abs(), rule.buy_amount), (rule.sell_trigger, rule.sell_amount))
        if amount > 0
    ]
    sane = all(GENTLEST_TRIGGER <= trigger <= STEEPEST_TRIGGER for trigger in triggers)
    allocated = rule.allocated_capital > 0 or rule.starting_position is not None
    fee = market.rules.taker_fee if isinstance(market, Market) else ZERO
    fits = rule.buy_amount * (ONE + fee) <= rule.allocated_capital
    return (
        PreflightPoint(
            PreflightCheck.CAPITAL_ALLOCATED,
            allocated and fits,
            {
                "capital": plain(rule.allocated_capital),
                "buy_amount": plain(rule.buy_amount),
                "quote": rule.pair.quote,
            },
        ),
        PreflightPoint(
            PreflightCheck.TRIGGERS_SANE,
            sane,
            {"lowest": plain(GENTLEST_TRIGGER), "highest": plain(STEEPEST_TRIGGER)},
        ),
    )


def _sizes(state: StrategyState, seen: _Seen) -> PreflightPoint:
    """Whether an order of each size would be taken at the last price; without one, whether its money is enough."""
    if isinstance(seen.market, Failure):
        return PreflightPoint(PreflightCheck.SIZES_ABOVE_MINIMUM, passed=False, unread=seen.market.kind)
    rules = seen.market.rules
    sizes = [size for size in (state.parameters.buy_amount, state.parameters.sell_amount) if size > 0]
    enough = all(_takes(rules, size, seen.ticker) for size in sizes)
    values = {"minimum": plain(rules.min_cost), "quote": rules.pair.quote}
    return PreflightPoint(PreflightCheck.SIZES_ABOVE_MINIMUM, enough, values)


def _trading(market: Market | Failure) -> PreflightPoint:
    """Whether the market takes orders; that it is not listed is an answer."""
    check = PreflightCheck.MARKET_TRADING
    if isinstance(market, Market):
        return PreflightPoint(check, market.status is MarketStatus.TRADING, {"status": market.status.value})
    if market.kind is FailureKind.NO_SUCH_MARKET:
        return PreflightPoint(check, passed=False, values={"status": market.kind.value})
    return PreflightPoint(check, passed=False, unread=market.kind)


@exactly
def _takes(rules: MarketRules, size: Decimal, ticker: Decimal | None) -> bool:
    if ticker is None or ticker <= 0:
        return size >= rules.min_cost
    return not rules.is_too_small(rules.amount_down(size, ticker), ticker)


@exactly
def _balance(
    state: StrategyState,
    portfolio: Portfolio,
    balances: Mapping[str, Balance] | Failure,
    *,
    growth: Decimal = ZERO,
) -> PreflightPoint:
    """Whether the exchange holds what all live books expect and what this strategy brings on top of them."""
    if isinstance(balances, Failure):
        values = {"detail": balances.detail}
        return PreflightPoint(PreflightCheck.BALANCE_COVERS, passed=False, values=values, unread=balances.kind)
    needed = dict(expected_balances(portfolio))
    needed[state.parameters.pair.quote] = needed.get(state.parameters.pair.quote, ZERO) + growth
    if BookKind.LIVE not in state.books:
        pair, rule = state.parameters.pair, state.parameters
        needed[pair.quote] = needed.get(pair.quote, ZERO) + rule.allocated_capital
        if rule.starting_position is not None:
            needed[pair.base] = needed.get(pair.base, ZERO) + rule.starting_position.amount
    totals = totals_of(balances)
    missing = {
        currency: (amount, held)
        for currency, amount in needed.items()
        if currency in {state.parameters.pair.quote, state.parameters.pair.base}
        and (held := totals.get(currency, ZERO)) < amount
    }
    for currency, (amount, held) in missing.items():
        amounts = {"needed": plain(amount), "held": plain(held), "gap": plain(amount - held)}
        values = {"currency": currency, "quote": state.parameters.pair.quote, **amounts}
        return PreflightPoint(PreflightCheck.BALANCE_COVERS, passed=False, values=values)
    return PreflightPoint(PreflightCheck.BALANCE_COVERS, passed=True)


@exactly
def totals_of(balances: Mapping[str, Balance]) -> Mapping[str, Decimal]:
    """Everything that the exchange holds, orders included, by currency."""
    return {currency: held.available + held.in_orders for currency, held in balances.items()}
