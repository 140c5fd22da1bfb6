"""The sensors: what a strategy does, decided and owns, and what the account is worth."""

from decimal import Decimal
import json
from pathlib import Path

from homeassistant.components.logbook.const import DOMAIN as LOGBOOK
from homeassistant.components.logbook.helpers import async_determine_event_types
from homeassistant.components.logbook.models import LogbookConfig
from homeassistant.components.logbook.processor import EventProcessor
from homeassistant.components.recorder.core import Recorder
from homeassistant.components.recorder.statistics import list_statistic_ids
from homeassistant.components.sensor import ATTR_STATE_CLASS, SensorDeviceClass, SensorStateClass
from homeassistant.const import ATTR_DEVICE_CLASS, ATTR_UNIT_OF_MEASUREMENT, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)

from custom_components.aurono.const import DOMAIN, EXCHANGE_BITVAVO
from custom_components.aurono.engine.events import BookOpened, ModeChanged, OrderEnded
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.execution.live import AccountStatus
from custom_components.aurono.status import Status
from tests.exchange.scripted_market import rules_of
from tests.execution.hub import SOL_EUR

from .house import House, new_subentry, planned_order, subentry


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


FALL = "120 121 115 115.80"
RISE = "120 123 119 122.60"
FLAT = "120 121 119 120"


async def test_given_a_new_strategy_when_nothing_closed_yet_then_its_capital_is_free_and_no_price_is_made_up(
    house: House,
) -> None:
    await house.move_in()

    assert house.sensor("status") == Status.STARTING
    assert house.sensor("last_decision") == STATE_UNKNOWN
    assert house.attributes("status")["next_evaluation"] == "2026-01-05T01:00:00+00:00"
    assert house.sensor("free_capital") == "200"
    assert house.sensor("reserved_capital") == house.sensor("position") == house.sensor("trades") == "0"
    assert house.sensor("average_cost") == STATE_UNKNOWN
    assert house.sensor("realized_profit") == house.sensor("unrealized_profit") == "0"
    assert house.sensor("value") == "200"
    assert "price" not in house.attributes("value")


async def test_given_a_fall_when_it_buys_on_paper_then_every_sensor_shows_the_books_to_the_last_digit(
    house: House,
) -> None:
    await house.move_in()
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")

    await house.hour(1)

    # 0.17271157 × 115.80 × 1.0025 = 20.0499..., paid in whole cents
    assert house.sensor("status") == Status.HOLDING
    assert house.sensor("last_decision") == "buy"
    assert house.attributes("status")["next_evaluation"] == "2026-01-05T02:00:00+00:00"
    assert house.sensor("free_capital") == "179.95"
    assert house.sensor("reserved_capital") == "0"
    assert house.sensor("position") == "0.17271157"
    assert house.sensor("average_cost") == "116.089501126068"
    assert house.sensor("realized_profit") == "0"
    assert house.sensor("unrealized_profit") == "-0.050000194"
    assert house.sensor("value") == "199.949999806"
    assert house.sensor("trades") == "1"
    assert house.attributes("value")["price"] == "115.8"


async def test_given_a_decision_when_told_then_its_numbers_are_exact_and_its_times_are_of_the_market(
    house: House,
) -> None:
    await house.move_in()
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")

    await house.hour(1)

    attributes = house.attributes("last_decision")
    numbers = {
        name: value for name, value in attributes.items() if name not in {"friendly_name", "device_class", "options"}
    }
    assert numbers == {
        "candle": "2026-01-05T00:00:00+00:00",
        "closed": "2026-01-05T01:00:00+00:00",
        "version": 1,
        "open": "120",
        "close": "115.8",
        "reference": "120",
        "change": "-3.5",
        "ticker": "115.8",
        "limit": "117",
        "amount": "0.17271157",
        "reserved": "20.26",
    }


