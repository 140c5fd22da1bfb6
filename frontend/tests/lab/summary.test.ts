import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { plain, type Decimal } from "../../src/engine/numbers.ts";
import { parseSetting } from "../../src/lab/setting.ts";
import { run, type Result, type Run } from "../../src/lab/summary.ts";
import { CandleTable, type CandleRow } from "../../src/lab/table.ts";
import type { Timeframe } from "../../src/engine/timeframe.ts";

interface Case {
  strategy: { timeframe: Timeframe } & Record<string, unknown>;
  market: Record<string, unknown>;
  slippage: string;
  rows: CandleRow[];
  summary: Record<string, unknown>;
}

/** Made by Python, `tests/lab/summary_vectors.py`. */
const cases = JSON.parse(
  readFileSync(new URL("../../../tests/parity/summaries.json", import.meta.url), "utf8"),
) as Case[];

function runOf({ strategy, market, slippage, rows }: Case): Run {
  const parsed = parseSetting({ strategy, market, slippage });
  if (!parsed.ok) throw new Error("a vector is a valid setting");
  const { setting } = parsed;
  const table = CandleTable.fromRows(rows, strategy.timeframe === "1w" ? "1d" : strategy.timeframe);
  return run(setting.strategy, setting.rules, table, setting.slippage);
}

const text = (value: Decimal | null): string | null => (value === null ? null : plain(value));
const resultJson = (result: Result): unknown => ({
  end_value: plain(result.endValue),
  profit: plain(result.profit),
  profit_percent: text(result.profitPercent),
});

describe("a simulation summed up in the browser", () => {
  it.each(cases.map((one, index) => [index, one] as const))("comes to what Python comes to (%i)", (_, one) => {
    const { summary } = runOf(one);
    expect({
      candles: summary.candles,
      start: summary.start,
      end: summary.end,
      price: text(summary.price),
      invested: plain(summary.invested),
      result: resultJson(summary.result),
      fees: plain(summary.fees),
      trades: summary.trades,
      buys: summary.buys,
      sells: summary.sells,
      reasons: Object.fromEntries(summary.reasons),
      drawdown: plain(summary.drawdown),
      capital_used: plain(summary.capitalUsed),
      capital_wanted: plain(summary.capitalWanted),
      is_safe: summary.isSafe,
      buy_streak: summary.buyStreak,
      sell_streak: summary.sellStreak,
      buy_and_hold: resultJson(summary.buyAndHold),
      monthly: resultJson(summary.monthly),
    }).toEqual(one.summary);
    expect([...summary.reasons.keys()]).toEqual(Object.keys(one.summary.reasons as object));
  });

  it("draws curves that end where the figures end", () => {
    for (const one of cases) {
      const { equity, hold, monthly, summary, table } = runOf(one);
      const last = table.lastValid;
      if (last < 0) continue;
      expect(plain(equity.exact(last))).toBe(plain(summary.result.endValue));
      for (const [curve, result] of [
        [equity, summary.result],
        [hold, summary.buyAndHold],
        [monthly, summary.monthly],
      ] as const) {
        expect(curve.values[last]).toBeCloseTo(Number(plain(result.endValue)), 8);
      }
      const deepest = Math.min(0, ...equity.underwater().filter((value) => !Number.isNaN(value)));
      expect(-deepest).toBeCloseTo(Number(plain(summary.drawdown)), 8);
    }
  });
});
