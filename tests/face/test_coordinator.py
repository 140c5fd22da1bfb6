"""The heartbeat: when the trader is woken, what happens when something breaks, how often the entities hear of it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
import logging
import time
from types import SimpleNamespace

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntry, ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.aurono import coordinator as heartbeat
from custom_components.aurono.const import DOMAIN, EXCHANGE_BITVAVO
from custom_components.aurono.coordinator import AuronoCoordinator
from custom_components.aurono.engine.events import Evaluated, Event
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import HOUR, Timeframe
from custom_components.aurono.exchange.demo import DemoExchange
from custom_components.aurono.exchange.protocol import Failure, FailureKind
from custom_components.aurono.execution.errors import TradingProblem
from custom_components.aurono.memory import async_hold_memory
from tests.bitvavo.faults import Fault, Kind
from tests.bitvavo.server import BitvavoServer

from .flows import TEXTS, add_bitvavo, add_demo, add_strategy, second_writer
from .house import House
from .test_init import change_an_event, issues, journal_path


def coordinator_of(entry: ConfigEntry) -> AuronoCoordinator:
    coordinator: AuronoCoordinator = entry.runtime_data.coordinator
    return coordinator


def is_connected(entry: ConfigEntry) -> bool:
    return coordinator_of(entry).connection.connected


class Held[T]:
    """A question to the exchange that is answered when the test lets it."""

    def __init__(self, question: Callable[[], Awaitable[T]]) -> None:
        self._question = question
        self.asked = asyncio.Event()
        self.answers = asyncio.Event()

    async def __call__(self) -> T:
        self.asked.set()
        await self.answers.wait()
        return await self._question()


async def settle(hass: HomeAssistant) -> None:
    await hass.async_block_till_done(wait_background_tasks=True)


async def later(hass: HomeAssistant, seconds: float) -> None:
    """Let the house's time pass."""
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=seconds))
    await settle(hass)


# -- waking


