"""The line between the trader and the venue: every request takes time, and anything may become of it."""

from collections.abc import Callable

from custom_components.aurono.engine.timeframe import HOUR, MINUTE, SECOND
from custom_components.aurono.exchange.protocol import FailureKind

from .answers import Lost, NotSent, Rejected, Trouble, Verdict
from .faults import Faults
from .host import Host
from .kernel import Point
from .venue import Venue
from .world import World

TIMEOUT = 10 * SECOND
"""After so long the client gives a request up."""

ACCESS_WINDOW = 10 * SECOND
"""The venue takes a signed request only within so long of its timestamp, either way."""

SEND_WITHIN = 5 * SECOND
"""The client sends an order within so long of being asked to, or not at all."""

PROOF_DELAY = SEND_WITHIN + TIMEOUT + ACCESS_WINDOW

_BEFORE = (
    "request_lost answer_lost reset_after answer_late processed_late reset_in_body garbage server_error ambiguous_code"
).split()


class Line:
    """The connection of one process. ``cut`` when the process is gone; what is under way then still arrives."""

    def __init__(self, world: World, faults: Faults, host: Host, venue: Venue) -> None:
        self._world = world
        self._faults = faults
        self._host = host
        self._venue = venue
        self._random = world.random("line")
        self._on = tuple(name for name in _BEFORE if name in faults.on)
        self.is_cut = False
        self.arriving: list[int] = []
        """Moments at which requests that the client gave up will still arrive."""

    async def ask[T](
        self, name: str, process: Callable[[], T], *, signed: bool = False, sent: Callable[[], None] | None = None
    ) -> T | Trouble:
        """Send a request once. ``process`` is what the venue does when it arrives, ``sent`` is told when it leaves."""
        assert not self.is_cut, "a process that is gone has sent a request"
        await Point(f"{name}, before it is sent")
        world, faults, random = self._world, self._faults, self._random
        if faults.hits("stalled"):
            self._host.sleep(faults.random("stalled").randrange(MINUTE))
        if faults.hits("not_connected"):
            self._host.sleep(random.randrange(20, 3 * SECOND))
            return NotSent("no connection")
        slow = faults.hits("slow_line")
        if slow:
            self._host.sleep(faults.random("slow_line").randrange(SEND_WITHIN))
        if sent is not None:
            sent()
        stamp = self._host.wall
        begun = world.now
        up, down = random.randrange(10, 150), random.randrange(10, 150)
        if slow:
            up += faults.random("slow_line").randrange(4 * SECOND)
            down += faults.random("slow_line").randrange(4 * SECOND)
        arrives: int | None = begun + up
        answered: int | None = begun + up + down
        lost = ""
        fault = next((name for name in self._on if faults.hits(name)), None)
        if fault is not None:
            chance = faults.random(fault)
            processed = chance.random() < 0.5
            match fault:
                case "request_lost":
                    arrives = answered = None
                case "answer_lost":
                    answered = None
                case "answer_late":
                    arrives, answered = begun + chance.randrange(TIMEOUT), None
                case "processed_late":
                    arrives = begun + chance.randrange(SECOND, ACCESS_WINDOW + SECOND)
                    answered, lost = begun + chance.randrange(50, TIMEOUT), "connection reset"
                case "reset_after" | "reset_in_body":
                    lost = fault
                case "ambiguous_code":
                    arrives, lost = arrives if processed else None, "109 may or may not have succeeded"
                case _:
                    arrives, lost = arrives if processed else None, fault
        reply: list[T | Rejected] = []
        if arrives is not None:
            world.at(arrives, lambda: self._arrive(stamp, process, reply, signed=signed))
        if faults.hits("suspended_in_request"):
            self._host.suspend(faults.random("suspended_in_request").randrange(SECOND, 3 * HOUR))
        await Point(f"{name}, under way")
        gives_up = begun + TIMEOUT
        world.advance_to(gives_up if answered is None else min(answered, gives_up))
        await Point(f"{name}, answered")
        if lost:
            if fault == "ambiguous_code":
                return Rejected(FailureKind.UNREACHABLE, Verdict.UNSURE, lost)
            return Lost(lost)
        if answered is None or answered > gives_up or not reply:
            return Lost("no answer within the timeout")
        return reply[0]

    def _arrive[T](self, stamp: int, process: Callable[[], T], reply: list[T | Rejected], *, signed: bool) -> None:
        now = self._world.now
        if now < self._venue.closed.outage:
            return
        if signed and abs(now - stamp) > ACCESS_WINDOW:
            reply.append(Rejected(FailureKind.CLOCK_OFF, Verdict.TURNED_AWAY, "304 outside the access window"))
            return
        turned_away = self._venue.gate(signed=signed)
        reply.append(process() if turned_away is None else turned_away)
