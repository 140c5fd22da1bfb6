"""A real Home Assistant in a process of its own, driven as a browser drives it: from onboarding to removal."""

from typing import Any

import pytest

from script.lib.demo import STRATEGIES, add_demo_account, add_strategy
from script.lib.hub_client import HubClient, HubConnection
from script.lib.hub_flow import Flow

from .conftest import Bitvavo
from .observation import (
    all_pages,
    complaints,
    eventually,
    files_holding,
    journal_is_sound,
    repairs,
    shown,
    strategy_states,
)
from .visit import House, visit

HOURLY = STRATEGIES[0]


@pytest.mark.timeout(900)
async def test_from_onboarding_to_removal(house: House, bitvavo: Bitvavo) -> None:
    async with visit(house) as (_, client, connection):
        demo = await add_demo_account(client, speed=3600)
        strategies = {strategy.name: await add_strategy(client, connection, demo, strategy) for strategy in STRATEGIES}
        await form_tells_every_error_at_once(client, demo)
        await trades_show(connection, demo, strategies[HOURLY.name])
        real = await bitvavo_takes_only_the_right_key(client, connection, bitvavo)
        await pause(connection, demo, strategies[HOURLY.name])

        paused = await strategy_states(connection, demo, strategies[HOURLY.name])
        events = await all_pages(connection, "get_events", demo)
        trades = await all_pages(connection, "get_trades", demo)
        await journal_is_sound(connection, demo)
    assert complaints(house.folder.log, expected=["The key was not accepted: key_invalid"]) == []
    # The search finds what is there, and the key is nowhere.
    assert files_holding(house.folder.path, real)
    assert files_holding(house.folder.path, bitvavo.api_secret) == []
    assert files_holding(house.folder.path, bitvavo.api_key) == []

    async with visit(house) as (_, client, connection):
        # Nothing that had happened changed, and nothing is asked again.
        assert {entry["entry_id"]: entry["state"] for entry in await connection.accounts()} == {
            demo: "loaded",
            real: "loaded",
        }
        assert await connection.strategies(demo) == strategies
        assert (await all_pages(connection, "get_events", demo))[: len(events)] == events
        assert (await all_pages(connection, "get_trades", demo))[: len(trades)] == trades
        await journal_is_sound(connection, demo)
        await statistics_are_read(connection, demo, strategies[HOURLY.name])
        now = await strategy_states(connection, demo, strategies[HOURLY.name])
        assert shown(now, "value", "unrealized_profit") == shown(paused, "value", "unrealized_profit")

        # The others go on where the market stood.
        await others_go_on(connection, demo, strategies, after=events[-1]["position"])

        await remove_strategy(connection, demo, strategies[HOURLY.name])
        await remove_account(client, connection, real)
        await remove_account(client, connection, demo)
        assert [state for state in await connection.states() if "quick_dips" in state or "daily" in state] == []
        assert await repairs(connection) == []
    assert complaints(house.folder.log) == []


async def form_tells_every_error_at_once(client: HubClient, account: str) -> None:
    flow = await Flow.of_strategy(client, account)
    await flow.fill_in({"name": "Not this one", "pair": HOURLY.pair})
    await flow.fill_in({"buy_trigger": "2", "sell_amount": "many", "cooldown": -1})
    assert set(flow.errors) == {"buy_trigger", "sell_amount", "cooldown"}
    await flow.fill_in({"buy_trigger": "-2", "sell_amount": "20", "cooldown": 1})
    # It is read in plain words before it is saved; this one is not saved.
    assert flow.step["type"] == "menu"
    assert "Not this one" in flow.step["description_placeholders"]["summary"]


async def trades_show(connection: HubConnection, account: str, strategy: str) -> None:
    """The same trade is in the journal and on the entities."""

    async def traded() -> list[dict[str, Any]]:
        trades = await all_pages(connection, "get_trades", account)
        return [trade for trade in trades if trade["strategy"] == strategy]

    trade = (await eventually(traded, "a trade of the hourly strategy"))[0]
    assert (trade["book"], trade["market"], trade["side"]) == ("shadow", HOURLY.pair, "buy")

    async def on_the_entities() -> bool:
        states = await strategy_states(connection, account, strategy)
        return int(states["trades"]["state"]) >= 1 and states["status"]["state"] != "starting"

    await eventually(on_the_entities, "the trade on the entities")
    states = await strategy_states(connection, account, strategy)
    assert states["mode"]["state"] == "shadow"
    # The market is seen to be made up.
    made_up = {key: state["state"] for key, state in (await connection.states()).items() if "artificial" in key}
    assert set(made_up.values()) == {"on"}


