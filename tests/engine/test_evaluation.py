"""Section 4: which check gives the reason, and the numbers behind it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.evaluation import (
    ClosedCandle,
    NoTrade,
    Numbers,
    OrderPlan,
    Signal,
    check_candle,
    cooldown_until,
    decide,
    plan_order,
)
from custom_components.aurono.engine.market import MarketRules
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.timeframe import HOUR, MINUTE

from .build import START, book, candle, number, order, rules, strategy

LENGTH = 4 * HOUR
CLOSE = START + LENGTH


@dataclass(frozen=True)
class Case:
    """All that an evaluation looks at."""

    candle: Candle | None
    rule: dict[str, Any] = field(default_factory=dict)
    previous: Candle | None = None
    book: Book = field(default_factory=lambda: book(position="1", cost="100"))
    market: MarketRules = field(default_factory=rules)
    rsi: float | None = 50.0
    ticker: Decimal | None = None
    balance: Decimal | None = None
    exchange_time: int = CLOSE

    def outcome(self) -> NoTrade | OrderPlan:
        """Evaluate, as the trader and the simulation do."""
        rule = strategy(**self.rule)
        closed = check_candle(rule, self.candle, self.previous, close_time=CLOSE, exchange_time=self.exchange_time)
        if isinstance(closed, NoTrade):
            return closed
        signal = decide(rule, self.market, self.book, closed, close_time=CLOSE, rsi=self.rsi, now=CLOSE)
        if isinstance(signal, NoTrade):
            return signal
        return plan_order(rule, self.market, self.book, signal, ticker=self.ticker, balance=self.balance)

    def with_rule(self, **changes: Any) -> Case:
        return replace(self, rule=self.rule | changes)

    def with_book(self, **changes: Any) -> Case:
        return replace(self, book=replace(self.book, **changes))


BUYING = Case(candle(START, "120", "115.80"), ticker=number("115.80"), balance=number("1000"))
SELLING = Case(candle(START, "120", "122.60"), ticker=number("122.60"), balance=number("1000"))

type Flaw = Callable[[Case], Case]


def no_previous(case: Case) -> Case:
    return replace(case.with_rule(reference="previous_close"), previous=None)


def invalid(case: Case) -> Case:
    assert case.candle is not None
    return replace(case, candle=replace(case.candle, high=number("1")))


def quiet(case: Case) -> Case:
    assert case.candle is not None
    return replace(case, candle=replace(case.candle, close=case.candle.open))


CANDLE_CHECKS: list[tuple[Reason, Flaw]] = [
    (Reason.CANDLE_NOT_CLOSED, lambda case: replace(case, exchange_time=CLOSE - 1)),
    (Reason.CANDLE_MISSING, no_previous),
    (Reason.CANDLE_INVALID, invalid),
    (Reason.NO_SIGNAL, quiet),
]
ORDER_CHECKS: list[tuple[Reason, Flaw]] = [
    (Reason.COOLDOWN, lambda case: case.with_rule(cooldown=1).with_book(last_buy=START, last_sell=START)),
    (Reason.ORDER_OPEN, lambda case: case.with_book(orders=(order(reserved="1"),))),
    (Reason.BREAKER_OPEN, lambda case: case.with_book(failures=3, last_failure=CLOSE - 15 * MINUTE + 1)),
]
BUY_CHECKS: list[tuple[Reason, Flaw]] = [
    *CANDLE_CHECKS,
    (Reason.BUY_DISABLED, lambda case: case.with_rule(buy_amount=0)),
    (Reason.RSI_NOT_OVERSOLD, lambda case: case.with_rule(rsi_period=14, rsi_max_for_buy="49.9")),
    *ORDER_CHECKS,
    (Reason.TICKER_UNAVAILABLE, lambda case: replace(case, ticker=None)),
    (Reason.BELOW_MINIMUM, lambda case: replace(case, market=rules(min_amount="0.2"))),
    (Reason.CAPITAL_INSUFFICIENT, lambda case: case.with_book(free=number("20.25"))),
    (Reason.BALANCE_INSUFFICIENT, lambda case: replace(case, balance=number("20.25"))),
]
SELL_CHECKS: list[tuple[Reason, Flaw]] = [
    *CANDLE_CHECKS,
    (Reason.SELL_DISABLED, lambda case: case.with_rule(sell_amount=0)),
    (Reason.RSI_NOT_OVERBOUGHT, lambda case: case.with_rule(rsi_period=14, rsi_min_for_sell="50.1")),
    *ORDER_CHECKS,
    (Reason.NO_POSITION, lambda case: case.with_book(position=number(0), orders=())),
    (Reason.BELOW_COST, lambda case: case.with_book(cost=number("150"))),
    (Reason.TICKER_UNAVAILABLE, lambda case: replace(case, ticker=number(0))),
    (Reason.MINIMUM_POSITION, lambda case: case.with_rule(minimum_position="0.9")),
    (Reason.BELOW_MINIMUM, lambda case: replace(case, market=rules(min_amount="0.2"))),
    (Reason.BALANCE_INSUFFICIENT, lambda case: replace(case, balance=number("0.16"))),
]


def chain(start: Case, checks: list[tuple[Reason, Flaw]]) -> list[Any]:
    """Each check with the next one."""
    return [pytest.param(start, *first, *then, id=f"{first[0]}-{then[0]}") for first, then in pairwise(checks)]


@pytest.mark.parametrize(("start", "expected"), [(BUYING, Reason.BUY), (SELLING, Reason.SELL)])
def test_given_nothing_against_it_then_an_order_is_planned(start: Case, expected: Reason) -> None:
    plan = start.outcome()

    assert isinstance(plan, OrderPlan)
    assert plan.reason is expected
    assert plan.reason.side is plan.side


@pytest.mark.parametrize(
    ("start", "reason", "flaw"),
    [pytest.param(BUYING, *check, id=f"buy-{check[0]}") for check in BUY_CHECKS]
    + [pytest.param(SELLING, *check, id=f"sell-{check[0]}") for check in SELL_CHECKS],
)
def test_given_one_thing_against_it_then_that_is_the_reason(start: Case, reason: Reason, flaw: Flaw) -> None:
    outcome = flaw(start).outcome()

    assert outcome.reason is reason
    assert reason.side is None


@pytest.mark.parametrize(
    ("start", "reason", "flaw", "next_reason", "next_flaw"), chain(BUYING, BUY_CHECKS) + chain(SELLING, SELL_CHECKS)
)
def test_given_two_adjacent_things_against_it_then_the_first_check_gives_the_reason(
    start: Case, reason: Reason, flaw: Flaw, next_reason: Reason, next_flaw: Flaw
) -> None:
    both = next_flaw(flaw(start))
    if reason is Reason.NO_POSITION:
        both = both.with_book(position=number(0))  # without a position there is no cost to be below

    assert both.outcome().reason is reason
    assert next_flaw(start).outcome().reason is next_reason


def test_given_the_reasons_then_they_stand_in_the_order_of_the_checks() -> None:
    order_of = list(Reason).index
    for checks in (BUY_CHECKS, SELL_CHECKS):
        places = [order_of(reason) for reason, _ in checks]
        assert places == sorted(places)


@pytest.mark.parametrize(
    ("opened", "close", "side"),
    [
        ("0.06", "0.0585", Side.BUY),  # exactly -2.5 %, which doubles miss
        ("0.06", "0.0585000000000000000000000001", None),
        ("120", "117", Side.BUY),
        ("120", "122.52", Side.SELL),
        ("120", "122.5199999999999999999999999", None),
        ("0.07", "0.07147", Side.SELL),
    ],
)
def test_given_a_change_of_exactly_the_trigger_then_it_fires_and_a_hair_less_does_not(
    opened: str, close: str, side: Side | None
) -> None:
    row = candle(START, opened, close)
    held = book(position="1", cost="0.01")

    decision = decide(strategy(), rules(), held, ClosedCandle(row, row.open), close_time=CLOSE, rsi=None, now=CLOSE)

    assert (decision.side if isinstance(decision, Signal) else None) is side


@pytest.mark.parametrize(
    ("rsi", "bound", "reason"),
    [
        (30.0, "30", Reason.BUY),
        (30.000000000000004, "30", Reason.RSI_NOT_OVERSOLD),
        (0.1, "0.1", Reason.BUY),
        (None, "100", Reason.RSI_NOT_OVERSOLD),
        (99.0, None, Reason.BUY),
        (None, None, Reason.BUY),
    ],
)
def test_given_a_maximum_for_buys_then_the_rsi_is_compared_as_a_double_and_a_missing_one_opens_no_gate(
    rsi: float | None, bound: str | None, reason: Reason
) -> None:
    case = replace(BUYING.with_rule(rsi_period=14, rsi_max_for_buy=bound), rsi=rsi)

    assert case.outcome().reason is reason


@pytest.mark.parametrize(
    ("rsi", "bound", "reason"),
    [
        (70.0, "70", Reason.SELL),
        (69.99999999999999, "70", Reason.RSI_NOT_OVERBOUGHT),
        (None, "0", Reason.RSI_NOT_OVERBOUGHT),
        (1.0, None, Reason.SELL),
    ],
)
def test_given_a_minimum_for_sells_then_the_rsi_is_compared_as_a_double_and_a_missing_one_opens_no_gate(
    rsi: float | None, bound: str | None, reason: Reason
) -> None:
    case = replace(SELLING.with_rule(rsi_period=14, rsi_min_for_sell=bound), rsi=rsi)

    assert case.outcome().reason is reason


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(
    ("cooldown", "candles_ago", "reset", "other_ago", "blocked"),
    [
        (0, 1, True, None, False),
        (1, 1, True, None, True),
        (1, 2, True, None, False),
        (3, 3, True, None, True),
        (3, 4, True, None, False),
        (3, 1, True, 2, True),  # the other side traded before
        (3, 2, True, 1, False),  # the other side traded after
        (3, 2, False, 1, True),
        (3, None, True, 1, False),  # this side never traded
    ],
)
def test_given_a_cooldown_then_it_blocks_so_many_candles_of_the_same_side(
    side: Side, cooldown: int, candles_ago: int | None, reset: bool, other_ago: int | None, blocked: bool
) -> None:
    same, other = (None if ago is None else CLOSE - ago * LENGTH for ago in (candles_ago, other_ago))
    times = {"last_buy": same, "last_sell": other} if side is Side.BUY else {"last_buy": other, "last_sell": same}
    start = BUYING if side is Side.BUY else SELLING

    outcome = start.with_rule(cooldown=cooldown, cooldown_reset=reset).with_book(**times).outcome()

    assert (outcome.reason is Reason.COOLDOWN) is blocked


def test_given_a_cooldown_then_its_end_is_the_close_of_the_last_blocked_candle() -> None:
    waiting = replace(BUYING.book, last_buy=START)

    assert cooldown_until(strategy(cooldown=3), waiting, Side.BUY) == START + 3 * LENGTH


@pytest.mark.parametrize(
    ("previous", "reason"),
    [
        (candle(START - LENGTH, "100", "120"), Reason.BUY),
        (candle(START - LENGTH, "100", "115.80"), Reason.NO_SIGNAL),
        (candle(START - LENGTH, "100", "110"), Reason.SELL),
        (candle(START - LENGTH, "100", "120", high="1"), Reason.CANDLE_INVALID),
        (None, Reason.CANDLE_MISSING),
    ],
)
def test_given_the_previous_close_as_reference_then_the_change_is_measured_from_it(
    previous: Candle | None, reason: Reason
) -> None:
    case = replace(BUYING.with_rule(reference="previous_close"), previous=previous)

    assert case.outcome().reason is reason


def test_given_a_missing_previous_and_an_invalid_candle_then_it_is_missing() -> None:
    assert invalid(no_previous(BUYING)).outcome().reason is Reason.CANDLE_MISSING


def test_given_no_candle_then_it_is_missing_and_not_before_it_could_be_there() -> None:
    assert replace(BUYING, candle=None).outcome().reason is Reason.CANDLE_MISSING
    assert replace(BUYING, candle=None, exchange_time=CLOSE - 1).outcome().reason is Reason.CANDLE_NOT_CLOSED


def test_given_the_pause_is_over_then_the_breaker_lets_one_attempt_through() -> None:
    assert BUYING.with_book(failures=3, last_failure=CLOSE - 15 * MINUTE).outcome().reason is Reason.BUY


def test_given_no_balance_to_look_at_then_shadow_orders_are_planned() -> None:
    assert replace(BUYING, balance=None).outcome().reason is Reason.BUY
    assert replace(SELLING, balance=None).outcome().reason is Reason.SELL


@pytest.mark.parametrize(
    ("free", "balance", "reason"),
    [
        ("20.26", "20.26", Reason.BUY),
        ("20.25", "20.26", Reason.CAPITAL_INSUFFICIENT),
        ("20.26", "20.25", Reason.BALANCE_INSUFFICIENT),
    ],
)
def test_given_exactly_the_reservation_then_it_suffices(free: str, balance: str, reason: Reason) -> None:
    case = replace(BUYING.with_book(free=number(free)), balance=number(balance))

    assert case.outcome().reason is reason


@pytest.mark.parametrize(
    ("balance", "reason"), [("0.16313213", Reason.SELL), ("0.16313212", Reason.BALANCE_INSUFFICIENT)]
)
def test_given_exactly_the_coins_on_the_exchange_then_they_suffice(balance: str, reason: Reason) -> None:
    assert replace(SELLING, balance=number(balance)).outcome().reason is reason


@pytest.mark.parametrize(("reserved", "reason"), [("79.74", Reason.BUY), ("79.75", Reason.CAPITAL_INSUFFICIENT)])
def test_given_no_reinvesting_then_what_other_orders_reserve_counts_as_used(reserved: str, reason: Reason) -> None:
    """`decide` lets no second order through, but the check of section 7 stands by itself."""
    rule, row = strategy(reinvest_profits=False), BUYING.candle
    assert row is not None
    free = replace(BUYING.book, cost=number("100"), free=number("500"))
    signal = decide(rule, rules(), free, ClosedCandle(row, row.open), close_time=CLOSE, rsi=None, now=CLOSE)
    assert isinstance(signal, Signal)

    held = replace(free, orders=(order(reserved=reserved),))

    assert plan_order(rule, rules(), held, signal, ticker=row.close).reason is reason


@pytest.mark.parametrize(
    ("cost", "reinvest", "reason"),
    [
        ("179.74", False, Reason.BUY),
        ("179.75", False, Reason.CAPITAL_INSUFFICIENT),
        ("179.75", True, Reason.BUY),
    ],
)
def test_given_no_reinvesting_then_cost_and_reservation_stay_within_the_allocated_capital(
    cost: str, reinvest: bool, reason: Reason
) -> None:
    case = BUYING.with_rule(reinvest_profits=reinvest).with_book(cost=number(cost), free=number("500"))

    outcome = case.outcome()

    assert outcome.reason is reason
    if reason is Reason.CAPITAL_INSUFFICIENT:
        assert (outcome.numbers.required, outcome.numbers.available) == (number("20.26"), number("20.25"))


@pytest.mark.parametrize(("minimum", "reason"), [("0.83686787", Reason.SELL), ("0.83686788", Reason.MINIMUM_POSITION)])
def test_given_a_minimum_position_then_a_sell_may_leave_exactly_that(minimum: str, reason: Reason) -> None:
    assert SELLING.with_rule(minimum_position=minimum).outcome().reason is reason


def test_given_a_ticker_below_zero_then_it_is_unavailable() -> None:
    assert replace(BUYING, ticker=number("-1")).outcome().reason is Reason.TICKER_UNAVAILABLE


def test_given_a_limit_that_rounds_to_nothing_then_the_order_is_below_the_minimum() -> None:
    case = replace(BUYING, market=rules(price_step="1000", min_cost="0"))

    assert case.outcome().reason is Reason.BELOW_MINIMUM


def test_given_a_plan_then_the_numbers_behind_it_are_all_there() -> None:
    plan = replace(SELLING, rsi=71.5).outcome()

    assert isinstance(plan, OrderPlan)
    assert plan.numbers == Numbers(
        open=number(120),
        close=number("122.6"),
        reference=number(120),
        change=number("2.166666666667"),
        rsi=71.5,
        floor=number("100.751879699248"),
        ticker=number("122.6"),
        limit=number("122.52"),
        amount=number("0.16313213"),
        reserved=number("0.16313213"),
    )
    assert (plan.side, plan.limit, plan.amount, plan.reserved) == (
        Side.SELL,
        number("122.52"),
        number("0.16313213"),
        number("0.16313213"),
    )


@pytest.mark.parametrize(
    ("case", "numbers"),
    [
        (replace(BUYING, exchange_time=0), {"until": CLOSE}),
        (BUYING.with_rule(cooldown=2).with_book(last_buy=START), {"until": START + 2 * LENGTH}),
        (BUYING.with_book(failures=3, last_failure=CLOSE), {"until": CLOSE + 15 * MINUTE}),
        (SELLING.with_book(cost=number("150")), {"floor": number("151.127819548872")}),
        (SELLING.with_rule(minimum_position="0.9"), {"required": number("0.9"), "available": number("0.83686787")}),
        (replace(SELLING, balance=number(0)), {"required": number("0.16313213"), "available": number(0)}),
        (replace(BUYING, balance=number(1)), {"required": number("20.26"), "available": number(1)}),
        (BUYING.with_book(free=number(1)), {"required": number("20.26"), "available": number(1)}),
    ],
)
def test_given_no_trade_then_the_numbers_say_what_was_missing(case: Case, numbers: dict[str, Any]) -> None:
    outcome = case.outcome()

    assert {name: getattr(outcome.numbers, name) for name in numbers} == numbers
