"""Speaking to a mail server: whether it takes our mail, and handing it over. What goes wrong is a value."""

import base64
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
import re
import socket
import ssl

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

TIMEOUT = 20.0
"""Seconds to wait for each answer of the server."""
_LOOKS_SECRET = re.compile(r"[0-9A-Za-z+/]{40,}={0,2}")
_NAME = "[127.0.0.1]"
"""How we introduce ourselves: an address literal is always well-formed, and tells nothing of the home's network."""


class TlsMode(StrEnum):
    """How the way to the mail server is protected."""

    IMPLICIT = "tls"
    """From the first byte, usually on port 465."""
    STARTTLS = "starttls"
    """After a greeting in the clear, usually on port 587; without it nothing more is said."""
    NONE = "none"
    """Not at all: whoever listens reads login and mail. For a server within the home."""


class MailProblem(StrEnum):
    """Why a mail was not taken."""

    HOST_UNKNOWN = "host_unknown"
    REFUSED = "connection_refused"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    TLS_FAILED = "tls_failed"
    STARTTLS_MISSING = "starttls_missing"
    LOGIN_MISSING = "login_missing"
    """The login cannot be read from the vault any more."""
    LOGIN_REFUSED = "login_refused"
    LOGIN_NOT_OFFERED = "login_not_offered"
    SENDER_REFUSED = "sender_refused"
    RECIPIENTS_REFUSED = "recipients_refused"
    MAIL_REFUSED = "mail_refused"
    LATER = "later"
    """The server asks to come again later, as one does that lets only those pass who do."""
    DISCONNECTED = "disconnected"
    NO_MAIL_SERVER = "no_mail_server"
    """What answers there does not speak SMTP, or refuses to serve us at all."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The mail server and who writes to whom. ``username`` and ``password`` show in no ``repr``; None: no login."""

    host: str
    port: int
    tls: TlsMode
    verify: bool
    sender: str
    recipients: tuple[str, ...]
    username: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class MailFailure:
    """What went wrong. ``detail`` is what the server said, ``recipients`` those who were refused."""

    problem: MailProblem
    detail: str = ""
    recipients: tuple[str, ...] = ()


async def check(settings: MailSettings, context: ssl.SSLContext, timeout: float = TIMEOUT) -> MailFailure | None:  # noqa: ASYNC109 - for each answer, not for the whole
    """Go all the way up to the mail itself, and break off there; None if the server would take it.

    Without recipients yet only as far as the login. A server that asks to come again later has nothing against the
    settings.
    """
    failure: MailFailure | None = None
    try:
        async with _session(settings, context, timeout) as smtp:
            if settings.recipients:
                await smtp.mail(settings.sender)
                failure = await _refused_recipients(smtp, settings)
                with suppress(SMTPException):
                    await smtp.rset()
    except (SMTPException, OSError, ValueError) as error:
        failure = _failure(error, settings)
    return None if failure is not None and failure.problem is MailProblem.LATER else failure


async def _refused_recipients(smtp: SMTP, settings: MailSettings) -> MailFailure | None:
    refused: list[SMTPRecipientRefused] = []
    for recipient in settings.recipients:
        try:
            await smtp.rcpt(recipient)
        except SMTPRecipientRefused as error:
            if not _is_temporary(error.code):
                refused.append(error)
    return _recipients(refused, settings) if refused else None


async def send(
    settings: MailSettings,
    context: ssl.SSLContext,
    message: bytes,
    recipients: Sequence[str],
    timeout: float = TIMEOUT,  # noqa: ASYNC109 - for each answer, not for the whole
) -> MailFailure | None:
    """Hand a message (``mail.flat``) over for these recipients; None once all of it was taken.

    Where only some were refused, the failure names them: the others got the mail.
    """
    try:
        async with _session(settings, context, timeout) as smtp:
            refused, _ = await smtp.sendmail(settings.sender, recipients, message)
    except (SMTPException, OSError, ValueError) as error:
        failure = _failure(error, settings)
        return failure if failure.recipients else MailFailure(failure.problem, failure.detail, tuple(recipients))
    if not refused:
        return None
    return _recipients(
        [SMTPRecipientRefused(answer.code, answer.message, address) for address, answer in refused.items()], settings
    )


