"""Making a report of an account: what the journal, the books and the exchange say, rendered away from the loop."""

from collections.abc import Mapping
from dataclasses import replace

from homeassistant.core import HomeAssistant

from ..coordinator import AuronoCoordinator
from ..engine.performance import Performance
from ..engine.portfolio import Portfolio
from ..engine.strategy import BookKind
from ..entity import exchange_words
from ..performance import async_performances
from ..report.gather import NOTABLE, gather
from ..report.mail import Rendered, render
from ..report.material import Booked, Health, Material, Reached, Sample, Span
from ..report.period import Period
from ..runtime import AuronoConfigEntry
from ..store.curve import CurvePoint, CurveQuery
from ..store.queries import MOST
from ..store.trades import TradeQuery
from ..store.worker import JournalWorker
from .report_words import async_open_questions, async_report_words

_CURVE_POINTS = 240
"""More than a picture of 560 pixels can show."""


async def async_make_report(
    hass: HomeAssistant, entry: AuronoConfigEntry, period: Period, *, test: bool = False
) -> Rendered:
    """The report about a period; raises StoreError where the journal cannot be read."""
    material = await _material(hass, entry, period)
    words = await async_report_words(hass)
    return await hass.async_add_executor_job(lambda: render(gather(material), words, test=test))


async def _material(hass: HomeAssistant, entry: AuronoConfigEntry, period: Period) -> Material:
    data = entry.runtime_data
    portfolio, journal = data.trader.portfolio, data.journal
    performances = await _performances(entry, portfolio)
    decisions = await journal.decisions(entry.entry_id, NOTABLE, since=period.start, until=period.end)
    return Material(
        account=entry.title,
        exchange=exchange_words(hass, data.coordinator.exchange_id),
        is_demo=data.coordinator.is_demo,
        period=period,
        made_at=data.trader.now(),
        portfolio=portfolio,
        spans=await _spans(journal, entry.entry_id, portfolio, period),
        curves=await _curves(journal, entry.entry_id, period),
        trades=await _trades(journal, entry.entry_id, period),
        decisions=decisions.found,
        evaluations=decisions.candles,
        liquidity=tuple(data.trader.live.reconciler.liquidity),
        health=await _health(hass, entry, data.coordinator),
        milestones=_milestones(performances, period),
        performances=performances,
    )


async def _spans(
    journal: JournalWorker, account: str, portfolio: Portfolio, period: Period
) -> dict[tuple[str, BookKind], Span]:
    """How the active books of each strategy stood at both ends of the period."""
    spans = {}
    for state in portfolio.strategies.values():
        query = CurveQuery(account, state.active_book, state.id, points=2)
        start = await _last(journal, replace(query, until=period.start))
        spans[state.id, state.active_book] = Span(start, await _last(journal, replace(query, until=period.end)))
    return spans


async def _last(journal: JournalWorker, query: CurveQuery) -> Sample | None:
    curves = await journal.curves(query)
    return _sample(curves[0].points[-1]) if curves and curves[0].points else None


async def _curves(
    journal: JournalWorker, account: str, period: Period
) -> dict[tuple[BookKind, str], tuple[Sample, ...]]:
    """What each purse was worth over the period, from what it was worth at its start."""
    found = {}
    for kind in BookKind:
        before = await journal.curves(CurveQuery(account, kind, until=period.start, points=2))
        starts = {curve.currency: curve.points[-1] for curve in before if curve.points}
        query = CurveQuery(account, kind, since=period.start, until=period.end, points=_CURVE_POINTS)
        for curve in await journal.curves(query):
            samples = [_sample(point) for point in curve.points]
            if (start := starts.get(curve.currency)) is not None:
                samples.insert(0, Sample(period.start, start.value, start.profit))
            found[kind, curve.currency] = tuple(samples)
    return found


def _sample(point: CurvePoint) -> Sample:
    return Sample(point.time, point.value, point.profit)


async def _trades(journal: JournalWorker, account: str, period: Period) -> tuple[Booked, ...]:
    """All trades of the period, the oldest first."""
    query: TradeQuery | None = TradeQuery(account, since=period.start, until=period.end, limit=MOST)
    found: list[Booked] = []
    while query is not None:
        page = await journal.trades(query)
        found += [
            Booked(trade.strategy, trade.name, trade.book, trade.order, trade.fill, trade.realized)
            for trade in page.trades
        ]
        query = None if page.next is None else replace(query, before=page.next)
    return tuple(found[::-1])


async def _performances(entry: AuronoConfigEntry, portfolio: Portfolio) -> dict[str, Performance]:
    """How each strategy did in its active books from their beginning."""
    found = {}
    for state in portfolio.strategies.values():
        for told in await async_performances(entry, strategy=state.id, book=state.active_book):
            found[state.id] = told.performance
    return found


def _milestones(performances: Mapping[str, Performance], period: Period) -> tuple[Reached, ...]:
    """What was reached in the period, the latest first."""
    reached = (
        Reached(strategy, milestone)
        for strategy, performance in performances.items()
        for milestone in performance.milestones
        if period.start <= milestone.time < period.end
    )
    return tuple(sorted(reached, key=lambda one: one.milestone.time, reverse=True))


async def _health(hass: HomeAssistant, entry: AuronoConfigEntry, coordinator: AuronoCoordinator) -> Health:
    connection, verification = coordinator.connection, coordinator.verification
    asked = connection.connected or connection.failure is not None
    return Health(
        events=verification.events,
        sound=verification.is_sound,
        connected=connection.connected if asked else None,
        stopped=coordinator.portfolio.stopped,
        questions=await async_open_questions(hass, entry),
    )
