"""Random cases, run by Python's engine and by the browser's: the complete logs must be the same to the character."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from custom_components.aurono.engine.errors import LedgerError
from custom_components.aurono.engine.simulation import LogEntry, simulate
from custom_components.aurono.lab.log import to_json
from tests.lab.fuzz import Case, Tally, draw

from .browser_engine import Answer, BrowserEngine
from .question import as_traded, question, readable


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two engines part."""

    seed: int
    case: Case
    told: str


@dataclass(slots=True)
class ParityTally(Tally):
    """What happened in many cases; ``fast_candles`` are those that the browser's fast simulator took."""

    fast_candles: int = 0


def drawn(seed: int) -> Case:
    """The case of this seed: of every three, two with prices as markets have them, one with whatever can be read."""
    case = readable(draw(seed))
    return as_traded(case) if seed % 3 else case


def differences(engine: BrowserEngine, seeds: Iterable[int], tally: ParityTally) -> Iterator[Difference]:
    """Every case of these seeds on which the browser's engine, plain or fast, says something else; all are counted."""
    for seed in seeds:
        case = drawn(seed)
        engine.send(question(case))
        log = _log(case)
        answer = engine.receive()
        tally.add(case, log)
        if answer.narrow:
            tally.fast_candles += len(case.candles)
        if told := difference(log, answer):
            yield Difference(seed, case, told)


def difference(log: list[LogEntry] | None, answer: Answer) -> str | None:
    """What the browser's engine tells otherwise than the log of Python's; None for the same."""
    expected = None if log is None else "".join(f"{to_json(entry)}\n" for entry in log)
    if answer.log != expected:
        return _first_difference("Python", expected, "browser", answer.log)
    for name, text in (("fast", answer.fast), ("without evaluations", answer.events)):
        if text is not None:
            return _first_difference("plain", expected, name, text)
    return None if answer.sweep is None else f"the sweep comes to {answer.sweep}"


def _log(case: Case) -> list[LogEntry] | None:
    try:
        return list(simulate(case.rule, case.market, case.candles, case.slippage))
    except LedgerError:
        return None


def _first_difference(one: str, expected: str | None, other: str, told: str | None) -> str:
    lines = ((expected or "the books broke").splitlines(), (told or "the books broke").splitlines())
    for place, (here, there) in enumerate(zip(*lines, strict=False)):
        if here != there:
            return f"entry {place}:\n  {one} {here}\n  {other} {there}"
    return f"{one} has {len(lines[0])} entries, {other} {len(lines[1])}"
