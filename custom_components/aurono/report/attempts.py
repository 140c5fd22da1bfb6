"""Which report is to be sent when: each once, a failed one again later, at the latest until the next one is due."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self
from zoneinfo import ZoneInfo

from ..engine.records import replace
from .period import PeriodKind, Slot

_MINUTE = 60_000
_PAUSES = tuple(minutes * _MINUTE for minutes in (10, 30, 60, 120, 240))
"""Milliseconds after the first, second … failed attempt; after more of them the last."""

TROUBLE_FROM = 3
"""Attempts in a row that fail before the owner is told: about 40 minutes, in which a server that asks to come back
later has let the mail pass."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A report on its way: due at ``due`` (UTC ms), tried ``attempts`` times, next at ``next_try``.

    ``reached`` are the recipients who have it.
    """

    due: int
    next_try: int
    attempts: int = 0
    reached: tuple[str, ...] = ()

    def failed(self, now: int, reached: tuple[str, ...]) -> Self:
        """After an attempt that not everybody was reached by, but these were."""
        pause = _PAUSES[min(self.attempts, len(_PAUSES) - 1)]
        return replace(self, attempts=self.attempts + 1, next_try=now + pause, reached=self.reached + reached)


@dataclass(frozen=True, slots=True)
class Mailing:
    """How far the reports of one kind are.

    ``slot`` is the time they are sent at, None while they are off; every one due up to ``handled`` (UTC ms) was taken
    up or is left out; ``period`` is the start (UTC ms) of the last period that was told of.
    """

    slot: Slot | None = None
    handled: int = 0
    period: int | None = None
    pending: Pending | None = None
    failures: int = field(default=0)
    """Attempts in a row that failed, over all reports."""

    def scheduled(self, slot: Slot | None, now: int) -> Self:
        """With this time to send at. Another one than before begins anew: nothing that lies in the past is sent.

        Of a report that is off nothing waits, and nothing is in trouble.
        """
        if slot == self.slot:
            return self
        if slot is None:
            return replace(self, slot=None, handled=now, pending=None, failures=0)
        return replace(self, slot=slot, handled=now)

    def due(self, now: int, zone: ZoneInfo) -> Self:
        """With the report that became due taken up, in place of one that could not be sent until then."""
        if self.slot is None:
            return self
        # A clock that was set back would otherwise keep every report waiting until it has caught up.
        handled = min(self.handled, now)
        last = self.slot.last(now, zone)
        if last <= handled:
            return replace(self, handled=handled)
        return replace(self, handled=last, pending=Pending(last, last))

    def is_sending(self, now: int) -> bool:
        """Whether a report is to be sent now."""
        return self.pending is not None and self.pending.next_try <= now

    def next_moment(self, now: int, zone: ZoneInfo) -> int | None:
        """When (UTC ms) there is something to do; None while the reports are off."""
        moments = [] if self.pending is None else [self.pending.next_try]
        if self.slot is not None:
            moments.append(self.slot.next(now, zone))
        return min(moments, default=None)

    def sent(self, period: int) -> Self:
        """After everybody got the report about the period that starts there."""
        return replace(self, pending=None, period=period, failures=0)

    def failed(self, now: int, reached: tuple[str, ...] = ()) -> Self:
        """After an attempt that not everybody was reached by, but these were."""
        assert self.pending is not None
        return replace(self, pending=self.pending.failed(now, reached), failures=self.failures + 1)

    def hurried(self, now: int) -> Self:
        """With what waits for its next attempt tried now, as when the settings were mended."""
        if self.pending is None:
            return self
        return replace(self, pending=replace(self.pending, next_try=now))

    @property
    def is_in_trouble(self) -> bool:
        """Whether it has failed for long enough to tell the owner."""
        return self.failures >= TROUBLE_FROM

    def as_json(self) -> dict[str, Any]:
        """To be kept; :meth:`from_json` makes the same of it."""
        slot, pending = self.slot, self.pending
        return {
            "slot": None if slot is None else {"hour": slot.hour, "weekday": slot.weekday},
            "handled": self.handled,
            "period": self.period,
            "failures": self.failures,
            "pending": None
            if pending is None
            else {
                "due": pending.due,
                "next_try": pending.next_try,
                "attempts": pending.attempts,
                "reached": list(pending.reached),
            },
        }

    @classmethod
    def from_json(cls, kind: PeriodKind, kept: dict[str, Any], recipients: Iterable[str]) -> Self:
        """What :meth:`as_json` made of the reports of this kind, which go to these recipients."""
        slot, pending = kept["slot"], kept["pending"]
        return cls(
            slot=None if slot is None else Slot(kind, slot["hour"], slot["weekday"]),
            handled=kept["handled"],
            period=kept["period"],
            failures=kept["failures"],
            pending=None
            if pending is None
            else Pending(pending["due"], pending["next_try"], pending["attempts"], _reached(pending, recipients)),
        )


def _reached(pending: dict[str, Any], recipients: Iterable[str]) -> tuple[str, ...]:
    """Who has it. Until that was kept, it was kept who had not, or nobody before the first attempt."""
    if "reached" in pending:
        return tuple(pending["reached"])
    missing = pending["recipients"]
    return tuple(each for each in recipients if missing and each not in missing)
