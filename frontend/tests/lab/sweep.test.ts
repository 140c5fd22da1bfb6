import { expect, test } from "vitest";

import { decimal, plain } from "../../src/engine/numbers.ts";
import { simulatePlainly } from "../../src/engine/simulation.ts";
import { sweep, sweepWithPauses, toldByLog, type SweepResult } from "../../src/lab/fast/sweep.ts";
import { parseSetting, type Setting } from "../../src/lab/setting.ts";
import { CandleTable, type CandleRow } from "../../src/lab/table.ts";

const START = 1_704_067_200_000;
const HOUR = 3_600_000;

function setting(changes: Record<string, unknown>): Setting {
  const parsed = parseSetting({
    strategy: {
      pair: "SOL/EUR",
      timeframe: "1h",
      buy_trigger: "-1",
      sell_trigger: "1",
      buy_amount: "20",
      sell_amount: "20",
      allocated_capital: "60",
      ...changes,
    },
    market: { price_step: "0.01", amount_step: "1e-8", settlement_step: "0.01", taker_fee: "0.0025", min_cost: "5" },
  });
  if (!parsed.ok) {
    throw new Error([...parsed.problems].join("; "));
  }
  return parsed.setting;
}

/** A wave of hours that meets most triggers. */
function wave(count: number, unit = "00"): CandleTable {
  const rows = Array.from({ length: count }, (_, place): CandleRow => {
    const [open, close] = [place, place + 1].map((at) => 10_000 + Math.round(900 * Math.sin(at / 2.3)) + (at % 7) * 31);
    const [one = 0, other = 0] = [open, close];
    const text = (cents: number): string => `${cents}${unit}e-4`;
    return [START + place * HOUR, text(one), text(Math.max(one, other)), text(Math.min(one, other)), text(other), "1"];
  });
  return CandleTable.fromRows(rows, "1h");
}

const grid = ["-0.5", "-1", "-3"].flatMap((buy) =>
  ["0.7", "2"].map((sell) => setting({ buy_trigger: buy, sell_trigger: sell }).strategy),
);

function figures({ final, reasons, fees, capitalUsed, profit }: SweepResult): unknown {
  return [plain(final.free), plain(final.position), [...reasons], plain(fees), plain(capitalUsed), plain(profit)];
}

test("given a grid of rules, then each ends as its own log says", () => {
  const table = wave(400);
  const { rules } = setting({});
  const candles = table.candles();

  const results = [...sweep(grid, rules, table, { slippage: decimal("0.1") })];

  expect(results).toHaveLength(6);
  for (const [place, strategy] of grid.entries()) {
    const log = simulatePlainly(strategy, rules, candles, decimal("0.1"));
    const { final, reasons, buys, sells, fees, capitalUsed } = toldByLog(strategy, log);
    const result = results[place];
    expect(result && [result.buys, result.sells, plain(result.fees), plain(result.capitalUsed)]).toEqual([
      buys,
      sells,
      plain(fees),
      plain(capitalUsed),
    ]);
    expect(result && [...result.reasons]).toEqual([...reasons]);
    expect(result && plain(result.final.realized)).toBe(plain(final.realized));
    expect(buys).toBeGreaterThan(0);
  }
});

test("given prices that no double holds, then the engine itself sweeps, to the same end", () => {
  const { rules } = setting({});
  const [narrow, wide] = [wave(120), wave(120, "00000000000000000000")];
  // the same shape at prices so much higher
  expect([narrow.isNarrow, wide.isNarrow]).toEqual([true, false]);

  const [one] = [...sweep(grid.slice(0, 1), rules, wide)];
  const log = simulatePlainly(grid[0] ?? setting({}).strategy, rules, wide.candles());
  expect(one && [...one.reasons]).toEqual([...toldByLog(grid[0] ?? setting({}).strategy, log).reasons]);
});

test("given a worker that pauses, then the results are the same, and progress ends with all", async () => {
  const { rules } = setting({});
  const table = wave(300);
  const told: [number, number][] = [];

  const results = await sweepWithPauses(grid, rules, table, {
    onProgress: (done, total) => told.push([done, total]),
  });

  expect(results.map(figures)).toEqual([...sweep(grid, rules, table)].map(figures));
  expect(told.at(-1)).toEqual([6, 6]);
});

test("given a sweep that is cancelled, then it stops before its end", async () => {
  const { rules } = setting({});
  const table = wave(20_000);
  const many = Array.from({ length: 5_000 }, (_, place) => grid[place % grid.length] ?? setting({}).strategy);
  const cancel = new AbortController();

  const results = await sweepWithPauses(many, rules, table, {
    signal: cancel.signal,
    onProgress: () => {
      cancel.abort();
    },
  });

  expect(results.length).toBeGreaterThan(0);
  expect(results.length).toBeLessThan(many.length);
});

test("given a table, then a part of it and its weeks are the same candles", () => {
  const table = wave(60);
  const part = table.slice(10, 20);

  expect(part.candles().map(({ openTime }) => openTime)).toEqual(
    Array.from({ length: 10 }, (_, place) => START + (10 + place) * HOUR),
  );
  expect(part.candle(0)).toEqual(table.candle(10));
  expect(table.placeOf(START + 10 * HOUR - 1)).toBe(10);
  expect(table.derive("1d").count).toBe(2);
  expect(new CandleTable(structuredClone(part.data)).candle(3)).toEqual(table.candle(13));
});
