"""What holds for every rule, market and history."""

from collections import Counter
from fractions import Fraction

from hypothesis import given, settings, strategies as st

from custom_components.aurono.engine import events
from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.market import MarketRules
from custom_components.aurono.engine.order import Fill, OrderStatus
from custom_components.aurono.engine.portfolio import fold
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.simulation import (
    Evaluated,
    Expired,
    Filled,
    Final,
    LogEntry,
    Planned,
    Simulation,
    simulate,
)
from custom_components.aurono.engine.strategy import BookKind, Mode, Reference, RuleStrategy

from . import oracle
from .build import START
from .histories import History, as_oracle, candles_of, for_engine, histories, price_rows

SHADOW = BookKind.SHADOW


def run(history: History) -> list[LogEntry]:
    rule, market, candles, slippage = for_engine(history)
    return list(simulate(rule, market, candles, slippage))


@settings(max_examples=400)
@given(histories())
def test_given_any_history_then_the_log_equals_that_of_an_independent_reading_in_rationals(history: History) -> None:
    raw, market, slippage, rows = history

    assert [as_oracle(entry) for entry in run(history)] == oracle.simulate(raw, market, rows, slippage)


def stepped(history: History) -> list[tuple[Book, list[LogEntry], Book]]:
    """Every candle with the books before and after it."""
    rule, market, candles, slippage = for_engine(history)
    simulation = Simulation(rule, market, slippage)
    steps = []
    for candle in candles:
        before = simulation.book
        steps.append((before, simulation.step(candle), simulation.book))
    return steps


# A step is a candle of the strategy's own timeframe; weeks are derived before.
by_candle = histories().filter(lambda history: history[0]["timeframe"] != "1w")


@given(by_candle)
def test_given_any_history_then_nothing_is_ever_negative(history: History) -> None:
    for _, _, book in stepped(history):
        amounts = (book.free, book.reserved, book.position, book.free_position, book.reserved_position, book.cost)
        assert min(amounts) >= 0


@given(by_candle)
def test_given_any_history_then_money_is_conserved_after_every_candle(history: History) -> None:
    """What is free, reserved and bound in the position is what was put in and what was earned, to the last digit."""
    rule, *_ = for_engine(history)
    start = Book.opened(rule.allocated_capital, rule.starting_position)
    for _, _, book in stepped(history):
        put_in = Fraction(start.free) + Fraction(start.cost)
        assert Fraction(book.free) + Fraction(book.reserved) + Fraction(book.cost) == put_in + Fraction(book.realized)


@given(histories())
def test_given_any_history_then_the_final_books_add_up_from_the_fills_alone(history: History) -> None:
    rule, *_ = for_engine(history)
    start = Book.opened(rule.allocated_capital, rule.starting_position)
    money, coins = Fraction(start.free), Fraction(start.position)
    *log, final = run(history)
    for entry in log:
        if isinstance(entry, Filled):
            gross, amount, fee = (
                Fraction(entry.amount) * Fraction(entry.price),
                Fraction(entry.amount),
                Fraction(entry.fee),
            )
            money += -gross - fee if entry.side is Side.BUY else gross - fee
            coins += amount if entry.side is Side.BUY else -amount

    assert isinstance(final, Final)
    assert Fraction(final.free) + Fraction(final.reserved) == money
    assert Fraction(final.position) == coins
    assert final.trades == sum(isinstance(entry, Filled) for entry in log)


@given(by_candle)
def test_given_any_order_then_its_limit_is_never_beyond_its_trigger_nor_a_sell_below_cost_and_protection(
    history: History,
) -> None:
    rule, market, candles, _ = for_engine(history)
    for place, (_, log, book) in enumerate(stepped(history)):
        for entry in log:
            if not isinstance(entry, Planned):
                continue
            previous = rule.reference is Reference.PREVIOUS_CLOSE
            reference = Fraction(candles[place - 1].close if previous else candles[place].open)
            limit = Fraction(entry.limit)
            if entry.side is Side.BUY:
                assert limit <= reference * (1 + Fraction(rule.buy_trigger) / 100)
            else:
                assert limit >= reference * (1 + Fraction(rule.sell_trigger) / 100)
                proceeds = Fraction(book.position) * limit * (1 - Fraction(market.taker_fee))
                assert proceeds >= Fraction(book.cost) * (1 + Fraction(rule.loss_protection) / 100)


@given(by_candle)
def test_given_any_fill_then_its_price_is_at_the_limit_or_better_and_draws_no_more_than_was_reserved(
    history: History,
) -> None:
    plans: dict[int, Planned] = {}
    for before, log, _ in stepped(history):
        for entry in log:
            if isinstance(entry, Planned):
                plans[entry.order] = entry
            elif isinstance(entry, Filled):
                plan = plans[entry.order]
                assert (entry.side, entry.amount) == (plan.side, plan.amount)
                assert entry.price <= plan.limit if plan.side is Side.BUY else entry.price >= plan.limit
                assert entry.fee >= 0
                if plan.side is Side.BUY:
                    paid = Fraction(entry.amount) * Fraction(entry.price) + Fraction(entry.fee)
                    assert paid <= Fraction(plan.reserved) == Fraction(before.reserved)


