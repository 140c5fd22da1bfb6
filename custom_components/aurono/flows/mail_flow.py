"""The flow of the reports by mail: the server, tried before anything is saved, then who gets what when."""

from collections.abc import Mapping
import time
from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)
from homeassistant.util.ulid import ulid_now
import probatio

from ..const import LOGGER, SUBENTRY_MAIL
from ..mailing.mail_settings import (
    CONF_CREDENTIALS,
    CONF_DAILY,
    CONF_DAILY_HOUR,
    CONF_HOST,
    CONF_PORT,
    CONF_RECIPIENTS,
    CONF_SENDER,
    CONF_TLS,
    CONF_VERIFY,
    CONF_WEEKLY,
    CONF_WEEKLY_DAY,
    CONF_WEEKLY_HOUR,
    failure_placeholders,
    tls_context,
)
from ..mailing.report_words import async_report_words
from ..memory import async_borrow_memory
from ..report.mail import compose_plain, flat, is_address
from ..report.smtp import MailFailure, MailProblem, MailSettings, TlsMode, check, send
from ..store.credentials import Credentials
from ..store.errors import StoreError

CONF_USERNAME = "username"
CONF_PASSWORD = "password"  # noqa: S105 - the name of a field
CONF_SEND_TEST = "send_test"
CONF_UNPROTECTED = "unprotected"

_SERVER = (CONF_HOST, CONF_PORT, CONF_TLS, CONF_VERIFY)
_DELIVERY = (
    CONF_SENDER,
    CONF_RECIPIENTS,
    CONF_DAILY,
    CONF_DAILY_HOUR,
    CONF_WEEKLY,
    CONF_WEEKLY_DAY,
    CONF_WEEKLY_HOUR,
)
_NEW: Mapping[str, Any] = {
    CONF_PORT: 465,
    CONF_TLS: TlsMode.IMPLICIT.value,
    CONF_VERIFY: True,
    CONF_DAILY: True,
    CONF_DAILY_HOUR: 8,
    CONF_WEEKLY: True,
    CONF_WEEKLY_DAY: "0",
    CONF_WEEKLY_HOUR: 8,
    CONF_SEND_TEST: True,
}
_FIELD_OF = {
    MailProblem.HOST_UNKNOWN: CONF_HOST,
    MailProblem.REFUSED: CONF_PORT,
    MailProblem.CERTIFICATE: CONF_VERIFY,
    MailProblem.TLS_FAILED: CONF_TLS,
    MailProblem.STARTTLS_MISSING: CONF_TLS,
    MailProblem.LOGIN_REFUSED: CONF_PASSWORD,
    MailProblem.LOGIN_NOT_OFFERED: CONF_USERNAME,
    MailProblem.SENDER_REFUSED: CONF_SENDER,
    MailProblem.RECIPIENTS_REFUSED: CONF_RECIPIENTS,
}
"""Which field a problem is about; any other concerns them all."""

_HOUR = NumberSelector(NumberSelectorConfig(min=0, max=23, step=1, mode=NumberSelectorMode.BOX))
_SELECTORS: Mapping[str, Any] = {
    CONF_HOST: TextSelector(TextSelectorConfig(autocomplete="off")),
    CONF_PORT: NumberSelector(NumberSelectorConfig(min=1, max=65535, step=1, mode=NumberSelectorMode.BOX)),
    CONF_TLS: SelectSelector(
        SelectSelectorConfig(
            options=[mode.value for mode in TlsMode], mode=SelectSelectorMode.DROPDOWN, translation_key=CONF_TLS
        )
    ),
    CONF_UNPROTECTED: BooleanSelector(),
    CONF_VERIFY: BooleanSelector(),
    CONF_USERNAME: TextSelector(TextSelectorConfig(autocomplete="off")),
    CONF_PASSWORD: TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="new-password")),
    CONF_SENDER: TextSelector(TextSelectorConfig(type=TextSelectorType.EMAIL)),
    CONF_RECIPIENTS: TextSelector(TextSelectorConfig(type=TextSelectorType.EMAIL, multiple=True)),
    CONF_DAILY: BooleanSelector(),
    CONF_DAILY_HOUR: _HOUR,
    CONF_WEEKLY: BooleanSelector(),
    CONF_WEEKLY_DAY: SelectSelector(
        SelectSelectorConfig(
            options=[str(day) for day in range(7)], mode=SelectSelectorMode.DROPDOWN, translation_key="weekday"
        )
    ),
    CONF_WEEKLY_HOUR: _HOUR,
    CONF_SEND_TEST: BooleanSelector(),
}

type Errors = dict[str, str]


