"""Sending the reports of an account when due: each once, again later where it failed, never in the way of trading."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, LOGGER
from ..issues import Issue, clear_issues, report_issue
from ..memory import Memory
from ..moments import milliseconds
from ..notifications.kinds import NoticeKind
from ..notifications.notifier import async_notify
from ..notifications.recipients import recipients_of
from ..report.attempts import Mailing
from ..report.mail import Rendered, compose, flat
from ..report.period import Period, PeriodKind, Slot, last_period
from ..report.smtp import MailFailure, MailProblem, send
from ..runtime import AuronoConfigEntry
from ..store.errors import StoreError
from ..timer import Timer
from ..words import SIGNAL_WORDS
from .mail_settings import MailPlan, failure_words, plan_of, tls_context
from .report_maker import async_make_report
from .report_words import async_zone

_VERSION = 1
_WITHOUT_MAIL = Slot(PeriodKind.DAILY, 8)
"""When those are told who are notified of reports, where no mail settings say another time."""
_LONGEST_WAIT = timedelta(minutes=15).total_seconds()
"""Seconds until it looks at the clock again, so that one that is put right is noticed."""


def _store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, Any]]:
    return Store(hass, _VERSION, f"{DOMAIN}.reports.{entry_id}")


class ReportMailer:
    """Watches the clock of the home for the reports of one account."""

    def __init__(self, hass: HomeAssistant, entry: AuronoConfigEntry, memory: Memory) -> None:
        self._hass = hass
        self._entry = entry
        self._memory = memory
        self._store = _store(hass, entry.entry_id)
        self._mailings: dict[PeriodKind, Mailing] = {kind: Mailing() for kind in PeriodKind}
        self._plan: MailPlan | None = None
        self._place: str | None = None
        self._failure: MailFailure | None = None
        """Why the last attempt that failed did, until every report that was due got through."""
        self._busy = False
        self._again = False
        self._timer = Timer(hass, f"{DOMAIN} {entry.title} reports", self._wake)

    async def async_start(self) -> None:
        """Go on from what was sent before; nothing is sent before Home Assistant has started."""
        kept = await self._store.async_load() or {}
        self._place = kept.get("place")
        plan = plan_of(self._entry)
        recipients = () if plan is None else plan.recipients
        for kind in PeriodKind:
            if kind in kept:
                self._mailings[kind] = Mailing.from_json(kind, kept[kind], recipients)
        if (failure := kept.get("failure")) is not None:
            self._failure = MailFailure(MailProblem(failure["problem"]), failure["detail"])
        entry = self._entry
        entry.async_on_unload(self._timer.cancel)
        entry.async_on_unload(entry.add_update_listener(self._on_entry_updated))
        entry.async_on_unload(
            self._hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._on_home_moved, event_filter=_is_time_zone)
        )
        entry.async_on_unload(async_dispatcher_connect(self._hass, SIGNAL_WORDS, self._wake))
        entry.async_on_unload(async_at_started(self._hass, self._on_started))

    @callback
    def _on_started(self, _hass: HomeAssistant) -> None:
        self._wake()

    @callback
    def _on_home_moved(self, _event: Event) -> None:
        self._wake()

    async def _on_entry_updated(self, _hass: HomeAssistant, _entry: ConfigEntry) -> None:
        self._wake()

    @callback
    def _wake(self) -> None:
        """Look at what is due; once more afterwards if that is going on already."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        self._timer.cancel()
        self._entry.async_create_background_task(self._hass, self._work(), f"{DOMAIN} {self._entry.title} reports")

    async def _work(self) -> None:
        """Nothing that breaks here may reach anything else, or keep the next look from coming."""
        delay: float | None = _LONGEST_WAIT
        try:
            await self._take_over()
            for kind in PeriodKind:
                if self._mailings[kind].is_sending(_now()):
                    await self._send(kind)
            delay = await self._delay()
        except Exception:  # noqa: BLE001 - whatever broke, the next look must come
            LOGGER.exception("The reports of %s could not be looked after; it is tried again", self._entry.title)
        finally:
            self._busy = False
        if self._again:
            self._again = False
            self._wake()
        elif delay is not None:
            self._timer.arm(delay)

    async def _delay(self) -> float | None:
        """Seconds until there is something to do; None while all reports are off."""
        zone, now = await async_zone(self._hass), _now()
        moments = [mailing.next_moment(now, zone) for mailing in self._mailings.values()]
        first = min((moment for moment in moments if moment is not None), default=None)
        return None if first is None else min(max((first - now) / 1000, 1.0), _LONGEST_WAIT)

    # -- what there is to do -----------------------------------------------------------------------------------------

    async def _take_over(self) -> None:
        """Follow the subentries: the times, the login, and whether anybody wants reports at all."""
        zone, now = await async_zone(self._hass), _now()
        plan, before = plan_of(self._entry), dict(self._mailings)
        if plan is None:
            self._failure = None
            if self._plan is not None:
                clear_issues(self._hass, self._plan.subentry_id, Issue.MAIL_FAILED)
        is_changed = self._plan is not None and plan is not None and plan.data != self._plan.data
        for kind, mailing in self._mailings.items():
            followed = mailing.scheduled(self._slot(plan, kind), now)
            if is_changed:
                followed = followed.hurried(now)
            self._mailings[kind] = followed.due(now, zone)
        self._plan = plan
        place = None if plan is None else plan.place
        if self._place is not None and place != self._place:
            await self._memory.wipe_credentials(self._place)
        if place != self._place or before != self._mailings:
            self._place = place
            await self._save()
        if plan is not None:
            self._tell(plan)

    def _slot(self, plan: MailPlan | None, kind: PeriodKind) -> Slot | None:
        """When reports of a kind are due: as the mail settings say, else daily for those who are notified of them."""
        if plan is not None:
            return plan.slot(kind)
        wanted = any(NoticeKind.REPORT in kinds for kinds in recipients_of(self._entry).values())
        return _WITHOUT_MAIL if wanted and kind is PeriodKind.DAILY else None

    async def _save(self) -> None:
        kept: dict[str, Any] = {kind.value: mailing.as_json() for kind, mailing in self._mailings.items()}
        failure = self._failure
        said = None if failure is None else {"problem": failure.problem.value, "detail": failure.detail}
        await self._store.async_save({"place": self._place, "failure": said, **kept})

    async def _send(self, kind: PeriodKind) -> None:
        plan, mailing, now = self._plan, self._mailings[kind], _now()
        assert mailing.pending is not None
        period = last_period(
            kind,
            # A market in time-lapse is behind the present, and tells of the last day that it had.
            min(mailing.pending.due, self._entry.runtime_data.trader.now()),
            await async_zone(self._hass),
            0 if plan is None else plan.weekday,
        )
        if period.start == mailing.period:
            self._mailings[kind] = mailing.sent(period.start)
            await self._save()
            return
        reached = mailing.pending.reached
        recipients = () if plan is None else tuple(each for each in plan.recipients if each not in reached)
        # Noted as failed before it begins: whatever ends this process meanwhile, it is not tried again and again.
        self._mailings[kind] = mailing.failed(now)
        await self._save()
        failure: MailFailure | None = None
        try:
            rendered = await async_make_report(self._hass, self._entry, period)
            if mailing.pending.attempts == 0:
                self._notify(rendered, period)
            if plan is not None and recipients:
                failure = await async_deliver(self._memory, self._entry, plan, rendered, period, recipients)
        except StoreError:
            LOGGER.exception("The report of %s could not be made or sent", self._entry.title)
            return
        if failure is None:
            self._mailings[kind] = mailing.sent(period.start)
        else:
            LOGGER.warning("A report of %s was not sent: %s (%s)", self._entry.title, failure.problem, failure.detail)
            self._failure = failure
            if failure.recipients:
                without = failure.recipients
                self._mailings[kind] = mailing.failed(now, tuple(each for each in recipients if each not in without))
        if plan is not None:
            self._tell(plan)
        await self._save()

    @callback
    def _notify(self, rendered: Rendered, period: Period) -> None:
        """Tell the short form to the notify entities that want it."""
        async_notify(
            self._entry.runtime_data.coordinator,
            NoticeKind.REPORT,
            f"report {period.kind} {period.start}",
            rendered.subject,
            rendered.story.summary,
        )

    @callback
    def _tell(self, plan: MailPlan) -> None:
        """Keep the repair issue true, also over a restart, which forgets it."""
        waiting = any(mailing.failures for mailing in self._mailings.values())
        troubled = any(mailing.is_in_trouble for mailing in self._mailings.values())
        if not waiting:
            self._failure = None
        # A login that is gone does not come back by waiting.
        if self._failure is not None and (troubled or self._failure.problem is MailProblem.LOGIN_MISSING):
            reason = failure_words(self._hass, self._failure)
            report_issue(self._hass, Issue.MAIL_FAILED, plan.subentry_id, account=self._entry.title, reason=reason)
        elif not troubled:
            clear_issues(self._hass, plan.subentry_id, Issue.MAIL_FAILED)


