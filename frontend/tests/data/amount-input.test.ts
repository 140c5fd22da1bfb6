import { expect, test } from "vitest";
import { parseAmount } from "../../src/data/amount-input.ts";

test.each([
  ["250.50", "250.50"],
  ["12,5", "12.5"],
  [" 1000 ", "1000"],
  [".5", "0.5"],
  ["007", "7"],
  ["0.000000000001", "0.000000000001"],
  ["0,125", "0.125"],
  ["1.125", "1.125"],
])("%s is %s, exactly", (typed, value) => {
  expect(parseAmount(typed)).toEqual({ value });
});

test.each(["", "0", "0,00", "-5", "1e3", "ten", "1.2.3", "."])("%s is no amount", (typed) => {
  expect(parseAmount(typed)).toEqual({ problem: "no_number" });
});

test.each(["1,000", "20,000", "1.000", "12.500"])("%s could mean two numbers", (typed) => {
  expect(parseAmount(typed)).toEqual({ problem: "ambiguous" });
});
