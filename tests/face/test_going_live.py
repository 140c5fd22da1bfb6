"""Going live from the settings of a strategy: never without the pre-flight, never without a typed confirmation."""

from decimal import Decimal

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.translation import async_get_translations
import pytest

from custom_components.aurono.const import DOMAIN, EXCHANGE_BITVAVO
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.exchange.protocol import Balance, Failure, FailureKind, MarketStatus, Verification
from custom_components.aurono.execution.preflight import PreflightCheck
from tests.exchange.scripted_market import rules_of
from tests.execution.hub import SOL_EUR

from .flows import Step, answer_strategy, filled_in, open_strategy, start_strategy
from .house import House

FALL = "120 121 115 115.80"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    house = House(hass, monkeypatch, EXCHANGE_BITVAVO)
    house.exchange.funds = {"EUR": Balance(Decimal(1000), ZERO)}
    return house


def mode(house: House) -> Mode:
    return house.trader.portfolio.strategy("dips").mode


async def ask_to_go_live(house: House) -> Step:
    menu = await open_strategy(house.hass, house.entry, house.entry.subentries["dips"])
    assert menu["menu_options"] == ["parameters", "go_live"]
    return await answer_strategy(house.hass, menu, {"next_step_id": "go_live"})


def points(step: Step) -> list[str]:
    lines: list[str] = step["description_placeholders"]["points"].splitlines()
    return lines


async def test_given_everything_in_order_when_the_name_is_typed_then_it_trades_real_money(house: House) -> None:
    await house.move_in()

    step = await ask_to_go_live(house)
    assert step["description_placeholders"]["meaning"].startswith("From its next candle on **Dips places orders")
    assert len(points(step)) == len(PreflightCheck) - 1
    assert all(line.startswith("- ✅ ") for line in points(step))
    assert mode(house) is Mode.SHADOW
    step = await answer_strategy(house.hass, step, {"confirmation": " Dips "})
    await house.settle()

    assert step["reason"] == "live"
    assert mode(house) is Mode.LIVE
    assert house.trader.portfolio.strategy("dips").require_book(BookKind.LIVE).free == 200
    assert house.attributes("status")["book"] == "live"
    device = dr.async_get(house.hass).async_get(house.registered("sensor", "value").device_id or "")
    assert isinstance(device, dr.DeviceEntry)
    assert device.model == "SOL/EUR, live"

    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)
    assert [request.limit for request in house.exchange.sent] == [117]


@pytest.mark.parametrize("typed", [{}, {"confirmation": ""}, {"confirmation": "dips"}, {"confirmation": "yes"}])
async def test_given_no_exact_confirmation_when_submitted_then_nothing_changes(
    house: House, typed: dict[str, str]
) -> None:
    await house.move_in()
    before = await house.recorded()

    step = await answer_strategy(house.hass, await ask_to_go_live(house), typed)

    assert step["errors"] == {"confirmation": "not_confirmed"}
    assert mode(house) is Mode.SHADOW
    assert await house.recorded() == before


async def test_given_several_points_that_fail_when_confirmed_then_every_one_is_named_and_nothing_changes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    before = await house.recorded()
    house.exchange.funds = {"EUR": Balance(Decimal("53.73"), ZERO)}

    async def verify() -> Verification:
        return Verification(0, can_trade=False, can_withdraw=True)

    monkeypatch.setattr(house.exchange, "verify", verify)
    step = await ask_to_go_live(house)
    assert not step["errors"]
    step = await answer_strategy(house.hass, step, {"confirmation": "Dips"})

    assert step["errors"] == {"base": "preflight_failed"}
    refused = [line for line in points(step) if line.startswith("- ❌ ")]
    assert len(refused) == 3
    assert refused[0].startswith("- ❌ The key may not trade.")
    assert refused[1].startswith("- ❌ The key may withdraw money.")
    assert refused[2].startswith(
        "- ❌ The exchange holds €53.73 where your live strategies and this one need €200.00: €146.27 is missing."
    )
    assert mode(house) is Mode.SHADOW
    assert await house.recorded() == before

    monkeypatch.undo()
    house.exchange.funds = {"EUR": Balance(Decimal(200), ZERO)}
    step = await answer_strategy(house.hass, step, {"confirmation": "Dips"})
    assert step["reason"] == "live"


