"""Candles from downloaded files: every format as it is found in the wild, and every way in which a file is wrong."""

from decimal import Decimal
import gzip
import io
from pathlib import Path
import zipfile

import pytest

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.timeframe import DAY, HOUR, Timeframe
from custom_components.aurono.store import candle_text
from custom_components.aurono.store.archive import Span
from custom_components.aurono.store.candle_import import (
    MOST_ERRORS,
    CandleFile,
    FileFormat,
    RejectedFile,
    parts_of,
    read_candle_file,
)
from custom_components.aurono.store.candle_text import FileError, FileProblem

BTC = Pair("BTC", "EUR")
T0 = 1_704_067_200_000
"""2024-01-01 00:00 UTC."""
NOW = T0 + 1_000 * DAY
SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "import_samples"

OURS = """\
timestamp_ms_open,open,high,low,close,volume
1704067200000,100,110,90,105.5,1.5
1704070800000,105.5,106,104,1.05e2,0
"""
FIRST_GENERATION = """\
Timestamps are UTC timezone,https://www.CryptoDataDownload.com\r
Date,Symbol,Open,High,Low,Close,Volume BTC,Volume EUR\r
2024-01-01 01-PM,BTCEUR,104,106,103,105,0.1,10.5\r
2024-01-01 12-PM,BTCEUR,103,105,102,104,2,208\r
2024-01-01 01-AM,BTCEUR,101,104,100,103,3,309\r
2024-01-01 12-AM,BTCEUR,100,102,99,101,4,404\r
"""
SWAPPED = """\
https://www.CryptoDataDownload.com
unix,date,symbol,open,high,low,close,Volume BTC,Volume EUR
1704078000,2024-01-01 03:00:00,BTC/EUR,104,106,103,105,0.1,10.5
1704074400,2024-01-01 02:00:00,BTC/EUR,103,105,102,104,2,208
1704070800,2024-01-01 01:00:00,BTC/EUR,101,104,100,103,309,3
1704067200,2024-01-01 00:00:00,BTC/EUR,100,102,99,101,404,4
"""
MIXED = """\
https://www.CryptoDataDownload.com
unix,date,symbol,open,high,low,close,vwap,Volume BTC,Volume EUR,tradecount
1704078000,2024-01-01 03:00:00,BTC/EUR,104.0,106.0,103.0,105.0,104.5,0.1,10.45,7
1704074400,2024-01-01 02:00:00,BTC/EUR,103.0,105.0,102.0,104.0,103.5,2,207,31
1704070800.0,2024-01-01 01-AM,BTC/EUR,101,104,100,103,103,3,309,NULL
1704067200.0,2024-01-01 12-AM,BTC/EUR,100,102,99,101,101,4,404,NULL
"""
MILLIS = """\
Unix,Date,Symbol,Open,High,Low,Close,Volume BTC,Volume EUR,tradecount
1704240000000,2024-01-03,BTCEUR,104,106,103,105,0.1,10.5,7
1704153600000,2024-01-02,BTCEUR,103,105,102,104,2,208,31
1704067200000,2024-01-01,BTCEUR,100,102,99,101,4,404,20
"""
KRAKEN = """\
1704067200,100,102,99,101,4,20
1704081600,101,104,100,103,3,21
"""
COINGECKO = """\
snapped_at,price,market_cap,total_volume
2013-04-28 00:00:00 UTC,135.3,1500517590,0
"""


def read(text: str, timeframe: Timeframe = Timeframe.H1, *, pair: Pair = BTC, now: int = NOW) -> CandleFile:
    found = read_candle_file(text.encode(), pair, timeframe, now)
    assert isinstance(found, CandleFile), found
    return found


def rejected(
    raw: str | bytes, timeframe: Timeframe = Timeframe.H1, *, pair: Pair = BTC, now: int = NOW
) -> RejectedFile:
    found = read_candle_file(raw.encode() if isinstance(raw, str) else raw, pair, timeframe, now)
    assert isinstance(found, RejectedFile), found
    return found


