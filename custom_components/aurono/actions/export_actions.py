"""The actions that hand out what happened as files, and take a journal back in."""

from collections.abc import AsyncIterator
from contextlib import suppress
import json
import logging
import os
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from homeassistant.components.file_upload import process_uploaded_file
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import HomeAssistantError, Unauthorized
from homeassistant.helpers import config_validation as cv, service
from homeassistant.helpers.selector import ConfigEntrySelector
from homeassistant.helpers.translation import async_get_cached_translations
import probatio

from ..const import DOMAIN, SUBENTRY_STRATEGY
from ..engine.portfolio import Portfolio
from ..engine.strategy import BookKind, RuleStrategy
from ..memory import async_borrow_memory
from ..runtime import AuronoConfigEntry
from ..store.errors import StoreError
from ..store.journal_import import ImportRefused
from ..store.trades import TradeQuery
from ..views.exports import Part, journal_file, trades_file
from ..views.parameters_json import parameters_json
from ..views.trade_csv import BYTE_ORDER_MARK
from .service_fields import (
    ATTR_BOOK,
    ATTR_CONFIG_ENTRY,
    ATTR_SINCE,
    ATTR_STRATEGY,
    ATTR_UNTIL,
    account_of_call,
    period_of,
    unreadable,
    wrong,
)
from .strategy_lookup import find_strategy

_LOGGER = logging.getLogger(__name__)

ACTION_EXPORT_TRADES = "export_trades"
ACTION_EXPORT_JOURNAL = "export_journal"
ACTION_IMPORT_JOURNAL = "import_journal"

ATTR_FILE_ID = "file_id"
ATTR_PATH = "path"

_MOST_EVENTS = 5_000
"""Events that an answer may hold; a longer journal goes into a file."""

_ACCOUNT = {probatio.Optional(ATTR_CONFIG_ENTRY): ConfigEntrySelector({"integration": DOMAIN})}
_TRADES_SCHEMA = probatio.Schema(
    {
        **_ACCOUNT,
        probatio.Optional(ATTR_STRATEGY): cv.string,
        probatio.Optional(ATTR_BOOK): probatio.All(probatio.In([book.value for book in BookKind]), BookKind),
        probatio.Optional(ATTR_SINCE): cv.datetime,
        probatio.Optional(ATTR_UNTIL): cv.datetime,
        probatio.Optional(ATTR_PATH): cv.string,
    }
)
_JOURNAL_SCHEMA = probatio.Schema({**_ACCOUNT, probatio.Optional(ATTR_PATH): cv.string})
_IMPORT_SCHEMA = probatio.Schema(
    {**_ACCOUNT, probatio.Exclusive(ATTR_PATH, "file"): cv.string, probatio.Exclusive(ATTR_FILE_ID, "file"): cv.string}
)


@callback
def async_setup_exports(hass: HomeAssistant) -> None:
    """Register the actions; only an administrator may have the whole journal, write a file or bring a journal in."""
    hass.services.async_register(
        DOMAIN, ACTION_EXPORT_TRADES, _export_trades, _TRADES_SCHEMA, supports_response=SupportsResponse.OPTIONAL
    )
    for name, handler, schema in (
        (ACTION_EXPORT_JOURNAL, _export_journal, _JOURNAL_SCHEMA),
        (ACTION_IMPORT_JOURNAL, _import_journal, _IMPORT_SCHEMA),
    ):
        service.async_register_admin_service(
            hass, DOMAIN, name, handler, schema, supports_response=SupportsResponse.OPTIONAL
        )


# -- out -------------------------------------------------------------------------------------------------------------


async def _export_trades(call: ServiceCall) -> ServiceResponse:
    since, until = period_of(call)
    entry = account_of_call(call)
    given = call.data.get(ATTR_STRATEGY)
    strategy = None if given is None else find_strategy(call.hass, given, entry).id
    query = TradeQuery(entry.entry_id, strategy, call.data.get(ATTR_BOOK), since, until)
    path = call.data.get(ATTR_PATH)
    if path is not None:
        await _require_admin(call)
    try:
        parts = trades_file(call.hass, entry, query)
        if path is not None:
            return {"trades": await _write(call.hass, path, parts), "path": path}
        content, count = await _read(parts)
    except StoreError as error:
        raise unreadable(error) from error
    return {"trades": count, "csv": content.removeprefix(BYTE_ORDER_MARK)}


async def _export_journal(call: ServiceCall) -> ServiceResponse:
    entry = account_of_call(call)
    path = call.data.get(ATTR_PATH)
    try:
        if path is not None:
            return {"events": await _write(call.hass, path, journal_file(entry)), "path": path}
        content, count = await _read(journal_file(entry), _MOST_EVENTS)
    except StoreError as error:
        raise unreadable(error) from error
    return {"events": count, "journal": content}


async def _require_admin(call: ServiceCall) -> None:
    """Raise Unauthorized for a user who is no administrator; an automation acts for the house."""
    if (user_id := call.context.user_id) is not None:
        user = await call.hass.auth.async_get_user(user_id)
        if user is None or not user.is_admin:
            raise Unauthorized(context=call.context)


