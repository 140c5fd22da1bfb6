"""How strategies did, as action and over WebSocket; real Home Assistant and journal."""

from decimal import Decimal
import json
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.aurono.const import DOMAIN
from custom_components.aurono.exchange.protocol import Failure, FailureKind
from custom_components.aurono.moments import iso
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Journal
from tests.execution.hub import MONDAY, SOL_EUR, hour

from .house import House, subentry
from .panel_client import connect


@pytest.fixture
async def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, socket_enabled: None) -> House:
    return House(hass, monkeypatch)


async def traded(house: House) -> None:
    """An account after a buy, a rise and a sell with a profit."""
    await house.move_in(subentry(), subentry("idle", "Idle", buy_trigger="-50"))
    house.candle(0, "120 121 115 115.80")
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)
    house.exchange.tickers[SOL_EUR] = Decimal(123)
    house.candle(1, "120 123 119 122.60")
    await house.hour(2)


async def act(house: House, **data: Any) -> list[dict[str, Any]]:
    response = await house.hass.services.async_call(
        DOMAIN, "get_performance", data, blocking=True, return_response=True
    )
    found: list[dict[str, Any]] = json.loads(json.dumps(response))["performances"]
    return found


async def test_given_a_buy_and_a_sell_when_asked_then_the_figures_are_those_of_the_books(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await traded(house)
    book = house.book()
    assert book.realized > 0

    (told,) = await act(house, strategy="Dips")

    assert (told["book"], told["currency"]) == ("shadow", "EUR")
    assert (told["trades"], told["buys"], told["sells"], told["wins"]) == (2, 1, 1, 1)
    assert (told["win_rate"], told["profit_factor"]) == ("100", None)
    assert Decimal(told["realized"]) == Decimal(told["profit"]) == book.realized
    assert (Decimal(told["fees"]), Decimal(told["value"])) == (book.fees, book.free)
    assert Decimal(told["money_weighted"]) > 0
    assert told["money_weighted_yearly"] is None
    # The first close that it saw buys for all of the capital, and so does the one month that there was.
    assert Decimal(told["buy_and_hold"]["profit"]) > 0
    assert told["monthly"] == told["buy_and_hold"]
    assert [milestone["kind"] for milestone in told["milestones"]] == ["first_trade", "first_profit"]
    assert told["end"] == iso(told["end_ms"])

    panel = await connect(hass_ws_client)
    assert (await panel.ask("performance", strategy="dips"))["performances"] == [told]
    (account,) = (await panel.ask("performance", book="shadow"))["performances"]
    assert (account["capital"], account["profit"], account["trades"]) == ("400", told["profit"], 2)
    assert await act(house) == [account]


async def test_given_a_time_when_asked_then_only_what_happened_in_it_counts(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await traded(house)

    (before,) = await act(house, strategy="dips", until=iso(hour(1) + 60_000 * 30))
    (after,) = await act(house, strategy="dips", since=iso(hour(1) + 60_000 * 30), book="shadow")
    panel = await connect(hass_ws_client)

    assert (before["buys"], before["sells"], after["buys"], after["sells"]) == (1, 0, 0, 1)
    assert (await panel.ask("performance", strategy="dips", until_ms=hour(1) + 60_000 * 30))["performances"] == [before]
    assert await act(house, strategy="dips", until=iso(MONDAY - 1)) == []
    assert await act(house, book="live") == []


async def test_given_a_silent_exchange_when_asked_then_only_the_benchmarks_are_undefined(house: House) -> None:
    await traded(house)
    house.exchange.now += 25 * 3_600_000
    house.exchange.fail("markets", failure=Failure(FailureKind.RATE_LIMITED, "no answer"))

    (told,) = await act(house, strategy="dips")

    assert (told["buy_and_hold"], told["monthly"]) == (None, None)
    assert told["profit"] is not None


async def test_given_nonsense_when_asked_then_it_is_refused_in_words(
    house: House, hass_ws_client: WebSocketGenerator
) -> None:
    await house.move_in()
    panel = await connect(hass_ws_client)

    assert (await panel.refused("performance", since_ms=2, until_ms=1))[0] == "invalid_format"
    assert (await panel.refused("performance", strategy="nobody"))[0] == "not_found"
    for wrong in ({"since": iso(2000), "until": iso(1000)}, {"strategy": "nobody"}):
        with pytest.raises(HomeAssistantError) as raised:
            await act(house, **wrong)
        assert str(raised.value) != raised.value.translation_key


async def test_given_a_journal_that_cannot_be_read_when_asked_then_it_is_said(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()

    def broken(*_args: object) -> None:
        raise JournalUnavailable(Trouble.IO_ERROR, "disk I/O error")

    monkeypatch.setattr(Journal, "performances", broken)
    with pytest.raises(HomeAssistantError, match="disk I/O error"):
        await act(house)
