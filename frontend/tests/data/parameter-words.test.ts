import { expect, test } from "vitest";
import { changes, namedParameters } from "../../src/data/parameter-words.ts";
import { fakeApp, plain } from "../fake-app.ts";
import { PARAMETERS } from "../fake-account.ts";

const app = fakeApp();

test("every parameter has the name that it has in the form", () => {
  const named = namedParameters(app, PARAMETERS);
  expect(named.filter(({ label, value }) => !label || !value)).toEqual([]);
  expect(Object.fromEntries(named.map(({ label, value }) => [label, plain(value)]))).toMatchObject({
    "Buy when it fell by": "-2.5 %",
    Candles: "4 hours",
    Capital: "€200.00",
    "RSI period (candles)": "off",
  });
});

test("a version tells what it changed, and nothing else", () => {
  const after = { ...PARAMETERS, buy_trigger: "-3", cooldown_reset: false, rsi_period: 14 };
  expect(changes(app, PARAMETERS, after).map(({ name, before, value }) => [name, plain(before), plain(value)])).toEqual(
    [
      ["buy_trigger", "-2.5 %", "-3 %"],
      ["cooldown_reset", "yes", "no"],
      ["rsi_period", "off", "14"],
    ],
  );
});
