"""Notifications to real notify entities: each thing once, what comes together in one message, nothing that harms."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import AsyncMock

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_REAUTH
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.aurono.const import DOMAIN, EXCHANGE_BITVAVO
from custom_components.aurono.engine.events import OrderUnknown
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.exchange.protocol import Balance, Refused
from custom_components.aurono.notifications import mailbox
from custom_components.aurono.notifications.kinds import Notice, NoticeKind
from custom_components.aurono.notifications.notifier import async_notify
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from tests.execution.hub import SOL_EUR

from .house import House, planned_order, subentry
from .recipients import Phone, phone, recipient

EVERYTHING = frozenset(NoticeKind)
FALL = "120 121 115 115.80"


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch, EXCHANGE_BITVAVO)


@pytest.fixture
async def anna(hass: HomeAssistant) -> Phone:
    return await phone(hass)


async def pass_by(house: House, freezer: FrozenDateTimeFactory, seconds: float) -> None:
    """Let so much time pass in the house, with everything that was due then, and time for what hangs to be given up."""
    freezer.tick(timedelta(seconds=seconds))
    async_fire_time_changed(house.hass, dt_util.utcnow())
    for _ in range(100):
        await asyncio.sleep(0)
    # Whatever hangs has now taken too long.
    freezer.tick(mailbox.SEND_TIMEOUT + 1)
    await house.hass.async_block_till_done(wait_background_tasks=True)


async def gathered(house: House, freezer: FrozenDateTimeFactory) -> None:
    """Let the seconds pass in which things to tell are gathered."""
    await pass_by(house, freezer, mailbox.GATHER + 1)


async def move_in_live(house: House, *people: Any, funds: str = "200") -> None:
    """A strategy that trades real money, and who is told."""
    await house.move_in(subentry(), *people, title="Bitvavo")
    await house.go_live()
    house.exchange.funds = {"EUR": Balance(Decimal(funds), ZERO)}


async def lose_money(house: House) -> None:
    """Let money be missing at the next comparison."""
    house.exchange.funds = {"EUR": Balance(Decimal("53.73"), ZERO)}
    await house.hour(0.5)


async def test_given_missing_money_when_found_then_the_sentence_says_what_to_deposit(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in(subentry(allocated_capital="93.22"), recipient(), title="Bitvavo")
    await house.go_live()

    await lose_money(house)
    await gathered(house, freezer)

    assert anna.messages == [
        (
            "Missing on Bitvavo",
            "Your strategies expect €93.22 but your Bitvavo account has €53.73 — deposit €39.49 to cover the gap.",
        )
    ]


async def test_given_a_dutch_house_when_money_is_missing_then_words_and_numbers_are_dutch(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    house.hass.config.language = "nl"
    await move_in_live(house, recipient())

    await lose_money(house)
    await gathered(house, freezer)

    (text,) = anna.texts
    assert text.startswith("Je strategieën verwachten €\u00a0200,00, maar op je account Bitvavo staat €\u00a053,73")
    assert "stort €\u00a0146,27" in text


async def test_given_something_that_lasts_when_a_day_passes_then_it_is_told_again_and_not_before(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await move_in_live(house, recipient(kinds=frozenset({NoticeKind.GAP})))
    await lose_money(house)
    await gathered(house, freezer)

    for _ in range(23):
        await pass_by(house, freezer, 3600)
        house.coordinator.async_update_listeners()
    assert len(anna.messages) == 1
    await pass_by(house, freezer, 3600)
    house.coordinator.async_update_listeners()
    await pass_by(house, freezer, 61)

    assert len(anna.messages) == 2
    assert anna.texts[1] == f"Still so: {anna.texts[0]}"


async def test_given_something_told_when_home_assistant_starts_again_then_it_is_not_told_again(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]
) -> None:
    await move_in_live(house, recipient())
    await lose_money(house)
    freezer.tick(timedelta(seconds=mailbox.GATHER + 1))
    async_fire_time_changed(house.hass, dt_util.utcnow())
    await house.hass.async_block_till_done(wait_background_tasks=True)
    # It is written down within a second, lest a crash has it told again.
    freezer.tick(1)
    for _ in range(100):
        await asyncio.sleep(0)
    await house.hass.async_block_till_done()
    told = hass_storage["aurono.notifications"]["data"]["told"]["account"]["notify.anna"]

    await house.hass.config_entries.async_reload("account")
    await house.settle()
    await gathered(house, freezer)

    assert list(told) == ["question_account_balance_short_short-EUR"]
    assert len(anna.messages) == 1


async def test_given_a_gap_that_closed_for_good_when_another_opens_then_it_is_told(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await move_in_live(house, recipient(kinds=frozenset({NoticeKind.GAP})))
    await lose_money(house)
    await gathered(house, freezer)

    house.exchange.funds = {"EUR": Balance(Decimal(200), ZERO)}
    await house.hour(0.8)
    await pass_by(house, freezer, mailbox.QUIET_AFTER_END + 1)
    house.coordinator.async_update_listeners()
    house.exchange.funds = {"EUR": Balance(Decimal("53.73"), ZERO)}
    await house.hour(1.1)
    await gathered(house, freezer)

    assert len(anna.messages) == 2
    assert anna.texts[0] == anna.texts[1]


async def test_given_an_issue_that_its_owner_ignores_when_a_day_passes_then_it_is_not_told_again(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await move_in_live(house, recipient(kinds=frozenset({NoticeKind.GAP})))
    await lose_money(house)
    await gathered(house, freezer)

    ir.async_ignore_issue(house.hass, DOMAIN, "question_account_balance_short_short-EUR", ignore=True)
    await pass_by(house, freezer, 90_000)
    house.coordinator.async_update_listeners()
    await gathered(house, freezer)

    assert len(anna.messages) == 1


async def test_given_a_strategy_whose_books_do_not_add_up_when_found_then_it_needs_a_person(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in(subentry(), recipient(), title="Bitvavo")

    house.trader._stuck["dips"] = "its books did not add up"
    await house.hour(0.5)
    await gathered(house, freezer)

    ((title, text),) = anna.messages
    assert title == "Bitvavo needs you"
    assert "Dips" in text
    assert text.endswith(" — open Repairs in Home Assistant to see what you can do.")


async def test_given_a_trade_on_paper_when_it_is_over_then_those_who_want_it_are_told(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    ben = await phone(house.hass, "ben")
    await house.move_in(
        subentry(), recipient(), recipient("notify.ben", kinds=EVERYTHING, subentry_id="ben", title="Ben")
    )

    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)
    await gathered(house, freezer)

    assert ben.messages == [("Dips (on paper)", "Bought 0.17271157\u00a0SOL for €20.05, fee included.")]
    assert anna.messages == []


async def test_given_a_burst_when_it_is_over_then_one_message_tells_it_and_the_rest_is_counted(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in(subentry(), recipient(), title="Bitvavo")

    for number in range(30):
        async_notify(house.coordinator, NoticeKind.FILL, str(number), f"Rule {number}", "Bought.")
    await gathered(house, freezer)

    ((title, text),) = anna.messages
    assert title == "Bitvavo: 30 messages"
    assert text.splitlines()[0] == "• Rule 0: Bought."
    assert len(text.splitlines()) == 13
    assert text.splitlines()[-1] == "… and 18 more"


async def test_given_a_message_just_sent_when_more_happens_then_it_waits_for_a_minute(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in(subentry(), recipient())
    async_notify(house.coordinator, NoticeKind.FILL, "1", "A", "1")
    await gathered(house, freezer)

    for number in range(5):
        async_notify(house.coordinator, NoticeKind.FILL, f"later {number}", "A", str(number))
    await pass_by(house, freezer, 20)
    assert anna.texts == ["1"]
    await pass_by(house, freezer, 20)

    assert anna.texts == ["1", "• A: 0\n• A: 1\n• A: 2\n• A: 3\n• A: 4"]


async def test_given_a_report_when_other_things_are_told_then_it_stands_alone(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in(subentry(), recipient())

    async_notify(house.coordinator, NoticeKind.REPORT, "report", "Your day", "All well.")
    async_notify(house.coordinator, NoticeKind.FILL, "1", "A", "1")
    async_notify(house.coordinator, NoticeKind.FILL, "2", "A", "2")
    await gathered(house, freezer)

    assert anna.texts == ["• A: 1\n• A: 2", "All well."]


async def test_given_trading_that_is_stopped_and_resumed_when_told_then_both_are(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in(subentry(), recipient(), title="Bitvavo")

    await house.coordinator.execute(house.trader.live.stop(cancel_orders=False))
    await gathered(house, freezer)
    await house.coordinator.execute(house.trader.live.resume())
    await pass_by(house, freezer, 61)

    assert anna.messages == [
        ("Bitvavo", "All trading is stopped: nothing new is ordered until it is resumed."),
        ("Bitvavo", "Trading goes on with the next candles. What closed meanwhile is not traded."),
    ]


async def test_given_a_day_that_passes_at_once_before_something_was_tried_to_be_told_then_it_is_told_all_the_same(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    """A machine that stood still, and whose clock then jumps."""
    await house.move_in(subentry(), recipient())
    await house.coordinator.execute(house.trader.live.stop(cancel_orders=False))
    await gathered(house, freezer)

    await house.coordinator.execute(house.trader.live.resume())
    await pass_by(house, freezer, 86_401)

    assert "Trading goes on" in anna.texts[-1]


async def test_given_trading_that_is_stopped_resumed_and_stopped_again_then_the_last_thing_told_is_true(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in(subentry(), recipient())

    for _ in range(2):
        await house.coordinator.execute(house.trader.live.stop(cancel_orders=False))
        await pass_by(house, freezer, 61)
        await house.coordinator.execute(house.trader.live.resume())
        await pass_by(house, freezer, 61)
    await house.coordinator.execute(house.trader.live.stop(cancel_orders=False))
    await pass_by(house, freezer, 61)

    assert [text.split()[2] for text in anna.texts] == ["is", "on", "is", "on", "is"]
    assert anna.texts[-1].startswith("All trading is stopped")


async def test_given_more_than_a_message_holds_when_told_then_what_presses_comes_first_and_nothing_that_lasts_is_lost(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in(subentry(), recipient(), title="Bitvavo")
    gaps = [Notice(NoticeKind.GAP, f"gap {number}", "Missing", f"Coin {number}.", lasting=True) for number in range(14)]

    async_notify(house.coordinator, NoticeKind.FILL, "fill", "Rule", "Bought.")
    monkeypatch.setattr("custom_components.aurono.notifications.setup.true_of", lambda _: gaps)
    house.coordinator.async_update_listeners()
    async_notify(house.coordinator, NoticeKind.ATTENTION, "help", "Bitvavo", "Help.")
    await gathered(house, freezer)
    await pass_by(house, freezer, 61)

    first, second = (text.splitlines() for text in anna.texts)
    assert first == ["• Bitvavo: Help.", *(f"• Missing: Coin {number}." for number in range(11)), "… and 4 more"]
    assert second == [f"• Missing: Coin {number}." for number in range(11, 14)]


async def test_given_an_order_that_the_exchange_refuses_when_told_then_it_says_why(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await move_in_live(house, recipient(kinds=frozenset({NoticeKind.BLOCKED})))
    house.exchange.placements = [Refused("POST /order: 216 insufficient balance", failure=False)]
    house.candle(0, FALL)
    await house.hour(1)
    await gathered(house, freezer)

    ((title, text),) = anna.messages
    assert title == "Dips"
    assert text.startswith("The exchange refused the order.")
    assert text.endswith("is free again. POST /order: 216 insufficient balance")


async def test_given_a_key_that_may_not_trade_when_an_order_is_refused_then_its_owner_is_asked_and_told(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await move_in_live(house, recipient())
    house.exchange.placements = [Refused("POST /order: 310 may not trade", failure=True, for_its_key=True)]
    house.candle(0, FALL)
    await house.hour(1)
    await gathered(house, freezer)

    (flow,) = house.hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert flow["context"]["source"] == SOURCE_REAUTH
    assert any("The exchange refuses the key of Bitvavo" in text for text in anna.texts)
    # It is asked for once, not at every look.
    await house.hour(1.1)
    assert len(house.hass.config_entries.flow.async_progress_by_handler(DOMAIN)) == 1


async def test_given_a_live_strategy_that_is_blocked_when_told_then_the_reason_is_a_sentence(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await move_in_live(house, recipient(kinds=frozenset({NoticeKind.BLOCKED})), funds="400")
    await house.coordinator.execute(house.trader.withdraw("dips", Decimal(190)))
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)
    await gathered(house, freezer)

    assert anna.messages == [("Dips", "Fell enough to buy, but there is not enough free capital.")]


async def test_given_failures_in_a_row_when_the_breaker_opens_then_it_is_told_once(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in(subentry(), recipient())

    for number in range(4):
        now = house.exchange.now + number
        await house.record(planned_order(now, f"order {number}"))
        await house.record(OrderUnknown(now, "dips", BookKind.SHADOW, f"order {number}", "no answer"))
    await gathered(house, freezer)
    await pass_by(house, freezer, 120)

    ((title, text),) = anna.messages
    assert title == "Dips (on paper)"
    assert text.startswith("The exchange failed three times in a row.")


async def test_given_a_next_buy_that_cannot_be_paid_then_it_is_told_with_advice_and_not_every_day(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await move_in_live(house, recipient(kinds=frozenset({NoticeKind.LOW})), funds="400")

    await house.coordinator.execute(house.trader.withdraw("dips", Decimal(190)))
    await house.hour(0.5)
    await gathered(house, freezer)
    await pass_by(house, freezer, 90_000)
    house.coordinator.async_update_listeners()
    await gathered(house, freezer)

    assert anna.messages == [
        (
            "Bitvavo",
            (
                "Dips may use €10.00, but its next buy takes €20.05."
                " €10.05 on Bitvavo belongs to no strategy: you could deposit it into Dips."
            ),
        )
    ]


async def test_given_a_key_that_is_refused_when_another_is_asked_for_then_it_is_told(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in(subentry(), recipient(), title="Bitvavo")

    house.entry.async_start_reauth(house.hass)
    await house.hass.async_block_till_done()
    house.coordinator.async_update_listeners()
    await house.hass.async_block_till_done()
    await gathered(house, freezer)

    ((title, text),) = anna.messages
    assert title == "Bitvavo needs you"
    assert text.startswith("The exchange refuses the key of Bitvavo")


async def test_given_an_account_that_cannot_be_loaded_when_minutes_pass_then_it_is_told_once_with_the_reason(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in(subentry(), recipient(), title="Bitvavo")
    broken = JournalUnavailable(Trouble.IO_ERROR, "the disk is gone")
    with monkeypatch.context() as patched:
        patched.setattr("custom_components.aurono.async_hold_memory", AsyncMock(side_effect=broken))
        await house.hass.config_entries.async_reload("account")

        await pass_by(house, freezer, 61)
        await pass_by(house, freezer, 200)
        assert anna.messages == []
        for _ in range(5):
            await pass_by(house, freezer, 61)

        ((title, text),) = anna.messages
        assert title == "Bitvavo needs you"
        assert text.startswith("Bitvavo is not running, so nothing is traded.")
        assert "the disk is gone" in text


# -- notifiers that fail ---------------------------------------------------------------------------------------------


async def trades_on(house: House) -> bool:
    """Whether the next candle is evaluated as if nothing were."""
    house.candle(0, "120 121 119 120")
    await house.hour(1)
    return house.sensor("last_decision") == "no_signal"


@pytest.mark.parametrize("trouble", ["raises", "hangs", "missing", "unavailable"])
async def test_given_a_notifier_that_fails_when_something_happens_then_trading_goes_on_and_it_is_told_later(
    house: House,
    anna: Phone,
    freezer: FrozenDateTimeFactory,
    trouble: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await house.move_in(subentry(), recipient())
    match trouble:
        case "raises":
            anna.trouble = RuntimeError("the phone is off")
        case "hangs":
            anna.hangs = True
        case "unavailable":
            house.hass.states.async_set(anna.entity_id, STATE_UNAVAILABLE)
        case _:
            house.hass.states.async_remove(anna.entity_id)

    async_notify(house.coordinator, NoticeKind.FILL, "1", "Dips", "Bought.")
    await gathered(house, freezer)
    await pass_by(house, freezer, 61)
    assert await trades_on(house)
    assert anna.messages == []
    assert caplog.text.count("notify.anna could not be notified") == 1

    anna.trouble, anna.hangs = None, False
    anna.async_write_ha_state()
    await pass_by(house, freezer, 301)

    assert anna.texts == ["Bought."]
    assert "notify.anna can be notified again" in caplog.text


async def test_given_one_notifier_that_hangs_when_something_happens_then_the_others_are_told(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    ben = await phone(house.hass, "ben")
    anna.hangs = True
    await house.move_in(subentry(), recipient("notify.anna", "notify.ben"))

    async_notify(house.coordinator, NoticeKind.FILL, "1", "Dips", "Bought.")
    await gathered(house, freezer)

    assert (ben.texts, anna.texts) == (["Bought."], [])
    assert anna.attempts == 1


async def test_given_a_notifier_that_fails_for_a_day_when_it_works_then_what_is_old_is_not_told(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in(subentry(), recipient(kinds=frozenset({NoticeKind.FILL})))
    anna.trouble = RuntimeError("gone")
    async_notify(house.coordinator, NoticeKind.FILL, "old", "Dips", "Old.")
    for seconds in (6, 61, 301, 901, *[3601] * 30):
        await pass_by(house, freezer, seconds)
    attempts = anna.attempts
    anna.trouble = None
    async_notify(house.coordinator, NoticeKind.FILL, "new", "Dips", "New.")
    await pass_by(house, freezer, 3601)

    assert 20 < attempts < 32
    assert anna.texts == ["New."]


async def test_given_more_than_a_notifier_that_fails_can_keep_when_it_works_then_it_says_how_much_there_was(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in(subentry(), recipient(kinds=frozenset({NoticeKind.FILL})))
    anna.trouble = RuntimeError("gone")
    for number in range(130):
        async_notify(house.coordinator, NoticeKind.FILL, str(number), "Dips", f"Bought {number}.")
    await gathered(house, freezer)
    anna.trouble = None
    await pass_by(house, freezer, 61)

    ((title, text),) = anna.messages
    lines = text.splitlines()
    assert title == "Paper: 130 messages"
    # The oldest are those that are not kept.
    assert lines[0] == "• Dips: Bought 30."
    assert lines[-1] == "… and 118 more"

    async_notify(house.coordinator, NoticeKind.FILL, "next", "Dips", "Bought again.")
    await pass_by(house, freezer, 61)
    assert anna.messages[1:] == [("Dips", "Bought again.")]


async def test_given_sentences_that_cannot_be_made_when_something_is_true_then_trading_goes_on(
    house: House, anna: Phone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await house.move_in(subentry(), recipient())
    broken = RuntimeError("no words")

    def fail(*_: object) -> None:
        raise broken

    monkeypatch.setattr("custom_components.aurono.notifications.setup.true_of", fail)

    assert await trades_on(house)
    house.coordinator.async_update_listeners()
    assert caplog.text.count("cannot be told") == 1


async def test_given_an_account_that_is_removed_when_something_waits_then_it_is_not_told(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    await house.move_in(subentry(), recipient())
    async_notify(house.coordinator, NoticeKind.FILL, "1", "Dips", "Bought.")

    await house.hass.config_entries.async_remove("account")
    await gathered(house, freezer)

    assert anna.messages == []


async def test_given_a_notifier_without_titles_when_told_then_the_title_is_in_the_message(
    house: House, anna: Phone, freezer: FrozenDateTimeFactory
) -> None:
    anna._attr_supported_features = type(anna._attr_supported_features)(0)
    anna.async_write_ha_state()
    await house.move_in(subentry(), recipient())

    async_notify(house.coordinator, NoticeKind.FILL, "1", "Dips", "Bought.")
    await gathered(house, freezer)

    assert anna.messages == [(None, "Dips: Bought.")]
