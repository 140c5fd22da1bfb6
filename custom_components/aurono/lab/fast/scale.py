"""Decimals as whole numbers: value × 10^n, exact."""

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from math import gcd

_EXACT = Context(prec=2000, Emax=MAX_EMAX, Emin=MIN_EMIN)


def decimals_of(value: Decimal) -> int:
    """So many decimals hold the value, trailing zeros left out."""
    return decimals_for(value.as_integer_ratio()[1])


def decimals_for(denominator: int) -> int:
    """So many decimals hold every multiple of 1 / denominator, whose prime factors are 2 and 5."""
    decimals, power = 0, 1
    while power % denominator:
        decimals, power = decimals + 1, power * 10
    return decimals


def power(decimals: int) -> int:
    """10^decimals, for decimals ≥ 0."""
    value: int = 10**decimals
    return value


def scaled(value: Decimal, decimals: int) -> int:
    """Value × 10^decimals, for a value that has no more decimals than that."""
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(numerator * power(decimals), denominator)
    assert rest == 0
    return whole


def scaled_up(value: Decimal, decimals: int) -> int:
    """The least whole number at or above value × 10^decimals: what whole numbers must reach to reach the value."""
    numerator, denominator = value.as_integer_ratio()
    return -(-numerator * power(decimals) // denominator)


def unscaled(number: int, decimals: int) -> Decimal:
    """The decimal that number stands for, whatever the ambient context."""
    return Decimal(number).scaleb(-decimals, _EXACT)


def reduced(numerator: int, denominator: int) -> tuple[int, int]:
    """The same fraction in smaller numbers."""
    divisor = gcd(numerator, denominator)
    return numerator // divisor, denominator // divisor
