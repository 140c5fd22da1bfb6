"""What is true of a loaded account now, and worth telling while it is."""

from collections.abc import Iterator

from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.core import callback
from homeassistant.helpers import issue_registry as ir

from ..attention import Attention, attention_of
from ..const import DOMAIN
from ..coordinator import AuronoCoordinator
from ..engine.book import BREAKER_FAILURES
from ..engine.strategy import BookKind, Mode
from ..execution.questions import QuestionKind
from ..views.liquidity_view import gap_sentence, lacking_sentence, move_sentence, outlook_of, shortfall_sentence
from ..words import Words
from .kinds import Notice, NoticeKind

STOPPED = "stopped"
"""The key of what tells that all trading is stopped."""
_NAMES = 5
"""How many strategies a sentence names."""


@callback
def true_of(coordinator: AuronoCoordinator) -> list[Notice]:
    """All that is told once, and again while it lasts."""
    words = Words(coordinator.hass)
    parts = (_attention, _key, _missed, _next_buys, _breakers, _stop)
    return [notice for part in parts for notice in part(coordinator, words)]


def _attention(coordinator: AuronoCoordinator, words: Words) -> Iterator[Notice]:
    """What needs a person, as far as its owner did not set it aside under Repairs."""
    registry = ir.async_get(coordinator.hass)
    for attention in attention_of(coordinator):
        issue = registry.async_get_issue(DOMAIN, attention.issue_id)
        if issue is None or not issue.active or issue.dismissed_version is not None:
            continue
        if attention.kind == QuestionKind.BALANCE_SHORT:
            yield from _gap(coordinator, words, attention)
            continue
        what = words.of("issues", f"{issue.translation_key}.title", issue.translation_placeholders or {})
        title = words.text("notice_attention_title", account=coordinator.config_entry.title)
        message = words.text("notice_attention", what=what)
        yield Notice(NoticeKind.ATTENTION, attention.issue_id, title, message, lasting=True)


def _key(coordinator: AuronoCoordinator, words: Words) -> Iterator[Notice]:
    """The exchange refused the key, so that its owner is asked for another."""
    account = coordinator.config_entry.title
    if any(coordinator.config_entry.async_get_active_flows(coordinator.hass, {SOURCE_REAUTH})):
        title = words.text("notice_attention_title", account=account)
        message = words.text("notice_key", account=account)
        yield Notice(NoticeKind.ATTENTION, "key", title, message, lasting=True)


def _gap(coordinator: AuronoCoordinator, words: Words, attention: Attention) -> Iterator[Notice]:
    title = words.text("notice_gap_title", account=coordinator.config_entry.title)
    for line in coordinator.trader.live.reconciler.shortages:
        if attention.key == f"short-{line.currency}":
            message = gap_sentence(words, coordinator, line)
            yield Notice(NoticeKind.GAP, attention.issue_id, title, message, lasting=True)


def _next_buys(coordinator: AuronoCoordinator, words: Words) -> Iterator[Notice]:
    """Buys that could not be paid; with each strategy the advice that is for it. Not repeated: it may well stay so."""
    seen = outlook_of(coordinator)
    for short in seen.shortfalls:
        message = shortfall_sentence(words, coordinator, short)
        key, title = f"low_{short.currency}", coordinator.config_entry.title
        yield Notice(NoticeKind.LOW, key, title, message, lasting=True, repeats=False)
    for buy in seen.lacking:
        advice = (move_sentence(words, coordinator, move) for move in seen.moves if move.target == buy.strategy)
        message = " ".join((lacking_sentence(words, coordinator, buy), *advice))
        key, title = f"low_{buy.strategy}", coordinator.config_entry.title
        yield Notice(NoticeKind.LOW, key, title, message, lasting=True, repeats=False)


def _missed(coordinator: AuronoCoordinator, words: Words) -> Iterator[Notice]:
    """One thing to tell for all strategies of an account: where the exchange is away, they all miss their candle."""
    missed = coordinator.dead_man.missed
    if not missed:
        return
    names = [coordinator.portfolio.strategy(strategy_id).name for strategy_id in missed]
    shown = names[:_NAMES] + ([words.plural("notice_more", len(names) - _NAMES)] if len(names) > _NAMES else [])
    since = words.moment(min(missed.values()))
    message = words.text("notice_missed", strategies=", ".join(shown), time=since)
    title = words.text("notice_missed_title", account=coordinator.config_entry.title)
    yield Notice(NoticeKind.MISSED, "missed", title, message, lasting=True)


def _stop(coordinator: AuronoCoordinator, words: Words) -> Iterator[Notice]:
    if coordinator.portfolio.stopped:
        message = words.text("notice_stopped")
        yield Notice(NoticeKind.STOP, STOPPED, coordinator.config_entry.title, message, lasting=True)


def _breakers(coordinator: AuronoCoordinator, words: Words) -> Iterator[Notice]:
    for state in coordinator.portfolio.strategies.values():
        book = state.book
        if book is None or book.failures < BREAKER_FAILURES or state.mode is Mode.PAUSED:
            continue
        title = title_of(words, state.name, state.active_book)
        key = f"breaker_{state.id}_{state.active_book}"
        yield Notice(NoticeKind.BREAKER, key, title, words.text("notice_breaker"), lasting=True)


def title_of(words: Words, strategy: str, book: BookKind) -> str:
    """The name of a strategy; it says so where no real money is moved."""
    return strategy if book is BookKind.LIVE else words.text("notice_on_paper", strategy=strategy)
