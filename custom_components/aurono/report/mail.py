"""A report as a mail: plain text, HTML and its pictures in one message, or as one page that needs nothing else."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
import re

from .chart import draw_curve
from .material import Report
from .render_html import render_html
from .render_text import render_text
from .story import MOST_LINES, Story, chart_name, has_chart, tell
from .words import Words

MOST_BYTES = 100_000
"""Gmail cuts a mail off behind 102 kB of HTML."""
_ADDRESS = re.compile(r"[!-9;=?A-Z\[\]^-~]+@[A-Za-z0-9.\[\]:-]+", re.ASCII)
_DOMAIN = "aurono.invalid"
"""A domain that is nobody's, for ids that must be unique and need not be found."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A report in all its forms; ``charts`` are PNG by name."""

    story: Story
    text: str
    charts: Mapping[str, bytes]

    @property
    def subject(self) -> str:
        """What the mail is about, on one line."""
        return self.story.subject

    def html(self, images: Mapping[str, str]) -> str:
        """The HTML with its pictures at these addresses."""
        return render_html(self.story, images)

    def page(self) -> str:
        """The HTML with its pictures in it."""
        images = {name: f"data:image/png;base64,{b64encode(png).decode()}" for name, png in self.charts.items()}
        return self.html(images)


def render(report: Report, words: Words, *, test: bool = False) -> Rendered:
    """Render a report, leaving out the oldest of long lists until a mail program shows all of it.

    Draws pictures and reads a file, so it belongs into a thread.
    """
    charts = {chart_name(purse): draw_curve(purse.curve, report.period) for purse in report.purses if has_chart(purse)}
    most = MOST_LINES
    while True:
        story = tell(report, words, most=most, test=test)
        rendered = Rendered(story, render_text(story), charts)
        if most == 1 or len(rendered.html(_addresses(rendered)).encode()) <= MOST_BYTES:
            return rendered
        most //= 2


def compose(rendered: Rendered, sender: str, recipients: tuple[str, ...], *, identity: str, now: int) -> EmailMessage:
    """The message of a report at a time (UTC ms). ``identity`` makes its id: sent again, it is the same message.

    Raises ValueError for an address that is none.
    """
    message = _envelope(rendered.subject, sender, recipients, identity, now)
    message.set_content(rendered.text, cte="quoted-printable")
    message.add_alternative(rendered.html(_addresses(rendered)), subtype="html", cte="quoted-printable")
    html = message.get_payload(1)
    assert isinstance(html, EmailMessage)
    for name, png in rendered.charts.items():
        html.add_related(
            png, "image", "png", cid=f"<{_content_id(name)}>", disposition="inline", filename=f"{name}.png"
        )
    return message


def compose_plain(
    subject: str, text: str, sender: str, recipients: tuple[str, ...], *, identity: str, now: int
) -> EmailMessage:
    """A short message without pictures, such as one that only proves that mail arrives; raises as ``compose``."""
    message = _envelope(subject, sender, recipients, identity, now)
    message.set_content(text, cte="quoted-printable")
    return message


def flat(message: EmailMessage) -> bytes:
    """A message as it is handed over. Takes a while for a report, so it belongs into a thread."""
    return message.as_bytes(policy=SMTP)


def _envelope(subject: str, sender: str, recipients: tuple[str, ...], identity: str, now: int) -> EmailMessage:
    message = EmailMessage()
    message["From"] = _address(sender, "Aurono")
    message["To"] = tuple(_address(recipient) for recipient in recipients)
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime.fromtimestamp(now / 1000, UTC))
    message["Message-ID"] = f"<{sha256(identity.encode()).hexdigest()[:32]}@{_DOMAIN}>"
    message["Auto-Submitted"] = "auto-generated"
    return message


def is_address(text: str) -> bool:
    """Whether mail can be sent to this: one plain address, without a name or anything that would change a header."""
    if not _ADDRESS.fullmatch(text):
        return False
    try:
        Address(addr_spec=text)
    except HeaderParseError, ValueError:
        return False
    return True


def _address(text: str, name: str = "") -> Address:
    if not is_address(text):
        raise ValueError(f"not a mail address: {text!r}")
    return Address(display_name=name, addr_spec=text)


def _addresses(rendered: Rendered) -> dict[str, str]:
    return {name: f"cid:{_content_id(name)}" for name in rendered.charts}


def _content_id(name: str) -> str:
    return f"{name}@{_DOMAIN}"
