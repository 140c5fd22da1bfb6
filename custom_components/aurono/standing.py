"""What stands in each account and was told of: automations hear when it begins, not again at every start."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from .attention import Attention
from .const import DOMAIN

_STORE_VERSION = 1
_SAVE_DELAY = 10.0


@dataclass(slots=True)
class Standing:
    """What one account was told of and still holds: what needs a person, and the currencies that its exchange lacks."""

    attention: frozenset[Attention] = field(default_factory=frozenset)
    gaps: frozenset[str] = field(default_factory=frozenset)


class Standings:
    """Those of all accounts, and the file that remembers them over restarts."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._store: Store[dict[str, Any]] = Store(hass, _STORE_VERSION, f"{DOMAIN}.standing")
        self._of: dict[str, Standing] = {}

    async def async_load(self) -> None:
        """Read what an earlier run told."""
        for entry_id, told in (await self._store.async_load() or {}).items():
            attention = frozenset(Attention(*about) for about in told["attention"])
            self._of[entry_id] = Standing(attention, frozenset(told["gaps"]))

    @callback
    def begin(
        self, entry_id: str, attention: Collection[Attention], gaps: Iterable[str], *, all_known: bool
    ) -> Standing:
        """Take down what holds now; returns what of it began. ``all_known``: what is not named holds no more."""
        before = self._of.get(entry_id, Standing())
        now = Standing(frozenset(attention), frozenset(gaps))
        kept = now if all_known else Standing(now.attention | before.attention, now.gaps | before.gaps)
        if kept != before:
            self._of[entry_id] = kept
            self._store.async_delay_save(self._data, _SAVE_DELAY)
        return Standing(now.attention - before.attention, now.gaps - before.gaps)

    @callback
    def forget(self, entry_id: str) -> None:
        """An account was removed."""
        if self._of.pop(entry_id, None) is not None:
            self._store.async_delay_save(self._data, _SAVE_DELAY)

    def _data(self) -> dict[str, Any]:
        return {
            entry_id: {
                "attention": [[one.kind, one.key, one.strategy] for one in standing.attention],
                "gaps": sorted(standing.gaps),
            }
            for entry_id, standing in self._of.items()
            if standing != Standing()
        }


_STANDINGS: HassKey[Standings] = HassKey(f"{DOMAIN}_standing")


async def async_setup_standings(hass: HomeAssistant) -> None:
    """Read what stood when Home Assistant stopped."""
    standings = hass.data[_STANDINGS] = Standings(hass)
    await standings.async_load()


@callback
def standings_of(hass: HomeAssistant) -> Standings:
    """What stands in the accounts of the house."""
    return hass.data[_STANDINGS]
