from dataclasses import fields, replace
from decimal import Decimal

import pytest

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.errors import LedgerError
from custom_components.aurono.engine.open_book import OpenBook
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import StartingPosition
from custom_components.aurono.engine.timeframe import HOUR, MINUTE

from .build import START, book, fill, number, order


def bought_one() -> Book:
    """One coin bought for 100.25 of 200."""
    return (
        book()
        .after(OpenBook.plan, order(limit="100", reserved="100.25"))
        .after(OpenBook.fill, "1", fill("100", "1", "0.25"))
        .after(OpenBook.end, "1")
    )


def test_given_capital_when_opened_then_all_of_it_is_free() -> None:
    assert Book.opened(number("200.12345"), None) == Book(number("200.12345"), number("200.12345"))


def test_given_a_starting_position_when_opened_then_it_is_bookkeeping_only() -> None:
    opened = Book.opened(number(0), StartingPosition(number("1.23456"), number("100.1")))

    assert (opened.free, opened.position, opened.cost) == (number(0), number("1.23456"), number("123.579456"))
    assert (opened.trades, opened.last_buy, opened.realized) == (0, None, number(0))


@pytest.mark.parametrize(
    ("position", "cost", "reserved"), [("-1", "0", None), ("0", "-1", None), ("1", "1", "1.00001")]
)
def test_given_what_cannot_be_owned_then_there_are_no_such_books(
    position: str, cost: str, reserved: str | None
) -> None:
    orders = () if reserved is None else (order(Side.SELL, reserved=reserved),)

    with pytest.raises(LedgerError, match="would hold"):
        book(position=position, cost=cost, orders=orders)


def test_given_open_orders_then_reservations_are_told_apart_by_side() -> None:
    held = book(position="3", orders=(order(reserved="100.12345"), order(Side.SELL, order_id="2", amount="1.23456")))

    assert (held.reserved, held.reserved_position) == (number("100.12345"), number("1.23456"))
    assert held.free_position == number("1.76544")


def test_given_a_position_then_value_profit_and_averages_follow_from_it() -> None:
    held = book("99.75555", position="1", cost="100.24445", realized=number("1.00001"))

    assert held.average_cost == number("100.24445")
    assert held.value(number("110.00001")) == number("209.75556")
    assert held.unrealized(number("110.00001")) == number("9.75556")
    assert held.profit(number("110.00001")) == number("10.75557")
    assert held.profit_percent(number("110.00001")) == number("5.377785")


def test_given_an_open_order_then_what_it_reserves_counts_once_in_the_value() -> None:
    buying = book().after(OpenBook.plan, order(reserved="117.29"))
    selling = book(position="1", cost="1").after(OpenBook.plan, order(Side.SELL))

    assert buying.value(number(120)) == number(200)
    assert selling.value(number(120)) == number(320)


def test_given_neither_position_nor_capital_then_there_is_no_average_and_no_percentage() -> None:
    assert book().average_cost is None
    assert replace(book(), allocated=number(0)).profit_percent(number(1)) is None


def test_given_three_failures_in_a_row_then_the_breaker_opens_for_fifteen_minutes_after_the_last() -> None:
    held = book(orders=(order(),))
    for count in range(2):
        held = held.after(OpenBook.lose_order, "1", START + count)
    assert held.breaker_open_until is None

    held = held.after(OpenBook.end, "1", failed_at=START + 5)

    assert (held.failures, held.breaker_open_until) == (3, START + 5 + 15 * MINUTE)


def test_given_failures_when_an_order_is_acknowledged_then_the_row_is_broken() -> None:
    held = book(orders=(order(),), failures=3, last_failure=START).after(OpenBook.open_order, "1", "x-1")

    assert (held.failures, held.last_failure, held.breaker_open_until) == (0, None, None)
    assert (held.order("1").status, held.order("1").exchange_order) == (OrderStatus.OPEN, "x-1")


def test_given_a_business_rejection_then_it_is_no_failure() -> None:
    assert book(orders=(order(),), failures=2).after(OpenBook.end, "1").failures == 2


def test_given_a_lost_answer_then_the_reservation_stays() -> None:
    held = book().after(OpenBook.plan, order(reserved="117.29")).after(OpenBook.lose_order, "1", START)

    assert (held.free, held.reserved, held.order("1").status) == (
        number("82.71"),
        number("117.29"),
        OrderStatus.UNKNOWN,
    )


def test_given_a_fill_before_the_acknowledgement_then_the_order_stays_partially_filled() -> None:
    held = (
        book()
        .after(OpenBook.plan, order(amount="1"))
        .after(OpenBook.fill, "1", fill("117", "0.5"))
        .after(OpenBook.open_order, "1", "x-1")
    )

    assert held.order("1").status is OrderStatus.PARTIALLY_FILLED


def test_given_no_such_order_when_asked_for_then_the_books_say_so() -> None:
    with pytest.raises(LedgerError, match="order 7 is not open"):
        book(orders=(order(),)).order("7")


