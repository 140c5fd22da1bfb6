"""How each event moves the books of a strategy (SEMANTICS sections 5 and 7): the one definition of the accounting.

An open book is changed in place, because the fold of a long history moves the same books many thousand times. Whoever
keeps books holds a ``Book``: an open one as it stood, which never changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .errors import LedgerError
from .numbers import ZERO, exactly, quotient_half_even
from .order import Fill, Order, OrderStatus
from .reason import Side
from .records import replace
from .strategy import StartingPosition


@dataclass(slots=True)
class OpenBook:
    """Books while events are entered: the fields of a ``Book``, in its order.

    Every method is called in the exact context (``numbers.exactly``) and followed by ``check``. After a LedgerError the
    books are worth nothing: part of an event may have been entered.
    """

    allocated: Decimal
    free: Decimal
    position: Decimal
    cost: Decimal
    realized: Decimal
    fees: Decimal
    trades: int
    orders: tuple[Order, ...]
    last_buy: int | None
    last_sell: int | None
    failures: int
    last_failure: int | None

    def check(self) -> None:
        """Raise LedgerError if the books cannot be."""
        check_books(self.position, self.cost, self.orders)

    def order(self, order_id: str) -> Order:
        """The open order with this id; raises LedgerError where there is none."""
        return order_in(self.orders, order_id)

    def deposit(self, amount: Decimal) -> None:
        """Capital comes in; raises LedgerError unless it is above 0."""
        if amount <= 0:
            raise LedgerError(f"{amount} cannot be put in: it is not above 0")
        self.allocated += amount
        self.free += amount

    def withdraw(self, amount: Decimal) -> None:
        """Capital goes out; raises LedgerError unless it is above 0 and that much is free."""
        if not 0 < amount <= self.free:
            raise LedgerError(f"{amount} cannot be taken out: {self.free} is free")
        self.allocated -= amount
        self.free -= amount

    def adopt(self, position: StartingPosition) -> None:
        """Coins that their owner already had join the position at their average price."""
        self.position += position.amount
        self.cost += position.cost

    def write_off(self, base: Decimal, quote: Decimal) -> None:
        """Coins and free capital that are not there are given up as a loss.

        Raises LedgerError unless both are at least 0, one is above 0, and no more than is free.
        """
        free_position = self.position - reserved_by(Side.SELL, self.orders)
        if not (0 <= base <= free_position and 0 <= quote <= max(self.free, ZERO) and base + quote > 0):
            raise LedgerError(f"{base} and {quote} cannot be written off: {free_position} and {self.free} are free")
        lost = self._cost_of(base)
        self.free -= quote
        self.position -= base
        self.cost -= lost
        self.realized -= lost + quote

    def _cost_of(self, amount: Decimal) -> Decimal:
        """The part of the cost that goes with a part of the position; all of it with all of it."""
        if amount == self.position:
            return self.cost
        return quotient_half_even(self.cost * amount, self.position)

    def plan(self, order: Order) -> None:
        """An order's reservation is set aside; raises LedgerError if that is not there."""
        for known in self.orders:
            if known.id == order.id:
                raise LedgerError(f"order {order.id} was planned before")
        if order.side is Side.BUY:
            if order.reserved > self.free:
                raise LedgerError(f"order {order.id} reserves {order.reserved}: {self.free} is free")
            self.free -= order.reserved
        self.orders = (*self.orders, order)

    def open_order(self, order_id: str, exchange_order: str) -> None:
        """The exchange acknowledges an order, which ends a row of failures."""
        order = self.order(order_id)
        status = OrderStatus.PARTIALLY_FILLED if order.filled else OrderStatus.OPEN
        self._put(replace(order, status=status, exchange_order=exchange_order))
        self.failures, self.last_failure = 0, None

    def lose_order(self, order_id: str, time: int) -> None:
        """An order's answer is lost: its reservation stays, and the failure counts."""
        self._put(replace(self.order(order_id), status=OrderStatus.UNKNOWN))
        self._fail(time)

    def fill(self, order_id: str, fill: Fill) -> None:
        """One fill is booked: paid or received from what the exchange reported, never from a rate of ours."""
        before = self.order(order_id)
        after = before.with_fill(fill)
        if before.side is Side.BUY:
            self._buy(before, after, fill)
        else:
            self._sell(after, fill)
        self.fees += fill.fee_in(after.pair.quote)
        if not before.trades:
            # An order counts once, with its first fill.
            self.trades += 1
        self._put(after)

    def _buy(self, before: Order, after: Order, fill: Fill) -> None:
        paid = fill.paid(after.pair)
        self.free -= paid - (before.reserved - after.reserved)
        self.position += fill.amount - fill.fee_in(after.pair.base)
        self.cost += paid
        self.last_buy = _latest(self.last_buy, after.candle_close)

    def _sell(self, after: Order, fill: Fill) -> None:
        received = fill.received(after.pair)
        gone = fill.amount + fill.fee_in(after.pair.base)
        if gone > self.position:
            raise LedgerError(f"trade {fill.trade} sells {gone} of a position of {self.position}")
        sold_cost = self._cost_of(gone)
        self.free += received
        self.position -= gone
        self.cost -= sold_cost
        self.realized += received - sold_cost
        self.last_sell = _latest(self.last_sell, after.candle_close)

    def end(self, order_id: str, *, failed_at: int | None = None) -> None:
        """An order ended and its reservation returns; ``failed_at`` marks an exchange failure."""
        ended = self.order(order_id)
        if ended.side is Side.BUY:
            self.free += ended.reserved
        self.orders = tuple([order for order in self.orders if order is not ended])
        if failed_at is not None:
            self._fail(failed_at)

    def _fail(self, time: int) -> None:
        self.failures += 1
        self.last_failure = time

    def _put(self, changed: Order) -> None:
        """Put an order back in its place."""
        self.orders = tuple([changed if order.id == changed.id else order for order in self.orders])


def check_books(position: Decimal, cost: Decimal, orders: Iterable[Order]) -> None:
    """Raise LedgerError if books with this position, cost and these open orders cannot be."""
    reserved = reserved_by(Side.SELL, orders)
    if position < ZERO or cost < ZERO or reserved > position:
        raise LedgerError(f"the books would hold a position of {position} at cost {cost}, {reserved} of it reserved")


def order_in(orders: Iterable[Order], order_id: str) -> Order:
    """The open order with this id; raises LedgerError where there is none."""
    for order in orders:
        if order.id == order_id:
            return order
    raise LedgerError(f"order {order_id} is not open")


def reserved_by(side: Side, orders: Iterable[Order]) -> Decimal:
    """What the open orders of one side hold back: quote for buys, base for sells."""
    reserved = [order.reserved for order in orders if order.side is side]
    return _total(reserved) if reserved else ZERO


@exactly
def _total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def _latest(before: int | None, time: int) -> int:
    """A fill that is found late never takes a cooldown back to an older trade."""
    return time if before is None else max(before, time)
