"""The actions: reading the journal, verifying it, moving capital. What is refused changes nothing."""

from decimal import Decimal
import json
from pathlib import Path
import sqlite3
from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
import probatio
import pytest
import yaml

from custom_components.aurono.const import DOMAIN
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.store.codec import KINDS
from custom_components.aurono.store.errors import JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Journal
from tests.execution.hub import SOL_EUR, hour

from .house import House, subentry

FALL = "120 121 115 115.80"
RISE = "120 123 119 122.60"
FLAT = "120 121 119 120"
BOUGHT = ["order_ended", "order_fill", "order_opened", "order_planned", "evaluated", "book_opened", "strategy_added"]


@pytest.fixture
def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(hass, monkeypatch)


async def act(house: House, action: str, *, user: User | None = None, **data: Any) -> dict[str, Any]:
    """Carry an action out and return its response, proven to be JSON."""
    response = await house.hass.services.async_call(
        DOMAIN,
        action,
        data,
        blocking=True,
        return_response=True,
        context=None if user is None else Context(user_id=user.id),
    )
    await house.settle()
    assert response is not None
    said: dict[str, Any] = json.loads(json.dumps(response))
    return said


async def refused(house: House, action: str, **data: Any) -> str | None:
    """Carry an action out that must be refused without anything being recorded; returns the key of the message."""
    before, portfolio = await house.recorded(), house.trader.portfolio
    with pytest.raises(ServiceValidationError) as raised:
        await act(house, action, **data)
    assert await house.recorded() == before
    assert house.trader.portfolio == portfolio
    assert str(raised.value) != raised.value.translation_key, "there are no words for it"
    return raised.value.translation_key


async def buy(house: House) -> None:
    """One hour, one buy on paper."""
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)


# -- get_events ------------------------------------------------------------------------------------------------------


async def test_given_a_buy_when_events_are_asked_for_then_all_come_newest_first_with_exact_numbers(
    house: House,
) -> None:
    await house.move_in()
    await buy(house)

    answer = await act(house, "get_events")

    assert [event["kind"] for event in answer["events"]] == BOUGHT
    assert {(event["strategy"], event["name"]) for event in answer["events"]} == {("dips", "Dips")}
    assert [event["position"] for event in answer["events"]] == [7, 6, 5, 4, 3, 2, 1]
    assert answer["next_cursor"] is None
    planned = answer["events"][3]
    assert (planned["limit"], planned["amount"], planned["reserved"]) == ("117", "0.17271157", "20.26")
    assert (planned["time"], planned["time_ms"]) == ("2026-01-05T01:00:00+00:00", hour(1))
    assert (planned["candle_close"], planned["life_ends_ms"]) == ("2026-01-05T01:00:00+00:00", hour(5))
    fill = answer["events"][1]["fill"]
    assert (fill["price"], fill["fee"], fill["time_ms"]) == ("115.8", "0.050000194", hour(1))
    assert answer["events"][4]["numbers"]["change"] == "-3.5"


async def test_given_many_events_when_read_in_pages_then_each_comes_once(house: House) -> None:
    await house.move_in()
    await buy(house)
    seen: list[dict[str, Any]] = []
    page = await act(house, "get_events", limit=3)
    while True:
        seen += page["events"]
        if page["next_cursor"] is None:
            break
        page = await act(house, "get_events", limit=3, cursor=page["next_cursor"])

    assert [event["kind"] for event in seen] == BOUGHT


async def test_given_filters_when_events_are_asked_for_then_only_what_matches_all_of_them_comes(house: House) -> None:
    await house.move_in(subentry("a", "Alpha"), subentry("b", "Beta"))
    await buy(house)

    fills = await act(house, "get_events", kinds=["order_fill"], strategy="Alpha")
    device = house.registered("sensor", "value", "b").device_id
    decisions = await act(house, "get_events", kinds="EVALUATED", strategy=device)
    early = await act(house, "get_events", until="2026-01-05T00:30:00+00:00")
    late = await act(house, "get_events", since="2026-01-05T00:30:00+00:00", strategy="a")

    assert [(event["kind"], event["strategy"]) for event in fills["events"]] == [("order_fill", "a")]
    assert [(event["kind"], event["strategy"]) for event in decisions["events"]] == [("evaluated", "b")]
    assert {event["kind"] for event in early["events"]} == {"strategy_added", "book_opened"}
    assert [event["kind"] for event in late["events"]] == BOUGHT[:5]


async def test_given_a_moment_without_a_time_zone_when_filtering_then_it_is_one_of_the_house(house: House) -> None:
    await house.hass.config.async_set_time_zone("Europe/Amsterdam")
    await house.move_in()
    await buy(house)

    since = await act(house, "get_events", since="2026-01-05 02:00:00")
    later = await act(house, "get_events", since="2026-01-05 02:00:01")

    assert len(since["events"]) == 5
    assert later["events"] == []


