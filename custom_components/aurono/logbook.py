"""Sentences for Activity, in the language of the home."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from homeassistant.components.logbook import (
    LOGBOOK_ENTRY_ENTITY_ID,
    LOGBOOK_ENTRY_ICON,
    LOGBOOK_ENTRY_MESSAGE,
    LOGBOOK_ENTRY_NAME,
)
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.translation import async_get_cached_translations

from .const import DOMAIN
from .engine.market import Pair
from .engine.strategy import BookKind
from .happenings import EVENT_HAPPENED, Kind
from .local_numbers import local_coins, local_money, local_price

_ICONS = {
    Kind.BOUGHT: "mdi:cart-arrow-down",
    Kind.SOLD: "mdi:cash-plus",
    Kind.NOT_BOUGHT: "mdi:cart-off",
    Kind.NOT_SOLD: "mdi:cash-remove",
    Kind.MISSED: "mdi:clock-alert-outline",
    Kind.BUY_UNKNOWN: "mdi:help-circle-outline",
    Kind.SELL_UNKNOWN: "mdi:help-circle-outline",
}
_ORDER_ENDED = "mdi:text-box-remove-outline"


@callback
def async_describe_events(
    hass: HomeAssistant, async_describe_event: Callable[[str, str, Callable[[Event], dict[str, Any]]], None]
) -> None:
    """Offer a sentence for what happened."""

    def describe(event: Event) -> dict[str, Any]:
        data = event.data
        described = {
            LOGBOOK_ENTRY_NAME: data["name"],
            LOGBOOK_ENTRY_MESSAGE: sentence(hass, data),
            LOGBOOK_ENTRY_ICON: _ICONS.get(Kind(data["kind"]), _ORDER_ENDED),
        }
        if ATTR_ENTITY_ID in data:
            described[LOGBOOK_ENTRY_ENTITY_ID] = data[ATTR_ENTITY_ID]
        return described

    async_describe_event(DOMAIN, EVENT_HAPPENED, describe)


def sentence(hass: HomeAssistant, data: Mapping[str, Any]) -> str:
    """What goes after the strategy's name, such as “bought 0.17 SOL for €20.18 at 117.00”."""
    language = hass.config.language
    texts = async_get_cached_translations(hass, language, "common", DOMAIN)
    values: dict[str, str] = {}
    key = data["kind"]
    if (reason := data.get("reason")) is not None:
        values["why"] = texts[f"component.{DOMAIN}.common.why_{reason}"]
    if (count := data.get("count")) is not None:
        key += "_one" if count == 1 else "_other"
        values["count"] = str(count)
    if (market := data.get("market")) is not None:
        pair = Pair.parse(market)
        values["limit"] = local_price(language, Decimal(data["limit"]))
        if "total" in data:
            price = Decimal(data["price"])
            values["amount"] = local_coins(language, Decimal(data["amount"]), price, pair.base, pair.quote)
            values["total"] = local_money(language, Decimal(data["total"]), pair.quote)
            values["price"] = local_price(language, price)
    text = texts[f"component.{DOMAIN}.common.happened_{key}"].format(**values)
    if data["book"] == BookKind.SHADOW:
        return texts[f"component.{DOMAIN}.common.happened_on_paper"].format(sentence=text)
    return text
