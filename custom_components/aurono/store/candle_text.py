"""The text of a downloaded file: as it is, or packed, by gzip or as the only file of a zip."""

from dataclasses import dataclass
from enum import StrEnum
import io
import zipfile
import zlib

MOST_BYTES = 200_000_000
"""Size of a file, as it is and unpacked."""
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip begins: with its first file, or with its end where it is empty."""
_ZIP_ENTRY = b"PK\x01\x02"
_MOST_ZIP_ENTRIES = 10_000
_ZIP_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_MACOS = "__MACOSX/"
"""Where macOS puts what it knows of the files beside it."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
"""What reading a broken zip raises, according to where it is broken."""


class FileProblem(StrEnum):
    """What is wrong with a line, or with the file as a whole."""

    TOO_LARGE = "too_large"
    DAMAGED_GZIP = "damaged_gzip"
    DAMAGED_ZIP = "damaged_zip"
    ENCRYPTED_ZIP = "encrypted_zip"
    SEVERAL_FILES = "several_files"
    """A zip of more than one file, as Kraken's bulk download is: which one is meant?"""
    NOT_TEXT = "not_text"
    NOT_CSV = "not_csv"
    EMPTY = "empty"
    UNKNOWN_FORMAT = "unknown_format"
    PRICES_ONLY = "prices_only"
    """A price a day, as CoinGecko has it: no candles."""
    COLUMNS = "columns"
    TIME_UNREADABLE = "time_unreadable"
    TIME_OFF_GRID = "time_off_grid"
    TIME_REPEATED = "time_repeated"
    TIME_OUT_OF_ORDER = "time_out_of_order"
    TIME_IN_FUTURE = "time_in_future"
    TIMES_DIFFER = "times_differ"
    """Two columns name different times."""
    NOT_A_NUMBER = "not_a_number"
    VOLUME_NEGATIVE = "volume_negative"
    OTHER_PAIR = "other_pair"


@dataclass(frozen=True, slots=True)
class FileError:
    """What is wrong in a line (counted from 1); ``value`` is what stands there, cut where it is long."""

    line: int
    problem: FileProblem
    value: str = ""


def text_of(raw: bytes) -> str | FileError:
    """The text of a file. No more than ``MOST_BYTES`` of it are unpacked, whatever it says of its size."""
    unpacked: bytes | FileError = raw
    if len(raw) > MOST_BYTES:
        return FileError(1, FileProblem.TOO_LARGE)
    if raw.startswith(_GZIP):
        unpacked = _gunzipped(raw)
    elif raw.startswith(_ZIP):
        unpacked = _unzipped(raw)
    if isinstance(unpacked, FileError):
        return unpacked
    if len(unpacked) > MOST_BYTES:
        return FileError(1, FileProblem.TOO_LARGE)
    try:
        return unpacked.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return FileError(unpacked.count(b"\n", 0, error.start) + 1, FileProblem.NOT_TEXT)


def _gunzipped(raw: bytes) -> bytes | FileError:
    try:
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
        unpacked = unpacking.decompress(raw, MOST_BYTES + 1)
    except zlib.error as error:
        return FileError(1, FileProblem.DAMAGED_GZIP, str(error))
    if not unpacking.eof and len(unpacked) <= MOST_BYTES:
        return FileError(1, FileProblem.DAMAGED_GZIP)
    return unpacked


def _unzipped(raw: bytes) -> bytes | FileError:
    # Each entry costs far more memory once its directory is read than it takes there.
    if (entries := raw.count(_ZIP_ENTRY)) > _MOST_ZIP_ENTRIES:
        return FileError(1, FileProblem.SEVERAL_FILES, str(entries))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            files = [
                entry for entry in packed.infolist() if not entry.is_dir() and not entry.filename.startswith(_MACOS)
            ]
            if not files:
                return FileError(1, FileProblem.EMPTY)
            if len(files) > 1:
                return FileError(1, FileProblem.SEVERAL_FILES, str(len(files)))
            (file,) = files
            if file.flag_bits & _ENCRYPTED:
                return FileError(1, FileProblem.ENCRYPTED_ZIP)
            if file.compress_type not in _ZIP_METHODS:
                return FileError(1, FileProblem.DAMAGED_ZIP, str(file.compress_type))
            with packed.open(file) as unpacking:
                # Its end proves by a checksum that all of it is as it was.
                return unpacking.read(MOST_BYTES + 1)
    except _DAMAGED as error:
        return FileError(1, FileProblem.DAMAGED_ZIP, str(error))
