"""The events of a strategy: every decision and every step of its orders, as it happens."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
import pytest

from custom_components.aurono.engine.events import OrderEnded, OrderUnknown
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.strategy import BookKind
from tests.exchange.scripted_market import rules_of
from tests.execution.hub import SOL_EUR

from .house import House, planned_order, subentry

FALL = "120 121 115 115.80"
FLAT = "120 121 119 120"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


@dataclass
class Fired:
    """What an event entity told, in order."""

    events: list[dict[str, Any]]

    @property
    def types(self) -> list[str]:
        return [event["event_type"] for event in self.events]

    def one(self, event_type: str) -> dict[str, Any]:
        (event,) = (event for event in self.events if event["event_type"] == event_type)
        return event


def listen(house: House, strategy_id: str = "dips", key: str = "activity") -> Fired:
    fired = Fired([])

    @callback
    def heard(event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        if state is not None:
            fired.events.append(dict(state.attributes))

    async_track_state_change_event(house.hass, house.entity_id("event", key, strategy_id), heard)
    return fired


async def test_given_a_fall_when_it_is_bought_on_paper_then_decision_order_and_fill_are_told_one_after_another(
    house: House,
) -> None:
    await house.move_in()
    await house.enable("event", "decisions")
    fired, decisions = listen(house), listen(house, key="decisions")
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")

    await house.hour(1)

    assert fired.types == ["order_opened", "fill", "order_filled"]
    (decided,) = decisions.events
    assert (decided["event_type"], decided["book"]) == ("buy", "shadow")
    assert (decided["reason"], decided["change"], decided["limit"]) == ("buy", "-3.5", "117")
    assert decided["time"] == "2026-01-05T01:00:00+00:00"
    fill = fired.one("fill")
    assert (fill["side"], fill["market"], fill["price"]) == ("buy", "SOL/EUR", "115.8")
    assert (fill["filled"], fill["fee"], fill["fee_currency"]) == ("0.17271157", "0.050000194", "EUR")
    ended = fired.one("order_filled")
    assert (ended["side"], ended["limit"], ended["amount"], ended["book"]) == ("buy", "117", "0.17271157", "shadow")


async def test_given_no_signal_when_a_candle_closes_then_that_is_told_too(house: House) -> None:
    await house.move_in()
    await house.enable("event", "decisions")
    fired = listen(house, key="decisions")
    house.candle(0, FLAT)

    await house.hour(1)

    assert fired.types == ["no_trade"]
    assert fired.events[0]["reason"] == "no_signal"


async def test_given_candles_that_went_by_unseen_when_it_is_back_then_they_are_told_as_missed(house: House) -> None:
    await house.move_in()
    await house.enable("event", "decisions")
    fired = listen(house, key="decisions")

    await house.hour(4.5)

    assert fired.types == ["missed", "missed"]
    assert [event["reason"] for event in fired.events] == ["missed_offline", "too_late"]
    assert fired.events[0]["candles"] == 3


async def test_given_an_order_that_nobody_takes_when_its_life_ends_then_it_is_told_as_expired(house: House) -> None:
    await house.move_in()
    fired = listen(house)
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal(118)
    await house.hour(1)

    await house.hour(5.1)

    assert fired.types[0] == "order_opened"
    expired = fired.one("order_expired")
    assert (expired["side"], expired["limit"]) == ("buy", "117")


async def test_given_an_open_order_when_home_assistant_was_restarted_then_its_end_is_still_told_with_what_it_was(
    house: House,
) -> None:
    await house.move_in()
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal(118)
    await house.hour(1)
    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await house.settle()
    fired = listen(house)

    house.exchange.tickers[SOL_EUR] = Decimal(116)
    await house.hour(1.1)

    assert fired.types == ["fill", "order_filled"]
    assert (fired.events[0]["limit"], fired.events[0]["price"]) == ("117", "117")
    assert fired.events[1]["limit"] == "117"


async def test_given_an_order_whose_answer_was_lost_when_it_is_cleared_up_then_both_are_told(house: House) -> None:
    await house.move_in()
    fired = listen(house)
    now = house.exchange.now

    await house.record(
        planned_order(now, "lost"), OrderUnknown(now, "dips", BookKind.SHADOW, "lost", "no answer in time")
    )
    unsure = house.sensor("status")
    await house.record(OrderEnded(now, "dips", BookKind.SHADOW, "lost", OrderStatus.REJECTED))

    assert fired.types == ["order_unknown", "order_rejected"]
    assert unsure == "order_unknown"
    assert [event["limit"] for event in fired.events] == ["20", "20"]


async def test_given_two_strategies_when_one_trades_then_the_other_tells_nothing_of_it(house: House) -> None:
    other = Pair("BTC", "EUR")
    house.exchange.list(rules_of(other))
    house.exchange.tickers[other] = Decimal(60000)
    await house.move_in(subentry("dips", "Dips"), subentry("other", "Other", pair="BTC/EUR", timeframe="1d"))
    fired, quiet = listen(house, "dips"), listen(house, "other")
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")

    await house.hour(1)

    assert fired.types
    assert not quiet.types


async def test_given_attributes_when_told_then_they_are_exact_text_and_small(house: House) -> None:
    await house.move_in()
    fired = listen(house)
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")

    await house.hour(1)

    for event in fired.events:
        told = {name: value for name, value in event.items() if name not in {"event_types", "friendly_name"}}
        assert all(isinstance(value, str | int) for value in told.values()), told
        assert len(told) <= 20
