"""Sentences for Activity, in the language of the home."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from homeassistant.components.logbook import (
    LOGBOOK_ENTRY_ICON,
    LOGBOOK_ENTRY_MESSAGE,
    LOGBOOK_ENTRY_NAME,
)
from homeassistant.core import Event, HomeAssistant, callback

from .const import DOMAIN
from .engine.market import Pair
from .engine.strategy import BookKind
from .happenings import EVENT_HAPPENED, Kind
from .words import Words

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
        # Without the entity: Activity would put its name into the sentence, where the strategy's belongs.
        return {
            LOGBOOK_ENTRY_NAME: data["name"],
            LOGBOOK_ENTRY_MESSAGE: sentence(hass, data),
            LOGBOOK_ENTRY_ICON: _ICONS.get(Kind(data["kind"]), _ORDER_ENDED),
        }

    async_describe_event(DOMAIN, EVENT_HAPPENED, describe)


def sentence(hass: HomeAssistant, data: Mapping[str, Any], language: str | None = None) -> str:
    """What goes after the strategy's name, such as “bought 0.17 SOL for €20.18 at 117.00”."""
    words = Words(hass, language)
    values: dict[str, str] = {}
    if (reason := data.get("reason")) is not None:
        values["why"] = words.text(f"why_{reason}")
    if (market := data.get("market")) is not None:
        pair = Pair.parse(market)
        values["limit"] = words.numbers.price(Decimal(data["limit"]))
        if "total" in data:
            price = Decimal(data["price"])
            values["amount"] = words.numbers.coins_worth(
                Decimal(data["amount"]), pair.base, price=price, quote=pair.quote
            )
            values["total"] = words.numbers.money(Decimal(data["total"]), pair.quote)
            values["price"] = words.numbers.price(price)
    key, count = f"happened_{data['kind']}", data.get("count")
    text = words.text(key, **values) if count is None else words.plural(key, count, **values)
    return words.text("happened_on_paper", sentence=text) if data["book"] == BookKind.SHADOW else text
