import {
  AreaSeries,
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  LineSeries,
  LineStyle,
  LineType,
  type MouseEventParams,
  type SeriesMarker,
  type SeriesType,
  TickMarkType,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import { type ChartColors, faded } from "./chart-colors.ts";
import { type ChartModel, type Level, type Marker, type Series, timesOf, type Unit } from "./chart-model.ts";
import { barAt, onGrid } from "./time-grid.ts";

/** How times and numbers are written: the user's ways. */
export interface ChartFormats {
  readonly locale: string;
  /** An IANA name. */
  readonly timeZone: string;
  number(value: number, unit: Unit): string;
}

interface Drawn {
  series: Series;
  readonly api: ISeriesApi<SeriesType>;
}

/** The room (px) that the library keeps for a label of the time axis, at its usual size of letters. */
const LABEL_WIDTH = 80;
const DAY = 86_400_000;

const seconds = (time: number): UTCTimestamp => (time / 1000) as UTCTimestamp;

/** Keeps a chart of the library in step with a model: only what changed is handed over anew. */
export class ChartDrawing {
  readonly #chart: IChartApi;
  readonly #drawn = new Map<string, Drawn>();
  #markers: { readonly on: string; readonly api: ISeriesMarkersPluginApi<Time> } | undefined;
  #shownMarkers: readonly Marker[] | undefined;
  #levels: IPriceLine[] = [];
  #shownLevels: readonly Level[] | undefined;
  #colors: ChartColors;
  #formats: ChartFormats;
  readonly #fontFamily: string;
  /** Whether labels of the time axis are at least a day apart. */
  #isCoarse = false;

  constructor(container: HTMLElement, colors: ChartColors, formats: ChartFormats) {
    this.#colors = colors;
    this.#formats = formats;
    this.#fontFamily = getComputedStyle(container).fontFamily;
    this.#chart = createChart(container, {
      autoSize: true,
      // A wheel or a finger that moves down the page must go on moving down the page.
      handleScroll: { mouseWheel: false, vertTouchDrag: false, horzTouchDrag: true, pressedMouseMove: true },
      handleScale: { mouseWheel: false, pinch: true, axisPressedMouseMove: true, axisDoubleClickReset: true },
      kineticScroll: { touch: false, mouse: false },
      // The licence of the library asks for a link to its makers; the logo is that link.
      layout: { attributionLogo: true },
      rightPriceScale: { borderVisible: false, entireTextOnly: true },
      timeScale: {
        minBarSpacing: 0.001,
        enableConflation: true,
        borderVisible: false,
        timeVisible: true,
        // Beyond the data there is nothing to see, and only at fixed edges the library keeps labels whole.
        fixLeftEdge: true,
        fixRightEdge: true,
      },
    });
    this.#applyLook();
    this.#chart.timeScale().subscribeVisibleTimeRangeChange(this.#watchScale);
    this.#chart.timeScale().subscribeSizeChange(this.#watchScale);
  }

  /** Called with the time (ms) under the pointer, undefined when it leaves. */
  onPointer(moved: (time: number | undefined) => void): void {
    this.#chart.subscribeCrosshairMove((event: MouseEventParams) => {
      moved(typeof event.time === "number" ? event.time * 1000 : undefined);
    });
  }

  set colors(colors: ChartColors) {
    this.#colors = colors;
    this.#applyLook();
    for (const drawn of this.#drawn.values()) this.#style(drawn);
    this.#redrawMarks();
  }

  set formats(formats: ChartFormats) {
    this.#formats = formats;
    this.#applyLook();
  }

  /** Show the model. The view stays where it is, unless the times of the first series became others. */
  show(model: ChartModel): void {
    const wanted = new Set(model.series.map((series) => series.id));
    for (const [id, { api }] of this.#drawn) {
      if (wanted.has(id)) continue;
      if (this.#markers?.on === id) this.#dropMarkers();
      this.#chart.removeSeries(api);
      this.#drawn.delete(id);
    }
    const first = model.series[0];
    const isFitting = first !== undefined && this.#isOfOtherTimes(first);
    for (const series of model.series) this.#showSeries(series);
    this.#chart.panes().forEach((pane, index) => {
      pane.setStretchFactor(index === 0 ? 1 : (model.paneShare ?? 0.3));
    });
    this.#showMarkers(first, model.markers ?? []);
    this.#showLevels(first, model.levels ?? []);
    if (isFitting) this.#fitTo(first, model.barsInView);
  }

  /** Bring everything into view. */
  fit(): void {
    this.#chart.timeScale().fitContent();
  }

  /** See fewer bars (a factor below 1) or more, around the middle. */
  zoom(factor: number): void {
    const scale = this.#chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (range === null) return;
    const half = Math.max(3, ((range.to - range.from) * factor) / 2);
    const middle = (range.from + range.to) / 2;
    scale.setVisibleLogicalRange({ from: middle - half, to: middle + half });
  }

  /** Move the view by a share of its width; below 0 goes back in time. */
  scroll(share: number): void {
    const scale = this.#chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (range === null) return;
    const by = (range.to - range.from) * share;
    scale.setVisibleLogicalRange({ from: range.from + by, to: range.to + by });
  }

  /** Put the cross at a time of the first series that has a value there. */
  pointAt(time: number, value: number, id: string): void {
    const drawn = this.#drawn.get(id);
    if (drawn === undefined) return;
    this.#chart.setCrosshairPosition(value, seconds(time), drawn.api);
    const scale = this.#chart.timeScale();
    const index = scale.timeToIndex(seconds(time));
    const range = scale.getVisibleLogicalRange();
    if (index === null || range === null) return;
    const width = range.to - range.from;
    if (index < range.from) scale.setVisibleLogicalRange({ from: index, to: index + width });
    else if (index > range.to) scale.setVisibleLogicalRange({ from: index - width, to: index });
  }

  /** The first and the last moment in view (ms). */
  get view(): { readonly from: number; readonly to: number } | undefined {
    const range = this.#chart.timeScale().getVisibleRange();
    if (range === null) return undefined;
    return { from: Number(range.from) * 1000, to: Number(range.to) * 1000 };
  }

  remove(): void {
    this.#chart.remove();
  }

  /** Bring the last so many bars into view, or all where there are no more. */
  #fitTo(first: Series, most: number | undefined): void {
    const bars = first.kind === "candles" ? onGrid(first.candles, first.length).length : first.points.length;
    if (most === undefined || bars <= most) this.fit();
    else this.#chart.timeScale().setVisibleLogicalRange({ from: bars - most, to: bars });
  }

  #isOfOtherTimes(series: Series): boolean {
    const before = this.#drawn.get(series.id);
    if (before === undefined) return true;
    if (before.series === series) return false;
    const [old, now] = [timesOf(before.series), timesOf(series)];
    return old.length !== now.length || old[0] !== now[0] || old.at(-1) !== now.at(-1);
  }

  #showSeries(series: Series): void {
    let drawn = this.#drawn.get(series.id);
    if (drawn !== undefined && drawn.series.kind !== series.kind) {
      if (this.#markers?.on === series.id) this.#dropMarkers();
      this.#chart.removeSeries(drawn.api);
      drawn = undefined;
    }
    if (drawn === undefined) {
      drawn = { series, api: this.#add(series) };
      this.#drawn.set(series.id, drawn);
      this.#hand(drawn);
      this.#style(drawn);
    } else if (drawn.series !== series) {
      const isNew = dataOf(drawn.series) !== dataOf(series);
      const isOther = looksOf(drawn.series) !== looksOf(series);
      drawn.series = series;
      if (isNew) this.#hand(drawn);
      if (isOther) this.#style(drawn);
    }
  }

  #add(series: Series): ISeriesApi<SeriesType> {
    const pane = series.pane ?? 0;
    switch (series.kind) {
      case "candles":
        return this.#chart.addSeries(CandlestickSeries, {}, pane);
      case "area":
        return this.#chart.addSeries(AreaSeries, {}, pane);
      case "histogram":
        return this.#chart.addSeries(HistogramSeries, {}, pane);
      case "line":
      case "steps":
        return this.#chart.addSeries(LineSeries, {}, pane);
    }
  }

  #hand({ series, api }: Drawn): void {
    if (series.kind === "candles") {
      api.setData(onGrid(series.candles, series.length).map((one) => ({ ...one, time: seconds(one.time) })));
      return;
    }
    const { good, bad } = this.#colors.roles;
    const isBars = series.kind === "histogram";
    api.setData(
      series.points.map(({ time, value }) => {
        if (value === null) return { time: seconds(time) };
        const point = { time: seconds(time), value };
        return isBars ? { ...point, color: faded(value >= 0 ? good : bad, 0.7) } : point;
      }),
    );
  }

  #style({ series, api }: Drawn): void {
    const { roles } = this.#colors;
    const color = roles[series.color ?? "price"];
    const common = {
      lastValueVisible: series.kind !== "candles" || (series.pane ?? 0) === 0,
      priceLineVisible: false,
      priceFormat: {
        type: "custom" as const,
        minMove: 1e-8,
        formatter: (value: number) => this.#formats.number(value, series.unit),
      },
    };
    if (series.kind === "candles") {
      const [up, down] = [roles.good, roles.bad];
      const bars = { upColor: up, downColor: down, borderVisible: false, wickUpColor: up, wickDownColor: down };
      api.applyOptions({ ...common, ...bars });
    } else if (series.kind === "area") {
      const fill = { topColor: faded(color, 0.35), bottomColor: faded(color, 0.03) };
      api.applyOptions({ ...common, ...fill, lineColor: color, lineWidth: 2 });
    } else if (series.kind === "histogram") {
      api.applyOptions(common);
      this.#hand({ series, api });
    } else {
      api.applyOptions({
        ...common,
        color,
        lineWidth: series.dashed === true ? 1 : 2,
        lineStyle: series.dashed === true ? LineStyle.Dashed : LineStyle.Solid,
        lineType: series.kind === "steps" ? LineType.WithSteps : LineType.Simple,
      });
    }
  }

  #showMarkers(first: Series | undefined, markers: readonly Marker[]): void {
    const drawn = first === undefined ? undefined : this.#drawn.get(first.id);
    if (first === undefined || drawn === undefined) return;
    if (this.#markers?.on === first.id && this.#shownMarkers === markers) return;
    if (this.#markers?.on !== first.id) {
      this.#dropMarkers();
      // Trades under a line of money would squash it, if the scale made room for them.
      this.#markers = { on: first.id, api: createSeriesMarkers(drawn.api, [], { autoScale: false }) };
    }
    this.#shownMarkers = markers;
    const times = timesOf(first);
    this.#markers.api.setMarkers(markers.map((marker) => this.#marker(marker, times)));
  }

  #marker({ time, kind, text }: Marker, times: readonly number[]): SeriesMarker<Time> {
    const { good, bad } = this.#colors.roles;
    return {
      time: seconds(barAt(times, time) ?? time),
      ...(kind === "buy"
        ? { position: "belowBar", shape: "arrowUp", color: good }
        : { position: "aboveBar", shape: "arrowDown", color: bad }),
      ...(text === undefined ? {} : { text }),
    };
  }

  #dropMarkers(): void {
    this.#markers?.api.detach();
    this.#markers = undefined;
    this.#shownMarkers = undefined;
  }

  #showLevels(first: Series | undefined, levels: readonly Level[]): void {
    const api = first === undefined ? undefined : this.#drawn.get(first.id)?.api;
    if (api === undefined || this.#shownLevels === levels) return;
    for (const line of this.#levels) api.removePriceLine(line);
    this.#levels = levels.map(({ value, label, color }) =>
      api.createPriceLine({
        price: value,
        title: label,
        color: this.#colors.roles[color],
        lineStyle: LineStyle.Dashed,
        lineWidth: 1,
        axisLabelVisible: true,
      }),
    );
    this.#shownLevels = levels;
  }

  #redrawMarks(): void {
    const first = [...this.#drawn.values()][0]?.series;
    const [markers, levels] = [this.#shownMarkers ?? [], this.#shownLevels ?? []];
    this.#shownMarkers = this.#shownLevels = undefined;
    this.#showMarkers(first, markers);
    this.#showLevels(first, levels);
  }

  #applyLook(): void {
    const { text, grid, background } = this.#colors;
    const { locale } = this.#formats;
    this.#chart.applyOptions({
      layout: {
        background: { color: background },
        textColor: text,
        fontFamily: this.#fontFamily,
        panes: { separatorColor: grid, enableResize: false },
      },
      grid: { vertLines: { visible: false }, horzLines: { color: grid } },
      localization: { locale, timeFormatter: (time: Time) => this.#moment(Number(time) * 1000) },
    });
    this.#writeTicks();
  }

  /** Have the time axis written anew: the library remembers what it wrote before. */
  #writeTicks(): void {
    this.#chart.applyOptions({
      timeScale: { tickMarkFormatter: (time: Time, type: TickMarkType) => this.#tick(Number(time) * 1000, type) },
    });
  }

  readonly #watchScale = (): void => {
    const { view } = this;
    const width = this.#chart.timeScale().width();
    if (view === undefined || width === 0) return;
    const isCoarse = ((view.to - view.from) / width) * LABEL_WIDTH >= DAY;
    if (isCoarse === this.#isCoarse) return;
    this.#isCoarse = isCoarse;
    this.#writeTicks();
  };

  #moment(time: number): string {
    return this.#written(time, { dateStyle: "medium", timeStyle: "short" });
  }

  #tick(time: number, type: TickMarkType): string {
    const day = { day: "numeric", month: "short" } as const;
    switch (type) {
      // The library finds years and months in UTC; west of it they begin while it is still the last day of the one before.
      case TickMarkType.Year:
        return this.#written(time, { year: "numeric" }, "UTC");
      case TickMarkType.Month:
        return this.#written(time, { month: "short" }, "UTC");
      case TickMarkType.DayOfMonth:
        return this.#written(time, day);
      case TickMarkType.Time:
      case TickMarkType.TimeWithSeconds:
        // Among dates, the time of a day would say nothing.
        return this.#written(time, this.#isCoarse ? day : { hour: "2-digit", minute: "2-digit" });
    }
  }

  #written(time: number, options: Intl.DateTimeFormatOptions, timeZone = this.#formats.timeZone): string {
    return momentFormat({ ...this.#formats, timeZone }, options).format(time);
  }
}

const made = new Map<string, Intl.DateTimeFormat>();

/** A format of moments; making one is slow, so each is made once. */
export function momentFormat(
  formats: Pick<ChartFormats, "locale" | "timeZone">,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const { locale, timeZone } = formats;
  const key = `${locale} ${timeZone} ${Object.entries(options).join(" ")}`;
  let format = made.get(key);
  if (format === undefined) made.set(key, (format = new Intl.DateTimeFormat(locale, { ...options, timeZone })));
  return format;
}

/** What the options of a series are made of: setting them draws the whole chart anew. */
function looksOf(series: Series): string {
  const isDashed = "dashed" in series && series.dashed;
  return `${series.kind} ${series.color ?? ""} ${series.unit} ${series.pane ?? 0} ${String(isDashed)}`;
}

function dataOf(series: Series): readonly unknown[] {
  return series.kind === "candles" ? series.candles : series.points;
}
