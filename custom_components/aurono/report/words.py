"""The words of a report in one language, and how numbers, money and moments are written in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final
from zoneinfo import ZoneInfo

from ..engine.numbers import ZERO, plain

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROUNDING = Context(prec=100, rounding=ROUND_HALF_EVEN)
NO_BREAK: Final = "\u00a0"
MINUS: Final = "−"
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}


@dataclass(frozen=True, slots=True)
class Notation:
    """How a language writes a number: marks of thousands and decimals, and where the symbol of money stands."""

    thousands: str
    decimal: str
    money: str
    percent: str


_NOTATIONS = {
    "en": Notation(",", ".", "{symbol}{amount}", "{number}%"),
    "nl": Notation(".", ",", f"{{symbol}}{NO_BREAK}{{amount}}", "{number}%"),
    "de": Notation(".", ",", f"{{amount}}{NO_BREAK}{{symbol}}", f"{{number}}{NO_BREAK}%"),
    "fr": Notation(NO_BREAK, ",", f"{{amount}}{NO_BREAK}{{symbol}}", f"{{number}}{NO_BREAK}%"),
}


@dataclass(frozen=True, slots=True)
class Decimals:
    """How many decimals are worth showing: of money by its currency, of a price, of a coin by price and currency."""

    money: Callable[[str], int]
    price: Callable[[Decimal | None], int]
    coin: Callable[[Decimal | None, str], int]


@dataclass(frozen=True, slots=True)
class Words:
    """Texts by their keys without ``report_``, the language they are in, and the home's time zone."""

    language: str
    texts: Mapping[str, str]
    zone: ZoneInfo
    decimals: Decimals

    def text(self, key: str, **values: str) -> str:
        """A text with its values filled in."""
        return self.texts[key].format(**values)

    def count(self, key: str, number: int, **values: str) -> str:
        """A text about so many of something."""
        return self.text(f"{key}_{'one' if number == 1 else 'other'}", count=self.number(Decimal(number)), **values)

    # -- numbers -----------------------------------------------------------------------------------------------------

    @property
    def _notation(self) -> Notation:
        return _NOTATIONS.get(self.language.partition("-")[0], _NOTATIONS["en"])

    def number(self, value: Decimal, decimals: int = 0, *, signed: bool = False, trimmed: bool = False) -> str:
        """A number rounded half-even to so many decimals, ``trimmed`` of zeros at its end."""
        rounded = value.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)
        text = plain(abs(rounded)) if trimmed else f"{abs(rounded):f}"
        whole, _, fraction = text.partition(".")
        groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
        notation = self._notation
        text = notation.thousands.join(groups) + (notation.decimal + fraction if fraction else "")
        return self._sign(rounded, signed=signed) + text

    def money(self, value: Decimal, currency: str, *, signed: bool = False) -> str:
        """An amount of money with its sign in front of all, such as −€ 1.234,50."""
        decimals = self.decimals.money(currency)
        amount = self.number(abs(value), decimals)
        if (symbol := _SYMBOLS.get(currency)) is None:
            shown = f"{amount}{NO_BREAK}{currency}"
        else:
            shown = self._notation.money.format(symbol=symbol, amount=amount)
        rounded = value.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)
        return self._sign(rounded, signed=signed) + shown

    def percent(self, value: Decimal, decimals: int = 2, *, signed: bool = True) -> str:
        """A value in percent."""
        rounded = value.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)
        return self._sign(rounded, signed=signed) + self._notation.percent.format(
            number=self.number(abs(value), decimals)
        )

    def price(self, value: Decimal, currency: str) -> str:
        """A price in money per coin."""
        number = self.number(value, self.decimals.price(value))
        symbol = _SYMBOLS.get(currency)
        if symbol is None:
            return f"{number}{NO_BREAK}{currency}"
        return self._notation.money.format(symbol=symbol, amount=number)

    def coins(self, value: Decimal, coin: str, price: Decimal | None, quote: str) -> str:
        """An amount of a coin, to the last decimal that is worth something at this price."""
        return f"{self.number(value, self.decimals.coin(price, quote), trimmed=True)}{NO_BREAK}{coin}"

    @staticmethod
    def _sign(value: Decimal, *, signed: bool) -> str:
        if value < ZERO:
            return MINUS
        return "+" if signed and value > ZERO else ""

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