class MailFlow(ConfigSubentryFlow):
    """Set up the reports by mail of an account, or change them."""

    def __init__(self) -> None:
        self._server: dict[str, Any] = {}
        self._login: Credentials | None = None
        self._kept: Credentials | None = None

    async def async_step_user(self, _user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Begin, once for each account."""
        if any(self._get_entry().get_subentries_of_type(SUBENTRY_MAIL)):
            return self.async_abort(reason="already_configured")
        return await self.async_step_server()

    async def async_step_reconfigure(self, _user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Begin with what there is."""
        place = self._get_reconfigure_subentry().data.get(CONF_CREDENTIALS)
        if place is not None:
            try:
                async with async_borrow_memory(self.hass) as memory:
                    self._kept = await memory.credentials(place)
            except StoreError as error:
                raise AbortFlow("vault_unusable", {"detail": str(error)}) from error
        return await self.async_step_server()

    async def async_step_server(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask for the server and the login, and try them."""
        errors: Errors = {}
        failure: MailFailure | None = None
        if user_input is not None:
            values = {name: value for name, value in user_input.items() if value not in (None, "")}
            errors = self._read_server(values)
            if not errors:
                failure = await self._try(self._settings("", ()))
                if failure is None:
                    return await self.async_step_delivery()
                errors = _errors(failure, (*_SERVER, CONF_USERNAME, CONF_PASSWORD))
        shown: dict[str, Any] = dict(user_input or (self._known() | self._known_login()))
        shown.pop(CONF_PASSWORD, None)
        fields = [*_SERVER, CONF_USERNAME, CONF_PASSWORD]
        if shown.get(CONF_TLS) == TlsMode.NONE:
            fields.insert(fields.index(CONF_TLS) + 1, CONF_UNPROTECTED)
        return self._show("server", fields, shown, errors, failure, last_step=False)

    async def async_step_delivery(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask who gets which report when, ask the server whether it takes that, and save it."""
        errors: Errors = {}
        failure: MailFailure | None = None
        invalid = ""
        if user_input is not None:
            delivery: dict[str, Any] = {name: user_input.get(name, _NEW.get(name)) for name in _DELIVERY}
            delivery[CONF_SENDER] = (delivery[CONF_SENDER] or "").strip()
            delivery[CONF_RECIPIENTS] = _addresses(delivery[CONF_RECIPIENTS] or ())
            errors, invalid = _delivery_errors(delivery)
            if not errors:
                settings = self._settings(delivery[CONF_SENDER], tuple(delivery[CONF_RECIPIENTS]))
                failure = await self._try(settings, test=user_input.get(CONF_SEND_TEST, False))
                if failure is None:
                    return await self._save(delivery)
                errors = _errors(failure, _DELIVERY)
        shown = dict(user_input or self._known())
        fields = [*_DELIVERY, CONF_SEND_TEST]
        return self._show("delivery", fields, shown, errors, failure, address=invalid)

    def _show(
        self,
        step_id: str,
        fields: list[str],
        values: Mapping[str, Any],
        errors: Errors,
        failure: MailFailure | None,
        *,
        address: str = "",
        last_step: bool = True,
    ) -> SubentryFlowResult:
        schema = probatio.Schema({probatio.Optional(name): _SELECTORS[name] for name in fields})
        said = {} if failure is None else failure_placeholders(failure)
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, values),
            errors=errors,
            description_placeholders={"detail": "", "address": address, **said},
            last_step=last_step,
        )

    # -- what was entered --------------------------------------------------------------------------------------------

    def _known(self) -> dict[str, Any]:
        """What there is already, or what is usual."""
        if self.source != SOURCE_RECONFIGURE:
            sender = self._login.api_key if self._login is not None and is_address(self._login.api_key) else None
            return {**_NEW, CONF_SENDER: sender}
        return {**_NEW, **self._get_reconfigure_subentry().data, CONF_SEND_TEST: False}

    def _known_login(self) -> dict[str, Any]:
        return {} if self._kept is None else {CONF_USERNAME: self._kept.api_key}

    def _read_server(self, values: Mapping[str, Any]) -> Errors:
        """Keep what was entered about the server; every error at once."""
        errors: Errors = {}
        host = str(values.get(CONF_HOST, "")).strip()
        if not host:
            errors[CONF_HOST] = "required"
        elif any(mark in host for mark in "/@ ") or not host.isascii():
            errors[CONF_HOST] = "host_invalid"
        username, password = str(values.get(CONF_USERNAME, "")).strip(), str(values.get(CONF_PASSWORD, ""))
        if username and not password and self._kept is not None and self._kept.api_key == username:
            password = self._kept.api_secret
        if username and not password:
            errors[CONF_PASSWORD] = "password_needed"
        elif password and not username:
            errors[CONF_USERNAME] = "username_needed"
        tls = values.get(CONF_TLS, _NEW[CONF_TLS])
        if tls == TlsMode.NONE and not values.get(CONF_UNPROTECTED):
            errors[CONF_TLS] = "not_protected"
        self._server = {
            CONF_HOST: host,
            CONF_PORT: int(values.get(CONF_PORT, _NEW[CONF_PORT])),
            CONF_TLS: tls,
            CONF_VERIFY: values.get(CONF_VERIFY, True),
        }
        self._login = Credentials(username, password) if username else None
        return errors

    def _settings(self, sender: str, recipients: tuple[str, ...]) -> MailSettings:
        return MailSettings(
            host=self._server[CONF_HOST],
            port=self._server[CONF_PORT],
            tls=TlsMode(self._server[CONF_TLS]),
            verify=self._server[CONF_VERIFY],
            sender=sender,
            recipients=recipients,
            username=None if self._login is None else self._login.api_key,
            password=None if self._login is None else self._login.api_secret,
        )

    # -- trying and saving -------------------------------------------------------------------------------------------

    async def _try(self, settings: MailSettings, *, test: bool = False) -> MailFailure | None:
        """Ask the server; with a test, hand a mail over as well."""
        context = tls_context(verify=settings.verify)
        failure = await check(settings, context)
        if failure is None and test:
            words = await async_report_words(self.hass)
            now = int(time.time() * 1000)
            message = compose_plain(
                words.text("test_subject"),
                words.text("test_body", account=self._get_entry().title),
                settings.sender,
                settings.recipients,
                identity=f"test {self._get_entry().entry_id} {now}",
                now=now,
            )
            failure = await send(settings, context, flat(message), settings.recipients)
        if failure is not None:
            LOGGER.warning("The mail settings were not accepted: %s (%s)", failure.problem, failure.detail)
        return failure

    async def _save(self, delivery: Mapping[str, Any]) -> SubentryFlowResult:
        """Lay the login into the vault and everything else into the subentry."""
        data = {**self._server, **delivery}
        title = ", ".join(delivery[CONF_RECIPIENTS])
        known = self._get_reconfigure_subentry() if self.source == SOURCE_RECONFIGURE else None
        place = None if known is None else known.data.get(CONF_CREDENTIALS)
        try:
            if self._login is not None:
                # A place of its own for every login: one that was there stays whole until the subentry names this one.
                data[CONF_CREDENTIALS] = place if self._login == self._kept and place is not None else ulid_now()
                if data[CONF_CREDENTIALS] != place:
                    async with async_borrow_memory(self.hass) as memory:
                        await memory.put_credentials(data[CONF_CREDENTIALS], self._login)
        except StoreError as error:
            raise AbortFlow("vault_unusable", {"detail": str(error)}) from error
        if known is None:
            return self.async_create_entry(title=title, data=data)
        return self.async_update_and_abort(self._get_entry(), known, title=title, data=data)


