"""Starting on a journal of a million events: opening it and loading its account from the last snapshot.

Bar: at most 0.1 s, after a clean shutdown and after a kill, which leaves as many events behind the snapshot as can be.
"""

from pathlib import Path
import sys
import tempfile

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._events import ACCOUNT, fill_journal, history
from benchmarks._measure import arguments, finish, wall_seconds
from custom_components.aurono.store.journal import SNAPSHOT_EVERY, Journal

BAR = 0.1
ROUNDS = 5
STEP = 1_000


def main() -> None:
    options = arguments(__doc__, events=1_000_000)
    # The last snapshot falls due one step before the end would be.
    events = options.events // SNAPSHOT_EVERY * SNAPSHOT_EVERY + SNAPSHOT_EVERY - STEP
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder, "journal.db")
        journal = Journal.open(path)
        fill_journal(journal, events, each=STEP)
        journal._since_snapshot = 0  # noqa: SLF001 - as a killed process, it leaves no snapshot of the end
        journal.close()
        killed = min(_start(path) for _ in range(ROUNDS))
        _append_one_and_close(path, events)
        clean = min(_start(path) for _ in range(ROUNDS))
    finish(
        {
            f"start on {events:,} events after a kill: {killed:.4f} s, at most {BAR}": killed <= BAR,
            f"start on {events:,} events after a clean shutdown: {clean:.4f} s, at most {BAR}": clean <= BAR,
        },
        check=options.check,
    )


def _start(path: Path) -> float:
    opened: list[Journal] = []

    def start() -> None:
        opened.append(Journal.open(path))
        opened[0].load(ACCOUNT)

    elapsed = wall_seconds(start)
    opened[0].close()
    return elapsed


def _append_one_and_close(path: Path, events: int) -> None:
    *_, last = history(events + 1)
    journal = Journal.open(path)
    journal.append([last])
    journal.close()


if __name__ == "__main__":
    main()
