"""What a loaded account holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.config_entries import ConfigEntry

from .coordinator import AuronoCoordinator
from .exchange.protocol import Exchange
from .execution.trader import Trader
from .store.worker import JournalWorker
from .strategy_sync import StrategySync


@dataclass(frozen=True, slots=True)
class Shape:
    """What an account must be loaded anew for when it changes; its strategies are not among it."""

    title: str
    data: Mapping[str, Any]


def shape_of(entry: ConfigEntry) -> Shape:
    """The shape of an entry as it is configured now."""
    return Shape(entry.title, dict(entry.data))


@dataclass(frozen=True, slots=True)
class AuronoData:
    """The parts of a loaded account, and the shape that it was loaded with."""

    coordinator: AuronoCoordinator
    trader: Trader
    exchange: Exchange
    journal: JournalWorker
    strategies: StrategySync
    shape: Shape


type AuronoConfigEntry = ConfigEntry[AuronoData]