async def _read(parts: AsyncIterator[Part], most: int | None = None) -> tuple[str, int]:
    """The whole file as text, and how many entries it holds. Raises ServiceValidationError for more than ``most``."""
    contents: list[bytes] = []
    count = 0
    async for content, count in parts:
        if most is not None and count > most:
            raise wrong("export_too_long", most=str(most))
        contents.append(content)
    return b"".join(contents).decode(), count


async def _write(hass: HomeAssistant, path: str, parts: AsyncIterator[Part]) -> int:
    """Write a file that is not there yet, whole or not at all; returns how many entries it holds.

    Raises ServiceValidationError for a place where nothing may be written.
    """
    if not await hass.async_add_executor_job(hass.config.is_allowed_path, path):
        raise wrong("export_not_allowed", path=path)
    target, written = Path(path), 0
    try:
        file = await hass.async_add_executor_job(_create, target)
        try:
            async for content, count in parts:
                await hass.async_add_executor_job(file.write, content)
                written = count
            await hass.async_add_executor_job(_finish, file)
        except BaseException:
            await hass.async_add_executor_job(_discard, file, target)
            raise
    except FileExistsError as error:
        raise wrong("export_exists", path=path) from error
    except OSError as error:
        raise wrong("export_unwritable", path=path, detail=error.strerror or str(error)) from error
    return written


def _create(target: Path) -> BinaryIO:
    """A new file, readable by its owner only: it tells what somebody owns. Raises FileExistsError for one that is."""
    return os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600), "wb")


def _finish(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
    file.close()


def _discard(file: BinaryIO, target: Path) -> None:
    """Half a file would be taken for a whole one."""
    with suppress(OSError):
        file.close()
    with suppress(OSError):
        target.unlink()


# -- in --------------------------------------------------------------------------------------------------------------


async def _import_journal(call: ServiceCall) -> ServiceResponse:
    entry = account_of_call(call)
    if (file_id := call.data.get(ATTR_FILE_ID)) is not None:
        try:
            with process_uploaded_file(call.hass, file_id) as path:
                return await _import(call.hass, entry, path)
        except (ValueError, FileNotFoundError) as error:
            raise wrong("upload_missing") from error
    if (given := call.data.get(ATTR_PATH)) is None:
        raise wrong("file_missing")
    if not await call.hass.async_add_executor_job(call.hass.config.is_allowed_path, given):
        raise wrong("path_not_allowed", path=given)
    return await _import(call.hass, entry, Path(given))


async def _import(hass: HomeAssistant, entry: AuronoConfigEntry, path: Path) -> ServiceResponse:
    """Bring a journal into an account that has done nothing yet, and its strategies with it."""
    journal = entry.runtime_data.journal
    if entry.get_subentries_of_type(SUBENTRY_STRATEGY) or (await journal.load(entry.entry_id)).versions:
        raise wrong("import_not_empty", account=entry.title)

    def source() -> BinaryIO:
        return path.open("rb")

    try:
        (await hass.async_add_executor_job(source)).close()
    except OSError as error:
        raise wrong("path_unreadable", path=path.name, detail=error.strerror or str(error)) from error
    try:
        proven = await journal.prove(source)
        async with async_borrow_memory(hass) as memory:
            # Nothing may trade on books that are about to be there.
            if not await hass.config_entries.async_unload(entry.entry_id):
                raise wrong("import_not_unloaded", account=entry.title)
            _add_strategies(hass, entry, proven.portfolio)
            try:
                imported = await memory.journal.take_in(source, proven, entry.entry_id)
            except StoreError:
                # Strategies without their books would begin anew.
                for subentry in entry.get_subentries_of_type(SUBENTRY_STRATEGY):
                    hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
                raise
            finally:
                await hass.config_entries.async_setup(entry.entry_id)
    except ImportRefused as error:
        raise _refused(hass, error) from error
    except StoreError as error:
        raise unreadable(error) from error
    return {
        "events": imported.events,
        "chain": imported.chain,
        "strategies": [state.name for state in imported.portfolio.strategies.values()],
    }


@callback
def _add_strategies(hass: HomeAssistant, entry: AuronoConfigEntry, portfolio: Portfolio) -> None:
    """Configure the strategies as they are in the books: those without a subentry would be taken for removed."""
    for state in portfolio.strategies.values():
        subentry = ConfigSubentry(
            data=MappingProxyType(_as_configured(state.parameters)),
            subentry_id=state.id,
            subentry_type=SUBENTRY_STRATEGY,
            title=state.name,
            unique_id=None,
        )
        hass.config_entries.async_add_subentry(entry, subentry)


def _as_configured(parameters: RuleStrategy) -> dict[str, Any]:
    """Parameters as the form for strategies leaves them: nothing but what JSON has, and nothing that is not set."""
    plain: dict[str, Any] = json.loads(json.dumps(parameters_json(parameters)))
    return {name: value for name, value in plain.items() if value is not None}


def _refused(hass: HomeAssistant, error: ImportRefused) -> HomeAssistantError:
    """Why a file is refused, with its line, in the language of the house; the log has what is technical."""
    _LOGGER.warning("An import of a journal was refused: %s", error)
    known = async_get_cached_translations(hass, hass.config.language, "exceptions", DOMAIN)
    key = f"journal_file_{error.problem}"
    reason = known.get(f"component.{DOMAIN}.exceptions.{key}.message", key)
    return wrong("journal_file_refused", line=str(error.line), reason=reason)
