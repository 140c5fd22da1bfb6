/** What the chart of a strategy shows. Binary fractions are good enough to draw with; nothing is decided by them. */

import type { CandleRow, StrategyVersion } from "../../data/api.ts";
import type { EvaluatedEvent, Trade } from "../../data/journal.ts";
import type { Parameters, Timeframe } from "../../data/model.ts";
import type { ChartModel, DrawnCandle, DrawnPoint, Level, Marker } from "../../components/charts/chart-model.ts";

const HOUR = 3_600_000;

/** How long a candle is, in ms. */
export const LENGTHS: Record<Timeframe, number> = { "1h": HOUR, "4h": 4 * HOUR, "1d": 24 * HOUR, "1w": 168 * HOUR };

export interface ChartWordsOfStrategy {
  candles: string;
  closes: string;
  buy: string;
  sell: string;
  averageCost: string;
}

/** The candles of the archive as they are drawn. */
export const candlesOf = (rows: readonly CandleRow[]): DrawnCandle[] =>
  rows.map(([time, open, high, low, close]) => ({
    time,
    open: Number(open),
    high: Number(high),
    low: Number(low),
    close: Number(close),
  }));

/** A candle as a decision saw it: what the thresholds follow from. */
interface Seen {
  time: number;
  close: number;
  reference: number;
}

/** The closes that a strategy has seen, oldest first, from its decisions (newest first). */
export function seenBy(events: readonly EvaluatedEvent[]): Seen[] {
  return events
    .flatMap(({ candle_ms: time, numbers: { close, reference } }) =>
      close === undefined || reference === undefined
        ? []
        : [{ time, close: Number(close), reference: Number(reference) }],
    )
    .reverse();
}

/** The candles with what each is compared with: its own open, or the close of the candle right before. */
export function seenInCandles(candles: readonly DrawnCandle[], { reference, timeframe }: Parameters): Seen[] {
  return candles.flatMap((candle, index) => {
    if (reference === "open") return [{ time: candle.time, close: candle.close, reference: candle.open }];
    const before = candles[index - 1];
    const isNext = before?.time === candle.time - LENGTHS[timeframe];
    return before && isNext ? [{ time: candle.time, close: candle.close, reference: before.close }] : [];
  });
}

/** The close at which each candle would buy or sell, by the version that was in force when it closed. */
export function thresholds(
  seen: readonly Seen[],
  versions: readonly StrategyVersion[],
  side: "buy" | "sell",
  timeframe: Timeframe,
): DrawnPoint[] {
  const oldestFirst = [...versions].sort((a, b) => a.since_ms - b.since_ms);
  return seen.map(({ time, reference }) => {
    const close = time + LENGTHS[timeframe];
    const version = oldestFirst.findLast((one) => one.since_ms <= close) ?? oldestFirst[0];
    if (!version || Number(version.parameters[`${side}_amount`]) === 0) return { time, value: null };
    return { time, value: reference * (1 + Number(version.parameters[`${side}_trigger`]) / 100) };
  });
}

export const markersOf = (trades: readonly Trade[]): Marker[] =>
  [...trades].sort((a, b) => a.time_ms - b.time_ms).map(({ time_ms: time, side }) => ({ time, kind: side }));

export interface ChartParts {
  words: ChartWordsOfStrategy;
  parameters: Parameters;
  candles: readonly DrawnCandle[];
  evaluations: readonly EvaluatedEvent[];
  trades: readonly Trade[];
  versions: readonly StrategyVersion[];
  averageCost: string | null;
}

/** Candles where the archive has them, else the closes that were seen; with thresholds and trades. */
export function chartModel(parts: ChartParts): ChartModel {
  const { words, parameters, candles, evaluations, trades, versions, averageCost } = parts;
  const length = LENGTHS[parameters.timeframe];
  const seen = candles.length ? seenInCandles(candles, parameters) : seenBy(evaluations);
  const first = candles[0]?.time ?? seen[0]?.time ?? Infinity;
  const levels: Level[] =
    averageCost === null ? [] : [{ value: Number(averageCost), label: words.averageCost, color: "muted" }];
  return {
    series: [
      candles.length
        ? { id: "candles", kind: "candles", label: words.candles, unit: "price", length, candles }
        : {
            id: "closes",
            kind: "line",
            label: words.closes,
            unit: "price",
            color: "price",
            points: seen.map(({ time, close }) => ({ time, value: close })),
          },
      ...(["buy", "sell"] as const).map((side) => ({
        id: side,
        kind: "steps" as const,
        label: words[side],
        unit: "price" as const,
        color: side === "buy" ? ("good" as const) : ("bad" as const),
        dashed: true,
        points: thresholds(seen, versions, side, parameters.timeframe),
      })),
    ],
    markers: markersOf(trades.filter((trade) => trade.time_ms >= first)),
    levels,
    barsInView: 120,
  };
}
