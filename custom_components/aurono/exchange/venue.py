"""What a trading venue keeps and answers: orders, their fills, and refusals with a code (see ``matching``)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ..engine.market import Pair
from ..engine.numbers import ZERO, exactly
from ..engine.order import Fill, OrderStatus
from ..engine.reason import Side


class RefusalCode(StrEnum):
    """Why the venue says no."""

    NO_SUCH_MARKET = "no_such_market"
    MARKET_HALTED = "market_halted"
    MARKET_CANCEL_ONLY = "market_cancel_only"
    MARKET_AUCTION = "market_auction"
    PRICE_NOT_POSITIVE = "price_not_positive"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    PRICE_OFF_GRID = "price_off_grid"
    AMOUNT_OFF_STEP = "amount_off_step"
    AMOUNT_BELOW_MINIMUM = "amount_below_minimum"
    COST_BELOW_MINIMUM = "cost_below_minimum"
    DUPLICATE_CLIENT_ORDER = "duplicate_client_order"
    TOO_MANY_OPEN_ORDERS = "too_many_open_orders"
    INSUFFICIENT_BALANCE = "insufficient_balance"
    NO_SUCH_ORDER = "no_such_order"
    """Unknown, of another account or market, or no longer active where an active one was asked for."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A definite no; ``detail`` says which value met which rule."""

    code: RefusalCode
    detail: str


@dataclass(frozen=True, slots=True)
class VenueTrade:
    """One fill of an order.

    ``price`` in quote per base, ``amount`` in base, ``fee`` in ``fee_currency``, ``time`` in ms. The money has moved in
    any case; while ``settled`` is false the venue does not show the fee yet.
    """

    id: str
    order: str
    client_order: str | None
    account: str
    pair: Pair
    side: Side
    time: int
    price: Decimal
    amount: Decimal
    taker: bool
    fee: Decimal
    settled: bool

    @property
    def fee_currency(self) -> str:
        """What the fee was charged in."""
        return self.pair.quote

    @property
    def fill(self) -> Fill:
        """The trade as our books take it."""
        return Fill(self.id, self.time, self.price, self.amount, self.fee, self.fee_currency)


@dataclass(frozen=True, slots=True)
class VenueOrder:
    """A limit order as the venue keeps it; every change makes a new record.

    ``hold`` is what it still blocks (quote for a buy, base for a sell), ``trades`` its fills so far, ``restatement``
    is why the venue itself ended it, if it did. ``owed`` is the quote that its fills move before rounding, ``moved``
    after. ``created`` and ``updated`` are in ms.
    """

    id: str
    account: str
    client_order: str | None
    pair: Pair
    side: Side
    limit: Decimal
    amount: Decimal
    created: int
    updated: int
    status: OrderStatus
    hold: Decimal
    trades: tuple[VenueTrade, ...] = ()
    restatement: str | None = None
    owed: Decimal = ZERO
    moved: Decimal = ZERO

    @property
    @exactly
    def filled(self) -> Decimal:
        """Base traded so far."""
        return sum((trade.amount for trade in self.trades), ZERO)

    @property
    @exactly
    def filled_quote(self) -> Decimal:
        """Quote traded so far, before fees."""
        return sum((trade.amount * trade.price for trade in self.trades), ZERO)

    @property
    @exactly
    def remaining(self) -> Decimal:
        """Base not traded yet, whether the order is still open or not."""
        return self.amount - self.filled

    @property
    @exactly
    def fee_paid(self) -> Decimal:
        """Fees of the settled fills, in quote."""
        return sum((trade.fee for trade in self.trades if trade.settled), ZERO)

    @property
    def hold_currency(self) -> str:
        """What the hold is in."""
        return self.pair.quote if self.side is Side.BUY else self.pair.base

    @property
    def is_open(self) -> bool:
        """Whether it can still fill."""
        return not self.status.is_final

    def is_reached_by(self, price: Decimal) -> bool:
        """Whether this price is at or through the limit; comparing is exact in any context."""
        return price <= self.limit if self.side is Side.BUY else price >= self.limit
