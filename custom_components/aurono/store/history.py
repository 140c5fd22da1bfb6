"""Where in the journal the evaluations of each strategy are, and how its books stood after each event that moved them.

The journal is ordered by what happened, not by strategy, and holds a million evaluations. This index is made once, on
the first question, without reading what the evaluations say, and grows with the journal; what is asked for is then read
from the few rows that matter.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
import sqlite3

from ..engine.curve import Standing
from ..engine.events import (
    BookOpened,
    CapitalDeposited,
    CapitalWithdrawn,
    DifferenceWrittenOff,
    Event,
    ModeChanged,
    OrderEnded,
    OrderFill,
    OrderPlanned,
    PositionAdopted,
    StrategyAdded,
    StrategyRemoved,
)
from ..engine.market import Pair
from ..engine.reason import Side
from ..engine.strategy import BookKind, Mode
from .codec import EventCodec, kind_of_type
from .errors import CodecError, JournalDamaged
from .journal_schema import BEYOND_EVALUATIONS, EVALUATED
from .packed import PackedSteps, Step
from .replay import read_head, streams_of

_CHUNK = 20_000
"""Rows read at once, after which whoever waits for the file gets a turn."""
_TELLING = (
    StrategyAdded,
    StrategyRemoved,
    ModeChanged,
    BookOpened,
    CapitalDeposited,
    CapitalWithdrawn,
    PositionAdopted,
    DifferenceWrittenOff,
    OrderPlanned,
    OrderFill,
)
"""Events after which books may stand differently, or which say what later ones mean."""
_ENDED = kind_of_type(OrderEnded)
_KINDS = ", ".join(f"'{kind_of_type(kind)}'" for kind in (*_TELLING, OrderEnded))
_EVALUATIONS = (
    "SELECT position, stream, strategy, time FROM events"  # noqa: S608 - constants
    f" WHERE position > ? AND position <= ? AND kind = '{EVALUATED}' ORDER BY position"
)
# Of the end of an order only its id matters.
_OTHERS = (
    "SELECT position, stream, strategy, kind,"  # noqa: S608 - constants
    f" CASE WHEN kind = '{_ENDED}' THEN record ->> '$.event.order' ELSE record END"
    f" FROM events INDEXED BY {BEYOND_EVALUATIONS} WHERE kind <> '{EVALUATED}' AND kind IN ({_KINDS})"
    " AND position > ? AND position <= ? ORDER BY position"
)


class BookHistory:
    """One set of books of one strategy over its whole life; ``pair`` is None before they were opened."""

    def __init__(self, strategy: str) -> None:
        self.strategy = strategy
        self.pair: Pair | None = None
        self.steps = PackedSteps()
        self._positions = array("q")
        self._times = array("q")

    @property
    def currency(self) -> str | None:
        """What they are kept in; None before they were opened."""
        return None if self.pair is None else self.pair.quote

    def note(self, step: Step) -> None:
        """Note an event after which the books may stand differently."""
        last = self.steps.last
        if last is None or (last.standing, last.active) != (step.standing, step.active):
            self.steps.append(step)

    def note_evaluation(self, position: int, time: int) -> None:
        """Note an evaluation; they come in the order of the journal."""
        self._positions.append(position)
        # The exchange's clock may be set back a little when it is read anew; what is searched in must not fall.
        self._times.append(max(time, self._times[-1]) if self._times else time)

    def at(self, position: int) -> Step | None:
        """The last step up to a position; None before the books were opened."""
        found = bisect_right(self.steps.positions, position)
        return self.steps[found - 1] if found else None

    @property
    def last_evaluation(self) -> int | None:
        """Position of the last evaluation; None before there was one."""
        return self._positions[-1] if self._positions else None

    def evaluations(self, since: int | None, until: int | None = None) -> Sequence[int]:
        """Positions of the evaluations from one time (ms) on up to before another."""
        first = 0 if since is None else bisect_left(self._times, since)
        last = len(self._times) if until is None else bisect_left(self._times, until)
        return self._positions[first:last]

    def evaluations_after(self, position: int) -> Sequence[int]:
        """Positions of the evaluations that came after a position."""
        return self._positions[bisect_right(self._positions, position) :]

    def latest(self, position: int, skip: int, most: int) -> Sequence[int]:
        """Positions of the last evaluations up to a position, the newest first, leaving the newest ``skip`` out."""
        end = bisect_right(self._positions, position) - skip
        return self._positions[max(0, end - most) : max(0, end)][::-1]


@dataclass(slots=True)
class _Known:
    """What is known of a strategy that exists: its market, the books it uses, and the sides of its open orders."""

    pair: Pair
    active: BookKind = BookKind.SHADOW
    sides: dict[str, Side] = field(default_factory=dict)

    def enter(self, mode: Mode) -> None:
        """While paused a strategy keeps the books that it used last."""
        if mode is not Mode.PAUSED:
            self.active = BookKind(mode)


class HistoryIndex:
    """The histories of all books of one account."""

    def __init__(self, account: str, codec: EventCodec) -> None:
        self.account = account
        self._streams = frozenset(streams_of(account))
        self._book_of = {f"{account}/{book}": book for book in BookKind}
        self._codec = codec
        self._position = 0
        self._strategies: dict[str, _Known] = {}
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
            bounds = (self._position, min(self._position + _CHUNK, head))
            others = connection.execute(_OTHERS, bounds).fetchall()
            evaluations = connection.execute(_EVALUATIONS, bounds).fetchall()
            for position, stream, strategy, kind, content in others:
                if stream in self._streams:
                    self._take_in(position, strategy, kind, content)
            for position, stream, strategy, time in evaluations:
                if (book := self._book_of.get(stream)) is not None:
                    self._history(strategy, book).note_evaluation(position, time)
            self._position = bounds[1]

    def _history(self, strategy: str, book: BookKind) -> BookHistory:
        history = self._books.get((strategy, book))
        if history is None:
            history = self._books[strategy, book] = BookHistory(strategy)
        return history

    def _take_in(self, position: int, strategy: str, kind: str, content: str) -> None:
        try:
            if kind == _ENDED:
                self._strategies[strategy].sides.pop(content)
            else:
                self._apply(position, self._codec.decode_event(content))
        except CodecError as error:
            raise JournalDamaged(str(error), position) from error
        except KeyError as error:
            raise JournalDamaged(
                f"an event cannot follow the ones before it: {error} is not known", position
            ) from error

    def _apply(self, position: int, event: Event) -> None:
        """Raises KeyError for an event about what is not there."""
        match event:
            case StrategyAdded():
                known = self._strategies[event.strategy] = _Known(event.parameters.pair)
                known.enter(event.mode)
            case StrategyRemoved():
                del self._strategies[event.strategy]
                self._note_all(position, event)
            case ModeChanged():
                self._strategies[event.strategy].enter(event.mode)
                self._note_all(position, event)
            case BookOpened():
                self._note(position, event, Standing.opened(event))
            case OrderPlanned():
                self._strategies[event.strategy].sides[event.order] = event.side
            case OrderFill():
                known = self._strategies[event.strategy]
                standing = self._standing(event.strategy, event.book)
                self._note(position, event, standing.traded(event, known.sides[event.order], known.pair))
            case CapitalDeposited() | CapitalWithdrawn() | PositionAdopted() | DifferenceWrittenOff():
                self._note(position, event, self._standing(event.strategy, event.book).moved(event))
            case _:
                pass

    def _standing(self, strategy: str, book: BookKind) -> Standing:
        last = self._books[strategy, book].steps.last
        if last is None or last.standing is None:
            raise KeyError(strategy)
        return last.standing

    def _note(
        self,
        position: int,
        event: BookOpened | CapitalDeposited | CapitalWithdrawn | PositionAdopted | DifferenceWrittenOff | OrderFill,
        standing: Standing,
    ) -> None:
        known, history = self._strategies[event.strategy], self._history(event.strategy, event.book)
        history.pair = known.pair
        history.note(Step(position, event.time, standing, known.active is event.book))

    def _note_all(self, position: int, event: ModeChanged | StrategyRemoved) -> None:
        """The books of a strategy are used, or used no longer, or are gone with it."""
        known = self._strategies.get(event.strategy)
        for kind in BookKind:
            history = self._books.get((event.strategy, kind))
            last = None if history is None else history.steps.last
            if history is not None and last is not None and last.standing is not None:
                standing = None if known is None else last.standing
                active = known is not None and known.active is kind
                history.note(Step(position, event.time, standing, active))
