/**
 * A table of candles, made for computing: columns of whole numbers of one price unit, and the same as doubles.
 *
 * Most tables fit whole numbers below 2^50, which a double holds exactly: they are "narrow", and comparing two of them
 * as doubles is exact. A table that does not fit keeps its prices as big whole numbers alone.
 */

import { partsOf, type Candle } from "../engine/candle.ts";
import { Decimal, decimal, toNumber, ZERO } from "../engine/numbers.ts";
import { requireRising } from "../engine/simulation.ts";
import type { Timeframe } from "../engine/timeframe.ts";

/** A row of the candle archive: open time (UTC ms), open, high, low, close and volume as decimal texts. */
export type CandleRow = readonly [number, string, string, string, string, string];

/** Prices of a table in whole numbers of 10^-decimals. */
interface Units {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** What a table is made of; it can be posted to a worker as it is. */
export interface TableData {
  readonly timeframe: Timeframe;
  readonly times: Float64Array;
  readonly decimals: number;
  /** The exact prices of a narrow table; null for one that is not. */
  readonly units: Units | null;
  /** The exact prices of a table that is not narrow, row by row: open, high, low, close. */
  readonly big: readonly Exact[] | null;
  /** The nearest doubles of volume; for drawing. */
  readonly volume: Float64Array;
  /** Whether a candle is valid, parts included. */
  readonly valid: Uint8Array;
  /** Which candles are invalid for a part of theirs; null for a table that was not derived. */
  readonly partsValid: Uint8Array | null;
}

const NARROW = 2 ** 50;
/** Texts this simple are read by the fast way. */
const SIMPLE = /^\d+(?:\.\d+)?$/;
const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15] as const;

type Prices = readonly [string, string, string, string];
/** Open, high, low and close. */
type Exact = readonly [bigint, bigint, bigint, bigint];
type Stored = Pick<TableData, "decimals" | "units" | "big">;

export class CandleTable {
  readonly data: TableData;
  readonly timeframe: Timeframe;
  /** Open times, UTC milliseconds. */
  readonly times: Float64Array;
  /** The nearest doubles of the prices: for indicators and drawing. */
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly valid: Uint8Array;

  constructor(data: TableData) {
    this.data = data;
    this.timeframe = data.timeframe;
    this.times = data.times;
    this.volume = data.volume;
    this.valid = data.valid;
    this.open = this.doubles("open", 0);
    this.high = this.doubles("high", 1);
    this.low = this.doubles("low", 2);
    this.close = this.doubles("close", 3);
  }

  /** From rows of the archive or of a file, in rising order. Throws a RangeError for others. */
  static fromRows(rows: readonly CandleRow[], timeframe: Timeframe): CandleTable {
    const times = Float64Array.from(rows, (row) => row[0]);
    requireRising(times);
    const texts = rows.map((row): Prices => [row[1], row[2], row[3], row[4]]);
    const volume = Float64Array.from(rows, (row) => Number(row[5]));
    return CandleTable.fromExact(timeframe, times, readPrices(texts), volume, null);
  }

  private static fromExact(
    timeframe: Timeframe,
    times: Float64Array,
    prices: Stored,
    volume: Float64Array,
    partsValid: Uint8Array | null,
  ): CandleTable {
    const valid = validity(prices, times.length);
    partsValid?.forEach((fine, place) => {
      valid[place] = fine === 0 ? 0 : (valid[place] ?? 0);
    });
    return new CandleTable({ timeframe, times, ...prices, volume, valid, partsValid });
  }

  /** How many candles there are. */
  get count(): number {
    return this.times.length;
  }

  /** Whether the prices are whole numbers that doubles hold exactly. */
  get isNarrow(): boolean {
    return this.data.units !== null;
  }

  /** A candle, exactly. */
  candle(place: number): Candle {
    const { decimals, partsValid } = this.data;
    const [open, high, low, close] = this.exact(place);
    return {
      openTime: this.times[place] ?? Number.NaN,
      open: new Decimal(open, decimals),
      high: new Decimal(high, decimals),
      low: new Decimal(low, decimals),
      close: new Decimal(close, decimals),
      volume: ZERO,
      partsValid: partsValid?.[place] !== 0,
    };
  }

  /** All candles, exactly. */
  candles(): Candle[] {
    return Array.from({ length: this.count }, (_, place) => this.candle(place));
  }

  /** The closing price at a place, exactly. */
  exactClose(place: number): Decimal {
    return new Decimal(this.exact(place)[3], this.data.decimals);
  }

  /** The place of the last valid candle; -1 without any. */
  get lastValid(): number {
    return this.valid.lastIndexOf(1);
  }

