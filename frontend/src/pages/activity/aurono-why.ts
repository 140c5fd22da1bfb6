import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../components/aurono-state.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { sharedStyles } from "../../components/styles.ts";
import type { DaySummary, EventPage } from "../../data/api.ts";
import type { Account } from "../../data/model.ts";
import { reasonOf, shortReason } from "../../data/sentences.ts";
import "./aurono-event-list.ts";
import { TIMELINE_KINDS } from "./filters.ts";

const MOST = 200;

interface Answer {
  summary: DaySummary;
  decisions: EventPage;
  other: EventPage;
}

/** Why something was or was not traded on a day: its candles counted by reason, then each decision. */
@element("aurono-why")
export class AuronoWhy extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      .counts {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 12px;
      }
      .counts dt {
        text-align: end;
        font-variant-numeric: tabular-nums;
        font-weight: 500;
      }
    `,
  ];

  @property({ attribute: false }) account!: Account;
  @property() strategyId = "";
  /** When the day begins and when the next one does, in UTC milliseconds. */
  @property({ attribute: false }) since = 0;
  @property({ attribute: false }) until = 0;
  @state() private answer: Answer | undefined;
  @state() private problem = "";
  #asked = "";

  protected override updated(): void {
    const asked = [this.account.entry_id, this.strategyId, this.since, this.until].join(" ");
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.answer = undefined;
    void this.#ask();
  }

  protected override render(): TemplateResult {
    const { app, answer } = this;
    if (!answer) {
      return this.problem
        ? html`<aurono-state alert heading=${app.text("common_failed")} text=${this.problem}>
            <button @click=${this.#ask}>${app.text("common_retry")}</button>
          </aurono-state>`
        : html`<aurono-state loading text=${app.text("common_loading")}></aurono-state>`;
    }
    const { decisions, other } = answer;
    return html`
      <div class="stack">
        <section class="card stack" aria-live="polite">${this.#summary(answer.summary)}</section>
        ${
          decisions.events.length
            ? html`<section class="card" aria-labelledby="decisions">
                <h2 id="decisions">${app.text("activity_tab_decisions")}</h2>
                <aurono-event-list .account=${this.account} .events=${decisions.events}></aurono-event-list>
              </section>`
            : nothing
        }
        ${
          other.events.length
            ? html`<section class="card" aria-labelledby="other">
                <h2 id="other">${app.text("activity_day_other")}</h2>
                <aurono-event-list .account=${this.account} .events=${other.events}></aurono-event-list>
              </section>`
            : nothing
        }
      </div>
    `;
  }

  #summary({ reasons, decided, missed, orders, fills }: DaySummary): TemplateResult {
    const { app } = this;
    const strategy = this.account.strategies.find((one) => one.id === this.strategyId)?.name ?? "";
    const counted = Object.entries(reasons).sort(([, a], [, b]) => b - a);
    if (!counted.length) return html`<p>${app.text("activity_day_nothing", { strategy })}</p>`;
    return html`
      <p>
        ${app.plural("activity_day_summary", decided, { strategy })}
        ${missed ? app.plural("activity_day_missed", missed) : nothing}
      </p>
      ${
        orders || fills
          ? html`<p>
                ${app.text("activity_day_traded", { orders: app.numbers.number(orders), fills: app.numbers.number(fills) })}
              </p>
              <p>${app.text("activity_day_why")}</p>`
          : html`<p>${app.text("activity_day_untraded")}</p>`
      }
      <dl class="counts">
        ${counted.map(([written, count]) => {
          const reason = reasonOf(written);
          return html`<dt>${app.text("activity_times", { count: app.numbers.number(count) })}</dt>
            <dd>${reason ? shortReason(app, reason) : written}</dd>`;
        })}
      </dl>
    `;
  }

  readonly #ask = async (): Promise<void> => {
    const asked = this.#asked;
    const { account, strategyId, since, until } = this;
    const { api } = this.app;
    const query = { entry_id: account.entry_id, strategy: strategyId, since_ms: since, until_ms: until, limit: MOST };
    this.problem = "";
    try {
      const [summary, decisions, other] = await Promise.all([
        api.day(account.entry_id, strategyId, since, until),
        api.events({ ...query, kinds: ["evaluated"] }),
        api.events({ ...query, kinds: [...TIMELINE_KINDS] }),
      ]);
      if (asked === this.#asked) this.answer = { summary, decisions, other };
    } catch (error) {
      if (asked === this.#asked) this.problem = this.app.problem(error);
    }
  };
}
