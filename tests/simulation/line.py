"""The line between the trader and the venue: every request takes time, and anything may become of it."""

from collections.abc import Callable

from custom_components.aurono.engine.timeframe import HOUR, MINUTE, SECOND
from custom_components.aurono.exchange.protocol import FailureKind

from .answers import Lost, NotSent, Rejected, Trouble, Verdict
from .faults import Faults
from .host import Host
from .kernel import End, Kernel
from .venue import Venue
from .world import World

TIMEOUT = 10 * SECOND
"""After so long the client gives a request up."""

ACCESS_WINDOW = 10 * SECOND
"""The venue takes a signed request only within so long of its timestamp, either way."""

SEND_WITHIN = 5 * SECOND
"""The client sends an order within so long of being asked to, or not at all."""

PROOF_DELAY = SEND_WITHIN + TIMEOUT + ACCESS_WINDOW

_AMBIGUOUS = "109 may or may not have succeeded"
_BEFORE_IT_LEAVES = ("stalled", "not_connected", "slow_line")
_ON_THE_WAY = (
    "request_lost answer_lost reset_after answer_late processed_late reset_in_body garbage server_error ambiguous_code"
).split()


type _Journey = tuple[int | None, int, str]
"""When a request arrives (None: never), until when the client waits for what comes back, and how that is lost."""

_NO_ANSWER = Lost("no answer within the timeout")


class Line:
    """The connection of one process; cut when the process is gone, though what is under way then still arrives."""

    def __init__(self, world: World, faults: Faults, host: Host, venue: Venue, kernel: Kernel) -> None:
        self._world = world
        self._faults = faults
        self._host = host
        self._venue = venue
        self._spread = world.random("line").getrandbits
        self._kernel = kernel
        self._watched = kernel.is_watched
        self._on_its_way = faults.among(_ON_THE_WAY)
        self._before_it_leaves = faults.among(_BEFORE_IT_LEAVES)
        self._may_sleep = bool(faults.among(("suspended_in_request",)))
        self._can_be_closed = faults.among(("outage", "banned", "maintenance", "key_revoked", "rate_limited"))
        self.is_cut = False

    async def ask[T, *Args](
        self,
        name: str,
        process: Callable[[*Args], T],
        *args: *Args,
        signed: bool = False,
        sent: Callable[[], None] | None = None,
    ) -> T | Trouble:
        """Send a request once.

        ``process`` is what the venue does with ``args`` when it arrives, ``sent`` is told when it leaves.
        """
        assert not self.is_cut, "a process that is gone has sent a request"
        if self._watched and self._kernel.ends_here():
            await End(f"{name}, before it is sent")
        journey = self._set_out()
        if journey is None:
            return NotSent("no connection")
        if sent is not None:
            sent()
        arrives, heard, lost = journey
        world, stamp = self._world, self._host.wall if signed else None
        answer: T | Rejected | Lost = _NO_ANSWER
        arrived: list[T | Rejected | Lost] = []
        ends = self._watched and self._kernel.ends_here()
        if arrives is not None:
            if arrives <= heard and not (self._may_sleep or ends):
                # Nothing can come between this and what is due before.
                world.advance_to(arrives)
                answer = self._arrive(stamp, process, args)
            else:
                self._let_arrive(arrives, arrived, stamp, process, args)
        if self._may_sleep and self._faults.hits("suspended_in_request"):
            self._host.suspend(self._faults.random("suspended_in_request").randrange(SECOND, 3 * HOUR))
        if ends:
            await End(f"{name}, under way")
        world.advance_to(heard)
        if self._watched and self._kernel.ends_here():
            await End(f"{name}, answered")
        if lost:
            return Rejected(FailureKind.UNREACHABLE, Verdict.UNSURE, lost) if lost == _AMBIGUOUS else Lost(lost)
        return arrived[0] if arrived else answer

    def _set_out(self) -> _Journey | None:
        """What will become of a request that leaves now; None where it cannot leave."""
        faults = self._faults
        spread = self._spread(16)
        up, down = 10 + (spread & 127), 10 + (spread >> 8 & 127)
        for hold_up, _, _ in self._before_it_leaves:
            if not faults.hits(hold_up):
                continue
            wait = faults.random(hold_up)
            match hold_up:
                case "stalled":
                    self._host.sleep(wait.randrange(MINUTE))
                case "not_connected":
                    self._host.sleep(wait.randrange(20, 3 * SECOND))
                    return None
                case _:
                    self._host.sleep(wait.randrange(SEND_WITHIN))
                    up, down = up + wait.randrange(4 * SECOND), down + wait.randrange(4 * SECOND)
        begun = self._world.now
        fault = faults.first_of(self._on_its_way) if self._on_its_way else None
        if fault is None:
            return begun + up, begun + up + down, ""
        chance, gives_up = faults.random(fault), begun + TIMEOUT
        processed = begun + up if chance.random() < 0.5 else None
        match fault:
            case "request_lost":
                return None, gives_up, fault
            case "answer_lost":
                return begun + up, gives_up, fault
            case "answer_late":
                return begun + chance.randrange(TIMEOUT), gives_up, fault
            case "processed_late":
                arrives = begun + chance.randrange(SECOND, ACCESS_WINDOW + SECOND)
                return arrives, begun + chance.randrange(50, TIMEOUT), fault
            case "reset_after" | "reset_in_body":
                return begun + up, begun + up + down, fault
            case "ambiguous_code":
                return processed, begun + up + down, _AMBIGUOUS
            case _:
                return processed, begun + up + down, fault

    def _let_arrive[T, *Args](
        self,
        time: int,
        arrived: list[T | Rejected | Lost],
        stamp: int | None,
        process: Callable[[*Args], T],
        args: tuple[*Args],
    ) -> None:
        """Have the request arrive at its time, whatever becomes of who sent it."""
        self._world.at(time, lambda: arrived.append(self._arrive(stamp, process, args)))

    def _arrive[T, *Args](
        self, stamp: int | None, process: Callable[[*Args], T], args: tuple[*Args]
    ) -> T | Rejected | Lost:
        """What the venue answers to a request, which is signed if it has a stamp; nothing at all while it is down."""
        now, venue = self._world.now, self._venue
        if self._can_be_closed and now < venue.closed.outage:
            return _NO_ANSWER
        if stamp is not None and abs(now - stamp) > ACCESS_WINDOW:
            return Rejected(FailureKind.CLOCK_OFF, Verdict.TURNED_AWAY, "304 outside the access window")
        turned_away = venue.gate(signed=stamp is not None) if self._can_be_closed else None
        return process(*args) if turned_away is None else turned_away
