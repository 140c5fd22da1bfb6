"""From what the face handed in to what the report says: sums, and decisions grouped by their reason."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from heapq import merge

from ..engine.curve import thinned
from ..engine.events import Evaluated
from ..engine.numbers import HUNDRED, ZERO, exactly, quotient_half_even, total_if_known
from ..engine.portfolio import StrategyState
from ..engine.reason import Reason, Side
from ..engine.strategy import BookKind
from .material import (
    Blocked,
    Booked,
    Fate,
    Fruitless,
    Material,
    Missed,
    Purse,
    PurseResult,
    Report,
    Sample,
    Span,
    StrategyResult,
    Unfilled,
)

CURVE_POINTS = 240
"""More than a picture of 560 pixels can show."""

NOTABLE = frozenset(reason for reason in Reason if reason.is_blocked or not reason.is_decision)
"""Outcomes that a report tells of."""

_BUY_REASONS = frozenset({Reason.RSI_NOT_OVERSOLD, Reason.CAPITAL_INSUFFICIENT})
_SELL_REASONS = frozenset({Reason.RSI_NOT_OVERBOUGHT, Reason.NO_POSITION, Reason.BELOW_COST, Reason.MINIMUM_POSITION})


def gather(material: Material) -> Report:
    """The report about a period."""
    strategies = tuple(
        _strategy(span, state, material)
        for state in {**material.before.strategies, **material.after.strategies}.values()
        for span in sorted(material.spans, key=lambda span: not span.used_at_end)
        if span.strategy == state.id
    )
    purses = sorted({_purse_of(span) for span in material.spans})
    states = (*material.before.strategies.values(), *material.after.strategies.values())
    names = {booked.strategy: booked.name for booked in material.trades}
    names |= {state.id: state.name for state in states} | dict(material.names)
    return Report(
        account=material.account,
        exchange=material.exchange,
        is_demo=material.is_demo,
        period=material.period,
        made_at=material.made_at,
        purses=tuple(_purse(purse, material) for purse in purses),
        strategies=strategies,
        trades=material.trades,
        blocked=_blocked(material.decisions, names),
        fruitless=_fruitless(material.unfilled, names),
        missed=_missed(material.decisions, names),
        decided=material.decided,
        liquidity=material.liquidity,
        health=material.health,
        milestones=material.milestones,
        names=names,
    )


def _purse_of(span: Span) -> Purse:
    return Purse(span.book, span.pair.quote)


def _strategy(span: Span, state: StrategyState, material: Material) -> StrategyResult:
    own = [trade for trade in material.trades if trade.strategy == state.id and trade.book is span.book]
    result, percent = _result(span)
    return StrategyResult(
        id=state.id,
        name=material.names.get(state.id, state.name),
        pair=span.pair,
        timeframe=state.parameters.timeframe,
        mode=state.mode,
        purse=_purse_of(span),
        value=span.end.value,
        result=result,
        percent=percent,
        book=state.require_book(span.book) if span.used_at_end else None,
        is_gone=state.id not in material.after.strategies,
        buys=sum(trade.order.side is Side.BUY for trade in own),
        sells=sum(trade.order.side is Side.SELL for trade in own),
        realized=_realized(own),
        fees=_fees(own),
        performance=material.performances.get((state.id, span.book)),
    )


@exactly
def _result(span: Span) -> tuple[Decimal | None, Decimal | None]:
    """What was earned, and that in percent of the value at the start; profit is free of deposits and withdrawals."""
    earned, start = span.end.profit, span.start
    if start is None or earned is None:
        return earned, None
    if start.profit is None:
        return None, None
    result, base = earned - start.profit, _base(span)
    return result, quotient_half_even(result * HUNDRED, base) if base > 0 else None


def _base(span: Span) -> Decimal:
    """What there was to earn with from the start on: nothing where the books were not used then."""
    if span.start is None or span.start.value is None or not span.used_at_start:
        return ZERO
    return span.start.value


@exactly
def _purse(purse: Purse, material: Material) -> PurseResult:
    own = [span for span in material.spans if _purse_of(span) == purse]
    trades = [
        trade for trade in material.trades if trade.book is purse.kind and trade.order.pair.quote == purse.currency
    ]
    value = total_if_known(span.end.value for span in own if span.used_at_end)
    result = total_if_known(_result(span)[0] for span in own)
    base = sum([_base(span) for span in own], ZERO)
    return PurseResult(
        purse=purse,
        value=value,
        result=result,
        percent=None if result is None or base <= 0 else quotient_half_even(result * HUNDRED, base),
        realized=_realized(trades),
        fees=_fees(trades),
        trades=len(trades),
        curve=() if value is None or result is None else _curve(own, material.period.start, value - result),
    )


@exactly
def _curve(spans: Sequence[Span], start: int, base: Decimal) -> tuple[Sample, ...]:
    """What all earned together from the start on, on top of what was there: ``base`` and the result are the value.

    It is as if all capital of the end had been there from the start, and none that left: what came or went is no gain
    or loss. What a strategy earned stays where it was once it does not use its books any more.
    """
    earned = [ZERO for _ in spans]
    before = [ZERO if span.start is None or span.start.profit is None else span.start.profit for span in spans]
    points = merge(*[[(number, sample) for sample in span.curve] for number, span in enumerate(spans)], key=_time_of)
    samples = [Sample(start, base, ZERO)] if any(span.used_at_start for span in spans) else []
    for number, sample in points:
        earned[number] = sample.profit - before[number]
        together = sum(earned, ZERO)
        samples.append(Sample(sample.time, base + together, together))
    return tuple([samples[number] for number in thinned(len(samples), CURVE_POINTS)])


def _time_of(point: tuple[int, Sample]) -> int:
    return point[1].time


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


def _fruitless(orders: Iterable[Unfilled], names: dict[str, str]) -> tuple[Fruitless, ...]:
    groups: dict[tuple[str, BookKind, Side, Fate], list[Unfilled]] = {}
    for order in orders:
        groups.setdefault((order.strategy, order.book, order.side, order.fate), []).append(order)
    found = []
    for (strategy, book, side, fate), group in groups.items():
        last = max(group, key=lambda order: order.time)
        found.append(Fruitless(names.get(strategy, strategy), book, side, fate, len(group), last.time, last.detail))
    return tuple(sorted(found, key=lambda one: one.last, reverse=True))


def _missed(decisions: Iterable[Evaluated], names: dict[str, str]) -> tuple[Missed, ...]:
    groups: dict[tuple[str, BookKind, Reason], list[Evaluated]] = {}
    for evaluated in decisions:
        if not evaluated.reason.is_decision:
            groups.setdefault((evaluated.strategy, evaluated.book, evaluated.reason), []).append(evaluated)
    found = []
    for (strategy, book, reason), group in groups.items():
        count = sum(evaluated.count for evaluated in group)
        last = max(evaluated.close_time for evaluated in group)
        found.append(Missed(names.get(strategy, strategy), book, reason, count, last))
    return tuple(sorted(found, key=lambda missed: missed.last, reverse=True))
