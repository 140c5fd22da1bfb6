import type { ColorRole, DrawnPoint, Series } from "../../../components/charts/chart-model.ts";
import type { Text } from "../../../data/localize.ts";
import { ema, macd, rsi, sma, type Series as Values } from "../../../engine/indicators.ts";

export const INDICATORS = ["sma20", "sma50", "sma200", "ema20", "rsi", "macd"] as const;
export type Indicator = (typeof INDICATORS)[number];

const RSI_PERIOD = 14;

/** An indicator as the chart draws it, from the closes of valid candles. */
export function indicatorSeries(
  indicator: Indicator,
  times: readonly number[],
  closes: Float64Array,
  pane: number,
  text: Text,
): Series[] {
  const line = (id: string, label: string, values: Values, color: ColorRole): Series => ({
    id,
    kind: "line",
    label,
    color,
    pane,
    unit: pane === 0 ? "price" : "plain",
    points: pointsOf(times, values),
  });
  switch (indicator) {
    case "sma20":
      return [line("sma20", text("explore_sma20"), sma(closes, 20), "first")];
    case "sma50":
      return [line("sma50", text("explore_sma50"), sma(closes, 50), "second")];
    case "sma200":
      return [line("sma200", text("explore_sma200"), sma(closes, 200), "third")];
    case "ema20":
      return [line("ema20", text("explore_ema20"), ema(closes, 20), "fourth")];
    case "rsi":
      return [line("rsi", text("explore_rsi"), rsi(closes, RSI_PERIOD), "fourth")];
    case "macd": {
      const { line: difference, signal, histogram } = macd(closes);
      return [
        {
          id: "macd histogram",
          kind: "histogram",
          label: text("explore_macd_histogram"),
          pane,
          unit: "plain",
          points: pointsOf(times, histogram),
        },
        line("macd", text("explore_macd"), difference, "first"),
        line("macd signal", text("explore_macd_signal"), signal, "second"),
      ];
    }
  }
}

/** From the first value on: an indicator has none until its window is full. */
function pointsOf(times: readonly number[], values: Values): DrawnPoint[] {
  return times.flatMap((time, at) => {
    const value = values[at] ?? null;
    return value === null ? [] : [{ time, value }];
  });
}
