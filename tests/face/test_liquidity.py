"""Liquidity: what each account holds of each currency, what is missing, and what the next buys lack."""

from decimal import Decimal

from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
import pytest

from custom_components.aurono.const import DOMAIN, EXCHANGE_BITVAVO
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.exchange.protocol import Balance
from custom_components.aurono.words import Words
from tests.exchange.scripted_market import NO_ANSWER, rules_of

from .automations import triggered
from .house import House, subentry

BTC_EUR = Pair("BTC", "EUR")
ISSUE = "question_account_balance_short_short-EUR"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    house = House(hass, monkeypatch, EXCHANGE_BITVAVO)
    house.exchange.list(rules_of(BTC_EUR))
    house.exchange.tickers[BTC_EUR] = Decimal(50000)
    return house


async def live(house: House, *strategies: ConfigSubentryDataWithId) -> None:
    """An account whose strategies all trade real money."""
    given = strategies or (subentry(allocated_capital="93.22"),)
    await house.move_in(*given, title="Bitvavo")
    for each in given:
        await house.go_live(each["subentry_id"])


async def funds(house: House, hour: float, **amounts: str) -> None:
    """Let the exchange hold this, and be looked at."""
    house.exchange.funds = {currency: Balance(Decimal(amount), ZERO) for currency, amount in amounts.items()}
    await house.hour(hour)


def figures(house: House, currency: str = "eur") -> list[str]:
    return [house.sensor(f"liquidity_{key}_{currency}", None) for key in ("gap", "expected", "actual")]


async def test_given_paper_only_then_there_is_nothing_to_compare(house: House) -> None:
    await house.move_in()

    registry = er.async_get(house.hass)
    assert [e for e in registry.entities if e.startswith("sensor.") and "on_the_exchange" in e] == []
    assert house.state("binary_sensor", "liquidity_gap", None).state == STATE_OFF
    assert house.state("binary_sensor", "next_buys", None).state == STATE_OFF


async def test_given_money_that_goes_and_comes_back_then_everything_that_tells_of_it_follows(house: House) -> None:
    await live(house)
    await funds(house, 0.3, EUR="93.22")
    assert figures(house) == ["0", "93.22", "93.22"]
    assert house.state("binary_sensor", "liquidity_gap", None).state == STATE_OFF

    await funds(house, 0.6, EUR="53.73")

    sentence = "Your strategies expect €93.22 but your Bitvavo account has €53.73 — deposit €39.49 to cover the gap."
    gap = house.state("binary_sensor", "liquidity_gap", None)
    assert figures(house) == ["39.49", "93.22", "53.73"]
    assert (gap.state, gap.attributes["missing"]) == (STATE_ON, {"EUR": "39.49"})
    assert gap.attributes["sentences"] == [sentence]
    issue = ir.async_get(house.hass).async_get_issue(DOMAIN, ISSUE)
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["sentence"] == sentence

    await funds(house, 0.9, EUR="93.22")

    assert figures(house) == ["0", "93.22", "93.22"]
    assert house.state("binary_sensor", "liquidity_gap", None).state == STATE_OFF
    assert ir.async_get(house.hass).async_get_issue(DOMAIN, ISSUE) is None


async def test_given_coins_that_are_missing_then_the_sentence_is_about_coins(house: House) -> None:
    await live(house, subentry(pair="BTC/EUR"))
    await house.coordinator.execute(house.trader.live.adopt_position("dips", Decimal("0.5"), Decimal(100)))

    await funds(house, 0.5, EUR="200", BTC="0.498")

    gap = house.state("binary_sensor", "liquidity_gap", None)
    assert gap.attributes["sentences"] == ["0.002\u00a0BTC short on Bitvavo"]
    assert house.sensor("liquidity_gap_btc", None) == "0.002"
    issue = ir.async_get(house.hass).async_get_issue(DOMAIN, "question_account_balance_short_short-BTC")
    assert issue is not None
    title = Words(house.hass).of("issues", "balance_short.title", issue.translation_placeholders or {})
    assert title == "Bitvavo: 0.002\u00a0BTC missing on the exchange"
    # Those of coins that only repeat what is known are off by default.
    assert house.registered("sensor", "liquidity_actual_btc", None).disabled