async def test_given_a_resting_order_when_shown_then_its_money_is_reserved_and_the_status_tells_the_order(
    house: House,
) -> None:
    await house.move_in()
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal(118)

    await house.hour(1)

    assert house.sensor("status") == Status.BUY_ORDER_OPEN
    status = house.attributes("status")
    assert (status["limit"], status["amount"], status["filled"]) == ("117", "0.16949152", "0")
    assert status["until"] == "2026-01-05T05:00:00+00:00"
    # 0.16949152 × 117 × 1.0025 = 19.880..., rounded up to the cent
    assert house.sensor("reserved_capital") == "19.89"
    assert house.sensor("free_capital") == "180.11"
    assert house.sensor("value") == "200"
    assert house.sensor("trades") == "0"


async def test_given_a_sale_when_it_is_booked_then_the_profit_is_realized(house: House) -> None:
    await house.move_in()
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)
    house.candle(1, RISE)
    house.exchange.tickers[SOL_EUR] = Decimal("122.60")

    await house.hour(2)

    book = house.book()
    assert house.sensor("last_decision") == "sell"
    assert house.sensor("trades") == "2"
    assert Decimal(house.sensor("realized_profit")) == book.realized > 0
    assert Decimal(house.sensor("position")) == book.position
    assert Decimal(house.sensor("free_capital")) == book.free


async def test_given_a_price_that_was_never_seen_when_a_coin_is_held_then_no_value_is_made_up(house: House) -> None:
    del house.exchange.tickers[SOL_EUR]
    starting = {"amount": "0.00000001", "average_price": "100"}
    await house.move_in(subentry(starting_position=starting))

    assert house.sensor("position") == "0.00000001"
    assert house.sensor("value") == house.sensor("unrealized_profit") == STATE_UNKNOWN
    assert house.sensor("value_shadow_eur", None) == house.sensor("profit_shadow_eur", None) == STATE_UNKNOWN

    house.exchange.tickers[SOL_EUR] = Decimal(120)
    await house.hour(0.5)

    assert house.sensor("value") == "200.0000012"
    assert house.sensor("unrealized_profit") == "0.0000002"
    assert house.sensor("value_shadow_eur", None) == "200.0000012"
    assert house.sensor("profit_shadow_eur", None) == "0.0000002"


async def test_given_a_price_that_moves_every_minute_when_nothing_else_happens_then_values_follow_every_five(
    house: House,
) -> None:
    """What the books do shows at once."""
    await house.move_in(subentry(starting_position={"amount": "1", "average_price": "100"}))
    values = {"value": "dips", "unrealized_profit": "dips", "value_shadow_eur": None, "profit_shadow_eur": None}

    def shown() -> list[Decimal]:
        return [Decimal(house.sensor(key, owner)) for key, owner in values.items()]

    at_first = shown()
    assert at_first == [320, 20, 320, 20]
    told: list[int] = []
    for minute in range(1, 13):
        house.exchange.tickers[SOL_EUR] = Decimal(120 + minute)
        before = shown()
        await house.hour((minute + 1) / 60)
        if shown() != before:
            assert shown() == [value + minute for value in at_first]
            told.append(minute)
    assert told == [5, 10]

    await house.coordinator.execute(house.trader.deposit("dips", Decimal(50)))
    await house.hass.async_block_till_done()

    assert shown() == [320 + 50 + 12, 20 + 12, 320 + 50 + 12, 20 + 12]


async def test_given_an_exchange_that_is_gone_when_a_candle_closes_then_the_books_stay_and_the_status_says_so(
    house: House,
) -> None:
    await house.move_in()
    house.exchange.fail()

    await house.hour(1)

    assert house.sensor("status") == Status.EXCHANGE_UNREACHABLE
    assert house.sensor("free_capital") == "200"


async def test_given_a_missing_candle_when_it_is_evaluated_then_status_and_decision_say_so(house: House) -> None:
    await house.move_in()

    for minute in range(5):
        await house.hour(1 + minute / 60)

    assert house.sensor("last_decision") == "candle_missing"
    assert house.sensor("status") == Status.CANDLE_MISSING


