from itertools import count
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.errors import LedgerError
from custom_components.aurono.engine.events import (
    BookEvent,
    BookOpened,
    CapitalDeposited,
    CapitalWithdrawn,
    DifferenceWrittenOff,
    Evaluated,
    Event,
    ModeChanged,
    OrderEnded,
    OrderFill,
    OrderOpened,
    OrderPlanned,
    OrderUnknown,
    PositionAdopted,
    StrategyAdded,
    StrategyRemoved,
    StrategyRevised,
    TradingResumed,
    TradingStopped,
    stream_of,
)
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.portfolio import EMPTY, apply, fold
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind, Mode, StartingPosition
from custom_components.aurono.engine.timeframe import HOUR, Timeframe

from .build import SOL_EUR, START, fill, number, strategy

SHADOW, LIVE = BookKind.SHADOW, BookKind.LIVE
ADDED = StrategyAdded(START, "s", "Dips", Mode.SHADOW, strategy())
OPENED = BookOpened(START, "s", SHADOW, number("200.12345"), None)


def evaluated(candle: int, *, timeframe: Timeframe = Timeframe.H4, reason: Reason = Reason.NO_SIGNAL) -> Evaluated:
    return Evaluated(candle + timeframe.length, "s", SHADOW, 1, timeframe, candle, reason)


def planned(
    side: Side = Side.BUY, order: str = "1", *, strategy_id: str = "s", reserved: str = "100.25"
) -> OrderPlanned:
    close = START + 4 * HOUR
    amounts = (number(100), number(1), number(reserved))
    return OrderPlanned(close, strategy_id, SHADOW, order, 1, close, SOL_EUR, side, *amounts, close + 4 * HOUR)


def traded(price: str, amount: str, *, order: str = "1", trade: str = "t1", strategy_id: str = "s") -> OrderFill:
    return OrderFill(START, strategy_id, SHADOW, order, fill(price, amount, "0.1", trade=trade))


def ended(
    status: OrderStatus = OrderStatus.FILLED, *, order: str = "1", strategy_id: str = "s", **more: Any
) -> OrderEnded:
    return OrderEnded(START, strategy_id, SHADOW, order, status, **more)


def test_given_a_whole_life_when_folded_then_the_books_hold_what_the_fills_left() -> None:
    portfolio = fold(
        [
            ADDED,
            OPENED,
            evaluated(START, reason=Reason.BUY),
            planned(),
            OrderOpened(START, "s", SHADOW, "1", "x-1"),
            traded("100", "1"),
            ended(),
            planned(Side.SELL, "2", reserved="1"),
            OrderUnknown(START, "s", SHADOW, "2", "timeout"),
            traded("110", "0.5", order="2"),
            ended(OrderStatus.EXPIRED, order="2"),
        ]
    )

    state = portfolio.strategy("s")
    assert state.book is not None
    assert state.book.position == number("0.5")
    assert state.book.realized == number("4.85")
    assert (state.book.free, state.book.orders, state.book.trades) == (number("154.92345"), (), 2)
    assert (state.last_evaluation, state.evaluated_until) == (evaluated(START, reason=Reason.BUY), START + 4 * HOUR)


def test_given_capital_movements_when_folded_then_every_digit_of_them_counts() -> None:
    portfolio = fold(
        [
            ADDED,
            OPENED,
            CapitalDeposited(START, "s", SHADOW, number("1000.123456789")),
            CapitalWithdrawn(START, "s", SHADOW, number("1100.234567891")),
        ]
    )

    book = portfolio.strategy("s").require_book(SHADOW)
    assert book.free == book.allocated == number("100.012338898")


def test_given_a_withdrawal_of_more_than_is_free_then_nothing_changes() -> None:
    before = fold([ADDED, OPENED])

    with pytest.raises(LedgerError, match="cannot be taken out"):
        apply(before, CapitalWithdrawn(START, "s", SHADOW, number("200.12346")))
    assert before == fold([ADDED, OPENED])


def test_given_an_exchange_failure_then_the_order_ends_and_the_failure_counts() -> None:
    book = fold([ADDED, OPENED, planned(), ended(OrderStatus.REJECTED, failure=True)]).strategy("s").book

    assert book is not None
    assert (book.free, book.failures, book.last_failure) == (number("200.12345"), 1, START)


