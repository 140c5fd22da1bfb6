import { describe, expect, it } from "vitest";
import type { DrawnCandle, DrawnPoint } from "../../../src/components/charts/chart-model.ts";
import { barAt, holesIn, onGrid, thinned } from "../../../src/components/charts/time-grid.ts";

const HOUR = 3_600_000;
const candle = (time: number): DrawnCandle => ({ time, open: 1, high: 2, low: 1, close: 2 });

describe("candles on the grid of their length", () => {
  it("given a missing hour, then its place is there and empty", () => {
    const places = onGrid([candle(0), candle(3 * HOUR)], HOUR);
    expect(places).toEqual([candle(0), { time: HOUR }, { time: 2 * HOUR }, candle(3 * HOUR)]);
    expect(holesIn([0, 3 * HOUR], HOUR)).toBe(2);
  });

  it("given none missing, then nothing is added", () => {
    expect(onGrid([candle(0), candle(HOUR)], HOUR)).toHaveLength(2);
    expect(onGrid([], HOUR)).toEqual([]);
    expect(holesIn([], HOUR)).toBe(0);
  });

  it("given a candle off the grid, then it is kept and time goes on rising", () => {
    const times = onGrid([candle(0), candle(1.5 * HOUR), candle(3 * HOUR)], HOUR).map((one) => one.time);
    expect(times).toEqual([0, HOUR, 1.5 * HOUR, 2.5 * HOUR, 3 * HOUR]);
  });
});

describe("a long line, thinned", () => {
  const points: DrawnPoint[] = Array.from({ length: 10_000 }, (_, index) => ({ time: index, value: index % 97 }));

  it("keeps first and last, every spike, and rising times", () => {
    const spiked = points.map((point) => (point.time === 5003 ? { time: 5003, value: 9999 } : point));
    const kept = thinned(spiked, 500);
    expect(kept.length).toBeLessThanOrEqual(502);
    expect(kept[0]).toEqual(spiked[0]);
    expect(kept.at(-1)).toEqual(spiked.at(-1));
    expect(kept.some((point) => point.value === 9999)).toBe(true);
    const times = kept.map((point) => point.time);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  });

  it("leaves a short one as it is", () => {
    const few = points.slice(0, 100);
    expect(thinned(few, 500)).toBe(few);
  });
});

describe("the bar that contains a moment", () => {
  it("is the last that opened at or before it", () => {
    expect(barAt([0, 10, 20], 10)).toBe(10);
    expect(barAt([0, 10, 20], 19)).toBe(10);
    expect(barAt([0, 10, 20], 99)).toBe(20);
    expect(barAt([5, 10], 1)).toBe(5);
    expect(barAt([], 1)).toBeUndefined();
  });
});
