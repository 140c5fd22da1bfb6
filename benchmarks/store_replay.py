"""Replaying a whole account from its first event, every hash of the chain recomputed and compared.

Bar: at least 500,000 events a second, one event in ten being no evaluation. A second process proves most of the chain,
so what counts is time on the wall, with a second processor free. Beside it are shown the processor time of both, and
what one process can do at all: reading the same rows and hashing them, with nothing folded.
"""

from hashlib import sha256
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
import sys
import tempfile

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._events import ACCOUNT, fill_journal
from benchmarks._measure import arguments, cpu_seconds, finish, wall_seconds
from custom_components.aurono.store.journal import Journal

BAR = 500_000
ROUNDS = 5


def main() -> None:
    options = arguments(__doc__, events=300_000)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        journal = Journal.open(Path(folder, "journal.db"), snapshot_every=10**12)
        fill_journal(journal, options.events)
        limits, replays, work = [], [], []
        for _ in range(ROUNDS):
            limits.append(cpu_seconds(lambda: _only_hash(journal)))
            before = _processor_seconds()
            replays.append(wall_seconds(lambda: journal.load(ACCOUNT)))
            work.append(_processor_seconds() - before)
        at_a_start = cpu_seconds(lambda: journal.verify(folded=False))
        verify = cpu_seconds(journal.verify)
        journal.close()
    limit, replay = options.events / min(limits), options.events / min(replays)
    print(f"rows read and hashed only  {limit:10,.0f}/s")
    print(f"replayed, chain checked    {replay:10,.0f}/s   {replay / limit:.2f} of that")
    print(f"  of processor time        {options.events / min(work):10,.0f}/s")
    print(f"looked at as at a start    {options.events / at_a_start:10,.0f}/s")
    print(f"verified, all decoded      {options.events / verify:10,.0f}/s")
    finish({f"replay with chain check: {replay:,.0f} events/s, at least {BAR:,}": replay >= BAR}, check=options.check)


def _processor_seconds() -> float:
    """What this process and those that it started and saw end have used."""
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _only_hash(journal: Journal) -> None:
    previous = bytes(32)
    rows = journal._writer.execute("SELECT hash, CAST(record AS BLOB) FROM events ORDER BY position")  # noqa: SLF001
    for stored, record in rows:
        previous = sha256(previous + record).digest()
        if previous != stored:
            raise ValueError("the chain breaks")


if __name__ == "__main__":
    main()
