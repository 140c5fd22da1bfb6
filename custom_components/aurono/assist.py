"""Spoken answers of Assist about strategies, in the language that was asked in; they only read."""

from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .engine.numbers import ZERO, exactly
from .engine.reason import Side
from .engine.strategy import BookKind
from .exposed import exposed_views
from .happenings import Kind, blocked_side, facts_of_trade
from .logbook import sentence
from .moments import moment
from .runtime import AuronoConfigEntry
from .signals import OrderFacts
from .store.errors import StoreError
from .store.trades import Trade, TradeQuery
from .views.strategy_view import View
from .words import Words

ASSISTANT = "conversation"
"""What Home Assistant calls its own assistant where entities are exposed."""


class Question(StrEnum):
    """What can be asked."""

    PORTFOLIO = "portfolio"
    WHY = "why"
    LAST_TRADE = "last_trade"
    NEXT_EVALUATION = "next_evaluation"


async def async_answer(
    hass: HomeAssistant, question: Question, language: str, strategy: tuple[str, str] | None = None
) -> str:
    """Answer about one strategy (its id and name), or about all that are exposed."""
    # Loads the language, if nobody has spoken it yet.
    await async_get_translations(hass, language, "common", [DOMAIN])
    words = Words(hass, language)
    views = [view for view in exposed_views(hass, ASSISTANT) if strategy is None or view.state.id == strategy[0]]
    if not views:
        if strategy is None:
            return words.text("assist_nothing_exposed")
        return words.text("assist_not_exposed", name=strategy[1])
    answer = _ANSWERS[question]
    try:
        return await answer(hass, words, views, strategy is None)
    except StoreError:
        return words.text("assist_journal_unreadable")


async def _portfolio(_hass: HomeAssistant, words: Words, views: list[View], _together: bool) -> str:
    """Value and profit, paper and real money apart, each currency by itself."""
    groups: dict[tuple[BookKind, str], list[View]] = {}
    for view in views:
        groups.setdefault((view.state.active_book, view.state.parameters.pair.quote), []).append(view)
    said = []
    for (kind, quote), members in sorted(groups.items(), key=lambda item: (item[0][0] != BookKind.LIVE, item[0][1])):
        value, profit = _sum(view.value for view in members), _sum(view.profit for view in members)
        name = members[0].state.name if len(views) == 1 else ""
        if value is None or profit is None:
            said.append(words.text("assist_worth_unknown", name=name or quote))
            continue
        outcome = words.text(
            "assist_loss" if profit < 0 else "assist_profit", amount=words.numbers.money(abs(profit), quote)
        )
        key = f"assist_worth_{kind}" if name else f"assist_total_{kind}"
        values = {"value": words.numbers.money(value, quote), "outcome": outcome}
        said.append(words.text(key, **values, **({"name": name} if name else {})))
    return " ".join(said)


async def _why(hass: HomeAssistant, words: Words, views: list[View], _together: bool) -> str:
    """The last decision with its reason."""
    said = []
    for view in views:
        last, name = view.state.last_evaluation, view.state.name
        if last is None:
            said.append(words.text("assist_no_decision", name=name))
            continue
        if last.reason.side is not None:
            text = words.text(f"assist_ordered_{last.reason.side}", name=name)
        elif last.reason.is_blocked:
            kind = Kind.NOT_BOUGHT if blocked_side(last) is Side.BUY else Kind.NOT_SOLD
            facts = {"kind": kind, "book": BookKind.LIVE, "reason": last.reason.lower()}
            text = f"{name} {sentence(hass, facts, words.language)}"
        else:
            text = words.text("assist_not_traded", name=name, why=words.text(f"why_{last.reason.lower()}"))
        said.append(words.text("assist_at", sentence=text, time=_time(words, moment(last.close_time))))
    return " ".join(said)


async def _last_trade(hass: HomeAssistant, words: Words, views: list[View], together: bool) -> str:
    """The newest trade, of the one strategy or of all."""
    newest: Trade | None = None
    for view in views:
        entry: AuronoConfigEntry = view.coordinator.config_entry
        page = await entry.runtime_data.journal.trades(TradeQuery(entry.entry_id, view.state.id, limit=1))
        for trade in page.trades:
            if newest is None or trade.position > newest.position:
                newest = trade
    if newest is None:
        return (
            words.text("assist_no_trade") if together else words.text("assist_never_traded", name=views[0].state.name)
        )
    facts = facts_of_trade(newest.book, OrderFacts.of(newest.order), [newest.fill])
    return words.text(
        "assist_at",
        sentence=f"{newest.name} {sentence(hass, facts, words.language)}",
        time=_time(words, moment(newest.fill.time)),
    )


async def _next_evaluation(_hass: HomeAssistant, words: Words, views: list[View], together: bool) -> str:
    """When the one strategy decides, or the first of all."""
    due = [
        (when, view.state.name)
        for view in views
        if (when := view.coordinator.next_evaluation(view.state.id)) is not None
    ]
    if not due:
        name = views[0].state.name
        return words.text("assist_none_decides") if together else words.text("assist_decides_nothing", name=name)
    when, name = min(due)
    return words.text("assist_decides_next", name=name, time=_time(words, when))


type _Answer = Callable[[HomeAssistant, Words, list[View], bool], Coroutine[Any, Any, str]]
_ANSWERS: dict[Question, _Answer] = {
    Question.PORTFOLIO: _portfolio,
    Question.WHY: _why,
    Question.LAST_TRADE: _last_trade,
    Question.NEXT_EVALUATION: _next_evaluation,
}


@exactly
def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None as soon as one is not known."""
    known = list(values)
    return None if None in known else sum((value for value in known if value is not None), ZERO)


def _time(words: Words, when: datetime) -> str:
    return spoken_time(words, when, dt_util.now())


def spoken_time(words: Words, when: datetime, now: datetime) -> str:
    """A time of today by itself, any other with its day in words, on the clock of the house."""
    local, today = dt_util.as_local(when), dt_util.as_local(now)
    time = f"{local:%H:%M}"
    if local.date() == today.date():
        return time
    date = words.text("report_date_short", day=local.day, month=words.text(f"report_month_{local.month}"))
    if local.year != today.year:
        date = words.text("assist_date_with_year", date=date, year=local.year)
    return words.text("assist_other_day", time=time, date=date)
