"""``aurono/subscribe``: what the panel lives on. Real Home Assistant, WebSocket and journal."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from custom_components.aurono.accounts import Account
from custom_components.aurono.const import (
    CONF_EXCHANGE,
    CONF_SEED,
    CONF_SPEED,
    CONF_STARTED_AT,
    DOMAIN,
    EXCHANGE_DEMO,
)
from custom_components.aurono.engine.events import ModeChanged
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.exchange.protocol import Balance, Failure, FailureKind
from custom_components.aurono.websocket.feed import RELOAD_PATIENCE, feed_of
from tests.execution.hub import MONDAY, SOL_EUR, hour

from .house import House, new_subentry, subentry

type Json = dict[str, Any]

FALL = "120 121 115 115.80"


class Panel:
    """What the panel hears."""

    def __init__(self, client: MockHAClientWebSocket, number: int, snapshot: list[Json]) -> None:
        self.client = client
        self._number = number
        self.snapshot = snapshot

    async def next(self) -> Json:
        async with asyncio.timeout(5):
            message = await self.client.receive_json()
        assert (message["id"], message["type"]) == (self._number, "event")
        event: Json = message["event"]
        return event

    async def account(self) -> Json:
        event = await self.next()
        assert event["kind"] == "account"
        told: Json = event["account"]
        return told

    async def heard(self) -> list[Json]:
        """The accounts told so far that were not read yet; the answer to a later question ends them."""
        told: list[Json] = []
        await self.client.send_json_auto_id({"type": "ping"})
        async with asyncio.timeout(5):
            while (message := await self.client.receive_json())["type"] != "pong":
                assert message["event"]["kind"] == "account"
                told.append(message["event"]["account"])
        return told


async def open_panel(ws: WebSocketGenerator, *, token: str | None = None) -> Panel:
    client = await (ws() if token is None else ws(access_token=token))
    await client.send_json_auto_id({"type": "aurono/subscribe"})
    done = await client.receive_json()
    assert done["success"], done
    first = await client.receive_json()
    assert first["event"]["kind"] == "snapshot"
    return Panel(client, done["id"], first["event"]["accounts"])


@pytest.fixture
async def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, socket_enabled: None) -> House:
    return House(hass, monkeypatch)


async def settle(house: House) -> None:
    """Let the messages go out that were to be sent in a moment."""
    await house.settle()
    await house.settle()


async def test_given_an_account_when_subscribed_then_the_snapshot_says_all_that_is_known(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in(subentry(starting_position={"amount": "2", "average_price": "100"}))

    (account,) = (await open_panel(hass_ws_client)).snapshot

    assert {key: account[key] for key in ("entry_id", "title", "exchange", "is_demo", "state", "state_reason")} == {
        "entry_id": "account",
        "title": "Paper",
        "exchange": "demo",
        "is_demo": True,
        "state": "loaded",
        "state_reason": None,
    }
    assert account["now_ms"] == house.trader.now()
    assert account["speed"] == 1
    assert account["connection"] == {"connected": True, "failure": None}
    assert (account["stopped"], account["recovering"], account["halted"]) == (False, False, None)
    assert account["journal"] == {"sound": True, "events": 0, "problem": None}
    assert account["questions"] == []
    assert account["liquidity"] == []
    assert account["next_evaluation"] == {"close_ms": hour(1), "at": "2026-01-05T01:00:00+00:00"}
    assert account["totals"] == [
        {
            "book": "shadow",
            "currency": "EUR",
            "value": "440",
            "profit": "40",
            "free": "200",
            "reserved": "0",
            "cost": "200",
            "position_value": "240",
            "allocated": "200",
        }
    ]


async def test_given_a_strategy_when_subscribed_then_its_rule_books_and_entities_are_there(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in(subentry(rsi_period=14, rsi_max_for_buy="30"))

    (strategy,) = (await open_panel(hass_ws_client)).snapshot[0]["strategies"]

    assert (strategy["id"], strategy["name"], strategy["version"]) == ("dips", "Dips", 1)
    assert (strategy["mode"], strategy["active_book"], strategy["status"]) == ("shadow", "shadow", "starting")
    assert strategy["parameters"] == {
        "pair": "SOL/EUR",
        "timeframe": "1h",
        "buy_trigger": "-2.5",
        "sell_trigger": "2.1",
        "buy_amount": "20",
        "sell_amount": "20",
        "allocated_capital": "200",
        "reference": "open",
        "cooldown": 0,
        "cooldown_reset": True,
        "minimum_position": "0",
        "loss_protection": "0.5",
        "reinvest_profits": True,
        "rsi_period": 14,
        "rsi_max_for_buy": "30",
        "rsi_min_for_sell": None,
        "order_timeout": 4,
        "starting_position": None,
    }
    assert (strategy["price"], strategy["price_ms"]) == ("120", house.trader.now())
    assert strategy["last_evaluation"] is None
    assert strategy["next_evaluation"]["close_ms"] == hour(1)
    assert strategy["device_id"] == house.registered("select", "mode").device_id
    assert strategy["entities"]["mode"] == house.entity_id("select", "mode")
    assert strategy["entities"]["status"] == house.entity_id("sensor", "status")
    assert strategy["books"].keys() == {"shadow"}


async def test_given_a_subscription_when_a_candle_closes_then_the_decision_and_the_order_are_told(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    panel = await open_panel(hass_ws_client)
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal(118)
    await house.hour(1)
    await settle(house)

    # On a slow machine a message may come from the middle of the step.
    (strategy,) = (await panel.account())["strategies"]
    while not strategy["orders"] or strategy["orders"][0]["status"] != "open":
        (strategy,) = (await panel.account())["strategies"]

    evaluation = strategy["last_evaluation"]
    assert (evaluation["reason"], evaluation["close_ms"], evaluation["book"]) == ("BUY", hour(1), "shadow")
    assert evaluation["numbers"]["change"] == "-3.5"
    (order,) = strategy["orders"]
    assert (order["side"], order["limit"], order["status"], order["ends_ms"]) == ("buy", "117", "open", hour(5))
    assert strategy["books"]["shadow"]["reserved"] == order["reserved"]
    assert strategy["market"]["amount_step"] == "0.00000001"
    assert strategy["market"]["status"] == "trading"


async def test_given_books_when_followed_then_the_time_they_were_opened_at_is_told(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    panel = await open_panel(hass_ws_client)
    await settle(house)

    *_, told = [*panel.snapshot, *await panel.heard()]

    assert told["strategies"][0]["books"]["shadow"]["opened_ms"] == MONDAY + 60_000


async def test_given_a_subscription_when_nothing_changes_then_nothing_is_sent(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    panel = await open_panel(hass_ws_client)
    await settle(house)
    await panel.heard()

    for _ in range(5):
        house.coordinator.async_update_listeners()
        await settle(house)

    assert await panel.heard() == []


async def test_given_many_changes_at_once_when_told_then_they_come_as_one(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    panel = await open_panel(hass_ws_client)
    await settle(house)
    await panel.heard()

    for _ in range(10):
        await house.coordinator.execute(house.trader.deposit("dips", Decimal(1)))
    await settle(house)

    told = await panel.heard()

    assert len(told) <= 2
    assert told[-1]["strategies"][0]["books"]["shadow"]["free"] == "210"


async def test_given_a_subscription_when_accounts_come_go_and_are_loaded_anew_then_each_is_told(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    panel = await open_panel(hass_ws_client)
    await settle(house)
    await panel.heard()

    data = {CONF_EXCHANGE: EXCHANGE_DEMO, CONF_SEED: 1, CONF_SPEED: 1, CONF_STARTED_AT: MONDAY}
    other = MockConfigEntry(domain=DOMAIN, entry_id="other", title="Other", data=data)
    await house.hass.config_entries.async_add(other)
    await settle(house)
    # On a slow machine it is also told of while it changes.
    while ((told := await panel.account())["entry_id"], told["state"]) != ("other", "loaded"):
        pass

    await house.hass.config_entries.async_unload("other")
    await settle(house)
    while (told := await panel.account())["state"] != "not_loaded":
        pass
    assert (told["entry_id"], told["strategies"], told["now_ms"]) == ("other", [], None)

    await house.hass.config_entries.async_remove("other")
    while (message := await panel.next())["kind"] != "removed":
        pass
    assert message["entry_id"] == "other"

    house.hass.config_entries.async_add_subentry(house.entry, new_subentry("second", "Second"))
    await settle(house)
    told = await panel.account()
    while [strategy["id"] for strategy in told["strategies"]] != ["dips", "second"]:
        told = await panel.account()
    assert told["state"] == "loaded"

    # What runs now is what is listened to.
    await house.coordinator.execute(house.trader.deposit("second", Decimal(5)))
    await settle(house)
    while (await panel.account())["strategies"][1]["books"]["shadow"]["free"] != "205":
        pass


async def test_given_an_account_that_cannot_be_loaded_when_subscribed_then_its_state_and_reason_are_there(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    await house.hass.config_entries.async_unload("account")
    path = house.journal_path
    await house.hass.async_add_executor_job(path.write_bytes, b"not a journal" * 100)
    await house.hass.config_entries.async_setup("account")
    assert house.entry.state is ConfigEntryState.SETUP_ERROR

    (account,) = (await open_panel(hass_ws_client)).snapshot

    assert (account["state"], account["strategies"]) == ("setup_error", [])
    assert account["state_reason"].startswith("The journal is damaged: ")
    assert [question["key"] for question in account["questions"]] == ["journal_damaged"]


async def test_given_live_books_that_lack_money_when_subscribed_then_liquidity_and_the_question_say_so(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    await house.go_live()
    house.exchange.funds = {"EUR": Balance(Decimal("150.5"), ZERO)}
    await house.hour(0.5)

    (account,) = (await open_panel(hass_ws_client)).snapshot

    assert account["liquidity"] == [
        {"currency": "EUR", "kind": "quote", "expected": "200", "actual": "150.5", "gap": "49.5"},
        {"currency": "SOL", "kind": "base", "expected": "0", "actual": "0", "gap": "0"},
    ]
    assert account["outlook"] == {"lacking": [], "shortfalls": [], "moves": []}
    (question,) = account["questions"]
    assert (question["key"], question["placeholders"]["gap"]) == ("balance_short", "€49.50")
    assert {(total["book"], total["currency"]) for total in account["totals"]} == {("live", "EUR")}
    assert account["strategies"][0]["books"].keys() == {"shadow", "live"}


async def test_given_money_of_nobody_and_a_strategy_that_lacks_some_when_subscribed_then_the_outlook_says_so(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    await house.go_live()
    await house.coordinator.execute(house.trader.withdraw("dips", Decimal(190)))
    house.exchange.funds = {"EUR": Balance(Decimal(100), ZERO)}
    await house.hour(0.5)

    (account,) = (await open_panel(hass_ws_client)).snapshot

    assert account["outlook"] == {
        "lacking": [{"strategy": "dips", "currency": "EUR", "need": "20.05", "usable": "10"}],
        "shortfalls": [],
        "moves": [{"currency": "EUR", "source": None, "target": "dips", "amount": "10.05", "times_left": None}],
    }

    await house.coordinator.execute(house.trader.deposit("dips", Decimal(50)))
    house.exchange.funds = {"EUR": Balance(Decimal(15), ZERO)}
    await house.hour(0.9)
    short = (await open_panel(hass_ws_client)).snapshot[0]["outlook"]["shortfalls"]

    assert short == [{"currency": "EUR", "needed": "20.05", "spendable": "15", "missing": "5.05"}]


async def test_given_a_silent_exchange_when_told_then_the_connection_says_why(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    panel = await open_panel(hass_ws_client)
    await settle(house)
    await panel.heard()
    house.exchange.fail(failure=Failure(FailureKind.MAINTENANCE, "back soon"))
    await house.hour(0.6)
    await settle(house)

    told = await panel.account()

    assert told["connection"] == {"connected": False, "failure": "maintenance"}


async def test_given_a_renamed_entity_when_told_then_its_new_id_is_there(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    panel = await open_panel(hass_ws_client)
    await settle(house)
    await panel.heard()

    registry = er.async_get(house.hass)
    registry.async_update_entity(house.entity_id("select", "mode"), new_entity_id="select.renamed")
    await settle(house)

    assert (await panel.account())["strategies"][0]["entities"]["mode"] == "select.renamed"


async def test_given_two_panels_when_one_closes_then_the_other_goes_on_and_with_the_last_nothing_is_listened_to(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    listeners = len(house.coordinator._listeners)
    one, two = await open_panel(hass_ws_client), await open_panel(hass_ws_client)
    await settle(house)
    await one.heard()
    await two.heard()
    assert len(house.coordinator._listeners) == listeners + 1

    await one.client.close()
    await house.record(ModeChanged(house.trader.now(), "dips", Mode.PAUSED))
    await settle(house)
    assert (await two.account())["strategies"][0]["mode"] == "paused"

    await two.client.send_json_auto_id({"type": "unsubscribe_events", "subscription": two._number})
    assert (await two.client.receive_json())["success"]
    assert len(house.coordinator._listeners) == listeners
    assert not feed_of(house.hass)._watched


async def test_given_a_user_without_rights_when_subscribed_then_they_see_everything(
    house: House, hass_ws_client: WebSocketGenerator, hass_read_only_access_token: str
) -> None:
    await house.move_in()

    panel = await open_panel(hass_ws_client, token=hass_read_only_access_token)

    assert [strategy["id"] for strategy in panel.snapshot[0]["strategies"]] == ["dips"]


class Door:
    """What an account passes as it is loaded; while it is closed, loading takes longer."""

    def __init__(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        self._reached, self._open = asyncio.Event(), asyncio.Event()
        self._house = house
        monkeypatch.setattr("custom_components.aurono.async_open_account", self._pass)

    async def _pass(self, *_: object) -> Account:
        self._reached.set()
        await self._open.wait()
        return await self._house._open_account()

    async def reload(self) -> asyncio.Task[bool]:
        """Have the account loaded anew, as far as it gets."""
        hass = self._house.hass
        task = hass.async_create_background_task(hass.config_entries.async_reload("account"), "reload")
        async with asyncio.timeout(5):
            await self._reached.wait()
        return task

    def open(self) -> None:
        self._open.set()


async def later(house: House, seconds: float) -> None:
    """Let so much time pass for whoever waits."""
    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(seconds=seconds))
    await house.hass.async_block_till_done()


async def test_given_an_account_that_takes_long_to_load_anew_when_followed_then_nobody_sees_it_gone(
    house: House, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    panel = await open_panel(hass_ws_client)
    await settle(house)
    await panel.heard()
    door = Door(house, monkeypatch)

    reload = await door.reload()
    for seconds in range(1, 6):
        await later(house, seconds)
    told = await panel.heard()
    door.open()
    assert await reload
    await house.coordinator.execute(house.trader.deposit("dips", Decimal(5)))
    await settle(house)

    assert told == []
    assert {account["state"] for account in await panel.heard()} == {"loaded"}


async def test_given_an_account_that_does_not_come_back_when_followed_then_it_is_told_in_the_end(
    house: House, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    panel = await open_panel(hass_ws_client)
    await settle(house)
    await panel.heard()
    door = Door(house, monkeypatch)
    clock = house.hass.loop.time
    passed = 0.0
    monkeypatch.setattr(house.hass.loop, "time", lambda: clock() + passed)

    reload = await door.reload()
    await later(house, 1)
    passed = RELOAD_PATIENCE
    await later(house, 2)
    told = await panel.heard()
    door.open()
    await reload

    assert [account["state"] for account in told] == ["setup_in_progress"]


async def test_given_a_panel_that_is_opened_while_an_account_is_loaded_anew_then_it_shows_what_the_others_show(
    house: House, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    one = await open_panel(hass_ws_client)
    await settle(house)
    *_, known = [*one.snapshot, *await one.heard()]
    door = Door(house, monkeypatch)

    reload = await door.reload()
    two = await open_panel(hass_ws_client)
    door.open()
    assert await reload
    await settle(house)

    assert two.snapshot[0]["strategies"] == known["strategies"]
    ends = [[*panel.snapshot, *await panel.heard()][-1]["state"] for panel in (one, two)]
    assert ends == ["loaded", "loaded"]


async def test_given_a_change_that_is_about_to_be_told_when_a_second_panel_is_opened_then_both_know_it(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    one = await open_panel(hass_ws_client)
    await settle(house)
    await one.heard()

    await house.trader._ledger.record(ModeChanged(house.trader.now(), "dips", Mode.PAUSED))
    two = await open_panel(hass_ws_client)
    told = await one.heard()

    assert two.snapshot[0]["strategies"][0]["mode"] == "paused"
    assert [account["strategies"][0]["mode"] for account in told] == ["paused"]
