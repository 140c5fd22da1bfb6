import { describe, expect, it } from "vitest";
import { plateau, type Grid } from "../../src/lab/plateau.ts";

const grid = (...rows: number[][]): Grid => ({ rows: rows.length, columns: rows[0]?.length ?? 0, values: rows.flat() });
const flat = (rows: number, columns: number, value: number): number[][] =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(value));

describe("a map of results", () => {
  it("given a lucky cell and a plateau, then the middle of the plateau is suggested", () => {
    const values = flat(9, 9, -1);
    (values[0] ?? [])[0] = 500;
    for (let row = 3; row < 8; row += 1) for (let column = 3; column < 8; column += 1) (values[row] ?? [])[column] = 10;

    const read = plateau(grid(...values));
    expect(read.middle).toEqual({ row: 5, column: 5 });
    expect(read.isPart[0]).toBe(false);
  });

  it("given two good areas, then the wider one is, though the other is better", () => {
    const values = flat(5, 12, -1);
    for (let row = 0; row < 5; row += 1) {
      for (let column = 0; column < 6; column += 1) (values[row] ?? [])[column] = 8;
      for (let column = 9; column < 12; column += 1) (values[row] ?? [])[column] = 10;
    }
    expect(plateau(grid(...values)).middle?.column).toBeLessThan(6);
  });

  it("given an area that reaches the edge, then what is suggested keeps away from it: nothing is known beyond", () => {
    const values = flat(6, 9, -1);
    for (const row of values) for (let column = 0; column < 5; column += 1) row[column] = 10;
    const { middle } = plateau(grid(...values));
    expect(middle?.column).toBeGreaterThan(0);
    expect(middle?.row).toBeGreaterThan(0);
    expect(middle?.row).toBeLessThan(5);
  });

  it("given results that nowhere hold in a neighbourhood, then nothing is suggested", () => {
    expect(plateau(grid(...flat(6, 6, -3))).middle).toBeNull();
    expect(plateau(grid(...flat(6, 6, 0))).middle).toBeNull();
    const alone = flat(6, 6, -3);
    (alone[2] ?? [])[2] = 100;
    expect(plateau(grid(...alone)).middle).toBeNull();
    expect(plateau(grid()).middle).toBeNull();
  });

  it("shows the median and the worst of each neighbourhood", () => {
    const read = plateau(grid([1, 2, 3], [4, 5, 6], [7, 8, 9]));
    expect(read.medians[4]).toBe(5);
    expect(read.worsts[4]).toBe(1);
    expect(read.medians[0]).toBe(3);
    expect(read.worsts[8]).toBe(5);
  });

  it("given cells that are not known yet, then they count for nothing", () => {
    const read = plateau(grid([1, 2], [Number.NaN, Number.NaN]));
    expect(read.medians[0]).toBe(1.5);
    expect(read.medians[2]).toBeNaN();
  });
});