async def test_given_reasons_when_events_are_asked_for_then_only_such_decisions_come(house: House) -> None:
    await house.move_in()
    await buy(house)
    for number in range(1, 6):
        house.candle(number, FLAT)
        await house.hour(number + 1)

    bought = await act(house, "get_events", reasons=["buy"])
    first = await act(house, "get_events", reasons=["no_signal"], limit=3)
    rest = await act(house, "get_events", reasons=["NO_SIGNAL"], limit=3, cursor=first["next_cursor"])

    assert [event["reason"] for event in bought["events"]] == ["BUY"]
    assert [event["candle_ms"] for event in first["events"]] == [hour(5), hour(4), hour(3)]
    assert [event["candle_ms"] for event in rest["events"]] == [hour(2), hour(1)]
    assert rest["next_cursor"] is None


async def test_given_a_rare_reason_in_a_long_history_when_asked_for_then_an_answer_ends_and_says_where_to_go_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("custom_components.aurono.views.event_search.MOST", 1)
    monkeypatch.setattr("custom_components.aurono.views.event_search._MOST_PAGES", 2)
    await house.move_in()
    await buy(house)
    for number in range(1, 4):
        house.candle(number, FLAT)
        await house.hour(number + 1)

    pages = [await act(house, "get_events", reasons="buy", limit=1)]
    while (cursor := pages[-1]["next_cursor"]) is not None:
        pages.append(await act(house, "get_events", reasons="buy", limit=1, cursor=cursor))

    assert [[event["reason"] for event in page["events"]] for page in pages] == [[], ["BUY"], []]


async def test_given_a_strategy_that_was_removed_when_events_are_asked_for_then_its_history_is_still_there(
    house: House,
) -> None:
    await house.move_in(subentry("a", "Alpha"), subentry("b", "Beta"))
    house.hass.config_entries.async_remove_subentry(house.entry, "b")
    await house.settle()

    answer = await act(house, "get_events")

    gone = [(event["kind"], event["name"]) for event in answer["events"] if event["strategy"] == "b"]
    assert gone == [("strategy_removed", None), ("book_opened", None), ("strategy_added", "Beta")]
    assert await refused(house, "get_events", strategy="Beta") == "strategy_unknown"


async def test_given_filters_without_meaning_when_asked_then_each_is_refused_with_its_own_message(house: House) -> None:
    await house.move_in(subentry("a", "Same"), subentry("b", "Same"))

    assert await refused(house, "get_events", strategy="Nobody") == "strategy_unknown"
    assert await refused(house, "get_events", strategy="Same") == "strategy_ambiguous"
    assert await refused(house, "get_events", cursor="-1") == "cursor_invalid"
    assert await refused(house, "get_events", cursor="9" * 30) == "cursor_invalid"
    assert await refused(house, "get_events", reasons="buy", kinds="order_fill") == "reasons_without_decisions"
    assert await refused(house, "get_events", config_entry_id="nothing") == "service_config_entry_not_found"
    assert (
        await refused(house, "get_events", since="2026-01-05T01:00:00Z", until="2026-01-05T01:00:00Z")
        == "period_invalid"
    )


@pytest.mark.parametrize(
    "data",
    [
        {"kinds": ["rumour"]},
        {"reasons": ["boredom"]},
        {"limit": 0},
        {"limit": 501},
        {"since": "soon"},
        {"colour": "red"},
    ],
)
async def test_given_values_that_do_not_exist_when_asked_then_the_field_is_refused(
    house: House, data: dict[str, Any]
) -> None:
    await house.move_in()

    with pytest.raises(probatio.Invalid):
        await act(house, "get_events", **data)


