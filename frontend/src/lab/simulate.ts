/** The simulation as the panel calls it: a rule over a table of candles. */

import type { MarketRules } from "../engine/market.ts";
import { ZERO, type Decimal } from "../engine/numbers.ts";
import { requireSlippage, simulateOwn, type LogEntry } from "../engine/simulation.ts";
import type { RuleStrategy } from "../engine/strategy.ts";
import { run } from "./fast/kernel.ts";
import { logOf } from "./fast/log.ts";
import { prepare } from "./fast/prepared.ts";
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
