"""Appends steps of several events until it is killed, and says after each that it is committed."""

from pathlib import Path
import runpy
import sys

runpy.run_path(str(Path(__file__).parents[2] / "custom_components" / "aurono" / "standalone.py"))
sys.path.insert(0, str(Path(__file__).parents[2]))

from custom_components.aurono.store.journal import Journal  # noqa: E402
from tests.store.build import ACCOUNT, SHADOW, entries, evaluated  # noqa: E402

EVENTS_EACH = 3


def main() -> None:
    """Go on where the journal is, with a snapshot now and then."""
    journal = Journal.open(Path(sys.argv[1]), snapshot_every=30)
    versions = dict(journal.load(ACCOUNT).versions)
    while True:
        number = versions[SHADOW] - 1
        step = [evaluated(number + offset) for offset in range(EVENTS_EACH)]
        journal.append(entries(step, ACCOUNT, versions))
        sys.stdout.write(f"{versions[SHADOW]}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
