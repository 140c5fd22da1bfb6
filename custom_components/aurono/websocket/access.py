"""What the commands about one account share: which account is meant, and how failures are told."""

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from functools import wraps
from typing import Any

from homeassistant.components.websocket_api import (
    ActiveConnection,
    async_response,
    const,
    require_admin,
    websocket_command,
)
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.translation import async_get_cached_translations
import probatio

from ..const import DOMAIN
from ..engine.strategy import BookKind
from ..exchange.protocol import Failure
from ..runtime import AuronoConfigEntry
from ..store.errors import ArchiveDamaged, ArchiveTooNew, ArchiveUnavailable, StoreError

type Message = Mapping[str, Any]
type AccountHandler = Callable[[HomeAssistant, AuronoConfigEntry, Message], Awaitable[Any]]

ATTR_ENTRY = "entry_id"

TIME = probatio.All(int, probatio.Range(min=0))
"""A time in UTC milliseconds."""
BOOK = probatio.All(probatio.In([book.value for book in BookKind]), BookKind)


class ErrorCode(StrEnum):
    """Why a command was not carried out; the message says it in words."""

    NOT_FOUND = const.ERR_NOT_FOUND
    NOT_LOADED = "not_loaded"
    INVALID_FORMAT = const.ERR_INVALID_FORMAT
    INVALID_FILE = "invalid_file"
    EXCHANGE_FAILED = "exchange_failed"
    ARCHIVE_UNAVAILABLE = "archive_unavailable"
    JOURNAL_UNREADABLE = "journal_unreadable"
    MAIL_FAILED = "mail_failed"


class Refusal(Exception):
    """A command is not carried out; ``key`` names its message under ``exceptions``."""

    def __init__(self, code: ErrorCode, key: str, **placeholders: str) -> None:
        super().__init__(key)
        self.code = code
        self.key = key
        self.placeholders = placeholders


def exchange_failed(failure: Failure) -> Refusal:
    """The refusal where the exchange gave no answer."""
    return Refusal(ErrorCode.EXCHANGE_FAILED, "exchange_failed", failure=failure.kind.value, detail=failure.detail)


@callback
def loaded_account(hass: HomeAssistant, entry_id: str) -> AuronoConfigEntry:
    """The account with this id. Raises Refusal if there is none, or it is not loaded."""
    entry = hass.config_entries.async_get_entry(entry_id)
    if entry is None or entry.domain != DOMAIN:
        raise Refusal(ErrorCode.NOT_FOUND, "account_unknown")
    if entry.state is not ConfigEntryState.LOADED:
        raise Refusal(ErrorCode.NOT_LOADED, "account_not_running", account=entry.title)
    return entry


def account_command(
    name: str, fields: Mapping[Any, Any] | None = None, *, admin: bool = False
) -> Callable[[AccountHandler], const.WebSocketCommandHandler]:
    """Make a command about one loaded account out of a function that returns its result."""
    schema = {probatio.Required("type"): name, probatio.Required(ATTR_ENTRY): str, **(fields or {})}

    def decorate(handler: AccountHandler) -> const.WebSocketCommandHandler:
        @wraps(handler)
        async def answer(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
            try:
                result = await handler(hass, loaded_account(hass, msg[ATTR_ENTRY]), msg)
            except (Refusal, HomeAssistantError, StoreError) as error:
                send_refusal(hass, connection, msg["id"], refusal_of(error))
            else:
                connection.send_result(msg["id"], result)

        command = async_response(answer)
        return websocket_command(schema)(require_admin(command) if admin else command)

    return decorate


@callback
def send_refusal(hass: HomeAssistant, connection: ActiveConnection, number: int, refusal: Refusal) -> None:
    """Answer a command with why it was not carried out, in the language of the house and by key."""
    connection.send_error(
        number,
        refusal.code.value,
        words(hass, refusal),
        translation_domain=DOMAIN,
        translation_key=refusal.key,
        translation_placeholders=refusal.placeholders,
    )


@callback
def words(hass: HomeAssistant, refusal: Refusal) -> str:
    """The message of a refusal in the language of the house."""
    known = async_get_cached_translations(hass, hass.config.language, "exceptions", DOMAIN)
    sentence = known.get(f"component.{DOMAIN}.exceptions.{refusal.key}.message", refusal.key)
    return sentence.format(**refusal.placeholders)


_ARCHIVE_ERRORS = (ArchiveDamaged, ArchiveTooNew, ArchiveUnavailable)
_NOT_FOUND = frozenset({"strategy_unknown", "strategy_ambiguous"})


def refusal_of(error: Refusal | HomeAssistantError | StoreError) -> Refusal:
    """What a failure means to whoever asked. Raises the error again where it is none that a command can explain."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, StoreError):
        if isinstance(error, _ARCHIVE_ERRORS):
            return Refusal(ErrorCode.ARCHIVE_UNAVAILABLE, "archive_unavailable", detail=str(error))
        return Refusal(ErrorCode.JOURNAL_UNREADABLE, "journal_unreadable", detail=str(error))
    if isinstance(error, ServiceValidationError) and error.translation_key is not None:
        code = ErrorCode.NOT_FOUND if error.translation_key in _NOT_FOUND else ErrorCode.INVALID_FORMAT
        return Refusal(code, error.translation_key, **(error.translation_placeholders or {}))
    raise error
