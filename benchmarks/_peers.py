"""The rule in vectorbt's order function and in backtesting.py, measured in .venv-bench; started by lab_speed.py.

vectorbt runs the whole rule: limit orders on the tick that rest, fill and expire, one at a time, loss protection,
capital with the fee, amounts on their step, money in whole cents; in doubles. It is given its fastest settings.
backtesting.py keeps books of its own and cannot express the amounts, so only its speed is of interest.
"""

import argparse
from collections.abc import Callable
import json
from pathlib import Path
from statistics import median
import sys
import time
from typing import Any
import warnings

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._measure import most_megabytes
from benchmarks._walk import Walk
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

COLUMNS_AT_ONCE = 250
"""So many rules of the sweep share a run: all 1,000 need 2.5 GB and are no faster."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", choices=["vectorbt", "backtesting"])
    parser.add_argument("case", choices=["hours", "minutes", "sweep"])
    parser.add_argument("walk", type=Path)
    parser.add_argument("repeats", type=int)
    given = parser.parse_args()
    walk = Walk.load(given.walk)
    rules = {"hours": [one_rule()], "minutes": [minute_rule()], "sweep": sweep_rules()}[given.case]
    work = vectorbt(walk, rules) if given.program == "vectorbt" else backtesting(walk, rules[0])
    fills, seconds = 0, []
    for _ in range(given.repeats):
        start = time.process_time()
        fills = work()
        seconds.append(time.process_time() - start)
    print(json.dumps({"seconds": median(seconds), "fills": fills, "megabytes": most_megabytes()}))


def vectorbt(walk: Walk, rules: list[Rule]) -> Callable[[], int]:
    """The work, compiled; it returns the number of fills."""
    from numba import njit  # noqa: PLC0415 - only one program is loaded
    from vectorbt import Portfolio  # noqa: PLC0415 - only one program is loaded
    from vectorbt.portfolio import nb  # noqa: PLC0415 - only one program is loaded

    side, limit, amount, ends, position, cost, free = range(7)
    life = LIFE_HOURS * 3_600_000 // walk.length
    fee, capital, protection = FEE_PERCENT / 100, CAPITAL, PROTECTION_PERCENT / 100
    order_nb, nothing_nb = nb.order_nb, nb.order_nothing_nb

    @njit
    def rule_nb(c, opened, high, low, closes, buy, sell, size, books):  # type: ignore[no-untyped-def]
        i, book = c.i, books[c.col]
        traded, price = 0.0, 0.0
        if book[side] != 0:
            if opened[i] <= book[limit] if book[side] > 0 else opened[i] >= book[limit]:
                traded, price = book[side] * book[amount], opened[i]
            elif low[i] <= book[limit] if book[side] > 0 else high[i] >= book[limit]:
                traded, price = book[side] * book[amount], book[limit]
            if traded > 0:
                paid = np.ceil(traded * price * (1 + fee) * 100) / 100
                book[position], book[cost], book[free] = book[position] + traded, book[cost] + paid, book[free] - paid
            elif traded < 0:
                book[free] += np.floor(-traded * price * (1 - fee) * 100) / 100
                book[cost] *= 1 + traded / book[position]
                book[position] += traded
            if traded != 0 or i >= book[ends]:
                book[side] = 0
        if book[side] == 0:
            change = (closes[i] - opened[i]) / opened[i]
            if change <= buy[c.col]:
                at = np.floor(opened[i] * (1 + buy[c.col]) * 100) / 100
                much = np.floor(size[c.col] / closes[i] * 1e8) / 1e8
                if much * at >= 5 and np.ceil(much * at * (1 + fee) * 100) / 100 <= book[free]:
                    book[side], book[limit], book[amount], book[ends] = 1, at, much, i + life
            elif change >= sell[c.col] and book[position] > 1e-9:
                floor = book[cost] * (1 + protection) / (book[position] * (1 - fee))
                if closes[i] >= floor:
                    at = np.ceil(max(opened[i] * (1 + sell[c.col]), floor) * 100) / 100
                    much = min(np.floor(size[c.col] / closes[i] * 1e8) / 1e8, book[position])
                    if (book[position] - much) * at < 5:
                        much = book[position]
                    if much * at >= 5:
                        book[side], book[limit], book[amount], book[ends] = -1, at, much, i + life
        if traded != 0:
            return order_nb(traded, price, fees=fee)
        return nothing_nb()

    opened, high, low, close = (column / 100 for column in (walk.opened, walk.high, walk.low, walk.close))
    triggers = [np.array([getattr(rule, name) for rule in rules]) for name in ("buy", "sell", "size")]
    triggers[0], triggers[1] = triggers[0] / 100, triggers[1] / 100

    def simulate(first: int, until: int, columns: np.ndarray[Any, Any]) -> int:
        books = np.zeros((until - first, 7))
        books[:, free] = capital
        portfolio = Portfolio.from_order_func(
            columns,
            rule_nb,
            opened,
            high,
            low,
            close,
            *(values[first:until] for values in triggers),
            books,
            init_cash=capital,
            update_value=False,
            fill_pos_record=False,
            ffill_val_price=False,
            max_orders=len(columns) if until - first == 1 else 1_000 * (until - first),
        )
        return len(portfolio.order_records)

    def work() -> int:
        fills = 0
        for first in range(0, len(rules), COLUMNS_AT_ONCE):
            until = min(len(rules), first + COLUMNS_AT_ONCE)
            columns = close if until - first == 1 else np.repeat(close[:, np.newaxis], until - first, axis=1)
            fills += simulate(first, until, columns)
        return fills

    # Compiled before the clock starts.
    until = min(2, len(rules))
    simulate(0, until, close[:100] if until == 1 else np.repeat(close[:100, np.newaxis], until, axis=1))
    return work


def backtesting(walk: Walk, rule: Rule) -> Callable[[], int]:
    """The work of the nearest that backtesting.py can do."""
    warnings.filterwarnings("ignore")
    from backtesting import Backtest, Strategy  # noqa: PLC0415 - only one program is loaded
    import pandas as pd  # noqa: PLC0415 - only one program is loaded

    life = LIFE_HOURS * 3_600_000 // walk.length

    class Near(Strategy):  # type: ignore[misc, no-any-unimported]
        def init(self) -> None:
            self.placed = 0

        def next(self) -> None:
            if self.orders:
                if len(self.data) - self.placed >= life:
                    for order in self.orders:
                        order.cancel()
                return
            opened, close = self.data.Open[-1], self.data.Close[-1]
            change = (close - opened) / opened * 100
            if change <= rule.buy:
                self.buy(size=rule.size / CAPITAL, limit=opened * (1 + rule.buy / 100))
                self.placed = len(self.data)
            elif change >= rule.sell and self.trades and close > self.trades[0].entry_price * 1.01:
                self.trades[0].close()

    frame = pd.DataFrame(
        {
            name: column / 100 / 1e6  # a millionth: its amounts are whole numbers
            for name, column in zip(
                ("Open", "High", "Low", "Close"), (walk.opened, walk.high, walk.low, walk.close), strict=True
            )
        },
        index=pd.to_datetime(walk.time, unit="ms"),
    )
    test = Backtest(frame, Near, cash=CAPITAL, commission=FEE_PERCENT / 100, finalize_trades=False)
    return lambda: int(test.run()["# Trades"])


if __name__ == "__main__":
    main()
