"""A mail server on loopback that does as told: takes mail, refuses in every way it can, hangs, hangs up."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
import ssl
import tempfile
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from custom_components.aurono.report.smtp import MailSettings, TlsMode

HOST = "127.0.0.1"
USER, PASSWORD = "owner@example.org", "correct horse battery staple"


@dataclass
class PostOffice:
    """What it does with what comes, and what it got."""

    tls: TlsMode = TlsMode.STARTTLS
    refused: dict[str, str] = field(default_factory=dict)
    """What it answers to a sender or recipient instead of taking it."""
    data_reply: str = ""
    """What it answers to a mail instead of taking it."""
    drops: str = ""
    """The step (MAIL, RCPT, DATA) at which it hangs up."""
    lets_in: bool = True
    logins: bool = True
    """Whether it offers a login at all."""
    greylist: int = 0
    """How many attempts at a recipient it puts off."""
    messages: list[EmailMessage] = field(default_factory=list)
    delivered: list[tuple[str, ...]] = field(default_factory=list)
    """The recipients of each message."""
    sessions: int = 0
    port: int = 0

    def settings(self, **changes: Any) -> MailSettings:
        """How to reach it."""
        known: dict[str, Any] = {
            "host": HOST,
            "port": self.port,
            "tls": self.tls,
            "verify": True,
            "sender": "aurono@example.org",
            "recipients": ("owner@example.org",),
            "username": USER if self.logins else None,
            "password": PASSWORD if self.logins else None,
        }
        return MailSettings(**{**known, **changes})

    # -- what aiosmtpd asks ------------------------------------------------------------------------------------------

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if (answer := self._answer(server, "MAIL", address)) is not None:
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if (answer := self._answer(server, "RCPT", address)) is not None:
            return answer
        if self.greylist > 0:
            self.greylist -= 1
            return "451 4.7.1 Greylisted, come again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if (answer := self._answer(server, "DATA", "")) is not None:
            return answer
        assert isinstance(envelope.content, bytes)
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        self.delivered.append(tuple(envelope.rcpt_tos))
        return "250 Taken"

    def _answer(self, server: SMTP, step: str, address: str) -> str | None:
        if self.drops == step:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
            return "421 gone"
        if step == "DATA":
            return self.data_reply or None
        return self.refused.get(address)

    def login(self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any) -> AuthResult:
        """Whether somebody is let in."""
        assert isinstance(given, LoginPassword)
        right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right and self.lets_in, handled=False)

    @asynccontextmanager
    async def open(self, certificate: ssl.SSLContext | None) -> AsyncIterator[PostOffice]:
        """Serve on a free port; without a certificate there is no TLS."""
        starttls = certificate if self.tls is TlsMode.STARTTLS else None

        def protocol() -> SMTP:
            self.sessions += 1
            return SMTP(
                self,
                hostname="post.example.org",
                tls_context=starttls,
                authenticator=self.login if self.logins else None,
                auth_require_tls=False,
                auth_exclude_mechanism=None if self.logins else ["LOGIN", "PLAIN"],
                loop=asyncio.get_running_loop(),
            )

        server = await asyncio.get_running_loop().create_server(
            protocol, HOST, 0, ssl=certificate if self.tls is TlsMode.IMPLICIT else None
        )
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            server.close_clients()
            await asyncio.sleep(0)


@asynccontextmanager
async def line(talk: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Any]) -> AsyncIterator[int]:
    """A port where somebody talks as told, who need not be a mail server."""
    server = await asyncio.start_server(talk, HOST, 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        server.close_clients()
        await asyncio.sleep(0)


@dataclass(frozen=True)
class Authority:
    """Somebody who signs certificates, and what trusts nobody else."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def new(cls) -> Authority:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
        signs = x509.KeyUsage(
            digital_signature=False,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        builder = (
            _builder(name, name, key)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
            .add_extension(signs, True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        )
        return cls(key, builder.sign(key, hashes.SHA256()))

    @property
    def trust(self) -> ssl.SSLContext:
        """What a client trusts."""
        return ssl.create_default_context(cadata=self.certificate.public_bytes(serialization.Encoding.PEM).decode())

    def server(self, *, host: str = HOST, expired: bool = False) -> ssl.SSLContext:
        """What a server of this address shows."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        builder = (
            _builder(name, self.certificate.subject, key, expired=expired)
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False)
        )
        signed = builder.sign(self.key, hashes.SHA256())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "server.pem")
            private = key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
            context.load_cert_chain(path)
        return context


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, expired: bool = False
) -> x509.CertificateBuilder:
    """Valid whatever the clock says: that of a test may stand still in another year."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2021 if expired else 2100, 1, 1, tzinfo=UTC))
    )
