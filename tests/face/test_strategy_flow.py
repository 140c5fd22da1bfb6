"""Adding and changing strategies."""

from decimal import Decimal

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import probatio
import pytest

from custom_components.aurono.engine.strategy import BookKind, Mode
from tests.bitvavo.faults import Fault, Kind
from tests.bitvavo.server import BitvavoServer

from .flows import (
    add_bitvavo,
    add_demo,
    add_strategy,
    answer_strategy,
    filled_in,
    second_writer,
    start_strategy,
)

NIMBUS = "NIMBUSDEMO/EUR"


async def test_a_strategy_is_added_in_three_steps_and_starts_in_shadow(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    step = await start_strategy(hass, entry)
    assert step["step_id"] == "user"
    offered = step["data_schema"].schema["pair"].config["options"]
    assert NIMBUS in offered
    assert offered == sorted(offered)

    step = await answer_strategy(hass, step, {"name": " Dips ", "pair": NIMBUS})
    assert step["step_id"] == "parameters"
    assert step["description_placeholders"]["minimum"] == "5"
    assert step["description_placeholders"]["fee"] == "0.25"

    step = await answer_strategy(
        hass, step, filled_in(step, timeframe="1h", buy_trigger="-1,5", allocated_capital="250")
    )
    assert step["type"] == "menu"
    assert step["menu_options"] == ["save", "parameters"]

    step = await answer_strategy(hass, step, {"next_step_id": "save"})
    assert step["type"] == "create_entry"
    (subentry,) = entry.subentries.values()
    assert subentry.title == "Dips"
    assert subentry.data == {
        "pair": NIMBUS,
        "timeframe": "1h",
        "buy_trigger": "-1.5",
        "sell_trigger": "2.5",
        "buy_amount": "20",
        "sell_amount": "20",
        "allocated_capital": "250",
        "reference": "open",
        "cooldown": "0",
        "cooldown_reset": True,
        "minimum_position": "0",
        "loss_protection": "0.5",
        "reinvest_profits": True,
        "order_timeout": "4",
    }
    state = entry.runtime_data.trader.portfolio.strategy(subentry.subentry_id)
    assert state.mode is Mode.SHADOW
    assert state.name == "Dips"
    assert state.parameters.buy_trigger == Decimal("-1.5")
    assert state.require_book(BookKind.SHADOW).free == 250


async def test_the_summary_says_in_plain_words_what_the_rule_does(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    step = await answer_strategy(hass, await start_strategy(hass, entry), {"name": "Dips", "pair": NIMBUS})
    step = await answer_strategy(
        hass,
        step,
        filled_in(
            step,
            reference="previous_close",
            buy_trigger="-2,50",
            sell_trigger="3",
            buy_amount="1250.50",
            sell_amount="1000",
            allocated_capital="1000",
            minimum_position="0.5",
            cooldown=3,
            rsi_period=14,
            rsi_max_for_buy="30",
            rsi_min_for_sell="70",
            reinvest_profits=False,
            order_timeout=12,
            starting_amount="2",
            starting_average_price="110",
        ),
    )
    assert step["description_placeholders"]["summary"].splitlines() == [
        f"- **Dips** looks at every closed 4h candle of {NIMBUS} and compares its close with the close before.",
        "- **Buys** for 1250.5 EUR when it closed 2.5 % or more below that.",
        "- Buys only while the RSI over 14 candles is at most 30.",
        "- ⚠️ Its capital does not cover a single buy of 1250.5 EUR: it will not buy until there is more.",
        "- **Sells** for 1000 EUR when it closed 3 % or more above that.",
        "- **Never sells at a loss**: a sell must bring 0.5 % more than the average cost, after its fee.",
        "- Sells only while the RSI over 14 candles is at least 70.",
        "- Always keeps 0.5 NIMBUSDEMO.",
        "- Never has more than 1000 EUR in coins and orders.",
        "- After a trade it waits 3 candles before another of the same side, unless it traded the other side since.",
        "- Places limit orders only and cancels after 12 hours what was not filled.",
        "- Begins with 2 NIMBUSDEMO that you own already, bought at 110 EUR on average.",
        "- Starts in **shadow mode**: it trades on paper and no money moves.",
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"buy_amount": "0"}, "- Never buys: the amount is 0."),
        ({"sell_amount": "0"}, "- Never sells: the amount is 0."),
        (
            {"cooldown": 2, "cooldown_reset": False},
            "- After a trade it waits 2 candles before another of the same side.",
        ),
        (
            {"cooldown": 1, "cooldown_reset": False},
            "- After a trade it waits one candle before another of the same side.",
        ),
        ({"order_timeout": 1}, "- Places limit orders only and cancels after one hour what was not filled."),
        ({}, "- Starts with 200 EUR and reinvests what it earns."),
    ],
)
async def test_the_summary_names_what_is_special(
    hass: HomeAssistant, changes: dict[str, object], sentence: str
) -> None:
    entry = await add_demo(hass)
    step = await answer_strategy(hass, await start_strategy(hass, entry), {"name": "Dips", "pair": NIMBUS})
    step = await answer_strategy(hass, step, filled_in(step, **changes))
    assert sentence in step["description_placeholders"]["summary"].splitlines()


