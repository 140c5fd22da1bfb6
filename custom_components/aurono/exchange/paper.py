"""The exchange of shadow mode: it reads the real market and fills on paper (SEMANTICS section 8).

Nothing is ever sent: it knows only the reading half of an exchange. An order is filled whole, or not at all:

- Marketable when placed: at the ticker, with the taker fee. That is settled in that moment and written into the order's
  id, so that it is still true after a restart.
- Otherwise it rests until a look-up finds the ticker at or through the limit: at the limit, with the maker fee.

A cancellation looks at no ticker: it comes when the order's life has ended, and what the price does afterwards fills
nothing. An answer that is missing at placement lets the order rest; one that is missing at a look-up fails the look-up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self
from uuid import NAMESPACE_OID, uuid5

from ..engine.candle import Candle
from ..engine.market import MarketRules, Pair
from ..engine.numbers import parse_decimal, plain
from ..engine.order import Fill, OrderStatus
from ..engine.pricing import simulated_fee
from ..engine.reason import Side
from ..engine.records import replace
from ..engine.timeframe import DAY, Timeframe
from .protocol import (
    Accepted,
    Balance,
    Failure,
    FailureKind,
    ListedOrder,
    Market,
    MarketData,
    NotFound,
    OrderReport,
    OrderRequest,
    Verification,
)

_NAMESPACE = uuid5(NAMESPACE_OID, "aurono/paper")
_ENDED_KEPT = 32
"""How many orders can still be looked up of those whose end was told: the books ask for each only until they have it.
One whose end nobody asked for yet is kept, however many they are."""


@dataclass(frozen=True, slots=True)
class _PaperOrder:
    """An order on paper: open, filled whole, or cancelled."""

    id: str
    status: OrderStatus = OrderStatus.OPEN
    fill: Fill | None = None

    @classmethod
    def resting(cls, request: OrderRequest) -> Self:
        return cls(f"paper-{uuid5(_NAMESPACE, f'order/{request.client_order}')}")

    @classmethod
    def read(cls, request: OrderRequest, exchange_order: str) -> Self:
        """The order as it was when this id was given; raises ValueError for an id that is none of ours."""
        order = cls.resting(request)
        known, *taken = exchange_order.split("@")
        if known != order.id or len(taken) not in {0, 3}:
            raise ValueError(f"{exchange_order} is not a paper order of {request.client_order}")
        if not taken:
            return order
        price, fee, time = taken
        return order.filled(request, parse_decimal(price), parse_decimal(fee), int(time))

    def taken(self, request: OrderRequest, price: Decimal, fee: Decimal, time: int) -> Self:
        """Filled in the moment of its placement, which its id says."""
        order = self.filled(request, price, fee, time)
        return replace(order, id=f"{self.id}@{plain(price)}@{plain(fee)}@{time}")

    def filled(self, request: OrderRequest, price: Decimal, fee: Decimal, time: int) -> Self:
        trade = str(uuid5(_NAMESPACE, f"trade/{request.client_order}"))
        fill = Fill(trade, time, price, request.amount, fee, request.pair.quote)
        return replace(self, status=OrderStatus.FILLED, fill=fill)

    def cancelled(self) -> Self:
        return replace(self, status=OrderStatus.CANCELLED)

    @property
    def report(self) -> OrderReport:
        return OrderReport(self.id, self.status, (self.fill,) if self.fill else ())


class PaperExchange:
    """An exchange on which orders cost nothing: real market data, fills on paper."""

    def __init__(self, market: MarketData) -> None:
        self._market = market
        self._orders: dict[str, _PaperOrder] = {}
        self._told: dict[str, None] = {}
        """Those whose end was told, the last time of each in order."""
        self._markets: Mapping[Pair, Market] = {}
        self._markets_read: int | None = None

    @property
    def timeframes(self) -> frozenset[Timeframe]:
        """Those of the market."""
        return self._market.timeframes

    @property
    def candle_delay(self) -> int:
        """That of the market."""
        return self._market.candle_delay

    @property
    def proof_delay(self) -> int:
        """None: no request of this exchange is ever on its way."""
        return 0

    async def time(self) -> int | Failure:
        """The market's clock."""
        return await self._market.time()

    async def markets(self) -> Mapping[Pair, Market] | Failure:
        """The market's rules."""
        return await self._market.markets()

    async def candles(
        self, pair: Pair, timeframe: Timeframe, *, until: int, count: int
    ) -> tuple[Candle, ...] | Failure:
        """The market's candles."""
        return await self._market.candles(pair, timeframe, until=until, count=count)

    async def ticker(self, pair: Pair) -> Decimal | Failure:
        """The market's last price."""
        return await self._market.ticker(pair)

    async def verify(self) -> Verification | Failure:
        """Whether the market answers. Nothing is signed, so that no key can be wrong and no clock too far off."""
        answer = await self._market.time()
        if isinstance(answer, Failure):
            return answer
        return Verification(clock_offset=0, can_trade=True, can_withdraw=False)

    async def balances(self) -> Mapping[str, Balance] | Failure:
        """A failure: paper has no money, and an empty answer would say that the account has none."""
        return Failure(FailureKind.REFUSED, "a paper exchange has no balances")

    async def place(self, request: OrderRequest) -> Accepted:
        """Take an order; the same one again changes nothing."""
        order = self._orders.get(request.client_order)
        if order is None:
            order = self._orders[request.client_order] = await self._placed(request)
        return Accepted(order.id)

    async def order(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        """Look an order up, which fills it if the ticker is at or through its limit."""
        order = self._orders.get(request.client_order)
        if order is None:
            return NotFound()
        if order.status is OrderStatus.OPEN:
            ticker = await self._market.ticker(request.pair)
            if isinstance(ticker, Failure):
                return ticker
            if _is_reached(request, ticker):
                filled = await self._fill(order, request, request.limit, taker=False)
                if isinstance(filled, Failure):
                    return filled
                order = filled
        return self._tell(request, order)

    async def cancel(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        """Cancel an order that rests; one that ended stays what it is."""
        order = self._orders.get(request.client_order)
        if order is None:
            return NotFound()
        if order.status is OrderStatus.OPEN:
            order = order.cancelled()
        return self._tell(request, order)

    async def orders(self, pair: Pair, *, since: int) -> tuple[ListedOrder, ...] | Failure:  # noqa: ARG002
        """None, whatever the market: what is on paper is on nobody's list."""
        return ()

    def adopt(self, request: OrderRequest, exchange_order: str) -> None:
        """Put back an order that the journal says was accepted and has not ended; ``exchange_order`` is its id.

        Raises ValueError for an id that this exchange did not give to this order.
        """
        self._orders[request.client_order] = _PaperOrder.read(request, exchange_order)

    async def close(self) -> None:
        """Nothing to release: the market belongs to whoever opened it."""

    async def _placed(self, request: OrderRequest) -> _PaperOrder:
        order = _PaperOrder.resting(request)
        ticker = await self._market.ticker(request.pair)
        if isinstance(ticker, Failure) or not _is_reached(request, ticker):
            return order
        taken = await self._fill(order, request, ticker, taker=True)
        return order if isinstance(taken, Failure) else taken

    async def _fill(
        self, order: _PaperOrder, request: OrderRequest, price: Decimal, *, taker: bool
    ) -> _PaperOrder | Failure:
        time = await self._market.time()
        if isinstance(time, Failure):
            return time
        rules = await self._rules(request.pair, time)
        if isinstance(rules, Failure):
            return rules
        rate = rules.taker_fee if taker else rules.maker_fee
        fee = simulated_fee(rules, request.amount, price, rate, buying=request.side is Side.BUY)
        return (order.taken if taker else order.filled)(request, price, fee, time)

    async def _rules(self, pair: Pair, time: int) -> MarketRules | Failure:
        """The market's rules, read again after a day."""
        if self._markets_read is None or time - self._markets_read >= DAY or pair not in self._markets:
            answer = await self._market.markets()
            if isinstance(answer, Failure):
                return answer
            self._markets, self._markets_read = answer, time
        market = self._markets.get(pair)
        return Failure(FailureKind.NO_SUCH_MARKET, f"{pair} is not listed") if market is None else market.rules

    def _tell(self, request: OrderRequest, order: _PaperOrder) -> OrderReport:
        """How it stands, which is kept; forgets an order whose end was told long ago."""
        self._orders[request.client_order] = order
        if order.status.is_final:
            self._told.pop(request.client_order, None)
            self._told[request.client_order] = None
            if len(self._told) > _ENDED_KEPT:
                oldest = next(iter(self._told))
                del self._told[oldest], self._orders[oldest]
        return order.report


def _is_reached(request: OrderRequest, ticker: Decimal) -> bool:
    """Whether the ticker is at or through the limit; a price that is none reaches nothing."""
    return 0 < ticker <= request.limit if request.side is Side.BUY else ticker >= request.limit
