/**
 * The browser's engine as the differential fuzzer asks it: a case in JSON, the complete logs in the answer. Runs in Node
 * and in a page.
 */

import { LedgerError } from "../src/engine/errors.ts";
import { plain } from "../src/engine/numbers.ts";
import { simulatePlainly, type LogEntry } from "../src/engine/simulation.ts";
import { toldByLog, sweep, type SweepResult } from "../src/lab/fast/sweep.ts";
import { toJson } from "../src/lab/log.ts";
import { parseSetting } from "../src/lab/setting.ts";
import { simulate } from "../src/lab/simulate.ts";
import { CandleTable, type CandleRow } from "../src/lab/table.ts";

interface Question {
  /** What a strategy file holds. */
  readonly setting: Record<string, unknown>;
  readonly rows: readonly CandleRow[];
}

/** `log` is that of the plain engine. `fast`, `events` and `sweep` tell what differs from it, null where nothing does. */
interface Answer {
  readonly log: string | null;
  readonly fast: string | null;
  readonly events: string | null;
  readonly sweep: string | null;
  readonly narrow: boolean;
}

export function answer(line: string): string {
  const { setting: raw, rows } = JSON.parse(line) as Question;
  const parsed = parseSetting(raw);
  if (!parsed.ok) {
    throw new RangeError(`not a setting: ${[...parsed.problems].join("; ")}`);
  }
  const { strategy, rules, slippage } = parsed.setting;
  const table = CandleTable.fromRows(rows, strategy.timeframe === "1w" ? "1d" : strategy.timeframe);
  const log = unlessBroken(() => simulatePlainly(strategy, rules, table.candles(), slippage));
  const fast = unlessBroken(() => simulate(strategy, rules, table, { slippage }));
  const events = unlessBroken(() => simulate(strategy, rules, table, { slippage, evaluated: false }));
  const swept = unlessBroken(() => [...sweep([strategy], rules, table, { slippage })]);
  const lines = textOf(log);
  const told: Answer = {
    log: lines,
    fast: unlessSame(textOf(fast), lines),
    events: unlessSame(textOf(events), textOf(log?.filter((entry) => entry.event !== "evaluated") ?? null)),
    sweep: unlessSame(resultText(swept?.[0] ?? null), log && resultText(toldByLog(strategy, log))),
    narrow: table.isNarrow,
  };
  return JSON.stringify(told);
}

/** The result, or null where the books cannot go on. */
function unlessBroken<Result>(run: () => Result): Result | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof LedgerError) {
      return null;
    }
    throw error;
  }
}

function unlessSame(text: string | null, expected: string | null): string | null {
  return text === expected ? null : (text ?? "the books broke");
}

function textOf(log: readonly LogEntry[] | null): string | null {
  return log?.map((entry) => `${toJson(entry)}\n`).join("") ?? null;
}

function resultText(result: ReturnType<typeof toldByLog> | SweepResult | null): string | null {
  if (result === null) {
    return null;
  }
  const { final, reasons, buys, sells, fees, capitalUsed } = result;
  return [toJson(final), JSON.stringify([...reasons]), buys, sells, plain(fees), plain(capitalUsed)].join(" ");
}
