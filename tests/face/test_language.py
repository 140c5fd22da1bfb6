"""What the house is told in its language, after another was chosen for it."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.aurono.entity import exchange_words
from custom_components.aurono.mailing.report_maker import async_make_report
from custom_components.aurono.report.period import Period, PeriodKind
from custom_components.aurono.words import Words
from tests.execution.hub import MONDAY, hour

from .house import House

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
