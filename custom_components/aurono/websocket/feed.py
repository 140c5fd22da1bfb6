"""The accounts as the panel shows them, kept up to date while somebody looks."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, LOGGER
from ..coordinator import AuronoCoordinator
from ..engine import events
from ..engine.strategy import BookKind
from ..runtime import AuronoConfigEntry
from ..store.codec import kind_of_type
from ..store.errors import StoreError
from ..store.queries import MOST, EventQuery
from ..store.worker import JournalWorker
from ..timer import Timer
from .account_json import account_json, market_time

type Listener = Callable[[dict[str, Any]], None]

SEND_INTERVAL = 0.5
"""Seconds between two messages about the same account."""
RELOAD_PATIENCE = 20.0
"""Seconds that an account may be gone while it is loaded anew, as it is after it was given another key."""


@callback
def feed_of(hass: HomeAssistant) -> AccountFeed:
    """The one feed that all connections share."""
    return hass.data.setdefault(_FEED, AccountFeed(hass))


class AccountFeed:
    """Every account of Aurono, loaded or not. It listens to nothing while nobody listens to it."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._listeners: list[Listener] = []
        self._watched: dict[str, _Watched] = {}
        self._unsubscribe: list[CALLBACK_TYPE] = []

    @callback
    def subscribe(self, listener: Listener) -> tuple[list[dict[str, Any]], CALLBACK_TYPE]:
        """The accounts as they stand, and what ends the messages about their changes."""
        if not self._listeners:
            self._start()
        accounts = [watched.current() for watched in self._watched.values()]
        self._listeners.append(listener)
        return accounts, partial(self._leave, listener)

    @callback
    def _leave(self, listener: Listener) -> None:
        self._listeners.remove(listener)
        if not self._listeners:
            for unsubscribe in self._unsubscribe:
                unsubscribe()
            for watched in self._watched.values():
                watched.stop()
            self._unsubscribe.clear()
            self._watched.clear()

    @callback
    def _start(self) -> None:
        for entry in self._hass.config_entries.async_entries(DOMAIN):
            self._watch(entry)
        listen = self._hass.bus.async_listen
        self._unsubscribe = [
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_entry_changed),
            listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._on_registry_changed),
            listen(ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, self._on_registry_changed),
        ]

    @callback
    def _watch(self, entry: AuronoConfigEntry) -> None:
        self._watched[entry.entry_id] = _Watched(self._hass, entry, self._tell)

    @callback
    def _on_entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain != DOMAIN:
            return
        if change is ConfigEntryChange.REMOVED:
            if (gone := self._watched.pop(entry.entry_id, None)) is not None:
                gone.stop()
                self._tell({"kind": "removed", "entry_id": entry.entry_id})
            return
        if entry.entry_id not in self._watched:
            self._watch(entry)
        self._watched[entry.entry_id].entry_changed()

    @callback
    def _on_registry_changed(self, _event: Event[Any]) -> None:
        for watched in self._watched.values():
            watched.changed_soon()

    @callback
    def _tell(self, message: dict[str, Any]) -> None:
        for listener in tuple(self._listeners):
            listener(message)


_FEED: HassKey[AccountFeed] = HassKey(f"{DOMAIN}_feed")


class _Watched:
    """One account: what was last told of it, and what it is followed by while it is loaded."""

    def __init__(self, hass: HomeAssistant, entry: AuronoConfigEntry, tell: Listener) -> None:
        self._hass = hass
        self._entry = entry
        self._tell = tell
        self._told: dict[str, Any] | None = None
        self._told_at = float("-inf")
        self._gone_at: float | None = None
        self._next = Timer(hass, f"{DOMAIN} {entry.title} to the panel", self._send)
        self._coordinator: AuronoCoordinator | None = None
        self._unsubscribe: list[CALLBACK_TYPE] = []
        self._opened: dict[tuple[str, BookKind], int] = {}
        self._follow()

    @callback
    def current(self) -> dict[str, Any]:
        """The account as the first message of a subscription has it; whoever listens already knows the same."""
        if self._told is None:
            self._told = account_json(self._hass, self._entry, self._opened)
        else:
            self._send()
        return self._dated(self._told)

    @callback
    def entry_changed(self) -> None:
        """The entry was loaded, unloaded, renamed or given a strategy."""
        self._follow()
        self.changed_soon()

    @callback
    def changed(self) -> None:
        """Tell of the account now, or when it may be told of again."""
        wait = self._told_at + SEND_INTERVAL - self._hass.loop.time()
        if wait <= 0:
            self._send()
        elif not self._next.is_armed:
            self._next.arm(wait)

    @callback
    def changed_soon(self) -> None:
        """Tell of the account in a moment, so that what comes with it is told at once."""
        if not self._next.is_armed:
            self._next.arm(SEND_INTERVAL)

    @callback
    def stop(self) -> None:
        """Tell nothing more."""
        self._next.cancel()
        self._unfollow()

    @callback
    def _send(self) -> None:
        self._next.cancel()
        if self._is_coming_back():
            self.changed_soon()
            return
        account = account_json(self._hass, self._entry, self._opened)
        if account == self._told:
            return
        self._told, self._told_at = account, self._hass.loop.time()
        self._tell({"kind": "account", "account": self._dated(account)})

    def _is_coming_back(self) -> bool:
        """Whether the account is gone only while it is loaded anew, which nobody need see: pages would be torn down."""
        if self._gone_at is None or not self._entry.setup_lock.locked():
            return False
        return self._hass.loop.time() - self._gone_at < RELOAD_PATIENCE

    def _dated(self, account: Mapping[str, Any]) -> dict[str, Any]:
        """With the time it is true at, which is no change by itself."""
        return {**account, "now_ms": market_time(self._entry)}

    @callback
    def _follow(self) -> None:
        """Listen to the account if it is loaded, to the one that runs now."""
        loaded = self._entry.state is ConfigEntryState.LOADED
        coordinator = self._entry.runtime_data.coordinator if loaded else None
        if coordinator is self._coordinator:
            return
        self._unfollow()
        self._coordinator = coordinator
        if coordinator is None:
            self._gone_at = self._hass.loop.time()
            return
        self._gone_at = None
        self._unsubscribe = [
            coordinator.async_add_listener(self.changed),
            coordinator.trader.subscribe(self._on_event),
        ]
        self._entry.async_create_background_task(
            self._hass, self._read_openings(self._entry.runtime_data.journal), f"{DOMAIN} openings"
        )

    @callback
    def _unfollow(self) -> None:
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe.clear()
        self._coordinator = None

    @callback
    def _on_event(self, event: events.Event) -> None:
        if isinstance(event, events.BookOpened):
            self._opened[event.strategy, event.book] = event.time

    async def _read_openings(self, journal: JournalWorker) -> None:
        """When the books were opened, which only the journal tells."""
        kinds, before = frozenset({kind_of_type(events.BookOpened)}), None
        try:
            while True:
                query = EventQuery(self._entry.entry_id, kinds=kinds, before=before, limit=MOST)
                page = await journal.events(query)
                for stored in page.events:
                    self._on_event(stored.event)
                if (before := page.next) is None:
                    break
        except StoreError as error:
            LOGGER.warning("When the books of %s were opened cannot be shown: %s", self._entry.title, error)
        self.changed()
