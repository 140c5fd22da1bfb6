"""Reports of a house: set up by a flow that tries the server, sent once when due, again later where that failed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
import json
from pathlib import Path
import re
import ssl
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockUser, async_fire_time_changed
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.aurono.const import DOMAIN, SUBENTRY_MAIL
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.exchange.protocol import Balance, Refused
from custom_components.aurono.execution import ends
from custom_components.aurono.mailing import mail_settings
from custom_components.aurono.mailing.report_maker import fate_of
from custom_components.aurono.notifications.kinds import NoticeKind
from custom_components.aurono.report.material import Fate
from custom_components.aurono.report.smtp import TlsMode
from tests.execution.hub import MONDAY, SOL_EUR, hour
from tests.report.post_office import HOST, PASSWORD, USER, Authority, PostOffice

from .flows import TEXTS, Step, _require_texts
from .house import House, subentry
from .panel_client import connect
from .recipients import phone, recipient
from .test_services import FALL, FLAT, RISE, act

TUESDAY_EIGHT = datetime.fromtimestamp(MONDAY / 1000, UTC) + timedelta(days=1, hours=8)
SERVER = {"tls": "starttls", "verify": True, "username": USER, "password": PASSWORD}
DELIVERY: dict[str, Any] = {
    "sender": "aurono@example.org",
    "recipients": ["owner@example.org"],
    "daily": True,
    "daily_hour": 8,
    "weekly": False,
    "weekly_day": "0",
    "weekly_hour": 8,
    "send_test": False,
}


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.new()


@pytest.fixture
async def office(
    hass: HomeAssistant, socket_enabled: None, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[PostOffice]:
    """A mail server whose certificate the house trusts."""
    trust = authority.trust
    unverified = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    unverified.check_hostname = False
    unverified.verify_mode = ssl.CERT_NONE
    monkeypatch.setattr(mail_settings, "client_context", lambda: trust)
    monkeypatch.setattr(mail_settings, "client_context_no_verify", lambda: unverified)
    async with PostOffice().open(authority.server()) as office:
        yield office


@pytest.fixture
async def house(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, freezer: FrozenDateTimeFactory) -> House:
    """A house on Monday at noon (UTC is its time zone), with one strategy that bought and sold in the morning."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to(TUESDAY_EIGHT - timedelta(hours=20))
    house = House(hass, monkeypatch)
    await house.move_in()
    house.candle(0, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(1.01)
    house.candle(1, RISE)
    house.exchange.tickers[SOL_EUR] = Decimal("122.60")
    await house.hour(2.01)
    house.candle(2, FLAT)
    await house.hour(3.01)
    return house


async def submit(house: House, step: Step, values: Step) -> Step:
    flows = house.hass.config_entries.subentries
    following: Step = await flows.async_configure(step["flow_id"], dict(values))
    _require_texts(following, TEXTS["config_subentries"]["mail"])
    return following


async def begin(house: House, subentry_id: str | None = None) -> Step:
    flows = house.hass.config_entries.subentries
    context: Any = {"source": SOURCE_USER}
    if subentry_id is not None:
        context = {"source": SOURCE_RECONFIGURE, "subentry_id": subentry_id}
    step: Step = await flows.async_init((house.entry.entry_id, SUBENTRY_MAIL), context=context)
    _require_texts(step, TEXTS["config_subentries"]["mail"])
    return step


async def set_up(house: House, office: PostOffice, **delivery: Any) -> str:
    """Reports by mail, as their owner sets them up; returns the subentry's id."""
    step = await submit(house, await begin(house), {"host": HOST, "port": office.port, **SERVER})
    done = await submit(house, step, {**DELIVERY, **delivery})
    assert done["type"] == "create_entry"
    await house.settle()
    (made,) = house.entry.get_subentries_of_type(SUBENTRY_MAIL)
    return made.subentry_id


async def clock(house: House, freezer: FrozenDateTimeFactory, when: datetime) -> None:
    """Let the clock of the house, and of the market, come to a moment, and let everything happen that is due."""
    freezer.move_to(when)
    house.exchange.now = round(when.timestamp() * 1000)
    async_fire_time_changed(house.hass, when)
    await house.hass.async_block_till_done(wait_background_tasks=True)


def issues(house: House) -> list[ir.IssueEntry]:
    return [issue for (domain, _), issue in ir.async_get(house.hass).issues.items() if domain == DOMAIN]


def subjects(office: PostOffice) -> list[str]:
    return [str(message["Subject"]) for message in office.messages]


def plain_text(message: Any) -> str:
    """The report as plain text."""
    return str(next(message.iter_parts()).get_content())


# -- the flow --------------------------------------------------------------------------------------------------------


async def test_given_a_server_that_takes_mail_then_it_is_set_up_with_the_login_in_the_vault_only(
    house: House, office: PostOffice
) -> None:
    step = await submit(house, await begin(house), {"host": HOST, "port": float(office.port), **SERVER})
    assert step["step_id"] == "delivery"
    assert office.messages == []

    done = await submit(house, step, {**DELIVERY, "recipients": ["a@example.org; b@example.org", "a@example.org"]})

    assert done["type"] == "create_entry"
    (made,) = house.entry.get_subentries_of_type(SUBENTRY_MAIL)
    assert made.title == "a@example.org, b@example.org"
    assert made.data["recipients"] == ["a@example.org", "b@example.org"]
    assert PASSWORD not in json.dumps(dict(made.data))
    login = await house.coordinator._memory.credentials(made.data["credentials"])
    assert login is not None
    assert (login.api_key, login.api_secret) == (USER, PASSWORD)
    assert office.messages == []
    again = await begin(house)
    assert again["reason"] == "already_configured"


async def test_given_a_test_mail_is_wanted_then_it_comes_before_anything_is_saved(
    house: House, office: PostOffice
) -> None:
    await set_up(house, office, send_test=True)

    assert subjects(office) == ["Aurono: mail arrives"]
    assert "Paper" in office.messages[0].get_content()


@pytest.mark.parametrize(
    ("changes", "field", "error"),
    [
        ({"password": "wrong"}, "password", "login_refused"),
        ({"tls": "tls"}, "tls", "tls_failed"),
        ({"tls": "none"}, "tls", "not_protected"),
        ({"host": ""}, "host", "required"),
        ({"host": "https://example.org/"}, "host", "host_invalid"),
        ({"username": ""}, "username", "username_needed"),
        ({"password": ""}, "password", "password_needed"),
    ],
)
async def test_given_wrong_settings_then_the_error_stands_at_its_field_and_the_rest_is_kept(
    house: House,
    office: PostOffice,
    changes: Step,
    field: str,
    error: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    entered = {"host": HOST, "port": office.port, **SERVER, **changes}

    step = await submit(house, await begin(house), entered)

    assert (step["step_id"], step["errors"]) == ("server", {field: error})
    suggested = {str(marker): marker.description for marker in step["data_schema"].schema}
    assert "suggested_value" not in (suggested["password"] or {})
    assert suggested["port"]["suggested_value"] == office.port
    for secret in (PASSWORD, "wrong"):
        assert f"'{secret}'" not in caplog.text
    assert PASSWORD not in caplog.text
    assert (await submit(house, step, {"host": HOST, "port": office.port, **SERVER}))["step_id"] == "delivery"


async def test_given_no_encryption_is_confirmed_then_it_is_used(house: House, office: PostOffice) -> None:
    async with PostOffice(TlsMode.NONE).open(None) as open_office:
        values = {"host": HOST, "port": open_office.port, **SERVER, "tls": "none"}
        step = await submit(house, await begin(house), values)
        assert "unprotected" in {str(marker) for marker in step["data_schema"].schema}

        step = await submit(house, step, {**values, "unprotected": True})

    assert step["step_id"] == "delivery"


async def test_given_a_certificate_that_is_not_trusted_then_it_can_be_left_unchecked(
    house: House, office: PostOffice
) -> None:
    async with PostOffice().open(Authority.new().server()) as foreign:
        values = {"host": HOST, "port": foreign.port, **SERVER}
        unsaid = {name: value for name, value in values.items() if name != "verify"}
        step = await submit(house, await begin(house), unsaid)
        assert step["errors"] == {"verify": "certificate"}

        step = await submit(house, step, {**values, "verify": False})

    assert step["step_id"] == "delivery"


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"sender": "nobody"}, {"sender": "sender_invalid"}),
        ({"sender": "nobody", "recipients": ["x"]}, {"sender": "sender_invalid", "recipients": "address_invalid"}),
        ({"recipients": []}, {"recipients": "required"}),
        ({"sender": "", "recipients": ["x"]}, {"sender": "required", "recipients": "address_invalid"}),
        ({"daily": False}, {"base": "nothing_to_send"}),
        ({"sender": "other@example.org"}, {"sender": "sender_refused"}),
        ({"recipients": ["a@example.org", "gone@example.org"]}, {"recipients": "recipients_refused"}),
    ],
)
async def test_given_addresses_that_are_refused_then_nothing_is_saved_and_every_error_shows(
    house: House, office: PostOffice, changes: Step, errors: Step
) -> None:
    office.refused = {"other@example.org": "550 not yours", "gone@example.org": "550 5.1.1 no such user"}
    step = await submit(house, await begin(house), {"host": HOST, "port": office.port, **SERVER})

    step = await submit(house, step, {**DELIVERY, **changes})

    assert (step["step_id"], step["errors"]) == ("delivery", errors)
    assert [*house.entry.get_subentries_of_type(SUBENTRY_MAIL)] == []
    if "gone@example.org" in str(changes):
        assert "gone@example.org: 550 5.1.1 no such user" in step["description_placeholders"]["detail"]


