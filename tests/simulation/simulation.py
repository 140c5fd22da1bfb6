"""One run: the real trader, tracker, ledger and journal over the model exchange, from its first day to its last."""

from collections import Counter
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
import logging
from pathlib import Path
from traceback import format_exception
from typing import Any
from unittest.mock import patch

from custom_components.aurono.engine.events import BookOpened, Event, OrderEnded, OrderPlanned, StrategyAdded
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.portfolio import Portfolio, StrategyState
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import DAY, HOUR, MINUTE, SECOND
from custom_components.aurono.exchange.protocol import OrderRequest
from custom_components.aurono.exchange.venue import VenueOrder
from custom_components.aurono.execution import clock as clock_module
from custom_components.aurono.execution.clock import SystemClock
from custom_components.aurono.execution.errors import TradingError
from custom_components.aurono.execution.ledger import Ledger
from custom_components.aurono.execution.trader import Trader
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.marker import HeadMarker
from custom_components.aurono.store.verify import VerifyReport

from .audit import Audit
from .disk import Disk, FaultyWorker
from .exchange import SimulatedExchange
from .faults import Faults
from .happenings import Happenings
from .host import Host
from .invariants.end import END
from .invariants.events import on_event
from .invariants.found import Violation, check
from .invariants.requests import ON_CANCEL, ON_SEND
from .invariants.steps import MOVED, STEP, TAKEN, i11_nobody_waits_for_another
from .invariants.watched import Watched
from .kernel import Kernel, NotSimulated, ProcessKilled, TaskCancelled
from .line import PROOF_DELAY, Line
from .owner import Owner, Wish
from .scenario import Scenario, draw_scenario
from .tape import Tape
from .venue import THIRD_COIN, Venue
from .world import START, World

ACCOUNT = "account"
_MOVING = {"moved_by_hand", "traded_by_hand", "second_bot", "fees_changed", "delisted", "backup_restored"}
_SETTLING = 2 * HOUR
"""How long a run goes on after the last fault."""
_LAST_LOOKS = 3
_HISTORY = 45 * DAY


