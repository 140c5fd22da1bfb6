"""Notify entities of a test: real ones, which keep what they were sent, and fail as they are told to."""

import asyncio
from typing import override

from homeassistant.components.notify import NotifyEntity
from homeassistant.components.notify.const import DATA_COMPONENT, DOMAIN as NOTIFY_DOMAIN, NotifyEntityFeature
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from custom_components.aurono.notifications.kinds import DEFAULT_KINDS, NoticeKind
from custom_components.aurono.notifications.recipients import CONF_ENTITIES, CONF_KINDS, SUBENTRY_NOTIFICATIONS


class Phone(NotifyEntity):
    """A notify entity; ``trouble`` is what becomes of messages now."""

    _attr_supported_features = NotifyEntityFeature.TITLE

    def __init__(self, name: str) -> None:
        self.entity_id = f"notify.{name}"
        self._attr_unique_id = name
        self.messages: list[tuple[str | None, str]] = []
        self.attempts = 0
        self.trouble: Exception | None = None
        self.hangs = False

    @property
    def texts(self) -> list[str]:
        """What it was sent, without the titles."""
        return [message for _, message in self.messages]

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        self.attempts += 1
        if self.hangs:
            await asyncio.Event().wait()
        if self.trouble is not None:
            raise self.trouble
        self.messages.append((title, message))


async def phone(hass: HomeAssistant, name: str = "anna") -> Phone:
    """A phone of somebody in the house."""
    assert await async_setup_component(hass, NOTIFY_DOMAIN, {})
    added = Phone(name)
    await hass.data[DATA_COMPONENT].async_add_entities([added])
    await hass.async_block_till_done()
    return added


def recipient(
    *entities: str, kinds: frozenset[NoticeKind] = DEFAULT_KINDS, subentry_id: str = "anna", title: str = "Anna"
) -> ConfigSubentryDataWithId:
    """Somebody who is told, as the flow would have made it."""
    return ConfigSubentryDataWithId(
        subentry_id=subentry_id,
        subentry_type=SUBENTRY_NOTIFICATIONS,
        title=title,
        data={CONF_ENTITIES: list(entities or ["notify.anna"]), CONF_KINDS: [kind.value for kind in kinds]},
        unique_id=None,
    )
