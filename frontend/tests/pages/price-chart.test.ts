import { expect, test } from "vitest";
import type { EvaluatedEvent, Trade } from "../../src/data/journal.ts";
import { candlesOf, chartModel, LENGTHS, seenInCandles, thresholds } from "../../src/pages/strategies/price-chart.ts";
import { PARAMETERS } from "../fake-account.ts";

const LENGTH = LENGTHS["4h"];
const WORDS = { candles: "Price", closes: "Close", buy: "Buy", sell: "Sell", averageCost: "Average cost" };
const candles = candlesOf([
  [0, "100", "101", "99", "100", "1"],
  [LENGTH, "102", "103", "101", "103", "1"],
  [3 * LENGTH, "110", "111", "109", "110", "1"],
]);
const version = (number: number, since_ms: number, change: object) => ({
  version: number,
  since_ms,
  name: "Dips",
  parameters: { ...PARAMETERS, buy_trigger: "-10", sell_trigger: "10", ...change },
});

test("each candle shows the closes at which its version buys and sells", () => {
  const seen = seenInCandles(candles, PARAMETERS);
  const versions = [version(2, 2 * LENGTH, { buy_trigger: "-50" }), version(1, 0, {})];
  const buys = thresholds(seen, versions, "buy", "4h");
  // The second candle closes at the moment that version 2 begins.
  expect(buys.map(({ value }) => value)).toEqual([90, 51, 55]);
});

test("a side that is switched off has no threshold", () => {
  const seen = seenInCandles(candles, PARAMETERS);
  expect(thresholds(seen, [version(1, 0, { sell_amount: "0" })], "sell", "4h").map(({ value }) => value)).toEqual([
    null,
    null,
    null,
  ]);
});

test("compared with the close before, a candle after a hole is compared with nothing", () => {
  const seen = seenInCandles(candles, { ...PARAMETERS, reference: "previous_close" });
  expect(seen).toEqual([{ time: LENGTH, close: 103, reference: 100 }]);
});

test("without candles the closes that the decisions saw are drawn, oldest first", () => {
  const evaluation = (candle_ms: number, close: string) =>
    ({ candle_ms, numbers: { close, reference: "100" } }) as EvaluatedEvent;
  const trade = (time_ms: number) => ({ time_ms, side: "buy" }) as Trade;
  const model = chartModel({
    words: WORDS,
    parameters: PARAMETERS,
    candles: [],
    evaluations: [
      evaluation(2 * LENGTH, "102"),
      { candle_ms: LENGTH, numbers: {} } as EvaluatedEvent,
      evaluation(LENGTH, "101"),
    ],
    trades: [trade(3 * LENGTH), trade(LENGTH), trade(0)],
    versions: [version(1, 0, {})],
    averageCost: null,
  });
  expect(model.series[0]).toMatchObject({ kind: "line", points: [{ value: 101 }, { value: 102 }] });
  expect(model.markers?.map(({ time }) => time)).toEqual([LENGTH, 3 * LENGTH]);
});
