"""Real money in a real Home Assistant, with the real ccxt, at a venue where everything goes wrong, story by story.

After each story there is exactly one order per decision at the venue, and the books equal its balances to the cent.
"""

import asyncio
from contextlib import suppress
from pathlib import Path
import shutil

import pytest

from script.lib.hub import HubProcess
from tests.boot.observation import complaints
from tests.boot.visit import House, visit

from .remote import RemoteVenue
from .trading import Owner, open_account, until_arrived
from .venue import COINS

RESTORED = "The journal is not the one that was last written here"
UNSURE = "[ORDER]"
"""Orders whose answer was lost or that were refused are warned of; what became of each is looked at below."""


@pytest.mark.timeout(900)
async def test_one_order_per_decision_whatever_happens(house: House, venue: RemoteVenue) -> None:
    async with visit(house) as (hub, client, connection):
        owner = Owner(venue, client, connection, await open_account(client, venue))
        for coin in COINS:
            await owner.begin(coin)
        for coin in COINS:
            await owner.go_live(coin)
        await an_order_rests_and_fills(owner)
        await the_answer_is_lost(owner)
        await the_order_arrives_after_the_client_gave_up(owner)
        await the_venue_says_that_it_is_busy(owner)
        await a_ban_is_waited_out(owner)
        await maintenance_sweeps_the_book(owner)
        backup = await owner.back_up(house.folder.path)
        await the_power_fails_while_an_order_is_on_its_way(owner, hub)
    assert complaints(house.folder.log, expected=[UNSURE]) == []

    async with visit(house) as (_, client, connection):
        owner = Owner(venue, client, connection, owner.account)
        await owner.return_to()
        await the_order_is_found(owner)
        await more_is_traded(owner)
    assert complaints(house.folder.log, expected=[UNSURE]) == []

    put_back(backup, house.folder.path / "aurono")
    await venue.tell("fail", route="GET /orders", kind="PAGE_BEFORE", status=503, times=1000)
    async with visit(house) as (_, client, connection):
        owner = Owner(venue, client, connection, owner.account)
        await owner.return_to()
        await the_restored_account_waits(owner)
        await what_the_backup_does_not_know_is_written_down(owner)
    assert complaints(house.folder.log, expected=[RESTORED, UNSURE]) == []

    # What Home Assistant's own restore leaves, there or on another machine: without the key to the vault.
    put_back(backup, house.folder.path / "aurono")
    shutil.rmtree(house.folder.path / ".cache" / "aurono")
    async with visit(house) as (_, client, connection):
        owner = Owner(venue, client, connection, owner.account)
        await owner.enter_the_key_again()
        await owner.return_to()
        await the_restored_account_trades_on(owner)
    assert complaints(house.folder.log, expected=[RESTORED, UNSURE, "A key in the vault cannot be read"]) == []


async def an_order_rests_and_fills(owner: Owner) -> None:
    """Nothing goes wrong: an order rests, fills in parts as maker, and a sell fills at once as taker."""
    venue = owner.venue
    candle = await owner.close_candle("CALM", "97", ticker="99")
    assert await owner.decided("CALM", candle) == "BUY"
    await owner.rests("CALM")
    (order,) = (await venue.look()).orders_of("CALM")
    # 20 EUR at a price of 99, at the limit where the change is -2 %.
    assert (order["side"], order["limit"], order["amount"], order["status"]) == ("buy", "98", "0.2020202", "open")
    await owner.all_is_well("CALM", orders=1)

    await venue.tell("trade", coin="CALM", price="98", amount="0.1")

    async def holds_a_part() -> bool:
        return bool((await owner.states("CALM"))["position"]["state"] == "0.1")

    await owner.eventually(holds_a_part, "the first part of the order")
    await owner.all_is_well("CALM", orders=1)
    await venue.tell("trade", coin="CALM", price="97.50")
    assert [end["status"] for end in await owner.ended("CALM")] == ["filled"]
    await owner.all_is_well("CALM", orders=1)

    candle = await owner.close_candle("CALM", "103")
    assert await owner.decided("CALM", candle) == "SELL"
    assert [end["status"] for end in await owner.ended("CALM", 2)] == ["filled", "filled"]
    await owner.all_is_well("CALM", orders=2)
    assert (await owner.states("CALM"))["position"]["state"] == "0"


