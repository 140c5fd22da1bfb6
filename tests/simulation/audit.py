"""The auditor: reads the journal's file as a stranger would, and keeps what its events say.

It has a connection of its own, so it knows what is durable, not what the trader believes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
import sqlite3

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.events import (
    BookOpened,
    CapitalDeposited,
    CapitalWithdrawn,
    DifferenceWrittenOff,
    Evaluated,
    Event,
    OrderEnded,
    OrderFill,
    OrderOpened,
    OrderPlanned,
    OrderUnknown,
    PositionAdopted,
    StrategyAdded,
    StrategyRevised,
)
from custom_components.aurono.engine.order import Fill
from custom_components.aurono.engine.portfolio import EMPTY, Portfolio, apply
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import BookKind, RuleStrategy
from custom_components.aurono.store.codec import EVENTS

EXACT = Context(prec=400, traps=[Inexact])
"""For sums and products of money; what would have to be rounded raises."""

_ZERO = Decimal(0)
_ROWS = "SELECT position, CAST(record AS BLOB), hash FROM events WHERE position > ? ORDER BY position"


@dataclass(slots=True)
class Account:
    """The books of one strategy and kind as plain sums over its events."""

    allocated: Decimal = _ZERO
    start_position: Decimal = _ZERO
    start_cost: Decimal = _ZERO
    cost: Decimal = _ZERO
    paid: Decimal = _ZERO
    received: Decimal = _ZERO
    bought: Decimal = _ZERO
    sold: Decimal = _ZERO
    fees: Decimal = _ZERO
    lost_base: Decimal = _ZERO
    lost_quote: Decimal = _ZERO
    last_buy: int | None = None
    last_sell: int | None = None
    failures: int = 0
    last_failure: int = 0

    @property
    def position(self) -> Decimal:
        gone = EXACT.add(self.sold, self.lost_base)
        return EXACT.subtract(EXACT.add(self.start_position, self.bought), gone)

    def cost_after(self, gone: Decimal) -> Decimal:
        """The cost once so much of the position is gone, at its average, rounded half-even to 12 decimals."""
        cost, position = Fraction(self.cost), Fraction(self.position)
        if Fraction(gone) == position:
            return _ZERO
        return EXACT.subtract(self.cost, Decimal(round(cost * Fraction(gone) / position * 10**12)).scaleb(-12, EXACT))


@dataclass(slots=True)
class Intent:
    """One order as the journal tells it."""

    planned: OrderPlanned
    fills: list[Fill] = field(default_factory=list)
    exchange_order: str | None = None
    ended: OrderEnded | None = None

    @property
    def filled(self) -> Decimal:
        total = _ZERO
        for fill in self.fills:
            total = EXACT.add(total, fill.amount)
        return total


def _books(portfolio: Portfolio) -> list[Mapping[BookKind, Book]]:
    return [state.books for state in portfolio.strategies.values()]


type Heard = Callable[[Event], None]


class Audit:
    """What is durable. ``heard`` is called with every event once, in order, as soon as it is found on the disk."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._connection: sqlite3.Connection | None = None
        self.position = 0
        self.hash = bytes(32)
        self.broken: str | None = None
        self.portfolio: Portfolio = EMPTY
        self.intents: dict[str, Intent] = {}
        self.accounts: dict[tuple[str, BookKind], Account] = {}
        self.parameters: dict[str, RuleStrategy] = {}
        self.evaluations = 0
        self.moved = True
        """Whether anything but an evaluation was found, or any books are others, since this was last set to False."""
        self.previous: Event | None = None

    def attach(self, path: Path) -> None:
        """Read this file from now on; what was read before must still be in it."""
        self.detach()
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, autocommit=True)
        found = self._connection.execute("SELECT hash FROM events WHERE position = ?", (self.position,)).fetchone()
        if self.position and found != (self.hash,):
            self.broken = f"event {self.position} is gone or is another one after a restart"

    def detach(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def refresh(self) -> None:
        """Read what was committed since the last time."""
        assert self._connection is not None
        for position, record, hash_ in self._connection.execute(_ROWS, (self.position,)).fetchall():
            expected = sha256(self.hash + record).digest()
            if position != self.position + 1 or hash_ != expected:
                self.broken = f"the chain breaks at event {position}"
            self.position, self.hash = position, hash_
            event = EVENTS.decode_event(record)
            before, self.portfolio = self.portfolio, apply(self.portfolio, event)
            self._take(event)
            self._heard(event)
            self.previous = event
            if not self.moved:
                self.moved = not isinstance(event, Evaluated) or _books(before) != _books(self.portfolio)

    def _take(self, event: Event) -> None:
        add = EXACT.add
        match event:
            case Evaluated():
                self.evaluations += 1
            case StrategyAdded() | StrategyRevised():
                self.parameters[event.strategy] = event.parameters
            case BookOpened():
                account = self.accounts[event.strategy, event.book] = Account(event.allocated)
                if (start := event.starting_position) is not None:
                    account.start_position, account.start_cost = start.amount, start.cost
                    account.cost = start.cost
            case CapitalDeposited():
                account = self.accounts[event.strategy, event.book]
                account.allocated = add(account.allocated, event.amount)
            case CapitalWithdrawn():
                account = self.accounts[event.strategy, event.book]
                account.allocated = EXACT.subtract(account.allocated, event.amount)
            case OrderPlanned():
                self.intents.setdefault(event.order, Intent(event))
            case PositionAdopted():
                account = self.accounts[event.strategy, event.book]
                account.start_position = add(account.start_position, event.position.amount)
                account.start_cost = add(account.start_cost, event.position.cost)
                account.cost = add(account.cost, event.position.cost)
            case DifferenceWrittenOff():
                account = self.accounts[event.strategy, event.book]
                account.cost = account.cost_after(event.base)
                account.lost_base = add(account.lost_base, event.base)
                account.lost_quote = add(account.lost_quote, event.quote)
            case OrderOpened():
                self.intents[event.order].exchange_order = event.exchange_order
                self.accounts[event.strategy, event.book].failures = 0
            case OrderUnknown():
                self._failed(event)
            case OrderFill():
                self._fill(event)
            case OrderEnded():
                self.intents[event.order].ended = event
                if event.failure:
                    self._failed(event)
            case _:
                pass

    def _failed(self, event: OrderUnknown | OrderEnded) -> None:
        account = self.accounts[event.strategy, event.book]
        account.failures += 1
        account.last_failure = event.time

    def _fill(self, event: OrderFill) -> None:
        add = EXACT.add
        intent, fill = self.intents[event.order], event.fill
        intent.fills.append(fill)
        account = self.accounts[event.strategy, event.book]
        pair = intent.planned.pair
        gross = EXACT.multiply(fill.amount, fill.price)
        in_quote = fill.fee if fill.fee_currency == pair.quote else _ZERO
        in_base = fill.fee if fill.fee_currency == pair.base else _ZERO
        account.fees = add(account.fees, in_quote)
        if intent.planned.side is Side.BUY:
            account.paid = add(account.paid, add(gross, in_quote))
            account.cost = add(account.cost, add(gross, in_quote))
            account.bought = add(account.bought, EXACT.subtract(fill.amount, in_base))
            account.last_buy = max(account.last_buy or 0, intent.planned.candle_close)
        else:
            account.received = add(account.received, EXACT.subtract(gross, in_quote))
            account.cost = account.cost_after(add(fill.amount, in_base))
            account.sold = add(account.sold, add(fill.amount, in_base))
            account.last_sell = max(account.last_sell or 0, intent.planned.candle_close)
