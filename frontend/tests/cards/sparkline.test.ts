import { describe, expect, test } from "vitest";
import { draw } from "../../src/cards/sparkline.ts";

const at = (...values: number[]): { time: number; value: number }[] =>
  values.map((value, index) => ({ time: index * 10, value }));

describe("a small curve", () => {
  test("given less than two points, then there is none", () => {
    expect(draw([])).toBeUndefined();
    expect(draw(at(1))).toBeUndefined();
  });

  test("goes from edge to edge, its highest above and its lowest below", () => {
    expect(draw(at(1, 3, 2))).toMatchObject({ line: "M0.00 92.00L50.00 8.00L100.00 50.00", zero: undefined });
  });

  test("given values that never move, then it runs through the middle", () => {
    expect(draw(at(5, 5))?.line).toBe("M0.00 50.00L100.00 50.00");
  });

  test("given gain and loss, then zero is drawn where it is crossed", () => {
    expect(draw(at(-1, 1))?.zero).toBe(50);
    expect(draw(at(0, 1))?.zero).toBeUndefined();
  });

  test("given trades, then each lies on the curve, and those before or after it are left out", () => {
    const marks = ([5, 20, -1, 21] as const).map((time) => ({ time, kind: "buy" as const }));
    expect(draw(at(0, 10, 0), marks)?.marks).toEqual([
      { x: 25, y: 50, kind: "buy" },
      { x: 100, y: 92, kind: "buy" },
    ]);
  });
});
