/** The simulation as the panel calls it: a rule over a table of candles. */

import type { MarketRules } from "../engine/market.ts";
import { ZERO, type Decimal } from "../engine/numbers.ts";
import { REASONS, type Reason } from "../engine/reason.ts";
import { requireSlippage, simulateOwn, type LogEntry } from "../engine/simulation.ts";
import type { RuleStrategy } from "../engine/strategy.ts";
import { run } from "./fast/kernel.ts";
import { logOf } from "./fast/log.ts";
import { CODES, prepare } from "./fast/prepared.ts";
import { fits } from "./fast/scale.ts";
import { ownTable } from "./own-table.ts";
import type { CandleTable } from "./table.ts";

export { ownTable };

export interface SimulateOptions {
  /** By how many percent market prices are worse, 0 ≤ s < 100. */
  readonly slippage?: Decimal;
  /** Whether the log tells the outcome of every evaluation, or only what happens to orders. */
  readonly evaluated?: boolean;
}

/**
 * Run a strategy over a table; the last entry is the Final one. The log is that of simulatePlainly, to the last digit.
 *
 * The table is of the strategy's timeframe; for weeks it may be of days, and the weeks are derived. Throws a RangeError
 * for another table, or for slippage that is none.
 */
export function simulate(
  strategy: RuleStrategy,
  rules: MarketRules,
  table: CandleTable,
  { slippage = ZERO, evaluated = true }: SimulateOptions = {},
): LogEntry[] {
  const own = ownTable(strategy, table);
  if (own.isNarrow && fits(rules)) {
    requireSlippage(slippage);
    const prepared = prepare(own);
    return logOf(strategy, prepared, run(strategy, rules, prepared, slippage), evaluated);
  }
  const log = simulateOwn(strategy, rules, own.candles(), slippage);
  return evaluated ? log : log.filter((entry) => entry.event !== "evaluated");
}

/** A run without an entry for each evaluation: for sliders, which show how many had each outcome. */
export interface CountedRun {
  /** What happened to orders; the last entry is the Final one. */
  readonly log: LogEntry[];
  /** How many evaluations had each outcome, in the order of the checks. */
  readonly reasons: ReadonlyMap<Reason, number>;
}

/** The same as simulate, a tenth of its time and more where the rule fires rarely. */
export function simulateAndCount(
  strategy: RuleStrategy,
  rules: MarketRules,
  table: CandleTable,
  slippage: Decimal = ZERO,
): CountedRun {
  const own = ownTable(strategy, table);
  if (own.isNarrow && fits(rules)) {
    requireSlippage(slippage);
    const prepared = prepare(own);
    const done = run(strategy, rules, prepared, slippage);
    const log = logOf(strategy, prepared, done, false);
    return { log, reasons: inOrder((reason) => done.counts[CODES[reason]] ?? 0) };
  }
  const complete = simulateOwn(strategy, rules, own.candles(), slippage);
  const counts = new Map<Reason, number>();
  for (const entry of complete) {
    if (entry.event === "evaluated") {
      counts.set(entry.reason, (counts.get(entry.reason) ?? 0) + 1);
    }
  }
  return {
    log: complete.filter((entry) => entry.event !== "evaluated"),
    reasons: inOrder((reason) => counts.get(reason) ?? 0),
  };
}

function inOrder(count: (reason: Reason) => number): ReadonlyMap<Reason, number> {
  const counts = REASONS.map((reason): [Reason, number] => [reason, count(reason)]);
  return new Map(counts.filter(([, times]) => times > 0));
}
