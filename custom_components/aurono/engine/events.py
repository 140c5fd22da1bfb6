"""Everything that can happen, as immutable facts (DESIGN: events).

``time`` is the exchange's clock in UTC milliseconds, ``strategy`` the id of the strategy. An event that belongs to
books names them in ``book``; the others administer the strategy itself. How an event is written to disk is
``store``'s business.
"""

from dataclasses import dataclass
from decimal import Decimal

from .evaluation import NO_NUMBERS, Numbers
from .market import Pair
from .order import Fill, OrderStatus
from .reason import Reason, Side
from .strategy import BookKind, Mode, RuleStrategy, StartingPosition
from .timeframe import Timeframe

SCHEMA_VERSION = 1

ACCOUNT_WIDE = "*"
"""Stands for the strategy in events that concern all strategies of an account."""


@dataclass(frozen=True, slots=True)
class StrategyAdded:
    """A strategy came into being, as version 1."""

    time: int
    strategy: str
    name: str
    mode: Mode
    parameters: RuleStrategy


@dataclass(frozen=True, slots=True)
class StrategyRevised:
    """A new immutable version of a strategy's parameters."""

    time: int
    strategy: str
    name: str
    version: int
    parameters: RuleStrategy


@dataclass(frozen=True, slots=True)
class ModeChanged:
    """A strategy was paused, resumed or moved between shadow and live."""

    time: int
    strategy: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class StrategyRemoved:
    """Its owner removed the strategy; its history stays."""

    time: int
    strategy: str


@dataclass(frozen=True, slots=True)
class TradingStopped:
    """The owner stopped all trading of the account: nothing is evaluated until it is resumed.

    ``cancel_orders``: what is open is cancelled too, else it goes on to its end.
    """

    time: int
    strategy: str = ACCOUNT_WIDE
    cancel_orders: bool = False


@dataclass(frozen=True, slots=True)
class TradingResumed:
    """The owner let the account trade again; candles that closed meanwhile have no outcome."""

    time: int
    strategy: str = ACCOUNT_WIDE


@dataclass(frozen=True, slots=True)
class BookOpened:
    """A strategy started in a mode for the first time, with its capital and perhaps a coin already owned."""

    time: int
    strategy: str
    book: BookKind
    allocated: Decimal
    starting_position: StartingPosition | None


@dataclass(frozen=True, slots=True)
class CapitalDeposited:
    """Capital was added to the books; money only on paper until the owner moves it on the exchange."""

    time: int
    strategy: str
    book: BookKind
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CapitalWithdrawn:
    """Free capital was taken out of the books."""

    time: int
    strategy: str
    book: BookKind
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PositionAdopted:
    """The owner declared that coins belong to the strategy: amount in base, average price in quote per base."""

    time: int
    strategy: str
    book: BookKind
    position: StartingPosition
    note: str = ""


@dataclass(frozen=True, slots=True)
class DifferenceWrittenOff:
    """The owner declared that coins (base) or free capital (quote) of the books are not there: a realized loss."""

    time: int
    strategy: str
    book: BookKind
    base: Decimal
    quote: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The one outcome of a closed candle. ``candle`` is its open time.

    With MISSED_OFFLINE ``candle`` is the last of ``count`` candles that passed while nothing was watching. ``detail``
    names the kind of failure where the exchange gave no answer.
    """

    time: int
    strategy: str
    book: BookKind
    version: int
    timeframe: Timeframe
    candle: int
    reason: Reason
    numbers: Numbers = NO_NUMBERS
    count: int = 1
    detail: str = ""

    @property
    def close_time(self) -> int:
        """When the candle closed."""
        return self.candle + self.timeframe.length


@dataclass(frozen=True, slots=True)
class OrderPlanned:
    """An order is about to be sent; committed before anything leaves the machine."""

    time: int
    strategy: str
    book: BookKind
    order: str
    version: int
    candle_close: int
    pair: Pair
    side: Side
    limit: Decimal
    amount: Decimal
    reserved: Decimal
    life_ends: int


@dataclass(frozen=True, slots=True)
class OrderOpened:
    """The exchange acknowledged the order under an id of its own."""

    time: int
    strategy: str
    book: BookKind
    order: str
    exchange_order: str


@dataclass(frozen=True, slots=True)
class OrderUnknown:
    """The order was sent and the answer lost: it may or may not be on the book, so its reservation stays."""

    time: int
    strategy: str
    book: BookKind
    order: str
    detail: str


@dataclass(frozen=True, slots=True)
class OrderFill:
    """One trade of an order."""

    time: int
    strategy: str
    book: BookKind
    order: str
    fill: Fill


@dataclass(frozen=True, slots=True)
class OrderEnded:
    """The order reached its end. ``failure`` marks a rejection by an exchange that failed rather than refused."""

    time: int
    strategy: str
    book: BookKind
    order: str
    status: OrderStatus
    detail: str = ""
    failure: bool = False

    def __post_init__(self) -> None:
        if not self.status.is_final:
            raise ValueError(f"order {self.order}: {self.status} is not an end")


type AccountEvent = TradingStopped | TradingResumed
type StrategyEvent = StrategyAdded | StrategyRevised | ModeChanged | StrategyRemoved
type MoneyEvent = (
    CapitalDeposited
    | CapitalWithdrawn
    | PositionAdopted
    | DifferenceWrittenOff
    | OrderPlanned
    | OrderOpened
    | OrderUnknown
    | OrderFill
    | OrderEnded
)
type BookEvent = BookOpened | Evaluated | MoneyEvent
type Event = AccountEvent | StrategyEvent | BookEvent

STRATEGY_EVENTS: tuple[type[AccountEvent | StrategyEvent], ...] = (
    TradingStopped,
    TradingResumed,
    StrategyAdded,
    StrategyRevised,
    ModeChanged,
    StrategyRemoved,
)
MONEY_EVENTS: tuple[type[MoneyEvent], ...] = (
    CapitalDeposited,
    CapitalWithdrawn,
    PositionAdopted,
    DifferenceWrittenOff,
    OrderPlanned,
    OrderOpened,
    OrderUnknown,
    OrderFill,
    OrderEnded,
)
"""What changes a set of books and nothing else."""

BOOK_EVENTS: tuple[type[BookEvent], ...] = (BookOpened, Evaluated, *MONEY_EVENTS)


def stream_of(account: str, event: Event) -> str:
    """The stream that an event belongs to: shadow books, live books and administration never share one."""
    return f"{account}/{event.book}" if isinstance(event, BOOK_EVENTS) else f"{account}/strategies"
