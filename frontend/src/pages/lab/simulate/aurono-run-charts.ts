import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { chartFormats, chartWords } from "../../../components/chart-context.ts";
import "../../../components/charts/aurono-chart.ts";
import type { ChartModel, ColorRole, DrawnCandle, DrawnPoint } from "../../../components/charts/chart-model.ts";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import { sharedStyles } from "../../../components/styles.ts";
import { currencies } from "../../../data/model.ts";
import { lengthOf } from "../../../engine/timeframe.ts";
import type { Question } from "../../../lab/rule-link.ts";
import type { CandleTable } from "../../../lab/table.ts";
import type { Glimpse, RunView } from "../../../lab/view.ts";
import { drawnCandles } from "../drawn-candles.ts";
import { periodOf, type Subject } from "../subject.ts";
import type { Pin } from "./aurono-pins.ts";
import { thresholds } from "./aurono-run-figures.ts";

const PIN_COLORS: readonly ColorRole[] = ["fourth", "good", "bad", "muted"];
/** Candles in view at first. */
const IN_VIEW = 240;

/** Value over time against what others would have done, and the trades on the candles. */
@element("aurono-run-charts")
export class AuronoRunCharts extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      .card {
        /* What changes in here changes nothing outside, and out of sight it is neither laid out nor painted. */
        content-visibility: auto;
        contain-intrinsic-size: auto 420px;
      }
      @media (max-width: 600px) {
        aurono-chart {
          --chart-height: 260px;
        }
      }
    `,
  ];

  @property({ attribute: false }) view!: Glimpse;
  /** The run whose trades are drawn; it follows once the sliders rest. */
  @property({ attribute: false }) rested: RunView | undefined;
  @property({ attribute: false }) pins: readonly Pin[] = [];
  @property({ attribute: false }) subject!: Subject;
  @property({ attribute: false }) question!: Question;

  #candles: { readonly table: CandleTable; readonly drawn: readonly DrawnCandle[] } | undefined;
  #value: { readonly view: Glimpse; readonly pins: readonly Pin[]; readonly model: ChartModel } | undefined;
  #trades: { readonly run: RunView; readonly table: CandleTable; readonly model: ChartModel } | undefined;

  protected override render(): TemplateResult {
    const { quote } = currencies(this.subject.market.pair);
    const formats = chartFormats(this.app, quote);
    const words = chartWords(this.app);
    return html`
      <section class="card">
        <h2>${this.app.text("simulate_value_chart")}</h2>
        <aurono-chart
          label=${this.app.text("simulate_value_chart_label")}
          .model=${this.#valueModel()}
          .formats=${formats}
          .words=${words}
        ></aurono-chart>
      </section>
      ${
        this.rested === undefined
          ? nothing
          : html`<section class="card">
              <h2>${this.app.text("simulate_trades_chart")}</h2>
              <aurono-chart
                label=${this.app.text("simulate_trades_chart_label", { pair: this.subject.market.pair })}
                .model=${this.#tradesModel(this.rested)}
                .formats=${formats}
                .words=${words}
              ></aurono-chart>
            </section>`
      }
    `;
  }

  #valueModel(): ChartModel {
    if (this.#value?.view !== this.view || this.#value.pins !== this.pins) {
      this.#value = { view: this.view, pins: this.pins, model: this.#valueOf() };
    }
    return this.#value.model;
  }

  #valueOf(): ChartModel {
    const { text } = this.app;
    const { times, strategy, hold, monthly, underwater } = this.view.curves;
    return {
      series: [
        {
          id: "rule",
          kind: "area",
          color: "first",
          unit: "money",
          label: text("simulate_this_rule"),
          points: drawn(times, strategy),
        },
        {
          id: "hold",
          kind: "line",
          color: "second",
          dashed: true,
          unit: "money",
          label: text("simulate_hold"),
          points: drawn(times, hold),
        },
        {
          id: "monthly",
          kind: "line",
          color: "third",
          dashed: true,
          unit: "money",
          label: text("simulate_monthly"),
          points: drawn(times, monthly),
        },
        ...this.pins.map((pin, index) => ({
          id: `pin ${pin.number}`,
          kind: "line" as const,
          color: PIN_COLORS[index] ?? "muted",
          unit: "money" as const,
          label: pin.name,
          points: drawn(pin.view.curves.times, pin.view.curves.strategy),
        })),
        {
          id: "underwater",
          kind: "area",
          pane: 1,
          color: "bad",
          unit: "percent",
          label: text("simulate_underwater"),
          points: drawn(times, underwater),
        },
      ],
    };
  }

  /** Follows the rule only once the sliders rest: so many candles take too long to draw in between. */
  #tradesModel(run: RunView): ChartModel {
    const table = periodOf(this.subject.table, this.question, this.app.times);
    if (this.#trades?.run !== run || this.#trades.table !== table) {
      this.#trades = { run, table, model: this.#tradesOf(run, table) };
    }
    return this.#trades.model;
  }

  #tradesOf({ figures, trades }: RunView, table: CandleTable): ChartModel {
    const { text } = this.app;
    if (this.#candles?.table !== table) this.#candles = { table, drawn: drawnCandles(table) };
    const at =
      figures.price === null
        ? undefined
        : thresholds(Number(figures.price), this.question, figures.averageCost, Number(this.subject.market.taker_fee));
    return {
      series: [
        {
          id: "candles",
          kind: "candles",
          unit: "price",
          label: this.subject.market.pair,
          length: lengthOf(table.timeframe),
          candles: this.#candles.drawn,
        },
      ],
      markers: trades.map(({ time, side }) => ({ time, kind: side })),
      levels:
        at === undefined
          ? []
          : [
              { value: at.buy, label: text("simulate_level_buy"), color: "good" },
              { value: at.sell, label: text("simulate_level_sell"), color: "bad" },
              ...(figures.averageCost === null
                ? []
                : [{ value: figures.averageCost, label: text("simulate_level_cost"), color: "muted" as const }]),
            ],
      barsInView: IN_VIEW,
    };
  }
}

function drawn(times: Float64Array, values: Float64Array): DrawnPoint[] {
  return Array.from(times, (time, at) => {
    const value = values[at] ?? Number.NaN;
    return { time, value: Number.isNaN(value) ? null : value };
  });
}
