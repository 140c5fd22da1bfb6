"""Tools for language models: they tell what is exposed, truly, and cannot act."""

from decimal import Decimal
from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.llm import async_get_tools
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, Tool, ToolInput
from homeassistant.setup import async_setup_component
import probatio
import pytest

from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from tests.execution.hub import SOL_EUR

from .house import House, subentry

ASSISTANT = "conversation"
FALL = "120 121 115 115.80"
FLAT = "120 121 119 120"


@pytest.fixture
async def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    for component in ("homeassistant", "llm"):
        assert await async_setup_component(hass, component, {})
    return House(hass, monkeypatch)


def context(assistant: str = ASSISTANT) -> LLMContext:
    return LLMContext(platform="test", context=Context(), language="en", assistant=assistant, device_id=None)


async def tools(house: House, api: str = LLM_API_ASSIST) -> dict[str, Tool]:
    found = (await async_get_tools(house.hass, context(), api)).tools
    return {tool.name: tool for tool in found if tool.name.startswith("aurono__")}


async def ask(house: House, name: str, **arguments: Any) -> Any:
    tool = (await tools(house))[f"aurono__{name}"]
    result = await tool.async_call(house.hass, ToolInput(tool.name, arguments), context())
    assert not isinstance(result, dict)
    return result.data


def expose(house: House, *strategies: str) -> None:
    for strategy in strategies:
        async_expose_entity(house.hass, ASSISTANT, house.entity_id("sensor", "status", strategy), True)


async def bought(house: House) -> None:
    """One hour without a signal, then one that is bought."""
    house.candle(0, FLAT)
    await house.hour(1)
    house.candle(1, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(2)


async def test_given_nothing_exposed_when_an_assistant_asks_then_there_are_no_tools(house: House) -> None:
    await house.move_in()
    assert await tools(house) == {}


async def test_given_two_strategies_and_one_exposed_then_only_that_one_is_told_about(house: House) -> None:
    await house.move_in(subentry(), subentry("other", "Other"))
    expose(house, "dips")

    told = await ask(house, "get_portfolio")

    assert [strategy["strategy"] for strategy in told["strategies"]] == ["Dips"]
    with pytest.raises(probatio.Invalid):
        await ask(house, "get_portfolio", strategy="Other")


async def test_tools_say_honestly_that_they_only_read(house: House) -> None:
    await house.move_in()
    expose(house, "dips")

    found = await tools(house)

    assert len(found) == 4
    for tool in found.values():
        assert tool.integration == "aurono"
        assert (tool.annotations.read_only, tool.annotations.destructive) == (True, False)
        assert (tool.annotations.idempotent, tool.annotations.open_world) == (True, False)
    assert await tools(house, "homeassistant") == {}


async def test_given_a_buy_on_paper_then_the_portfolio_is_that_of_the_books(house: House) -> None:
    await house.move_in()
    expose(house, "dips")
    await bought(house)

    (strategy,) = (await ask(house, "get_portfolio", strategy="Dips"))["strategies"]

    book = house.book()
    assert strategy["position"] == "0.17271157"
    assert Decimal(strategy["free_capital"]) == book.free
    assert Decimal(strategy["value"]) == book.value(Decimal("115.80"))
    assert (strategy["mode"], strategy["book"], strategy["made_up_prices"]) == ("shadow", "shadow", True)


async def test_given_decisions_when_asked_why_then_reasons_are_counted_and_the_newest_have_numbers(
    house: House,
) -> None:
    await house.move_in()
    expose(house, "dips")
    await bought(house)

    told = await ask(house, "explain_decisions", strategy="Dips")

    assert {reason: of["times"] for reason, of in told["reasons"].items()} == {"buy": 1, "no_signal": 1}
    assert told["reasons"]["no_signal"]["meaning"] == "No trade: the price moved too little"
    assert [decision["reason"] for decision in told["newest"]] == ["buy", "no_signal"]
    assert told["newest"][0]["change"] == "-3.5"


async def test_given_old_decisions_when_only_the_last_hour_is_asked_for_then_they_are_left_out(house: House) -> None:
    await house.move_in()
    expose(house, "dips")
    await bought(house)
    await house.hour(2.5)

    told = await ask(house, "explain_decisions", strategy="Dips", hours=1)

    assert list(told["reasons"]) == ["buy"]


async def test_given_a_strategy_that_decides_seldom_when_asked_why_then_its_last_decision_is_told(house: House) -> None:
    await house.move_in()
    expose(house, "dips")
    await bought(house)
    house.exchange.now += 5 * 3_600_000
    await house.coordinator.execute(house.trader.live.stop(cancel_orders=False))

    told = await ask(house, "explain_decisions", strategy="Dips", hours=1)

    assert told["reasons"] == {}
    assert [decision["reason"] for decision in told["newest"]] == ["buy"]


async def test_given_trading_that_is_stopped_then_there_is_no_next_evaluation_and_the_status_says_why(
    house: House,
) -> None:
    await house.move_in()
    expose(house, "dips")
    await house.coordinator.execute(house.trader.live.stop(cancel_orders=False))

    assert await ask(house, "get_next_evaluation") == {"Dips": None}
    assert (await ask(house, "get_portfolio"))["strategies"][0]["status"] == "stopped"
    description = (await tools(house))["aurono__get_next_evaluation"].description
    assert description is not None
    assert "it is paused" not in description


async def test_given_trades_of_two_strategies_then_the_newest_come_first(house: House) -> None:
    await house.move_in(subentry(), subentry("other", "Other"))
    expose(house, "dips", "other")
    await bought(house)

    trades = (await ask(house, "get_trades", count=1))["trades"]
    everything = (await ask(house, "get_trades"))["trades"]

    assert len(everything) == 2
    assert trades == everything[:1]
    assert everything[0]["position"] > everything[1]["position"]


async def test_given_a_paused_strategy_then_it_has_no_next_evaluation(house: House) -> None:
    await house.move_in(subentry(), subentry("other", "Other"))
    expose(house, "dips", "other")
    await house.hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": house.entity_id("select", "mode", "other"), "option": "paused"},
        blocking=True,
    )

    told = await ask(house, "get_next_evaluation")

    assert told["Other"] is None
    assert told["Dips"] is not None


@pytest.mark.parametrize(("tool", "call"), [("explain_decisions", "events"), ("get_trades", "trades")])
async def test_given_a_journal_that_cannot_be_read_then_the_tool_says_so(
    house: House, monkeypatch: pytest.MonkeyPatch, tool: str, call: str
) -> None:
    await house.move_in()
    expose(house, "dips")

    async def fail(_query: object) -> None:
        raise JournalUnavailable(Trouble.LOCKED, "database is locked")

    monkeypatch.setattr(house.entry.runtime_data.journal, call, fail)

    assert "cannot be read" in (await ask(house, tool, strategy="Dips"))["error"]
