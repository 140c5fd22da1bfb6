import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Comparison, Performance } from "../data/api.ts";
import type { BookKind } from "../data/model.ts";
import { element } from "./define.ts";
import { AuronoElement } from "./element.ts";
import { gain, profit, stat } from "./parts.ts";
import { sharedStyles } from "./styles.ts";

/** How often figures are read again at most, in ms: the journal is asked for them each time. */
const PAUSE = 20_000;

/** How a strategy or an account did: figures of its trades, what the same money would have done otherwise, milestones. */
@element("aurono-statistics")
export class AuronoStatistics extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      .compare {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      .compare th,
      .compare td {
        text-align: end;
        font-weight: normal;
        padding: 6px 0 6px 12px;
        border-bottom: 1px solid var(--aurono-line);
      }
      .compare tr > :first-child {
        text-align: start;
        padding-inline-start: 0;
      }
      .compare tr:last-child > * {
        border-bottom: 0;
      }
      .compare thead th {
        font-size: 12px;
        color: var(--aurono-quiet);
      }
      .milestones {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 12px;
        margin: 4px 0 0;
        font-variant-numeric: tabular-nums;
      }
      .milestones dd {
        margin: 0;
        text-align: end;
      }
    `,
  ];

  @property({ attribute: false }) entryId = "";
  @property({ attribute: false }) strategyId: string | undefined;
  @property({ attribute: false }) book: BookKind = "shadow";
  @property() currency = "";
  /** Changes when there may be other figures. */
  @property() stamp = "";

  /** Null where there are none yet. */
  @state() private figures: Performance | null | undefined;
  @state() private failed = false;

  #subject = "";
  #readAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const subject = [this.entryId, this.strategyId, this.book, this.currency].join(" ");
    if (subject !== this.#subject) {
      this.#subject = subject;
      this.figures = undefined;
      void this.#read();
    } else if (changed.has("stamp") && this.#timer === undefined) {
      this.#timer = setTimeout(() => void this.#read(), Math.max(0, this.#readAt + PAUSE - Date.now()));
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { app, figures } = this;
    if (figures) return html`${this.#stats(figures)} ${this.#compared(figures)} ${this.#milestones(figures)}`;
    if (this.failed) return html`<p class="quiet">${app.text("common_failed")}</p>`;
    return figures === null ? html`<p class="quiet">${app.text("statistics_none")}</p>` : nothing;
  }

  #stats(figures: Performance): TemplateResult {
    const { numbers, text, plural } = this.app;
    const { win_rate: winRate, profit_factor: factor, money_weighted: rate, money_weighted_yearly: yearly } = figures;
    return html`
      <dl class="stats">
        ${stat(
          text("statistics_win_rate"),
          numbers.percent(winRate, { decimals: 1 }),
          figures.sells
            ? plural("statistics_wins", figures.sells, { wins: numbers.number(figures.wins, 0) })
            : text("statistics_no_sells"),
        )}
        ${stat(
          text("statistics_profit_factor"),
          numbers.number(factor),
          text(factor === null ? "statistics_no_loss" : "statistics_profit_factor_help"),
        )}
        ${stat(text("simulate_drawdown"), numbers.percent(figures.drawdown), text("simulate_drawdown_help"))}
        ${stat(
          text("statistics_return"),
          gain(numbers.percent(rate, { signed: true })),
          yearly === null
            ? text(rate === null ? "statistics_return_undefined" : "statistics_return_help")
            : text("statistics_return_yearly", { percent: numbers.percent(yearly, { signed: true }) }),
        )}
      </dl>
    `;
  }

  #compared(figures: Performance): TemplateResult {
    const { text } = this.app;
    const isTold = figures.buy_and_hold !== null && figures.monthly !== null;
    const undefinedNote = isTold ? nothing : html`<p class="quiet small">${text("statistics_no_comparison")}</p>`;
    if (!figures.buy_and_hold && !figures.monthly) return html`${undefinedNote}`;
    const row = (label: string, compared: Comparison | null): TemplateResult => html`
      <tr>
        <th scope="row">${label}</th>
        <td>${profit(this.app, compared?.profit ?? null, this.currency)}</td>
        <td>${gain(this.app.numbers.percent(compared?.profit_percent ?? null, { signed: true }))}</td>
      </tr>
    `;
    return html`
      <table class="compare">
        <thead>
          <tr>
            <th scope="col">${text("simulate_compare")}</th>
            <th scope="col">${text("simulate_profit")}</th>
            <th scope="col">${text("statistics_of_capital")}</th>
          </tr>
        </thead>
        <tbody>
          ${
            figures.profit === null
              ? nothing
              : row(text(this.strategyId === undefined ? "statistics_account" : "statistics_this"), {
                  profit: figures.profit,
                  profit_percent: figures.profit_percent,
                })
          }
          ${row(text("simulate_hold"), figures.buy_and_hold)} ${row(text("simulate_monthly"), figures.monthly)}
        </tbody>
      </table>
      ${undefinedNote}
      ${
        this.strategyId === undefined && figures.profit !== null
          ? html`<p class="quiet small">${text("statistics_account_note")}</p>`
          : nothing
      }
    `;
  }

  #milestones({ milestones }: Performance): TemplateResult | typeof nothing {
    const { app } = this;
    if (!milestones.length) return nothing;
    return html`
      <details>
        <summary>${app.text("statistics_milestones")}</summary>
        <dl class="milestones">
          ${milestones.map(
            ({ kind, time_ms: time }) =>
              html`<dt>${app.text(`statistics_milestone_${kind}`)}</dt>
                <dd class="quiet">${app.times.date(time)}</dd>`,
          )}
        </dl>
      </details>
    `;
  }

  async #read(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#readAt = Date.now();
    const subject = this.#subject;
    try {
      const found = await this.app.api.performance(this.entryId, this.book, this.strategyId);
      if (subject !== this.#subject) return;
      this.figures = found.find((one) => one.currency === this.currency) ?? null;
      this.failed = false;
    } catch {
      // What is shown stays; the next change asks again.
      if (subject === this.#subject) this.failed = true;
    }
  }
}
