"""One fault at one point of a run: the process dies, or the disk fails, at the n-th write or request.

A write is a step that is committed to the journal, a request one that changes something at the venue, a question one
that changes nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
import sqlite3
from typing import Any, override

from custom_components.aurono.exchange.protocol import OrderRequest
from custom_components.aurono.store.journal import Entry, Journal
from custom_components.aurono.store.worker import SyncWorker
from tests.execution.venue import Venue


class Killed(BaseException):
    """The process is gone; nothing of ours handles this."""


class Fault(Enum):
    """What goes wrong, as the table calls it."""

    KILL_BEFORE_WRITE = "killed before a write"
    KILL_AFTER_WRITE = "killed after a write"
    KILL_BEFORE_REQUEST = "killed before a request"
    KILL_AFTER_REQUEST = "killed after a request"
    KILL_IN_FLIGHT = "killed while a request is on its way"
    KILL_AT_QUESTION = "killed while the exchange is asked something"
    DISK_FULL = "disk full"
    WRITE_FAILED = "I/O error, nothing written"
    SYNC_FAILED = "I/O error after the write"

    @property
    def points(self) -> Point:
        """What its points are."""
        return _POINTS.get(self, Point.WRITE)


class Point(Enum):
    """What is counted: everything that a run waits for is one of these."""

    WRITE = auto()
    REQUEST = auto()
    QUESTION = auto()
    """A request that changes nothing: the time, candles, balances, what became of an order."""


_POINTS = {
    Fault.KILL_BEFORE_REQUEST: Point.REQUEST,
    Fault.KILL_AFTER_REQUEST: Point.REQUEST,
    Fault.KILL_IN_FLIGHT: Point.REQUEST,
    Fault.KILL_AT_QUESTION: Point.QUESTION,
}


@dataclass
class Plan:
    """Let one fault happen at the n-th write or request after ``arm``."""

    fault: Fault | None
    number: int = 0
    armed: bool = False
    counts: Counter[Point] = field(default_factory=Counter)
    reached: bool = False
    struck: bool = False
    """Whether it had any effect: a full disk that nothing more was written to has none."""

    def passes(self, point: Point) -> bool:
        """Count a point; tells whether the fault is due at it."""
        self.counts[point] += self.armed
        due = self.armed and not self.reached and self.fault is not None and self.fault.points is point
        if due and self.counts[point] == self.number:
            self.reached = True
            return True
        return False


class FailingConnection:
    """A connection whose next commit fails as a broken disk makes it fail, with or without having been written."""

    def __init__(self, connection: sqlite3.Connection, *, written: bool) -> None:
        self._connection = connection
        self._written = written

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        """Run a statement, unless it commits: by name, or an event that is a step by itself."""
        if sql == "COMMIT" or (sql.startswith("INSERT INTO events") and not self._connection.in_transaction):
            if self._written:
                self._connection.execute(sql, *parameters)
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
            raise error
        return self._connection.execute(sql, *parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class FaultyWorker(SyncWorker):
    """A journal whose process or disk fails at the point that the plan names."""

    def __init__(self, journal: Journal, plan: Plan) -> None:
        super().__init__(journal)
        self._plan = plan

    @override
    async def append(self, entries: Sequence[Entry]) -> None:
        plan = self._plan
        due = plan.passes(Point.WRITE)
        fault = plan.fault if due else None
        match fault:
            case Fault.KILL_BEFORE_WRITE:
                plan.struck = True
                raise Killed
            case Fault.DISK_FULL:
                writer = self._journal._writer
                (pages,) = writer.execute("PRAGMA page_count").fetchone()
                writer.execute(f"PRAGMA max_page_count = {pages}")
            case Fault.WRITE_FAILED | Fault.SYNC_FAILED:
                broken: Any = FailingConnection(self._journal._writer, written=fault is Fault.SYNC_FAILED)
                self._journal._writer = broken
            case _:
                pass
        try:
            await super().append(entries)
        except Exception:
            plan.struck = True
            raise
        if fault is Fault.KILL_AFTER_WRITE:
            plan.struck = True
            raise Killed


def watch_requests(venue: Venue, plan: Plan) -> None:
    """Let the process die at the request or the question that the plan names."""
    due = False

    def on_mutation(what: str, when: str, request: OrderRequest) -> None:
        nonlocal due
        if when == "before":
            due = plan.passes(Point.REQUEST)
            if not due or plan.fault is Fault.KILL_AFTER_REQUEST:
                return
            plan.struck = True
            if plan.fault is Fault.KILL_IN_FLIGHT and what == "place":
                venue.sent[request.client_order] += 1
                venue.send_late(request)
            raise Killed
        if due:
            due = False
            plan.struck = True
            raise Killed

    def on_call(what: str) -> None:
        if plan.passes(Point.QUESTION):
            plan.struck = True
            raise Killed

    venue.on_mutation = on_mutation
    venue.on_call = on_call