async def async_deliver(
    memory: Memory,
    entry: ConfigEntry,
    plan: MailPlan,
    rendered: Rendered,
    period: Period,
    recipients: tuple[str, ...],
    *,
    occasion: str = "",
) -> MailFailure | None:
    """Hand a report over; raises StoreError where the vault cannot be read.

    The same report to the same address is the same message, so that one that came through twice can be told; an
    ``occasion`` makes it another.
    """
    settings = await plan.settings(memory)
    if isinstance(settings, MailFailure):
        return settings
    identity = " ".join((entry.entry_id, period.kind, str(period.start), occasion))
    sender, now = settings.sender, _now()
    message = await asyncio.get_running_loop().run_in_executor(
        None, lambda: flat(compose(rendered, sender, recipients, identity=identity, now=now))
    )
    return await send(settings, tls_context(verify=settings.verify), message, recipients)


async def async_forget_mail(hass: HomeAssistant, entry: ConfigEntry, memory: Memory) -> None:
    """Wipe what the reports of a removed account leave: the login, and what was sent. Raises StoreError."""
    store = _store(hass, entry.entry_id)
    kept = await store.async_load() or {}
    plan = plan_of(entry)
    for place in {kept.get("place"), None if plan is None else plan.place} - {None}:
        await memory.wipe_credentials(str(place))
    await store.async_remove()


@callback
def _is_time_zone(changed: Mapping[str, Any]) -> bool:
    return "time_zone" in changed


def _now() -> int:
    return milliseconds(dt_util.utcnow())
