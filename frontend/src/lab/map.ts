/** The map over both triggers: what each pair of them would have come to on the part that is tuned on. */

import { decimal, plain, quotientHalfEven, toNumber, HUNDRED, type Decimal } from "../engine/numbers.ts";
import type { MarketRules } from "../engine/market.ts";
import type { RuleStrategy } from "../engine/strategy.ts";
import { finalOf, investedIn } from "./summary.ts";
import { ownTable, simulate } from "./simulate.ts";
import type { CandleTable } from "./table.ts";

export interface MapAxes {
  /** Decimal texts, from the one nearest to 0 on. */
  readonly buys: readonly string[];
  readonly sells: readonly string[];
}

/** What one pair of triggers came to: profit in percent of what was invested, and how often it traded. */
export interface MapCell {
  readonly profit: number;
  readonly trades: number;
}

/** Triggers from half a sigma to four, in so many steps, to a tenth of the step at most. */
export function axes(sigma: number, steps: number): MapAxes {
  const [low, high] = [sigma / 2, sigma * 4];
  const digits = Math.min(4, Math.max(1, 1 - Math.floor(Math.log10((high - low) / steps))));
  const values = Array.from({ length: steps }, (_, at) => (low + ((high - low) * at) / (steps - 1)).toFixed(digits));
  const texts = [...new Set(values.map((value) => plain(decimal(value))))].filter((value) => value !== "0");
  return {
    buys: texts.filter((value) => Number(value) < 100).map((value) => `-${value}`),
    sells: texts.filter((value) => Number(value) <= 1000),
  };
}

/** The cells row by row, a row for each buy trigger; each is given with its place as soon as it is known. */
export function* mapped(
  strategy: RuleStrategy,
  rules: MarketRules,
  rows: CandleTable,
  slippage: Decimal,
  { buys, sells }: MapAxes,
): Generator<MapCell> {
  const table = ownTable(strategy, rows);
  for (const buy of buys) {
    for (const sell of sells) {
      yield cellOf({ ...strategy, buyTrigger: decimal(buy), sellTrigger: decimal(sell) }, rules, table, slippage);
    }
  }
}

function cellOf(strategy: RuleStrategy, rules: MarketRules, table: CandleTable, slippage: Decimal): MapCell {
  const final = finalOf(simulate(strategy, rules, table, { slippage, evaluated: false }));
  const last = table.lastValid;
  const worth = last < 0 ? final.cost : final.position.times(table.exactClose(last));
  const invested = investedIn(strategy);
  const profit = final.free.plus(final.reserved).plus(worth).minus(invested);
  return {
    profit: invested.isZero ? 0 : toNumber(quotientHalfEven(profit.times(HUNDRED), invested)),
    trades: final.trades,
  };
}
