"""Books reduced to what their value depends on, and the choice of points."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.curve import Standing, thinned
from custom_components.aurono.engine.events import (
    BookOpened,
    CapitalDeposited,
    CapitalWithdrawn,
    DifferenceWrittenOff,
    OrderFill,
    PositionAdopted,
)
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.open_book import OpenBook
from custom_components.aurono.engine.order import Fill, Order
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import BookKind, StartingPosition

STARTING = StartingPosition(Decimal("0.5"), Decimal("99.5"))
OPENED = BookOpened(0, "dips", BookKind.SHADOW, Decimal(200), STARTING)


def same(standing: Standing, book: Book) -> None:
    """Whatever the price, both say the same."""
    for price in map(Decimal, ("0", "1", "99.87654321")):
        assert standing.value(price) == book.value(price)
        assert standing.profit(price) == book.profit(price)


def test_given_books_that_are_opened_then_they_stand_as_the_books_do() -> None:
    same(Standing.opened(OPENED), Book.opened(Decimal(200), STARTING))
    bare = BookOpened(0, "dips", BookKind.SHADOW, Decimal(200), None)
    same(Standing.opened(bare), Book.opened(Decimal(200), None))


def test_given_capital_and_coins_that_come_and_go_then_they_stand_as_the_books_do() -> None:
    book, standing = Book.opened(Decimal(200), STARTING), Standing.opened(OPENED)
    place = (0, "dips", BookKind.SHADOW)

    book, standing = book.after(OpenBook.deposit, Decimal(30)), standing.moved(CapitalDeposited(*place, Decimal(30)))
    same(standing, book)
    book, standing = (
        book.after(OpenBook.withdraw, Decimal("9.5")),
        standing.moved(CapitalWithdrawn(*place, Decimal("9.5"))),
    )
    same(standing, book)
    more = StartingPosition(Decimal(1), Decimal("1.23"))
    book, standing = book.after(OpenBook.adopt, more), standing.moved(PositionAdopted(*place, more))
    same(standing, book)
    book = book.after(OpenBook.write_off, Decimal("0.7"), Decimal(3))
    standing = standing.moved(DifferenceWrittenOff(*place, Decimal("0.7"), Decimal(3)))
    same(standing, book)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("currency", ["EUR", "SOL", "BNB"])
def test_given_fills_when_booked_then_they_stand_as_the_books_do_before_and_after_the_order_ended(
    side: Side, currency: str
) -> None:
    pair = Pair("SOL", "EUR")
    reserved = Decimal("20.26") if side is Side.BUY else Decimal("0.2")
    order = Order("1", 1, pair, side, Decimal(100), Decimal("0.2"), reserved, 0, 0, 1)
    book, standing = Book.opened(Decimal(200), STARTING).after(OpenBook.plan, order), Standing.opened(OPENED)
    same(standing, book)
    for part in ("a", "b"):
        fill = Fill(part, 0, Decimal("99.99"), Decimal("0.07"), Decimal("0.0003"), currency)
        book = book.after(OpenBook.fill, "1", fill)
        standing = standing.traded(OrderFill(0, "dips", BookKind.SHADOW, "1", fill), side, pair)
        same(standing, book)
    same(standing, book.after(OpenBook.end, "1"))


@given(count=st.integers(0, 5_000), most=st.integers(2, 600))
def test_given_any_number_of_points_when_thinned_then_the_ends_stay_and_the_steps_between_are_even(
    count: int, most: int
) -> None:
    chosen = list(thinned(count, most))

    assert len(chosen) == min(count, most)
    if count:
        assert (chosen[0], chosen[-1]) == (0, count - 1)
    steps = {later - earlier for earlier, later in pairwise(chosen)}
    assert all(step > 0 for step in steps)
    assert not steps or max(steps) - min(steps) <= 1


def test_given_less_than_two_points_when_thinned_then_it_is_refused() -> None:
    with pytest.raises(ValueError, match="at least two"):
        thinned(10, 1)
