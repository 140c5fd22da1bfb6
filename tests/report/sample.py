"""A report with something in every part of it, and words as Home Assistant would hand them over."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
import json
import math
from pathlib import Path
from zoneinfo import ZoneInfo

from custom_components.aurono.engine.evaluation import Numbers
from custom_components.aurono.engine.events import BookOpened, Evaluated, Event, ModeChanged, StrategyAdded
from custom_components.aurono.engine.liquidity import CurrencyRole, Liquidity
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.order import Fill, Order
from custom_components.aurono.engine.performance import Comparison, Milestone, MilestoneKind, Performance, Tally
from custom_components.aurono.engine.portfolio import fold
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind, Mode, RuleStrategy, StartingPosition
from custom_components.aurono.engine.timeframe import HOUR, Timeframe
from custom_components.aurono.report.material import (
    Booked,
    Fate,
    Health,
    Material,
    Reached,
    Sample,
    Span,
    Unfilled,
    Worth,
)
from custom_components.aurono.report.period import Period, PeriodKind, last_period
from custom_components.aurono.report.words import Words

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = 1_795_676_400_000
"""Thursday 26 November 2026, 08:00 in Amsterdam."""
_TRANSLATIONS = Path("custom_components/aurono/translations")


def words(language: str = "en", zone: ZoneInfo = AMSTERDAM) -> Words:
    """The words of a language."""
    texts = json.loads((_TRANSLATIONS / f"{language}.json").read_text(encoding="utf-8"))
    report = {key.removeprefix("report_"): text for key, text in texts["common"].items() if key.startswith("report_")}
    reasons = texts["entity"]["sensor"]["last_decision"]["state"]
    return Words(
        language,
        report | {f"reason_{reason}": text for reason, text in reasons.items()},
        zone,
    )


def rule(pair: str, capital: int = 500, timeframe: Timeframe = Timeframe.H4) -> RuleStrategy:
    """A usual rule on a market."""
    amount = Decimal(20)
    return RuleStrategy(
        pair=Pair.parse(pair),
        timeframe=timeframe,
        buy_trigger=Decimal("-2.5"),
        sell_trigger=Decimal("2.1"),
        buy_amount=amount,
        sell_amount=amount,
        allocated_capital=Decimal(capital),
    )


def trade(
    strategy: str, pair: str, side: Side, at: int, amount: str, price: str, *, live: bool = False, realized: str = ""
) -> Booked:
    """One fill of an order of its own."""
    market = Pair.parse(pair)
    book = BookKind.LIVE if live else BookKind.SHADOW
    size, limit = Decimal(amount), Decimal(price)
    order = Order(
        id=f"order-{at}",
        version=1,
        pair=market,
        side=side,
        limit=limit,
        amount=size,
        reserved=size * limit,
        candle_close=at,
        submitted_at=at,
        life_ends=at + HOUR,
    )
    fill = Fill(f"trade-{at}", at, limit, size, (size * limit * Decimal("0.0025")).quantize(Decimal("0.01")), "EUR")
    return Booked(strategy, strategy, book, order, fill, Decimal(realized) if realized else None)


def evaluated(strategy: str, reason: Reason, close: int, change: str = "-3.1", count: int = 1) -> Evaluated:
    """An outcome of a candle of four hours."""
    numbers = Numbers(change=Decimal(change)) if reason.is_blocked else Numbers()
    frame = Timeframe.H4
    return Evaluated(close + 1000, strategy, BookKind.SHADOW, 1, frame, close - frame.length, reason, numbers, count)


def curve(period: Period, start: str, end: str, points: int = 60) -> tuple[Sample, ...]:
    """A profit that moves as profits do, on 500 of capital."""
    length = (period.end - period.start) // points
    first, last = Decimal(start), Decimal(end)
    profits = [
        (
            first
            + (last - first) * index / points
            + Decimal(3 * math.sin(index / 6) * math.sin(index * math.pi / points))
        )
        for index in range(points)
    ]
    return tuple(
        Sample(min(period.start + (index + 1) * length, period.end - 1), Decimal(500) + profit, profit)
        for index, profit in enumerate([*[profit.quantize(Decimal("0.01")) for profit in profits[1:]], last])
    )


def period_of(kind: PeriodKind = PeriodKind.DAILY) -> Period:
    """The last period before ``NOW``."""
    return last_period(kind, NOW, AMSTERDAM)


def strategies(names: Iterable[tuple[str, str, str]], period: Period, *, live: str = "") -> list[Event]:
    """Strategies by id, name and market; one of them live."""
    begin = period.start - 40 * 24 * HOUR
    found: list[Event] = []
    for strategy, name, pair in names:
        parameters = rule(pair)
        found += [
            StrategyAdded(begin, strategy, name, Mode.SHADOW, parameters),
            BookOpened(
                begin, strategy, BookKind.SHADOW, Decimal(500), StartingPosition(Decimal("1.25"), Decimal("116.5"))
            ),
        ]
        if strategy == live:
            found += [
                ModeChanged(begin + HOUR, strategy, Mode.LIVE),
                BookOpened(begin + HOUR, strategy, BookKind.LIVE, Decimal(500), None),
            ]
    return found


def performance(period: Period) -> Performance:
    """How a strategy did that sold 14 times, 12 of them with a profit."""
    return Performance(
        currency="EUR",
        start=period.start - 40 * 24 * HOUR,
        end=period.end,
        capital=Decimal(500),
        value=Decimal("524.65"),
        profit=Decimal("24.65"),
        profit_percent=Decimal("4.93"),
        tally=Tally(
            trades=29,
            buys=15,
            sells=14,
            wins=12,
            losses=2,
            win_rate=Decimal("85.714285714286"),
            profit_factor=Decimal(9),
            fees=Decimal("3.10"),
            realized=Decimal("22.10"),
        ),
        drawdown=Decimal("3.214"),
        money_weighted=None,
        buy_and_hold=Comparison(Decimal("-12.5"), Decimal("-2.5")),
        monthly=None,
        milestones=(),
    )


def material(kind: PeriodKind = PeriodKind.DAILY, *, is_demo: bool = False) -> Material:
    """Something in every part."""
    period = period_of(kind)
    names = [
        ("dips", "SOL dips", "SOL/EUR"),
        ("slow", "Slow & steady BTC", "BTC/EUR"),
        ("ada", "ADA nights", "ADA/EUR"),
    ]
    before = fold(strategies(names, period, live="dips"))
    after = fold([*strategies(names, period, live="dips"), ModeChanged(period.start, "ada", Mode.PAUSED)])
    at = period.start + 9 * HOUR
    live, paper = BookKind.LIVE, BookKind.SHADOW
    sol, btc, ada = (Pair.parse(pair) for _, _, pair in names)

    def worth(value: str, profit: str) -> Worth:
        return Worth(Decimal(value), Decimal(profit))

    return Material(
        account="Bitvavo",
        exchange="Bitvavo",
        is_demo=is_demo,
        period=period,
        made_at=NOW,
        before=before,
        after=after,
        names={strategy: name for strategy, name, _ in names},
        spans=(
            Span(
                "dips",
                live,
                sol,
                worth("1512.34", "12.34"),
                worth("1524.65", "24.65"),
                used_at_start=True,
                used_at_end=True,
                curve=curve(period, "12.34", "24.65"),
            ),
            Span(
                "slow",
                paper,
                btc,
                worth("655.10", "10.10"),
                worth("648.02", "3.02"),
                used_at_start=True,
                used_at_end=True,
                curve=curve(period, "10.10", "3.02"),
            ),
            Span("ada", paper, ada, None, worth("645.62", "0"), used_at_start=False, used_at_end=True),
        ),
        trades=(
            trade("dips", "SOL/EUR", Side.BUY, at, "0.17094017", "117.00", live=True),
            trade("slow", "BTC/EUR", Side.BUY, at + HOUR, "0.00035", "58120.5"),
            trade("dips", "SOL/EUR", Side.SELL, at + 4 * HOUR, "0.17094017", "119.51", live=True, realized="0.38"),
        ),
        unfilled=(
            Unfilled(at, "dips", live, Side.BUY, Fate.REFUSED, "too many orders"),
            Unfilled(at + HOUR, "dips", live, Side.BUY, Fate.REFUSED, "insufficient balance."),
            Unfilled(at + 2 * HOUR, "slow", paper, Side.SELL, Fate.EXPIRED),
        ),
        decisions=(
            evaluated("slow", Reason.COOLDOWN, at),
            evaluated("slow", Reason.COOLDOWN, at + 4 * HOUR),
            evaluated("ada", Reason.CAPITAL_INSUFFICIENT, at + 4 * HOUR, "-4.02"),
            evaluated("dips", Reason.BELOW_COST, at + 8 * HOUR, "2.4"),
            evaluated("ada", Reason.MISSED_OFFLINE, at + 8 * HOUR, count=2),
            evaluated("slow", Reason.TOO_LATE, at + 8 * HOUR),
        ),
        decided=72,
        liquidity=(
            Liquidity("EUR", CurrencyRole.QUOTE, Decimal("93.22"), Decimal("53.73")),
            Liquidity("SOL", CurrencyRole.BASE, Decimal("1.25"), Decimal("1.25")),
        ),
        health=Health(48_213, True, True, False, ("An order of “SOL dips” is not certain",)),
        milestones=(
            Reached("dips", Milestone(MilestoneKind.TRADES_10, at)),
            Reached("dips", Milestone(MilestoneKind.FIRST_PROFIT, at)),
        ),
        performances={("dips", live): performance(period)},
    )


def quiet() -> Material:
    """A day on which nothing happened, on paper."""
    full = material()
    period = full.period
    portfolio = fold(strategies([("slow", "Slow & steady BTC", "BTC/EUR")], period))
    same = Worth(Decimal("645.63"), Decimal(0))
    span = Span("slow", BookKind.SHADOW, Pair.parse("BTC/EUR"), same, same, used_at_start=True, used_at_end=True)
    return replace(
        full,
        before=portfolio,
        after=portfolio,
        names={"slow": "Slow & steady BTC"},
        spans=(span,),
        trades=(),
        unfilled=(),
        decisions=(),
        decided=6,
        liquidity=(),
        health=Health(120, True, True, False, ()),
        milestones=(),
        performances={},
    )