async def the_answer_is_lost(owner: Owner) -> None:
    """The venue takes the order, and the connection breaks before it says so."""
    await owner.venue.tell("fail", route="POST /order", kind="ABORT_AFTER")
    assert await owner.decided("LOST", await owner.close_candle("LOST", "97")) == "BUY"
    assert [end["status"] for end in await owner.ended("LOST")] == ["filled"]
    assert len(await owner.events("LOST", "order_unknown")) == 1
    await owner.all_is_well("LOST", orders=1)


async def the_order_arrives_after_the_client_gave_up(owner: Owner) -> None:
    """The venue, whose clock is late, takes the order when the client has stopped waiting for an answer."""
    # Given up after 10 s, and taken within the 10 s of its access window: both with seconds to spare.
    await owner.venue.tell("run_behind", milliseconds=9_000)
    await owner.venue.tell("fail", route="POST /order", kind="LATE_PROCESSING", delay=14.5)
    assert await owner.decided("LATE", await owner.close_candle("LATE", "97")) == "BUY"
    assert [end["status"] for end in await owner.ended("LATE")] == ["filled"]
    assert len(await owner.events("LATE", "order_unknown")) == 1
    await owner.venue.tell("run_behind", milliseconds=0)
    await owner.all_is_well("LATE", orders=1)


async def the_venue_says_that_it_is_busy(owner: Owner) -> None:
    """HTTP 503 and an error, and nevertheless the order is on the book."""
    await owner.venue.tell("fail", route="POST /order", kind="ERROR_AFTER", code=109)
    assert await owner.decided("BUSY", await owner.close_candle("BUSY", "97")) == "BUY"
    assert [end["status"] for end in await owner.ended("BUSY")] == ["filled"]
    assert len(await owner.events("BUSY", "order_unknown")) == 1
    await owner.all_is_well("BUSY", orders=1)


async def a_ban_is_waited_out(owner: Owner) -> None:
    """The key is banned when the candle closes: it hears so once, is silent, and places the order afterwards."""
    venue = owner.venue
    await venue.tell("ban", milliseconds=5_000)
    candle = await owner.close_candle("BANNED", "97")
    while (await venue.look()).is_banned:
        await owner.wake()
        await asyncio.sleep(0.2)
    assert (await venue.look()).refused == 1
    # What a look could not be told is asked again a little later, which the market's time makes short.
    await venue.tell("advance", milliseconds=10_000)
    assert await owner.decided("BANNED", candle) == "BUY"
    assert [end["status"] for end in await owner.ended("BANNED")] == ["filled"]
    await owner.all_is_well("BANNED", orders=1)


async def maintenance_sweeps_the_book(owner: Owner) -> None:
    """The venue ends a resting order of which a part has filled."""
    venue = owner.venue
    assert await owner.decided("SWEPT", await owner.close_candle("SWEPT", "97", ticker="99")) == "BUY"
    await owner.rests("SWEPT")
    await venue.tell("trade", coin="SWEPT", price="98", amount="0.1")
    assert await venue.tell("cancel_all", coin="SWEPT", reason="maintenance") == 1
    await owner.wake()
    # That nothing more can have filled is believed when a later look shows the same.
    await venue.tell("advance", milliseconds=30_000)
    (end,) = await owner.ended("SWEPT")
    assert (end["status"], end["detail"]) == ("cancelled", "maintenance")
    await owner.all_is_well("SWEPT", orders=1)
    states = await owner.states("SWEPT")
    assert (states["position"]["state"], states["reserved_capital"]["state"]) == ("0.1", "0")


