"""Who is told what: the subentries of an account say so."""

from collections.abc import Mapping
from typing import Final

from homeassistant.config_entries import ConfigEntry

from .kinds import NoticeKind

SUBENTRY_NOTIFICATIONS: Final = "notifications"
CONF_ENTITIES: Final = "entities"
CONF_KINDS: Final = "kinds"


def recipients_of(entry: ConfigEntry) -> Mapping[str, frozenset[NoticeKind]]:
    """The notify entities of an account, each with what it is told of; one that is named twice is told of both."""
    found: dict[str, frozenset[NoticeKind]] = {}
    known = frozenset(NoticeKind)
    for subentry in entry.get_subentries_of_type(SUBENTRY_NOTIFICATIONS):
        kinds = frozenset(NoticeKind(kind) for kind in subentry.data[CONF_KINDS] if kind in known)
        for entity_id in subentry.data[CONF_ENTITIES]:
            found[entity_id] = found.get(entity_id, frozenset()) | kinds
    return found
