"""Numbers in sentences, as each language of ours writes them."""

from decimal import Decimal

import pytest

from custom_components.aurono.wording.numbers import NumberWords


@pytest.mark.parametrize(
    ("language", "money", "coins", "negative"),
    [
        ("en", "€1,234.50", "0.002\u00a0BTC", "-€5.00"),
        ("en-GB", "€1,234.50", "0.002\u00a0BTC", "-€5.00"),
        ("nl", "€\u00a01.234,50", "0,002\u00a0BTC", "€\u00a0-5,00"),
        ("de", "1.234,50\u00a0€", "0,002\u00a0BTC", "-5,00\u00a0€"),
        ("fr", "1\u202f234,50\u00a0€", "0,002\u00a0BTC", "-5,00\u00a0€"),
        ("pt-BR", "€1,234.50", "0.002\u00a0BTC", "-€5.00"),
    ],
)
def test_given_a_language_then_separators_and_the_place_of_the_symbol_are_its_own(
    language: str, money: str, coins: str, negative: str
) -> None:
    numbers = NumberWords.of(language)

    assert numbers.money(Decimal("1234.5"), "EUR") == money
    assert numbers.coins(Decimal("0.002"), "BTC") == coins
    assert numbers.money(Decimal(-5), "EUR") == negative


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        ("39.4901", "EUR", "€39.50"),
        ("39.49", "EUR", "€39.49"),
        ("0.004", "EUR", "€0.004"),
        ("0", "EUR", "€0.00"),
        ("12.5", "USDT", "12.50\u00a0USDT"),
        ("0.00012345", "BTC", "0.00012345\u00a0BTC"),
        ("1e30", "EUR", "€1,000,000,000,000,000,000,000,000,000,000.00"),
    ],
)
def test_given_money_to_be_paid_then_it_is_rounded_to_what_is_enough(value: str, currency: str, text: str) -> None:
    assert NumberWords.of("en").money(Decimal(value), currency, up=True) == text


def test_given_more_decimals_than_are_worth_it_then_they_are_rounded() -> None:
    numbers = NumberWords.of("en")

    assert numbers.money(Decimal("20.0500001"), "EUR") == "€20.05"
    assert numbers.coins(Decimal("0.123456789"), "SOL") == "0.12345679\u00a0SOL"
    assert numbers.coins(Decimal(3), "SOL") == "3\u00a0SOL"


def test_prices_keep_six_digits_and_coins_what_they_are_worth() -> None:
    english, dutch = NumberWords.of("en"), NumberWords.of("nl")
    assert (english.price(Decimal(117)), english.price(Decimal("61234.5"))) == ("117.00", "61,234.50")
    assert english.price(Decimal("0.0000123456")) == "0.0000123456"
    assert dutch.coins_worth(Decimal("0.17271157"), "SOL", price=Decimal("115.8"), quote="EUR") == "0,17271\u00a0SOL"
    assert english.coins_worth(Decimal(3), "SOL", price=Decimal("115.8"), quote="EUR") == "3\u00a0SOL"


@pytest.mark.parametrize(
    ("language", "gain", "loss", "rise"),
    [
        ("en", "+€12.31", "-€12.31", "+0.81%"),
        ("nl", "€\u00a0+12,31", "€\u00a0-12,31", "+0,81%"),
        ("de", "+12,31\u00a0€", "-12,31\u00a0€", "+0,81\u00a0%"),
        ("fr", "+12,31\u00a0€", "-12,31\u00a0€", "+0,81\u202f%"),
    ],
)
def test_given_a_change_then_its_sign_is_told_where_the_language_has_it(
    language: str, gain: str, loss: str, rise: str
) -> None:
    numbers = NumberWords.of(language)

    assert numbers.money(Decimal("12.31"), "EUR", signed=True) == gain
    assert numbers.money(Decimal("-12.31"), "EUR", signed=True) == loss
    assert numbers.percent(Decimal("0.812"), signed=True) == rise


def test_given_nothing_or_next_to_nothing_then_it_has_no_sign() -> None:
    numbers = NumberWords.of("en")

    assert numbers.money(Decimal(0), "EUR", signed=True) == "€0.00"
    assert numbers.percent(Decimal("-0.001"), signed=True) == "0.00%"
    assert numbers.coins(Decimal("-0.000000001"), "SOL") == "0\u00a0SOL"
    assert numbers.money(Decimal("-0.000000001"), "EUR", signed=True) == "€0.00"


def test_money_without_a_symbol_and_prices_with_their_currency() -> None:
    numbers = NumberWords.of("en")

    assert numbers.money(Decimal("-1234.5"), "USDT", signed=True) == "-1,234.50\u00a0USDT"
    assert numbers.price(Decimal("115.8"), "EUR") == "€115.80"
    assert numbers.price(Decimal("0.0000123456"), "BTC") == "0.0000123456\u00a0BTC"
    assert numbers.count(12345) == "12,345"
    assert numbers.coins_worth(Decimal("0.172711"), "SOL", price=None, quote="EUR") == "0.1727\u00a0SOL"
