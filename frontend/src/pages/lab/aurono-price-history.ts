import { mdiDatabaseArrowDownOutline, mdiUpload } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../../components/aurono-state.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { icon } from "../../components/parts.ts";
import { selectField } from "../../components/select-field.ts";
import { sharedStyles } from "../../components/styles.ts";
import { messageOf } from "../../data/api.ts";
import { type Completeness, completeness } from "../../data/candle-rows.ts";
import {
  type CandleStore,
  ConnectionLost,
  FillFailed,
  type History,
  keyOf,
  type Progress,
  type SeriesName,
} from "../../data/candles.ts";
import type { TextKey } from "../../data/localize.ts";
import { DAY, lengthOf, type Timeframe } from "../../engine/timeframe.ts";
import type { AuronoImport } from "./aurono-import.ts";
import "./aurono-import.ts";

const YEAR = 365 * DAY;
/** How far back can be asked for, in years. */
const SPANS = [1, 2, 5, 10] as const;
/** Long enough for a rule to meet good and bad times, short enough to load in a minute or two. */
const USUAL: Readonly<Record<Timeframe, (typeof SPANS)[number]>> = { "1h": 2, "4h": 5, "1d": 10, "1w": 10 };
/** An older history is brought up to date by itself, where the user may. */
const STALE_CANDLES = 2;

/** The history of the series, loaded or loaded anew. */
export class HistoryEvent extends CustomEvent<History> {
  constructor(history: History) {
    super("history", { detail: history });
  }
}

/**
 * The candles behind the Lab: how many there are, what is missing, and the way to more.
 *
 * @fires history - the candles of the series
 */
