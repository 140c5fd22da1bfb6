"""The command line of the lab; ``script/lab`` is its face."""

import argparse
from collections.abc import Sequence
import os
from pathlib import Path
import sys

from ..engine.timeframe import Timeframe
from .browser import simulate_in_node
from .candle_file import read_candles
from .log import to_json
from .simulators import SIMULATORS, Simulator
from .strategy_file import InvalidSetting, read_setting

BROWSER = "browser"
BAD_INPUT = 2
READER_GONE = 141
"""What a shell reports for a program that wrote to a closed pipe."""

_SIMULATE = """\
Run a strategy over candles from a file, with the engine that also trades, and print what happens as JSON lines: orders
planned, filled and expired, and at the end the books. Bad input is told line by line on standard error; nothing is
simulated then and the exit code is 2.
"""
_FILES = """\
candles:   CSV, plain or gzip, with the header timestamp_ms_open,open,high,low,close,volume and rising times (UTC
           milliseconds). For timeframe 1w a file of daily candles is read and the weeks are derived.
strategy:  JSON with three parts; numbers may be strings, and what is absent or null takes its default.
           strategy  pair, timeframe, buy_trigger, sell_trigger, buy_amount, sell_amount, allocated_capital, and as
                     wanted reference, cooldown, cooldown_reset, minimum_position, loss_protection, reinvest_profits,
                     rsi_period, rsi_max_for_buy, rsi_min_for_sell, order_timeout, starting_position (amount,
                     average_price)
           market    price_step or price_digits, amount_step, taker_fee (0.0025 is 0.25 %), and as wanted
                     min_amount, min_cost, settlement_step
           slippage  percent that market prices are worse by; 0 if absent
"""


def main(arguments: Sequence[str]) -> int:
    """Run a command of the lab and return its exit code: 0, or 2 for bad input."""
    options = _parser().parse_args(arguments)
    if options.engine == BROWSER:
        return simulate_in_node(options.candles, options.strategy, every=options.all)
    try:
        code = _simulate(options.candles, options.strategy, SIMULATORS[options.engine], every=options.all)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has seen enough. The interpreter flushes once more when it ends, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="script/lab", description="Ask what a strategy would have done.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    simulate_command = commands.add_parser(
        "simulate",
        help="run a strategy over candles from a file",
        description=_SIMULATE,
        epilog=_FILES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    simulate_command.add_argument("--candles", type=Path, required=True, metavar="FILE", help="the candles")
    simulate_command.add_argument(
        "--strategy", type=Path, required=True, metavar="FILE", help="the strategy and its market"
    )
    simulate_command.add_argument("--all", action="store_true", help="print the outcome of every evaluation, too")
    simulate_command.add_argument(
        "--engine",
        choices=[*SIMULATORS, BROWSER],
        default="fast",
        help="who simulates (default: %(default)s); all print the same. browser is the panel's engine and needs Node",
    )
    return parser


def _simulate(candles_path: Path, strategy_path: Path, simulate: Simulator, *, every: bool) -> int:
    setting = read_setting(strategy_path)
    timeframe = setting.timeframe if isinstance(setting, InvalidSetting) else setting.strategy.timeframe
    candles = read_candles(candles_path, Timeframe.D1 if timeframe is Timeframe.W1 else timeframe)
    if isinstance(setting, InvalidSetting):
        print(*setting.errors, *candles.errors, sep="\n", file=sys.stderr)
        return BAD_INPUT
    if candles.errors:
        print(*candles.errors, sep="\n", file=sys.stderr)
        return BAD_INPUT
    for entry in simulate(setting.strategy, setting.rules, candles.candles, setting.slippage, evaluated=every):
        print(to_json(entry))
    return 0
