import { mdiPlay, mdiStop } from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { Account } from "../data/model.ts";
import type { AuronoDialog } from "./aurono-dialog.ts";
import "./aurono-dialog.ts";
import { element } from "./define.ts";
import { AuronoElement } from "./element.ts";
import { icon } from "./parts.ts";

/** Stops and resumes all trading of an account; stopping asks what becomes of the open orders. */
@element("aurono-trading-control")
export class AuronoTradingControl extends AuronoElement {
  @property({ attribute: false }) account!: Account;
  @property({ type: Boolean }) disabled = false;
  @state() private cancelOrders = false;
  @state() private busy = false;
  @state() private problem = "";
  @query("aurono-dialog") private readonly dialog!: AuronoDialog;

  protected override render(): TemplateResult {
    const { app, account } = this;
    const blocked = this.disabled || this.busy;
    if (account.stopped) {
      return html`
        <button class="primary" ?disabled=${blocked} @click=${this.#resume}>
          ${icon(mdiPlay)}${app.text("common_resume")}
        </button>
        ${this.#problem()}
      `;
    }
    return html`
      <button ?disabled=${blocked} @click=${this.#ask}>${icon(mdiStop)}${app.text("common_stop")}</button>
      <aurono-dialog heading=${app.text("common_stop_heading", { account: account.title })}>
        <p>${app.text("common_stop_text")}</p>
        <fieldset>
          <legend>${app.text("common_what_about_orders")}</legend>
          ${this.#choice(false)}${this.#choice(true)}
        </fieldset>
        ${this.#problem()}
        <button slot="actions" class="plain" @click=${this.#close}>${app.text("common_cancel")}</button>
        <button slot="actions" class="danger" ?disabled=${blocked} @click=${this.#stop}>
          ${app.text("common_stop")}
        </button>
      </aurono-dialog>
    `;
  }

  #choice(cancels: boolean): TemplateResult {
    return html`<label class="choice">
      <input
        type="radio"
        name="orders"
        .checked=${this.cancelOrders === cancels}
        @change=${() => {
          this.cancelOrders = cancels;
        }}
      />
      <span>${this.app.text(cancels ? "common_cancel_orders_too" : "common_cancel_orders_keep")}</span>
    </label>`;
  }

  #problem(): TemplateResult | typeof nothing {
    return this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing;
  }

  readonly #ask = (): void => {
    this.cancelOrders = false;
    this.problem = "";
    this.dialog.show();
  };

  readonly #close = (): void => {
    this.dialog.close();
  };

  readonly #stop = async (): Promise<void> => {
    if (await this.#act(() => this.app.api.stopTrading(this.account.entry_id, this.cancelOrders))) this.dialog.close();
  };

  readonly #resume = async (): Promise<void> => {
    await this.#act(() => this.app.api.resumeTrading(this.account.entry_id));
  };

  async #act(action: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.problem = "";
    try {
      await action();
      return true;
    } catch (error) {
      this.problem = this.app.problem(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
