"""Loading, unloading and removing accounts."""

from datetime import timedelta
from pathlib import Path
import sqlite3
import sys
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.aurono.const import DOMAIN, SUBENTRY_STRATEGY
from custom_components.aurono.exchange.protocol import Failure
from custom_components.aurono.issues import Issue, report_issue
from custom_components.aurono.memory import async_borrow_memory
from custom_components.aurono.store.errors import JournalUnavailable
from custom_components.aurono.store.journal_schema import LADDER
from custom_components.aurono.store.queries import EventQuery
from tests.bitvavo.faults import Fault, Kind
from tests.bitvavo.server import BitvavoServer

from .flows import add_bitvavo, add_demo, add_strategy, answer_strategy, filled_in, second_writer, start_strategy
from .house import DIPS


def issues(hass: HomeAssistant) -> set[str]:
    """What is told under Repairs."""
    return {issue_id for domain, issue_id in ir.async_get(hass).issues if domain == DOMAIN}


def journal_path(hass: HomeAssistant) -> Path:
    return Path(hass.config.path("aurono", "journal.db"))


def set_schema(path: Path, version: int) -> bytes:
    """Make the journal look as if another version of Aurono had written it; returns the file."""
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    return path.read_bytes()


def change_an_event(path: Path) -> None:
    """Change the oldest event on the disk, past the triggers that refuse it."""
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("UPDATE events SET record = replace(record, 'Dips', 'Lips') WHERE position = 1")
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


async def unload(hass: HomeAssistant, entry: ConfigEntry) -> None:
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()


async def load(hass: HomeAssistant, entry: ConfigEntry) -> ConfigEntryState:
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    return entry.state


# -- coming and going


