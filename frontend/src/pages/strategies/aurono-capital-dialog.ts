import { html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../../components/aurono-dialog.ts";
import type { AuronoDialog } from "../../components/aurono-dialog.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { parseAmount } from "../../data/amount-input.ts";
import { sum } from "../../data/decimal.ts";
import { activeBook, currencies, type Strategy } from "../../data/model.ts";

export type CapitalChange = "deposit" | "withdraw";

/** Asks how much capital is added or taken out, shows what will be free, and says in place what was refused. */
@element("aurono-capital-dialog")
export class AuronoCapitalDialog extends AuronoElement {
  @property({ attribute: false }) strategy!: Strategy;
  @property() change: CapitalChange = "deposit";
  @property({ type: Boolean }) disabled = false;
  @state() private typed = "";
  @state() private problem = "";
  @state() private busy = false;
  @query("aurono-dialog") private readonly dialog!: AuronoDialog;
  @query("input") private readonly input!: HTMLInputElement;

  show(): void {
    this.typed = this.problem = "";
    this.dialog.show();
    this.input.focus();
  }

  protected override render(): TemplateResult {
    const { app, strategy, change } = this;
    const { quote } = currencies(strategy.parameters.pair);
    const book = activeBook(strategy);
    return html`
      <aurono-dialog heading=${app.text(`strategies_${change}_heading`, { strategy: strategy.name })}>
        <p>${app.text("strategies_capital_note")}</p>
        ${book ? html`<p>${app.text("strategies_capital_now", { free: app.numbers.money(book.free, quote) })}</p>` : nothing}
        <div class="field">
          <label for="amount">${app.text("strategies_capital_amount", { currency: quote })}</label>
          <input
            id="amount"
            inputmode="decimal"
            autocomplete="off"
            .value=${this.typed}
            aria-invalid=${this.problem ? "true" : "false"}
            aria-describedby="after problem"
            @input=${this.#onInput}
            @keydown=${this.#onKey}
          />
        </div>
        <p id="after" class="quiet">${this.#after(quote)}</p>
        <p id="problem" class="error" role="alert">${this.problem}</p>
        <button slot="actions" class="plain" @click=${this.#close}>${app.text("common_cancel")}</button>
        <button slot="actions" class="primary" ?disabled=${this.disabled || this.busy} @click=${this.#submit}>
          ${app.text(`strategies_${change}`)}
        </button>
      </aurono-dialog>
    `;
  }

  /** What will be free, to the last digit. */
  #after(quote: string): string {
    const book = activeBook(this.strategy);
    const amount = parseAmount(this.typed);
    if (!book || !("value" in amount)) return "";
    const free = sum([book.free, this.change === "deposit" ? amount.value : `-${amount.value}`]);
    return this.app.text("strategies_capital_then", { free: this.app.numbers.exactMoney(free, quote) });
  }

  readonly #onInput = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    this.problem = "";
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter") void this.#submit();
  };

  readonly #close = (): void => {
    this.dialog.close();
  };

  readonly #submit = async (): Promise<void> => {
    const amount = parseAmount(this.typed);
    if ("problem" in amount) {
      this.problem = this.app.text(`strategies_capital_${amount.problem}`);
      this.input.focus();
      return;
    }
    const { api } = this.app;
    this.busy = true;
    try {
      if (this.change === "deposit") await api.deposit(this.strategy.id, amount.value);
      else await api.withdraw(this.strategy.id, amount.value);
      this.dialog.close();
    } catch (error) {
      this.problem = this.app.problem(error);
    } finally {
      this.busy = false;
    }
  };
}
