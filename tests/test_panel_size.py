"""The built panel is small enough for a phone on a slow line."""

import gzip
from pathlib import Path

BUILT = Path(__file__).parents[1] / "custom_components" / "aurono" / "frontend"
MOST = 250_000
"""Bytes, of all files together as a server that compresses would send them."""
EVERY_PAGE = 5_000
"""Bytes of the cards' file: what they show is loaded with the first one."""


def test_given_the_built_panel_when_compressed_then_it_is_at_most_250_kb() -> None:
    files = {path: len(gzip.compress(path.read_bytes())) for path in BUILT.rglob("*") if path.is_file()}

    assert [path.name for path in files if path.name.startswith("aurono-panel")] != []
    assert sum(files.values()) <= MOST, files


def test_given_the_file_that_every_page_of_home_assistant_loads_when_compressed_then_it_is_next_to_nothing() -> None:
    size = len(gzip.compress((BUILT / "aurono-cards.js").read_bytes()))

    assert size <= EVERY_PAGE
