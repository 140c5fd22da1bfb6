"""Sentences in the language of the house, for what leaves it: notifications and repair issues."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.translation import async_get_cached_translations, async_load_integrations
from homeassistant.util import dt as dt_util
from homeassistant.util.signal_type import SignalType

from .const import DOMAIN
from .engine.liquidity import CurrencyRole
from .execution.errors import TradingError
from .moments import moment
from .wording.numbers import NumberWords

SIGNAL_WORDS: SignalType[()] = SignalType("aurono_words")
"""The texts of another language are there, which the house changed to."""


@callback
def async_keep_words(hass: HomeAssistant) -> None:
    """Have the texts of the language that the house changes to in memory: Home Assistant loads them when it starts."""

    async def load(_event: Event) -> None:
        await async_load_integrations(hass, {DOMAIN})
        async_dispatcher_send(hass, SIGNAL_WORDS)

    @callback
    def is_language(data: Mapping[str, Any]) -> bool:
        return "language" in data

    hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, load, event_filter=is_language)


class Words:
    """The texts that Home Assistant keeps in memory, and the numbers that belong to them."""

    def __init__(self, hass: HomeAssistant, language: str | None = None) -> None:
        """Those of the house; a language that is given has to be loaded before."""
        self._hass = hass
        self.language = language or hass.config.language
        self.numbers = NumberWords.of(self.language)

    @callback
    def text(self, key: str, **values: Any) -> str:
        """A text of the section ``common``."""
        return self.of("common", key, values)

    @callback
    def of(self, category: str, key: str, values: Mapping[str, Any]) -> str:
        """A text of any section, filled in; the key itself where there is none, so that something is said."""
        texts = async_get_cached_translations(self._hass, self.language, category, DOMAIN)
        sentence = texts.get(f"component.{DOMAIN}.{category}.{key}")
        return key if sentence is None else sentence.format(**values)

    @callback
    def refusal(self, error: Exception) -> str:
        """What an error tells its owner: in this language, where Home Assistant's own text of it is in English."""
        match error:
            case TradingError():
                return self.of("exceptions", f"{error.problem.value}.message", error.values)
            case HomeAssistantError(translation_domain=domain, translation_key=str(key)) if domain == DOMAIN:
                return self.of("exceptions", f"{key}.message", error.translation_placeholders or {})
            case _:
                return str(error)

    @callback
    def plural(self, key: str, count: int, **values: Any) -> str:
        """A text that hangs on a number; French counts none as one."""
        one = count == 1 or (count == 0 and self.language.startswith("fr"))
        return self.text(f"{key}_{'one' if one else 'other'}", count=self.numbers.count(count), **values)

    @callback
    def moment(self, time: int) -> str:
        """Day and time of a UTC ms by the clock of the home, written as reports write it."""
        local = dt_util.as_local(moment(time))
        day = self.text("report_date_short", day=local.day, month=self.text(f"report_month_{local.month}"))
        return self.text("report_moment", day=day, time=f"{local:%H:%M}")

    @callback
    def of_currency(self, role: CurrencyRole, value: Decimal, currency: str, *, up: bool = False) -> str:
        """An amount of a currency as what it is: money or coins."""
        if role is CurrencyRole.BASE:
            return self.numbers.coins(value, currency)
        return self.numbers.money(value, currency, up=up)

    @callback
    def gap(
        self, account: str, role: CurrencyRole, currency: str, *, expected: Decimal, actual: Decimal, gap: Decimal
    ) -> str:
        """The sentence of SEMANTICS section 10 for a currency of which too little is there."""
        return self.text(
            f"liquidity_gap_{role}",
            account=account,
            expected=self.of_currency(role, expected, currency),
            actual=self.of_currency(role, actual, currency),
            gap=self.of_currency(role, gap, currency, up=True),
        )