def test_given_capital_paid_in_and_out_then_average_cost_and_profit_are_untouched() -> None:
    held = bought_one()

    after = held.after(OpenBook.deposit, number("50.12345")).after(OpenBook.withdraw, number("149.87345"))

    assert (after.free, after.allocated) == (number(0), number("100.25"))
    assert (after.cost, after.realized, after.average_cost) == (held.cost, held.realized, held.average_cost)


@pytest.mark.parametrize("amount", ["0", "-1", "200.00001"])
def test_given_more_than_is_free_or_nothing_when_withdrawn_then_the_books_refuse(amount: str) -> None:
    with pytest.raises(LedgerError, match="cannot be taken out"):
        book().after(OpenBook.withdraw, number(amount))


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_given_nothing_when_deposited_then_the_books_refuse(amount: str) -> None:
    with pytest.raises(LedgerError, match="cannot be put in"):
        book().after(OpenBook.deposit, number(amount))


def test_given_a_reservation_beyond_free_capital_when_planned_then_the_books_refuse() -> None:
    with pytest.raises(LedgerError, match=r"reserves 200\.01: 200 is free"):
        book().after(OpenBook.plan, order(reserved="200.01"))
    assert book().after(OpenBook.plan, order(reserved="200")).free == 0


def test_given_more_coins_than_are_free_when_planned_then_the_books_refuse() -> None:
    with pytest.raises(LedgerError, match="would hold"):
        book(position="1.5", orders=(order(Side.SELL),)).after(OpenBook.plan, order(Side.SELL, order_id="2"))


def test_given_a_planned_order_when_planned_again_then_the_books_refuse() -> None:
    with pytest.raises(LedgerError, match="planned before"):
        book().after(OpenBook.plan, order(reserved="10")).after(OpenBook.plan, order(reserved="10"))


def test_given_a_partial_fill_when_the_order_ends_then_the_rest_of_the_reservation_returns() -> None:
    held = book().after(OpenBook.plan, order(limit="100", amount="1", reserved="100.25"))

    part = held.after(OpenBook.fill, "1", fill("99", "0.4", "0.1"))
    assert (part.free, part.reserved, part.cost, part.position) == (
        number("99.75"),
        number("60.55"),
        number("39.7"),
        number("0.4"),
    )

    ended = part.after(OpenBook.end, "1")
    assert (ended.free, ended.reserved, ended.trades) == (number("160.3"), number(0), 1)


def test_given_fees_beyond_the_reservation_then_they_come_from_free_capital_which_may_end_below_zero() -> None:
    held = book("100.25").after(OpenBook.plan, order(limit="100", amount="1", reserved="100.25"))

    held = held.after(OpenBook.fill, "1", fill("100", "0.5", "0.13")).after(
        OpenBook.fill, "1", fill("100", "0.5", "0.13", trade="t2")
    )

    assert (held.free, held.reserved, held.cost) == (number("-0.01"), number(0), number("100.26"))
    assert held.trades == 1


def test_given_a_fee_in_coins_then_it_reduces_the_position_and_not_the_cost() -> None:
    held = (
        book()
        .after(OpenBook.plan, order(limit="100", reserved="100.25"))
        .after(OpenBook.fill, "1", fill("100", "1", "0.0025", currency="SOL"))
    )

    assert (held.position, held.cost, held.fees) == (number("0.9975"), number(100), number(0))


def test_given_a_sold_part_then_its_cost_is_rounded_half_even_and_the_rest_is_the_profit() -> None:
    held = (
        book(position="3", cost="100")
        .after(OpenBook.plan, order(Side.SELL, amount="1"))
        .after(OpenBook.fill, "1", fill("40", "1", "0.1"))
    )

    assert held.cost == number("66.666666666667")
    assert held.realized == number("6.566666666667")
    assert (held.free, held.position, held.fees) == (number("239.9"), number(2), number("0.1"))


def test_given_the_whole_position_sold_then_all_of_its_cost_goes_with_it() -> None:
    held = book(position="3", cost="100.0000000000005").after(OpenBook.plan, order(Side.SELL, amount="3"))

    held = held.after(OpenBook.fill, "1", fill("40", "3"))

    assert (held.position, held.cost, held.realized) == (number(0), number(0), number("19.9999999999995"))


def test_given_a_sell_with_a_fee_in_coins_then_they_leave_with_their_cost() -> None:
    held = book(position="2", cost="100").after(OpenBook.plan, order(Side.SELL, amount="1"))

    held = held.after(OpenBook.fill, "1", fill("60", "1", "0.5", currency="SOL"))

    assert (held.position, held.cost, held.realized) == (number("0.5"), number(25), number(-15))


def test_given_a_trade_of_more_than_is_owned_then_the_books_refuse() -> None:
    held = book(position="1", cost="100").after(OpenBook.plan, order(Side.SELL, amount="1"))

    with pytest.raises(LedgerError, match=r"sells 1\.1 of a position of 1"):
        held.after(OpenBook.fill, "1", fill("100", "1.1"))


