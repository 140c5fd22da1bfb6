/** What is the same for every rule over a table: made once, so that a slider's next value finds it ready. */

import { gateRsi } from "../../engine/indicators.ts";
import { HUNDRED, plain, toNumber, tenTo, type Decimal } from "../../engine/numbers.ts";
import { REASONS, type Reason, type Side } from "../../engine/reason.ts";
import type { Reference } from "../../engine/strategy.ts";
import { lengthOf } from "../../engine/timeframe.ts";
import type { CandleTable } from "../table.ts";

/** The place of each reason among all: outcomes are kept as one byte for each candle. */
export const CODES = Object.fromEntries(REASONS.map((reason, code) => [reason, code])) as Readonly<
  Record<Reason, number>
>;

/** How far a ratio of doubles must be from a trigger to count: its error is below 1e-15. What is nearer is tested exactly. */
const MARGIN = 1e-12;

/** The candles that a rule may look at, given where its change is measured from. */
export interface Measured {
  /** The outcome of each candle that nothing triggers. */
  readonly outcomes: Uint8Array;
  /** How many candles have each outcome. */
  readonly counts: Int32Array;
  /** Close / reference price, where the candle can be evaluated; NaN elsewhere. */
  readonly ratio: Float64Array;
  /** The exact reference prices, in units of the table. */
  readonly reference: Float64Array;
}

/** A narrow table and what follows from it. */
export class Prepared {
  readonly table: CandleTable;
  readonly length: number;
  /** Exact prices, in units of the table. */
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** The least price of any valid candle, as a double; 1 without any. */
  readonly leastPrice: number;
  private readonly measured = new Map<Reference, Measured>();
  private readonly firing = new Map<string, Int32Array>();
  private readonly strengths = new Map<number, Float64Array>();
  private validCloses: Float64Array | null = null;
  private validBefore: Int32Array | null = null;

  /** Throws a RangeError for a table that is not narrow. */
  constructor(table: CandleTable) {
    const { units } = table.data;
    if (units === null) {
      throw new RangeError("only a narrow table can be prepared");
    }
    this.table = table;
    this.length = lengthOf(table.timeframe);
    ({ open: this.open, high: this.high, low: this.low, close: this.close } = units);
    let least = Number.POSITIVE_INFINITY;
    for (let place = 0; place < table.count; place++) {
      const price = table.low[place] ?? 0;
      if (table.valid[place] === 1 && price < least) {
        least = price;
      }
    }
    this.leastPrice = Number.isFinite(least) ? least : 1;
  }

  measuredFrom(reference: Reference): Measured {
    let measured = this.measured.get(reference);
    if (measured === undefined) {
      measured = this.measure(reference);
      this.measured.set(reference, measured);
    }
    return measured;
  }

  /** The places of the candles whose change meets a trigger, exactly. */
  firingAt(reference: Reference, side: Side, trigger: Decimal): Int32Array {
    const key = `${reference} ${side} ${plain(trigger)}`;
    let places = this.firing.get(key);
    if (places === undefined) {
      places = this.find(this.measuredFrom(reference), side, trigger);
      // Sliders ask for one trigger after the other: what was asked for long ago is let go.
      if (this.firing.size >= 64) {
        this.firing.delete(this.firing.keys().next().value ?? "");
      }
      this.firing.set(key, places);
    }
    return places;
  }

  /** The RSI of an evaluation at a valid candle; -1 where there are too few closes. */
  rsiAt(place: number, period: number): number {
    let known = this.strengths.get(period);
    if (known === undefined) {
      known = new Float64Array(this.table.count).fill(Number.NaN);
      this.strengths.set(period, known);
    }
    let value = known[place] ?? Number.NaN;
    if (Number.isNaN(value)) {
      const [closes, before] = this.gateCloses();
      value = gateRsi(closes, before[place] ?? 0, period) ?? -1;
      known[place] = value;
    }
    return value;
  }

  /** The closes of valid candles, and for each candle how many of them there are up to and including it. */
  private gateCloses(): [Float64Array, Int32Array] {
    if (this.validCloses === null || this.validBefore === null) {
      const { valid, close, count } = this.table;
      this.validCloses = close.filter((_, place) => valid[place] === 1);
      this.validBefore = new Int32Array(count);
      let seen = 0;
      for (let place = 0; place < count; place++) {
        seen += valid[place] ?? 0;
        this.validBefore[place] = seen;
      }
    }
    return [this.validCloses, this.validBefore];
  }

  private measure(from: Reference): Measured {
    const { times, valid, count } = this.table;
    const outcomes = new Uint8Array(count).fill(CODES.NO_SIGNAL);
    const ratio = new Float64Array(count).fill(Number.NaN);
    const reference = from === "open" ? this.open : new Float64Array(count);
    for (let place = 0; place < count; place++) {
      let isUsable = valid[place] === 1;
      if (from === "previous_close") {
        if (place === 0 || times[place - 1] !== (times[place] ?? 0) - this.length) {
          outcomes[place] = CODES.CANDLE_MISSING;
          continue;
        }
        isUsable &&= valid[place - 1] === 1;
        reference[place] = this.close[place - 1] ?? 0;
      }
      if (isUsable) {
        ratio[place] = (this.close[place] ?? 0) / (reference[place] ?? 0);
      } else {
        outcomes[place] = CODES.CANDLE_INVALID;
      }
    }
    const counts = new Int32Array(REASONS.length);
    for (const code of outcomes) {
      counts[code] = (counts[code] ?? 0) + 1;
    }
    return { outcomes, counts, ratio, reference };
  }

  private find({ ratio, reference }: Measured, side: Side, trigger: Decimal): Int32Array {
    const threshold = toNumber(HUNDRED.plus(trigger)) / 100;
    const margin = MARGIN * Math.max(1, threshold);
    const [low, high] = [threshold - margin, threshold + margin];
    const found = new Int32Array(ratio.length);
    let size = 0;
    for (let place = 0; place < ratio.length; place++) {
      const value = ratio[place] ?? 0;
      const isNear = value >= low && value <= high;
      // A ratio that is NaN is neither near nor beyond.
      const isBeyond = side === "buy" ? value < low : value > high;
      if (isBeyond || (isNear && this.fires(place, reference[place] ?? 0, side, trigger))) {
        found[size++] = place;
      }
    }
    return found.slice(0, size);
  }

  /** (close − r) × 100 against trigger × r, in whole numbers. */
  private fires(place: number, from: number, side: Side, trigger: Decimal): boolean {
    const reference = BigInt(from);
    const rise = (BigInt(this.close[place] ?? 0) - reference) * 100n * tenTo(trigger.decimals);
    const wanted = trigger.units * reference;
    return side === "buy" ? rise <= wanted : rise >= wanted;
  }
}

const prepared = new WeakMap<CandleTable, Prepared>();

/** What follows from a narrow table, kept for as long as the table is. */
export function prepare(table: CandleTable): Prepared {
  let ready = prepared.get(table);
  if (ready === undefined) {
    ready = new Prepared(table);
    prepared.set(table, ready);
  }
  return ready;
}
