"""How money and prices are shown."""

from decimal import Decimal

import pytest

from custom_components.aurono.wording.decimals import coin_decimals, money_decimals, price_decimals


@pytest.mark.parametrize(("currency", "decimals"), [("EUR", 2), ("USDC", 2), ("BTC", 8)])
def test_given_a_currency_when_shown_then_with_decimals_that_are_worth_something(currency: str, decimals: int) -> None:
    assert money_decimals(currency) == decimals


@pytest.mark.parametrize(
    ("price", "decimals"),
    [("64231.5", 2), ("116.842201538462", 3), ("1.5", 5), ("0.06", 7), ("0.00000812", 11), ("1e-11", 12)],
)
def test_given_a_price_when_shown_then_with_six_digits(price: str, decimals: int) -> None:
    assert price_decimals(Decimal(price)) == decimals


@pytest.mark.parametrize(
    ("price", "quote", "decimals"),
    [
        ("64231.5", "EUR", 7),
        ("116.84", "EUR", 5),
        ("1.5", "EUR", 3),
        ("0.06", "EUR", 1),
        ("0.0000812", "EUR", 0),
        ("0.002", "BTC", 6),
        ("12", "BTC", 8),
    ],
)
def test_given_a_coin_when_shown_then_its_last_decimal_is_worth_a_cent_at_most(
    price: str, quote: str, decimals: int
) -> None:
    assert coin_decimals(Decimal(price), quote) == decimals
    assert coin_decimals(None, quote) == 4


def test_given_no_price_when_shown_then_with_four_decimals() -> None:
    assert price_decimals(None) == price_decimals(Decimal(0)) == 4