async def test_given_new_settings_then_the_old_login_is_wiped_and_an_empty_password_keeps_it(
    house: House, office: PostOffice
) -> None:
    subentry_id = await set_up(house, office)
    old = house.entry.subentries[subentry_id].data["credentials"]
    memory = house.coordinator._memory

    step = await begin(house, subentry_id)
    step = await submit(house, step, {"host": HOST, "port": office.port, **SERVER, "password": ""})
    done = await submit(house, step, {**DELIVERY, "daily_hour": 9})
    await house.settle()
    assert done["reason"] == "reconfigure_successful"
    assert house.entry.subentries[subentry_id].data["credentials"] == old
    assert await memory.credentials(old) is not None

    async with PostOffice(TlsMode.NONE, logins=False).open(None) as open_office:
        values = {"host": HOST, "port": open_office.port, "tls": "none"}
        step = await submit(house, await begin(house, subentry_id), values)
        step = await submit(house, step, {**values, "unprotected": True})
        await submit(house, step, DELIVERY)
        await house.settle()
    assert "credentials" not in house.entry.subentries[subentry_id].data
    assert await memory.credentials(old) is None


async def test_given_reports_that_are_removed_then_their_login_is_wiped(house: House, office: PostOffice) -> None:
    subentry_id = await set_up(house, office)
    place = house.entry.subentries[subentry_id].data["credentials"]

    house.hass.config_entries.async_remove_subentry(house.entry, subentry_id)
    await house.settle()

    assert await house.coordinator._memory.credentials(place) is None


