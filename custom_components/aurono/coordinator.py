"""The heartbeat of one account: wakes its trader when something is due and tells the entities what came of it."""

from collections.abc import Awaitable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from .const import DOMAIN, EXCHANGE_DEMO, LOGGER
from .engine.events import Event
from .engine.market import Pair
from .engine.portfolio import Portfolio
from .engine.timeframe import SECOND
from .exchange.protocol import FailureKind
from .execution.errors import TradingError
from .execution.market_watch import Connection, Price
from .execution.trader import Trader
from .store.journal import VerifyReport
from .store.worker import JournalWorker

PUBLISH_INTERVAL = 0.5
"""Seconds between two updates of the entities, however fast the market's time runs."""
RETRY_DELAY = 30.0
"""Seconds until the next wake after one that broke."""

_KEY_FAILURES = frozenset({FailureKind.KEY_INVALID, FailureKind.NO_PERMISSION})


class TimeLapse(Protocol):
    """A clock whose time runs faster than the house's."""

    def real_delay(self, exchange_ms: int) -> float:
        """Seconds of the house until the market reaches this time."""
        ...

    def hold_at(self, exchange_ms: int) -> None:
        """Keep the market from passing this time before the trader has seen it."""
        ...


class AuronoCoordinator(DataUpdateCoordinator[Portfolio]):
    """Wakes the trader at what is due next, never twice at once, and publishes the portfolio.

    ``data`` is the portfolio as last published. ``verification`` is the last verification of the whole journal. The entities stay
    available while the exchange does not answer: what they show is the journal's, and :attr:`connection` tells about the rest.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        config_entry: ConfigEntry,
        *,
        trader: Trader,
        journal: JournalWorker,
        verification: VerifyReport,
        exchange_id: str,
        time_lapse: TimeLapse | None,
    ) -> None:
        super().__init__(hass, LOGGER, config_entry=config_entry, name=f"{DOMAIN} {config_entry.title}")
        self.trader = trader
        self.journal = journal
        self.verification = verification
        self.exchange_id = exchange_id
        self.account_device_id = ""
        """Registry id of the account's device, to which the devices of its strategies belong."""
        self.data = trader.portfolio
        self._time_lapse = time_lapse

    # -- what the entities read --------------------------------------------------------------------------------------

    @property
    def is_demo(self) -> bool:
        """Whether the market is made up."""
        return self.exchange_id == EXCHANGE_DEMO

    @property
    def portfolio(self) -> Portfolio:
        """What the committed events add up to now."""
        return self.trader.portfolio

    @property
    def connection(self) -> Connection:
        """Whether the exchange answered last."""
        return self.trader.connection

    @property
    def prices(self) -> Mapping[Pair, Price]:
        """The last traded prices that were seen."""
        return self.trader.prices

    def next_evaluation(self, strategy_id: str | None = None) -> datetime | None:
        """When, by the house's clock, the next candle of a strategy (or of any) is evaluated; None while none will be."""
        ids = self.portfolio.strategies if strategy_id is None else (strategy_id,)
        times = [time for known in ids if (time := self.trader.next_evaluation(known)) is not None]
        if not times:
            return None
        if self._time_lapse is None:
            return datetime.fromtimestamp(min(times) / SECOND, UTC)
        return (dt_util.utcnow() + timedelta(seconds=self._time_lapse.real_delay(min(times)))).replace(microsecond=0)

    # -- what entities and actions do --------------------------------------------------------------------------------

    async def execute[T](self, request: Awaitable[T]) -> T:
        """Carry out a request to the trader, publish what it changed and look at once for what is due now.

        Raises ServiceValidationError, translated, for what the trader refuses; nothing was changed then.
        """
        raise NotImplementedError

    async def async_verify(self) -> VerifyReport:
        """Recompute the whole journal, chain and fold, and publish the outcome; trading stops if it does not hold."""
        raise NotImplementedError
