/** Candles as they come over the wire and as the browser keeps them: rows in rising order, decimals as text. */

import type { CandleRow } from "./api.ts";

/** A span of time in UTC milliseconds, its end not part of it. */
export type Span = readonly [start: number, end: number];

/** One text of all rows: a browser's store copies that many times faster than as many arrays. */
export function packed(rows: readonly CandleRow[]): string {
  return rows.map((row) => row.join(" ")).join("\n");
}

export function unpacked(text: string): CandleRow[] {
  if (text === "") return [];
  return text.split("\n").map((line) => {
    const [time = "", open = "", high = "", low = "", close = "", volume = ""] = line.split(" ");
    return [Number(time), open, high, low, close, volume];
  });
}

/** Both, in rising order; where both have a candle, the later answer stands. */
export function merged(known: readonly CandleRow[], answer: readonly CandleRow[]): CandleRow[] {
  const [first, last] = [answer[0], answer.at(-1)];
  if (first === undefined || last === undefined) return [...known];
  const before = known.filter((row) => row[0] < first[0]);
  const after = known.filter((row) => row[0] > last[0]);
  const times = new Set(answer.map((row) => row[0]));
  const between = known.filter((row) => row[0] >= first[0] && row[0] <= last[0] && !times.has(row[0]));
  const middle = between.length === 0 ? answer : [...between, ...answer].sort((a, b) => a[0] - b[0]);
  return [...before, ...middle, ...after];
}

/** The fewest spans that cover what these cover, rising. */
export function joinedSpans(spans: readonly Span[]): Span[] {
  const joined: [number, number][] = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** How a span relates to what was asked for: the candles in it, the holes where nobody traded, and what was never asked. */
export interface Completeness {
  readonly candles: number;
  /** Places inside the coverage without a candle: nobody traded. */
  readonly holes: number;
  /** Places outside the coverage without a candle: not known, to be loaded. */
  readonly unknown: number;
}

/** Count the places of the grid between the first and the last candle; `length` is that of a candle in ms. */
export function completeness(times: readonly number[], coverage: readonly Span[], length: number): Completeness {
  let holes = 0;
  let unknown = 0;
  let at = 0;
  let expected: number | undefined;
  for (const time of times) {
    for (let place = expected ?? time; place < time; place += length) {
      while (at < coverage.length - 1 && (coverage[at]?.[1] ?? 0) <= place) at += 1;
      const span = coverage[at];
      if (span !== undefined && span[0] <= place && place < span[1]) holes += 1;
      else unknown += 1;
    }
    expected = time + length;
  }
  return { candles: times.length, holes, unknown };
}
