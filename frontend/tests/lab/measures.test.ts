import { describe, expect, it } from "vitest";
import { changes, distribution } from "../../src/lab/distribution.ts";
import { decimal, plain } from "../../src/engine/numbers.ts";
import { axes, mapped } from "../../src/lab/map.ts";
import { parseSetting } from "../../src/lab/setting.ts";
import { run } from "../../src/lab/summary.ts";
import { LEAST_CANDLES, split } from "../../src/lab/split.ts";
import { CandleTable, type CandleRow } from "../../src/lab/table.ts";

const HOUR = 3_600_000;

/** An hour that opens at 100 and closes so many percent off. */
const moved = (hour: number, percent: number): CandleRow => {
  const close = 100 + percent;
  return [hour * HOUR, "100", String(Math.max(100, close)), String(Math.min(100, close)), String(close), "1"];
};
const table = (rows: CandleRow[]): CandleTable => CandleTable.fromRows(rows, "1h");

describe("the distribution of candle changes", () => {
  it("tells mean, sigma, its levels in percent and how often they were reached", () => {
    const told = distribution(table([1, -1, 1, -1, 3, -3].map((percent, hour) => moved(hour, percent))), "open");
    const sigma = Math.sqrt(22 / 5);
    expect(told?.mean).toBeCloseTo(0, 12);
    expect(told?.sigma).toBeCloseTo(sigma, 12);
    expect(told?.levels.map((level) => level.sigmas)).toEqual([-3, -2, -1, 1, 2, 3]);
    expect(told?.levels[2]?.change).toBeCloseTo(-sigma, 12);
    expect(told?.levels.map((level) => level.candles)).toEqual([0, 0, 1, 1, 0, 0]);
    expect(told?.bins.reduce((sum, bin) => sum + bin.candles, 0)).toBe(6);
  });

  it("measures from the close before only where that candle is there", () => {
    const rows = [moved(0, 0), moved(1, 2), moved(3, 4)];
    const told = changes(table(rows), "previous_close");
    expect(told[0]).toBeNaN();
    expect(told[1]).toBeCloseTo(2, 12);
    expect(told[2]).toBeNaN();
  });

  it("leaves out impossible candles, and says nothing of too few or of a price that never moves", () => {
    const bad: CandleRow = [HOUR, "100", "90", "110", "100", "1"];
    expect(changes(table([moved(0, 1), bad]), "open")[1]).toBeNaN();
    expect(distribution(table([moved(0, 1), bad]), "open")).toBeNull();
    expect(distribution(table([moved(0, 0), moved(1, 0)]), "open")).toBeNull();
    expect(distribution(table([]), "open")).toBeNull();
  });
});

describe("a period in two parts", () => {
  const hundred = table(Array.from({ length: 100 }, (_, hour) => moved(hour, 1)));

  it("has every candle in one of them, the unseen after the tuned", () => {
    const parts = split(hundred, 0.7);
    expect([parts?.tuning.count, parts?.unseen.count]).toEqual([70, 30]);
    expect(parts?.at).toBe(70 * HOUR);
    expect([...(parts?.tuning.times ?? []), ...(parts?.unseen.times ?? [])]).toEqual([...hundred.times]);
  });

  it("is not split where a part would tell nothing", () => {
    expect(split(hundred, 0.9)).toBeNull();
    expect(split(table([]), 0.5)).toBeNull();
    expect(split(hundred, LEAST_CANDLES / 100)).not.toBeNull();
  });
});

describe("the axes of a map", () => {
  it("reach from half a sigma to four, all different, none of them 0", () => {
    const { buys, sells } = axes(1.23456, 16);
    expect(buys).toHaveLength(16);
    expect(sells[0]).toBe("0.62");
    expect(sells.at(-1)).toBe("4.94");
    expect(buys).toEqual(sells.map((sell) => `-${sell}`));
    expect(new Set(axes(0.0004, 32).sells).size).toBe(axes(0.0004, 32).sells.length);
    expect(axes(60, 16).buys.every((buy) => Number(buy) > -100)).toBe(true);
  });
});

describe("the map of triggers", () => {
  it("tells of each pair what its own simulation comes to", () => {
    const candles = table(Array.from({ length: 200 }, (_, hour) => moved(hour, 6 * Math.sin(hour * 1.7))));
    const parsed = parseSetting({
      strategy: {
        pair: "SOL/EUR",
        timeframe: "1h",
        buy_trigger: "-1",
        sell_trigger: "1",
        buy_amount: "20",
        sell_amount: "20",
        allocated_capital: "200",
      },
      market: { price_step: "0.01", amount_step: "0.00000001", settlement_step: "0.01", taker_fee: "0.0025" },
    });
    if (!parsed.ok) throw new Error("the tests' rule is valid");
    const { strategy, rules, slippage } = parsed.setting;
    const buys = ["-1", "-3", "-5.5"];
    const sells = ["1", "4"];
    const cells = [...mapped(strategy, rules, candles, slippage, { buys, sells })];
    const alone = buys.flatMap((buy) =>
      sells.map((sell) => {
        const rule = { ...strategy, buyTrigger: decimal(buy), sellTrigger: decimal(sell) };
        const { result, trades } = run(rule, rules, candles, slippage).summary;
        return { profit: Number(plain(result.profit)) / 2, trades };
      }),
    );
    expect(cells.map((cell) => cell.trades)).toEqual(alone.map((cell) => cell.trades));
    expect(new Set(cells.map((cell) => cell.trades)).size).toBeGreaterThan(2);
    cells.forEach((cell, at) => {
      expect(cell.profit).toBeCloseTo(alone[at]?.profit ?? Number.NaN, 9);
    });
  });
});
