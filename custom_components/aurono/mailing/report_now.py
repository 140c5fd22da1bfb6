"""A report at once: for an action, for the panel, or sent to whoever is named."""

from collections.abc import Sequence
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..actions.service_fields import wrong
from ..memory import async_borrow_memory
from ..moments import iso, milliseconds
from ..report.mail import Rendered, is_address
from ..report.period import Period, PeriodKind, last_period
from ..runtime import AuronoConfigEntry
from .mail_settings import mail_error, plan_of
from .report_mailer import async_deliver
from .report_maker import async_make_report
from .report_words import async_zone

type Json = dict[str, Any]


async def async_last_period(hass: HomeAssistant, entry: AuronoConfigEntry, kind: PeriodKind) -> Period:
    """The last whole period of this account's market, its weeks as its mails tell them."""
    plan = plan_of(entry)
    now = min(milliseconds(dt_util.utcnow()), entry.runtime_data.trader.now())
    return last_period(kind, now, await async_zone(hass), 0 if plan is None else plan.weekday)


async def async_report_json(hass: HomeAssistant, entry: AuronoConfigEntry, kind: PeriodKind) -> Json:
    """The last report in all its forms, the HTML with its pictures in it; raises StoreError."""
    period = await async_last_period(hass, entry, kind)
    rendered = await async_make_report(hass, entry, period)
    html = await hass.async_add_executor_job(rendered.page)
    return {
        "period": kind.value,
        "start": iso(period.start),
        "end": iso(period.end),
        "subject": rendered.subject,
        "summary": rendered.story.summary,
        "text": rendered.text,
        "html": html,
    }


async def async_send_now(
    hass: HomeAssistant,
    entry: AuronoConfigEntry,
    kind: PeriodKind,
    recipients: Sequence[str] = (),
    *,
    test: bool = False,
) -> Json:
    """Send the last report now, to its usual recipients if none are named; what is scheduled stays as it is.

    Raises ServiceValidationError without mail settings or for an address that is none, HomeAssistantError where the
    server did not take it for anybody, and StoreError.
    """
    plan = plan_of(entry)
    if plan is None:
        raise wrong("mail_not_set_up", account=entry.title)
    to = tuple(dict.fromkeys(recipients)) or plan.recipients
    for address in to:
        if not is_address(address):
            raise wrong("mail_address_invalid", address=address)
    period = await async_last_period(hass, entry, kind)
    rendered: Rendered = await async_make_report(hass, entry, period, test=test)
    occasion = f"asked for at {milliseconds(dt_util.utcnow())}"
    async with async_borrow_memory(hass) as memory:
        failure = await async_deliver(memory, entry, plan, rendered, period, to, occasion=occasion)
    refused = set() if failure is None else set(failure.recipients or to)
    if failure is not None and refused >= set(to):
        raise mail_error(failure)
    return {
        "subject": rendered.subject,
        "sent": [address for address in to if address not in refused],
        "refused": [address for address in to if address in refused],
        "detail": "" if failure is None else failure.detail,
    }
