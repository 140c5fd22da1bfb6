import { expect, test } from "vitest";
import { compareDecimals, magnitude, share, signOf, sum } from "../../src/data/decimal.ts";

test.each([
  ["0.1", "0.10", 0],
  ["-2", "-10", 1],
  ["-0.5", "0.5", -1],
  ["100000000000000000000.000000000001", "100000000000000000000", 1],
  ["0", "-0", 0],
])("compareDecimals(%s, %s) is %i", (a, b, expected) => {
  expect(compareDecimals(a, b)).toBe(expected);
});

test("the sum of decimals is exact where binary fractions are not", () => {
  expect(sum(["0.1", "0.2"])).toBe("0.3");
  expect(sum(["-1.5", "1.5"])).toBe("0");
  expect(sum(["-1", "0.25"])).toBe("-0.75");
  expect(sum([])).toBe("0");
});

test.each([
  ["118.52", 2],
  ["1", 0],
  ["0.5", -1],
  ["-0.0042", -3],
  ["0.00", null],
])("magnitude(%s) is %s", (value, expected) => {
  expect(magnitude(value)).toBe(expected);
});

test("signOf tells loss, nothing and gain apart", () => {
  expect(["-0.000000000001", "0.00", "3"].map(signOf)).toEqual([-1, 0, 1]);
});

test("share stays between nothing and all", () => {
  expect([share("25", "100"), share("-1", "5"), share("7", "5"), share("1", "0")]).toEqual([0.25, 0, 1, 0]);
});
