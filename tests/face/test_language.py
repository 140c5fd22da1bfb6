"""What the house is told in its language, after another was chosen for it."""

import asyncio

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir
from homeassistant.helpers.translation import async_load_integrations
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.aurono import words
from custom_components.aurono.const import DOMAIN, SUBENTRY_MAIL
from custom_components.aurono.devices import exchange_words, strategy_identifier
from custom_components.aurono.mailing import report_mailer
from custom_components.aurono.mailing.report_maker import async_make_report
from custom_components.aurono.report.period import Period, PeriodKind
from custom_components.aurono.report.smtp import MailFailure, MailProblem
from custom_components.aurono.words import Words
from tests.execution.hub import MONDAY, hour

from .house import House, subentry

MAIL = ConfigSubentryDataWithId(
    subentry_id="mail",
    subentry_type=SUBENTRY_MAIL,
    title="Mail",
    data={
        "host": "mail.example.org",
        "port": 465,
        "tls": "tls",
        "verify": True,
        "sender": "aurono@example.org",
        "recipients": ["owner@example.org"],
        "daily": True,
        "daily_hour": 8,
        "weekly": False,
        "weekly_day": "0",
        "weekly_hour": 8,
    },
    unique_id=None,
)
GERMAN = "Demo-Börse – erfundene Kurse"


async def test_given_a_language_that_is_chosen_while_it_runs_then_messages_and_reports_are_in_it(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(hass, monkeypatch)
    await house.move_in()
    assert exchange_words(hass, "demo") == "Demo exchange – artificial prices"

    await hass.config.async_update(language="de")
    await house.settle()

    assert Words(hass).text("notice_resumed").startswith("Der Handel geht")
    assert exchange_words(hass, "demo") == GERMAN
    report = await async_make_report(hass, house.entry, Period(PeriodKind.DAILY, MONDAY, hour(24)))
    assert GERMAN in report.text


async def test_given_a_language_that_is_chosen_while_it_runs_then_devices_are_in_it(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(hass, monkeypatch)
    await house.move_in()

    await hass.config.async_update(language="de")
    await house.settle()

    registry = dr.async_get(hass)
    account = registry.async_get(house.coordinator.account_device_id)
    strategy = registry.async_get_device_by_identifier(strategy_identifier("account", "dips"), "account")
    assert isinstance(account, dr.DeviceEntry)
    assert isinstance(strategy, dr.DeviceEntry)
    assert (account.manufacturer, strategy.manufacturer, strategy.model) == (GERMAN, GERMAN, "SOL/EUR, auf dem Papier")


async def test_given_a_language_that_is_chosen_while_mails_fail_then_the_repair_is_in_it(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, freezer: FrozenDateTimeFactory
) -> None:
    async def failing(*_: object, **__: object) -> MailFailure:
        return MailFailure(MailProblem.LOGIN_MISSING)

    read = asyncio.Event()

    async def slow(hass: HomeAssistant, integrations: set[str]) -> None:
        await read.wait()
        await async_load_integrations(hass, integrations)

    monkeypatch.setattr(report_mailer, "async_deliver", failing)
    monkeypatch.setattr(words, "async_load_integrations", slow)
    house = House(hass, monkeypatch)
    await house.move_in(subentry(), MAIL)
    freezer.move_to("2026-01-06 20:00")
    async_fire_time_changed(hass)
    await house.settle()

    await hass.config.async_update(language="fr")
    for _ in range(100):
        await asyncio.sleep(0)
    read.set()
    await house.settle()

    issue = ir.async_get(hass).async_get_issue(DOMAIN, "mail_failed_mail")
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["reason"].startswith("L’identifiant")