def test_given_fills_then_the_time_of_the_trade_is_the_close_of_the_candle_that_placed_the_order() -> None:
    close = START + 4 * HOUR
    held = book(position="1").after(OpenBook.plan, order(candle_close=close, reserved="117"))

    held = held.after(OpenBook.fill, "1", fill("117", "0.1", time=close + 3 * HOUR))
    assert (held.last_buy, held.last_sell) == (close, None)

    held = held.after(OpenBook.end, "1").after(OpenBook.plan, order(Side.SELL, order_id="2", candle_close=close + HOUR))
    assert held.after(OpenBook.fill, "2", fill("117", "0.1", trade="t2")).last_sell == close + HOUR


@pytest.mark.parametrize(("side", "field"), [(Side.BUY, "last_buy"), (Side.SELL, "last_sell")])
def test_given_a_fill_of_an_older_order_that_is_booked_late_then_the_last_trade_stays_the_latest(
    side: Side, field: str
) -> None:
    held = book(position="2", cost="200")
    for order_id, close in (("1", START + HOUR), ("2", START + 5 * HOUR)):
        held = held.after(OpenBook.plan, order(side, order_id=order_id, candle_close=close, limit="50", reserved="1"))

    held = held.after(OpenBook.fill, "2", fill("50", "0.1", trade="t2"))
    assert getattr(held, field) == START + 5 * HOUR
    held = held.after(OpenBook.fill, "1", fill("50", "0.1", trade="t1"))
    assert getattr(held, field) == START + 5 * HOUR


@pytest.mark.parametrize("amount", ["0.1", "0.4", "1"])
def test_given_the_same_trade_twice_then_it_is_booked_once(amount: str) -> None:
    held = (
        book()
        .after(OpenBook.plan, order(limit="100", reserved="100.25"))
        .after(OpenBook.fill, "1", fill("100", amount))
    )

    with pytest.raises(LedgerError, match="booked before"):
        held.after(OpenBook.fill, "1", fill("100", amount))


def test_given_two_orders_then_a_fill_touches_only_its_own() -> None:
    held = (
        book()
        .after(OpenBook.plan, order(limit="50", reserved="50"))
        .after(OpenBook.plan, order(order_id="2", limit="40", reserved="40"))
    )

    held = held.after(OpenBook.fill, "2", fill("40", "0.5"))

    assert held.order("1") == order(limit="50", reserved="50")
    assert held.order("2").filled == Decimal("0.5")


def test_given_coins_that_their_owner_had_when_adopted_then_they_join_position_and_cost_and_nothing_else() -> None:
    before = bought_one()

    after = before.after(OpenBook.adopt, StartingPosition(number("0.5"), number("90.00001")))

    assert (after.position, after.cost) == (number("1.5"), number("145.250005"))
    assert after == replace(before, position=after.position, cost=after.cost)


@pytest.mark.parametrize(
    ("base", "quote", "position", "cost", "free", "realized"),
    [
        # A quarter of one coin that cost 100.25
        ("0.25", "0", "0.75", "75.1875", "99.75", "-25.0625"),
        ("0", "9.5", "1", "100.25", "90.25", "-9.5"),
        ("0.25", "9.5", "0.75", "75.1875", "90.25", "-34.5625"),
        ("1", "99.75", "0", "0", "0", "-200"),
    ],
)
def test_given_money_that_is_not_there_when_written_off_then_it_is_a_loss_and_the_average_cost_stays(
    base: str, quote: str, position: str, cost: str, free: str, realized: str
) -> None:
    after = bought_one().after(OpenBook.write_off, number(base), number(quote))

    assert (after.position, after.cost) == (number(position), number(cost))
    assert (after.free, after.realized, after.allocated) == (number(free), number(realized), number(200))
    assert after.average_cost in {number("100.25"), None}


@pytest.mark.parametrize(
    ("base", "quote"),
    [("0", "0"), ("-0.1", "1"), ("1", "-0.1"), ("0.60001", "0"), ("0", "99.75001"), ("0.6", "100")],
)
def test_given_more_than_is_free_or_nothing_when_written_off_then_it_is_refused(base: str, quote: str) -> None:
    held = bought_one().after(OpenBook.plan, order(Side.SELL, order_id="2", amount="0.4"))

    with pytest.raises(LedgerError, match="cannot be written off"):
        held.after(OpenBook.write_off, number(base), number(quote))


def test_given_free_capital_below_zero_by_rounding_when_coins_are_written_off_then_only_the_coins_go() -> None:
    held = book("-0.01", position="1", cost="100")

    assert held.after(OpenBook.write_off, number("0.5"), number(0)).free == number("-0.01")
    with pytest.raises(LedgerError, match="cannot be written off"):
        held.after(OpenBook.write_off, number(0), number("0.01"))


def test_given_books_when_reopened_then_every_field_is_in_its_place() -> None:
    held = bought_one()

    assert [field.name for field in fields(OpenBook)] == [field.name for field in fields(Book)]
    assert Book.of(held.reopened()) == held


def test_given_an_entry_that_is_refused_when_books_are_changed_then_they_stay_as_they_were() -> None:
    held = bought_one().after(OpenBook.plan, order(Side.SELL, order_id="2", amount="1"))
    before = held.reopened()

    with pytest.raises(LedgerError, match="sells"):
        held.after(OpenBook.fill, "2", fill("100", "1.1"))

    assert held == Book.of(before)
