"""The developers' folder of reference data, which stands next to the repository and is not part of it."""

import csv
import gzip
from pathlib import Path

import pytest

_SHARED = Path(__file__).parents[3] / "shared"


def shared_file(name: str) -> Path:
    """A file of ../shared; a test that needs it is skipped where the folder is not there."""
    path = _SHARED / name
    if not path.is_file():
        pytest.skip(f"needs ../shared/{name}, which this machine does not have")
    return path


def shared_rows(name: str) -> list[dict[str, str]]:
    """The rows of a gzipped CSV file of ../shared, as text by column."""
    with gzip.open(shared_file(name), "rt") as file:
        return list(csv.DictReader(file))
