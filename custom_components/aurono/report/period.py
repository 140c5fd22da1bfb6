"""The day or week that a report is about, and when it is sent: calendar days of the home, however long they are."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class PeriodKind(StrEnum):
    """How long a report looks back."""

    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Period:
    """From one local midnight up to before another: ``start`` and ``end`` are UTC ms.

    A day on which the clocks change has 23 or 25 hours and is one day all the same.
    """

    kind: PeriodKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slot:
    """When a report is sent, by the clock of the home: an hour (0 to 23), for a weekly one on a weekday (Monday is 0).

    An hour that the clocks skip is the one after it; of one that they repeat it is the first.
    """

    kind: PeriodKind
    hour: int
    weekday: int = 0

    def last(self, now: int, zone: ZoneInfo) -> int:
        """The last such moment (UTC ms) up to ``now``."""
        day = _local(now, zone).date()
        while (at := self._at(day, zone)) is None or at > now:
            day -= _DAY
        return at

    def next(self, now: int, zone: ZoneInfo) -> int:
        """The first such moment (UTC ms) after ``now``."""
        day = _local(now, zone).date()
        while (at := self._at(day, zone)) is None or at <= now:
            day += _DAY
        return at

    def _at(self, day: date, zone: ZoneInfo) -> int | None:
        """The moment on a day; None on a day without one."""
        if self.kind is PeriodKind.WEEKLY and day.weekday() != self.weekday:
            return None
        return _milliseconds(datetime.combine(day, time(self.hour), zone))


def last_period(kind: PeriodKind, now: int, zone: ZoneInfo, weekday: int = 0) -> Period:
    """The last whole day up to ``now`` (UTC ms), or the last seven that end before a ``weekday`` (Monday is 0)."""
    end = _local(now, zone).date()
    if kind is PeriodKind.WEEKLY:
        end -= timedelta(days=(end.weekday() - weekday) % 7)
    if _midnight(end, zone) > now:
        # A day that begins after midnight, because the clocks skip it, has not begun yet.
        end -= _DAY if kind is PeriodKind.DAILY else _WEEK
    start = end - (_DAY if kind is PeriodKind.DAILY else _WEEK)
    return Period(kind, _midnight(start, zone), _midnight(end, zone))


def _midnight(day: date, zone: ZoneInfo) -> int:
    return _milliseconds(datetime.combine(day, time(), zone))


def _local(now: int, zone: ZoneInfo) -> datetime:
    return (_EPOCH + timedelta(milliseconds=now)).astimezone(zone)


def _milliseconds(when: datetime) -> int:
    return (when.astimezone(UTC) - _EPOCH) // timedelta(milliseconds=1)