async def test_an_account_that_is_loaded_again_is_as_it_was(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    before = entry.runtime_data.trader.portfolio
    await unload(hass, entry)
    assert await load(hass, entry) is ConfigEntryState.LOADED
    assert entry.runtime_data.trader.portfolio == before
    assert list(before.strategies) == [subentry.subentry_id]


async def test_the_last_account_that_goes_closes_the_journal(hass: HomeAssistant) -> None:
    first, second = await add_demo(hass, "First"), await add_demo(hass, "Second")
    journal = first.runtime_data.journal
    assert second.runtime_data.journal is journal
    await unload(hass, first)
    await journal.load(second.entry_id)
    await unload(hass, second)
    with pytest.raises(JournalUnavailable):
        await journal.load(second.entry_id)


async def test_the_stop_of_home_assistant_closes_the_journal(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    await add_strategy(hass, entry)
    journal = entry.runtime_data.journal
    await hass.async_stop(force=True)
    with pytest.raises(JournalUnavailable):
        await journal.load(entry.entry_id)
    assert not journal_path(hass).with_name("journal.db-wal").exists()


async def test_the_stop_of_home_assistant_lets_the_exchange_go(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entry = await add_bitvavo(hass)
    exchange = entry.runtime_data.exchange
    await hass.async_block_till_done(wait_background_tasks=True)
    await hass.async_stop(force=True)
    answer = await exchange.time()
    assert isinstance(answer, Failure)
    assert "the connection was closed" in answer.detail


async def test_a_removed_account_leaves_its_history(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    await add_strategy(hass, entry)
    await hass.config_entries.async_remove(entry.entry_id)
    async with async_borrow_memory(hass) as memory:
        page = await memory.journal.events(EventQuery(entry.entry_id))
    assert len(page.events) == 2
    assert not dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)


# -- strategies


async def test_a_removed_strategy_ends_and_leaves_its_history(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    gone, kept = await add_strategy(hass, entry, "Gone"), await add_strategy(hass, entry, "Kept")
    registry = er.async_get(hass)
    assert any(item.config_subentry_id == gone.subentry_id for item in registry.entities.values())
    hass.config_entries.async_remove_subentry(entry, gone.subentry_id)
    await hass.async_block_till_done()
    assert list(entry.runtime_data.trader.portfolio.strategies) == [kept.subentry_id]
    page = await entry.runtime_data.journal.events(EventQuery(entry.entry_id, strategy=gone.subentry_id))
    assert len(page.events) == 3
    assert not any(item.config_subentry_id == gone.subentry_id for item in registry.entities.values())


async def test_a_strategy_that_was_removed_while_its_account_was_not_loaded_ends_at_the_next_start(
    hass: HomeAssistant,
) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    await unload(hass, entry)
    hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
    await load(hass, entry)
    assert not entry.runtime_data.trader.portfolio.strategies


async def test_a_new_strategy_has_its_entities_at_once(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    entities = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    assert any(entity.config_subentry_id == subentry.subentry_id for entity in entities)


async def test_strategies_come_are_renamed_and_go_while_their_account_runs_on(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    data = entry.runtime_data
    kept = await add_strategy(hass, entry, "Kept")
    gone = await add_strategy(hass, entry, "Gone")
    registry = er.async_get(hass)

    def states(subentry: ConfigSubentry) -> dict[str, str]:
        """Friendly names and states of a strategy's entities."""
        ids = [item.entity_id for item in registry.entities.values() if item.config_subentry_id == subentry.subentry_id]
        shown = [state for entity_id in ids if (state := hass.states.get(entity_id)) is not None]
        return {state.attributes["friendly_name"]: state.state for state in shown}

    assert states(kept)["Kept Mode"] == states(gone)["Gone Mode"] == "shadow"
    report_issue(hass, Issue.STRATEGY_STUCK, gone.subentry_id, strategy="Gone", detail="")

    hass.config_entries.async_remove_subentry(entry, gone.subentry_id)
    hass.config_entries.async_update_subentry(entry, kept, title="Patient")
    await hass.async_block_till_done(wait_background_tasks=True)

    assert entry.runtime_data is data
    assert states(gone) == {}
    assert states(kept)["Patient Mode"] == "shadow"
    assert data.trader.portfolio.strategy(kept.subentry_id).name == "Patient"
    assert not issues(hass)


async def test_a_strategy_that_comes_back_after_it_was_removed_has_its_entities_again(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
    await hass.async_block_till_done(wait_background_tasks=True)

    hass.config_entries.async_add_subentry(entry, subentry)
    await hass.async_block_till_done(wait_background_tasks=True)

    entities = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    assert any(entity.config_subentry_id == subentry.subentry_id for entity in entities)


async def test_strategies_that_are_added_at_the_same_moment_all_begin_once(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    data = MappingProxyType(dict(DIPS))
    added = [
        ConfigSubentry(data=data, subentry_type=SUBENTRY_STRATEGY, title=title, unique_id=None)
        for title in ("First", "Second", "Third")
    ]

    for subentry in added:
        hass.config_entries.async_add_subentry(entry, subentry)
    await hass.async_block_till_done(wait_background_tasks=True)

    assert list(entry.runtime_data.trader.portfolio.strategies) == [subentry.subentry_id for subentry in added]
    assert not issues(hass)


async def test_what_is_no_strategy_does_not_begin_and_is_told(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    broken = ConfigSubentry(
        data=MappingProxyType({**subentry.data, "buy_trigger": "5"}),
        subentry_type=SUBENTRY_STRATEGY,
        title="Broken",
        unique_id=None,
    )
    hass.config_entries.async_add_subentry(entry, broken)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert list(entry.runtime_data.trader.portfolio.strategies) == [subentry.subentry_id]
    assert issues(hass) == {f"strategy_not_changed_{broken.subentry_id}"}

    hass.config_entries.async_update_subentry(entry, broken, data=dict(subentry.data))
    await hass.async_block_till_done()
    assert broken.subentry_id in entry.runtime_data.trader.portfolio.strategies
    assert not issues(hass)


async def test_a_change_that_does_not_fit_the_books_is_told_and_the_strategy_goes_on(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, "pair": "ORBITDEMO/EUR"})
    await hass.async_block_till_done()
    assert issues(hass) == {f"strategy_not_changed_{subentry.subentry_id}"}
    state = entry.runtime_data.trader.portfolio.strategy(subentry.subentry_id)
    assert str(state.parameters.pair) == "NIMBUSDEMO/EUR"

    hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
    await hass.async_block_till_done()
    assert not issues(hass)


# -- exchanges


async def test_an_account_loads_though_its_exchange_does_not_answer(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    entry = await add_bitvavo(hass)
    subentry = await add_strategy(hass, entry, "Real", "SOL/EUR")
    await unload(hass, entry)
    bitvavo.faults.add("*", Fault(Kind.ABORT_BEFORE), times=100)
    assert await load(hass, entry) is ConfigEntryState.LOADED
    coordinator = entry.runtime_data.coordinator
    assert not coordinator.connection.connected
    assert subentry.subentry_id in coordinator.portfolio.strategies
    await unload(hass, entry)


async def test_without_a_usable_library_an_account_says_so(
    hass: HomeAssistant, bitvavo: BitvavoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await add_bitvavo(hass)
    await unload(hass, entry)
    monkeypatch.setitem(sys.modules, "ccxt.async_support.bitvavo", None)
    assert await load(hass, entry) is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "library_unusable"


async def test_a_vault_that_cannot_be_opened_stops_only_who_needs_it(
    hass: HomeAssistant, bitvavo: BitvavoServer
) -> None:
    real, demo = await add_bitvavo(hass), await add_demo(hass)
    await unload(hass, real)
    await unload(hass, demo)
    Path(hass.config.path("aurono", "vault.db")).write_bytes(b"no database " * 100)
    assert await load(hass, real) is ConfigEntryState.SETUP_RETRY
    assert real.error_reason_translation_key == "vault_unusable"
    assert await load(hass, demo) is ConfigEntryState.LOADED
    await unload(hass, demo)
    await hass.config_entries.async_remove(real.entry_id)


# -- the journal


async def test_a_journal_of_a_newer_aurono_is_not_touched(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    await unload(hass, entry)
    before = set_schema(journal_path(hass), 99)
    assert await load(hass, entry) is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "journal_too_new"
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"journal_too_new_{DOMAIN}")
    assert issue is not None
    assert issue.translation_placeholders == {"found": "99", "known": str(len(LADDER))}
    assert not issue.is_fixable
    assert journal_path(hass).read_bytes() == before


async def test_a_changed_journal_stops_trading_and_says_so(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    await add_strategy(hass, entry)
    await unload(hass, entry)
    change_an_event(journal_path(hass))
    assert await load(hass, entry) is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "journal_damaged"
    assert issues(hass) == {f"journal_damaged_{DOMAIN}"}


async def test_a_journal_that_cannot_be_opened_is_tried_again(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    await unload(hass, entry)
    folder = journal_path(hass).parent
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("a file where the folder was")
    assert await load(hass, entry) is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "journal_unavailable"
    assert issues(hass) == {f"journal_unavailable_{DOMAIN}"}

    folder.unlink()
    folder.with_name("elsewhere").rename(folder)
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(hours=1))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.state is ConfigEntryState.LOADED
    assert not issues(hass)


async def test_an_account_whose_journal_halts_while_strategies_are_taken_over_is_not_loaded(
    hass: HomeAssistant,
) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    await second_writer(hass, entry.entry_id, subentry.subentry_id)
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, "sell_trigger": "9"})
    await hass.async_block_till_done()
    assert entry.runtime_data.trader.halted is not None
    assert issues(hass) == {f"journal_halted_{entry.entry_id}"}
    step = await start_strategy(hass, entry, subentry)
    step = await answer_strategy(hass, step, filled_in(step, sell_trigger="8"))
    step = await answer_strategy(hass, step, {"next_step_id": "save"})
    assert step["reason"] == "not_saved"


async def test_a_strategy_that_is_added_while_its_account_is_being_loaded_begins_too(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await add_demo(hass)
    forward = hass.config_entries.async_forward_entry_setups
    added: list[ConfigSubentry] = []

    async def add_meanwhile(*asked: Any) -> None:
        if not added:
            data = MappingProxyType(dict(DIPS))
            added.append(ConfigSubentry(data=data, subentry_type=SUBENTRY_STRATEGY, title="Late", unique_id=None))
            hass.config_entries.async_add_subentry(entry, added[0])
        await forward(*asked)

    monkeypatch.setattr(hass.config_entries, "async_forward_entry_setups", add_meanwhile)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)

    assert list(entry.runtime_data.trader.portfolio.strategies) == [added[0].subentry_id]


async def test_a_rule_that_is_changed_while_its_account_is_being_loaded_counts(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    forward = hass.config_entries.async_forward_entry_setups

    async def change_meanwhile(*asked: Any) -> None:
        hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, "buy_trigger": "-7.5"})
        await forward(*asked)

    monkeypatch.setattr(hass.config_entries, "async_forward_entry_setups", change_meanwhile)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)

    state = entry.runtime_data.trader.portfolio.strategies[subentry.subentry_id]
    assert str(state.parameters.buy_trigger) == "-7.5"
