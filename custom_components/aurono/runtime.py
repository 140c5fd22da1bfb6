"""What a loaded account holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.config_entries import ConfigEntry

from .const import SUBENTRY_STRATEGY
from .coordinator import AuronoCoordinator
from .exchange.protocol import Exchange
from .execution.trader import Trader
from .store.worker import JournalWorker


@dataclass(frozen=True, slots=True)
class Shape:
    """What an account must be loaded anew for when it changes; parameters of strategies are not among it."""

    title: str
    data: Mapping[str, Any]
    strategies: Mapping[str, str]


def shape_of(entry: ConfigEntry) -> Shape:
    """The shape of an entry as it is configured now."""
    strategies = {subentry.subentry_id: subentry.title for subentry in entry.get_subentries_of_type(SUBENTRY_STRATEGY)}
    return Shape(entry.title, dict(entry.data), strategies)


@dataclass(frozen=True, slots=True)
class AuronoData:
    """The parts of a loaded account, and the shape that it was loaded with."""

    coordinator: AuronoCoordinator
    trader: Trader
    exchange: Exchange
    journal: JournalWorker
    shape: Shape


type AuronoConfigEntry = ConfigEntry[AuronoData]
