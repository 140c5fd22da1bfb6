import { mdiContentSaveOutline, mdiDownload, mdiPin, mdiShareVariantOutline } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import { gain, icon } from "../../../components/parts.ts";
import { sharedStyles } from "../../../components/styles.ts";
import { address } from "../../../data/routes.ts";
import { currencies } from "../../../data/model.ts";
import type { Parts } from "../../../lab/ask.ts";
import { type Question, toParameters } from "../../../lab/rule-link.ts";
import type { RunView } from "../../../lab/view.ts";
import { LabRunner } from "../../../workers/lab-runner.ts";
import { periodOf, QuestionEvent, type Subject } from "../subject.ts";
import type { AuronoCreateDialog, FlawsEvent } from "./aurono-create-dialog.ts";
import "./aurono-create-dialog.ts";
import type { AuronoKeepDialog } from "./aurono-keep-dialog.ts";
import "./aurono-keep-dialog.ts";
import { type Pin, PinsEvent } from "./aurono-pins.ts";
import "./aurono-pins.ts";
import "./aurono-rule-form.ts";
import type { RuleEvent } from "./aurono-rule-form.ts";
import "./aurono-run-charts.ts";
import "./aurono-run-figures.ts";
import "./aurono-simulation-form.ts";
import "./aurono-trigger-map.ts";
import { type CheckedRule, checkedRule } from "./checked-rule.ts";
import { download, runJson, tradesCsv } from "./exports.ts";

/** After so long without a change (ms) the slower parts are brought up to date too. */
const REST = 200;
const MOST_PINS = 4;
/** Figures follow every move of a slider. Curves take longer to draw, so they get at most this share of the time. */
const CHART_SHARE = 0.15;

