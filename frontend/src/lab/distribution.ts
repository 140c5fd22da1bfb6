/** How much the candles of a history moved: a measure for choosing triggers, in doubles, about the past alone. */

import type { Reference } from "../engine/strategy.ts";
import { lengthOf } from "../engine/timeframe.ts";
import type { CandleTable } from "./table.ts";

/** A threshold so many standard deviations from the mean, and how often candles reached it. */
export interface SigmaLevel {
  readonly sigmas: number;
  /** In percent, as a trigger would be entered. */
  readonly change: number;
  /** Candles at or beyond it. */
  readonly candles: number;
}

export interface Bin {
  /** The span of changes in percent, its end not part of it. */
  readonly from: number;
  readonly to: number;
  readonly candles: number;
}

export interface Distribution {
  readonly candles: number;
  readonly mean: number;
  /** The standard deviation of the sample, in percent. */
  readonly sigma: number;
  readonly levels: readonly SigmaLevel[];
  readonly bins: readonly Bin[];
}

const SIGMAS = [-3, -2, -1, 1, 2, 3] as const;
const BINS_PER_SIGMA = 4;
const WIDEST = 4;

/** The change of each candle in percent from its reference, where both are there and valid; NaN where not. */
export function changes(table: CandleTable, reference: Reference): Float64Array {
  const length = lengthOf(table.timeframe);
  return Float64Array.from({ length: table.count }, (_, place) => {
    if (table.valid[place] !== 1) return Number.NaN;
    const close = table.close[place] ?? Number.NaN;
    if (reference === "open") return (close / (table.open[place] ?? Number.NaN) - 1) * 100;
    const isNext = place > 0 && (table.times[place - 1] ?? 0) + length === table.times[place];
    return isNext && table.valid[place - 1] === 1
      ? (close / (table.close[place - 1] ?? Number.NaN) - 1) * 100
      : Number.NaN;
  });
}

/** Null with fewer than two changes, or where nothing ever moved. */
export function distribution(table: CandleTable, reference: Reference): Distribution | null {
  const moved = changes(table, reference).filter((change) => !Number.isNaN(change));
  if (moved.length < 2) return null;
  const mean = moved.reduce((total, change) => total + change, 0) / moved.length;
  const sigma = Math.sqrt(moved.reduce((total, change) => total + (change - mean) ** 2, 0) / (moved.length - 1));
  if (sigma === 0) return null;
  const levels = SIGMAS.map((sigmas): SigmaLevel => {
    const change = mean + sigmas * sigma;
    return { sigmas, change, candles: moved.filter((one) => (sigmas < 0 ? one <= change : one >= change)).length };
  });
  return { candles: moved.length, mean, sigma, levels, bins: binned(moved, mean, sigma) };
}

/** Bins of a quarter of a sigma; what lies beyond four sigmas is in the outermost. */
function binned(moved: Float64Array, mean: number, sigma: number): Bin[] {
  const width = sigma / BINS_PER_SIGMA;
  const start = mean - WIDEST * sigma;
  const counts = new Array<number>(2 * WIDEST * BINS_PER_SIGMA).fill(0);
  for (const change of moved) {
    const at = Math.min(counts.length - 1, Math.max(0, Math.floor((change - start) / width)));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts.map((candles, at) => ({ from: start + at * width, to: start + (at + 1) * width, candles }));
}
