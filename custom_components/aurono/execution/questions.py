"""What only the owner of an account can settle, each with what its sentence needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..engine.numbers import plain
from ..engine.order import Order
from ..engine.portfolio import Portfolio, StrategyState
from ..engine.strategy import BookKind, Mode
from ..engine.timeframe import MINUTE
from .market_watch import MarketWatch
from .reconciliation import Reconciler
from .tracker import OrderTracker

QUESTION_AFTER = 2 * MINUTE
"""How long an order may be unknown before its owner is asked."""


class QuestionKind(StrEnum):
    """What only a person can decide."""

    ORDER_UNKNOWN = "order_unknown"
    ORDER_VANISHED = "order_vanished"
    ORDER_UNSETTLED = "order_unsettled"
    ORDER_FOREIGN = "order_foreign"
    BALANCE_SHORT = "balance_short"
    MARKET_GONE = "market_gone"
    HISTORY_UNREADABLE = "history_unreadable"


@dataclass(frozen=True, slots=True)
class Question:
    """An open question; ``key`` stays the same as long as it is the same question, ``values`` fill its sentence."""

    kind: QuestionKind
    key: str
    strategy: str | None = None
    order: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def open_questions(
    portfolio: Portfolio, tracker: OrderTracker, watch: MarketWatch, reconciler: Reconciler
) -> Iterator[Question]:
    """Everything that needs a person now."""
    yield from _of_orders(portfolio, tracker, watch)
    yield from _of_account(portfolio, reconciler)


def _of_orders(portfolio: Portfolio, tracker: OrderTracker, watch: MarketWatch) -> Iterator[Question]:
    now = watch.now()
    for state in portfolio.strategies.values():
        book = state.books.get(BookKind.LIVE)
        if book is None:
            continue
        for order in book.orders:
            values = _words(state, order)
            if order.exchange_order is None and now > order.submitted_at + QUESTION_AFTER:
                yield Question(QuestionKind.ORDER_UNKNOWN, f"unknown-{order.id}", state.id, order.id, values)
            elif tracker.has_vanished(order):
                yield Question(QuestionKind.ORDER_VANISHED, f"vanished-{order.id}", state.id, order.id, values)
            elif order.exchange_order is not None and tracker.is_unsettled(order):
                yield Question(QuestionKind.ORDER_UNSETTLED, f"unsettled-{order.id}", state.id, order.id, values)
        left_open = book.orders or book.position or state.mode is Mode.LIVE
        if left_open and watch.is_gone(state.parameters.pair):
            pair, position = str(state.parameters.pair), plain(book.position)
            values = {"strategy": state.name, "pair": pair, "position": position}
            yield Question(QuestionKind.MARKET_GONE, f"gone-{state.id}", state.id, None, values)


def _of_account(portfolio: Portfolio, reconciler: Reconciler) -> Iterator[Question]:
    for listed in reconciler.foreign:
        values = {
            "order": listed.exchange_order,
            "pair": str(listed.pair),
            "side": listed.side.value,
            "amount": "?" if listed.amount is None else plain(listed.amount),
            "limit": "?" if listed.limit is None else plain(listed.limit),
        }
        yield Question(QuestionKind.ORDER_FOREIGN, f"foreign-{listed.exchange_order}", values=values)
    for short in reconciler.shortages:
        values = {
            "currency": short.currency,
            "expected": plain(short.expected),
            "actual": plain(short.actual),
            "gap": plain(short.gap),
            "role": short.role.value,
        }
        yield Question(QuestionKind.BALANCE_SHORT, f"short-{short.currency}", values=values)
    for strategy_id, detail in reconciler.recovery.unreadable.items():
        state = portfolio.strategies.get(strategy_id)
        values = {"strategy": strategy_id if state is None else state.name, "detail": detail}
        yield Question(QuestionKind.HISTORY_UNREADABLE, f"history-{strategy_id}", strategy_id, values=values)


def _words(state: StrategyState, order: Order) -> Mapping[str, str]:
    return {
        "strategy": state.name,
        "pair": str(order.pair),
        "side": order.side.value,
        "amount": plain(order.amount),
        "limit": plain(order.limit),
        "reserved": plain(order.reserved),
        "order": order.id,
    }
