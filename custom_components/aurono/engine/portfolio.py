"""The fold: what all events of an account add up to. ``apply`` is the only way state changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from .book import Book
from .errors import LedgerError
from .events import (
    MONEY_EVENTS,
    BookOpened,
    CapitalDeposited,
    CapitalWithdrawn,
    DifferenceWrittenOff,
    Evaluated,
    Event,
    ModeChanged,
    MoneyEvent,
    OrderEnded,
    OrderFill,
    OrderOpened,
    OrderPlanned,
    OrderUnknown,
    PositionAdopted,
    StrategyAdded,
    StrategyRemoved,
    StrategyRevised,
    TradingResumed,
    TradingStopped,
)
from .numbers import exactly
from .open_book import OpenBook
from .order import Order
from .records import maker, replace
from .strategy import BookKind, Mode, RuleStrategy


@dataclass(frozen=True, slots=True)
class StrategyState:
    """One strategy as it stands.

    ``evaluated_until`` is the close time (ms) up to which every candle has its outcome or lies before the strategy's
    own time: its creation, the end of a pause or a change of timeframe. ``active_book`` names the books shown and
    traded on, the last ones used while paused.
    """

    id: str
    name: str
    version: int
    mode: Mode
    parameters: RuleStrategy
    evaluated_until: int
    active_book: BookKind = BookKind.SHADOW
    books: Mapping[BookKind, Book] = field(default_factory=dict)
    last_evaluation: Evaluated | None = None

    @property
    def book(self) -> Book | None:
        """The active books; None before they were opened."""
        return self.books.get(self.active_book)

    def require_book(self, kind: BookKind) -> Book:
        """The books of this kind; raises LedgerError before they were opened."""
        try:
            return self.books[kind]
        except KeyError:
            raise LedgerError(f"strategy {self.id} has no {kind} books") from None

    def with_book(self, kind: BookKind, book: Book) -> StrategyState:
        """The strategy with one set of books replaced."""
        return self._moved_on(self.evaluated_until, {**self.books, kind: book}, self.last_evaluation)

    def evaluated(self, event: Evaluated) -> StrategyState:
        """The strategy after one more candle; raises LedgerError for one that has its outcome already."""
        if event.close_time <= self.evaluated_until:
            raise LedgerError(f"strategy {self.id}: the candle {event.candle} has its outcome already")
        return self._moved_on(event.close_time, self.books, event)

    def _moved_on(
        self, evaluated_until: int, books: Mapping[BookKind, Book], last_evaluation: Evaluated | None
    ) -> StrategyState:
        """The strategy with what changes all the time, made field by field, in their order, for speed."""
        changed: StrategyState = _MAKE_STATE(
            self.id,
            self.name,
            self.version,
            self.mode,
            self.parameters,
            evaluated_until,
            self.active_book,
            books,
            last_evaluation,
        )
        return changed


_MAKE_STATE = maker(StrategyState)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Every strategy of one account, by id in the order they were added.

    ``stopped`` while the owner keeps the account from trading, ``cancels_orders`` if open orders are to end with it;
    ``resumed_at`` is the end (ms) of the last such stop.
    """

    strategies: Mapping[str, StrategyState] = field(default_factory=dict)
    stopped: bool = False
    cancels_orders: bool = False
    resumed_at: int = 0

    @property
    def open_orders(self) -> list[Order]:
        """The orders of all books that have not ended."""
        return [order for state in self.strategies.values() for book in state.books.values() for order in book.orders]

    def strategy(self, strategy_id: str) -> StrategyState:
        """The strategy with this id; raises LedgerError where there is none."""
        try:
            return self.strategies[strategy_id]
        except KeyError:
            raise LedgerError(f"there is no strategy {strategy_id}") from None

    def watched_until(self, strategy_id: str) -> int:
        """Close time (ms) up to which no candle of a strategy waits for its outcome."""
        return max(self.strategy(strategy_id).evaluated_until, self.resumed_at)

    def _with(self, state: StrategyState) -> Portfolio:
        changed: Portfolio = _MAKE(
            {**self.strategies, state.id: state}, self.stopped, self.cancels_orders, self.resumed_at
        )
        return changed


_MAKE = maker(Portfolio)
EMPTY = Portfolio()


@exactly
def fold(events: Iterable[Event], start: Portfolio = EMPTY) -> Portfolio:
    """What the events add up to; raises LedgerError at the first that cannot follow the ones before it.

    The same as ``apply`` one by one, but books that money moves in stay open until something else may look.
    """
    portfolio = start
    open_books: dict[tuple[str, BookKind], OpenBook] = {}
    for event in events:
        if isinstance(event, MONEY_EVENTS):
            place = (event.strategy, event.book)
            if (book := open_books.get(place)) is None:
                book = open_books[place] = portfolio.strategy(event.strategy).require_book(event.book).reopened()
            _enter(book, event)
            book.check()
        elif isinstance(event, Evaluated):
            portfolio = apply(portfolio, event)
        else:
            portfolio = apply(_put_back(portfolio, open_books), event)
            open_books.clear()
    return _put_back(portfolio, open_books)


