/** What a strategy was worth at each close of a simulation: doubles to draw, decimals where money is told. */

import { HUNDRED, largest, quotientHalfEven, toNumber, ZERO, type Decimal } from "../engine/numbers.ts";
import type { Filled, LogEntry } from "../engine/simulation.ts";
import type { RuleStrategy } from "../engine/strategy.ts";
import type { CandleTable } from "./table.ts";

/** From this place on, until the next stretch, cash (free and reserved) and position stay the same. */
interface Stretch {
  readonly start: number;
  readonly cash: Decimal;
  readonly position: Decimal;
}

/** How far two doubles of the same exact value may be apart, many times over. */
const MARGIN = 1e-9;

/**
 * The equity curve of `engine`-like books over the candles that were evaluated, after the fills within each candle.
 *
 * Invalid candles have no value: `values` is NaN there.
 */
export class Equity {
  readonly values: Float64Array;
  readonly #table: CandleTable;
  readonly #stretches: readonly Stretch[];

  constructor(table: CandleTable, stretches: readonly Stretch[]) {
    this.#table = table;
    this.#stretches = stretches;
    this.values = new Float64Array(table.count).fill(Number.NaN);
    stretches.forEach(({ start, cash, position }, at) => {
      const end = stretches[at + 1]?.start ?? table.count;
      const [money, coins] = [toNumber(cash), toNumber(position)];
      for (let place = start; place < end; place += 1) {
        if (table.valid[place] === 1) this.values[place] = money + coins * (table.close[place] ?? 0);
      }
    });
  }

  /** The equity of a simulation, from its log with or without evaluations. */
  static ofLog(strategy: RuleStrategy, table: CandleTable, log: Iterable<LogEntry>): Equity {
    let cash = strategy.allocatedCapital;
    let position = strategy.startingPosition?.amount ?? ZERO;
    const stretches: Stretch[] = [{ start: 0, cash, position }];
    for (const entry of log) {
      if (entry.event !== "filled") continue;
      cash = cash.plus(received(entry));
      position = entry.side === "buy" ? position.plus(entry.amount) : position.minus(entry.amount);
      stretches.push({ start: table.placeOf(entry.time), cash, position });
    }
    return new Equity(table, stretches);
  }

  /** The value at a place, exactly. */
  exact(place: number): Decimal {
    const { cash, position } = this.#at(place);
    return cash.plus(position.times(this.#table.exactClose(place)));
  }

  /**
   * The deepest fall below the highest value before it, in percent of that; 12 decimals, half-even.
   *
   * Doubles find the few places where it can be, decimals decide.
   */
  drawdown(): Decimal {
    const deepest = this.#roughDrawdown();
    let [lost, of] = [ZERO, HUNDRED];
    let [high, peaks]: [number, number[]] = [0, []];
    let exactHigh: Decimal | undefined;
    for (const place of this.#places()) {
      const value = this.values[place] ?? 0;
      if (value >= high * (1 - MARGIN)) {
        if (value * (1 - MARGIN) > high) peaks = [];
        high = Math.max(high, value);
        peaks.push(place);
        exactHigh = undefined;
      }
      if (high <= 0 || (high - value) / high < deepest - MARGIN) continue;
      exactHigh ??= largest(ZERO, ...peaks.map((peak) => this.exact(peak)));
      const fall = exactHigh.minus(this.exact(place));
      if (fall.sign > 0 && fall.times(of).isAbove(lost.times(exactHigh))) [lost, of] = [fall, exactHigh];
    }
    return quotientHalfEven(lost.times(HUNDRED), of);
  }

  /** By how many percent each value is below the highest before it, 0 or negative; NaN where there is no value. */
  underwater(): Float64Array {
    let high = 0;
    return this.values.map((value) => {
      if (Number.isNaN(value)) return value;
      high = Math.max(high, value);
      return high > 0 ? ((value - high) / high) * 100 : 0;
    });
  }

  #roughDrawdown(): number {
    let [high, deepest] = [0, 0];
    for (const value of this.values) {
      if (value > high) high = value;
      else if (high > 0 && (high - value) / high > deepest) deepest = (high - value) / high;
    }
    return deepest;
  }

  /** The places that have a value, of a stretch without coins only the first: its value stays the same. */
  *#places(): Generator<number> {
    for (const [at, { start, position }] of this.#stretches.entries()) {
      const end = this.#stretches[at + 1]?.start ?? this.#table.count;
      for (let place = start; place < end; place += 1) {
        if (this.#table.valid[place] !== 1) continue;
        yield place;
        if (position.isZero) break;
      }
    }
  }

  #at(place: number): Stretch {
    let [low, high] = [0, this.#stretches.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#stretches[middle]?.start ?? Infinity) <= place) low = middle;
      else high = middle - 1;
    }
    const found = this.#stretches[low];
    if (found === undefined) throw new RangeError("an equity curve has at least one stretch");
    return found;
  }
}

/** What a fill brings in quote after its fee; negative for a buy. */
export function received(fill: Filled): Decimal {
  const gross = fill.amount.times(fill.price);
  return fill.side === "buy" ? gross.plus(fill.fee).negated() : gross.minus(fill.fee);
}
