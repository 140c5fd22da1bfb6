"""An owner who trades live: what the strategies decided, what the books say, and whether the venue agrees."""

import asyncio
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
import tarfile
from typing import Any

from script.lib.demo import DemoStrategy, add_strategy
from script.lib.hub_client import HubClient, HubConnection, State
from script.lib.hub_flow import Flow
from tests.boot.observation import all_pages, eventually, journal_is_sound, repairs, strategy_states

from .remote import Look, RemoteVenue

CAPITAL = Decimal(100)
"""EUR of each strategy."""
_RULE = {
    "timeframe": "1h",
    "buy_trigger": "-2",
    "sell_trigger": "2",
    "buy_amount": "20",
    "sell_amount": "20",
    "allocated_capital": str(CAPITAL),
}


async def open_account(client: HubClient, venue: RemoteVenue) -> str:
    """Add the account on the venue; its id."""
    flow = await Flow.of_account(client)
    await flow.choose("bitvavo")
    await flow.fill_in(venue.key)
    return str(flow.result()["result"]["entry_id"])


class Owner:
    """Has strategies on a venue, one for each coin, named after it."""

    def __init__(self, venue: RemoteVenue, client: HubClient, connection: HubConnection, account: str) -> None:
        self.venue = venue
        self.account = account
        self._client = client
        self._connection = connection
        self.strategies: dict[str, str] = {}

    # -- what the owner does -----------------------------------------------------------------------------------------

    async def enter_the_key_again(self) -> None:
        """Answer the question for a key that an account without one asks, and wait until it is loaded."""

        async def asked() -> list[dict[str, Any]]:
            flows: list[dict[str, Any]] = await self._connection.ask("config_entries/flow/progress")
            return flows

        (flow,) = await eventually(asked, "the question for a key")
        assert flow["context"]["source"] == "reauth"
        step = await self._client.post(f"/api/config/config_entries/flow/{flow['flow_id']}", self.venue.key)
        assert step["reason"] == "reauth_successful"

        async def loaded() -> bool:
            return [entry["state"] for entry in await self._connection.accounts()] == ["loaded"]

        await eventually(loaded, "the account with its key")

    async def begin(self, coin: str) -> None:
        """Add a strategy on a coin, in shadow mode as all begin, and bring its money to the venue."""
        rule = DemoStrategy(coin, f"{coin}/EUR", _RULE)
        self.strategies[coin] = await add_strategy(self._client, self._connection, self.account, rule)
        await self.venue.tell("deposit", currency="EUR", amount=str(CAPITAL))

    async def return_to(self) -> None:
        """Find the strategies again after a restart."""
        self.strategies = await self._connection.strategies(self.account)

    async def go_live(self, coin: str) -> None:
        """Through the strategy's settings, having read the pre-flight and typed the strategy's name."""
        flow = await Flow.of_strategy(self._client, self.account, self.strategies[coin])
        await flow.choose("go_live")
        await flow.fill_in({"confirmation": coin})
        assert flow.step.get("reason") == "live", flow.step

    async def close_candle(self, coin: str, close: str, ticker: str | None = None) -> int:
        """Let the running hour of a market end at this price, traded last at ``ticker``; the candle's open time."""
        candle = int(await self.venue.tell("close_candle", coin=coin, close=close, ticker=ticker or close))
        await self.wake()
        return candle

    async def wake(self) -> None:
        """Have the account look now: resuming one that trades changes nothing, but it looks at once."""
        await self._connection.act("resume_trading", config_entry_id=self.account)

    async def back_up(self, folder: Path) -> Path:
        """Have Home Assistant make a backup, while it trades; Aurono's folder in it, unpacked next to ``folder``."""
        await self._connection.ask(
            "backup/generate", agent_ids=["backup.local"], include_database=False, name="Before everything else"
        )

        async def made() -> bool:
            info = await self._connection.ask("backup/info")
            return info["state"] == "idle" and len(info["backups"]) == 1

        await eventually(made, "the backup")
        (backup,) = (folder / "backups").glob("*.tar")
        return unpack(backup, folder.with_name("backup"))

    # -- what the owner sees -----------------------------------------------------------------------------------------

    async def eventually[T](self, look: Callable[[], Awaitable[T]], what: str) -> T:
        """See something come, without waiting for the minute between two looks of the account."""

        async def wake_and_look() -> T:
            await self.wake()
            return await look()

        return await eventually(wake_and_look, what)

    async def events(self, coin: str, *kinds: str) -> list[dict[str, Any]]:
        """What happened to the live books of a strategy, oldest first."""
        page = await self._connection.act(
            "get_events", config_entry_id=self.account, strategy=self.strategies[coin], kinds=list(kinds), limit=500
        )
        assert page["next_cursor"] is None
        return [event for event in reversed(page["events"]) if event["book"] == "live"]

    async def states(self, coin: str) -> dict[str, State]:
        """The entities of a strategy."""
        return await strategy_states(self._connection, self.account, self.strategies[coin])

    async def rests(self, coin: str) -> None:
        """Wait until a strategy's buy is at the venue and its entity shows that: a decision is written down before."""

        async def rests() -> bool:
            at_venue = any(order["status"] == "open" for order in (await self.venue.look()).orders_of(coin))
            return at_venue and (await self.states(coin))["status"]["state"] == "buy_order_open"

        await self.eventually(rests, f"the order of {coin} at the venue and on its entity")

    async def account_status(self) -> str:
        """Whether the account trades, as its entity says."""
        states = await self._connection.states()
        entities = await self._connection.entities(self.account)
        return str(states[entities["account_status"]]["state"])

    async def ended(self, coin: str, count: int = 1) -> list[dict[str, Any]]:
        """The ends of a strategy's live orders, once there are so many."""

        async def ends() -> list[dict[str, Any]]:
            found = await self.events(coin, "order_ended")
            return found if len(found) >= count else []

        return await self.eventually(ends, f"{count} orders of {coin} ended")

    async def decided(self, coin: str, candle: int) -> str:
        """What a strategy decided about a candle, once it did."""

        async def decision() -> str | None:
            found = await self.events(coin, "evaluated")
            return next((str(event["reason"]) for event in found if event["candle_ms"] == candle), None)

        reason = await self.eventually(decision, f"a decision about {coin}")
        assert reason is not None
        return reason

    # -- whether all is well -----------------------------------------------------------------------------------------

    async def all_is_well(self, coin: str, orders: int) -> None:
        """So many orders were decided on and are at the venue; books and venue agree to the last digit."""

        async def all_placed() -> bool:
            # What was decided is on its way for a while, and an order that is fills nothing: the books agree already.
            return len((await self.venue.look()).orders_of(coin)) >= orders

        async def runs() -> bool:
            return await self.account_status() == "running"

        await self.eventually(all_placed, f"{orders} orders of {coin} at the venue")
        await self.eventually(self._books_agree, "books that equal the venue's balances")
        await self.eventually(runs, "the account running")
        look = await self.venue.look()
        assert len(look.orders_of(coin)) == orders
        await self._one_order_per_decision(look)
        await self._trades_agree(look)
        await journal_is_sound(self._connection, self.account)
        assert await repairs(self._connection) == []

    async def _books_agree(self) -> bool:
        books = {coin: await self.states(coin) for coin in self.strategies}
        balances = (await self.venue.look()).balances
        money = sum(
            Decimal(states[key]["state"]) for states in books.values() for key in ("free_capital", "reserved_capital")
        )
        coins = {coin: Decimal(states["position"]["state"]) for coin, states in books.items()}
        return money == balances["EUR"] and all(coins[coin] == balances.get(coin, 0) for coin in coins)

    async def _one_order_per_decision(self, look: Look) -> None:
        decisions, planned = 0, []
        for coin in self.strategies:
            decided = await self.events(coin, "evaluated")
            decisions += sum(event["reason"] in {"BUY", "SELL"} for event in decided)
            planned += [event["order"] for event in await self.events(coin, "order_planned")]
        assert len(planned) == decisions
        assert sorted(planned) == sorted(order["client_order"] for order in look.orders)
        # Not even a second attempt that the venue would have turned down.
        assert look.requests["POST /order"] == len(planned)

    async def _trades_agree(self, look: Look) -> None:
        booked = {
            trade["trade"]: [trade["price"], trade["amount"], trade["fee"]]
            for trade in await all_pages(self._connection, "get_trades", self.account)
        }
        assert booked == {trade: terms for order in look.orders for trade, terms in order["trades"].items()}


def unpack(backup: Path, into: Path) -> Path:
    """Unpack what a backup holds of Aurono's folder; what opens the vault is not in it."""
    with tarfile.open(backup) as outer:
        inner = outer.extractfile("homeassistant.tar.gz")
        assert inner is not None
        with tarfile.open(fileobj=inner) as files:
            names = files.getnames()
            assert not [name for name in names if "vault.key" in name]
            members = [files.getmember(name) for name in names if name.startswith("data/aurono/")]
            files.extractall(into, members, filter="data")
    return into / "data" / "aurono"


async def until_arrived(venue: RemoteVenue, route: str, count: int) -> None:
    """Wait until so many requests have come to a route."""
    async with asyncio.timeout(60):
        while (await venue.look()).requests.get(route, 0) < count:  # noqa: ASYNC110 - only asking tells
            await asyncio.sleep(0.02)
