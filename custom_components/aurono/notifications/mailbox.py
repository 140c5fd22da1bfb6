"""What waits to be told to one notify entity. It may fail, hang or be missing: nobody else waits for it."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
import time

from homeassistant.components.notify import (
    ATTR_MESSAGE,
    ATTR_TITLE,
    DOMAIN as NOTIFY_DOMAIN,
    SERVICE_SEND_MESSAGE,
    NotifyEntityFeature,
)
from homeassistant.const import ATTR_ENTITY_ID, ATTR_SUPPORTED_FEATURES, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..const import LOGGER
from ..timer import Timer
from ..words import Words
from .kinds import Notice, NoticeKind

GATHER = 5.0
"""Seconds that the first thing to tell waits for others that come with it."""
LEAST_INTERVAL = 60.0
"""Seconds between two messages: what comes meanwhile is told together."""
SEND_TIMEOUT = 30.0
"""Seconds that a notifier may take."""
RETRY_AFTER = (60.0, 300.0, 900.0, 3600.0)
"""Seconds until the next attempt after one that failed; the last of them from then on."""
GIVE_UP_AFTER = 86_400.0
"""Seconds after which something that could not be told is not told any more; what is still true then begins anew."""
REPEAT_AFTER = 86_400.0
"""Seconds after which what is still true is told again."""
QUIET_AFTER_END = 600.0
"""What ended and is true again within these seconds was told already."""
_LINES = 12
"""How many things one message tells at most."""
_MOST_WAITING = 100
_PRESSING = {kind: place for place, kind in enumerate(NoticeKind)}


class NotDelivered(Exception):
    """Why a message did not reach its notify entity."""


@dataclass(slots=True)
class _Waiting:
    """Something to tell, since when (seconds of the steady clock), whether it was told before, and tried since."""

    notice: Notice
    since: float
    again: bool
    tried: bool = False


@dataclass(slots=True)
class Told:
    """When (UTC timestamp) something that is still true was last told, and when it was first seen to be over."""

    at: float
    ended: float | None = field(default=None)


class Mailbox:
    """Tells one notify entity: each thing once, what comes together in one message, and what failed again later."""

    def __init__(
        self,
        hass: HomeAssistant,
        entity_id: str,
        account: Callable[[], str],
        told: Mapping[str, float],
        changed: Callable[[], None],
    ) -> None:
        """``told`` is what an earlier run told of what may still be true; ``changed`` is called when that changes."""
        self._hass = hass
        self._entity_id = entity_id
        self._account = account
        self._changed = changed
        self.told = {key: Told(at) for key, at in told.items()}
        self._waiting: dict[str, _Waiting] = {}
        self._dropped = 0
        self._failures = 0
        self._sent_at = float("-inf")
        self._sending = False
        self._task: asyncio.Task[None] | None = None
        self._next = Timer(hass, f"notifications to {entity_id}", self._start)

    @callback
    def tell(self, notice: Notice, *, again: bool = False) -> None:
        """Have something told."""
        self.told.pop(notice.ends, None)
        before = self._waiting.pop(notice.key, None)
        if before is None:
            self._waiting[notice.key] = _Waiting(notice, time.monotonic(), again)
        else:
            self._waiting[notice.key] = _Waiting(notice, before.since, again, before.tried)
        while len(self._waiting) > _MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
            self._dropped += 1
        self._arm()

    @callback
    def keep(self, true: Iterable[Notice], *, all_known: bool) -> None:
        """Have told what is true now, as far as it was not; forget what is not any more.

        Unless ``all_known``, what is missing may still be true.
        """
        now = dt_util.utcnow().timestamp()
        current = {notice.key: notice for notice in true}
        for key, notice in current.items():
            if (told := self.told.get(key)) is None:
                if key not in self._waiting:
                    self.tell(notice)
                continue
            told.ended = None
            told.at = min(told.at, now)
            if notice.repeats and now - told.at >= REPEAT_AFTER and key not in self._waiting:
                self.tell(notice, again=True)
        if not all_known:
            return
        for key in [key for key, each in self._waiting.items() if each.notice.lasting and key not in current]:
            del self._waiting[key]
        for key, told in tuple(self.told.items()):
            if key in current:
                continue
            if told.ended is None:
                told.ended = now
            elif not 0 <= now - told.ended < QUIET_AFTER_END:
                del self.told[key]
                self._changed()

    @callback
    def close(self) -> None:
        """Tell nothing more."""
        self._next.cancel()
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()

    @callback
    def _arm(self) -> None:
        if self._next.is_armed or self._sending or not self._waiting:
            return
        wait = GATHER
        if self._failures:
            wait = RETRY_AFTER[min(self._failures, len(RETRY_AFTER)) - 1]
        self._next.arm(max(wait, self._sent_at + LEAST_INTERVAL - time.monotonic()))

    @callback
    def _start(self) -> None:
        self._sending = True
        self._task = self._hass.async_create_background_task(self._send(), f"notification to {self._entity_id}")

    async def _send(self) -> None:
        try:
            self._give_up_on_old()
            while (batch := self._batch()) and await self._deliver(batch):
                self._mark_told(batch)
        except Exception:  # noqa: BLE001 - whatever it is, the next attempt must come
            LOGGER.exception("A notification to %s could not be made", self._entity_id)
            self._failures += 1
        finally:
            self._sending = False
        self._arm()

    def _batch(self) -> list[_Waiting]:
        """What the next message tells: everything that waits, but for what stands alone."""
        if not self._failures and time.monotonic() < self._sent_at + LEAST_INTERVAL:
            # More may wait that stands alone; it goes at once, for there is nothing to gather.
            return next(([each] for each in self._waiting.values() if each.notice.alone), [])
        together = [each for each in self._waiting.values() if not each.notice.alone]
        return sorted(together, key=_how_pressing) or list(self._waiting.values())[:1]

    async def _deliver(self, batch: list[_Waiting]) -> bool:
        """Send one message; tells whether it arrived. Logs the first failure and the end of the failures."""
        title, message = self._message(batch)
        for each in batch:
            each.tried = True
        try:
            await async_send(self._hass, self._entity_id, title, message)
        except Exception as error:  # noqa: BLE001 - a notifier may raise anything
            if not self._failures:
                LOGGER.warning(
                    "%s could not be notified, trading goes on; it is tried again for a day: %s",
                    self._entity_id,
                    str(error) or type(error).__name__,
                )
            self._failures += 1
            return False
        if self._failures:
            LOGGER.info("%s can be notified again", self._entity_id)
        self._failures = 0
        self._dropped = 0
        self._sent_at = time.monotonic()
        return True

    def _message(self, batch: list[_Waiting]) -> tuple[str, str]:
        words = Words(self._hass)
        notice = batch[0].notice
        if notice.alone or (len(batch) == 1 and not self._dropped):
            return notice.title, _sentence(words, batch[0])
        shown = batch[:_LINES]
        lines = [f"• {each.notice.title}: {_sentence(words, each)}" for each in shown]
        total = len(batch) + self._dropped
        if total > len(shown):
            lines.append(words.plural("notice_more", total - len(shown)))
        return words.plural("notice_bundle", total, account=self._account()), "\n".join(lines)

    def _mark_told(self, batch: list[_Waiting]) -> None:
        """Of what was only counted, what lasts is told in the next message."""
        now = dt_util.utcnow().timestamp()
        for each in batch[:_LINES] + [each for each in batch[_LINES:] if not each.notice.lasting]:
            key = each.notice.key
            if self._waiting.get(key) is each:
                del self._waiting[key]
            if each.notice.lasting:
                self.told[key] = Told(now)
        self._changed()

    def _give_up_on_old(self) -> None:
        """What was never tried is not old: a clock may jump a day."""
        oldest = time.monotonic() - GIVE_UP_AFTER
        for key in [key for key, each in self._waiting.items() if each.tried and each.since < oldest]:
            del self._waiting[key]


def _how_pressing(waiting: _Waiting) -> int:
    return _PRESSING[waiting.notice.kind]


def _sentence(words: Words, waiting: _Waiting) -> str:
    if not waiting.again:
        return waiting.notice.message
    return words.text("notice_again", message=waiting.notice.message)


async def async_send(hass: HomeAssistant, entity_id: str, title: str, message: str) -> None:
    """Send one message to a notify entity; raises whatever keeps it from arriving.

    NotDelivered where the action would silently do nothing, and where it takes long.
    """
    state = hass.states.get(entity_id)
    if state is None or state.state == STATE_UNAVAILABLE:
        raise NotDelivered("there is no such entity" if state is None else "it is unavailable")
    data = {ATTR_ENTITY_ID: entity_id, ATTR_MESSAGE: message}
    if state.attributes.get(ATTR_SUPPORTED_FEATURES, 0) & NotifyEntityFeature.TITLE:
        data[ATTR_TITLE] = title
    else:
        data[ATTR_MESSAGE] = f"{title}: {message}"
    task = hass.async_create_background_task(
        hass.services.async_call(NOTIFY_DOMAIN, SERVICE_SEND_MESSAGE, data, blocking=True), f"call of {entity_id}"
    )
    try:
        done, _ = await asyncio.wait([task], timeout=SEND_TIMEOUT)
    finally:
        # One that hangs may not heed it either, so it is not waited for.
        task.cancel()
    if not done:
        raise NotDelivered(f"it took longer than {SEND_TIMEOUT:.0f} seconds")
    task.result()
