/** Candles from a CSV file, plain or gzip (SEMANTICS section 13); the twin of lab/candle_file.py. */

import { parseDecimal, plain, tenTo } from "../../src/engine/numbers.ts";
import { isAligned, type Timeframe } from "../../src/engine/timeframe.ts";
import type { CandleRow } from "../../src/lab/table.ts";
import { csvRows, NotCsv } from "./csv.ts";
import { readText, shown, Unreadable } from "./file.ts";
import { NOT_A_NUMBER, quoted } from "./words.ts";

const HEADER = ["timestamp_ms_open", "open", "high", "low", "close", "volume"] as const;

export interface CandleFile {
  readonly rows: readonly CandleRow[];
  /** A line for each error. */
  readonly errors: readonly string[];
}

/** Read a file whose rows open on this grid; null leaves the alignment untested. */
export function readCandles(path: string, grid: Timeframe | null): CandleFile {
  try {
    const reader = new Reader(shown(path), grid);
    reader.read(readText(path, true));
    return { rows: reader.rows, errors: reader.errors };
  } catch (error) {
    if (error instanceof Unreadable) {
      return { rows: [], errors: [`${shown(path)}: ${error.message}`] };
    }
    throw error;
  }
}

class Reader {
  readonly rows: CandleRow[] = [];
  readonly errors: string[] = [];
  private readonly path: string;
  private readonly grid: Timeframe | null;
  private lastTime: number | null = null;

  constructor(path: string, grid: Timeframe | null) {
    this.path = path;
    this.grid = grid;
  }

  read(text: string): void {
    try {
      const rows = csvRows(text);
      const header = rows.next();
      if (header.done === true || header.value.fields.join("\n") !== HEADER.join("\n")) {
        this.error(1, `the header is not ${HEADER.join(",")}`);
        return;
      }
      for (const { line, fields } of rows) {
        this.row(line, fields);
      }
    } catch (error) {
      if (!(error instanceof NotCsv)) {
        throw error;
      }
      this.error(error.line, `not CSV: ${error.message}`);
    }
  }

  private row(line: number, fields: readonly string[]): void {
    const [timeText, open, high, low, close, volume] = fields;
    if (
      fields.length !== HEADER.length ||
      timeText === undefined ||
      open === undefined ||
      high === undefined ||
      low === undefined ||
      close === undefined ||
      volume === undefined
    ) {
      this.error(line, `${HEADER.length} columns are needed, not ${fields.length}`);
      return;
    }
    const time = this.time(line, timeText);
    const prices = [open, high, low, close].map((text, column) => this.price(line, HEADER[column + 1] ?? "", text));
    if (time !== null && prices.every((isPrice) => isPrice)) {
      this.rows.push([time, open, high, low, close, "0"]);
    }
  }

  private time(line: number, text: string): number | null {
    const [name] = HEADER;
    const value = parseDecimal(text);
    if (value === null) {
      this.error(line, `${name}: not a time in UTC milliseconds: ${quoted(text)}`);
      return null;
    }
    const unit = tenTo(value.decimals);
    if (value.units % unit !== 0n) {
      this.error(line, `${name}: not a whole number of milliseconds: ${quoted(text)}`);
      return null;
    }
    const time = Number(value.units / unit);
    if (this.grid !== null && !isAligned(this.grid, time)) {
      this.error(line, `${name}: no ${this.grid} candle opens at ${plain(value)}`);
    }
    if (this.lastTime !== null && time <= this.lastTime) {
      const what = time === this.lastTime ? "repeated" : `falling, ${this.lastTime} came before`;
      this.error(line, `${name}: ${what}: ${plain(value)}`);
      return null;
    }
    this.lastTime = time;
    return time;
  }

  private price(line: number, name: string, text: string): boolean {
    if (parseDecimal(text) !== null) {
      return true;
    }
    this.error(line, `${name}: ${NOT_A_NUMBER}: ${quoted(text)}`);
    return false;
  }

  private error(line: number, reason: string): void {
    this.errors.push(`${this.path}: line ${line}: ${reason}`);
  }
}
