"""Events as they are written to the journal: one record of canonical JSON each (``canonical``), and back.

Events of an older schema are lifted on reading by upcasters, one step at a time; what is on disk never changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
import re
from typing import Any

from ..engine.events import BOOK_EVENTS, SCHEMA_VERSION, STRATEGY_EVENTS, Event
from .canonical import Json, decode, decoder, dump, encode, encoder, parse
from .errors import CodecError

__all__ = ["EVENTS", "KINDS", "Entry", "EventCodec", "Upcaster", "decode", "encode", "kind_of", "kind_of_type"]

type Upcaster = Callable[[Json], Json]


def _kind(event_type: type[Event]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", event_type.__name__).lower()


KINDS: Mapping[str, type[Event]] = {_kind(event_type): event_type for event_type in (*STRATEGY_EVENTS, *BOOK_EVENTS)}
"""The name of every kind of event on disk. Renaming a class must keep its name here: a test pins them."""

_KIND_OF = {event_type: kind for kind, event_type in KINDS.items()}
_ENCODERS = {event_type: encoder(event_type) for event_type in KINDS.values()}
_DECODERS = {kind: decoder(event_type) for kind, event_type in KINDS.items()}


def kind_of(event: Event) -> str:
    """The name under which an event is stored; raises CodecError for what is none."""
    return kind_of_type(type(event))


def kind_of_type(event_type: type[Event]) -> str:
    """The name under which this kind of event is stored; raises CodecError for what is none."""
    try:
        return _KIND_OF[event_type]
    except KeyError:
        raise CodecError(f"{event_type.__name__} is not a kind of event") from None


@dataclass(frozen=True, slots=True)
class Entry:
    """An event and its place: the ``version``-th of its stream (``engine.events.stream_of``), counted from 1."""

    stream: str
    version: int
    event: Event


class EventCodec:
    """Writes events in the current schema and reads those of every earlier one.

    A record is ``{"stream", "version", "kind", "schema", "event": {...}}``. An upcaster under ``(kind, schema)`` turns
    the fields of such an event into those of ``schema + 1``; without one they did not change.
    """

    def __init__(
        self, upcasters: Mapping[tuple[str, int], Upcaster] | None = None, *, schema: int = SCHEMA_VERSION
    ) -> None:
        self.schema = schema
        self._upcasters = upcasters or {}

    def encode(self, entry: Entry) -> str:
        """The record of an event; raises CodecError if a field holds what it must not."""
        kind = kind_of(entry.event)
        event = _ENCODERS[type(entry.event)](entry.event)
        return dump(
            {"stream": entry.stream, "version": entry.version, "kind": kind, "schema": self.schema, "event": event}
        )

    def begins(self, record: bytes, stream: str, version: int, kind: str, time: int, strategy: str) -> bool:
        """Whether a record visibly says this of its event, without being decoded.

        False proves nothing: a record of an older schema begins differently, or one with a name that JSON escapes.
        """
        head = f'{{"stream":"{stream}","version":{version},"kind":"{kind}","schema":{self.schema},"event":'
        return record.startswith(f'{head}{{"time":{time},"strategy":"{strategy}"'.encode())

    def decode(self, record: str | bytes) -> Entry:
        """The event written so; raises CodecError for an unknown kind, schema or field, or a value out of bounds."""
        stream, version, kind, schema, event = _parts(record)
        if type(stream) is not str or type(version) is not int:
            raise CodecError("not the record of an event")
        return Entry(stream, version, self._event(kind, schema, event))

    def decode_event(self, record: str | bytes) -> Event:
        """The same without its place."""
        _, _, kind, schema, event = _parts(record)
        return self._event(kind, schema, event)

    def _event(self, kind: Any, schema: Any, data: Any) -> Event:
        if type(kind) is not str or (decode_fields := _DECODERS.get(kind)) is None:
            raise CodecError(f"unknown kind of event: {kind!r}")
        if schema != self.schema or type(schema) is not int:
            data = self._lifted(kind, schema, data)
        event: Event = decode_fields(data)
        return event

    def _lifted(self, kind: str, schema: Any, data: Any) -> Any:
        if type(schema) is not int or not 1 <= schema < self.schema:
            raise CodecError(f"{kind}: schema {schema!r} is unknown, the newest known is {self.schema}")
        for older in range(schema, self.schema):
            if (upcast := self._upcasters.get((kind, older))) is not None:
                try:
                    data = upcast(data)
                except (LookupError, TypeError, ValueError) as error:
                    raise CodecError(f"{kind}: schema {older} cannot be read: {error!r}") from error
        return data


_RECORD = ("stream", "version", "kind", "schema", "event")

EVENTS = EventCodec()


def _parts(record: str | bytes) -> tuple[Any, Any, Any, Any, Any]:
    """Stream, version, kind, schema and fields of a record."""
    data = parse(record)
    if type(data) is not dict or tuple(data) != _RECORD:
        raise CodecError("not the record of an event")
    stream, version, kind, schema, event = data.values()
    return stream, version, kind, schema, event
