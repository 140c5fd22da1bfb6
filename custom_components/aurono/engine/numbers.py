"""Exact decimal arithmetic and the few roundings that SEMANTICS section 1 allows.

Every product, sum and comparison of money is exact. Division happens only inside the ``quotient_*`` functions below,
each of which names its rounding. The arithmetic runs in a context of its own that traps inexact results, because the
ambient decimal context belongs to the whole process and other libraries change it (ccxt sets its rounding).
"""

from collections.abc import Callable, Iterable
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow, getcontext, setcontext
from functools import wraps
import re

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)

MONEY_DECIMALS = 12
"""Decimals of quote money where the exchange states no settlement step, and of every quotient stored or shown."""

MONEY_STEP = Decimal("1e-12")
"""The same as a step."""

MAX_DIGITS = 40
"""Longest coefficient and largest exponent that :func:`parse_decimal` accepts; products of a few stay exact."""

_PLAIN_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
"""How exchanges and the journal write numbers: valid if it is short, and known in a quarter of the time."""

_EXACT = Context(prec=2000, traps=[InvalidOperation, DivisionByZero, Overflow, Inexact])


def exactly[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Run a function in the exact context: an operation that would have to round raises ``decimal.Inexact`` instead."""

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        outside = getcontext()
        if outside is _EXACT:
            return function(*args, **kwargs)
        setcontext(_EXACT)
        try:
            return function(*args, **kwargs)
        finally:
            setcontext(outside)

    return wrapper


@exactly
def total_if_known(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None if a part of it is not known."""
    total = ZERO
    for value in values:
        if value is None:
            return None
        total += value
    return total


def parse_decimal(text: str) -> Decimal:
    """Read a decimal string such as ``117.00`` or ``1e-8``.

    Raises ValueError for anything else: an empty text, blanks, underscores, digits of other scripts, NaN, infinity,
    or a number longer than :data:`MAX_DIGITS`.
    """
    if len(text) <= MAX_DIGITS and _PLAIN_NUMBER.fullmatch(text):
        return Decimal(text)
    if not text or not text.isascii() or "_" in text or text != text.strip():
        raise ValueError(f"not a decimal number: {text!r}")
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"not a decimal number: {text!r}") from None
    if not value.is_finite():
        raise ValueError(f"not a finite number: {text!r}")
    digits, exponent = len(value.as_tuple().digits), value.as_tuple().exponent
    assert isinstance(exponent, int)
    if digits > MAX_DIGITS or abs(exponent) > MAX_DIGITS:
        raise ValueError(f"more than {MAX_DIGITS} digits: {text!r}")
    return value


def plain(value: Decimal) -> str:
    """Write a decimal without exponent, trailing zeros or a negative zero: the one text of each value."""
    text = str(value)
    if "E" in text or "e" in text:
        text = format(value, "f")
    if text.endswith("0"):
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        if text == "-0":
            return "0"
    return text


@exactly
def quotient_down(numerator: Decimal, denominator: Decimal, step: Decimal) -> Decimal:
    """Largest multiple of ``step`` that is at most numerator / denominator; both are ≥ 0, the divisors > 0."""
    return (numerator // (denominator * step)) * step


@exactly
def quotient_up(numerator: Decimal, denominator: Decimal, step: Decimal) -> Decimal:
    """Smallest multiple of ``step`` that is at least numerator / denominator; both are ≥ 0, the divisors > 0."""
    divisor = denominator * step
    whole = numerator // divisor
    return (whole if whole * divisor == numerator else whole + 1) * step


@exactly
def quotient_half_even(numerator: Decimal, denominator: Decimal, decimals: int = MONEY_DECIMALS) -> Decimal:
    """Numerator / denominator (any sign, denominator > 0) rounded half-even to so many decimals."""
    step = MONEY_STEP if decimals == MONEY_DECIMALS else ONE.scaleb(-decimals)
    divisor = denominator * step
    whole, rest = divmod(abs(numerator), divisor)
    twice_the_rest = rest * 2
    if twice_the_rest > divisor or (twice_the_rest == divisor and whole % 2 == 1):
        whole += 1
    return (whole * step).copy_sign(numerator) if whole else ZERO


def round_down(value: Decimal, step: Decimal) -> Decimal:
    """Largest multiple of ``step`` at or below a value ≥ 0."""
    return quotient_down(value, ONE, step)


def round_up(value: Decimal, step: Decimal) -> Decimal:
    """Smallest multiple of ``step`` at or above a value ≥ 0."""
    return quotient_up(value, ONE, step)


def round_half_even(value: Decimal, decimals: int = MONEY_DECIMALS) -> Decimal:
    """A value of any sign rounded half-even to so many decimals."""
    return quotient_half_even(value, ONE, decimals)
