"""From what the face handed in to what the report says: sums, and decisions grouped by their reason."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..engine.events import Evaluated
from ..engine.numbers import HUNDRED, ZERO, exactly, quotient_half_even, total_if_known
from ..engine.portfolio import StrategyState
from ..engine.reason import Reason, Side
from ..engine.strategy import BookKind
from .material import (
    Blocked,
    Booked,
    Material,
    Missed,
    Purse,
    PurseResult,
    Report,
    Sample,
    Span,
    StrategyResult,
)

MISSED = frozenset(
    {
        Reason.MISSED_OFFLINE,
        Reason.TOO_LATE,
        Reason.EXCHANGE_UNREACHABLE,
        Reason.CANDLE_NOT_CLOSED,
        Reason.CANDLE_MISSING,
        Reason.CANDLE_INVALID,
    }
)
"""Outcomes of candles that no decision was made on."""
NOTABLE = MISSED | frozenset(reason for reason in Reason if reason.is_blocked)
"""Outcomes that a report tells of."""

_BUY_REASONS = frozenset({Reason.RSI_NOT_OVERSOLD, Reason.CAPITAL_INSUFFICIENT})
_SELL_REASONS = frozenset({Reason.RSI_NOT_OVERBOUGHT, Reason.NO_POSITION, Reason.BELOW_COST, Reason.MINIMUM_POSITION})


def gather(material: Material) -> Report:
    """The report about a period."""
    strategies = tuple(
        _strategy(state, material) for state in material.portfolio.strategies.values() if state.book is not None
    )
    purses = sorted({strategy.purse for strategy in strategies})
    names = {state.id: state.name for state in material.portfolio.strategies.values()}
    names = {booked.strategy: booked.name for booked in material.trades} | names
    return Report(
        account=material.account,
        exchange=material.exchange,
        is_demo=material.is_demo,
        period=material.period,
        made_at=material.made_at,
        purses=tuple(_purse(purse, strategies, material) for purse in purses),
        strategies=strategies,
        trades=material.trades,
        blocked=_blocked(material.decisions, names),
        missed=_missed(material.decisions, names),
        evaluations=material.evaluations,
        liquidity=material.liquidity,
        health=material.health,
        milestones=material.milestones,
        names=names,
    )


def _strategy(state: StrategyState, material: Material) -> StrategyResult:
    book = state.require_book(state.active_book)
    span = material.spans.get((state.id, state.active_book), Span(None, None))
    own = [trade for trade in material.trades if trade.strategy == state.id and trade.book is state.active_book]
    result, percent = _result(span)
    return StrategyResult(
        id=state.id,
        name=state.name,
        pair=state.parameters.pair,
        timeframe=state.parameters.timeframe,
        mode=state.mode,
        purse=Purse(state.active_book, state.parameters.pair.quote),
        value=None if span.end is None else span.end.value,
        result=result,
        percent=percent,
        free=book.free,
        position=book.position,
        average_cost=book.average_cost,
        buys=sum(trade.order.side is Side.BUY for trade in own),
        sells=sum(trade.order.side is Side.SELL for trade in own),
        realized=_realized(own),
        fees=_fees(own),
        performance=material.performances.get(state.id),
    )


@exactly
def _result(span: Span) -> tuple[Decimal | None, Decimal | None]:
    """What was earned, and that in percent of the value at the start; profit is free of deposits and withdrawals."""
    if span.end is None:
        return None, None
    if span.start is None:
        return span.end.profit, None
    result = span.end.profit - span.start.profit
    base = span.start.value
    return result, quotient_half_even(result * HUNDRED, base) if base > 0 else None


@exactly
def _purse(purse: Purse, strategies: Sequence[StrategyResult], material: Material) -> PurseResult:
    own = [strategy for strategy in strategies if strategy.purse == purse]
    trades = [
        trade for trade in material.trades if trade.book is purse.kind and trade.order.pair.quote == purse.currency
    ]
    result = total_if_known(strategy.result for strategy in own)
    # Percent of what those that were there at the start were worth then: the others had nothing to earn with yet.
    spans = [material.spans.get((strategy.id, purse.kind)) for strategy in own]
    base = sum((span.start.value for span in spans if span is not None and span.start is not None), ZERO)
    return PurseResult(
        purse=purse,
        value=total_if_known(strategy.value for strategy in own),
        result=result,
        percent=None if result is None or base <= 0 else quotient_half_even(result * HUNDRED, base),
        realized=_realized(trades),
        fees=_fees(trades),
        trades=len(trades),
        curve=_smoothed(material.curves.get((purse.kind, purse.currency), ())),
    )


@exactly
def _smoothed(curve: Sequence[Sample]) -> tuple[Sample, ...]:
    """A curve as if all capital of its end had been there from its start: what came or went is no gain or loss."""
    if not curve:
        return ()
    money = curve[-1].value - curve[-1].profit
    return tuple(Sample(sample.time, money + sample.profit, sample.profit) for sample in curve)


@exactly
def _realized(trades: Iterable[Booked]) -> Decimal:
    return sum((trade.realized for trade in trades if trade.realized is not None), ZERO)


@exactly
def _fees(trades: Iterable[Booked]) -> Decimal:
    """Fees in quote; one that was charged in coins counts at the price of its trade."""
    total = ZERO
    for trade in trades:
        fill, pair = trade.fill, trade.order.pair
        total += fill.fee_in(pair.quote) + fill.fee_in(pair.base) * fill.price
    return total


def side_of(evaluated: Evaluated) -> Side:
    """What a blocked signal was for: some reasons say so, otherwise a fall is one to buy and a rise one to sell."""
    if evaluated.reason in _BUY_REASONS:
        return Side.BUY
    if evaluated.reason in _SELL_REASONS:
        return Side.SELL
    change = evaluated.numbers.change
    return Side.BUY if change is not None and change < 0 else Side.SELL


def _blocked(decisions: Iterable[Evaluated], names: dict[str, str]) -> tuple[Blocked, ...]:
    groups: dict[tuple[str, BookKind, Side, Reason], list[Evaluated]] = {}
    for evaluated in decisions:
        if evaluated.reason.is_blocked:
            key = (evaluated.strategy, evaluated.book, side_of(evaluated), evaluated.reason)
            groups.setdefault(key, []).append(evaluated)
    found = []
    for (strategy, book, side, reason), group in groups.items():
        last = max(group, key=lambda evaluated: evaluated.close_time)
        name = names.get(strategy, strategy)
        found.append(Blocked(name, book, side, reason, len(group), last.close_time, last.numbers.change))
    return tuple(sorted(found, key=lambda blocked: blocked.last, reverse=True))


def _missed(decisions: Iterable[Evaluated], names: dict[str, str]) -> tuple[Missed, ...]:
    groups: dict[tuple[str, BookKind, Reason], list[Evaluated]] = {}
    for evaluated in decisions:
        if evaluated.reason in MISSED:
            groups.setdefault((evaluated.strategy, evaluated.book, evaluated.reason), []).append(evaluated)
    found = []
    for (strategy, book, reason), group in groups.items():
        count = sum(evaluated.count for evaluated in group)
        last = max(evaluated.close_time for evaluated in group)
        found.append(Missed(names.get(strategy, strategy), book, reason, count, last))
    return tuple(sorted(found, key=lambda missed: missed.last, reverse=True))