async def test_given_an_account_that_is_removed_then_login_and_history_of_its_reports_are_gone(
    house: House, office: PostOffice, hass_storage: dict[str, Any]
) -> None:
    subentry_id = await set_up(house, office)
    place = house.entry.subentries[subentry_id].data["credentials"]
    assert f"aurono.reports.{house.entry.entry_id}" in hass_storage
    assert PASSWORD not in json.dumps(hass_storage)

    await house.hass.config_entries.async_remove(house.entry.entry_id)
    await house.settle()

    assert f"aurono.reports.{house.entry.entry_id}" not in hass_storage
    from custom_components.aurono.store.vault import Vault  # noqa: PLC0415 - only here

    folder = Path(house.hass.config.config_dir)
    vault = Vault(folder / "aurono" / "vault.db", folder / ".cache" / "aurono" / "vault.key")
    assert vault.get(place) is None
    vault.close()


# -- when it is due --------------------------------------------------------------------------------------------------


async def test_given_the_hour_comes_then_the_day_before_is_told_of_once(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(house, office)
    await clock(house, freezer, TUESDAY_EIGHT - timedelta(seconds=5))
    assert office.messages == []

    for minutes in (0, 1, 30, 600):
        await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=minutes, seconds=1))

    (message,) = office.messages
    assert message["Subject"].startswith("[Demo] Paper: ")
    plain, related = message.iter_parts()
    text = plain.get_content()
    assert "Dips [On paper]" in text
    assert "Bought" in text
    assert "Sold" in text
    assert [part.get_content_type() for part in related.iter_parts()][1:] == ["image/png"]

    await clock(house, freezer, TUESDAY_EIGHT + timedelta(days=1, seconds=1))
    assert len(office.messages) == 2


