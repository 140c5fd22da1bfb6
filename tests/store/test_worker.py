"""The journal without blocking: in order, undisturbed by cancellation, readable while it is verified."""

import asyncio
from pathlib import Path
import threading
from typing import Any

import pytest

from custom_components.aurono.engine.portfolio import fold
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.store.errors import JournalConflict, JournalTooNew, JournalUnavailable, Trouble
from custom_components.aurono.store.journal import Entry, EventQuery, Journal
from custom_components.aurono.store.trades import TradeQuery
from custom_components.aurono.store.worker import JournalWorker, SyncWorker, Worker

from .build import ACCOUNT, SHADOW, entries, evaluated, order_events, quiet_events, tampered


@pytest.fixture(params=["thread", "sync"])
async def worker(request: pytest.FixtureRequest, path: Path) -> Any:
    """Both kinds of worker over a real journal."""
    opened: Worker = await JournalWorker.open(path) if request.param == "thread" else SyncWorker(Journal.open(path))
    yield opened
    await opened.close()


async def test_given_a_worker_when_every_call_is_made_then_it_answers_as_the_journal_does(worker: Worker) -> None:
    events = [*quiet_events(2), *order_events("o1", Side.BUY)]
    await worker.append(entries(events))

    assert (await worker.load(ACCOUNT)).portfolio == fold(events)
    assert (await worker.verify()).events == 9
    assert len((await worker.events(EventQuery(ACCOUNT))).events) == 9
    assert len((await worker.trades(TradeQuery(ACCOUNT))).trades) == 2
    with pytest.raises(JournalConflict):
        await worker.append([Entry(SHADOW, 1, evaluated(9))])


async def test_given_many_appends_at_once_when_awaited_then_they_are_committed_in_the_order_of_the_calls(
    path: Path,
) -> None:
    worker = await JournalWorker.open(path)
    placed = entries(quiet_events(60))

    await asyncio.gather(*(worker.append([entry]) for entry in placed))

    page = await worker.events(EventQuery(ACCOUNT, limit=500))
    await worker.close()
    assert [stored.event for stored in reversed(page.events)] == [entry.event for entry in placed]


class _SlowJournal:
    """Lets a test hold an append in the thread."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.appended = 0
        self.fail = False

    def append(self, _entries: object) -> None:
        self.go_on.wait(10)
        if self.fail:
            raise RuntimeError("broken")
        self.appended += 1

    def stop_reading(self) -> None:
        pass

    def close(self) -> None:
        pass


async def test_given_a_caller_cancelled_during_a_commit_then_it_learns_of_the_commit_and_ends_after() -> None:
    journal: Any = _SlowJournal()
    worker = JournalWorker(journal)
    steps: list[str] = []

    async def caller() -> None:
        await worker.append([])
        steps.append("committed")
        await asyncio.sleep(0)
        steps.append("went on")

    task = asyncio.create_task(caller())
    await asyncio.sleep(0.01)
    task.cancel()
    task.cancel()
    await asyncio.sleep(0.01)
    assert not task.done()
    journal.go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    await worker.close()

    assert (steps, journal.appended) == (["committed"], 1)


async def test_given_a_time_limit_passes_while_events_are_committed_then_it_ends_the_caller_after_them() -> None:
    journal: Any = _SlowJournal()
    worker = JournalWorker(journal)
    steps: list[str] = []

    async def caller() -> None:
        async with asyncio.timeout(0.01):
            asyncio.get_running_loop().call_later(0.03, journal.go_on.set)
            await worker.append([])
            steps.append("committed")
            await asyncio.sleep(1)

    with pytest.raises(TimeoutError):
        await caller()
    await worker.close()

    assert steps == ["committed"]
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0


async def test_given_a_cancelled_caller_whose_append_fails_then_it_learns_that_it_failed() -> None:
    journal: Any = _SlowJournal()
    journal.fail = True
    worker = JournalWorker(journal)

    task = asyncio.create_task(worker.append([]))
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.sleep(0.01)
    journal.go_on.set()
    with pytest.raises(RuntimeError, match="broken"):
        await task
    await worker.close()


async def test_given_a_newer_file_when_opened_then_it_raises_as_the_journal_does(path: Path) -> None:
    Journal.open(path).close()
    tampered(path, "PRAGMA user_version = 3")

    with pytest.raises(JournalTooNew):
        await JournalWorker.open(path)


async def test_given_the_loop_while_a_step_is_committed_then_it_goes_on(path: Path) -> None:
    worker = await JournalWorker.open(path)
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    turning = asyncio.create_task(turn())
    await worker.append(entries(quiet_events(300)))
    turning.cancel()
    await worker.close()

    assert turns > 10


async def test_given_appends_waiting_when_closed_then_they_are_committed_first(path: Path) -> None:
    worker = await JournalWorker.open(path)
    appending = [asyncio.create_task(worker.append([entry])) for entry in entries(quiet_events(20))]
    await asyncio.sleep(0)

    await worker.close()

    await asyncio.gather(*appending)
    journal = Journal.open(path)
    assert journal.load(ACCOUNT).portfolio == fold(quiet_events(20))
    journal.close()
    await worker.close()
    for call in (worker.append(entries(quiet_events(1))), worker.verify(), worker.events(EventQuery(ACCOUNT))):
        with pytest.raises(JournalUnavailable, match="closed"):
            await call
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("aurono")] == []


async def test_given_readers_at_work_when_closed_then_they_end_and_the_journal_is_whole(path: Path) -> None:
    worker = await JournalWorker.open(path)
    await worker.append(entries(quiet_events(3_000)))
    # More than any machine verifies before it gets round to closing.
    reading = [asyncio.create_task(worker.verify()) for _ in range(100)]
    await asyncio.sleep(0.02)

    await worker.close()

    ended = await asyncio.gather(*reading, return_exceptions=True)
    assert any(isinstance(end, JournalUnavailable) and end.trouble is Trouble.CLOSED for end in ended)
    journal = Journal.open(path)
    assert journal.verify().is_sound
    journal.close()
