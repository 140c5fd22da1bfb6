"""What only a person can decide: one repair issue each, and a way out that is written to the journal."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.aurono.const import DOMAIN, EXCHANGE_BITVAVO
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.order import Order
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import DAY
from custom_components.aurono.exchange.protocol import Ambiguous, Balance, Failure, ListedOrder
from custom_components.aurono.execution.questions import QuestionKind
from custom_components.aurono.flows.question_flows import _FIRST_STEPS
from custom_components.aurono.status import Status
from tests.exchange.scripted_market import NO_ANSWER
from tests.execution.hub import SOL_EUR

from .flows import TEXTS
from .house import House, subentry
from .test_repairs import Owner, owner

__all__ = ["owner"]

pytestmark = pytest.mark.filterwarnings("ignore:It is recommended to use web")

FALL = "120 121 115 115.80"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch, EXCHANGE_BITVAVO)


def questions(house: House) -> Sequence[ir.IssueEntry]:
    """The issues that are questions, as they are shown: without those that were acknowledged."""
    found = ir.async_get(house.hass).issues.values()
    return [issue for issue in found if issue.domain == DOMAIN and issue.active and issue.dismissed_version is None]


def the_question(house: House, kind: QuestionKind) -> str:
    (issue,) = questions(house)
    assert issue.translation_key == kind
    assert issue.is_fixable
    placeholders = issue.translation_placeholders or {}
    texts = TEXTS["issues"][kind.value]
    assert texts["title"].format(**placeholders)
    for step in texts["fix_flow"]["step"].values():
        assert step["description"].format(**placeholders)
    return issue.issue_id


def open_order(house: House) -> Order:
    (order,) = house.book().orders
    return order


def listed_like(order: Order, **changes: Any) -> ListedOrder:
    values: dict[str, Any] = {
        "exchange_order": "found-1",
        "client_order": None,
        "pair": order.pair,
        "side": order.side,
        "limit": order.limit,
        "amount": order.amount,
        "filled": ZERO,
        "is_open": True,
        "created": order.submitted_at,
    }
    return ListedOrder(**(values | changes))


BY_HAND = ListedOrder("by-hand", None, SOL_EUR, Side.SELL, Decimal(150), Decimal(3), ZERO, is_open=True, created=0)


def suggested(step: Mapping[str, Any]) -> dict[str, Any]:
    """What a form is filled in with."""
    return {
        field["name"]: field["description"]["suggested_value"]
        for field in step["data_schema"]
        if "suggested_value" in (field.get("description") or {})
    }


async def lose_an_order(house: House, monkeypatch: pytest.MonkeyPatch) -> Order:
    """A live buy whose answer was lost, and an exchange that does not say what became of it."""

    async def silent(*_: object) -> Failure:
        return NO_ANSWER

    await house.move_in()
    await house.go_live()
    monkeypatch.setattr(house.exchange, "order", silent)
    house.exchange.placements = [Ambiguous("no answer in time")]
    house.candle(0, FALL)
    await house.hour(1)
    assert not questions(house)
    await house.hour(1.05)
    return open_order(house)


# -- orders ----------------------------------------------------------------------------------------------------------


async def test_given_an_order_that_stays_unknown_when_linked_then_it_is_followed_and_the_question_is_gone(
    house: House, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await lose_an_order(house, monkeypatch)
    issue = the_question(house, QuestionKind.ORDER_UNKNOWN)
    others = (
        listed_like(order, exchange_order="larger", amount=Decimal(5)),
        listed_like(order, exchange_order="of long ago", created=order.submitted_at - DAY),
        listed_like(order, exchange_order="of another strategy", client_order="a name of its own"),
    )
    house.exchange.listed = (*others, listed_like(order))

    step = await owner.choose(await owner.open(issue), "link")
    (field,) = step["data_schema"]
    assert [option["value"] for option in field["selector"]["select"]["options"]] == ["found-1"]
    result = await owner.submit(step, order="found-1")
    await house.settle()

    assert result["type"] == "create_entry"
    assert open_order(house).exchange_order == "found-1"
    assert not questions(house)
    assert len(house.exchange.sent) == 1


async def test_given_a_home_in_dutch_when_asked_about_an_order_then_its_side_is_told_in_dutch(
    house: House, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.hass.config.language = "nl"
    order = await lose_an_order(house, monkeypatch)
    issue = the_question(house, QuestionKind.ORDER_UNKNOWN)

    registered = ir.async_get(house.hass).async_get_issue(DOMAIN, issue)
    assert registered is not None
    assert registered.translation_placeholders is not None
    assert registered.translation_placeholders["side"] == "koop"
    # What is set aside is money where it is a buy.
    assert registered.translation_placeholders["reserved"] == "€\xa019,55"
    assert registered.translation_placeholders["amount"] == f"{str(order.amount).replace('.', ',')}\xa0SOL"
    assert registered.translation_placeholders["limit"] == "€\xa0117,00"
    assert (await owner.open(issue))["description_placeholders"]["side"] == "koop"

    house.exchange.listed = NO_ANSWER
    step = await owner.submit(await owner.choose(await owner.open(issue), "never_arrived"), confirmation="Dips")
    assert step["reason"] == "refused"
    assert step["description_placeholders"]["detail"].endswith("probeer het zo opnieuw.")


async def test_given_an_order_that_stays_unknown_when_the_exchange_shows_none_like_it_then_it_can_be_declared_gone(
    house: House, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await lose_an_order(house, monkeypatch)
    issue = the_question(house, QuestionKind.ORDER_UNKNOWN)

    result = await owner.choose(await owner.open(issue), "link")
    assert result["reason"] == "no_candidates"
    step = await owner.choose(await owner.open(issue), "never_arrived")
    step = await owner.submit(step, confirmation="yes")
    assert step["errors"] == {"confirmation": "not_confirmed"}
    assert open_order(house) == order
    result = await owner.submit(step, confirmation="Dips")
    await house.settle()

    assert result["type"] == "create_entry"
    assert not house.book().orders
    assert house.book().free == 200
    assert not questions(house)


async def test_given_an_order_that_the_exchange_denies_after_it_confirmed_it_when_declared_gone_then_trading_goes_on(
    house: House, owner: Owner
) -> None:
    await house.move_in()
    await house.go_live()
    house.candle(0, FALL)
    await house.hour(1)
    assert open_order(house).exchange_order == "exchange-1"
    await house.hour(1.05)
    await house.hour(1.1)
    issue = the_question(house, QuestionKind.ORDER_VANISHED)

    step = await owner.choose(await owner.open(issue), "never_arrived")
    result = await owner.submit(step, confirmation="Dips")
    await house.settle()

    assert result["type"] == "create_entry"
    assert not house.book().orders
    assert not questions(house)


async def test_given_an_order_placed_by_hand_when_acknowledged_then_it_is_told_again_only_if_it_changes(
    house: House, owner: Owner
) -> None:
    await house.move_in()
    await house.go_live()
    house.exchange.listed = (BY_HAND,)
    await house.hour(0.5)
    issue = the_question(house, QuestionKind.ORDER_FOREIGN)

    step = await owner.open(issue)
    assert step["description_placeholders"]["limit"] == "€150.00"
    result = await owner.submit(step)
    assert (result["type"], result["reason"]) == ("abort", "acknowledged")
    await house.hour(0.9)
    assert not questions(house)

    # A restart at which the exchange at first shows nothing.
    house.exchange.listed = NO_ANSWER
    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await house.settle()
    house.exchange.listed = (BY_HAND,)
    await house.hour(0.95)
    assert house.trader.live.questions
    assert not questions(house)

    house.exchange.listed = (listed_like_hand(limit=Decimal(140)),)
    await house.hour(1.3)
    the_question(house, QuestionKind.ORDER_FOREIGN)

    house.exchange.listed = ()
    await house.hour(1.7)
    assert not [key for key in ir.async_get(house.hass).issues if key[0] == DOMAIN]


def listed_like_hand(**changes: Any) -> ListedOrder:
    values = {name: getattr(BY_HAND, name) for name in BY_HAND.__slots__}
    return ListedOrder(**(values | changes))


# -- balances --------------------------------------------------------------------------------------------------------


async def shortage(house: House) -> str:
    await house.move_in()
    await house.go_live()
    house.exchange.funds = {"EUR": Balance(Decimal("53.73"), ZERO)}
    await house.hour(0.5)
    (issue,) = questions(house)
    assert issue.translation_placeholders == {
        "account": "Paper",
        "currency": "EUR",
        "expected": "€200.00",
        "actual": "€53.73",
        "gap": "€146.27",
        "sentence": (
            "Your strategies expect €200.00 but your Paper account has €53.73 — deposit €146.27 to cover the gap."
        ),
    }
    return the_question(house, QuestionKind.BALANCE_SHORT)


async def test_given_money_that_is_missing_when_it_was_deposited_then_the_question_is_gone(
    house: House, owner: Owner
) -> None:
    issue = await shortage(house)

    result = await owner.choose(await owner.open(issue), "recheck")
    assert (result["type"], result["reason"]) == ("abort", "still_so")
    assert questions(house)
    house.exchange.funds = {"EUR": Balance(Decimal(200), ZERO)}
    result = await owner.choose(await owner.open(issue), "recheck")
    await house.settle()

    assert result["type"] == "create_entry"
    assert not questions(house)
    assert house.book().free == 200


async def test_given_money_that_is_missing_when_written_off_then_it_is_a_loss_and_the_question_is_gone(
    house: House, owner: Owner
) -> None:
    issue = await shortage(house)

    step = await owner.choose(await owner.open(issue), "write_off")
    step = await owner.submit(step, strategy="dips", amount="all of it")
    assert step["errors"] == {"amount": "not_a_number"}
    step = await owner.submit(step, strategy="dips", amount="1.234,5")
    assert step["errors"] == {"amount": "not_a_number"}
    step = await owner.submit(step, strategy="dips", amount="1.000")
    assert step["errors"] == {"amount": "ambiguous_number"}
    result = await owner.submit(step, strategy="dips", amount="146,27", note="withdrawn by me")
    await house.settle()

    assert result["type"] == "create_entry"
    assert (house.book().free, house.book().realized) == (Decimal("53.73"), Decimal("-146.27"))
    assert not questions(house)


async def test_given_more_than_there_is_when_written_off_then_it_is_refused_and_the_question_stays(
    house: House, owner: Owner
) -> None:
    await house.move_in(subentry(), subentry("second", "Second"))
    await house.go_live()
    await house.go_live("second")
    house.exchange.funds = {"EUR": Balance(Decimal("53.73"), ZERO)}
    await house.hour(0.5)
    issue = the_question(house, QuestionKind.BALANCE_SHORT)
    before = await house.recorded()

    step = await owner.choose(await owner.open(issue), "write_off")
    step = await owner.submit(step, strategy="second", amount="346.28")
    assert step["errors"] == {"amount": "more_than_missing"}
    # What was chosen stays chosen, or the loss would go to the first of them.
    assert suggested(step) == {"strategy": "second", "amount": "346.28"}
    result = await owner.submit(step, strategy="dips", amount="346.27")
    await house.settle()

    assert (result["type"], result["reason"]) == ("abort", "refused")
    assert "no more than that can be written off" in result["description_placeholders"]["detail"]
    assert await house.recorded() == before
    assert questions(house)


async def test_given_coins_bought_by_hand_when_adopted_then_the_live_books_hold_them(
    house: House, owner: Owner
) -> None:
    issue = await shortage(house)

    step = await owner.choose(await owner.open(issue), "adopt")
    step = await owner.submit(step, strategy="dips", amount="1,200", average_price="x")
    assert step["errors"] == {"amount": "ambiguous_number", "average_price": "not_a_number"}
    assert suggested(step) == {"strategy": "dips", "amount": "1,200", "average_price": "x"}
    await owner.submit(step, strategy="dips", amount="1,2", average_price="121.89")
    await house.settle()

    assert house.book().position == Decimal("1.2")


# -- markets and accounts --------------------------------------------------------------------------------------------


async def test_given_a_market_that_is_gone_when_retired_then_its_position_is_a_loss_and_the_strategy_pauses(
    house: House, owner: Owner
) -> None:
    await house.move_in()
    await house.go_live()
    await house.trader.live.adopt_position("dips", Decimal(2), Decimal(100))
    house.exchange.funds = {"EUR": Balance(Decimal(200), ZERO), "SOL": Balance(Decimal(2), ZERO)}
    house.exchange.delist(SOL_EUR)
    house.exchange.now += DAY
    house.coordinator.wake()
    await house.settle()
    issue = the_question(house, QuestionKind.MARKET_GONE)

    step = await owner.open(issue)
    assert step["description_placeholders"]["position"] == "2\xa0SOL"
    step = await owner.submit(step)
    assert step["errors"] == {"confirmation": "not_confirmed"}
    result = await owner.submit(step, confirmation="Dips")
    await house.settle()

    assert result["type"] == "create_entry"
    assert house.book().position == 0
    assert house.book().realized == -200
    assert house.trader.portfolio.strategy("dips").mode is Mode.PAUSED
    assert house.sensor("status") == Status.PAUSED
    assert not questions(house)


async def test_given_a_question_that_answered_itself_when_opened_then_there_is_nothing_left_to_do(
    house: House, owner: Owner
) -> None:
    issue = await shortage(house)
    step = await owner.open(issue)
    house.exchange.funds = {"EUR": Balance(Decimal(200), ZERO)}
    await house.trader.live.recheck()

    late = await owner.choose(step, "write_off")
    assert late["reason"] == "answered"
    result = await owner.open(issue)

    assert result["type"] == "create_entry"
    assert not questions(house)


async def test_given_an_account_that_is_not_loaded_when_a_question_is_opened_then_nothing_is_done(
    house: House, owner: Owner
) -> None:
    issue = await shortage(house)
    await house.hass.config_entries.async_unload(house.entry.entry_id)

    result = await owner.open(issue)

    assert result["reason"] == "account_not_loaded"


async def test_given_an_account_that_is_removed_when_it_is_gone_then_its_questions_are(house: House) -> None:
    await shortage(house)

    await house.hass.config_entries.async_remove(house.entry.entry_id)
    await house.hass.async_block_till_done()

    assert not questions(house)


async def test_given_an_account_with_an_open_order_when_removed_then_its_owner_is_told_that_it_stays_on_the_exchange(
    house: House,
) -> None:
    await house.move_in()
    await house.go_live()
    house.candle(0, FALL)
    await house.hour(1)
    assert open_order(house).exchange_order

    await house.hass.config_entries.async_remove(house.entry.entry_id)
    await house.hass.async_block_till_done()

    (issue,) = ir.async_get(house.hass).issues.values()
    assert issue.translation_key == "order_left_open"
    assert issue.translation_placeholders == {"account": "Paper", "count": "1"}


@pytest.mark.parametrize("kind", QuestionKind)
def test_given_a_question_when_told_then_every_answer_has_its_words(kind: QuestionKind) -> None:
    texts = TEXTS["issues"][kind.value]
    flow = texts["fix_flow"]
    assert texts["title"]
    assert {"account_not_loaded", "answered", "refused"} <= flow["abort"].keys()
    steps = _FIRST_STEPS[kind]
    if len(steps) > 1:
        assert flow["step"]["init"]["menu_options"].keys() == set(steps)
    for step in steps:
        if step == "recheck":
            assert flow["abort"]["still_so"]
        else:
            assert flow["step"][step]["title"]
        if "confirmation" in flow["step"].get(step, {}).get("data", {}):
            assert flow["error"]["not_confirmed"]