async def test_given_a_paused_strategy_when_shown_then_nothing_is_due(house: House) -> None:
    await house.move_in()
    await house.enable("sensor", "next_evaluation")
    await house.enable("sensor", "next_evaluation", None)

    await house.trader.set_mode("dips", Mode.PAUSED)
    await house.hour(0.5)

    assert house.sensor("status") == Status.PAUSED
    assert house.sensor("next_evaluation") == house.sensor("next_evaluation", None) == STATE_UNKNOWN
    assert "next_evaluation" not in house.attributes("status")


async def test_given_strategies_in_two_currencies_when_added_up_then_each_currency_has_a_total_of_its_own(
    house: House,
) -> None:
    bitcoin = Pair("SOL", "BTC")
    house.exchange.list(rules_of(bitcoin, settlement_step=None))
    await house.move_in(
        subentry("a", "A"), subentry("b", "B"), subentry("c", "C", pair="SOL/BTC", allocated_capital="0.5")
    )

    assert house.sensor("value_shadow_eur", None) == "400"
    assert house.sensor("value_shadow_btc", None) == "0.5"
    assert house.sensor("profit_shadow_eur", None) == house.sensor("profit_shadow_btc", None) == "0"
    assert house.attributes("value_shadow_eur", None)["friendly_name"] == "Paper Paper value EUR"