def zipped(*texts: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files, with a folder and what macOS adds, which are no files of their own."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        archive.mkdir("prices")
        archive.writestr("__MACOSX/prices/._0.csv", b"\x00")
        for number, text in enumerate(texts):
            archive.writestr(f"prices/{number}.csv", text)
    return raw.getvalue()


def candle(hours: int, text: str) -> Candle:
    opened, high, low, close, volume = map(Decimal, text.split())
    return Candle(T0 + hours * HOUR, opened, high, low, close, volume)


def test_given_our_own_format_when_read_then_prices_and_volume_are_exact() -> None:
    file = read(OURS)

    assert file.format is FileFormat.AURONO
    assert file.candles == (candle(0, "100 110 90 105.5 1.5"), candle(1, "105.5 106 104 105 0"))
    assert file.unfinished is None


def test_given_am_and_pm_when_read_then_midnight_is_hour_0_noon_is_12_and_the_newest_is_left_out() -> None:
    file = read(FIRST_GENERATION)

    assert file.format is FileFormat.CRYPTODATADOWNLOAD
    assert [(row.open_time - T0) // HOUR for row in file.candles] == [0, 1, 12]
    assert file.candles[0] == candle(0, "100 102 99 101 4")
    assert file.unfinished == candle(13, "104 106 103 105 0.1")


def test_given_volumes_that_changed_places_when_read_then_those_in_base_are_taken() -> None:
    assert [row.volume for row in read(SWAPPED).candles] == [Decimal(4), Decimal(3), Decimal(2)]


def test_given_a_coin_below_one_when_its_volumes_are_read_then_the_larger_one_is_base() -> None:
    text = SWAPPED.replace("BTC/EUR", "DOGE/EUR").replace("101,404,4", "0.5,4,8").replace("100,102,99", "0.4,0.6,0.3")

    assert read(text, pair=Pair("DOGE", "EUR")).candles[0].volume == Decimal(8)


def test_given_formats_that_change_within_a_file_when_read_then_all_rows_are_understood() -> None:
    file = read(MIXED)

    assert [row.open_time for row in file.candles] == [T0, T0 + HOUR, T0 + 2 * HOUR]
    assert [row.volume for row in file.candles] == [Decimal(4), Decimal(3), Decimal(2)]
    assert file.unfinished is not None


def test_given_milliseconds_and_days_when_read_then_they_are_understood() -> None:
    file = read(MILLIS, Timeframe.D1)

    assert [row.open_time for row in file.candles] == [T0, T0 + DAY]
    assert file.unfinished is not None


def test_given_a_bulk_file_of_kraken_when_read_then_all_of_it_counts() -> None:
    file = read(KRAKEN, Timeframe.H4)

    assert file.format is FileFormat.KRAKEN
    assert file.candles == (candle(0, "100 102 99 101 4"), candle(4, "101 104 100 103 3"))
    assert file.unfinished is None


def test_given_a_newest_candle_that_still_runs_when_read_then_it_is_left_out_of_any_format() -> None:
    file = read(OURS, now=T0 + 2 * HOUR - 1)

    assert [row.open_time for row in file.candles] == [T0]
    assert file.unfinished is not None


@pytest.mark.parametrize("text", [OURS, FIRST_GENERATION, SWAPPED, MIXED])
def test_given_the_same_packed_or_with_blank_lines_when_read_then_it_is_the_same(text: str) -> None:
    packed = read_candle_file(gzip.compress(text.encode()), BTC, Timeframe.H1, NOW)
    in_zip = read_candle_file(zipped(text), BTC, Timeframe.H1, NOW)
    stored = read_candle_file(zipped(text, method=zipfile.ZIP_STORED), BTC, Timeframe.H1, NOW)
    marked = read_candle_file(b"\xef\xbb\xbf" + text.encode() + b"\n\n", BTC, Timeframe.H1, NOW)

    assert packed == in_zip == stored == marked == read(text)


def test_given_prices_that_no_market_has_when_read_then_they_stand_for_the_evaluation_to_judge() -> None:
    assert not read(OURS.replace("100,110,90", "100,80,90")).candles[0].is_valid


# -- wrong files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("", FileProblem.EMPTY),
        ("\n\n", FileProblem.EMPTY),
        (OURS.splitlines()[0], FileProblem.EMPTY),
        ("\n".join(SWAPPED.splitlines()[:3]), FileProblem.EMPTY),
        ("a,b\n1,2\n", FileProblem.UNKNOWN_FORMAT),
        ("<html>", FileProblem.UNKNOWN_FORMAT),
        (COINGECKO, FileProblem.PRICES_ONLY),
        (b"\xff\xfe\x00", FileProblem.NOT_TEXT),
        (gzip.compress(OURS.encode())[:-12], FileProblem.DAMAGED_GZIP),
        (b"\x1f\x8bnonsense", FileProblem.DAMAGED_GZIP),
        (zipped(), FileProblem.EMPTY),
        (zipped(""), FileProblem.EMPTY),
        (zipped(OURS)[:-12], FileProblem.DAMAGED_ZIP),
        (zipped(OURS, method=zipfile.ZIP_STORED).replace(b"105.5", b"106.5"), FileProblem.DAMAGED_ZIP),
        (zipped(OURS, method=zipfile.ZIP_BZIP2), FileProblem.DAMAGED_ZIP),
        (b"PK\x03\x04nonsense", FileProblem.DAMAGED_ZIP),
    ],
)
def test_given_what_is_no_file_of_candles_when_read_then_it_is_rejected_as_a_whole(
    raw: str | bytes, problem: FileProblem
) -> None:
    (error,) = rejected(raw).errors

    assert error.problem is problem


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("105.5,106", "105.5,106,1", FileError(3, FileProblem.COLUMNS, "7")),
        ("1704070800000,", "soon,", FileError(3, FileProblem.TIME_UNREADABLE, "soon")),
        ("1704070800000,", "1704070800000.5,", FileError(3, FileProblem.TIME_UNREADABLE, "1704070800000.5")),
        ("1704070800000,", "-5,", FileError(3, FileProblem.TIME_UNREADABLE, "-5")),
        ("1704070800000,", "1704070801000,", FileError(3, FileProblem.TIME_OFF_GRID, "2024-01-01 01:00:01")),
        ("1704070800000,", "1704067200000,", FileError(3, FileProblem.TIME_REPEATED, "2024-01-01 00:00:00")),
        ("105.5,106", "1o5,106", FileError(3, FileProblem.NOT_A_NUMBER, "1o5")),
        ("105.5,106", ",106", FileError(3, FileProblem.NOT_A_NUMBER, "")),
        ("105.5,106", "nan,106", FileError(3, FileProblem.NOT_A_NUMBER, "nan")),
        ("1.05e2,0", "105,-1", FileError(3, FileProblem.VOLUME_NEGATIVE, "-1")),
    ],
)
def test_given_a_wrong_line_when_read_then_it_is_named_with_its_reason(old: str, new: str, error: FileError) -> None:
    assert rejected(OURS.replace(old, new)).errors == (error,)


