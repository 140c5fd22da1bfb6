import type { DrawnCandle, DrawnPoint } from "./chart-model.ts";

/** A place on the grid where there is no candle. */
export interface Hole {
  readonly time: number;
}

/**
 * Candles in rising order with the places between them where one is missing.
 *
 * A candle off the grid of the first keeps its place, so nothing that was given is lost.
 */
export function onGrid(candles: readonly DrawnCandle[], length: number): (DrawnCandle | Hole)[] {
  const places: (DrawnCandle | Hole)[] = [];
  let expected: number | undefined;
  for (const candle of candles) {
    if (expected !== undefined) {
      for (let time = expected; time < candle.time; time += length) places.push({ time });
    }
    places.push(candle);
    expected = candle.time + length;
  }
  return places;
}

/** How many candles are missing between the first and the last. */
export function holesIn(times: readonly number[], length: number): number {
  const first = times[0];
  const last = times.at(-1);
  return first === undefined || last === undefined ? 0 : Math.round((last - first) / length) + 1 - times.length;
}

/**
 * At most about `most` points that look like all of them: of each bucket the lowest and the highest value, in their order;
 * the first and the last point are always kept.
 */
export function thinned(points: readonly DrawnPoint[], most: number): readonly DrawnPoint[] {
  if (points.length <= most) return points;
  const kept: DrawnPoint[] = [];
  const size = (points.length - 2) / Math.max(1, Math.floor((most - 2) / 2));
  const keep = (index: number): void => {
    const point = points[index];
    if (point !== undefined) kept.push(point);
  };
  keep(0);
  for (let start = 1; start < points.length - 1; start += size) {
    const end = Math.min(points.length - 1, Math.floor(start + size));
    let lowest = Math.floor(start);
    let highest = lowest;
    for (let index = lowest; index < end; index += 1) {
      const value = points[index]?.value ?? null;
      if (value === null) continue;
      if (value < (points[lowest]?.value ?? Infinity)) lowest = index;
      if (value > (points[highest]?.value ?? -Infinity)) highest = index;
    }
    keep(Math.min(lowest, highest));
    if (lowest !== highest) keep(Math.max(lowest, highest));
  }
  keep(points.length - 1);
  return kept;
}

/** The time among rising ones that contains a moment: the last at or before it, else the first. */
export function barAt(times: readonly number[], moment: number): number | undefined {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((times[middle] ?? Infinity) <= moment) low = middle;
    else high = middle - 1;
  }
  return times[low];
}
