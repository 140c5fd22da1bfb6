"""How fast the lab simulates in Python: against vectorbt's order function, backtesting.py and the plain engine.

The work: a seeded walk of five years (`_walk.py`), 43,800 hours or 2,628,000 minutes; one rule; a sweep of 1,000 rules
over the hours. Every measurement is a fresh process with its candles ready, and gives the median of some repetitions in
CPU seconds of one thread. Programs take turns, and a ratio is the median of the rounds' ratios, so that a busy machine
counts for both. vectorbt runs the very same rule, in doubles, and must come to the same number of fills.

Minutes are no timeframe of a strategy: the fast simulator takes the length of a candle from its table, so the rule is
one of hours on a table of minutes, and its orders live for 4 hours.

`script/bench-setup` makes the environment of the other programs.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
import json
from pathlib import Path
from statistics import median
import subprocess
import sys
from tempfile import TemporaryDirectory
import time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._measure import REPOSITORY, finish, most_megabytes, open_package
from benchmarks._walk import Walk, hours, minutes
from benchmarks._work import (
    CAPITAL,
    FEE_PERCENT,
    LIFE_HOURS,
    PROTECTION_PERCENT,
    Rule,
    minute_rule,
    one_rule,
    sweep_rules,
)

open_package()

from custom_components.aurono.engine.candle import Candle  # noqa: E402
from custom_components.aurono.engine.market import MarketRules, Pair, Tick  # noqa: E402
from custom_components.aurono.engine.simulation import Filled, LogEntry, simulate  # noqa: E402
from custom_components.aurono.engine.strategy import RuleStrategy  # noqa: E402
from custom_components.aurono.engine.timeframe import Timeframe  # noqa: E402
from custom_components.aurono.lab import fast  # noqa: E402

PEERS = REPOSITORY / ".venv-bench" / "bin" / "python"
REPEATS = {"hours": 20, "minutes": 3, "sweep": 1, "plain": 3}
BARS = {"hours": 40, "minutes": 30, "sweep": 25}
"""So many times faster than vectorbt."""
SWEEP_MEGABYTES = 60
DENSE = 1.05
"""The most that the fast simulator may take of the plain engine's time, on a rule that fires at every candle."""

MARKET = MarketRules(
    pair=Pair("SOL", "EUR"),
    price_grid=Tick(Decimal("0.01")),
    amount_step=Decimal("1e-8"),
    min_amount=Decimal(0),
    min_cost=Decimal(5),
    settlement_step=Decimal("0.01"),
    taker_fee=Decimal(str(FEE_PERCENT)) / 100,
    maker_fee=Decimal(str(FEE_PERCENT)) / 100,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """CPU seconds of one piece of work, its fills, and the most memory that its process held."""

    seconds: float
    fills: int
    megabytes: float


def main() -> None:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit with an error where a bar is missed")
    parser.add_argument("--rounds", type=int, default=3, help="how often all take their turn (default: %(default)s)")
    parser.add_argument("--measure", nargs=2, metavar=("CASE", "WALK"), help="one measurement, in this process")
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(_measure(given.measure[0], Path(given.measure[1]))))
        return
    if not PEERS.exists():
        sys.exit("The programs to compare with are not installed: run script/bench-setup first.")
    with TemporaryDirectory() as folder:
        finish(_judge(Path(folder), given.rounds), check=given.check)


def _judge(folder: Path, rounds: int) -> dict[str, bool]:
    walk = minutes()
    walks = {"minutes": folder / "minutes.npz", "hours": folder / "hours.npz"}
    walk.save(walks["minutes"])
    hours(walk).save(walks["hours"])
    bars: dict[str, bool] = {}
    for case, times in BARS.items():
        path = walks["minutes" if case == "minutes" else "hours"]
        turns = [(_ours(case, path), _theirs("vectorbt", case, path)) for _ in range(rounds)]
        ratio = median(theirs.seconds / ours.seconds for ours, theirs in turns)
        _tell(f"{case}: Aurono", [ours for ours, _ in turns])
        _tell(f"{case}: vectorbt", [theirs for _, theirs in turns])
        bars[f"{case}: {times} times as fast as vectorbt: {ratio:.0f}"] = ratio >= times
        bars[f"{case}: as many fills as vectorbt"] = all(ours.fills == theirs.fills for ours, theirs in turns)
        if case == "sweep":
            most = max(ours.megabytes for ours, _ in turns)
            bars[f"sweep: less than {SWEEP_MEGABYTES} MB: {most:.0f}"] = most < SWEEP_MEGABYTES
    _tell("hours: backtesting.py", [_theirs("backtesting", "hours", walks["hours"]) for _ in range(rounds)])
    for case in ("rare", "dense"):
        turns = [(_ours(f"{case}-fast", walks["hours"]), _ours(f"{case}-plain", walks["hours"])) for _ in range(rounds)]
        share = median(quick.seconds / plain.seconds for quick, plain in turns)
        _tell(f"{case}, from candles to the whole log: Aurono", [quick for quick, _ in turns])
        _tell(f"{case}, from candles to the whole log: the plain engine", [plain for _, plain in turns])
        bars[f"{case}: at most {DENSE} of the plain engine's time: {share:.2f}"] = share <= DENSE
        bars[f"{case}: as many fills as the plain engine"] = all(one.fills == other.fills for one, other in turns)
    return bars


