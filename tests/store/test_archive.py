"""Candles are kept with where they came from, holes are known as holes, and the exchange's own word stands."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
import sqlite3

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.timeframe import HOUR, Timeframe
from custom_components.aurono.store.archive import (
    LADDER,
    Archive,
    Contents,
    ImportCount,
    ImportPart,
    Series,
    Source,
    Span,
)
from custom_components.aurono.store.archive_worker import ArchiveWorker
from custom_components.aurono.store.errors import ArchiveDamaged, ArchiveTooNew, ArchiveUnavailable

START = 1_704_067_200_000
LATER = START + 10_000 * HOUR
SOL = Series("bitvavo", Pair("SOL", "EUR"), Timeframe.H1)


@pytest.fixture
def archive_path(tmp_path: Path) -> Path:
    return tmp_path / "candles.db"


@pytest.fixture
def archive(archive_path: Path) -> Iterator[Archive]:
    opened = Archive.open(archive_path)
    yield opened
    opened.close()


def candle(number: int, close: str = "100.50") -> Candle:
    price = Decimal(close)
    return Candle(START + number * HOUR, price, price + 1, price - 1, price, Decimal("1E+3"))


def span(first: int, end: int) -> Span:
    return Span(START + first * HOUR, START + end * HOUR)


def store(
    archive: Archive, first: int, end: int, numbers: list[int], close: str = "100", source: Source = Source.EXCHANGE
) -> None:
    archive.store(SOL, source, span(first, end), [candle(number, close) for number in numbers], now=LATER)


def closes(archive: Archive, first: int = 0, end: int = 100) -> dict[int, str]:
    return {
        (row.candle.open_time - START) // HOUR: f"{row.candle.close} {row.source}"
        for row in archive.rows(SOL, span(first, end))
    }


def test_given_candles_when_stored_then_they_come_back_as_they_were(archive: Archive) -> None:
    candles = [candle(0, "0.00000123"), candle(1, "64000.5"), replace(candle(3), low=Decimal(-1), volume=Decimal(0))]
    archive.store(SOL, Source.EXCHANGE, span(0, 5), candles, now=LATER)

    assert archive.candles(SOL, span(0, 5)) == tuple(candles)
    assert archive.candles(SOL, span(1, 3)) == (candles[1],)
    assert archive.candles(replace(SOL, exchange="kraken"), span(0, 5)) == ()


def test_given_an_answer_with_gaps_when_asked_then_inside_it_they_are_holes_and_outside_nothing_is_known(
    archive: Archive,
) -> None:
    store(archive, 2, 8, [2, 5, 6])

    assert archive.coverage(SOL) == (span(2, 8),)
    assert archive.holes(SOL, span(0, 10)) == (span(3, 5), span(7, 8))
    assert archive.unknown(SOL, span(0, 10)) == (span(0, 2), span(8, 10))
    assert archive.holes(SOL, span(2, 3)) == ()
    assert archive.unknown(SOL, span(3, 7)) == ()


def test_given_an_empty_answer_when_stored_then_all_of_it_is_a_hole(archive: Archive) -> None:
    store(archive, 0, 4, [])

    assert archive.holes(SOL, span(0, 4)) == (span(0, 4),)


def test_given_answers_that_touch_or_overlap_when_stored_then_their_coverage_is_one(archive: Archive) -> None:
    store(archive, 0, 4, [0])
    store(archive, 8, 10, [8])
    store(archive, 4, 6, [4])
    assert archive.coverage(SOL) == (span(0, 6), span(8, 10))
    store(archive, 5, 9, [5])
    assert archive.coverage(SOL) == (span(0, 10),)


def test_given_an_import_when_the_exchange_answered_before_or_after_then_the_exchange_stands(archive: Archive) -> None:
    store(archive, 0, 3, [0, 1], "100")
    store(archive, 1, 6, [1, 2, 3, 4], "200", Source.IMPORT)
    store(archive, 3, 5, [3], "300")

    assert closes(archive) == {
        0: "100 exchange",
        1: "100 exchange",
        2: "200 import",
        3: "300 exchange",
        4: "200 import",
    }
    assert archive.coverage(SOL, Source.EXCHANGE) == (span(0, 5),)
    assert archive.coverage(SOL, Source.IMPORT) == (span(1, 6),)
    assert archive.coverage(SOL) == (span(0, 6),)
    assert archive.unknown(SOL, span(0, 8), Source.EXCHANGE) == (span(5, 8),)
    assert [one.close for one in archive.candles(SOL, span(0, 9), Source.IMPORT)] == [200, 200]
    assert archive.holes(SOL, span(0, 6)) == (span(5, 6),)


@pytest.mark.parametrize("source", Source)
def test_given_a_later_answer_of_the_same_source_when_stored_then_it_replaces_and_removes_nothing(
    source: Source, archive: Archive
) -> None:
    store(archive, 0, 3, [0, 1, 2], "100", source)
    store(archive, 0, 3, [1], "101", source)

    assert closes(archive) == {0: f"100 {source}", 1: f"101 {source}", 2: f"100 {source}"}


@pytest.mark.parametrize(
    ("asked", "candles", "now", "message"),
    [
        (Span(START + 1, START + HOUR), [], LATER, "off the grid"),
        (Span(START, START + HOUR + 1), [], LATER, "off the grid"),
        (span(0, 3), [], START + 3 * HOUR - 1, "not closed"),
        (span(0, 3), [candle(3)], LATER, "does not follow"),
        (span(1, 3), [candle(0)], LATER, "does not follow"),
        (span(0, 3), [candle(1), candle(1)], LATER, "does not follow"),
        (span(0, 3), [candle(2), candle(1)], LATER, "does not follow"),
        (span(0, 3), [replace(candle(1), open_time=START + 1)], LATER, "does not follow"),
        (span(0, 3), [candle(0), replace(candle(1), parts_valid=False)], LATER, "derived"),
    ],
)
def test_given_an_answer_that_cannot_be_when_stored_then_it_is_refused_and_nothing_is_kept(
    asked: Span, candles: list[Candle], now: int, message: str, archive: Archive
) -> None:
    with pytest.raises(ValueError, match=message):
        archive.store(SOL, Source.EXCHANGE, asked, candles, now=now)

    assert closes(archive) == {}
    assert archive.coverage(SOL) == ()


def test_given_weekly_candles_when_stored_then_their_grid_starts_on_monday(archive: Archive) -> None:
    weekly = replace(SOL, timeframe=Timeframe.W1)
    week = Span(START, START + Timeframe.W1.length)

    archive.store(weekly, Source.IMPORT, week, [replace(candle(0), open_time=START)], now=LATER)

    assert len(archive.candles(weekly, week)) == 1


def test_given_several_series_when_listed_then_each_says_how_much_there_is(archive: Archive) -> None:
    store(archive, 0, 9, [3, 7])
    other = Series("bitvavo", Pair("BTC", "EUR"), Timeframe.H1)
    archive.store(other, Source.EXCHANGE, span(0, 2), [candle(1)], now=LATER)

    assert archive.contents() == (
        Contents(other, 1, START + HOUR, START + HOUR, archive.revision(other), (span(0, 2),)),
        Contents(SOL, 2, START + 3 * HOUR, START + 7 * HOUR, archive.revision(SOL), (span(0, 9),)),
    )


def test_given_candles_when_others_replace_them_then_the_revision_is_another(archive: Archive) -> None:
    store(archive, 0, 3, [0, 1], "100", Source.IMPORT)
    first = archive.revision(SOL)

    store(archive, 2, 5, [2, 4])
    store(archive, 0, 3, [0, 1], "100", Source.EXCHANGE)
    assert archive.revision(SOL) == first, "nothing that was there looks different"

    store(archive, 0, 3, [1], "101")
    by_the_exchange = archive.revision(SOL)
    assert by_the_exchange != first
    archive.take_in(SOL, [part(0, "7", "7")], now=LATER)
    assert archive.revision(SOL) == by_the_exchange, "what the exchange answered stands"

    store(archive, 8, 9, [8], "100", Source.IMPORT)
    archive.take_in(SOL, [part(8, "8")], now=LATER)
    assert archive.revision(SOL) != by_the_exchange
    assert archive.revision(replace(SOL, exchange="kraken")) == 0


def test_given_an_archive_that_was_lost_when_made_again_then_its_revision_is_another(tmp_path: Path) -> None:
    revisions = set[int]()
    for name in ("lost", "new"):
        made = Archive(tmp_path / name)
        store(made, 0, 1, [0])
        revisions.add(made.revision(SOL))
        made.close()

    assert len(revisions) == 2


def test_given_a_file_of_the_first_schema_when_opened_then_its_candles_are_there_and_have_a_revision(
    archive_path: Path,
) -> None:
    old = sqlite3.connect(archive_path, autocommit=True)
    LADDER[0](old)
    old.execute("INSERT INTO series VALUES (1, 'bitvavo', 'SOL/EUR', '1h')")
    old.execute("INSERT INTO candles VALUES (1, ?, '100', '101', '99', '100', '1000', 'exchange')", (START,))
    old.execute("INSERT INTO coverage VALUES (1, 'exchange', ?, ?)", (START, START + HOUR))
    old.execute("PRAGMA application_id = 0x41555243")
    old.execute("PRAGMA user_version = 1")
    old.close()

    archive = Archive(archive_path)
    before = archive.revision(SOL)
    assert closes(archive) == {0: "100 exchange"}
    assert before > 0
    store(archive, 0, 1, [0], "102")
    assert archive.revision(SOL) == before + 1
    archive.close()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(Source), st.integers(0, 20), st.integers(1, 8), st.sets(st.integers(0, 28))),
        max_size=8,
    )
)
def test_given_any_answers_in_any_order_when_merged_then_the_rule_decides_every_candle(
    tmp_path_factory: pytest.TempPathFactory, answers: list[tuple[Source, int, int, set[int]]]
) -> None:
    archive = Archive(tmp_path_factory.mktemp("archive") / "candles.db")
    expected: dict[int, str] = {}
    known = set[int]()
    for serial, (source, first, length, numbers) in enumerate(answers):
        end = first + length
        rows = sorted(number for number in numbers if first <= number < end)
        store(archive, first, end, rows, str(serial + 2), source)
        known |= set(range(first, end))
        for number in rows:
            if source is Source.EXCHANGE or not expected.get(number, "").endswith("exchange"):
                expected[number] = f"{serial + 2} {source}"

    assert closes(archive) == expected
    holes = {
        (time - START) // HOUR for hole in archive.holes(SOL, span(0, 40)) for time in range(hole.start, hole.end, HOUR)
    }
    assert holes == known - set(expected)
    archive.close()


def test_given_an_archive_when_opened_again_then_all_is_there(archive: Archive, archive_path: Path) -> None:
    store(archive, 0, 3, [0, 2])
    archive.close()

    again = Archive(archive_path)
    assert closes(again) == {0: "100 exchange", 2: "100 exchange"}
    assert again.holes(SOL, span(0, 3)) == (span(1, 2),)
    again.close()


def test_given_an_archive_that_cannot_be_used_when_asked_then_it_is_said(archive: Archive, archive_path: Path) -> None:
    store(archive, 0, 3, [0, 2])
    connection = sqlite3.connect(archive_path, autocommit=True)
    connection.execute("UPDATE candles SET close = 'many'")
    with pytest.raises(ArchiveDamaged, match="cannot be read"):
        archive.candles(SOL, span(0, 3))

    connection.execute("BEGIN IMMEDIATE")
    archive._connection.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(ArchiveUnavailable):
        store(archive, 0, 3, [1])
    connection.execute("ROLLBACK")

    connection.execute("PRAGMA user_version = 99")
    connection.close()
    archive.close()
    with pytest.raises(ArchiveTooNew):
        Archive(archive_path)


async def test_given_a_worker_when_every_call_is_made_then_it_answers_as_the_archive_does(archive_path: Path) -> None:
    worker = await ArchiveWorker.open(archive_path)
    await worker.store(SOL, Source.EXCHANGE, span(0, 3), [candle(0), candle(2)], now=LATER)

    assert await worker.candles(SOL, span(0, 3)) == (candle(0), candle(2))
    assert [row.source for row in await worker.rows(SOL, span(0, 3))] == [Source.EXCHANGE] * 2
    assert await worker.coverage(SOL) == (span(0, 3),)
    assert await worker.unknown(SOL, span(0, 4)) == (span(3, 4),)
    assert await worker.holes(SOL, span(0, 4)) == (span(1, 2),)
    assert len(await worker.contents()) == 1
    await worker.close()


# -- files -----------------------------------------------------------------------------------------------------------


def part(first: int, *closes: str | None) -> ImportPart:
    """Candles that open from an hour on, None where there is none."""
    rows = tuple(candle(first + number, close) for number, close in enumerate(closes) if close is not None)
    return ImportPart(span(first, first + len(closes)), rows)


def test_given_a_file_when_taken_in_then_it_is_counted_what_is_new_changed_and_left(archive: Archive) -> None:
    archive.store(SOL, Source.EXCHANGE, span(0, 1), [candle(0, "100")], now=LATER)
    first = archive.take_in(SOL, [part(0, "1", "2", None, "4"), part(400, "5")], now=LATER)
    again = archive.take_in(SOL, [part(0, "1", "2.5", "3", "4")], now=LATER)

    assert first == ImportCount(added=3, replaced=0, kept=1)
    assert again == ImportCount(added=1, replaced=1, kept=2)
    assert [row.candle.close for row in archive.rows(SOL, span(0, 500))] == list(
        map(Decimal, ("100", "2.5", "3", "4", "5"))
    )
    assert archive.coverage(SOL, Source.IMPORT) == (span(0, 4), span(400, 401))


def test_given_a_file_with_one_wrong_part_when_taken_in_then_nothing_is_kept(archive: Archive) -> None:
    late = ImportPart(Span(LATER, LATER + HOUR), ())

    with pytest.raises(ValueError, match="not closed"):
        archive.take_in(SOL, [part(0, "1"), late], now=LATER)

    assert archive.contents() == ()
    assert archive.coverage(SOL) == ()


def test_given_a_disk_that_fails_half_way_when_a_file_is_taken_in_then_nothing_is_kept(archive: Archive) -> None:
    archive._connection.execute("CREATE TRIGGER full BEFORE INSERT ON coverage BEGIN SELECT RAISE(ABORT, 'full'); END")

    with pytest.raises(ArchiveDamaged):
        archive.take_in(SOL, [part(0, "1")], now=LATER)

    assert archive.rows(SOL, span(0, 10)) == ()


def test_given_candles_when_read_as_text_then_they_are_as_written_and_no_more_than_asked_for(archive: Archive) -> None:
    archive.store(SOL, Source.EXCHANGE, span(0, 3), [candle(number, "1.50") for number in range(3)], now=LATER)

    texts = archive.texts(SOL, span(1, 3), 1)

    assert [(text[0], text[4]) for text in texts] == [(span(1, 2).start, "1.5")]
    assert archive.texts(Series("nobody", SOL.pair, SOL.timeframe), span(0, 9), 5) == []