@dataclass(slots=True)
class Process:
    """What is alive between two starts. Nothing of it is used after its end."""

    journal: Journal | None = None
    worker: FaultyWorker | None = None
    line: Line | None = None
    trader: Trader | None = None
    mark: HeadMarker | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a run."""

    seed: int
    days: int
    digest: str
    events: int
    evaluations: int
    orders: int
    fills: int
    starts: int
    fired: dict[str, int]
    questions: tuple[str, ...]
    violation: Violation | None = None
    story: tuple[str, ...] = field(default=(), repr=False)


class Simulation:
    """One seed for so many days. ``only`` names the faults that are on; None lets the seed choose.

    ``kill_at`` kills the process at exactly that point (counted from 1) instead of by chance.
    """

    def __init__(
        self, seed: int, days: int, folder: Path, *, only: frozenset[str] | None = None, kill_at: int | None = None
    ) -> None:
        self.seed = seed
        self.days = days
        self.world = World(seed)
        self.scenario: Scenario = draw_scenario(self.world.random("scenario"))
        self.faults = Faults(self.world, only)
        self.host = Host(self.world, self.scenario.drift, counts_sleep=self.scenario.counts_sleep)
        self.end = START + days * DAY
        tapes = [
            Tape(self.world.random(f"tape/{listing.pair}"), listing, START - _HISTORY, START - DAY, self.end + 7 * DAY)
            for listing in self.scenario.listings
        ]
        self.venue = Venue(
            self.world,
            self.faults,
            tapes,
            fee_mode=self.scenario.fee_mode,
            rounding=self.scenario.rounding,
            numbered=self.scenario.numbered,
        )
        self.happenings = Happenings(self.world, self.faults, self.venue, self.host)
        self.audit = Audit(self._heard)
        self.disk = Disk(folder)
        watched = kill_at is not None or not {"killed", "cancelled"}.isdisjoint(self.faults.on)
        kill = partial(self.faults.hits, "killed") if kill_at is None else self._kills
        self.kernel = Kernel(kill, partial(self.faults.hits, "cancelled"), self._bury, watched=watched)
        self.process = Process()
        self.starts = 0
        self.planned_for: set[tuple[str, BookKind, int]] = set()
        self.watched = Watched()
        self.owner = Owner(self.world, self.venue, self.scenario.wishes)
        self._kill_at = kill_at
        self._wakes_at_odd_times = not {"woken_early", "woken_late"}.isdisjoint(self.faults.on)
        self._alone = _MOVING.isdisjoint(self.faults.on) and not self.scenario.wishes
        self.sent: Counter[str] = Counter()
        self.strategy_of: dict[str, str] = {}
        self.disowned: set[str] = set()
        """Strategies that the journal put back last holds as removed: what they did in another course of events belongs
        into no book. docs/RELIABILITY.md names it."""
        self.agreed: tuple[Portfolio, Portfolio] | None = None
        """The trader's portfolio and the auditor's when they were last found to be the same."""
        self.concluded: tuple[Portfolio | None, int] = None, 0
        """The trader's portfolio that had every outcome when it was last looked at, and when (ms) the next is due."""
        self._replaying = False
        self.rejected: set[str] = set()
        self._open: dict[str, None] = {}

    # -- the run -----------------------------------------------------------------------------------------------------

    def run(self) -> Result:
        """Run to the end or to the first violation."""
        violation = None
        with _surroundings(self.host):
            try:
                self._fund()
                self._begin()
                while self.world.now < self.end:
                    self._step()
                self._settle()
            except Violation as found:
                violation = found
            finally:
                self._stop()
        return self._result(violation)

    def _fund(self) -> None:
        scenario = self.scenario
        self.venue.deposit("EUR", scenario.deposit, by_hand=False)
        self.venue.deposit(THIRD_COIN, Decimal(1_000_000), by_hand=False)
        for rule in scenario.rules:
            start = rule.parameters.starting_position
            if start is not None and rule.mode is Mode.LIVE:
                self.venue.deposit(rule.parameters.pair.base, start.amount, by_hand=False)

    def _begin(self) -> None:
        """The strategies come into being, before anything can go wrong."""
        kill, self._kill_at = self._kill_at, None
        self.faults.rest()
        self._start()
        trader = self.trader
        for rule in self.scenario.rules:
            if rule.mode is Mode.SHADOW:
                self.kernel.run(trader.add_strategy(rule.id, rule.id, rule.parameters))
                continue
            now = self.world.now
            self.kernel.run(
                trader._ledger.record(
                    StrategyAdded(now, rule.id, rule.id, Mode.LIVE, rule.parameters),
                    BookOpened(
                        now,
                        rule.id,
                        BookKind.LIVE,
                        rule.parameters.allocated_capital,
                        rule.parameters.starting_position,
                    ),
                )
            )
        self.faults.go_on()
        if "backup_restored" in self.faults.on:
            self._back_up()
        self._kill_at = kill
        self.kernel.points = 0

    def _step(self) -> None:
        begun, trader = self.world.now, self.trader
        knew_the_time = abs(trader.now() - begun) < MINUTE
        wake = self._alive(trader.wake())
        process = self.process
        if process.trader is None or wake is None or process.mark is None:
            self._after_a_crash()
            return
        trader, mark = process.trader, process.mark
        if ACCOUNT in mark.unproven and trader.live.reconciler.is_proven:
            mark.proven(ACCOUNT)
        self._check_step()
        locked = self.faults.fired.get("journal_locked", 0)
        if self._completed and knew_the_time and locked == self._locked_before:
            check((i11_nobody_waits_for_another,), self, begun)
        self._locked_before = locked
        if trader.halted is not None:
            # Its owner sees the message and restarts, sooner or later.
            self.host.sleep(self.world.random("owner").choice((MINUTE, HOUR, DAY)))
            self._restart()
            return
        if not self.owner.leaves_all_alone:
            self._grant()
            if self.process.trader is None:
                self._after_a_crash()
                return
        self._sleep(max(SECOND, wake - trader.now()))

    def _grant(self) -> None:
        """Do what the owner wants."""
        for said in (self.owner.wish(self.trader), None if self._ending else self.owner.answer(self.trader)):
            if said is None:
                continue
            name, wish = said
            if self.process.trader is None:
                # The process did not survive what was wished before.
                wish.close()
                continue
            self.world.note("OWNER %s", name)
            self._alive(self._granted(wish))

    async def _granted(self, wish: Wish) -> int:
        with suppress(TradingError):
            await wish
        return 0

    _locked_before = 0
    _ending = False
    _questions: tuple[str, ...] = ()
    _completed = True

    def _sleep(self, delay: int) -> None:
        """Until the trader's time comes, by the monotonic clock; sooner while an order is open."""
        if self._open:
            delay = min(delay, self.scenario.look)
            if any(map(self._is_fresh_and_unknown, self._open)):
                delay = min(delay, self.scenario.impatience)
        if self._wakes_at_odd_times:
            if self.faults.hits("woken_early"):
                delay = min(delay, self.faults.random("woken_early").randrange(100, 10 * SECOND))
            if self.faults.hits("woken_late"):
                delay += self.faults.random("woken_late").choice((MINUTE, 20 * MINUTE, 5 * HOUR))
        self.host.sleep(delay)
        if self.happenings.sleep_due:
            length, self.happenings.sleep_due = self.happenings.sleep_due, 0
            self.host.suspend(length)
        if self.happenings.restore_due:
            self.happenings.restore_due = False
            self._restore()
        if self.happenings.restart_due:
            self.happenings.restart_due = False
            self._restart()

    def _is_fresh_and_unknown(self, order: str) -> bool:
        intent = self.audit.intents[order]
        return intent.exchange_order is None and self.world.now < intent.planned.time + 3 * MINUTE

    def _alive(self, coroutine: Coroutine[Any, Any, int]) -> int | None:
        """What the coroutine returns; None if the process or the task did not survive it."""
        self._completed = False
        try:
            wake = self.kernel.run(coroutine)
        except ProcessKilled as killed:
            self.world.note("KILLED at: %s", killed)
        except TaskCancelled as cancelled:
            self.world.note("CANCELLED at: %s", cancelled)
            self._reload()
            return self.trader.now() + MINUTE
        except Violation, NotSimulated, AssertionError:
            raise
        except Exception as error:
            sentence = "What goes wrong ends as an event, a value or a state, never as an exception out of the trader."
            raise Violation("trader_never_breaks", sentence, "".join(format_exception(error))) from error
        else:
            self._completed = True
            return wake
        return None

    def _after_a_crash(self) -> None:
        self._check_step()
        self.host.sleep(self.world.random("owner").choice((SECOND, 20 * SECOND, MINUTE, HOUR, DAY)))
        self._start()
        self._check_step()

    def _settle(self) -> None:
        """Nothing goes wrong any more; after a while everything must add up or stand as a question."""
        self.world.note("from now on nothing goes wrong")
        self._ending = True
        self.owner = Owner(self.world, self.venue, 0)
        self.faults.stop()
        self.host.wall_error = 0
        self.venue.heal()
        end = self.world.now + _SETTLING
        self._restart()
        while self.world.now < end or self._is_still_recovering(end):
            self._step()
        for _ in range(_LAST_LOOKS):
            # What ended a moment ago is only believed when it is seen again.
            self._alive(self.trader.wake())
            self.host.sleep(2 * PROOF_DELAY)
        self._alive(self.trader.wake())
        self.agreed = None
        check(END, self)
        trader = self.trader
        stuck = tuple("strategy_stuck" for _ in trader.stuck)
        self._questions = (*(question.kind.value for question in trader.live.questions), *stuck)

    def _is_still_recovering(self, since: int) -> bool:
        """A restored journal is completed order by order, some at every wake."""
        reconciler = self.trader.live.reconciler
        waits = not reconciler.is_proven and not reconciler.recovery.unreadable
        return waits and self.is_recovering and self.world.now < since + 4 * DAY

    def _check_step(self) -> None:
        if self.venue.was_asked_for_orders or self.audit.moved:
            check(TAKEN, self)
            self.venue.was_asked_for_orders = False
        check(STEP, self)
        if self.audit.moved:
            check(MOVED, self)
            self.audit.moved = False

    # -- processes ---------------------------------------------------------------------------------------------------

    @property
    def trader(self) -> Trader:
        trader = self.process.trader
        assert trader is not None
        return trader

    def _start(self) -> None:
        """A new process: what it knows, it knows from the journal."""
        self.starts += 1
        self.world.note("START number %s", self.starts)
        if self.faults.hits("boots_in_the_past"):
            self.happenings.boot_in_the_past()
        journal = self.disk.open()
        self.audit.attach(self.disk.path)
        mark = HeadMarker(self.disk.marker)
        mark.check(*journal.head, journal.hash_at, (ACCOUNT,))
        worker = FaultyWorker(journal, mark, self.faults, self.host, self.audit.refresh, self.kernel)
        line = Line(self.world, self.faults, self.host, self.venue, self.kernel)
        exchange = SimulatedExchange(
            self.venue, line, self.scenario.frames, on_send=self._sends, on_cancel=self._sends_cancel
        )
        ledger = self.kernel.run(Ledger.load(ACCOUNT, worker))
        trader = Trader(
            ledger, exchange, SystemClock(), poll_interval=self.scenario.poll, restored=ACCOUNT in mark.unproven
        )
        self.process = Process(journal, worker, line, trader, mark)

    def _restart(self) -> None:
        """An orderly end and a new start."""
        self._stop()
        self._start()
        self._check_step()

    def _back_up(self) -> None:
        """Every night."""
        self.disk.back_up()
        self.world.at(self.world.now + DAY, self._back_up)

    def _restore(self) -> None:
        """An older journal is put back: what the auditor knew of the newer one is no more, what was sent was sent."""
        random = self.faults.random("backup_restored")
        self._stop()
        self.host.sleep(random.choice((10 * MINUTE, HOUR, DAY)))
        number = random.randrange(len(self.disk.backups))
        self.world.note("RESTORED: backup %s of %s", number, len(self.disk.backups))
        self.disk.restore(number, new_machine=random.random() < 0.3)
        self.audit = Audit(self._heard)
        self.watched = Watched()
        self.planned_for.clear()
        self.rejected.clear()
        self._open.clear()
        self._replaying = True
        self._start()
        self.audit.refresh()
        self._replaying = False
        self.disowned = set(self.strategy_of.values()) - set(self.audit.portfolio.strategies)
        self._check_step()

    def unbooked(self) -> list[str]:
        """The orders at the exchange that no book knows, by client order id."""
        return [order for order in self.venue.ids if order not in self.audit.intents]

    def _reload(self) -> None:
        """What Home Assistant does after it cancelled a task, or not: the trader may also go on."""
        if self.world.random("owner").random() < 0.5:
            self._restart()

    def _stop(self) -> None:
        self._cut()
        self.audit.detach()
        if self.process.journal is not None:
            self.process.journal.close()
        self.process = Process()

    def _bury(self) -> None:
        """The process is gone: nothing of it may do anything any more, and its files stay as they are."""
        self._cut()
        self.audit.refresh()
        self.audit.detach()
        assert self.process.journal is not None
        self.disk.crash(self.process.journal)
        self.process = Process()

    def _cut(self) -> None:
        if self.process.line is not None:
            self.process.line.is_cut = True
        if self.process.worker is not None:
            self.process.worker.is_cut = True

    def _kills(self) -> bool:
        return self.kernel.points == self._kill_at

    # -- what is heard -----------------------------------------------------------------------------------------------

    def _heard(self, event: Event) -> None:
        self.world.note("journal: %s", event)
        if isinstance(event, OrderPlanned):
            self._open[event.order] = None
            self.strategy_of[event.order] = event.strategy
        if not self._replaying:
            check(on_event(event), self, event)
        self.watched.hear(event)
        if isinstance(event, OrderPlanned):
            self.planned_for.add((event.strategy, event.book, event.candle_close))
        if isinstance(event, OrderEnded):
            self._open.pop(event.order, None)
            if event.status is OrderStatus.REJECTED:
                self.rejected.add(event.order)

    def _sends(self, request: OrderRequest) -> None:
        self.world.note("trader: sends %s", request)
        self.audit.refresh()
        check(ON_SEND, self, request)

    def _sends_cancel(self, request: OrderRequest) -> None:
        self.world.note("trader: cancels %s", request.client_order)
        check(ON_CANCEL, self, request)

    # -- what invariants ask -----------------------------------------------------------------------------------------

    def orders_of(self, client_order: str) -> list[VenueOrder]:
        """The orders that the venue took under one of our ids."""
        intent = self.audit.intents[client_order]
        ids = self.venue.ids.get(client_order, ())
        return [self.venue.order(intent.planned.pair, order_id) for order_id in ids]

    def open_intents(self) -> tuple[str, ...]:
        return tuple(self._open)

    @property
    def is_recovering(self) -> bool:
        """Whether the journal was put back and not all that it misses has been found yet."""
        mark = self.process.mark
        return mark is not None and ACCOUNT in mark.unproven

    @property
    def nothing_goes_wrong(self) -> bool:
        """Whether neither a fault nor the owner's wishes stand between a candle and its outcome."""
        return not self.faults.on and not self.scenario.wishes and self._kill_at is None

    @property
    def alone_on_the_account(self) -> bool:
        """Whether nothing of this run moves money or fees behind our back, and every coin is there."""
        return self._alone

    def is_question(self, strategy: str) -> bool:
        """Whether a restored history could not be read: the owner is asked, or answered that the market is gone."""
        trader = self.process.trader
        if self.faults.fired["backup_restored"] and self.audit.parameters[strategy].pair in self.venue.delisted:
            return True
        return trader is not None and strategy in trader.live.reconciler.recovery.unreadable

    def waits_for_an_answer(self, state: StrategyState) -> bool:
        """Whether a strategy is held back because its owner has not said what a restored journal misses."""
        trader = self.process.trader
        return (
            trader is not None
            and bool(trader.live.reconciler.recovery.unreadable)
            and trader.live.reconciler.holds_back(state)
            and bool(trader.live.questions)
        )

    def verify(self) -> VerifyReport:
        assert self.process.journal is not None
        return self.process.journal.verify()

    def _result(self, violation: Violation | None) -> Result:
        intents = self.audit.intents.values()
        return Result(
            seed=self.seed,
            days=self.days,
            digest=self.audit.hash.hex(),
            events=self.audit.position,
            evaluations=self.audit.evaluations,
            orders=sum(intent.planned.book is BookKind.LIVE for intent in intents),
            fills=sum(len(intent.fills) for intent in intents if intent.planned.book is BookKind.LIVE),
            starts=self.starts,
            fired=dict(self.faults.fired),
            questions=self._questions,
            violation=violation,
            story=() if violation is None else tell(self.world),
        )


def tell(world: World, lines: int = 60) -> tuple[str, ...]:
    """The end of the story, in hours and minutes since the run began."""
    told = []
    for time, text, details in list(world.story)[-lines:]:
        days, rest = divmod(time - START, DAY)
        clock = f"{rest // HOUR:02}:{rest // MINUTE % 60:02}:{rest % MINUTE / SECOND:06.3f}"
        told.append(f"day {days:>2} {clock}  {text % details if details else text}")
    return tuple(told)


@contextmanager
def _surroundings(host: Host) -> Iterator[None]:
    """The trader's own clock reads the simulated computer, and what it logs is not written."""
    logger = logging.getLogger("custom_components.aurono")
    before, logger.disabled = logger.disabled, True
    children = [logging.getLogger(f"custom_components.aurono.execution.{name}") for name in ("trader", "tracker")]
    try:
        for child in children:
            child.disabled = True
        with patch.object(clock_module, "time", host):
            yield
    finally:
        logger.disabled = before
        for child in children:
            child.disabled = False
