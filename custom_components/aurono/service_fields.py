"""What the actions have in common: the account that is meant, amounts read exactly, cursors."""

from decimal import Decimal

from homeassistant.core import ServiceCall
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import service

from .const import DOMAIN
from .engine.numbers import parse_decimal
from .runtime import AuronoConfigEntry

ATTR_CONFIG_ENTRY = "config_entry_id"
ATTR_STRATEGY = "strategy"


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


def wrong(key: str, **placeholders: str) -> ServiceValidationError:
    """What refuses wrong input, in the language of the house."""
    return ServiceValidationError(translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders)
