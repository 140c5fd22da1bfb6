"""Booked fills, each with its order and what it realized."""

from decimal import Decimal
import gc
from pathlib import Path

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.engine.curve import Standing
from custom_components.aurono.engine.events import OrderEnded, OrderFill, StrategyRemoved
from custom_components.aurono.engine.order import Fill, Order, OrderStatus
from custom_components.aurono.engine.portfolio import EMPTY, apply
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.store.errors import JournalDamaged
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.performance import PerformanceQuery
from custom_components.aurono.store.trades import Trade, TradeQuery, Unfilled

from .build import (
    ACCOUNT,
    PAIR,
    SHADOW,
    START,
    STRATEGY,
    added,
    entries,
    order_events,
    quiet_events,
    random_events,
    tampered,
)
from .conftest import OpenJournal

BOUGHT_AND_SOLD = [
    *quiet_events(0),
    *order_events("buy", Side.BUY, START),
    *order_events("sell", Side.SELL, START + 100),
]


def test_given_orders_when_one_traded_nothing_then_its_end_is_told_and_no_other(open_journal: OpenJournal) -> None:
    planned, opened, first, *_ = order_events("part", Side.BUY, START + 200)
    lost, *_ = order_events("lost", Side.SELL, START + 300)
    ends = [
        OrderEnded(START + 250, STRATEGY, BookKind.SHADOW, "part", OrderStatus.CANCELLED),
        OrderEnded(START + 350, STRATEGY, BookKind.SHADOW, "lost", OrderStatus.REJECTED, "216"),
    ]
    journal = open_journal()
    journal.append(entries([*BOUGHT_AND_SOLD, planned, opened, first, ends[0], lost, ends[1]]))

    assert journal.unfilled_orders(TradeQuery(ACCOUNT)) == (
        Unfilled(START + 350, STRATEGY, BookKind.SHADOW, Side.SELL, OrderStatus.REJECTED, "216"),
    )
    assert journal.unfilled_orders(TradeQuery(ACCOUNT, until=START + 350)) == ()
    assert journal.unfilled_orders(TradeQuery(ACCOUNT, since=START + 351)) == ()
    assert journal.unfilled_orders(TradeQuery(ACCOUNT, book=BookKind.LIVE)) == ()


def test_given_a_buy_and_a_sell_when_read_then_each_trade_names_its_order_and_the_sells_what_they_realized(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    journal.append(entries(BOUGHT_AND_SOLD))

    page = journal.trades(TradeQuery(ACCOUNT))

    assert page.next is None
    assert [(trade.fill.trade, trade.order.side, trade.order.filled) for trade in page.trades] == [
        ("sell-2", Side.SELL, Decimal("0.1")),
        ("sell-1", Side.SELL, Decimal(0)),
        ("buy-2", Side.BUY, Decimal("0.1")),
        ("buy-1", Side.BUY, Decimal(0)),
    ]
    # Owned: 0.5 at 99.5; bought: 0.2 for 20.06. A sell of 0.1 brings 9.97 and costs a seventh of 69.81.
    assert [trade.realized for trade in page.trades] == [Decimal("-0.002857142857")] * 2 + [None, None]
    newest = page.trades[0]
    assert (newest.strategy, newest.name, newest.book) == (STRATEGY, "Sölänä", BookKind.SHADOW)
    assert (newest.order.id, newest.order.version, newest.order.limit) == ("sell", 1, Decimal(100))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), cuts=st.lists(st.integers(1, 60), max_size=4), limit=st.integers(1, 9))
def test_given_any_history_when_trades_are_read_now_and_then_then_they_are_those_of_the_fold(
    tmp_path_factory: pytest.TempPathFactory, seed: int, cuts: list[int], limit: int
) -> None:
    events = random_events(seed, 150)
    journal = Journal.open(tmp_path_factory.mktemp("trades") / "journal.db")
    placed = entries(events)
    for cut in cuts:
        journal.append(placed[:cut])
        placed = placed[cut:]
        journal.trades(TradeQuery(ACCOUNT))
    journal.append(placed)

    found: list[Trade] = []
    before: int | None = None
    while True:
        page = journal.trades(TradeQuery(ACCOUNT, before=before, limit=limit))
        found += page.trades
        if (before := page.next) is None:
            break
    journal.close()

    portfolio, expected = EMPTY, []
    for event in events:
        after = apply(portfolio, event)
        if isinstance(event, OrderFill):
            old, new = (
                state.strategy(event.strategy).require_book(event.book).realized for state in (portfolio, after)
            )
            order = portfolio.strategy(event.strategy).require_book(event.book).order(event.order)
            expected.append((event.fill, order, None if order.side is Side.BUY else new - old))
        portfolio = after
    assert [(trade.fill, trade.order, trade.realized) for trade in reversed(found)] == expected