async def test_given_a_restart_after_the_mail_then_it_is_not_sent_again(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(house, office)
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(seconds=1))

    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=20))

    assert len(office.messages) == 1


async def test_given_a_house_that_was_off_at_the_hour_then_the_mail_comes_when_it_is_back(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(house, office)
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(hours=3))

    await house.hass.config_entries.async_setup(house.entry.entry_id)
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(hours=3, minutes=1))

    assert len(office.messages) == 1


async def test_given_a_house_that_was_off_from_the_day_to_the_next_then_each_day_is_told_the_candles_it_missed(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(house, office)
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(hours=3))

    await house.hass.config_entries.async_setup(house.entry.entry_id)
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(hours=3, minutes=1))
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(days=1, seconds=1))

    monday, tuesday = map(plain_text, office.messages)
    # Off from 03:00 on; the candle that midnight closes is Tuesday's. The report was made as soon as it was back.
    assert "Decisions   3" in monday
    assert "Dips [On paper]   20 candles" in monday
    assert "last 5 January, 23:00" in monday
    assert "Decisions   0" in tuesday
    assert "Dips [On paper]   24 candles" in tuesday


async def test_given_an_exchange_that_is_silent_when_the_house_is_back_then_what_was_missed_is_told_all_the_same(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(house, office)
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    house.exchange.fail()
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(hours=3))

    await house.hass.config_entries.async_setup(house.entry.entry_id)
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(hours=3, minutes=1))

    # Before it knows the exchange's time the trader writes nothing down.
    assert house.trader.portfolio.strategy("dips").evaluated_until == hour(3)
    (monday,) = map(plain_text, office.messages)
    assert "Decisions   3" in monday
    assert "Dips [On paper]   20 candles" in monday


async def test_given_a_server_that_greylists_then_the_mail_comes_a_little_later_over_a_restart(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(house, office)
    office.greylist = 1
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(seconds=1))
    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=5))
    assert office.messages == []

    await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=11))

    assert len(office.messages) == 1
    assert issues(house) == []


async def test_given_one_recipient_is_put_off_then_only_that_one_is_tried_again(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(house, office, recipients=["a@example.org", "b@example.org"])
    office.refused = {"b@example.org": "451 later"}
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(seconds=1))
    office.refused = {}

    await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=11))

    assert office.delivered == [("a@example.org",), ("b@example.org",)]
    assert office.messages[0]["Message-ID"] == office.messages[1]["Message-ID"]


async def test_given_one_recipient_is_put_off_when_aurono_is_updated_then_nobody_gets_the_report_twice(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]
) -> None:
    await set_up(house, office, recipients=["a@example.org", "b@example.org"])
    office.refused = {"b@example.org": "451 later"}
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(seconds=1))
    office.refused = {}
    await house.hass.config_entries.async_unload(house.entry.entry_id)
    # Until it was kept who was reached, it was kept who was not.
    pending = hass_storage["aurono.reports.account"]["data"]["daily"]["pending"]
    assert pending.pop("reached") == ["a@example.org"]
    pending["recipients"] = ["b@example.org"]

    await house.hass.config_entries.async_setup(house.entry.entry_id)
    await house.settle()
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=11))

    assert office.delivered == [("a@example.org",), ("b@example.org",)]


