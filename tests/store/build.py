"""Events for the store's tests: the smallest believable history, and random ones in which everything happens."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
import random
import sqlite3

from custom_components.aurono.engine.errors import LedgerError
from custom_components.aurono.engine.evaluation import Numbers
from custom_components.aurono.engine.events import (
    BookOpened,
    CapitalDeposited,
    CapitalWithdrawn,
    DifferenceWrittenOff,
    Evaluated,
    Event,
    ModeChanged,
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
    stream_of,
)
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.order import Fill, OrderStatus
from custom_components.aurono.engine.portfolio import EMPTY, Portfolio, apply
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind, Mode, RuleStrategy, StartingPosition
from custom_components.aurono.engine.timeframe import HOUR, Timeframe
from custom_components.aurono.store.chain import GENESIS, link
from custom_components.aurono.store.journal import Entry, Journal

ACCOUNT = "01JACCOUNT"
STRATEGY = "01JSTRATEGY"
START = 1_704_067_200_000
PAIR = Pair("SOL", "EUR")
SHADOW = f"{ACCOUNT}/shadow"
ADMIN = f"{ACCOUNT}/strategies"


def parameters(timeframe: Timeframe = Timeframe.H1) -> RuleStrategy:
    return RuleStrategy(
        pair=PAIR,
        timeframe=timeframe,
        buy_trigger=Decimal("-2.5"),
        sell_trigger=Decimal("2.1"),
        buy_amount=Decimal(20),
        sell_amount=Decimal(20),
        allocated_capital=Decimal(200),
    )


def added(strategy: str = STRATEGY, time: int = START) -> StrategyAdded:
    return StrategyAdded(time, strategy, "Sölänä", Mode.SHADOW, parameters())


def opened(strategy: str = STRATEGY, book: BookKind = BookKind.SHADOW) -> BookOpened:
    return BookOpened(START, strategy, book, Decimal(200), StartingPosition(Decimal("0.5"), Decimal("99.5")))


def evaluated(number: int, strategy: str = STRATEGY, reason: Reason = Reason.NO_SIGNAL) -> Evaluated:
    """The outcome of the strategy's ``number``-th candle, counted from 0."""
    candle = START + number * HOUR
    numbers = Numbers(open=Decimal("120.00"), close=Decimal("119.5"), change=Decimal("-0.4"), rsi=43.25)
    return Evaluated(candle + HOUR + 3_071, strategy, BookKind.SHADOW, 1, Timeframe.H1, candle, reason, numbers)


def order_events(order: str, side: Side, time: int = START, strategy: str = STRATEGY) -> list[Event]:
    """An order that is filled in two trades."""
    book = BookKind.SHADOW
    reserved = Decimal("20.26") if side is Side.BUY else Decimal("0.2")
    planned = OrderPlanned(
        time, strategy, book, order, 1, time, PAIR, side, Decimal(100), Decimal("0.2"), reserved, time + HOUR
    )
    trades = [
        Fill(f"{order}-{part}", time + part, Decimal(100), Decimal("0.1"), Decimal("0.03"), "EUR") for part in (1, 2)
    ]
    return [
        planned,
        OrderOpened(time, strategy, book, order, f"x-{order}"),
        *(OrderFill(trade.time, strategy, book, order, trade) for trade in trades),
        OrderEnded(time + 2, strategy, book, order, OrderStatus.FILLED),
    ]


def entries(events: Iterable[Event], account: str = ACCOUNT, after: dict[str, int] | None = None) -> list[Entry]:
    """The events with their places, counted on from the versions in ``after``."""
    versions = {} if after is None else after
    placed = []
    for event in events:
        stream = stream_of(account, event)
        versions[stream] = versions.get(stream, 0) + 1
        placed.append(Entry(stream, versions[stream], event))
    return placed


def quiet_events(count: int) -> list[Event]:
    """A strategy and so many of its evaluations."""
    return [added(), opened(), *(evaluated(number) for number in range(count))]


def random_events(seed: int, count: int) -> list[Event]:
    """So many events that can follow one another: whatever comes to the dice, kept if the fold takes it."""
    dice = _Dice(seed)
    portfolio, events = EMPTY, list[Event]()
    while len(events) < count:
        event = dice.event(portfolio)
        try:
            portfolio = apply(portfolio, event)
        except LedgerError, ValueError:
            continue
        events.append(event)
    return events


