"""How books did: the Lab's own figures where they traded what it simulates, the books' own figures always."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.engine import simulation
from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.evaluation import Numbers
from custom_components.aurono.engine.events import (
    BookOpened,
    CapitalDeposited,
    DifferenceWrittenOff,
    Evaluated,
    Event,
    ModeChanged,
    OrderEnded,
    OrderFill,
    OrderOpened,
    OrderPlanned,
    StrategyAdded,
)
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.order import Fill, OrderStatus
from custom_components.aurono.engine.performance import MilestoneKind, Performance
from custom_components.aurono.engine.portfolio import EMPTY, Portfolio, apply
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind, Mode, RuleStrategy
from custom_components.aurono.engine.timeframe import HOUR
from custom_components.aurono.lab.summary import Result, candles_of, simulate_and_summarize
from custom_components.aurono.store.errors import JournalDamaged
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.performance import PerformanceQuery
from tests.engine.build import rules
from tests.engine.histories import History, for_engine, histories

from .build import (
    ACCOUNT,
    PAIR,
    START,
    STRATEGY,
    added,
    entries,
    evaluated,
    opened,
    order_events,
    quiet_events,
    random_events,
    tampered,
)
from .conftest import OpenJournal

SHADOW = BookKind.SHADOW


def asked(journal: Journal, strategy: str | None = STRATEGY, since: int | None = None) -> Performance:
    (performance,) = journal.performances(PerformanceQuery(ACCOUNT, SHADOW, strategy, since, rules={PAIR: rules()}))
    return performance


def lived(rule: RuleStrategy, candles: Sequence[Candle], log: Sequence[simulation.LogEntry]) -> list[Event]:
    """The events of a strategy that did what a simulation did."""
    strategy, length = "lived", rule.timeframe.length
    # Before the first candle, as books are that see it.
    start = candles[0].open_time if candles else START
    closes = {candle.open_time: candle.close if candle.is_valid else None for candle in candles}
    limits: dict[int, simulation.Planned] = {}
    events: list[Event] = [
        StrategyAdded(start, strategy, "Lived", Mode.SHADOW, rule),
        BookOpened(start, strategy, SHADOW, rule.allocated_capital, rule.starting_position),
    ]
    for entry in log:
        match entry:
            case simulation.Evaluated(time, candle, reason):
                numbers = Numbers(close=closes[candle])
                events.append(Evaluated(time, strategy, SHADOW, 1, rule.timeframe, candle, reason, numbers))
            case simulation.Planned(time, order, side, limit, amount, reserved):
                limits[order] = entry
                planned = OrderPlanned(
                    time, strategy, SHADOW, str(order), 1, time, rule.pair, side, limit, amount, reserved, time + length
                )
                events += [planned, OrderOpened(time, strategy, SHADOW, str(order), f"x{order}")]
            case simulation.Filled(time, order, _, price, amount, fee):
                trade = Fill(f"t{order}", time, price, amount, fee, rule.pair.quote)
                events.append(OrderFill(time, strategy, SHADOW, str(order), trade))
                events.append(OrderEnded(time, strategy, SHADOW, str(order), OrderStatus.FILLED))
            case simulation.Expired(time, order):
                events.append(OrderEnded(time, strategy, SHADOW, str(order), OrderStatus.EXPIRED))
            case simulation.Final():
                pass
    return events


@settings(max_examples=120, deadline=None)
@given(history=histories())
def test_given_a_strategy_that_lived_what_the_lab_simulates_then_its_figures_are_those_of_the_lab(
    tmp_path_factory: pytest.TempPathFactory, history: History
) -> None:
    rule, market, candles, slippage = for_engine(history)
    log, summary = simulate_and_summarize(rule, market, candles, slippage)
    journal = Journal.open(tmp_path_factory.mktemp("lived") / "journal.db")
    journal.append(entries(lived(rule, candles_of(rule, candles), log)))

    (told,) = journal.performances(PerformanceQuery(ACCOUNT, SHADOW, "lived", rules={rule.pair: market}))
    (account,) = journal.performances(PerformanceQuery(ACCOUNT, SHADOW, rules={rule.pair: market}))
    journal.close()

    assert account == told
    assert (told.tally.trades, told.tally.buys, told.tally.sells) == (summary.trades, summary.buys, summary.sells)
    assert told.tally.fees == summary.fees
    assert told.tally.realized == log[-1].realized  # type: ignore[union-attr]
    assert told.drawdown == summary.drawdown
    if summary.price is None:
        return
    assert told.buy_and_hold is not None
    assert told.monthly is not None
    assert told.value is not None
    assert told.profit is not None
    assert Result(told.value, told.profit, told.profit_percent) == summary.result
    for mine, labs in ((told.buy_and_hold, summary.buy_and_hold), (told.monthly, summary.monthly)):
        assert (mine.profit, mine.profit_percent) == (labs.profit, labs.profit_percent)


def folded(events: Sequence[Event]) -> tuple[Portfolio, dict[tuple[str, BookKind], Decimal]]:
    """The portfolio, and the last close that each of its books saw."""
    portfolio, closes = EMPTY, dict[tuple[str, BookKind], Decimal]()
    for event in events:
        portfolio = apply(portfolio, event)
        if isinstance(event, Evaluated) and event.numbers.close is not None:
            closes[event.strategy, event.book] = event.numbers.close
    return portfolio, closes


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    cuts=st.lists(st.integers(1, 60), max_size=4),
    book=st.sampled_from(BookKind),
    strategy=st.sampled_from(["S0", "S1", "S2"]),
)
def test_given_any_history_when_read_now_and_then_then_it_is_what_the_books_say(
    tmp_path_factory: pytest.TempPathFactory, seed: int, cuts: list[int], book: BookKind, strategy: str
) -> None:
    events = [event for event in random_events(seed, 200) if type(event).__name__ != "StrategyRemoved"]
    events = _that_follow(events)
    query = PerformanceQuery(ACCOUNT, book, strategy)
    journal = Journal.open(tmp_path_factory.mktemp("performance") / "journal.db")
    placed = entries(events)
    for cut in cuts:
        journal.append(placed[:cut])
        placed = placed[cut:]
        journal.performances(query)
    journal.append(placed)

    found = journal.performances(query)
    by_time = journal.performances(PerformanceQuery(ACCOUNT, book, strategy, until=2**60))
    whole = journal.performances(PerformanceQuery(ACCOUNT, book))
    journal.close()

    assert by_time == found, "what was followed in parts is what is followed at once"
    portfolio, closes = folded(events)
    state = portfolio.strategies.get(strategy)
    books = None if state is None else state.books.get(book)
    assert bool(found) is (books is not None)
    if books is not None:
        (told,) = found
        price = closes.get((strategy, book)) if books.position else ZERO
        assert told.value == (None if price is None else books.value(price))
        assert told.profit == (None if price is None else books.profit(price))
        assert (told.capital, told.tally.fees, told.tally.realized) == (books.allocated, books.fees, books.realized)
        assert told.tally.trades == books.trades
    active = [
        (state.books[book], closes.get((state.id, book)))
        for state in portfolio.strategies.values()
        if state.active_book is book and book in state.books
    ]
    if whole and all(price is not None or not books.position for books, price in active):
        assert whole[0].value == sum((books.value(price or ZERO) for books, price in active), ZERO)
        assert whole[0].capital == sum((books.allocated for books, _ in active), ZERO)


def _that_follow(events: Sequence[Event]) -> list[Event]:
    """Those that can still follow after some were left out."""
    portfolio, kept = EMPTY, list[Event]()
    for event in events:
        try:
            portfolio = apply(portfolio, event)
        except Exception:  # noqa: BLE001 - whatever the fold refuses is left out
            continue
        kept.append(event)
    return kept


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), hour=st.integers(0, 120), strategy=st.none() | st.sampled_from(["S0", "S1", "S2"]))
def test_given_a_life_in_two_parts_then_their_profits_and_trades_add_up(
    tmp_path_factory: pytest.TempPathFactory, seed: int, hour: int, strategy: str | None
) -> None:
    journal = Journal.open(tmp_path_factory.mktemp("parts") / "journal.db")
    journal.append(entries(random_events(seed, 200)))
    cut = START + hour * HOUR

    def told(since: int | None = None, until: int | None = None) -> Performance | None:
        found = journal.performances(PerformanceQuery(ACCOUNT, SHADOW, strategy, since, until))
        return found[0] if found else None

    whole, before, after = told(), told(until=cut), told(since=cut)
    journal.close()

    assert (whole is None) is (before is None and after is None)
    if whole is None or before is None or after is None:
        return
    assert whole.tally.fees == before.tally.fees + after.tally.fees
    assert whole.tally.realized == before.tally.realized + after.tally.realized
    assert sorted((*before.milestones, *after.milestones), key=repr) == sorted(whole.milestones, key=repr)
    assert whole.value == after.value
    if before.profit is not None and after.profit is not None:
        assert whole.profit == before.profit + after.profit


def test_given_a_trade_and_a_deposit_when_read_then_each_figure_is_this(open_journal: OpenJournal) -> None:
    journal = open_journal()
    deposit = CapitalDeposited(START + 2 * HOUR, STRATEGY, SHADOW, Decimal(50))
    journal.append(entries([added(), opened(), evaluated(0), *order_events("buy", Side.BUY), deposit, evaluated(3)]))

    told = asked(journal)

    # 0.5 owned at 99.5 each, then twice 0.1 bought for 10.03, at a close of 119.5
    assert (told.value, told.profit, told.capital) == (Decimal("313.59"), Decimal("13.84"), Decimal(250))
    assert (told.tally.trades, told.tally.fees) == (1, Decimal("0.06"))
    assert [milestone.kind for milestone in told.milestones] == [MilestoneKind.FIRST_TRADE]
    assert told.money_weighted is not None
    assert asked(journal, since=START + 3 * HOUR).profit == 0
    assert asked(journal, since=START + 3 * HOUR).milestones == ()


def test_given_a_write_off_then_it_is_realized_and_no_trade(open_journal: OpenJournal) -> None:
    journal = open_journal()
    lost = DifferenceWrittenOff(START + HOUR, STRATEGY, SHADOW, Decimal("0.1"), Decimal(3))
    journal.append(entries([added(), opened(), evaluated(0), lost, evaluated(1)]))

    told = asked(journal)

    assert (told.tally.realized, told.tally.trades, told.tally.losses) == (Decimal("-12.95"), 0, 0)
    assert told.drawdown > 0
    assert asked(journal, since=START + 2 * HOUR).tally.realized == 0


def test_given_a_strategy_that_went_live_then_the_account_counts_its_paper_no_more(open_journal: OpenJournal) -> None:
    journal = open_journal()
    live: list[Event] = [opened("b", BookKind.LIVE), ModeChanged(START + HOUR, "b", Mode.LIVE)]
    journal.append(
        entries([added("a"), added("b"), opened("a"), opened("b"), evaluated(0, "a"), evaluated(0, "b"), *live])
    )

    account, alone = asked(journal, None), asked(journal, "b")

    assert (account.value, account.capital) == (Decimal("259.75"), Decimal(200))
    assert account.profit == 20, "what the paper of both earned, 10 each, stays earned"
    assert alone.value == Decimal("259.75")


def test_given_evaluations_without_a_close_when_read_then_they_change_nothing(open_journal: OpenJournal) -> None:
    journal = open_journal()
    missing = Evaluated(
        START + 2 * HOUR, STRATEGY, SHADOW, 1, evaluated(1).timeframe, START + HOUR, Reason.CANDLE_MISSING
    )
    journal.append(entries([added(), opened(), missing]))
    assert asked(journal).value is None
    journal.append(entries([evaluated(2)], after={f"{ACCOUNT}/shadow": 2, f"{ACCOUNT}/strategies": 1}))

    assert asked(journal).value == Decimal("259.75")


def test_given_another_account_or_no_books_when_asked_then_there_is_nothing(open_journal: OpenJournal) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(3)))

    assert journal.performances(PerformanceQuery("01JOTHER", SHADOW)) == ()
    assert journal.performances(PerformanceQuery(ACCOUNT, BookKind.LIVE)) == ()
    assert journal.performances(PerformanceQuery(ACCOUNT, SHADOW, "unknown")) == ()
    assert journal.performances(PerformanceQuery(ACCOUNT, SHADOW, until=START)) == ()


@pytest.mark.parametrize("close", ["'x'", "7", "'NaN'"])
def test_given_a_close_that_is_none_when_read_then_the_journal_is_damaged(
    open_journal: OpenJournal, path: Path, close: str
) -> None:
    journal = open_journal()
    journal.append(entries(quiet_events(2)))
    journal.close()
    tampered(path, f"UPDATE events SET record = json_set(record, '$.event.numbers.close', {close}) WHERE position = 4")

    with pytest.raises(JournalDamaged, match="event 4"):
        asked(open_journal())
