"""Journals in a folder of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from custom_components.aurono.store.journal import Journal

type OpenJournal = Callable[..., Journal]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal of a test lies."""
    return tmp_path / "aurono" / "journal.db"


@pytest.fixture
def open_journal(path: Path) -> Iterator[OpenJournal]:
    """Open the journal; whatever is still open at the end is closed."""
    opened: list[Journal] = []

    def open_it(at: Path = path, **options: Any) -> Journal:
        journal = Journal.open(at, **{"busy_seconds": 0.05, **options})
        opened.append(journal)
        return journal

    yield open_it
    for journal in opened:
        journal.close()