@given(histories())
def test_given_any_history_then_every_candle_has_one_outcome_and_every_order_one_end(history: History) -> None:
    *log, final = run(history)

    outcomes = [entry for entry in log if isinstance(entry, Evaluated)]
    assert len({entry.candle for entry in outcomes}) == len(outcomes)
    planned = [entry.order for entry in log if isinstance(entry, Planned)]
    ended = Counter(entry.order for entry in log if isinstance(entry, Filled | Expired))
    assert planned == list(range(1, len(planned) + 1))
    assert set(ended) <= set(planned)
    assert max(ended.values(), default=0) <= 1
    assert isinstance(final, Final)
    assert final.open_orders == len(planned) - len(ended) <= 1


@given(histories(), st.data())
def test_given_any_history_then_later_candles_change_no_decision_of_the_past(
    history: History, data: st.DataObject
) -> None:
    raw, market, slippage, rows = history
    split = data.draw(st.integers(min_value=0, max_value=len(rows)))
    day = 24 * oracle.HOUR if raw["timeframe"] == "1w" else oracle.LENGTHS[raw["timeframe"]]
    shift = (rows[split - 1][0] if split else START) - START + day
    other = data.draw(price_rows(day))
    scrambled = rows[:split] + [(row[0] + shift, *row[1:]) for row in other]

    *past, _ = run((raw, market, slippage, rows[:split]))

    assert run((raw, market, slippage, rows))[: len(past)] == past
    assert run((raw, market, slippage, scrambled))[: len(past)] == past


@given(histories(), st.data())
def test_given_the_parameters_in_another_order_then_the_log_is_the_same(history: History, data: st.DataObject) -> None:
    raw, market, slippage, rows = history
    permuted = dict(data.draw(st.permutations(list(raw.items()))))

    assert run((permuted, dict(reversed(market.items())), slippage, rows)) == run(history)


def as_events(rule: RuleStrategy, market: MarketRules, log: list[LogEntry]) -> list[events.Event]:
    """The log as the journal of a trader would hold it."""
    start = -1
    told: list[events.Event] = [
        events.StrategyAdded(start, "s", "s", Mode.SHADOW, rule),
        events.BookOpened(start, "s", SHADOW, rule.allocated_capital, rule.starting_position),
    ]
    for entry in log:
        match entry:
            case Evaluated(time, candle, reason):
                told.append(events.Evaluated(time, "s", SHADOW, 1, rule.timeframe, candle, reason))
            case Planned(time, number, side, limit, amount, reserved):
                ends = time + rule.order_life
                told.append(
                    events.OrderPlanned(
                        time, "s", SHADOW, str(number), 1, time, market.pair, side, limit, amount, reserved, ends
                    )
                )
            case Filled(time, number, _, price, amount, fee):
                fill = Fill(str(number), time, price, amount, fee, market.pair.quote)
                told.append(events.OrderFill(time, "s", SHADOW, str(number), fill))
                told.append(events.OrderEnded(time, "s", SHADOW, str(number), OrderStatus.FILLED))
            case Expired(time, number):
                told.append(events.OrderEnded(time, "s", SHADOW, str(number), OrderStatus.EXPIRED))
            case Final():
                pass
    return told


@given(by_candle)
def test_given_any_history_when_its_log_is_folded_as_events_then_the_books_are_those_of_the_simulation(
    history: History,
) -> None:
    rule, market, candles, slippage = for_engine(history)
    simulation = Simulation(rule, market, slippage)
    journal = as_events(rule, market, [entry for candle in candles for entry in simulation.step(candle)])

    portfolio = fold(journal)

    assert portfolio.strategy("s").book == simulation.book
    assert repr(fold(journal)) == repr(portfolio)
    middle = len(journal) // 2
    assert repr(fold(journal[middle:], fold(journal[:middle]))) == repr(portfolio)


@given(price_rows(oracle.LENGTHS["1h"]))
def test_given_candles_when_handed_over_one_by_one_or_all_at_once_then_the_log_is_the_same(
    rows: list[oracle.Row],
) -> None:
    rule, market, candles, slippage = for_engine(({"timeframe": "1h", "buy_trigger": "-1"}, {}, "0", rows))
    simulation = Simulation(rule, market, slippage)

    stepwise = [entry for candle in candles for entry in simulation.step(candle)]

    assert [*stepwise, simulation.final()] == list(simulate(rule, market, iter(candles_of(rows)), slippage))