@pytest.mark.parametrize("status", [OrderStatus.OPEN, OrderStatus.UNKNOWN, OrderStatus.PARTIALLY_FILLED])
def test_given_a_status_that_is_no_end_then_no_order_ends_in_it(status: OrderStatus) -> None:
    with pytest.raises(ValueError, match="is not an end"):
        ended(status)


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ([ADDED, ADDED], "exists already"),
        ([StrategyRemoved(START, "s")], "there is no strategy s"),
        ([ADDED, OPENED, OPENED], "open already"),
        ([ADDED, planned()], "has no shadow books"),
        ([ADDED, OPENED, evaluated(START), evaluated(START)], "has its outcome already"),
        ([ADDED, OPENED, evaluated(START), evaluated(START - HOUR, timeframe=Timeframe.H1)], "has its outcome already"),
        ([ADDED, OPENED, traded("100", "1")], "is not open"),
        ([ADDED, OPENED, planned(), traded("100", "0.5"), traded("100", "0.5")], "booked before"),
        ([ADDED, StrategyRevised(START, "s", "Dips", 3, strategy())], "version 3 cannot follow version 1"),
        ([ADDED, StrategyRevised(START, "s", "Dips", 2, strategy(pair="BTC/EUR"))], "books are in SOL/EUR"),
    ],
)
def test_given_an_event_that_cannot_follow_when_folded_then_the_fold_says_so(events: list[Event], message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        fold(events)


def test_given_a_removed_strategy_then_only_the_others_remain() -> None:
    other = StrategyAdded(START, "other", "Rises", Mode.PAUSED, strategy())

    assert list(fold([ADDED, other, StrategyRemoved(START, "s")]).strategies) == ["other"]


def test_given_modes_then_the_books_shown_are_the_last_ones_used_and_never_mix() -> None:
    portfolio = fold([ADDED, OPENED, BookOpened(START, "s", LIVE, number(50), None)])
    assert portfolio.strategy("s").book == portfolio.strategy("s").books[SHADOW]

    portfolio = apply(portfolio, ModeChanged(START, "s", Mode.LIVE))
    assert portfolio.strategy("s").book == portfolio.strategy("s").books[LIVE]

    portfolio = apply(portfolio, ModeChanged(START, "s", Mode.PAUSED))
    state = portfolio.strategy("s")
    assert (state.mode, state.active_book) == (Mode.PAUSED, LIVE)
    assert state.books[SHADOW].free == number("200.12345")


def test_given_no_books_yet_then_a_strategy_shows_none() -> None:
    assert fold([ADDED]).strategy("s").book is None


def test_given_the_end_of_a_pause_then_the_candles_of_the_pause_are_nobodys() -> None:
    paused = fold([ADDED, OPENED, ModeChanged(START + HOUR, "s", Mode.PAUSED)])
    assert paused.strategy("s").evaluated_until == START

    resumed = apply(paused, ModeChanged(START + 50 * HOUR, "s", Mode.SHADOW))
    assert resumed.strategy("s").evaluated_until == START + 50 * HOUR


def test_given_a_stop_then_nothing_changes_but_that_and_its_end_leaves_the_candles_meanwhile_to_nobody() -> None:
    before = fold([ADDED, OPENED])
    stopped = fold([TradingStopped(START + HOUR), TradingStopped(START + 2 * HOUR)], before)
    assert (stopped.stopped, stopped.watched_until("s"), stopped.strategies) == (True, START, before.strategies)

    resumed = apply(stopped, TradingResumed(START + 50 * HOUR))
    assert (resumed.stopped, resumed.resumed_at, resumed.strategies) == (False, START + 50 * HOUR, before.strategies)
    assert resumed.watched_until("s") == START + 50 * HOUR

    later = apply(resumed, evaluated(START + 48 * HOUR))
    assert later.watched_until("s") == START + 52 * HOUR


def test_given_trading_resumed_by_a_clock_that_is_behind_when_folded_then_no_candle_waits_for_an_outcome_again() -> (
    None
):
    portfolio = fold([ADDED, OPENED, TradingStopped(START + HOUR), TradingResumed(START + 50 * HOUR)])

    # A computer without a battery for its clock starts in 1970, and the exchange does not answer yet.
    again = fold([TradingStopped(START + 60 * HOUR), TradingResumed(929)], portfolio)

    assert not again.stopped
    assert again.watched_until(ADDED.strategy) == START + 50 * HOUR


def test_given_coins_adopted_and_money_written_off_when_folded_then_only_the_books_named_change() -> None:
    opened = fold([ADDED, OPENED, BookOpened(START, "s", LIVE, number(50), None)])

    portfolio = fold(
        [
            PositionAdopted(START, "s", LIVE, StartingPosition(number(2), number(10)), "from the old bot"),
            DifferenceWrittenOff(START, "s", LIVE, number("0.5"), number("3.25"), "lost"),
        ],
        opened,
    )

    state = portfolio.strategy("s")
    book = state.require_book(LIVE)
    assert (book.position, book.cost, book.free, book.realized) == (
        number("1.5"),
        number(15),
        number("46.75"),
        number("-8.25"),
    )
    assert state.books[SHADOW] == opened.strategy("s").books[SHADOW]


def test_given_a_revision_then_it_is_the_next_version_and_a_new_timeframe_starts_at_its_time() -> None:
    later = START + 5 * HOUR
    same = fold([ADDED, OPENED, StrategyRevised(later, "s", "Deeper", 2, strategy(buy_trigger="-5"))]).strategy("s")
    assert (same.version, same.name, same.parameters) == (2, "Deeper", strategy(buy_trigger="-5"))
    assert same.evaluated_until == START

    other = fold([ADDED, OPENED, StrategyRevised(later, "s", "Dips", 2, strategy(timeframe="1h"))]).strategy("s")
    assert other.evaluated_until == later


def test_given_a_paused_strategy_when_edited_then_it_stays_paused() -> None:
    pause = ModeChanged(START, "s", Mode.PAUSED)

    assert (
        fold([ADDED, OPENED, pause, StrategyRevised(START, "s", "Dips", 2, strategy())]).strategy("s").mode
        is Mode.PAUSED
    )


def test_given_an_event_then_its_stream_keeps_shadow_live_and_administration_apart() -> None:
    live: BookEvent = BookOpened(START, "s", LIVE, number(1), None)

    assert [stream_of("a", event) for event in (ADDED, OPENED, live)] == ["a/strategies", "a/shadow", "a/live"]
    assert stream_of("a", TradingStopped(START)) == "a/strategies"


def trade_history(strategy_id: str) -> list[Event]:
    return [
        StrategyAdded(START, strategy_id, strategy_id, Mode.SHADOW, strategy()),
        BookOpened(START, strategy_id, SHADOW, number(200), None),
        planned(strategy_id=strategy_id),
        traded("99.98765", "0.4", strategy_id=strategy_id),
        traded("99.12345", "0.6", trade="t2", strategy_id=strategy_id),
        ended(strategy_id=strategy_id),
    ]


@given(st.permutations([0] * 6 + [1] * 6))
def test_given_two_strategies_then_no_interleaving_of_their_events_changes_either(turns: list[int]) -> None:
    histories = {0: trade_history("first"), 1: trade_history("second")}
    places = {0: count(), 1: count()}

    portfolio = fold(histories[turn][next(places[turn])] for turn in turns)

    apart = fold([*histories[0], *histories[1]])
    assert dict(portfolio.strategies) == dict(apart.strategies)


@pytest.mark.parametrize("split", range(7))
def test_given_a_history_when_folded_from_any_point_on_then_the_state_is_the_same(split: int) -> None:
    events = trade_history("s")

    assert fold(events[split:], fold(events[:split], EMPTY)) == fold(events)


def test_given_a_history_when_folded_twice_then_even_the_written_digits_agree() -> None:
    assert repr(fold(trade_history("s"))) == repr(fold(trade_history("s")))


@given(turns=st.permutations([turn for turn in (0, 1) for _ in trade_history("s")]), stop=st.integers(0, 20))
def test_given_interleaved_histories_when_folded_then_it_is_what_applying_one_by_one_gives(
    turns: list[int], stop: int
) -> None:
    histories = {0: trade_history("first"), 1: trade_history("second")}
    places = {0: count(), 1: count()}
    events = [histories[turn][next(places[turn])] for turn in turns][:stop]

    one_by_one = EMPTY
    for event in events:
        one_by_one = apply(one_by_one, event)

    assert repr(fold(events)) == repr(one_by_one)
