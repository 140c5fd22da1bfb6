"""What the panel reads of the journal and the markets. Real Home Assistant, WebSocket and journal."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.aurono.engine.events import CapitalDeposited, DifferenceWrittenOff, ModeChanged, PositionAdopted
from custom_components.aurono.engine.strategy import BookKind, Mode, StartingPosition
from custom_components.aurono.exchange.protocol import Failure, FailureKind
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Journal
from tests.execution.hub import MONDAY, SOL_EUR, hour

from .house import House, subentry
from .panel_client import PanelClient, connect

FALL = "120 121 115 115.80"
FLAT = "120 121 119 120"
READS: dict[str, dict[str, Any]] = {
    "events": {},
    "trades": {},
    "day": {"strategy": "dips", "since_ms": MONDAY, "until_ms": hour(24)},
    "curve": {"book": "shadow"},
    "versions": {"strategy": "dips"},
    "performance": {},
}


@pytest.fixture
async def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, socket_enabled: None) -> House:
    return House(hass, monkeypatch)


async def bought(house: House) -> None:
    """An account after one hour with a buy and one without a signal."""
    await house.move_in()
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)
    house.candle(1, FLAT)
    await house.hour(2)


async def test_given_a_buy_when_events_are_read_in_pages_then_they_are_those_of_the_action(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await bought(house)
    panel = await connect(hass_ws_client)

    first = await panel.ask("events", limit=2)
    rest = await panel.ask("events", cursor=first["next_cursor"], limit=500)

    kinds = [event["kind"] for event in (*first["events"], *rest["events"])]
    assert kinds[:2] == ["evaluated", "order_ended"]
    assert kinds[-1] == "strategy_added"
    assert len(first["events"]) == 2
    assert rest["next_cursor"] is None
    response = await house.hass.services.async_call(
        "aurono", "get_events", {"limit": 500}, blocking=True, return_response=True
    )
    assert response is not None
    assert response["events"] == [*first["events"], *rest["events"]]


async def test_given_filters_when_events_are_read_then_all_of_them_count(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await bought(house)
    panel = await connect(hass_ws_client)

    fills = await panel.ask("events", kinds=["order_fill"], strategy="dips", book="shadow")
    quiet = await panel.ask("events", reasons=["NO_SIGNAL"])
    late = await panel.ask("events", since_ms=hour(2))
    live = await panel.ask("events", book="live")

    assert [event["fill"]["price"] for event in fills["events"]] == ["115.8"]
    assert [(event["reason"], event["candle_ms"]) for event in quiet["events"]] == [("NO_SIGNAL", hour(1))]
    assert [event["kind"] for event in late["events"]] == ["evaluated"]
    assert live["events"] == []


async def test_given_a_strategy_that_was_renamed_and_changed_when_events_are_read_then_each_says_which(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    rule = house.trader.portfolio.strategy("dips").parameters
    deeper = replace(rule, buy_trigger=Decimal(-9))
    for name, parameters in (("Deep dips", rule), ("Deeper dips", deeper), ("Deeper dips", rule), ("Dips", rule)):
        await house.coordinator.execute(house.trader.revise_strategy("dips", name, parameters))
    panel = await connect(hass_ws_client)

    page = await panel.ask("events", kinds=["strategy_revised"])
    singly, cursor = [], None
    for _ in page["events"]:
        one = await panel.ask("events", kinds=["strategy_revised"], limit=1, **({"cursor": cursor} if cursor else {}))
        singly += one["events"]
        cursor = one["next_cursor"]

    told = [(event["version"], event["name"], event["only_renamed"]) for event in page["events"]]
    assert told == [(5, "Dips", True), (4, "Deeper dips", False), (3, "Deeper dips", False), (2, "Deep dips", True)]
    assert singly == page["events"]


async def test_given_a_buy_when_trades_are_read_then_it_is_there_with_its_order(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await bought(house)

    answer = await (await connect(hass_ws_client)).ask("trades", strategy="dips")

    (trade,) = answer["trades"]
    assert (trade["side"], trade["price"], trade["book"], trade["realized"]) == ("buy", "115.8", "shadow", None)
    assert answer["next_cursor"] is None


async def test_given_a_day_when_asked_why_then_the_candles_are_counted_by_reason(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await bought(house)
    house.candle(4, FLAT)
    await house.hour(5)
    panel = await connect(hass_ws_client)

    day = await panel.ask("day", strategy="dips", since_ms=MONDAY, until_ms=hour(24))
    before = await panel.ask("day", strategy="dips", since_ms=0, until_ms=MONDAY)
    away = await panel.ask("day", strategy="dips", since_ms=hour(3), until_ms=hour(4))

    assert day["reasons"] == {"BUY": 1, "NO_SIGNAL": 2, "MISSED_OFFLINE": 2}
    assert (day["decided"], day["missed"], day["orders"], day["fills"]) == (3, 2, 1, 1)
    assert before == {"reasons": {}, "decided": 0, "missed": 0, "orders": 0, "fills": 0}
    # Of the two candles that passed unseen, one closed then; that both were missed was written down later.
    assert away == {"reasons": {"MISSED_OFFLINE": 1}, "decided": 0, "missed": 1, "orders": 0, "fills": 0}


async def test_given_a_buy_when_the_curve_is_read_then_value_and_profit_follow_the_books(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await bought(house)
    panel = await connect(hass_ws_client)

    (curve,) = (await panel.ask("curve", book="shadow", strategy="dips"))["currencies"]
    (account,) = (await panel.ask("curve", book="shadow"))["currencies"]
    (ends,) = (await panel.ask("curve", book="shadow", points=2))["currencies"]
    live = await panel.ask("curve", book="live")

    book = house.book()
    assert curve["currency"] == "EUR"
    assert curve["points"][0] == [MONDAY + 60_000, "200", "0"]
    time, value, profit = curve["points"][-1]
    assert (time, Decimal(value), Decimal(profit)) == (hour(2), book.value(Decimal(120)), book.profit(Decimal(120)))
    assert account == curve
    assert ends["points"] == [curve["points"][0], curve["points"][-1]]
    assert live == {"currencies": []}


async def test_given_a_life_of_changes_when_versions_are_read_then_each_is_told_with_its_time(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in(subentry(starting_position={"amount": "2", "average_price": "100"}))
    await house.coordinator.execute(
        house.trader.revise_strategy("dips", "Deep dips", house.trader.portfolio.strategy("dips").parameters)
    )
    own = StartingPosition(Decimal(1), Decimal(90))
    now, book = hour(1), BookKind.SHADOW
    await house.record(
        CapitalDeposited(now, "dips", book, Decimal(30)),
        PositionAdopted(now, "dips", book, own, "found"),
        DifferenceWrittenOff(now, "dips", book, Decimal("0.5"), Decimal(1), "lost"),
        ModeChanged(now, "dips", Mode.PAUSED),
    )

    story = await (await connect(hass_ws_client)).ask("versions", strategy="dips")

    assert [(version["version"], version["name"]) for version in story["versions"]] == [(1, "Dips"), (2, "Deep dips")]
    assert story["versions"][0]["parameters"]["starting_position"] == {"amount": "2", "average_price": "100"}
    assert story["capital"] == [
        {
            "time_ms": MONDAY + 60_000,
            "book": "shadow",
            "kind": "opened",
            "amount": "200",
            "position": "2",
            "average_price": "100",
        },
        {"time_ms": now, "book": "shadow", "kind": "deposited", "amount": "30"},
        {
            "time_ms": now,
            "book": "shadow",
            "kind": "adopted",
            "position": "1",
            "average_price": "90",
            "note": "found",
        },
        {
            "time_ms": now,
            "book": "shadow",
            "kind": "written_off",
            "amount": "1",
            "position": "0.5",
            "note": "lost",
        },
    ]
    assert [change["mode"] for change in story["modes"]] == ["shadow", "paused"]


async def test_given_markets_when_asked_for_then_their_rules_come_and_are_not_read_again_at_once(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    panel = await connect(hass_ws_client)

    first = await panel.ask("markets")
    asked = house.exchange.calls["markets"]
    again = await panel.ask("markets")
    house.exchange.now += 6 * 60_000
    await panel.ask("markets")

    assert first == again
    assert first["markets"] == [
        {
            "pair": "SOL/EUR",
            "price_step": "0.01",
            "price_digits": None,
            "amount_step": "0.00000001",
            "min_amount": "0",
            "min_cost": "5",
            "settlement_step": "0.01",
            "taker_fee": "0.0025",
            "maker_fee": "0.0015",
            "status": "trading",
        }
    ]
    assert house.exchange.calls["markets"] == asked + 1


async def test_given_a_removed_strategy_when_its_story_is_read_then_it_is_still_there(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in(subentry("dips", "Dips"), subentry("other", "Other"))
    house.hass.config_entries.async_remove_subentry(house.entry, "dips")
    await house.settle()
    panel = await connect(hass_ws_client)

    assert (await panel.ask("versions", strategy="dips"))["versions"][0]["name"] == "Dips"
    assert (await panel.ask("curve", strategy="dips", book="shadow"))["currencies"][0]["points"]


# -- what is not carried out -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [*READS, "markets"])
async def test_given_no_such_or_no_running_account_when_asked_then_it_is_said(
    house: House, hass_ws_client: WebSocketGenerator, command: str
) -> None:
    await house.move_in()
    panel = await connect(hass_ws_client)
    fields = READS.get(command, {})

    code, message = await panel.refused(command, "nobody", **fields)
    assert (code, message.startswith("There is no such Aurono account")) == ("not_found", True)

    await house.hass.config_entries.async_unload("account")
    code, message = await panel.refused(command, **fields)
    assert (code, message.startswith("The account Paper is not running")) == ("not_loaded", True)


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("events", {"limit": 501}),
        ("events", {"kinds": ["nonsense"]}),
        ("events", {"reasons": ["nonsense"]}),
        ("events", {"reasons": ["BUY"], "kinds": ["order_fill"]}),
        ("events", {"cursor": "x"}),
        ("events", {"since_ms": 5, "until_ms": 5}),
        ("events", {"since_ms": -1}),
        ("trades", {"book": "gold"}),
        ("trades", {"cursor": "-1"}),
        ("day", {"strategy": "dips", "since_ms": 5, "until_ms": 4}),
        ("day", {"strategy": "dips", "since_ms": 5}),
        ("curve", {}),
        ("curve", {"book": "shadow", "points": 1}),
    ],
)
async def test_given_what_has_no_meaning_when_asked_then_it_is_refused(
    house: House, hass_ws_client: WebSocketGenerator, command: str, fields: dict[str, Any]
) -> None:
    await house.move_in()

    code, _ = await (await connect(hass_ws_client)).refused(command, **fields)

    assert code == "invalid_format"


@pytest.mark.parametrize("command", ["day", "curve", "versions"])
async def test_given_a_strategy_that_never_was_when_asked_then_it_is_not_found(
    house: House, hass_ws_client: WebSocketGenerator, command: str
) -> None:
    await house.move_in()

    code, message = await (await connect(hass_ws_client)).refused(command, **READS[command] | {"strategy": "ghost"})

    assert (code, "“ghost”" in message) == ("not_found", True)


@pytest.mark.parametrize(
    ("command", "method"),
    [
        ("events", "events"),
        ("trades", "trades"),
        ("day", "outcomes"),
        ("curve", "curves"),
        ("versions", "events"),
    ],
)
async def test_given_a_journal_that_cannot_be_read_when_asked_then_it_is_said(
    house: House, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch, command: str, method: str
) -> None:
    await house.move_in()
    panel = await connect(hass_ws_client)

    def broken(*_args: object, **_fields: object) -> None:
        raise JournalUnavailable(Trouble.IO_ERROR, "disk I/O error")

    monkeypatch.setattr(Journal, method, broken)
    code, message = await panel.refused(command, **READS[command])

    assert (code, "disk I/O error" in message) == ("journal_unreadable", True)


async def test_given_a_silent_exchange_when_markets_are_asked_for_then_it_is_said(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    panel = await connect(hass_ws_client)
    house.exchange.now += 3_600_000
    house.exchange.fail("markets", failure=Failure(FailureKind.RATE_LIMITED, "too many requests"))

    code, message = await panel.refused("markets")

    assert (code, "too many requests" in message) == ("exchange_failed", True)


@pytest.mark.parametrize("command", [*READS, "markets"])
async def test_given_a_user_without_rights_when_they_read_then_they_are_answered(
    house: House, hass_ws_client: WebSocketGenerator, hass_read_only_access_token: str, command: str
) -> None:
    await house.move_in()

    await (await connect(hass_ws_client, hass_read_only_access_token)).ask(command, **READS.get(command, {}))


async def test_given_a_broken_account_then_a_defect_is_no_refusal(
    house: House, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    panel: PanelClient = await connect(hass_ws_client)

    def broken(*_args: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr(Journal, "events", broken)
    code, _ = await panel.refused("events")

    assert code == "unknown_error"
