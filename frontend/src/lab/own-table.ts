/** The candles that a strategy evaluates. */

import type { RuleStrategy } from "../engine/strategy.ts";
import type { CandleTable } from "./table.ts";

const weeks = new WeakMap<CandleTable, CandleTable>();

/**
 * The table itself, or for weeks what is derived from these days, which is kept for as long as they are. Throws a
 * RangeError for a table of another timeframe.
 */
export function ownTable(strategy: RuleStrategy, table: CandleTable): CandleTable {
  if (strategy.timeframe === "1w" && table.timeframe === "1d") {
    const derived = weeks.get(table) ?? table.derive("1w");
    weeks.set(table, derived);
    return derived;
  }
  if (table.timeframe !== strategy.timeframe) {
    throw new RangeError(`a strategy of ${strategy.timeframe} candles cannot use ${table.timeframe} candles`);
  }
  return table;
}
