/** The map over both triggers: what each pair of them would have come to on the part that is tuned on. */

import { decimal, plain, quotientHalfEven, toNumber, HUNDRED, ZERO, type Decimal } from "../engine/numbers.ts";
import type { MarketRules } from "../engine/market.ts";
import type { RuleStrategy } from "../engine/strategy.ts";
import { sweep } from "./fast/sweep.ts";
import { investedIn } from "./summary.ts";
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

/** The cells row by row, a row for each buy trigger; each is given as soon as it is known. */
export function* mapped(
  strategy: RuleStrategy,
  rules: MarketRules,
  table: CandleTable,
  slippage: Decimal,
  axes: MapAxes,
): Generator<MapCell> {
  const invested = investedIn(strategy);
  for (const { profit, final } of sweep(rulesOf(strategy, axes), rules, table, { slippage })) {
    const percent = invested.isZero ? ZERO : quotientHalfEven(profit.times(HUNDRED), invested);
    yield { profit: toNumber(percent), trades: final.trades };
  }
}

function* rulesOf(strategy: RuleStrategy, { buys, sells }: MapAxes): Generator<RuleStrategy> {
  for (const buy of buys) {
    for (const sell of sells) yield { ...strategy, buyTrigger: decimal(buy), sellTrigger: decimal(sell) };
  }
}
