"""Activity tells what happened in sentences, from the recorder's own database, in the language of the home."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from homeassistant.components.logbook.processor import EventProcessor
from homeassistant.components.recorder.core import Recorder
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers.recorder import get_instance
from homeassistant.helpers.translation import async_get_translations
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.aurono.engine.evaluation import Numbers
from custom_components.aurono.engine.events import Evaluated, OrderEnded, OrderUnknown
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.engine.timeframe import HOUR, Timeframe
from custom_components.aurono.execution import ends
from custom_components.aurono.happenings import EVENT_HAPPENED, Kind
from custom_components.aurono.logbook import sentence
from tests.execution.hub import MONDAY, SOL_EUR

from .house import House, planned_order

FALL = "120 121 115 115.80"
FLAT = "120 121 119 120"
LOST = (
    "sent an order to buy at 20.00 and got no answer; its money is set aside until the exchange tells what became of it"
)


@pytest.fixture
async def house(recorder_mock: Recorder, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    assert await async_setup_component(hass, "logbook", {})
    await hass.async_block_till_done()
    return House(hass, monkeypatch)


async def told(house: House) -> list[str]:
    """The sentences of Activity on the page of the strategy's device, the oldest first."""
    return [f"{entry['name']} {entry['message']}" for entry in await activity(house)]


async def activity(house: House) -> list[dict[str, Any]]:
    await get_instance(house.hass).async_block_till_done()
    event = house.registered("event", "activity")
    assert event.device_id is not None
    processor = EventProcessor(house.hass, [EVENT_HAPPENED], device_ids=[event.device_id])
    now = dt_util.utcnow()
    rows = await get_instance(house.hass).async_add_executor_job(
        processor.get_events, now - timedelta(days=1), now + timedelta(minutes=5)
    )
    return [row for row in rows if row.get("domain") == "aurono"]


def decided(house: House, reason: Reason, change: str, candle: int = 0) -> Evaluated:
    close = MONDAY + (candle + 1) * HOUR
    numbers = Numbers(change=Decimal(change))
    return Evaluated(close, "dips", BookKind.SHADOW, 1, Timeframe.H1, close - HOUR, reason, numbers)


async def test_given_a_fall_when_it_is_bought_then_one_sentence_tells_what_for_how_much_and_at_which_price(
    house: House,
) -> None:
    await house.move_in()
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")

    await house.hour(1)

    assert await told(house) == ["Dips bought 0.17271\u00a0SOL for €20.05 at 115.80, on paper"]
    (entry,) = await activity(house)
    assert entry["icon"] == "mdi:cart-arrow-down"
    assert "entity_id" not in entry


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "kocht 0,17271\u00a0SOL voor €\u00a020,05 tegen 115,80, op papier"),
        ("de", "kaufte 0,17271\u00a0SOL für 20,05\u00a0€ zu 115,80, auf dem Papier"),
        ("fr", "a acheté 0,17271\u00a0SOL pour 20,05\u00a0€ à 115,80, sur papier"),
        ("ja", "bought 0.17271\u00a0SOL for €20.05 at 115.80, on paper"),
    ],
)
async def test_given_another_language_when_the_same_is_read_then_it_speaks_that(
    house: House, language: str, expected: str
) -> None:
    await house.move_in()
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)

    house.hass.config.language = language
    await async_get_translations(house.hass, language, "common", ["aurono"])

    assert await told(house) == [f"Dips {expected}"]


async def test_given_candles_without_a_signal_when_they_close_then_activity_stays_quiet(house: House) -> None:
    await house.move_in()
    for hour in range(5):
        house.candle(hour, FLAT)
        await house.hour(hour + 1)

    assert await told(house) == []


@pytest.mark.parametrize(
    ("detail", "told_as"),
    [
        ("POST /order: 216 insufficient balance", "the exchange refused the order at 20.00"),
        (ends.NEVER_ARRIVED, "its order did not get to the exchange"),
        (ends.DECLARED_ABSENT, "its order did not get to the exchange"),
        (ends.STOPPED, "its order did not get to the exchange"),
        (ends.LATE, "its order did not get to the exchange"),
    ],
)
async def test_given_an_order_that_came_to_nothing_when_told_then_the_exchange_refused_only_what_it_had(
    house: House, detail: str, told_as: str
) -> None:
    await house.move_in()
    now = MONDAY + HOUR
    await house.record(planned_order(now, "one"))
    await house.record(OrderEnded(now, "dips", BookKind.SHADOW, "one", OrderStatus.REJECTED, detail))

    assert await told(house) == [f"Dips did not buy: {told_as}, on paper"]


