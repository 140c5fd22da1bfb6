"""Appending one event a commit, against the bare minimum on the same disk: write the same bytes, then `fdatasync`.

Bar: at least 0.8 of the bare rate, in the same run. It goes on for as many commits as a busy hub makes in a day or two:
the first hundred are slower, because the log is still getting longer.
"""

from collections.abc import Iterable
from functools import partial
from itertools import batched
import os
from pathlib import Path
from statistics import median
import sys
import tempfile

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._events import history
from benchmarks._measure import arguments, finish, wall_seconds
from custom_components.aurono.store.codec import EVENTS, Entry
from custom_components.aurono.store.journal import Journal

BAR = 0.8
ROUNDS = 5
SLICE = 50


def main() -> None:
    options = arguments(__doc__, events=4_000)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        ratio = median(_round(Path(folder, str(number)), options.events) for number in range(ROUNDS))
    bar = f"append one event a commit: {ratio:.2f} of a bare fdatasync (median of {ROUNDS}), at least {BAR}"
    finish({bar: ratio >= BAR}, check=options.check)


def _round(folder: Path, events: int) -> float:
    """The journal's rate over the bare one; by turns in short slices, so that a busy moment of the disk meets both.

    The events of a slice are made just before it, as those of a step are: the processor still has them at hand.
    """
    folder.mkdir()
    journal = Journal.open(folder / "journal.db")
    file = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY)
    ours = bare = 0.0
    for entries in batched(history(events), SLICE, strict=False):
        records = [EVENTS.encode(entry).encode() + bytes(32) for entry in entries]
        ours += wall_seconds(partial(_append, journal, entries))
        bare += wall_seconds(partial(_write, file, records))
    os.close(file)
    journal.close()
    print(f"bare {events / bare:8,.0f}/s   journal {events / ours:8,.0f}/s   ratio {bare / ours:.2f}")
    return bare / ours


def _append(journal: Journal, entries: Iterable[Entry]) -> None:
    for entry in entries:
        journal.append([entry])


def _write(file: int, records: Iterable[bytes]) -> None:
    for record in records:
        os.write(file, record)
        os.fdatasync(file)


if __name__ == "__main__":
    main()
