import { describe, expect, it } from "vitest";
import { decimal, plain, ZERO, type Decimal } from "../../src/engine/numbers.ts";
import type { Reason } from "../../src/engine/reason.ts";
import { parseSetting, type Setting } from "../../src/lab/setting.ts";
import { simulate } from "../../src/lab/simulate.ts";
import { run } from "../../src/lab/summary.ts";
import { CandleTable, type CandleRow } from "../../src/lab/table.ts";
import { livedTrades, twin, type FillRecord, type Lived, type Twin } from "../../src/lab/twin.ts";

const HOUR = 3_600_000;
const START = 1_704_067_200_000;

/** Falls and rises often enough for some trades. */
const rows = Array.from({ length: 200 }, (_, hour): CandleRow => {
  const open = 100 + 6 * Math.sin(hour / 5);
  const close = open * (1 + 0.03 * Math.sin(hour * 1.7));
  const [high, low] = [Math.max(open, close) * 1.01, Math.min(open, close) * 0.99];
  return [START + hour * HOUR, open.toFixed(2), high.toFixed(2), low.toFixed(2), close.toFixed(2), "1"];
});
const table = CandleTable.fromRows(rows, "1h");

function setting(changes: Record<string, unknown> = {}): Setting {
  const parsed = parseSetting({
    strategy: {
      pair: "SOL/EUR",
      timeframe: "1h",
      buy_trigger: "-2",
      sell_trigger: "2",
      buy_amount: "20",
      sell_amount: "20",
      allocated_capital: "200",
      ...changes,
    },
    market: {
      price_step: "0.01",
      amount_step: "0.00000001",
      min_cost: "5",
      settlement_step: "0.01",
      taker_fee: "0.0025",
    },
  });
  if (!parsed.ok) throw new Error("the tests' rule is valid");
  return parsed.setting;
}

/** A strategy that did exactly what its simulation says. */
function faithful(): { lived: Lived; fills: FillRecord[] } {
  const { strategy, rules } = setting();
  const log = simulate(strategy, rules, table);
  const decisions = new Map<number, Reason>();
  const planned = new Map<number, number>();
  const fills: FillRecord[] = [];
  for (const entry of log) {
    if (entry.event === "evaluated") decisions.set(entry.candle, entry.reason);
    if (entry.event === "planned") planned.set(entry.order, entry.time);
    if (entry.event !== "filled") continue;
    fills.push({
      order: String(entry.order),
      time_ms: entry.time,
      candle_close_ms: planned.get(entry.order) ?? 0,
      side: entry.side,
      price: plain(entry.price),
      amount: plain(entry.amount),
      order_amount: plain(entry.amount),
      fee: plain(entry.fee),
      fee_currency: "EUR",
    });
  }
  const opened = { time: START, strategy, version: 1 };
  return { lived: { opened, changes: [], decisions, knownFrom: 0, trades: livedTrades(fills, "EUR") }, fills };
}

function compare(lived: Lived, fills: readonly FillRecord[]): Twin {
  return twin(setting().rules, table, { ...lived, trades: livedTrades(fills, "EUR") });
}

function money(told: Twin): Decimal {
  return told.differences.reduce((sum, one) => sum.plus(one.money), ZERO);
}

/** What must hold of every comparison: the differences explain all of it. */
function expectExplained(told: Twin): void {
  expect(plain(money(told))).toBe(plain(told.livedProfit.minus(told.twinProfit)));
}

