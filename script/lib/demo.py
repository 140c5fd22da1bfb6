"""An account on the demo exchange with three strategies, set up through the flows as their owner would do it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from .hub import HubProcess
from .hub_client import HubClient, HubConnection, HubRefused
from .hub_flow import Flow

ACCOUNT = "Demo"


class MarketInThePresent(HubRefused):
    """The market runs in real time, so there is nothing left to run through faster."""


@dataclass(frozen=True, slots=True)
class Login:
    """A user of the hub."""

    username: str
    password: str


@dataclass(frozen=True, slots=True)
class DemoStrategy:
    """A strategy of the demo: what its owner types in; the rest of the form stays as it is offered."""

    name: str
    pair: str
    parameters: Mapping[str, object]


STRATEGIES = (
    # The lively coin, every hour: many small trades, the first within seconds of time-lapse.
    DemoStrategy(
        "Quick dips",
        "NIMBUSDEMO/EUR",
        {
            "timeframe": "1h",
            "buy_trigger": "-1.2",
            "sell_trigger": "1.5",
            "buy_amount": "25",
            "sell_amount": "25",
            "allocated_capital": "500",
        },
    ),
    # The large coin, every four hours: bigger trades, and a wait of two candles after each.
    DemoStrategy(
        "Patient swings",
        "AURADEMO/EUR",
        {
            "timeframe": "4h",
            "buy_trigger": "-1.5",
            "sell_trigger": "1.8",
            "buy_amount": "100",
            "sell_amount": "100",
            "allocated_capital": "1000",
            "cooldown": 2,
        },
    ),
    # The calm coin, once a day, measured from the close before, and only where the RSI agrees.
    DemoStrategy(
        "Daily extremes",
        "QUARTZDEMO/EUR",
        {
            "timeframe": "1d",
            "reference": "previous_close",
            "buy_trigger": "-0.8",
            "sell_trigger": "1.2",
            "buy_amount": "150",
            "sell_amount": "150",
            "allocated_capital": "1500",
            "reinvest_profits": False,
            "rsi_period": 14,
            "rsi_max_for_buy": "48",
            "rsi_min_for_sell": "50",
            "order_timeout": 48,
        },
    ),
)


async def enter(client: HubClient, hub: HubProcess, login: Login) -> None:
    """Wait until the web server answers, then log in, onboarding first where that has not happened.

    Raises:
        HubError: Home Assistant ended before.
        HubRefused: the password has been changed.
    """
    while not await client.answers():
        if not hub.running:
            raise hub.ended()
        await asyncio.sleep(0.1)
    await client.enter("Aurono", login.username, login.password)


async def add_demo_account(client: HubClient, speed: int) -> str:
    """Add an account on the demo exchange; its id.

    Raises:
        HubRefused: the speed is none that the market can have.
    """
    flow = await Flow.of_account(client)
    await flow.choose("demo")
    await flow.fill_in({"name": ACCOUNT, "speed": str(speed)})
    return str(flow.result()["result"]["entry_id"])


async def change_speed(client: HubClient, account: str, speed: int) -> None:
    """Let the demo account's market run at another pace; nothing happens if it does already.

    Raises:
        MarketInThePresent: it has caught up with the present, so there is nothing left to run through.
    """
    flow = await Flow.of_account(client, account)
    if flow.offered()["speed"] != str(speed):
        await flow.fill_in({"speed": str(speed)})
        if flow.errors.get("speed") == "time_lapse_over":
            raise MarketInThePresent(
                "The demo's market has reached the present, so it runs in real time. --fresh begins anew."
            )
        flow.result()


async def add_strategy(client: HubClient, connection: HubConnection, account: str, strategy: DemoStrategy) -> str:
    """Add a strategy through its flow, as its owner would, and wait until its entities show; its id.

    Raises:
        HubRefused: a parameter is not accepted.
        TimeoutError: its entities do not appear.
    """
    flow = await Flow.of_strategy(client, account)
    await flow.fill_in({"name": strategy.name, "pair": strategy.pair})
    await flow.fill_in(strategy.parameters)
    await flow.choose("save")
    flow.result()
    added = (await connection.strategies(account))[strategy.name]
    async with asyncio.timeout(60):
        while not await _shows(connection, account, added):  # noqa: ASYNC110 - only asking tells
            await asyncio.sleep(0.1)
    return added


async def _shows(connection: HubConnection, account: str, strategy: str) -> bool:
    """Whether the strategy's entities have states, which they get a moment after it was added."""
    entities = await connection.entities(account, strategy)
    states = await connection.states()
    return bool(entities) and all(
        entity in states and states[entity]["state"] != "unavailable" for entity in entities.values()
    )
