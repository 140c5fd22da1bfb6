import { css, html, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { chartFormats, chartWords } from "../../../components/chart-context.ts";
import "../../../components/charts/aurono-chart.ts";
import type { ChartModel, DrawnCandle } from "../../../components/charts/chart-model.ts";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import { sharedStyles } from "../../../components/styles.ts";
import { currencies } from "../../../data/model.ts";
import type { TextKey } from "../../../data/localize.ts";
import { address } from "../../../data/routes.ts";
import { type Regime, regime, type Relation } from "../../../engine/regime.ts";
import { lengthOf } from "../../../engine/timeframe.ts";
import { type Question, toParameters } from "../../../lab/rule-link.ts";
import { drawnCandles } from "../drawn-candles.ts";
import type { Subject } from "../subject.ts";
import "./aurono-distribution.ts";
import { INDICATORS, type Indicator, indicatorSeries } from "./indicator-series.ts";

const IN_VIEW = 240;
const FACTS = [
  ["explore_price_sma_20", "priceToSma20"],
  ["explore_price_sma_50", "priceToSma50"],
  ["explore_price_sma_200", "priceToSma200"],
  ["explore_sma_50_sma_200", "sma50ToSma200"],
] as const satisfies readonly (readonly [TextKey, keyof Regime])[];

/** A market as it was: candles with their holes, indicators, facts, and how much its candles moved. */
@element("aurono-explore")
export class AuronoExplore extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      aurono-chart {
        --chart-height: 440px;
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-bottom: 8px;
      }
      .chips button {
        min-height: 36px;
        padding: 4px 14px;
        font-weight: 400;
        color: var(--primary-text-color);
      }
      .chips [aria-pressed="true"] {
        background: var(--aurono-soft);
        border-color: var(--aurono-link);
        font-weight: 500;
      }
      .facts {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 6px 16px;
        margin: 8px 0;
      }
      .next {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: center;
        gap: 12px;
      }
      @media (max-width: 600px) {
        aurono-chart {
          --chart-height: 340px;
        }
      }
    `,
  ];

  @property({ attribute: false }) subject!: Subject;
  @property({ attribute: false }) question!: Question;

  @state() private shown: ReadonlySet<Indicator> = new Set(["sma20", "sma50"]);

  #drawn:
    { readonly subject: Subject; readonly candles: readonly DrawnCandle[]; readonly closes: Float64Array } | undefined;

  protected override render(): TemplateResult {
    const { text } = this.app;
    const { pair } = this.subject.market;
    return html`
      <section class="card">
        <div class="chips" role="group" aria-label=${text("explore_indicators")}>
          ${INDICATORS.map((indicator) => this.#chip(indicator))}
        </div>
        <aurono-chart
          label=${text("explore_chart_label", { pair })}
          .model=${this.#model()}
          .formats=${chartFormats(this.app, currencies(pair).quote)}
          .words=${chartWords(this.app)}
        ></aurono-chart>
      </section>
      <aurono-distribution .subject=${this.subject} .question=${this.question}></aurono-distribution>
      ${this.#facts()}
      <section class="card next">
        <span>${text("explore_next")}</span>
        <a
          class="button primary"
          href=${address("lab/simulate", Object.fromEntries(toParameters({ ...this.question, pair })))}
          >${text("explore_simulate")}</a
        >
      </section>
    `;
  }

  #chip(indicator: Indicator): TemplateResult {
    const isShown = this.shown.has(indicator);
    return html`<button
      aria-pressed=${isShown ? "true" : "false"}
      @click=${() => {
        const others = [...this.shown].filter((one) => one !== indicator);
        this.shown = new Set(isShown ? others : [...others, indicator]);
      }}
    >
      ${this.app.text(`explore_${indicator}`)}
    </button>`;
  }

  #model(): ChartModel {
    const { subject } = this;
    if (this.#drawn?.subject !== subject) {
      const candles = drawnCandles(subject.table);
      this.#drawn = { subject, candles, closes: Float64Array.from(candles, (candle) => candle.close) };
    }
    const { candles, closes } = this.#drawn;
    const times = candles.map((candle) => candle.time);
    const shown = INDICATORS.filter((indicator) => this.shown.has(indicator));
    let pane = 0;
    return {
      series: [
        {
          id: "candles",
          kind: "candles",
          unit: "price",
          label: subject.market.pair,
          length: lengthOf(subject.timeframe),
          candles,
        },
        ...shown.flatMap((indicator) => {
          const isOwnPane = indicator === "rsi" || indicator === "macd";
          if (isOwnPane) pane += 1;
          return indicatorSeries(indicator, times, closes, isOwnPane ? pane : 0, this.app.text);
        }),
      ],
      barsInView: IN_VIEW,
    };
  }

  #facts(): TemplateResult {
    const { text } = this.app;
    const facts = regime(this.#drawn?.closes ?? []);
    const relation = (value: Relation | null): string => text(value === null ? "explore_unknown" : `explore_${value}`);
    return html`
      <section class="card">
        <h2>${text("explore_facts")}</h2>
        <dl class="facts">
          ${FACTS.map(
            ([label, fact]) =>
              html`<dt>${text(label)}</dt>
                <dd>${relation(facts[fact])}</dd>`,
          )}
        </dl>
        <p class="quiet small">${text("explore_facts_text")}</p>
      </section>
    `;
  }
}
