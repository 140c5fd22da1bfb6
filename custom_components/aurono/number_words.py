"""Numbers as the language of the house writes them, for sentences that leave the panel.

The separators and the place of the currency are those of Unicode's CLDR, as the panel has them from the browser.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Context, Decimal
from typing import Self

from .engine.numbers import MAX_DIGITS
from .money import COIN_DECIMALS, coin_decimals, money_decimals, price_decimals

_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
_CENTS = 2
_NO_BREAK = "\u00a0"
_NARROW_NO_BREAK = "\u202f"
_WIDE = Context(prec=2 * MAX_DIGITS)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How one language writes numbers; ``symbol_first`` is what stands between a leading symbol and the number."""

    thousands: str
    decimal: str
    symbol_first: str | None

    @classmethod
    def of(cls, language: str) -> Self:
        """Those of a language such as ``nl`` or ``en-GB``; English for one that has no texts here."""
        return cls(*_LANGUAGES.get(language.partition("-")[0], _LANGUAGES["en"]))

    def money(self, value: Decimal, currency: str, *, up: bool = False) -> str:
        """Money such as ``€53.73``; ``up`` rounds to what is enough, for what has to be paid.

        What is less than a cent is shown with as many decimals as it takes.
        """
        decimals = money_decimals(currency)
        if 0 < abs(value) < Decimal(1).scaleb(-decimals):
            decimals = COIN_DECIMALS
        digits = self._number(value, _CENTS, decimals, ROUND_CEILING if up else ROUND_HALF_EVEN)
        symbol = _SYMBOLS.get(currency)
        if symbol is None:
            return f"{digits}{_NO_BREAK}{currency}"
        if self.symbol_first is None:
            return f"{digits}{_NO_BREAK}{symbol}"
        if self.symbol_first == "" and value < 0:
            return f"-{symbol}{digits.removeprefix('-')}"
        return f"{symbol}{self.symbol_first}{digits}"

    def coins(self, value: Decimal, currency: str) -> str:
        """An amount of a coin, such as ``0.002 BTC``."""
        return f"{self._number(value, 0, COIN_DECIMALS, ROUND_HALF_EVEN)}{_NO_BREAK}{currency}"

    def coins_worth(self, value: Decimal, currency: str, *, price: Decimal, quote: str) -> str:
        """The same as exactly as a coin of this price makes it worth, such as ``0.17271 SOL``."""
        return f"{self._number(value, 0, coin_decimals(price, quote), ROUND_HALF_EVEN)}{_NO_BREAK}{currency}"

    def price(self, value: Decimal) -> str:
        """A price with six digits, its last zeros left out beyond the cents."""
        return self._number(value, _CENTS, price_decimals(value), ROUND_HALF_EVEN)

    def _number(self, value: Decimal, least: int, most: int, rounding: str) -> str:
        """A number with at least and at most so many decimals."""
        rounded = value.quantize(Decimal(1).scaleb(-most), rounding, _WIDE)
        whole, _, rest = f"{rounded:,f}".partition(".")
        rest = rest[:least] + rest[least:].rstrip("0")
        return whole.replace(",", self.thousands) + (f"{self.decimal}{rest}" if rest else "")


_LANGUAGES: dict[str, tuple[str, str, str | None]] = {
    "de": (".", ",", None),
    "en": (",", ".", ""),
    "fr": (_NARROW_NO_BREAK, ",", None),
    "nl": (".", ",", _NO_BREAK),
}