def _tell(name: str, turns: list[Figures]) -> None:
    seconds, megabytes = median(turn.seconds for turn in turns), max(turn.megabytes for turn in turns)
    print(f"{name:52s}{seconds * 1000:11.2f} ms{turns[0].fills:8d} fills{megabytes:7.0f} MB", flush=True)


def _ours(case: str, walk: Path) -> Figures:
    return _figures([sys.executable, __file__, "--measure", case, str(walk)])


def _theirs(program: str, case: str, walk: Path) -> Figures:
    command = [str(PEERS), str(Path(__file__).with_name("_peers.py")), program, case, str(walk)]
    return _figures([*command, str(REPEATS[case])])


def _figures(command: list[str]) -> Figures:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return Figures(**json.loads(done.stdout.splitlines()[-1]))


def _measure(case: str, path: Path) -> dict[str, float]:
    walk = Walk.load(path)
    work = _plain_or_fast(case, walk) if "-" in case else _sweep(walk) if case == "sweep" else _one(case, walk)
    fills, seconds = 0, []
    for _ in range(REPEATS.get(case, REPEATS["plain"])):
        start = time.process_time()
        fills = work()
        seconds.append(time.process_time() - start)
    return {"seconds": median(seconds), "fills": fills, "megabytes": most_megabytes()}


def _one(case: str, walk: Walk) -> Callable[[], int]:
    """One rule over a prepared table: its whole log but for the evaluations, of which vectorbt has none."""
    rule, table = _strategy(minute_rule() if case == "minutes" else one_rule()), _table(walk)
    table.measured(rule.reference)

    def work() -> int:
        table.found = None
        return _fills(list(fast.run(rule, MARKET, table, evaluated=False)))

    return work


def _sweep(walk: Walk) -> Callable[[], int]:
    """The end and the reasons of each rule."""
    rules, table = [_strategy(rule) for rule in sweep_rules()], _table(walk)
    return lambda: sum(fast.final(rule, MARKET, table).final.trades for rule in rules)


def _plain_or_fast(case: str, walk: Walk) -> Callable[[], int]:
    """The whole log, evaluations included, from candles of decimals: what `script/lab simulate --all` does."""
    columns = (walk.opened, walk.high, walk.low, walk.close)
    prices = ([Decimal(price).scaleb(-2) for price in column.tolist()] for column in columns)
    candles = [Candle(*row) for row in zip(walk.time.tolist(), *prices, strict=True)]
    rule = _strategy(one_rule() if case.startswith("rare") else Rule(-0.000001, 0.000001, 5))
    simulator = fast.simulate if case.endswith("fast") else simulate
    return lambda: _fills(list(simulator(rule, MARKET, candles)))


def _fills(log: list[LogEntry]) -> int:
    return sum(isinstance(entry, Filled) for entry in log)


def _table(walk: Walk) -> fast.Table:
    return fast.Table(
        walk.length, 2, time=walk.time, opened=walk.opened, high=walk.high, low=walk.low, close=walk.close
    )


def _strategy(rule: Rule) -> RuleStrategy:
    return RuleStrategy(
        pair=MARKET.pair,
        timeframe=Timeframe.H1,
        buy_trigger=Decimal(f"{rule.buy:f}"),
        sell_trigger=Decimal(f"{rule.sell:f}"),
        buy_amount=Decimal(str(rule.size)),
        sell_amount=Decimal(str(rule.size)),
        allocated_capital=Decimal(str(CAPITAL)),
        loss_protection=Decimal(str(PROTECTION_PERCENT)),
        order_timeout=LIFE_HOURS,
    )


if __name__ == "__main__":
    main()
