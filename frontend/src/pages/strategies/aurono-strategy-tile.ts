import { css, html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import "../../components/aurono-countdown.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { demoBadge, gain, profit } from "../../components/parts.ts";
import { sharedStyles } from "../../components/styles.ts";
import { type Account, activeBook, currencies, type Strategy } from "../../data/model.ts";
import { strategyAddress } from "../../data/routes.ts";
import { decisionSentence } from "../../data/sentences.ts";
import { modeBadge } from "./mode-badge.ts";

/** A strategy in short: how it does, what it does now, and what it decided last. */
@element("aurono-strategy-tile")
export class AuronoStrategyTile extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
      }
      .card {
        position: relative;
        align-content: start;
      }
      h2 a {
        text-decoration: none;
        color: var(--primary-text-color);
      }
      /* The whole card leads to the strategy; for a keyboard it is one link. */
      h2 a::after {
        content: "";
        position: absolute;
        inset: 0;
        border-radius: var(--aurono-radius);
      }
      .card:hover {
        background: color-mix(in srgb, var(--primary-text-color) 3%, var(--card-background-color));
      }
      .market {
        margin-top: 4px;
      }
      .decision {
        border-top: 1px solid var(--aurono-line);
        padding-top: 8px;
      }
    `,
  ];

  @property({ attribute: false }) account!: Account;
  @property({ attribute: false }) strategy!: Strategy;

  protected override render(): TemplateResult {
    const { app, account, strategy } = this;
    const book = activeBook(strategy);
    const { pair, timeframe } = strategy.parameters;
    const { quote } = currencies(pair);
    const last = strategy.last_evaluation;
    return html`
      <article class="card stack">
        <div>
          <div class="row between">
            <h2><a href=${strategyAddress(account.entry_id, strategy.id)}>${strategy.name}</a></h2>
            <div class="row">${modeBadge(app, strategy)}${demoBadge(app, account.is_demo)}</div>
          </div>
          <p class="quiet small market">${pair} · ${app.option("timeframe", timeframe)} · ${account.title}</p>
        </div>
        <p>${app.state("sensor", "status", strategy.status)}</p>
        <div class="row between">
          <div>
            <div class="hero">${profit(app, book?.profit, quote)}</div>
            <div class="small quiet">
              ${gain(app.numbers.percent(book?.profit_percent, { signed: true }))} ·
              ${app.plural("strategies_trades", book?.trades ?? 0)}
            </div>
          </div>
          ${
            strategy.next_evaluation
              ? html`<div class="small quiet">
                  ${app.text("overview_next")}
                  <aurono-countdown at=${strategy.next_evaluation.at}></aurono-countdown>
                </div>`
              : ""
          }
        </div>
        <p class="small decision">
          ${
            last
              ? html`<span class="quiet">${app.times.dateTime(last.close_ms)}</span>
                  ${decisionSentence(app, last, pair)}`
              : app.text("strategies_last_decision_none")
          }
        </p>
      </article>
    `;
  }
}
