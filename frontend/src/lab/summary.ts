/**
 * What a simulation came to: one exact record from its candles and its log; the twin of lab/summary.py, where every
 * figure is defined.
 */

import type { MarketRules } from "../engine/market.ts";
import { decimal, HUNDRED, largest, ONE, quotientHalfEven, ZERO, type Decimal } from "../engine/numbers.ts";
import type { Reason, Side } from "../engine/reason.ts";
import type { Final, LogEntry } from "../engine/simulation.ts";
import { startingCost, type RuleStrategy } from "../engine/strategy.ts";
import { lengthOf } from "../engine/timeframe.ts";
import { buyAndHold, monthlyBuying } from "./benchmarks.ts";
import { Equity, received } from "./equity.ts";
import { type CountedRun, ownTable, simulateAndCount } from "./simulate.ts";
import type { CandleTable } from "./table.ts";

/** What became of the invested money; null as percent without capital. */
export interface Result {
  readonly endValue: Decimal;
  readonly profit: Decimal;
  readonly profitPercent: Decimal | null;
}

/**
 * A simulation in figures, as lab/summary.py defines them. `candles` were evaluated, the first opened at `start` and the
 * last closed at `end` (ms, null without any). `drawdown` is percent.
 */
export interface Summary {
  readonly candles: number;
  readonly start: number | null;
  readonly end: number | null;
  readonly price: Decimal | null;
  readonly invested: Decimal;
  readonly result: Result;
  readonly fees: Decimal;
  readonly trades: number;
  readonly buys: number;
  readonly sells: number;
  readonly reasons: ReadonlyMap<Reason, number>;
  readonly drawdown: Decimal;
  readonly capitalUsed: Decimal;
  readonly capitalWanted: Decimal;
  readonly isSafe: boolean;
  readonly buyStreak: number;
  readonly sellStreak: number;
  readonly buyAndHold: Result;
  readonly monthly: Result;
}

/**
 * A simulation with what it came to and the curves to draw; `table` holds the candles that were evaluated, `log` what
 * happened to orders, the Final entry last.
 */
export interface Run {
  readonly strategy: RuleStrategy;
  readonly rules: MarketRules;
  readonly slippage: Decimal;
  readonly table: CandleTable;
  readonly log: readonly LogEntry[];
  readonly equity: Equity;
  readonly hold: Equity;
  readonly monthly: Equity;
  readonly summary: Summary;
}

/** Factor by which the capital grows until it never runs out. */
const MORE = decimal("1000000");

/** Run a strategy over a table and sum it up; errors are those of `simulate`. */
export function run(strategy: RuleStrategy, rules: MarketRules, rows: CandleTable, slippage: Decimal = ZERO): Run {
  const table = ownTable(strategy, rows);
  const { log, reasons } = simulateAndCount(strategy, rules, table, slippage);
  const wanted = capitalWanted(strategy, rules, table, slippage, log, reasons);
  const equity = Equity.ofLog(strategy, table, log);
  const curves = { equity, hold: buyAndHold(strategy, rules, table), monthly: monthlyBuying(strategy, rules, table) };
  const summary = summarize(strategy, table, log, reasons, wanted, curves);
  return { strategy, rules, slippage, table, log, ...curves, summary };
}

