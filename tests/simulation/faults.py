"""What can go wrong: the table of faults, which of them are on in a run, and how often each really happened."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from random import Random

from .world import World


class Per(Enum):
    """What a fault's rate counts."""

    CHANCE = auto()
    """A probability: of every occasion on which it could happen."""
    DAY = auto()
    """Times a day, at moments of its own."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to go wrong. ``number`` is that of the catalogue (FIELD 3c), ``low`` to ``high`` the rates of runs."""

    name: str
    number: str
    what: str
    low: float
    high: float
    per: Per = Per.CHANCE


FAULTS: tuple[Fault, ...] = (
    # The order path and every other request
    Fault("request_lost", "F01", "a request never arrives; the client waits until its timeout", 0.01, 0.3),
    Fault("not_connected", "F01", "no connection can be made, so nothing leaves", 0.01, 0.3),
    Fault("answer_lost", "F02", "processed, but the client waits in vain until its timeout", 0.01, 0.3),
    Fault("reset_after", "F03", "processed, then the connection breaks", 0.01, 0.3),
    Fault("answer_late", "F04", "answered after the client gave up", 0.01, 0.3),
    Fault("processed_late", "F04", "the connection breaks, and the request is processed seconds later", 0.01, 0.3),
    Fault("reset_in_body", "F05", "the connection breaks in the middle of the answer", 0.01, 0.3),
    Fault("garbage", "F06", "HTTP 200 with something that cannot be read, processed or not", 0.01, 0.3),
    Fault("server_error", "F07", "HTTP 5xx, processed or not", 0.01, 0.3),
    Fault("ambiguous_code", "F08", "a venue code that leaves open whether it succeeded", 0.01, 0.3),
    Fault("sent_twice", "F09", "the network delivers an order twice; the second is refused as a duplicate", 0.05, 0.5),
    Fault("slow_line", "F04", "seconds pass before the request is sent or answered", 0.02, 0.4),
    Fault("invisible", "F10", "a new order is not found for a while", 0.05, 0.6),
    Fault("look_up_404", "F11", "an order that exists is not found, once", 0.01, 0.3),
    Fault("unknown_status", "F12", "the venue says a status that nobody knows", 0.01, 0.2),
    # Fills
    Fault("partial_fill", "F14", "a trade fills only a part of what rests", 0.1, 0.9),
    Fault("thin_book", "F14", "a marketable order finds only a part, the rest rests", 0.1, 0.8),
    Fault("fill_twice", "F16", "a report lists a fill twice", 0.01, 0.3),
    Fault("fills_shuffled", "F17", "a report lists fills out of order", 0.1, 0.9),
    Fault("stale_report", "F19", "a look-up is answered by a replica that lags behind", 0.02, 0.4),
    Fault("end_before_fills", "F22", "an order is shown as ended, its last fill not yet", 0.05, 0.8),
    Fault("fee_late", "F20", "a fill shows its fee only after seconds or hours", 0.05, 0.7),
    Fault("better_price", "F21", "a resting order is filled better than its limit", 0.1, 0.9),
    Fault("price_zero", "F21", "a report holds a fill at price 0", 0.01, 0.2),
    Fault("fill_races_cancel", "F23", "a fill arrives just before the cancellation", 0.1, 0.9),
    # The venue
    Fault("rate_limited", "F24", "turned away with 429, with or without a time to come back", 0.01, 0.2),
    Fault("banned", "F25", "1 or 15 minutes without an answer to anything", 0.1, 3, Per.DAY),
    Fault(
        "maintenance", "F26", "planned maintenance around a candle's close, orders cancelled or kept", 0.1, 1, Per.DAY
    ),
    Fault("outage", "F26", "the venue answers nothing for minutes to hours", 0.1, 1.5, Per.DAY),
    Fault("key_revoked", "F27", "the key is refused for minutes to days", 0.03, 0.3, Per.DAY),
    Fault("halted", "F28", "a market halts, allows cancelling only, or holds an auction", 0.1, 1, Per.DAY),
    Fault("delisted", "F29", "a market is gone for good, its orders cancelled", 0.01, 0.05, Per.DAY),
    Fault("rules_changed", "F30", "price step, amount step or minimum change", 0.1, 1, Per.DAY),
    Fault("rules_changed_between", "F30", "the rules change while an order is on its way", 0.02, 0.3),
    Fault("orders_turned_away", "F26", "the venue answers, but takes no orders for hours to days", 0.05, 0.5, Per.DAY),
    Fault("fees_changed", "F31", "the account comes into another fee tier", 0.1, 1, Per.DAY),
    Fault(
        "field_missing", "F32", "a field has become mandatory: every order is refused for a while", 0.05, 0.3, Per.DAY
    ),
    Fault("cancelled_by_hand", "F33", "the owner cancels one of our orders at the exchange", 0.3, 4, Per.DAY),
    Fault("traded_by_hand", "F33", "the owner trades the same coin by hand", 0.1, 2, Per.DAY),
    Fault("moved_by_hand", "F34", "the owner deposits or withdraws money or coins", 0.1, 2, Per.DAY),
    Fault("second_bot", "F35", "another program trades on the same account with its own ids", 0.3, 4, Per.DAY),
    # Market data
    Fault("candle_late", "F37", "a closed candle is not served at first", 0.01, 0.3),
    Fault("candle_twice", "F37", "a candle is served twice", 0.01, 0.3),
    Fault("candle_revised", "F37", "a closed candle is served with other prices at first", 0.01, 0.1),
    Fault("candle_invalid", "F37", "a candle is served that contradicts itself", 0.01, 0.1),
    Fault("time_stale", "F37", "the venue's clock is read from a cache, seconds old", 0.01, 0.3),
    Fault("bad_tick", "F39", "the ticker shows a price that was never paid", 0.01, 0.2),
    Fault("stale_ticker", "F39", "the ticker is an hour old", 0.05, 0.5),
    # Time
    Fault("wall_clock_jump", "F40", "the wall clock jumps by seconds, an hour, a day or to 1970", 0.1, 1, Per.DAY),
    Fault("boots_in_the_past", "F40", "a start with a wrong wall clock, set right later", 0.1, 0.9),
    Fault("suspended", "F42", "the machine sleeps; its monotonic clock stops", 0.1, 1, Per.DAY),
    Fault("suspended_in_request", "F42", "the machine sleeps while a request is under way", 0.001, 0.03),
    Fault("suspended_in_write", "F42", "the machine sleeps as soon as an append is on the disk", 0.001, 0.03),
    Fault("woken_late", "F44", "the host is so slow that a wake comes minutes or hours late", 0.01, 0.2),
    Fault("woken_early", "F44", "something wakes the trader again within seconds", 0.05, 0.7),
    Fault("stalled", "F47", "the event loop stands still for up to a minute", 0.005, 0.1),
    # The process
    Fault("killed", "F45", "kill -9 between two awaits, at a write or in a request", 0.0005, 0.02),
    Fault("cancelled", "F46", "the task is cancelled in the middle: reload or update", 0.0005, 0.02),
    Fault("restarted", "F46", "an orderly restart", 0.05, 1, Per.DAY),
    # The disk
    Fault("disk_full", "F51", "no space is left for an append", 0.0005, 0.02),
    Fault("io_error", "F52", "an append fails, though it may have reached the disk", 0.0005, 0.02),
    Fault("write_slow", "F52", "an append takes up to a minute, as on a worn-out memory card", 0.005, 0.4),
    Fault(
        "backup_restored",
        "F57",
        "an older backup of the journal is put back, on this machine or a new one",
        0.03,
        0.2,
        Per.DAY,
    ),
    Fault("journal_locked", "F55", "another program holds the journal", 0.001, 0.05),
)