async def test_given_a_live_strategy_when_added_up_then_real_money_and_paper_are_told_apart(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.move_in(subentry("paper", "Paper"), subentry("real", "Real"))

    await house.record(
        ModeChanged(house.exchange.now, "real", Mode.LIVE),
        BookOpened(house.exchange.now, "real", BookKind.LIVE, Decimal(75), None),
    )

    assert house.sensor("value_live_eur", None) == "75"
    assert house.attributes("value_live_eur", None)["friendly_name"] == "Paper Live value EUR"
    assert house.sensor("value_shadow_eur", None) == "200"
    assert "does not generate unique IDs" not in caplog.text


async def test_given_three_failures_in_a_row_when_shown_then_it_rests_and_tells_until_when(house: House) -> None:
    await house.move_in()
    now = house.exchange.now
    for number in range(3):
        await house.record(
            planned_order(now, f"order-{number}"),
            OrderEnded(now, "dips", BookKind.SHADOW, f"order-{number}", OrderStatus.REJECTED, failure=True),
        )

    assert house.sensor("status") == Status.BREAKER_OPEN
    assert house.attributes("status")["until"] == "2026-01-05T00:16:00+00:00"


async def test_given_a_strategy_that_could_not_be_taken_over_when_shown_then_it_is_unavailable_and_the_others_work(
    house: House,
) -> None:
    await house.move_in(subentry("good", "Good"), subentry("bad", "Bad", buy_trigger="5"))

    assert house.sensor("status", "bad") == house.sensor("free_capital", "bad") == STATE_UNAVAILABLE
    assert house.sensor("free_capital", "good") == "200"


async def test_given_several_strategies_when_due_then_the_account_shows_the_next_of_them(house: House) -> None:
    await house.move_in(subentry("a", "A", timeframe="4h"), subentry("b", "B", timeframe="1d"))
    for strategy_id in ("a", "b", None):
        await house.enable("sensor", "next_evaluation", strategy_id)

    assert house.sensor("next_evaluation", "a") == "2026-01-05T04:00:00+00:00"
    assert house.sensor("next_evaluation", "b") == "2026-01-06T00:00:00+00:00"
    assert house.sensor("next_evaluation", None) == "2026-01-05T04:00:00+00:00"


@pytest.mark.parametrize(
    ("key", "device_class", "state_class", "unit"),
    [
        ("status", SensorDeviceClass.ENUM, None, None),
        ("last_decision", SensorDeviceClass.ENUM, None, None),
        ("next_evaluation", SensorDeviceClass.TIMESTAMP, None, None),
        ("free_capital", SensorDeviceClass.MONETARY, SensorStateClass.TOTAL, "EUR"),
        ("reserved_capital", SensorDeviceClass.MONETARY, SensorStateClass.TOTAL, "EUR"),
        ("position", None, SensorStateClass.MEASUREMENT, "SOL"),
        ("average_cost", None, SensorStateClass.MEASUREMENT, "EUR"),
        ("realized_profit", SensorDeviceClass.MONETARY, SensorStateClass.TOTAL, "EUR"),
        ("unrealized_profit", SensorDeviceClass.MONETARY, SensorStateClass.TOTAL, "EUR"),
        ("value", SensorDeviceClass.MONETARY, SensorStateClass.TOTAL, "EUR"),
        ("trades", None, SensorStateClass.TOTAL_INCREASING, None),
    ],
)
async def test_given_a_sensor_when_shown_then_its_kind_fits_its_value(
    house: House, key: str, device_class: str | None, state_class: str | None, unit: str | None
) -> None:
    await house.move_in()
    if key == "next_evaluation":
        await house.enable("sensor", key)

    attributes = house.attributes(key)

    assert attributes.get(ATTR_DEVICE_CLASS) == device_class
    assert attributes.get(ATTR_STATE_CLASS) == state_class
    assert attributes.get(ATTR_UNIT_OF_MEASUREMENT) == unit


async def test_given_a_strategy_when_set_up_then_its_device_is_the_subentrys_and_tells_that_prices_are_artificial(
    house: House,
) -> None:
    await house.move_in()

    registry = dr.async_get(house.hass)
    account = registry.async_get(house.coordinator.account_device_id)
    device = registry.async_get(house.registered("sensor", "value").device_id or "")

    assert isinstance(account, dr.DeviceEntry)
    assert isinstance(device, dr.DeviceEntry)
    assert (device.name, device.model, device.via_device_id) == ("Dips", "SOL/EUR, on paper", account.id)
    assert device.manufacturer == account.manufacturer == "Demo exchange – artificial prices"
    assert account.model is None
    assert house.registered("sensor", "value").config_subentry_id == "dips"
    assert house.registered("sensor", "next_evaluation", None).device_id == account.id
    assert house.registered("sensor", "next_evaluation", None).config_subentry_id is None
    assert house.attributes("status")["artificial_prices"] is True
    assert house.attributes("status")["book"] == "shadow"


async def test_given_a_real_exchange_when_set_up_then_the_device_names_it(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(hass, monkeypatch, EXCHANGE_BITVAVO)
    await house.move_in()

    device = dr.async_get(hass).async_get(house.registered("sensor", "value").device_id or "")

    assert isinstance(device, dr.DeviceEntry)
    assert device.manufacturer == "Bitvavo"
    assert house.attributes("status")["artificial_prices"] is False


async def test_given_a_strategy_added_later_when_it_runs_then_its_sensors_are_there_and_the_totals_count_it(
    house: House,
) -> None:
    await house.move_in()

    house.hass.config_entries.async_add_subentry(house.entry, new_subentry("late", "Late"))
    await house.settle()

    assert house.sensor("free_capital", "late") == "200"
    assert house.sensor("value_shadow_eur", None) == "400"


async def test_given_a_strategy_that_was_removed_when_it_is_gone_then_its_entities_are_too_and_the_totals_leave_it_out(
    house: House,
) -> None:
    await house.move_in(subentry("a", "A"), subentry("b", "B"))

    house.hass.config_entries.async_remove_subentry(house.entry, "b")
    await house.settle()

    assert er.async_get(house.hass).async_get_entity_id("sensor", DOMAIN, "account_b_value") is None
    assert house.sensor("value_shadow_eur", None) == "200"


async def test_given_the_recorder_when_statistics_are_compiled_then_money_coins_and_trades_have_long_term_ones(
    recorder_mock: Recorder, house: House
) -> None:
    await house.move_in()
    await async_wait_recording_done(house.hass)
    now = dt_util.utcnow()
    start = now.replace(minute=now.minute // 5 * 5, second=0, microsecond=0)
    do_adhoc_statistics(house.hass, start=start)
    await async_wait_recording_done(house.hass)

    found = await get_instance(house.hass).async_add_executor_job(list_statistic_ids, house.hass)

    units = {row["statistic_id"]: (row["statistics_unit_of_measurement"], row["has_sum"]) for row in found}
    with_sum = {"free_capital", "reserved_capital", "realized_profit", "unrealized_profit", "value"}
    expected: dict[str, tuple[str | None, bool]] = {house.entity_id("sensor", key): ("EUR", True) for key in with_sum}
    expected[house.entity_id("sensor", "position")] = ("SOL", False)
    expected[house.entity_id("sensor", "average_cost")] = ("EUR", False)
    expected[house.entity_id("sensor", "trades")] = (None, True)
    expected[house.entity_id("sensor", "win_rate")] = ("%", False)
    expected[house.entity_id("sensor", "drawdown")] = ("%", False)
    expected[house.entity_id("sensor", "value_shadow_eur", None)] = ("EUR", True)
    expected[house.entity_id("sensor", "profit_shadow_eur", None)] = ("EUR", True)
    assert units == expected


def shown_decimals(house: House, key: str) -> int:
    decimals: int = house.registered("sensor", key).options["sensor"]["suggested_display_precision"]
    return decimals


async def test_given_a_price_that_is_seen_later_when_shown_then_the_decimals_are_those_that_are_worth_something(
    house: House,
) -> None:
    house.exchange.fail()
    await house.move_in()
    assert shown_decimals(house, "position") == shown_decimals(house, "average_cost") == 4
    house.exchange.tickers[SOL_EUR] = Decimal(64231)
    house.exchange.recover()

    await house.hour(0.5)

    assert shown_decimals(house, "position") == 7
    assert shown_decimals(house, "average_cost") == 2


async def test_given_candles_that_close_when_activity_is_read_then_each_decision_is_one_line_and_nothing_else_is(
    recorder_mock: Recorder, house: House
) -> None:
    house.hass.data[LOGBOOK] = LogbookConfig({}, None, None)
    house.candle(0, FLAT)
    house.candle(1, FALL)
    house.candle(2, FLAT)
    await house.move_in()
    house.exchange.tickers[SOL_EUR] = Decimal(118)
    start = dt_util.utcnow()

    for number in (1, 2, 3):
        await house.hour(number)

    await async_wait_recording_done(house.hass)
    read = EventProcessor(house.hass, async_determine_event_types(house.hass, None, None))
    lines = await get_instance(house.hass).async_add_executor_job(read.get_events, start, dt_util.utcnow())
    told = [line["entity_id"] for line in lines]
    status, decision = house.entity_id("sensor", "status"), house.entity_id("sensor", "last_decision")
    orders = house.entity_id("event", "activity")
    assert set(told) == {status, decision, orders}
    assert [line["state"] for line in lines if line["entity_id"] == decision] == ["no_signal", "buy", "no_signal"]
    assert told.count(orders) == 1


@pytest.mark.parametrize(
    ("platform", "key", "options"),
    [
        ("sensor", "status", {status.value for status in Status}),
        ("sensor", "last_decision", {reason.lower() for reason in Reason}),
        ("select", "mode", {"paused", "shadow", "live"}),
        ("sensor", "account_status", {status.value for status in AccountStatus}),
    ],
)
def test_given_a_state_when_shown_then_every_one_of_them_has_its_words(
    platform: str, key: str, options: set[str]
) -> None:
    texts = json.loads(Path("custom_components/aurono/translations/en.json").read_text(encoding="utf-8"))

    assert set(texts["entity"][platform][key]["state"]) == options