function summarize(
  strategy: RuleStrategy,
  table: CandleTable,
  log: readonly LogEntry[],
  reasons: ReadonlyMap<Reason, number>,
  wanted: Decimal,
  curves: Pick<Run, "equity" | "hold" | "monthly">,
): Summary {
  const final = finalOf(log);
  const last = table.lastValid;
  const price = last < 0 ? null : table.exactClose(last);
  const invested = investedIn(strategy);
  const worth = price === null ? final.cost : final.position.times(price);
  const sides: Side[] = [];
  let fees = ZERO;
  for (const entry of log) {
    if (entry.event !== "filled") continue;
    sides.push(entry.side);
    fees = fees.plus(entry.fee);
  }
  const held = (equity: Equity): Result => resultOf(strategy, price === null ? invested : equity.exact(last));
  const lastTime = table.times.at(-1);
  return {
    candles: table.count,
    start: table.times[0] ?? null,
    end: lastTime === undefined ? null : lastTime + lengthOf(strategy.timeframe),
    price,
    invested,
    result: resultOf(strategy, final.free.plus(final.reserved).plus(worth)),
    fees,
    trades: sides.length,
    buys: sides.filter((side) => side === "buy").length,
    sells: sides.filter((side) => side === "sell").length,
    reasons,
    drawdown: curves.equity.drawdown(),
    capitalUsed: capitalNeeded(strategy, log),
    capitalWanted: wanted,
    isSafe: strategy.allocatedCapital.isAtLeast(wanted),
    buyStreak: longestStreak(sides, "buy"),
    sellStreak: longestStreak(sides, "sell"),
    buyAndHold: held(curves.hold),
    monthly: held(curves.monthly),
  };
}

/** What the rule would have had tied up at most with capital that never runs out. */
function capitalWanted(
  strategy: RuleStrategy,
  rules: MarketRules,
  table: CandleTable,
  slippage: Decimal,
  log: readonly LogEntry[],
  reasons: ReadonlyMap<Reason, number>,
): Decimal {
  let rule = strategy;
  let counted: CountedRun = { log: [...log], reasons };
  while (counted.reasons.has("CAPITAL_INSUFFICIENT")) {
    rule = { ...rule, allocatedCapital: largest(ONE, rule.allocatedCapital).times(MORE) };
    counted = simulateAndCount(rule, rules, table, slippage);
  }
  return capitalNeeded(strategy, counted.log);
}

/** The most that the rule had tied up after placing a buy, over a log with or without evaluations. */
export function capitalNeeded(strategy: RuleStrategy, log: Iterable<LogEntry>): Decimal {
  const { startingPosition: starting, reinvestProfits } = strategy;
  let [position, cost] = starting === null ? [ZERO, ZERO] : [starting.amount, startingCost(starting)];
  let [spent, most] = [ZERO, ZERO];
  for (const entry of log) {
    if (entry.event === "filled") {
      const got = received(entry);
      spent = spent.minus(got);
      if (entry.side === "buy") {
        position = position.plus(entry.amount);
        cost = cost.minus(got);
      } else {
        const sold = entry.amount.equals(position) ? cost : quotientHalfEven(cost.times(entry.amount), position);
        cost = cost.minus(sold);
        position = position.minus(entry.amount);
      }
    } else if (entry.event === "planned" && entry.side === "buy") {
      most = largest(most, spent.plus(entry.reserved));
      if (!reinvestProfits) most = largest(most, cost.plus(entry.reserved));
    }
  }
  return most;
}

/** Allocated capital and the cost of what its owner had. */
export function investedIn(strategy: RuleStrategy): Decimal {
  const { startingPosition: starting, allocatedCapital } = strategy;
  return starting === null ? allocatedCapital : allocatedCapital.plus(startingCost(starting));
}

export function finalOf(log: readonly LogEntry[]): Final {
  const final = log.at(-1);
  if (final?.event !== "final") throw new RangeError("a log ends with the final books");
  return final;
}

function resultOf(strategy: RuleStrategy, endValue: Decimal): Result {
  const capital = strategy.allocatedCapital;
  const profit = endValue.minus(investedIn(strategy));
  return { endValue, profit, profitPercent: capital.isZero ? null : quotientHalfEven(profit.times(HUNDRED), capital) };
}

function longestStreak(sides: readonly Side[], side: Side): number {
  let [longest, now] = [0, 0];
  for (const one of sides) {
    now = one === side ? now + 1 : 0;
    longest = Math.max(longest, now);
  }
  return longest;
}