describe("a strategy beside its twin", () => {
  it("given the same decisions and fills, then there is no difference", () => {
    const { lived, fills } = faithful();
    const told = compare(lived, fills);
    expect(fills.length).toBeGreaterThan(10);
    expect(told.differences).toEqual([]);
    expect([told.decided, told.same, told.missed]).toEqual([200, 200, 0]);
    expect(plain(told.livedProfit)).toBe(plain(told.twinProfit));
    expect(plain(told.twinProfit)).toBe(plain(run(setting().strategy, setting().rules, table).summary.result.profit));
  });

  it("given another price and another fee, then each is told in money", () => {
    const { lived, fills } = faithful();
    const [first, ...rest] = fills;
    if (first === undefined) throw new Error("there is a trade");
    const worse = plain(decimal(first.price).plus(decimal("0.5")));
    const told = compare(lived, [
      { ...first, price: worse, fee: plain(decimal(first.fee).plus(decimal("0.01"))) },
      ...rest,
    ]);
    expect(told.differences.map((one) => one.cause).sort()).toEqual(["fee", "price"]);
    expect(plain(told.differences.find((one) => one.cause === "fee")?.money ?? ZERO)).toBe("-0.01");
    const byPrice = told.differences.find((one) => one.cause === "price")?.money ?? ZERO;
    expect(plain(byPrice)).toBe(plain(decimal(first.amount).times(decimal("0.5")).negated()));
    expectExplained(told);
  });

  it("given a fill in part, then the part that is missing is told as that", () => {
    const { lived, fills } = faithful();
    const [first, ...rest] = fills;
    if (first === undefined) throw new Error("there is a trade");
    const half = plain(decimal(first.amount).times(decimal("0.5")));
    const told = compare(lived, [{ ...first, amount: half }, ...rest]);
    expect(told.differences.map((one) => one.cause)).toEqual(["partial"]);
    expectExplained(told);
  });

  it.each([
    [null, "missed"],
    ["MISSED_OFFLINE", "missed"],
    ["TOO_LATE", "missed"],
    ["EXCHANGE_UNREACHABLE", "unreachable"],
    ["CANDLE_MISSING", "candle"],
    ["BREAKER_OPEN", "blocked"],
    ["BALANCE_INSUFFICIENT", "blocked"],
    ["CAPITAL_INSUFFICIENT", "follows"],
    ["BUY", "unfilled"],
  ] as const)("given a trade that only the twin made and the outcome %s, then the cause is %s", (outcome, cause) => {
    const { lived, fills } = faithful();
    const first = fills[0];
    if (first === undefined) throw new Error("there is a trade");
    const candle = first.candle_close_ms - HOUR;
    const decisions = new Map(lived.decisions);
    if (outcome === null) decisions.delete(candle);
    else decisions.set(candle, outcome);
    const told = compare({ ...lived, decisions }, fills.slice(1));
    expect(told.differences.map((one) => [one.cause, one.reason])).toEqual([[cause, outcome]]);
    expect(told.missed).toBe(cause === "missed" ? 1 : 0);
    expect(told.same).toBe(outcome === "BUY" ? 200 : 199);
    expectExplained(told);
  });

  it("given a trade that only the strategy made, then it is told whether the twin had ordered it", () => {
    const { lived, fills } = faithful();
    const traded = new Set(fills.map((fill) => fill.candle_close_ms - HOUR));
    const quiet =
      [...lived.decisions].find(([candle, reason]) => reason === "NO_SIGNAL" && !traded.has(candle))?.[0] ?? 0;
    const first = fills[0];
    if (first === undefined) throw new Error("there is a trade");
    const told = compare(lived, [...fills, { ...first, order: "extra", candle_close_ms: quiet + HOUR }]);
    expect(told.differences.map((one) => one.cause)).toEqual(["follows"]);
    expectExplained(told);
  });

  it("given decisions that are not known any more, then nothing is made up about them", () => {
    const { lived, fills } = faithful();
    const first = fills[0];
    const told = compare({ ...lived, knownFrom: (first?.candle_close_ms ?? 0) + HOUR }, fills.slice(1));
    expect(told.differences.map((one) => one.cause)).toEqual(["unknown"]);
    expect(told.decided).toBeLessThan(200);
  });

  it("given revisions, capital that moved and a pause, then the twin has them too", () => {
    const { lived } = faithful();
    const at = START + 50 * HOUR;
    const revised = setting({ buy_amount: "40" }).strategy;
    const changes: Lived["changes"] = [
      { kind: "deposited", time: at, amount: decimal("100") },
      { kind: "revised", time: at, version: 2, strategy: revised },
      { kind: "active", time: at + HOUR, isActive: false },
      { kind: "active", time: at + 40 * HOUR, isActive: true },
      { kind: "withdrawn", time: at + 60 * HOUR, amount: decimal("100000") },
    ];
    const told = twin(setting().rules, table, { ...lived, changes });
    expect(told.decided + told.missed).toBe(200 - 39);
    expectExplained(told);
  });

  it("given books that were opened later, then earlier candles are none of theirs", () => {
    const { lived } = faithful();
    const opened = { ...lived.opened, time: START + 100 * HOUR + 1 };
    const told = twin(setting().rules, table, { ...lived, opened, trades: [] });
    expect(told.firstOpen).toBe(START + 100 * HOUR);
    expect(told.decided).toBe(100);
  });
});
