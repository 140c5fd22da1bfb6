"""Numbers as a language writes them, for sentences that leave the panel.

The separators and the places of sign and currency are those of Unicode's CLDR, as the panel has them from the browser.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Context, Decimal
from typing import Self

from ..engine.numbers import MAX_DIGITS
from .decimals import COIN_DECIMALS, coin_decimals, money_decimals, price_decimals

_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
_CENTS = 2
_NO_BREAK = "\u00a0"
_NARROW_NO_BREAK = "\u202f"
_WIDE = Context(prec=2 * MAX_DIGITS)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How one language writes numbers; the forms place ``{sign}``, ``{symbol}`` and ``{digits}``."""

    thousands: str
    decimal: str
    money_form: str
    percent_form: str

    @classmethod
    def of(cls, language: str) -> Self:
        """Those of a language such as ``nl`` or ``en-GB``; English for one that has no texts here."""
        return cls(*_LANGUAGES.get(language.partition("-")[0], _LANGUAGES["en"]))

    def count(self, value: int) -> str:
        """How many of something."""
        return self._number(Decimal(value), 0, 0)

    def money(self, value: Decimal, currency: str, *, up: bool = False, signed: bool = False) -> str:
        """Money such as ``€53.73``; ``up`` rounds to what is enough, for what has to be paid.

        What is less than a cent is shown with as many decimals as it takes. ``signed`` tells a gain by its sign, too.
        """
        decimals = money_decimals(currency)
        if 0 < abs(value) < Decimal(1).scaleb(-decimals):
            decimals = COIN_DECIMALS
        return self._money(
            self._number(value, _CENTS, decimals, ROUND_CEILING if up else ROUND_HALF_EVEN), currency, signed=signed
        )

    def price(self, value: Decimal, currency: str | None = None) -> str:
        """A price with six digits, its last zeros left out beyond the cents; with its currency if that is given."""
        digits = self._number(value, _CENTS, price_decimals(value))
        return digits if currency is None else self._money(digits, currency)

    def coins(self, value: Decimal, currency: str) -> str:
        """An amount of a coin, such as ``0.002 BTC``."""
        return f"{self._number(value, 0, COIN_DECIMALS)}{_NO_BREAK}{currency}"

    def coins_worth(self, value: Decimal, currency: str, *, price: Decimal | None, quote: str) -> str:
        """The same as exactly as a coin of this price makes it worth, such as ``0.17271 SOL``."""
        return f"{self._number(value, 0, coin_decimals(price, quote))}{_NO_BREAK}{currency}"

    def percent(self, value: Decimal, decimals: int = 2, *, signed: bool = False) -> str:
        """A value in percent; ``signed`` tells a rise by its sign, too."""
        digits = self._number(value, decimals, decimals)
        return self.percent_form.format(digits=_sign(digits, signed=signed) + digits.removeprefix("-"))

    def _money(self, digits: str, currency: str, *, signed: bool = False) -> str:
        sign, digits = _sign(digits, signed=signed), digits.removeprefix("-")
        symbol = _SYMBOLS.get(currency)
        if symbol is None:
            return f"{sign}{digits}{_NO_BREAK}{currency}"
        return self.money_form.format(sign=sign, symbol=symbol, digits=digits)

    def _number(self, value: Decimal, least: int, most: int, rounding: str = ROUND_HALF_EVEN) -> str:
        """A number with at least and at most so many decimals."""
        rounded = value.quantize(Decimal(1).scaleb(-most), rounding, _WIDE)
        # Nothing is neither below nor above zero.
        whole, _, rest = f"{rounded or abs(rounded):,f}".partition(".")
        rest = rest[:least] + rest[least:].rstrip("0")
        return whole.replace(",", self.thousands) + (f"{self.decimal}{rest}" if rest else "")


def _sign(digits: str, *, signed: bool) -> str:
    """The sign of a number as it is written; none for what is written as zero."""
    if digits.startswith("-"):
        return "-"
    return "+" if signed and any(digit in "123456789" for digit in digits) else ""


_LANGUAGES = {
    "de": (".", ",", f"{{sign}}{{digits}}{_NO_BREAK}{{symbol}}", f"{{digits}}{_NO_BREAK}%"),
    "en": (",", ".", "{sign}{symbol}{digits}", "{digits}%"),
    "fr": (_NARROW_NO_BREAK, ",", f"{{sign}}{{digits}}{_NO_BREAK}{{symbol}}", f"{{digits}}{_NARROW_NO_BREAK}%"),
    "nl": (".", ",", f"{{symbol}}{_NO_BREAK}{{sign}}{{digits}}", "{digits}%"),
}
