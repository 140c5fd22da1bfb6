import { mdiPlus, mdiRobotOutline } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "../../components/aurono-state.ts";
import { element } from "../../components/define.ts";
import { AuronoPageElement } from "../../components/page-element.ts";
import { icon } from "../../components/parts.ts";
import { selectField } from "../../components/select-field.ts";
import { sharedStyles } from "../../components/styles.ts";
import { ADD_ACCOUNT_ADDRESS, address, entryAddress, INTEGRATION_ADDRESS, navigate } from "../../data/routes.ts";
import "./aurono-strategy-tile.ts";
import { type Listed, select, selectionOf, SHOWN, SORTS } from "./selection.ts";

/** All strategies as cards; filters and order are in the address. */
@element("aurono-strategies-page")
export class AuronoStrategiesPage extends AuronoPageElement {
  static override styles = [
    sharedStyles,
    css`
      .filters {
        display: grid;
        gap: 8px 12px;
        grid-template-columns: repeat(auto-fit, minmax(140px, 220px));
      }
      @media (max-width: 600px) {
        .filters {
          grid-template-columns: 1fr 1fr;
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { app, snapshot } = this;
    const all = snapshot.accounts.flatMap((account) => account.strategies);
    return html`
      <div class="stack">
        <div class="row between">
          <h1>${app.text("strategies_title")}</h1>
          ${all.length ? this.#addLink() : nothing}
        </div>
        ${all.length ? html`${this.#filters()}${this.#list()}` : this.#none()}
      </div>
    `;
  }

  #addLink(): TemplateResult | typeof nothing {
    const { accounts } = this.snapshot;
    const { account } = selectionOf(this.place.parameters);
    // A strategy belongs to an account: with several, the one that is filtered for, else the list of them.
    const chosen = account ?? (accounts.length === 1 ? accounts[0]?.entry_id : undefined);
    if (!this.app.isAdmin) return nothing;
    const href = chosen === undefined ? INTEGRATION_ADDRESS : entryAddress(chosen);
    return html`<a class="button" href=${href}>${icon(mdiPlus)}${this.app.text("strategies_add")}</a>`;
  }

  #none(): TemplateResult {
    const { app } = this;
    const [account] = this.snapshot.accounts;
    return html`<aurono-state
      .drawing=${mdiRobotOutline}
      heading=${app.text(account ? "strategies_none" : "overview_no_account")}
      text=${app.text(account ? "strategies_none_text" : "overview_add_first_account")}
    >
      ${account ? html`<a class="button primary" href=${address("lab/simulate")}>${app.text("overview_try_lab")}</a>` : nothing}
      ${
        app.isAdmin
          ? html`<a class="button" href=${account ? entryAddress(account.entry_id) : ADD_ACCOUNT_ADDRESS}
              >${app.text(account ? "strategies_add" : "overview_add_account")}</a
            >`
          : nothing
      }
    </aurono-state>`;
  }

  #filters(): TemplateResult {
    const { app } = this;
    const { accounts } = this.snapshot;
    const { account, mode, sort } = selectionOf(this.place.parameters);
    const all = { value: "", label: app.text("common_all") };
    return html`
      <div class="filters">
        ${selectField({
          label: app.text("strategies_show"),
          value: mode ?? "",
          options: [all, ...SHOWN.map((value) => ({ value, label: app.text(`strategies_filter_${value}`) }))],
          onChange: (value) => {
            this.#go({ show: value });
          },
        })}
        ${
          accounts.length > 1
            ? selectField({
                label: app.text("strategies_account"),
                value: account ?? "",
                options: [all, ...accounts.map((one) => ({ value: one.entry_id, label: one.title }))],
                onChange: (value) => {
                  this.#go({ account: value });
                },
              })
            : nothing
        }
        ${selectField({
          label: app.text("strategies_sort"),
          value: sort,
          options: SORTS.map((value) => ({ value, label: app.text(`strategies_sort_${value}`) })),
          onChange: (value) => {
            this.#go({ sort: value });
          },
        })}
      </div>
    `;
  }

  #list(): TemplateResult {
    const { app } = this;
    const listed = select(this.snapshot.accounts, selectionOf(this.place.parameters));
    if (!listed.length) {
      return html`<aurono-state text=${app.text("strategies_none_fit")}>
        <a class="button" href=${address("strategies")}>${app.text("strategies_reset")}</a>
      </aurono-state>`;
    }
    return html`<div class="grid">
      ${repeat(
        listed,
        ({ strategy }: Listed) => strategy.id,
        ({ account, strategy }: Listed) =>
          html`<aurono-strategy-tile .account=${account} .strategy=${strategy}></aurono-strategy-tile>`,
      )}
    </div>`;
  }

  #go(change: Record<string, string>): void {
    const parameters = { ...Object.fromEntries(this.place.parameters), ...change };
    navigate(address("strategies", parameters), { replace: true });
  }
}
