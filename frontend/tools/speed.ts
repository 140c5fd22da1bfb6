/** How fast the panel's engine is: the measured runs of benchmarks/browser_speed.py, in Node and in a page. */

import { simulatePlainly } from "../src/engine/simulation.ts";
import { sweep } from "../src/lab/fast/sweep.ts";
import { parseSetting, type Setting } from "../src/lab/setting.ts";
import { simulate } from "../src/lab/simulate.ts";
import { CandleTable, type CandleRow } from "../src/lab/table.ts";

const HOURS = 43_800;
const HOUR = 3_600_000;
const START = 1_577_836_800_000;

/** Normal random numbers from a seed: mulberry32, then Box and Muller. */
function* normals(seed: number): Generator<number, never> {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
  for (;;) {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    yield radius * Math.cos(angle);
    yield radius * Math.sin(angle);
  }
}

/** Five years of hours without a hole, in whole cents; the closes move by 0.80 % (one sigma), in 60 steps each. */
function walk(): CandleRow[] {
  const random = normals(7);
  const sigma = 0.008 / Math.sqrt(60);
  const next = (): number => random.next().value;
  let logPrice = Math.log(10_000);
  let close = 10_000;
  const text = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
  return Array.from({ length: HOURS }, (_, hour): CandleRow => {
    const open = close;
    let [high, low] = [open, open];
    for (let minute = 0; minute < 60; minute++) {
      logPrice += sigma * next();
      const before = close;
      close = Math.round(Math.exp(logPrice));
      high = Math.max(high, Math.max(before, close) + Math.round(Math.abs((sigma / 2) * next()) * close));
      low = Math.min(low, Math.max(1, Math.min(before, close) - Math.round(Math.abs((sigma / 2) * next()) * close)));
    }
    return [START + hour * HOUR, text(open), text(high), text(low), text(close), "1"];
  });
}

function setting(buy: number, sell: number, size: number): Setting {
  const parsed = parseSetting({
    strategy: {
      pair: "SOL/EUR",
      timeframe: "1h",
      buy_trigger: -buy,
      sell_trigger: sell,
      buy_amount: size,
      sell_amount: size,
      allocated_capital: 200,
    },
    market: { price_step: "0.01", amount_step: "1e-8", min_cost: 5, settlement_step: "0.01", taker_fee: "0.0025" },
  });
  if (!parsed.ok) {
    throw new RangeError("the benchmark's own rule is wrong");
  }
  return parsed.setting;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;
}

/** Milliseconds of each kind of run, by a clock that counts in them. */
export function measure(clock: () => number = () => performance.now()): Record<string, number> {
  const timed = (rounds: number, work: () => unknown): number[] =>
    Array.from({ length: rounds }, () => {
      const start = clock();
      work();
      return clock() - start;
    });
  const rows = walk();
  const { strategy, rules } = setting(2.5, 2.1, 20);
  const fresh = (): CandleTable => CandleTable.fromRows(rows, "1h");
  const table = fresh();
  const candles = table.candles();
  const triggers = Array.from({ length: 10 }, (_, step) => Number((1 + step / 3).toFixed(2)));
  const grid = triggers.flatMap((buy) =>
    triggers.flatMap((sell) => Array.from({ length: 10 }, (_, step) => setting(buy, sell, 5 * (step + 1)).strategy)),
  );
  const [first = 0] = timed(1, () => simulate(strategy, rules, table));
  const swept = [...sweep(grid, rules, table)];
  const events = simulate(strategy, rules, table, { evaluated: false });
  return {
    first_run_ms: first,
    table_ms: median(timed(5, fresh)),
    new_table_run_ms: median(
      Array.from({ length: 9 }, () => {
        const one = fresh();
        return timed(1, () => simulate(strategy, rules, one))[0] ?? 0;
      }),
    ),
    run_ms: median(timed(41, () => simulate(strategy, rules, table))),
    run_without_evaluations_ms: median(timed(41, () => simulate(strategy, rules, table, { evaluated: false }))),
    plain_ms: median(timed(7, () => simulatePlainly(strategy, rules, candles))),
    sweep_ms: median(timed(5, () => [...sweep(grid, rules, fresh())])),
    fills: events.filter((entry) => entry.event === "filled").length,
    sweep_fills: swept.reduce((sum, { buys, sells }) => sum + buys + sells, 0),
  };
}
