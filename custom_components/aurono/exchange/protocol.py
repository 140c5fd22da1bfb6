"""The exchange boundary: four verbs and nothing else.

Verify connectivity and what the key may do, read balances, get market data (time, markets, candles, ticker), and
place, look up and cancel limit orders. There is no withdrawal and no market order. Every outcome is a value: what an
exchange library raises, and its floats, stop at the implementations of this protocol.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from ..engine.candle import Candle
from ..engine.market import MarketRules, Pair
from ..engine.numbers import ZERO
from ..engine.order import Fill, OrderStatus
from ..engine.reason import Side
from ..engine.timeframe import Timeframe


class FailureKind(StrEnum):
    """Why an exchange gave no answer."""

    UNREACHABLE = "unreachable"
    """No connection, no answer in time, or an answer that could not be read."""
    MAINTENANCE = "maintenance"
    RATE_LIMITED = "rate_limited"
    KEY_INVALID = "key_invalid"
    NO_PERMISSION = "no_permission"
    CLOCK_OFF = "clock_off"
    """The request was refused because our clock and the exchange's differ by more than its access window."""
    NO_SUCH_MARKET = "no_such_market"
    REFUSED = "refused"
    """A definite no of another kind; ``detail`` says which."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A read that gave no answer.

    ``detail`` is for the log: technical, never holding a secret. ``retry_at`` is the exchange's time (ms) before which
    another attempt is pointless, where it said so.
    """

    kind: FailureKind
    detail: str
    retry_at: int | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What a key proved to be. A right is None where the exchange does not reveal it.

    ``clock_offset`` is the exchange's clock minus ours, in milliseconds.
    """

    clock_offset: int
    can_trade: bool | None
    can_withdraw: bool | None


@dataclass(frozen=True, slots=True)
class Balance:
    """How much of one currency the account holds: free to use, and held by open orders."""

    available: Decimal
    in_orders: Decimal

    @property
    def is_nothing(self) -> bool:
        """Whether the account has none of it."""
        return not (self.available or self.in_orders)


class MarketStatus(StrEnum):
    """Whether a market takes orders."""

    TRADING = "trading"
    HALTED = "halted"
    CANCEL_ONLY = "cancel_only"
    AUCTION = "auction"


@dataclass(frozen=True, slots=True)
class Market:
    """A market as the exchange lists it now."""

    rules: MarketRules
    status: MarketStatus


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """A limit order as it is sent; good until cancelled, amount in base, limit in quote per base.

    ``exchange_order`` is the exchange's own id where it is known; where the exchange does not know the client order id
    any more, it is looked up by that one.
    """

    client_order: str
    pair: Pair
    side: Side
    amount: Decimal
    limit: Decimal
    exchange_order: str | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The exchange took the order and named it."""

    exchange_order: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A definite no: nothing is on the book.

    ``failure`` is true where the exchange failed (rate limit, maintenance) rather than judged the order;
    ``for_its_key`` where it takes no order with this key, which it does not accept or which may not trade.
    """

    detail: str
    failure: bool
    for_its_key: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The order may or may not be on the book; only a look-up can tell."""

    detail: str


type Placement = Accepted | Refused | Ambiguous


@dataclass(frozen=True, slots=True)
class OrderReport:
    """An order as the exchange sees it; ``status`` is OPEN, PARTIALLY_FILLED or an end. ``fills`` are all so far.

    But for those that it has yet to settle, whose fee is not known: ``unsettled`` is how much they are.
    """

    exchange_order: str
    status: OrderStatus
    fills: tuple[Fill, ...]
    detail: str = ""
    unsettled: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class ListedOrder:
    """An order in the exchange's own list, whoever placed it. ``limit`` is None for an order of another type.

    ``amount`` and ``filled`` are in base (``amount`` None for a market order sized in quote), ``created`` in ms.
    """

    exchange_order: str
    client_order: str | None
    pair: Pair
    side: Side
    limit: Decimal | None
    amount: Decimal | None
    filled: Decimal
    is_open: bool
    created: int


@dataclass(frozen=True, slots=True)
class NotFound:
    """The exchange knows no such order now. Alone this proves nothing (see :attr:`Exchange.proof_delay`)."""


class MarketData(Protocol):
    """The part of an exchange that anybody may read."""

    @property
    def timeframes(self) -> frozenset[Timeframe]:
        """The candle lengths it serves itself; others are derived (``history``)."""
        ...

    @property
    def candle_delay(self) -> int:
        """Milliseconds after a close before the candle can be expected to be there."""
        ...

    async def time(self) -> int | Failure:
        """The exchange's clock, UTC milliseconds."""
        ...

    async def markets(self) -> Mapping[Pair, Market] | Failure:
        """All markets with their rules, read anew."""
        ...

    async def candles(
        self, pair: Pair, timeframe: Timeframe, *, until: int, count: int
    ) -> tuple[Candle, ...] | Failure:
        """The newest ``count`` candles that exist with an open time ≤ ``until``, rising.

        Holes stay holes; fewer rows mean that there are no older ones. ``timeframe`` is one of :attr:`timeframes`.
        """
        ...

    async def ticker(self, pair: Pair) -> Decimal | Failure:
        """The last traded price."""
        ...


class Exchange(MarketData, Protocol):
    """An account on an exchange."""

    @property
    def proof_delay(self) -> int:
        """Milliseconds after sending when a request can no longer arrive: request timeout + access window."""
        ...

    async def verify(self) -> Verification | Failure:
        """Prove that the exchange answers and the key is accepted; reveal what the key may do."""
        ...

    async def balances(self) -> Mapping[str, Balance] | Failure:
        """Balance by currency; a currency that is not listed is zero."""
        ...

    async def place(self, request: OrderRequest) -> Placement:
        """Send one limit order, once."""
        ...

    async def order(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        """Look an order up by its client order id."""
        ...

    async def orders(self, pair: Pair, *, since: int) -> tuple[ListedOrder, ...] | Failure:
        """Look up all orders of a market that are open or were created at or after ``since`` (ms), oldest first."""
        ...

    async def cancel(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        """Cancel an order, then report what it became: fills may have come first."""
        ...

    async def close(self) -> None:
        """Release connections; the exchange is not used afterwards."""
        ...
