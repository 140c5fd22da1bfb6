"""How strategies and accounts did, for whoever asks: the figures of the journal, by the rules of the market."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .engine.market import MarketRules, Pair
from .engine.numbers import plain
from .engine.performance import Comparison, Performance
from .engine.returns import Rate
from .engine.strategy import BookKind
from .engine.timeframe import DAY
from .exchange.protocol import Failure
from .moments import iso
from .runtime import AuronoConfigEntry
from .store.performance import PerformanceQuery

_FRESH = DAY
"""How old (market ms) the rules of the market may be: benchmarks only need the fee and the steps."""


@dataclass(frozen=True, slots=True)
class BookPerformance:
    """How books of one kind and currency did."""

    book: BookKind
    performance: Performance


async def async_performances(
    entry: AuronoConfigEntry,
    *,
    strategy: str | None = None,
    book: BookKind | None = None,
    since: int | None = None,
    until: int | None = None,
) -> list[BookPerformance]:
    """How a strategy or (None) the account did in one kind of books or (None) in each, real money first.

    Times are UTC ms. Raises StoreError where the journal cannot be read; an exchange that does not answer only leaves
    the benchmarks undefined.
    """
    rules = await _rules(entry)
    found: list[BookPerformance] = []
    for kind in (BookKind.LIVE, BookKind.SHADOW) if book is None else (book,):
        query = PerformanceQuery(entry.entry_id, kind, strategy, since, until, rules)
        told = await entry.runtime_data.journal.performances(query)
        found += [BookPerformance(kind, performance) for performance in told]
    return found


async def _rules(entry: AuronoConfigEntry) -> Mapping[Pair, MarketRules]:
    trader = entry.runtime_data.trader
    markets = await trader.markets(older_than=trader.now() - _FRESH)
    if isinstance(markets, Failure):
        return {}
    return {pair: market.rules for pair, market in markets.items()}


def performance_json(told: BookPerformance) -> dict[str, Any]:
    """Every figure (``engine.performance``): decimals as plain strings, times as ISO 8601 and milliseconds."""
    performance, tally = told.performance, told.performance.tally
    return {
        "book": told.book.value,
        "currency": performance.currency,
        "start": iso(performance.start),
        "start_ms": performance.start,
        "end": iso(performance.end),
        "end_ms": performance.end,
        "capital": plain(performance.capital),
        "value": _plain(performance.value),
        "profit": _plain(performance.profit),
        "profit_percent": _plain(performance.profit_percent),
        "realized": plain(tally.realized),
        "fees": plain(tally.fees),
        "trades": tally.trades,
        "buys": tally.buys,
        "sells": tally.sells,
        "wins": tally.wins,
        "losses": tally.losses,
        "win_rate": _plain(tally.win_rate),
        "profit_factor": _plain(tally.profit_factor),
        "drawdown": plain(performance.drawdown),
        **_rate(performance.money_weighted),
        "buy_and_hold": _comparison(performance.buy_and_hold),
        "monthly": _comparison(performance.monthly),
        "milestones": [
            {"kind": milestone.kind.value, "time": iso(milestone.time), "time_ms": milestone.time}
            for milestone in performance.milestones
        ],
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _rate(rate: Rate | None) -> dict[str, str | None]:
    return {
        "money_weighted": None if rate is None else plain(rate.period),
        "money_weighted_yearly": None if rate is None else _plain(rate.yearly),
    }


def _comparison(comparison: Comparison | None) -> dict[str, str | None] | None:
    if comparison is None:
        return None
    return {"profit": plain(comparison.profit), "profit_percent": _plain(comparison.profit_percent)}
