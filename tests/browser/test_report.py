"""The report in the panel: as it goes out by mail, in every look, and a test mail that really arrives."""

from datetime import UTC, datetime

from playwright.async_api import expect
import pytest

from custom_components.aurono.report.smtp import TlsMode
from script.lib.browser import DESKTOP, PHONE, Look
from tests.boot.observation import eventually
from tests.report.post_office import HOST, PASSWORD, USER, PostOffice

from .conftest import Windows
from .home import Home, Who
from .inspection import sideways, unspoken, violations

pytestmark = pytest.mark.asyncio(loop_scope="package")

LOOKS = [Look(size.width, size.height, dark) for size in (PHONE, DESKTOP) for dark in (False, True)]
REPORT = "/aurono/activity?tab=report&period=weekly"


@pytest.mark.parametrize("look", LOOKS, ids=str)
async def test_given_an_account_without_mail_then_its_report_is_shown_without_a_fault(
    home: Home, windows: Windows, look: Look
) -> None:
    window = await windows.open(REPORT, look)
    await window.settle()
    frame = window.page.frame_locator("aurono-report iframe")

    # Home Assistant may say only then that it is dark, and the report is shown anew.
    await expect(frame.locator("html")).to_have_css("color-scheme", "dark" if look.dark else "light")
    await frame.get_by_role("heading", name="Your week").wait_for()
    await expect(frame.get_by_text("Demo", exact=True)).to_have_count(1)
    await frame.get_by_text("Health").wait_for()

    async def is_in_sight() -> bool:
        inside: int = await frame.locator("html").evaluate("page => page.scrollHeight - page.clientHeight")
        return inside <= 0

    await eventually(is_in_sight, "all of it, without scrolling a page within a page")
    assert [*await sideways(window), *await unspoken(window), *await violations(window)] == []


async def test_given_mail_settings_then_the_owner_sends_a_test_that_arrives_and_a_guest_cannot(
    home: Home, windows: Windows
) -> None:
    async with PostOffice(TlsMode.NONE).open(None) as office:
        server = {"host": HOST, "port": office.port, "tls": "none", "username": USER, "password": PASSWORD}
        flow = "/api/config/config_entries/subentries/flow"
        step = await home.client.post(flow, {"handler": [home.account, "mail"]})
        place = f"{flow}/{step['flow_id']}"
        step = await home.client.post(place, server)
        assert step["errors"] == {"tls": "not_protected"}
        step = await home.client.post(place, {**server, "unprotected": True})
        assert step["step_id"] == "delivery"
        delivery = {"sender": "aurono@example.org", "recipients": ["owner@example.org"], "send_test": False}
        # Nothing is sent but what is asked for: at eight o'clock a report would come in between, or find nobody later.
        far_away = {"daily": False, "weekly": True, "weekly_day": str((datetime.now(UTC).weekday() + 3) % 7)}
        step = await home.client.post(place, delivery | far_away)
        assert step["type"] == "create_entry"

        guest = await windows.open(REPORT, who=Who.GUEST)
        await guest.page.get_by_text("Goes to owner@example.org.").wait_for()
        assert await guest.page.get_by_role("button", name="Send test mail").count() == 0
        window = await windows.open(REPORT)
        await window.page.get_by_role("button", name="Send test mail").click()
        await window.page.get_by_text("Sent to owner@example.org.").wait_for()
        assert [str(message["Subject"]).partition(" – ")[0] for message in office.messages] == ["[Demo] Test"]

        office.refused = {"owner@example.org": "550 5.1.1 no such user"}
        await window.page.get_by_role("button", name="Send test mail").click()
        await window.page.get_by_text("The server refuses a recipient").wait_for()
