"""The process: an inquiry on standard input, its answer on standard output, both pickled by the same code."""

from collections.abc import Sequence
import os
import pickle
import sys

from . import Inquiry, answer

_PATIENCE = 5
"""How much the process yields to all others; trading is never to wait for it."""


def main(_arguments: Sequence[str]) -> int:
    """Answer one inquiry; 0 once that is done. What goes wrong ends the process with its traceback."""
    os.nice(_PATIENCE)
    inquiry = pickle.load(sys.stdin.buffer)  # noqa: S301 - comes from the process that started this one
    if not isinstance(inquiry, Inquiry):
        raise TypeError(f"not an inquiry: {inquiry!r}")
    pickle.dump(answer(inquiry), sys.stdout.buffer)
    sys.stdout.buffer.flush()
    return 0
