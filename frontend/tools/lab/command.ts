/** `script/lab simulate --engine browser`: the panel's engine on the files of SEMANTICS section 13. */

import { writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { toJson } from "../../src/lab/log.ts";
import { simulate } from "../../src/lab/simulate.ts";
import { CandleTable } from "../../src/lab/table.ts";
import { readCandles } from "./candle-file.ts";
import { readSetting } from "./strategy-file.ts";

const BAD_INPUT = 2;
/** What a shell reports for a program that wrote to a closed pipe. */
const READER_GONE = 141;

/** Run with options that the Python command has checked; returns the exit code. */
export function simulateFiles(options: readonly string[]): number {
  const { values } = parseArgs({
    args: [...options],
    options: { candles: { type: "string" }, strategy: { type: "string" }, all: { type: "boolean" } },
  });
  const read = readSetting(values.strategy ?? "");
  const timeframe = read.ok ? read.setting.strategy.timeframe : read.timeframe;
  const rowsOf = timeframe === "1w" ? "1d" : timeframe;
  const { rows, errors } = readCandles(values.candles ?? "", rowsOf);
  if (!read.ok || rowsOf === null || errors.length > 0) {
    const all = [...(read.ok ? [] : read.errors), ...errors];
    write(2, `${all.join("\n")}\n`);
    return BAD_INPUT;
  }
  const { strategy, rules, slippage } = read.setting;
  const log = simulate(strategy, rules, CandleTable.fromRows(rows, rowsOf), {
    slippage,
    evaluated: values.all ?? false,
  });
  return write(1, log.map((entry) => `${toJson(entry)}\n`).join("")) ? 0 : READER_GONE;
}

/** Write all of a text; false if nobody reads any more. */
function write(file: number, text: string): boolean {
  const bytes = Buffer.from(text);
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(file, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") {
        return false;
      }
      if (code !== "EAGAIN") {
        throw error;
      }
      // The reader is slower than we are: let it catch up.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return true;
}
