"""A believable history of any length: nine of ten events are evaluations, the rest are orders with their fills."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import count, islice
from pathlib import Path

from benchmarks._measure import open_package

open_package()

from custom_components.aurono.engine.evaluation import Numbers  # noqa: E402
from custom_components.aurono.engine.events import (  # noqa: E402
    BookOpened,
    Evaluated,
    Event,
    OrderEnded,
    OrderFill,
    OrderOpened,
    OrderPlanned,
    StrategyAdded,
    stream_of,
)
from custom_components.aurono.engine.market import Pair  # noqa: E402
from custom_components.aurono.engine.order import Fill, OrderStatus, client_order_id  # noqa: E402
from custom_components.aurono.engine.reason import Reason, Side  # noqa: E402
from custom_components.aurono.engine.strategy import BookKind, Mode, RuleStrategy  # noqa: E402
from custom_components.aurono.engine.timeframe import Timeframe  # noqa: E402
from custom_components.aurono.store.journal import Entry, Journal  # noqa: E402

ACCOUNT = "01JABCDEFGHJKMNPQRSTVWXYZ0"
START = 1_767_225_600_000
STRATEGIES = 3
QUIET_CANDLES = 36
"""Evaluations for each that places an order: with the order's four events one event in ten is no evaluation."""


def history(events: int) -> Iterator[Entry]:
    """So many events of one account, in order, with their places."""
    versions: dict[str, int] = {}
    for event in islice(_events(), events):
        stream = stream_of(ACCOUNT, event)
        versions[stream] = versions.get(stream, 0) + 1
        yield Entry(stream, versions[stream], event)


def fill_journal(journal: Journal, events: int, each: int = 5_000) -> None:
    """Append so many events in large steps."""
    entries = history(events)
    while step := list(islice(entries, each)):
        journal.append(step)


def _events() -> Iterator[Event]:
    names = [f"01JSTRATEGYHJKMNPQRSTVWXY{number}" for number in range(STRATEGIES)]
    for name in names:
        parameters = RuleStrategy(
            pair=Pair("SOL", "EUR"),
            timeframe=Timeframe.H1,
            buy_trigger=Decimal("-2.5"),
            sell_trigger=Decimal("2.1"),
            buy_amount=Decimal(20),
            sell_amount=Decimal(20),
            allocated_capital=Decimal(200),
        )
        yield StrategyAdded(START, name, f"Strategy {name[-1]}", Mode.SHADOW, parameters)
        yield BookOpened(START, name, BookKind.SHADOW, parameters.allocated_capital, None)
    for number in count():
        candle = START + number * Timeframe.H1.length
        for name in names:
            if number % QUIET_CANDLES:
                yield _evaluated(name, candle, Reason.NO_SIGNAL)
            else:
                side = Side.BUY if number // QUIET_CANDLES % 2 == 0 else Side.SELL
                yield _evaluated(name, candle, Reason.BUY if side is Side.BUY else Reason.SELL)
                yield from _order(name, candle, side)


def _evaluated(strategy: str, candle: int, reason: Reason) -> Evaluated:
    change = Decimal(candle // Timeframe.H1.length % 1009 - 504).scaleb(-3)
    numbers = Numbers(
        open=Decimal("120.00"),
        close=Decimal("120.00") + change,
        reference=Decimal("120.00"),
        change=change,
        rsi=50 + float(change) * 3.0001,
    )
    if reason is not Reason.NO_SIGNAL:
        numbers = replace(numbers, ticker=Decimal("115.80"), limit=Decimal("117.00"), amount=Decimal("0.17271157"))
    return Evaluated(
        candle + Timeframe.H1.length + 3_071, strategy, BookKind.SHADOW, 1, Timeframe.H1, candle, reason, numbers
    )


def _order(strategy: str, candle: int, side: Side) -> Iterator[Event]:
    time = candle + Timeframe.H1.length + 3_071
    book = BookKind.SHADOW
    order = client_order_id(ACCOUNT, strategy, 1, book, candle, side)
    amount = Decimal("0.17271157")
    limit = Decimal("117.00") if side is Side.BUY else Decimal("122.52")
    yield OrderPlanned(
        time=time,
        strategy=strategy,
        book=book,
        order=order,
        version=1,
        candle_close=candle + Timeframe.H1.length,
        pair=Pair("SOL", "EUR"),
        side=side,
        limit=limit,
        amount=amount,
        reserved=Decimal("20.26") if side is Side.BUY else amount,
        life_ends=time + 4 * Timeframe.H1.length,
    )
    yield OrderOpened(time, strategy, book, order, f"shadow-{order}")
    fill = Fill(f"{order}-1", time + 20_000, limit, amount, Decimal("0.05"), "EUR")
    yield OrderFill(time + 20_000, strategy, book, order, fill)
    yield OrderEnded(time + 20_000, strategy, book, order, OrderStatus.FILLED)


def remove(path: Path) -> None:
    """Delete a database and what SQLite put beside it."""
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
