import { mdiScaleBalance } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/aurono-state.ts";
import "../../../components/aurono-table.ts";
import type { Column } from "../../../components/aurono-table.ts";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import { bookBadge, profit, stat } from "../../../components/parts.ts";
import { sharedStyles } from "../../../components/styles.ts";
import { messageOf } from "../../../data/api.ts";
import { signShown } from "../../../data/format.ts";
import { type BookKind, currencies, type Strategy } from "../../../data/model.ts";
import { strategyAddress } from "../../../data/routes.ts";
import { type Decimal, plain, sum } from "../../../engine/numbers.ts";
import { marketRules } from "../../../lab/setting.ts";
import { type Cause, type Difference, type Twin, twin } from "../../../lab/twin.ts";
import type { Subject } from "../subject.ts";
import { livedRecord } from "./lived-record.ts";

const SHOWN = 50;

/** An existing strategy against its own simulation over the same days. */
@element("aurono-evaluate")
export class AuronoEvaluate extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      .verdict {
        font-size: 18px;
        line-height: 1.4;
      }
      .causes {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 10px 16px;
        margin-top: 8px;
      }
      .causes dd {
        text-align: end;
      }
    `,
  ];

  @property({ attribute: false }) subject!: Subject;
  @property({ attribute: false }) strategy!: Strategy;

  @state() private told: Twin | null | undefined;
  @state() private problem = "";
  @state() private read = 0;

  #key = "";
  #subject: Subject | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#key = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  protected override willUpdate(): void {
    const key = [this.strategy.id, this.strategy.version, this.#book].join(" ");
    if (key === this.#key && this.subject === this.#subject) return;
    this.#key = key;
    this.#subject = this.subject;
    void this.#compare(key);
  }

  protected override render(): TemplateResult {
    const { text } = this.app;
    if (this.problem !== "") {
      return html`<aurono-state alert heading=${text("evaluate_failed")} text=${this.problem}>
        <button @click=${() => void this.#compare(this.#key)}>${text("common_retry")}</button>
      </aurono-state>`;
    }
    if (this.told === undefined) {
      return html`<aurono-state
        loading
        heading=${text("evaluate_reading")}
        text=${this.read > 0 ? this.app.plural("evaluate_read", this.read) : ""}
      ></aurono-state>`;
    }
    const { told } = this;
    if (told?.firstOpen === undefined || told.firstOpen === null) {
      return html`<aurono-state
        .drawing=${mdiScaleBalance}
        heading=${text("evaluate_too_early")}
        text=${text("evaluate_too_early_text")}
      ></aurono-state>`;
    }
    return html`${this.#verdict(told)} ${this.#causes(told)} ${this.#list(told)}`;
  }

  get #book(): BookKind {
    return this.strategy.active_book;
  }

  get #quote(): string {
    return currencies(this.subject.market.pair).quote;
  }

  #verdict(told: Twin): TemplateResult {
    const { text, times, numbers } = this.app;
    const difference = plain(told.livedProfit.minus(told.twinProfit));
    const isSame = told.differences.length === 0;
    const money = numbers.money(difference.replace("-", ""), this.#quote);
    const sign = signShown(numbers.money(difference, this.#quote, { signed: true }));
    const sentence = isSame
      ? text("evaluate_verdict_same")
      : sign === 0
        ? text("evaluate_verdict_even")
        : text(sign < 0 ? "evaluate_verdict_worse" : "evaluate_verdict_better", { money });
    return html`
      <section class="card stack">
        <div class="row">
          <h1>${this.strategy.name}</h1>
          ${bookBadge(this.app, this.#book)}
        </div>
        <p class="verdict">${sentence}</p>
        <p>
          ${text("evaluate_decisions", { same: numbers.number(told.same, 0), decided: numbers.number(told.decided, 0) })}
          ${told.missed === 0 ? nothing : this.app.plural("evaluate_missed", told.missed)}
        </p>
        <dl class="stats">
          ${stat(text("evaluate_its_profit"), profit(this.app, plain(told.livedProfit), this.#quote))}
          ${stat(text("evaluate_twin_profit"), profit(this.app, plain(told.twinProfit), this.#quote))}
          ${stat(text("evaluate_difference"), profit(this.app, difference, this.#quote))}
          ${stat(text("evaluate_trades"), `${told.livedTrades} / ${told.twinTrades}`, text("evaluate_trades_help"))}
        </dl>
        <p class="quiet small">
          ${text("evaluate_period", { since: times.dateTime(told.firstOpen ?? 0), until: times.dateTime(told.lastClose ?? 0) })}
        </p>
        <div>
          <a class="button" href=${strategyAddress(this.subject.account.entry_id, this.strategy.id)}
            >${text("evaluate_open")}</a
          >
        </div>
      </section>
    `;
  }

  #causes(told: Twin): TemplateResult | typeof nothing {
    if (told.differences.length === 0) return nothing;
    const { text } = this.app;
    const causes = [...new Set(told.differences.map((one) => one.cause))];
    return html`
      <section class="card">
        <h2>${text("evaluate_why")}</h2>
        <dl class="causes">
          ${causes.map((cause) => {
            const its = told.differences.filter((one) => one.cause === cause);
            return html`
              <dt>
                ${text(`evaluate_cause_${cause}`)}
                <div class="quiet small">${this.app.plural("evaluate_times", its.length)}</div>
              </dt>
              <dd>${profit(this.app, plain(sum(its.map((one) => one.money))), this.#quote)}</dd>
            `;
          })}
        </dl>
      </section>
    `;
  }

  #list(told: Twin): TemplateResult | typeof nothing {
    if (told.differences.length === 0) return nothing;
    const { text, times, state } = this.app;
    const columns: Column<Difference>[] = [
      { label: text("evaluate_when"), bare: true, cell: (one) => times.dateTime(one.candleClose) },
      { label: text("evaluate_side"), bare: true, cell: (one) => text(`evaluate_${one.side}`) },
      { label: text("evaluate_cause"), cell: (one) => this.#causeText(one.cause), lead: true },
      {
        label: text("evaluate_recorded"),
        cell: (one) => (one.reason === null ? "–" : state("sensor", "last_decision", one.reason.toLowerCase())),
      },
      {
        label: text("evaluate_money"),
        cell: (one) => profit(this.app, plain(one.money), this.#quote),
        numeric: true,
      },
    ];
    const size = ({ money }: Difference): Decimal => (money.sign < 0 ? money.negated() : money);
    const rows = [...told.differences].sort((one, other) => size(other).compare(size(one))).slice(0, SHOWN);
    return html`
      <section class="card">
        <h2>${text("evaluate_differences")}</h2>
        <aurono-table caption=${text("evaluate_differences")} .columns=${columns} .rows=${rows}></aurono-table>
        ${
          told.differences.length > SHOWN
            ? html`<p class="quiet small">
                ${text("evaluate_latest", { count: SHOWN, all: told.differences.length })}
              </p>`
            : nothing
        }
      </section>
    `;
  }

  #causeText(cause: Cause): string {
    return this.app.text(`evaluate_cause_${cause}`);
  }

  async #compare(key: string): Promise<void> {
    const { subject, strategy } = this;
    this.told = undefined;
    this.problem = "";
    this.read = 0;
    try {
      const lived = await livedRecord(this.app.api, subject.account.entry_id, strategy, this.#book, (read) => {
        this.read = read;
      });
      if (key !== this.#key) return;
      this.told = lived === null ? null : twin(marketRules(subject.market), subject.table, lived);
    } catch (error) {
      console.error(error);
      if (key === this.#key) this.problem = messageOf(error) || this.app.text("common_failed");
    }
  }
}
