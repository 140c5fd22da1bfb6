"""The heartbeat of one account: wakes its trader when something is due and tells the entities what came of it."""

import asyncio
from collections import deque
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
import time
from typing import Any, override

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator
from homeassistant.util import dt as dt_util

from .accounts import Account
from .const import DOMAIN, EXCHANGE_DEMO, LOGGER
from .engine.market import Pair
from .engine.portfolio import Portfolio
from .engine.timeframe import SECOND
from .entities.dead_man import DeadMan
from .exchange.protocol import Failure, FailureKind
from .execution.errors import TradingError, TradingProblem
from .execution.log import DECISION
from .execution.market_watch import Connection, Price
from .execution.trader import Trader
from .issues import Issue, clear_issues, report_issue, report_questions
from .memory import Memory, is_held
from .moments import moment
from .store.verify import VerifyReport
from .strategy_sync import StrategySync
from .timer import Timer

PUBLISH_INTERVAL = 0.5
"""Seconds between two updates of the entities, however fast the market's time runs."""
TELLING_TIME = 0.004
"""Seconds after which the entities that are still to be brought up to date wait for the event loop's next turn."""
RETRY_DELAY = 30.0
"""Seconds until the next wake after one that broke."""
KEY_CHECK_INTERVAL = 86_400.0
"""Seconds between two questions whether the exchange still accepts the key; shadow trading alone would not notice."""
SHUTDOWN_TIMEOUT = 15.0
"""Seconds that unloading waits for the trader; a request to the exchange is given up sooner."""

_JOURNAL_PROBLEMS = frozenset({TradingProblem.JOURNAL_BUSY, TradingProblem.JOURNAL_HALTED})
_KEY_FAILURES = frozenset({FailureKind.KEY_INVALID, FailureKind.NO_PERMISSION})


