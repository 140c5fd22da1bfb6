"""Limit orders and their fills (SEMANTICS sections 5 to 7)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha1
from typing import Self
from uuid import UUID

from .errors import LedgerError
from .market import Pair
from .numbers import ZERO, exactly
from .reason import Side
from .records import replace
from .strategy import BookKind

_NAMESPACE = UUID("6f2b0d0e-5a53-5d7b-9c1e-1f6f2b7a9d10").bytes
"""Ours alone, so that no other program derives the same ids."""

_VARIANTS = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))
"""The digit that says which kind of UUID it is: two bits are given, two are those of the hash."""


def client_order_id(account: str, strategy: str, version: int, book: BookKind, candle: int, side: Side) -> str:
    """The id that makes a repeated attempt the same order: a UUID from what it is (``candle`` is its open time)."""
    # The text of ``uuid.uuid5`` (RFC 9562, section 5.5): after a restored backup tens of thousands are tried.
    name = f"{account}/{strategy}/{version}/{book}/{candle}/{side}"
    digits = sha1(_NAMESPACE + name.encode(), usedforsecurity=False).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{_VARIANTS[digits[16]]}{digits[17:20]}-{digits[20:32]}"


class OrderStatus(StrEnum):
    """The life of an order: planned before anything is sent, then what the exchange proved."""

    PLANNED = "planned"
    UNKNOWN = "unknown"
    OPEN = "open"
    PARTIALLY_FILLED = "partially_filled"
    FILLED = "filled"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REJECTED = "rejected"

    @property
    def is_final(self) -> bool:
        """Whether the order has ended; what ended never revives."""
        return self in _FINAL


_FINAL = frozenset({OrderStatus.FILLED, OrderStatus.CANCELLED, OrderStatus.EXPIRED, OrderStatus.REJECTED})


@dataclass(frozen=True, slots=True)
class Fill:
    """One trade of an order as the exchange reports it; the fee is what it says it charged (negative: a rebate)."""

    trade: str
    time: int
    price: Decimal
    amount: Decimal
    fee: Decimal
    fee_currency: str

    def __post_init__(self) -> None:
        if self.price <= ZERO or self.amount <= ZERO:
            raise LedgerError(f"trade {self.trade}: a fill has a price and an amount above 0")

    @exactly
    def paid(self, pair: Pair) -> Decimal:
        """Quote that a buy costs, fee included where it was charged in quote."""
        return self.amount * self.price + self.fee_in(pair.quote)

    @exactly
    def received(self, pair: Pair) -> Decimal:
        """Quote that a sell brings, fee taken off where it was charged in quote."""
        return self.amount * self.price - self.fee_in(pair.quote)

    def fee_in(self, currency: str) -> Decimal:
        """The fee as far as it was charged in this currency."""
        return self.fee if self.fee_currency == currency else ZERO


@dataclass(frozen=True, slots=True)
class Order:
    """A limit order that has not ended.

    ``reserved`` is what it still holds back: quote for a buy, base for a sell. ``candle_close`` is the close time of
    the candle whose evaluation placed it, ``submitted_at`` and ``life_ends`` are UTC milliseconds, ``trades`` the ids
    booked.
    """

    id: str
    version: int
    pair: Pair
    side: Side
    limit: Decimal
    amount: Decimal
    reserved: Decimal
    candle_close: int
    submitted_at: int
    life_ends: int
    status: OrderStatus = OrderStatus.PLANNED
    exchange_order: str | None = None
    filled: Decimal = ZERO
    trades: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.status.is_final:
            raise LedgerError(f"order {self.id}: an order that ended ({self.status}) is not kept in the books")
        if self.limit <= ZERO or self.amount <= ZERO or self.reserved < ZERO:
            raise LedgerError(f"order {self.id}: limit and amount are above 0, the reservation is not negative")

    @exactly
    def with_fill(self, fill: Fill) -> Self:
        """The order after one fill, its reservation drawn on as far as it goes; raises LedgerError for a known one."""
        if fill.trade in self.trades:
            raise LedgerError(f"order {self.id}: trade {fill.trade} was booked before")
        drawn = fill.paid(self.pair) if self.side is Side.BUY else fill.amount + fill.fee_in(self.pair.base)
        return replace(
            self,
            reserved=max(ZERO, self.reserved - drawn),
            status=OrderStatus.PARTIALLY_FILLED,
            filled=self.filled + fill.amount,
            trades=(*self.trades, fill.trade),
        )
