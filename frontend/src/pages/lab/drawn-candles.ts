import type { DrawnCandle } from "../../components/charts/chart-model.ts";
import type { CandleTable } from "../../lab/table.ts";

/** Valid candles, as a chart draws them. */
export function drawnCandles(table: CandleTable): DrawnCandle[] {
  const candles: DrawnCandle[] = [];
  for (let at = 0; at < table.count; at += 1) {
    if (table.valid[at] !== 1) continue;
    candles.push({
      time: table.times[at] ?? 0,
      open: table.open[at] ?? 0,
      high: table.high[at] ?? 0,
      low: table.low[at] ?? 0,
      close: table.close[at] ?? 0,
    });
  }
  return candles;
}