@asynccontextmanager
async def _session(settings: MailSettings, context: ssl.SSLContext, timeout: float) -> AsyncIterator[SMTP]:  # noqa: ASYNC109
    """A server that has greeted us, over TLS where that is wanted, and knows who we are."""
    smtp = SMTP(
        hostname=settings.host,
        port=settings.port,
        timeout=timeout,
        local_hostname=_NAME,
        use_tls=settings.tls is TlsMode.IMPLICIT,
        start_tls=False,
        tls_context=context,
    )
    await smtp.connect()
    try:
        await smtp.ehlo()
        if settings.tls is TlsMode.STARTTLS:
            if not smtp.supports_extension("starttls"):
                raise _StartTlsMissing
            await smtp.starttls()
            await smtp.ehlo()
        if settings.username is not None:
            if not smtp.supports_extension("auth") or not smtp.supported_auth_methods:
                raise _LoginNotOffered
            await smtp.login(settings.username, settings.password or "")
        yield smtp
        with suppress(SMTPException, OSError):
            await smtp.quit()
    finally:
        smtp.close()


class _StartTlsMissing(SMTPException):
    def __init__(self) -> None:
        super().__init__("STARTTLS is not offered")


class _LoginNotOffered(SMTPException):
    def __init__(self) -> None:
        super().__init__("no login is offered")


def _failure(error: Exception, settings: MailSettings) -> MailFailure:
    """What an exception means. What the server said is kept, but never a login that it may repeat."""
    if isinstance(error, SMTPRecipientsRefused):
        return _recipients(error.recipients, settings)
    return MailFailure(_problem(error), _without_login(_said(error), settings))


def _problem(error: Exception) -> MailProblem:
    match error:
        case _StartTlsMissing():
            return MailProblem.STARTTLS_MISSING
        case _LoginNotOffered():
            return MailProblem.LOGIN_NOT_OFFERED
        case SMTPResponseException():
            return _refusal(error)
        case _:
            return _broken_connection(error)


def _refusal(error: SMTPResponseException) -> MailProblem:
    """What a server's answer means; 4xx: not now."""
    if error.code == 421 or (_is_temporary(error.code) and not isinstance(error, SMTPAuthenticationError)):
        return MailProblem.LATER
    match error:
        case SMTPAuthenticationError():
            return MailProblem.LATER if error.code == 454 else MailProblem.LOGIN_REFUSED
        case SMTPSenderRefused():
            return MailProblem.SENDER_REFUSED
        case SMTPRecipientRefused():
            return MailProblem.RECIPIENTS_REFUSED
        case SMTPDataError():
            return MailProblem.MAIL_REFUSED
        case _:
            return MailProblem.NO_MAIL_SERVER


def _broken_connection(error: Exception) -> MailProblem:
    causes = [*_causes(error)]
    for kind, problem in (
        (ssl.SSLCertVerificationError, MailProblem.CERTIFICATE),
        (ssl.SSLError, MailProblem.TLS_FAILED),
        (socket.gaierror, MailProblem.HOST_UNKNOWN),
        (ConnectionRefusedError, MailProblem.REFUSED),
        ((SMTPTimeoutError, TimeoutError), MailProblem.TIMEOUT),
        (SMTPServerDisconnected, MailProblem.DISCONNECTED),
        (ConnectionError, MailProblem.DISCONNECTED),
        (OSError, MailProblem.UNREACHABLE),
    ):
        if any(isinstance(cause, kind) and not _is_wrapper(cause, causes) for cause in causes):
            return problem
    return MailProblem.NO_MAIL_SERVER


def _is_wrapper(error: BaseException, causes: Sequence[BaseException]) -> bool:
    """The library raises one error for all that keeps it from connecting; what it was is its cause."""
    return isinstance(error, SMTPConnectError) and not isinstance(error, SMTPTimeoutError) and causes[-1] is not error


def _causes(error: BaseException | None) -> Iterable[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _is_temporary(code: int) -> bool:
    return 400 <= code < 500


def _recipients(refused: Sequence[SMTPRecipientRefused], settings: MailSettings) -> MailFailure:
    """Some or all recipients were refused."""
    temporary = all(_is_temporary(error.code) for error in refused)
    problem = MailProblem.LATER if temporary else MailProblem.RECIPIENTS_REFUSED
    said = "; ".join(f"{error.recipient}: {error.code} {error.message}" for error in refused)
    return MailFailure(problem, _without_login(said, settings), tuple(error.recipient for error in refused))


def _said(error: Exception) -> str:
    if isinstance(error, SMTPResponseException):
        return f"{error.code} {error.message}"
    return str([*_causes(error)][-1]) or type(error).__name__


def _without_login(text: str, settings: MailSettings) -> str:
    """What a server said, without the login in the forms in which it was told: in clear, and as SMTP encodes it."""
    username, password = settings.username or "", settings.password or ""
    for secret in (f"\0{username}\0{password}", password, username):
        for form in (base64.b64encode(secret.encode()).decode(), secret):
            if form.strip("\0"):
                text = text.replace(form, "•••")
    # The answer to a challenge (CRAM-MD5), and whatever else is encoded and long.
    return _LOOKS_SECRET.sub("•••", text)