@element("aurono-price-history")
export class AuronoPriceHistory extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 4px 12px;
        font-size: 13px;
        color: var(--aurono-quiet);
      }
      .bar .row {
        margin-inline: -10px;
      }
      .bar button {
        min-height: 32px;
        padding: 2px 10px;
        font-size: 13px;
      }
      progress {
        width: 100%;
        height: 8px;
        accent-color: var(--aurono-fill);
      }
      .filling {
        display: grid;
        gap: 8px;
        max-width: 480px;
        margin: 0 auto;
        padding: 24px 0;
      }
      .filling.small {
        padding: 8px 0;
        max-width: none;
      }
      .choose {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
        justify-content: center;
      }
      details {
        margin-top: 4px;
      }
      summary {
        cursor: pointer;
      }
    `,
  ];

  @property({ attribute: false }) store!: CandleStore;
  @property({ attribute: false, hasChanged: isOther }) series!: SeriesName;
  /** Now, by the exchange's clock. */
  @property({ attribute: false }) now = 0;
  @property({ type: Boolean }) canAct = false;
  @property({ type: Boolean }) isDemo = false;

  @state() private history: History | undefined;
  @state() private progress: Progress | undefined;
  @state() private problem = "";
  @state() private years: number | undefined;
  @state() private isChoosing = false;
  @query("aurono-import") private readonly import!: AuronoImport;

  #counted: (Completeness & { readonly of: History }) | undefined;
  #key = "";
  #stop: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
    this.#key = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  protected override willUpdate(): void {
    const key = keyOf(this.series);
    if (key === this.#key) return;
    this.#key = key;
    this.#stop?.abort();
    this.history = this.progress = this.years = undefined;
    this.problem = "";
    this.isChoosing = false;
    void this.#load(true);
  }

  protected override render(): TemplateResult {
    const { history } = this;
    return html`
      ${
        history === undefined
          ? this.#unknown()
          : history.rows.length === 0
            ? this.#empty()
            : html`${this.#bar(history)}${this.#below()}`
      }
      <aurono-import
        .imports=${this.store.imports}
        .series=${this.series}
        @ended=${() => void this.#load(false)}
      ></aurono-import>
    `;
  }

  #unknown(): TemplateResult {
    if (this.problem === "") {
      return html`<aurono-state loading heading=${this.app.text("data_reading")}></aurono-state>`;
    }
    return html`
      <aurono-state alert heading=${this.app.text("data_unreadable")} text=${this.problem}>
        <button @click=${() => void this.#load(true)}>${this.app.text("common_retry")}</button>
      </aurono-state>
    `;
  }

  #empty(): TemplateResult {
    if (this.progress !== undefined) return this.#filling(this.progress, "");
    const values = { pair: this.series.pair };
    if (!this.canAct) {
      return html`<aurono-state
        heading=${this.app.text("data_none", values)}
        text=${this.app.text("data_none_for_you")}
        .drawing=${mdiDatabaseArrowDownOutline}
      ></aurono-state>`;
    }
    return html`
      <aurono-state
        heading=${this.app.text("data_none", values)}
        text=${this.app.text("data_none_text")}
        .drawing=${mdiDatabaseArrowDownOutline}
      >
        <div class="choose">
          ${this.#spanField()}
          <button class="primary" @click=${this.#fillChosen}>${this.app.text("data_load")}</button>
          ${this.#importButton()}
        </div>
      </aurono-state>
      ${this.#problem()}
    `;
  }

  #bar(history: History): TemplateResult {
    const { text, plural, times, numbers } = this.app;
    const length = lengthOf(history.timeframe as Timeframe);
    if (this.#counted?.of !== history) {
      const opens = history.rows.map((row) => row[0]);
      this.#counted = { of: history, ...completeness(opens, history.coverage, length) };
    }
    const { candles, holes, unknown } = this.#counted;
    const facts = plural("data_facts", candles, {
      count: numbers.number(candles, 0),
      since: times.date(history.rows[0]?.[0] ?? 0),
      until: times.dateTime((history.rows.at(-1)?.[0] ?? 0) + length),
    });
    return html`
      <div class="bar">
        <div>${facts}</div>
        <div class="row">
          ${
            this.canAct
              ? html`<button
                  class="plain"
                  aria-expanded=${this.isChoosing ? "true" : "false"}
                  @click=${() => {
                    this.isChoosing = !this.isChoosing;
                  }}
                >
                  ${text("data_more")}
                </button>`
              : nothing
          }
        </div>
      </div>
      ${
        holes + unknown === 0
          ? nothing
          : html`<details class="quiet small">
              <summary>${this.app.plural("data_holes", holes + unknown)}</summary>
              <p>${text("data_holes_text")}</p>
              ${unknown === 0 ? nothing : html`<p>${this.app.plural("data_unknown_text", unknown)}</p>`}
            </details>`
      }
    `;
  }

  #below(): TemplateResult | typeof nothing {
    if (this.progress !== undefined) return this.#filling(this.progress, "small");
    if (!this.isChoosing) return this.#problem();
    return html`
      <div class="choose">
        ${this.#spanField()}
        <button class="primary" @click=${this.#fillChosen}>${this.app.text("data_load")}</button>
        ${this.#importButton()}
      </div>
      ${this.#problem()}
    `;
  }

  #filling({ done, total }: Progress, size: string): TemplateResult {
    const share = total > 0 ? done / total : 0;
    return html`
      <div class="filling ${size}">
        <div role="status">${this.app.text("data_loading", { percent: Math.floor(share * 100) })}</div>
        <progress .value=${share} max="1" aria-label=${this.app.text("data_load")}></progress>
        ${size === "" ? html`<p class="quiet small">${this.app.text("data_loading_text")}</p>` : nothing}
        <div><button @click=${() => this.#stop?.abort()}>${this.app.text("data_stop")}</button></div>
      </div>
    `;
  }

  #problem(): TemplateResult | typeof nothing {
    return this.problem === "" ? nothing : html`<p class="error" role="alert">${this.problem}</p>`;
  }

  #spanField(): TemplateResult {
    return selectField({
      label: this.app.text("data_span"),
      value: String(this.#chosenYears),
      options: SPANS.map((years) => ({ value: String(years), label: this.app.plural("data_years", years) })),
      onChange: (value) => {
        this.years = Number(value);
      },
    });
  }

  #importButton(): TemplateResult {
    return html`<button
      class="plain"
      @click=${() => {
        this.import.ask();
      }}
    >
      ${icon(mdiUpload)}${this.app.text("data_import")}
    </button>`;
  }

  get #chosenYears(): number {
    return this.years ?? USUAL[this.series.timeframe as Timeframe];
  }

  readonly #fillChosen = (): void => {
    this.isChoosing = false;
    void this.#fill(this.now - this.#chosenYears * YEAR);
  };

  async #load(mayTopUp: boolean): Promise<void> {
    const key = this.#key;
    try {
      const recent = this.store.recent(this.series);
      if (recent !== undefined) this.#show(recent);
      const history = await this.store.load(this.series, this.now);
      if (key !== this.#key) return;
      this.problem = "";
      this.#show(history);
      if (mayTopUp) this.#topUp(history);
    } catch (error) {
      if (key === this.#key) this.problem = messageOf(error) || this.app.text("common_failed");
    }
  }

  #show(history: History): void {
    if (this.history === history) return;
    this.history = history;
    this.dispatchEvent(new HistoryEvent(history));
  }

  /** Bring a history that ends before now up to date, quietly: what was asked for once is meant to go on. */
  #topUp(history: History): void {
    const last = history.rows.at(-1)?.[0];
    if (last === undefined || !this.canAct) return;
    const length = lengthOf(history.timeframe as Timeframe);
    if (last + (1 + STALE_CANDLES) * length <= this.now) void this.#fill(last);
  }

  async #fill(since: number): Promise<void> {
    const key = this.#key;
    const stop = new AbortController();
    this.#stop?.abort();
    this.#stop = stop;
    this.problem = "";
    this.progress = { done: 0, total: 0 };
    try {
      await this.store.fill(
        this.series,
        since,
        this.now,
        (progress) => {
          if (key === this.#key) this.progress = progress;
        },
        stop.signal,
      );
    } catch (error) {
      if (key === this.#key && !stop.signal.aborted) this.problem = this.#failureText(error);
      if (error instanceof ConnectionLost) {
        // Nothing can be read until it is back.
        if (key === this.#key) this.progress = undefined;
        return;
      }
    }
    if (key !== this.#key) return;
    this.progress = undefined;
    await this.#load(false);
  }

  #failureText(error: unknown): string {
    if (error instanceof ConnectionLost) return this.app.text("data_failed_connection");
    if (!(error instanceof FillFailed)) return messageOf(error) || this.app.text("common_failed");
    const known: Partial<Record<string, TextKey>> = {
      unreachable: "data_failed_unreachable",
      rate_limited: "data_failed_busy",
    };
    return this.app.text(known[error.kind] ?? "data_failed_other", { kind: error.kind });
  }
}

function isOther(now: SeriesName, before: SeriesName | undefined): boolean {
  return before === undefined || keyOf(now) !== keyOf(before);
}

declare global {
  interface HTMLElementEventMap {
    history: HistoryEvent;
  }
}
