"""Finding decisions by their reason, page by page, so that a rare one keeps the journal's reader from nobody."""

from dataclasses import replace

from ..actions.service_fields import wrong
from ..engine.events import Evaluated
from ..engine.reason import Reason
from ..store.codec import kind_of_type
from ..store.queries import MOST, EventPage, EventQuery, StoredEvent
from ..store.worker import JournalWorker

DECISION = kind_of_type(Evaluated)
_MOST_PAGES = 20
"""Pages read for one answer that looks for reasons, so that a rare one cannot keep the journal's reader for long."""


async def find_events(journal: JournalWorker, query: EventQuery, reasons: frozenset[Reason]) -> EventPage:
    """A page of events; with reasons only decisions, and it may be short and still not be the last.

    Raises ServiceValidationError if reasons are asked of other kinds, and as ``Journal.events``.
    """
    if not reasons:
        return await journal.events(query)
    if query.kinds and DECISION not in query.kinds:
        raise wrong("reasons_without_decisions", kind=DECISION)
    found: list[StoredEvent] = []
    before = query.before
    for _ in range(_MOST_PAGES):
        page = await journal.events(replace(query, kinds=frozenset({DECISION}), before=before, limit=MOST))
        for stored in page.events:
            if isinstance(stored.event, Evaluated) and stored.event.reason in reasons:
                found.append(stored)
                if len(found) == query.limit:
                    return EventPage(tuple(found), stored.position)
        before = page.next
        if before is None:
            break
    return EventPage(tuple(found), before)
