"""The memory that all accounts share: the journal of what happened and the vault of keys, opened once."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN, LOGGER
from .engine.order import Fill, Order
from .engine.strategy import BookKind
from .execution.log import BOOT
from .issues import Issue, clear_issues, report_issue
from .store.errors import JournalDamaged, JournalTooNew, JournalUnavailable, StoreError
from .store.marker import Continuity
from .store.queries import EventQuery
from .store.trades import TradeQuery
from .store.vault import Credentials, Vault, VaultLocked
from .store.verify import VerifyReport
from .store.worker import JournalWorker

_JOURNAL = Path(DOMAIN, "journal.db")
_VAULT = Path(DOMAIN, "vault.db")
_VAULT_KEY = Path(".cache", DOMAIN, "vault.key")
"""In a folder that no backup takes along: whoever finds a backup finds no key to the vault in it."""
_MARKER = Path(".cache", DOMAIN, "journal.head")
"""There too: what was written here last tells a journal that was restored from one that goes on."""

HOLD_LIMIT = 3600.0
"""Seconds that a backup may keep the journal from being written, and so the accounts from trading."""


class Memory:
    """The open journal, verified when it was opened, and the vault, opened when a key is first asked for."""

    def __init__(self, hass: HomeAssistant, journal: JournalWorker, verification: VerifyReport) -> None:
        self.journal = journal
        self.verification = verification
        self._hass = hass
        self._vault: Vault | None = None
        self._vault_opening = asyncio.Lock()
        self._unsubscribe = hass.bus.async_listen_once(EVENT_HOMEASSISTANT_FINAL_WRITE, self._on_stop)
        self._users: set[object] = set()

    async def credentials(self, place: str) -> Credentials | None:
        """The key that lies in this place, None if there is none that can be read; raises StoreError."""
        vault = await self._open_vault()
        try:
            return await self._hass.async_add_executor_job(vault.get, place)
        except VaultLocked as error:
            LOGGER.warning("A key in the vault cannot be read: %s", error)
            return None

    async def put_credentials(self, place: str, credentials: Credentials) -> None:
        """Lay a key down, encrypted, over the one that was there; raises StoreError."""
        vault = await self._open_vault()
        await self._hass.async_add_executor_job(vault.put, place, credentials)

    async def wipe_credentials(self, place: str) -> None:
        """Forget the key in this place; raises StoreError."""
        vault = await self._open_vault()
        await self._hass.async_add_executor_job(vault.delete, place)

    async def _open_vault(self) -> Vault:
        async with self._vault_opening:
            if self._vault is None:
                folder = Path(self._hass.config.config_dir)
                self._vault = await self._hass.async_add_executor_job(Vault, folder / _VAULT, folder / _VAULT_KEY)
            return self._vault

    async def verify(self) -> VerifyReport:
        """Recompute the whole journal, chain and fold; the outcome is kept."""
        self.verification = await self.journal.verify()
        return self.verification

    def is_unproven(self, account: str) -> bool:
        """Whether an account may have done what its journal does not know, as after a restored backup."""
        return account in self.journal.unproven

    async def last_event_time(self, account: str) -> int | None:
        """Exchange time (ms) of the account's last event; None if it has none."""
        page = await self.journal.events(EventQuery(account, limit=1))
        return page.events[0].event.time if page.events else None

    async def live_fills(self, account: str) -> list[tuple[Order, Fill]]:
        """Every fill with real money that was booked, with its order."""
        query: TradeQuery | None = TradeQuery(account, book=BookKind.LIVE, limit=500)
        fills: list[tuple[Order, Fill]] = []
        while query is not None:
            page = await self.journal.trades(query)
            fills += [(trade.order, trade.fill) for trade in page.trades]
            query = None if page.next is None else replace(query, before=page.next)
        return fills

    def hold(self, user: object) -> None:
        """Keep the memory open until this user releases it."""
        self._users.add(user)

    async def release(self, user: object) -> None:
        """A user, such as an account that is unloaded, is done; the last one closes the memory."""
        self._users.discard(user)
        async with self._hass.data[_OPENING]:
            if not self._users:
                await self.close()

    async def _on_stop(self, _event: Event) -> None:
        self._unsubscribe = _nothing
        await self.close()

    async def close(self) -> None:
        """Close the files; the next one who asks opens and verifies them again."""
        if self._hass.data.get(_MEMORY) is self:
            del self._hass.data[_MEMORY]
            self._unsubscribe()
            await self.journal.close()
            if self._vault is not None:
                await self._hass.async_add_executor_job(self._vault.close)


