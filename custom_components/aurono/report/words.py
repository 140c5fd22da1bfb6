"""The words of a report in one language, and how moments are written in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ..wording.numbers import NumberWords

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Words:
    """Texts by their keys without ``report_``, the language they are in, and the home's time zone."""

    language: str
    texts: Mapping[str, str]
    zone: ZoneInfo

    @property
    def numbers(self) -> NumberWords:
        """How its numbers are written."""
        return NumberWords.of(self.language)

    def text(self, key: str, **values: str) -> str:
        """A text with its values filled in."""
        return self.texts[key].format(**values)

    def count(self, key: str, number: int, **values: str) -> str:
        """A text about so many of something; French counts none as one."""
        one = number == 1 or (number == 0 and self.language.startswith("fr"))
        return self.text(f"{key}_{'one' if one else 'other'}", count=self.numbers.count(number), **values)

    # -- moments -----------------------------------------------------------------------------------------------------

    def local(self, time: int) -> datetime:
        """A time in UTC ms by the clock of the home."""
        return (_EPOCH + timedelta(milliseconds=time)).astimezone(self.zone)

    def date(self, time: int) -> str:
        """The day with its weekday and year."""
        day = self.local(time)
        return self.text(
            "date_long",
            weekday=self.texts[f"weekday_{day.isoweekday()}"],
            day=str(day.day),
            month=self.texts[f"month_{day.month}"],
            year=str(day.year),
        )

    def day_of_year(self, time: int) -> str:
        """The day with its year."""
        day = self.local(time)
        return self.text("date_year", day=str(day.day), month=self.texts[f"month_{day.month}"], year=str(day.year))

    def day(self, time: int) -> str:
        """The day without its year."""
        day = self.local(time)
        return self.text("date_short", day=str(day.day), month=self.texts[f"month_{day.month}"])

    def clock(self, time: int) -> str:
        """The time of day."""
        return self.local(time).strftime("%H:%M")

    def moment(self, time: int) -> str:
        """Day and time."""
        return self.text("moment", day=self.day(time), time=self.clock(time))