def _errors(failure: MailFailure, fields: tuple[str, ...]) -> Errors:
    """The error beside the field that it is about, if this step has it."""
    field = _FIELD_OF.get(failure.problem, "base")
    return {field if field in fields else "base": failure.problem.value}


def _addresses(given: Any) -> list[str]:
    """Each address once; several may have been entered into one field."""
    texts = [given] if isinstance(given, str) else given
    split = (address.strip() for text in texts for address in text.replace(";", ",").split(","))
    return [*dict.fromkeys(address for address in split if address)]


def _delivery_errors(delivery: dict[str, Any]) -> tuple[Errors, str]:
    """Every error at once, and the recipient whose address is none."""
    errors: Errors = {}
    if not delivery[CONF_SENDER]:
        errors[CONF_SENDER] = "required"
    elif not is_address(delivery[CONF_SENDER]):
        errors[CONF_SENDER] = "sender_invalid"
    invalid = next((address for address in delivery[CONF_RECIPIENTS] if not is_address(address)), "")
    if not delivery[CONF_RECIPIENTS]:
        errors[CONF_RECIPIENTS] = "required"
    elif invalid:
        errors[CONF_RECIPIENTS] = "address_invalid"
    if not (delivery[CONF_DAILY] or delivery[CONF_WEEKLY]):
        errors["base"] = "nothing_to_send"
    for field in (CONF_DAILY_HOUR, CONF_WEEKLY_HOUR):
        # A number field hands over a double.
        delivery[field] = int(delivery[field])
    return errors, invalid