class AuronoCoordinator(DataUpdateCoordinator[Portfolio]):
    """Wakes the trader at what is due next, never twice at once, and publishes the portfolio.

    ``data`` is the portfolio as last published. The entities stay available while the exchange does not answer: what
    they show is the journal's, and :attr:`connection` tells about the rest.
    """

    config_entry: ConfigEntry

    def __init__(
        self,
        hass: HomeAssistant,
        config_entry: ConfigEntry,
        *,
        trader: Trader,
        account: Account,
        memory: Memory,
        strategies: StrategySync,
    ) -> None:
        super().__init__(hass, LOGGER, config_entry=config_entry, name=f"{DOMAIN} {config_entry.title}")
        self.trader = trader
        self.exchange = account.exchange
        self.exchange_id = account.exchange_id
        self._memory = memory
        self._strategies = strategies
        self.account_device_id = ""
        """Registry id of the account's device, to which the devices of its strategies belong."""
        self.data = trader.portfolio
        self._market_clock = account.market_clock
        self._started = False
        self._beating = False
        self._beat_again = False
        self._beat_task: asyncio.Task[None] | None = None
        self._broken = False
        self._was_connected = True
        self._key_check_due = float("inf") if self.is_demo else float("-inf")
        self._next_beat = Timer(hass, f"{self.name} due", self.wake)
        self.dead_man = DeadMan(
            hass,
            trader,
            candle_delay=account.exchange.candle_delay,
            market_clock=account.market_clock,
            changed=self.async_update_listeners,
        )
        self._next_publish = Timer(hass, f"{self.name} publish", self._publish)
        self._published_at = float("-inf")
        self._to_tell: deque[tuple[int, CALLBACK_TYPE]] = deque()

    # -- what the entities read --------------------------------------------------------------------------------------

    @property
    def is_demo(self) -> bool:
        """Whether the market is made up."""
        return self.exchange_id == EXCHANGE_DEMO

    @property
    def pace(self) -> int:
        """Market seconds in a second of the house."""
        return 1 if self._market_clock is None else self._market_clock.pace

    @property
    def portfolio(self) -> Portfolio:
        """What the committed events add up to now."""
        return self.trader.portfolio

    @property
    def is_broken(self) -> bool:
        """Whether the trader's last wake broke."""
        return self._broken

    @property
    def connection(self) -> Connection:
        """Whether the exchange answered last."""
        return self.trader.connection

    @property
    def prices(self) -> Mapping[Pair, Price]:
        """The last traded prices that were seen."""
        return self.trader.prices

    def next_evaluation(self, strategy_id: str | None = None) -> datetime | None:
        """When, by the house's clock, a strategy (or any) is evaluated next; None while none will be."""
        ids = self.portfolio.strategies if strategy_id is None else (strategy_id,)
        times = [time for known in ids if (time := self.trader.next_evaluation(known)) is not None]
        if not times:
            return None
        now, close = dt_util.utcnow(), moment(min(times))
        if self._market_clock is None or close >= now:
            return close
        # The market is behind the present: the house sees this close as soon as the time-lapse gets there.
        return (now + timedelta(seconds=self._market_clock.real_delay(min(times)) + 0.5)).replace(microsecond=0)

    @property
    def verification(self) -> VerifyReport:
        """The last verification of the whole journal."""
        return self._memory.verification

    # -- what entities and actions do --------------------------------------------------------------------------------

    async def execute[T](self, request: Coroutine[Any, Any, T]) -> T:
        """Carry out a request to the trader, publish what it changed and look at once at what is due now.

        Raises ServiceValidationError, translated, for what the trader refuses, nothing having changed, and
        HomeAssistantError where the journal failed or is damaged.
        """
        if not self.verification.is_sound:
            request.close()
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="journal_damaged",
                translation_placeholders={"detail": self.verification.problems[0].detail},
            )
        try:
            return await request
        except TradingError as error:
            refused = HomeAssistantError if error.problem in _JOURNAL_PROBLEMS else ServiceValidationError
            raise refused(
                translation_domain=DOMAIN,
                translation_key=error.problem.value,
                translation_placeholders=dict(error.values),
            ) from error
        finally:
            self._publish()
            self.wake()

    async def async_verify(self) -> VerifyReport:
        """Recompute the whole journal and publish the outcome; trading stops where it does not hold."""
        await self._memory.verify()
        if self.verification.is_sound:
            clear_issues(self.hass, DOMAIN, Issue.JOURNAL_DAMAGED)
        self._report()
        self._publish()
        return self.verification

    # -- the heartbeat -----------------------------------------------------------------------------------------------

    @callback
    def async_start(self) -> None:
        """Begin to wake the trader once Home Assistant has started, to stay out of its way until then."""

        @callback
        def started(_hass: HomeAssistant) -> None:
            self._started = True
            self.wake()

        self.config_entry.async_on_unload(async_at_started(self.hass, started))
        self.config_entry.async_on_unload(self.dead_man.async_start())

    @callback
    def wake(self) -> None:
        """Have the trader look now at what is due; once more afterwards if it is looking already."""
        if self._shutdown_requested or not self._started or self.hass.is_stopping:
            return
        if self._beating:
            self._beat_again = True
            return
        self._next_beat.cancel()
        self._beating = True
        self._beat_task = self.config_entry.async_create_background_task(self.hass, self._beat(), f"{self.name} wake")

    async def _beat(self) -> None:
        try:
            delay = await self._work()
            if self._broken:
                DECISION.info("The trader of %s works again", self.config_entry.title)
            self._broken = False
        except Exception as error:  # noqa: BLE001 - whatever broke, the next wake must come
            self._tell_broken(error)
            delay = RETRY_DELAY
        finally:
            self._beating = False
        if self._beat_again:
            self._beat_again = False
            self.wake()
        elif not self._shutdown_requested:
            self._next_beat.arm(delay)
        self._report()
        self._publish_soon()

    async def _work(self) -> float:
        """One wake of the trader; returns the seconds until the next."""
        if not self.verification.is_sound or is_held(self.hass):
            return RETRY_DELAY
        await self._strategies.async_catch_up()
        due = await self.trader.wake()
        if self._memory.is_unproven(self.config_entry.entry_id) and self.trader.live.reconciler.is_proven:
            await self._memory.journal.proven(self.config_entry.entry_id)
        if self._market_clock is not None:
            # However late this machine is, no close of a time-lapse passes before the trader has seen it.
            self._market_clock.hold_at(due)
            return self._market_clock.real_delay(due)
        if (refused := self.trader.live.key_refused) is not None and not self._is_key_asked_for:
            self._ask_for_key(refused)
        due_now = self.hass.loop.time() >= self._key_check_due or self._is_key_doubted()
        if due_now and self.connection.connected:
            await self._check_key()
        return max(0.0, (due - self.trader.now()) / SECOND)

    def _is_key_doubted(self) -> bool:
        """Whether the exchange refused the key when it was to show the balances, and no other one is asked for yet."""
        failure = self.trader.live.reconciler.failure
        refused = failure is not None and failure.kind in _KEY_FAILURES
        return refused and not self._is_key_asked_for

    @property
    def _is_key_asked_for(self) -> bool:
        return any(self.config_entry.async_get_active_flows(self.hass, {SOURCE_REAUTH}))

    def _ask_for_key(self, detail: str) -> None:
        LOGGER.warning("The exchange refuses the key of %s: %s", self.config_entry.title, detail)
        self.config_entry.async_start_reauth(self.hass)

    async def _check_key(self) -> None:
        """Ask whether the key is still accepted; where it is not, its owner is asked for another."""
        answer = await self.exchange.verify()
        if isinstance(answer, Failure) and answer.kind not in _KEY_FAILURES:
            return
        self._key_check_due = self.hass.loop.time() + KEY_CHECK_INTERVAL
        if isinstance(answer, Failure):
            self._ask_for_key(answer.detail)

    @override
    async def async_shutdown(self) -> None:
        """Stop waking and publishing, once the trader has finished what it is at; nothing is recorded afterwards."""
        await super().async_shutdown()
        self._next_beat.cancel()
        self._next_publish.cancel()
        await self.async_idle()
        self.trader.close()

    async def async_idle(self) -> None:
        """Wait until the trader has finished what it is at, but not for an exchange that keeps it for long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(SHUTDOWN_TIMEOUT):
                if self._beat_task is not None:
                    await asyncio.wait([self._beat_task])
                await self.trader.idle()

    # -- telling -----------------------------------------------------------------------------------------------------

    @callback
    def _publish_soon(self) -> None:
        """Publish now, or when the entities may be updated again."""
        wait = self._published_at + PUBLISH_INTERVAL - self.hass.loop.time()
        if wait <= 0:
            self._publish()
        elif not (self._next_publish.is_armed or self._shutdown_requested):
            self._next_publish.arm(wait)

    @callback
    def _publish(self) -> None:
        self._next_publish.cancel()
        self._published_at = self.hass.loop.time()
        self.data = self.trader.portfolio
        self.dead_man.look()
        self.async_update_listeners()

    @callback
    @override
    def async_update_listeners(self) -> None:
        """Tell the listeners. Those of many strategies are told by and by, so that nothing else has to wait for it."""
        is_telling = bool(self._to_tell)
        self._to_tell = deque((number, tell) for number, (tell, _) in self._listeners.items())
        if is_telling:
            return
        self._tell_some()
        if self._to_tell:
            self.config_entry.async_create_task(self.hass, self._tell_others(), f"{self.name} tells its listeners")

    async def _tell_others(self) -> None:
        while self._to_tell:
            await asyncio.sleep(0)
            self._tell_some()

    @callback
    def _tell_some(self) -> None:
        """Tell as many as there is time for, and at least one."""
        until = time.monotonic() + TELLING_TIME
        while self._to_tell:
            number, tell = self._to_tell.popleft()
            if number not in self._listeners:
                continue  # it has gone since
            try:
                tell()
            except Exception:  # noqa: BLE001 - the others must hear of it
                LOGGER.exception("An entity of %s could not be brought up to date", self.config_entry.title)
            if time.monotonic() >= until:
                break

    @callback
    def _report(self) -> None:
        """Log a lost or regained connection once, and keep the repair issues true."""
        title, entry_id = self.config_entry.title, self.config_entry.entry_id
        connection = self.connection
        heard = connection.connected or connection.failure is not None
        if heard and connection.connected != self._was_connected:
            self._was_connected = connection.connected
            if connection.connected:
                LOGGER.info("%s answers again", title)
            else:
                LOGGER.warning("%s does not answer: %s", title, connection.failure and connection.failure.detail)
        if not self.verification.is_sound:
            report_issue(self.hass, Issue.JOURNAL_DAMAGED, DOMAIN, detail=self.verification.problems[0].detail)
        if (halted := self.trader.halted) is not None:
            report_issue(self.hass, Issue.JOURNAL_HALTED, entry_id, account=title, detail=halted)
        for strategy_id, detail in self.trader.stuck.items():
            state = self.portfolio.strategies.get(strategy_id)
            name = strategy_id if state is None else state.name
            report_issue(self.hass, Issue.STRATEGY_STUCK, strategy_id, strategy=name, detail=detail)
        live = self.trader.live
        report_questions(self.hass, entry_id, title, live.questions, compared=live.reconciler.is_proven)
        if not self._broken:
            clear_issues(self.hass, entry_id, Issue.TRADER_BROKEN)

    def _tell_broken(self, error: Exception) -> None:
        if not self._broken:
            DECISION.error("The trader of %s broke; it tries again", self.config_entry.title, exc_info=error)
            report_issue(
                self.hass,
                Issue.TRADER_BROKEN,
                self.config_entry.entry_id,
                account=self.config_entry.title,
                detail=str(error),
            )
        self._broken = True
