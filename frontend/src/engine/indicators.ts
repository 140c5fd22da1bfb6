/**
 * Indicators of closing prices, as binary doubles (SEMANTICS section 11); the twin of engine/indicators.py.
 *
 * The one place of the engine where floats are right: an indicator is a measure, never money. Everything is computed
 * with plain operations from left to right, so that every language with IEEE-754 doubles gets the same bits. A value is
 * null until its full window is there. Closes are taken by position: holes are skipped, not filled.
 */

import { isValid, type Candle } from "./candle.ts";
import { toNumber } from "./numbers.ts";

/** How many closes the RSI gate of an evaluation looks back on, this one included. */
export const RSI_CLOSES = 250;

export type Series = (number | null)[];
type Closes = ArrayLike<number>;

/** Simple moving average: the mean of the last `period` closes, each summed anew from its oldest. */
export function sma(closes: Closes, period: number): Series {
  const values: Series = new Array<null>(Math.min(period - 1, closes.length)).fill(null);
  for (let end = period; end <= closes.length; end++) {
    values.push(mean(closes, end - period, end));
  }
  return values;
}

/** Exponential moving average, seeded with the mean of the first `period` closes; α = 2 / (period + 1). */
export function ema(closes: Closes, period: number): Series {
  if (closes.length < period) {
    return new Array<null>(closes.length).fill(null);
  }
  const alpha = 2 / (period + 1);
  let average = mean(closes, 0, period);
  const values: Series = new Array<null>(period - 1).fill(null);
  values.push(average);
  for (let place = period; place < closes.length; place++) {
    average += alpha * (at(closes, place) - average);
    values.push(average);
  }
  return values;
}

/** Relative strength index, 0 to 100 (J. Welles Wilder, New Concepts in Technical Trading Systems, 1978). */
export function rsi(closes: Closes, period: number): Series {
  const strengths: Series = [];
  averageMoves(closes, 0, closes.length, period, (gain, loss) => strengths.push(strength(gain, loss)));
  return [...new Array<null>(closes.length - strengths.length).fill(null), ...strengths];
}

/** Moving average convergence/divergence: the line, its signal, and the difference; one value per close. */
export interface Macd {
  readonly line: Series;
  readonly signal: Series;
  readonly histogram: Series;
}

/** EMA(fast) − EMA(slow), its EMA(smoothing) and their difference; each EMA is seeded with its own first closes. */
export function macd(closes: Closes, fast = 12, slow = 26, smoothing = 9): Macd {
  const line = difference(ema(closes, fast), ema(closes, slow));
  const known = line.filter((value) => value !== null);
  const signal = [...new Array<null>(line.length - known.length).fill(null), ...ema(known, smoothing)];
  return { line, signal, histogram: difference(line, signal) };
}

/** The closes that the RSI gate looks back on, candle by candle; an invalid candle's close is none of them. */
export class GateCloses {
  private closes: number[] = [];

  /** Take in the next candle. */
  add(candle: Candle): void {
    if (isValid(candle)) {
      this.closes.push(toNumber(candle.close));
      // Dropped now and then, not each time: cutting off the front of an array moves the rest.
      if (this.closes.length >= 2 * RSI_CLOSES) {
        this.closes = this.closes.slice(-RSI_CLOSES);
      }
    }
  }

  /** The RSI of these closes, of which it needs period + 1; null with fewer. */
  rsi(period: number): number | null {
    return gateRsi(this.closes, this.closes.length, period);
  }
}

/** The RSI that an evaluation compares: of the last 250 of the closes before `end`; null with too few. */
export function gateRsi(closes: Closes, end: number, period: number): number | null {
  let last: number | null = null;
  const start = Math.max(0, end - RSI_CLOSES);
  let [averageGain, averageLoss] = [0, 0];
  const steps = averageMoves(closes, start, end, period, (gain, loss) => {
    averageGain = gain;
    averageLoss = loss;
  });
  if (steps > 0) {
    last = strength(averageGain, averageLoss);
  }
  return last;
}

function difference(values: Series, others: Series): Series {
  return values.map((value, place) => {
    const other = others[place] ?? null;
    return value === null || other === null ? null : value - other;
  });
}

function at(values: Closes, place: number): number {
  const value = values[place];
  if (value === undefined) {
    throw new RangeError(`there is no close at ${place}`);
  }
  return value;
}

function mean(values: Closes, start: number, end: number): number {
  let total = 0;
  for (let place = start; place < end; place++) {
    total += at(values, place);
  }
  return total / (end - start);
}

/** Wilder's average gain and loss per close, from the first that has `period` moves behind it; tells how many. */
function averageMoves(
  closes: Closes,
  start: number,
  end: number,
  period: number,
  each: (gain: number, loss: number) => void,
): number {
  if (end - start <= period) {
    return 0;
  }
  let [gain, loss] = [0, 0];
  for (let place = start + 1; place <= start + period; place++) {
    const move = at(closes, place) - at(closes, place - 1);
    if (move > 0) {
      gain += move;
    } else {
      loss -= move;
    }
  }
  gain /= period;
  loss /= period;
  each(gain, loss);
  for (let place = start + period + 1; place < end; place++) {
    const move = at(closes, place) - at(closes, place - 1);
    gain = (gain * (period - 1) + (move > 0 ? move : 0)) / period;
    loss = (loss * (period - 1) + (move < 0 ? -move : 0)) / period;
    each(gain, loss);
  }
  return end - start - period;
}

function strength(gain: number, loss: number): number {
  if (loss === 0) {
    return gain === 0 ? 50 : 100;
  }
  return 100 - 100 / (1 + gain / loss);
}
