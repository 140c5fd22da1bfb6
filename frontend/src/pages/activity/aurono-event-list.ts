import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { bookBadge } from "../../components/parts.ts";
import { sharedStyles } from "../../components/styles.ts";
import { eventSentence } from "../../data/event-sentences.ts";
import type { JournalEvent } from "../../data/journal.ts";
import type { Account, Side } from "../../data/model.ts";
import { strategyAddress } from "../../data/routes.ts";
import { decisionNumbers } from "../../data/sentences.ts";

/** What happened, newest first, under its days; each in a sentence, decisions with their numbers. */
@element("aurono-event-list")
export class AuronoEventList extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      h3 {
        padding: 12px 0 4px;
        color: var(--aurono-quiet);
      }
      li {
        display: grid;
        grid-template-columns: 60px minmax(0, 1fr);
        gap: 0 12px;
        padding: 8px 0;
        border-bottom: 1px solid var(--aurono-line);
      }
      section:last-child li:last-child {
        border-bottom: 0;
      }
      .facts {
        display: grid;
        grid-template-columns: minmax(auto, max-content) auto;
        justify-content: start;
        gap: 2px 16px;
        padding-top: 4px;
      }
      .facts dt {
        color: var(--aurono-quiet);
      }
      summary {
        color: var(--aurono-quiet);
        cursor: pointer;
      }
    `,
  ];

  @property({ attribute: false }) account!: Account;
  @property({ attribute: false }) events: readonly JournalEvent[] = [];

  protected override render(): TemplateResult[] {
    const sides = sidesOf(this.events);
    return [...this.#days()].map(
      ([day, events]) => html`
        <section>
          <h3>${day}</h3>
          <ol>
            ${events.map((event) => this.#event(event, sides))}
          </ol>
        </section>
      `,
    );
  }

  #days(): ReadonlyMap<string, JournalEvent[]> {
    const days = new Map<string, JournalEvent[]>();
    for (const event of this.events) {
      const day = this.app.times.date(event.time_ms);
      const known = days.get(day);
      if (known) known.push(event);
      else days.set(day, [event]);
    }
    return days;
  }

  #event(event: JournalEvent, sides: ReadonlyMap<string, Side>): TemplateResult {
    const { app } = this;
    const strategy = this.account.strategies.find((one) => one.id === event.strategy);
    const pair = strategy?.parameters.pair ?? ("pair" in event ? event.pair : undefined);
    const side = "order" in event ? sides.get(event.order) : undefined;
    const name = event.name ?? strategy?.name ?? "";
    return html`
      <li>
        <time class="quiet number" datetime=${new Date(event.time_ms).toISOString()}
          >${app.times.time(event.time_ms)}</time
        >
        <div>
          <div class="row small">
            ${
              strategy
                ? html`<a href=${strategyAddress(this.account.entry_id, strategy.id)}>${name}</a>`
                : html`<span class="quiet">${name || this.account.title}</span>`
            }
            ${event.kind === "evaluated" ? nothing : html`<span class="quiet">${app.option("event_kind", event.kind)}</span>`}
            ${"book" in event ? bookBadge(app, event.book) : nothing}
          </div>
          <p>${eventSentence(app, event, { pair, side })}</p>
          ${event.kind === "evaluated" && pair ? this.#numbers(event, pair) : nothing}
        </div>
      </li>
    `;
  }

  #numbers(event: JournalEvent & { kind: "evaluated" }, pair: string): TemplateResult | typeof nothing {
    const numbers = decisionNumbers(this.app, event, pair);
    if (!numbers.length) return nothing;
    return html`<details class="small">
      <summary>${this.app.text("strategies_numbers")}</summary>
      <dl class="facts">
        ${numbers.map(
          ({ label, value }) =>
            html`<dt>${label}</dt>
              <dd class="number">${value}</dd>`,
        )}
      </dl>
    </details>`;
  }
}

/** Which side the orders are on whose plan is among the events: their fills and ends do not say. */
function sidesOf(events: readonly JournalEvent[]): ReadonlyMap<string, Side> {
  return new Map(events.flatMap((event) => (event.kind === "order_planned" ? [[event.order, event.side]] : [])));
}
