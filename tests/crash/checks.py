"""What must hold after a crash, however it came: read from the venue and the journal, not in the trader's words."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from custom_components.aurono.engine.events import (
    DifferenceWrittenOff,
    Evaluated,
    Event,
    ModeChanged,
    OrderFill,
    OrderOpened,
    OrderPlanned,
    PositionAdopted,
    StrategyAdded,
    StrategyRemoved,
)
from custom_components.aurono.engine.numbers import ZERO, exactly
from custom_components.aurono.engine.portfolio import Portfolio, fold
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.exchange.venue import VenueOrder
from custom_components.aurono.execution.ledger import Ledger
from custom_components.aurono.store.journal import EventQuery
from custom_components.aurono.store.worker import SyncWorker
from tests.execution.hub import ACCOUNT, SOL_EUR
from tests.execution.venue import OWNER

from .house import House, Scenario

type Ends = tuple[object, ...]


def written(house: House) -> list[Event]:
    """Every event in the journal, oldest first."""
    found: list[Event] = []
    before: int | None = None
    while True:
        page = house.journal.events(EventQuery(ACCOUNT, limit=500, before=before))
        found += [stored.event for stored in page.events]
        before = page.next
        if before is None:
            return found[::-1]


def ends_of(house: House) -> Ends:
    """What no fault may change: what the owner wanted, and who may trade."""
    portfolio = house.trader.portfolio
    return (
        portfolio.stopped,
        *((state.id, state.mode, state.version, state.parameters) for state in portfolio.strategies.values()),
        *(
            (state.id, kind, book.allocated)
            for state in portfolio.strategies.values()
            for kind, book in sorted(state.books.items())
        ),
    )


async def violations(house: House, scenario: Scenario) -> list[str]:
    """Everything that is wrong at the end of a run."""
    events = written(house)
    return [
        *house.problems,
        *_placed_once(house, events),
        *_books_and_venue(house, events),
        *_whole_steps(events, house.trader.portfolio),
        *await _journal(house, events),
        *_desk(house, scenario),
    ]


def _placed_once(house: House, events: Iterable[Event]) -> Iterator[str]:
    for name, counts in (("sent", house.exchange.sent), ("arrived", house.exchange.arrived)):
        yield from (f"order {order} {name} {count} times" for order, count in counts.items() if count > 1)
    planned = [event for event in events if isinstance(event, OrderPlanned) and event.book is BookKind.LIVE]
    intents = [(event.strategy, event.candle_close) for event in planned]
    if len(set(intents)) < len(intents):
        yield "a candle of a strategy led to two orders"
    for order in set(house.exchange.arrived) - {event.order for event in planned}:
        yield f"order {order} is at the venue and not in the journal"


@exactly
def _books_and_venue(house: House, events: list[Event]) -> Iterator[str]:
    """To the last digit: every fill as the venue made it, every balance as it moved, every order that is open."""
    live = [event for event in events if getattr(event, "book", None) is BookKind.LIVE]
    names = {event.order for event in live if isinstance(event, OrderPlanned)}
    linked = {event.exchange_order for event in live if isinstance(event, OrderOpened)}
    ours = [
        order
        for order in house.exchange.engine.orders(OWNER, SOL_EUR)
        if order.client_order in names or order.id in linked
    ]
    made = {trade.id: trade.fill for order in ours for trade in order.trades}
    booked = [event.fill for event in live if isinstance(event, OrderFill)]
    if len({fill.trade for fill in booked}) < len(booked):
        yield "a fill is booked twice"
    if {fill.trade: fill for fill in booked} != made:
        yield f"{len(booked)} fills are booked, {len(made)} were made"

    # What a removed strategy traded counts as well.
    whole = fold(event for event in events if not isinstance(event, StrategyRemoved))
    books = [state.books[BookKind.LIVE] for state in whole.strategies.values() if BookKind.LIVE in state.books]
    lost = [event for event in live if isinstance(event, DifferenceWrittenOff)]
    adopted = sum((event.position.amount for event in live if isinstance(event, PositionAdopted)), ZERO)
    quote = sum((book.free + book.reserved - book.allocated for book in books), ZERO)
    quote += sum((event.quote for event in lost), ZERO)
    base = sum((book.position for book in books), ZERO) - adopted + sum((event.base for event in lost), ZERO)
    if (quote, base) != (moved := _moved(ours)):
        yield f"the books moved {quote} and {base}, the venue {moved}"

    open_there = {order.id for order in ours if order.is_open}
    open_here = {order.exchange_order for book in books for order in book.orders}
    if open_there != open_here:
        yield f"open at the venue {open_there}, in the books {open_here}"


def _moved(orders: Iterable[VenueOrder]) -> tuple[Decimal, Decimal]:
    quote = base = ZERO
    for order in orders:
        for trade in order.trades:
            sign = 1 if trade.side is Side.BUY else -1
            base += sign * trade.amount
            quote -= sign * trade.amount * trade.price + trade.fee
    return quote, base


def _whole_steps(events: list[Event], portfolio: Portfolio) -> Iterator[str]:
    """No decision without its order, no order without its decision, no strategy or mode without its books."""
    decided = {
        (event.strategy, event.book, event.close_time)
        for event in events
        if isinstance(event, Evaluated) and event.reason.side is not None
    }
    planned = {(event.strategy, event.book, event.candle_close) for event in events if isinstance(event, OrderPlanned)}
    if decided != planned:
        yield f"decisions without orders or orders without decisions: {decided ^ planned}"
    for event in events:
        state = portfolio.strategies.get(event.strategy)
        if state is None:
            continue
        if isinstance(event, StrategyAdded) and BookKind.SHADOW not in state.books:
            yield f"strategy {event.strategy} was added without books"
        if isinstance(event, ModeChanged) and event.mode is Mode.LIVE and BookKind.LIVE not in state.books:
            yield f"strategy {event.strategy} went live without books"


async def _journal(house: House, events: list[Event]) -> Iterable[str]:
    report = house.journal.verify()
    found = [f"the journal has a problem: {problem}" for problem in report.problems]
    if fold(events) != house.trader.portfolio:
        found.append("folded anew, the events give other books")
    again = await Ledger.load(ACCOUNT, SyncWorker(house.journal))
    if again.portfolio != house.trader.portfolio or again.versions != house.ledger.versions:
        found.append("loaded anew, the journal gives other books")
    return found


def _desk(house: House, scenario: Scenario) -> Iterator[str]:
    if house.trader.halted is not None or house.trader.stuck:
        yield f"halted: {house.trader.halted}, stuck: {house.trader.stuck}"
    if house.status() is not scenario.status:
        yield f"the account is {house.status()}"
    for question in house.live.questions:
        if question.kind.value not in scenario.questions:
            yield f"an open question: {question}"
