import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { bookBadge } from "../../components/parts.ts";
import { sharedStyles } from "../../components/styles.ts";
import type { CapitalChange, StrategyHistory, StrategyVersion } from "../../data/api.ts";
import { currencies } from "../../data/model.ts";
import { changes } from "../../data/parameter-words.ts";

interface Moment {
  time: number;
  content: TemplateResult;
}

/** What was changed about a strategy, the newest first: its rule, its capital, its mode. */
@element("aurono-versions")
export class AuronoVersions extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      ol {
        border-inline-start: 2px solid var(--aurono-line);
        padding-inline-start: 16px;
        display: grid;
        gap: 12px;
      }
      time {
        display: block;
      }
    `,
  ];

  @property({ attribute: false }) history!: StrategyHistory;
  @property() pair = "";

  protected override render(): TemplateResult {
    const { versions, capital, modes } = this.history;
    const oldestFirst = [...versions].sort((a, b) => a.version - b.version);
    const moments: Moment[] = [
      ...oldestFirst.map((version, index) => ({
        time: version.since_ms,
        content: this.#version(version, oldestFirst[index - 1]),
      })),
      ...capital.map((change) => ({ time: change.time_ms, content: this.#capital(change) })),
      ...modes.map(({ time_ms: time, mode }) => ({
        time,
        content: html`${this.app.text("strategies_mode")}: ${this.app.state("select", "mode", mode)}`,
      })),
    ];
    return html`<ol>
      ${moments
        .sort((a, b) => b.time - a.time)
        .map(
          ({ time, content }) =>
            html`<li>
              <time class="small quiet" datetime=${new Date(time).toISOString()}>${this.app.times.dateTime(time)}</time>
              ${content}
            </li>`,
        )}
    </ol>`;
  }

  #version(version: StrategyVersion, before: StrategyVersion | undefined): TemplateResult {
    const { app } = this;
    const changed = before ? changes(app, before.parameters, version.parameters) : [];
    return html`
      <strong>${app.text("strategies_version", { version: version.version })}</strong>
      ${before ? nothing : html`<p>${app.text("strategies_version_first")}</p>`}
      <ul>
        ${
          before && before.name !== version.name
            ? html`<li>${app.text("strategies_version_renamed", { name: version.name })}</li>`
            : nothing
        }
        ${changed.map(
          ({ label, before: old, value }) =>
            html`<li>${app.text("strategies_version_change", { label, before: old, value })}</li>`,
        )}
      </ul>
    `;
  }

  #capital(change: CapitalChange): TemplateResult {
    const { app } = this;
    const { base, quote } = currencies(this.pair);
    const money = change.amount ?? change.allocated;
    const coins = change.position?.amount;
    const amount =
      change.kind === "adopted" && coins ? app.numbers.amount(coins, base) : app.numbers.money(money, quote);
    return html`${app.text(`strategies_capital_change_${change.kind}`, { amount })} ${bookBadge(app, change.book)}`;
  }
}
