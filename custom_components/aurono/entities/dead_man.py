"""Notices that an evaluation which should have happened did not, whatever keeps the trader from saying so itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
import time

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval

from ..engine.portfolio import StrategyState
from ..engine.reason import Reason
from ..engine.strategy import Mode
from ..engine.timeframe import DAY, SECOND
from ..exchange.market_clock import MarketClock
from ..execution.trader import Trader

LOOK_INTERVAL = timedelta(minutes=1)
SLACK = 120.0
"""Seconds beyond the grace of a candle in which its outcome may still be on its way to the journal."""
START_ALLOWANCE = 600.0
"""Seconds after an account was loaded in which nothing is called missing: Home Assistant may still be starting."""

_NOT_EVALUATED = frozenset({Reason.MISSED_OFFLINE, Reason.TOO_LATE, Reason.EXCHANGE_UNREACHABLE})
"""Outcomes that say that there was no evaluation."""


@dataclass(slots=True)
class _Expected:
    """The close (market ms) of the first candle without an outcome, and by when (steady seconds) it must have one."""

    close_time: int
    deadline: float


class DeadMan:
    """Looks at the books once a minute, on Home Assistant's own timer: the trader's task may hang or be gone.

    An account or strategy that its owner stopped or paused is expected to do nothing.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        trader: Trader,
        *,
        candle_delay: int,
        market_clock: MarketClock | None,
        changed: Callable[[], None],
    ) -> None:
        """``market_clock`` is that of a made-up market, which waits for the trader; ``changed`` tells the entities."""
        self._hass = hass
        self._trader = trader
        self._candle_delay = candle_delay
        self._market_clock = market_clock
        self._changed = changed
        self._loaded_at = time.monotonic()
        self._expected: dict[str, _Expected] = {}
        self.missed: Mapping[str, int] = {}
        """Strategies without their evaluation, each with the close (market ms) that it was missed at."""

    @callback
    def async_start(self) -> CALLBACK_TYPE:
        """Look every minute from now on; returns what ends it."""

        @callback
        def tick(_now: datetime) -> None:
            before = self.missed
            self.look()
            if self.missed or before:
                self._changed()

        return async_track_time_interval(self._hass, tick, LOOK_INTERVAL, cancel_on_shutdown=True)

    @callback
    def look(self) -> None:
        """See which evaluations are missing now."""
        portfolio = self._trader.portfolio
        expecting = [
            state for state in portfolio.strategies.values() if state.mode is not Mode.PAUSED and not portfolio.stopped
        ]
        self._expected = {state.id: self._expectation(state) for state in expecting}
        self.missed = {state.id: since for state in expecting if (since := self._missed_since(state)) is not None}

    def _expectation(self, state: StrategyState) -> _Expected:
        frame = state.parameters.timeframe
        close_time = frame.next_close(self._trader.portfolio.watched_until(state.id))
        wait = self._seconds_until(close_time + max(self._candle_delay, frame.grace))
        deadline = max(time.monotonic() + wait, self._loaded_at + START_ALLOWANCE)
        known = self._expected.get(state.id)
        if known is None or known.close_time != close_time:
            return _Expected(close_time, deadline)
        # A clock that waits for the trader moves the deadline on for ever; one that was found to lag moves it nearer.
        known.deadline = min(known.deadline, deadline)
        return known

    def _seconds_until(self, moment: int) -> float:
        if self._market_clock is not None:
            return self._market_clock.real_delay(moment)
        return max(0.0, (moment - self._trader.now()) / SECOND)

    def _missed_since(self, state: StrategyState) -> int | None:
        expected, portfolio = self._expected[state.id], self._trader.portfolio
        if time.monotonic() > expected.deadline + SLACK:
            return expected.close_time
        last = state.last_evaluation
        if last is None or last.reason not in _NOT_EVALUATED or last.close_time < portfolio.watched_until(state.id):
            return None
        # A candle of a week that was missed is no alarm for a week.
        return last.close_time if self._trader.now() - last.close_time < DAY else None