async def the_power_fails_while_an_order_is_on_its_way(owner: Owner, hub: HubProcess) -> None:
    """The order is written down and sent; the venue takes it when nobody is there any more to hear the answer."""
    venue = owner.venue
    placed = (await venue.look()).requests.get("POST /order", 0)
    await venue.tell("fail", route="POST /order", kind="LATE_PROCESSING", delay=4)
    closing_candle = asyncio.create_task(owner.close_candle("KILLED", "97", ticker="99"))
    await until_arrived(venue, "POST /order", placed + 1)
    await hub.kill()
    await asyncio.wait([closing_candle])
    with suppress(ConnectionError):
        closing_candle.result()
    assert (await venue.look()).orders_of("KILLED") == []


async def the_order_is_found(owner: Owner) -> None:
    """After the restart the venue is asked for the order, which goes on as if nothing had happened."""

    async def found() -> bool:
        return len(await owner.events("KILLED", "order_opened")) == 1

    await owner.eventually(found, "the order that was on its way")
    await owner.rests("KILLED")
    await owner.all_is_well("KILLED", orders=1)
    await owner.venue.tell("trade", coin="KILLED", price="98")
    assert [end["status"] for end in await owner.ended("KILLED")] == ["filled"]
    await owner.all_is_well("KILLED", orders=1)


async def more_is_traded(owner: Owner) -> None:
    assert await owner.decided("CALM", await owner.close_candle("CALM", "96", ticker="99")) == "BUY"
    await owner.all_is_well("CALM", orders=3)


def put_back(backup: Path, folder: Path) -> None:
    """Replace what Aurono keeps by what it was when the backup was made."""
    shutil.rmtree(folder)
    shutil.copytree(backup, folder)


async def the_restored_account_waits(owner: Owner) -> None:
    """While the venue does not list its orders nobody knows what the backup misses, and nothing is traded."""
    placed = (await owner.venue.look()).requests["POST /order"]
    await owner.close_candle("SWEPT", "97")

    async def asked_again() -> bool:
        return (await owner.venue.look()).requests.get("GET /orders", 0) > asked + 3

    asked = (await owner.venue.look()).requests.get("GET /orders", 0)
    await owner.eventually(asked_again, "questions about what happened since the backup")
    assert await owner.account_status() == "recovering"
    assert (await owner.venue.look()).requests["POST /order"] == placed
    await owner.venue.tell("heal")


async def what_the_backup_does_not_know_is_written_down(owner: Owner) -> None:
    """Two orders are missing in the journal; both are found by their ids, none is placed again."""
    # What closed meanwhile is decided on once all is known.
    assert [end["status"] for end in await owner.ended("SWEPT", 2)] == ["cancelled", "filled"]
    await owner.all_is_well("KILLED", orders=1)
    await owner.all_is_well("CALM", orders=3)
    await owner.all_is_well("SWEPT", orders=2)
    assert await recovered(owner) == {"KILLED": ["BUY"], "CALM": ["BUY"]}
    await owner.venue.tell("trade", coin="CALM", price="98")
    assert [end["status"] for end in await owner.ended("CALM", 3)] == ["filled"] * 3
    await owner.all_is_well("CALM", orders=3)


async def the_restored_account_trades_on(owner: Owner) -> None:
    """All that the backup misses is written down once more; then a coin that an unknown order bought is sold."""
    await owner.all_is_well("SWEPT", orders=2)
    assert await recovered(owner) == {"KILLED": ["BUY"], "CALM": ["BUY"], "SWEPT": ["BUY"]}
    assert await owner.decided("KILLED", await owner.close_candle("KILLED", "103")) == "SELL"
    assert [end["status"] for end in await owner.ended("KILLED", 2)] == ["filled", "filled"]
    await owner.all_is_well("KILLED", orders=2)


async def recovered(owner: Owner) -> dict[str, list[str]]:
    """The decisions by coin that were written down because the venue showed their orders."""
    found: dict[str, list[str]] = {}
    for coin in owner.strategies:
        for event in await owner.events(coin, "evaluated"):
            if event["detail"] == "recovered":
                found.setdefault(coin, []).append(event["reason"])
    return found
