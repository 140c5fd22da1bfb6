"""Imports of uploaded files, each done once: a browser whose connection broke may ask again what came of it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .store.archive import Series
from .store.candle_import import RejectedFile

type Outcome = dict[str, Any] | RejectedFile
type Key = tuple[str, Series]

_REMEMBERED = 8
"""Imports whose outcome can still be asked for."""
_IMPORTS: HassKey[dict[Key, asyncio.Task[Outcome]]] = HassKey(f"{DOMAIN}_upload_imports")


async def async_import_once(
    hass: HomeAssistant, file_id: str, series: Series, take_in: Callable[[], Awaitable[Outcome]]
) -> Outcome:
    """Import an upload, or join the import of it that runs already, or tell what came of it.

    Raises what ``take_in`` raised. It goes on to its end though everybody who waits for it has gone.
    """
    known = hass.data.setdefault(_IMPORTS, {})
    key = (file_id, series)
    if (task := known.get(key)) is None:
        task = known[key] = hass.async_create_background_task(_ended(take_in), f"{DOMAIN} import {series}")
        _forget_oldest(known)
    return await asyncio.shield(task)


async def _ended(take_in: Callable[[], Awaitable[Outcome]]) -> Outcome:
    return await take_in()


@callback
def _forget_oldest(known: dict[Key, asyncio.Task[Outcome]]) -> None:
    ended = [key for key, task in known.items() if task.done()]
    for key in ended[: max(0, len(known) - _REMEMBERED)]:
        del known[key]