async def test_given_a_journal_that_cannot_be_read_when_asked_then_it_is_told_as_a_failure(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.move_in()

    def locked(*_: object, **__: object) -> None:
        raise JournalUnavailable(Trouble.LOCKED, "database is locked")

    for name in ("events", "trades", "verify"):
        monkeypatch.setattr(Journal, name, locked)
    for action in ("get_events", "get_trades", "verify_journal"):
        with pytest.raises(HomeAssistantError) as raised:
            await act(house, action)
        assert not isinstance(raised.value, ServiceValidationError)
        assert raised.value.translation_key == "journal_unreadable"


# -- get_trades ------------------------------------------------------------------------------------------------------


async def test_given_a_buy_and_a_sale_when_trades_are_asked_for_then_each_comes_with_its_order_fee_and_profit(
    house: House,
) -> None:
    await house.move_in()
    await buy(house)
    house.candle(1, RISE)
    house.exchange.tickers[SOL_EUR] = Decimal("122.60")
    await house.hour(2)

    answer = await act(house, "get_trades")

    sold, bought = answer["trades"]
    assert (bought["side"], bought["price"], bought["amount"], bought["fee"]) == (
        "buy",
        "115.8",
        "0.17271157",
        "0.050000194",
    )
    assert (bought["limit"], bought["order_amount"], bought["version"]) == ("117", "0.17271157", 1)
    assert (bought["market"], bought["book"], bought["name"], bought["strategy"]) == (
        "SOL/EUR",
        "shadow",
        "Dips",
        "dips",
    )
    assert (bought["realized"], bought["time_ms"], bought["candle_close_ms"]) == (None, hour(1), hour(1))
    assert (sold["side"], sold["limit"]) == ("sell", "122.52")
    assert Decimal(sold["realized"]) == house.book().realized
    assert answer["next_cursor"] is None


async def test_given_trades_when_paged_and_filtered_then_each_comes_once(house: House) -> None:
    await house.move_in(subentry("a", "Alpha"), subentry("b", "Beta"))
    await buy(house)

    first = await act(house, "get_trades", limit=1)
    second = await act(house, "get_trades", limit=1, cursor=first["next_cursor"])
    only = await act(house, "get_trades", strategy="beta")
    none = await act(house, "get_trades", since="2026-01-05T01:00:01Z")

    assert {first["trades"][0]["strategy"], second["trades"][0]["strategy"]} == {"a", "b"}
    assert second["next_cursor"] is None
    assert [trade["strategy"] for trade in only["trades"]] == ["b"]
    assert none["trades"] == []
    assert await refused(house, "get_trades", strategy="Gamma") == "strategy_unknown"
    assert await refused(house, "get_trades", cursor="next") == "cursor_invalid"


# -- verify_journal --------------------------------------------------------------------------------------------------


async def test_given_a_sound_journal_when_verified_then_it_is_counted(house: House) -> None:
    await house.move_in()
    await buy(house)

    answer = await act(house, "verify_journal")

    assert (answer["ok"], answer["events"], answer["streams"], answer["problems"]) == (True, 7, 2, [])
    assert answer["kinds"] == dict.fromkeys(sorted(BOUGHT), 1)
    assert len(answer["head"]) == 64


async def test_given_a_changed_event_when_verified_then_it_is_named_and_trading_stops(house: House) -> None:
    await house.move_in()
    await house.hass.async_add_executor_job(_change_the_capital, house.journal_path)

    answer = await act(house, "verify_journal")
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1)

    assert answer["ok"] is False
    assert {"kind": "changed", "position": 1} in [
        {"kind": problem["kind"], "position": problem["position"]} for problem in answer["problems"]
    ]
    assert house.book().trades == 0


def _change_the_capital(path: Path) -> None:
    with sqlite3.connect(path, autocommit=True) as journal:
        journal.execute("DROP TRIGGER events_are_never_changed")
        journal.execute("UPDATE events SET record = replace(record, '200', '900') WHERE position = 1")
    journal.close()


# -- deposit_capital and withdraw_capital ----------------------------------------------------------------------------


@pytest.mark.parametrize("amount", ["25.5", 25.5, "25.50"])
async def test_given_a_strategy_when_capital_is_deposited_then_it_is_free_and_recorded(
    house: House, amount: object
) -> None:
    await house.move_in()

    answer = await act(house, "deposit_capital", strategy="dips", amount=amount)

    assert answer == {
        "strategy": "dips",
        "name": "Dips",
        "book": "shadow",
        "currency": "EUR",
        "free_capital": "225.5",
        "allocated_capital": "225.5",
    }
    assert house.sensor("free_capital") == "225.5"
    newest = (await act(house, "get_events", limit=1))["events"][0]
    assert (newest["kind"], newest["amount"], newest["book"]) == ("capital_deposited", "25.5", "shadow")


async def test_given_a_strategy_when_capital_is_withdrawn_then_it_is_gone_and_recorded(house: House) -> None:
    await house.move_in()
    device = house.registered("sensor", "value").device_id

    answer = await act(house, "withdraw_capital", strategy=device, amount=200)

    assert (answer["free_capital"], answer["allocated_capital"]) == ("0", "0")
    assert house.sensor("free_capital") == "0"
    newest = (await act(house, "get_events", limit=1))["events"][0]
    assert (newest["kind"], newest["amount"]) == ("capital_withdrawn", "200")


async def test_given_no_response_is_asked_for_when_capital_is_deposited_then_it_is_done_all_the_same(
    house: House,
) -> None:
    await house.move_in()

    await house.hass.services.async_call(DOMAIN, "deposit_capital", {"strategy": "Dips", "amount": 1}, blocking=True)

    assert house.book().free == 201