async def test_the_trader_sleeps_until_home_assistant_has_started(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entry = await add_bitvavo(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    hass.set_state(CoreState.starting)
    bitvavo.seen.clear()
    await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    assert entry.state is ConfigEntryState.LOADED
    coordinator_of(entry).wake()
    await settle(hass)
    assert not bitvavo.seen

    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await settle(hass)
    assert bitvavo.count("GET /time") >= 1
    assert coordinator_of(entry).connection.connected


async def test_the_trader_is_woken_again_when_it_asked_to_be(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entry = await add_bitvavo(hass)
    await settle(hass)
    bitvavo.seen.clear()
    await later(hass, 61)
    assert bitvavo.count("GET /time") == 1
    await hass.config_entries.async_unload(entry.entry_id)
    bitvavo.seen.clear()
    await later(hass, 500)
    assert not bitvavo.seen


async def test_the_trader_is_never_woken_twice_at_once(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entry = await add_bitvavo(hass)
    await settle(hass)
    bitvavo.seen.clear()
    bitvavo.faults.add("GET /time", Fault(Kind.LATE_ANSWER, delay=1))
    for _ in range(10):
        coordinator_of(entry).wake()
        await asyncio.sleep(0)
    await settle(hass)
    # One that was under way, and one for everybody who came meanwhile.
    assert bitvavo.count("GET /time") == 2


async def test_unloading_waits_for_the_trader_to_finish(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entry = await add_bitvavo(hass)
    await settle(hass)
    coordinator = coordinator_of(entry)
    bitvavo.faults.add("GET /time", Fault(Kind.LATE_ANSWER, delay=0.05))
    heard: list[bool] = []
    coordinator.async_add_listener(lambda: heard.append(True))
    coordinator.wake()
    await asyncio.sleep(0)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert coordinator.connection.connected
    coordinator.wake()
    await settle(hass)
    assert entry.state is ConfigEntryState.NOT_LOADED


async def test_unloading_waits_for_what_the_owner_asked_for(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(hass, monkeypatch)
    await house.move_in()
    await house.go_live()
    exchange = Held(house.exchange.balances)
    monkeypatch.setattr(house.exchange, "balances", exchange)
    asked = hass.async_create_task(house.coordinator.execute(house.trader.live.go_live("dips", confirmed=True)))
    await exchange.asked.wait()

    unloading = hass.async_create_task(hass.config_entries.async_unload(house.entry.entry_id))
    await asyncio.sleep(0.05)
    assert not unloading.done()
    exchange.answers.set()
    assert await unloading
    assert all(point.passed for point in await asked)


async def test_what_an_unloaded_account_is_asked_for_is_refused_and_not_written_behind_the_back_of_the_next(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.aurono.coordinator.SHUTDOWN_TIMEOUT", 0.05)
    house = House(hass, monkeypatch)
    await house.move_in()
    await house.go_live()
    # As another account does, which goes on.
    await async_hold_memory(hass, "another")
    exchange = Held(house.exchange.time)
    monkeypatch.setattr(house.exchange, "time", exchange)
    house.coordinator.wake()
    await exchange.asked.wait()
    # Waits for its turn until the wake is over, which the exchange keeps waiting.
    pausing = hass.async_create_task(house.coordinator.execute(house.trader.set_mode("dips", Mode.PAUSED)))
    await asyncio.sleep(0)

    reloading = hass.async_create_task(hass.config_entries.async_reload(house.entry.entry_id))
    with pytest.raises(HomeAssistantError) as refused:
        await pausing
    exchange.answers.set()
    await reloading
    await settle(hass)

    assert refused.value.translation_key == "account_unloaded"
    assert house.trader.portfolio.strategy("dips").mode is Mode.LIVE
    await house.coordinator.execute(house.trader.set_mode("dips", Mode.PAUSED))
    assert house.trader.halted is None


async def test_a_strategy_that_is_removed_while_its_account_is_loaded_anew_goes_and_leaves_no_complaint(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("custom_components.aurono.coordinator.SHUTDOWN_TIMEOUT", 0.05)
    house = House(hass, monkeypatch)
    await house.move_in()
    await async_hold_memory(hass, "another")
    exchange = Held(house.exchange.time)
    monkeypatch.setattr(house.exchange, "time", exchange)
    house.coordinator.wake()
    await exchange.asked.wait()

    hass.config_entries.async_remove_subentry(house.entry, "dips")
    await asyncio.sleep(0.01)
    reloading = hass.async_create_task(hass.config_entries.async_reload(house.entry.entry_id))
    await asyncio.sleep(0.1)
    exchange.answers.set()
    await reloading
    await settle(hass)

    assert "dips" not in house.trader.portfolio.strategies
    assert not issues(hass)
    assert "could not be taken over" not in caplog.text


async def test_a_time_lapse_misses_no_close_however_fast_it_runs(hass: HomeAssistant) -> None:
    entry = await add_demo(hass, speed="3600")
    subentry = await add_strategy(hass, entry, timeframe="1h")
    trader = entry.runtime_data.trader
    evaluations: list[Evaluated] = []
    enough = asyncio.Event()

    def hear(event: Event) -> None:
        if isinstance(event, Evaluated):
            # A slow machine: in this time the market would pass the next close by 12 minutes, and 5 are granted.
            time.sleep(1.2)
            evaluations.append(event)
            if len(evaluations) == 3:
                enough.set()

    trader.subscribe(hear)
    async with asyncio.timeout(60):
        await enough.wait()
    first = evaluations[0].candle
    assert [evaluation.candle for evaluation in evaluations[:3]] == [first + number * HOUR for number in range(3)]
    assert not {evaluation.reason for evaluation in evaluations} & {Reason.TOO_LATE, Reason.MISSED_OFFLINE}

    # What was reached stays reached, and nothing was missed meanwhile.
    reached = trader.portfolio.strategy(subentry.subentry_id).evaluated_until
    await hass.config_entries.async_reload(entry.entry_id)
    trader = entry.runtime_data.trader
    assert reached <= trader.portfolio.strategy(subentry.subentry_id).evaluated_until <= trader.now()
    await hass.config_entries.async_unload(entry.entry_id)
    events = trader.portfolio.strategy(subentry.subentry_id).last_evaluation
    assert events is not None
    assert events.reason is not Reason.MISSED_OFFLINE


async def test_a_time_lapse_stands_still_until_the_trader_looks_for_the_first_time(hass: HomeAssistant) -> None:
    entry = await add_demo(hass, speed="3600")
    subentry = await add_strategy(hass, entry, timeframe="1h")
    await hass.config_entries.async_unload(entry.entry_id)
    hass.set_state(CoreState.starting)
    await hass.config_entries.async_setup(entry.entry_id)
    trader = entry.runtime_data.trader
    before = trader.now()
    # Home Assistant takes its time to start: more than an hour of the market.
    await asyncio.sleep(1.1)
    assert trader.now() == before
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await settle(hass)
    last = trader.portfolio.strategy(subentry.subentry_id).last_evaluation
    assert last is None or last.reason not in {Reason.TOO_LATE, Reason.MISSED_OFFLINE}
    await asyncio.sleep(0.1)
    assert trader.now() > before


async def test_the_next_evaluation_is_told_in_the_time_of_the_house(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    # No hour ends while this is asked.
    freezer.move_to("2026-01-05 18:20")
    real, lapse = await add_demo(hass, "Real", speed="1"), await add_demo(hass, "Lapse", speed="60")
    hourly = await add_strategy(hass, real, "Hourly", timeframe="1h")
    daily = await add_strategy(hass, real, "Daily", timeframe="1d")
    fast = await add_strategy(hass, lapse, "Fast", timeframe="1h")
    now = dt_util.utcnow()
    close = coordinator_of(real).next_evaluation(hourly.subentry_id)
    assert close is not None
    assert close.timestamp() * 1000 == Timeframe.H1.next_close(entry_now(real))
    assert coordinator_of(real).next_evaluation() == close
    assert coordinator_of(real).next_evaluation(daily.subentry_id).timestamp() % 86400 == 0  # type: ignore[union-attr]

    # An hour of this market passes in a minute.
    soon = coordinator_of(lapse).next_evaluation(fast.subentry_id)
    assert soon is not None
    assert now - timedelta(seconds=1) <= soon <= dt_util.utcnow() + timedelta(seconds=61)

    await coordinator_of(lapse).execute(coordinator_of(lapse).trader.set_mode(fast.subentry_id, Mode.PAUSED))
    assert coordinator_of(lapse).next_evaluation(fast.subentry_id) is None
    assert coordinator_of(lapse).next_evaluation() is None


def entry_now(entry: ConfigEntry) -> int:
    now: int = entry.runtime_data.trader.now()
    return now


# -- publishing


async def test_the_entities_are_updated_at_most_twice_a_second(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = await add_demo(hass)
    await settle(hass)
    # However long this test takes: no second update is due while it runs.
    monkeypatch.setattr(heartbeat, "PUBLISH_INTERVAL", 3600)
    coordinator = coordinator_of(entry)
    updates: list[bool] = []
    coordinator.async_add_listener(lambda: updates.append(True))
    for _ in range(10):
        coordinator.wake()
        await settle(hass)
    assert not updates
    await later(hass, 3601)
    assert len(updates) == 1


async def test_many_entities_are_brought_up_to_date_by_and_by(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given more listeners than there is time for in one run of the loop, each hears once, but for one that left."""
    coordinator = coordinator_of(await add_demo(hass))
    await settle(hass)
    told: list[int] = []
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(heartbeat, "time", SimpleNamespace(monotonic=lambda: clock.now))

    def listener(number: int) -> None:
        told.append(number)
        clock.now += heartbeat.TELLING_TIME / 2
        if number == 0:
            raise ValueError("an entity that is broken")

    count = 12
    leave = [coordinator.async_add_listener(partial(listener, number)) for number in range(count)]
    coordinator.async_update_listeners()
    at_once = len(told)
    leave.pop()()
    assert at_once == 2
    # Asked again while it still tells: nobody hears of it in two runs at a time.
    coordinator.async_update_listeners()
    assert len(told) == at_once
    await hass.async_block_till_done()
    assert told[at_once:] == list(range(count - 1))
    assert "could not be brought up to date" in caplog.text


async def test_what_the_owner_changes_shows_at_once(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "PUBLISH_INTERVAL", 3600)
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    coordinator = coordinator_of(entry)
    await coordinator.execute(coordinator.trader.set_mode(subentry.subentry_id, Mode.PAUSED))
    assert coordinator.data.strategy(subentry.subentry_id).mode is Mode.PAUSED


async def test_what_the_trader_refuses_is_told_in_the_language_of_the_house(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    coordinator = coordinator_of(entry)
    with pytest.raises(ServiceValidationError) as refused:
        await coordinator.execute(coordinator.trader.withdraw(subentry.subentry_id, Decimal(201)))
    assert (refused.value.translation_domain, refused.value.translation_key) == (DOMAIN, "capital_not_free")
    assert str(refused.value).startswith("201 cannot be taken out: only 200 is free.")


@pytest.mark.parametrize("problem", TradingProblem)
def test_whatever_the_trader_refuses_has_its_text(problem: TradingProblem) -> None:
    assert TEXTS["exceptions"][problem.value]["message"]


# -- trouble


async def test_a_trader_that_breaks_is_told_of_once_and_tried_again(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await add_demo(hass)
    await settle(hass)

    async def broken(_exchange: DemoExchange) -> int:
        raise ZeroDivisionError("a defect")

    with monkeypatch.context() as patch:
        patch.setattr(DemoExchange, "time", broken)
        await later(hass, 61)
        await later(hass, 61 + 31)
        await later(hass, 61 + 62)
        assert issues(hass) == {f"trader_broken_{entry.entry_id}"}
        told = [
            record for record in caplog.records if record.levelno >= logging.ERROR and record.name.endswith("aurono")
        ]
        assert len(told) == 1
        assert told[0].exc_info is not None
    await later(hass, 61 + 93)
    assert not issues(hass)
    assert "The trader of Demo works again" in caplog.text
    assert coordinator_of(entry).connection.connected


async def test_a_lost_connection_is_logged_once_and_so_is_its_return(
    hass: HomeAssistant, bitvavo: BitvavoServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    entry = await add_bitvavo(hass)
    coordinator = coordinator_of(entry)
    await settle(hass)
    assert "does not answer" not in caplog.text
    bitvavo.faults.add("*", Fault(Kind.PAGE_BEFORE, status=502), times=1000)
    for _ in range(3):
        coordinator.wake()
        await settle(hass)
    assert is_connected(entry) is False
    assert coordinator.last_update_success
    assert caplog.text.count("Bitvavo does not answer") == 1
    bitvavo.faults.clear()
    for _ in range(3):
        coordinator.wake()
        await settle(hass)
    assert is_connected(entry)
    assert caplog.text.count("Bitvavo answers again") == 1


async def test_the_key_is_not_checked_at_every_wake(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entry = await add_bitvavo(hass)
    await settle(hass)
    bitvavo.seen.clear()
    coordinator_of(entry).wake()
    await settle(hass)
    assert [seen.route for seen in bitvavo.seen] == ["GET /time"]


async def test_a_key_that_was_revoked_is_noticed_at_the_next_check(
    hass: HomeAssistant, bitvavo: BitvavoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "KEY_CHECK_INTERVAL", 0)
    entry = await add_bitvavo(hass)
    await settle(hass)
    assert not hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    bitvavo.keys.clear()
    coordinator_of(entry).wake()
    await settle(hass)
    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert flow["context"]["source"] == SOURCE_REAUTH


async def test_a_key_that_was_revoked_while_real_money_is_traded_is_noticed_within_a_quarter_of_an_hour(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(hass, monkeypatch, EXCHANGE_BITVAVO)
    await house.move_in()
    await house.go_live()
    refused = Failure(FailureKind.KEY_INVALID, "305 no such key")
    asked: list[None] = []

    async def verify() -> Failure:
        asked.append(None)
        return refused

    monkeypatch.setattr(house.exchange, "verify", verify)
    house.exchange.funds = refused
    await house.hour(0.5)
    await house.hour(0.6)

    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert flow["context"]["source"] == SOURCE_REAUTH
    assert len(asked) == 1


async def test_a_journal_that_takes_no_more_events_halts_the_account(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    subentry = await add_strategy(hass, entry)
    coordinator = coordinator_of(entry)
    await second_writer(hass, entry.entry_id, subentry.subentry_id)
    with pytest.raises(HomeAssistantError) as refused:
        await coordinator.execute(coordinator.trader.set_mode(subentry.subentry_id, Mode.PAUSED))
    assert refused.value.translation_key == "journal_halted"
    await settle(hass)
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"journal_halted_{entry.entry_id}")
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["account"] == "Demo"
    assert coordinator.next_evaluation() is None


async def test_a_strategy_that_the_trader_gave_up_is_told_of_while_the_others_go_on(hass: HomeAssistant) -> None:
    entry = await add_demo(hass)
    stuck, other = await add_strategy(hass, entry, "Stuck"), await add_strategy(hass, entry, "Other")
    coordinator = coordinator_of(entry)
    # No exchange of ours sends what does not add up, so the verdict is put in its place.
    coordinator.trader._stuck[stuck.subentry_id] = "a fill of more than there is"
    coordinator.wake()
    await settle(hass)
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"strategy_stuck_{stuck.subentry_id}")
    assert issue is not None
    assert issue.translation_placeholders == {"strategy": "Stuck", "detail": "a fill of more than there is"}
    assert coordinator.next_evaluation(stuck.subentry_id) is None
    assert coordinator.next_evaluation(other.subentry_id) is not None


async def test_damage_found_by_a_verification_stops_trading(hass: HomeAssistant, bitvavo: BitvavoServer) -> None:
    entry = await add_bitvavo(hass)
    subentry = await add_strategy(hass, entry, "Dips", "SOL/EUR")
    coordinator = coordinator_of(entry)
    await settle(hass)
    assert coordinator.verification.is_sound
    change_an_event(journal_path(hass))
    report = await coordinator.async_verify()
    assert not report.is_sound
    assert coordinator.verification is report
    assert issues(hass) == {f"journal_damaged_{DOMAIN}"}

    bitvavo.seen.clear()
    coordinator.wake()
    await settle(hass)
    assert not bitvavo.seen
    with pytest.raises(HomeAssistantError) as refused:
        await coordinator.execute(coordinator.trader.set_mode(subentry.subentry_id, Mode.PAUSED))
    assert refused.value.translation_key == "journal_damaged"
    assert coordinator.portfolio.strategy(subentry.subentry_id).mode is Mode.SHADOW