async def test_given_a_signal_that_is_held_back_hour_after_hour_then_it_is_told_once_until_something_changes(
    house: House,
) -> None:
    await house.move_in()

    await house.record(decided(house, Reason.RSI_NOT_OVERSOLD, "-3", 0))
    await house.record(decided(house, Reason.RSI_NOT_OVERSOLD, "-3", 1))
    await house.record(decided(house, Reason.NO_SIGNAL, "0.1", 2))
    await house.record(decided(house, Reason.RSI_NOT_OVERSOLD, "-3", 3))
    await house.record(decided(house, Reason.BELOW_COST, "3", 4))

    assert await told(house) == [
        "Dips did not buy: the RSI was too high, on paper",
        "Dips did not buy: the RSI was too high, on paper",
        "Dips did not sell: a sale would not bring the protected margin, on paper",
    ]


async def test_given_candles_that_went_by_unseen_then_it_tells_how_many(house: House) -> None:
    await house.move_in()

    await house.hour(4.5)

    assert await told(house) == [
        "Dips missed 3 candles: nothing was watching, on paper",
        "Dips missed a candle: it was seen too late after the close, on paper",
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "missed 34,656 candles: nothing was watching"),
        ("de", "verpasste 34.656 Kerzen: Aurono lief nicht"),
    ],
)
async def test_given_years_that_went_by_unseen_then_the_count_is_written_as_the_language_does(
    house: House, language: str, told: str
) -> None:
    house.hass.config.language = language
    await house.move_in()

    missed = {"kind": Kind.MISSED, "book": "live", "reason": "missed_offline", "count": 34_656}

    assert sentence(house.hass, missed) == told


async def test_given_an_order_that_nobody_takes_and_one_whose_answer_is_lost_then_both_are_told(house: House) -> None:
    await house.move_in()
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal(118)
    await house.hour(1)
    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await house.settle()
    await house.hour(5.1)
    now = house.exchange.now
    await house.record(planned_order(now, "lost"), OrderUnknown(now, "dips", BookKind.SHADOW, "lost", "no answer"))
    await house.record(OrderEnded(now, "dips", BookKind.SHADOW, "lost", OrderStatus.REJECTED))

    sentences = [line for line in await told(house) if "missed" not in line]

    assert sentences == [
        "Dips did not buy: nobody sold at 117.00 in time, on paper",
        f"Dips {LOST}, on paper",
        "Dips did not buy: the exchange refused the order at 20.00, on paper",
    ]


async def test_given_somebody_who_looks_then_a_sentence_comes_as_it_happens(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    client = await hass_ws_client(house.hass)
    now = dt_util.utcnow()
    await client.send_json_auto_id({"type": "logbook/event_stream", "start_time": now.isoformat()})
    assert (await client.receive_json())["success"]

    await house.record(decided(house, Reason.RSI_NOT_OVERSOLD, "-3"))

    while True:
        message = await client.receive_json()
        if lines := [event["message"] for event in message["event"]["events"] if event.get("domain") == "aurono"]:
            break
    assert lines == ["did not buy: the RSI was too high, on paper"]


@pytest.mark.parametrize("kind", Kind)
async def test_every_kind_with_every_reason_has_its_sentence(house: House, kind: Kind) -> None:
    await house.move_in()
    order = {"market": "SOL/EUR", "limit": "117", "amount": "1", "price": "117", "total": "117"}
    for reason in Reason:
        for count in (1, 2):
            if reason.side is None:
                data = {"kind": kind, "book": "live", "reason": reason.lower(), "count": count, **order}
                if kind is not Kind.MISSED:
                    del data["count"]
                assert "{" not in sentence(house.hass, data)


async def test_given_facts_on_the_bus_then_they_are_exact_text_and_of_one_strategy(house: House) -> None:
    await house.move_in()
    events: list[Event] = async_capture_events(house.hass, EVENT_HAPPENED)
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")

    await house.hour(1)

    (event,) = events
    facts = dict(event.data)
    assert {key: facts[key] for key in ("kind", "book", "strategy", "name", "market", "amount", "price", "total")} == {
        "kind": "bought",
        "book": "shadow",
        "strategy": "dips",
        "name": "Dips",
        "market": "SOL/EUR",
        "amount": "0.17271157",
        "price": "115.8",
        "total": "20.05",
    }