async def test_given_an_exchange_that_is_away_when_asked_then_what_could_not_be_checked_fails(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()
    gone = Failure(FailureKind.UNREACHABLE, "no route")

    async def away() -> Failure:
        return gone

    monkeypatch.setattr(house.exchange, "verify", away)
    monkeypatch.setattr(house.exchange, "balances", away)
    step = await answer_strategy(house.hass, await ask_to_go_live(house), {"confirmation": "Dips"})

    assert step["errors"] == {"base": "preflight_failed"}
    text = step["description_placeholders"]["points"]
    assert "- ❌ The exchange does not answer: no route." in text
    assert "- ❌ Your balances could not be read: no route." in text
    # What could not be asked is not said to be wrong.
    assert "- ❌ Whether the exchange accepts the key could not be asked." in text
    assert "- ❌ The clock of this machine could not be compared with the exchange's." in text

    gone = Failure(FailureKind.RATE_LIMITED, "held back.")
    step = await answer_strategy(house.hass, step, {"confirmation": "Dips"})
    text = step["description_placeholders"]["points"]
    assert "- ❌ The exchange has had too many requests and answers none for a while. Wait" in text
    assert "- ❌ Your balances could not be read: held back. Try" in text
    assert mode(house) is Mode.SHADOW


async def test_given_a_journal_that_fails_when_confirmed_then_it_says_so_and_the_mode_stays(house: House) -> None:
    await house.move_in()
    step = await ask_to_go_live(house)
    house.break_journal()

    step = await answer_strategy(house.hass, step, {"confirmation": "Dips"})

    assert step["reason"] == "not_live"
    assert "cannot be written" in step["description_placeholders"]["detail"]
    assert mode(house) is Mode.SHADOW


async def test_given_a_live_strategy_when_its_settings_are_opened_then_going_live_is_not_offered_again(
    house: House,
) -> None:
    await house.move_in()
    await house.go_live()

    step = await open_strategy(house.hass, house.entry, house.entry.subentries["dips"])

    assert step["step_id"] == "parameters"
    step = await answer_strategy(house.hass, step, filled_in(step, sell_trigger="3"))
    lines = step["description_placeholders"]["summary"].splitlines()
    assert "- ⚠️ **It is live**: the change counts for real orders from its next candle on." in lines


async def test_given_a_live_strategy_when_it_is_changed_beyond_what_is_there_then_it_is_refused_with_every_point(
    house: House,
) -> None:
    await house.move_in()
    await house.go_live()
    before = await house.recorded()
    form = await open_strategy(house.hass, house.entry, house.entry.subentries["dips"])

    entered = filled_in(form, sell_trigger="60", allocated_capital="2000")
    step = await answer_strategy(house.hass, form, entered)

    assert (step["step_id"], step["errors"]) == ("parameters", {"base": "live_refused"})
    refused = step["description_placeholders"]["refused"]
    assert "Its triggers must be from 0.1 % to 50 %" in refused
    assert "€1,000.00 is missing" in refused
    assert await house.recorded() == before

    step = await answer_strategy(house.hass, step, filled_in(step, sell_trigger="3", allocated_capital="1000"))
    house.exchange.funds = {"EUR": Balance(Decimal(900), ZERO)}
    step = await answer_strategy(house.hass, step, {"next_step_id": "save"})
    assert step["errors"] == {"base": "live_refused"}, "the money was taken away before it was saved"
    assert await house.recorded() == before

    house.exchange.funds = {"EUR": Balance(Decimal(1000), ZERO)}
    step = await answer_strategy(house.hass, step, filled_in(step))
    step = await answer_strategy(house.hass, step, {"next_step_id": "save"})
    await house.settle()
    assert step["reason"] == "reconfigure_successful"
    assert house.trader.portfolio.strategy("dips").require_book(BookKind.LIVE).allocated == 1000


async def test_given_the_demo_exchange_when_asked_then_it_says_that_its_money_is_made_up(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(hass, monkeypatch)
    await house.move_in()

    step = await ask_to_go_live(house)

    assert "Prices and money there are made up." in step["description_placeholders"]["meaning"]


async def test_given_a_paused_strategy_when_its_settings_are_opened_then_both_are_offered(house: House) -> None:
    await house.move_in()
    await house.trader.set_mode("dips", Mode.PAUSED)

    step = await start_strategy(house.hass, house.entry, house.entry.subentries["dips"])

    assert step["step_id"] == "parameters"


_NOT_PASSED = {
    PreflightCheck.EXCHANGE_REACHABLE: ("unread", "limited"),
    **dict.fromkeys(
        (
            PreflightCheck.CREDENTIALS_VALID,
            PreflightCheck.CLOCK_WITHIN_WINDOW,
            PreflightCheck.SIZES_ABOVE_MINIMUM,
            PreflightCheck.MARKET_TRADING,
            PreflightCheck.BALANCE_COVERS,
        ),
        ("failed", "unread"),
    ),
}
"""How a point is told that does not hold, where it is not only as one that fails."""


async def test_given_a_point_of_the_pre_flight_when_told_then_it_has_its_words(hass: HomeAssistant) -> None:
    texts = await async_get_translations(hass, "en", "common", [DOMAIN])
    for check in set(PreflightCheck) - {PreflightCheck.CONFIRMED}:
        for outcome in ("passed", *_NOT_PASSED.get(check, ("failed",))):
            assert texts[f"component.{DOMAIN}.common.preflight_{check}_{outcome}"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (MarketStatus.HALTED, "De markt neemt nu geen orders aan (stilgelegd)."),
        (MarketStatus.CANCEL_ONLY, "De markt neemt nu geen orders aan (orders kunnen alleen worden geannuleerd)."),
        (None, "Of de markt orders aanneemt, kon niet worden opgehaald."),
    ],
)
async def test_given_a_home_in_dutch_when_the_market_takes_no_orders_then_it_is_said_in_dutch_why(
    house: House, status: MarketStatus | None, words: str
) -> None:
    house.hass.config.language = "nl"
    await house.move_in()
    if status is None:
        house.exchange.fail("markets", times=99)
    else:
        house.exchange.list(rules_of(SOL_EUR), status)

    step = await ask_to_go_live(house)

    assert [line for line in points(step) if words in line]
