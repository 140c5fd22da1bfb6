"""What a strategy is doing, in one word; the translations make a sentence of it."""

from enum import StrEnum

from .engine.book import Book
from .engine.order import OrderStatus
from .engine.portfolio import StrategyState
from .engine.reason import Reason, Side
from .engine.strategy import Mode


class Status(StrEnum):
    """State of a strategy, what matters most first."""

    HALTED = "halted"
    """The journal is damaged or takes no more events, so the whole account trades nothing."""
    STUCK = "stuck"
    """Its books did not add up, so it trades nothing."""
    PAUSED = "paused"
    STOPPED = "stopped"
    """Its owner stopped all trading of the account."""
    EXCHANGE_UNREACHABLE = "exchange_unreachable"
    RECOVERING = "recovering"
    """The exchange has yet to answer for everything that the live books, or a restored journal, leave open."""
    ORDER_UNKNOWN = "order_unknown"
    BUY_ORDER_OPEN = "buy_order_open"
    SELL_ORDER_OPEN = "sell_order_open"
    BREAKER_OPEN = "breaker_open"
    MISSED = "missed"
    CANDLE_MISSING = "candle_missing"
    CANDLE_INVALID = "candle_invalid"
    CAPITAL_USED_UP = "capital_used_up"
    STARTING = "starting"
    """No candle was evaluated yet."""
    HOLDING = "holding"
    WAITING = "waiting"
    """It owns nothing and looks out for a price to buy at."""
    IDLE = "idle"
    """It owns nothing and its buys are switched off."""


_LAST_OUTCOMES = {
    Reason.MISSED_OFFLINE: Status.MISSED,
    Reason.TOO_LATE: Status.MISSED,
    Reason.CANDLE_MISSING: Status.CANDLE_MISSING,
    Reason.CANDLE_INVALID: Status.CANDLE_INVALID,
    Reason.CAPITAL_INSUFFICIENT: Status.CAPITAL_USED_UP,
}
"""Outcomes of the last candle that the owner should see until the next one closes."""


def strategy_status(
    state: StrategyState,
    *,
    now: int,
    connected: bool,
    halted: bool,
    stuck: bool,
    stopped: bool = False,
    recovering: bool = False,
) -> Status:
    """The first of the states that holds; ``now`` is the exchange's clock in UTC milliseconds."""
    if halted:
        return Status.HALTED
    if stuck:
        return Status.STUCK
    if state.mode is Mode.PAUSED:
        return Status.PAUSED
    if stopped:
        return Status.STOPPED
    if not connected:
        return Status.EXCHANGE_UNREACHABLE
    if recovering:
        return Status.RECOVERING
    book = state.book
    if book is None:
        return Status.STARTING
    return _order_status(book, now) or _outcome_status(state, book)


def _order_status(book: Book, now: int) -> Status | None:
    if book.orders:
        order = book.orders[0]
        if order.status is OrderStatus.UNKNOWN:
            return Status.ORDER_UNKNOWN
        return Status.BUY_ORDER_OPEN if order.side is Side.BUY else Status.SELL_ORDER_OPEN
    if (until := book.breaker_open_until) is not None and now < until:
        return Status.BREAKER_OPEN
    return None


def _outcome_status(state: StrategyState, book: Book) -> Status:
    last = state.last_evaluation
    if last is not None and last.reason in _LAST_OUTCOMES:
        return _LAST_OUTCOMES[last.reason]
    if state.parameters.buy_amount > 0 and book.free < state.parameters.buy_amount:
        return Status.CAPITAL_USED_UP
    if last is None:
        return Status.STARTING
    if book.position:
        return Status.HOLDING
    return Status.WAITING if state.parameters.buy_amount else Status.IDLE
