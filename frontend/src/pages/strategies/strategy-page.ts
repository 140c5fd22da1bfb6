import {
  mdiArrowLeft,
  mdiCashMinus,
  mdiCashPlus,
  mdiCog,
  mdiDevices,
  mdiHistory,
  mdiRobotConfusedOutline,
  mdiScaleBalance,
} from "@mdi/js";
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import "../../components/aurono-countdown.ts";
import "../../components/aurono-curve.ts";
import "../../components/aurono-state.ts";
import "../../components/aurono-statistics.ts";
import "../../components/aurono-use-bar.ts";
import { element } from "../../components/define.ts";
import { AuronoPageElement } from "../../components/page-element.ts";
import { bookBadge, demoBadge, gain, icon, profit, stat } from "../../components/parts.ts";
import { sharedStyles } from "../../components/styles.ts";
import type { StrategyHistory } from "../../data/api.ts";
import { sum } from "../../data/decimal.ts";
import { type Account, activeBook, type Book, type BookKind, currencies, type Strategy } from "../../data/model.ts";
import { namedParameters } from "../../data/parameter-words.ts";
import { address, deviceAddress, entryAddress } from "../../data/routes.ts";
import { decisionNumbers, decisionSentence } from "../../data/sentences.ts";
import "./aurono-capital-dialog.ts";
import type { AuronoCapitalDialog, CapitalChange } from "./aurono-capital-dialog.ts";
import "./aurono-mode-control.ts";
import "./aurono-open-orders.ts";
import "./aurono-strategy-chart.ts";
import "./aurono-versions.ts";
import { modeBadge } from "./mode-badge.ts";

/** One strategy: how it does, what it decides and why, its orders, its rule and what was changed about it. */
@element("aurono-strategy-page")
export class AuronoStrategyPage extends AuronoPageElement {
  static override styles = [
    sharedStyles,
    css`
      .columns {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
        align-items: start;
      }
      @media (min-width: 870px) {
        .columns {
          grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
        }
      }
      .facts div {
        display: flex;
        justify-content: space-between;
        gap: 16px;
        padding: 2px 0;
      }
      .facts dt {
        color: var(--aurono-quiet);
      }
      .facts dd {
        text-align: end;
      }
    `,
  ];

  @state() private history: StrategyHistory | undefined;
  @state() private chosenBook: BookKind | undefined;
  @state() private change: CapitalChange = "deposit";
  @query("aurono-capital-dialog") private readonly capitalDialog!: AuronoCapitalDialog;
  #historyOf = "";

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const found = this.#found();
    if (!found) return;
    const { account, strategy } = found;
    const book = activeBook(strategy);
    const key = [strategy.id, strategy.version, strategy.mode, book?.allocated, strategy.name].join(" ");
    if (key === this.#historyOf) return;
    if (!this.#historyOf.startsWith(strategy.id)) this.history = this.chosenBook = undefined;
    this.#historyOf = key;
    void this.#readHistory(account, strategy);
  }

  protected override render(): TemplateResult {
    const { app } = this;
    const found = this.#found();
    if (!found) {
      return html`<aurono-state
        .drawing=${mdiRobotConfusedOutline}
        heading=${app.text("strategies_gone")}
        text=${app.text("strategies_gone_text")}
      >
        <a class="button" href=${address("strategies")}>${app.text("strategies_back")}</a>
      </aurono-state>`;
    }
    const { account, strategy } = found;
    const kind = this.chosenBook ?? strategy.active_book;
    const book = strategy.books[kind];
    return html`
      <div class="stack">
        ${this.#head(account, strategy)}
        <div class="columns">
          <div class="stack">
            ${this.#money(account, strategy, kind, book)}
            <section class="card stack" aria-labelledby="chart">
              <h2 id="chart">${app.text("strategies_chart")}</h2>
              <aurono-strategy-chart
                .account=${account}
                .strategy=${strategy}
                .book=${kind}
                .versions=${this.history?.versions ?? []}
              ></aurono-strategy-chart>
            </section>
            ${this.#statistics(account, strategy, kind, book)}
            <section class="card stack" aria-labelledby="orders">
              <h2 id="orders">${app.text("strategies_orders")}</h2>
              <aurono-open-orders .strategy=${strategy} ?canAct=${this.canAct}></aurono-open-orders>
            </section>
          </div>
          <div class="stack">
            ${this.#decision(strategy)}${this.#mode(account, strategy)}${this.#rule(account, strategy)}${this.#changes(strategy)}
          </div>
        </div>
        ${
          app.isAdmin
            ? html`<aurono-capital-dialog
                .strategy=${strategy}
                change=${this.change}
                ?disabled=${!this.canAct}
              ></aurono-capital-dialog>`
            : nothing
        }
      </div>
    `;
  }

  #head(account: Account, strategy: Strategy): TemplateResult {
    const { app } = this;
    const { pair, timeframe } = strategy.parameters;
    return html`
      <div>
        <a class="row small" href=${address("strategies")}>${icon(mdiArrowLeft)}${app.text("strategies_back")}</a>
        <div class="row between">
          <h1>${strategy.name}</h1>
          <div class="row">${modeBadge(app, strategy)}${demoBadge(app, account.is_demo)}</div>
        </div>
        <p class="quiet">
          ${pair} · ${app.option("timeframe", timeframe)} · ${account.title}
          ${strategy.price ? html` · <span class="number">${app.numbers.price(strategy.price, currencies(pair).quote)}</span>` : nothing}
        </p>
        <p>${app.state("sensor", "status", strategy.status)}</p>
      </div>
    `;
  }

