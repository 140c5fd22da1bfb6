"""The pre-flight of a strategy in plain language, in the language of the house."""

from collections.abc import Iterable, Mapping

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN
from .execution.preflight import PreflightCheck, PreflightPoint

_MARKET = f"component.{DOMAIN}.common.market_status_"
_FAILURE = f"component.{DOMAIN}.entity.binary_sensor.connectivity.state_attributes.failure.state."


def failing(points: Iterable[PreflightPoint]) -> list[PreflightPoint]:
    """What keeps the strategy from going live, but for the confirmation, which the owner is asked for."""
    return [point for point in points if not point.passed and point.check is not PreflightCheck.CONFIRMED]


async def async_points_as_list(hass: HomeAssistant, points: Iterable[PreflightPoint]) -> str:
    """Every point and whether it holds, as a list in Markdown; for one that does not, what to do."""
    texts = await _texts(hass)
    lines = []
    for point in points:
        if point.check is not PreflightCheck.CONFIRMED:
            mark = "✅" if point.passed else "❌"
            lines.append(f"- {mark} " + _sentence(texts, point))
    return "\n".join(lines)


async def async_failing_as_text(hass: HomeAssistant, points: Iterable[PreflightPoint]) -> str:
    """The points that fail, one sentence after another."""
    texts = await _texts(hass)
    return " ".join(_sentence(texts, point) for point in failing(points))


async def async_meaning_of_live(hass: HomeAssistant, name: str, *, is_demo: bool) -> str:
    """What going live means for the money; on the demo exchange that is made up, too."""
    texts = await async_get_translations(hass, hass.config.language, "common", [DOMAIN])
    return texts[f"component.{DOMAIN}.common.live_on_{'demo' if is_demo else 'exchange'}"].format(name=name)


async def _texts(hass: HomeAssistant) -> dict[str, str]:
    """Sentences, and the words for why an exchange gave no answer, which its connectivity sensor has already."""
    language = hass.config.language
    sentences = await async_get_translations(hass, language, "common", [DOMAIN])
    return sentences | await async_get_translations(hass, language, "entity", [DOMAIN])


def _sentence(texts: Mapping[str, str], point: PreflightPoint) -> str:
    values = _Values(point.values)
    if (status := values.get("status")) is not None:
        values["status"] = texts.get(f"{_MARKET}{status}") or texts[f"{_FAILURE}{status}"]
    return texts[_key(point)].format_map(values)


def _key(point: PreflightPoint) -> str:
    outcome = "passed" if point.passed else "failed"
    if point.check is PreflightCheck.BALANCE_COVERS and "detail" in point.values:
        outcome = "unread"
    return f"component.{DOMAIN}.common.preflight_{point.check}_{outcome}"


class _Values(dict[str, str]):
    """What the exchange did not tell is a question mark."""

    def __missing__(self, _name: str) -> str:
        return "?"
