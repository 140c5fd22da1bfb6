/** The simulation as the panel calls it: a rule over a table of candles. */

import type { MarketRules } from "../engine/market.ts";
import { ZERO, type Decimal } from "../engine/numbers.ts";
import { simulateOwn, type LogEntry } from "../engine/simulation.ts";
import type { RuleStrategy } from "../engine/strategy.ts";
import type { CandleTable } from "./table.ts";

export interface SimulateOptions {
  /** By how many percent market prices are worse, 0 ≤ s < 100. */
  readonly slippage?: Decimal;
  /** Whether the log tells the outcome of every evaluation, or only what happens to orders. */
  readonly evaluated?: boolean;
}

/**
 * Run a strategy over a table; the last entry is the Final one.
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
  const log = simulateOwn(strategy, rules, own.candles(), slippage);
  return evaluated ? log : log.filter((entry) => entry.event !== "evaluated");
}

/** The candles that the strategy evaluates: the table, or for weeks what is derived from these days. */
export function ownTable(strategy: RuleStrategy, table: CandleTable): CandleTable {
  const own = strategy.timeframe === "1w" && table.timeframe === "1d" ? table.derive("1w") : table;
  if (own.timeframe !== strategy.timeframe) {
    throw new RangeError(
      `a strategy of ${strategy.timeframe} candles cannot be simulated over ${table.timeframe} candles`,
    );
  }
  return own;
}
