import { expect, test } from "vitest";

import { parseSetting } from "../../src/lab/setting.ts";
import { simulate } from "../../src/lab/simulate.ts";
import { CandleTable } from "../../src/lab/table.ts";

const START = 1_704_067_200_000;

/** The outcomes of a rule with both triggers at so many hundredths of a percent, over candles from 100 to these closes. */
function outcomes(hundredths: number, closes: readonly number[]): string[] {
  const trigger = (hundredths / 100).toFixed(2);
  const parsed = parseSetting({
    strategy: {
      pair: "SOL/EUR",
      timeframe: "1h",
      buy_trigger: `-${trigger}`,
      sell_trigger: trigger,
      buy_amount: 20,
      sell_amount: 20,
      allocated_capital: 0,
      starting_position: { amount: "1", average_price: "1000000" },
    },
    market: { price_step: "0.0001", amount_step: "1e-8", taker_fee: "0" },
  });
  if (!parsed.ok) {
    throw new Error([...parsed.problems].join("; "));
  }
  const { strategy, rules } = parsed.setting;
  const rows = closes.map((close, place) => {
    const [high, low] = [Math.max(close, 1_000_000), Math.min(close, 1_000_000)].map((units) => `${units}e-4`);
    return [START + place * 3_600_000, "100", high ?? "", low ?? "", `${close}e-4`, "1"] as const;
  });
  const log = simulate(strategy, rules, CandleTable.fromRows(rows, "1h"));
  return log.flatMap((entry) => (entry.event === "evaluated" ? [entry.reason] : []));
}

test("given closes exactly on a trigger and one step before it, then only the exact ones fire, whatever the trigger", () => {
  for (let hundredths = 1; hundredths < 3_000; hundredths++) {
    const move = hundredths * 100;

    const told = outcomes(hundredths, [1_000_000 - move, 1_000_001 - move, 1_000_000 + move, 999_999 + move]);

    expect(told, `trigger ${hundredths}`).toEqual(["CAPITAL_INSUFFICIENT", "NO_SIGNAL", "BELOW_COST", "NO_SIGNAL"]);
  }
});
