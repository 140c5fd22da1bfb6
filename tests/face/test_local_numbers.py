"""Numbers are written as in the language of the home."""

from decimal import Decimal

import pytest

from custom_components.aurono.local_numbers import local_coins, local_money, local_number, local_price


@pytest.mark.parametrize(
    ("language", "loss", "much", "price"),
    [
        ("en", "-€0.50", "€1,234,567.89", "61,234.50"),
        ("en-GB", "-€0.50", "€1,234,567.89", "61,234.50"),
        ("nl", "€ -0,50", "€ 1.234.567,89", "61.234,50"),
        ("de", "-0,50 €", "1.234.567,89 €", "61.234,50"),
        ("fr", "-0,50 €", "1\u202f234\u202f567,89 €", "61\u202f234,50"),
        ("ja", "-€0.50", "€1,234,567.89", "61,234.50"),
    ],
)
def test_money_and_prices(language: str, loss: str, much: str, price: str) -> None:
    assert local_money(language, Decimal("-0.499"), "EUR") == loss
    assert local_money(language, Decimal("1234567.891"), "EUR") == much
    assert local_price(language, Decimal("61234.5")) == price


def test_small_numbers_keep_what_they_are_worth() -> None:
    assert local_money("en", Decimal("0.00012"), "BTC") == "0.00012000 BTC"
    assert local_price("en", Decimal("0.0000123456")) == "0.0000123456"
    assert local_coins("nl", Decimal("0.17271157"), Decimal("115.8"), "SOL", "EUR") == "0,17271 SOL"
    assert local_coins("en", Decimal(3), Decimal("115.8"), "SOL", "EUR") == "3 SOL"


def test_a_little_below_zero_that_is_shown_as_nothing_has_no_sign() -> None:
    assert local_money("en", Decimal("-0.001"), "EUR") == "€0.00"
    assert local_number("en", Decimal("-1234.5"), 2) == "-1,234.50"
    assert local_number("en", Decimal("-0.5"), 1) == "-0.5"