@pytest.mark.parametrize("action", ["deposit_capital", "withdraw_capital"])
@pytest.mark.parametrize(
    ("amount", "key"),
    [
        ("0", "amount_not_positive"),
        ("-5", "amount_not_positive"),
        ("", "amount_not_a_number"),
        ("much", "amount_not_a_number"),
        ("NaN", "amount_not_a_number"),
        ("Infinity", "amount_not_a_number"),
        ("1e99", "amount_not_a_number"),
        ("1,5", "amount_not_a_number"),
        (True, "amount_not_a_number"),
    ],
)
async def test_given_what_is_no_amount_when_capital_is_changed_then_it_is_refused_and_nothing_changes(
    house: House, action: str, amount: object, key: str
) -> None:
    await house.move_in()

    assert await refused(house, action, strategy="dips", amount=amount) == key


async def test_given_more_than_is_free_when_withdrawn_then_it_is_refused_with_what_is_free(house: House) -> None:
    await house.move_in()
    await buy(house)

    with pytest.raises(ServiceValidationError) as raised:
        await act(house, "withdraw_capital", strategy="dips", amount="179.96")

    assert raised.value.translation_key == "capital_not_free"
    assert raised.value.translation_placeholders == {"amount": "179.96", "available": "179.95"}
    assert await refused(house, "withdraw_capital", strategy="dips", amount="179.96") == "capital_not_free"
    assert (await act(house, "withdraw_capital", strategy="dips", amount="179.95"))["free_capital"] == "0"


async def test_given_a_strategy_that_is_not_there_when_capital_is_changed_then_it_is_refused(house: House) -> None:
    await house.move_in(subentry("a", "Same"), subentry("b", "same"), subentry("c", "Other"))

    assert await refused(house, "deposit_capital", strategy="Nobody", amount=1) == "strategy_unknown"
    assert await refused(house, "deposit_capital", strategy="SAME", amount=1) == "strategy_ambiguous"
    account = house.coordinator.account_device_id
    assert await refused(house, "deposit_capital", strategy=account, amount=1) == "strategy_unknown"


async def test_given_an_account_that_is_not_loaded_when_capital_is_changed_then_it_is_refused(house: House) -> None:
    await house.move_in()
    await house.hass.config_entries.async_unload(house.entry.entry_id)

    with pytest.raises(ServiceValidationError) as raised:
        await act(house, "deposit_capital", strategy="dips", amount=1)

    assert raised.value.translation_key == "account_not_loaded"


async def test_given_a_journal_that_fails_when_capital_is_deposited_then_nothing_changes_and_trading_stops(
    house: House,
) -> None:
    await house.move_in()
    house.break_journal()

    with pytest.raises(HomeAssistantError) as raised:
        await act(house, "deposit_capital", strategy="dips", amount=1)

    assert not isinstance(raised.value, ServiceValidationError)
    assert raised.value.translation_key == "journal_halted"
    assert house.book().free == 200


async def test_given_a_user_who_is_no_administrator_when_capital_is_changed_then_it_is_refused(
    house: House, hass_read_only_user: User
) -> None:
    await house.move_in()
    before = await house.recorded()

    for action in ("deposit_capital", "withdraw_capital"):
        with pytest.raises(Unauthorized):
            await act(house, action, user=hass_read_only_user, strategy="dips", amount=1)
    events = await act(house, "get_events", user=hass_read_only_user)

    assert await house.recorded() == before
    assert len(events["events"]) == before


# -- what the user sees ----------------------------------------------------------------------------------------------


def test_given_the_form_of_an_action_when_shown_then_it_offers_every_kind_and_every_reason() -> None:
    forms = yaml.safe_load(Path("custom_components/aurono/services.yaml").read_text(encoding="utf-8"))
    texts = json.loads(Path("custom_components/aurono/translations/en.json").read_text(encoding="utf-8"))
    fields = forms["get_events"]["fields"]

    kinds = fields["kinds"]["selector"]["select"]["options"]
    reasons = fields["reasons"]["selector"]["select"]["options"]

    assert set(kinds) == set(KINDS) == set(texts["selector"]["event_kind"]["options"])
    assert set(reasons) == {reason.lower() for reason in Reason} == set(texts["selector"]["reason"]["options"])


async def test_given_a_refusal_when_told_then_its_words_are_there_with_their_placeholders(house: House) -> None:
    await house.move_in()

    with pytest.raises(ServiceValidationError) as raised:
        await act(house, "withdraw_capital", strategy="dips", amount=500)

    assert str(raised.value) == (
        "500 cannot be taken out: only 200 is free. Sell first or wait until open orders end. Nothing was changed"
    )