@pytest.mark.parametrize("mended", [("a@example.org", "b@example.org", "new@example.org"), ("a@example.org",)])
async def test_given_one_recipient_is_put_off_when_the_settings_change_then_nobody_gets_the_report_twice(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory, mended: tuple[str, ...]
) -> None:
    subentry_id = await set_up(house, office, recipients=["a@example.org", "b@example.org"])
    office.refused = {"b@example.org": "451 later"}
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(seconds=1))
    office.refused = {}

    step = await begin(house, subentry_id)
    step = await submit(house, step, {"host": HOST, "port": office.port, **SERVER, "password": ""})
    await submit(house, step, {**DELIVERY, "recipients": list(mended)})
    await house.hass.async_block_till_done(wait_background_tasks=True)
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=11))

    assert office.delivered == [each for each in [("a@example.org",), mended[1:]] if each]


async def test_given_a_server_that_refuses_for_long_then_a_repair_says_so_until_a_mail_gets_through(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    subentry_id = await set_up(house, office)
    office.lets_in = False
    for minutes in (0, 11, 42):
        assert issues(house) == []
        await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=minutes, seconds=1))

    (issue,) = issues(house)
    assert (issue.translation_key, issue.severity) == ("mail_failed", ir.IssueSeverity.WARNING)
    assert issue.translation_placeholders is not None
    assert "does not accept this user name and password" in issue.translation_placeholders["reason"]
    # Trading never noticed.
    house.candle(32, FALL)
    await house.hour(33.01)
    assert house.trader.portfolio.strategy("dips").evaluated_until == MONDAY + 33 * 3_600_000

    office.lets_in = True
    step = await begin(house, subentry_id)
    step = await submit(house, step, {"host": HOST, "port": office.port, **SERVER, "password": ""})
    await submit(house, step, {**DELIVERY, "recipients": ["new@example.org"]})
    await house.hass.async_block_till_done(wait_background_tasks=True)

    assert office.delivered == [("new@example.org",)]
    assert issues(house) == []
    assert PASSWORD not in caplog.text


async def test_given_a_server_that_refuses_for_long_when_home_assistant_restarts_then_the_repair_is_there_again(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(house, office)
    office.lets_in = False
    for minutes in (0, 11, 42):
        await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=minutes, seconds=1))
    (before,) = issues(house)
    attempts = office.sessions

    # What a restart forgets.
    ir.async_delete_issue(house.hass, DOMAIN, before.issue_id)
    await house.hass.config_entries.async_reload(house.entry.entry_id)
    await house.hass.async_block_till_done(wait_background_tasks=True)

    (after,) = issues(house)
    assert after.translation_placeholders == before.translation_placeholders
    assert office.sessions == attempts
    office.lets_in = True
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=103))
    assert len(office.messages) == 1
    assert issues(house) == []


async def test_given_only_the_weekly_report_fails_when_it_is_switched_off_then_nothing_is_left_to_repair(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory
) -> None:
    subentry_id = await set_up(house, office, daily_hour=9, weekly=True, weekly_day="1", weekly_hour=8)
    office.lets_in = False
    for minutes in (0, 11, 42):
        await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=minutes, seconds=1))
    assert len(issues(house)) == 1

    office.lets_in = True
    step = await begin(house, subentry_id)
    step = await submit(house, step, {"host": HOST, "port": office.port, **SERVER, "password": ""})
    await submit(house, step, {**DELIVERY, "daily_hour": 9})
    await house.hass.async_block_till_done(wait_background_tasks=True)

    assert office.messages == []
    assert issues(house) == []


async def test_given_a_login_that_cannot_be_read_any_more_then_it_is_asked_for_at_once(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory
) -> None:
    subentry_id = await set_up(house, office)
    place = house.entry.subentries[subentry_id].data["credentials"]
    await house.coordinator._memory.wipe_credentials(place)

    await clock(house, freezer, TUESDAY_EIGHT + timedelta(seconds=1))

    # Another attempt would not help, so it is told at the first.
    (issue,) = issues(house)
    assert issue.translation_placeholders is not None
    assert "Enter it again" in issue.translation_placeholders["reason"]
    assert office.sessions == 2


async def test_given_a_weekly_report_then_it_comes_on_its_day_and_tells_of_seven(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory
) -> None:
    await set_up(house, office, daily=False, weekly=True, weekly_day="3", weekly_hour=7)
    for days in range(8):
        await clock(house, freezer, TUESDAY_EIGHT + timedelta(days=days))

    assert len(office.messages) == 1
    assert "in the week to" in subjects(office)[0]


