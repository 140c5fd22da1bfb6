"""The actions that concern real money. What is refused changes nothing."""

from decimal import Decimal
from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import Unauthorized
import pytest

from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.exchange.protocol import OrderReport
from tests.execution.hub import SOL_EUR

from .house import House
from .test_services import act, refused

FALL = "120 121 115 115.80"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


async def order_on_paper(house: House) -> str:
    """A buy that rests; its id."""
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal(118)
    await house.hour(1)
    (order,) = house.book().orders
    return order.id


async def test_given_an_open_order_when_trading_is_stopped_with_its_orders_then_it_is_cancelled(house: House) -> None:
    await house.move_in()
    await order_on_paper(house)

    kept = await act(house, "stop_trading")
    assert [order["name"] for order in kept["open_orders"]] == ["Dips"]
    answer = await act(house, "stop_trading", cancel_orders=True)

    assert answer["status"] == "stopped"
    await house.hour(1.1)
    assert not house.book().orders
    assert house.book().free == 200
    assert await act(house, "resume_trading") == {"status": "running", "open_orders": []}


async def test_given_a_live_order_when_cancelled_then_the_exchange_is_told_and_its_answer_booked(house: House) -> None:
    await house.move_in()
    await house.go_live()
    house.candle(0, FALL)
    await house.hour(1)
    (order,) = house.book().orders
    assert order.exchange_order == "exchange-1"
    house.exchange.reports[order.id] = OrderReport("exchange-1", OrderStatus.CANCELLED, ())

    await act(house, "cancel_order", strategy="Dips", order=order.id)
    await house.hour(1.1)

    assert [request.client_order for request in house.exchange.cancelled][:1] == [order.id]
    assert not house.book().orders
    assert house.book().free == 200


async def test_given_orders_of_several_strategies_when_all_are_cancelled_then_none_is_left(house: House) -> None:
    await house.move_in()
    await order_on_paper(house)

    await act(house, "cancel_all_orders")
    await house.hour(1.1)

    assert not house.book().orders


async def test_given_coins_of_ones_own_when_adopted_then_the_live_books_hold_them_at_their_price(house: House) -> None:
    await house.move_in()
    await house.go_live()

    answer = await act(house, "adopt_position", strategy="Dips", amount="1.5", average_price="97.10", note="from 2024")

    assert (answer["position"], answer["average_cost"], answer["free_capital"]) == ("1.5", "97.1", "200")
    shadow = house.trader.portfolio.strategy("dips").require_book(BookKind.SHADOW)
    assert shadow.position == ZERO

    (event,) = (await act(house, "get_events", kinds=["position_adopted"]))["events"]
    assert event["adopted"] == {"amount": "1.5", "average_price": "97.1"}
    assert isinstance(event["position"], int), "its place in the journal, as in every event"


async def test_given_coins_that_are_not_there_when_written_off_then_they_are_a_realized_loss(house: House) -> None:
    await house.move_in()
    await house.go_live()
    await act(house, "adopt_position", strategy="Dips", amount=2, average_price=100)

    answer = await act(house, "write_off_difference", strategy="Dips", amount="0.5", money="20")

    assert (answer["position"], answer["free_capital"], answer["realized_profit"]) == ("1.5", "180", "-70")


@pytest.mark.parametrize(
    ("action", "data", "problem"),
    [
        ("cancel_order", {"order": "nothing"}, "order_not_open"),
        ("adopt_position", {"amount": "0", "average_price": "1"}, "amount_not_positive"),
        ("adopt_position", {"amount": "one", "average_price": "1"}, "amount_not_a_number"),
        ("write_off_difference", {"amount": "1"}, "difference_too_large"),
        ("write_off_difference", {"money": "200.01"}, "difference_too_large"),
        ("write_off_difference", {}, "amount_not_positive"),
        ("write_off_difference", {"money": "-5"}, "amount_not_positive"),
        ("write_off_difference", {"amount": "1", "money": "-5"}, "amount_not_positive"),
    ],
)
async def test_given_what_makes_no_sense_when_asked_for_then_it_is_refused_in_plain_words(
    house: House, action: str, data: dict[str, Any], problem: str
) -> None:
    await house.move_in()
    await house.go_live()

    assert await refused(house, action, strategy="Dips", **data) == problem


@pytest.mark.parametrize("action", ["adopt_position", "write_off_difference"])
async def test_given_a_strategy_that_never_was_live_when_corrected_then_it_is_refused(
    house: House, action: str
) -> None:
    await house.move_in()
    data = {"average_price": "1"} if action == "adopt_position" else {}

    assert await refused(house, action, strategy="Dips", amount="1", **data) == "no_live_books"


async def test_given_a_user_who_is_no_administrator_when_asked_for_then_it_is_refused(
    house: House, hass_read_only_user: User
) -> None:
    await house.move_in()
    before = await house.recorded()
    of_strategy = {"strategy": "dips"}
    actions: dict[str, dict[str, str]] = {
        "stop_trading": {},
        "resume_trading": {},
        "cancel_all_orders": {},
        "cancel_order": of_strategy | {"order": "x"},
        "adopt_position": of_strategy | {"amount": "1", "average_price": "1"},
        "write_off_difference": of_strategy,
    }
    for action, data in actions.items():
        with pytest.raises(Unauthorized):
            await act(house, action, user=hass_read_only_user, **data)

    assert await house.recorded() == before
