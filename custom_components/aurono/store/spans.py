"""Spans of time as sets: joined, and taken from one another."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open times from ``start`` up to, not including, ``end`` (UTC ms); never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"an empty span: {self.start} to {self.end}")


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same times in as few spans as possible, rising."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def without(span: Span, taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of a span, rising."""
    left: list[Span] = []
    start = span.start
    for part in joined(taken):
        if start < min(part.start, span.end):
            left.append(Span(start, min(part.start, span.end)))
        start = max(start, part.end)
    if start < span.end:
        left.append(Span(start, span.end))
    return tuple(left)
