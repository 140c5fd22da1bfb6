"""``aurono/events``, ``trades``, ``day`` and ``versions``: what the journal tells, a page at a time."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from homeassistant.components.websocket_api import const
from homeassistant.core import HomeAssistant
import probatio

from ..actions.service_fields import cursor_of, position_of, wrong
from ..engine import events
from ..engine.numbers import plain
from ..engine.reason import Reason
from ..engine.strategy import StartingPosition
from ..runtime import AuronoConfigEntry
from ..store.codec import KINDS, kind_of_type
from ..store.queries import MOST, EventPage, EventQuery, StoredEvent
from ..store.trades import TradeQuery
from ..store.worker import JournalWorker
from ..views.event_search import find_events
from ..views.journal_json import event_json, trade_json
from ..views.parameters_json import parameters_json
from .access import BOOK, TIME, ErrorCode, Message, Refusal, account_command

type Json = dict[str, Any]

_DEFAULT_LIMIT = 100
_PAGE = {
    probatio.Optional("strategy"): str,
    probatio.Optional("book"): BOOK,
    probatio.Optional("since_ms"): TIME,
    probatio.Optional("until_ms"): TIME,
    probatio.Optional("cursor"): str,
    probatio.Optional("limit", default=_DEFAULT_LIMIT): probatio.All(int, probatio.Range(min=1, max=MOST)),
}


@account_command(
    "aurono/events",
    {
        **_PAGE,
        probatio.Optional("kinds", default=list): [probatio.In(list(KINDS))],
        probatio.Optional("reasons", default=list): [probatio.In([reason.value for reason in Reason])],
    },
)
async def events_command(_hass: HomeAssistant, entry: AuronoConfigEntry, msg: Message) -> Json:
    """Events, the newest first; with reasons a page may be short and still not be the last."""
    query = EventQuery(kinds=frozenset(msg["kinds"]), **_filters(entry, msg))
    page = await find_events(entry.runtime_data.journal, query, frozenset(map(Reason, msg["reasons"])))
    names = {state.id: state.name for state in entry.runtime_data.trader.portfolio.strategies.values()}
    only_renamed = await _only_renamed(entry.runtime_data.journal, entry.entry_id, page)
    told = []
    for stored in page.events:
        event = event_json(stored, names.get(stored.event.strategy))
        if isinstance(stored.event, events.StrategyRevised):
            event["only_renamed"] = stored.position in only_renamed
        told.append(event)
    return {"events": told, "next_cursor": cursor_of(page.next)}


@account_command("aurono/trades", _PAGE)
async def trades_command(_hass: HomeAssistant, entry: AuronoConfigEntry, msg: Message) -> Json:
    """Fills with their orders, the last booked first."""
    page = await entry.runtime_data.journal.trades(TradeQuery(**_filters(entry, msg)))
    return {"trades": [trade_json(trade) for trade in page.trades], "next_cursor": cursor_of(page.next)}


@account_command(
    "aurono/day",
    {probatio.Required("strategy"): str, probatio.Required("since_ms"): TIME, probatio.Required("until_ms"): TIME},
)
async def day_command(_hass: HomeAssistant, entry: AuronoConfigEntry, msg: Message) -> Json:
    """Why something or nothing happened: the candles that closed in a time by their reason, and the orders."""
    check_period(msg)
    strategy, journal = msg["strategy"], entry.runtime_data.journal
    await require_strategy(entry, strategy)
    outcomes = await journal.outcomes(entry.entry_id, strategy, since=msg["since_ms"], until=msg["until_ms"])
    return {
        "reasons": {reason.value: count for reason, count in outcomes.reasons.items()},
        "decided": outcomes.decided,
        "missed": outcomes.missed,
        "orders": outcomes.orders,
        "fills": outcomes.fills,
    }


@account_command("aurono/versions", {probatio.Required("strategy"): str})
async def versions_command(_hass: HomeAssistant, entry: AuronoConfigEntry, msg: Message) -> Json:
    """Every version of a strategy, every change of its capital and every change of its mode, the oldest first."""
    strategy = msg["strategy"]
    await require_strategy(entry, strategy)
    story = await _story(entry.runtime_data.journal, EventQuery(entry.entry_id, strategy, kinds=_STORY, limit=MOST))
    return {
        "versions": [version for event in story for version in _version(event)],
        "capital": [change for event in story for change in _capital(event)],
        "modes": [
            {"time_ms": event.time, "mode": event.mode.value}
            for event in story
            if isinstance(event, events.StrategyAdded | events.ModeChanged)
        ],
    }


COMMANDS: tuple[const.WebSocketCommandHandler, ...] = (events_command, trades_command, day_command, versions_command)


async def require_strategy(entry: AuronoConfigEntry, strategy: str) -> None:
    """Raise Refusal unless this is a strategy of the account, or was one."""
    if strategy in entry.runtime_data.trader.portfolio.strategies:
        return
    kinds = frozenset({kind_of_type(events.StrategyAdded)})
    page = await entry.runtime_data.journal.events(EventQuery(entry.entry_id, strategy, kinds=kinds, limit=1))
    if not page.events:
        raise Refusal(ErrorCode.NOT_FOUND, "strategy_unknown", strategy=strategy)


def _filters(entry: AuronoConfigEntry, msg: Message) -> dict[str, Any]:
    """What events and trades are both filtered by."""
    check_period(msg)
    return {
        "account": entry.entry_id,
        "strategy": msg.get("strategy"),
        "book": msg.get("book"),
        "since": msg.get("since_ms"),
        "until": msg.get("until_ms"),
        "before": position_of(msg.get("cursor")),
        "limit": msg["limit"],
    }


def check_period(msg: Message) -> None:
    """Raise the refusal of a period that ends before it begins."""
    since, until = msg.get("since_ms"), msg.get("until_ms")
    if since is not None and until is not None and since >= until:
        raise wrong("period_invalid")


_VERSIONS = frozenset({kind_of_type(events.StrategyAdded), kind_of_type(events.StrategyRevised)})


async def _only_renamed(journal: JournalWorker, account: str, page: EventPage) -> set[int]:
    """The positions of a page's versions that have the rule of the version before, under another name."""
    revised: dict[str, list[StoredEvent]] = {}
    for stored in page.events:
        if isinstance(stored.event, events.StrategyRevised):
            revised.setdefault(stored.event.strategy, []).append(stored)
    found: set[int] = set()
    for strategy, newest_first in revised.items():
        # The version before the oldest of them is rarely on the same page.
        query = EventQuery(account, strategy, kinds=_VERSIONS, before=newest_first[-1].position, limit=1)
        versions = [*newest_first, *(await journal.events(query)).events]
        for later, earlier in pairwise(versions):
            after, before = later.event, earlier.event
            if (
                isinstance(after, events.StrategyRevised)
                and isinstance(before, events.StrategyAdded | events.StrategyRevised)
                and before.parameters == after.parameters
                and before.name != after.name
            ):
                found.add(later.position)
    return found


