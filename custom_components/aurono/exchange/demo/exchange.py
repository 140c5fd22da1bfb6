"""The demo exchange: the venue's core (``matching``) over the demo market."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Protocol

from ...engine.candle import Candle
from ...engine.market import Pair
from ...engine.numbers import exactly
from ...engine.order import Fill, Order
from ...engine.reason import Side
from ...engine.timeframe import HOUR, Timeframe
from ..matching import MatchingEngine
from ..protocol import (
    Accepted,
    Balance,
    Failure,
    FailureKind,
    ListedOrder,
    Market,
    MarketStatus,
    NotFound,
    OrderReport,
    OrderRequest,
    Placement,
    Refused,
    Verification,
)
from ..venue import Refusal, VenueOrder
from .listings import LISTINGS
from .tape import Tape

STARTING_BALANCES: Mapping[str, Decimal] = MappingProxyType({"EUR": Decimal(10_000)})
"""What a new demo account holds."""

_ACCOUNT = "demo"
_HOURS_AT_ONCE = 96
"""After the candles of so many hours, 4 ms where none of them was made before, whoever else is waiting gets a turn."""
_ENDED_KEPT = 512
"""How many ended orders can still be looked up: more than can be open in all markets together, and so end between two
looks. The books ask for each only until they have its end, and a restart brings none of them back."""


class Clock(Protocol):
    """Tells the market's time."""

    def now(self) -> int:
        """UTC milliseconds; never goes back."""
        ...


