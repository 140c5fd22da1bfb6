"""A report as HTML that mail programs show: tables, inline styles, nothing from elsewhere; all text is escaped."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
import re

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from .palette import COLOURS
from .story import Story

_TEMPLATE = Path(__file__).with_name("mail.html.j2")
_SIGNED_SUM = re.compile(r"(?:(?<= )|^)[+-][^ ]{1,24}(?= |$)")


def render_html(story: Story, images: Mapping[str, str]) -> str:
    """The whole page; ``images`` says by name where each chart of the story is found. Reads a file: not for a loop."""
    return _template().render(story=story, images=images, colours=COLOURS)


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["unparted"] = _unparted
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))


def _unparted(text: str) -> Markup:
    """A text in whose lines no sign stands apart from its sum."""
    kept = _SIGNED_SUM.sub(r'<span style="white-space:nowrap;">\g<0></span>', str(escape(text)))
    return Markup(kept)  # noqa: S704 - escaped above