def _nothing() -> None:
    """What is left to unsubscribe from an event that came."""


_MEMORY: HassKey[Memory] = HassKey(DOMAIN)
_OPENING: HassKey[asyncio.Lock] = HassKey(f"{DOMAIN}_opening")
_HELD: HassKey[CALLBACK_TYPE] = HassKey(f"{DOMAIN}_held")


async def async_hold_memory(hass: HomeAssistant, user: object) -> Memory:
    """The memory, opened and verified if it was not open; it stays open until ``user`` (an account's id) releases it.

    Raises JournalTooNew, JournalDamaged or JournalUnavailable, having told the owner of the house under Repairs.
    """
    async with hass.data.setdefault(_OPENING, asyncio.Lock()):
        if (memory := hass.data.get(_MEMORY)) is None:
            memory = hass.data[_MEMORY] = await _open(hass)
            if is_held(hass):
                await memory.journal.hold()
        memory.hold(user)
        return memory


@asynccontextmanager
async def async_borrow_memory(hass: HomeAssistant) -> AsyncGenerator[Memory]:
    """The memory for as long as the block takes, whichever account is unloaded meanwhile; raises as above."""
    borrower = object()
    memory = await async_hold_memory(hass, borrower)
    try:
        yield memory
    finally:
        await memory.release(borrower)


@callback
def is_held(hass: HomeAssistant) -> bool:
    """Whether a backup is being made, so that nothing is written."""
    return _HELD in hass.data


async def async_hold(hass: HomeAssistant, idle: Awaitable[None]) -> None:
    """Let nothing be written to the journal, and have its file whole, until it is released.

    ``idle`` ends when nobody is at something that has yet to be written down. Raises StoreError, with nothing held.
    """

    async def over(_now: datetime) -> None:
        LOGGER.warning("The journal was held for an hour and no end of the backup was heard of: trading goes on")
        await async_release(hass)

    if _HELD not in hass.data:
        hass.data[_HELD] = async_call_later(hass, HOLD_LIMIT, over)
    await idle
    try:
        async with hass.data.setdefault(_OPENING, asyncio.Lock()):
            if (memory := hass.data.get(_MEMORY)) is not None:
                await memory.journal.hold()
    except StoreError:
        await async_release(hass)
        raise


async def async_release(hass: HomeAssistant) -> None:
    """Let the journal be written again."""
    async with hass.data.setdefault(_OPENING, asyncio.Lock()):
        if (cancel := hass.data.pop(_HELD, None)) is not None:
            cancel()
        if (memory := hass.data.get(_MEMORY)) is not None:
            await memory.journal.release()


async def _open_journal(hass: HomeAssistant) -> tuple[JournalWorker, VerifyReport]:
    """Open and verify; raises JournalDamaged for whatever is found, so that nothing is traded on it."""
    folder = Path(hass.config.config_dir)
    journal = await JournalWorker.open(folder / _JOURNAL, folder / _MARKER)
    try:
        # What the events add up to is proven by loading; a whole fold takes long once there are many.
        verification = await journal.verify(folded=False)
        _require_sound(verification)
        continuity = await journal.check_continuity(
            entry.entry_id for entry in hass.config_entries.async_entries(DOMAIN)
        )
        if continuity in {Continuity.RESTORED, Continuity.NEW_MACHINE}:
            BOOT.warning(
                "The journal is not the one that was last written here, as after restoring a backup (%s): what happened"
                " since is asked of the exchange before anything is traded",
                continuity,
            )
    except BaseException:
        await journal.close()
        raise
    BOOT.info("The journal is intact: %d events", verification.events)
    return journal, verification


def _require_sound(verification: VerifyReport) -> None:
    for problem in verification.problems:
        raise JournalDamaged(problem.detail, problem.position)


async def _open(hass: HomeAssistant) -> Memory:
    try:
        journal, verification = await _open_journal(hass)
    except JournalTooNew as error:
        report_issue(hass, Issue.JOURNAL_TOO_NEW, DOMAIN, found=str(error.found), known=str(error.known))
        raise
    except JournalDamaged as error:
        report_issue(hass, Issue.JOURNAL_DAMAGED, DOMAIN, detail=str(error))
        raise
    except JournalUnavailable as error:
        report_issue(hass, Issue.JOURNAL_UNAVAILABLE, DOMAIN, detail=str(error))
        raise
    clear_issues(hass, DOMAIN, Issue.JOURNAL_TOO_NEW, Issue.JOURNAL_DAMAGED, Issue.JOURNAL_UNAVAILABLE)
    return Memory(hass, journal, verification)
