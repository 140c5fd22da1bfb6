"""What the actions have in common: the account and the time that are meant, amounts read exactly, cursors."""

from datetime import datetime
from decimal import Decimal

from homeassistant.core import ServiceCall
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import service
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..engine.numbers import parse_decimal
from ..moments import milliseconds
from ..runtime import AuronoConfigEntry
from ..store.errors import StoreError

ATTR_BOOK = "book"
ATTR_CONFIG_ENTRY = "config_entry_id"
ATTR_SINCE = "since"
ATTR_STRATEGY = "strategy"
ATTR_UNTIL = "until"


def account_of_call(call: ServiceCall) -> AuronoConfigEntry:
    """The account that is meant, the only one where none is named. Raises ServiceValidationError."""
    return service.async_get_config_entry(call.hass, DOMAIN, call.data.get(ATTR_CONFIG_ENTRY))


def amount_of(given: str) -> Decimal:
    """A number as it was given, exactly. Raises ServiceValidationError for what is none."""
    try:
        return parse_decimal(given)
    except ValueError as error:
        raise wrong("amount_not_a_number", amount=given) from error


def cursor_of(position: int | None) -> str | None:
    """Where the next page of an answer goes on, as it is handed out; None on the last."""
    return None if position is None else str(position)


def position_of(cursor: str | None) -> int | None:
    """The position that a cursor stands for. Raises ServiceValidationError for what is none."""
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= 18):
        raise wrong("cursor_invalid", cursor=cursor)
    return int(cursor)


def period_of(call: ServiceCall) -> tuple[int | None, int | None]:
    """Begin and end (UTC ms) of the time that is asked for. Raises ServiceValidationError if it ends before it begins.

    A moment without a time zone is one of the house.
    """
    since, until = _time(call.data.get(ATTR_SINCE)), _time(call.data.get(ATTR_UNTIL))
    if since is not None and until is not None and since >= until:
        raise wrong("period_invalid")
    return since, until


def _time(when: datetime | None) -> int | None:
    return None if when is None else milliseconds(dt_util.as_utc(when))


def unreadable(error: StoreError) -> HomeAssistantError:
    """What a journal that cannot be read means to whoever asked."""
    return HomeAssistantError(
        translation_domain=DOMAIN, translation_key="journal_unreadable", translation_placeholders={"detail": str(error)}
    )


def wrong(key: str, **placeholders: str) -> ServiceValidationError:
    """What refuses wrong input, in the language of the house."""
    return ServiceValidationError(translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders)