_STORY = frozenset(
    kind_of_type(kind)
    for kind in (
        events.StrategyAdded,
        events.StrategyRevised,
        events.ModeChanged,
        events.BookOpened,
        events.CapitalDeposited,
        events.CapitalWithdrawn,
        events.PositionAdopted,
        events.DifferenceWrittenOff,
    )
)


async def _story(journal: JournalWorker, query: EventQuery | None) -> list[events.Event]:
    """All events of a query, the oldest first."""
    found: list[events.Event] = []
    while query is not None:
        page = await journal.events(query)
        found += [stored.event for stored in page.events]
        query = None if page.next is None else replace(query, before=page.next)
    return found[::-1]


def _version(event: events.Event) -> Iterable[Json]:
    if isinstance(event, events.StrategyAdded | events.StrategyRevised):
        version = 1 if isinstance(event, events.StrategyAdded) else event.version
        parameters = parameters_json(event.parameters)
        yield {"version": version, "since_ms": event.time, "name": event.name, "parameters": parameters}


def _capital(event: events.Event) -> Iterable[Json]:
    """A change of capital: ``amount`` is quote, what concerns coins has names of its own."""
    match event:
        case events.BookOpened(starting_position=position):
            change: Json = {"kind": "opened", "amount": plain(event.allocated), **_coin(position)}
        case events.CapitalDeposited():
            change = {"kind": "deposited", "amount": plain(event.amount)}
        case events.CapitalWithdrawn():
            change = {"kind": "withdrawn", "amount": plain(event.amount)}
        case events.PositionAdopted(position=position):
            change = {"kind": "adopted", **_coin(position), "note": event.note}
        case events.DifferenceWrittenOff():
            change = {
                "kind": "written_off",
                "amount": plain(event.quote),
                "position": plain(event.base),
                "note": event.note,
            }
        case _:
            return
    yield {"time_ms": event.time, "book": event.book.value, **change}


def _coin(position: StartingPosition | None) -> Json:
    if position is None:
        return {}
    return {"position": plain(position.amount), "average_price": plain(position.average_price)}
