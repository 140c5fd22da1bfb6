"""The status of a strategy: what matters most comes first."""

from dataclasses import replace
from decimal import Decimal

import pytest

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.events import Evaluated
from custom_components.aurono.engine.order import Order, OrderStatus
from custom_components.aurono.engine.portfolio import StrategyState
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import HOUR, MINUTE, Timeframe
from custom_components.aurono.status import Status, strategy_status
from tests.execution.hub import MONDAY, SOL_EUR, strategy

NOW = MONDAY + HOUR + MINUTE


def evaluated(reason: Reason) -> Evaluated:
    return Evaluated(NOW, "s", BookKind.SHADOW, 1, Timeframe.H1, MONDAY, reason)


def order(side: Side, status: OrderStatus = OrderStatus.OPEN) -> Order:
    one = Decimal(1)
    return Order("o", 1, SOL_EUR, side, one, one, one, MONDAY + HOUR, NOW, NOW + HOUR, status)


BOOK = Book(allocated=Decimal(200), free=Decimal(200))
HOLDING = replace(BOOK, free=Decimal(100), position=Decimal(1), cost=Decimal(100))
STATE = StrategyState(
    "s",
    "Dips",
    1,
    Mode.SHADOW,
    strategy(),
    MONDAY + HOUR,
    books={BookKind.SHADOW: BOOK},
    last_evaluation=evaluated(Reason.NO_SIGNAL),
)


def with_book(book: Book) -> StrategyState:
    return STATE.with_book(BookKind.SHADOW, book)


def status(
    state: StrategyState, *, now: int = NOW, connected: bool = True, halted: bool = False, stuck: bool = False
) -> Status:
    return strategy_status(state, now=now, connected=connected, halted=halted, stuck=stuck)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (STATE, Status.WAITING),
        (with_book(HOLDING), Status.HOLDING),
        (replace(STATE, last_evaluation=None), Status.STARTING),
        (replace(STATE, books={}), Status.STARTING),
        (replace(STATE, mode=Mode.PAUSED), Status.PAUSED),
        (replace(STATE, parameters=strategy(buy_amount="0")), Status.IDLE),
        (with_book(replace(HOLDING, free=Decimal("19.99"))), Status.CAPITAL_USED_UP),
        (with_book(replace(HOLDING, free=Decimal(20))), Status.HOLDING),
        (replace(STATE, last_evaluation=evaluated(Reason.CAPITAL_INSUFFICIENT)), Status.CAPITAL_USED_UP),
        (replace(STATE, last_evaluation=evaluated(Reason.CANDLE_MISSING)), Status.CANDLE_MISSING),
        (replace(STATE, last_evaluation=evaluated(Reason.CANDLE_INVALID)), Status.CANDLE_INVALID),
        (replace(STATE, last_evaluation=evaluated(Reason.TOO_LATE)), Status.MISSED),
        (replace(STATE, last_evaluation=evaluated(Reason.MISSED_OFFLINE)), Status.MISSED),
        (with_book(replace(BOOK, orders=(order(Side.BUY),))), Status.BUY_ORDER_OPEN),
        (with_book(replace(HOLDING, orders=(order(Side.SELL, OrderStatus.PARTIALLY_FILLED),))), Status.SELL_ORDER_OPEN),
        (with_book(replace(BOOK, orders=(order(Side.BUY, OrderStatus.UNKNOWN),))), Status.ORDER_UNKNOWN),
    ],
)
def test_given_a_strategy_when_asked_then_the_status_says_what_it_is_doing(
    state: StrategyState, expected: Status
) -> None:
    assert status(state) is expected


def test_given_three_failures_when_asked_then_it_rests_until_the_pause_is_over() -> None:
    resting = with_book(replace(BOOK, failures=3, last_failure=NOW))

    assert status(resting, now=NOW + 15 * MINUTE - 1) is Status.BREAKER_OPEN
    assert status(resting, now=NOW + 15 * MINUTE) is Status.WAITING


def test_given_several_troubles_when_asked_then_the_gravest_is_told() -> None:
    paused = replace(STATE, mode=Mode.PAUSED)
    ordering = with_book(replace(BOOK, orders=(order(Side.BUY),)))

    assert status(paused, connected=False, halted=True, stuck=True) is Status.HALTED
    assert status(paused, connected=False, stuck=True) is Status.STUCK
    assert status(paused, connected=False) is Status.PAUSED
    assert status(ordering, connected=False) is Status.EXCHANGE_UNREACHABLE