async def test_every_error_comes_at_once_and_what_was_entered_stays(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    step = await answer_strategy(hass, await start_strategy(hass, entry), {"name": "Dips", "pair": NIMBUS})
    step = await answer_strategy(
        hass, step, filled_in(step, buy_trigger="2", buy_amount="3", rsi_max_for_buy="30", starting_amount="x")
    )
    assert step["errors"] == {
        "buy_trigger": "buy_trigger_out_of_range",
        "rsi_period": "period_needed",
        "starting_amount": "not_a_number",
        "starting_average_price": "required",
    }
    step = await answer_strategy(
        hass,
        step,
        filled_in(step, buy_trigger="-2", rsi_period=14, starting_amount="1", starting_average_price="100"),
    )
    assert step["errors"] == {"buy_amount": "below_minimum"}
    step = await answer_strategy(hass, step, filled_in(step, buy_amount="30"))
    assert step["type"] == "menu"
    step = await answer_strategy(hass, step, {"next_step_id": "save"})
    assert step["data"]["rsi_max_for_buy"] == "30"
    assert step["data"]["starting_position"] == {"amount": "1", "average_price": "100"}
    assert step["data"]["buy_amount"] == "30"


async def test_from_the_summary_one_can_go_back(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    step = await answer_strategy(hass, await start_strategy(hass, entry), {"name": "Dips", "pair": NIMBUS})
    step = await answer_strategy(hass, step, filled_in(step, sell_trigger="7"))
    step = await answer_strategy(hass, step, {"next_step_id": "parameters"})
    assert filled_in(step)["rule"]["sell_trigger"] == "7"
    assert not step["errors"]
    assert not entry.subentries


@pytest.mark.parametrize(("name", "error"), [("DIPS", "name_taken"), ("  ", "required")])
async def test_a_strategy_needs_a_name_of_its_own(hass: HomeAssistant, name: str, error: str) -> None:
    entry = await add_demo(hass)
    await add_strategy(hass, entry, "Dips")
    step = await answer_strategy(hass, await start_strategy(hass, entry), {"name": name, "pair": NIMBUS})
    assert step["errors"] == {"name": error}


async def test_strategies_of_two_accounts_may_have_the_same_name(hass: HomeAssistant) -> None:
    first, second = await add_demo(hass, "First"), await add_demo(hass, "Second")
    await add_strategy(hass, first, "Dips")
    await add_strategy(hass, second, "Dips")
    assert len(first.subentries) == len(second.subentries) == 1


async def test_without_an_answer_of_the_exchange_no_strategy_can_be_added(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    entry = await add_bitvavo(hass)
    bitvavo.faults.add("*", Fault(Kind.ABORT_BEFORE), times=20)
    step = await start_strategy(hass, entry)
    assert step["reason"] == "markets_unavailable"


async def test_the_markets_offered_are_the_exchanges(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entry = await add_bitvavo(hass)
    step = await start_strategy(hass, entry)
    assert step["data_schema"].schema["pair"].config["options"] == ["BTC/EUR", "SOL/EUR"]
    subentry = await add_strategy(hass, entry, "Real", "SOL/EUR")
    assert entry.runtime_data.trader.portfolio.strategy(subentry.subentry_id).mode is Mode.SHADOW


async def test_no_market_is_chosen_for_somebody_who_did_not(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    step = await start_strategy(hass, entry)
    (market,) = (marker for marker in step["data_schema"].schema if marker == "pair")
    assert isinstance(market, probatio.Optional)
    step = await answer_strategy(hass, step, {"name": " "})
    assert step["errors"] == {"name": "required", "pair": "required"}


async def test_a_strategy_can_be_added_while_the_account_is_being_loaded_anew(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    hass.config_entries.async_schedule_reload(entry.entry_id)
    reload = hass.async_create_task(hass.config_entries.async_reload(entry.entry_id), eager_start=True)
    assert entry.state is not ConfigEntryState.LOADED
    step = await start_strategy(hass, entry)
    assert step["step_id"] == "user"
    await reload


async def test_an_account_that_is_not_loaded_takes_no_strategy(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    step = await start_strategy(hass, entry)
    assert step["reason"] == "account_not_loaded"


# -- changing


async def test_a_strategy_is_changed_without_loading_the_account_anew(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry, "Dips", cooldown=2)
    trader = entry.runtime_data.trader
    step = await start_strategy(hass, entry, subentry)
    assert step["step_id"] == "parameters"
    fields = [str(name) for name in step["data_schema"].schema]
    assert "pair" not in fields
    assert "starting_position" not in fields
    assert filled_in(step)["rule"]["cooldown"] == 2

    step = await answer_strategy(hass, step, filled_in(step, sell_trigger="4", allocated_capital="350"))
    lines = step["description_placeholders"]["summary"].splitlines()
    assert "- 150 EUR is added to its capital." in lines
    assert lines[-1].startswith("- This becomes version 2")
    step = await answer_strategy(hass, step, {"next_step_id": "save"})
    assert step["reason"] == "reconfigure_successful"
    assert entry.runtime_data.trader is trader
    state = trader.portfolio.strategy(subentry.subentry_id)
    assert (state.version, state.parameters.sell_trigger) == (2, 4)
    assert state.require_book(BookKind.SHADOW).free == 350
    assert entry.subentries[subentry.subentry_id].data["sell_trigger"] == "4"


async def test_a_strategy_that_was_not_changed_gets_no_new_version(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    step = await start_strategy(hass, entry, subentry)
    step = await answer_strategy(hass, step, filled_in(step))
    assert step["description_placeholders"]["summary"].endswith("- Nothing was changed: it stays version 1.")
    step = await answer_strategy(hass, step, {"next_step_id": "save"})
    assert step["reason"] == "reconfigure_successful"
    assert entry.runtime_data.trader.portfolio.strategy(subentry.subentry_id).version == 1


async def test_a_strategy_can_be_renamed_but_not_like_another(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry, "Dips")
    await add_strategy(hass, entry, "Peaks")
    step = await start_strategy(hass, entry, subentry)
    step = await answer_strategy(hass, step, filled_in(step, name="peaks", sell_trigger="x"))
    assert step["errors"] == {"name": "name_taken", "sell_trigger": "not_a_number"}
    step = await answer_strategy(hass, step, filled_in(step, name="Valleys", sell_trigger="3"))
    step = await answer_strategy(hass, step, {"next_step_id": "save"})
    assert step["reason"] == "reconfigure_successful"
    assert entry.subentries[subentry.subentry_id].title == "Valleys"
    assert entry.state is ConfigEntryState.LOADED
    assert entry.runtime_data.trader.portfolio.strategy(subentry.subentry_id).name == "Valleys"


async def test_capital_that_is_not_free_cannot_be_taken_out(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry, allocated_capital="200")
    await entry.runtime_data.trader.withdraw(subentry.subentry_id, Decimal(150))
    step = await start_strategy(hass, entry, subentry)
    step = await answer_strategy(hass, step, filled_in(step, allocated_capital="140"))
    assert step["errors"] == {"allocated_capital": "capital_not_free"}
    assert step["description_placeholders"]["free"] == "50"
    step = await answer_strategy(hass, step, filled_in(step, allocated_capital="150"))
    assert "- 50 EUR is taken out of its capital." in step["description_placeholders"]["summary"].splitlines()

    # Between the summary and the submit somebody else takes it.
    await entry.runtime_data.trader.withdraw(subentry.subentry_id, Decimal(10))
    step = await answer_strategy(hass, step, {"next_step_id": "save"})
    assert step["errors"] == {"allocated_capital": "capital_not_free"}
    assert entry.subentries[subentry.subentry_id].data["allocated_capital"] == "200"
    state = entry.runtime_data.trader.portfolio.strategy(subentry.subentry_id)
    assert (state.version, state.require_book(BookKind.SHADOW).free) == (1, 40)


async def test_a_starting_position_stays_when_a_strategy_is_changed(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry, allocated_capital="0", starting_amount="1", starting_average_price="100")
    step = await start_strategy(hass, entry, subentry)
    step = await answer_strategy(hass, step, filled_in(step, sell_trigger="9"))
    await answer_strategy(hass, step, {"next_step_id": "save"})
    assert entry.subentries[subentry.subentry_id].data["starting_position"] == {"amount": "1", "average_price": "100"}
    state = entry.runtime_data.trader.portfolio.strategy(subentry.subentry_id)
    assert state.version == 2
    assert state.require_book(BookKind.SHADOW).position == 1


async def test_a_rule_can_be_changed_while_the_exchange_is_away(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entry = await add_bitvavo(hass)
    subentry = await add_strategy(hass, entry, "Real", "SOL/EUR")
    bitvavo.faults.add("*", Fault(Kind.ABORT_BEFORE), times=50)
    step = await start_strategy(hass, entry, subentry)
    assert step["description_placeholders"]["minimum"] == "?"
    step = await answer_strategy(hass, step, filled_in(step, sell_trigger="9"))
    step = await answer_strategy(hass, step, {"next_step_id": "save"})
    assert step["reason"] == "reconfigure_successful"
    assert entry.runtime_data.trader.portfolio.strategy(subentry.subentry_id).parameters.sell_trigger == 9


async def test_a_change_that_the_journal_does_not_take_is_not_saved(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    step = await start_strategy(hass, entry, subentry)
    step = await answer_strategy(hass, step, filled_in(step, sell_trigger="9"))
    await second_writer(hass, entry.entry_id, subentry.subentry_id)
    step = await answer_strategy(hass, step, {"next_step_id": "save"})
    assert step["reason"] == "not_saved"
    assert entry.subentries[subentry.subentry_id].data["sell_trigger"] == "2.5"