  #money(account: Account, strategy: Strategy, kind: BookKind, book: Book | undefined): TemplateResult {
    const { app } = this;
    const { base, quote } = currencies(strategy.parameters.pair);
    const kinds = (["live", "shadow"] as const).filter((one) => strategy.books[one]);
    const worth = book && strategy.price && book.value !== null && book.unrealized !== null;
    return html`
      <section class="card stack" aria-label=${app.text("strategies_value")}>
        <div class="row between">
          ${
            kinds.length > 1
              ? html`<div class="row" role="group" aria-label=${app.text("activity_book")}>
                  ${kinds.map(
                    (one) =>
                      html`<button
                        aria-pressed=${one === kind ? "true" : "false"}
                        class=${one === kind ? "primary" : ""}
                        @click=${() => {
                          this.chosenBook = one;
                        }}
                      >
                        ${app.text(`common_book_${one}`)}
                      </button>`,
                  )}
                </div>`
              : bookBadge(app, kind)
          }
          ${
            app.isAdmin && kind === strategy.active_book
              ? html`<div class="row">${this.#capitalButton("deposit")}${this.#capitalButton("withdraw")}</div>`
              : nothing
          }
        </div>
        <dl class="stats">
          ${stat(app.text("strategies_value"), app.numbers.money(book?.value, quote))}
          ${stat(
            app.text("strategies_profit"),
            profit(app, book?.profit, quote),
            gain(app.numbers.percent(book?.profit_percent, { signed: true })),
          )}
          ${stat(app.text("strategies_realized"), profit(app, book?.realized, quote))}
          ${stat(app.text("strategies_unrealized"), profit(app, book?.unrealized, quote))}
          ${stat(app.text("strategies_position"), app.numbers.amount(book?.position, base))}
          ${stat(app.text("strategies_avg_cost"), app.numbers.price(book?.average_cost, quote))}
          ${stat(app.text("strategies_trades_label"), String(book?.trades ?? 0))}
          ${stat(app.text("strategies_fees"), app.numbers.money(book?.fees, quote))}
        </dl>
        ${
          worth
            ? html`<aurono-use-bar
                currency=${quote}
                .coins=${sum([book.cost, book.unrealized ?? "0"])}
                .reserved=${book.reserved}
                .free=${book.free}
              ></aurono-use-bar>`
            : nothing
        }
        <aurono-curve
          .entryId=${account.entry_id}
          .strategyId=${strategy.id}
          .book=${kind}
          currency=${quote}
          name=${strategy.name}
          stamp=${`${strategy.last_evaluation?.time_ms ?? 0} ${book?.trades ?? 0}`}
        ></aurono-curve>
      </section>
    `;
  }

  #statistics(
    account: Account,
    strategy: Strategy,
    kind: BookKind,
    book: Book | undefined,
  ): TemplateResult | typeof nothing {
    if (!book) return nothing;
    return html`
      <section class="card stack" aria-labelledby="statistics">
        <h2 id="statistics">${this.app.text("statistics_title")}</h2>
        <aurono-statistics
          .entryId=${account.entry_id}
          .strategyId=${strategy.id}
          .book=${kind}
          currency=${currencies(strategy.parameters.pair).quote}
          stamp=${`${strategy.last_evaluation?.time_ms ?? 0} ${book.trades} ${book.allocated}`}
        ></aurono-statistics>
      </section>
    `;
  }

  #capitalButton(change: CapitalChange): TemplateResult {
    return html`<button
      ?disabled=${!this.canAct}
      @click=${async () => {
        this.change = change;
        await this.updateComplete;
        this.capitalDialog.show();
      }}
    >
      ${icon(change === "deposit" ? mdiCashPlus : mdiCashMinus)}${this.app.text(`strategies_${change}`)}
    </button>`;
  }

  #decision(strategy: Strategy): TemplateResult {
    const { app } = this;
    const last = strategy.last_evaluation;
    const { pair } = strategy.parameters;
    const next = strategy.next_evaluation;
    return html`
      <section class="card stack" aria-labelledby="decision">
        <h2 id="decision">${app.text("strategies_last_decision")}</h2>
        ${
          last
            ? html`
                <div>
                  <p class="small quiet">${app.times.dateTime(last.close_ms)}</p>
                  <p>${decisionSentence(app, last, pair)}</p>
                </div>
                <details>
                  <summary>${app.text("strategies_numbers")}</summary>
                  <dl class="facts small">
                    ${decisionNumbers(app, last, pair).map(
                      ({ label, value }) =>
                        html`<div>
                          <dt>${label}</dt>
                          <dd class="number">${value}</dd>
                        </div>`,
                    )}
                  </dl>
                </details>
              `
            : html`<p class="quiet">${app.text("strategies_last_decision_none")}</p>`
        }
        ${
          next
            ? html`<p class="row between">
                <span class="quiet">${app.text("overview_next")}</span
                ><aurono-countdown at=${next.at}></aurono-countdown>
              </p>`
            : nothing
        }
        <a class="row" href=${address("activity", { strategy: strategy.id, tab: "decisions" })}
          >${icon(mdiHistory)}${app.text("strategies_show_activity")}</a
        >
      </section>
    `;
  }

  #mode(account: Account, strategy: Strategy): TemplateResult | typeof nothing {
    if (!this.app.isAdmin) return nothing;
    return html`
      <section class="card stack" aria-labelledby="mode">
        <h2 id="mode">${this.app.text("strategies_mode")}</h2>
        <aurono-mode-control .account=${account} .strategy=${strategy} ?disabled=${!this.canAct}></aurono-mode-control>
      </section>
    `;
  }

  #rule(account: Account, strategy: Strategy): TemplateResult {
    const { app } = this;
    return html`
      <section class="card stack" aria-labelledby="rule">
        <div class="row between">
          <h2 id="rule">${app.text("strategies_rule")}</h2>
          <span class="quiet small">${app.text("strategies_version", { version: strategy.version })}</span>
        </div>
        <dl class="facts">
          ${namedParameters(app, strategy.parameters).map(
            ({ label, value }) =>
              html`<div>
                <dt>${label}</dt>
                <dd class="number">${value}</dd>
              </div>`,
          )}
        </dl>
        ${
          app.isAdmin
            ? html`<a class="row" href=${entryAddress(account.entry_id)}
                >${icon(mdiCog)}${app.text("strategies_change_rule")}</a
              >`
            : nothing
        }
        ${
          strategy.device_id
            ? html`<a class="row" href=${deviceAddress(strategy.device_id)}
                >${icon(mdiDevices)}${app.text("strategies_device")}</a
              >`
            : nothing
        }
        <a class="row" href=${address("lab/evaluate", { account: account.entry_id, strategy: strategy.id })}
          >${icon(mdiScaleBalance)}${app.text("strategies_evaluate")}</a
        >
      </section>
    `;
  }

  #changes(strategy: Strategy): TemplateResult | typeof nothing {
    if (!this.history) return nothing;
    return html`
      <section class="card stack" aria-labelledby="history">
        <h2 id="history">${this.app.text("strategies_history")}</h2>
        <aurono-versions .history=${this.history} pair=${strategy.parameters.pair}></aurono-versions>
      </section>
    `;
  }

  #found(): { account: Account; strategy: Strategy } | undefined {
    const { route } = this.place;
    if (route.page !== "strategy") return undefined;
    const account = this.snapshot.accounts.find((one) => one.entry_id === route.entryId);
    const strategy = account?.strategies.find((one) => one.id === route.strategyId);
    return account && strategy ? { account, strategy } : undefined;
  }

  async #readHistory(account: Account, strategy: Strategy): Promise<void> {
    try {
      this.history = await this.app.api.history(account.entry_id, strategy.id);
    } catch {
      // What was known stays; the next change asks again.
    }
  }
}