async def bitvavo_takes_only_the_right_key(client: HubClient, connection: HubConnection, bitvavo: Bitvavo) -> str:
    flow = await Flow.of_account(client)
    await flow.choose("bitvavo")
    await flow.fill_in({"api_key": bitvavo.api_key[::-1], "api_secret": bitvavo.api_secret})
    assert flow.errors == {"base": "key_invalid"}
    await flow.fill_in({"api_key": bitvavo.api_key, "api_secret": bitvavo.api_secret})
    account = str(flow.result()["result"]["entry_id"])

    async def loaded() -> bool:
        return account in [entry["entry_id"] for entry in await connection.accounts() if entry["state"] == "loaded"]

    await eventually(loaded, "the Bitvavo account")
    # Its markets are offered.
    strategy = await Flow.of_strategy(client, account)
    (pair,) = (field for field in strategy.step["data_schema"] if field["name"] == "pair")
    assert pair["selector"]["select"]["options"]
    return account


async def pause(connection: HubConnection, account: str, strategy: str) -> None:
    """Pause a strategy; wait until its books rest and its statistics, read once a minute, tell of all it did."""
    mode = (await connection.entities(account, strategy))["mode"]
    await connection.ask(
        "call_service",
        domain="select",
        service="select_option",
        target={"entity_id": mode},
        service_data={"option": "paused"},
    )

    async def rests() -> bool:
        states = await strategy_states(connection, account, strategy)
        reserved = (states["reserved_capital"]["state"], states["position"]["attributes"]["set_aside"])
        return states["mode"]["state"] == "paused" and reserved == ("0", "0")

    await eventually(rests, "the paused strategy without an open order")
    await statistics_are_read(connection, account, strategy)


async def statistics_are_read(connection: HubConnection, account: str, strategy: str) -> None:
    """Wait until the entities show the statistics of now: after a start they are read in the background."""

    async def shown_on_entities() -> bool:
        answer = await connection.act("get_performance", config_entry_id=account, strategy=strategy)
        (figures,) = answer["performances"]
        states = await strategy_states(connection, account, strategy)
        return all(states[key]["state"] == (figures[key] or "unknown") for key in ("drawdown", "win_rate"))

    await eventually(shown_on_entities, "the statistics of the paused strategy on its entities")


async def others_go_on(connection: HubConnection, account: str, strategies: dict[str, str], *, after: int) -> None:
    running = set(strategies.values()) - {strategies[HOURLY.name]}

    async def decided() -> bool:
        events = await all_pages(connection, "get_events", account)
        fresh = [event for event in events if event["position"] > after]
        assert strategies[HOURLY.name] not in {event["strategy"] for event in fresh}
        # Without a gap: no candle was missed by stopping.
        assert "MISSED_OFFLINE" not in {event.get("reason") for event in fresh}
        return running <= {event["strategy"] for event in fresh}

    await eventually(decided, "decisions of the other strategies")


async def remove_strategy(connection: HubConnection, account: str, strategy: str) -> None:
    await connection.ask("config_entries/subentries/delete", entry_id=account, subentry_id=strategy)

    async def recorded() -> bool:
        entries = {entry["entry_id"]: entry["state"] for entry in await connection.accounts()}
        if entries[account] != "loaded":
            return False
        removals = await connection.act("get_events", config_entry_id=account, kinds=["strategy_removed"])
        return [event["strategy"] for event in removals["events"]] == [strategy]

    await eventually(recorded, "the removal in the journal")
    assert await connection.entities(account, strategy) == {}


async def remove_account(client: HubClient, connection: HubConnection, account: str) -> None:
    await client.delete(f"/api/config/config_entries/entry/{account}")
    assert account not in {entry["entry_id"] for entry in await connection.accounts()}
