"""``aurono/report`` and ``aurono/report/send``: the last report as the panel shows it, and a test of its mail."""

from typing import Any

from homeassistant.components.websocket_api import const
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import probatio

from ..mailing.mail_settings import plan_of
from ..mailing.report_now import async_report_json, async_send_now
from ..report.period import PeriodKind
from ..runtime import AuronoConfigEntry
from .access import ErrorCode, Message, Refusal, account_command

_PERIOD = {
    probatio.Optional("period", default=PeriodKind.DAILY.value): probatio.All(
        probatio.In([kind.value for kind in PeriodKind]), probatio.Coerce(PeriodKind)
    )
}


@account_command("aurono/report", _PERIOD)
async def report_command(hass: HomeAssistant, entry: AuronoConfigEntry, msg: Message) -> dict[str, Any]:
    """The last report, and who gets it by mail."""
    plan = plan_of(entry)
    recipients = [] if plan is None else list(plan.recipients)
    return {**await async_report_json(hass, entry, msg["period"]), "recipients": recipients}


@account_command("aurono/report/send", _PERIOD, admin=True)
async def send_command(hass: HomeAssistant, entry: AuronoConfigEntry, msg: Message) -> dict[str, Any]:
    """Send the last report now, marked as a test."""
    try:
        return await async_send_now(hass, entry, msg["period"], test=True)
    except ServiceValidationError:
        raise
    except HomeAssistantError as error:
        if error.translation_key is None:
            raise
        placeholders = error.translation_placeholders or {}
        raise Refusal(ErrorCode.MAIL_FAILED, error.translation_key, **placeholders) from error


COMMANDS: tuple[const.WebSocketCommandHandler, ...] = (report_command, send_command)
