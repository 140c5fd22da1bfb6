import { mdiAlertCircle, mdiCheckCircle, mdiCog, mdiHelpCircleOutline, mdiPlus } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../components/aurono-countdown.ts";
import "../../components/aurono-curve.ts";
import "../../components/aurono-statistics.ts";
import "../../components/aurono-trading-control.ts";
import "../../components/aurono-use-bar.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { bookBadge, demoBadge, icon, profit } from "../../components/parts.ts";
import { sharedStyles } from "../../components/styles.ts";
import { signOf } from "../../data/decimal.ts";
import { type Account, activeBook, currencies, type Liquidity, type Strategy, type Totals } from "../../data/model.ts";
import { address, entryAddress, strategyAddress } from "../../data/routes.ts";
import { failureWords, verifiedWords } from "./attention.ts";

/** An account: its money per currency and book, its health, and what its strategies do next. */
@element("aurono-account-section")
export class AuronoAccountSection extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      details > aurono-statistics {
        margin-top: 8px;
      }
      .columns {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      @media (min-width: 870px) {
        .columns {
          grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        }
      }
      .total + .total {
        border-top: 1px solid var(--aurono-line);
        padding-top: var(--aurono-gap);
      }
      .figures {
        align-items: end;
      }
      .facts {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px 16px;
      }
      .facts dd {
        display: flex;
        gap: 4px;
      }
      .facts dt {
        color: var(--aurono-quiet);
      }
      .next li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 12px;
        padding: 8px 0;
        border-bottom: 1px solid var(--aurono-line);
      }
      .next li:last-child {
        border-bottom: 0;
        padding-bottom: 0;
      }
      .next .end {
        text-align: end;
      }
      .empty {
        display: grid;
        justify-items: start;
        gap: 12px;
      }
    `,
  ];

  @property({ attribute: false }) account!: Account;
  @property({ type: Boolean }) canAct = false;
  /** Whose statistics were unfolded. */
  @state() private opened: Record<string, boolean> = {};

  protected override render(): TemplateResult {
    const { app, account } = this;
    const isLoaded = account.state === "loaded";
    return html`
      <section class="stack" aria-labelledby="title">
        <div class="row between">
          <div class="row">
            <h2 id="title">${account.title}</h2>
            ${demoBadge(app, account.is_demo)}
            ${account.stopped ? html`<span class="badge warn">${app.state("sensor", "account_status", "stopped")}</span>` : nothing}
          </div>
          <div class="row">
            ${
              app.isAdmin && isLoaded
                ? html`<aurono-trading-control .account=${account} ?disabled=${!this.canAct}></aurono-trading-control>`
                : nothing
            }
            ${
              app.isAdmin
                ? html`<a
                    class="button plain"
                    href=${entryAddress(account.entry_id)}
                    aria-label=${app.text("overview_account_settings")}
                    title=${app.text("overview_account_settings")}
                    >${icon(mdiCog)}</a
                  >`
                : nothing
            }
          </div>
        </div>
        ${isLoaded ? this.#loaded() : nothing}
      </section>
    `;
  }

  #loaded(): TemplateResult {
    const { account } = this;
    if (!account.strategies.length) return html`<div class="columns">${this.#noStrategy()}${this.#health()}</div>`;
    return html`
      <div class="columns">
        <div class="card stack">${account.totals.map((total) => this.#total(total))}</div>
        <div class="stack">${this.#strategies()}${this.#health()}</div>
      </div>
    `;
  }

  #noStrategy(): TemplateResult {
    const { app, account } = this;
    return html`
      <div class="card empty">
        <h3>${app.text("overview_no_strategy")}</h3>
        <p class="quiet">${app.text("overview_no_strategy_text")}</p>
        <div class="row">
          <a class="button primary" href=${address("lab/simulate", { account: account.entry_id })}
            >${app.text("overview_try_lab")}</a
          >
          ${
            app.isAdmin
              ? html`<a class="button" href=${entryAddress(account.entry_id)}
                  >${icon(mdiPlus)}${app.text("overview_add_strategy")}</a
                >`
              : nothing
          }
        </div>
      </div>
    `;
  }

  #total(total: Totals): TemplateResult {
    const { app, account } = this;
    const { currency } = total;
    const key = `${total.book} ${currency}`;
    return html`
      <div class="stack total">
        <div class="row between figures">
          <div>
            <div class="row small">
              ${bookBadge(app, total.book)}<span class="quiet">${app.text("overview_value")}</span>
            </div>
            <div class="hero">${app.numbers.money(total.value, currency)}</div>
          </div>
          <div>
            <div class="quiet small">${app.text("overview_profit")}</div>
            <div class="hero">${profit(app, total.profit, currency)}</div>
          </div>
        </div>
        ${total.value === null ? html`<p class="quiet small">${app.text("overview_no_prices")}</p>` : nothing}
        <aurono-curve
          .entryId=${account.entry_id}
          .book=${total.book}
          currency=${currency}
          name=${account.title}
          stamp=${`${total.value ?? ""} ${total.profit ?? ""}`}
        ></aurono-curve>
        <aurono-use-bar
          currency=${currency}
          .coins=${total.position_value}
          .reserved=${total.reserved}
          .free=${total.free}
        ></aurono-use-bar>
        <details
          @toggle=${(event: Event) => {
            // Nobody waits for what is folded away.
            if ((event.target as HTMLDetailsElement).open) this.opened = { ...this.opened, [key]: true };
          }}
        >
          <summary>${app.text("statistics_title")}</summary>
          ${
            this.opened[key]
              ? html`<aurono-statistics
                  .entryId=${account.entry_id}
                  .book=${total.book}
                  currency=${currency}
                  stamp=${`${total.value ?? ""} ${total.profit ?? ""}`}
                ></aurono-statistics>`
              : nothing
          }
        </details>
      </div>
    `;
  }

  #strategies(): TemplateResult {
    return html`
      <div class="card">
        <h3>${this.app.text("overview_next")}</h3>
        <ul class="next">
          ${[...this.account.strategies].sort(byNext).map((strategy) => this.#strategy(strategy))}
        </ul>
      </div>
    `;
  }

  #strategy(strategy: Strategy): TemplateResult {
    const { app, account } = this;
    const { quote } = currencies(strategy.parameters.pair);
    return html`
      <li>
        <a href=${strategyAddress(account.entry_id, strategy.id)}>${strategy.name}</a>
        <span class="end"
          >${
            strategy.next_evaluation
              ? html`<aurono-countdown at=${strategy.next_evaluation.at}></aurono-countdown>`
              : app.state("select", "mode", strategy.mode)
          }</span
        >
        <span class="quiet small">${app.state("sensor", "status", strategy.status)}</span>
        <span class="end small">${profit(app, activeBook(strategy)?.profit, quote)}</span>
      </li>
    `;
  }

  #health(): TemplateResult {
    const { app, account } = this;
    const { connection } = account;
    const verified = account.journal && verifiedWords(app, account.journal);
    const isAsked = connection.connected !== null;
    const clockOff = connection.failure === "clock_off";
    return html`
      <div class="card stack">
        <h3>${app.text("overview_health")}</h3>
        <dl class="facts">
          ${this.#fact(
            app.text("overview_health_exchange"),
            connection.connected,
            connection.connected
              ? app.text("overview_health_exchange_ok")
              : isAsked
                ? failureWords(app, connection.failure)
                : app.text("overview_health_exchange_unknown"),
          )}
          ${this.#fact(
            app.text("overview_health_clock"),
            clockOff ? false : connection.connected ? true : null,
            clockOff
              ? app.text("overview_health_clock_off")
              : connection.connected
                ? app.text("overview_health_clock_ok")
                : app.text("overview_health_exchange_unknown"),
          )}
          ${this.#fact(
            app.text("overview_health_journal"),
            account.halted === null,
            app.text(account.halted === null ? "overview_health_journal_ok" : "overview_health_journal_halted"),
          )}
          ${verified ? this.#fact(app.text("overview_health_verified"), verified.isWell, verified.text) : nothing}
        </dl>
        ${
          account.liquidity.length
            ? html`<h3>${app.text("overview_liquidity")}</h3>
                <dl class="facts">${account.liquidity.map((line) => this.#liquidity(line))}</dl>`
            : nothing
        }
      </div>
    `;
  }

  #fact(name: string, isWell: boolean | null, text: string): TemplateResult {
    const drawing = isWell === null ? mdiHelpCircleOutline : isWell ? mdiCheckCircle : mdiAlertCircle;
    const look = isWell === null ? "quiet" : isWell ? "gain" : "loss";
    return html`<dt>${name}</dt>
      <dd><span class=${look}>${icon(drawing)}</span><span>${text}</span></dd>`;
  }

  #liquidity({ kind, currency, expected, actual, gap }: Liquidity): TemplateResult {
    const { app } = this;
    const written = (value: string): string =>
      kind === "quote" ? app.numbers.money(value, currency) : app.numbers.amount(value, currency);
    const isShort = signOf(gap) > 0;
    const shown = { actual: written(actual), expected: written(expected), gap: written(gap) };
    return this.#fact(
      currency,
      !isShort,
      app.text(isShort ? "overview_liquidity_short" : "overview_liquidity_covered", shown),
    );
  }
}

/** The next decision first; those that make none last. */
function byNext(a: Strategy, b: Strategy): number {
  return (a.next_evaluation?.close_ms ?? Infinity) - (b.next_evaluation?.close_ms ?? Infinity) || 0;
}
