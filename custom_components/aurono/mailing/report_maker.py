"""Making a report of an account: what the journal, the books and the exchange say, rendered away from the loop."""

from collections.abc import Mapping
from dataclasses import replace

from homeassistant.core import HomeAssistant

from ..coordinator import AuronoCoordinator
from ..devices import exchange_words
from ..engine.order import OrderStatus
from ..engine.performance import Performance
from ..engine.strategy import BookKind
from ..execution import ends
from ..performance import async_performances
from ..report.gather import CURVE_POINTS, NOTABLE, gather
from ..report.mail import Rendered, render
from ..report.material import Booked, Fate, Health, Material, Reached, Sample, Span, Unfilled, Worth
from ..report.period import Period
from ..report.unsettled import unsettled
from ..runtime import AuronoConfigEntry
from ..store.queries import MOST
from ..store.standings import BookSpan, Standings
from ..store.trades import TradeQuery
from ..store.worker import JournalWorker
from .report_words import async_open_questions, async_report_words

_OURS = {
    ends.NEVER_ARRIVED: Fate.NOT_ARRIVED,
    ends.DECLARED_ABSENT: Fate.NOT_ARRIVED,
    ends.STOPPED: Fate.NOT_SENT,
    ends.LATE: Fate.NOT_SENT,
    ends.DELISTED: Fate.CANCELLED,
}
_THEIRS = {
    OrderStatus.REJECTED: Fate.REFUSED,
    OrderStatus.CANCELLED: Fate.CANCELLED,
    OrderStatus.EXPIRED: Fate.EXPIRED,
}


async def async_make_report(
    hass: HomeAssistant, entry: AuronoConfigEntry, period: Period, *, test: bool = False
) -> Rendered:
    """The report about a period; raises StoreError where the journal cannot be read."""
    material = await _material(hass, entry, period)
    words = await async_report_words(hass)
    return await hass.async_add_executor_job(lambda: render(gather(material), words, test=test))


async def _material(hass: HomeAssistant, entry: AuronoConfigEntry, period: Period) -> Material:
    data = entry.runtime_data
    journal, account = data.journal, entry.entry_id
    stood = await journal.standings(account, since=period.start, until=period.end, points=CURVE_POINTS)
    performances = await _performances(entry, stood, period)
    decisions = await journal.decisions(account, NOTABLE, since=period.start, until=period.end)
    return Material(
        account=entry.title,
        exchange=exchange_words(hass, data.coordinator.exchange_id),
        is_demo=data.coordinator.is_demo,
        period=period,
        made_at=data.trader.now(),
        before=stood.before,
        after=stood.after,
        names={state.id: state.name for state in data.trader.portfolio.strategies.values()},
        spans=tuple(_span(span) for span in stood.spans),
        trades=await _trades(journal, account, period),
        unfilled=await _unfilled(journal, account, period),
        decisions=(*decisions.found, *unsettled(stood.after, decisions.settled, period, data.trader.now())),
        decided=decisions.decided,
        liquidity=tuple(data.trader.live.reconciler.liquidity),
        health=await _health(hass, entry, data.coordinator),
        milestones=_milestones(performances, period),
        performances=performances,
    )


def _span(span: BookSpan) -> Span:
    return Span(
        strategy=span.strategy,
        book=span.book,
        pair=span.pair,
        start=None if span.start is None else Worth(span.start.value, span.start.profit),
        end=Worth(span.end.value, span.end.profit),
        used_at_start=span.used_at_start,
        used_at_end=span.used_at_end,
        curve=tuple(Sample(point.time, point.value, point.profit) for point in span.points),
    )


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


def fate_of(status: OrderStatus, detail: str) -> tuple[Fate, str]:
    """What became of an order that ended without a trade, and what the exchange said of it, if it did."""
    ours = _OURS.get(detail)
    return (_THEIRS[status], detail) if ours is None else (ours, "")


async def _unfilled(journal: JournalWorker, account: str, period: Period) -> tuple[Unfilled, ...]:
    """The orders that ended in the period without a trade, the oldest first."""
    query = TradeQuery(account, since=period.start, until=period.end)
    return tuple(
        Unfilled(
            order.time,
            order.strategy,
            order.book,
            order.side,
            *fate_of(order.status, order.detail),
        )
        for order in await journal.unfilled_orders(query)
    )


async def _performances(
    entry: AuronoConfigEntry, stood: Standings, period: Period
) -> dict[tuple[str, BookKind], Performance]:
    """How each strategy did in the books that it used at the end of the period, from their beginning to that end."""
    found: dict[tuple[str, BookKind], Performance] = {}
    for span in stood.spans:
        if not span.used_at_end:
            continue
        for told in await async_performances(entry, strategy=span.strategy, book=span.book, until=period.end):
            found[span.strategy, span.book] = told.performance
    return found


def _milestones(performances: Mapping[tuple[str, BookKind], Performance], period: Period) -> tuple[Reached, ...]:
    """What was reached in the period, the latest first."""
    reached = (
        Reached(strategy, milestone)
        for (strategy, _), performance in performances.items()
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
