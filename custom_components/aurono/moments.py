"""Times as the outside reads them; inside, time is UTC milliseconds."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def moment(milliseconds: int) -> datetime:
    """The moment of a time in UTC milliseconds, exactly."""
    return _EPOCH + milliseconds * _MILLISECOND


def milliseconds(when: datetime) -> int:
    """UTC milliseconds of an aware moment; what is finer is cut off."""
    return (when - _EPOCH) // _MILLISECOND


def iso(time: int) -> str:
    """A time in UTC milliseconds as ISO 8601, such as ``2026-11-20T08:00:00+00:00``."""
    when = moment(time)
    return when.isoformat(timespec="seconds" if when.microsecond == 0 else "milliseconds")