@pytest.mark.parametrize(
    ("filters", "trades"),
    [
        ({"strategy": STRATEGY}, 4),
        ({"strategy": "other"}, 0),
        ({"book": BookKind.SHADOW}, 4),
        ({"book": BookKind.LIVE}, 0),
        ({"since": START + 100}, 2),
        ({"until": START + 100}, 2),
        ({"since": START + 2, "until": START + 102}, 2),
    ],
)
def test_given_filters_when_read_then_only_what_passes_comes(
    filters: dict[str, object], trades: int, open_journal: OpenJournal
) -> None:
    journal = open_journal()
    journal.append(entries(BOUGHT_AND_SOLD))
    journal.append(entries(BOUGHT_AND_SOLD, "other"))

    assert len(journal.trades(TradeQuery(ACCOUNT, **filters)).trades) == trades  # type: ignore[arg-type]


def test_given_a_strategy_that_was_removed_when_read_then_its_trades_are_still_there(
    open_journal: OpenJournal,
) -> None:
    journal = open_journal()
    journal.append(entries([*BOUGHT_AND_SOLD, StrategyRemoved(START, STRATEGY), added()]))

    assert len(journal.trades(TradeQuery(ACCOUNT)).trades) == 4


def test_given_odd_names_and_a_rebate_in_another_currency_when_read_twice_then_it_is_as_it_was_booked(
    open_journal: OpenJournal,
) -> None:
    planned, placed, *_ = order_events("buy None 1", Side.BUY)
    fill = Fill('an "id" of – many words', START + 1, Decimal("99.95"), Decimal("0.2"), Decimal("-0.03"), "BNB")
    filled = OrderFill(START + 1, STRATEGY, BookKind.SHADOW, "buy None 1", fill)
    journal = open_journal()
    journal.append(entries([*quiet_events(0), planned, placed, filled]))

    first, again = journal.trades(TradeQuery(ACCOUNT)).trades, journal.every_trade(TradeQuery(ACCOUNT))
    (told,) = journal.performances(PerformanceQuery(ACCOUNT, BookKind.SHADOW))

    (trade,) = again
    assert first == again
    assert (trade.fill, trade.order.id, trade.order.pair, trade.realized) == (fill, "buy None 1", PAIR, None)
    assert (told.tally.trades, told.tally.fees) == (1, Decimal(0))


def test_given_a_long_history_when_it_was_read_then_no_records_of_it_stay_in_memory(open_journal: OpenJournal) -> None:
    journal = open_journal()
    pairs = (
        (*order_events(f"buy {number}", Side.BUY, START), *order_events(f"sell {number}", Side.SELL, START))
        for number in range(50)
    )
    journal.append(entries([*quiet_events(0), *(event for pair in pairs for event in pair)]))
    before = _records()

    assert len(journal.every_trade(TradeQuery(ACCOUNT))) == 200
    (told,) = journal.performances(PerformanceQuery(ACCOUNT, BookKind.SHADOW))

    assert told.tally.trades == 100
    # Books know how they stand; the rest is made again when it is asked for.
    assert _records() - before < 10


def _records() -> int:
    """How many records there are that a trade leaves behind."""
    gc.collect()
    return sum(type(each) in {Trade, Order, Fill, Standing} for each in gc.get_objects())


def test_given_a_limit_out_of_bounds_when_asked_then_it_is_refused() -> None:
    with pytest.raises(ValueError, match="1 to 500"):
        TradeQuery(ACCOUNT, limit=0)


def test_given_an_event_that_cannot_follow_when_read_then_it_is_damage(path: Path, open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append(entries(order_events("buy", Side.BUY), after={SHADOW: 0}))

    with pytest.raises(JournalDamaged, match="there is no strategy"):
        journal.trades(TradeQuery(ACCOUNT))

    tampered(path, "UPDATE events SET record = '{}'")
    with pytest.raises(JournalDamaged, match="not the record of an event"):
        journal.trades(TradeQuery(ACCOUNT))
