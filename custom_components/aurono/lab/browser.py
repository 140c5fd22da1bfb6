"""The panel's engine on the same files: it runs in Node, from the repository where it is built."""

from pathlib import Path
import subprocess
import sys

NOT_HERE = 1
_SCRIPT = Path(__file__).parents[3] / "script" / "lib" / "browser_engine.sh"


def simulate_in_node(candles: Path, strategy: Path, *, every: bool) -> int:
    """Simulate, print and return as ``simulate`` of the command line does; 1 where that engine cannot run."""
    if not _SCRIPT.is_file():
        print(
            "The browser's engine runs only from the repository of Aurono, not from an installation.", file=sys.stderr
        )
        return NOT_HERE
    options = ["--candles", str(candles), "--strategy", str(strategy), *(["--all"] if every else [])]
    # What it is given are two paths that it opens to read.
    return subprocess.run([_SCRIPT, "simulate", *options], check=False).returncode  # noqa: S603
