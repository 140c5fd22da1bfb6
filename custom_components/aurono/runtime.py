"""What a loaded account holds, and the memory that all accounts share."""

from dataclasses import dataclass

from homeassistant.config_entries import ConfigEntry

from .coordinator import AuronoCoordinator
from .exchange.protocol import Exchange
from .execution.trader import Trader
from .store.worker import JournalWorker


@dataclass(frozen=True, slots=True)
class AuronoData:
    """The parts of a loaded account."""

    coordinator: AuronoCoordinator
    trader: Trader
    exchange: Exchange
    journal: JournalWorker


type AuronoConfigEntry = ConfigEntry[AuronoData]
