import { mdiAlertCircle, mdiBankPlus, mdiCheckCircleOutline, mdiInformationOutline, mdiPlus } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "../../components/aurono-state.ts";
import { element } from "../../components/define.ts";
import { AuronoPageElement } from "../../components/page-element.ts";
import { icon } from "../../components/parts.ts";
import { sharedStyles } from "../../components/styles.ts";
import { ADD_ACCOUNT_ADDRESS } from "../../data/routes.ts";
import { attention } from "./attention.ts";
import "./aurono-account-section.ts";

/** What everything is worth, whether all is well, and what comes next. */
@element("aurono-overview-page")
export class AuronoOverviewPage extends AuronoPageElement {
  static override styles = [
    sharedStyles,
    css`
      .page {
        gap: calc(var(--aurono-gap) * 1.5);
      }
      .attention li {
        display: flex;
        gap: 12px;
        align-items: flex-start;
        padding: 8px 0;
      }
      .attention li + li {
        border-top: 1px solid var(--aurono-line);
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { app, snapshot } = this;
    if (!snapshot.accounts.length) return this.#noAccount();
    return html`
      <div class="stack page">
        <h1 class="visually-hidden">${app.text("overview_title")}</h1>
        ${this.#attention()}
        ${repeat(
          snapshot.accounts,
          (account) => account.entry_id,
          (account) =>
            html`<aurono-account-section .account=${account} ?canAct=${this.canAct}></aurono-account-section>`,
        )}
        ${
          app.isAdmin
            ? html`<div class="row">
                <a class="button" href=${ADD_ACCOUNT_ADDRESS}>${icon(mdiPlus)}${app.text("overview_add_account")}</a>
              </div>`
            : nothing
        }
      </div>
    `;
  }

  #noAccount(): TemplateResult {
    const { app } = this;
    return html`<aurono-state
      .drawing=${mdiBankPlus}
      heading=${app.text("overview_no_account")}
      text=${app.text("overview_add_first_account")}
    >
      ${
        app.isAdmin
          ? html`<a class="button primary" href=${ADD_ACCOUNT_ADDRESS}>${app.text("overview_add_account")}</a>`
          : nothing
      }
    </aurono-state>`;
  }

  #attention(): TemplateResult {
    const { app } = this;
    const all = attention(app, this.snapshot.accounts);
    if (!all.length) {
      return html`<p class="row">
        <span class="gain">${icon(mdiCheckCircleOutline)}</span>${app.text("overview_attention_none")}
      </p>`;
    }
    return html`
      <section class="card attention" aria-labelledby="attention">
        <h2 id="attention">${app.text("overview_attention")}</h2>
        <ul>
          ${all.map(
            ({ urgent, text, href }) => html`
              <li>
                <span class=${urgent ? "loss" : "warn"}>${icon(urgent ? mdiAlertCircle : mdiInformationOutline)}</span>
                ${href ? html`<a href=${href}>${text}</a>` : html`<span>${text}</span>`}
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }
}