def test_given_several_wrong_lines_when_read_then_each_is_told_and_a_long_list_is_counted() -> None:
    lines = [f"{T0 + number * HOUR},x,1,1,1,1" for number in range(MOST_ERRORS + 20)]

    found = rejected("\n".join([OURS.splitlines()[0], *lines]))

    assert [error.line for error in found.errors] == list(range(2, MOST_ERRORS + 2))
    assert found.more == 20


def test_given_times_that_rise_and_fall_when_read_then_the_line_that_turns_is_named() -> None:
    rows = KRAKEN.splitlines()

    found = rejected("\n".join([*rows, rows[0]]), Timeframe.H4)

    assert [(error.line, error.problem) for error in found.errors] == [(3, FileProblem.TIME_OUT_OF_ORDER)]


def test_given_columns_that_contradict_each_other_when_read_then_it_is_rejected() -> None:
    found = rejected(SWAPPED.replace("1704070800,", "1704067200,", 1))

    assert found.errors[0] == FileError(5, FileProblem.TIMES_DIFFER, "2024-01-01 01:00:00")


def test_given_another_market_when_read_then_every_line_says_so() -> None:
    found = rejected(MILLIS, Timeframe.D1, pair=Pair("ETH", "EUR"))

    assert {(error.problem, error.value) for error in found.errors} == {(FileProblem.OTHER_PAIR, "BTCEUR")}


def test_given_another_timeframe_when_read_then_the_lines_off_its_grid_are_named() -> None:
    assert {error.problem for error in rejected(MIXED, Timeframe.H4).errors} == {FileProblem.TIME_OFF_GRID}


def test_given_candles_that_have_not_closed_when_read_then_only_the_newest_is_forgiven() -> None:
    (error,) = rejected(OURS, now=T0 + HOUR - 1).errors

    assert error == FileError(2, FileProblem.TIME_IN_FUTURE, "2024-01-01 00:00:00")


def test_given_a_file_too_large_when_unpacked_then_it_is_rejected_without_being_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(candle_text, "MOST_BYTES", 50)

    for raw in (OURS.encode(), gzip.compress(OURS.encode()), zipped(OURS)):
        assert rejected(raw).errors == (FileError(1, FileProblem.TOO_LARGE),)


