"""Books reduced to what their value depends on, and the choice of points."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.curve import Standing, thinned
from custom_components.aurono.engine.strategy import StartingPosition

money = st.decimals(0, 10**6, places=8)


@given(
    capital=money,
    amount=st.decimals("0.00000001", 10**4, places=8),
    cost=st.decimals("0.01", 10**5, places=2),
    price=money,
)
def test_given_any_books_when_reduced_then_value_and_profit_are_theirs(
    capital: Decimal, amount: Decimal, cost: Decimal, price: Decimal
) -> None:
    book = Book.opened(capital, StartingPosition(amount, cost))

    standing = Standing.of(book)

    assert standing.value(price) == book.value(price)
    assert standing.profit(price) == book.profit(price)


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
