"""The books of one strategy in one mode: capital, position, cost and open orders (SEMANTICS sections 5 and 7)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from .errors import LedgerError
from .numbers import HUNDRED, ZERO, exactly, quotient_half_even
from .order import Fill, Order, OrderStatus
from .reason import Side
from .records import replace
from .strategy import StartingPosition
from .timeframe import MINUTE

BREAKER_FAILURES = 3
BREAKER_PAUSE = 15 * MINUTE


@dataclass(frozen=True, slots=True)
class Book:
    """What a strategy owns, owes itself and has tied up.

    ``allocated`` is net (deposits added, withdrawals taken off); ``free``, ``cost``, ``realized`` and ``fees`` are
    quote, ``position`` is base and includes what open sells hold. ``last_buy`` and ``last_sell`` are the latest trade
    times of their side as the cooldown counts them, in whatever order the fills were booked. ``failures`` are exchange
    failures in a row, the latest at ``last_failure``.
    """

    allocated: Decimal
    free: Decimal
    position: Decimal = ZERO
    cost: Decimal = ZERO
    realized: Decimal = ZERO
    fees: Decimal = ZERO
    trades: int = 0
    orders: tuple[Order, ...] = ()
    last_buy: int | None = None
    last_sell: int | None = None
    failures: int = 0
    last_failure: int | None = None

    def __post_init__(self) -> None:
        if self.position < ZERO or self.cost < ZERO or (self.orders and self.reserved_position > self.position):
            raise LedgerError(
                f"the books would hold a position of {self.position} at cost {self.cost},"
                f" {self.reserved_position} of it reserved"
            )

    @classmethod
    def opened(cls, allocated: Decimal, starting: StartingPosition | None) -> Self:
        """The books at their start; a starting position is bookkeeping only."""
        if starting is None:
            return cls(allocated=allocated, free=allocated)
        return cls(allocated=allocated, free=allocated, position=starting.amount, cost=starting.cost)

    @property
    @exactly
    def reserved(self) -> Decimal:
        """Quote held back by open buys."""
        return sum((order.reserved for order in self.orders if order.side is Side.BUY), ZERO)

    @property
    @exactly
    def reserved_position(self) -> Decimal:
        """Base held back by open sells."""
        return sum([order.reserved for order in self.orders if order.side is Side.SELL], ZERO)

    @property
    @exactly
    def free_position(self) -> Decimal:
        """Base that a sell may take."""
        return self.position - self.reserved_position

    @property
    def average_cost(self) -> Decimal | None:
        """Cost per coin, rounded half-even to 12 decimals to be shown; None without a position."""
        return quotient_half_even(self.cost, self.position) if self.position else None

    @exactly
    def value(self, price: Decimal) -> Decimal:
        """Free and reserved capital and the position at this price; a reserved position counts once."""
        return self.free + self.reserved + self.position * price

    @exactly
    def unrealized(self, price: Decimal) -> Decimal:
        """What the position is worth at this price beyond its cost."""
        return self.position * price - self.cost

    @exactly
    def profit(self, price: Decimal) -> Decimal:
        """Realized and unrealized together."""
        return self.realized + self.unrealized(price)

    @exactly
    def profit_percent(self, price: Decimal) -> Decimal | None:
        """Profit in percent of the net allocated capital, 12 decimals half-even; None without capital."""
        return quotient_half_even(self.profit(price) * HUNDRED, self.allocated) if self.allocated > 0 else None

    @property
    def breaker_open_until(self) -> int | None:
        """End of the pause after three failures in a row, when one attempt is made; None while the count is lower."""
        if self.failures < BREAKER_FAILURES or self.last_failure is None:
            return None
        return self.last_failure + BREAKER_PAUSE

    def order(self, order_id: str) -> Order:
        """The open order with this id; raises LedgerError where there is none."""
        for order in self.orders:
            if order.id == order_id:
                return order
        raise LedgerError(f"order {order_id} is not open")

    @exactly
    def deposited(self, amount: Decimal) -> Self:
        """After capital came in; raises LedgerError unless it is above 0."""
        if amount <= 0:
            raise LedgerError(f"{amount} cannot be put in: it is not above 0")
        return replace(self, allocated=self.allocated + amount, free=self.free + amount)

    @exactly
    def withdrawn(self, amount: Decimal) -> Self:
        """After capital went out; raises LedgerError unless it is above 0 and that much is free."""
        if not 0 < amount <= self.free:
            raise LedgerError(f"{amount} cannot be taken out: {self.free} is free")
        return replace(self, allocated=self.allocated - amount, free=self.free - amount)

    @exactly
    def adopted(self, position: StartingPosition) -> Self:
        """After coins that their owner already had joined the position at their average price."""
        return replace(self, position=self.position + position.amount, cost=self.cost + position.cost)

    @exactly
    def written_off(self, base: Decimal, quote: Decimal) -> Self:
        """After coins and free capital that are not there were given up as a loss.

        Raises LedgerError unless both are at least 0, one is above 0, and no more than is free.
        """
        if not (0 <= base <= self.free_position and 0 <= quote <= max(self.free, ZERO) and base + quote > 0):
            raise LedgerError(
                f"{base} and {quote} cannot be written off: {self.free_position} and {self.free} are free"
            )
        lost = self._cost_of(base)
        return replace(
            self,
            free=self.free - quote,
            position=self.position - base,
            cost=self.cost - lost,
            realized=self.realized - lost - quote,
        )

    def _cost_of(self, amount: Decimal) -> Decimal:
        """The part of the cost that goes with a part of the position; all of it with all of it."""
        if amount == self.position:
            return self.cost
        return quotient_half_even(self.cost * amount, self.position)

    @exactly
    def planned(self, order: Order) -> Self:
        """With an order's reservation set aside; raises LedgerError if that is not there."""
        if any(known.id == order.id for known in self.orders):
            raise LedgerError(f"order {order.id} was planned before")
        if order.side is Side.BUY:
            if order.reserved > self.free:
                raise LedgerError(f"order {order.id} reserves {order.reserved}: {self.free} is free")
            return replace(self, free=self.free - order.reserved, orders=(*self.orders, order))
        return replace(self, orders=(*self.orders, order))

    def opened_order(self, order_id: str, exchange_order: str) -> Self:
        """With an order acknowledged by the exchange, which ends a row of failures."""
        order = self.order(order_id)
        status = OrderStatus.PARTIALLY_FILLED if order.filled else OrderStatus.OPEN
        opened = replace(order, status=status, exchange_order=exchange_order)
        return replace(self, orders=self._orders_with(opened), failures=0, last_failure=None)

    def unknown_order(self, order_id: str, time: int) -> Self:
        """With an order whose answer was lost: its reservation stays, and the failure counts."""
        unknown = replace(self.order(order_id), status=OrderStatus.UNKNOWN)
        return replace(self, orders=self._orders_with(unknown))._failed(time)

    @exactly
    def filled(self, order_id: str, fill: Fill) -> Self:
        """With one fill booked: paid or received from what the exchange reported, never from a rate of ours."""
        before = self.order(order_id)
        after = before.with_fill(fill)
        return self._bought(before, after, fill) if before.side is Side.BUY else self._sold(before, after, fill)

    def _bought(self, before: Order, after: Order, fill: Fill) -> Self:
        paid = fill.paid(after.pair)
        drawn = before.reserved - after.reserved
        return replace(
            self,
            free=self.free - (paid - drawn),
            position=self.position + fill.amount - fill.fee_in(after.pair.base),
            cost=self.cost + paid,
            fees=self.fees + fill.fee_in(after.pair.quote),
            trades=self._trades_with(before),
            orders=self._orders_with(after),
            last_buy=_latest(self.last_buy, after.candle_close),
        )

    def _sold(self, before: Order, after: Order, fill: Fill) -> Self:
        received = fill.received(after.pair)
        gone = fill.amount + fill.fee_in(after.pair.base)
        if gone > self.position:
            raise LedgerError(f"trade {fill.trade} sells {gone} of a position of {self.position}")
        sold_cost = self._cost_of(gone)
        return replace(
            self,
            free=self.free + received,
            position=self.position - gone,
            cost=self.cost - sold_cost,
            realized=self.realized + received - sold_cost,
            fees=self.fees + fill.fee_in(after.pair.quote),
            trades=self._trades_with(before),
            orders=self._orders_with(after),
            last_sell=_latest(self.last_sell, after.candle_close),
        )

    def _trades_with(self, filled: Order) -> int:
        """An order counts once, with its first fill."""
        return self.trades if filled.trades else self.trades + 1

    @exactly
    def ended(self, order_id: str, *, failed_at: int | None = None) -> Self:
        """Without an order that ended, its reservation returned; ``failed_at`` marks an exchange failure."""
        order = self.order(order_id)
        refund = order.reserved if order.side is Side.BUY else ZERO
        book = replace(self, free=self.free + refund, orders=tuple(o for o in self.orders if o.id != order_id))
        return book if failed_at is None else book._failed(failed_at)

    def _failed(self, time: int) -> Self:
        return replace(self, failures=self.failures + 1, last_failure=time)

    def _orders_with(self, order: Order) -> tuple[Order, ...]:
        return tuple(order if known.id == order.id else known for known in self.orders)


def _latest(before: int | None, time: int) -> int:
    """A fill that is found late never takes a cooldown back to an older trade."""
    return time if before is None else max(before, time)
