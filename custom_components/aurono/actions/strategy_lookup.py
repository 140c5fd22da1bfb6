"""Which strategy an action means: its device, its id or its name."""

from collections.abc import Iterable
from dataclasses import dataclass

from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr

from ..const import DOMAIN, SUBENTRY_STRATEGY
from ..devices import strategy_identifier
from ..runtime import AuronoConfigEntry


@dataclass(frozen=True, slots=True)
class NamedStrategy:
    """A strategy and the account that it belongs to."""

    entry: AuronoConfigEntry
    subentry: ConfigSubentry

    @property
    def id(self) -> str:
        """The id under which the journal knows it."""
        return self.subentry.subentry_id


@callback
def find_strategy(hass: HomeAssistant, given: str, entry: AuronoConfigEntry | None = None) -> NamedStrategy:
    """The strategy of this account, or of any, that is meant by a device id, a strategy id or a name.

    Raises ServiceValidationError if there is none, if a name fits several, or if its account is not loaded.
    """
    entries: Iterable[AuronoConfigEntry] = [entry] if entry is not None else hass.config_entries.async_entries(DOMAIN)
    known = [
        NamedStrategy(account, subentry)
        for account in entries
        for subentry in account.get_subentries_of_type(SUBENTRY_STRATEGY)
    ]
    device = dr.async_get(hass).async_get(given)
    identifiers = device.identifiers if device is not None else set()
    found = [
        strategy
        for strategy in known
        if strategy.id == given or strategy_identifier(strategy.entry.entry_id, strategy.id) in identifiers
    ] or [strategy for strategy in known if strategy.subentry.title.casefold() == given.strip().casefold()]
    if len(found) == 1 and found[0].entry.state is ConfigEntryState.LOADED:
        return found[0]
    name = given if device is None else device.name_by_user or device.name or given
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=_why_not(found),
        translation_placeholders={"strategy": name},
    )


def _why_not(found: list[NamedStrategy]) -> str:
    if not found:
        return "strategy_unknown"
    return "account_not_loaded" if len(found) == 1 else "strategy_ambiguous"