def _put_back(portfolio: Portfolio, open_books: Mapping[tuple[str, BookKind], OpenBook]) -> Portfolio:
    for (strategy_id, kind), book in open_books.items():
        portfolio = portfolio._with(portfolio.strategy(strategy_id).with_book(kind, Book.of(book)))
    return portfolio


def apply(portfolio: Portfolio, event: Event) -> Portfolio:
    """The portfolio after one more event; raises LedgerError, changing nothing, if it cannot follow."""
    match event:
        case Evaluated():
            # The most frequent comes first.
            return portfolio._with(portfolio.strategy(event.strategy).evaluated(event))
        case TradingStopped():
            return replace(portfolio, stopped=True, cancels_orders=portfolio.cancels_orders or event.cancel_orders)
        case TradingResumed():
            # By a clock that is behind no candle waits for an outcome again.
            resumed_at = max(portfolio.resumed_at, event.time)
            return replace(portfolio, stopped=False, cancels_orders=False, resumed_at=resumed_at)
        case StrategyAdded():
            if event.strategy in portfolio.strategies:
                raise LedgerError(f"strategy {event.strategy} exists already")
            added = StrategyState(event.strategy, event.name, 1, event.mode, event.parameters, event.time)
            return portfolio._with(_in_mode(added, event.mode))
        case StrategyRemoved():
            portfolio.strategy(event.strategy)
            rest = {key: state for key, state in portfolio.strategies.items() if key != event.strategy}
            return replace(portfolio, strategies=rest)
        case StrategyRevised():
            return portfolio._with(_revise(portfolio.strategy(event.strategy), event))
        case ModeChanged():
            state = portfolio.strategy(event.strategy)
            if state.mode is Mode.PAUSED:
                state = replace(state, evaluated_until=max(state.evaluated_until, event.time))
            return portfolio._with(_in_mode(state, event.mode))
        case _:
            state = portfolio.strategy(event.strategy)
            return portfolio._with(_apply_to_books(state, event))


def _in_mode(state: StrategyState, mode: Mode) -> StrategyState:
    if mode is Mode.PAUSED:
        return replace(state, mode=mode)
    return replace(state, mode=mode, active_book=BookKind(mode))


def _revise(state: StrategyState, event: StrategyRevised) -> StrategyState:
    if event.version != state.version + 1:
        raise LedgerError(f"strategy {state.id}: version {event.version} cannot follow version {state.version}")
    if event.parameters.pair != state.parameters.pair:
        raise LedgerError(f"strategy {state.id}: its books are in {state.parameters.pair}, not {event.parameters.pair}")
    same_grid = event.parameters.timeframe is state.parameters.timeframe
    return replace(
        state,
        name=event.name,
        version=event.version,
        parameters=event.parameters,
        evaluated_until=state.evaluated_until if same_grid else max(state.evaluated_until, event.time),
    )


def _apply_to_books(state: StrategyState, event: BookOpened | MoneyEvent) -> StrategyState:
    if isinstance(event, BookOpened):
        if event.book in state.books:
            raise LedgerError(f"strategy {state.id}: its {event.book} books are open already")
        return state.with_book(event.book, Book.opened(event.allocated, event.starting_position))
    return state.with_book(event.book, state.require_book(event.book).after(_enter, event))


def _enter(book: OpenBook, event: MoneyEvent) -> None:
    # The most frequent come first.
    match event:
        case OrderPlanned():
            book.plan(_order(event))
        case OrderOpened():
            book.open_order(event.order, event.exchange_order)
        case OrderFill():
            book.fill(event.order, event.fill)
        case OrderEnded():
            book.end(event.order, failed_at=event.time if event.failure else None)
        case OrderUnknown():
            book.lose_order(event.order, event.time)
        case CapitalDeposited():
            book.deposit(event.amount)
        case CapitalWithdrawn():
            book.withdraw(event.amount)
        case PositionAdopted():
            book.adopt(event.position)
        case DifferenceWrittenOff():
            book.write_off(event.base, event.quote)
        case _:
            assert_never(event)


def _order(event: OrderPlanned) -> Order:
    return Order(
        id=event.order,
        version=event.version,
        pair=event.pair,
        side=event.side,
        limit=event.limit,
        amount=event.amount,
        reserved=event.reserved,
        candle_close=event.candle_close,
        submitted_at=event.time,
        life_ends=event.life_ends,
    )
