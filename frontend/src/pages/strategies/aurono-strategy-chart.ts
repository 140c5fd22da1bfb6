import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../components/aurono-state.ts";
import { chartFormats, chartWords } from "../../components/chart-context.ts";
import "../../components/charts/aurono-chart.ts";
import type { ChartModel, DrawnCandle } from "../../components/charts/chart-model.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { sharedStyles } from "../../components/styles.ts";
import type { StrategyVersion } from "../../data/api.ts";
import type { EvaluatedEvent, Trade } from "../../data/journal.ts";
import { type Account, activeBook, type BookKind, currencies, type Strategy } from "../../data/model.ts";
import { candlesOf, chartModel, LENGTHS } from "./price-chart.ts";

const CANDLES = 400;
const MOST_EVALUATIONS = 300;
const MOST_TRADES = 200;
/** How often it is read again at most, in ms. */
const PAUSE = 15_000;

interface Read {
  candles: DrawnCandle[];
  evaluations: EvaluatedEvent[];
  trades: Trade[];
}

/** The price of a strategy's market with its trades, and the closes at which it buys and sells. */
@element("aurono-strategy-chart")
export class AuronoStrategyChart extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        min-height: 320px;
      }
    `,
  ];

  @property({ attribute: false }) account!: Account;
  @property({ attribute: false }) strategy!: Strategy;
  @property({ attribute: false }) book: BookKind = "shadow";
  @property({ attribute: false }) versions: readonly StrategyVersion[] = [];
  @state() private read: Read | undefined;
  @state() private problem = "";

  #stamp = "";
  #readAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawn: { key: unknown[]; model: ChartModel } | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("book")) this.#readAt = 0;
    const last = this.strategy.last_evaluation?.candle_ms ?? 0;
    const stamp = [this.book, last, this.strategy.books[this.book]?.trades].join(" ");
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.#timer ??= setTimeout(() => void this.#load(), Math.max(0, this.#readAt + PAUSE - Date.now()));
  }

  protected override render(): TemplateResult {
    const { app, strategy, read } = this;
    if (!read) {
      return this.problem
        ? html`<aurono-state alert heading=${app.text("common_failed")} text=${this.problem}>
            <button @click=${this.#load}>${app.text("common_retry")}</button>
          </aurono-state>`
        : html`<aurono-state loading text=${app.text("common_loading")}></aurono-state>`;
    }
    if (!read.candles.length && !read.evaluations.length) {
      return html`<aurono-state text=${app.text("strategies_chart_empty")}></aurono-state>`;
    }
    const { pair } = strategy.parameters;
    return html`
      <aurono-chart
        label=${app.text("strategies_chart_label", { pair, strategy: strategy.name })}
        .model=${this.#model(read)}
        .formats=${chartFormats(app, currencies(pair).quote)}
        .words=${chartWords(app)}
      ></aurono-chart>
      ${read.candles.length ? nothing : html`<p class="small quiet">${app.text("strategies_chart_no_history")}</p>`}
    `;
  }

  #model(read: Read): ChartModel {
    const { app, strategy } = this;
    const averageCost = activeBook(strategy)?.average_cost ?? null;
    const key = [read, this.versions, averageCost, app];
    let drawn = this.#drawn;
    if (!drawn?.key.every((part, index) => part === key[index])) {
      const model = chartModel({
        words: {
          candles: app.text("strategies_chart_candles"),
          closes: app.text("strategies_chart_closes"),
          buy: app.text("strategies_chart_buy"),
          sell: app.text("strategies_chart_sell"),
          averageCost: app.text("strategies_avg_cost"),
        },
        parameters: strategy.parameters,
        ...read,
        versions: this.versions,
        averageCost,
      });
      this.#drawn = drawn = { key, model };
    }
    return drawn.model;
  }

  readonly #load = async (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#readAt = Date.now();
    const { account, strategy, book } = this;
    const { pair, timeframe } = strategy.parameters;
    const { api } = this.app;
    const query = { entry_id: account.entry_id, strategy: strategy.id, book };
    try {
      const [candles, evaluations, trades] = await Promise.all([
        this.#candles(pair, timeframe),
        api.events({ ...query, kinds: ["evaluated"], limit: MOST_EVALUATIONS }),
        api.trades({ ...query, limit: MOST_TRADES }),
      ]);
      if (book !== this.book) return;
      this.read = {
        candles,
        evaluations: evaluations.events.filter((event) => event.kind === "evaluated"),
        trades: trades.trades,
      };
      this.problem = "";
    } catch (error) {
      this.problem = this.app.problem(error);
    }
  };

  /** What the archive has of the last candles; without an archive the decisions are drawn instead. */
  async #candles(pair: string, timeframe: Strategy["parameters"]["timeframe"]): Promise<DrawnCandle[]> {
    const until = this.strategy.last_evaluation?.close_ms ?? this.account.now_ms;
    if (until === null) return [];
    const since = until - CANDLES * LENGTHS[timeframe];
    try {
      const answer = await this.app.api.candles(this.account.entry_id, pair, timeframe, since, until);
      const served = answer.timeframe ?? timeframe;
      const recent = answer.rows.at(-1)?.[0] ?? 0;
      // Another length cannot be drawn beside the thresholds, and an archive that ends long ago shows the wrong days.
      return served === timeframe && recent >= until - 3 * LENGTHS[timeframe] ? candlesOf(answer.rows) : [];
    } catch {
      return [];
    }
  }
}
