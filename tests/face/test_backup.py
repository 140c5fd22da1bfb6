"""Backups: the journal is held while one is made, and one that was put back proves what it missed before it trades."""

import asyncio
from datetime import timedelta
from pathlib import Path
import shutil

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.aurono.backup import async_post_backup, async_pre_backup
from custom_components.aurono.const import DOMAIN, EXCHANGE_BITVAVO
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import HOUR
from custom_components.aurono.exchange.protocol import ListedOrder, OrderReport, OrderRequest, Placement
from custom_components.aurono.execution.questions import QuestionKind
from custom_components.aurono.memory import HOLD_LIMIT
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Journal
from tests.bitvavo.server import BitvavoServer
from tests.exchange.scripted_market import NO_ANSWER
from tests.execution.hub import MONDAY, SOL_EUR

from .flows import KEY, add_bitvavo, add_strategy, answer, entered_key
from .house import House
from .test_questions import questions, the_question
from .test_repairs import Owner, owner

__all__ = ["owner"]

pytestmark = pytest.mark.filterwarnings("ignore:It is recommended to use web")

FALL = "120 121 115 115.80"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch, EXCHANGE_BITVAVO)


def is_loaded(entry: ConfigEntry) -> bool:
    return entry.state is ConfigEntryState.LOADED


async def reload(house: House) -> None:
    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await house.settle()


async def back_up(house: House) -> Path:
    """A copy of the journal's file alone, as a backup takes it."""
    copy = house.journal_path.with_name("copy.db")
    await async_pre_backup(house.hass)
    shutil.copy(house.journal_path, copy)
    await async_post_backup(house.hass)
    await house.settle()
    return copy


async def put_back(house: House, copy: Path) -> None:
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    await house.hass.async_block_till_done()
    shutil.copy(copy, house.journal_path)
    await house.hass.config_entries.async_setup(house.entry.entry_id)
    await house.settle()


# -- while it is made ------------------------------------------------------------------------------------------------