class _Dice:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._time = START
        self._serial = 0

    def event(self, portfolio: Portfolio) -> Event:
        roll = self._random
        self._time += roll.choice((1_000, HOUR // 2, HOUR, HOUR))
        time, strategy, book = self._time, f"S{roll.randrange(3)}", roll.choice(tuple(BookKind))
        state = portfolio.strategies.get(strategy)
        if roll.random() < 0.04:
            return roll.choice((TradingStopped(time), TradingResumed(time)))
        if state is None:
            mode = roll.choice(tuple(Mode))
            return StrategyAdded(time, strategy, f"Name {roll.randrange(100)}", mode, parameters())
        if book not in state.books and roll.random() < 0.5:
            return BookOpened(time, strategy, book, Decimal(200), None)
        orders = state.books[book].orders if book in state.books else ()
        order = roll.choice(orders).id if orders else "none"
        amount = Decimal(roll.randrange(1, 4000)).scaleb(-2)
        match roll.randrange(16):
            case 0:
                return ModeChanged(time, strategy, roll.choice(tuple(Mode)))
            case 1:
                frame = roll.choice((Timeframe.H1, Timeframe.H4))
                return StrategyRevised(time, strategy, "Revised", state.version + 1, parameters(frame))
            case 2 if roll.random() < 0.2:
                return StrategyRemoved(time, strategy)
            case 3:
                return CapitalDeposited(time, strategy, book, amount)
            case 4 if roll.random() < 0.3:
                return PositionAdopted(time, strategy, book, StartingPosition(amount, Decimal("88.5")), "mine")
            case 4 if roll.random() < 0.3:
                return DifferenceWrittenOff(time, strategy, book, amount / 100, Decimal(0))
            case 4:
                return CapitalWithdrawn(time, strategy, book, amount)
            case 5:
                self._serial += 1
                side = roll.choice(tuple(Side))
                size = Decimal(roll.randrange(1, 3000)).scaleb(-4)
                reserved = size * 101 if side is Side.BUY else size
                return OrderPlanned(
                    time, strategy, book, f"o{self._serial}", 1, time, PAIR, side, Decimal(100), size, reserved, time
                )
            case 6:
                return OrderOpened(time, strategy, book, order, f"x{order}")
            case 7:
                return OrderUnknown(time, strategy, book, order, "timed out: no answer\n\tin 10 s")
            case 8 | 9:
                self._serial += 1
                size = Decimal(roll.randrange(1, 900)).scaleb(-4)
                fee, currency = roll.choice((("0.0123", "EUR"), ("0.00001", "SOL"), ("-0.01", "EUR"), ("1", "BNB")))
                trade = Fill(f"t{self._serial}", time, Decimal("99.5"), size, Decimal(fee), currency)
                return OrderFill(time, strategy, book, order, trade)
            case 10:
                status = roll.choice([status for status in OrderStatus if status.is_final])
                return OrderEnded(time, strategy, book, order, status, "", roll.random() < 0.5)
            case _:
                frame = state.parameters.timeframe
                candle = frame.last_closed(time)
                numbers = Numbers(close=amount, rsi=roll.random() * 100, until=roll.choice((None, time)))
                reason = roll.choice(tuple(Reason))
                return Evaluated(time, strategy, book, state.version, frame, candle, reason, numbers)


def written(path: Path, events: Iterable[Event], account: str = ACCOUNT) -> Path:
    """A closed journal that holds these events, with no snapshot in it."""
    journal = Journal.open(path)
    journal.append(entries(events, account))
    journal.close()
    tampered(path, "DELETE FROM snapshots")
    return path


def tampered(path: Path, *statements: str) -> None:
    """Change a journal behind its back; its triggers are taken off before and put on again after."""
    connection = sqlite3.connect(path, autocommit=True)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


LAST_HEAD = "WHERE position = (SELECT max(position) FROM heads)"


def rechained(path: Path, *statements: str) -> None:
    """Change rows as a forger would who knows the chain: every hash after is right again."""
    tampered(path, *statements)
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT position, CAST(record AS BLOB) FROM events ORDER BY position").fetchall()
    connection.close()
    previous, updates = GENESIS, []
    for position, record in rows:
        previous = link(previous, record)
        updates.append(f"UPDATE events SET hash = x'{previous.hex()}' WHERE position = {position}")
    tampered(path, *updates, f"UPDATE heads SET hash = x'{previous.hex()}' {LAST_HEAD}")
