"""The mail settings of an account: what its subentry says, and the login out of the vault."""

from collections.abc import Mapping
from dataclasses import dataclass
import ssl
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.translation import async_get_cached_translations
from homeassistant.util.ssl import client_context, client_context_no_verify

from ..const import DOMAIN, SUBENTRY_MAIL
from ..memory import Memory
from ..report.period import PeriodKind, Slot
from ..report.smtp import MailFailure, MailProblem, MailSettings, TlsMode

CONF_CREDENTIALS = "credentials"
CONF_DAILY = "daily"
CONF_DAILY_HOUR = "daily_hour"
CONF_HOST = "host"
CONF_PORT = "port"
CONF_RECIPIENTS = "recipients"
CONF_SENDER = "sender"
CONF_TLS = "tls"
CONF_VERIFY = "verify"
CONF_WEEKLY = "weekly"
CONF_WEEKLY_DAY = "weekly_day"
CONF_WEEKLY_HOUR = "weekly_hour"

_DETAILED = frozenset(
    {MailProblem.RECIPIENTS_REFUSED, MailProblem.MAIL_REFUSED, MailProblem.LATER, MailProblem.NO_MAIL_SERVER}
)
"""Problems whose words say what the server answered."""


@dataclass(frozen=True, slots=True)
class MailPlan:
    """The subentry of an account that says where its reports go and when."""

    subentry_id: str
    data: Mapping[str, Any]

    @property
    def place(self) -> str | None:
        """Where the login lies in the vault; None where the server asks for none."""
        place: str | None = self.data.get(CONF_CREDENTIALS)
        return place

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who gets the reports."""
        return tuple(self.data[CONF_RECIPIENTS])

    @property
    def weekday(self) -> int:
        """The day (Monday is 0) before which the weeks that are told of end."""
        return int(self.data[CONF_WEEKLY_DAY])

    def slot(self, kind: PeriodKind) -> Slot | None:
        """When reports of this kind are sent; None while they are off."""
        if not self.data[CONF_DAILY if kind is PeriodKind.DAILY else CONF_WEEKLY]:
            return None
        if kind is PeriodKind.DAILY:
            return Slot(kind, self.data[CONF_DAILY_HOUR])
        return Slot(kind, self.data[CONF_WEEKLY_HOUR], self.weekday)

    async def settings(self, memory: Memory) -> MailSettings | MailFailure:
        """With the login; a failure where it cannot be read any more. Raises StoreError."""
        login = None
        if self.place is not None and (login := await memory.credentials(self.place)) is None:
            return MailFailure(MailProblem.LOGIN_MISSING)
        return MailSettings(
            host=self.data[CONF_HOST],
            port=self.data[CONF_PORT],
            tls=TlsMode(self.data[CONF_TLS]),
            verify=self.data[CONF_VERIFY],
            sender=self.data[CONF_SENDER],
            recipients=self.recipients,
            username=None if login is None else login.api_key,
            password=None if login is None else login.api_secret,
        )


def plan_of(entry: ConfigEntry) -> MailPlan | None:
    """The mail settings of an account; None if it sends none."""
    subentry: ConfigSubentry
    for subentry in entry.get_subentries_of_type(SUBENTRY_MAIL):
        return MailPlan(subentry.subentry_id, subentry.data)
    return None


def tls_context(*, verify: bool) -> ssl.SSLContext:
    """Home Assistant's own, made at its start: making one reads files."""
    return client_context() if verify else client_context_no_verify()


def failure_placeholders(failure: MailFailure) -> dict[str, str]:
    """What the words of a failure are filled in with."""
    return {"detail": failure.detail or "–"} if failure.problem in _DETAILED else {}


def mail_error(failure: MailFailure) -> HomeAssistantError:
    """What an action fails with."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key=f"mail_{failure.problem}",
        translation_placeholders=failure_placeholders(failure),
    )


@callback
def failure_words(hass: HomeAssistant, failure: MailFailure) -> str:
    """A failure in the language of the house."""
    known = async_get_cached_translations(hass, hass.config.language, "exceptions", DOMAIN)
    sentence = known.get(f"component.{DOMAIN}.exceptions.mail_{failure.problem}.message", failure.problem.value)
    return sentence.format(**failure_placeholders(failure))
