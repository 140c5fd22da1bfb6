import { expect, test } from "vitest";

import { toJson } from "../../src/lab/log.ts";
import { parseSetting, type Setting } from "../../src/lab/setting.ts";
import { simulate, simulateAndCount } from "../../src/lab/simulate.ts";
import { CandleTable, type CandleRow } from "../../src/lab/table.ts";

const START = 1_704_067_200_000;
const FOUR_HOURS = 4 * 3_600_000;

function setting(changes: Record<string, unknown> = {}): Setting {
  const parsed = parseSetting({
    strategy: {
      pair: "SOL/EUR",
      timeframe: "4h",
      buy_trigger: "-2.5",
      sell_trigger: "2.1",
      buy_amount: "20",
      sell_amount: 20,
      allocated_capital: "200",
      ...changes,
    },
    market: { price_step: "0.01", amount_step: "1e-8", settlement_step: 0.01, taker_fee: "0.0025", min_cost: "5" },
  });
  if (!parsed.ok) {
    throw new Error([...parsed.problems].join(" "));
  }
  return parsed.setting;
}

function rows(...prices: [string, string, string, string][]): CandleRow[] {
  return prices.map((row, place) => [START + place * FOUR_HOURS, ...row, "1"]);
}

test("given the worked example of section 12, then orders, fills and books are these to the last digit", () => {
  const { strategy, rules } = setting();
  const table = CandleTable.fromRows(
    rows(
      ["120.00", "120.00", "115.80", "115.80"],
      ["116.50", "117", "116", "117"],
      ["120", "122.60", "120", "122.60"],
      ["122.60", "122.60", "122", "122"],
    ),
    "4h",
  );

  expect(simulate(strategy, rules, table, { evaluated: false }).map(toJson)).toEqual([
    `{"event":"planned","time":${START + FOUR_HOURS},"order":1,"side":"buy","limit":"117","amount":"0.17271157","reserved":"20.26"}`,
    `{"event":"filled","time":${START + FOUR_HOURS},"order":1,"side":"buy","price":"116.5","amount":"0.17271157","fee":"0.059102095"}`,
    `{"event":"planned","time":${START + 3 * FOUR_HOURS},"order":2,"side":"sell","limit":"122.52","amount":"0.17271157","reserved":"0.17271157"}`,
    `{"event":"filled","time":${START + 3 * FOUR_HOURS},"order":2,"side":"sell","price":"122.6","amount":"0.17271157","fee":"0.054438482"}`,
    `{"event":"final","free":"200.94","reserved":"0","position":"0","reserved_position":"0","cost":"0","realized":"0.94","trades":2,"open_orders":0,"last_close":"122"}`,
  ]);
});

test("given everything is wanted, then each candle's outcome stands before the order it places", () => {
  const { strategy, rules } = setting();
  const log = simulate(strategy, rules, CandleTable.fromRows(rows(["120", "120", "117", "117"]), "4h"));

  expect(log.map((entry) => entry.event)).toEqual(["evaluated", "planned", "final"]);
});

test.each(["120.00", "120.00000000000000000"])(
  "given an open of %s, then outcomes are counted as the complete log tells",
  (open) => {
    const { strategy, rules } = setting();
    const table = CandleTable.fromRows(
      rows([open, open, "117", "117"], ["1", "1", "2", "1"], [open, open, open, open]),
      "4h",
    );
    const complete = simulate(strategy, rules, table);

    const { log, reasons } = simulateAndCount(strategy, rules, table);

    expect(log.map(toJson)).toEqual(complete.filter(({ event }) => event !== "evaluated").map(toJson));
    expect([...reasons]).toEqual([
      ["CANDLE_INVALID", 1],
      ["NO_SIGNAL", 1],
      ["BUY", 1],
    ]);
  },
);

test("given a table of another timeframe, then it is refused", () => {
  const { strategy, rules } = setting();

  expect(() => simulate(strategy, rules, CandleTable.fromRows([], "1h"))).toThrow("4h");
});
