"""A report as plain text, for whoever reads no HTML."""

from collections.abc import Iterable
from textwrap import wrap

from .lines import Line
from .story import Section, Story, Total

_WIDTH = 72
_PLAIN_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def render_text(story: Story) -> str:
    """The whole report, in lines of at most 72 characters where words allow it."""
    blocks = [_head(story)]
    if story.alerts:
        blocks.append([story.alerts_title, *(row for alert in story.alerts for row in _wrapped(f"! {alert}", "  "))])
    blocks += [[*_total(total)] for total in story.totals]
    blocks += [[*_section(section)] for section in story.sections]
    blocks.append(["--", *(row for text in story.footer for row in _wrapped(text))])
    # Hard spaces keep a sum together in HTML; not every reader of plain text shows them as spaces.
    return "\n\n".join("\n".join(block) for block in blocks).translate(_PLAIN_SPACES) + "\n"


def _head(story: Story) -> list[str]:
    title = _titled(f"AURONO {story.title}", story.marks)
    return [title, story.subtitle, "=" * min(_WIDTH, max(len(title), len(story.subtitle)))]


def _total(total: Total) -> Iterable[str]:
    yield _titled(total.title, total.marks)
    yield f"  {total.value}   {total.change}"
    for note in total.notes:
        yield from _wrapped(f"  {note}", "  ")
    if total.alt:
        yield from _wrapped(f"  {total.alt}", "  ")


def _section(section: Section) -> Iterable[str]:
    yield section.title
    yield "-" * len(section.title)
    for line in section.lines:
        yield from _line(line)
    if section.more:
        yield section.more


def _line(line: Line) -> Iterable[str]:
    head = _titled(line.text, line.marks)
    right = "  ".join(part for part in (line.right, *line.right_notes) if part)
    if len(head) + len(right) + 3 <= _WIDTH:
        yield f"{head}   {right}".rstrip()
    else:
        yield from _wrapped(head, "  ")
        if right:
            yield from _wrapped(f"  {right}", "  ")
    for note in line.notes:
        yield from _wrapped(f"  {note}", "  ")


def _titled(text: str, marks: tuple[str, ...]) -> str:
    return " ".join((text, *(f"[{mark}]" for mark in marks)))


def _wrapped(text: str, indent: str = "") -> list[str]:
    lead = text[: len(text) - len(text.lstrip())]
    return wrap(text.strip(), _WIDTH, initial_indent=lead, subsequent_indent=indent, break_long_words=False)
