"""The pre-flight of a strategy in plain language, in the language of the house."""

from collections.abc import Iterable
from decimal import Decimal

from homeassistant.core import HomeAssistant

from .exchange.protocol import FailureKind
from .execution.preflight import PreflightCheck, PreflightPoint
from .words import Words

_MONEY = frozenset({"capital", "buy_amount", "minimum"})
_OF_ITS_CURRENCY = frozenset({"needed", "held", "gap"})
_PLAIN = frozenset({"lowest", "highest"})


def failing(points: Iterable[PreflightPoint]) -> list[PreflightPoint]:
    """What keeps the strategy from going live, but for the confirmation, which the owner is asked for."""
    return [point for point in points if not point.passed and point.check is not PreflightCheck.CONFIRMED]


def points_as_list(hass: HomeAssistant, points: Iterable[PreflightPoint]) -> str:
    """Every point and whether it holds, as a list in Markdown; for one that does not, what to do."""
    words = Words(hass)
    lines = []
    for point in points:
        if point.check is not PreflightCheck.CONFIRMED:
            mark = "✅" if point.passed else "❌"
            lines.append(f"- {mark} " + _sentence(words, point))
    return "\n".join(lines)


def failing_as_text(hass: HomeAssistant, points: Iterable[PreflightPoint]) -> str:
    """The points that fail, one sentence after another."""
    words = Words(hass)
    return " ".join(_sentence(words, point) for point in failing(points))


def meaning_of_live(hass: HomeAssistant, name: str, *, is_demo: bool) -> str:
    """What going live means for the money; on the demo exchange that is made up, too."""
    return Words(hass).text(f"live_on_{'demo' if is_demo else 'exchange'}", name=name)


def _sentence(words: Words, point: PreflightPoint) -> str:
    values = {name: _written(words, point, name, value) for name, value in point.values.items()}
    return words.text(f"preflight_{point.check}_{_outcome(point)}", **values)


def _written(words: Words, point: PreflightPoint, name: str, value: str) -> str:
    """A value as the language writes it; the exchange's own words bring a full stop that the sentence has, too."""
    if name == "detail":
        return value.removesuffix(".")
    if name == "status":
        return words.text(f"market_status_{value}")
    if name in _PLAIN:
        return value.replace(".", words.numbers.decimal)
    if name in _MONEY:
        return words.numbers.money(Decimal(value), point.values["quote"])
    if name in _OF_ITS_CURRENCY:
        currency = point.values["currency"]
        if currency == point.values["quote"]:
            return words.numbers.money(Decimal(value), currency, up=name == "gap")
        return words.numbers.coins(Decimal(value), currency)
    return value


def _outcome(point: PreflightPoint) -> str:
    if point.passed:
        return "passed"
    if point.unread is None:
        return "failed"
    limited = point.unread is FailureKind.RATE_LIMITED and point.check is PreflightCheck.EXCHANGE_REACHABLE
    return "limited" if limited else "unread"
