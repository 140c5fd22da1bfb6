import { mdiAlertOutline, mdiShieldCheckOutline } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import { gain, icon, profit, stat } from "../../../components/parts.ts";
import { sharedStyles } from "../../../components/styles.ts";
import { currencies } from "../../../data/model.ts";
import type { Parts } from "../../../lab/ask.ts";
import type { Question } from "../../../lab/rule-link.ts";
import type { Figures, ResultFigures } from "../../../lab/view.ts";
import type { Subject } from "../subject.ts";

/** What a simulation came to, in words and figures. */
@element("aurono-run-figures")
export class AuronoRunFigures extends AuronoElement {
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
        contain-intrinsic-size: auto 480px;
      }
      :host([stale]) {
        opacity: 0.5;
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
      .safety {
        display: flex;
        gap: 8px;
        align-items: flex-start;
      }
      .reasons {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 12px;
        font-variant-numeric: tabular-nums;
      }
      details summary {
        cursor: pointer;
        font-weight: 500;
      }
      details > :not(summary) {
        margin-top: 8px;
      }
      .hero-line {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 4px 12px;
      }
      h2 {
        margin-bottom: 8px;
      }
      .scroll {
        overflow-x: auto;
      }
    `,
  ];

  @property({ attribute: false }) figures!: Figures;
  @property({ attribute: false }) parts: Parts | null | undefined;
  @property({ attribute: false }) subject!: Subject;
  @property({ attribute: false }) question!: Question;

  protected override render(): TemplateResult {
    return html`
      <section class="card stack">
        ${this.#hero()} ${this.#sentence()} ${this.#safety()} ${this.#benchmarks()} ${this.#stats()}
      </section>
      ${this.#parts()}
      <section class="card">${this.#reasons()}</section>
    `;
  }

  get #quote(): string {
    return currencies(this.subject.market.pair).quote;
  }

  #money(value: string): string {
    return this.app.numbers.money(value, this.#quote);
  }

  #hero(): TemplateResult {
    const { endValue, profit: earned, profitPercent } = this.figures;
    const percent = this.app.numbers.percent(profitPercent, { signed: true });
    return html`
      <div>
        <div class="quiet small">${this.app.text("simulate_end_value")}</div>
        <div class="hero-line">
          <span class="hero">${this.#money(endValue)}</span>
          <span>${profit(this.app, earned, this.#quote)} (${gain(percent)})</span>
        </div>
      </div>
    `;
  }

  #sentence(): TemplateResult {
    const { figures, app } = this;
    if (figures.start === null || figures.end === null) return html`<p>${app.text("simulate_no_candles")}</p>`;
    return html`<p>
      ${app.plural("simulate_sentence", figures.candles, {
        count: app.numbers.number(figures.candles, 0),
        since: app.times.date(figures.start),
        until: app.times.date(figures.end),
        buys: figures.buys,
        sells: figures.sells,
        fees: this.#money(figures.fees),
      })}
      ${figures.trades === 0 ? app.text("simulate_no_trades") : nothing}
    </p>`;
  }

  #safety(): TemplateResult {
    const { isSafe, capitalWanted, capitalUsed, reasons } = this.figures;
    const skipped = reasons.CAPITAL_INSUFFICIENT ?? 0;
    return html`
      <div class="safety ${isSafe ? "gain" : "warn"}">
        ${icon(isSafe ? mdiShieldCheckOutline : mdiAlertOutline)}
        <span>
          ${
            isSafe
              ? this.app.text("simulate_safe", { used: this.#money(capitalUsed) })
              : this.app.plural("simulate_unsafe", skipped, { wanted: this.#money(capitalWanted) })
          }
        </span>
      </div>
    `;
  }

  #benchmarks(): TemplateResult {
    const { text } = this.app;
    const row = (label: string, result: ResultFigures): TemplateResult => html`
      <tr>
        <th scope="row">${label}</th>
        <td>${this.#money(result.endValue)}</td>
        <td>${gain(this.app.numbers.percent(result.profitPercent, { signed: true }))}</td>
      </tr>
    `;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${text("simulate_compare")}>
        <table class="compare">
          <thead>
            <tr>
              <th scope="col">${text("simulate_compare")}</th>
              <th scope="col">${text("simulate_end_value")}</th>
              <th scope="col">${text("simulate_profit")}</th>
            </tr>
          </thead>
          <tbody>
            ${row(text("simulate_this_rule"), this.figures)} ${row(text("simulate_hold"), this.figures.buyAndHold)}
            ${row(text("simulate_monthly"), this.figures.monthly)}
          </tbody>
        </table>
      </div>
    `;
  }

  #stats(): TemplateResult {
    const { figures, app } = this;
    const { numbers, text } = app;
    return html`
      <dl class="stats">
        ${stat(text("simulate_trades"), String(figures.trades))}
        ${stat(text("simulate_fees"), this.#money(figures.fees))}
        ${stat(text("simulate_drawdown"), numbers.percent(figures.drawdown), text("simulate_drawdown_help"))}
        ${stat(text("simulate_wanted"), this.#money(figures.capitalWanted), text("simulate_wanted_help"))}
        ${stat(text("simulate_buy_streak"), String(figures.buyStreak))}
        ${stat(text("simulate_sell_streak"), String(figures.sellStreak))}
      </dl>
      ${this.#thresholds()}
    `;
  }

  /** Where the rule would act next, had a candle opened at the last close. */
  #thresholds(): TemplateResult | typeof nothing {
    const { price, averageCost } = this.figures;
    if (price === null) return nothing;
    const { buy, sell } = thresholds(Number(price), this.question, averageCost, Number(this.subject.market.taker_fee));
    const shown = (value: number): string => this.app.numbers.price(value.toFixed(12), this.#quote);
    return html`<p class="quiet">
      ${this.app.text("simulate_thresholds", {
        price: this.app.numbers.price(price, this.#quote),
        buy: shown(buy),
        sell: shown(sell),
      })}
    </p>`;
  }

  #parts(): TemplateResult | typeof nothing {
    const { parts, app } = this;
    const { text, numbers, times } = app;
    if (parts === undefined) return nothing;
    if (parts === null) {
      return html`<section class="card quiet">${text("simulate_parts_too_short")}</section>`;
    }
    const { tuning, unseen, at } = parts;
    const row = (label: string, cell: (one: Figures) => TemplateResult | string): TemplateResult =>
      html`<tr>
        <th scope="row">${label}</th>
        <td>${cell(tuning)}</td>
        <td>${cell(unseen)}</td>
      </tr>`;
    const percent = (result: ResultFigures): TemplateResult =>
      gain(numbers.percent(result.profitPercent, { signed: true }));
    return html`
      <section class="card">
        <h2>${text("simulate_parts")}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=${text("simulate_parts")}>
          <table class="compare">
            <thead>
              <tr>
                <td></td>
                <th scope="col">${text("simulate_part_tuning", { date: times.date(at) })}</th>
                <th scope="col">${text("simulate_part_unseen", { date: times.date(at) })}</th>
              </tr>
            </thead>
            <tbody>
              ${row(text("simulate_profit"), percent)} ${row(text("simulate_hold"), (one) => percent(one.buyAndHold))}
              ${row(text("simulate_drawdown"), (one) => numbers.percent(one.drawdown))}
              ${row(text("simulate_trades"), (one) => String(one.trades))}
            </tbody>
          </table>
        </div>
        <p class="quiet small">${text("simulate_parts_text")}</p>
      </section>
    `;
  }

  #reasons(): TemplateResult {
    const { reasons, candles } = this.figures;
    const { plural, numbers, state } = this.app;
    return html`
      <details>
        <summary>${plural("simulate_reasons", candles, { count: numbers.number(candles, 0) })}</summary>
        <dl class="reasons">
          ${Object.entries(reasons).map(
            ([reason, count]) => html`
              <dt>${state("sensor", "last_decision", reason.toLowerCase())}</dt>
              <dd>${numbers.number(count, 0)}</dd>
            `,
          )}
        </dl>
      </details>
    `;
  }
}

/** The prices at which a rule would act on a candle that opened at this price; to show, not to trade by. */
export function thresholds(
  price: number,
  { rule }: Question,
  averageCost: number | null,
  fee: number,
): { readonly buy: number; readonly sell: number } {
  const floor = averageCost === null ? 0 : (averageCost * (1 + Number(rule.loss_protection) / 100)) / (1 - fee);
  return {
    buy: price * (1 + Number(rule.buy_trigger) / 100),
    sell: Math.max(price * (1 + Number(rule.sell_trigger) / 100), floor),
  };
}