async def test_given_a_restart_before_the_exchange_was_asked_then_nothing_is_claimed(house: House) -> None:
    await live(house)
    await funds(house, 0.3, EUR="93.22")
    house.exchange.funds = NO_ANSWER

    await house.hass.config_entries.async_reload("account")
    await house.settle()

    assert house.sensor("liquidity_gap_eur", None) == STATE_UNAVAILABLE
    assert house.state("binary_sensor", "liquidity_gap", None).state == STATE_UNKNOWN


async def test_given_a_strategy_that_goes_then_the_sensors_of_its_currency_go_too(house: House) -> None:
    await live(house, subentry(), subentry("bits", "Bits", pair="BTC/EUR"))
    await funds(house, 0.3, EUR="400")
    registry = er.async_get(house.hass)
    assert registry.async_get_entity_id("sensor", DOMAIN, "account_liquidity_gap_btc") is not None

    house.hass.config_entries.async_remove_subentry(house.entry, "bits")
    await house.settle()

    assert registry.async_get_entity_id("sensor", DOMAIN, "account_liquidity_gap_btc") is None
    assert registry.async_get_entity_id("sensor", DOMAIN, "account_liquidity_gap_eur") is not None


async def test_given_one_with_idle_capital_and_one_that_lacks_some_then_it_says_what_could_move(house: House) -> None:
    await live(house, subentry(), subentry("bits", "Bits", pair="BTC/EUR", allocated_capital="100", buy_amount="60"))
    await house.coordinator.execute(house.trader.withdraw("bits", Decimal(40)))
    await funds(house, 0.3, EUR="260")

    warning = house.state("binary_sensor", "next_buys", None)

    assert (warning.state, warning.attributes["strategies"]) == (STATE_ON, ["Bits"])
    assert warning.attributes["sentences"] == [
        "Bits may use €60.00, but its next buy takes €60.15.",
        "You could withdraw €0.15 from Dips and deposit it into Bits; Dips could still buy 9 times.",
    ]
    assert house.book("dips").free == 200
    assert house.book("bits").free == 60


async def test_given_money_that_belongs_to_no_strategy_or_to_one_that_rests_then_it_comes_first(house: House) -> None:
    await live(house, subentry(), subentry("bits", "Bits", pair="BTC/EUR", allocated_capital="100", buy_amount="60"))
    await house.coordinator.execute(house.trader.withdraw("bits", Decimal(40)))
    await house.coordinator.execute(house.trader.set_mode("dips", Mode.PAUSED))
    await funds(house, 0.3, EUR="260.10")

    assert house.state("binary_sensor", "next_buys", None).attributes["sentences"][1:] == [
        "€0.10 on Bitvavo belongs to no strategy: you could deposit it into Bits.",
        "You could withdraw €0.05 from Dips, which buys nothing at present, and deposit it into Bits.",
    ]


async def test_given_less_than_the_next_buys_take_together_then_the_account_is_warned_of(house: House) -> None:
    await live(house, subentry(), subentry("bits", "Bits", pair="BTC/EUR"))
    await funds(house, 0.3, EUR="30")

    (sentence,) = house.state("binary_sensor", "next_buys", None).attributes["sentences"]

    assert sentence == (
        "The next buys of your strategies take €40.10 together, but Bitvavo has only €30.00 free: €10.10 is missing."
    )


async def test_given_a_gap_when_it_opens_then_automations_hear_of_it_once_with_its_sentence(house: House) -> None:
    await live(house)
    told = await triggered(house.hass, "gap_opened")
    await funds(house, 0.3, EUR="93.22")

    await funds(house, 0.6, EUR="53.73")
    await funds(house, 0.9, EUR="53.73")

    (gap,) = told
    expected = {
        "account": "Bitvavo",
        "currency": "EUR",
        "kind": "quote",
        "expected": "93.22",
        "actual": "53.73",
        "gap": "39.49",
    }
    assert {name: gap[name] for name in expected} == expected
    assert gap["sentence"].startswith("Your strategies expect €93.22")


@pytest.mark.parametrize(("strategies", "count"), [(["Dips"], 1), (["Bits"], 0)])
async def test_given_strategies_when_a_gap_opens_then_only_their_currencies_are_heard_of(
    house: House, strategies: list[str], count: int
) -> None:
    await live(house)
    told = await triggered(house.hass, "gap_opened", strategies=strategies)

    await funds(house, 0.6, EUR="53.73")

    assert len(told) == count
