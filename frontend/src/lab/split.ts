/** A history in two: what a rule is tuned on, and what it has not seen. */

import type { CandleTable } from "./table.ts";

export interface Split {
  readonly tuning: CandleTable;
  readonly unseen: CandleTable;
  /** When the unseen part opens (ms). */
  readonly at: number;
}

/** Candles in a part; with fewer it would tell nothing. */
export const LEAST_CANDLES = 20;

/** The first share of the candles and the rest; null where either would have too few. `share` is between 0 and 1. */
export function split(table: CandleTable, share: number): Split | null {
  const place = Math.round(table.count * share);
  const at = table.times[place];
  if (at === undefined || place < LEAST_CANDLES || table.count - place < LEAST_CANDLES) return null;
  return { tuning: table.slice(0, place), unseen: table.slice(place, table.count), at };
}
