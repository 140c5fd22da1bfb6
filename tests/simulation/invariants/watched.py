"""Which outcomes are still to come."""

from custom_components.aurono.engine.events import (
    Evaluated,
    Event,
    ModeChanged,
    StrategyAdded,
    StrategyRevised,
    TradingResumed,
)
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import Timeframe


class Watched:
    """Until when (ms) each strategy needs no more outcomes: they begin with its creation, after a pause or a stop."""

    def __init__(self) -> None:
        self.until: dict[str, int] = {}
        self._paused: set[str] = set()
        self._frames: dict[str, Timeframe] = {}

    def hear(self, event: Event) -> None:
        """Take the next event."""
        match event:
            case Evaluated():
                self._not_before(event.close_time, event.strategy)
            case TradingResumed():
                self._not_before(event.time, *self.until)
            case StrategyAdded():
                self.until[event.strategy] = event.time
                self._frames[event.strategy] = event.parameters.timeframe
            case StrategyRevised():
                if self._frames[event.strategy] is not event.parameters.timeframe:
                    self._not_before(event.time, event.strategy)
                self._frames[event.strategy] = event.parameters.timeframe
            case ModeChanged():
                if event.strategy in self._paused:
                    self._not_before(event.time, event.strategy)
                    self._paused.discard(event.strategy)
                if event.mode is Mode.PAUSED:
                    self._paused.add(event.strategy)
            case _:
                pass

    def _not_before(self, time: int, *strategies: str) -> None:
        for strategy in strategies:
            self.until[strategy] = max(self.until[strategy], time)
