import { mdiContentSaveOutline, mdiDownload, mdiPin, mdiShareVariantOutline } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import { gain, icon } from "../../../components/parts.ts";
import { sharedStyles } from "../../../components/styles.ts";
import { address } from "../../../data/routes.ts";
import { currencies } from "../../../data/model.ts";
import { Pace } from "../../../components/pace.ts";
import type { Parts, RawSetting } from "../../../lab/ask.ts";
import { type Question, toParameters } from "../../../lab/rule-link.ts";
import type { Glimpse, RunView } from "../../../lab/view.ts";
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

/** After so long without a change (ms) the run is made and shown in full. */
const REST = 200;
const MOST_PINS = 4;
/** While sliders move, results get at most this share of the time; the rest is for the sliders themselves. */
const RESULTS_SHARE = 1 / 5;

/** A rule to try, and on what. Another object each time that something of it is another. */
interface Asked extends CheckedRule {
  readonly key: string;
  readonly subject: Subject;
  readonly question: Question;
}

interface Shown {
  readonly asked: Asked & { readonly setting: RawSetting };
  readonly view: Glimpse;
}

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

  @state() private shown: Shown | undefined;
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
  #pace = new Pace(RESULTS_SHARE);
  #asked: Asked | undefined;
  #isFollowing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#runner.stop();
    this.#asked = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  protected override willUpdate(): void {
    const key = toParameters(this.question).toString();
    if (key === this.#asked?.key && this.subject === this.#asked.subject) return;
    const { subject, question } = this;
    this.flaws = new Map();
    this.#asked = { key, subject, question, ...checkedRule(this.app, question, subject.market) };
    clearTimeout(this.#timer);
    if (this.#asked.setting === undefined) return;
    this.#runner.table = periodOf(subject.table, question, this.app.times);
    this.#timer = setTimeout(() => void this.#rest(), REST);
    void this.#follow();
  }

  protected override render(): TemplateResult {
    const problems = this.#asked?.problems ?? new Map<string, string>();
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
          ${this.shown === undefined ? nothing : this.#results(this.shown, problems.size === 0)}
        </div>
      </div>
      <aurono-create-dialog
        .subject=${this.subject}
        @flaws=${(event: FlawsEvent) => {
          this.flaws = event.detail;
        }}
      ></aurono-create-dialog>
      <aurono-keep-dialog></aurono-keep-dialog>
    `;
  }

  #strip(): TemplateResult | typeof nothing {
    if (this.shown === undefined) return nothing;
    const { asked, view } = this.shown;
    const { figures } = view;
    const { quote } = currencies(asked.subject.market.pair);
    const { numbers } = this.app;
    return html`
      <div class="strip" aria-hidden="true">
        <b>${gain(numbers.money(figures.profit, quote, { signed: true }))}</b>
        <span>${gain(numbers.percent(figures.profitPercent, { signed: true }))}</span>
        <span class="quiet">${this.app.plural("simulate_trades_short", figures.trades)}</span>
      </div>
    `;
  }

  #results({ asked, view }: Shown, isCurrent: boolean): TemplateResult {
    const { subject, question, setting } = asked;
    return html`
      <aurono-run-figures
        ?stale=${!isCurrent}
        .figures=${view.figures}
        .parts=${this.parts}
        .subject=${subject}
        .question=${question}
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
        .subject=${subject}
        @pins=${(event: PinsEvent) => {
          this.pins = event.detail;
        }}
      ></aurono-pins>
      <aurono-run-charts
        .view=${view}
        .rested=${this.rested}
        .pins=${this.pins}
        .subject=${subject}
        .question=${question}
      ></aurono-run-charts>
      <aurono-trigger-map
        .runner=${this.#runner}
        .setting=${setting}
        .table=${periodOf(subject.table, question, this.app.times)}
        .share=${tuningShare(question)}
        @rule=${this.#onRule}
      ></aurono-trigger-map>
    `;
  }

  /** Show what is asked, as often as results may take their share of the time: only the latest, whatever was asked meanwhile. */
  async #follow(): Promise<void> {
    if (this.#isFollowing) return;
    this.#isFollowing = true;
    try {
      for (;;) {
        await this.#pace.turn();
        const asked = this.#asked;
        if (asked === undefined || !isValid(asked) || asked === this.shown?.asked) return;
        const view = await this.#runner.run(asked.setting);
        await this.#pace.draw(() => {
          // What is shown in full by now stays.
          if (view !== undefined && asked !== this.shown?.asked) this.shown = { asked, view };
          this.isFailed = false;
        });
      }
    } catch (error) {
      this.#onError(error);
    } finally {
      this.#isFollowing = false;
    }
  }

  async #rest(): Promise<void> {
    const asked = this.#asked;
    if (asked === undefined || !isValid(asked)) return;
    try {
      const rest = await this.#runner.rest(asked.setting, tuningShare(asked.question));
      if (asked !== this.#asked || rest === undefined) return;
      this.parts = rest.parts;
      this.rested = rest.view;
      this.shown = { asked, view: rest.view };
    } catch (error) {
      this.#onError(error);
    }
  }

  #onError(error: unknown): void {
    if (error instanceof DOMException && error.name === "AbortError") return;
    console.error(error);
    this.isFailed = true;
  }

  #onRule(event: RuleEvent): void {
    this.dispatchEvent(new QuestionEvent({ rule: { ...this.question.rule, ...event.detail } }));
  }

  readonly #create = (): void => {
    this.createDialog.show(this.question);
  };

  readonly #pin = (): void => {
    if (this.shown === undefined) return;
    const { asked, view } = this.shown;
    const { buy_trigger: buy, sell_trigger: sell } = asked.question.rule;
    const number = Math.max(0, ...this.pins.map((pin) => pin.number)) + 1;
    this.pins = [...this.pins, { number, name: `${buy} % / ${sell} %`, view, question: asked.question }];
  };

  readonly #keep = (): void => {
    this.keepDialog.show({ ...this.question, pair: this.subject.market.pair });
  };

  readonly #share = (): void => {
    const parameters = toParameters({ ...this.question, pair: this.subject.market.pair, account: "" });
    void this.keepDialog.share(`${location.origin}${address("lab/simulate", Object.fromEntries(parameters))}`);
  };

  readonly #exportCsv = async (): Promise<void> => {
    await this.#export("csv", "text/csv", ({ trades }) => tradesCsv(trades));
  };

  readonly #exportJson = async (): Promise<void> => {
    await this.#export("json", "application/json", (view, setting) => runJson(setting, view));
  };

  /** Export what is asked now, also where it is not shown in full yet. */
  async #export(ending: string, type: string, write: (view: RunView, setting: RawSetting) => string): Promise<void> {
    const asked = this.#asked;
    if (asked === undefined || !isValid(asked)) return;
    try {
      const rest = await this.#runner.rest(asked.setting, tuningShare(asked.question));
      if (rest !== undefined) download(this.#fileName(ending), type, write(rest.view, asked.setting));
    } catch (error) {
      this.#onError(error);
    }
  }

  #fileName(ending: string): string {
    return `aurono-${this.subject.market.pair.replace("/", "-")}-${this.question.rule.timeframe}.${ending}`;
  }
}

function isValid(asked: Asked): asked is Shown["asked"] {
  return asked.setting !== undefined;
}

/** The tuning part's share of the period, 0 to 1. */
function tuningShare({ tuning }: Question): number {
  const percent = Number(tuning);
  return percent > 0 && percent < 100 ? percent / 100 : 0.7;
}
