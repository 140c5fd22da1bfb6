"""How books did over a time: what trades came to, how deep they fell, and what the same money would have done besides.

Definitions, those of a simulation (``lab.summary``) wherever it has them; docs/STATISTICS.md says them for users:

- **Trades** are orders that filled, wholly or in part, each counted once, as in the books.
- **Win rate**: sells that realized a profit, in percent of all sells. None without a sell.
- **Profit factor**: what winning sells realized / what losing sells lost. None without a loss.
- **Realized**: what sells brought after fees less the cost of what was sold, less what was written off. **Fees**: those
  charged in quote, as in the books.
- **Value**, **profit**, **drawdown**: as in a simulation, at the closes that the strategy saw. Profit is the value less
  what was there at the start and what came in since; capital or coins that come or go are neither profit nor drawdown.
- **Money-weighted return**: ``engine.returns``. **Buy and hold**, **monthly buying**: ``engine.benchmarks``, with the
  capital and coins that the books had, from when they had them, at the closes that the strategy saw.

Percents are rounded half-even to 12 decimals, those of returns to 6.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .numbers import HUNDRED, ZERO, exactly, quotient_half_even
from .reason import Side
from .returns import YEAR, Rate


@dataclass(frozen=True, slots=True)
class Booked:
    """A fill as far as statistics need it: its fee in quote, and what it realized (None for a buy).

    ``position`` is its place in the journal.
    """

    position: int
    time: int
    order: str
    side: Side
    fee: Decimal
    realized: Decimal | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What trades came to, in quote; ``win_rate`` is percent."""

    trades: int
    buys: int
    sells: int
    wins: int
    losses: int
    win_rate: Decimal | None
    profit_factor: Decimal | None
    fees: Decimal
    realized: Decimal


class MilestoneKind(StrEnum):
    """What there is to be glad of."""

    FIRST_TRADE = "first_trade"
    FIRST_PROFIT = "first_profit"
    """The first fill that realized a profit."""
    TRADES_10 = "trades_10"
    TRADES_100 = "trades_100"
    TRADES_1000 = "trades_1000"
    REALIZED_10 = "realized_10"
    """Realized profit reached 10 % of the net allocated capital."""
    REALIZED_50 = "realized_50"
    REALIZED_100 = "realized_100"
    YEAR_1 = "year_1"
    """The books have been open for a year (365 days)."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something reached for the first time, and when (ms)."""

    kind: MilestoneKind
    time: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a benchmark would have earned with the same money (quote), and in percent of the net allocated capital."""

    profit: Decimal
    profit_percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Performance:
    """How books of one currency did from ``start`` to ``end`` (ms), as the module defines it.

    ``capital`` is net allocated at the end. ``value``, ``profit`` and the return are None while a position is held of
    which no close was seen; a benchmark is also None without the rules of its market, and where it could not have paid
    out what was taken out.
    """

    currency: str
    start: int
    end: int
    capital: Decimal
    value: Decimal | None
    profit: Decimal | None
    profit_percent: Decimal | None
    tally: Tally
    drawdown: Decimal
    money_weighted: Rate | None
    buy_and_hold: Comparison | None
    monthly: Comparison | None
    milestones: tuple[Milestone, ...]


@exactly
def tally(fills: Iterable[Booked], written_off: Decimal = ZERO) -> Tally:
    """Sum up fills; what was written off besides (``written_off``, ≥ 0) is lost without being a trade."""
    sides: dict[str, Side] = {}
    results: dict[str, Decimal] = {}
    fees = ZERO
    for fill in fills:
        sides[fill.order] = fill.side
        fees += fill.fee
        if fill.realized is not None:
            results[fill.order] = results.get(fill.order, ZERO) + fill.realized
    won = sum((result for result in results.values() if result > 0), ZERO)
    lost = sum((-result for result in results.values() if result < 0), ZERO)
    wins = sum(result > 0 for result in results.values())
    return Tally(
        trades=len(sides),
        buys=len(sides) - len(results),
        sells=len(results),
        wins=wins,
        losses=sum(result < 0 for result in results.values()),
        win_rate=quotient_half_even(HUNDRED * wins, Decimal(len(results))) if results else None,
        profit_factor=quotient_half_even(won, lost) if lost else None,
        fees=fees,
        realized=won - lost - written_off,
    )


_TRADES = {10: MilestoneKind.TRADES_10, 100: MilestoneKind.TRADES_100, 1000: MilestoneKind.TRADES_1000}
_REALIZED = (
    (10, MilestoneKind.REALIZED_10),
    (50, MilestoneKind.REALIZED_50),
    (100, MilestoneKind.REALIZED_100),
)


def milestones(
    fills: Iterable[Booked], opened: int, end: int, capital_at: Callable[[int], Decimal]
) -> tuple[Milestone, ...]:
    """What was reached until ``end``, in the order of time.

    ``fills`` are all since the books were opened, ``capital_at`` the net allocated capital at a place in the journal.
    """
    found = [*_reached(fills, capital_at)]
    if end - opened >= YEAR:
        found.append(Milestone(MilestoneKind.YEAR_1, opened + YEAR))
    return tuple(sorted(found, key=lambda milestone: milestone.time))


def _reached(fills: Iterable[Booked], capital_at: Callable[[int], Decimal]) -> Iterator[Milestone]:
    orders: set[str] = set()
    realized, profited = ZERO, False
    left = [*_REALIZED]
    for fill in fills:
        if fill.order not in orders:
            orders.add(fill.order)
            if len(orders) == 1:
                yield Milestone(MilestoneKind.FIRST_TRADE, fill.time)
            if (kind := _TRADES.get(len(orders))) is not None:
                yield Milestone(kind, fill.time)
        if fill.realized is None:
            continue
        realized = _sum(realized, fill.realized)
        if fill.realized > 0 and not profited:
            profited = True
            yield Milestone(MilestoneKind.FIRST_PROFIT, fill.time)
        if left and realized > 0 and (capital := capital_at(fill.position)) > 0:
            while left and _reaches(realized, left[0][0], capital):
                yield Milestone(left.pop(0)[1], fill.time)


@exactly
def _sum(one: Decimal, other: Decimal) -> Decimal:
    return one + other


@exactly
def _reaches(realized: Decimal, percent: int, capital: Decimal) -> bool:
    return realized * HUNDRED >= capital * percent
