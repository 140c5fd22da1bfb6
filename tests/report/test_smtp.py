"""Speaking to a mail server: what it takes, and each way in which it fails, told apart."""

import asyncio
import socket
import ssl

import pytest

from custom_components.aurono.report.mail import compose_plain, flat
from custom_components.aurono.report.smtp import TIMEOUT, MailFailure, MailProblem, MailSettings, TlsMode, check, send

from .post_office import HOST, PASSWORD, USER, Authority, PostOffice, line

pytestmark = pytest.mark.usefixtures("socket_enabled")

SOON = 0.4
"""Seconds after which these tests give up on a server that says nothing."""


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.new()


def mail(*recipients: str) -> bytes:
    to = recipients or ("owner@example.org",)
    return flat(compose_plain("Hello", "It works", "aurono@example.org", to, identity="one", now=1_795_676_400_000))


async def problem(settings: MailSettings, trust: ssl.SSLContext, patience: float = TIMEOUT) -> MailProblem | None:
    """What checking and sending both say; they must agree."""
    checked = await check(settings, trust, patience)
    sent = await send(settings, trust, mail(*settings.recipients), settings.recipients, patience)
    assert sent is not None
    assert checked is not None
    assert checked.problem is sent.problem
    assert set(sent.recipients) == set(settings.recipients)
    for failure in (checked, sent):
        assert PASSWORD not in repr(failure)
    return sent.problem


@pytest.mark.parametrize("tls", list(TlsMode))
async def test_given_a_server_when_a_mail_is_sent_then_it_arrives(authority: Authority, tls: TlsMode) -> None:
    async with PostOffice(tls).open(authority.server()) as office:
        settings = office.settings()

        assert await check(settings, authority.trust) is None
        assert office.messages == []
        assert await send(settings, authority.trust, mail(), settings.recipients) is None

    assert [message["Subject"] for message in office.messages] == ["Hello"]
    assert office.delivered == [("owner@example.org",)]
    assert "Bcc" not in office.messages[0]


async def test_given_a_server_without_login_when_none_is_entered_then_it_is_not_asked_for(
    authority: Authority,
) -> None:
    async with PostOffice(TlsMode.NONE, logins=False).open(None) as office:
        assert await check(office.settings(), authority.trust) is None
        assert (await check(office.settings(username="a", password="b"), authority.trust)) == MailFailure(
            MailProblem.LOGIN_NOT_OFFERED, "no login is offered"
        )


async def test_given_a_name_that_nobody_has_then_the_host_is_unknown(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)

    assert await problem(PostOffice().settings(host="smtp.invalid", port=465), authority.trust) is (
        MailProblem.HOST_UNKNOWN
    )


@pytest.mark.parametrize("tls", list(TlsMode))
async def test_given_a_closed_port_then_the_connection_is_refused(authority: Authority, tls: TlsMode) -> None:
    with socket.socket() as closed:
        closed.bind((HOST, 0))
        settings = PostOffice(tls).settings(port=closed.getsockname()[1])

        assert await problem(settings, authority.trust) is MailProblem.REFUSED


@pytest.mark.parametrize("tls", list(TlsMode))
@pytest.mark.parametrize("greeting", [b"", b"220 post.example.org ESMTP\r\n"])
async def test_given_a_server_that_hangs_then_it_is_given_up(
    authority: Authority, tls: TlsMode, greeting: bytes
) -> None:
    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)
        await reader.read()
        writer.close()

    # To a greeting in the clear, TLS is no TLS; who says nothing at all is waited for.
    is_answer = tls is TlsMode.IMPLICIT and bool(greeting)
    async with line(hang) as port:
        settings = PostOffice(tls).settings(port=port)
        found = await problem(settings, authority.trust, TIMEOUT if is_answer else SOON)

    assert found is (MailProblem.TLS_FAILED if is_answer else MailProblem.TIMEOUT)


