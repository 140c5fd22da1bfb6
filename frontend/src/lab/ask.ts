/** Questions to the Lab's engine as plain data, so that the page or a worker can answer them alike. */

import { parseDecimal } from "../engine/numbers.ts";
import { parseStrategy } from "../engine/validation.ts";
import type { MapAxes, MapCell } from "./map.ts";
import { mapped } from "./map.ts";
import { marketRules, type MarketRecord, type Setting } from "./setting.ts";
import { split } from "./split.ts";
import { ownTable } from "./simulate.ts";
import { run } from "./summary.ts";
import type { CandleTable } from "./table.ts";
import { type Figures, figuresOf, type Glimpse, glimpseOf, type RunView, viewOf } from "./view.ts";

/** A valid rule in its market; `strategy` is raw input as `parseStrategy` reads it. */
export interface RawSetting {
  readonly strategy: Readonly<Record<string, unknown>>;
  readonly market: MarketRecord;
  readonly slippage: string;
}

/** The two parts of a period, each as a simulation of its own that begins with all of the capital. */
export interface Parts {
  readonly at: number;
  readonly tuning: Figures;
  readonly unseen: Figures;
}

export interface Rest {
  readonly view: RunView;
  readonly parts: Parts | null;
}

/** Throws a RangeError for what is not valid: a page asks only what it has checked. */
export function settingOf({ strategy, market, slippage }: RawSetting): Setting {
  const parsed = parseStrategy(strategy);
  const slip = parseDecimal(slippage);
  if (!parsed.ok || slip === null) throw new RangeError("not a valid setting");
  return { strategy: parsed.strategy, rules: marketRules(market), slippage: slip };
}

/** What is asked while sliders move. */
export function answerRun(raw: RawSetting, table: CandleTable): Glimpse {
  const { strategy, rules, slippage } = settingOf(raw);
  return glimpseOf(run(strategy, rules, table, slippage));
}

/** The run in full, and its parts: what is asked once the sliders rest. `share` is that of the tuning part, 0 to 1. */
export function answerRest(raw: RawSetting, table: CandleTable, share: number): Rest {
  const { strategy, rules, slippage } = settingOf(raw);
  return {
    view: viewOf(run(strategy, rules, table, slippage)),
    parts: answerParts(raw, table, share),
  };
}

/** Null where the period is too short for two parts. `share` is that of the tuning part, 0 to 1. */
export function answerParts(raw: RawSetting, table: CandleTable, share: number): Parts | null {
  const { strategy, rules, slippage } = settingOf(raw);
  const parts = split(ownTable(strategy, table), share);
  if (parts === null) return null;
  const figures = (part: CandleTable): Figures => figuresOf(run(strategy, rules, part, slippage));
  return { at: parts.at, tuning: figures(parts.tuning), unseen: figures(parts.unseen) };
}

/** The map over the tuning part, cell by cell. */
export function answerMap(raw: RawSetting, table: CandleTable, share: number, axes: MapAxes): Generator<MapCell> {
  const { strategy, rules, slippage } = settingOf(raw);
  const own = ownTable(strategy, table);
  return mapped(strategy, rules, split(own, share)?.tuning ?? own, slippage, axes);
}
