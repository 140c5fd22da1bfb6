"""Why an account is not loaded, in the language of the house."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.translation import async_get_cached_translations

from .const import DOMAIN


@callback
def reason_of(hass: HomeAssistant, entry: ConfigEntry) -> str | None:
    """The reason that its setup gave; None where it gave none."""
    if entry.error_reason_translation_key is None or entry.error_reason_translation_domain != DOMAIN:
        return entry.reason
    words = async_get_cached_translations(hass, hass.config.language, "exceptions", DOMAIN)
    sentence = words.get(f"component.{DOMAIN}.exceptions.{entry.error_reason_translation_key}.message")
    if sentence is None:
        return entry.reason
    return sentence.format(**entry.error_reason_translation_placeholders or {})
