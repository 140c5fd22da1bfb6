"""The real adapter connected to a server of its own, with everything a test wants to look at."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import aiohttp

from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.exchange.ccxt_adapter import connect
from custom_components.aurono.exchange.matching import MatchingEngine
from custom_components.aurono.exchange.protocol import Accepted, Exchange, OrderReport, OrderRequest
from custom_components.aurono.exchange.venue import VenueOrder
from tests.exchange.scripted_market import rules_of

from .candles import CandleTable
from .faults import Fault
from .keys import ApiKey
from .server import BitvavoServer, serve, system_clock

SOL_EUR = Pair("SOL", "EUR")
BTC_EUR = Pair("BTC", "EUR")
OWNER = "owner"
USER_AGENT = "aurono/0.0.0-test"


@dataclass(frozen=True)
class Secrets:
    """A key as the vault gives it."""

    api_key: str
    api_secret: str


@dataclass
class Bench:
    """An exchange of ours, the server behind it, and the session between them."""

    server: BitvavoServer
    engine: MatchingEngine
    candles: CandleTable
    session: aiohttp.ClientSession
    key: ApiKey
    exchange: Exchange

    def request(
        self, name: str = "first", side: Side = Side.BUY, amount: str = "0.17", limit: str = "117.00"
    ) -> OrderRequest:
        """A limit order in SOL/EUR whose client id follows from its name."""
        return OrderRequest(str(uuid5(NAMESPACE_URL, name)), SOL_EUR, side, Decimal(amount), Decimal(limit))

    async def resting(self, request: OrderRequest) -> OrderRequest:
        """The order, open at the venue."""
        assert isinstance(await self.exchange.place(request), Accepted)
        report = await self.exchange.order(request)
        assert isinstance(report, OrderReport)
        assert report.status is OrderStatus.OPEN
        return request

    def on_book(self, request: OrderRequest) -> VenueOrder | None:
        """What the venue holds of an order."""
        found = self.engine.order(OWNER, request.pair, client_order=request.client_order)
        return found if isinstance(found, VenueOrder) else None

    def fail(self, route: str, fault: Fault, times: int = 1) -> None:
        """Let requests to a route fail."""
        self.server.faults.add(route, fault, times)

    @contextmanager
    def impatience_with(self, fault: Fault) -> Iterator[None]:
        """Have the client give up on an answer that this fault keeps back; it waits patiently for any other."""
        patience = self.library.timeout
        if fault.delay:
            self.library.timeout = 250
        yield
        self.library.timeout = patience

    @property
    def library(self) -> Any:
        """The instance of ccxt inside the adapter."""
        return vars(self.exchange)["_client"]._ccxt

    async def connect(self, key: ApiKey | None) -> Exchange:
        """Another connection to the same server."""
        return await connect_to(self.server, self.session, key)


def venue() -> MatchingEngine:
    """Two markets with different fees, a price in one, and an owner with money and coins."""
    engine = MatchingEngine("bench")
    engine.set_rules(rules_of(SOL_EUR, amount_step="1e-8", min_amount="0.03", min_cost="5"))
    engine.set_rules(rules_of(BTC_EUR, min_amount="0.0001", taker_fee="0.002", maker_fee="0.001"))
    engine.deposit(OWNER, "EUR", Decimal(200))
    engine.deposit(OWNER, "SOL", Decimal(2))
    engine.trade(SOL_EUR, Decimal("120.00"), None, 0)
    return engine


async def connect_to(server: BitvavoServer, session: aiohttp.ClientSession, key: ApiKey | None) -> Exchange:
    """The adapter as it is used."""
    return await connect(
        "bitvavo",
        Secrets(key.key, key.secret) if key else None,
        session=session,
        ssl_context=False,
        run_in_executor=at_once,
        user_agent=USER_AGENT,
        base_url=server.url,
    )


def at_once[*Ts, T](target: Callable[[*Ts], T], /, *args: *Ts) -> Awaitable[T]:
    """An executor that runs in place."""

    async def run() -> T:
        return target(*args)

    return run()


@asynccontextmanager
async def bench() -> AsyncIterator[Bench]:
    """A server that listens and an exchange connected to it."""
    engine, candles = venue(), CandleTable()
    server = serve(engine, candles, system_clock)
    key = server.add_key(ApiKey.of(OWNER))
    async with server.running(), aiohttp.ClientSession(headers={"User-Agent": "HomeAssistant/test"}) as session:
        exchange = await connect_to(server, session, key)
        yield Bench(server, engine, candles, session, key, exchange)
        await exchange.close()
