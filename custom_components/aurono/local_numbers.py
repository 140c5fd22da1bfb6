"""Numbers as people write them in the languages that Aurono speaks; in any other, as in English."""

from dataclasses import dataclass
from decimal import Decimal

from .engine.numbers import plain, round_half_even
from .money import coin_decimals, money_decimals, price_decimals


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a language writes numbers, and an amount of euros with its sign and its number."""

    thousands: str
    decimal: str
    euro: str


_ENGLISH = _Habits(",", ".", "{sign}€{number}")
_HABITS = {
    "de": _Habits(".", ",", "{sign}{number} €"),
    "fr": _Habits("\N{NARROW NO-BREAK SPACE}", ",", "{sign}{number} €"),
    "nl": _Habits(".", ",", "€ {sign}{number}"),
}


def local_number(language: str, value: Decimal, decimals: int, *, at_least: int | None = None) -> str:
    """A number with so many decimals, or down to ``at_least`` as many where the rest are zeros."""
    text = plain(round_half_even(value, decimals))
    whole, _, part = text.partition(".")
    part = part.ljust(decimals if at_least is None else at_least, "0")
    grouped = f"{int(whole):,}" if whole != "-0" else whole
    habits = _of(language)
    return (f"{grouped}.{part}" if part else grouped).translate({ord(","): habits.thousands, ord("."): habits.decimal})


def local_money(language: str, value: Decimal, currency: str) -> str:
    """An amount of money, such as “€20.18” or “0.00012000 BTC”."""
    number = local_number(language, value, money_decimals(currency))
    if currency != "EUR":
        return f"{number} {currency}"
    sign = "-" if number.startswith("-") else ""
    return _of(language).euro.format(sign=sign, number=number.removeprefix("-"))


def local_coins(language: str, amount: Decimal, price: Decimal, base: str, quote: str) -> str:
    """An amount of coins as exactly as their price makes it worth, such as “0.17271 SOL”."""
    return f"{local_number(language, amount, coin_decimals(price, quote), at_least=0)} {base}"


def local_price(language: str, price: Decimal) -> str:
    """A price with six digits, its last zeros left out beyond the cents."""
    return local_number(language, price, price_decimals(price), at_least=2)


def _of(language: str) -> _Habits:
    return _HABITS.get(language.partition("-")[0].lower(), _ENGLISH)
