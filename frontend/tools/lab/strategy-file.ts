/** A strategy, its market and the slippage from a JSON file (SEMANTICS section 13); the twin of lab/strategy_file.py. */

import { asMap, isRaw } from "../../src/engine/fields.ts";
import { TIMEFRAMES, type Timeframe } from "../../src/engine/timeframe.ts";
import { parseSetting, type Setting } from "../../src/lab/setting.ts";
import { readText, shown, Unreadable } from "./file.ts";
import { NotJson, readJson } from "./json.ts";
import { describe, GRID_UNCLEAR, onOneLine } from "./words.ts";

/** A setting, or a line for each error; `timeframe` is known where that field could be read. */
export type SettingFile =
  | { readonly ok: true; readonly setting: Setting }
  | { readonly ok: false; readonly errors: readonly string[]; readonly timeframe: Timeframe | null };

/** Read a strategy file, or tell everything that is wrong with it. */
export function readSetting(path: string): SettingFile {
  const failed = (reason: string): SettingFile => ({
    ok: false,
    errors: [`${shown(path)}: ${reason}`],
    timeframe: null,
  });
  try {
    const { value, repeated } = readJson(readText(path, false));
    return isRaw(value)
      ? fromFields(shown(path), asMap(value), repeated)
      : failed("not a strategy file: the whole must be an object");
  } catch (error) {
    if (error instanceof Unreadable) {
      return failed(error.message);
    }
    if (error instanceof NotJson) {
      return failed(`line ${error.line}: not JSON: ${error.message}`);
    }
    if (error instanceof RangeError) {
      return failed("not a strategy file: nested too deeply");
    }
    throw error;
  }
}

function fromFields(path: string, raw: ReadonlyMap<string, unknown>, repeated: readonly string[]): SettingFile {
  const parsed = parseSetting(raw);
  const errors = parsed.ok
    ? []
    : [
        ...[...parsed.problems].map(([name, problem]) => `${onOneLine(name)}: ${describe(name, problem)}`),
        ...(parsed.gridUnclear ? [GRID_UNCLEAR] : []),
      ];
  errors.push(...repeated.map((name) => `${onOneLine(name)}: given twice`));
  if (parsed.ok && errors.length === 0) {
    return parsed;
  }
  return { ok: false, errors: errors.map((error) => `${path}: ${error}`), timeframe: timeframeOf(raw.get("strategy")) };
}

/** The timeframe of a strategy of which something else is wrong. */
function timeframeOf(section: unknown): Timeframe | null {
  const given = isRaw(section) ? asMap(section).get("timeframe") : null;
  return TIMEFRAMES.find((timeframe) => timeframe === given) ?? null;
}
