"""Proves a part of a journal, in a process of its own (``proof``): ``standalone.py store FILE START HASH END``."""

from collections.abc import Sequence
from pathlib import Path

from .proof import Stretch, prove_alone


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 if every event of the part follows from the one before, 1 otherwise."""
    file, start, previous, end = arguments
    return 0 if prove_alone(Path(file), Stretch(int(start), bytes.fromhex(previous), int(end))) else 1