async def test_given_somebody_who_is_notified_and_no_mail_then_the_short_form_comes_in_the_morning_once(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, freezer: FrozenDateTimeFactory
) -> None:
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to(TUESDAY_EIGHT - timedelta(hours=20))
    anna = await phone(hass)
    house = House(hass, monkeypatch)
    await house.move_in(subentry(), recipient(kinds=frozenset({NoticeKind.REPORT})))
    for minutes in (-1, 0, 1, 600):
        await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=minutes, seconds=1))
        await clock(house, freezer, TUESDAY_EIGHT + timedelta(minutes=minutes, seconds=31))

    ((title, message),) = anna.messages
    assert title == "[Demo] Paper: €0.00 on 5 January"
    assert message.startswith("[Demo] · Monday, 5 January 2026. On paper: ")


# -- actions and the panel -------------------------------------------------------------------------------------------


async def test_given_an_account_then_the_report_can_be_read_by_everybody(
    house: House, freezer: FrozenDateTimeFactory, hass_read_only_user: MockUser
) -> None:
    await clock(house, freezer, TUESDAY_EIGHT)

    said = await act(house, "get_report", user=hass_read_only_user)

    assert said["subject"].startswith("[Demo] Paper: ")
    assert (said["start"], said["period"]) == ("2026-01-05T00:00:00+00:00", "daily")
    assert said["html"].startswith("<!DOCTYPE html>")
    assert 'src="data:image/png;base64,' in said["html"]
    assert "Dips [On paper]" in said["text"]
    assert said["summary"].startswith("[Demo] ")
    assert (await act(house, "get_report", period="weekly"))["period"] == "weekly"


async def test_given_a_strategy_that_goes_live_then_the_report_of_the_day_before_stays_and_that_day_tells_of_both(
    house: House, freezer: FrozenDateTimeFactory
) -> None:
    def of_the_day(said: dict[str, Any]) -> str:
        """All but what is on the exchange and how things stand, which is of the moment at which it is made."""
        told: str = said["text"]
        return re.sub(r"Money on the exchange\n-+\n.*?\n\n", "", told.partition("Health")[0], flags=re.DOTALL)

    await clock(house, freezer, TUESDAY_EIGHT)
    before = await act(house, "get_report")

    await house.go_live()
    await act(house, "deposit_capital", strategy="Dips", amount=50)
    after = await act(house, "get_report")

    assert of_the_day(after) == of_the_day(before)
    assert after["summary"].partition(" trades.")[0] == before["summary"].partition(" trades.")[0]

    await clock(house, freezer, TUESDAY_EIGHT + timedelta(days=1))
    said = await act(house, "get_report")
    assert "until it went live" in said["text"]
    assert "Real money: " in said["summary"]
    assert "On paper: €0.00, " in said["summary"]
    assert "not known" not in said["summary"]


async def test_given_trades_after_the_period_then_the_record_of_a_strategy_ends_with_it_all_the_same(
    house: House, freezer: FrozenDateTimeFactory
) -> None:
    await clock(house, freezer, TUESDAY_EIGHT)
    before = await act(house, "get_report")
    assert "1 of 1 sells with a profit" in before["text"]

    for number, candle, price in ((32, FALL, "115.80"), (33, RISE, "122.60")):
        house.candle(number, candle)
        house.exchange.tickers[SOL_EUR] = Decimal(price)
        await house.hour(number + 1.01)
    after = await act(house, "get_report")

    assert house.sensor("trades") == "4"
    assert record_of(after) == record_of(before)


async def test_given_an_order_that_the_exchange_refused_then_the_report_says_what_became_of_the_signal(
    house: House, freezer: FrozenDateTimeFactory
) -> None:
    await clock(house, freezer, TUESDAY_EIGHT)
    await house.go_live()
    house.exchange.funds = {"EUR": Balance(Decimal(200), ZERO)}
    house.exchange.placements = [Refused("too many orders.", failure=False)]
    house.candle(32, FALL)
    house.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await house.hour(33.01)

    await clock(house, freezer, TUESDAY_EIGHT + timedelta(days=1))
    said = await act(house, "get_report")

    lines = said["text"].partition("Orders that traded nothing\n")[2].splitlines()
    assert lines[1].split() == ["Dips:", "buy", "1", "×"]
    assert lines[2].strip() == "The exchange refused it: too many orders"
    assert "1 order that traded nothing." in said["summary"]


