"""Telling the owners of an account what they chose to be told, whatever becomes of the telling."""

from collections.abc import Iterable
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..coordinator import AuronoCoordinator
from .kinds import Notice, NoticeKind
from .mailbox import Mailbox
from .recipients import recipients_of

_STORE_VERSION = 1


class Notifier:
    """The mailboxes of one account. It outlives the account being loaded anew, so nothing that waits is lost."""

    def __init__(self, house: Notifiers, entry: ConfigEntry) -> None:
        self._house = house
        self._entry = entry
        self._boxes: dict[str, Mailbox] = {}

    @callback
    def tell(self, notice: Notice) -> None:
        """Tell something that happened, once, to everybody who wants to know; returns at once."""
        for box in self._wanting(notice.kind):
            box.tell(notice)

    @callback
    def keep(self, true: Iterable[Notice], *, all_known: bool) -> None:
        """Tell what is true now, once and again after a day; ``all_known``: what is not named is not true any more."""
        notices = tuple(true)
        for entity_id, kinds in self._follow_entry().items():
            wanted = [notice for notice in notices if notice.kind in kinds]
            self._boxes[entity_id].keep(wanted, all_known=all_known)

    @callback
    def is_wanted(self, kind: NoticeKind) -> bool:
        """Whether anybody is told of this kind."""
        return bool(self._wanting(kind))

    def _wanting(self, kind: NoticeKind) -> list[Mailbox]:
        return [self._boxes[entity_id] for entity_id, kinds in self._follow_entry().items() if kind in kinds]

    @callback
    def _follow_entry(self) -> dict[str, frozenset[NoticeKind]]:
        """Have a mailbox for each notify entity of the account as it is configured now."""
        recipients = dict(recipients_of(self._entry))
        for gone in self._boxes.keys() - recipients.keys():
            self._boxes.pop(gone).close()
            self._house.changed()
        for entity_id in recipients.keys() - self._boxes.keys():
            told = self._house.told_before(self._entry.entry_id, entity_id)
            self._boxes[entity_id] = Mailbox(
                self._house.hass, entity_id, lambda: self._entry.title, told, self._house.changed
            )
        return recipients

    def told(self) -> dict[str, dict[str, float]]:
        """What each notify entity was told that may still be true, and when."""
        return {
            entity_id: {key: told.at for key, told in box.told.items()}
            for entity_id, box in self._boxes.items()
            if box.told
        }

    @callback
    def close(self) -> None:
        """Tell nothing more."""
        for box in self._boxes.values():
            box.close()


class Notifiers:
    """Those of all accounts, and the file that remembers over restarts what was told."""

    def __init__(self, hass: HomeAssistant) -> None:
        self.hass = hass
        self._store: Store[dict[str, Any]] = Store(hass, _STORE_VERSION, f"{DOMAIN}.notifications")
        self._before: dict[str, dict[str, dict[str, float]]] = {}
        self._notifiers: dict[str, Notifier] = {}

    async def async_load(self) -> None:
        """Read what an earlier run told."""
        self._before = (await self._store.async_load() or {}).get("told", {})

    def told_before(self, entry_id: str, entity_id: str) -> dict[str, float]:
        """What an earlier run told this notify entity."""
        return self._before.get(entry_id, {}).pop(entity_id, {})

    @callback
    def of(self, entry: ConfigEntry) -> Notifier:
        """The notifier of an account, whether or not it is loaded."""
        if entry.entry_id not in self._notifiers:
            self._notifiers[entry.entry_id] = Notifier(self, entry)
        return self._notifiers[entry.entry_id]

    @callback
    def forget(self, entry_id: str) -> None:
        """An account was removed."""
        self._before.pop(entry_id, None)
        if (notifier := self._notifiers.pop(entry_id, None)) is not None:
            notifier.close()
        self.changed()

    @callback
    def changed(self) -> None:
        """Write down what was told, at once but after it was: after a crash in between it is told twice, never not."""
        self._store.async_delay_save(self._data)

    def _data(self) -> dict[str, Any]:
        told = {entry_id: dict(entities) for entry_id, entities in self._before.items() if entities}
        for entry_id, notifier in self._notifiers.items():
            told[entry_id] = told.get(entry_id, {}) | notifier.told()
        return {"told": told}


_NOTIFIERS: HassKey[Notifiers] = HassKey(f"{DOMAIN}_notifiers")


async def async_setup_notifiers(hass: HomeAssistant) -> Notifiers:
    """Make the notifiers of the house."""
    notifiers = hass.data[_NOTIFIERS] = Notifiers(hass)
    await notifiers.async_load()
    return notifiers


@callback
def notifier_of(hass: HomeAssistant, entry: ConfigEntry) -> Notifier:
    """The notifier of an account."""
    return hass.data[_NOTIFIERS].of(entry)


@callback
def async_forget_notifications(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Tell nothing more of an account that was removed."""
    hass.data[_NOTIFIERS].forget(entry.entry_id)


@callback
def async_notify(coordinator: AuronoCoordinator, kind: NoticeKind, key: str, title: str, message: str) -> None:
    """Tell something once to those of the account's notify entities that want to know of this kind; returns at once.

    ``key`` tells it from others of its account: a newer one takes the place of an older one that is not told yet.
    """
    notice = Notice(kind, key, title, message, alone=kind is NoticeKind.REPORT)
    notifier_of(coordinator.hass, coordinator.config_entry).tell(notice)