/** A rule tried on history: every parameter, and at once what it would have come to. */
@element("aurono-simulate")
export class AuronoSimulate extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      .columns {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
        align-items: start;
      }
      .strip {
        position: sticky;
        top: calc(-1 * var(--aurono-gap));
        z-index: 2;
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 16px;
        padding: 8px var(--aurono-gap);
        margin: 0 calc(-1 * var(--aurono-gap)) var(--aurono-gap);
        background: var(--card-background-color);
        border-block: 1px solid var(--aurono-line);
      }
      .strip b {
        font-size: 20px;
        font-weight: 500;
      }
      @media (min-width: 900px) {
        .columns {
          grid-template-columns: minmax(300px, 380px) minmax(0, 1fr);
        }
        .form {
          position: sticky;
          top: 0;
          max-height: calc(100dvh - 72px);
          overflow-y: auto;
        }
        .strip {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) subject!: Subject;
  @property({ attribute: false }) question!: Question;
  @property({ type: Boolean }) canAct = false;

  @state() private view: RunView | undefined;
  /** The run whose curves are drawn. */
  @state() private charted: RunView | undefined;
  /** The run of the moment when the sliders last rested; charts with many marks follow only that. */
  @state() private rested: RunView | undefined;
  @state() private parts: Parts | null | undefined;
  @state() private isFailed = false;
  @state() private pins: readonly Pin[] = [];
  /** What only Home Assistant's form knew to be wrong, until the rule is another. */
  @state() private flaws: ReadonlyMap<string, string> = new Map();
  @query("aurono-create-dialog") private readonly createDialog!: AuronoCreateDialog;
  @query("aurono-keep-dialog") private readonly keepDialog!: AuronoKeepDialog;

  #runner = new LabRunner();
  #chartDue = 0;
  #asked = "";
  #askedSubject: Subject | undefined;
  #checked: CheckedRule = { setting: undefined, problems: new Map() };
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#runner.stop();
    this.#asked = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  protected override willUpdate(): void {
    const key = toParameters(this.question).toString();
    if (key === this.#asked && this.subject === this.#askedSubject) return;
    this.#asked = key;
    this.#askedSubject = this.subject;
    this.flaws = new Map();
    this.#checked = checkedRule(this.app, this.question, this.subject.market);
    if (this.#checked.setting !== undefined) void this.#run(key);
  }

  protected override render(): TemplateResult {
    const { problems, setting } = this.#checked;
    return html`
      ${this.#strip()}
      <div class="columns">
        <section class="card form" aria-label=${this.app.text("simulate_rule")}>
          <aurono-rule-form
            .rule=${this.question.rule}
            .market=${this.subject.market}
            .problems=${new Map([...this.flaws, ...problems])}
            @rule=${this.#onRule}
          ></aurono-rule-form>
          <aurono-simulation-form
            .question=${this.question}
            .subject=${this.subject}
            .problem=${problems.get("slippage") ?? ""}
          ></aurono-simulation-form>
        </section>
        <div class="stack">
          ${
            problems.size === 0
              ? nothing
              : html`<p class="card error" role="alert">${this.app.plural("simulate_wrong", problems.size)}</p>`
          }
          ${this.isFailed ? html`<p class="card error" role="alert">${this.app.text("simulate_failed")}</p>` : nothing}
          ${this.view === undefined ? nothing : this.#results(this.view, setting !== undefined)}
        </div>
      </div>
      <aurono-create-dialog
        .subject=${this.subject}
        .question=${this.question}
        @flaws=${(event: FlawsEvent) => {
          this.flaws = event.detail;
        }}
      ></aurono-create-dialog>
      <aurono-keep-dialog .question=${{ ...this.question, pair: this.subject.market.pair }}></aurono-keep-dialog>
    `;
  }

  #strip(): TemplateResult | typeof nothing {
    const { figures } = this.view ?? {};
    if (figures === undefined) return nothing;
    const { quote } = currencies(this.subject.market.pair);
    const { numbers } = this.app;
    return html`
      <div class="strip" aria-hidden="true">
        <b>${gain(numbers.money(figures.profit, quote, { signed: true }))}</b>
        <span>${gain(numbers.percent(figures.profitPercent, { signed: true }))}</span>
        <span class="quiet">${this.app.plural("simulate_trades_short", figures.trades)}</span>
      </div>
    `;
  }

  #results(view: RunView, isCurrent: boolean): TemplateResult {
    return html`
      <aurono-run-figures
        ?stale=${!isCurrent}
        .figures=${view.figures}
        .parts=${this.parts}
        .subject=${this.subject}
        .question=${this.question}
      ></aurono-run-figures>
      <div class="row">
        ${
          this.canAct
            ? html`<button class="primary" ?disabled=${!isCurrent} @click=${this.#create}>
                ${this.app.text("simulate_create")}
              </button>`
            : nothing
        }
        <button ?disabled=${!isCurrent || this.pins.length >= MOST_PINS} @click=${this.#pin}>
          ${icon(mdiPin)}${this.app.text("simulate_pin")}
        </button>
        <button @click=${this.#keep}>${icon(mdiContentSaveOutline)}${this.app.text("simulate_save")}</button>
        <button @click=${this.#share}>${icon(mdiShareVariantOutline)}${this.app.text("simulate_share")}</button>
        <button ?disabled=${!isCurrent} @click=${this.#exportCsv}>${icon(mdiDownload)}CSV</button>
        <button ?disabled=${!isCurrent} @click=${this.#exportJson}>${icon(mdiDownload)}JSON</button>
      </div>
      <aurono-pins
        .pins=${this.pins}
        .now=${view}
        .subject=${this.subject}
        @pins=${(event: PinsEvent) => {
          this.pins = event.detail;
        }}
      ></aurono-pins>
      <aurono-run-charts
        .view=${this.charted ?? view}
        .rested=${this.rested}
        .pins=${this.pins}
        .subject=${this.subject}
        .question=${this.question}
        .parts=${this.parts}
      ></aurono-run-charts>
      ${
        this.#checked.setting === undefined
          ? nothing
          : html`<aurono-trigger-map
              .runner=${this.#runner}
              .setting=${this.#checked.setting}
              .rule=${this.question.rule}
              .table=${periodOf(this.subject.table, this.question, this.app.times)}
              .share=${this.#share01}
            ></aurono-trigger-map>`
      }
    `;
  }

  async #run(key: string): Promise<void> {
    const { setting } = this.#checked;
    if (setting === undefined) return;
    this.#runner.table = periodOf(this.subject.table, this.question, this.app.times);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#rest(key), REST);
    try {
      const view = await this.#runner.run(setting);
      if (view === undefined) return;
      this.view = view;
      if (performance.now() >= this.#chartDue) {
        this.charted = view;
        this.#paceCharts();
      }
      this.isFailed = false;
    } catch (error) {
      this.#onError(error);
    }
  }

  /** Draw the curves again only after a while that is as long as it takes to draw them asks for. */
  #paceCharts(): void {
    const began = performance.now();
    this.#chartDue = Infinity;
    // They are drawn in the next frame; the one after it comes when that is on the screen.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const drawn = performance.now();
        this.#chartDue = drawn + (drawn - began) / CHART_SHARE;
      }),
    );
  }

  async #rest(key: string): Promise<void> {
    const { setting } = this.#checked;
    if (setting === undefined) return;
    try {
      const rest = await this.#runner.rest(setting, this.#share01);
      if (key !== this.#asked || rest === undefined) return;
      this.parts = rest.parts;
      this.view = this.charted = this.rested = rest.view;
    } catch (error) {
      this.#onError(error);
    }
  }

  #onError(error: unknown): void {
    if (error instanceof DOMException && error.name === "AbortError") return;
    console.error(error);
    this.isFailed = true;
  }

  get #share01(): number {
    const percent = Number(this.question.tuning);
    return percent > 0 && percent < 100 ? percent / 100 : 0.7;
  }

  #onRule(event: RuleEvent): void {
    this.dispatchEvent(new QuestionEvent({ rule: { ...this.question.rule, ...event.detail } }));
  }

  readonly #create = (): void => {
    this.createDialog.show();
  };

  readonly #pin = (): void => {
    if (this.view === undefined) return;
    const { buy_trigger: buy, sell_trigger: sell } = this.question.rule;
    const number = Math.max(0, ...this.pins.map((pin) => pin.number)) + 1;
    this.pins = [...this.pins, { number, name: `${buy} % / ${sell} %`, view: this.view, question: this.question }];
  };

  readonly #keep = (): void => {
    this.keepDialog.show();
  };

  readonly #share = (): void => {
    const parameters = toParameters({ ...this.question, pair: this.subject.market.pair, account: "" });
    void this.keepDialog.share(`${location.origin}${address("lab/simulate", Object.fromEntries(parameters))}`);
  };

  readonly #exportCsv = (): void => {
    if (this.view !== undefined) download(this.#fileName("csv"), "text/csv", tradesCsv(this.view.trades));
  };

  readonly #exportJson = (): void => {
    const { setting } = this.#checked;
    if (this.view === undefined || setting === undefined) return;
    download(this.#fileName("json"), "application/json", runJson(setting, this.view));
  };

  #fileName(ending: string): string {
    return `aurono-${this.subject.market.pair.replace("/", "-")}-${this.question.rule.timeframe}.${ending}`;
  }
}
