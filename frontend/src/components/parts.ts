/** Small pieces of HTML that are no elements of their own. */

import { html, nothing, svg, type TemplateResult } from "lit";
import { signShown } from "../data/format.ts";
import type { App } from "../data/app.ts";
import type { BookKind, Decimal } from "../data/model.ts";
import { mdiCurrencyUsd, mdiNoteEditOutline, mdiTestTube } from "@mdi/js";

type Content = TemplateResult | string | typeof nothing;

/** A drawing beside words; it says nothing to those who cannot see it. */
export const icon = (path: string): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${svg`<path d=${path}></path>`}
  </svg>`;

/** A named value, inside `<dl class="stats">`. */
export const stat = (label: string, value: Content, hint: Content = nothing): TemplateResult => html`
  <div class="stat">
    <dt>${label}</dt>
    <dd>${value}${hint === nothing ? nothing : html`<div class="hint">${hint}</div>`}</dd>
  </div>
`;

/** Profit or loss, written with its sign; the colour repeats it, so what rounds to nothing has neither. */
export function gain(shown: string): TemplateResult {
  return html`<span class="number ${["loss", "", "gain"][signShown(shown) + 1]}">${shown}</span>`;
}

/** Profit with its sign, in money. */
export const profit = (app: App, value: Decimal | null | undefined, currency: string): TemplateResult =>
  gain(app.numbers.money(value, currency, { signed: true }));

/** Whether money is real or on paper; both are said, never one by silence. */
export const bookBadge = (app: App, book: BookKind): TemplateResult =>
  book === "live"
    ? html`<span class="badge live">${icon(mdiCurrencyUsd)}${app.text("common_book_live")}</span>`
    : html`<span class="badge">${icon(mdiNoteEditOutline)}${app.text("common_book_shadow")}</span>`;

/** Marks what comes from made-up prices. */
export const demoBadge = (app: App, isDemo: boolean): TemplateResult | typeof nothing =>
  isDemo ? html`<span class="badge demo">${icon(mdiTestTube)}${app.text("common_demo")}</span>` : nothing;