async def test_given_no_mail_server_then_it_is_told(authority: Authority) -> None:
    async def web(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await reader.read()
        writer.close()

    async def closed_today(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"554 no service here\r\n")
        await reader.read()
        writer.close()

    for talk in (web, closed_today):
        async with line(talk) as port:
            settings = PostOffice(TlsMode.NONE).settings(port=port)
            assert await problem(settings, authority.trust) is MailProblem.NO_MAIL_SERVER


@pytest.mark.parametrize("tls", [TlsMode.IMPLICIT, TlsMode.STARTTLS])
async def test_given_a_certificate_that_is_not_to_be_trusted_then_no_login_is_sent_unless_it_is_not_checked(
    authority: Authority, tls: TlsMode
) -> None:
    unverified = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    unverified.check_hostname = False
    unverified.verify_mode = ssl.CERT_NONE
    for shown in (Authority.new().server(), authority.server(host="127.0.0.2"), authority.server(expired=True)):
        async with PostOffice(tls).open(shown) as office:
            assert await problem(office.settings(), authority.trust) is MailProblem.CERTIFICATE
            assert await check(office.settings(verify=False), unverified) is None


async def test_given_tls_where_none_is_spoken_then_it_fails(authority: Authority) -> None:
    async with PostOffice(TlsMode.NONE).open(None) as office:
        settings = office.settings(tls=TlsMode.IMPLICIT)

        assert await problem(settings, authority.trust) is MailProblem.TLS_FAILED


async def test_given_a_server_without_starttls_then_nothing_more_is_said(authority: Authority) -> None:
    async with PostOffice(TlsMode.NONE).open(None) as office:
        settings = office.settings(tls=TlsMode.STARTTLS)

        assert await problem(settings, authority.trust) is MailProblem.STARTTLS_MISSING
    assert office.messages == []


@pytest.mark.parametrize("tls", list(TlsMode))
async def test_given_a_wrong_password_then_the_login_is_refused_and_stays_untold(
    authority: Authority, tls: TlsMode, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with PostOffice(tls).open(authority.server()) as office:
        settings = office.settings(password="not the password")

        assert await problem(settings, authority.trust) is MailProblem.LOGIN_REFUSED

    assert "not the password" not in caplog.text
    assert "not the password" not in repr(settings)


async def test_given_a_refused_sender_then_that_is_told(authority: Authority) -> None:
    refused = {"aurono@example.org": "550 5.7.1 not your address"}
    async with PostOffice(refused=refused).open(authority.server()) as office:
        assert await problem(office.settings(), authority.trust) is MailProblem.SENDER_REFUSED


async def test_given_one_refused_recipient_then_the_others_get_their_mail(authority: Authority) -> None:
    async with PostOffice(refused={"b@example.org": "550 5.1.1 no such user"}).open(authority.server()) as office:
        settings = office.settings(recipients=("a@example.org", "b@example.org"))

        checked = await check(settings, authority.trust)
        sent = await send(settings, authority.trust, mail(*settings.recipients), settings.recipients)

    expected = MailFailure(MailProblem.RECIPIENTS_REFUSED, "b@example.org: 550 5.1.1 no such user", ("b@example.org",))
    assert (checked, sent) == (expected, expected)
    assert office.delivered == [("a@example.org",)]


async def test_given_all_recipients_refused_then_nothing_is_delivered(authority: Authority) -> None:
    async with PostOffice(refused={"owner@example.org": "550 no"}).open(authority.server()) as office:
        assert await problem(office.settings(), authority.trust) is MailProblem.RECIPIENTS_REFUSED
    assert office.delivered == []


async def test_given_a_server_that_greylists_then_the_settings_hold_and_a_later_attempt_gets_through(
    authority: Authority,
) -> None:
    async with PostOffice(greylist=2).open(authority.server()) as office:
        settings = office.settings()

        assert await check(settings, authority.trust) is None
        first = await send(settings, authority.trust, mail(), settings.recipients)
        second = await send(settings, authority.trust, mail(), settings.recipients)

    assert first is not None
    assert (first.problem, first.recipients) == (MailProblem.LATER, settings.recipients)
    assert second is None
    assert len(office.delivered) == 1


@pytest.mark.parametrize(
    ("reply", "expected"),
    [("552 5.3.4 too large", MailProblem.MAIL_REFUSED), ("451 4.3.0 not now", MailProblem.LATER)],
)
async def test_given_a_refused_mail_then_what_the_server_said_is_told(
    authority: Authority, reply: str, expected: MailProblem
) -> None:
    async with PostOffice(data_reply=reply).open(authority.server()) as office:
        settings = office.settings()

        assert await check(settings, authority.trust) is None
        sent = await send(settings, authority.trust, mail(), settings.recipients)

    assert sent == MailFailure(expected, reply, settings.recipients)


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
async def test_given_a_server_that_hangs_up_in_the_middle_then_it_is_told(authority: Authority, step: str) -> None:
    async with PostOffice(drops=step).open(authority.server()) as office:
        settings = office.settings()
        failure = await send(settings, authority.trust, mail(), settings.recipients)

    assert failure is not None
    assert failure.problem is MailProblem.DISCONNECTED
    assert failure.recipients == settings.recipients


async def test_given_a_server_that_repeats_the_login_then_the_failure_does_not(authority: Authority) -> None:
    refused = {"aurono@example.org": f"550 {PASSWORD} is no good, {USER}"}
    async with PostOffice(refused=refused).open(authority.server()) as office:
        failure = await check(office.settings(), authority.trust)

    assert failure is not None
    assert PASSWORD not in failure.detail
    assert failure.problem is MailProblem.SENDER_REFUSED
