"""How money and prices are shown; the states themselves are exact."""

from decimal import Decimal

COIN_DECIMALS = 8
_MONEY_DECIMALS = 2
_COINS_AS_MONEY = frozenset({"BTC", "ETH", "BNB", "SOL"})
"""Quotes of which a hundredth is a lot of money."""
_PRICE_DIGITS = 6
_PRICE_DECIMALS = 4
_MOST_DECIMALS = 12


def money_decimals(currency: str) -> int:
    """How many decimals of this money are worth showing."""
    return COIN_DECIMALS if currency in _COINS_AS_MONEY else _MONEY_DECIMALS


def coin_decimals(price: Decimal | None, quote: str) -> int:
    """How many decimals of a coin are worth showing: until the last of them is worth the last one of its money."""
    if not price:
        return _PRICE_DECIMALS
    return min(max(money_decimals(quote) + price.adjusted() + 1, 0), COIN_DECIMALS)


def price_decimals(price: Decimal | None) -> int:
    """How many decimals show a price of this size with six digits."""
    if not price:
        return _PRICE_DECIMALS
    return min(max(_PRICE_DIGITS - 1 - price.adjusted(), _MONEY_DECIMALS), _MOST_DECIMALS)
