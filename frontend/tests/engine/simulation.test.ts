import { expect, test } from "vitest";

import { LedgerError } from "../../src/engine/errors.ts";
import { candle, type Candle } from "../../src/engine/candle.ts";
import { decimal, plain } from "../../src/engine/numbers.ts";
import { Simulation, simulatePlainly, type LogEntry } from "../../src/engine/simulation.ts";
import { parseSetting, type Setting } from "../../src/lab/setting.ts";

const START = 1_704_067_200_000;
const HOUR = 3_600_000;

function setting(changes: Record<string, unknown> = {}): Setting {
  const parsed = parseSetting({
    strategy: {
      pair: "SOL/EUR",
      timeframe: "1h",
      buy_trigger: "-2.5",
      sell_trigger: "2.1",
      buy_amount: "20",
      sell_amount: "20",
      allocated_capital: "200",
      ...changes,
    },
    market: { price_step: "0.01", amount_step: "1e-8", settlement_step: "0.01", taker_fee: "0.0025" },
  });
  if (!parsed.ok) {
    throw new Error([...parsed.problems].join("; "));
  }
  return parsed.setting;
}

/** A candle whose range is its body, so many hours after the start. */
function hour(place: number, open: string, close: string): Candle {
  const [one, other] = [decimal(open), decimal(close)];
  const [high, low] = one.isAbove(other) ? [one, other] : [other, one];
  return candle(START + place * HOUR, one, high, low, other);
}

function events(entries: readonly LogEntry[]): string[] {
  return entries.map((entry) => (entry.event === "evaluated" ? entry.reason : entry.event));
}

test("given a resting order when the strategy is paused, then it still fills, and nothing is evaluated", () => {
  const { strategy, rules } = setting();
  const simulation = new Simulation(strategy, rules);
  simulation.step(hour(0, "120", "115.80"));

  expect(events(simulation.pass(hour(1, "116", "117")))).toEqual(["filled"]);
  expect(simulation.final().trades).toBe(1);
});

test("given a new version, then it decides from the next candle on, and books and orders stay", () => {
  const { strategy, rules } = setting();
  const simulation = new Simulation(strategy, rules);
  simulation.step(hour(0, "120", "115.80"));
  simulation.revise(setting({ buy_trigger: "-5" }).strategy);

  expect(events(simulation.step(hour(1, "118", "114.50")))).toEqual(["filled", "NO_SIGNAL"]);
  expect(plain(simulation.book.allocated)).toBe("200");
});

test("given capital that comes and goes, then the books follow, and what is not free stays", () => {
  const { strategy, rules } = setting();
  const simulation = new Simulation(strategy, rules);
  simulation.step(hour(0, "120", "115.80"));
  simulation.deposit(decimal("50"));

  expect(() => {
    simulation.withdraw(decimal("230"));
  }).toThrow(LedgerError);
  simulation.withdraw(decimal("229.74"));
  expect([plain(simulation.book.free), plain(simulation.book.allocated)]).toEqual(["0", "20.26"]);
});

test("given coins that are adopted and written off, then position and cost follow", () => {
  const { strategy, rules } = setting();
  const simulation = new Simulation(strategy, rules);
  simulation.adopt({ amount: decimal("2"), averagePrice: decimal("100") });
  simulation.writeOff(decimal("0.5"), decimal("10"));

  const { position, cost, realized, free } = simulation.final();
  expect([position, cost, realized, free].map(plain)).toEqual(["1.5", "150", "-60", "190"]);
});

test("given a signal, then the numbers behind it can be asked for", () => {
  const { strategy, rules } = setting();
  const simulation = new Simulation(strategy, rules);
  simulation.step(hour(0, "120", "115.80"));

  expect(simulation.numbers.change && plain(simulation.numbers.change)).toBe("-3.5");
  simulation.step(hour(1, "130", "130"));
  expect(simulation.numbers).toEqual({});
});

test("given candles that do not rise, or slippage that is none, then they are refused", () => {
  const { strategy, rules } = setting();

  expect(() => simulatePlainly(strategy, rules, [hour(1, "1", "1"), hour(1, "1", "1")])).toThrow("rise");
  expect(() => new Simulation(strategy, rules, decimal("100"))).toThrow("slippage");
});
