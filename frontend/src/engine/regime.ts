/** The market's regime: facts about price and its averages, no forecast (SEMANTICS section 11); the twin of engine/regime.py. */

import { sma } from "./indicators.ts";

/** Where one value stands to another. */
export type Relation = "above" | "equal" | "below";

/**
 * Where the last close stands to its simple moving averages, and these to each other. A fact is null until the closes
 * fill its longest window.
 */
export interface Regime {
  readonly priceToSma20: Relation | null;
  readonly priceToSma50: Relation | null;
  readonly priceToSma200: Relation | null;
  readonly sma50ToSma200: Relation | null;
}

/** The facts at the last of these closes, given in rising order of time. */
export function regime(closes: Float64Array | readonly number[]): Regime {
  const price = closes.at(-1) ?? null;
  const [short, middle, long] = [lastSma(closes, 20), lastSma(closes, 50), lastSma(closes, 200)];
  return {
    priceToSma20: relation(price, short),
    priceToSma50: relation(price, middle),
    priceToSma200: relation(price, long),
    sma50ToSma200: relation(middle, long),
  };
}

function lastSma(closes: Float64Array | readonly number[], period: number): number | null {
  return sma(closes.slice(-period), period).at(-1) ?? null;
}

function relation(value: number | null, other: number | null): Relation | null {
  if (value === null || other === null) {
    return null;
  }
  return value === other ? "equal" : value > other ? "above" : "below";
}
