import uuid

import pytest

from custom_components.aurono.engine.errors import LedgerError
from custom_components.aurono.engine.order import OrderStatus, client_order_id
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import BookKind

from .build import SOL_EUR, START, fill, number, order


def test_given_what_an_order_is_then_its_client_id_is_always_the_same_uuid() -> None:
    first = client_order_id("account", "strategy", 1, BookKind.LIVE, START, Side.BUY)

    assert first == client_order_id("account", "strategy", 1, BookKind.LIVE, START, Side.BUY)
    assert str(uuid.UUID(first)) == first


def test_given_any_difference_then_the_client_id_differs() -> None:
    ids = {
        client_order_id("account", "strategy", 1, BookKind.LIVE, START, Side.BUY),
        client_order_id("other", "strategy", 1, BookKind.LIVE, START, Side.BUY),
        client_order_id("account", "other", 1, BookKind.LIVE, START, Side.BUY),
        client_order_id("account", "strategy", 2, BookKind.LIVE, START, Side.BUY),
        client_order_id("account", "strategy", 1, BookKind.SHADOW, START, Side.BUY),
        client_order_id("account", "strategy", 1, BookKind.LIVE, START + 1, Side.BUY),
        client_order_id("account", "strategy", 1, BookKind.LIVE, START, Side.SELL),
    }

    assert len(ids) == 7


def test_given_any_order_then_its_client_id_is_the_uuid_that_the_standard_makes_of_its_name() -> None:
    namespace = uuid.UUID("6f2b0d0e-5a53-5d7b-9c1e-1f6f2b7a9d10")
    for candle in range(200):
        expected = uuid.uuid5(namespace, f"account/strategy/3/live/{candle}/sell")
        assert client_order_id("account", "strategy", 3, BookKind.LIVE, candle, Side.SELL) == str(expected)


@pytest.mark.parametrize("status", OrderStatus)
def test_given_a_status_then_it_is_final_when_nothing_can_follow(status: OrderStatus) -> None:
    assert status.is_final is (status.value in {"filled", "cancelled", "expired", "rejected"})


@pytest.mark.parametrize(("price", "amount"), [("0", "1"), ("1", "0"), ("-1", "1")])
def test_given_a_trade_of_nothing_then_it_is_no_fill(price: str, amount: str) -> None:
    with pytest.raises(LedgerError, match="above 0"):
        fill(price, amount)


def test_given_a_fee_in_quote_then_it_adds_to_a_payment_and_lowers_the_proceeds() -> None:
    trade = fill("116.50", "0.17271157", "0.059102095")

    assert trade.paid(SOL_EUR) == number("20.18")
    assert trade.received(SOL_EUR) == number("20.06179581")


def test_given_a_fee_in_another_currency_then_payment_and_proceeds_are_without_it() -> None:
    trade = fill("100", "0.5", "0.001", currency="SOL")

    assert trade.paid(SOL_EUR) == trade.received(SOL_EUR) == number(50)


@pytest.mark.parametrize(
    "change",
    [{"limit": "0", "reserved": "0"}, {"amount": "0"}, {"reserved": "-1"}, {"status": OrderStatus.FILLED}],
)
def test_given_no_open_order_then_the_books_keep_none(change: dict[str, str]) -> None:
    with pytest.raises(LedgerError, match="order 1"):
        order(**change)  # type: ignore[arg-type]


def test_given_fills_of_a_buy_then_each_draws_what_it_cost_on_the_reservation_and_never_more_than_is_left() -> None:
    after_first = order(limit="100", amount="1", reserved="100.25").with_fill(fill("99", "0.5", "0.13"))
    assert after_first.reserved == number("50.62")
    assert (after_first.filled, after_first.trades) == (number("0.5"), ("t1",))
    assert after_first.status is OrderStatus.PARTIALLY_FILLED

    after_second = after_first.with_fill(fill("100", "0.5", "0.63", trade="t2"))
    assert after_second.reserved == 0
    assert (after_second.filled, after_second.trades) == (number(1), ("t1", "t2"))


@pytest.mark.parametrize(("fee", "currency", "left"), [("0.1", "EUR", "0.6"), ("0.01", "SOL", "0.59")])
def test_given_a_fill_of_a_sell_then_it_draws_the_coins_that_left(fee: str, currency: str, left: str) -> None:
    sold = order(Side.SELL).with_fill(fill("100", "0.4", fee, currency=currency))

    assert sold.reserved == number(left)


def test_given_a_trade_that_was_booked_then_it_is_not_booked_again() -> None:
    bought = order(amount="1").with_fill(fill("100", "0.1"))

    with pytest.raises(LedgerError, match="booked before"):
        bought.with_fill(fill("100", "0.1"))