async def test_given_a_backup_when_it_is_being_made_then_nothing_is_written_or_traded_until_it_is_done(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.move_in()
    await house.go_live()
    await async_pre_backup(house.hass)
    size = house.journal_path.stat().st_size
    assert house.journal_path.with_name("journal.db-wal").stat().st_size == 0

    house.candle(0, FALL)
    await house.hour(1)
    with pytest.raises(HomeAssistantError) as refused:
        await house.coordinator.execute(house.trader.set_mode("dips", Mode.PAUSED))
    assert refused.value.translation_key == "journal_busy"
    assert house.trader.portfolio.strategy("dips").mode is Mode.LIVE
    assert not house.exchange.sent
    assert house.journal_path.stat().st_size == size
    assert house.trader.halted is None
    # Nobody tried: a wake that the journal refuses would be an error in the log.
    assert not [record for record in caplog.records if record.levelname == "ERROR"]

    await async_post_backup(house.hass)
    await house.settle()
    assert len(house.exchange.sent) == 1


async def test_given_a_backup_when_the_account_is_loaded_anew_meanwhile_then_it_is_still_held(house: House) -> None:
    await house.move_in()
    await async_pre_backup(house.hass)

    await reload(house)
    with pytest.raises(HomeAssistantError):
        await house.coordinator.execute(house.trader.set_mode("dips", Mode.PAUSED))
    await async_post_backup(house.hass)

    await house.coordinator.execute(house.trader.set_mode("dips", Mode.PAUSED))
    assert house.trader.portfolio.strategy("dips").mode is Mode.PAUSED


async def test_given_a_backup_when_a_strategy_is_removed_meanwhile_then_it_goes_afterwards_and_orders_nothing(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.move_in()
    await house.go_live()
    await async_pre_backup(house.hass)

    house.hass.config_entries.async_remove_subentry(house.entry, "dips")
    await house.settle()
    house.candle(0, FALL)
    await house.hour(1)
    await async_post_backup(house.hass)
    await house.settle()

    assert "dips" not in house.trader.portfolio.strategies
    assert not house.exchange.sent
    # It takes nothing of its owner, so there is nothing to tell.
    assert not questions(house)
    assert not [issue for _, issue in ir.async_get(house.hass).issues if issue.startswith("strategy_not_changed")]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_given_an_order_on_its_way_when_a_backup_begins_then_its_answer_is_looked_up_and_it_is_not_sent_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.aurono.coordinator.SHUTDOWN_TIMEOUT", 0.05)
    await house.move_in()
    await house.go_live()
    sent, answers = asyncio.Event(), asyncio.Event()
    place = house.exchange.place

    async def slowly(request: OrderRequest) -> Placement:
        sent.set()
        await answers.wait()
        return await place(request)

    monkeypatch.setattr(house.exchange, "place", slowly)
    house.candle(0, FALL)
    house.exchange.now = MONDAY + HOUR
    house.coordinator.wake()
    await sent.wait()

    await async_pre_backup(house.hass)
    answers.set()
    await house.settle()
    (order,) = house.book().orders
    assert order.exchange_order is None
    house.exchange.reports[order.id] = OrderReport("exchange-1", OrderStatus.OPEN, ())
    await async_post_backup(house.hass)
    await house.settle()

    (order,) = house.book().orders
    assert order.exchange_order == "exchange-1"
    assert len(house.exchange.sent) == 1
    assert house.trader.halted is None


async def test_given_a_backup_when_a_rule_is_changed_meanwhile_then_the_next_candle_is_decided_by_the_new_one(
    house: House,
) -> None:
    await house.move_in()
    await house.go_live()
    await async_pre_backup(house.hass)

    dips = house.entry.subentries["dips"]
    house.hass.config_entries.async_update_subentry(house.entry, dips, data={**dips.data, "buy_trigger": "-10"})
    await house.settle()
    house.candle(0, FALL)
    await house.hour(1)
    await async_post_backup(house.hass)
    await house.settle()

    assert house.trader.portfolio.strategy("dips").version == 2
    assert not house.exchange.sent


async def test_given_a_journal_that_cannot_be_merged_when_a_backup_begins_then_it_is_called_off_and_trading_goes_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()

    def busy(_journal: Journal) -> None:
        raise JournalUnavailable(Trouble.LOCKED, "in use")

    monkeypatch.setattr(Journal, "hold", busy)
    with pytest.raises(HomeAssistantError) as refused:
        await async_pre_backup(house.hass)

    assert refused.value.translation_key == "journal_not_held"
    await house.coordinator.execute(house.trader.set_mode("dips", Mode.PAUSED))
    assert house.trader.portfolio.strategy("dips").mode is Mode.PAUSED


async def test_given_a_backup_whose_end_nobody_tells_when_an_hour_is_over_then_trading_goes_on(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.move_in()
    await async_pre_backup(house.hass)

    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(seconds=HOLD_LIMIT + 1))
    await house.settle()

    assert "no end of the backup was heard of" in caplog.text
    await house.coordinator.execute(house.trader.set_mode("dips", Mode.PAUSED))


async def test_given_no_account_when_a_backup_is_made_then_there_is_nothing_to_hold(hass: HomeAssistant) -> None:
    await async_pre_backup(hass)
    await async_post_backup(hass)


# -- when it is put back ---------------------------------------------------------------------------------------------


async def test_given_an_order_placed_after_the_backup_when_it_is_put_back_then_the_order_is_found_and_not_sent_again(
    house: House,
) -> None:
    await house.move_in()
    await house.go_live()
    copy = await back_up(house)
    house.candle(0, FALL)
    await house.hour(1)
    (sent,) = house.exchange.sent
    (order,) = house.book().orders
    house.exchange.funds, funds = NO_ANSWER, house.exchange.funds
    house.exchange.listed = NO_ANSWER

    await put_back(house, copy)
    assert house.sensor("account_status", None) == "recovering"
    assert house.sensor("status") == "recovering"
    assert not house.book().orders
    assert len(house.exchange.sent) == 1

    # Not answered for before the next start either.
    await reload(house)
    assert house.sensor("account_status", None) == "recovering"

    listed = ListedOrder(
        "exchange-1", sent.client_order, SOL_EUR, Side.BUY, sent.limit, sent.amount, ZERO, True, order.submitted_at
    )
    house.exchange.listed = (listed,)
    house.exchange.funds = funds
    house.exchange.reports[order.id] = OrderReport("exchange-1", OrderStatus.OPEN, ())
    await house.hour(1.05)

    assert [known.id for known in house.book().orders] == [order.id]
    assert house.sensor("account_status", None) == "running"
    assert len(house.exchange.sent) == 1
    await reload(house)
    assert not house.hass.data[DOMAIN].is_unproven(house.entry.entry_id)


async def test_given_a_missing_time_that_cannot_be_read_when_declared_accounted_for_then_trading_goes_on(
    house: House, owner: Owner
) -> None:
    await house.move_in()
    await house.go_live()
    copy = await back_up(house)
    house.candle(0, FALL)
    await house.hour(1)
    (sent,) = house.exchange.sent
    # An order of ours, but listed without its limit: what it was cannot be written down.
    house.exchange.listed = (
        ListedOrder("exchange-1", sent.client_order, SOL_EUR, Side.BUY, None, None, ZERO, False, MONDAY + 3_600_000),
    )
    await put_back(house, copy)
    issue = the_question(house, QuestionKind.HISTORY_UNREADABLE)

    result = await owner.choose(await owner.open(issue), "recheck")
    assert result["reason"] == "still_so"
    step = await owner.choose(await owner.open(issue), "accounted")
    step = await owner.submit(step, confirmation="")
    assert step["errors"] == {"confirmation": "not_confirmed"}
    result = await owner.submit(step, confirmation="Dips")
    await house.settle()

    assert result["type"] == "create_entry"
    assert not questions(house)
    assert house.sensor("account_status", None) == "running"


async def test_given_other_hardware_when_a_backup_is_restored_there_then_the_key_is_asked_for_again(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    entry = await add_bitvavo(hass)
    await add_strategy(hass, entry, "Dips", "SOL/EUR")
    await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()
    # What no backup takes along.
    shutil.rmtree(hass.config.path(".cache", "aurono"))

    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert not is_loaded(entry)
    # The form looks into the vault, in a thread that Home Assistant does not wait for.
    async with asyncio.timeout(30):
        while not (flows := hass.config_entries.flow.async_progress_by_handler(DOMAIN)):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    (flow,) = flows
    assert flow["context"]["source"] == SOURCE_REAUTH

    form = await hass.config_entries.flow.async_configure(flow["flow_id"])
    result = await answer(hass, form, entered_key(KEY))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert result["reason"] == "reauth_successful"
    assert is_loaded(entry)
    entry.runtime_data.coordinator.wake()
    await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.runtime_data.trader.live.reconciler.is_proven
