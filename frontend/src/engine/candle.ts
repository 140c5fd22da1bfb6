/** A candle, and longer candles derived from shorter ones (SEMANTICS section 1); the twin of engine/candle.py. */

import { largest, smallest, sum, ZERO, type Decimal } from "./numbers.ts";
import { lengthOf, openAt, type Timeframe } from "./timeframe.ts";

/**
 * What an exchange reports for one interval, as it stands: a candle may be invalid, which an evaluation then says.
 *
 * `openTime` is in UTC milliseconds, prices in quote per base, volume in base. `partsValid` is false for a derived
 * candle of which a part was invalid.
 */
export interface Candle {
  readonly openTime: number;
  readonly open: Decimal;
  readonly high: Decimal;
  readonly low: Decimal;
  readonly close: Decimal;
  readonly volume: Decimal;
  readonly partsValid: boolean;
}

export function candle(openTime: number, open: Decimal, high: Decimal, low: Decimal, close: Decimal): Candle {
  return { openTime, open, high, low, close, volume: ZERO, partsValid: true };
}

/** All prices above 0, and the body inside the range. */
export function isValid(candle: Candle): boolean {
  const { open, high, low, close } = candle;
  return (
    candle.partsValid &&
    low.sign > 0 &&
    open.sign > 0 &&
    close.sign > 0 &&
    low.isAtMost(open) &&
    open.isAtMost(high) &&
    low.isAtMost(close) &&
    close.isAtMost(high)
  );
}

/** The candle with exactly this open time; never its neighbour, because exchanges leave holes. */
export function findCandle(candles: Iterable<Candle>, openTime: number): Candle | null {
  for (const candle of candles) {
    if (candle.openTime === openTime) {
      return candle;
    }
  }
  return null;
}

/**
 * Build the candles of a longer timeframe from those of a shorter one, given in rising order.
 *
 * A candle with missing parts is built from the parts present, one without any does not exist, an invalid part makes it
 * invalid. The first and the last are used only if the window, from the first row's open to the last row's close, holds
 * them whole. Throws a RangeError if the target is not a longer multiple of the source.
 */
export function deriveCandles(candles: readonly Candle[], source: Timeframe, target: Timeframe): Candle[] {
  return [...partsOf(candles, (candle) => candle.openTime, source, target)].map(([openTime, parts]) =>
    merge(openTime, parts),
  );
}

/** The parts of each longer candle that the window holds whole, with its open time. */
export function* partsOf<Row>(
  rows: readonly Row[],
  openTime: (row: Row) => number,
  source: Timeframe,
  target: Timeframe,
): Generator<[number, Row[]]> {
  const length = lengthOf(target);
  if (length <= lengthOf(source) || length % lengthOf(source) !== 0) {
    throw new RangeError(`${target} candles cannot be derived from ${source} candles`);
  }
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (first === undefined || last === undefined) {
    return;
  }
  const windowStart = openTime(first);
  const windowEnd = openTime(last) + lengthOf(source);
  let place = 0;
  while (place < rows.length) {
    const start = openAt(target, openTime(rows[place] ?? first));
    const parts: Row[] = [];
    for (let row = rows[place]; row !== undefined && openAt(target, openTime(row)) === start; row = rows[place]) {
      parts.push(row);
      place++;
    }
    if (start >= windowStart && start + length <= windowEnd) {
      yield [start, parts];
    }
  }
}

function merge(openTime: number, parts: readonly Candle[]): Candle {
  const [first, last] = [parts.at(0), parts.at(-1)];
  if (first === undefined || last === undefined) {
    throw new RangeError("a candle is derived from at least one part");
  }
  return {
    openTime,
    open: first.open,
    high: largest(first.high, ...parts.map((part) => part.high)),
    low: smallest(first.low, ...parts.map((part) => part.low)),
    close: last.close,
    volume: sum(parts.map((part) => part.volume)),
    partsValid: parts.every(isValid),
  };
}

/**
 * The timeframe to read for `target`: itself where the exchange offers it, else the longest that divides it. Weekly
 * candles are always derived from daily ones, or from what those are derived from. Null if nothing offered will do.
 */
export function longestSource(target: Timeframe, offered: Iterable<Timeframe>): Timeframe | null {
  let longest: Timeframe | null = null;
  for (const frame of offered) {
    const fits = frame !== "1w" && lengthOf(target) % lengthOf(frame) === 0;
    if (fits && (longest === null || lengthOf(frame) > lengthOf(longest))) {
      longest = frame;
    }
  }
  return longest;
}
