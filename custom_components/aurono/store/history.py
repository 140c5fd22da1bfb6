"""Where in the journal the evaluations of each strategy are, and how its books stood after each event that moved them.

The journal is ordered by what happened, not by strategy, and holds a million evaluations. This index is made once, on
the first question, without reading what the evaluations say, and grows with the journal; what is asked for is then read
from the few rows that matter.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
import sqlite3

from ..engine.curve import Standing
from ..engine.errors import LedgerError
from ..engine.events import StrategyRemoved
from ..engine.portfolio import EMPTY, Portfolio, apply
from ..engine.strategy import BookKind
from .codec import EventCodec
from .errors import CodecError, JournalDamaged
from .journal_schema import BEYOND_EVALUATIONS, EVALUATED
from .replay import read_head, streams_of

_CHUNK = 20_000
"""Rows read at once, after which whoever waits for the file gets a turn."""
_EVALUATIONS = (
    f"SELECT position, stream, strategy, time FROM events WHERE position > ? AND position <= ? AND kind = '{EVALUATED}'"  # noqa: S608 - constants
)
_OTHERS = (
    f"SELECT position, stream, record FROM events INDEXED BY {BEYOND_EVALUATIONS}"  # noqa: S608 - constants
    f" WHERE kind <> '{EVALUATED}' AND position > ? AND position <= ? ORDER BY position"
)


@dataclass(frozen=True, slots=True)
class Step:
    """How books stood from an event on, by its position and time (ms).

    ``standing`` is None from the removal of the strategy on. ``active`` while they are those that the strategy uses.
    """

    position: int
    time: int
    standing: Standing | None
    active: bool


class BookHistory:
    """One set of books of one strategy over its whole life; ``currency`` is None before they were opened."""

    def __init__(self, strategy: str) -> None:
        self.strategy = strategy
        self.currency: str | None = None
        self.steps: list[Step] = []
        self._positions = array("q")
        self._times = array("q")

    def note(self, step: Step) -> None:
        """Note an event after which the books may stand differently."""
        last = self.steps[-1] if self.steps else None
        if last is None or (last.standing, last.active) != (step.standing, step.active):
            self.steps.append(step)

    def note_evaluation(self, position: int, time: int) -> None:
        """Note an evaluation; they come in the order of the journal."""
        self._positions.append(position)
        # The exchange's clock may be set back a little when it is read anew; what is searched in must not fall.
        self._times.append(max(time, self._times[-1]) if self._times else time)

    def at(self, position: int) -> Step | None:
        """The last step up to a position; None before the books were opened."""
        found = bisect_right(self.steps, position, key=lambda step: step.position)
        return self.steps[found - 1] if found else None

    def evaluations(self, since: int | None, until: int | None = None) -> Sequence[int]:
        """Positions of the evaluations from one time (ms) on up to before another."""
        first = 0 if since is None else bisect_left(self._times, since)
        last = len(self._times) if until is None else bisect_left(self._times, until)
        return self._positions[first:last]

    def latest(self, position: int, skip: int, most: int) -> Sequence[int]:
        """Positions of the last evaluations up to a position, the newest first, leaving the newest ``skip`` out."""
        end = bisect_right(self._positions, position) - skip
        return self._positions[max(0, end - most) : max(0, end)][::-1]


class HistoryIndex:
    """The histories of all books of one account."""

    def __init__(self, account: str, codec: EventCodec) -> None:
        self._streams = frozenset(streams_of(account))
        self._book_of = {f"{account}/{book}": book for book in BookKind}
        self._codec = codec
        self._position = 0
        self._portfolio: Portfolio = EMPTY
        self._books: dict[tuple[str, BookKind], BookHistory] = {}

    def books(self, book: BookKind, strategy: str | None = None) -> list[BookHistory]:
        """The books of this kind, of one strategy or of all that ever were."""
        return [
            history
            for (owner, kind), history in self._books.items()
            if kind is book and (strategy is None or owner == strategy)
        ]

    def follow(self, connection: sqlite3.Connection) -> None:
        """Take in what was committed since the last call; raises JournalDamaged."""
        head, _ = read_head(connection)
        while self._position < head:
            until = min(self._position + _CHUNK, head)
            bounds = (self._position, until)
            others = connection.execute(_OTHERS, bounds).fetchall()
            evaluations = connection.execute(_EVALUATIONS, bounds).fetchall()
            for position, stream, record in others:
                if stream in self._streams:
                    self._apply(position, record)
            for position, stream, strategy, time in evaluations:
                if (book := self._book_of.get(stream)) is not None:
                    self._history(strategy, book).note_evaluation(position, time)
            self._position = until

    def _history(self, strategy: str, book: BookKind) -> BookHistory:
        history = self._books.get((strategy, book))
        if history is None:
            history = self._books[strategy, book] = BookHistory(strategy)
        return history

    def _apply(self, position: int, record: str) -> None:
        try:
            event = self._codec.decode_event(record)
            before = self._portfolio
            self._portfolio = apply(before, event)
        except (CodecError, LedgerError) as error:
            raise JournalDamaged(str(error), position) from error
        if isinstance(event, StrategyRemoved):
            for kind in before.strategy(event.strategy).books:
                self._history(event.strategy, kind).note(Step(position, event.time, None, active=False))
        elif (state := self._portfolio.strategies.get(event.strategy)) is not None:
            for kind, book in state.books.items():
                history = self._history(event.strategy, kind)
                history.currency = state.parameters.pair.quote
                active = kind is state.active_book
                history.note(Step(position, event.time, Standing.of(book), active))