@pytest.mark.parametrize(
    ("status", "detail", "fate"),
    [
        (OrderStatus.REJECTED, "too small", (Fate.REFUSED, "too small")),
        (OrderStatus.REJECTED, ends.NEVER_ARRIVED, (Fate.NOT_ARRIVED, "")),
        (OrderStatus.REJECTED, ends.DECLARED_ABSENT, (Fate.NOT_ARRIVED, "")),
        (OrderStatus.REJECTED, ends.STOPPED, (Fate.NOT_SENT, "")),
        (OrderStatus.REJECTED, ends.LATE, (Fate.NOT_SENT, "")),
        (OrderStatus.CANCELLED, ends.DELISTED, (Fate.CANCELLED, "")),
        (OrderStatus.CANCELLED, "maintenance", (Fate.CANCELLED, "maintenance")),
        (OrderStatus.EXPIRED, "", (Fate.EXPIRED, "")),
    ],
)
def test_given_the_end_of_an_order_then_only_what_the_exchange_refused_is_called_refused(
    status: OrderStatus, detail: str, fate: tuple[Fate, str]
) -> None:
    assert fate_of(status, detail) == fate


def record_of(said: dict[str, Any]) -> list[str]:
    """What a report tells of a strategy since its beginning, and what it reached."""
    return [line for line in said["text"].splitlines() if "since its start" in line or line.startswith("First ")]


async def test_given_no_mail_settings_then_sending_is_refused(house: House) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        await act(house, "send_report")

    assert refused.value.translation_key == "mail_not_set_up"


async def test_given_the_action_then_the_report_goes_out_at_once_and_the_next_one_when_it_is_due(
    house: House, office: PostOffice, freezer: FrozenDateTimeFactory, hass_read_only_user: MockUser
) -> None:
    await set_up(house, office)
    office.refused = {"gone@example.org": "550 no such user"}

    said = await act(house, "send_report", recipients=["a@example.org", "gone@example.org"], period="weekly")

    assert (said["sent"], said["refused"]) == (["a@example.org"], ["gone@example.org"])
    with pytest.raises(HomeAssistantError) as failed:
        await act(house, "send_report", recipients=["gone@example.org"])
    assert failed.value.translation_key == "mail_recipients_refused"
    with pytest.raises(ServiceValidationError) as wrong:
        await act(house, "send_report", recipients=["nobody"])
    assert wrong.value.translation_key == "mail_address_invalid"
    with pytest.raises(Unauthorized):
        await act(house, "send_report", user=hass_read_only_user)
    await clock(house, freezer, TUESDAY_EIGHT + timedelta(seconds=1))
    assert office.delivered == [("a@example.org",), ("owner@example.org",)]


async def test_given_the_panel_then_it_shows_the_report_and_an_administrator_tries_the_mail(
    house: House, office: PostOffice, hass_ws_client: WebSocketGenerator, hass_read_only_access_token: str
) -> None:
    client = await connect(hass_ws_client)
    assert (await client.ask("report"))["recipients"] == []
    assert (await client.refused("report/send"))[0] == "invalid_format"
    await set_up(house, office)

    shown = await client.ask("report", period="weekly")
    sent = await client.ask("report/send")

    assert shown["recipients"] == ["owner@example.org"]
    assert shown["html"].startswith("<!DOCTYPE html>")
    assert sent["sent"] == ["owner@example.org"]
    assert subjects(office)[0].startswith("[Demo] Test – ")
    office.lets_in = False
    code, message = await client.refused("report/send")
    assert code == "mail_failed"
    assert "app" in message
    guest = await connect(hass_ws_client, hass_read_only_access_token)
    assert (await guest.ask("report"))["period"] == "daily"
    assert (await guest.refused("report/send"))[0] == "unauthorized"
