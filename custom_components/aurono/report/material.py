"""What the face hands in for a report, and what the report says; all of it immutable, prices and money exact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ..engine.book import Book
from ..engine.events import Evaluated
from ..engine.liquidity import Liquidity
from ..engine.market import Pair
from ..engine.order import Fill, Order
from ..engine.performance import Milestone, Performance
from ..engine.portfolio import Portfolio
from ..engine.reason import Reason, Side
from ..engine.strategy import BookKind, Mode
from ..engine.timeframe import Timeframe
from .period import Period


@dataclass(frozen=True, slots=True)
class Sample:
    """What books were worth, and had earned, in quote at a time (UTC ms)."""

    time: int
    value: Decimal
    profit: Decimal


@dataclass(frozen=True, slots=True)
class Booked:
    """One fill with its order; ``realized`` is what a sell brought over the cost of what it sold, None for a buy."""

    strategy: str
    name: str
    book: BookKind
    order: Order
    fill: Fill
    realized: Decimal | None


class Fate(StrEnum):
    """What became of an order that traded nothing."""

    REFUSED = "refused"
    NOT_ARRIVED = "not_arrived"
    NOT_SENT = "not_sent"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Unfilled:
    """An order that ended (UTC ms) without a trade; ``detail`` is what the exchange said of it, if anything."""

    time: int
    strategy: str
    book: BookKind
    side: Side
    fate: Fate
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Worth:
    """What books were worth and had earned, in quote; both None while the price of what they held was not known."""

    value: Decimal | None
    profit: Decimal | None


@dataclass(frozen=True, slots=True)
class Span:
    """One set of books that its strategy used at least for a part of the period.

    ``start`` is how they stood at its start (None: not there yet), ``end`` at its end, or when they were gone with
    their strategy; ``curve`` is what they were worth in between.
    """

    strategy: str
    book: BookKind
    pair: Pair
    start: Worth | None
    end: Worth
    used_at_start: bool
    used_at_end: bool
    curve: tuple[Sample, ...] = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone that a strategy reached in the period."""

    strategy: str
    milestone: Milestone


@dataclass(frozen=True, slots=True)
class Health:
    """How the machinery is. ``connected`` is None before the exchange was asked."""

    events: int
    sound: bool
    connected: bool | None
    stopped: bool
    questions: tuple[str, ...]
    """What waits for a person, in words."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that a report is made of; ``made_at`` (UTC ms) is now by the exchange's clock.

    ``before`` and ``after`` are the books at the start and at the end of the period, ``names`` those of the strategies
    today, ``trades`` and ``unfilled`` orders the oldest first, ``decisions`` the evaluations of candles of the period
    that had a reason worth telling, written down or not (``unsettled``); ``decided`` candles were decided on. Only
    liquidity and health are those of now.
    """

    account: str
    exchange: str
    is_demo: bool
    period: Period
    made_at: int
    before: Portfolio
    after: Portfolio
    names: Mapping[str, str]
    spans: tuple[Span, ...]
    trades: tuple[Booked, ...]
    unfilled: tuple[Unfilled, ...]
    decisions: tuple[Evaluated, ...]
    decided: int
    liquidity: tuple[Liquidity, ...]
    health: Health
    milestones: tuple[Reached, ...] = ()
    performances: Mapping[tuple[str, BookKind], Performance] = field(default_factory=dict)
    """How each strategy did in the books that it used at the end of the period, from their beginning to that end."""


@dataclass(frozen=True, slots=True, order=True)
class Purse:
    """Money that may be added up: paper and real money never are, nor two currencies."""

    kind: BookKind
    currency: str


@dataclass(frozen=True, slots=True)
class StrategyResult:
    """One strategy in one kind of books over the period, or over the part of it in which it used them.

    ``book`` is how they stood at the end of the period; None where it did not use them any more, and ``is_gone`` where
    that is because it was removed. ``value`` and ``result`` are None while the price of what it holds is not known.
    ``result`` is what it earned, deposits and withdrawals left out; ``percent`` of what it was worth at the start.
    """

    id: str
    name: str
    pair: Pair
    timeframe: Timeframe
    mode: Mode
    purse: Purse
    value: Decimal | None
    result: Decimal | None
    percent: Decimal | None
    book: Book | None
    is_gone: bool
    buys: int
    sells: int
    realized: Decimal
    fees: Decimal
    performance: Performance | None


@dataclass(frozen=True, slots=True)
class PurseResult:
    """What the strategies of one purse come to together; deposits and withdrawals do not show in ``curve``.

    ``value`` is that of the books used at the end, ``result`` what all earned that were used in the period.
    """

    purse: Purse
    value: Decimal | None
    result: Decimal | None
    percent: Decimal | None
    realized: Decimal
    fees: Decimal
    trades: int
    curve: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """Signals of a strategy that something kept from trading, all for the same reason; the last one's change."""

    name: str
    book: BookKind
    side: Side
    reason: Reason
    count: int
    last: int
    change: Decimal | None


@dataclass(frozen=True, slots=True)
class Fruitless:
    """Orders of a strategy that traded nothing, all with the same fate; ``detail`` and end (UTC ms) of the last one."""

    name: str
    book: BookKind
    side: Side
    fate: Fate
    count: int
    last: int
    detail: str


@dataclass(frozen=True, slots=True)
class Missed:
    """Candles of a strategy that were not decided on, all for the same reason; ``last`` is a close (UTC ms)."""

    name: str
    book: BookKind
    reason: Reason
    count: int
    last: int


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a period."""

    account: str
    exchange: str
    is_demo: bool
    period: Period
    made_at: int
    purses: tuple[PurseResult, ...]
    strategies: tuple[StrategyResult, ...]
    trades: tuple[Booked, ...]
    blocked: tuple[Blocked, ...]
    fruitless: tuple[Fruitless, ...]
    missed: tuple[Missed, ...]
    decided: int
    liquidity: tuple[Liquidity, ...]
    health: Health
    milestones: tuple[Reached, ...]
    names: Mapping[str, str]
