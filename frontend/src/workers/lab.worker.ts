/** Answers questions to the Lab's engine away from the page, so that the page goes on moving. */

import { answerMap, answerRest, answerRun, type RawSetting, type Rest } from "../lab/ask.ts";
import type { MapAxes, MapCell } from "../lab/map.ts";
import { CandleTable, type TableData } from "../lab/table.ts";
import type { Glimpse } from "../lab/view.ts";

export type Asked =
  | { readonly kind: "table"; readonly data: TableData }
  | { readonly kind: "run"; readonly id: number; readonly setting: RawSetting }
  | { readonly kind: "rest"; readonly id: number; readonly setting: RawSetting; readonly share: number }
  | {
      readonly kind: "map";
      readonly id: number;
      readonly setting: RawSetting;
      readonly share: number;
      readonly axes: MapAxes;
    };

export type Answer =
  | { readonly kind: "run"; readonly id: number; readonly view: Glimpse }
  | { readonly kind: "rest"; readonly id: number; readonly rest: Rest }
  | { readonly kind: "cells"; readonly id: number; readonly from: number; readonly cells: readonly MapCell[] }
  | { readonly kind: "done"; readonly id: number }
  | { readonly kind: "failed"; readonly id: number; readonly message: string };

/** How long cells are gathered before they are told, in ms: a bar that moves more often is not seen to. */
const PACE = 60;

let table: CandleTable | undefined;

const tell = (answer: Answer): void => {
  self.postMessage(answer);
};

self.onmessage = ({ data: asked }: MessageEvent<Asked>): void => {
  if (asked.kind === "table") {
    table = new CandleTable(asked.data);
    return;
  }
  const { id } = asked;
  try {
    if (table === undefined) throw new RangeError("no candles were given");
    answer(asked, table);
  } catch (error) {
    tell({ kind: "failed", id, message: String(error) });
  }
};

function answer(asked: Exclude<Asked, { kind: "table" }>, candles: CandleTable): void {
  const { id } = asked;
  switch (asked.kind) {
    case "run":
      tell({ kind: "run", id, view: answerRun(asked.setting, candles) });
      return;
    case "rest":
      tell({ kind: "rest", id, rest: answerRest(asked.setting, candles, asked.share) });
      return;
    case "map": {
      let gathered: MapCell[] = [];
      let from = 0;
      let told = performance.now();
      for (const cell of answerMap(asked.setting, candles, asked.share, asked.axes)) {
        gathered.push(cell);
        if (performance.now() - told < PACE) continue;
        tell({ kind: "cells", id, from, cells: gathered });
        from += gathered.length;
        gathered = [];
        told = performance.now();
      }
      tell({ kind: "cells", id, from, cells: gathered });
      tell({ kind: "done", id });
      return;
    }
  }
}
