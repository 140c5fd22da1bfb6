/** What a chart shows, as plain data: the element draws it, a test can read it. Times are UTC milliseconds. */

/** The part that a colour plays; which colour that is, the theme says. */
export type ColorRole = "price" | "good" | "bad" | "muted" | "first" | "second" | "third" | "fourth";

/** What the numbers of a series mean, so that they are written rightly. */
export type Unit = "price" | "money" | "percent" | "plain";

interface SeriesBase {
  /** Tells this series from the others of the chart, over all its updates. */
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
  /** 0 is the highest; absent is 0. */
  readonly pane?: number;
  /** Short words before the value where several series share a line of the legend. */
  readonly color?: ColorRole;
}

/** A candle as it is drawn: for the eye, never for arithmetic. */
export interface DrawnCandle {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** A value at a moment; null is a gap. */
export interface DrawnPoint {
  readonly time: number;
  readonly value: number | null;
}

/** Candles on the grid of their length: where one is missing, its place stays empty. */
export interface CandleSeries extends SeriesBase {
  readonly kind: "candles";
  readonly length: number;
  readonly candles: readonly DrawnCandle[];
}

export interface LineSeries extends SeriesBase {
  readonly kind: "line" | "area" | "steps";
  readonly color: ColorRole;
  readonly dashed?: boolean;
  readonly points: readonly DrawnPoint[];
}

/** Bars from zero, good above it and bad below. */
export interface HistogramSeries extends SeriesBase {
  readonly kind: "histogram";
  readonly points: readonly DrawnPoint[];
}

export type Series = CandleSeries | LineSeries | HistogramSeries;

/** A trade, or another thing that happened, at the bar that contains it. */
export interface Marker {
  readonly time: number;
  readonly kind: "buy" | "sell";
  readonly text?: string;
}

/** A level across the whole pane of a series. */
export interface Level {
  readonly value: number;
  readonly label: string;
  readonly color: ColorRole;
}

export interface ChartModel {
  readonly series: readonly Series[];
  /** Drawn on the first series, in rising order of time. */
  readonly markers?: readonly Marker[];
  /** Drawn on the first series. */
  readonly levels?: readonly Level[];
  /** How much of the height each pane after the first has, against the first's 1. */
  readonly paneShare?: number;
  /** How many bars are in view at first; absent shows all. */
  readonly barsInView?: number;
}

/** The times of a series, in its order. */
export function timesOf(series: Series): readonly number[] {
  return series.kind === "candles" ? series.candles.map((one) => one.time) : series.points.map((one) => one.time);
}

/** The value that is told of a series at a moment: of a candle its close; null where it has none. */
export function valuesByTime(series: Series): ReadonlyMap<number, number | null> {
  return series.kind === "candles"
    ? new Map(series.candles.map((one) => [one.time, one.close]))
    : new Map(series.points.map((one) => [one.time, one.value]));
}