class DemoExchange:
    """An exchange whose market is a pure function of a seed and the time.

    Orders fill along the market's path: whatever crossed them between two looks fills them, at the moment of the trade
    that did, however often or seldom somebody looks. The market needs no memory. The account lives as long as this
    object; what the books know of it brings it back after a restart (:meth:`restore`), the same to the last digit,
    since an order's id tells when it was placed and its fill follows from that.
    """

    def __init__(self, seed: int, clock: Clock, *, balances: Mapping[str, Decimal] = STARTING_BALANCES) -> None:
        self._clock = clock
        self._tapes = {listing.pair: Tape(seed, listing) for listing in LISTINGS}
        self._venue = MatchingEngine(
            f"demo/{seed}", (Market(listing.rules, MarketStatus.TRADING) for listing in LISTINGS)
        )
        for currency, amount in balances.items():
            self._venue.deposit(_ACCOUNT, currency, amount)
        self._seen = clock.now()

    def restore(self, booked: Iterable[tuple[Order, Fill]], resting: Iterable[OrderRequest]) -> None:
        """Bring a new account to where the books left it: the money of every fill that was booked, and the open orders.

        ``resting`` are those that were acknowledged and have not ended, with the ids that this exchange gave them. What
        the market does to them from the moment of their placement happens again. One that cannot be put back, because
        its id is none of ours, or its market or rules are different now, is not there.

        Raises ValueError if an order was placed before.
        """
        if any(self._venue.orders(_ACCOUNT, pair) for pair in self._tapes):
            raise ValueError("only a new account can be restored")
        placements = [(time, request) for request in resting if (time := _placed_at(request)) is not None]
        again = {request.client_order for _, request in placements}
        for currency, change in _moved((order, fill) for order, fill in booked if order.id not in again).items():
            held = self._venue.balances(_ACCOUNT).get(currency)
            if change > 0:
                self._venue.deposit(_ACCOUNT, currency, change)
            elif held is not None:
                self._venue.withdraw(_ACCOUNT, currency, min(change.copy_abs(), held.available))
        self._seen = min((time for time, _ in placements), default=self._seen)
        for time, request in sorted(placements, key=lambda placement: placement[0]):
            self._follow(time)
            self._place(request, time)

    @property
    def timeframes(self) -> frozenset[Timeframe]:
        """All but weeks, which are derived."""
        return frozenset({Timeframe.H1, Timeframe.H4, Timeframe.D1})

    @property
    def candle_delay(self) -> int:
        """None: a candle is whole in the moment of its close."""
        return 0

    @property
    def proof_delay(self) -> int:
        """None: no request is ever on its way."""
        return 0

    async def time(self) -> int | Failure:
        """The market's time."""
        return self._clock.now()

    async def markets(self) -> Mapping[Pair, Market] | Failure:
        """The invented coins."""
        return self._venue.markets

    async def candles(
        self, pair: Pair, timeframe: Timeframe, *, until: int, count: int
    ) -> tuple[Candle, ...] | Failure:
        """Candles up to now, the running one included."""
        tape = self._tapes.get(pair)
        if tape is None:
            return _no_such_market(pair)
        if timeframe not in self.timeframes:
            return Failure(FailureKind.REFUSED, f"no {timeframe} candles here")
        found: list[Candle] = []
        at_once = max(1, _HOURS_AT_ONCE * HOUR // timeframe.length)
        for number, candle in enumerate(tape.candles(timeframe, until, self._clock.now()), 1):
            if len(found) == count:
                break
            if candle is not None:
                found.append(candle)
            if number % at_once == 0:
                await asyncio.sleep(0)
        return tuple(reversed(found))

    async def ticker(self, pair: Pair) -> Decimal | Failure:
        """The price of the last trade."""
        tape = self._tapes.get(pair)
        if tape is None:
            return _no_such_market(pair)
        trade = tape.last_trade(self._clock.now())
        return Failure(FailureKind.REFUSED, f"{pair} was not traded yet") if trade is None else trade.price

    async def verify(self) -> Verification | Failure:
        """Always right: there is no key, and the clock is the caller's own."""
        return Verification(clock_offset=0, can_trade=True, can_withdraw=False)

    async def balances(self) -> Mapping[str, Balance] | Failure:
        """The account's balances."""
        self._catch_up()
        return self._venue.balances(_ACCOUNT)

    async def place(self, request: OrderRequest) -> Placement:
        """Take an order; what is marketable fills at once at the last price."""
        order = self._place(request, self._catch_up())
        return Refused(order.detail, failure=False) if isinstance(order, Refusal) else Accepted(_name(order))

    async def order(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        """What became of an order up to now."""
        self._catch_up()
        order = self._find(request)
        return NotFound() if order is None else _report(order)

    async def orders(self, pair: Pair, *, since: int) -> tuple[ListedOrder, ...] | Failure:
        """What is open or was placed since then, oldest first."""
        if pair not in self._tapes:
            return _no_such_market(pair)
        self._catch_up()
        found = self._venue.orders(_ACCOUNT, pair)
        return tuple(_listed(order) for order in found if order.is_open or order.created >= since)

    async def cancel(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        """Cancel an order unless it has ended, and report what it became."""
        now = self._catch_up()
        order = self._find(request)
        if order is None:
            return NotFound()
        if order.is_open:
            self._venue.cancel(_ACCOUNT, request.pair, now, order_id=order.id)
        return await self.order(request)

    async def close(self) -> None:
        """Nothing to release."""

    def _find(self, request: OrderRequest) -> VenueOrder | None:
        """The order by our id; by the exchange's where ours is unknown and the order is the same in every term."""
        order = self._venue.order(_ACCOUNT, request.pair, client_order=request.client_order)
        if isinstance(order, VenueOrder) or request.exchange_order is None:
            return order if isinstance(order, VenueOrder) else None
        other = self._venue.order(_ACCOUNT, request.pair, order_id=request.exchange_order.partition("@")[0])
        if isinstance(other, Refusal):
            return None
        terms = request.exchange_order, request.side, request.amount, request.limit
        return other if (_name(other), other.side, other.amount, other.limit) == terms else None

    def _place(self, request: OrderRequest, now: int) -> VenueOrder | Refusal:
        tape = self._tapes.get(request.pair)
        last = None if tape is None else tape.last_trade(now)
        if last is not None:
            self._venue.trade(request.pair, last.price, None, last.time)
        self._venue.forget_ended(_ACCOUNT, _ENDED_KEPT)
        return self._venue.place(_ACCOUNT, request, now)

    def _catch_up(self) -> int:
        """Let happen what the market did since the last look; tells the time."""
        now = self._clock.now()
        self._follow(now)
        return now

    def _follow(self, until: int) -> None:
        """Let the market's path since the last look fill what it crossed."""
        for pair, tape in self._tapes.items():
            limits = {side: [order.limit for order in self._resting(pair) if order.side is side] for side in Side}
            if any(limits.values()):
                below, above = max(limits[Side.BUY], default=None), min(limits[Side.SELL], default=None)
                for trade in tape.trades(self._seen, until, below=below, above=above):
                    self._venue.trade(pair, trade.price, None, trade.time)
                    if not self._resting(pair):
                        break
        self._seen = max(self._seen, until)

    def _resting(self, pair: Pair) -> tuple[VenueOrder, ...]:
        return self._venue.open_orders(_ACCOUNT, pair)


def _name(order: VenueOrder) -> str:
    """The id that the exchange shows: it tells when the order was placed, which is all that a restart must know."""
    return f"{order.id}@{order.created}"


def _placed_at(request: OrderRequest) -> int | None:
    """When an order was placed, by its id; None for an id that is none of this exchange."""
    created = (request.exchange_order or "").partition("@")[2]
    return int(created) if created.isascii() and created.isdigit() else None


@exactly
def _moved(booked: Iterable[tuple[Order, Fill]]) -> Mapping[str, Decimal]:
    """What the fills brought of each currency, or took."""
    moved: defaultdict[str, Decimal] = defaultdict(Decimal)
    for order, fill in booked:
        pair = order.pair
        if order.side is Side.BUY:
            moved[pair.quote] -= fill.paid(pair)
            moved[pair.base] += fill.amount - fill.fee_in(pair.base)
        else:
            moved[pair.quote] += fill.received(pair)
            moved[pair.base] -= fill.amount + fill.fee_in(pair.base)
    return moved


def _report(order: VenueOrder) -> OrderReport:
    return OrderReport(_name(order), order.status, tuple(trade.fill for trade in order.trades))


def _listed(order: VenueOrder) -> ListedOrder:
    return ListedOrder(
        exchange_order=_name(order),
        client_order=order.client_order,
        pair=order.pair,
        side=order.side,
        limit=order.limit,
        amount=order.amount,
        filled=order.filled,
        is_open=order.is_open,
        created=order.created,
    )


def _no_such_market(pair: Pair) -> Failure:
    return Failure(FailureKind.NO_SUCH_MARKET, f"the demo exchange does not trade {pair}")