BY_NAME = {fault.name: fault for fault in FAULTS}

LEFT_OFF: frozenset[str] = frozenset()
"""Faults that the code under test has no answer to yet; each is a finding."""


type Die = tuple[str, Callable[[], float], float]
"""A fault, what is thrown on every occasion, and below what it means that the fault happens."""


class Faults:
    """The faults of one run. A fault that is off never happens, and its randomness is then not drawn either."""

    def __init__(self, world: World, only: frozenset[str] | None = None) -> None:
        self._world = world
        self.fired: Counter[str] = Counter()
        self._rates = _choose(world.random("faults"), only)
        self.on = tuple(self._rates)
        self._streams: dict[str, Random] = {}
        self._dice: dict[str, Die] = {
            name: (name, self.random(name).random, rate) for name, rate in self._rates.items()
        }
        self._thrown = self._dice
        """The dice that are thrown now: none for as long as nothing goes wrong."""
        self._off = False

    def rest(self) -> None:
        """For a while nothing is left to chance."""
        self._thrown = {}

    def go_on(self) -> None:
        """The end of a rest."""
        self._thrown = self._dice

    def stop(self) -> None:
        """From now on nothing goes wrong any more."""
        self._off = True
        self._thrown = {}

    def among(self, names: Iterable[str]) -> tuple[Die, ...]:
        """The dice of those that are on, in their order."""
        return tuple(self._dice[name] for name in names if name in self._dice)

    def random(self, name: str) -> Random:
        """The randomness of one fault's details."""
        stream = self._streams.get(name)
        if stream is None:
            stream = self._streams[name] = self._world.random(f"fault/{name}")
        return stream

    def hits(self, name: str) -> bool:
        """Whether it happens on this occasion; counted when it does."""
        die = self._thrown.get(name)
        if die is None or die[1]() >= die[2]:
            return False
        self.count(name)
        return True

    def first_of(self, dice: Iterable[Die]) -> str | None:
        """The first of these faults that happens on this occasion; counted. None where none does."""
        if self._thrown:
            for name, throw, rate in dice:
                if throw() < rate:
                    self.count(name)
                    return name
        return None

    def wants(self, name: str) -> bool:
        """As ``hits``, not counted: the caller counts once it really happened."""
        die = self._thrown.get(name)
        return die is not None and die[1]() < die[2]

    def count(self, name: str) -> None:
        self.fired[name] += 1
        self._world.note("FAULT %s", name)

    def per_day(self, name: str) -> float:
        """How often a day, 0 while it is off."""
        return 0.0 if self._off else self._rates.get(name, 0.0)


def _choose(random: Random, only: frozenset[str] | None) -> dict[str, float]:
    """Which faults are on, and their rates: few or many, rarely or often (swarm testing)."""
    share = random.choice((0.0, 0.05, 0.1, 0.2, 0.4))
    swarm = random.getrandbits(64)
    chosen: dict[str, float] = {}
    if only is None and not share:
        return chosen
    for fault in FAULTS:
        # Drawn for each, so that a fault that is added or left out changes nothing for the others.
        drawn = Random(f"{swarm}/{fault.name}")
        if only is None and (drawn.random() >= share or fault.name in LEFT_OFF):
            continue
        if only is not None and fault.name not in only:
            continue
        chosen[fault.name] = fault.low * (fault.high / fault.low) ** drawn.random()
    if only is None and chosen and random.random() < 0.2:
        # Now and then one of them all the time: what only comes of several in a row would else never happen.
        worst = random.choice(sorted(chosen))
        if BY_NAME[worst].per is Per.CHANCE and BY_NAME[worst].high >= 0.1:
            chosen[worst] = 0.85
    return chosen
