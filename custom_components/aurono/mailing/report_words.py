"""The words of reports in the language of the home, and what of an account waits for a person, in words."""

from zoneinfo import ZoneInfo

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..execution.questions import QuestionKind
from ..issues import Issue
from ..report.words import Words

_COMMON = f"component.{DOMAIN}.common.report_"
_REASONS = f"component.{DOMAIN}.entity.sensor.last_decision.state."
_UNTOLD = frozenset({Issue.MAIL_FAILED.value, Issue.JOURNAL_DAMAGED.value, QuestionKind.BALANCE_SHORT.value})
"""Issues that a report says nothing of: it got through, or it is told elsewhere in it."""


async def async_zone(hass: HomeAssistant) -> ZoneInfo:
    """The time zone of the home."""
    zone = await dt_util.async_get_time_zone(hass.config.time_zone)
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")


async def async_report_words(hass: HomeAssistant) -> Words:
    """The texts of reports in the language of the home, English for what is missing in it."""
    language = hass.config.language
    common = await async_get_translations(hass, language, "common", {DOMAIN})
    entities = await async_get_translations(hass, language, "entity", {DOMAIN})
    texts = {key.removeprefix(_COMMON): text for key, text in common.items() if key.startswith(_COMMON)}
    for key, text in entities.items():
        if key.startswith(_REASONS):
            texts[f"reason_{key.removeprefix(_REASONS)}"] = text
    return Words(language, texts, await async_zone(hass))


async def async_open_questions(hass: HomeAssistant, entry: ConfigEntry) -> tuple[str, ...]:
    """What is open under Repairs and concerns this account, each by its title."""
    texts = await async_get_translations(hass, hass.config.language, "issues", {DOMAIN})
    owners = tuple(f"_{owner}" for owner in (entry.entry_id, *entry.subentries, DOMAIN))
    found = []
    for (domain, issue_id), issue in ir.async_get(hass).issues.items():
        if domain != DOMAIN or not issue.active or issue.dismissed_version is not None:
            continue
        if issue.translation_key in _UNTOLD or issue.translation_key is None:
            continue
        if issue_id.startswith(f"question_{entry.entry_id}_") or issue_id.endswith(owners):
            title = texts.get(f"component.{DOMAIN}.issues.{issue.translation_key}.title", issue.translation_key)
            found.append(title.format_map(_Known(issue.translation_placeholders or {})))
    return tuple(found)


class _Known(dict[str, str]):
    """What an issue does not tell is a question mark."""

    def __missing__(self, _name: str) -> str:
        return "?"
