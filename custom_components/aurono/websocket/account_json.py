"""An account as the panel shows it: decimals as plain strings, times as UTC milliseconds of the exchange's clock."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir

from ..const import CONF_EXCHANGE, DOMAIN, EXCHANGE_DEMO
from ..coordinator import AuronoCoordinator
from ..engine.candle import longest_source
from ..engine.liquidity import Liquidity
from ..engine.numbers import exactly, plain, total_if_known
from ..engine.timeframe import Timeframe
from ..entities.account_sensors import Purse, purse_views, purses
from ..entry_reason import reason_of
from ..exchange.protocol import Exchange
from ..execution.market_watch import Connection
from ..runtime import AuronoConfigEntry
from ..views.strategy_view import View
from .outlook_json import NO_OUTLOOK, outlook_json
from .strategy_json import OpenedAt, next_evaluation_json, optional, strategy_json

type Json = dict[str, Any]


@callback
def account_json(hass: HomeAssistant, entry: AuronoConfigEntry, opened: OpenedAt) -> Json:
    """Everything but the time it is true at; ``opened`` is when each of its books was opened, as far as known."""
    account: Json = {
        "entry_id": entry.entry_id,
        "title": entry.title,
        "exchange": entry.data[CONF_EXCHANGE],
        "is_demo": entry.data[CONF_EXCHANGE] == EXCHANGE_DEMO,
        "state": entry.state.value,
        "state_reason": reason_of(hass, entry),
        "device_id": _device_id(hass, entry),
        "questions": _questions(hass, entry),
    }
    if entry.state is not ConfigEntryState.LOADED:
        return {**account, **_NOT_LOADED}
    coordinator = entry.runtime_data.coordinator
    trader = coordinator.trader
    entities = _entities(hass, entry)
    return account | {
        "speed": coordinator.pace,
        "timeframes": timeframes_of(entry.runtime_data.exchange),
        "connection": _connection(coordinator.connection),
        "stopped": trader.portfolio.stopped,
        "recovering": not trader.live.reconciler.is_proven,
        "halted": trader.halted,
        "journal": _journal(coordinator),
        "next_evaluation": next_evaluation_json(coordinator),
        "totals": [_total(coordinator, purse) for purse in sorted(purses(trader.portfolio))],
        "liquidity": [_liquidity(line) for line in trader.live.reconciler.liquidity],
        "outlook": outlook_json(coordinator),
        "strategies": [
            strategy_json(coordinator, state, opened, entities.get(state.id, {}))
            for state in trader.portfolio.strategies.values()
        ],
    }


@callback
def market_time(entry: AuronoConfigEntry) -> int | None:
    """The exchange's clock; None while the account is not loaded."""
    return entry.runtime_data.trader.now() if entry.state is ConfigEntryState.LOADED else None


_NOT_LOADED: Mapping[str, Any] = {
    "speed": 1,
    "timeframes": [],
    "connection": {"connected": None, "failure": None},
    "stopped": False,
    "recovering": False,
    "halted": None,
    "journal": None,
    "next_evaluation": None,
    "totals": [],
    "liquidity": [],
    "outlook": NO_OUTLOOK,
    "strategies": [],
}


def timeframes_of(exchange: Exchange) -> list[str]:
    """What the exchange serves, and what can be derived from that."""
    served = exchange.timeframes
    return [frame.value for frame in Timeframe if longest_source(frame, served) is not None]


def _device_id(hass: HomeAssistant, entry: AuronoConfigEntry) -> str | None:
    device = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, entry.entry_id), entry.entry_id)
    return None if device is None else device.id


def _entities(hass: HomeAssistant, entry: AuronoConfigEntry) -> Mapping[str, Mapping[str, str]]:
    """The enabled entities of each strategy: what they are, and their id."""
    found: dict[str, dict[str, str]] = {}
    for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        if entity.config_subentry_id is not None and entity.translation_key is not None and not entity.disabled:
            found.setdefault(entity.config_subentry_id, {})[entity.translation_key] = entity.entity_id
    return found


def _questions(hass: HomeAssistant, entry: AuronoConfigEntry) -> list[Json]:
    """What is open under Repairs and concerns this account, the journal of all accounts included."""
    owners = (entry.entry_id, *entry.subentries, DOMAIN)
    return [
        {"id": issue.issue_id, "key": issue.translation_key, "placeholders": issue.translation_placeholders or {}}
        for (domain, issue_id), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN
        and issue.active
        and issue.dismissed_version is None
        and (issue_id.startswith(f"question_{entry.entry_id}_") or issue_id.endswith(tuple(f"_{o}" for o in owners)))
    ]


def _connection(connection: Connection) -> Json:
    """Whether the exchange answered last; None before it was asked."""
    failure = connection.failure
    asked = connection.connected or failure is not None
    return {
        "connected": connection.connected if asked else None,
        "failure": None if failure is None or connection.connected else failure.kind.value,
    }


def _journal(coordinator: AuronoCoordinator) -> Json:
    """What the last verification found."""
    report = coordinator.verification
    return {
        "sound": report.is_sound,
        "events": report.events,
        "problem": None if report.is_sound else report.problems[0].detail,
    }


def _total(coordinator: AuronoCoordinator, purse: Purse) -> Json:
    """One kind of money in one currency, added up over the strategies that use it now."""
    views = tuple(purse_views(coordinator, purse))
    return {
        "book": purse.kind.value,
        "currency": purse.currency,
        "value": optional(total_if_known(view.value for view in views)),
        "profit": optional(total_if_known(view.profit for view in views)),
        "free": _sum(view.book.free for view in views),
        "reserved": _sum(view.book.reserved for view in views),
        "cost": _sum(view.book.cost for view in views),
        "position_value": optional(total_if_known(_position_value(view) for view in views)),
        "allocated": _sum(view.book.allocated for view in views),
    }


def _sum(values: Iterable[Decimal]) -> str | None:
    return optional(total_if_known(values))


@exactly
def _position_value(view: View) -> Decimal | None:
    return None if view.unrealized is None else view.unrealized + view.book.cost


def _liquidity(line: Liquidity) -> Json:
    return {
        "currency": line.currency,
        "kind": line.role.value,
        "expected": plain(line.expected),
        "actual": plain(line.actual),
        "gap": plain(line.gap),
    }
