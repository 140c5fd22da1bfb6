"""The curve of an account: the first one, for which the journal is indexed, and those that follow.

Bar: the first at least 200,000 events a second of processor time; every further one at most 0.2 seconds of it, however
long the journal is.
"""

from pathlib import Path
import sys
import tempfile

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._events import ACCOUNT, fill_journal
from benchmarks._measure import arguments, cpu_seconds, finish
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.store.curve import CurveQuery
from custom_components.aurono.store.journal import Journal

FIRST_BAR = 200_000
NEXT_BAR = 0.2
ROUNDS = 5


def main() -> None:
    options = arguments(__doc__, events=300_000)
    query = CurveQuery(ACCOUNT, BookKind.SHADOW)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder, "journal.db")
        journal = Journal.open(path)
        fill_journal(journal, options.events)
        journal.close()
        firsts, nexts = [], []
        for _ in range(ROUNDS):
            journal = Journal.open(path)
            firsts.append(cpu_seconds(lambda: journal.curves(query)))  # noqa: B023 - called at once
            nexts.append(cpu_seconds(lambda: journal.curves(query)))  # noqa: B023
            journal.close()
    first, later = options.events / min(firsts), min(nexts)
    print(f"the first curve, indexed   {first:10,.0f} events/s")
    print(f"each further one           {later * 1000:10.1f} ms")
    finish(
        {
            f"first curve: {first:,.0f} events/s, at least {FIRST_BAR:,}": first >= FIRST_BAR,
            f"further curves: {later * 1000:.0f} ms, at most {NEXT_BAR * 1000:.0f}": later <= NEXT_BAR,
        },
        check=options.check,
    )


if __name__ == "__main__":
    main()