  /** The first place whose candle opens at this time or later. */
  placeOf(time: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle] ?? 0) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The candles from one place up to, not including, another. */
  slice(start: number, end: number): CandleTable {
    const { units, big, times, volume, valid, partsValid } = this.data;
    return new CandleTable({
      ...this.data,
      times: times.slice(start, end),
      units: units && {
        open: units.open.slice(start, end),
        high: units.high.slice(start, end),
        low: units.low.slice(start, end),
        close: units.close.slice(start, end),
      },
      big: big?.slice(start, end) ?? null,
      volume: volume.slice(start, end),
      valid: valid.slice(start, end),
      partsValid: partsValid?.slice(start, end) ?? null,
    });
  }

  /** The candles of a longer timeframe, as deriveCandles makes them. */
  derive(target: Timeframe): CandleTable {
    const places = Array.from({ length: this.count }, (_, place) => place);
    const groups = [...partsOf(places, (place) => this.times[place] ?? 0, this.timeframe, target)];
    const rows = groups.map(([, parts]): Exact => {
      const [first = 0, last = 0] = [parts.at(0), parts.at(-1)];
      const all = parts.map((place) => this.exact(place));
      const high = all.reduce((most, row) => (row[1] > most ? row[1] : most), this.exact(first)[1]);
      const low = all.reduce((least, row) => (row[2] < least ? row[2] : least), this.exact(first)[2]);
      return [this.exact(first)[0], high, low, this.exact(last)[3]];
    });
    return CandleTable.fromExact(
      target,
      Float64Array.from(groups, ([openTime]) => openTime),
      stored(rows, this.data.decimals),
      Float64Array.from(groups, ([, parts]) => parts.reduce((sum, place) => sum + (this.volume[place] ?? 0), 0)),
      Uint8Array.from(groups, ([, parts]) => Number(parts.every((place) => this.valid[place] === 1))),
    );
  }

  private exact(place: number): Exact {
    const { units, big } = this.data;
    const row = big?.[place];
    if (row !== undefined) {
      return row;
    }
    const isThere = place >= 0 && place < this.count;
    if (units === null || !isThere) {
      throw new RangeError(`there is no candle at ${place}`);
    }
    const whole = (column: Float64Array): bigint => BigInt(column[place] ?? 0);
    return [whole(units.open), whole(units.high), whole(units.low), whole(units.close)];
  }

  private doubles(name: keyof Units, column: 0 | 1 | 2 | 3): Float64Array {
    const { units, big, decimals } = this.data;
    const power = POWERS[decimals];
    if (units !== null && power !== undefined) {
      // Two exact doubles: their quotient is the double nearest to the price.
      return units[name].map((value) => value / power);
    }
    return Float64Array.from({ length: this.count }, (_, place) =>
      toNumber(new Decimal(big?.[place]?.[column] ?? 0n, decimals)),
    );
  }
}

/** The exact prices of texts, with one number of decimals for all. */
function readPrices(texts: readonly Prices[]): Stored {
  let decimals = 0;
  for (const row of texts) {
    for (const text of row) {
      if (!SIMPLE.test(text)) {
        return readLongPrices(texts);
      }
      const point = text.indexOf(".");
      decimals = Math.max(decimals, point < 0 ? 0 : text.length - point - 1);
    }
  }
  const power = POWERS[decimals];
  if (power === undefined) {
    return readLongPrices(texts);
  }
  const units = emptyUnits(texts.length);
  for (const [place, [open, high, low, close]] of texts.entries()) {
    // The product is off by less than 2^-51 of itself: below 2^50 the nearest whole number is the right one.
    units.open[place] = Math.round(Number(open) * power);
    units.high[place] = Math.round(Number(high) * power);
    units.low[place] = Math.round(Number(low) * power);
    units.close[place] = Math.round(Number(close) * power);
    const most = Math.max(
      units.open[place] ?? 0,
      units.high[place] ?? 0,
      units.low[place] ?? 0,
      units.close[place] ?? 0,
    );
    if (most >= NARROW) {
      return readLongPrices(texts);
    }
  }
  return { decimals, units, big: null };
}

function readLongPrices(texts: readonly Prices[]): Stored {
  const read = texts.map((row) => row.map(decimal));
  const decimals = read.flat().reduce((most, value) => Math.max(most, value.decimals), 0);
  const rows = read.map((row): Exact => {
    const [open = ZERO, high = ZERO, low = ZERO, close = ZERO] = row;
    return [open.scaled(decimals), high.scaled(decimals), low.scaled(decimals), close.scaled(decimals)];
  });
  return stored(rows, decimals);
}

function stored(rows: readonly Exact[], decimals: number): Stored {
  const limit = BigInt(NARROW);
  const isNarrow = rows.every((row) => row.every((value) => value < limit && value > -limit));
  // Only so many decimals allow the doubles of the prices to be made by one division.
  if (!isNarrow || decimals >= POWERS.length) {
    return { decimals, units: null, big: rows };
  }
  const units = emptyUnits(rows.length);
  for (const [place, [open, high, low, close]] of rows.entries()) {
    units.open[place] = Number(open);
    units.high[place] = Number(high);
    units.low[place] = Number(low);
    units.close[place] = Number(close);
  }
  return { decimals, units, big: null };
}

/** Which candles are valid by their own prices. */
function validity({ units, big }: Stored, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, place) => {
    const [open, high, low, close] =
      units === null
        ? (big?.[place] ?? [0n, 0n, 0n, 0n])
        : [units.open[place] ?? 0, units.high[place] ?? 0, units.low[place] ?? 0, units.close[place] ?? 0];
    return Number(low > 0 && low <= open && open <= high && low <= close && close <= high);
  });
}

function emptyUnits(length: number): Units {
  return {
    open: new Float64Array(length),
    high: new Float64Array(length),
    low: new Float64Array(length),
    close: new Float64Array(length),
  };
}