def test_given_a_zip_that_lies_about_its_size_when_unpacked_then_no_more_is_taken_than_a_file_may_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(candle_text, "MOST_BYTES", 1000)
    raw = zipped("1" * 1_000_000)
    size = (1_000_000).to_bytes(4, "little")
    assert raw.count(size) == 2

    (error,) = rejected(raw.replace(size, (900).to_bytes(4, "little"))).errors

    assert error.problem in {FileProblem.TOO_LARGE, FileProblem.DAMAGED_ZIP}


def test_given_a_zip_of_several_files_when_read_then_none_is_guessed_and_their_number_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = (FileError(1, FileProblem.SEVERAL_FILES, "2"),)

    assert rejected(zipped(OURS, KRAKEN)).errors == expected

    # So many that their directory alone would take the memory of the house.
    monkeypatch.setattr(candle_text, "_MOST_ZIP_ENTRIES", 3)
    assert rejected(zipped(OURS, KRAKEN)).errors == (FileError(1, FileProblem.SEVERAL_FILES, "4"),)


def test_given_a_zip_with_a_password_when_read_then_it_is_said() -> None:
    raw = bytearray(zipped(OURS))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entry = archive.getinfo("prices/0.csv")
    # The flag stands in the file's own header, and in its entry of the directory.
    raw[entry.header_offset + 6] |= 1
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1

    assert rejected(bytes(raw)).errors == (FileError(1, FileProblem.ENCRYPTED_ZIP),)


def test_given_a_long_or_unprintable_value_when_named_then_it_is_cut_and_clean() -> None:
    (error,) = rejected(OURS.replace("105.5,106", f"{'x' * 100},106")).errors
    (other,) = rejected(OURS.replace("105.5,106", "a\x07b,106")).errors

    assert (len(error.value), other.value) == (61, "a?b")


# -- spans -----------------------------------------------------------------------------------------------------------


def test_given_short_and_long_gaps_when_split_then_only_the_long_ones_are_unknown() -> None:
    times = [0, 1, 5, 5 + 7 * 24, 5 + 7 * 24 + 7 * 24 + 1]
    rows = [candle(hours, "1 1 1 1 0") for hours in times]

    parts = parts_of(rows, Timeframe.H1)

    assert [part.span for part in parts] == [
        Span(T0, T0 + (6 + 7 * 24) * HOUR),
        Span(T0 + times[-1] * HOUR, T0 + (times[-1] + 1) * HOUR),
    ]
    assert [row for part in parts for row in part.candles] == rows


# -- the real thing --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/data/import_samples is not on this machine")
@pytest.mark.parametrize(
    ("name", "timeframe", "unfinished"),
    [
        ("cdd_v1_ampm_bitstamp_BTC-EUR_1h", Timeframe.H1, True),
        ("cdd_v2_unix_seconds_volume_swap_bitstamp_BTC-EUR_1h", Timeframe.H1, True),
        ("cdd_v2_mixed_formats_kraken_BTC-EUR_1h", Timeframe.H1, True),
        ("cdd_v3_unix_millis_binance_BTC-EUR_1d", Timeframe.D1, True),
        ("kraken_bulk_noheader_BTC-EUR_4h", Timeframe.H4, False),
    ],
)
def test_given_an_excerpt_of_a_real_file_when_read_then_every_line_becomes_a_valid_candle(
    name: str, timeframe: Timeframe, unfinished: bool
) -> None:
    raw = (SAMPLES / f"{name}.csv").read_bytes()
    rows = [line for line in raw.decode().splitlines() if "," in line and any(map(str.isdigit, line[:4]))]

    found = read_candle_file(raw, BTC, timeframe, 2_000_000_000_000)

    assert isinstance(found, CandleFile), found
    assert (found.unfinished is not None) is unfinished
    assert len(found.candles) == len(rows) - unfinished
    assert all(row.is_valid for row in found.candles)
    # As money no volume is more than such an exchange has in a day; of the wrong column it would be far more.
    assert max(row.volume * row.close for row in found.candles) < 500_000_000


@pytest.mark.skipif(not SAMPLES.exists(), reason="../shared/data/import_samples is not on this machine")
def test_given_a_real_file_of_coingecko_when_read_then_it_is_said_that_it_has_no_candles() -> None:
    raw = (SAMPLES / "coingecko_max_BTC-USD_1d.csv").read_bytes()

    found = read_candle_file(raw, Pair("BTC", "USD"), Timeframe.D1, 2_000_000_000_000)

    assert found == RejectedFile((FileError(1, FileProblem.PRICES_ONLY),))
